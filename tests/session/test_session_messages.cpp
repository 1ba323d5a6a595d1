// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of messages that come in over real sockets.
#include "base/mail_address.h"
#include "support/gatehouse.h"
#include "support/mail_server.h"

#include <QTest>

#include <thread>

using namespace postern;
using namespace postern::engine;
using postern::testing::Gatehouse;
using postern::testing::MailServer;
using postern::testing::SmtpClient;

class TestSessionMessages : public QObject {
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

    // RFC 6531; however the address is written, it is the same mailbox.
    void aMailboxBeyondAsciiGetsItsMail()
    {
        Gatehouse house;
        internationalise(house);
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QVERIFY(client.say("MAIL FROM:<\u540d@example.com> SMTPUTF8").starts_with("250 "));
        QVERIFY(client.say("RCPT TO:<JO\u0308RG@xn--bcher-kva.example>").starts_with("250 "));
        client.say("DATA");
        QVERIFY(client.say("Subject: gr\u00fc\u00df\r\n\r\ntext\r\n.").starts_with("250 "));
        const auto mails = house.waitForMail("joerg", 1);
        QCOMPARE(mails.size(), 1);
        QVERIFY(mails.first().startsWith("Return-Path: <\u540d@example.com>\r\n"));
        QVERIFY(mails.first().contains(" with UTF8SMTP id "));
        QVERIFY(mails.first().contains("\tfor <JO\u0308RG@xn--bcher-kva.example>;"));
        QVERIFY(mails.first().endsWith("Subject: gr\u00fc\u00df\r\n\r\ntext\r\n"));
        const auto events = house.takeEvents(1);
        QCOMPARE(events.front().sender, std::string("\u540d@example.com"));
    }

    void listsMatchAddressesBeyondAsciiHoweverTheyAreWritten_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("sender");
        QTest::addColumn<bool>("listed");
        QTest::newRow("another case") << "j\u00f6rg@example.com"
                                      << "J\u00d6RG@example.com" << true;
        QTest::newRow("decomposed") << "j\u00f6rg@example.com"
                                    << "jo\u0308rg@example.com" << true;
        QTest::newRow("the pattern decomposed") << "jo\u0308rg@example.com"
                                                << "j\u00f6rg@example.com" << true;
        QTest::newRow("A-label") << "b\u00fccher.example"
                                 << "joe@xn--bcher-kva.example" << true;
        QTest::newRow("U-label") << "@xn--bcher-kva.example"
                                 << "joe@B\u00dcCHER.example" << true;
        QTest::newRow("below a U-label") << ".b\u00fccher.example"
                                         << "joe@a.xn--bcher-kva.example" << true;
        QTest::newRow("one character") << "j?rg@example.com"
                                       << "j\u00f6rg@example.com" << true;
        QTest::newRow("wildcard in another case") << "J\u00d6*@example.com"
                                                  << "j\u00f6rg@example.com" << true;
        QTest::newRow("another character") << "jorg@example.com"
                                           << "j\u00f6rg@example.com" << false;
    }
    void listsMatchAddressesBeyondAsciiHoweverTheyAreWritten()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, sender);
        QFETCH(bool, listed);
        Gatehouse house;
        house.scene.black(model::ListKind::Sender, pattern.toStdString());
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        client.say("MAIL FROM:<" + sender.toStdString() + "> SMTPUTF8");
        const std::string answer = client.say("RCPT TO:<jane@domain.com>");
        QVERIFY2(answer.starts_with(listed ? "554 5.7.1 blacklisted (" : "250 "), answer.c_str());
    }

    // Clients say SMTPUTF8 of every message; only what has something beyond ASCII in it needs a server that
    // takes it.
    void onlyWhatIsBeyondAsciiNeedsAServerThatTakesIt_data()
    {
        QTest::addColumn<QString>("recipient");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<bool>("offered"); // by the next server
        QTest::addColumn<bool>("arrives");
        QTest::newRow("ASCII") << "ann@far.example"
                               << "plain" << false << true;
        QTest::newRow("header") << "ann@far.example"
                                << "gr\u00fc\u00df" << false << false;
        QTest::newRow("header, offered") << "ann@far.example"
                                         << "gr\u00fc\u00df" << true << true;
        QTest::newRow("recipient") << "\u00e4nn@far.example"
                                   << "plain" << false << false;
        QTest::newRow("recipient, offered") << "\u00e4nn@far.example"
                                            << "plain" << true << true;
    }
    void onlyWhatIsBeyondAsciiNeedsAServerThatTakesIt()
    {
        QFETCH(QString, recipient);
        QFETCH(QString, subject);
        QFETCH(bool, offered);
        QFETCH(bool, arrives);
        MailServer server;
        server.extensions = {"8BITMIME"};
        if (offered)
            server.extensions.emplace_back("SMTPUTF8");
        Gatehouse house;
        house.scene.configuration.routes = {
            {1, "*", "smtp:127.0.0.77:" + std::to_string(server.port), "", "", {}}};
        house.enforce();
        SmtpClient client(house.port, "127.0.0.2");
        client.hello();
        client.say("MAIL FROM:<jane@domain.com> SMTPUTF8");
        QVERIFY(client.say("RCPT TO:<" + recipient.toStdString() + ">").starts_with("250 "));
        client.say("DATA");
        QVERIFY(client.say("Subject: " + subject.toStdString() + "\r\n\r\ntext\r\n.").starts_with("250 "));
        if (!arrives) {
            const auto reports = house.waitForMail("jane", 1);
            QCOMPARE(reports.size(), 1);
            QVERIFY2(reports.first().contains("\r\nStatus: 5.6.7\r\n"), reports.first());
            QVERIFY(server.messages().empty());
            return;
        }
        QTRY_COMPARE(server.messages().size(), std::size_t(1));
        QCOMPARE(server.messages().front().mail.find(" SMTPUTF8") != std::string::npos, offered);
    }

    // RFC 6409 8: what a submission server may add, and where it may not.
    void aSubmissionGetsTheFieldsThatItLacks_data()
    {
        QTest::addColumn<int>("preset");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("added"); // names
        QTest::addColumn<bool>("chunks");      // by BDAT
        const auto submission = int(model::Preset::Submission);
        const QByteArray date = "Date: Tue, 24 Nov 2026 10:41:46 +0000\r\n";
        const QByteArray id = "message-id: <1@client.example>\r\n";
        QTest::newRow("both") << submission << QByteArray("Subject: hi\r\n") << QByteArray("Date Message-ID")
                              << false;
        QTest::newRow("both, in chunks")
            << submission << QByteArray("Subject: hi\r\n") << QByteArray("Date Message-ID") << true;
        QTest::newRow("date") << submission << id << QByteArray("Date") << false;
        QTest::newRow("message-ID") << submission << date << QByteArray("Message-ID") << false;
        QTest::newRow("message-ID, in chunks") << submission << date << QByteArray("Message-ID") << true;
        QTest::newRow("nothing") << submission << date + id << QByteArray() << false;
        QTest::newRow("no header at all")
            << submission << QByteArray() << QByteArray("Date Message-ID") << false;
        QTest::newRow("a header longer than memory keeps")
            << submission << "Subject: " + QByteArray(300'000, 'x') + "\r\n" + date
            << QByteArray("Message-ID") << true;
        QTest::newRow("TLS from the start")
            << int(model::Preset::SubmissionTls) << date << QByteArray("Message-ID") << false;
        QTest::newRow("port 25") << int(model::Preset::Mx) << QByteArray("Subject: hi\r\n") << QByteArray()
                                 << false;
    }
    void aSubmissionGetsTheFieldsThatItLacks()
    {
        QFETCH(int, preset);
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, added);
        QFETCH(bool, chunks);
        Gatehouse house;
        house.scene.service.preset = model::Preset(preset);
        house.scene.setMode(model::Check::AuthRequired, model::CheckMode::Off);
        house.enforce();
        SmtpClient client(house.port, "127.0.0.2");
        client.hello();
        client.say("MAIL FROM:<jane@domain.com>");
        client.say("RCPT TO:<bob@domain.com>");
        const std::string content = header.toStdString() + "\r\nDate: in the body\r\n";
        sendContent(client, content, chunks);
        const std::string answer = client.reply();
        QVERIFY2(answer.starts_with("250 2.0.0 Ok: queued as "), answer.c_str());
        const auto mails = house.waitForMail("bob", 1);
        QCOMPARE(mails.size(), 1);
        QVERIFY(mails.first().endsWith(QByteArray::fromStdString(content))); // nothing else is touched
        const QByteArray ours = mails.first().chopped(qsizetype(content.size()));
        QByteArray names;
        for (const QByteArray& line : ours.mid(ours.indexOf("Received: ")).split('\n')) {
            if (line.startsWith("Date: ") || line.startsWith("Message-ID: <"))
                names += (names.isEmpty() ? "" : " ") + line.left(line.indexOf(':'));
        }
        QCOMPARE(names, added);
        if (added.contains("Message-ID"))
            QVERIFY(ours.contains("@mail.domain.com>\r\n"));
    }

private:
    // The mailbox jörg@bücher.example.
    static void internationalise(Gatehouse& house)
    {
        house.scene.configuration.domains.push_back({2, "xn--bcher-kva.example", {}});
        model::Mailbox mailbox;
        mailbox.id = 3;
        mailbox.address = comparableAddress("j\u00f6rg@b\u00fccher.example").toString();
        mailbox.delivery = "maildir:" + house.box("joerg");
        house.scene.configuration.mailboxes.push_back(mailbox);
    }

    static void sendContent(SmtpClient& client, const std::string& content, bool chunks)
    {
        if (!chunks) {
            client.say("DATA");
            return client.send(content + ".\r\n");
        }
        const std::size_t half = content.size() / 2;
        client.send("BDAT " + std::to_string(half) + "\r\n" + content.substr(0, half));
        client.reply();
        client.send("BDAT " + std::to_string(content.size() - half) + " LAST\r\n" + content.substr(half));
    }
};

QTEST_GUILESS_MAIN(TestSessionMessages)
#include "test_session_messages.moc"
