// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/policy_words.h"

#include <QTest>

using namespace postern;
using namespace postern::testing;
using model::Check;
using model::CheckMode;
using model::ListKind;
using model::Stage;

class TestNeededFacts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- facts that must be fetched

    void spfIsAskedForOnlyWhereItWouldMatter_data()
    {
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("sender");
        QTest::addColumn<QString>("pattern"); // of an exception 'only when SPF passes'
        QTest::addColumn<bool>("asked");
        QTest::newRow("it would lift the hit") << stranger << "jsmith@domain.com"
                                               << "jsmith@domain.com" << true;
        QTest::newRow("it would match, but nothing hits") << stranger << "joe@example.org"
                                                          << "joe@example.org" << false;
        QTest::newRow("nothing hits inside") << insider << "jsmith@domain.com"
                                             << "jsmith@domain.com" << false;
        QTest::newRow("another sender") << stranger << "jsmith@domain.com"
                                        << "ann@domain.com" << false;
        QTest::newRow("a whole domain") << stranger << "jsmith@domain.com"
                                        << "domain.com" << true;
        QTest::newRow("null sender") << stranger << ""
                                     << "domain.com" << false;
    }
    void spfIsAskedForOnlyWhereItWouldMatter()
    {
        QFETCH(QString, client);
        QFETCH(QString, sender);
        QFETCH(QString, pattern);
        QFETCH(bool, asked);
        Scene scene;
        scene.white(ListKind::Sender, pattern.toStdString()).condition = model::Condition::SpfPass;
        const auto facts = session(client.toStdString(), "laptop", sender.toStdString(), "jane@domain.com");
        const auto decision = scene.decide(Stage::Rcpt, facts);
        const auto* needs = std::get_if<policy::Needs>(&decision);
        QCOMPARE(needs != nullptr, asked);
        if (needs != nullptr)
            QVERIFY(needs->facts == std::vector{policy::FactId::Spf});
    }

    void spfIsNotAskedForWhatAlreadyIsLiftedOrRefused()
    {
        Scene scene;
        scene.white(ListKind::Sender, "domain.com").condition = model::Condition::SpfPass;
        const auto facts = session(stranger, "laptop", "jsmith@domain.com", "jane@domain.com");
        Scene lifted = scene;
        lifted.white(ListKind::Ip, stranger);
        QVERIFY(!lifted.verdict(facts).check);
        Scene refused = scene;
        refused.service.access = model::Access::Lan;
        QCOMPARE(*refused.verdict(facts).check, Check::AccessClient);
        Scene off = scene;
        off.setMode(Check::SenderClaimsLocal, CheckMode::Off);
        QVERIFY(!off.verdict(facts).check);
    }

    void anExceptionWithSpfCountsOnlyWhenSpfPasses_data()
    {
        QTest::addColumn<int>("spf"); // -1: could not be looked up
        QTest::addColumn<QString>("says");
        const char* names[] = {"none", "neutral", "", "fail", "softfail", "temperror", "permerror"};
        for (int i = 0; i < 7; ++i)
            QTest::newRow(*names[i] != 0 ? names[i] : "pass") << i << QString(names[i]);
        QTest::newRow("unknown") << -1 << "time-out";
    }
    void anExceptionWithSpfCountsOnlyWhenSpfPasses()
    {
        QFETCH(int, spf);
        QFETCH(QString, says);
        Scene scene;
        scene.white(ListKind::Sender, "domain.com").condition = model::Condition::SpfPass;
        auto facts = session(stranger, "laptop", "jsmith@domain.com", "jane@domain.com");
        if (spf < 0)
            facts.spf = policy::Unknown{"time-out"};
        else
            facts.spf = policy::SpfResult(spf);
        const auto verdict = scene.verdict(facts);
        QCOMPARE(!verdict.check, says.isEmpty());
        const QString row = words(rowOf(verdict, Check::SenderClaimsLocal));
        QVERIFY2(says.isEmpty() ? row.endsWith("lets it in")
                                : row.contains("counts only when SPF passes") && row.contains(says),
                 qPrintable(row));
    }

    void aBlackListedSenderIsLiftedByAnSpfExceptionWithoutForging()
    {
        Scene scene;
        scene.black(ListKind::Sender, "*@partner.test");
        scene.white(ListKind::Sender, "news@partner.test").condition = model::Condition::SpfPass;
        auto facts = session(stranger, "mx", "news@partner.test", "jane@domain.com");
        QVERIFY(std::holds_alternative<policy::Needs>(scene.decide(Stage::Rcpt, facts)));
        facts.spf = policy::SpfResult::Fail;
        QVERIFY(scene.verdict(facts).check);
        facts.spf = policy::SpfResult::Pass;
        QVERIFY(!scene.verdict(facts).check);
    }

    // What the engine does with Needs: fetch all, ask again. Here the fetcher is a fake.
    void aFakeThatFetchesWhatIsNeededComesToAVerdict()
    {
        Scene scene;
        scene.white(ListKind::Sender, "domain.com").condition = model::Condition::SpfPass;
        auto facts = session(stranger, "laptop", "jsmith@domain.com", "jane@domain.com");
        int rounds = 0;
        auto decision = scene.decide(Stage::Rcpt, facts);
        while (const auto* needs = std::get_if<policy::Needs>(&decision)) {
            QVERIFY(++rounds < 5);
            for (const policy::FactId fact : needs->facts) {
                QCOMPARE(fact, policy::FactId::Spf);
                facts.spf = policy::SpfResult::Pass;
            }
            decision = scene.decide(Stage::Rcpt, facts);
        }
        QCOMPARE(rounds, 1);
        QVERIFY(!std::get<policy::Verdict>(decision).check);
    }
};

QTEST_APPLESS_MAIN(TestNeededFacts)
#include "test_needed_facts.moc"
