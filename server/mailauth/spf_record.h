// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "base/result.h"
#include "base/spf_result.h"
#include "mailauth/spf_macro.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::mailauth {

enum class SpfMechanism : std::uint8_t { All, Include, A, Mx, Ptr, Ip4, Ip6, Exists };

// One mechanism with its qualifier (RFC 7208 4.6.1, 5).
struct SpfDirective {
    SpfMechanism mechanism{};
    SpfResult result{};                   // of a match: Pass, Fail, SoftFail or Neutral
    std::optional<SpfMacroString> domain; // nullopt: the domain at hand
    int prefix4 = 32;
    int prefix6 = 128;
    IpAddress::Bytes network{}; // Ip4 in its mapped form, Ip6
    std::string text;           // as written, for people: "-all", "include:example.org"
};

struct SpfRecord {
    std::vector<SpfDirective> directives;
    std::optional<SpfMacroString> redirect;
    std::optional<SpfMacroString> explanation; // the domain-spec of exp=

    // A syntax error anywhere makes the whole record one (RFC 7208 4.6); `where` is the term.
    static Result<SpfRecord> parse(std::string_view text);
};

// Whether a TXT record is one for SPF (RFC 7208 4.5).
bool isSpfRecord(std::string_view text);

// Whether the first `prefix` bits are the same.
bool sameNetwork(const IpAddress::Bytes& a, const IpAddress::Bytes& b, int prefix);

} // namespace postern::mailauth
