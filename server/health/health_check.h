// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "base/result.h"
#include "base/time.h"
#include "model/configuration.h"
#include "model/health.h"
#include "model/status.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace postern::dns {
class Resolver;
}
namespace postern::store {
class Store;
}

namespace postern::health {

class Questions;

// Looks at a server from its store: what runs, what the DNS says of it, whom it relays for, what it has room
// for. Fetches, and lets the judges (judge_*.h) say what to think of it. Nothing is changed, and no mail is
// sent; what the test of relaying says to the services is in their log.
class HealthCheck {
public:
    struct Options {
        std::string store;
        std::string spool;                   // "": where the engine has it
        std::vector<std::string> dnsServers; // instead of those of the configuration
        bool full = false;                   // reads every page of the store, however large
    };
    using Found = std::function<void(const model::HealthFinding&)>;

    explicit HealthCheck(Options options);

    // Blocks, for a minute or two at most (with `full`, as long as reading takes). Calls `found` for each
    // finding, as it comes. Fails where the store cannot be opened: there is nothing to look at then.
    Result<> run(const Found& found);
    // From any thread: run() comes back soon, with what it has.
    void cancel() { m_cancelled = true; }

private:
    struct Look; // what one run works with

    void lookAtMachine(const Look& look) const;
    void lookAtNames(Look& look) const;
    void lookAtDomains(Look& look, const std::vector<IpAddress>& ours,
                       const std::vector<IpAddress>& sendsFrom) const;
    void lookAtDnsLists(Look& look) const;
    void lookAtRelaying(const Look& look) const;
    void lookAtStore(const Look& look) const;

    const Options m_options;
    std::atomic<bool> m_cancelled{false};
};

} // namespace postern::health
