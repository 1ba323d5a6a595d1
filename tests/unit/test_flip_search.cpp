// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/flip_case.h"

#include <QTest>

using namespace postern;
using namespace postern::testing;
using model::Check;
using model::CheckMode;
using model::ListKind;
using policy::FlipAct;

class TestFlipSearch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- combinations

    void whereOneChangeIsNotEnoughTwoAreOffered()
    {
        FlipCase c;
        c.scene.black(ListKind::Ip, "203.0.113.0/24");
        c.facts.recipient = "nobody@domain.com";
        const policy::Flips flips = c.flips();
        QVERIFY(!flips.flips.empty());
        for (const policy::Flip& flip : flips.flips)
            QVERIFY2(flip.steps.size() == 2, qPrintable(inWords(flip)));
        QCOMPARE(inWords(flips.flips.front()),
                 "take 203.0.113.9 out of the Black List of SMTP, by the entry ~203.0.113.9 + make a mailbox "
                 "or an alias for nobody@domain.com");
    }

    void anEntryBehindAnotherIsNotEnough()
    {
        FlipCase c;
        c.scene.black(ListKind::Sender, "joe@example.org");
        c.scene.black(ListKind::Sender, "*@example.org");
        const QStringList all = inWords(c.flips());
        QVERIFY(all.contains("add an exception for the sender joe@example.org"));
        QVERIFY(!all.contains("remove or switch off the entry joe@example.org of the Black List"));
    }

    void whatNothingCanMendHasNoFlip()
    {
        FlipCase c;
        c.facts.size = 100;
        c.facts.receivedFields = 5000; // past the largest limit, and the check cannot be switched off
        const policy::Flips flips = c.flips();
        QVERIFY(flips.refused && flips.complete && flips.flips.empty());
    }

    // --- what else it opens

    void everyStepOfTheAdministratorSaysWhatElseItOpens()
    {
        for (int act = 0; act <= int(FlipAct::SetMode); ++act) {
            policy::FlipStep step;
            step.act = FlipAct(act);
            step.check = Check::SenderSpf;
            step.mode = CheckMode::Monitor;
            for (const ListKind kind : model::allListKinds) {
                step.entry.kind = kind;
                for (const auto color : {model::ListColor::Black, model::ListColor::White}) {
                    step.entry.color = color;
                    QVERIFY(!policy::inWords(step).empty());
                    QCOMPARE(policy::whatElse(step).empty(), step.byClient());
                    const std::string words =
                        toEnglish(policy::inWords(step)) + toEnglish(policy::whatElse(step));
                    QVERIFY2(words.find('%') == words.npos, words.c_str());
                }
            }
        }
    }

    void theLanSaysThatItGivesRelay()
    {
        policy::FlipStep step;
        step.act = FlipAct::AddToLan;
        step.value = stranger;
        QVERIFY(qt(toEnglish(policy::whatElse(step))).startsWith("203.0.113.9 may relay to all the world"));
    }

    void whatIsNotLookedUpIsSaid()
    {
        FlipCase c;
        c.scene.setMode(Check::SenderSpf, CheckMode::Enforce);
        c.scene.black(ListKind::Ip, "203.0.113.0/24"); // refused before anybody asked SPF
        for (const policy::Flip& flip : c.flips().flips) {
            const bool takenOut = flip.steps.front().entry.negated;
            if (takenOut)
                QCOMPARE(flip.missing, std::vector{policy::FactId::Spf});
        }
    }

    // --- what the client wrote

    void whatTheClientWroteNeverBecomesAWildcard()
    {
        for (const char* sender : {"*@example.org", "@example.org", "a?b@example.org", "example.org"}) {
            FlipCase c;
            c.scene.black(ListKind::Ip, "203.0.113.0/24");
            c.facts.sender = sender;
            c.facts.helo = "*";
            for (const policy::Flip& flip : c.flips().flips) {
                for (const policy::FlipStep& step : flip.steps)
                    QVERIFY2(step.act != FlipAct::AddEntry || step.entry.kind == ListKind::Ip ||
                                 step.entry.kind == ListKind::Recipient,
                             qPrintable(inWords(flip)));
            }
        }
    }

    // --- the other way round

    void whatWouldRefuseIt()
    {
        FlipCase c;
        QStringList all = inWords(c.flips());
        QVERIFY(!c.flips().refused);
        QCOMPARE(all, (QStringList{"add the IP address 203.0.113.9 to the Black List of SMTP",
                                   "add the sender joe@example.org to the Black List of SMTP",
                                   "add the HELO host mx.example.org to the Black List of SMTP",
                                   "add the recipient jane@domain.com to the Black List of SMTP"}));
        c.scene.black(ListKind::Sender, "example.org");
        c.scene.white(ListKind::Ip, stranger);
        all = inWords(c.flips());
        QCOMPARE(all, QStringList{"remove or switch off the exception 203.0.113.9"});
        c.scene.setMode(Check::SenderClaimsLocal, CheckMode::Monitor);
        c.scene.entries.clear();
        c.facts.sender = "jsmith@domain.com";
        all = inWords(c.flips());
        QVERIFY(all.contains("set the check 'Sender claims to be local' on SMTP to enforce"));
    }

    void anEntryThatIsTakenOutIsNamed()
    {
        FlipCase c;
        c.scene.black(ListKind::Sender, "example.org");
        c.scene.black(ListKind::Sender, "~joe@example.org");
        QVERIFY(
            inWords(c.flips()).contains("remove or switch off the entry ~joe@example.org of the Black List"));
    }

    // --- bounds

    void theSearchIsBounded()
    {
        FlipCase c;
        c.facts.recipient = "bob@example.com";
        auto all = std::make_shared<model::Configuration>(c.scene.configuration);
        for (int i = 1; i <= policy::maxFlipTries + 5; ++i) {
            model::Service service = model::makeService(model::Preset::Submission);
            service.id = i;
            service.name = "S" + std::to_string(i);
            all->services.push_back(service);
        }
        const auto flips = policy::findFlips({policy::compileSnapshot(1, *all, {}, {}), all, {}}, 1, c.facts);
        QVERIFY(flips.refused);
        QVERIFY(!flips.complete);
        QVERIFY(flips.flips.size() <= policy::maxFlips);
    }

    void aServiceThatIsGoneHasNone()
    {
        QVERIFY(policy::findFlips(FlipCase().site(), 77, FlipCase().facts).flips.empty());
    }
};

QTEST_APPLESS_MAIN(TestFlipSearch)
#include "test_flip_search.moc"
