// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/list_key.h"

#include "base/domain_name.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>

namespace postern::policy {

namespace {

using Shape = model::ListPattern::Shape;

// Ways of names. Below `suffix` the whole and the domain; then suffixes by their length; then both ends.
constexpr Way domainWay = 1;
constexpr Way suffixWay = 2;
constexpr Way endsWay = 0x80000000;
constexpr unsigned endBits = 8;
static_assert(NameSubject::longestEnd < (1U << endBits));

constexpr Way familyWay = 256; // IPv6; below: IPv4

std::uint64_t mix(std::uint64_t value)
{
    value ^= value >> 33;
    value *= 0xff51afd7ed558ccdULL;
    value ^= value >> 33;
    value *= 0xc4ceb9fe1a85ec53ULL;
    return value ^ value >> 33;
}

std::uint64_t textKey(Way way, std::string_view text)
{
    return mix(std::hash<std::string_view>()(text) + way);
}

// FNV-1a, which can be carried on byte by byte.
constexpr std::uint64_t fnvStart = 0xcbf29ce484222325ULL;
std::uint64_t fnvNext(std::uint64_t hash, char byte)
{
    return (hash ^ static_cast<unsigned char>(byte)) * 0x100000001b3ULL;
}

std::uint64_t endsKeyOf(std::uint64_t prefixHash, std::uint64_t suffixHash, Way way)
{
    return mix(prefixHash * 0x9e3779b97f4a7c15ULL + suffixHash + way);
}

// How many bytes of a literal end are the key: few different numbers, so that a list has few ways, whatever
// its wildcards.
std::size_t keyLength(std::size_t end)
{
    if (end < 8)
        return end < 2 ? end : end & ~std::size_t(1);
    return std::min(end & ~std::size_t(3), NameSubject::longestEnd);
}

template <class Iterator>
std::uint64_t fnv(Iterator begin, std::size_t length)
{
    std::uint64_t hash = fnvStart;
    for (; length > 0; --length)
        hash = fnvNext(hash, *begin++);
    return hash;
}

// "*@example.com" means the same as "example.com" and "@example.com"; "*@joe@example.com" does not, as a
// local part may hold '@' (RFC 5321 4.1.2).
std::optional<std::string_view> domainOfWildcard(std::string_view text)
{
    if (!text.starts_with("*@") || text.find_first_of("*?@", 2) != text.npos)
        return std::nullopt;
    return text.substr(2);
}

FilingPlace placeOfWildcard(std::string_view text)
{
    if (const auto domain = domainOfWildcard(text))
        return {textKey(domainWay, *domain), domainWay};
    const std::size_t prefix = keyLength(text.find_first_of("*?"));
    const std::size_t suffix = keyLength(text.size() - text.find_last_of("*?") - 1);
    const Way way = endsWay | Way(prefix) << endBits | Way(suffix);
    return {endsKeyOf(fnv(text.begin(), prefix), fnv(text.rbegin(), suffix), way), way};
}

// The halves of an address as numbers. IPv4 lies in the lower half of its mapped form.
struct Halves {
    std::uint64_t high = 0;
    std::uint64_t low = 0;
};

Halves halvesOf(const IpAddress& address)
{
    Halves halves;
    for (std::size_t i = 0; i < 8; ++i) {
        halves.high = halves.high << 8 | address.bytes()[i];
        halves.low = halves.low << 8 | address.bytes()[i + 8];
    }
    return halves;
}

// With the lowest `bits` cleared: where the block of 2^bits addresses begins.
Halves blockBegin(Halves address, unsigned bits)
{
    if (bits >= 64)
        return {bits >= 128 ? 0 : address.high >> (bits - 64) << (bits - 64), 0};
    return {address.high, address.low >> bits << bits};
}

std::uint64_t blockKey(const Halves& address, Way way)
{
    const Halves begin = blockBegin(address, way & (familyWay - 1));
    return mix(begin.low * 0x9e3779b97f4a7c15ULL + begin.high + way);
}

// The smallest block that is no narrower than the range: it needs at most two of them.
Way wayOf(const Halves& first, const Halves& last, bool v4)
{
    const std::uint64_t high = last.high - first.high - (last.low < first.low ? 1 : 0);
    const std::uint64_t low = last.low - first.low;
    const auto bits = Way(high == 0 ? std::bit_width(low) : 64 + std::bit_width(high));
    return v4 ? bits : familyWay + bits;
}

FilingPlaces placesOf(const IpRange& range)
{
    const Halves first = halvesOf(range.first);
    const Halves last = halvesOf(range.last);
    const Way way = wayOf(first, last, range.first.isV4());
    FilingPlaces places{{{{blockKey(first, way), way}, {blockKey(last, way), way}}}};
    places.count = places.places[0].key == places.places[1].key ? 1 : 2;
    return places;
}

FilingPlaces placeOf(FilingPlace place)
{
    return {{{place, {}}}};
}

} // namespace

FilingPlaces filingPlaces(const model::ListPattern& pattern)
{
    const std::string_view text = pattern.text;
    switch (pattern.shape) {
    case Shape::Range:
        return placesOf(pattern.range);
    case Shape::Domain:
        if (pattern.kind != model::ListKind::Helo)
            return placeOf({textKey(domainWay, pattern.domain()), domainWay});
        break;
    case Shape::Suffix: {
        const Way way = suffixWay + Way(text.size());
        return placeOf({textKey(way, text), way});
    }
    case Shape::Wildcard:
        return placeOf(placeOfWildcard(text));
    case Shape::Literal:
        return placeOf({textKey(NameSubject::whole, lowerAscii(text)), NameSubject::whole});
    case Shape::Null:
    case Shape::Address:
        break;
    }
    return placeOf({textKey(NameSubject::whole, text), NameSubject::whole});
}

void appendPayload(std::string& bytes, const model::ListPattern& pattern)
{
    if (pattern.shape != Shape::Range) {
        bytes += pattern.text;
        return;
    }
    const std::size_t skip = pattern.range.first.isV4() ? 12 : 0;
    for (const IpAddress* end : {&pattern.range.first, &pattern.range.last})
        bytes.append(reinterpret_cast<const char*>(end->bytes().data()) + skip, 16 - skip);
}

IpRange rangeOf(std::string_view payload)
{
    const std::size_t width = payload.size() / 2;
    const auto unpack = [&](std::size_t offset) {
        IpAddress::Bytes bytes = IpAddress().bytes(); // begins as mapped addresses do
        std::memcpy(bytes.data() + (16 - width), payload.data() + offset, width);
        return IpAddress::fromBytes(bytes);
    };
    return {unpack(0), unpack(width)};
}

std::optional<RangeIndex::Cover> coverOf(std::string_view payload, Way way)
{
    if (payload.size() != 8)
        return std::nullopt;
    std::array<std::uint32_t, 2> ends{};
    for (std::size_t i = 0; i < payload.size(); ++i)
        ends[i / 4] = ends[i / 4] << 8 | static_cast<unsigned char>(payload[i]);
    return RangeIndex::Cover{ends[0], ends[1], way};
}

IpSubject::IpSubject(const IpAddress& address)
    : m_v4(address.isV4())
{
    const Halves halves = halvesOf(address);
    m_high = halves.high;
    m_low = halves.low;
}

std::optional<std::uint64_t> IpSubject::key(Way way) const
{
    if (m_v4 != (way < familyWay))
        return std::nullopt;
    return blockKey({m_high, m_low}, way);
}

NameSubject::NameSubject(std::string_view text, bool isAddress)
    : m_text(text)
    , m_bare(isAddress && text == "<>" ? std::string_view() : text)
    , m_domain(text)
{
    if (!isAddress)
        return;
    const std::size_t at = text.rfind('@');
    m_domain = at == text.npos ? std::string_view() : text.substr(at + 1);
}

// "" where the subject has no such part.
std::string_view NameSubject::part(Way way) const
{
    if (way == whole)
        return m_text;
    if (way == domainWay)
        return m_domain;
    const std::size_t length = way - suffixWay;
    if (length >= m_domain.size() || m_domain[m_domain.size() - length] != '.')
        return {};
    return m_domain.substr(m_domain.size() - length);
}

std::optional<std::uint64_t> NameSubject::key(Way way)
{
    if ((way & endsWay) != 0) {
        constexpr Way mask = (1U << endBits) - 1;
        return endsKey(way >> endBits & mask, way & mask);
    }
    const std::string_view text = part(way);
    if (text.empty())
        return std::nullopt;
    return textKey(way, text);
}

void NameSubject::hashEnds()
{
    m_prefixes[0] = m_suffixes[0] = fnvStart;
    for (m_hashed = 1; m_hashed <= std::min(m_bare.size(), longestEnd); ++m_hashed) {
        m_prefixes[m_hashed] = fnvNext(m_prefixes[m_hashed - 1], m_bare[m_hashed - 1]);
        m_suffixes[m_hashed] = fnvNext(m_suffixes[m_hashed - 1], m_bare[m_bare.size() - m_hashed]);
    }
}

std::optional<std::uint64_t> NameSubject::endsKey(std::size_t prefix, std::size_t suffix)
{
    if (prefix + suffix > m_bare.size())
        return std::nullopt;
    if (m_hashed == 0)
        hashEnds();
    const Way way = endsWay | Way(prefix) << endBits | Way(suffix);
    return endsKeyOf(m_prefixes[prefix], m_suffixes[suffix], way);
}

bool NameSubject::matches(Shape shape, std::string_view pattern, Way way) const
{
    if (shape == Shape::Literal)
        return lowerAscii(pattern) == m_text;
    if (shape == Shape::Wildcard && way != domainWay)
        return model::matchesWildcard(pattern, m_bare);
    if (way == domainWay)
        pattern.remove_prefix(shape == Shape::Wildcard ? 2 : pattern.starts_with('@') ? 1 : 0);
    return pattern == part(way);
}

} // namespace postern::policy
