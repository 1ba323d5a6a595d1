// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/policy_words.h"

#include <QTest>

using namespace postern;
using namespace postern::testing;
using model::Check;
using model::CheckMode;
using model::ListKind;
using model::Outcome;
using model::Stage;
using policy::CheckResult;

class TestDecide : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- the cases that Postern was founded for

    void foundingCases_data()
    {
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("helo");
        QTest::addColumn<QString>("sender");
        QTest::addColumn<QString>("recipient");
        QTest::addColumn<QStringList>("entries");
        QTest::addColumn<QString>("enforced");      // the answer; "" is accepted
        QTest::addColumn<QString>("whenMonitored"); // with sender.claims-local and helo.local in mode monitor
        QTest::addColumn<QStringList>("monitored");
        QTest::addColumn<QString>("whenOff");

        const QString claims = "554 5.7.1 blacklisted (jsmith@domain.com) ref K7Q2M9XD";
        const QString helo = "554 5.7.1 blacklisted (domain.com) ref K7Q2M9XD";
        const QString relay = "554 5.7.1 Relay access denied ref K7Q2M9XD";
        const QString accepted;
        const QStringList none;

        QTest::newRow("a stranger claims to be local") << stranger << "laptop"
                                                       << "jsmith@domain.com"
                                                       << "jane@domain.com" << none << claims << accepted
                                                       << QStringList{"sender.claims-local"} << accepted;
        QTest::newRow("the same from the LAN")
            << insider << "laptop"
            << "jsmith@domain.com"
            << "jane@domain.com" << none << accepted << accepted << none << accepted;
        QTest::newRow("a stranger claims to be in an alias of the domain")
            << stranger << "laptop"
            << "jsmith@DOMAIN.NET"
            << "jane@domain.com" << none << "554 5.7.1 blacklisted (jsmith@DOMAIN.NET) ref K7Q2M9XD"
            << accepted << QStringList{"sender.claims-local"} << accepted;
        QTest::newRow("a stranger says a local name in HELO")
            << stranger << "domain.com"
            << "joe@example.org"
            << "jane@domain.com" << none << helo << accepted << QStringList{"helo.local"} << accepted;
        QTest::newRow("the LAN says a local name in HELO")
            << insider << "domain.com"
            << "jane@domain.com"
            << "jane@domain.com" << none << accepted << accepted << none << accepted;
        QTest::newRow("both") << stranger << "domain.com"
                              << "jsmith@domain.com"
                              << "jane@domain.com" << none << helo << accepted
                              << QStringList{"helo.local", "sender.claims-local"} << accepted;
        QTest::newRow("an exception by IP lets it in")
            << stranger << "laptop"
            << "jsmith@domain.com"
            << "jane@domain.com" << QStringList{"white ip 203.0.113.0/24"} << accepted << accepted << none
            << accepted;
        QTest::newRow("an exception by IP lifts HELO as well")
            << stranger << "domain.com"
            << "joe@example.org"
            << "jane@domain.com" << QStringList{"white ip 203.0.113.9"} << accepted << accepted << none
            << accepted;
        QTest::newRow("an exception by recipient lets it in")
            << stranger << "domain.com"
            << "jsmith@domain.com"
            << "jane@domain.com" << QStringList{"white recipient jane@domain.com"} << accepted << accepted
            << none << accepted;
        QTest::newRow("an exception by sender does not")
            << stranger << "laptop"
            << "jsmith@domain.com"
            << "jane@domain.com" << QStringList{"white sender jsmith@domain.com"} << claims << accepted
            << QStringList{"sender.claims-local"} << accepted;
        QTest::newRow("an exception by HELO does not")
            << stranger << "domain.com"
            << "joe@example.org"
            << "jane@domain.com" << QStringList{"white helo domain.com"} << helo << accepted
            << QStringList{"helo.local"} << accepted;
        QTest::newRow("outside to outside") << stranger << "laptop"
                                            << "joe@example.org"
                                            << "bob@example.com" << none << relay << relay << none << relay;
        QTest::newRow("outside to outside, whatever the exceptions")
            << stranger << "laptop"
            << "joe@example.org"
            << "bob@example.com"
            << QStringList{"white ip 203.0.113.9", "white sender joe@example.org",
                           "white recipient bob@example.com", "white helo laptop", "white recipient *"}
            << relay << relay << none << relay;
        QTest::newRow("a local sender does not relay")
            << stranger << "laptop"
            << "jsmith@domain.com"
            << "bob@example.com" << none << claims << relay << QStringList{"sender.claims-local"} << relay;
        QTest::newRow("from the LAN to outside")
            << insider << "laptop"
            << "jane@domain.com"
            << "bob@example.com" << none << accepted << accepted << none << accepted;
        QTest::newRow("ordinary mail")
            << stranger << "mx.example.org"
            << "joe@example.org"
            << "jane@domain.com" << none << accepted << accepted << none << accepted;
        QTest::newRow("a bounce") << stranger << "mx.example.org"
                                  << ""
                                  << "jane@domain.com" << none << accepted << accepted << none << accepted;
    }
    void foundingCases()
    {
        QFETCH(QString, client);
        QFETCH(QString, helo);
        QFETCH(QString, sender);
        QFETCH(QString, recipient);
        QFETCH(QStringList, entries);
        QFETCH(QString, enforced);
        QFETCH(QString, whenMonitored);
        QFETCH(QStringList, monitored);
        QFETCH(QString, whenOff);
        Scene scene;
        for (const QString& entry : entries)
            addEntry(scene, entry);
        const auto facts =
            session(client.toStdString(), helo.toStdString(), sender.toStdString(), recipient.toStdString());
        QCOMPARE(answer(scene.verdict(facts)), enforced);
        QCOMPARE(ids(scene.verdict(facts).monitored), QStringList());

        for (const Check check : {Check::SenderClaimsLocal, Check::HeloLocal})
            scene.setMode(check, CheckMode::Monitor);
        QCOMPARE(answer(scene.verdict(facts)), whenMonitored);
        QCOMPARE(ids(scene.verdict(facts).monitored), monitored);

        for (const Check check : {Check::SenderClaimsLocal, Check::HeloLocal})
            scene.setMode(check, CheckMode::Off);
        QCOMPARE(answer(scene.verdict(facts)), whenOff);
        QCOMPARE(ids(scene.verdict(facts).monitored), QStringList());
    }

    void theTraceSaysWhyAnExceptionBySenderDoesNotCount()
    {
        Scene scene;
        scene.white(ListKind::Sender, "jsmith@domain.com");
        const auto verdict =
            scene.verdict(session(stranger, "laptop", "jsmith@domain.com", "jane@domain.com"));
        QCOMPARE(
            words(rowOf(verdict, Check::SenderClaimsLocal)),
            "203.0.113.9 is outside the LAN and has not logged in, but says that it sends as "
            "jsmith@domain.com, and domain.com is one of your domains; the exception for the sender "
            "jsmith@domain.com does not lift this, since anybody can write that address; tie it to an IP "
            "range, or except the IP address");
    }

    void theTraceNamesTheExceptionThatLiftsAHit()
    {
        Scene scene;
        const model::Id exception = scene.white(ListKind::Ip, "203.0.113.0/24").id;
        const auto verdict =
            scene.verdict(session(stranger, "laptop", "jsmith@domain.com", "jane@domain.com"));
        const auto* row = rowOf(verdict, Check::SenderClaimsLocal);
        QVERIFY(row != nullptr);
        QCOMPARE(row->result, CheckResult::Exempt);
        QCOMPARE(row->entry, exception);
        QCOMPARE(qt(row->pattern), "203.0.113.0/24");
        QVERIFY(words(row).endsWith("the exception for the IP address 203.0.113.0/24 lets it in"));
    }

    // --- stages

    void refusalsAreAnsweredAtTheStageThatTheServiceSays_data()
    {
        QTest::addColumn<QString>("entry");
        QTest::addColumn<bool>("answerAtRcpt");
        QTest::addColumn<QString>("stage"); // the first that refuses
        for (const bool atRcpt : {true, false}) {
            const char* suffix = atRcpt ? "at RCPT" : "at once";
            const auto stage = [atRcpt](const char* first) { return QString(atRcpt ? "rcpt" : first); };
            QTest::addRow("ip, %s", suffix) << "black ip 203.0.113.9" << atRcpt << stage("connect");
            QTest::addRow("helo, %s", suffix) << "black helo laptop" << atRcpt << stage("helo");
            QTest::addRow("sender, %s", suffix) << "black sender joe@example.org" << atRcpt << stage("mail");
            QTest::addRow("recipient, %s", suffix) << "black recipient jane@domain.com" << atRcpt << "rcpt";
        }
    }
    void refusalsAreAnsweredAtTheStageThatTheServiceSays()
    {
        QFETCH(QString, entry);
        QFETCH(bool, answerAtRcpt);
        QFETCH(QString, stage);
        Scene scene;
        scene.service.answerAtRcpt = answerAtRcpt;
        addEntry(scene, entry);
        const auto explanation = policy::explain(
            *scene.compile(), session(stranger, "laptop", "joe@example.org", "jane@domain.com"));
        QVERIFY(explanation.verdict.check);
        QCOMPARE(qt(std::string(model::toId(explanation.stage))), stage);
        QCOMPARE(explanation.verdict.close, stage == "connect");
    }

    void accessAndBansAreAnsweredAtConnectWhateverTheServiceSays()
    {
        const auto facts = session(stranger, "laptop", "joe@example.org", "jane@domain.com");
        Scene scene;
        scene.service.access = model::Access::Lan;
        auto verdict = scene.verdict(facts, Stage::Connect);
        QCOMPARE(answer(verdict), "554 5.7.1 203.0.113.9 may not use this service ref K7Q2M9XD");
        QVERIFY(verdict.close);

        auto banned = facts;
        banned.ban = policy::Ban{facts.now + std::chrono::seconds(60), "20 refused recipients"};
        verdict = Scene().verdict(banned, Stage::Connect);
        QCOMPARE(answer(verdict), "421 4.7.0 203.0.113.9 is barred for a time, try again later ref K7Q2M9XD");
        QCOMPARE(verdict.outcome, Outcome::Deferred);
        QVERIFY(verdict.close);
        QVERIFY2(words(rowOf(verdict, Check::AccessBanned)).endsWith("20 refused recipients"),
                 qPrintable(words(rowOf(verdict, Check::AccessBanned))));
    }

    void theDeclaredSizeIsAnsweredAtMailAndTheRealOneAtData()
    {
        Scene scene;
        scene.service.sizeLimit = 100'000;
        auto facts = session(stranger, "laptop", "joe@example.org", "jane@domain.com");
        facts.recipient.reset();
        facts.declaredSize = 100'000;
        QVERIFY(!scene.verdict(facts, Stage::Mail).check);
        facts.declaredSize = 100'001;
        QCOMPARE(answer(scene.verdict(facts, Stage::Mail)), "552 5.3.4 Message is too large ref K7Q2M9XD");
        facts.declaredSize = 10;
        facts.size = 100'001;
        QCOMPARE(answer(scene.verdict(facts, Stage::Data)), "552 5.3.4 Message is too large ref K7Q2M9XD");
        QVERIFY(!scene.verdict(facts, Stage::Data).close);
    }

    void atDataOnlyTheMessageIsLookedAt()
    {
        Scene scene;
        scene.black(ListKind::Ip, stranger);
        auto facts = session(stranger, "laptop", "joe@example.org", "jane@domain.com");
        facts.size = 5000;
        facts.receivedFields = 51;
        const auto verdict = scene.verdict(facts, Stage::Data);
        QCOMPARE(answer(verdict), "554 5.4.6 Too many hops ref K7Q2M9XD");
        QCOMPARE(verdict.trace.size(), 3U);
    }

    void theTraceAtRcptIsWholeAndInRunningOrder()
    {
        Scene scene;
        for (const model::CheckInfo& info : model::checks())
            scene.setMode(info.check, CheckMode::Enforce);
        scene.service.dnsLists = {{"bl.test", 100, {}, true}};
        scene.service.access = model::Access::Lan; // refuses first; the rest is traced all the same
        const auto verdict = scene.verdict(session(stranger, "laptop", "joe@example.org", "bob@example.com"));
        QCOMPARE(*verdict.check, Check::AccessClient);
        const auto ofMessage = [](const model::CheckInfo& info) { return info.stage == Stage::Data; };
        QCOMPARE(verdict.trace.size() +
                     std::size_t(std::count_if(model::checks().begin(), model::checks().end(), ofMessage)),
                 model::checkCount);
        for (std::size_t i = 1; i < verdict.trace.size(); ++i)
            QVERIFY(model::info(verdict.trace[i - 1].check).stage <=
                    model::info(verdict.trace[i].check).stage);
    }

    void theFirstEnforcedHitDecidesAndMonitorChangesNothing()
    {
        Scene scene;
        scene.black(ListKind::Ip, stranger);
        scene.black(ListKind::Helo, "laptop");
        scene.black(ListKind::Sender, "joe@example.org");
        scene.setMode(Check::IpBlacklist, CheckMode::Monitor);
        const auto verdict = scene.verdict(session(stranger, "laptop", "joe@example.org", "jane@domain.com"));
        QCOMPARE(*verdict.check, Check::HeloBlacklist);
        QCOMPARE(ids(verdict.monitored), QStringList{"ip.blacklist"});
        QCOMPARE(verdict.entry, 101);
        QCOMPARE(qt(verdict.reply.text), "blacklisted (laptop)");
    }

    void withoutTraceTheVerdictIsTheSame()
    {
        Scene scene;
        scene.black(ListKind::Helo, "laptop");
        const auto facts = session(stranger, "laptop", "joe@example.org", "jane@domain.com");
        const auto with = scene.verdict(facts);
        const auto without = std::get<policy::Verdict>(
            policy::decide(*scene.compile(), Stage::Rcpt, facts, policy::Tracing::Off));
        QVERIFY(without.trace.empty());
        QVERIFY(without.check == with.check && without.reply == with.reply && without.entry == with.entry);
    }

    void anAcceptedRecipientHasADestination()
    {
        Scene scene;
        scene.configuration.routes = {{1, "partner.test", "lmtp:127.0.0.1:2424"}, {2, "*", "smtp:relay:25"}};
        const auto destination = [&](const char* client, const char* recipient) {
            return int(scene.verdict(session(client, "laptop", "joe@example.org", recipient)).destination);
        };
        QCOMPARE(destination(stranger, "jane@domain.com"), int(policy::Destination::Mailbox));
        QCOMPARE(destination(stranger, "POSTMASTER"), int(policy::Destination::Mailbox));
        QCOMPARE(destination(stranger, "anybody@partner.test"), int(policy::Destination::Route));
        QCOMPARE(destination(insider, "bob@example.com"), int(policy::Destination::Relay));
        QCOMPARE(destination(stranger, "bob@example.com"), int(policy::Destination::None));
    }
};

QTEST_APPLESS_MAIN(TestDecide)
#include "test_decide.moc"
