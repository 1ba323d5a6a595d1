// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/event.h"
#include "store/database.h"
#include "store/event_query.h"

#include <span>

namespace postern::store {

// The log.
class EventTable {
public:
    explicit EventTable(const Database& database)
        : m_database(database)
    {
    }

    void append(std::span<const model::Event> events) const; // within a transaction
    std::vector<model::Event> find(const EventQuery& query) const;
    std::optional<model::Event> event(model::Id id) const;
    EventCounts counts(Time since) const;

private:
    const Database& m_database;
};

} // namespace postern::store
