// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/span_text.h"

#include "ui/text/translate.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace postern::ui {

namespace {

struct SpanText {
    Q_DECLARE_TR_FUNCTIONS(SpanText)
};

} // namespace

QString spanText(Time from, Time until)
{
    const QDateTime first = localTime(from);
    const QDateTime last = localTime(until);
    const auto date = [](const QDate& day) { return QLocale().toString(day, QLocale::ShortFormat); };
    const auto clock = [](const QTime& time) { return QLocale().toString(time, QLocale::ShortFormat); };
    const bool wholeDays = first == first.date().startOfDay() && last == last.date().startOfDay();
    if (!wholeDays)
        return SpanText::tr("%1, %2 – %3", "date, from one time to another")
            .arg(date(first.date()), clock(first.time()), clock(last.time()));
    if (first.date().addDays(1) == last.date())
        return date(first.date());
    return SpanText::tr("%1 – %2", "from one date to another")
        .arg(date(first.date()), date(last.date().addDays(-1)));
}

} // namespace postern::ui
