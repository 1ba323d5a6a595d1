// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/statistics_query.h"
#include "ui/log/log_filter.h"
#include "ui/statistics/statistics_spans.h"

#include <QColor>
#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace postern::ui {

enum class StatisticsGroup : std::uint8_t { Outcome, Check, Service, Network, SenderDomain };

// What the page is asked to show.
struct StatisticsChoice {
    StatisticsPeriod period = StatisticsPeriod::Day;
    StatisticsGroup group = StatisticsGroup::Outcome;
    bool accepted = false; // else what was refused; by outcome, both

    bool operator==(const StatisticsChoice&) const = default;
};

// What was read for a choice.
struct StatisticsReading {
    StatisticsChoice choice;
    std::optional<Time> begin; // nothing was ever counted before; nullopt: nothing ever was
    StatisticsSpans spans;
    store::Statistics statistics;
};

store::StatisticsQuery queryFor(const StatisticsChoice& choice, const StatisticsSpans& spans);

// One colour of the chart: what it is called, and which rows of the log it stands for.
struct StatisticsLine {
    QString name;
    QColor color;
    std::vector<std::int64_t> values;
    std::optional<LogFilter>
        filter; // of the whole period; nullopt: 'others' are no rows that one can ask for
};
std::vector<StatisticsLine> linesOf(const StatisticsReading& reading);

// One row of the table.
struct StatisticsRow {
    QString name;
    QColor color; // of its bars; that of all others where it has none of its own
    std::int64_t refused = 0;
    std::int64_t accepted = 0;
    std::optional<LogFilter> filter;
};
std::vector<StatisticsRow> rowsOf(const StatisticsReading& reading);

// RFC 4180: a line for each span and name, times by ISO 8601. What a spreadsheet would take for a formula is
// quoted by an apostrophe, since senders choose their names.
QString csvOf(const StatisticsReading& reading);

} // namespace postern::ui
