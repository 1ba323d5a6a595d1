// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/plain_pattern.h"

#include <algorithm>
#include <array>

namespace postern::model {

namespace {

using Shape = ListPattern::Shape;

constexpr std::size_t maxLocal = 64;   // RFC 5321 4.5.3.1.1
constexpr std::size_t maxDomain = 253; // RFC 1035 2.3.4
constexpr std::size_t maxLabel = 63;

// What a byte may be part of.
constexpr unsigned inLabel = 1;
constexpr unsigned inLocal = 2; // of an address without wildcards
constexpr unsigned inRange = 4; // of a range of IP addresses
constexpr unsigned inWild = 8;  // of a pattern with wildcards

constexpr void mark(std::array<unsigned char, 256>& table, std::string_view bytes, unsigned as)
{
    for (const char c : bytes)
        table[static_cast<unsigned char>(c)] =
            static_cast<unsigned char>(table[static_cast<unsigned char>(c)] | as);
}

constexpr std::array<unsigned char, 256> makeTable()
{
    std::array<unsigned char, 256> table{};
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
    constexpr std::string_view digits = "0123456789";
    mark(table, letters, inLabel | inLocal | inWild);
    mark(table, digits, inLabel | inLocal | inWild | inRange);
    mark(table, "-_", inLabel);
    mark(table, "!#$%&'+-/=^_`{|}~.", inLocal | inWild);
    mark(table, "*?@[]:", inWild);
    mark(table, "abcdefABCDEF.:/-*[]", inRange);
    return table;
}

constexpr auto table = makeTable();

bool is(char c, unsigned what)
{
    return (table[static_cast<unsigned char>(c)] & what) != 0;
}

bool isDomain(std::string_view text)
{
    if (text.empty() || text.size() > maxDomain || text.find("xn--") != text.npos)
        return false;
    std::size_t label = 0;
    for (const char c : text) {
        if (c == '.' ? label == 0 : !is(c, inLabel) || ++label > maxLabel)
            return false;
        if (c == '.')
            label = 0;
    }
    return label > 0;
}

bool isLocalPart(std::string_view text)
{
    return !text.empty() && text.size() <= maxLocal && text.front() != '.' && text.back() != '.' &&
           text.find("..") == text.npos &&
           std::all_of(text.begin(), text.end(), [](char c) { return is(c, inLocal); });
}

bool hasRangeLettersOnly(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return is(c, inRange); });
}

std::optional<Shape> shapeOfWild(ListKind kind, std::string_view text)
{
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) { return is(c, inWild); }) &&
                       text.find("**") == text.npos &&
                       (kind != ListKind::Helo || text.find('@') == text.npos);
    return plain ? std::optional(Shape::Wildcard) : std::nullopt;
}

// Of a pattern that is no IP address.
std::optional<Shape> shapeOf(ListKind kind, std::string_view text)
{
    if (text.front() == '~' || hasRangeLettersOnly(text))
        return std::nullopt;
    if (text.find_first_of("*?") != text.npos)
        return shapeOfWild(kind, text);
    if (text.front() == '.')
        return isDomain(text.substr(1)) ? std::optional(Shape::Suffix) : std::nullopt;
    const std::size_t at = text.rfind('@');
    if (at == text.npos) {
        const bool whole = kind == ListKind::Helo || text.find('.') != text.npos;
        return whole && isDomain(text) ? std::optional(Shape::Domain) : std::nullopt;
    }
    const bool address =
        kind != ListKind::Helo && isLocalPart(text.substr(0, at)) && isDomain(text.substr(at + 1));
    return address ? std::optional(Shape::Address) : std::nullopt;
}

// A number without leading zeros, up to `max`, taken off the front of `text`.
std::optional<std::uint32_t> takeNumber(std::string_view& text, std::uint32_t max)
{
    std::uint32_t value = 0;
    std::size_t length = 0;
    for (; length < text.size() && length < 3 && text[length] >= '0' && text[length] <= '9'; ++length)
        value = value * 10 + std::uint32_t(text[length] - '0');
    if (length == 0 || value > max || (length > 1 && text.front() == '0'))
        return std::nullopt;
    text.remove_prefix(length);
    return value;
}

// "192.0.2.1" or "192.0.2.0/24".
std::optional<IpRange> plainRange(std::string_view text)
{
    std::uint32_t base = 0;
    for (int octet = 0; octet < 4; ++octet) {
        if (octet > 0) {
            if (!text.starts_with('.'))
                return std::nullopt;
            text.remove_prefix(1);
        }
        const auto value = takeNumber(text, 255);
        if (!value)
            return std::nullopt;
        base = base << 8 | *value;
    }
    std::uint32_t host = 0;
    if (text.starts_with('/')) {
        text.remove_prefix(1);
        const auto bits = takeNumber(text, 31); // a block of 32 bits is written as an address
        if (!bits)
            return std::nullopt;
        host = ~std::uint32_t(0) >> *bits;
    }
    if (!text.empty() || (base & host) != 0)
        return std::nullopt;
    return IpRange{IpAddress::fromV4(base), IpAddress::fromV4(base | host)};
}

} // namespace

std::optional<ListPattern> plainPattern(ListKind kind, std::string_view text)
{
    if (text.empty() || text.size() > maxPatternLength)
        return std::nullopt;
    if (kind == ListKind::Ip) {
        const auto range = plainRange(text);
        if (!range)
            return std::nullopt;
        return ListPattern{.shape = Shape::Range, .kind = kind, .text = std::string(text), .range = *range};
    }
    const auto shape = shapeOf(kind, text);
    if (!shape)
        return std::nullopt;
    return ListPattern{.shape = *shape, .kind = kind, .text = std::string(text)};
}

} // namespace postern::model
