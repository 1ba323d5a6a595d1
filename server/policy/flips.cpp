// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/flips.h"

#include "policy/flip_step.h"

#include <algorithm>

namespace postern::policy {

namespace {

// Safest first. Among additions to lists what is tied to this client comes before what anybody could claim.
int dangerOf(const FlipStep& step)
{
    const int danger = int(step.act) * 100;
    if (step.act != FlipAct::AddEntry)
        return danger;
    const model::ListEntry& entry = step.entry;
    if (entry.negated)
        return danger;
    if (entry.condition == model::Condition::FromRange)
        return danger + 10 + int(entry.kind);
    if (entry.condition == model::Condition::SpfPass)
        return danger + 20;
    // What cannot be forged first; a recipient opens to everybody.
    constexpr int byKind[] = {30, 40, 60, 50}; // index: ListKind
    return danger + byKind[std::size_t(entry.kind)];
}

int dangerOf(const Flip& flip)
{
    int danger = 0;
    for (const FlipStep& step : flip.steps)
        danger = std::max(danger, dangerOf(step));
    return danger;
}

class Search {
public:
    explicit Search(FlipWorld world)
        : m_start(std::move(world))
        , m_verdict(m_start.explain(Tracing::On).verdict)
    {
        m_found.refused = m_verdict.check.has_value();
    }

    Flips run()
    {
        const auto steps = m_found.refused ? stepsIn(m_start, m_verdict) : stepsOut(m_start, m_verdict);
        std::vector<FlipStep> failed;
        for (const FlipStep& step : steps) {
            if (!tryStep(m_start, {}, step))
                failed.push_back(step);
        }
        if (m_found.flips.empty() && m_found.refused)
            tryPairs(failed);
        finish();
        return std::move(m_found);
    }

private:
    // Whether it flips the verdict; keeps it then, behind what was done before.
    bool tryStep(const FlipWorld& world, std::vector<FlipStep> before, const FlipStep& step)
    {
        if (m_tries++ >= maxFlipTries) {
            m_found.complete = false;
            return false;
        }
        const Explanation then = world.after(step).explain(Tracing::Off);
        if (then.verdict.check.has_value() == m_found.refused)
            return false;
        before.push_back(step);
        m_found.flips.push_back({std::move(before), then.missing});
        return true;
    }

    // What else refuses it when one thing is done names what to do next. That may be enough by itself.
    void tryPairs(const std::vector<FlipStep>& firsts)
    {
        std::vector<FlipStep> alone = firsts; // were tried
        for (const FlipStep& first : firsts) {
            const FlipWorld world = m_start.after(first);
            const Verdict verdict = world.explain(Tracing::On).verdict;
            if (verdict.check == m_verdict.check && verdict.entry == m_verdict.entry)
                continue; // it did nothing
            for (const FlipStep& second : stepsIn(world, verdict)) {
                if (!m_found.complete)
                    break;
                if (second == first || isThere(second, first))
                    continue;
                const bool tried = std::find(alone.begin(), alone.end(), second) != alone.end();
                if (!tried)
                    alone.push_back(second);
                if (tried || !tryStep(m_start, {}, second))
                    tryStep(world, {first}, second);
            }
        }
        const auto isSingle = [](const Flip& flip) { return flip.steps.size() == 1; };
        if (std::any_of(m_found.flips.begin(), m_found.flips.end(), isSingle))
            std::erase_if(m_found.flips, [&](const Flip& flip) { return !isSingle(flip); });
    }

    bool isThere(const FlipStep& first, const FlipStep& second) const
    {
        return std::any_of(m_found.flips.begin(), m_found.flips.end(), [&](const Flip& flip) {
            return flip.steps.size() == 2 && flip.steps[0] == first && flip.steps[1] == second;
        });
    }

    void finish()
    {
        auto& flips = m_found.flips;
        std::stable_sort(flips.begin(), flips.end(),
                         [](const Flip& a, const Flip& b) { return dangerOf(a) < dangerOf(b); });
        flips.resize(std::min(flips.size(), maxFlips));
    }

    FlipWorld m_start;
    Verdict m_verdict;
    Flips m_found;
    int m_tries = 0;
};

} // namespace

Flips findFlips(const FlipSite& site, model::Id service, const Facts& facts)
{
    auto policy = site.snapshot->find(service);
    if (!policy)
        return {};
    return Search(FlipWorld{site, site.configuration, std::move(policy), facts}).run();
}

} // namespace postern::policy
