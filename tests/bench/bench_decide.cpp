// SPDX-License-Identifier: GPL-3.0-or-later
// decide() with all checks on and facts ready: quality.md, section 2. One decision at RCPT looks at thirteen
// checks.
#include "support/scene.h"

#include <benchmark/benchmark.h>

using namespace postern;
using namespace postern::testing;
using model::CheckMode;
using model::ListKind;

namespace {

constexpr int entriesOfEachKind = 10'000;

Scene fullScene()
{
    Scene scene;
    for (const model::CheckInfo& info : model::checks())
        scene.setMode(info.check, CheckMode::Enforce);
    scene.setMode(model::Check::AuthRequired, CheckMode::Monitor);
    for (int i = 0; i < entriesOfEachKind; ++i) {
        const std::string number = std::to_string(i);
        const std::string octets = std::to_string(i / 250) + '.' + std::to_string(i % 250 + 1);
        scene.black(ListKind::Sender, "spam" + number + "@bulk" + number + ".example");
        scene.black(ListKind::Recipient, "trap" + number + "@domain.com");
        scene.black(ListKind::Helo, "host" + number + ".bulk.example");
        scene.black(ListKind::Ip, "10.1." + octets);
        scene.white(ListKind::Sender, "friend" + number + "@partner.example");
        scene.white(ListKind::Ip, "10.2." + octets);
    }
    for (int i = 0; i < 100; ++i)
        scene.black(ListKind::Sender, "offer-" + std::to_string(i) + "-*@*");
    return scene;
}

const policy::Policy& fullPolicy()
{
    static const auto policy = fullScene().compile();
    return *policy;
}

// Facts are ready: what the DNS says of an ordinary client was looked up before.
policy::Facts lookedUp(policy::Facts facts)
{
    facts.reverseDns = policy::ReverseDns{facts.helo, true};
    facts.heloDns = policy::HeloDns::Found;
    facts.senderDns = policy::SenderDns::Found;
    facts.spf = policy::SpfResult::Pass;
    return facts;
}

void decide(benchmark::State& state, const policy::Facts& given)
{
    const policy::Policy& policy = fullPolicy();
    const policy::Facts facts = lookedUp(given);
    const auto tracing = state.range(0) == 0 ? policy::Tracing::Off : policy::Tracing::On;
    for (auto _ : state)
        benchmark::DoNotOptimize(policy::decide(policy, model::Stage::Rcpt, facts, tracing));
    state.SetItemsProcessed(state.iterations());
    state.SetLabel(tracing == policy::Tracing::On ? "trace on" : "trace off");
}

void acceptOrdinaryMail(benchmark::State& state)
{
    decide(state,
           session("203.0.113.9", "mx17.mail.example.org", "joe.bloggs@mail.example.org", "jane@domain.com"));
}
BENCHMARK(acceptOrdinaryMail)->Arg(0)->Arg(1);

void refuseByBlackListedSender(benchmark::State& state)
{
    decide(state,
           session("203.0.113.9", "mx17.mail.example.org", "spam4711@bulk4711.example", "jane@domain.com"));
}
BENCHMARK(refuseByBlackListedSender)->Arg(0)->Arg(1);

void refuseWhoClaimsToBeLocal(benchmark::State& state)
{
    decide(state, session("203.0.113.9", "mx17.mail.example.org", "jsmith@domain.com", "jane@domain.com"));
}
BENCHMARK(refuseWhoClaimsToBeLocal)->Arg(0)->Arg(1);

void letInByException(benchmark::State& state)
{
    decide(state, session("10.2.7.7", "domain.com", "jsmith@domain.com", "jane@domain.com"));
}
BENCHMARK(letInByException)->Arg(0)->Arg(1);

void writeTraceAsJson(benchmark::State& state)
{
    const auto facts =
        lookedUp(session("203.0.113.9", "mx17.mail.example.org", "jsmith@domain.com", "jane@domain.com"));
    const auto verdict = std::get<policy::Verdict>(policy::decide(fullPolicy(), model::Stage::Rcpt, facts));
    for (auto _ : state)
        benchmark::DoNotOptimize(policy::toJson(verdict.trace));
}
BENCHMARK(writeTraceAsJson);

void writeFactsAsJson(benchmark::State& state)
{
    const auto facts =
        session("203.0.113.9", "mx17.mail.example.org", "jsmith@domain.com", "jane@domain.com");
    for (auto _ : state)
        benchmark::DoNotOptimize(policy::toJson(facts));
}
BENCHMARK(writeFactsAsJson);

// What a preview does for each logged session.
void decideAgainFromStoredFacts(benchmark::State& state)
{
    const auto json = policy::toJson(
        session("203.0.113.9", "mx17.mail.example.org", "jsmith@domain.com", "jane@domain.com"));
    for (auto _ : state) {
        const auto facts = policy::factsFromJson(json);
        benchmark::DoNotOptimize(
            policy::decide(fullPolicy(), model::Stage::Rcpt, *facts, policy::Tracing::Off));
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(decideAgainFromStoredFacts);

} // namespace

BENCHMARK_MAIN();
