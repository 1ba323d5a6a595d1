// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/gather.h"

#include <asio/post.hpp>
#include <asio/steady_timer.hpp>

#include <algorithm>
#include <list>
#include <memory>
#include <utility>

namespace postern::engine {

namespace {

// One round of look-ups. Everything but answer() runs in the context.
class Round : public std::enable_shared_from_this<Round> {
public:
    Round(asio::io_context& context, Gather::Done done)
        : m_context(context)
        , m_done(std::move(done))
    {
    }

    // Together they end after `deadline`.
    void expect(const std::vector<policy::FactId>& facts, std::chrono::milliseconds deadline)
    {
        if (facts.empty())
            return;
        m_missing.insert(m_missing.end(), facts.begin(), facts.end());
        auto& timer = m_timers.emplace_back(m_context, deadline);
        timer.async_wait([self = shared_from_this(), facts](const asio::error_code& error) {
            for (std::size_t i = 0; !error && i < facts.size(); ++i)
                self->take({facts[i], policy::Unknown{"time-out"}});
        });
    }

    // From any thread.
    void answer(FetchedFact fact)
    {
        asio::post(m_context, [self = shared_from_this(), fact = std::move(fact)] { self->take(fact); });
    }

private:
    void take(const FetchedFact& fact)
    {
        const auto found = std::find(m_missing.begin(), m_missing.end(), fact.id);
        if (found == m_missing.end())
            return; // too late
        m_missing.erase(found);
        m_facts.push_back(fact);
        if (m_missing.empty())
            end();
    }

    void end()
    {
        for (asio::steady_timer& timer : m_timers)
            timer.cancel();
        if (const Gather::Done done = std::exchange(m_done, nullptr))
            done(std::move(m_facts));
    }

    asio::io_context& m_context;
    std::list<asio::steady_timer> m_timers;
    Gather::Done m_done;
    std::vector<policy::FactId> m_missing;
    std::vector<FetchedFact> m_facts;
};

template <class T>
void put(policy::Fetched<T>& place, const FetchedFact& fact)
{
    if (const auto* known = std::get_if<T>(&fact.value))
        place = *known;
    else if (const auto* unknown = std::get_if<policy::Unknown>(&fact.value))
        place = *unknown;
}

} // namespace

void put(policy::Facts& facts, const FetchedFact& fact)
{
    if (fact.at != Time())
        facts.lookedUp[fact.id] = fact.at;
    if (fact.id == policy::FactId::Spf)
        facts.spfExplanation = fact.explanation;
    switch (fact.id) {
    case policy::FactId::Spf:
        return put(facts.spf, fact);
    case policy::FactId::ReverseDns:
        return put(facts.reverseDns, fact);
    case policy::FactId::HeloDns:
        return put(facts.heloDns, fact);
    case policy::FactId::SenderDns:
        return put(facts.senderDns, fact);
    case policy::FactId::Dmarc:
        return put(facts.dmarc, fact);
    case policy::FactId::DnsLists:
        return put(facts.dnsLists, fact);
    case policy::FactId::Scan:
        return put(facts.scans, fact);
    case policy::FactId::Greylist:
        return; // the gate has it at hand (greylist.h)
    }
}

Gather::Gather(std::vector<FactSource*> sources, std::chrono::milliseconds deadline)
    : m_sources(std::move(sources))
    , m_deadline(deadline)
{
}

void Gather::fetch(asio::io_context& context, const policy::Policy& policy, const policy::Facts& facts,
                   const policy::Needs& needs, Done done, const std::vector<FactSource*>& own) const
{
    const auto round = std::make_shared<Round>(context, std::move(done));
    std::vector<policy::FactId> usual;
    for (const policy::FactId fact : needs.facts) {
        const FactSource* const source = sourceOf(fact, own);
        const auto longer = source != nullptr ? source->deadline(policy) : std::chrono::milliseconds();
        if (longer > m_deadline)
            round->expect({fact}, longer);
        else
            usual.push_back(fact);
    }
    round->expect(usual, m_deadline);
    for (const policy::FactId fact : needs.facts) {
        FactSource* const source = sourceOf(fact, own);
        if (source != nullptr)
            source->fetch(context, policy, facts,
                          [round](FetchedFact found) { round->answer(std::move(found)); });
        else
            round->answer({fact, policy::Unknown{"this version cannot look it up"}});
    }
}

FactSource* Gather::sourceOf(policy::FactId fact, const std::vector<FactSource*>& own) const
{
    const auto knows = [fact](const FactSource* source) {
        return source != nullptr && source->fact() == fact;
    };
    const auto mine = std::find_if(own.begin(), own.end(), knows);
    if (mine != own.end())
        return *mine;
    const auto found = std::find_if(m_sources.begin(), m_sources.end(), knows);
    return found == m_sources.end() ? nullptr : *found;
}

} // namespace postern::engine
