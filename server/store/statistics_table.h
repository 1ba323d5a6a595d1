// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/native_statement.h"
#include "store/statistics_query.h"

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

namespace postern::store {

inline constexpr std::array allStatisticsBy{StatisticsBy::Check, StatisticsBy::Service, StatisticsBy::Network,
                                            StatisticsBy::SenderDomain};

inline std::int64_t hourOf(Time time) // as the table has it
{
    return toMicros(time) / 3'600'000'000;
}

std::string_view wordOf(StatisticsBy by); // "check", "service", "network", "sender"

// Which names of one hour have a row of their own. Senders make up domains by the thousand, and clients come
// from everywhere; what is counted must stay small all the same, and name those that come again and again,
// also where they come late in a flood. So the first `atOnce` names of an hour get a row, then up to `most`
// those that are seen twice within the last few thousand; everything else is counted together.
class NameGate {
public:
    static constexpr std::size_t atOnce = 100;
    static constexpr std::size_t most = 250;

    // A new hour, with the names that have a row already.
    void begin(std::unordered_set<std::string> names);
    // Whether it has one, from now on.
    bool admits(const std::string& name);

private:
    static constexpr std::size_t memory = 4'096; // names seen once

    std::unordered_set<std::string> m_names;
    std::vector<std::uint32_t> m_seen = std::vector<std::uint32_t>(memory);
};

// Counts what events say, by hour; the part of EventWriter that statistics are made from. Keeps its
// statements prepared for the life of a connection.
class HourCounts {
public:
    explicit HourCounts(const Database& database);

    void add(std::span<const model::Event> events); // within a transaction

private:
    using Counts = std::map<std::string, EventCounts, std::less<>>;

    void addHour(std::int64_t hour, std::span<const model::Event* const> events);
    void openGates(std::int64_t hour);
    void write(StatisticsBy by, std::int64_t hour, const Counts& counts);

    NativeStatement m_names;
    NativeStatement m_row;
    std::optional<std::int64_t> m_hour; // that the gates are of
    NameGate m_networks;
    NameGate m_domains;
};

class StatisticsTable {
public:
    explicit StatisticsTable(const Database& database)
        : m_database(database)
    {
    }

    Statistics read(const StatisticsQuery& query) const;
    std::optional<Time> begin() const; // the first hour that is counted
    // Removes a bounded number of rows: names that come from outside when the log's events of then are gone,
    // `days` (0: no limit), the others with the counters by minute.
    void forget(Time now, std::int64_t days, Time countersSince) const;

private:
    const Database& m_database;
};

} // namespace postern::store
