// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/mail_address.h"
#include "model/list_pattern.h"
#include "policy/subject.h"
#include "support/scene.h"

#include <QTest>

#include <array>
#include <random>

// Random policies and sessions, for properties that hold of all of them.
namespace postern::testing {

using model::Check;
using model::CheckMode;
using model::ListColor;
using model::ListKind;
using model::Stage;

// Policies and facts out of a small world, in which everything meets everything often.
class Dice {
public:
    explicit Dice(unsigned seed)
        : m_engine(seed)
    {
    }

    int below(int end) { return int(m_engine() % unsigned(end)); }
    bool one(int in) { return below(in) == 0; }
    template <std::size_t N>
    std::string pick(const std::array<const char*, N>& pool)
    {
        return pool[std::size_t(below(int(N)))];
    }

    std::string client()
    {
        return pick(std::array{"192.168.1.7", "203.0.113.9", "203.0.113.10", "198.51.100.4", "127.0.0.1",
                               "2001:db8::1", "::ffff:192.168.1.9"});
    }
    std::string address()
    {
        if (one(12))
            return pick(std::array{"", "postmaster", "jane", "bob@", "@domain.com", "a@b@example.com",
                                   "\"x y\"@domain.com", "jane@[192.0.2.1]", "jane%domain.com@example.com"});
        return local() + '@' + domain();
    }
    std::string range()
    {
        return pick(std::array{"192.168.1.0/24", "203.0.113.0/24", "203.0.113.9", "198.51.100.0/25",
                               "127.0.0.0/8", "2001:db8::/32", "203.0.113.8-203.0.113.9"});
    }
    std::string pattern(ListKind kind)
    {
        const std::string text = barePattern(kind);
        return one(4) ? '~' + text : text;
    }

    model::Configuration configuration()
    {
        model::Configuration configuration;
        configuration.server.hostname = "mail.domain.com";
        for (int i = below(3); i > 0; --i)
            configuration.server.lan.push_back(range());
        if (one(3))
            configuration.server.trustedForwarders.push_back(range());
        configuration.domains = {{1, "domain.com", {}}};
        if (one(2))
            configuration.domains[0].aliases = {"domain.net"};
        configuration.mailboxes = {{1, "jane@domain.com", "", "maildir:/m", {}}};
        if (one(3))
            configuration.routes = {{1, "partner.test", "lmtp:127.0.0.1:24"}};
        if (one(2))
            configuration.routes.push_back({2, "*", "smtp:relay.test:25"});
        return configuration;
    }

    model::Service service()
    {
        model::Service service = model::makeService(one(3) ? model::Preset::Submission : model::Preset::Mx);
        service.id = 1;
        service.access = one(6) ? model::Access(below(4)) : model::Access::Any;
        if (one(2))
            service.accessRanges.push_back(range());
        service.relay.lan = !one(4);
        service.relay.authenticated = !one(4);
        service.relay.senderMustBeLocal = one(3);
        if (one(3))
            service.relay.ranges.push_back(range());
        if (one(4))
            service.relay.recipients = {pattern(ListKind::Recipient), pattern(ListKind::Recipient)};
        service.exemptLan = !one(3);
        service.exemptAuthenticated = !one(3);
        service.answerAtRcpt = !one(3);
        if (one(3))
            service.dnsLists = {{"bl.test", 100, {}, true}};
        if (one(3))
            service.dnsLists.push_back({"dnsbl.example.org", 70, {{"127.0.0.2", 40, "go away"}}, true});
        if (one(3))
            service.dnsLists.push_back({"dbl.test", 60, {}, true, model::DnsListKind::Domain});
        if (one(3))
            service.scanners = {{model::ScannerKind::Spamd, "127.0.0.1:783"}};
        service.greylisting.passes = below(4);
        for (const model::CheckInfo& info : model::checks()) {
            if (one(2))
                service.checks[info.check].mode = CheckMode(below(3));
        }
        return service;
    }

    model::ListEntry entry(model::Id id)
    {
        model::ListEntry entry;
        entry.id = id;
        entry.service = one(3) ? 0 : 1;
        entry.color = one(2) ? ListColor::Black : ListColor::White;
        entry.kind = ListKind(below(4));
        const auto parsed = model::ListPattern::parse(entry.kind, pattern(entry.kind));
        entry.pattern = parsed.value().text;
        entry.negated = parsed->negated;
        entry.enabled = !one(8);
        if (one(6))
            entry.expires = fromMicros(below(2) * 2000);
        if (entry.color == ListColor::White && one(3)) {
            entry.condition = one(2) ? model::Condition::SpfPass : model::Condition::FromRange;
            if (entry.condition == model::Condition::FromRange)
                entry.onlyFrom = range();
        }
        return entry;
    }

    Scene scene()
    {
        Scene scene;
        scene.configuration = configuration();
        scene.service = service();
        for (int i = below(12); i > 0; --i)
            scene.entries.push_back(entry(100 + i));
        return scene;
    }

    policy::Facts facts()
    {
        policy::Facts facts = session(client(), helo(), address(), address());
        facts.now = fromMicros(1000);
        if (one(5))
            facts.user = "jane@domain.com";
        if (one(20))
            facts.ban = policy::Ban{fromMicros(below(2) * 2000), "x"};
        if (one(8))
            facts.declaredSize = one(2) ? 1000 : 1'000'000'000;
        if (one(4))
            facts.spf = policy::Unknown{"time-out"};
        else
            facts.spf = policy::SpfResult(below(7));
        addDnsFacts(facts);
        return facts;
    }
    // The message of that session has come.
    void addMessage(policy::Facts& facts)
    {
        facts.size = one(8) ? 1'000'000'000 : 5000;
        facts.receivedFields = one(8) ? 60 : 3;
        facts.authors = pick(std::array{"example.com", "domain.com", "example.com domain.net", ""});
        if (one(2))
            facts.judged = address();
        ScanOpinion opinion;
        opinion.scanner = "127.0.0.1:783";
        if (one(8))
            opinion.failure = "time-out";
        else
            opinion = {opinion.scanner,
                       one(3) ? ScanVerdict::Spam : ScanVerdict::Clean,
                       5000,
                       5000,
                       "GTUBE",
                       "",
                       ""};
        facts.scans = policy::ScanOpinions{opinion};
    }

    // Every check is looked at, and some of them are enforced.
    Scene sceneWithAllChecks()
    {
        Scene all = scene();
        for (const model::CheckInfo& info : model::checks())
            all.setMode(info.check, one(3) ? CheckMode::Enforce : CheckMode::Monitor);
        all.service.scanners = {{model::ScannerKind::Spamd, "127.0.0.1:783"}};
        if (all.service.dnsLists.empty())
            all.service.dnsLists = {{"bl.test", 100, {}, true}};
        return all;
    }

private:
    void addDnsFacts(policy::Facts& facts)
    {
        facts.reverseDns = policy::ReverseDns{one(2) ? "mx.example.com" : "", one(2)};
        facts.heloDns = policy::HeloDns(below(2));
        facts.senderDns = policy::SenderDns(below(3));
        facts.dmarc = policy::Dmarc{DmarcResult(below(5)),
                                    "example.com",
                                    "example.com",
                                    DmarcPolicy(below(3)),
                                    DmarcPolicy(below(3)),
                                    "spf=fail",
                                    "x"};
        const policy::Unknown unknown{"time-out"};
        if (one(4))
            facts.reverseDns = unknown;
        if (one(4))
            facts.heloDns = unknown;
        if (one(4))
            facts.senderDns = unknown;
        facts.dnsLists = policy::DnsListAnswers{listAnswer("bl.test"), listAnswer("dnsbl.example.org")};
        for (const std::string& name :
             {policy::comparableHelo(facts.helo), comparableAddress(facts.sender.value_or("")).domain}) {
            std::get<policy::DnsListAnswers>(*facts.dnsLists).push_back(listAnswer("dbl.test"));
            std::get<policy::DnsListAnswers>(*facts.dnsLists).back().name = name;
        }
        facts.greylist = policy::Greylisted{std::nullopt, one(3), below(6)};
        if (one(2))
            std::get<policy::Greylisted>(*facts.greylist).first =
                facts.now - std::chrono::seconds(below(2) * 400);
        if (one(8))
            facts.dmarc = unknown;
        if (one(8))
            facts.dnsLists = unknown;
        if (one(8))
            facts.greylist = unknown;
        if (one(2))
            facts.spfExplanation = "see http://example.com/why?\"{x}\"";
    }
    policy::DnsListAnswer listAnswer(const char* zone)
    {
        policy::DnsListAnswer listed{zone, {}, {}, one(5) ? "time-out" : ""};
        if (listed.failure.empty() && one(2)) {
            listed.addresses = {*IpAddress::parse(one(2) ? "127.0.0.2" : "127.0.0.9")};
            listed.text = one(2) ? "why \xff \"so\"" : "";
        }
        return listed;
    }
    std::string local()
    {
        return pick(std::array{"jane", "jsmith", "bob", "postmaster", "JANE", "\"jane\""});
    }
    std::string domain()
    {
        return pick(std::array{"domain.com", "DOMAIN.net", "example.com", "partner.test", "a.domain.com",
                               "mail.example.com", "domain.com."});
    }
    std::string helo()
    {
        return pick(std::array{"laptop", "domain.com", "mail.domain.com", "[203.0.113.9]", "localhost", "a_b",
                               "mx.example.com", ""});
    }
    std::string barePattern(ListKind kind)
    {
        switch (kind) {
        case ListKind::Ip:
            return range();
        case ListKind::Helo:
            return pick(std::array{"laptop", "*", ".domain.com", "domain.com", "mx*", "[203.0.113.9]"});
        case ListKind::Sender:
        case ListKind::Recipient:
            break;
        }
        return pick(std::array{"jane@domain.com", "domain.com", "example.com", ".domain.com", "*", "*@*.com",
                               "j*@domain.com", "bob@example.com", "partner.test", "postmaster@*"});
    }

    std::mt19937 m_engine;
};

inline constexpr int policies = 300;
inline constexpr int sessions = 50;

inline QString told(unsigned seed, const policy::Facts& facts)
{
    return QStringLiteral("seed %1: %2").arg(seed).arg(QString::fromStdString(policy::toJson(facts)));
}

struct Compiled {
    Scene scene;
    std::shared_ptr<const policy::Policy> policy;
};

inline Compiled compiled(const Scene& scene)
{
    return {scene, scene.compile()};
}

// Calls check(policy, changed policy, facts) for thousands of random sessions, a third of them with a
// message; change(dice, scene) makes of each scene another one, which is compared with it. A failure names
// the seed.
template <class Change, class Function>
void forManyChanged(Change change, Function check)
{
    for (unsigned seed = 0; seed < policies; ++seed) {
        Dice dice(seed);
        const Compiled given = compiled(dice.scene());
        Scene other = given.scene;
        change(dice, other);
        const Compiled changed = compiled(other);
        for (int i = 0; i < sessions; ++i) {
            policy::Facts facts = dice.facts();
            if (dice.one(3))
                dice.addMessage(facts);
            check(given, changed, facts);
            if (QTest::currentTestFailed()) {
                qWarning("%s", qPrintable(told(seed, facts)));
                return;
            }
        }
    }
}

// Calls check(policy, facts).
template <class Function>
void forMany(Function check)
{
    forManyChanged([](Dice&, Scene&) {}, [&](const Compiled& given, const Compiled&,
                                             const policy::Facts& facts) { check(given, facts); });
}

// What is to be decided where so much is known: about the message, or about a recipient.
inline Stage stageOf(const policy::Facts& facts)
{
    return facts.size ? Stage::Data : Stage::Rcpt;
}

inline policy::Verdict verdictOf(const Compiled& given, const policy::Facts& facts, Stage stage,
                                 policy::Tracing tracing = policy::Tracing::On)
{
    return std::get<policy::Verdict>(policy::decide(*given.policy, stage, facts, tracing));
}

inline bool refused(const Compiled& given, const policy::Facts& facts, Stage stage)
{
    return verdictOf(given, facts, stage, policy::Tracing::Off).check.has_value();
}

inline bool sameDecision(const policy::Verdict& a, const policy::Verdict& b)
{
    return a.outcome == b.outcome && a.check == b.check && a.reply == b.reply && a.close == b.close &&
           a.monitored == b.monitored && a.entry == b.entry && a.destination == b.destination;
}

} // namespace postern::testing
