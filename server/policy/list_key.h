// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "model/list_pattern.h"
#include "policy/range_index.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// How patterns are filed so that a look-up costs the same whatever the size of the list. A `way` is a part of
// a subject that may be a key: the whole of it, its domain, its last 12 bytes where they begin with a dot,
// its first 4 and last 12 bytes, the block of 256 addresses around it. A list knows which ways its entries
// use; a look-up takes each of these parts of its subject and asks a hash table.
namespace postern::policy {

using Way = std::uint32_t;

struct FilingPlace {
    std::uint64_t key = 0;
    Way way = 0;
};

// One place; two for a range that lies across the edge of its block.
struct FilingPlaces {
    std::array<FilingPlace, 2> places;
    std::size_t count = 1;

    const FilingPlace* begin() const { return places.data(); }
    const FilingPlace* end() const { return places.data() + count; }
};
FilingPlaces filingPlaces(const model::ListPattern& pattern);

// Appends the bytes that a shard keeps of a pattern: its text, or the two ends of its range.
void appendPayload(std::string& bytes, const model::ListPattern& pattern);
IpRange rangeOf(std::string_view payload);
// What a range of IPv4 addresses is to a RangeIndex; nullopt: it is one of IPv6 addresses.
std::optional<RangeIndex::Cover> coverOf(std::string_view payload, Way way);

// An address, cut to the block around it that a way asks for. Smaller ways are narrower, IPv4 before IPv6. A
// block of way w holds only ranges wider than any range in a block of a smaller way, so the first way with a
// match has the narrowest one.
class IpSubject {
public:
    explicit IpSubject(const IpAddress& address);

    std::optional<std::uint64_t> key(Way way) const; // nullopt: the other family
    bool isV4() const { return m_v4; }
    std::uint32_t v4() const { return std::uint32_t(m_low); } // where it is one

private:
    std::uint64_t m_high = 0;
    std::uint64_t m_low = 0;
    bool m_v4;
};

// A mail address or a HELO name in comparable form, cut in whatever way a list asks for.
class NameSubject {
public:
    // `text` must live on: it is looked at, not copied. In an address list the null sender is "<>".
    NameSubject(std::string_view text, bool isAddress);

    // nullopt: it has no such part.
    std::optional<std::uint64_t> key(Way way);
    // Whether the pattern that was found by this key and way really matches.
    bool matches(model::ListPattern::Shape shape, std::string_view pattern, Way way) const;

    static constexpr Way whole = 0;
    static constexpr std::size_t longestEnd =
        32; // bytes of a wildcard's literal ends that are part of the key

private:
    void hashEnds();
    std::string_view part(Way way) const;
    std::optional<std::uint64_t> endsKey(std::size_t prefix, std::size_t suffix);

    std::string_view m_text;
    std::string_view m_bare; // what wildcards match: the null sender is empty
    std::string_view m_domain;
    // Hashes of the first and last n bytes; made when a wildcard first asks.
    std::array<std::uint64_t, longestEnd + 1> m_prefixes;
    std::array<std::uint64_t, longestEnd + 1> m_suffixes;
    std::size_t m_hashed = 0; // how many of them are there
};

} // namespace postern::policy
