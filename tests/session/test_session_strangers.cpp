// SPDX-License-Identifier: GPL-3.0-or-later
// What a client meets that nobody knows: DNS lists and greylisting; and what a message says of SPF.
#include "support/gatehouse.h"

#include <QTest>

using namespace postern;
using namespace postern::engine;
using model::Check;
using model::CheckMode;
using model::ListKind;
using postern::testing::Gatehouse;
using postern::testing::SmtpClient;

namespace {

constexpr const char* zone = R"(
1.0.0.127.bl.test    A     127.0.0.2
1.0.0.127.bl.test    TXT   "see bl.test, 127.0.0.1"
1.0.0.127.half.test  A     127.0.0.3
3.0.0.127.half.test  A     127.0.0.3
3.0.0.127.bl.test    SERVFAIL
spam.example.dbl.test A    127.0.1.2
spam.example.dbl.test TXT  "seen in spam"
9.0.0.127.bl.test    A     127.255.255.254
example.com          TXT   "v=spf1 ip4:127.0.0.1 -all"
)";

std::string rcpt(SmtpClient& client, const std::string& sender = "joe@example.com")
{
    client.say("RSET");
    client.say("MAIL FROM:<" + sender + ">");
    return client.say("RCPT TO:<jane@domain.com>");
}

} // namespace

class TestSessionStrangers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aDnsListRefuses()
    {
        Gatehouse house({}, nullptr, 2, zone);
        house.scene.service.dnsLists = {{"bl.test", 100, {}, true}};
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        const std::string answer = rcpt(client);
        QVERIFY2(answer.starts_with("554 5.7.1 127.0.0.1 is listed by bl.test (see bl.test, 127.0.0.1) ref "),
                 answer.c_str());
        const model::Event event = house.takeEvents(1).front();
        QCOMPARE(event.check, std::string("ip.dnsbl"));
        QVERIFY(event.trace.find("bl.test 127.0.0.2 (100)") != std::string::npos);
        QVERIFY(event.facts.find("\"bl.test\":\"127.0.0.2 see bl.test") != std::string::npos);
        // Asked once for the connection, and not at all for the LAN.
        const std::size_t asked = house.resolver.asked().size();
        rcpt(client, "jim@example.com");
        SmtpClient inside(house.port, "127.0.0.2");
        inside.hello();
        QVERIFY(rcpt(inside).starts_with("250 "));
        QCOMPARE(house.resolver.asked().size(), asked);
    }

    void pointsAddUp()
    {
        Gatehouse house({}, nullptr, 2, zone);
        house.scene.service.dnsLists = {{"bl.test", 60, {}, true}, {"half.test", 50, {}, true}};
        house.enforce();
        SmtpClient both(house.port);
        both.hello();
        QVERIFY(rcpt(both).starts_with("554 5.7.1 127.0.0.1 is listed by bl.test"));
        SmtpClient one(house.port, "127.0.0.3"); // the other list fails, which is never a hit
        one.hello();
        QVERIFY(rcpt(one).starts_with("250 "));
        SmtpClient none(house.port, "127.0.0.9"); // the list does not answer us, which is no hit either
        none.hello();
        QVERIFY(rcpt(none).starts_with("250 "));
        none.say("RSET");
        bool said = false;
        for (const model::Event& event : house.takeEvents(2))
            said = said || event.trace.find("127.255.255.254, which says") != std::string::npos;
        QVERIFY(said);
    }

    void aListOfDomainsRefusesByTheSendersDomain()
    {
        Gatehouse house({}, nullptr, 2, zone);
        house.scene.service.dnsLists = {{"bl.test", 10, {}, true},
                                        {"dbl.test", 100, {}, true, model::DnsListKind::Domain}};
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QVERIFY(rcpt(client, "joe@good.example").starts_with("250 "));
        client.say("RSET");
        const std::size_t asked = house.resolver.asked().size();
        const std::string answer = rcpt(client, "joe@spam.example");
        QVERIFY2(answer.starts_with("554 5.7.1 127.0.0.1 is listed by bl.test (see bl.test, 127.0.0.1), "
                                    "dbl.test (spam.example: seen in spam) ref "),
                 answer.c_str());
        // What is known of the client and its HELO is not asked again: an address, then the reason.
        QCOMPARE(house.resolver.asked().size(), asked + 2);
    }

    void aListIsAskedAtOnceWhereThatIsWanted()
    {
        Gatehouse house({}, nullptr, 2, zone);
        house.scene.service.dnsLists = {{"bl.test", 100, {}, true}};
        house.scene.service.answerAtRcpt = false;
        house.enforce();
        SmtpClient client(house.port);
        QVERIFY(client.reply().starts_with("554 5.7.1 127.0.0.1 is listed by bl.test"));
        QVERIFY(SmtpClient(house.port, "127.0.0.8").reply().starts_with("220 "));
    }

    void heloIsLookedUpAsItIsSaid()
    {
        Gatehouse house({}, nullptr, 2, "good.test A 192.0.2.1\n");
        house.scene.setMode(Check::HeloUnresolvable, CheckMode::Enforce);
        house.scene.service.answerAtRcpt = false;
        house.enforce();
        SmtpClient client(house.port);
        QVERIFY(client.hello("bad.test").starts_with("550 "));
        QVERIFY(client.say("EHLO good.test").starts_with("250"));
    }

    void aFirstTryIsPutOffAndARetryTaken()
    {
        Gatehouse house;
        house.scene.setMode(Check::RecipientGreylist, CheckMode::Enforce);
        house.scene.service.greylisting.delaySeconds = 1;
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        const std::string first = rcpt(client);
        QVERIFY2(first.starts_with("451 4.7.1 Greylisted, try again in 1 s ref "), first.c_str());
        QVERIFY(rcpt(client).starts_with("451 4.7.1 Greylisted, try again in 1 s"));
        const auto events = house.takeEvents(2);
        QCOMPARE(events.front().check, std::string("recipient.greylist"));
        QCOMPARE(events.front().outcome, model::Outcome::Deferred);
        QThread::msleep(1'050);
        SmtpClient neighbour(house.port, "127.0.0.7"); // of the same network
        neighbour.hello();
        QVERIFY(neighbour.deliver("joe@example.com", "jane@domain.com", "x").starts_with("250 "));
        QVERIFY(rcpt(client).starts_with("250 "));
        QVERIFY(rcpt(client, "jim@example.com").starts_with("451 "));
        SmtpClient inside(house.port, "127.0.0.2");
        inside.hello();
        QVERIFY(rcpt(inside, "new@example.com").starts_with("250 ")); // of the LAN
    }

    void nobodyIsPutOffWhereItOnlyMonitorsOrAnExceptionHolds()
    {
        Gatehouse house;
        house.scene.setMode(Check::RecipientGreylist, CheckMode::Monitor);
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QVERIFY(client.deliver("joe@example.com", "jane@domain.com", "x").starts_with("250 "));
        QCOMPARE(house.takeEvents(1).front().monitored, std::string("recipient.greylist"));
        house.scene.setMode(Check::RecipientGreylist, CheckMode::Enforce);
        house.scene.white(ListKind::Sender, "news@example.com");
        house.enforce();
        QVERIFY(rcpt(client, "news@example.com").starts_with("250 "));
        QVERIFY(rcpt(client, "other@example.com").starts_with("451 "));
        QVERIFY(rcpt(client, "news@example.com").starts_with("250 "));
        // What is refused for another reason is no try.
        house.environment.greylist.takeChanged(1000);
        client.say("RCPT TO:<nobody@domain.com>");
        QVERIFY(house.environment.greylist.takeChanged(1000).empty());
    }

    void everyRecipientHasItsOwnTrace()
    {
        Gatehouse house;
        house.scene.setMode(Check::RecipientGreylist, CheckMode::Monitor);
        house.scene.service.greylisting.delaySeconds = 1;
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QVERIFY(client.deliver("joe@example.com", "jane@domain.com", "x").starts_with("250 "));
        QThread::msleep(1'050);
        client.say("MAIL FROM:<joe@example.com>");
        QVERIFY(client.say("RCPT TO:<jane@domain.com>").starts_with("250 "));
        QVERIFY(client.say("RCPT TO:<bob@domain.com>").starts_with("250 "));
        client.say("DATA");
        QVERIFY(client.say("x\r\n.").starts_with("250 "));
        const auto events = house.takeEvents(3);
        QCOMPARE(events.size(), std::size_t(3));
        QCOMPARE(events[1].monitored, std::string());                     // jane: a retry
        QCOMPARE(events[2].monitored, std::string("recipient.greylist")); // bob: a first try
    }

    void whatSpfSaidStandsAboveReceived()
    {
        Gatehouse house({}, nullptr, 2, zone);
        house.scene.setMode(Check::SenderSpf, CheckMode::Monitor);
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QVERIFY(client.deliver("joe@example.com", "jane@domain.com", "x").starts_with("250 "));
        const QByteArray mail = house.waitForMail("jane", 1).value(0);
        const qsizetype spf =
            mail.indexOf("Received-SPF: pass (mail.domain.com: example.com permits 127.0.0.1)");
        QVERIFY2(spf >= 0 && spf < mail.indexOf("\nReceived: "), mail.constData());
        QVERIFY(mail.contains("\n\tenvelope-from=\"joe@example.com\";\n\t") ||
                mail.contains("\r\n\tenvelope-from=\"joe@example.com\";\r\n\t"));
        SmtpClient inside(house.port, "127.0.0.2"); // is exempt, so SPF is not looked at
        inside.hello();
        QVERIFY(inside.deliver("joe@example.com", "bob@domain.com", "x").starts_with("250 "));
        QVERIFY(!house.waitForMail("bob", 1).value(0).contains("Received-SPF"));
    }
};

QTEST_GUILESS_MAIN(TestSessionStrangers)
#include "test_session_strangers.moc"
