// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "base/result.h"
#include "base/sentence.h"
#include "model/list_entry.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace postern::model {

// The order of policy.md, section 5: an exact pattern comes first; among others the narrower range of
// addresses or the longer literal suffix, then more literal characters, '*' last. Higher is more specific. A
// domain's suffix begins with its '@' and a suffix pattern's with its dot, so that sales-*@example.com is
// more specific than example.com, which is more specific than .com.
struct Specificity {
    std::uint64_t high = 0;
    std::uint64_t low = 0;

    auto operator<=>(const Specificity&) const = default;
};

// A pattern in UTF-8 may have 320 bytes: 64 before the '@', 255 behind it (RFC 5321 4.5.3.1).
inline constexpr std::size_t maxPatternLength = 320;

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
        text;      // normalised, without '~'; parse() takes it again; equal text and kind means equal meaning
    IpRange range; // Shape::Range only

    // Accepts what an administrator types, with '~' in front or not, blanks around ignored. The Error's
    // `what` says what is wrong, `where` holds the pattern, `hint` how to write it.
    static Result<ListPattern> parse(ListKind kind, std::string_view typed);

    // Of a Domain: without the '@' that stands in the text where it would not look like a domain otherwise.
    std::string_view domain() const;

    // What no name is closer than.
    static constexpr Specificity exact{~std::uint64_t(0), 0};
    // How closely it matches; see Specificity. Equal for a pattern and its '~' twin, where '~' wins.
    Specificity specificity() const;

    // What it means, for people, with an example: "every address at example.com, such as joe@example.com".
    Sentence meaning() const;
    // An example that it matches: "joe@example.com", "192.0.2.17".
    std::string example() const;

    // Whether it matches a subject in comparable form: an address (base/mail_address.h; "" or "<>" is the
    // null sender), a HELO name (base/domain_name.h) or literal, an IP address as text. '~' does not matter
    // here. For previews of one pattern and for tests; lists go through policy::CompiledList.
    bool matches(std::string_view subject) const;
};

// The form in which address literals are compared: "[192.0.2.1]", "[ipv6:2001:db8::1]"; other text as it is,
// in lower case.
std::string comparableLiteral(std::string_view text);

// '*' is any run of characters, also none; '?' exactly one (of UTF-8, one code point). No recursion; at most
// as many steps as the product of the two lengths, and patterns are short.
bool matchesWildcard(std::string_view pattern, std::string_view subject);

} // namespace postern::model
