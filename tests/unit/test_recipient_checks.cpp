// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/policy_words.h"

#include <QTest>

using namespace postern;
using namespace postern::testing;
using model::Check;
using model::CheckMode;

class TestRecipientChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void relaying_data()
    {
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("sender");
        QTest::addColumn<QString>("recipient");
        QTest::addColumn<QString>("rules");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* client, const char* user, const char* sender,
                            const char* recipient, const char* rules, const char* expected) {
            QTest::newRow(name) << client << user << sender << recipient << rules << expected;
        };
        row("stranger", stranger, "", "joe@example.org", "bob@example.com", "lan authenticated", "hit");
        row("stranger, every rule", stranger, "", "joe@example.org", "bob@example.com",
            "lan authenticated ranges recipients", "hit");
        row("stranger with a local sender", stranger, "", "jane@domain.com", "bob@example.com", "lan", "hit");
        row("LAN", insider, "", "joe@example.org", "bob@example.com", "lan", "pass");
        row("LAN, rule off", insider, "", "joe@example.org", "bob@example.com", "authenticated", "hit");
        row("LAN, local sender demanded", insider, "", "joe@example.org", "bob@example.com", "lan local",
            "hit");
        row("LAN, local sender", insider, "", "jane@domain.com", "bob@example.com", "lan local", "pass");
        row("LAN, null sender is not local", insider, "", "", "bob@example.com", "lan local", "hit");
        row("range", "198.51.100.4", "", "joe@example.org", "bob@example.com", "ranges", "pass");
        row("range, local sender demanded", "198.51.100.4", "", "joe@example.org", "bob@example.com",
            "ranges local", "hit");
        row("logged in", stranger, "jane", "joe@example.org", "bob@example.com", "authenticated", "pass");
        row("logged in, local sender demanded of others", stranger, "jane", "joe@example.org",
            "bob@example.com", "authenticated local", "pass");
        row("logged in, rule off", stranger, "jane", "joe@example.org", "bob@example.com", "lan ranges",
            "hit");
        row("always to this recipient", stranger, "", "joe@example.org", "bob@open.test", "recipients",
            "pass");
        row("but not to that one", stranger, "", "joe@example.org", "eve@open.test", "recipients", "hit");
        row("local domain", stranger, "", "joe@example.org", "jane@domain.com", "", "pass");
        row("alias", stranger, "", "joe@example.org", "jane@DOMAIN.net", "", "pass");
        row("routed domain", stranger, "", "joe@example.org", "bob@partner.test", "", "pass");
        row("below a routed domain", stranger, "", "joe@example.org", "bob@a.partner.test", "", "hit");
        row("below a local domain", stranger, "", "joe@example.org", "jane@a.domain.com", "", "hit");
        row("bare postmaster", stranger, "", "joe@example.org", "Postmaster", "", "pass");
        row("bare other name", stranger, "", "joe@example.org", "jane", "", "hit");
        row("percent hack", stranger, "", "joe@example.org", "bob%example.com@domain.com", "",
            "pass"); // local, unknown
        row("two at signs", stranger, "", "joe@example.org", "jane@domain.com@example.com", "", "hit");
        row("quoted at sign", stranger, "", "joe@example.org", "\"jane@domain.com\"@example.com", "", "hit");
        row("no domain after the at sign", stranger, "", "joe@example.org", "bob@", "", "hit");
        row("literal", stranger, "", "joe@example.org", "bob@[192.0.2.1]", "", "hit");
        row("NUL", stranger, "", "joe@example.org", "bob@domain.com\\0", "", "hit");
    }
    void relaying()
    {
        QFETCH(QString, client);
        QFETCH(QString, user);
        QFETCH(QString, sender);
        QFETCH(QString, recipient);
        QFETCH(QString, rules);
        QFETCH(QString, expected);
        Scene scene;
        scene.configuration.routes = {{1, "partner.test", "lmtp:127.0.0.1:2424"},
                                      {2, "*", "smtp:relay.test:25"}};
        auto& relay = scene.service.relay;
        relay.lan = rules.contains("lan");
        relay.authenticated = rules.contains("authenticated");
        relay.senderMustBeLocal = rules.contains("local");
        if (rules.contains("ranges"))
            relay.ranges = {"198.51.100.0/24"};
        if (rules.contains("recipients"))
            relay.recipients = {"open.test", "~eve@open.test"};
        auto facts = session(client.toStdString(), "laptop", sender.toStdString(),
                             recipient.replace("\\0", QString(QChar(0))).toStdString());
        facts.user = user.toStdString();
        QCOMPARE(result(scene, Check::RecipientRelay, facts), expected);
    }

    void relayingCannotBeSwitchedOff()
    {
        Scene scene;
        scene.setMode(Check::RecipientRelay, CheckMode::Off);
        QVERIFY(scene.verdict(session(stranger, "laptop", "joe@example.org", "bob@example.com")).check);
        scene.setMode(Check::RecipientRelay, CheckMode::Monitor);
        QVERIFY(scene.verdict(session(stranger, "laptop", "joe@example.org", "bob@example.com")).check);
    }

    void users_data()
    {
        QTest::addColumn<QString>("recipient");
        QTest::addColumn<QString>("expected");
        QTest::newRow("mailbox") << "jane@domain.com"
                                 << "pass";
        QTest::newRow("capitals") << "JANE@Domain.Com"
                                  << "pass";
        QTest::newRow("needless quotes") << "\"jane\"@domain.com"
                                         << "pass";
        QTest::newRow("alias of the domain") << "jane@domain.net"
                                             << "pass";
        QTest::newRow("alias of the mailbox") << "sales@domain.com"
                                              << "pass";
        QTest::newRow("both aliases") << "sales@domain.net"
                                      << "pass";
        QTest::newRow("postmaster") << "postmaster@domain.com"
                                    << "pass";
        QTest::newRow("postmaster of the alias") << "PostMaster@domain.net"
                                                 << "pass";
        QTest::newRow("bare postmaster") << "postmaster"
                                         << "pass";
        QTest::newRow("nobody") << "nobody@domain.com"
                                << "hit";
        QTest::newRow("longer") << "jane.x@domain.com"
                                << "hit";
        QTest::newRow("elsewhere") << "bob@example.com"
                                   << "not-applicable";
        QTest::newRow("postmaster elsewhere") << "postmaster@example.com"
                                              << "not-applicable";
    }
    void users()
    {
        QFETCH(QString, recipient);
        QFETCH(QString, expected);
        QCOMPARE(result({}, Check::RecipientUnknown,
                        session(insider, "laptop", "joe@example.org", recipient.toStdString())),
                 expected);
    }

    void postmasterMailGoesToWhomTheServerSays()
    {
        Scene scene;
        scene.configuration.mailboxes.push_back({2, "root@domain.com", "", "maildir:/srv/mail/root", {}});
        const auto address = [&] {
            const policy::ServerPolicy server(scene.configuration);
            return qt(server.mailboxFor(comparableAddress("postmaster"))->address);
        };
        QCOMPARE(address(), "jane@domain.com");
        scene.configuration.server.postmaster = "Root@domain.net";
        QCOMPARE(address(), "root@domain.com");
        scene.configuration.mailboxes.push_back({3, "postmaster@domain.com", "", "maildir:/srv/mail/pm", {}});
        QCOMPARE(qt(policy::ServerPolicy(scene.configuration)
                        .mailboxFor(comparableAddress("postmaster@domain.com"))
                        ->address),
                 "postmaster@domain.com");
        scene.configuration.mailboxes.clear();
        QVERIFY(policy::ServerPolicy(scene.configuration).mailboxFor(comparableAddress("postmaster")) ==
                nullptr);
    }
};

QTEST_APPLESS_MAIN(TestRecipientChecks)
#include "test_recipient_checks.moc"
