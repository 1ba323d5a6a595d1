// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/domain_name.h"
#include "model/list_pattern.h"
#include "support/scene.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <random>

using namespace postern;
using namespace postern::testing;
using model::Check;
using model::CheckMode;
using model::ListColor;
using model::ListKind;
using model::Stage;

namespace {

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
        policy::DnsListAnswer listed{"bl.test", {}, {}, one(4) ? "time-out" : ""};
        if (listed.failure.empty() && one(3)) {
            listed.addresses = {*IpAddress::parse("127.0.0.2")};
            listed.text = "why";
        }
        facts.dnsLists = policy::DnsListAnswers{std::move(listed)};
        facts.greylist = policy::Greylisted{std::nullopt, !one(3), below(6)};
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

constexpr int policies = 400;
constexpr int sessions = 60;

QString told(unsigned seed, const policy::Facts& facts)
{
    return QStringLiteral("seed %1: %2").arg(seed).arg(QString::fromStdString(policy::toJson(facts)));
}

struct Compiled {
    Scene scene;
    std::shared_ptr<const policy::Policy> policy;
};

Compiled compiled(const Scene& scene)
{
    return {scene, scene.compile()};
}

// Calls check(policy, changed policy, facts) for thousands of random sessions; change(dice, scene) makes of
// each scene another one, which is compared with it. A failure names the seed.
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
            const policy::Facts facts = dice.facts();
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

policy::Verdict verdictOf(const Compiled& given, const policy::Facts& facts, Stage stage = Stage::Rcpt,
                          policy::Tracing tracing = policy::Tracing::On)
{
    return std::get<policy::Verdict>(policy::decide(*given.policy, stage, facts, tracing));
}

bool refused(const Compiled& given, const policy::Facts& facts)
{
    return verdictOf(given, facts, Stage::Rcpt, policy::Tracing::Off).check.has_value();
}

// The relay rules, said again in the plainest way.
bool aRelayRuleSaysSo(const Scene& scene, const policy::Facts& facts)
{
    const auto& relay = scene.service.relay;
    for (const std::string& text : relay.ranges) {
        if (IpRange::parse(text)->contains(facts.client))
            return true;
    }
    const std::string recipient = comparableAddress(*facts.recipient).toString();
    for (const std::string& text : relay.recipients) {
        const auto pattern = model::ListPattern::parse(ListKind::Recipient, text);
        if (!pattern->negated && pattern->matches(recipient))
            return true;
    }
    return false;
}

bool isOurs(const Scene& scene, const policy::Facts& facts)
{
    const MailAddress recipient = comparableAddress(*facts.recipient);
    const auto is = [&](const std::string& name) { return comparableDomain(name) == recipient.domain; };
    for (const model::Domain& domain : scene.configuration.domains) {
        if (is(domain.name) || std::any_of(domain.aliases.begin(), domain.aliases.end(), is))
            return true;
    }
    for (const model::Route& route : scene.configuration.routes) {
        if (is(route.domain))
            return true;
    }
    return recipient.domain.empty() && recipient.local == "postmaster";
}

bool isInside(const Scene& scene, const policy::Facts& facts)
{
    const auto& lan = scene.configuration.server.lan;
    return std::any_of(lan.begin(), lan.end(),
                       [&](const std::string& text) { return IpRange::parse(text)->contains(facts.client); });
}

bool sameDecision(const policy::Verdict& a, const policy::Verdict& b)
{
    return a.outcome == b.outcome && a.check == b.check && a.reply == b.reply && a.close == b.close &&
           a.monitored == b.monitored && a.entry == b.entry && a.destination == b.destination;
}

} // namespace

class TestDecideProperties : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noCombinationMakesAnOpenRelay()
    {
        int strangers = 0;
        int relayed = 0;
        forMany([&](const Compiled& given, const policy::Facts& facts) {
            const Scene& scene = given.scene;
            if (isInside(scene, facts) || !facts.user.empty() || isOurs(scene, facts))
                return;
            ++strangers;
            if (refused(given, facts))
                return;
            ++relayed;
            QVERIFY(aRelayRuleSaysSo(scene, facts));
        });
        // The property was put to the test, and rules that allow relaying were among it.
        QVERIFY2(strangers > 4000 && relayed > 20, qPrintable(QString("%1, %2").arg(strangers).arg(relayed)));
    }

    void insideAndLoggedInClientsRelayByTheirRuleOnly()
    {
        int refusedOnes = 0;
        forMany([&](const Compiled& given, const policy::Facts& facts) {
            const auto& relay = given.scene.service.relay;
            const bool byLan = relay.lan && isInside(given.scene, facts);
            const bool byLogIn = relay.authenticated && !facts.user.empty();
            if (byLan || byLogIn || isOurs(given.scene, facts) || aRelayRuleSaysSo(given.scene, facts))
                return;
            ++refusedOnes;
            QVERIFY(refused(given, facts));
        });
        QVERIFY2(refusedOnes > 4000, qPrintable(QString::number(refusedOnes)));
    }

    void addingAnExceptionNeverRefusesMore()
    {
        int lifted = 0;
        const auto addException = [](Dice& dice, Scene& scene) {
            model::ListEntry entry = dice.entry(99);
            entry.color = ListColor::White;
            entry.negated = false;
            scene.entries.push_back(entry);
        };
        forManyChanged(addException,
                       [&](const Compiled& given, const Compiled& more, const policy::Facts& facts) {
                           QVERIFY(refused(given, facts) || !refused(more, facts));
                           lifted += refused(given, facts) && !refused(more, facts);
                       });
        QVERIFY2(lifted > 20, qPrintable(QString::number(lifted)));
    }

    void removingABlackEntryNeverRefusesMore()
    {
        int lifted = 0;
        const auto removeEntry = [](Dice&, Scene& scene) {
            const auto victim =
                std::find_if(scene.entries.begin(), scene.entries.end(), [](const auto& entry) {
                    return entry.color == ListColor::Black && !entry.negated;
                });
            if (victim != scene.entries.end())
                scene.entries.erase(victim);
        };
        forManyChanged(removeEntry,
                       [&](const Compiled& given, const Compiled& less, const policy::Facts& facts) {
                           QVERIFY(refused(given, facts) || !refused(less, facts));
                           lifted += refused(given, facts) && !refused(less, facts);
                       });
        QVERIFY2(lifted > 20, qPrintable(QString::number(lifted)));
    }

    void monitorNeverChangesAnOutcome()
    {
        int monitored = 0;
        int turn = 0;
        forMany([&](const Compiled& given, const policy::Facts& facts) {
            const model::CheckInfo& info = model::info(Check(++turn % int(model::checkCount)));
            const auto stage = Stage(turn % 5);
            if (info.fixed)
                return;
            const auto withMode = [&](CheckMode mode) {
                policy::Policy policy = *given.policy;
                policy.modes[std::size_t(info.check)] = mode;
                return std::get<policy::Verdict>(policy::decide(policy, stage, facts));
            };
            const auto off = withMode(CheckMode::Off);
            const auto monitor = withMode(CheckMode::Monitor);
            QVERIFY(off.check == monitor.check && off.reply == monitor.reply &&
                    off.outcome == monitor.outcome && off.destination == monitor.destination &&
                    off.close == monitor.close);
            monitored += off.monitored != monitor.monitored;
        });
        QVERIFY2(monitored > 100, qPrintable(QString::number(monitored)));
    }

    void aDecisionIsTheSameAgainFromStoredFacts()
    {
        int turn = 0;
        forMany([&](const Compiled& given, const policy::Facts& facts) {
            if (++turn % 4 != 0) // parsing is dear in a debug build
                return;
            const auto stored = policy::factsFromJson(policy::toJson(facts));
            QVERIFY(stored && *stored == facts);
            const auto stage = Stage(turn / 4 % 5);
            const auto first = verdictOf(given, facts, stage);
            const auto again = verdictOf(given, *stored, stage);
            QVERIFY(sameDecision(first, again) && first.trace == again.trace);
            const auto untraced = verdictOf(given, facts, stage, policy::Tracing::Off);
            QVERIFY(sameDecision(first, untraced) && untraced.trace.empty());
            const auto trace = policy::traceFromJson(policy::toJson(first.trace));
            QVERIFY(trace && *trace == first.trace);
        });
    }

    void whoeverIsRefusedIsToldAndTheTraceNamesTheCheck()
    {
        forMany([&](const Compiled& given, const policy::Facts& facts) {
            const auto verdict = verdictOf(given, facts);
            QCOMPARE(verdict.check.has_value(), !verdict.reply.empty());
            QCOMPARE(verdict.check.has_value(), verdict.outcome != model::Outcome::Accepted);
            QCOMPARE(verdict.check.has_value(), verdict.destination == policy::Destination::None);
            if (!verdict.check)
                return;
            const auto* row = policy::decidingRow(verdict);
            QVERIFY(row != nullptr && row->result == policy::CheckResult::Hit &&
                    row->mode == CheckMode::Enforce);
            QCOMPARE(row->entry, verdict.entry);
        });
    }

    void whereAFactIsNotAskedForItMakesNoDifference()
    {
        int asked = 0;
        forMany([&](const Compiled& given, policy::Facts facts) {
            const auto with = verdictOf(given, facts);
            facts.spf.reset();
            const auto decision = policy::decide(*given.policy, Stage::Rcpt, facts);
            if (const auto* verdict = std::get_if<policy::Verdict>(&decision))
                QVERIFY(verdict->check == with.check && verdict->destination == with.destination);
            else
                ++asked;
        });
        QVERIFY2(asked > 20, qPrintable(QString::number(asked)));
    }
};

QTEST_APPLESS_MAIN(TestDecideProperties)
#include "test_decide_properties.moc"
