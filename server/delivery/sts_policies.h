// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "base/result.h"
#include "delivery/sts_folder.h"
#include "delivery/sts_policy.h"
#include "dns/resolver.h"

#include <asio/io_context.hpp>

#include <chrono>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace postern::delivery {

// Gets the text of a policy from "https://HOST/.well-known/mta-sts.txt".
class PolicyFetcher {
public:
    PolicyFetcher() = default;
    PolicyFetcher(const PolicyFetcher&) = delete;
    PolicyFetcher& operator=(const PolicyFetcher&) = delete;
    virtual ~PolicyFetcher() = default;

    // Returns at once. `done` runs once, from any thread; it must not wait for anything.
    virtual void fetch(const std::string& host, const std::vector<IpAddress>& addresses,
                       std::function<void(Result<std::string>)> done) = 0;
};

// Which policy a domain has, as MTA-STS finds it (RFC 8461): the DNS says whether and which, HTTPS what is in
// it, and it is kept for as long as it says, over a restart as well. Bounded; thread-safe. Outlives whoever
// asks.
class StsPolicies {
public:
    using Clock = std::chrono::steady_clock;
    using Done = std::function<void(std::optional<StsPolicy>)>;

    static constexpr std::size_t most = 10'000; // that are kept
    static constexpr std::chrono::minutes afterFailure{5};
    static constexpr std::chrono::seconds dnsTime{10};

    // Resolver and fetcher outlive it. Reads the folder: blocks.
    StsPolicies(dns::Resolver& resolver, PolicyFetcher& fetcher, StsFolder folder = StsFolder());

    // `done` runs once, later, in `context`: nullopt where the domain has no policy, or none that could be
    // had (then mail goes as if it had none, RFC 8461 5).
    void find(asio::io_context& context, const std::string& domain, Done done);
    std::size_t size() const;

private:
    struct Kept {
        std::string id;
        StsPolicy policy;
        Clock::time_point until;
    };
    struct Failed {
        std::string id;
        Clock::time_point until;
    };

    void onId(asio::io_context& context, const std::string& domain, const std::optional<std::string>& id,
              Done done);
    struct Waiting {
        asio::io_context* context;
        Done done;
    };

    void fetch(asio::io_context& context, const std::string& domain, const std::string& id, Done done);
    void onFetched(const std::string& domain, const std::string& id, const Result<std::string>& text);
    void keep(const std::string& domain, const std::string& id, const Result<std::string>& text);
    std::optional<StsPolicy> known(const std::string& domain) const;
    template <class Map>
    void makeRoom(Map& map);

    dns::Resolver& m_resolver;
    PolicyFetcher& m_fetcher;
    const StsFolder m_folder;
    mutable std::mutex m_mutex;
    std::unordered_map<std::string, Kept> m_kept;
    std::unordered_map<std::string, Failed> m_failed;
    std::unordered_map<std::string, std::vector<Waiting>> m_fetching; // who waits for which domain's
};

} // namespace postern::delivery
