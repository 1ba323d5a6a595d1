// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/sts_policies.h"

#include <asio/post.hpp>

#include <algorithm>
#include <utility>

namespace postern::delivery {

StsPolicies::StsPolicies(dns::Resolver& resolver, PolicyFetcher& fetcher, StsFolder folder)
    : m_resolver(resolver)
    , m_fetcher(fetcher)
    , m_folder(std::move(folder))
{
    const Time now = SystemClock().now();
    for (StsFolder::Item& item : m_folder.read(now, most)) {
        const auto left = std::chrono::ceil<std::chrono::seconds>(item.until - now); // clocks are set, too
        const auto until = Clock::now() + std::min(left, item.policy.maxAge);
        m_kept[item.domain] = {std::move(item.id), std::move(item.policy), until};
    }
}

void StsPolicies::find(asio::io_context& context, const std::string& domain, Done done)
{
    m_resolver.ask(context, {{"_mta-sts." + domain, dns::Type::Txt}}, dnsTime,
                   [this, &context, domain, done = std::move(done)](const dns::Resolver::Answers& answers) {
                       onId(context, domain, stsIdOf(answers.front().texts), done);
                   });
}

// RFC 8461 3.1, 5.1: a record that is gone or not known ends nothing that still counts.
void StsPolicies::onId(asio::io_context& context, const std::string& domain,
                       const std::optional<std::string>& id, Done done)
{
    std::optional<StsPolicy> have;
    bool tried = false;
    {
        const std::lock_guard lock(m_mutex);
        have = known(domain);
        const auto kept = m_kept.find(domain);
        const auto failed = m_failed.find(domain);
        tried = (have && id && kept->second.id == *id) ||
                (id && failed != m_failed.end() && failed->second.id == *id &&
                 failed->second.until > Clock::now());
    }
    if (!id || tried)
        return done(std::move(have));
    fetch(context, domain, *id, std::move(done));
}

// One fetch for a domain at a time, however many messages wait for it.
void StsPolicies::fetch(asio::io_context& context, const std::string& domain, const std::string& id,
                        Done done)
{
    {
        const std::lock_guard lock(m_mutex);
        auto& waiting = m_fetching[domain];
        waiting.push_back({&context, std::move(done)});
        if (waiting.size() > 1)
            return;
    }
    const std::string host = "mta-sts." + domain;
    m_resolver.ask(
        context, {{host, dns::Type::Aaaa}, {host, dns::Type::A}}, dnsTime,
        [this, domain, id, host](const dns::Resolver::Answers& answers) {
            std::vector<IpAddress> addresses;
            for (const dns::Answer& answer : answers)
                addresses.insert(addresses.end(), answer.addresses.begin(), answer.addresses.end());
            if (addresses.empty())
                return onFetched(domain, id, fail(ErrorKind::NotFound, "there is no address of " + host));
            m_fetcher.fetch(host, addresses, [this, domain, id](const Result<std::string>& text) {
                onFetched(domain, id, text);
            });
        });
}

// From any thread.
void StsPolicies::onFetched(const std::string& domain, const std::string& id, const Result<std::string>& text)
{
    std::vector<Waiting> waiting;
    std::optional<StsPolicy> policy;
    if (auto fetched = text ? parseStsPolicy(*text) : std::nullopt)
        m_folder.write({domain, id, *fetched, SystemClock().now() + fetched->maxAge});
    {
        const std::lock_guard lock(m_mutex);
        keep(domain, id, text);
        policy = known(domain);
        waiting = std::move(m_fetching[domain]);
        m_fetching.erase(domain);
    }
    for (Waiting& each : waiting)
        asio::post(*each.context, [done = std::move(each.done), policy] { done(policy); });
}

void StsPolicies::keep(const std::string& domain, const std::string& id, const Result<std::string>& text)
{
    auto policy = text ? parseStsPolicy(*text) : std::nullopt;
    const auto now = Clock::now();
    if (!policy) {
        makeRoom(m_failed);
        m_failed[domain] = {id, now + afterFailure};
        return;
    }
    makeRoom(m_kept);
    m_failed.erase(domain);
    const auto until = now + policy->maxAge;
    m_kept[domain] = {id, std::move(*policy), until};
}

// Whoever counts no more goes first, then whoever comes.
template <class Map>
void StsPolicies::makeRoom(Map& map)
{
    if (map.size() < most)
        return;
    const auto now = Clock::now();
    std::erase_if(map, [now](const auto& item) { return item.second.until <= now; });
    if (map.size() >= most)
        map.erase(map.begin());
}

std::optional<StsPolicy> StsPolicies::known(const std::string& domain) const
{
    const auto found = m_kept.find(domain);
    const bool counts = found != m_kept.end() && found->second.until > Clock::now();
    return counts ? std::optional(found->second.policy) : std::nullopt;
}

std::size_t StsPolicies::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_kept.size();
}

} // namespace postern::delivery
