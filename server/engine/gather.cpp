// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/gather.h"

#include <asio/post.hpp>
#include <asio/steady_timer.hpp>

#include <algorithm>
#include <memory>
#include <utility>

namespace postern::engine {

namespace {

// One round of look-ups. Everything but answer() runs in the context.
class Round : public std::enable_shared_from_this<Round> {
public:
    Round(asio::io_context& context, Gather::Done done)
        : m_context(context)
        , m_timer(context)
        , m_done(std::move(done))
    {
    }

    void begin(std::chrono::milliseconds deadline)
    {
        m_timer.expires_after(deadline);
        m_timer.async_wait([self = shared_from_this()](const asio::error_code& error) {
            if (!error)
                self->end("time-out");
        });
    }

    void expect(policy::FactId fact) { m_missing.push_back(fact); }

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
            end("");
    }

    void end(const char* why)
    {
        m_timer.cancel();
        for (const policy::FactId fact : std::exchange(m_missing, {}))
            m_facts.push_back({fact, policy::Unknown{why}});
        if (const Gather::Done done = std::exchange(m_done, nullptr))
            done(std::move(m_facts));
    }

    asio::io_context& m_context;
    asio::steady_timer m_timer;
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
                   const policy::Needs& needs, Done done, FactSource* own) const
{
    const auto round = std::make_shared<Round>(context, std::move(done));
    for (const policy::FactId fact : needs.facts)
        round->expect(fact);
    round->begin(m_deadline);
    for (const policy::FactId fact : needs.facts) {
        FactSource* const source = own != nullptr && own->fact() == fact ? own : sourceOf(fact);
        if (source != nullptr)
            source->fetch(context, policy, facts,
                          [round](FetchedFact found) { round->answer(std::move(found)); });
        else
            round->answer({fact, policy::Unknown{"this version cannot look it up"}});
    }
}

FactSource* Gather::sourceOf(policy::FactId fact) const
{
    const auto found = std::find_if(m_sources.begin(), m_sources.end(),
                                    [fact](const FactSource* source) { return source->fact() == fact; });
    return found == m_sources.end() ? nullptr : *found;
}

} // namespace postern::engine
