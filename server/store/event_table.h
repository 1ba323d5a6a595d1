// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/event.h"
#include "store/bulk_insert.h"
#include "store/event_query.h"
#include "store/native_statement.h"
#include "store/statistics_table.h"

#include <optional>
#include <span>

namespace postern::store {

// Times and sizes are summed up for every 1,024 events.
inline constexpr int chunkBits = 10;

inline std::int64_t minuteOf(Time time) // as counters have it
{
    return toMicros(time) / 60'000'000;
}

extern const char* const selectEvent; // all columns, up to the table's name
namespace EventColumn {               // of selectEvent, where they are needed alone
inline constexpr int Client = 4;
inline constexpr int Sender = 8;
inline constexpr int Recipient = 9;
} // namespace EventColumn
model::Event eventIn(const NativeStatement& row);

// The log; searching is findEvents() (event_search.h).
class EventTable {
public:
    explicit EventTable(const Database& database)
        : m_database(database)
    {
    }

    std::optional<model::Event> event(model::Id id) const;
    EventCounts counts(Time since) const;

private:
    const Database& m_database;
};

// Writes to the log. Keeps its statements prepared for the life of a connection.
class EventWriter {
public:
    explicit EventWriter(const Database& database);

    void append(std::span<const model::Event> events); // within a transaction
    // Index and sums for events that are stored already, in the order of their ids.
    void index(std::span<const model::Event> events);

private:
    void appendRows(std::span<const model::Event> events, model::Id first);
    void appendKeys(std::span<const model::Event> events, model::Id first);
    void sumUp(std::span<const model::Event> events, model::Id first);
    void count(std::span<const model::Event> events);

    const Database& m_database;
    NativeStatement m_newest;
    BulkInsert m_rows;
    BulkInsert m_keys;
    NativeStatement m_chunk;
    NativeStatement m_counter;
    std::optional<HourCounts> m_hours; // made when it is first needed: old logs are indexed without
};

// For migrations: index and sums of all events; within a transaction.
void indexWholeLog(const Database& database);

} // namespace postern::store
