// SPDX-License-Identifier: GPL-3.0-or-later
// What sessions leave in the log, and what they do while it is full.
#include "support/gatehouse.h"

#include <QElapsedTimer>
#include <QTest>

#include <map>
#include <thread>

using namespace postern;
using namespace postern::engine;
using postern::model::ListKind;
using postern::testing::Gatehouse;
using postern::testing::SmtpClient;

class TestSessionEvents : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRefusedRecipientLeavesAnEventWithWhatWasAnswered()
    {
        Gatehouse house;
        house.scene.black(ListKind::Sender, "spam.example");
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QVERIFY(client.say("MAIL FROM:<joe@spam.example>").starts_with("250 "));
        const std::string answer = client.say("RCPT TO:<jane@domain.com>");
        QVERIFY2(answer.starts_with("554 5.7.1 blacklisted (joe@spam.example) ref "), answer.c_str());
        const auto events = house.takeEvents(1);
        QCOMPARE(events.size(), std::size_t(1));
        QCOMPARE(events.front().outcome, model::Outcome::Rejected);
        QCOMPARE(events.front().check, std::string("sender.blacklist"));
        QCOMPARE(events.front().reply, answer);
        QCOMPARE(events.front().reference, answer.substr(answer.size() - 8));
        QCOMPARE(events.front().entry, model::Id(100));
    }

    // Every recipient that was answered 250 leaves one event, whatever became of the message.
    void recipientsWhoseMessageNeverCameLeaveAnEvent_data()
    {
        QTest::addColumn<QString>("end");
        QTest::addColumn<QString>("reply"); // in the event
        QTest::newRow("RSET") << "RSET\r\n"
                              << "";
        QTest::newRow("RSET and the next message") << "RSET\r\nMAIL FROM:<other@example.com>\r\n"
                                                   << "";
        QTest::newRow("EHLO") << "EHLO again\r\n"
                              << "";
        QTest::newRow("QUIT") << "QUIT\r\n"
                              << "";
        QTest::newRow("connection lost") << ""
                                         << "";
        QTest::newRow("connection lost in the message") << "DATA\r\nSubject: cut o"
                                                        << "";
    }
    void recipientsWhoseMessageNeverCameLeaveAnEvent()
    {
        QFETCH(QString, end);
        Gatehouse house;
        house.enforce();
        SmtpClient client(house.port);
        client.hello("first.example");
        client.say("MAIL FROM:<joe@example.com>");
        QVERIFY(client.say("RCPT TO:<jane@domain.com>").starts_with("250 "));
        QVERIFY(client.say("RCPT TO:<bob@domain.com>").starts_with("250 "));
        client.send(end.toStdString());
        if (end.isEmpty() || end.startsWith("DATA"))
            client.close();
        const auto events = house.takeEvents(2);
        QCOMPARE(events.size(), std::size_t(2));
        for (const model::Event& event : events) {
            QCOMPARE(event.outcome, model::Outcome::Deferred);
            QCOMPARE(event.check, std::string(model::checkAbandoned));
            QCOMPARE(event.sender, std::string("joe@example.com"));
            QCOMPARE(event.helo, std::string("first.example"));
            QTEST(QString::fromStdString(event.reply), "reply");
        }
        QCOMPARE(events.back().recipient, std::string("bob@domain.com"));
        QCOMPARE(house.mailOf("jane").size(), 0);
    }

    void aRefusedHelloEndsNoTransaction()
    {
        Gatehouse house;
        house.scene.service.answerAtRcpt = false;
        house.scene.black(ListKind::Helo, "bad.example");
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        client.say("MAIL FROM:<joe@example.com>");
        client.say("RCPT TO:<jane@domain.com>");
        QVERIFY(client.say("EHLO bad.example").starts_with("554 "));
        QVERIFY(client.say("DATA").starts_with("354 "));
        QVERIFY(client.say("text\r\n.").starts_with("250 "));
        QCOMPARE(house.waitForMail("jane", 1).size(), 1);
        const auto events = house.takeEvents(2);
        QCOMPARE(events.size(), std::size_t(2));
        QCOMPARE(events[0].check, std::string("helo.blacklist"));
        QCOMPARE(events[0].sender, std::string());
        QCOMPARE(events[1].outcome, model::Outcome::Accepted);
        QCOMPARE(events[1].sender, std::string("joe@example.com"));
    }

    void aMessageRefusedAfterItsContentLeavesAnEventForEachRecipient()
    {
        Gatehouse house;
        house.scene.service.sizeLimit = 1000;
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        client.say("MAIL FROM:<joe@example.com>");
        client.say("RCPT TO:<jane@domain.com>");
        client.say("RCPT TO:<bob@domain.com>");
        client.say("DATA");
        const std::string answer = client.say(std::string(2000, 'x').insert(500, "\r\n") + "\r\n.");
        QVERIFY2(answer.starts_with("552 "), answer.c_str());
        const auto events = house.takeEvents(2);
        QCOMPARE(events.size(), std::size_t(2));
        QCOMPARE(events[0].check, std::string("message.size"));
        QCOMPARE(events[0].outcome, model::Outcome::Rejected);
        QCOMPARE(events[0].recipient, std::string("jane@domain.com"));
        QCOMPARE(events[1].recipient, std::string("bob@domain.com"));
        QCOMPARE(events[0].reference, events[1].reference);
        QVERIFY(answer.ends_with(events[0].reference));
        QCOMPARE(house.mailOf("jane").size() + house.mailOf("bob").size(), 0);
        QVERIFY(client.deliver("joe@example.com", "jane@domain.com", "short").starts_with("250 "));
    }

    void improperContentLeavesAnEvent()
    {
        Gatehouse house;
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        const std::string answer = client.deliver("joe@example.com", "jane@domain.com", "bare\nfeed");
        QVERIFY2(answer.starts_with("550 5.6.11"), answer.c_str());
        const auto events = house.takeEvents(1);
        QCOMPARE(events.front().check, std::string(model::checkProtocol));
        QCOMPARE(events.front().outcome, model::Outcome::Rejected);
        QCOMPARE(house.mailOf("jane").size(), 0);
    }

    void whileTheLogIsFullClientsWaitInTheKernelsQueue()
    {
        Gatehouse house({1, 1 << 20});
        house.enforce();
        SmtpClient first(house.port);
        first.hello();
        first.say("MAIL FROM:<joe@example.com>");
        first.say("RCPT TO:<nobody@domain.com>");
        SmtpClient next(house.port);
        QCOMPARE(next.reply(200), std::string("silence"));
        QCOMPARE(house.takeEvents(1).size(), std::size_t(1));
        QVERIFY(next.reply().starts_with("220 "));
    }

    void aFullLogMakesSessionsWaitAndLosesNothing()
    {
        constexpr std::size_t bound = 20;
        constexpr int clients = 8;
        constexpr int recipients = 50;
        Gatehouse house({bound, 1 << 20});
        house.enforce();
        std::atomic<int> answered{0};
        std::vector<std::thread> threads;
        for (int c = 0; c < clients; ++c) {
            threads.emplace_back([&] {
                SmtpClient client(house.port);
                client.hello();
                client.say("MAIL FROM:<joe@example.com>");
                for (int r = 0; r < recipients; ++r) {
                    if (client.say("RCPT TO:<nobody" + std::to_string(r) + "@domain.com>")
                            .starts_with("550 "))
                        ++answered;
                }
                client.say("QUIT");
            });
        }
        // The store takes nothing: the answers stop where the log is full.
        QTRY_VERIFY(house.events.full());
        QTest::qWait(100);
        const int waiting = answered;
        QTest::qWait(200);
        QCOMPARE(answered.load(), waiting);
        QCOMPARE(std::size_t(waiting), bound);
        QCOMPARE(house.events.size(), bound);

        // It takes events again, slowly: everything is there in the end, and was never more than the bound.
        std::size_t taken = 0;
        std::map<std::string, int> perRecipient;
        QElapsedTimer timer;
        timer.start();
        while (taken < std::size_t(clients) * recipients && timer.elapsed() < 30'000) {
            QVERIFY(house.events.size() <= bound);
            for (const LoggedEvent& item : house.events.take(7)) {
                ++taken;
                ++perRecipient[item.event.recipient];
            }
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(answered.load(), clients * recipients);
        QCOMPARE(perRecipient.size(), std::size_t(recipients));
        for (const auto& [recipient, count] : perRecipient)
            QCOMPARE(count, clients);
    }

    void eventsOfAClientThatHasGoneAreNotLostInAFullLog()
    {
        Gatehouse house({1, 1 << 20});
        house.enforce();
        std::vector<std::unique_ptr<SmtpClient>> clients;
        for (int c = 0; c < 3; ++c) {
            clients.push_back(std::make_unique<SmtpClient>(house.port));
            clients.back()->hello();
            clients.back()->say("MAIL FROM:<joe@example.com>");
        }
        for (const auto& client : clients)
            client->send("RCPT TO:<nobody@domain.com>\r\n");
        QTRY_VERIFY(house.events.full());
        clients.clear();
        QTest::qWait(50);
        QCOMPARE(house.environment.sessions.load(), 2); // they wait with their event
        QCOMPARE(house.takeEvents(3).size(), std::size_t(3));
        QTRY_COMPARE(house.environment.sessions.load(), 0);
    }
};

QTEST_GUILESS_MAIN(TestSessionEvents)
#include "test_session_events.moc"
