// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statistics/statistics_view.h"

#include "ui/log/event_words.h"
#include "ui/text/translate.h"
#include "ui/widgets/tones.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>

namespace postern::ui {

namespace {

using store::EventCounts;
using store::StatisticsBy;

struct StatisticsView {
    Q_DECLARE_TR_FUNCTIONS(StatisticsView)
};

constexpr std::array seriesColors{
    QColor(0x3b, 0x7d, 0xc4), QColor(0xe0, 0x7b, 0x28), QColor(0x8e, 0x5b, 0xb8), QColor(0x2f, 0xa3, 0x9a),
    QColor(0xd1, 0x4e, 0x7d), QColor(0x9c, 0x8a, 0x2e), QColor(0x6a, 0x6f, 0xd8), QColor(0x94, 0x65, 0x4a)};

StatisticsBy byOf(StatisticsGroup group)
{
    switch (group) {
    case StatisticsGroup::Check:
        return StatisticsBy::Check;
    case StatisticsGroup::Network:
        return StatisticsBy::Network;
    case StatisticsGroup::SenderDomain:
        return StatisticsBy::SenderDomain;
    case StatisticsGroup::Outcome:
    case StatisticsGroup::Service:
        break;
    }
    return StatisticsBy::Service;
}

QString nameOf(StatisticsGroup group, const std::string& name)
{
    if (name == store::otherNames)
        return StatisticsView::tr("Others");
    if (group == StatisticsGroup::Check) {
        model::Event event;
        event.check = name;
        return whyOf(event);
    }
    if (group == StatisticsGroup::SenderDomain && name == "<>")
        return StatisticsView::tr("No sender (<>)");
    return name.empty() ? StatisticsView::tr("(without a name)") : qt(name);
}

LogFilter wholePeriod(const StatisticsReading& reading, OutcomeFilter outcome)
{
    LogFilter filter;
    filter.period = Period::All;
    filter.between = TimeSpan{reading.spans.edges.front(), reading.spans.edges.back()};
    filter.outcome = outcome;
    return filter;
}

std::optional<LogFilter> filterOf(const StatisticsReading& reading, const std::string& name)
{
    if (name == store::otherNames)
        return std::nullopt;
    LogFilter filter =
        wholePeriod(reading, reading.choice.accepted ? OutcomeFilter::Accepted : OutcomeFilter::Refused);
    switch (reading.choice.group) {
    case StatisticsGroup::Check:
        filter.check = name;
        break;
    case StatisticsGroup::Service:
        filter.service = name;
        break;
    case StatisticsGroup::Network:
    case StatisticsGroup::SenderDomain:
        filter.search = qt(name);
        break;
    case StatisticsGroup::Outcome:
        break;
    }
    return filter;
}

template <class Pick>
std::vector<std::int64_t> valuesOf(const std::vector<EventCounts>& spans, Pick pick)
{
    std::vector<std::int64_t> values;
    std::transform(spans.begin(), spans.end(), std::back_inserter(values), pick);
    return values;
}

std::vector<StatisticsLine> outcomeLines(const StatisticsReading& reading)
{
    const auto& spans = reading.statistics.spans;
    std::vector<StatisticsLine> lines{{StatisticsView::tr("Accepted"), tone::green,
                                       valuesOf(spans, [](const auto& c) { return c.accepted; }),
                                       wholePeriod(reading, OutcomeFilter::Accepted)},
                                      {StatisticsView::tr("Refused"), tone::red,
                                       valuesOf(spans, [](const auto& c) { return c.rejected; }),
                                       wholePeriod(reading, OutcomeFilter::Refused)},
                                      {StatisticsView::tr("Deferred"), tone::amber,
                                       valuesOf(spans, [](const auto& c) { return c.deferred; }),
                                       wholePeriod(reading, OutcomeFilter::Refused)}};
    return lines;
}

QString csvCell(QString text)
{
    static const QString formula = QStringLiteral("=+-@\t\r");
    if (!text.isEmpty() && formula.contains(text.at(0)))
        text.prepend(u'\'');
    return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

QString csvTime(Time time)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(toMicros(time) / 1000);
    return local.toOffsetFromUtc(local.offsetFromUtc()).toString(Qt::ISODate);
}

} // namespace

store::StatisticsQuery queryFor(const StatisticsChoice& choice, const StatisticsSpans& spans)
{
    store::StatisticsQuery query;
    query.by = byOf(choice.group);
    query.edges = spans.edges;
    query.rankAccepted = choice.accepted;
    query.series = choice.group == StatisticsGroup::Outcome ? 0 : int(seriesColors.size());
    return query;
}

std::vector<StatisticsLine> linesOf(const StatisticsReading& reading)
{
    if (reading.choice.group == StatisticsGroup::Outcome)
        return outcomeLines(reading);
    std::vector<StatisticsLine> lines;
    for (const store::StatisticsSeries& series : reading.statistics.series) {
        const bool accepted = reading.choice.accepted;
        auto values =
            valuesOf(series.spans, [accepted](const auto& c) { return accepted ? c.accepted : refused(c); });
        if (std::all_of(values.begin(), values.end(), [](std::int64_t n) { return n == 0; }))
            continue; // others that have only what is not asked for
        const bool others = series.name == store::otherNames;
        lines.push_back({nameOf(reading.choice.group, series.name),
                         others ? tone::grey : seriesColors.at(lines.size()), std::move(values),
                         filterOf(reading, series.name)});
    }
    return lines;
}

std::vector<StatisticsRow> rowsOf(const StatisticsReading& reading)
{
    std::vector<StatisticsRow> rows;
    if (reading.choice.group == StatisticsGroup::Outcome) {
        const EventCounts& sum = reading.statistics.sum;
        rows.push_back({StatisticsView::tr("Accepted"), tone::green, 0, sum.accepted,
                        wholePeriod(reading, OutcomeFilter::Accepted)});
        rows.push_back({StatisticsView::tr("Refused"), tone::red, sum.rejected, 0,
                        wholePeriod(reading, OutcomeFilter::Refused)});
        rows.push_back({StatisticsView::tr("Deferred"), tone::amber, sum.deferred, 0,
                        wholePeriod(reading, OutcomeFilter::Refused)});
        return rows;
    }
    for (const store::NamedCounts& one : reading.statistics.top) {
        const QColor color = rows.size() < seriesColors.size() ? seriesColors.at(rows.size()) : tone::grey;
        rows.push_back({nameOf(reading.choice.group, one.name), color, refused(one.counts),
                        one.counts.accepted, filterOf(reading, one.name)});
    }
    return rows;
}

QString csvOf(const StatisticsReading& reading)
{
    QStringList lines{QStringLiteral("from,until,name,accepted,rejected,deferred")};
    const auto add = [&](const QString& name, const std::vector<EventCounts>& spans) {
        for (std::size_t i = 0; i < spans.size(); ++i) {
            const EventCounts& counts = spans[i];
            lines << QStringList{csvTime(reading.spans.edges[i]),
                                 csvTime(reading.spans.edges[i + 1]),
                                 csvCell(name),
                                 QString::number(counts.accepted),
                                 QString::number(counts.rejected),
                                 QString::number(counts.deferred)}
                         .join(u',');
        }
    };
    if (reading.choice.group == StatisticsGroup::Outcome)
        add(StatisticsView::tr("All"), reading.statistics.spans);
    for (const store::StatisticsSeries& series : reading.statistics.series) {
        if (reading.choice.group != StatisticsGroup::Outcome)
            add(nameOf(reading.choice.group, series.name), series.spans);
    }
    return lines.join(QStringLiteral("\r\n")) + QStringLiteral("\r\n");
}

} // namespace postern::ui
