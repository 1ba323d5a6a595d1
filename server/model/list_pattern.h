// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "base/result.h"
#include "base/sentence.h"
#include "model/list_entry.h"

#include <string>
#include <string_view>

namespace postern::model {

// One pattern of the list dialect (policy.md, section 5), parsed and normalised. A value; safe to copy
// between threads.
struct ListPattern {
    enum class Shape : std::uint8_t {
        Null,     // <>                         sender
        Address,  // joe@example.com            sender, recipient
        Domain,   // example.com, @example.com  sender, recipient: every address of exactly that domain; HELO:
                  // that name
        Suffix,   // .example.com               sender, recipient, HELO: everything below, not itself
        Wildcard, // joe@*, *@*.example.com     sender, recipient, HELO
        Literal,  // [192.0.2.1]                HELO
        Range,    // every IP shape             IP
    };

    Shape shape = Shape::Domain;
    ListKind kind = ListKind::Sender;
    bool negated = false;
    std::string
        text; // normalised, without '~' (and a Domain without '@'); equal text and kind means equal meaning
    IpRange range; // Shape::Range only

    // Accepts what an administrator types, with '~' in front or not, blanks around ignored. The Error's
    // `what` says what is wrong, `where` holds the pattern, `hint` how to write it.
    static Result<ListPattern> parse(ListKind kind, std::string_view typed);

    // Orders patterns by policy.md: exact > narrower CIDR or longer literal suffix > more literal characters
    // > '*'. Higher is more specific; equal for a pattern and its '~' twin, where '~' wins.
    std::uint32_t specificity() const;

    // What it means, for people: "every address at example.com", "but not joe@example.com".
    Sentence meaning() const;
    // An example that it matches: "joe@example.com", "192.0.2.17".
    std::string example() const;

    // Whether it matches a normalised subject by itself (an address, a HELO name; for Range use
    // range.contains()). For tests, previews of one pattern and wildcards; big lists go through
    // policy::CompiledList.
    bool matches(std::string_view subject) const;
};

// '*' is any run of characters, also none; '?' exactly one (of UTF-8, one code point). Linear time, no
// recursion.
bool matchesWildcard(std::string_view pattern, std::string_view subject);

} // namespace postern::model
