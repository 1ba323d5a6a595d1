// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

// The grammar of RFC 5321 4.1.2 and 4.1.3; with `utf8` that of RFC 6531 3.3, which adds UTF-8 to local parts
// and parameter values and U-labels to domains. Control characters and whatever else could pretend to be
// something else where an address is shown stay out. Views point into the text given. Nothing here recurses
// or takes longer than linear time.
namespace postern::smtp {

enum class PathProblem : std::uint8_t {
    Syntax,
    LocalTooLong,  // local part over 64 octets (RFC 5321 4.5.3.1.1)
    DomainTooLong, // domain over 255 octets (4.5.3.1.2) or a label over 63 (RFC 1035 2.3.4)
    PathTooLong,   // over 256 octets with the brackets (4.5.3.1.3)
    EightBit,      // octets beyond ASCII, which need SMTPUTF8 (RFC 6531)
};

struct Parameter {
    std::string_view keyword; // any case
    std::optional<std::string_view> value;
};

// A mailbox with the text after it: what stands behind "FROM:" or "TO:".
struct Path {
    std::string_view mailbox; // without brackets and source route; "" for <>
    std::string_view rest;    // begins with a blank, or is empty
};

// Reverse-path: "<" [source-route] mailbox ">" or "<>". A source route is checked and dropped (RFC 5321
// Appendix C).
tl::expected<Path, PathProblem> parseReversePath(std::string_view text, bool utf8 = false);
// Forward-path: the same without "<>", but with "<postmaster>" in any case (RFC 5321 4.1.1.3).
tl::expected<Path, PathProblem> parseForwardPath(std::string_view text, bool utf8 = false);
// Mailbox = Local-part "@" ( Domain / address-literal ), the whole text.
tl::expected<void, PathProblem> checkMailbox(std::string_view text);

// Domain by RFC 5321 4.1.2: letters, digits and hyphens in labels; one label is enough.
bool isDomain(std::string_view text);
// Address literal by RFC 5321 4.1.3, with brackets: IPv4 or IPv6. A general one needs a tag registered by a
// standards-track RFC, and there is none but IPv6.
bool isAddressLiteral(std::string_view text);

// Mail-parameters or Rcpt-parameters: nullopt where they are not *(SP keyword ["=" value]). Blanks at the end
// are let pass.
std::optional<std::vector<Parameter>> parseParameters(std::string_view text, bool utf8 = false);

// "MAIL FROM:" → whether `text` begins with `prefix` in any case; then it is taken off, with blanks after it
// (a departure from RFC 5321 3.3 that many clients need).
bool takePrefix(std::string_view& text, std::string_view prefix);
// ASCII, without case.
bool equalNoCase(std::string_view a, std::string_view b);

} // namespace postern::smtp
