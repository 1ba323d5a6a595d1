// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/time.h"

#include "base/sentence.h"

#include <array>
#include <cctype>
#include <cstdio>

namespace postern {

namespace {

// Reads exactly `digits` decimal digits from the front of `text`; -1 where they are not there.
int takeNumber(std::string_view& text, std::size_t digits)
{
    if (text.size() < digits)
        return -1;
    int value = 0;
    for (std::size_t i = 0; i < digits; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(digits);
    return value;
}

bool take(std::string_view& text, char c)
{
    if (text.empty() || text.front() != c)
        return false;
    text.remove_prefix(1);
    return true;
}

std::chrono::microseconds takeFraction(std::string_view& text)
{
    std::int64_t micros = 0;
    std::int64_t unit = 100'000;
    while (!text.empty() && std::isdigit(static_cast<unsigned char>(text.front())) != 0) {
        micros += (text.front() - '0') * unit;
        unit /= 10;
        text.remove_prefix(1);
    }
    return std::chrono::microseconds(micros);
}

} // namespace

std::string toIso8601(Time time)
{
    using namespace std::chrono;
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    std::array<char, 40> buffer{};
    int length =
        std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02uT%02d:%02d:%02d", int(date.year()),
                      unsigned(date.month()), unsigned(date.day()), int(clock.hours().count()),
                      int(clock.minutes().count()), int(clock.seconds().count()));
    std::string text(buffer.data(), std::size_t(length));
    if (const auto micros = clock.subseconds().count(); micros != 0) {
        length = std::snprintf(buffer.data(), buffer.size(), ".%06d", int(micros));
        text.append(buffer.data(), std::size_t(length));
    }
    return text + 'Z';
}

Result<Time> parseIso8601(std::string_view text)
{
    using namespace std::chrono;
    const auto bad = [whole = std::string(text)] {
        return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "not a date and time"), whole,
                    POSTERN_TEXT("server", "write it like 2027-01-31T10:00:00Z or 2027-01-31"));
    };
    const int year = takeNumber(text, 4);
    if (year < 1970 || !take(text, '-'))
        return bad();
    const int month = takeNumber(text, 2);
    if (month < 1 || !take(text, '-'))
        return bad();
    const int day = takeNumber(text, 2);
    const year_month_day date{std::chrono::year(year), std::chrono::month(unsigned(month)),
                              std::chrono::day(unsigned(day))};
    if (day < 1 || !date.ok())
        return bad();
    Time time = sys_days(date);
    if (text.empty())
        return time;
    if (!take(text, 'T') && !take(text, ' '))
        return bad();
    const int hour = takeNumber(text, 2);
    if (hour < 0 || hour > 23 || !take(text, ':'))
        return bad();
    const int minute = takeNumber(text, 2);
    if (minute < 0 || minute > 59)
        return bad();
    int second = 0;
    if (take(text, ':')) {
        second = takeNumber(text, 2);
        if (second < 0 || second > 60)
            return bad();
    }
    time += hours(hour) + minutes(minute) + seconds(second);
    if (take(text, '.'))
        time += takeFraction(text);
    if (take(text, 'Z') || take(text, 'z'))
        return text.empty() ? Result<Time>(time) : bad();
    if (text.empty() || (text.front() != '+' && text.front() != '-'))
        return bad();
    const bool east = text.front() == '+';
    text.remove_prefix(1);
    const int offsetHours = takeNumber(text, 2);
    take(text, ':');
    const int offsetMinutes = takeNumber(text, 2);
    if (offsetHours < 0 || offsetHours > 14 || offsetMinutes < 0 || offsetMinutes > 59 || !text.empty())
        return bad();
    const auto offset = hours(offsetHours) + minutes(offsetMinutes);
    return east ? time - offset : time + offset;
}

Time SystemClock::now() const
{
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

} // namespace postern
