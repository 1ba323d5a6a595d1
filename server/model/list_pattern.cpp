// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/list_pattern.h"

#include "base/domain_name.h"

#include <algorithm>

namespace postern::model {

namespace {

using Shape = ListPattern::Shape;

bool isWild(char c)
{
    return c == '*' || c == '?';
}

std::size_t literalCount(std::string_view text)
{
    return std::size_t(std::count_if(text.begin(), text.end(), [](char c) { return !isWild(c); }));
}

std::size_t literalSuffix(std::string_view text)
{
    const std::size_t last = text.find_last_of("*?");
    return last == text.npos ? text.size() : text.size() - last - 1;
}

// The distance between the ends of a range, as two halves of a 128-bit number.
Specificity distance(const IpRange& range)
{
    Specificity result;
    unsigned borrow = 0;
    for (std::size_t i = 16; i-- > 0;) {
        const unsigned upper = range.last.bytes()[i];
        const unsigned lower = range.first.bytes()[i] + borrow;
        borrow = upper < lower ? 1 : 0;
        const std::uint64_t byte = (upper - lower) & 0xffU;
        (i < 8 ? result.high : result.low) |= byte << (8 * (7 - i % 8));
    }
    return result;
}

// The first byte after the character at `at`: continuation bytes of UTF-8 belong to the one before.
std::size_t nextCharacter(std::string_view text, std::size_t at)
{
    do
        ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80);
    return at;
}

} // namespace

std::string comparableLiteral(std::string_view text)
{
    const auto address = parseAddressLiteral(text);
    if (!address)
        return lowerAscii(text);
    return (address->isV4() ? "[" : "[ipv6:") + address->toString() + ']';
}

std::string_view ListPattern::domain() const
{
    const std::string_view whole = text;
    return whole.starts_with('@') ? whole.substr(1) : whole;
}

Specificity ListPattern::specificity() const
{
    switch (shape) {
    case Shape::Range: {
        const Specificity width = distance(range);
        return {~width.high, ~width.low};
    }
    case Shape::Domain:
        if (kind == ListKind::Helo)
            return exact;
        return {domain().size() + 1, domain().size() + 1};
    case Shape::Suffix:
        return {text.size(), text.size()};
    case Shape::Wildcard:
        return {literalSuffix(text), literalCount(text)};
    case Shape::Null:
    case Shape::Address:
    case Shape::Literal:
        break;
    }
    return exact;
}

bool ListPattern::matches(std::string_view subject) const
{
    const std::string_view bare = subject == "<>" && isAddressKind(kind) ? std::string_view() : subject;
    const std::size_t at = bare.rfind('@');
    const std::string_view subjectDomain = at == bare.npos ? std::string_view() : bare.substr(at + 1);
    switch (shape) {
    case Shape::Null:
        return bare.empty();
    case Shape::Address:
        return bare == text;
    case Shape::Domain:
        return isAddressKind(kind) ? subjectDomain == domain() : bare == text;
    case Shape::Suffix:
        return isBelow(isAddressKind(kind) ? subjectDomain : bare, std::string_view(text).substr(1));
    case Shape::Wildcard:
        return matchesWildcard(text, bare);
    case Shape::Literal:
        return comparableLiteral(bare) == comparableLiteral(text);
    case Shape::Range: {
        const auto address = IpAddress::parse(bare);
        return address && range.contains(*address);
    }
    }
    return false;
}

bool matchesWildcard(std::string_view pattern, std::string_view subject)
{
    std::size_t p = 0;
    std::size_t s = 0;
    std::size_t star = pattern.npos; // the last '*' that was passed
    std::size_t resume = 0;          // where in the subject what follows that star is tried next
    while (s < subject.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            resume = s;
        } else if (p < pattern.size() && pattern[p] == '?') {
            ++p;
            s = nextCharacter(subject, s);
        } else if (p < pattern.size() && pattern[p] == subject[s]) {
            ++p;
            ++s;
        } else if (star != pattern.npos) {
            p = star + 1;
            s = resume = nextCharacter(subject, resume);
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

} // namespace postern::model
