// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/problems.h"

#include <algorithm>

namespace postern::model {

namespace {

// The range that was meant, where the parser knows it ("the block is 192.168.1.0/24").
std::string meantRange(const Error& error)
{
    const std::string hint = whatToDo(error);
    const bool example = hint.starts_with("write it like");
    const std::string lastWord = hint.substr(hint.rfind(' ') + 1);
    return !example && IpRange::parse(lastWord) ? lastWord : std::string();
}

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) == 0x7f;
}

bool isWhole(const IpRange& range)
{
    return !range.first.previous() && !range.last.next();
}

} // namespace

void Problems::add(const std::string& prefix, std::vector<Problem> problems)
{
    for (Problem& problem : problems) {
        problem.field = prefix + '.' + problem.field;
        m_problems.push_back(std::move(problem));
    }
}

IpSet Problems::ranges(const std::string& field, const std::vector<std::string>& texts)
{
    std::vector<IpRange> ranges;
    for (const std::string& text : texts) {
        const auto range = IpRange::parse(text);
        if (range) {
            ranges.push_back(*range);
            continue;
        }
        const std::string meant = meantRange(range.error());
        if (!meant.empty())
            error(field, POSTERN_TEXT("server", "'%1' is no range of IP addresses; did you mean %2?"),
                  {text, meant});
        else
            error(field,
                  POSTERN_TEXT("server", "'%1' is no range of IP addresses; write it like 192.0.2.1, "
                                         "192.0.2.0/24, 192.0.2.10-192.0.2.99 or 2001:db8::/32"),
                  {text});
    }
    return IpSet(std::move(ranges));
}

void Problems::line(const std::string& field, std::string_view text, std::size_t limit)
{
    if (text.size() > limit)
        error(field, POSTERN_TEXT("server", "the text may have %1 characters at most, and has %2"),
              {std::to_string(limit), std::to_string(text.size())});
    if (std::any_of(text.begin(), text.end(), isControl))
        error(field, POSTERN_TEXT("server", "the text must be one line, without control characters"));
}

void Problems::between(const std::string& field, std::int64_t value, std::int64_t least, std::int64_t most)
{
    if (value < least || value > most)
        error(field, POSTERN_TEXT("server", "the number must be from %1 to %2, and is %3"),
              {std::to_string(least), std::to_string(most), std::to_string(value)});
}

bool holdsEverything(const IpSet& set)
{
    return std::any_of(set.ranges().begin(), set.ranges().end(), isWhole);
}

std::string veryWide(const IpSet& set)
{
    const auto wide = [](const IpRange& range) {
        const auto& first = range.first.bytes();
        const auto& last = range.last.bytes();
        const std::size_t octet = range.first.isV4() ? 12 : 1; // the last that must be alike
        return !std::equal(first.begin(), first.begin() + octet + 1, last.begin());
    };
    const auto found = std::find_if(set.ranges().begin(), set.ranges().end(), wide);
    return found == set.ranges().end() ? std::string() : found->toString();
}

} // namespace postern::model
