// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace postern {

// A point in time: UTC, microseconds. Stored as an integer of microseconds since 1970-01-01T00:00:00Z.
using Time = std::chrono::sys_time<std::chrono::microseconds>;

inline std::int64_t toMicros(Time time)
{
    return time.time_since_epoch().count();
}
inline Time fromMicros(std::int64_t micros)
{
    return Time(std::chrono::microseconds(micros));
}

// "2027-01-31T00:00:00Z"; with microseconds only where they are not zero.
std::string toIso8601(Time time);
// "2027-01-31", "2027-01-31T10:00:00Z", with fraction or with an offset such as +01:00. Years 1970 to 9999.
Result<Time> parseIso8601(std::string_view text);

// Where 'now' comes from. Passed in, so that tests can hold the clock.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
};

class SystemClock final : public Clock {
public:
    Time now() const override;
};

} // namespace postern
