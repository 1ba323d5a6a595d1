// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/gatehouse.h"

#include <QElapsedTimer>
#include <QTest>

#include <map>
#include <mutex>
#include <thread>

using namespace postern;
using namespace postern::engine;
using postern::model::CheckMode;
using postern::model::ListKind;
using postern::testing::FakeSpf;
using postern::testing::Gatehouse;
using postern::testing::SmtpClient;

class TestSessionDriver : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMessageThatWasAnswered250IsDelivered()
    {
        Gatehouse house;
        house.enforce();
        SmtpClient client(house.port);
        QVERIFY(client.hello().starts_with("250-"));
        const std::string answer =
            client.deliver("joe@example.com", "jane@domain.com", "Subject: hi\r\n\r\ntext");
        QVERIFY2(answer.starts_with("250 2.0.0 "), answer.c_str());
        const auto mails = house.waitForMail("jane", 1);
        QCOMPARE(mails.size(), 1);
        QVERIFY(mails.first().startsWith("Return-Path: <joe@example.com>\r\nDelivered-To: jane@domain.com\r\n"
                                         "Received: from client.example"));
        QVERIFY(mails.first().endsWith("\r\nSubject: hi\r\n\r\ntext\r\n"));

        const auto events = house.takeEvents(1);
        QCOMPARE(events.size(), std::size_t(1));
        const model::Event& event = events.front();
        QCOMPARE(event.outcome, model::Outcome::Accepted);
        QCOMPARE(event.check, std::string());
        QCOMPARE(event.reply, answer);
        QVERIFY(!event.reference.empty() && answer.ends_with(event.reference));
        QCOMPARE(event.sender, std::string("joe@example.com"));
        QCOMPARE(event.recipient, std::string("jane@domain.com"));
        QCOMPARE(event.helo, std::string("client.example"));
        QCOMPARE(event.client, std::string("127.0.0.1"));
        QCOMPARE(event.service, std::string("SMTP"));
        QCOMPARE(event.node, std::string("main"));
        QCOMPARE(event.revision, std::int64_t(1));
        QCOMPARE(event.size, std::int64_t(21));
        QVERIFY(policy::traceFromJson(event.trace)->size() >= 10); // the checks before the message and of it
        QCOMPARE(policy::factsFromJson(event.facts)->sender, std::optional<std::string>("joe@example.com"));
    }

    void aMessageInChunksIsStoredAsOne() // RFC 3030
    {
        Gatehouse house;
        house.enforce();
        SmtpClient client(house.port);
        QVERIFY(client.hello().find("250-CHUNKING\r\n") != std::string::npos);
        client.say("MAIL FROM:<joe@example.com>");
        client.say("RCPT TO:<jane@domain.com>");
        client.send("BDAT 6\r\nlost\r\n");
        QVERIFY(client.reply().starts_with("250 "));
        QVERIFY(client.say("RSET").starts_with("250 ")); // what came so far is gone
        client.say("MAIL FROM:<joe@example.com>");
        client.say("RCPT TO:<jane@domain.com>");
        const std::string large(300'000, 'x'); // goes to a file while it comes in
        client.send("BDAT 300000\r\n" + large + "BDAT 5 LAST\r\n\r\n.\r\n");
        QVERIFY(client.reply().starts_with("250 "));
        QVERIFY(client.reply().starts_with("250 2.0.0 Ok: queued as "));
        const auto mails = house.waitForMail("jane", 1);
        QCOMPARE(mails.size(), 1);
        QVERIFY(mails.first().endsWith(QByteArray::fromStdString("\r\n" + large + "\r\n.\r\n")));
        QCOMPARE(house.takeEvents(2).front().check, std::string(model::checkAbandoned));
    }

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

    void mailToRelayIsQueuedUnderItsDomain()
    {
        Gatehouse house;
        house.enforce();
        SmtpClient inside(house.port, "127.0.0.2");
        inside.hello();
        const std::string answer = inside.deliver("jane@domain.com", "joe@Far.example", "text");
        QVERIFY2(answer.starts_with("250 2.0.0 "), answer.c_str());
        QCOMPARE(house.takeEvents(1).front().outcome, model::Outcome::Accepted);
        const auto items = *house.queue->list(10);
        QCOMPARE(items.size(), std::size_t(1));
        QCOMPARE(items[0].recipients[0].address, std::string("joe@Far.example"));
        QCOMPARE(items[0].recipients[0].destination, std::string("domain:far.example"));
        QVERIFY(answer.ends_with(items[0].message.name));
    }

    void aMailboxForwardsWithTheEnvelopeAsItIs()
    {
        Gatehouse house;
        auto& boxes = house.scene.configuration.mailboxes;
        boxes[0].forward = {"bob@domain.com", "ann@far.example"};
        boxes[1].forward = {"jane@domain.com"}; // a circle
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QVERIFY(client.deliver("joe@example.com", "jane@domain.com", "text").starts_with("250 "));
        QCOMPARE(house.waitForMail("jane", 1).size(), 1);
        QCOMPARE(house.waitForMail("bob", 1).size(), 1);
        QTRY_COMPARE(house.queue->list(10)->size(), std::size_t(1));
        const auto items = *house.queue->list(10);
        QCOMPARE(items[0].message.sender, std::string("joe@example.com"));
        QTRY_COMPARE(house.queue->list(10)->front().recipients.size(), std::size_t(1));
        QCOMPARE(house.queue->list(10)->front().recipients[0].address, std::string("ann@far.example"));
    }

    void aMailboxThatOnlyForwardsKeepsNothing()
    {
        Gatehouse house;
        auto& boxes = house.scene.configuration.mailboxes;
        boxes[0].delivery.clear();
        boxes[0].forward = {"bob@domain.com"};
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QVERIFY(client.deliver("joe@example.com", "jane@domain.com", "text").starts_with("250 "));
        QVERIFY(house.waitForMail("bob", 1).value(0).contains("Delivered-To: bob@domain.com"));
        QCOMPARE(house.mailOf("jane").size(), 0);
    }

    void oneCopyForEachRecipientAndNoneLearnsOfTheOthers()
    {
        Gatehouse house;
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        client.say("MAIL FROM:<joe@example.com>");
        for (const char* recipient : {"jane@domain.com", "bob@domain.com", "JANE@domain.com"})
            QVERIFY(client.say(std::string("RCPT TO:<") + recipient + ">").starts_with("250 "));
        client.say("DATA");
        QVERIFY(client.say("text\r\n.").starts_with("250 "));
        QCOMPARE(house.waitForMail("jane", 1).size(), 1); // the same recipient, given twice
        QCOMPARE(house.waitForMail("bob", 1).size(), 1);
        QVERIFY(!house.mailOf("jane").first().contains("bob"));
        QCOMPARE(house.takeEvents(3).size(), std::size_t(3));
    }

    void aMailboxThatCannotBeWrittenKeepsItsMailInTheQueueAndOthersHaveTheirs()
    {
        Gatehouse house;
        house.scene.configuration.mailboxes[1].delivery = "maildir:/proc/nowhere";
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        client.say("MAIL FROM:<joe@example.com>");
        client.say("RCPT TO:<jane@domain.com>");
        client.say("RCPT TO:<bob@domain.com>");
        client.say("DATA");
        QVERIFY(client.say("text\r\n.").starts_with("250 2.0.0 "));
        QCOMPARE(house.waitForMail("jane", 1).size(), 1);
        const auto triedAndAlone = [&] {
            const auto items = *house.queue->list(10);
            return items.size() == 1 && items[0].recipients.size() == 1 &&
                   items[0].recipients[0].attempts == 1;
        };
        QTRY_VERIFY(triedAndAlone());
        const spool::Recipient left = house.queue->list(10)->front().recipients.front();
        QCOMPARE(left.address, std::string("bob@domain.com"));
        QVERIFY(left.lastReply.find("/proc/nowhere") != std::string::npos);
        QVERIFY(left.nextTry > house.clock.now() + std::chrono::minutes(3));
        house.takeEvents(2);
        QTRY_VERIFY((house.takeEvents(0), house.deliveryEvents.size() == 2));
        int deferred = 0;
        for (const model::Event& event : house.deliveryEvents) {
            QCOMPARE(event.check, std::string(model::checkDelivery));
            deferred += event.outcome == model::Outcome::Deferred ? 1 : 0;
        }
        QCOMPARE(deferred, 1);

        // Once it is mended, and somebody asks for it, it is delivered.
        house.scene.configuration.mailboxes[1].delivery = "maildir:" + house.box("bob");
        house.enforce();
        house.queue->change({}, spool::Action::Retry, house.clock.now(), {});
        QCOMPARE(house.waitForMail("bob", 1).size(), 1);
        QTRY_COMPARE(house.queue->totals()->messages, 0);
    }

    void aChangeCountsAtTheNextMailOfAnOpenSession()
    {
        Gatehouse house;
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        client.say("MAIL FROM:<joe@spam.example>");
        house.scene.black(ListKind::Sender, "spam.example");
        house.enforce();
        QVERIFY(
            client.say("RCPT TO:<jane@domain.com>").starts_with("250 ")); // its MAIL was before the change
        client.say("RSET");
        client.say("MAIL FROM:<joe@spam.example>");
        QVERIFY(client.say("RCPT TO:<jane@domain.com>").starts_with("554 "));
        const auto events = house.takeEvents(2);
        QCOMPARE(events[0].revision, std::int64_t(1));
        QCOMPARE(events[1].revision, std::int64_t(2));
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

    void factsThatAreNeededAreFetchedOnce_data()
    {
        QTest::addColumn<bool>("answers");
        QTest::addColumn<int>("result");
        QTest::addColumn<QString>("code");
        QTest::newRow("pass") << true << int(policy::SpfResult::Pass) << "250";
        QTest::newRow("fail") << true << int(policy::SpfResult::Fail) << "554";
        QTest::newRow("no answer in time") << false << 0 << "554"; // unknown: the exception does not hold
    }
    void factsThatAreNeededAreFetchedOnce()
    {
        QFETCH(bool, answers);
        QFETCH(int, result);
        QFETCH(QString, code);
        FakeSpf spf;
        spf.answers = answers;
        spf.result = policy::SpfResult(result);
        Gatehouse house({}, &spf);
        // The sender claims to be local; an exception that holds when SPF passes would let it in.
        house.scene.white(ListKind::Sender, "jane@domain.com").condition = model::Condition::SpfPass;
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        client.say("MAIL FROM:<jane@domain.com>");
        QCOMPARE(QString::fromStdString(client.say("RCPT TO:<bob@domain.com>")).left(3), code);
        client.say("RCPT TO:<jane@domain.com>");
        QCOMPARE(spf.asked.load(), 1);
    }

    void factsForAHelloAreFetchedOnceEach()
    {
        FakeSpf spf;
        Gatehouse house({}, &spf);
        house.scene.service.answerAtRcpt = false;
        house.scene.black(ListKind::Helo, "*.bad.example");
        house.scene.white(ListKind::Helo, "*.bad.example").condition = model::Condition::SpfPass;
        house.enforce();
        SmtpClient client(house.port);
        const std::string first = client.hello("one.bad.example");
        const int asked = spf.asked;
        QVERIFY(asked <= 1);
        client.say("EHLO two.bad.example");
        QVERIFY(spf.asked <= 2 * asked);
        client.say("EHLO good.example");
        client.say("MAIL FROM:<joe@example.com>");
        QVERIFY(client.say("RCPT TO:<jane@domain.com>").starts_with("250 "));
        QVERIFY2(first.starts_with(asked == 1 ? "250" : "554"), first.c_str());
    }

    void largeMessagesGoThroughAFileAndComeOutWhole()
    {
        Gatehouse house;
        house.enforce();
        std::string body;
        for (int line = 0; line < 60'000; ++line)
            body += "this is line number " + std::to_string(line) + " of a large message\r\n";
        std::vector<std::thread> threads;
        std::atomic<int> accepted{0};
        for (int c = 0; c < 4; ++c) {
            threads.emplace_back([&] {
                SmtpClient client(house.port);
                client.hello();
                if (client.deliver("joe@example.com", "jane@domain.com", body + "end").starts_with("250 "))
                    ++accepted;
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(accepted.load(), 4);
        const auto mails = house.waitForMail("jane", 4);
        QCOMPARE(mails.size(), 4);
        for (const QByteArray& mail : mails)
            QVERIFY(mail.endsWith(QByteArray::fromStdString(body) + "end\r\n"));
        QCOMPARE(house.environment.inMemory.load(), std::int64_t(0));
        QTRY_COMPARE(QDir(house.folder.path() + "/spool/messages").entryList(QDir::Files).size(), 0);
    }

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
        QVERIFY(timer.elapsed() < 1000);
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

QTEST_GUILESS_MAIN(TestSessionDriver)
#include "test_session_driver.moc"
