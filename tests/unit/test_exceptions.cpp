// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/policy_words.h"

#include <QTest>

using namespace postern;
using namespace postern::testing;
using model::Check;
using model::CheckMode;
using model::ListKind;
using model::Stage;

class TestExceptions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- exceptions and exemptions

    void exceptionsOfEveryKindBeatEveryBlackList_data()
    {
        QTest::addColumn<QString>("black");
        QTest::addColumn<QString>("check");
        QTest::newRow("ip") << "black ip 203.0.113.0/24"
                            << "ip.blacklist";
        QTest::newRow("helo") << "black helo laptop"
                              << "helo.blacklist";
        QTest::newRow("sender") << "black sender joe@example.org"
                                << "sender.blacklist";
        QTest::newRow("recipient") << "black recipient jane@domain.com"
                                   << "recipient.blacklist";
    }
    void exceptionsOfEveryKindBeatEveryBlackList()
    {
        QFETCH(QString, black);
        QFETCH(QString, check);
        const auto facts = session(stranger, "laptop", "joe@example.org", "jane@domain.com");
        Scene scene;
        addEntry(scene, black);
        QCOMPARE(ids({*scene.verdict(facts).check}), QStringList{check});
        QCOMPARE(scene.verdict(facts).entry, 100);
        for (const QString exception : {"white ip 203.0.113.9", "white sender joe@example.org",
                                        "white recipient jane@domain.com", "white helo laptop"}) {
            Scene excepted = scene;
            addEntry(excepted, exception);
            QVERIFY2(!excepted.verdict(facts).check, qPrintable(exception));
        }
    }

    void anExceptionTakenOutAgainLiftsNothing()
    {
        Scene scene;
        scene.black(ListKind::Sender, "*@example.org");
        scene.white(ListKind::Sender, "example.org");
        scene.white(ListKind::Sender, "~joe@example.org");
        QVERIFY(scene.verdict(session(stranger, "laptop", "joe@example.org", "jane@domain.com")).check);
        QVERIFY(!scene.verdict(session(stranger, "laptop", "ann@example.org", "jane@domain.com")).check);
    }

    void aBlackEntryTakenOutAgainIsNoHitAndTheTraceSaysSo()
    {
        Scene scene;
        scene.black(ListKind::Sender, "*@example.org");
        scene.black(ListKind::Sender, "~joe@example.org");
        const auto verdict = scene.verdict(session(stranger, "laptop", "joe@example.org", "jane@domain.com"));
        QVERIFY(!verdict.check);
        QCOMPARE(words(rowOf(verdict, Check::SenderBlacklist)),
                 "joe@example.org is taken out of the Black List by the entry ~joe@example.org");
    }

    void expiredDisabledAndForeignEntriesDoNotCount()
    {
        const auto facts = session(stranger, "laptop", "joe@example.org", "jane@domain.com");
        Scene scene;
        auto& entry = scene.black(ListKind::Sender, "joe@example.org");
        entry.expires = facts.now;
        QVERIFY(!scene.verdict(facts).check);
        scene.entries[0].expires = facts.now + std::chrono::microseconds(1);
        QVERIFY(scene.verdict(facts).check);
        scene.entries[0].enabled = false;
        QVERIFY(!scene.verdict(facts).check);
        scene.entries[0].enabled = true;
        scene.entries[0].service = 2;
        QVERIFY(!scene.verdict(facts).check);
        scene.entries[0].service = 1;
        QVERIFY(scene.verdict(facts).check);
    }

    void aForgeableExceptionTiedToARangeLiftsFromThatRangeOnly()
    {
        Scene scene;
        auto& entry = scene.white(ListKind::Sender, "jsmith@domain.com");
        entry.condition = model::Condition::FromRange;
        entry.onlyFrom = "203.0.113.0/24";
        QVERIFY(!scene.verdict(session(stranger, "laptop", "jsmith@domain.com", "jane@domain.com")).check);
        QVERIFY(
            scene.verdict(session("198.51.100.4", "laptop", "jsmith@domain.com", "jane@domain.com")).check);
        QVERIFY(scene.verdict(session(stranger, "laptop", "other@domain.com", "jane@domain.com")).check);
    }

    void aMoreSpecificTildeTakesOutOfConditionalExceptionsToo()
    {
        Scene scene;
        auto& entry = scene.white(ListKind::Sender, "domain.com");
        entry.condition = model::Condition::FromRange;
        entry.onlyFrom = "203.0.113.0/24";
        scene.white(ListKind::Sender, "~jsmith@domain.com");
        QVERIFY(scene.verdict(session(stranger, "laptop", "jsmith@domain.com", "jane@domain.com")).check);
        QVERIFY(!scene.verdict(session(stranger, "laptop", "ann@domain.com", "jane@domain.com")).check);
    }

    void exemptionsFollowTheServicesSettings_data()
    {
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("user");
        QTest::addColumn<bool>("exemptLan");
        QTest::addColumn<bool>("exemptAuthenticated");
        QTest::addColumn<QString>("claimsLocal"); // with the sender jsmith@domain.com
        QTest::addColumn<QString>("heloInvalid"); // with the HELO argument a_b
        QTest::newRow("stranger") << stranger << "" << true << true << "hit"
                                  << "hit";
        QTest::newRow("LAN") << insider << "" << true << true << "not-applicable"
                             << "exempt";
        QTest::newRow("LAN, not exempt") << insider << "" << false << true << "not-applicable"
                                         << "hit";
        QTest::newRow("logged in") << stranger << "jsmith" << true << true << "exempt"
                                   << "exempt";
        QTest::newRow("logged in, not exempt") << stranger << "jsmith" << true << false << "hit"
                                               << "hit";
        QTest::newRow("logged in, LAN not exempt") << stranger << "jsmith" << false << true << "exempt"
                                                   << "exempt";
    }
    void exemptionsFollowTheServicesSettings()
    {
        QFETCH(QString, client);
        QFETCH(QString, user);
        QFETCH(bool, exemptLan);
        QFETCH(bool, exemptAuthenticated);
        QFETCH(QString, claimsLocal);
        QFETCH(QString, heloInvalid);
        Scene scene;
        scene.service.exemptLan = exemptLan;
        scene.service.exemptAuthenticated = exemptAuthenticated;
        scene.setMode(Check::HeloInvalid, CheckMode::Enforce);
        auto facts = session(client.toStdString(), "a_b", "jsmith@domain.com", "jane@domain.com");
        facts.user = user.toStdString();
        const auto verdict = scene.verdict(facts);
        const auto result = [&](Check check) { return qt(std::string(toId(rowOf(verdict, check)->result))); };
        QCOMPARE(result(Check::SenderClaimsLocal), claimsLocal);
        QCOMPARE(result(Check::HeloInvalid), heloInvalid);
        QCOMPARE(verdict.check.has_value(), claimsLocal == "hit" || heloInvalid == "hit");
    }

    void explicitBlackListsApplyToEveryone()
    {
        Scene scene;
        scene.configuration.server.trustedForwarders = {insider};
        scene.black(ListKind::Sender, "jane@domain.com");
        auto facts = session(insider, "laptop", "jane@domain.com", "jane@domain.com");
        facts.user = "jane@domain.com";
        QCOMPARE(*scene.verdict(facts).check, Check::SenderBlacklist);
        scene.entries[0] = model::ListEntry();
        scene.black(ListKind::Ip, insider);
        QCOMPARE(*scene.verdict(facts).check, Check::IpBlacklist);
    }

    void aTrustedForwarderSkipsTheSenderCheckAndNothingElse()
    {
        Scene scene;
        scene.configuration.server.trustedForwarders = {"203.0.113.0/24"};
        const auto verdict = scene.verdict(session(stranger, "mx", "jsmith@domain.com", "jane@domain.com"));
        QVERIFY(!verdict.check);
        QVERIFY(words(rowOf(verdict, Check::SenderClaimsLocal))
                    .endsWith("203.0.113.9 is a trusted forwarder, whose mail skips the checks of senders"));
        QCOMPARE(*scene.verdict(session(stranger, "mx", "joe@example.org", "bob@example.com")).check,
                 Check::RecipientRelay);
        QCOMPARE(*scene.verdict(session(stranger, "domain.com", "joe@example.org", "jane@domain.com")).check,
                 Check::HeloLocal);
        scene.black(ListKind::Sender, "jsmith@domain.com");
        QCOMPARE(*scene.verdict(session(stranger, "mx", "jsmith@domain.com", "jane@domain.com")).check,
                 Check::SenderBlacklist);
    }

    void whatIsNotLiftableIsNotLifted_data()
    {
        QTest::addColumn<QString>("what");
        for (const char* what : {"access.client", "auth.required", "recipient.relay", "recipient.unknown",
                                 "message.size", "message.loop"})
            QTest::newRow(what) << what;
    }
    void whatIsNotLiftableIsNotLifted()
    {
        QFETCH(QString, what);
        Scene scene;
        for (const QString exception :
             {"white ip 0.0.0.0/0", "white sender *", "white recipient *", "white helo *"})
            addEntry(scene, exception);
        auto facts = session(stranger, "laptop", "joe@example.org", "jane@domain.com");
        Stage stage = Stage::Rcpt;
        if (what == "access.client")
            scene.service.access = model::Access::Lan;
        else if (what == "auth.required")
            scene.setMode(Check::AuthRequired, CheckMode::Enforce);
        else if (what == "recipient.relay")
            facts.recipient = "bob@example.com";
        else if (what == "recipient.unknown")
            facts.recipient = "nobody@domain.com";
        else if (what == "message.size")
            facts.declaredSize = scene.service.sizeLimit + 1;
        else
            stage = Stage::Data;
        facts.receivedFields = scene.service.hopLimit + 1;
        QCOMPARE(ids({scene.verdict(facts, stage).check.value()}), QStringList{what});
    }
};

QTEST_APPLESS_MAIN(TestExceptions)
#include "test_exceptions.moc"
