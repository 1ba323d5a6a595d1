// SPDX-License-Identifier: GPL-3.0-or-later
// Slow, silent, many and unwanted clients.
#include "support/gatehouse.h"

#include <QElapsedTimer>
#include <QTest>

#include <thread>

using namespace postern;
using namespace postern::engine;
using postern::model::ListKind;
using postern::testing::Gatehouse;
using postern::testing::SmtpClient;

class TestSessionConnections : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aClientThatSendsByteByByteIsServed()
    {
        Gatehouse house;
        house.enforce();
        SmtpClient client(house.port);
        client.reply();
        const std::string whole =
            "EHLO slow.example\r\nMAIL FROM:<joe@example.com>\r\nRCPT TO:<jane@domain.com>\r\n"
            "DATA\r\nslow\r\n.\r\nQUIT\r\n";
        for (const char byte : whole) {
            client.send({&byte, 1});
            QThread::usleep(200);
        }
        for (const char* code : {"250", "250", "250", "354", "250", "221"})
            QCOMPARE(client.reply().substr(0, 3), std::string(code));
        QVERIFY(client.closedByServer());
        QCOMPARE(house.waitForMail("jane", 1).size(), 1);
    }

    void aBytesNowAndThenIsNoProgress()
    {
        Gatehouse house;
        house.scene.service.timeoutSeconds = 2;
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QElapsedTimer timer;
        timer.start();
        std::string answer = "silence";
        while (answer == "silence" && timer.elapsed() < 8000) {
            client.send("N");
            answer = client.reply(300);
        }
        QVERIFY2(answer.starts_with("421 4.4.2 "), answer.c_str());
        QVERIFY(timer.elapsed() >= 1900);
        QVERIFY(client.closedByServer());
    }

    void aMessageThatStopsComingTimesOutAndLeavesAnEvent()
    {
        Gatehouse house;
        house.scene.service.timeoutSeconds = 1;
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        client.say("MAIL FROM:<joe@example.com>");
        client.say("RCPT TO:<jane@domain.com>");
        client.say("DATA");
        client.send("half a mess");
        QVERIFY(client.reply().starts_with("421 4.4.2 "));
        const auto events = house.takeEvents(1);
        QCOMPARE(events.front().check, std::string(model::checkAbandoned));
        QVERIFY(events.front().reply.starts_with("421 4.4.2 "));
        QTRY_COMPARE(house.environment.inMemory.load(), std::int64_t(0));
    }

    void aClientThatReadsNothingTimesOut()
    {
        Gatehouse house;
        house.scene.service.timeoutSeconds = 1;
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        const int small = 2048;
        ::setsockopt(client.descriptor(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
        std::thread flood([&] {
            const std::string noops = [] {
                std::string text;
                for (int i = 0; i < 1000; ++i)
                    text += "NOOP\r\n";
                return text;
            }();
            for (int round = 0; round < 2000; ++round)
                client.send(noops);
        });
        QTRY_COMPARE_WITH_TIMEOUT(house.environment.sessions.load(), 0, 20'000);
        flood.join();
    }

    void tooManyConnectionsAreAnswered421AtOnce_data()
    {
        QTest::addColumn<int>("limit");
        QTest::addColumn<int>("perClient");
        QTest::addColumn<QString>("other"); // what another client hears then
        QTest::newRow("of all") << 3 << 50 << "421";
        QTest::newRow("of one client") << 50 << 3 << "220";
    }
    void tooManyConnectionsAreAnswered421AtOnce()
    {
        QFETCH(int, limit);
        QFETCH(int, perClient);
        QFETCH(QString, other);
        Gatehouse house;
        house.scene.service.connectionLimit = limit;
        house.scene.service.connectionLimitPerClient = perClient;
        house.enforce();
        std::vector<std::unique_ptr<SmtpClient>> clients;
        for (int c = 0; c < 3; ++c) {
            clients.push_back(std::make_unique<SmtpClient>(house.port));
            QVERIFY(clients.back()->reply().starts_with("220 "));
        }
        SmtpClient fourth(house.port);
        QCOMPARE(fourth.reply(), std::string("421 4.7.0 Too many connections; try again later"));
        QVERIFY(fourth.closedByServer());
        const auto events = house.takeEvents(1);
        QCOMPARE(events.front().check, std::string(model::checkConnections));
        QCOMPARE(events.front().outcome, model::Outcome::Deferred);

        SmtpClient stranger(house.port, "127.0.0.9");
        QCOMPARE(QString::fromStdString(stranger.reply()).left(3), other);
        stranger.close();
        clients.pop_back(); // a place is free again
        QTRY_COMPARE(house.services.status().front().connections, 2);
        QVERIFY(SmtpClient(house.port).reply().starts_with("220 "));
    }

    void aStoppedServiceLetsItsMessagesFinish()
    {
        Gatehouse house;
        house.enforce();
        SmtpClient idle(house.port);
        idle.hello();
        SmtpClient busy(house.port);
        busy.hello();
        busy.say("MAIL FROM:<joe@example.com>");
        house.services.stop(1);
        QVERIFY(idle.reply().starts_with("421 4.3.2 "));
        QVERIFY(idle.closedByServer());
        QVERIFY(!SmtpClient(house.port).connected());
        QVERIFY(busy.say("RCPT TO:<jane@domain.com>").starts_with("250 "));
        QVERIFY(busy.say("DATA").starts_with("354 "));
        busy.send("text\r\n.\r\n");
        QVERIFY(busy.reply().starts_with("250 "));
        QVERIFY(busy.reply().starts_with("421 4.3.2 "));
        QVERIFY(busy.closedByServer());
        QCOMPARE(house.waitForMail("jane", 1).size(), 1);

        house.services.start(1);
        QVERIFY(SmtpClient(house.port).reply().starts_with("220 "));
    }

    void aRefusedConnectionHearsWhyAndIsClosed()
    {
        Gatehouse house;
        house.scene.service.answerAtRcpt = false;
        house.scene.black(ListKind::Ip, "127.0.0.7");
        house.enforce();
        SmtpClient client(house.port, "127.0.0.7");
        client.send("EHLO early.example\r\n"); // unread input at the close must not cost it the reply
        const std::string answer = client.reply();
        QVERIFY2(answer.starts_with("554 5.7.1 "), answer.c_str());
        const auto events = house.takeEvents(1);
        QCOMPARE(events.front().check, std::string("ip.blacklist"));
        QCOMPARE(events.front().sender, std::string());
        QCOMPARE(events.front().client, std::string("127.0.0.7"));
    }

    void aThousandClientsAtOnceAreServedWhileAnotherGoesOn()
    {
        Gatehouse house;
        house.scene.service.connectionLimitPerClient = 2000;
        house.enforce();
        std::vector<std::unique_ptr<SmtpClient>> clients;
        for (int c = 0; c < 1000; ++c) {
            clients.push_back(std::make_unique<SmtpClient>(house.port));
            clients.back()->send("EHLO client.example\r\nMAIL FROM:<joe@example.com>\r\n");
        }
        SmtpClient other(house.port);
        other.hello();
        QElapsedTimer timer;
        timer.start();
        QVERIFY(other.deliver("joe@example.com", "jane@domain.com", "text").starts_with("250 "));
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
        for (const auto& client : clients) {
            QVERIFY(client->reply().starts_with("220 "));
            client->reply();
            QVERIFY(client->reply().starts_with("250 "));
        }
        QCOMPARE(house.services.status().front().connections, 1001);
        clients.clear();
        QTRY_COMPARE(house.services.status().front().connections, 1);
    }
};

QTEST_GUILESS_MAIN(TestSessionConnections)
#include "test_session_connections.moc"
