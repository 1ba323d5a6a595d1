// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/sentence.h"
#include "base/time.h"

#include <QDateTime>
#include <QString>

#include <string>

namespace postern::ui {

inline QString qt(const std::string& text)
{
    return QString::fromStdString(text);
}
inline std::string bytes(const QString& text)
{
    return text.toStdString();
}

// Texts of the server part in the administrator's language: what POSTERN_TEXT("server", …) marked.
QString translate(const Sentence& sentence);
QString translate(const char* markedText);

QString translatedWhat(const Error& error);
QString translatedHint(const Error& error); // empty where the Error does not know

// "what. hint" of an Error, with the place in front. Kinds that the user meets often have a sentence of their
// own.
QString translate(const Error& error);

// With the first letter raised; one that an argument of the sentence begins with stays as it is.
QString raised(const QString& text);
QString raised(const Sentence& sentence, const QString& text);

QDateTime localTime(Time time); // to milliseconds
// "2 min ago", "yesterday", "31 January 2027"; "never" for no time.
QString relativeTime(Time time, Time now);
// "40 s", "14 min", "3 h", "5 days": what is left, or how long it has been; never less than nothing.
QString durationText(std::chrono::microseconds duration);
QString clockTime(Time time); // local time, with seconds; with the date where it is not today
QString fullTime(Time time);  // date and time, local

} // namespace postern::ui
