// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/translate.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace postern::ui {

QString translate(const char* markedText)
{
    return QCoreApplication::translate("server", markedText);
}

QString translate(const Sentence& sentence)
{
    return qt(fillIn(bytes(translate(sentence.text)), sentence.args));
}

QString translatedWhat(const Error& error)
{
    return qt(fillIn(bytes(translate(error.what.c_str())), error.args));
}

QString translatedHint(const Error& error)
{
    return qt(fillIn(bytes(translate(error.hint.c_str())), error.args));
}

QString translate(const Error& error)
{
    QString text = translatedWhat(error);
    if (!error.where.empty())
        text =
            QCoreApplication::translate("Error", "%1: %2", "place: what is wrong").arg(qt(error.where), text);
    if (!error.hint.empty())
        text = QCoreApplication::translate("Error", "%1. %2", "what is wrong. what to do")
                   .arg(text, translatedHint(error));
    return text;
}

QString raised(const QString& text)
{
    return text.isEmpty() ? text : text.at(0).toUpper() + text.mid(1);
}

QString raised(const Sentence& sentence, const QString& text)
{
    return translate(sentence.text).startsWith(u'%') ? text : raised(text);
}

QDateTime localTime(Time time)
{
    return QDateTime::fromMSecsSinceEpoch(toMicros(time) / 1000);
}

QString relativeTime(Time time, Time now)
{
    const auto words = [](const char* text, int n = -1) {
        return QCoreApplication::translate("RelativeTime", text, nullptr, n);
    };
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now - time).count();
    if (seconds < 0)
        return fullTime(time);
    if (seconds < 60)
        return words(QT_TRANSLATE_NOOP("RelativeTime", "just now"));
    if (seconds < 3600)
        return words(QT_TRANSLATE_N_NOOP("RelativeTime", "%n min ago"), int(seconds / 60));
    if (localTime(time).date() == localTime(now).date())
        return words(QT_TRANSLATE_N_NOOP("RelativeTime", "%n h ago"), int(seconds / 3600));
    if (localTime(time).date().addDays(1) == localTime(now).date())
        return words(QT_TRANSLATE_NOOP("RelativeTime", "yesterday"));
    if (seconds < 14 * 86400)
        return words(QT_TRANSLATE_N_NOOP("RelativeTime", "%n days ago"), int(seconds / 86400));
    return QLocale().toString(localTime(time).date(), QLocale::ShortFormat);
}

QString durationText(std::chrono::microseconds duration)
{
    const auto words = [](const char* text, std::int64_t n) {
        return QCoreApplication::translate("Duration", text, nullptr, int(n));
    };
    const auto seconds = std::max<std::int64_t>(std::chrono::ceil<std::chrono::seconds>(duration).count(), 0);
    if (seconds < 90)
        return words(QT_TRANSLATE_N_NOOP("Duration", "%n s"), seconds);
    if (seconds < 90 * 60)
        return words(QT_TRANSLATE_N_NOOP("Duration", "%n min"), (seconds + 30) / 60);
    if (seconds < 48 * 3600)
        return words(QT_TRANSLATE_N_NOOP("Duration", "%n h"), (seconds + 1800) / 3600);
    return words(QT_TRANSLATE_N_NOOP("Duration", "%n days"), (seconds + 43'200) / 86'400);
}

QString clockTime(Time time)
{
    const QDateTime when = localTime(time);
    if (when.date() == QDate::currentDate())
        return when.toString(QStringLiteral("HH:mm:ss"));
    return QLocale().toString(when.date(), QLocale::ShortFormat) + when.toString(QStringLiteral(" HH:mm:ss"));
}

QString fullTime(Time time)
{
    const QDateTime when = localTime(time);
    return QLocale().toString(when.date(), QLocale::LongFormat) + when.toString(QStringLiteral(", HH:mm:ss"));
}

} // namespace postern::ui
