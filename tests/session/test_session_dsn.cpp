// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 3461 from the client's word to the report.
#include "support/gatehouse.h"
#include "support/mail_server.h"

#include <QTest>

using namespace postern;
using postern::testing::Gatehouse;
using postern::testing::MailServer;
using postern::testing::SmtpClient;

namespace {

// What a LAN client asks for in one message from jane.
struct Request {
    std::string mail; // parameters
    std::string recipient = "bob@domain.com";
    std::string rcpt; // parameters
};

std::string send(Gatehouse& house, const Request& request)
{
    SmtpClient client(house.port, "127.0.0.2");
    client.hello();
    const std::string sender = client.say("MAIL FROM:<jane@domain.com> " + request.mail);
    if (!sender.starts_with("250"))
        return sender;
    const std::string recipient = client.say("RCPT TO:<" + request.recipient + "> " + request.rcpt);
    if (!recipient.starts_with("250"))
        return recipient;
    client.say("DATA");
    return client.say("Subject: hi\r\n\r\nthe text\r\n.");
}

// Everything that comes from outside goes to `server`.
void routeTo(Gatehouse& house, const MailServer& server, const char* scheme = "smtp")
{
    model::Route route;
    route.id = 1;
    route.domain = "*";
    route.to = std::string(scheme) + ":127.0.0.77:" + std::to_string(server.port);
    house.scene.configuration.routes = {route};
}

bool isDone(Gatehouse& house)
{
    return house.queue->list(10)->empty();
}

} // namespace

class TestSessionDsn : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatTheSenderWantsGoesOnToTheNextServer()
    {
        MailServer server;
        server.extensions = {"PIPELINING", "DSN"};
        Gatehouse house;
        routeTo(house, server);
        house.enforce();
        const std::string answer = send(house, {"RET=hdrs ENVID=QQ+2B1", "ann@far.example",
                                                "NOTIFY=delay,success ORCPT=rfc822;Ann+2Bx@far.example"});
        QVERIFY2(answer.starts_with("250 "), answer.c_str());
        QTRY_COMPARE(server.messages().size(), std::size_t(1));
        QCOMPARE(server.messages().front().mail,
                 std::string("MAIL FROM:<jane@domain.com> RET=HDRS ENVID=QQ+2B1"));
        QCOMPARE(
            server.messages().front().rcpts.front(),
            std::string("RCPT TO:<ann@far.example> NOTIFY=SUCCESS,DELAY ORCPT=rfc822;Ann+2Bx@far.example"));
        QTRY_VERIFY(isDone(house));
        QCOMPARE(house.mailOf("jane").size(), 0); // that server reports the success (5.2.1)
    }

    // 4.1, 5.2: who is told of what.
    void reportsAreMadeAsAskedFor_data()
    {
        QTest::addColumn<QString>("way"); // how the message leaves
        QTest::addColumn<QString>("notify");
        QTest::addColumn<QString>("action"); // of the report; "": there is none
        QTest::newRow("mailbox, nothing said") << "mailbox"
                                               << ""
                                               << "";
        QTest::newRow("mailbox, success") << "mailbox"
                                          << "SUCCESS"
                                          << "delivered";
        QTest::newRow("mailbox, failure") << "mailbox"
                                          << "FAILURE"
                                          << "";
        QTest::newRow("mailbox, never") << "mailbox"
                                        << "NEVER"
                                        << "";
        QTest::newRow("LMTP, success") << "lmtp"
                                       << "SUCCESS"
                                       << "delivered";
        QTest::newRow("a server without DSN, success") << "without"
                                                       << "SUCCESS"
                                                       << "relayed";
        QTest::newRow("a server without DSN, nothing said") << "without"
                                                            << ""
                                                            << "";
        QTest::newRow("a server with DSN, success") << "with"
                                                    << "SUCCESS"
                                                    << "";
        QTest::newRow("refused, nothing said") << "refused"
                                               << ""
                                               << "failed";
        QTest::newRow("refused, failure") << "refused"
                                          << "DELAY,FAILURE"
                                          << "failed";
        QTest::newRow("refused, success and delay") << "refused"
                                                    << "SUCCESS,DELAY"
                                                    << "";
        QTest::newRow("refused, never") << "refused"
                                        << "NEVER"
                                        << "";
    }
    void reportsAreMadeAsAskedFor()
    {
        QFETCH(QString, way);
        QFETCH(QString, notify);
        QFETCH(QString, action);
        MailServer server("127.0.0.77", 0, way == "lmtp");
        server.extensions = {"PIPELINING"};
        if (way == "with")
            server.extensions.emplace_back("DSN");
        server.reply = [&](const std::string& command) -> std::string {
            return way == "refused" && command.starts_with("RCPT") ? "550 5.1.1 no" : "";
        };
        Gatehouse house;
        routeTo(house, server, way == "lmtp" ? "lmtp" : "smtp");
        house.enforce();
        const std::string answer =
            send(house, {"ENVID=QQ+2B1", way == "mailbox" ? "bob@domain.com" : "ann@far.example",
                         "ORCPT=rfc822;Ann+2Bx@far.example" +
                             (notify.isEmpty() ? "" : " NOTIFY=" + notify.toStdString())});
        QVERIFY2(answer.starts_with("250 "), answer.c_str());
        const auto reports = house.waitForMail("jane", action.isEmpty() ? 0 : 1);
        QTRY_VERIFY(isDone(house)); // and the report, too
        QCOMPARE(house.mailOf("jane").size(), action.isEmpty() ? 0 : 1);
        if (action.isEmpty())
            return;
        const QByteArray& report = reports.first();
        QVERIFY2(report.contains("\r\nAction: " + action.toUtf8() + "\r\n"), report);
        QVERIFY(report.contains("\r\nOriginal-Envelope-Id: QQ+1\r\n"));
        QVERIFY(report.contains("\r\nOriginal-Recipient: rfc822;Ann+x@far.example\r\n"));
        QVERIFY(report.contains("\r\nSubject: hi\r\n"));
        QVERIFY(!report.contains("the text")); // 4.3: a header is enough where nobody asked for more
    }

    void aFailureBringsBackAsMuchAsWasAskedFor_data() // 4.3
    {
        QTest::addColumn<QString>("parameter");
        QTest::addColumn<bool>("whole");
        QTest::newRow("RET=FULL") << "RET=FULL" << true;
        QTest::newRow("RET=HDRS") << "RET=HDRS" << false;
        QTest::newRow("nothing said") << "" << false;
    }
    void aFailureBringsBackAsMuchAsWasAskedFor()
    {
        QFETCH(QString, parameter);
        QFETCH(bool, whole);
        MailServer server;
        server.reply = [](const std::string& command) -> std::string {
            return command.starts_with("RCPT") ? "550 5.1.1 no" : "";
        };
        Gatehouse house;
        routeTo(house, server);
        house.enforce();
        send(house, {parameter.toStdString(), "ann@far.example", ""});
        const auto reports = house.waitForMail("jane", 1);
        QCOMPARE(reports.size(), 1);
        QVERIFY(reports.first().contains("\r\nSubject: hi\r\n"));
        QCOMPARE(reports.first().contains("the text"), whole);
    }

    // 5.2.1: the sender may know only the address that he wrote to.
    void forwardedMailReportsUnderTheAddressThatTheSenderKnows()
    {
        MailServer server;
        server.extensions = {"DSN"};
        Gatehouse house;
        routeTo(house, server);
        house.scene.configuration.mailboxes[1].delivery.clear();
        house.scene.configuration.mailboxes[1].forward = {"bob@far.example"};
        house.enforce();
        send(house, {"", "Bob@domain.com", "NOTIFY=FAILURE"});
        QTRY_COMPARE(server.messages().size(), std::size_t(1));
        QCOMPARE(server.messages().front().rcpts.front(),
                 std::string("RCPT TO:<bob@far.example> NOTIFY=FAILURE ORCPT=rfc822;Bob@domain.com"));
    }
};

QTEST_GUILESS_MAIN(TestSessionDsn)
#include "test_session_dsn.moc"
