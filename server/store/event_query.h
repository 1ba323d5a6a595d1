// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "model/event.h"

#include <optional>
#include <string>
#include <vector>

namespace postern::store {

// What to show of the log. Every field narrows; pages by key, no row cap.
struct EventQuery {
    std::string
        search; // an address, a domain, an IP or CIDR block, a reference, or a pasted bounce that holds one
    std::optional<Time> since;
    std::optional<Time> until;
    std::string service;
    std::string check;
    std::vector<model::Outcome> outcomes; // empty: all
    // Also what a check in mode monitor would have refused, whatever became of it; without outcomes: only
    // that.
    bool monitored = false;
    model::Id beforeId = 0;   // older than this one; 0: from the newest
    model::Id afterId = 0;    // newer than this one, oldest first: the live tail
    bool oldestFirst = false; // always so after `afterId`
    int limit = 200;
};

// What clients were answered. What became of messages after their acceptance (checkDelivery) is not counted:
// each would stand twice.
struct EventCounts {
    std::int64_t accepted = 0;
    std::int64_t rejected = 0;
    std::int64_t deferred = 0;
};

} // namespace postern::store
