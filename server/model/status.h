// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/phrase.h"
#include "base/time.h"
#include "model/list_entry.h"

#include <string>
#include <vector>

namespace postern::model {

enum class ListenerState : std::uint8_t {
    Stopped, // not wanted: disabled, or stopped by hand
    Starting,
    Running,
    Failed, // wanted, but not possible now; `error` says why; retried
};

// One service as one node sees it.
struct ListenerStatus {
    Id service = 0;
    std::string name;
    ListenerState state = ListenerState::Stopped;
    Phrase error; // "port 25 is in use"; while it runs, what is wrong with its certificates
    int connections = 0;

    bool operator==(const ListenerStatus&) const = default;
};

// One engine and what it last said of itself.
struct NodeStatus {
    std::string node;
    std::string version;
    std::int64_t process = 0;
    Time started{};
    Time heartbeat{};
    std::int64_t revision = 0; // in force
    Phrase error; // what is wrong here: why a newer revision is not in force, events that are not in the log
    std::vector<ListenerStatus> listeners;
    std::int64_t queued = 0; // messages that wait for delivery, without those …
    std::int64_t held = 0;   // … that an administrator holds

    // An engine beats every 2 s; one that has been silent for 10 s is not there any more.
    bool alive(Time now) const { return now - heartbeat < std::chrono::seconds(10); }
    bool operator==(const NodeStatus&) const = default;
};

} // namespace postern::model
