// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/log_filter.h"

#include "ui/text/translate.h"

#include <array>

namespace postern::ui {

namespace {

using model::Outcome;

std::vector<Outcome> outcomesOf(OutcomeFilter filter)
{
    switch (filter) {
    case OutcomeFilter::Refused:
        return {Outcome::Rejected, Outcome::Deferred};
    case OutcomeFilter::Accepted:
        return {Outcome::Accepted};
    case OutcomeFilter::Monitored:
    case OutcomeFilter::All:
        break;
    }
    return {};
}

} // namespace

bool LogFilter::narrows() const
{
    LogFilter widest;
    widest.period = Period::All;
    return !(*this == widest);
}

std::optional<Time> startOf(Period period, Time now)
{
    using std::chrono::hours;
    constexpr std::array lengths{hours(1), hours(24), hours(7 * 24), hours(30 * 24)};
    if (period == Period::All)
        return std::nullopt;
    return now - lengths[std::size_t(period)];
}

store::EventQuery queryFor(const LogFilter& filter, Time now)
{
    store::EventQuery query;
    query.search = bytes(filter.search.trimmed());
    query.since = filter.between ? filter.between->from : startOf(filter.period, now);
    if (filter.between)
        query.until = filter.between->until;
    query.service = filter.service;
    query.check = filter.check;
    query.outcomes = outcomesOf(filter.outcome);
    query.monitored = filter.outcome == OutcomeFilter::Monitored;
    return query;
}

} // namespace postern::ui
