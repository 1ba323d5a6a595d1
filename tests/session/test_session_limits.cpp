// SPDX-License-Identifier: GPL-3.0-or-later
// What one client or user may do within a time, over real sockets.
#include "base/base64.h"
#include "base/password_hash.h"
#include "support/gatehouse.h"

#include <QElapsedTimer>
#include <QTest>

using namespace postern;
using postern::model::ListKind;
using postern::testing::Gatehouse;
using postern::testing::SmtpClient;

class TestSessionLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void connectionsOfOneClient()
    {
        Gatehouse house;
        house.scene.service.rates.connectionsPerMinute = 2;
        house.enforce();
        QVERIFY(SmtpClient(house.port).reply().starts_with("220 "));
        QVERIFY(SmtpClient(house.port).reply().starts_with("220 "));
        QVERIFY(SmtpClient(house.port).reply().starts_with("421 "));
        QVERIFY(SmtpClient(house.port, "127.0.0.3").reply().starts_with("220 ")); // another one
        for (int i = 0; i < 4; ++i)
            QVERIFY(SmtpClient(house.port, "127.0.0.2").reply().starts_with("220 ")); // of the LAN
        const auto event = house.takeEvents(1).front();
        QCOMPARE(event.check, std::string(model::checkConnections));
        QCOMPARE(event.outcome, model::Outcome::Deferred);
    }

    void messagesOfOneClient()
    {
        Gatehouse house;
        house.scene.service.rates.messagesPerHour = 2;
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        for (int i = 0; i < 2; ++i)
            QVERIFY(client.deliver("joe@example.com", "jane@domain.com", "x").starts_with("250 "));
        const std::string answer = client.say("MAIL FROM:<joe@example.com>");
        QVERIFY2(answer.starts_with("450 4.7.1 Too many messages"), answer.c_str());
        const auto events = house.takeEvents(3);
        QCOMPARE(events.back().check, std::string(model::checkMessages));
        QCOMPARE(events.back().reply, answer);
        SmtpClient other(house.port, "127.0.0.3");
        other.hello();
        QVERIFY(other.deliver("joe@example.com", "jane@domain.com", "x").starts_with("250 "));
    }

    void recipientsOfOneClient()
    {
        Gatehouse house;
        house.scene.service.rates.recipientsPerHour = 1;
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        client.say("MAIL FROM:<joe@example.com>");
        QVERIFY(client.say("RCPT TO:<jane@domain.com>").starts_with("250 "));
        QVERIFY(client.say("RCPT TO:<bob@domain.com>").starts_with("450 4.7.1 Too many recipients"));
        QCOMPARE(house.takeEvents(1).front().check, std::string(model::checkRecipients));
    }

    void commandsOfOneClient()
    {
        Gatehouse house;
        house.scene.service.rates.commandsPerMinute = 5;
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        for (int i = 0; i < 4; ++i)
            QVERIFY(client.say("NOOP").starts_with("250 "));
        const std::string answer = client.say("NOOP").starts_with("250 ") ? client.reply() : std::string();
        QVERIFY2(answer.starts_with("421 4.7.0 Too many commands within a minute"), answer.c_str());
        QVERIFY(client.closedByServer());
        const auto event = house.takeEvents(1).front();
        QCOMPARE(event.check, std::string(model::checkCommands));
        QCOMPARE(event.reply, answer);
        SmtpClient again(house.port); // by another connection, too
        again.reply();
        again.send("NOOP\r\n");
        again.reply();
        QVERIFY(again.closedByServer());
        SmtpClient inside(house.port, "127.0.0.2");
        inside.hello();
        for (int i = 0; i < 20; ++i)
            QVERIFY(inside.say("NOOP").starts_with("250 "));
    }

    void dataOfOneClient()
    {
        Gatehouse house;
        house.scene.service.rates.megabytesPerHour = 1;
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        std::string body;
        for (int i = 0; i < 12'000; ++i)
            body += std::string(98, 'x') + "\r\n";
        body += "end";
        QVERIFY(client.deliver("joe@example.com", "jane@domain.com", "x").starts_with("250 "));
        QVERIFY(client.deliver("joe@example.com", "jane@domain.com", body).starts_with("250 ")); // may end
        const std::string answer = client.say("MAIL FROM:<joe@example.com>");
        QVERIFY2(answer.starts_with("450 4.7.1 Too much data"), answer.c_str());
        QCOMPARE(house.takeEvents(3).back().check, std::string(model::checkData));
    }

    void messagesOfOneUserWhereverHeIs()
    {
        Gatehouse house;
        house.scene.configuration.mailboxes.front().passwordHash = *hashPassword("secret");
        house.scene.service.authentication = {{"PLAIN"}, true, ""};
        house.scene.service.rates.userMessagesPerHour = 1;
        house.enforce();
        const std::string login = "AUTH PLAIN " + toBase64(std::string("\0jane@domain.com\0secret", 23));
        for (const char* from : {"127.0.0.1", "127.0.0.2"}) {
            SmtpClient client(house.port, from);
            client.hello();
            QVERIFY(client.say(login).starts_with("235 "));
            const std::string answer = client.deliver("jane@domain.com", "bob@domain.com", "x");
            QVERIFY2(answer.starts_with(from == std::string("127.0.0.1") ? "250 " : "450 4.7.1 "),
                     answer.c_str());
        }
    }

    void aRefusedClientWaitsAndNobodyElseDoes()
    {
        Gatehouse house({}, nullptr, 1);
        house.scene.black(ListKind::Sender, "spam.example");
        house.scene.service.rates.tarpitSeconds = 3;
        house.enforce();
        SmtpClient refused(house.port);
        refused.hello();
        refused.say("MAIL FROM:<joe@spam.example>");
        QElapsedTimer timer;
        timer.start();
        refused.send("RCPT TO:<jane@domain.com>\r\n");
        SmtpClient other(house.port);
        other.hello();
        QVERIFY(other.deliver("joe@example.com", "jane@domain.com", "x").starts_with("250 "));
        QCOMPARE(refused.reply(0), std::string("silence"));
        QVERIFY(refused.reply().starts_with("554 "));
        QVERIFY(timer.elapsed() >= 3000);
    }
};

QTEST_GUILESS_MAIN(TestSessionLimits)
#include "test_session_limits.moc"
