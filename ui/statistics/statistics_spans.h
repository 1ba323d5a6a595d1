// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <QString>

#include <cstdint>
#include <optional>
#include <vector>

namespace postern::ui {

enum class StatisticsPeriod : std::uint8_t { Day, Week, Month, All };

// How a period is cut into the bars of a chart: the last 24 hours by the hour, 7 days by 6 hours, 30 days by
// the day, all by the day or, where that is long, by the week; days and weeks begin as they do here.
struct StatisticsSpans {
    struct Mark {      // a word at the axis
        double at = 0; // in spans from the beginning: 0.5 is the middle of the first
        QString text;  // none twice
        bool operator==(const Mark&) const = default;
    };
    std::vector<Time> edges; // one more than there are spans; ascending
    std::vector<Mark> marks; // ascending

    std::size_t count() const { return edges.empty() ? 0 : edges.size() - 1; }
    bool operator==(const StatisticsSpans&) const = default;
};

// `begin`: the first hour that is counted at all.
StatisticsSpans spansOf(StatisticsPeriod period, Time now, std::optional<Time> begin);

} // namespace postern::ui
