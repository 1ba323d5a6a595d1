// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace postern {

// A mail address cut at its last '@', in the form in which addresses are compared: local part without case
// (foldCase(); RFC 5321 2.4 lets only the final host decide about case, and here that is us), without the
// quotes of a quoted string that needs none, domain normalised (domain_name.h; address literals as they are,
// in lower case). `domain` is empty for the null sender and for a bare local part ("postmaster").
struct MailAddress {
    std::string local;
    std::string domain;

    std::string toString() const { return domain.empty() ? local : local + '@' + domain; }
    bool operator==(const MailAddress&) const = default;
};

// Never fails: what comes from the wire was checked by the SMTP parser, and must compare whatever it is.
MailAddress comparableAddress(std::string_view text);

// For what an administrator types: one '@', a local part of at most 64 octets (RFC 5321 4.5.3.1.1), a valid
// domain.
Result<MailAddress> parseMailAddress(std::string_view text);

} // namespace postern
