// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "dns/unbound_resolver.h"
#include "engine/dns_list_watch.h"
#include "engine/event_queue.h"
#include "engine/gather.h"
#include "engine/greylist.h"
#include "engine/in_force.h"
#include "engine/login.h"
#include "engine/login_guard.h"
#include "engine/message_facts.h"
#include "engine/rate_limits.h"
#include "net/workers.h"
#include "spool/spool.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

namespace postern::delivery {
class Dispatcher;
}

namespace postern::engine {

using LogSink = std::function<void(const std::string&)>; // one line, English; from any thread

// A message larger than this goes to a file while it comes in, or comes back from a milter. In octets.
inline constexpr std::size_t inMemoryLimit = 256 * 1024;

// What all sessions of an engine share. Outlives them.
struct Environment {
    const Clock& clock;
    InForce& inForce;
    EventQueue& events;
    Gather& gather;
    spool::Spool& spool;
    net::Workers& workers; // for whatever blocks; each session has one job there at most
    std::string node;
    LogSink log;
    dns::UnboundResolver* resolver = nullptr; // follows the servers of each revision
    DnsListWatch* dnsLists = nullptr;         // how they fare
    delivery::Dispatcher* dispatcher = nullptr;
    MessageTools messages{}; // what their facts are found by

    std::chrono::milliseconds loginDelay{1000}; // of the answer to a failed log-in, longer each time
    std::string loginSecret = makeSecret();     // makes up what users have that do not exist
    PasswordChecks passwordChecks{};
    LoginGuard loginGuard{};
    RateLimits rateLimits{};
    Greylist greylist{};

    // Sessions that are there, also those that have lost their client and only wait for room in the log.
    std::atomic<int> sessions{0};
    std::atomic<std::int64_t> lastSession{0}; // number of the newest; begins with the engine's start in µs
    // Octets of messages that all sessions together hold in memory.
    std::atomic<std::int64_t> inMemory{0};
};

} // namespace postern::engine
