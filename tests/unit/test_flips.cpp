// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/flip_case.h"

#include <QTest>

#include <functional>

using namespace postern;
using namespace postern::testing;
using model::Check;
using model::CheckMode;
using model::ListKind;
using policy::FlipAct;

namespace {

using Change = std::function<void(FlipCase&)>;

const QString senderFromHere = "add an exception for the sender joe@example.org, from 203.0.113.9 only";
const QString heloFromHere = "add an exception for the HELO host mx.example.org, from 203.0.113.9 only";
const QString byIp = "add an exception for the IP address 203.0.113.9";
const QString bySender = "add an exception for the sender joe@example.org";
const QString byRecipient = "add an exception for the recipient jane@domain.com";
const QString toLan = "add 203.0.113.9 to the LAN";
const QString forwarder = "make 203.0.113.9 a trusted forwarder";

} // namespace

Q_DECLARE_METATYPE(Change)

class TestFlips : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- for each check that can refuse: what is offered first, what else, and what is not

    void whatWouldLetItIn_data()
    {
        QTest::addColumn<int>("check");
        QTest::addColumn<Change>("change");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QStringList>("also");
        QTest::addColumn<QStringList>("never");
        const auto row = [](const char* name, Check check, const Change& change, const QString& first,
                            const QStringList& also, const QStringList& never = {}) {
            QTest::addRow("%s: %s", model::info(check).id.data(), name)
                << int(check) << change << first << also << never;
        };
        const auto on = [](FlipCase& c, Check check) { c.scene.setMode(check, CheckMode::Enforce); };
        row("LAN only", Check::AccessClient, [](FlipCase& c) { c.scene.service.access = model::Access::Lan; },
            "let 203.0.113.9 use SMTP",
            {toLan, "set the check 'Client may not use the service' on SMTP to monitor"}, {byIp});
        row("listed only", Check::AccessClient,
            [](FlipCase& c) { c.scene.service.access = model::Access::Listed; }, "let 203.0.113.9 use SMTP",
            {}, {toLan});
        row("for a minute", Check::AccessBanned,
            [](FlipCase& c) {
                c.facts.ban = policy::Ban{c.facts.now + std::chrono::seconds(60), "x"};
            },
            "the client tries again in 60 s", {"lift the bar of 203.0.113.9", byIp},
            {bySender}); // there is no sender yet
        row("a range", Check::IpBlacklist, [](FlipCase& c) { c.scene.black(ListKind::Ip, "203.0.113.0/24"); },
            "take 203.0.113.9 out of the Black List of SMTP, by the entry ~203.0.113.9",
            {senderFromHere, heloFromHere, byIp, bySender, byRecipient,
             "remove or switch off the entry 203.0.113.0/24 of the Black List"},
            {toLan});
        row("the address", Check::IpBlacklist, [](FlipCase& c) { c.scene.black(ListKind::Ip, stranger); },
            senderFromHere, {"remove or switch off the entry 203.0.113.9 of the Black List"});
        row("at once", Check::IpBlacklist,
            [](FlipCase& c) {
                c.scene.black(ListKind::Ip, stranger);
                c.scene.service.answerAtRcpt = false;
            },
            byIp, {}, {senderFromHere, byRecipient});
        row("no name", Check::IpReverseDns,
            [on](FlipCase& c) {
                on(c, Check::IpReverseDns);
                c.facts.reverseDns = policy::ReverseDns{};
            },
            senderFromHere, {byIp, toLan}, {forwarder});
        row("two lists", Check::IpDnsbl,
            [](FlipCase& c) {
                c.scene.service.dnsLists = {{"bl.test", 100, {}, true}, {"other.test", 20, {}, true}};
                const auto listed = *IpAddress::parse("127.0.0.2");
                c.facts.dnsLists =
                    policy::DnsListAnswers{{"bl.test", {listed}, "", ""}, {"other.test", {listed}, "", ""}};
            },
            senderFromHere, {"switch off the DNS list bl.test on SMTP"},
            {"switch off the DNS list other.test on SMTP"});
        row("a name", Check::HeloBlacklist,
            [](FlipCase& c) { c.scene.black(ListKind::Helo, ".example.org"); },
            "take mx.example.org out of the Black List of SMTP, by the entry ~mx.example.org",
            {heloFromHere, "add an exception for the HELO host mx.example.org"});
        row("our own name", Check::HeloLocal, [](FlipCase& c) { c.facts.helo = "domain.com"; },
            senderFromHere,
            {"add an exception for the HELO host domain.com, from 203.0.113.9 only", byIp, toLan},
            {"add an exception for the HELO host domain.com", bySender});
        row("no name", Check::HeloInvalid,
            [on](FlipCase& c) {
                on(c, Check::HeloInvalid);
                c.facts.helo = "a_b";
            },
            senderFromHere, {toLan});
        row("nothing", Check::HeloUnresolvable,
            [on](FlipCase& c) {
                on(c, Check::HeloUnresolvable);
                c.facts.heloDns = policy::HeloDns::Nothing;
            },
            senderFromHere, {byIp});
        row("a pattern", Check::SenderBlacklist,
            [](FlipCase& c) { c.scene.black(ListKind::Sender, "*@example.org"); },
            "take joe@example.org out of the Black List of SMTP, by the entry ~joe@example.org",
            {senderFromHere, byIp, "remove or switch off the entry *@example.org of the Black List"});
        row("SPF passes", Check::SenderBlacklist,
            [](FlipCase& c) {
                c.scene.black(ListKind::Sender, "example.org");
                c.facts.spf = policy::SpfResult::Pass;
            },
            "take joe@example.org out of the Black List of SMTP, by the entry ~joe@example.org",
            {"add an exception for the sender joe@example.org, where SPF passes"});
        row("the null sender", Check::SenderBlacklist,
            [](FlipCase& c) {
                c.scene.black(ListKind::Sender, "*");
                c.facts.sender = "";
            },
            "take <> out of the Black List of SMTP, by the entry ~<>", {byIp, byRecipient});
        row("who has a mailbox", Check::SenderClaimsLocal,
            [](FlipCase& c) { c.facts.sender = "jsmith@domain.com"; },
            "the sender logs in on Submission (port 587) as jsmith@domain.com",
            {"add an exception for the sender jsmith@domain.com, from 203.0.113.9 only", byIp, toLan,
             forwarder},
            {"add an exception for the sender jsmith@domain.com"});
        row("who has none", Check::SenderClaimsLocal,
            [](FlipCase& c) { c.facts.sender = "robot@domain.com"; },
            "add an exception for the sender robot@domain.com, from 203.0.113.9 only", {byIp, toLan});
        row("nothing", Check::SenderUnresolvable,
            [on](FlipCase& c) {
                on(c, Check::SenderUnresolvable);
                c.facts.senderDns = policy::SenderDns::Nothing;
            },
            senderFromHere, {bySender, forwarder});
        row("fail", Check::SenderSpf,
            [on](FlipCase& c) {
                on(c, Check::SenderSpf);
                c.facts.spf = policy::SpfResult::Fail;
            },
            senderFromHere, {byIp, forwarder},
            {"add an exception for the sender joe@example.org, where SPF passes"});
        row("somebody else's", Check::SenderNotOwned,
            [on](FlipCase& c) {
                on(c, Check::SenderNotOwned);
                c.facts.user = "jane@domain.com";
                c.facts.sender = "office@domain.com";
            },
            "the sender writes as jane@domain.com",
            {"make office@domain.com an alias of the mailbox jane@domain.com"}, {byIp});
        row("of a user", Check::AuthRequired,
            [on](FlipCase& c) {
                on(c, Check::AuthRequired);
                c.facts.sender = "jsmith@domain.com";
                c.scene.setMode(Check::SenderClaimsLocal, CheckMode::Off);
            },
            "the sender logs in on Submission (port 587) as jsmith@domain.com", {}, {byIp, toLan});
        row("a recipient", Check::RecipientBlacklist,
            [](FlipCase& c) { c.scene.black(ListKind::Recipient, "domain.com"); },
            "take jane@domain.com out of the Black List of SMTP, by the entry ~jane@domain.com",
            {senderFromHere, byRecipient});
        row("a stranger's", Check::RecipientRelay, [](FlipCase& c) { c.facts.recipient = "bob@example.com"; },
            "let everybody send to bob@example.com through SMTP",
            {"let 203.0.113.9 relay through SMTP", toLan},
            {byIp, byRecipient, "add an exception for the recipient bob@example.com"});
        row("of a user", Check::RecipientRelay,
            [](FlipCase& c) {
                c.facts.sender = "jane@domain.com";
                c.facts.recipient = "bob@example.com";
                c.scene.setMode(Check::SenderClaimsLocal, CheckMode::Off);
            },
            "the sender logs in on Submission (port 587) as jane@domain.com", {toLan}, {byIp});
        row("of whom nothing is known", Check::RecipientRelay,
            [](FlipCase& c) {
                c.facts.recipient = "bob@example.com";
                c.scene.service.authentication.mechanisms = {"PLAIN"};
            },
            "the sender logs in on SMTP (port 25) as one of your users", {toLan}, {byIp});
        row("with a foreign sender", Check::RecipientRelay,
            [](FlipCase& c) {
                c.facts.client = *IpAddress::parse("192.168.1.7");
                c.facts.recipient = "bob@example.com";
                c.scene.service.relay.senderMustBeLocal = true;
            },
            "let everybody send to bob@example.com through SMTP",
            {"let those who may relay through SMTP use any sender"});
        row("nobody", Check::RecipientUnknown, [](FlipCase& c) { c.facts.recipient = "nobody@domain.com"; },
            "make a mailbox or an alias for nobody@domain.com",
            {"set the check 'No such user here' on SMTP to monitor"}, {byRecipient, byIp, toLan});
        row("the first try", Check::RecipientGreylist,
            [on](FlipCase& c) {
                on(c, Check::RecipientGreylist);
                c.facts.greylist = policy::Greylisted{};
            },
            "the client tries again in 300 s", {senderFromHere, byRecipient, forwarder});
        row("too soon", Check::RecipientGreylist,
            [on](FlipCase& c) {
                on(c, Check::RecipientGreylist);
                c.facts.greylist = policy::Greylisted{c.facts.now - std::chrono::seconds(100), false, 0};
            },
            "the client tries again in 200 s", {byIp});
        row("declared", Check::MessageSize,
            [](FlipCase& c) {
                c.scene.service.sizeLimit = 1000;
                c.facts.declaredSize = 2000;
            },
            "the message has at most 1000 bytes",
            {"raise the largest size of a message on SMTP to 1048576 bytes"}, {byIp, toLan});
        row("received", Check::MessageSize,
            [](FlipCase& c) {
                c.scene.service.sizeLimit = 1000;
                c.facts.size = 1'048'577;
            },
            "the message has at most 1000 bytes",
            {"raise the largest size of a message on SMTP to 2097152 bytes"});
        row("60 hops", Check::MessageLoop,
            [](FlipCase& c) {
                c.facts.size = 100;
                c.facts.receivedFields = 60;
            },
            "raise the limit of servers that a message may have passed on SMTP to 60", {}, {byIp});
        row("From: of ours", Check::FromClaimsLocal,
            [on](FlipCase& c) {
                on(c, Check::FromClaimsLocal);
                c.facts.size = 100;
                c.facts.authors = "domain.com";
            },
            senderFromHere, {byIp, byRecipient, toLan, forwarder}, {bySender});
        row("spam", Check::MessageSpam,
            [](FlipCase& c) {
                c.scene.service.scanners = {{model::ScannerKind::Spamd, "127.0.0.1:783"}};
                c.facts.size = 100;
                c.facts.authors = "ex.org";
                c.facts.scans =
                    policy::ScanOpinions{{"127.0.0.1:783", ScanVerdict::Spam, 9000, 5000, "GTUBE", "", ""}};
            },
            senderFromHere, {byIp, bySender, byRecipient, toLan});
        row("reject", Check::MessageDmarc,
            [on](FlipCase& c) {
                on(c, Check::MessageDmarc);
                c.facts.size = 100;
                c.facts.authors = "ex.org";
                c.facts.dmarc = policy::Dmarc{DmarcResult::Fail,   "ex.org", "ex.org", DmarcPolicy::Reject,
                                              DmarcPolicy::Reject, "",       ""};
            },
            senderFromHere, {byIp, toLan, forwarder}, {bySender});
    }
    void whatWouldLetItIn()
    {
        QFETCH(int, check);
        QFETCH(Change, change);
        QFETCH(QString, first);
        QFETCH(QStringList, also);
        QFETCH(QStringList, never);
        FlipCase c;
        change(c);
        const auto explanation = policy::explain(*c.site().snapshot->find(1), c.facts);
        QVERIFY(explanation.verdict.check);
        QCOMPARE(int(*explanation.verdict.check), check);
        const policy::Flips flips = c.flips();
        QVERIFY(flips.refused && flips.complete);
        const QStringList all = inWords(flips);
        QVERIFY2(!all.isEmpty() && all.front() == first, qPrintable(all.join('\n')));
        for (const QString& words : also)
            QVERIFY2(all.contains(words), qPrintable(words + "\nin\n" + all.join('\n')));
        for (const QString& words : never)
            QVERIFY2(!all.contains(words), qPrintable(words + "\nin\n" + all.join('\n')));
    }
};

QTEST_APPLESS_MAIN(TestFlips)
#include "test_flips.moc"
