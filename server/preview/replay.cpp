// SPDX-License-Identifier: GPL-3.0-or-later
#include "preview/replay.h"

#include <algorithm>
#include <memory>

namespace postern::preview {

namespace {

using model::Outcome;
using policy::Explanation;
using policy::FactId;
using policy::Policy;

constexpr int pageSize = 500; // events that are read at once

// The log names services; both sides know them by their ids.
std::shared_ptr<const Policy> savedNamed(const policy::Snapshot& saved, const std::string& name)
{
    const auto found = std::find_if(saved.services.begin(), saved.services.end(),
                                    [&](const auto& policy) { return policy->service.name == name; });
    return found == saved.services.end() ? nullptr : *found;
}

// One service on both sides.
struct Pair {
    std::shared_ptr<const Policy> saved; // nullptr: it is not there any more
    std::shared_ptr<const Policy> draft; // nullptr: nobody would listen there any more
};

Pair pairOf(const Sides& sides, const std::string& service)
{
    Pair pair{savedNamed(*sides.saved, service), nullptr};
    if (pair.saved)
        pair.draft = sides.draft->find(pair.saved->service.id);
    if (pair.draft && !pair.draft->service.enabled && pair.saved->service.enabled)
        pair.draft = nullptr;
    return pair;
}

Decided decidedBy(const policy::Verdict& verdict)
{
    return {verdict.outcome, verdict.check, verdict.entry};
}

// What a check in monitor would note on the draft's side alone.
std::optional<model::Check> newlyNoted(const policy::Verdict& saved, const policy::Verdict& draft)
{
    for (const model::Check check : draft.monitored) {
        if (std::find(saved.monitored.begin(), saved.monitored.end(), check) == saved.monitored.end())
            return check;
    }
    return std::nullopt;
}

Effect effectOf(const policy::Verdict& saved, const policy::Verdict& draft)
{
    const bool was = saved.outcome == Outcome::Accepted;
    const bool is = draft.outcome == Outcome::Accepted;
    if (was != is)
        return is ? Effect::Admitted : Effect::Refused;
    if (!is)
        return saved.outcome == draft.outcome && saved.check == draft.check ? Effect::Same
                                                                            : Effect::Otherwise;
    return newlyNoted(saved, draft) ? Effect::Noted : Effect::Same;
}

std::vector<FactId> without(std::vector<FactId> facts, const std::vector<FactId>& known)
{
    std::erase_if(facts,
                  [&](FactId fact) { return std::find(known.begin(), known.end(), fact) != known.end(); });
    return facts;
}

class Replay {
public:
    explicit Replay(const Sides& sides)
        : m_sides(sides)
    {
    }

    void look(model::Event& event)
    {
        if (event.facts.empty()) {
            // what became of a message afterwards was decided before
            m_report.tally.withoutFacts += event.check == model::checkDelivery ? 0 : 1;
            return;
        }
        const Pair& pair = pairAt(event.service);
        if (!pair.draft) {
            ++(pair.saved ? m_report.tally.unserved : m_report.tally.elsewhere);
            return;
        }
        const auto facts = policy::factsFromJson(event.facts);
        if (!facts) {
            ++m_report.tally.withoutFacts;
            return;
        }
        compare(event, policy::explain(*pair.saved, *facts, policy::Tracing::Off),
                policy::explain(*pair.draft, *facts, policy::Tracing::Off));
    }

    Report& report() { return m_report; }

private:
    void compare(model::Event& event, const Explanation& saved, const Explanation& draft)
    {
        Tally& tally = m_report.tally;
        const Effect effect = effectOf(saved.verdict, draft.verdict);
        const auto missing = without(draft.missing, saved.missing);
        ++tally.looked;
        const std::int64_t count = ++tally.effects[std::size_t(effect)];
        if (!missing.empty() && draft.verdict.outcome == Outcome::Accepted) {
            ++tally.uncertain;
            for (const FactId fact : missing)
                ++tally.missing[fact];
        }
        if (effect == Effect::Same || count > maxRows)
            return;
        Row row{std::move(event), effect, decidedBy(saved.verdict), decidedBy(draft.verdict), missing};
        row.event.trace.clear();
        if (effect == Effect::Noted)
            row.draft.check = newlyNoted(saved.verdict, draft.verdict);
        m_report.rows.push_back(std::move(row));
    }

    const Pair& pairAt(const std::string& service)
    {
        const auto known = m_pairs.find(service);
        return known != m_pairs.end() ? known->second
                                      : m_pairs.emplace(service, pairOf(m_sides, service)).first->second;
    }

    const Sides& m_sides;
    std::map<std::string, Pair> m_pairs; // by the service's name; few
    Report m_report;
};

// For saying how far it is.
class Span {
public:
    Span(Time newest, Time oldest)
        : m_newest(newest)
        , m_length(std::max<double>(1, double(toMicros(newest) - toMicros(oldest))))
    {
    }
    double share(Time at) const
    {
        return std::clamp(double(toMicros(m_newest) - toMicros(at)) / m_length, 0.0, 1.0);
    }

private:
    Time m_newest;
    double m_length;
};

} // namespace

Result<Report> replay(store::Store& store, const Sides& sides, Time since,
                      const std::function<bool(double share, const Tally& tally)>& goOn)
{
    Replay work(sides);
    Report& report = work.report();
    store::EventQuery query;
    query.since = since;
    query.oldestFirst = true;
    query.limit = 1;
    const auto oldest = store.events(query);
    if (!oldest)
        return failFrom(oldest);
    query.oldestFirst = false;
    query.limit = pageSize;
    std::optional<Span> span;
    while (true) {
        auto page = store.events(query);
        if (!page)
            return failFrom(page);
        if (page->empty() || oldest->empty())
            break;
        if (!span)
            span.emplace(page->front().time, oldest->front().time);
        query.beforeId = page->back().id;
        const Time reached = page->back().time;
        for (model::Event& event : *page)
            work.look(event);
        if (!goOn(span->share(reached), report.tally))
            return std::move(report);
    }
    report.complete = true;
    return std::move(report);
}

Explained explain(const Sides& sides, const Row& row)
{
    const auto facts = policy::factsFromJson(row.event.facts);
    const auto saved = savedNamed(*sides.saved, row.event.service);
    const auto draft = saved ? sides.draft->find(saved->service.id) : nullptr;
    if (!facts || !draft)
        return {};
    return {policy::explain(*saved, *facts), policy::explain(*draft, *facts)};
}

} // namespace postern::preview
