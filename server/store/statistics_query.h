// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "model/event.h"
#include "store/event_query.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::store {

// What decisions are counted by, hour by hour.
enum class StatisticsBy : std::uint8_t {
    Check,        // its id; "" for what was accepted
    Service,      // its name
    Network,      // of the client: "192.0.2.0/24", "2001:db8:1:2::/64"
    SenderDomain, // as domains are compared; "<>" for the null sender. Nothing before MAIL
};

// What is counted under no name of its own: of networks and domains only some have one (statistics_table.h).
inline constexpr std::string_view otherNames = "*";

struct StatisticsQuery {
    StatisticsBy by = StatisticsBy::Check;
    // n + 1 moments for n spans, ascending. An hour counts in the span in which it begins.
    std::vector<Time> edges;
    bool rankAccepted = false; // the names that come first: those with most refused, or with most accepted
    int series = 8;            // so many names are told apart from span to span
    int top = 100;             // so many are given with their sums
};

struct NamedCounts {
    std::string name;
    EventCounts counts;
};

struct StatisticsSeries {
    std::string name;
    std::vector<EventCounts> spans;
};

struct Statistics {
    std::vector<NamedCounts> top;         // the most first, each with something; without otherNames
    std::vector<StatisticsSeries> series; // the first of `top`; then otherNames, where anything is left
    std::vector<EventCounts> spans;       // all together
    EventCounts sum;
};

inline EventCounts& operator+=(EventCounts& counts, const EventCounts& more)
{
    counts.accepted += more.accepted;
    counts.rejected += more.rejected;
    counts.deferred += more.deferred;
    return counts;
}

// Rejected and deferred.
inline std::int64_t refused(const EventCounts& counts)
{
    return counts.rejected + counts.deferred;
}

} // namespace postern::store
