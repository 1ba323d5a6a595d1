// SPDX-License-Identifier: GPL-3.0-or-later
// What a session leaves in the log decides the same again, by the same policy; and the log says when each
// fact came.
#include "support/gatehouse.h"

#include <QTest>

#include <algorithm>

using namespace postern;
using namespace postern::engine;
using model::Check;
using model::CheckMode;
using model::ListKind;
using postern::testing::Gatehouse;
using postern::testing::SmtpClient;

namespace {

constexpr const char* zone = R"(
1.0.0.127.bl.test   A    127.0.0.9
1.0.0.127.bl.test   TXT  "why"
fail.example        TXT  "v=spf1 -all exp=why.fail.example"
why.fail.example    TXT  "%{i} is none of ours {reference}"
good.example        TXT  "v=spf1 ip4:127.0.0.1 -all"
good.example        A    127.0.0.1
_dmarc.strict.example TXT "v=DMARC1; p=reject"
strict.example      A    192.0.2.1
)";

// The event's verdict, made again from what it holds.
void verifyReplay(const Gatehouse& house, const model::Event& event)
{
    const auto facts = policy::factsFromJson(event.facts);
    QVERIFY2(facts, event.facts.c_str());
    const auto policy = policy::compilePolicy(event.revision, house.scene.configuration, house.scene.service,
                                              house.scene.entries);
    const auto again = policy::explain(*policy, *facts).verdict;
    const std::string check(again.check ? model::info(*again.check).id : std::string_view());
    QVERIFY2(check == event.check, (event.check + " became " + check + ": " + event.facts).c_str());
    const auto trace = policy::traceFromJson(event.trace);
    QVERIFY(trace);
    QVERIFY2(again.trace == *trace, (event.trace + "\n" + policy::toJson(again.trace)).c_str());
}

void send(SmtpClient& client, const std::string& sender, const std::vector<std::string>& recipients,
          const std::string& from)
{
    client.say("MAIL FROM:<" + sender + ">");
    bool any = false;
    for (const std::string& recipient : recipients)
        any |= client.say("RCPT TO:<" + recipient + ">").starts_with("250");
    if (!any) {
        client.say("RSET");
        return;
    }
    client.say("DATA");
    client.say("From: " + from + "\r\nSubject: x\r\n\r\ntext\r\n.");
}

} // namespace

class TestSessionReplay : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyEventIsDecidedTheSameAgain()
    {
        Gatehouse house({}, nullptr, 2, zone);
        model::Service& service = house.scene.service;
        for (const Check check : {Check::IpReverseDns, Check::HeloUnresolvable, Check::SenderUnresolvable})
            service.checks[check].mode = CheckMode::Monitor;
        for (const Check check : {Check::IpDnsbl, Check::SenderSpf, Check::RecipientGreylist,
                                  Check::FromClaimsLocal, Check::MessageDmarc})
            service.checks[check].mode = CheckMode::Enforce;
        service.dnsLists = {{"bl.test", 50, {}, true}};
        service.greylisting.delaySeconds = 86'400;
        house.scene.white(ListKind::Recipient,
                          "jane@domain.com"); // of two, it must not count for the message
        house.enforce();
        SmtpClient client(house.port);
        client.hello("good.example");
        send(client, "joe@good.example", {"jane@domain.com"}, "joe@good.example");    // accepted
        send(client, "joe@fail.example", {"bob@domain.com"}, "");                     // SPF
        send(client, "joe@good.example", {"bob@domain.com"}, "");                     // greylisted
        send(client, "joe@good.example", {"nobody@domain.com", "b@far.example"}, ""); // unknown, relay
        send(client, "", {"jane@domain.com"}, "jane@domain.com"); // excepted, since for jane alone
        service.checks[Check::RecipientGreylist].mode = CheckMode::Off;
        house.enforce();
        send(client, "joe@good.example", {"jane@domain.com", "bob@domain.com"},
             "x@domain.com");                                                     // From: is ours
        send(client, "joe@good.example", {"bob@domain.com"}, "x@strict.example"); // DMARC
        const auto events = house.takeEvents(9);
        std::vector<std::string> checks;
        for (const model::Event& event : events) {
            // The first five are of revision 1, with greylisting.
            service.checks[Check::RecipientGreylist].mode =
                event.revision == 1 ? CheckMode::Enforce : CheckMode::Off;
            verifyReplay(house, event);
            if (QTest::currentTestFailed())
                return;
            checks.push_back(event.check);
        }
        std::sort(checks.begin(), checks.end());
        const std::vector<std::string> expected{"",
                                                "",
                                                "message.dmarc",
                                                "message.from-claims-local",
                                                "message.from-claims-local",
                                                "recipient.greylist",
                                                "recipient.relay",
                                                "recipient.unknown",
                                                "sender.spf"};
        QCOMPARE(checks, expected);
    }

    void whenEachFactCameIsKept()
    {
        Gatehouse house({}, nullptr, 2, zone);
        house.scene.service.checks[Check::SenderSpf].mode = CheckMode::Enforce;
        house.enforce();
        SmtpClient client(house.port);
        client.hello("good.example");
        const Time before = SystemClock().now();
        send(client, "joe@fail.example", {"bob@domain.com"}, "");
        const auto facts = policy::factsFromJson(house.takeEvents(1).front().facts);
        QVERIFY(facts);
        QCOMPARE(facts->lookedUp.size(), std::size_t(1));
        const Time at = facts->lookedUp.at(policy::FactId::Spf);
        QVERIFY(at >= before && at <= SystemClock().now());
    }

    // RFC 7208 6.2; the text is a stranger's.
    void theExplanationOfADomainIsInTheAnswerWhereItIsAskedFor()
    {
        Gatehouse house({}, nullptr, 2, zone);
        house.scene.service.checks[Check::SenderSpf] = {CheckMode::Enforce, "no: {explanation}"};
        house.enforce();
        SmtpClient client(house.port);
        client.hello("good.example");
        client.say("MAIL FROM:<joe@fail.example>");
        const std::string answer = client.say("RCPT TO:<bob@domain.com>");
        QVERIFY2(answer.starts_with(
                     "550 5.7.23 no: fail.example explains: 127.0.0.1 is none of ours (reference) ref "),
                 answer.c_str());
        house.scene.service.checks[Check::SenderSpf].reply.clear();
        house.enforce();
        client.say("RSET");
        client.say("MAIL FROM:<joe@fail.example>");
        QVERIFY(client.say("RCPT TO:<bob@domain.com>").find("explains") == std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestSessionReplay)
#include "test_session_replay.moc"
