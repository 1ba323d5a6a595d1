// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/event_query.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <string>

namespace postern::ui {

// How far back to look.
enum class Period : std::uint8_t { Hour, Day, Week, Month, All };

// Which of the log's decisions to show.
enum class OutcomeFilter : std::uint8_t {
    Refused,   // rejected and deferred
    Monitored, // would have been refused by a check in mode monitor
    Accepted,
    All,
};

// From a moment on, up to another one.
struct TimeSpan {
    Time from{};
    Time until{};

    bool operator==(const TimeSpan&) const = default;
};

// What the log page is asked for.
struct LogFilter {
    QString search; // as store::EventQuery::search
    Period period = Period::Day;
    std::optional<TimeSpan> between; // instead of the period
    std::string service;             // by name; "": all
    std::string check;               // id; "": all
    OutcomeFilter outcome = OutcomeFilter::Refused;

    bool operator==(const LogFilter&) const = default;
    // Whether it is narrower than 'all that was refused'.
    bool narrows() const;
};

store::EventQuery queryFor(const LogFilter& filter, Time now);

// The beginning of the period; nullopt for All.
std::optional<Time> startOf(Period period, Time now);

} // namespace postern::ui
