// SPDX-License-Identifier: GPL-3.0-or-later
// What the log keeps of a session decides the same again.
#include "support/dice.h"

#include <algorithm>

using namespace postern;
using namespace postern::testing;
using policy::FactId;

namespace {

// One fact of what is true, as a look-up brings it.
void learn(policy::Facts& known, const policy::Facts& truth, FactId fact)
{
    known.lookedUp[fact] = truth.now;
    switch (fact) {
    case FactId::Spf:
        known.spf = truth.spf;
        known.spfExplanation = truth.spfExplanation;
        break;
    case FactId::ReverseDns:
        known.reverseDns = truth.reverseDns;
        break;
    case FactId::HeloDns:
        known.heloDns = truth.heloDns;
        break;
    case FactId::SenderDns:
        known.senderDns = truth.senderDns;
        break;
    case FactId::Dmarc:
        known.dmarc = truth.dmarc;
        break;
    case FactId::DnsLists:
        known.dnsLists = truth.dnsLists;
        break;
    case FactId::Greylist:
        known.greylist = truth.greylist;
        break;
    case FactId::Scan:
        known.scans = truth.scans;
        break;
    }
}

// What a session tells from a stage on.
void hear(policy::Facts& known, const policy::Facts& truth, Stage stage)
{
    if (stage == Stage::Helo)
        known.helo = truth.helo;
    if (stage == Stage::Mail) {
        known.sender = truth.sender;
        known.declaredSize = truth.declaredSize;
    }
    if (stage == Stage::Rcpt)
        known.recipient = truth.recipient;
    if (stage == Stage::Data) {
        known.size = truth.size;
        known.receivedFields = truth.receivedFields;
        known.authors = truth.authors;
        known.judged = truth.judged;
    }
}

// What a session leaves in the log.
struct Logged {
    policy::Verdict verdict;
    Stage stage{};
    std::string facts;
    std::size_t lookUps = 0;
};

// As the engine goes through a session: what is needed is looked up, and asked again.
policy::Verdict decided(const policy::Policy& policy, Stage stage, policy::Facts& known,
                        const policy::Facts& truth)
{
    while (true) {
        policy::Facts asked = known;
        if (stage == Stage::Data && known.judged)
            asked.recipient = known.judged;
        auto decision = policy::decide(policy, stage, asked);
        if (auto* verdict = std::get_if<policy::Verdict>(&decision))
            return std::move(*verdict);
        for (const FactId fact : std::get<policy::Needs>(decision).facts)
            learn(known, truth, fact);
    }
}

Logged run(const policy::Policy& policy, const policy::Facts& truth)
{
    policy::Facts known;
    known.now = truth.now;
    known.client = truth.client;
    known.ban = truth.ban;
    known.user = truth.user;
    Logged logged;
    for (const Stage stage : {Stage::Connect, Stage::Helo, Stage::Mail, Stage::Rcpt, Stage::Data}) {
        if ((stage == Stage::Helo && truth.helo.empty()) || (stage == Stage::Data && !truth.size))
            continue;
        hear(known, truth, stage);
        policy::Verdict verdict = decided(policy, stage, known, truth);
        const bool refused = verdict.check.has_value();
        if (stage == Stage::Data) { // the trace up to RCPT is made anew, by all that is known now
            policy::Facts before = known;
            before.size.reset();
            logged.verdict = policy::joined(decided(policy, Stage::Rcpt, before, truth), verdict);
        } else {
            logged.verdict = std::move(verdict);
        }
        logged.stage = stage;
        if (refused)
            break;
    }
    logged.facts = policy::toJson(known);
    logged.lookUps = known.lookedUp.size();
    return logged;
}

// What of it comes out otherwise; "" where nothing does.
QString difference(const Logged& logged, const policy::Explanation& again)
{
    QStringList parts;
    if (!sameDecision(again.verdict, logged.verdict))
        parts << QString::fromStdString(again.verdict.reply.toString() + " in place of " +
                                        logged.verdict.reply.toString());
    for (const FactId fact : again.missing)
        parts << "lacks " + QString::fromStdString(std::string(policy::toId(fact)));
    for (std::size_t i = 0; i < std::max(again.verdict.trace.size(), logged.verdict.trace.size()); ++i) {
        const auto row = [i](const policy::Trace& trace) {
            return policy::toJson(i < trace.size() ? policy::Trace{trace[i]} : policy::Trace{});
        };
        const std::string now = row(again.verdict.trace);
        const std::string then = row(logged.verdict.trace);
        if (now != then)
            parts << QString::fromStdString(now + " in place of " + then);
    }
    return parts.join("; ");
}

} // namespace

class TestReplayProperties : public QObject {
    Q_OBJECT

private Q_SLOTS:
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

    void aLoggedSessionIsDecidedTheSameAgain()
    {
        std::array<int, model::checkCount> refusals{};
        std::size_t lookUps = 0;
        for (unsigned seed = 0; seed < policies; ++seed) {
            Dice dice(seed);
            const Compiled given = compiled(seed % 2 == 0 ? dice.sceneWithAllChecks() : dice.scene());
            for (int i = 0; i < 12; ++i) {
                policy::Facts truth = dice.facts();
                if (!dice.one(4))
                    dice.addMessage(truth);
                const Logged logged = run(*given.policy, truth);
                const auto stored = policy::factsFromJson(logged.facts);
                QVERIFY2(stored, qPrintable(told(seed, truth)));
                const policy::Explanation again = policy::explain(*given.policy, *stored);
                const QString wrong = difference(logged, again);
                QVERIFY2(wrong.isEmpty(), qPrintable(wrong + "; " + told(seed, truth)));
                if (logged.verdict.check) {
                    QCOMPARE(again.stage, logged.stage);
                    ++refusals[std::size_t(*logged.verdict.check)];
                }
                lookUps += logged.lookUps;
            }
        }
        // Every check had its turn.
        for (const model::CheckInfo& info : model::checks())
            QVERIFY2(refusals[std::size_t(info.check)] > 0, info.id.data());
        QVERIFY(lookUps > 1000);
    }
};

QTEST_APPLESS_MAIN(TestReplayProperties)
#include "test_replay_properties.moc"
