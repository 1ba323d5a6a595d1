// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statistics/statistics_spans.h"

#include <QDateTime>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>

namespace postern::ui {

namespace {

using namespace std::chrono_literals;

constexpr int hoursOfDay = 24;
constexpr int marksAtMost = 7;
constexpr int daysAtMost = 62;  // of bars by the day
constexpr int weeksAtMost = 60; // as long as counters are kept

QDateTime local(Time time)
{
    return QDateTime::fromMSecsSinceEpoch(toMicros(time) / 1000);
}

Time timeOf(const QDateTime& moment)
{
    return fromMicros(moment.toMSecsSinceEpoch() * 1000);
}

// The usual short date, without the year: "24.11.", "11/24".
QString dayText(const QDate& date)
{
    static const QRegularExpression year(QStringLiteral("[ ,/-]*y+[ ,/-]*"));
    return QLocale().toString(date, QLocale().dateFormat(QLocale::ShortFormat).remove(year));
}

StatisticsSpans lastHours(Time now)
{
    constexpr int shortText = 5; // "09:00"
    const QString example = QLocale().toString(QTime(11, 0), QLocale::ShortFormat);
    const int marked = example.size() > shortText ? 6 : 3; // hours
    StatisticsSpans spans;
    const Time hour = std::chrono::floor<std::chrono::hours>(now);
    for (int i = 0; i <= hoursOfDay; ++i) {
        const Time edge = hour + (i + 1 - hoursOfDay) * 1h;
        spans.edges.push_back(edge);
        const QTime clock = local(edge).time();
        const QString text = QLocale().toString(clock, QLocale::ShortFormat);
        const bool told = std::any_of(spans.marks.begin(), spans.marks.end(),
                                      [&](const auto& mark) { return mark.text == text; });
        if (clock.hour() % marked == 0 && i < hoursOfDay && !told) // an hour may come twice in autumn
            spans.marks.push_back({double(i), text});
    }
    return spans;
}

StatisticsSpans lastDaysInQuarters(Time now)
{
    constexpr int days = 7;
    constexpr int parts = 4;
    StatisticsSpans spans;
    const QDate today = local(now).date();
    for (int day = 0; day < days; ++day) {
        const QDate date = today.addDays(day + 1 - days);
        spans.edges.push_back(timeOf(date.startOfDay()));
        for (int part = 1; part < parts; ++part)
            spans.edges.push_back(timeOf(QDateTime(date, QTime(part * hoursOfDay / parts, 0))));
        spans.marks.push_back(
            {parts * (day + 0.5), QLocale().standaloneDayName(date.dayOfWeek(), QLocale::ShortFormat)});
    }
    spans.edges.push_back(timeOf(today.addDays(1).startOfDay()));
    return spans;
}

// `count` spans of so many days each, from a day on.
StatisticsSpans byDays(const QDate& first, int count, int length)
{
    StatisticsSpans spans;
    const int step = (count + marksAtMost - 1) / marksAtMost;
    for (int i = 0; i <= count; ++i) {
        const QDate date = first.addDays(i * length);
        spans.edges.push_back(timeOf(date.startOfDay()));
        if (i < count && i % step == 0)
            spans.marks.push_back({i + 0.5, dayText(date)});
    }
    return spans;
}

StatisticsSpans sinceBegin(Time now, std::optional<Time> begin)
{
    constexpr int week = 7;
    const QDate today = local(now).date();
    const QDate first = std::min(local(begin.value_or(now)).date(), today);
    const int days = int(first.daysTo(today)) + 1;
    if (days <= daysAtMost)
        return byDays(today.addDays(1 - std::max(days, week)), std::max(days, week), 1);
    const int sinceMonday = (today.dayOfWeek() - QLocale().firstDayOfWeek() + week) % week;
    const QDate thisWeek = today.addDays(-sinceMonday);
    const int weeks = std::min(int(first.daysTo(thisWeek) + week - 1) / week + 1, weeksAtMost);
    return byDays(thisWeek.addDays(-week * (weeks - 1)), weeks, week);
}

} // namespace

StatisticsSpans spansOf(StatisticsPeriod period, Time now, std::optional<Time> begin)
{
    constexpr int month = 30;
    switch (period) {
    case StatisticsPeriod::Day:
        return lastHours(now);
    case StatisticsPeriod::Week:
        return lastDaysInQuarters(now);
    case StatisticsPeriod::Month:
        return byDays(local(now).date().addDays(1 - month), month, 1);
    case StatisticsPeriod::All:
        break;
    }
    return sinceBegin(now, begin);
}

} // namespace postern::ui
