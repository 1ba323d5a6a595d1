// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/mail_server.h"
#include "support/sending_house.h"

#include <QTest>

#include <thread>

using namespace postern;
using postern::testing::MailServer;
using House = postern::testing::SendingHouse;

namespace {

std::string at(const char* scheme, const MailServer& server)
{
    return std::string(scheme) + ":127.0.0.77:" + std::to_string(server.port);
}

} // namespace

class TestDelivery : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSmartHostGetsTheMessageByteForByte_data()
    {
        QTest::addColumn<bool>("pipelining");
        QTest::newRow("pipelining") << true;
        QTest::newRow("one by one") << false;
    }
    void aSmartHostGetsTheMessageByteForByte()
    {
        QFETCH(bool, pipelining);
        MailServer server;
        if (!pipelining)
            server.extensions = {"SIZE", "8BITMIME"};
        House house;
        house.route("*", at("smtp", server));
        house.enforce();
        const std::string answer =
            house.send({"ann@far.example", "bob@far.example"}, "Subject: x\r\n\r\n..dot\r\n...\r\n..");
        QVERIFY2(answer.starts_with("250 "), answer.c_str());
        QTRY_COMPARE(server.messages().size(), std::size_t(1));
        const MailServer::Message message = server.messages().front();
        QVERIFY2(message.mail.starts_with("MAIL FROM:<jane@domain.com> SIZE="), message.mail.c_str());
        QCOMPARE(message.rcpts,
                 (std::vector<std::string>{"RCPT TO:<ann@far.example>", "RCPT TO:<bob@far.example>"}));
        QVERIFY2(message.data.starts_with("Received: from client.example"), message.data.c_str());
        QVERIFY(message.data.ends_with("Subject: x\r\n\r\n..dot\r\n...\r\n..\r\n"));
        QTRY_VERIFY(house.isEmpty());
        const model::Event event = house.deliveryEvent();
        QCOMPARE(event.outcome, model::Outcome::Accepted);
        QCOMPARE(event.reply, std::string("127.0.0.77 [127.0.0.77] said: 250 2.0.0 Taken"));
        QVERIFY(answer.ends_with(event.reference));
    }

    // A mailbox may send on as itself: then its copy has a transaction of its own, and failures are told to
    // it.
    void aMailboxForwardsAsItself()
    {
        MailServer server;
        server.reply = [](const std::string& command) -> std::string {
            return command == "RCPT TO:<gone@far.example>" ? "550 5.1.1 No such mailbox" : "";
        };
        House house;
        house.route("*", at("smtp", server));
        model::Mailbox& bob = house.scene.configuration.mailboxes[1];
        bob.forward = {"ann@far.example", "gone@far.example", "jane@domain.com"};
        bob.rewriteSender = true;
        house.enforce();
        QVERIFY(
            house.send({"bob@domain.com", "eve@far.example"}, "text", "jane@domain.com").starts_with("250 "));
        QTRY_COMPARE(server.messages().size(), std::size_t(2));
        for (const MailServer::Message& message : server.messages()) {
            const bool copy = message.rcpts == std::vector<std::string>{"RCPT TO:<ann@far.example>"};
            QVERIFY2(message.mail.starts_with(copy ? "MAIL FROM:<bob@domain.com> "
                                                   : "MAIL FROM:<jane@domain.com> "),
                     message.mail.c_str());
            QVERIFY(copy || message.rcpts == std::vector<std::string>{"RCPT TO:<eve@far.example>"});
        }
        const auto kept = house.waitForMail("bob", 2); // the message and the report
        QCOMPARE(std::count_if(kept.begin(), kept.end(),
                               [](const QByteArray& mail) {
                                   return mail.contains("Final-Recipient: rfc822; gone@far.example");
                               }),
                 1);
        const auto inside = house.waitForMail("jane", 1);
        QVERIFY2(inside.value(0).startsWith("Return-Path: <jane@domain.com>"), qPrintable(inside.value(0)));
        QTRY_VERIFY(house.isEmpty());
        QCOMPARE(house.mailOf("jane").size(), 1);
    }

    void aReportIsForwardedAsAReport()
    {
        MailServer server;
        House house;
        house.route("*", at("smtp", server));
        model::Mailbox& bob = house.scene.configuration.mailboxes[1];
        bob.forward = {"ann@far.example"};
        bob.rewriteSender = true;
        house.enforce();
        QVERIFY(house.send({"bob@domain.com"}, "text", "").starts_with("250 "));
        QTRY_COMPARE(server.messages().size(), std::size_t(1));
        QVERIFY(server.messages().front().mail.starts_with("MAIL FROM:<> "));
    }

    // What comes in at the very moment in which the queue is read must not be overlooked.
    void noMessageIsForgottenWhileOthersAreTaken()
    {
        House house;
        house.enforce();
        for (int round = 0; round < 20; ++round) {
            std::vector<std::thread> clients;
            for (int i = 0; i < 3; ++i)
                clients.emplace_back([&house] {
                    for (int message = 0; message < 3; ++message)
                        house.send({"jane@domain.com"}, "text", "ann@far.example");
                });
            for (std::thread& client : clients)
                client.join();
            QTRY_VERIFY(house.isEmpty()); // within 5 s, where the dispatcher looks by itself every 60 s
        }
    }

    void oneConnectionCarriesManyMessages()
    {
        MailServer server;
        House house;
        house.route("far.example", at("smtp", server));
        house.enforce();
        house.queue->onWork({}); // all of them at once
        for (int i = 0; i < 40; ++i)
            house.send({"ann@far.example"});
        house.deliveries.dispatcher().forgetFailures();
        QTRY_COMPARE(server.messages().size(), std::size_t(40));
        QVERIFY2(server.connections() < 40, qPrintable(QString::number(server.connections())));
        QVERIFY(server.connections() <= delivery::Dispatcher::connectionsPerHop);
    }

    void largeMessagesAreStreamed()
    {
        MailServer server;
        House house;
        house.route("*", at("smtp", server));
        house.enforce();
        std::string body;
        while (body.size() < 3'000'000)
            body += "a line of a large message, and so on and so on until it is large enough\r\n";
        QVERIFY(house.send({"ann@far.example"}, body + "end").starts_with("250 "));
        QTRY_COMPARE_WITH_TIMEOUT(server.messages().size(), std::size_t(1), 20000);
        QVERIFY(server.messages().front().data.ends_with(body + "end\r\n"));
    }

    // RFC 2033 4.2
    void byLmtpEachRecipientHasItsOwnAnswer()
    {
        MailServer server("127.0.0.77", 0, true);
        server.reply = [](const std::string& command) -> std::string {
            if (command == ".RCPT TO:<full@in.example>")
                return "452 4.2.2 Mailbox full";
            return command == ".RCPT TO:<gone@in.example>" ? "550 5.1.1 No such mailbox" : "";
        };
        House house;
        house.route("in.example", at("lmtp", server));
        house.enforce();
        house.send({"ann@in.example", "full@in.example", "gone@in.example"});
        QTRY_COMPARE(house.waiting().size(), std::size_t(1));
        QCOMPARE(house.waiting().front().address, std::string("full@in.example"));
        QCOMPARE(house.whyWaiting(), std::string("452 4.2.2 Mailbox full"));
        const auto reports = house.waitForMail("jane", 1);
        QCOMPARE(reports.size(), 1);
        QVERIFY(reports.first().contains(
            "Final-Recipient: rfc822; gone@in.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"));
        QVERIFY(!reports.first().contains("full@in.example"));
        QCOMPARE(server.commands().front().substr(0, 5), std::string("LHLO "));
    }

    void aRefusedRecipientIsReportedToTheSender()
    {
        MailServer server;
        server.reply = [](const std::string& command) -> std::string {
            return command.starts_with("RCPT TO:<nobody@") ? "550-5.1.1 Who is\r\n550 5.1.1 that?" : "";
        };
        House house;
        house.route("*", at("smtp", server));
        house.enforce();
        house.send({"nobody@far.example"}, "Subject: secret of mine\r\n\r\nbody text");
        const auto reports = house.waitForMail("jane", 1);
        QCOMPARE(reports.size(), 1);
        const QByteArray report = reports.first();
        QVERIFY(report.startsWith("Return-Path: <>\r\n"));
        QVERIFY(report.contains("Content-Type: multipart/report; report-type=delivery-status;"));
        QVERIFY(report.contains("Auto-Submitted: auto-replied\r\n"));
        QVERIFY(report.contains("Status: 5.1.1\r\nRemote-MTA: dns; 127.0.0.77\r\n"
                                "Diagnostic-Code: smtp; 550 5.1.1 Who is; 5.1.1 that?\r\n"));
        QVERIFY(report.contains("Subject: secret of mine\r\n"));
        QVERIFY(!report.contains("body text")); // the header only, unless RET=FULL
        QTRY_VERIFY(house.isEmpty());
        QCOMPARE(house.deliveryEvent().outcome, model::Outcome::Rejected);
        QVERIFY(server.messages().empty());
    }

    // RFC 5321 6.1: a report about a report is never sent; the postmaster gets to see it.
    void noReportIsMadeForTheNullSender()
    {
        MailServer server;
        server.reply = [](const std::string& command) -> std::string {
            return command.starts_with("RCPT") ? "550 5.1.1 no" : "";
        };
        House house;
        house.scene.configuration.server.postmaster = "bob@domain.com";
        house.route("*", at("smtp", server));
        house.enforce();
        house.send({"nobody@far.example"}, "text", "");
        const auto told = house.waitForMail("bob", 1);
        QCOMPARE(told.size(), 1);
        QVERIFY(told.first().contains("Subject: Undeliverable notice"));
        QTRY_VERIFY(house.isEmpty());
        QCOMPARE(house.mailOf("jane").size(), 0);
        QCOMPARE(server.commands().size() > 0, true);
    }

    void whatFailsForNowWaitsAndSaysWhy_data()
    {
        QTest::addColumn<QString>("at");
        QTest::addColumn<QString>("says");
        QTest::addColumn<QString>("why");
        QTest::newRow("greeting") << ""
                                  << "421 4.3.2 not now"
                                  << "421 4.3.2 not now";
        QTest::newRow("greeting 5xx is no verdict on a message") << ""
                                                                 << "554 5.7.1 go away"
                                                                 << "554 5.7.1 go away";
        QTest::newRow("sender") << "MAIL"
                                << "451 4.7.1 greylisted"
                                << "451 4.7.1 greylisted";
        QTest::newRow("recipient") << "RCPT"
                                   << "450 4.2.1 later"
                                   << "450 4.2.1 later";
        QTest::newRow("DATA") << "DATA"
                              << "451 4.3.0 no"
                              << "451 4.3.0 no";
        QTest::newRow("end of data") << "."
                                     << "452 4.3.1 full"
                                     << "452 4.3.1 full";
        QTest::newRow("421 in between") << "RCPT"
                                        << "421 4.4.2 bye"
                                        << "421 4.4.2 bye";
        QTest::newRow("closed at once") << ""
                                        << "close"
                                        << "closed the connection";
        QTest::newRow("closed after the message") << "."
                                                  << "close"
                                                  << "closed the connection";
        QTest::newRow("no SMTP") << ""
                                 << "SSH-2.0-OpenSSH"
                                 << "no SMTP";
        QTest::newRow("another code within a reply") << "MAIL"
                                                     << "250-a\r\n550 b"
                                                     << "no SMTP";
    }
    void whatFailsForNowWaitsAndSaysWhy()
    {
        QFETCH(QString, at);
        QFETCH(QString, says);
        QFETCH(QString, why);
        MailServer server;
        server.reply = [&](const std::string& command) -> std::string {
            const bool here = at.isEmpty() ? command.empty() : command.substr(0, 4) == at.toStdString();
            return here ? says.toStdString() : std::string();
        };
        House house;
        house.route("*", ::at("smtp", server));
        house.enforce();
        house.send({"ann@far.example"});
        const std::string reason = house.whyWaiting();
        QVERIFY2(reason.find(why.toStdString()) != std::string::npos, reason.c_str());
        QCOMPARE(house.deliveryEvent().outcome, model::Outcome::Deferred);
        QCOMPARE(house.waiting().size(), std::size_t(1));
        QVERIFY(house.waiting().front().nextTry > house.clock.now() + std::chrono::minutes(3));
        QCOMPARE(house.mailOf("jane").size(), 0);
        server.stop();
    }

    void repliesWithoutEndAreCutOff_data()
    {
        QTest::addColumn<QByteArray>("piece");
        QTest::newRow("one line") << QByteArray(1000, 'x');
        QTest::newRow("many lines") << QByteArray("220-more\r\n").repeated(100);
    }
    void repliesWithoutEndAreCutOff()
    {
        QFETCH(QByteArray, piece);
        MailServer server;
        server.reply = [&](const std::string& command) -> std::string {
            return command.empty() ? piece.repeated(1000).toStdString() : "";
        };
        House house;
        house.route("*", at("smtp", server));
        house.enforce();
        house.send({"ann@far.example"});
        QVERIFY(house.whyWaiting().find("no SMTP") != std::string::npos);
    }

    void aLongAnswerIsCutShort()
    {
        MailServer server;
        server.reply = [](const std::string& command) -> std::string {
            if (!command.starts_with("RCPT"))
                return {};
            std::string reply;
            for (int i = 0; i < 150; ++i)
                reply += "450-4.2.0 " + std::string(4000, 'x') + "\r\n";
            return reply + "450 4.2.0 end";
        };
        House house;
        house.route("*", at("smtp", server));
        house.enforce();
        house.send({"ann@far.example"});
        const std::string why = house.whyWaiting();
        QVERIFY2(why.starts_with("450 4.2.0 xxx"), why.substr(0, 100).c_str());
        QVERIFY(why.ends_with("x ..."));
        QCOMPARE(why.size(), std::size_t(2004));
        QVERIFY(house.deliveryEvent().reply.size() < 2100);
    }

    void aServerThatIsNotThereDefersEverythingForIt()
    {
        House house;
        house.route("*", "smtp:127.0.0.77:1");
        house.enforce();
        for (int i = 0; i < 5; ++i)
            house.send({"ann@far.example"});
        QTRY_VERIFY([&] {
            const auto all = house.waiting();
            return all.size() == 5 &&
                   std::all_of(all.begin(), all.end(), [](const auto& r) { return r.attempts == 1; });
        }());
        QVERIFY(house.whyWaiting().find("127.0.0.77") != std::string::npos);
    }

    // RFC 6152 3
    void eightBitTextGoesBackWhereItCannotBeCarried()
    {
        MailServer server;
        server.extensions = {"PIPELINING"};
        House house;
        house.route("*", at("smtp", server));
        house.enforce();
        house.send({"ann@far.example"}, "Subject: x\r\n\r\ngr\xc3\xbc\xc3\x9f");
        const auto reports = house.waitForMail("jane", 1);
        QCOMPARE(reports.size(), 1);
        QVERIFY(reports.first().contains("Status: 5.6.3\r\n"));
        house.send({"ann@far.example"}, "Subject: x\r\n\r\nplain");
        QTRY_COMPARE(server.messages().size(), std::size_t(1));
    }

    // RFC 6531 3.2, RFC 3463 3.7
    void whatIsBeyondAsciiGoesBackWhereItCannotBeCarried_data()
    {
        QTest::addColumn<QByteArray>("recipient");
        QTest::addColumn<bool>("can");
        QTest::newRow("address, cannot") << QByteArray("j\xc3\xb6rg@far.example") << false;
        QTest::newRow("address, can") << QByteArray("j\xc3\xb6rg@far.example") << true;
        QTest::newRow("header, cannot") << QByteArray("ann@far.example") << false;
        QTest::newRow("header, can") << QByteArray("ann@far.example") << true;
    }
    void whatIsBeyondAsciiGoesBackWhereItCannotBeCarried()
    {
        QFETCH(QByteArray, recipient);
        QFETCH(bool, can);
        MailServer server;
        if (!can)
            server.extensions = {"PIPELINING", "8BITMIME"};
        House house;
        house.route("*", at("smtp", server));
        house.enforce();
        postern::testing::SmtpClient client(house.port, "127.0.0.2");
        client.hello();
        client.say("MAIL FROM:<jane@domain.com> BODY=8BITMIME SMTPUTF8");
        client.say("RCPT TO:<" + recipient.toStdString() + ">");
        client.say("DATA");
        const std::string answer = client.say("Subject: gr\xc3\xbc\xc3\x9f\r\n\r\ntext\r\n.");
        QVERIFY2(answer.starts_with("250 "), answer.c_str());
        if (!can) {
            const auto reports = house.waitForMail("jane", 1);
            QCOMPARE(reports.size(), 1);
            QVERIFY2(reports.first().contains("Status: 5.6.7\r\n"), reports.first());
            QVERIFY(server.messages().empty());
            return;
        }
        QTRY_COMPARE(server.messages().size(), std::size_t(1));
        const std::string mail = server.messages().front().mail;
        QVERIFY2(mail.find(" BODY=8BITMIME SMTPUTF8") != mail.npos, mail.c_str());
        QCOMPARE(server.messages().front().rcpts,
                 std::vector<std::string>{"RCPT TO:<" + recipient.toStdString() + ">"});
    }

    // RFC 3461 5.2.1
    void whatTheSenderWantsToBeToldGoesWithTheMessage_data()
    {
        QTest::addColumn<bool>("knows");
        QTest::newRow("to a server that knows DSN") << true;
        QTest::newRow("not to one that does not") << false;
    }
    void whatTheSenderWantsToBeToldGoesWithTheMessage()
    {
        QFETCH(bool, knows);
        MailServer server;
        server.extensions = knows ? std::vector<std::string>{"DSN"} : std::vector<std::string>{"PIPELINING"};
        House house;
        house.route("*", at("smtp", server));
        house.enforce();
        postern::testing::SmtpClient client(house.port, "127.0.0.2");
        client.hello();
        client.say("MAIL FROM:<jane@domain.com> RET=HDRS ENVID=QQ+3D1");
        client.say("RCPT TO:<ann@far.example> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;ann+2Bx@far.example");
        client.say("DATA");
        QVERIFY(client.say("text\r\n.").starts_with("250 "));
        QTRY_COMPARE(server.messages().size(), std::size_t(1));
        const MailServer::Message message = server.messages().front();
        QCOMPARE(message.mail,
                 std::string("MAIL FROM:<jane@domain.com>") + (knows ? " RET=HDRS ENVID=QQ+3D1" : ""));
        QCOMPARE(message.rcpts.front(),
                 std::string("RCPT TO:<ann@far.example>") +
                     (knows ? " NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;ann+2Bx@far.example" : ""));
        // Who passes it on leaves it to the next server to tell.
        QTest::qWait(200);
        QCOMPARE(house.mailOf("jane").size(), knows ? 0 : 1);
    }

    void aMessageTooLargeForTheNextHopGoesBackUnsent()
    {
        MailServer server;
        server.extensions = {"SIZE 1000"};
        House house;
        house.route("*", at("smtp", server));
        house.enforce();
        house.send({"ann@far.example"}, std::string(900, 'x') + "\r\n" + std::string(900, 'x'));
        QCOMPARE(house.waitForMail("jane", 1).size(), 1);
        QVERIFY(house.mailOf("jane").first().contains("Status: 5.3.4\r\n"));
        QVERIFY(server.messages().empty());
    }

    // RFC 4954
    void aRouteLogsIn_data()
    {
        QTest::addColumn<QString>("offer");
        QTest::addColumn<QString>("commands");
        QTest::newRow("PLAIN") << "AUTH LOGIN PLAIN"
                               << "AUTH PLAIN AHVzZXIAc2VjcmV0";
        QTest::newRow("LOGIN") << "AUTH LOGIN"
                               << "AUTH LOGIN dXNlcg== c2VjcmV0";
    }
    void aRouteLogsIn()
    {
        QFETCH(QString, offer);
        QFETCH(QString, commands);
        MailServer server;
        server.extensions = {offer.toStdString()};
        server.reply = [](const std::string& command) -> std::string {
            if (command == "AUTH LOGIN" || command == "dXNlcg==")
                return "334 Z28gb24=";
            return "";
        };
        House house;
        house.route("*", at("smtp", server));
        house.scene.configuration.routes.front().user = "user";
        house.scene.configuration.routes.front().password = "secret";
        house.scene.configuration.routes.front().tls = model::RouteTls::None;
        house.enforce();
        house.send({"ann@far.example"});
        QTRY_COMPARE(server.messages().size(), std::size_t(1));
        QString said;
        for (const std::string& command : server.commands()) {
            if (said.isEmpty() ? command.starts_with("AUTH") : !command.starts_with("MAIL"))
                said += (said.isEmpty() ? "" : " ") + QString::fromStdString(command);
            else if (!said.isEmpty())
                break;
        }
        QCOMPARE(said, commands);
    }

    void aPasswordIsNeverSentUnencryptedUnlessTheRouteSaysSo()
    {
        MailServer server;
        server.extensions = {"AUTH PLAIN LOGIN"};
        House house;
        house.route("*", at("smtp", server));
        house.scene.configuration.routes.front().user = "user";
        house.scene.configuration.routes.front().password = "secret";
        house.enforce();
        house.send({"ann@far.example"});
        QTRY_VERIFY(!server.commands().empty()); // it has connected
        QTest::qWait(500);
        QVERIFY(server.messages().empty());
        for (const std::string& command : server.commands())
            QVERIFY2(!command.starts_with("AUTH"), command.c_str());
    }

    // RFC 5321 5.1, RFC 7505
    void theDnsSaysWhereMailGoes_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("status"); // of the report; "": delivered
        QTest::newRow("MX") << "far.example MX 10 mx.far.example\nmx.far.example A 127.0.0.77"
                            << "";
        QTest::newRow("implicit MX") << "far.example A 127.0.0.77"
                                     << "";
        QTest::newRow("the first does not answer")
            << "far.example MX 5 dead.far.example\nfar.example MX 10 mx.far.example\n"
               "dead.far.example A 127.0.0.78\nmx.far.example A 127.0.0.77"
            << "";
        QTest::newRow("null MX") << "far.example MX 0 ."
                                 << "5.1.10";
        QTest::newRow("no such domain") << "other.example A 127.0.0.77"
                                        << "5.1.2";
        QTest::newRow("no host") << "far.example TXT hello"
                                 << "5.4.4";
        QTest::newRow("comes back to us")
            << "far.example MX 5 mail.domain.com\nfar.example MX 10 mx.far.example\n"
               "mail.domain.com A 127.0.0.77\nmx.far.example A 127.0.0.77"
            << "5.4.6";
        QTest::newRow("comes back to us, but there is a better one")
            << "far.example MX 10 mail.domain.com\nfar.example MX 5 mx.far.example\n"
               "mail.domain.com A 127.0.0.78\nmx.far.example A 127.0.0.77"
            << "";
    }
    void theDnsSaysWhereMailGoes()
    {
        QFETCH(QString, zone);
        QFETCH(QString, status);
        House house(zone.toStdString());
        MailServer server("127.0.0.77", house.mxPort);
        house.enforce();
        house.send({"ann@far.example"});
        if (status.isEmpty()) {
            QTRY_COMPARE(server.messages().size(), std::size_t(1));
        } else {
            const auto reports = house.waitForMail("jane", 1);
            QCOMPARE(reports.size(), 1);
            QVERIFY2(reports.first().contains("Status: " + status.toUtf8() + "\r\n"), reports.first());
            QVERIFY(server.messages().empty());
        }
        QTRY_VERIFY(house.isEmpty());
    }

    void aDnsThatFailsDefers()
    {
        House house("far.example SERVFAIL");
        house.enforce();
        house.send({"ann@far.example"});
        QVERIFY(house.whyWaiting().find("the DNS does not say") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestDelivery)
#include "test_delivery.moc"
