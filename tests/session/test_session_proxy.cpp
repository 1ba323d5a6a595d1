// SPDX-License-Identifier: GPL-3.0-or-later
// Sessions behind a proxy (PROXY protocol) over real sockets.
#include "support/gatehouse.h"

#include <QTest>

using namespace postern;
using postern::model::ListKind;
using postern::model::TlsMode;
using postern::testing::Gatehouse;
using postern::testing::SmtpClient;

namespace {
const std::string header = "PROXY TCP4 192.0.2.7 192.0.2.2 56324 25\r\n";
}

class TestSessionProxy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ::signal(SIGPIPE, SIG_IGN); }

    void theClientIsWhomTheProxyNames_data()
    {
        QTest::addColumn<bool>("slowly");
        QTest::newRow("at once") << false;
        QTest::newRow("byte by byte") << true;
    }
    void theClientIsWhomTheProxyNames()
    {
        QFETCH(bool, slowly);
        Gatehouse house;
        house.scene.service.proxyPeers = {"127.0.0.1"};
        house.scene.black(ListKind::Ip, "192.0.2.7");
        house.enforce();
        SmtpClient client(house.port);
        if (slowly) {
            for (const char c : header) {
                client.send({&c, 1});
                QThread::msleep(1);
            }
        } else
            client.send(header + "EHLO client.example\r\n");
        QVERIFY(client.reply().starts_with("220 "));
        if (slowly)
            client.send("EHLO client.example\r\n");
        QVERIFY(client.reply().starts_with("250-"));
        client.say("MAIL FROM:<joe@example.com>");
        QVERIFY(client.say("RCPT TO:<jane@domain.com>").starts_with("554 "));
        QCOMPARE(house.takeEvents(1).front().client, std::string("192.0.2.7"));
    }

    void aHandshakeBehindTheHeaderIsNotTouched()
    {
        Gatehouse house;
        house.encrypt(TlsMode::Implicit);
        house.scene.service.proxyPeers = {"127.0.0.0/8"};
        house.enforce();
        SmtpClient client(house.port);
        client.send(header);
        QVERIFY(client.startTls());
        client.hello();
        QVERIFY(client.deliver("joe@example.com", "jane@domain.com", "x").starts_with("250 "));
        QCOMPARE(house.takeEvents(1).front().client, std::string("192.0.2.7"));
    }

    void aProxyThatSpeaksForItselfIsTheClient()
    {
        Gatehouse house;
        house.scene.service.proxyPeers = {"127.0.0.1"};
        house.enforce();
        SmtpClient client(house.port);
        client.send("PROXY UNKNOWN\r\n");
        client.hello();
        QVERIFY(client.deliver("joe@example.com", "jane@domain.com", "x").starts_with("250 "));
        QCOMPARE(house.takeEvents(1).front().client, std::string("127.0.0.1"));
    }

    void aProxyWithoutAHeaderIsSentAway()
    {
        Gatehouse house;
        house.scene.service.proxyPeers = {"127.0.0.1"};
        house.enforce();
        SmtpClient client(house.port);
        client.send("EHLO client.example\r\n");
        QVERIFY(client.reply().starts_with("421 4.7.0 "));
        QVERIFY(client.closedByServer());
        const auto event = house.takeEvents(1).front();
        QCOMPARE(event.check, std::string(model::checkProxy));
        QCOMPARE(event.outcome, model::Outcome::Rejected);
    }

    void nobodyElseMaySayWhoHeIs()
    {
        Gatehouse house;
        house.scene.service.proxyPeers = {"127.0.0.9"};
        house.enforce();
        SmtpClient client(house.port);
        QVERIFY(client.reply().starts_with("220 "));
        QVERIFY(client.say("PROXY UNKNOWN").starts_with("500 "));
    }

    void connectionsAreCountedByClientNotByProxy()
    {
        Gatehouse house;
        house.scene.service.proxyPeers = {"127.0.0.1"};
        house.scene.service.connectionLimitPerClient = 1;
        house.enforce();
        SmtpClient first(house.port);
        first.send(header);
        QVERIFY(first.reply().starts_with("220 "));
        SmtpClient second(house.port);
        second.send("PROXY TCP4 192.0.2.8 192.0.2.2 56324 25\r\n");
        QVERIFY(second.reply().starts_with("220 "));
        SmtpClient third(house.port);
        third.send(header);
        QVERIFY(third.reply().starts_with("421 "));
    }
};

QTEST_GUILESS_MAIN(TestSessionProxy)
#include "test_session_proxy.moc"
