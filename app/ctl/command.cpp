// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/command.h"

#include <charconv>

namespace postern::ctl {

namespace {

std::chrono::microseconds unit(std::string_view letter)
{
    using namespace std::chrono_literals;
    return letter == "s" ? 1s : letter == "m" ? 1min : letter == "h" ? 1h : letter == "d" ? 24h : 0s;
}

} // namespace

Result<Time> parseSince(std::string_view text, Time now)
{
    constexpr std::int64_t longest = 100'000; // of any unit: beyond what any log holds, and no overflow
    std::int64_t count = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
    const auto step = unit(text.substr(std::size_t(end - text.data())));
    if (problem == std::errc() && step.count() != 0 && count >= 0 && count <= longest)
        return now - count * step;
    auto time = parseIso8601(text);
    if (!time)
        return fail(ErrorKind::Invalid, '"' + std::string(text) + "\" is no time", "--since",
                    "write 30m, 24h, 7d or 2026-11-24T10:00:00Z");
    return time;
}

std::string shortTime(Time time)
{
    std::string text = toIso8601(std::chrono::floor<std::chrono::seconds>(time));
    const std::size_t t = text.find('T');
    if (t != text.npos)
        text[t] = ' ';
    return text;
}

} // namespace postern::ctl
