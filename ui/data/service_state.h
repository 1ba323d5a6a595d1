// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"

#include <QString>

#include <cstdint>

namespace postern::ui {

struct Overview;

// How one service fares, over all nodes that serve the store.
struct ServiceState {
    // In the order of urgency: with several nodes, the most urgent one is shown.
    enum class Kind : std::uint8_t {
        Stopped, // not wanted
        Running,
        Starting, // or saved a moment ago, and no engine has spoken of it yet
        NoEngine, // nobody serves this store
        Failed,
    };

    Kind kind = Kind::NoEngine;
    QString reason;            // of Failed, from the engine
    QString warning;           // of Running: what is wrong with its certificates
    int connections = 0;       // now, of all nodes
    std::int64_t revision = 0; // the oldest that a node has in force; 0: no node

    QString text() const; // "running", "port 25 is in use"
    bool operator==(const ServiceState&) const = default;
};

ServiceState serviceState(const Overview& overview, const model::Service& service);

} // namespace postern::ui
