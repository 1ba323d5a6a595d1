// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dns_list_watch.h"

#include <thread>
#include <utility>

namespace postern::engine {

void DnsListWatch::note(const std::string& zone, Time asked, std::chrono::milliseconds took,
                        const std::string& problem)
{
    const std::lock_guard lock(m_mutex);
    m_changed[zone] = {{}, zone, asked, int(took.count()), problem};
}

std::vector<model::DnsListState> DnsListWatch::takeChanged()
{
    std::map<std::string, model::DnsListState> changed;
    {
        const std::lock_guard lock(m_mutex);
        changed.swap(m_changed);
    }
    std::vector<model::DnsListState> states;
    states.reserve(changed.size());
    for (auto& [zone, state] : changed)
        states.push_back(std::move(state));
    return states;
}

WatchedLists::WatchedLists(dns::Resolver& resolver, DnsListWatch& watch,
                           std::map<std::string, std::string> zones)
    : m_resolver(resolver)
    , m_watch(watch)
    , m_zones(std::move(zones))
{
}

void WatchedLists::begin(const dns::Question& question, std::function<void(dns::Answer)> done)
{
    using Clock = std::chrono::steady_clock;
    const auto zone = m_zones.find(question.name);
    if (zone == m_zones.end())
        return m_resolver.begin(question, std::move(done));
    // An answer that is given within this call was remembered.
    m_resolver.begin(question, [&watch = m_watch, zone = zone->second, caller = std::this_thread::get_id(),
                                asked = SystemClock().now(), begun = Clock::now(),
                                done = std::move(done)](dns::Answer answer) {
        if (std::this_thread::get_id() != caller)
            watch.note(zone, asked,
                       std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun),
                       answer.failed() ? answer.why : std::string());
        done(std::move(answer));
    });
}

} // namespace postern::engine
