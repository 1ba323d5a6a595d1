// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace postern {

// ASCII only; bytes of 0x80 and above stay as they are.
std::string lowerAscii(std::string_view text);
std::string upperAscii(std::string_view text);
std::string_view trim(std::string_view text); // blanks and tabs, CR and LF

// The form in which domains are compared: lower case, IDNA 2008 A-labels (with the UTS 46 mapping), no dot at
// the end. Refuses what cannot be a domain: empty labels, labels over 63 or names over 253 octets (RFC
// 1035 2.3.4), forbidden characters.
Result<std::string> normalizeDomain(std::string_view text);
// The same for text from the wire: what cannot be normalised is only put in lower case, so that it compares
// but never fails.
std::string comparableDomain(std::string_view text);
// For reading: A-labels shown as Unicode where that goes there and back unchanged.
std::string displayDomain(std::string_view normalized);

// A host name by RFC 1123 2.1: letters, digits and hyphens in labels, the last label not all digits. One
// label is enough.
bool isHostName(std::string_view text);

// The address in an address literal by RFC 5321 4.1.3: "[192.0.2.1]" or "[IPv6:2001:db8::1]".
std::optional<IpAddress> parseAddressLiteral(std::string_view text);

// Whether `host` lies below `domain` (not itself). Both normalised.
bool isBelow(std::string_view host, std::string_view domain);

} // namespace postern
