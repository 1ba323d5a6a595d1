// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

// The values that RFC 3461 adds to MAIL and RCPT: which reports a sender wants.
namespace postern::smtp {

// RFC 3461 4.1: "NEVER", or some of SUCCESS, FAILURE and DELAY, in any case and order; nullopt: neither.
// In upper case and this order: "SUCCESS,FAILURE,DELAY".
std::optional<std::string> notifyOf(std::string_view value);

// RFC 3461 4.4: xtext of at most 100 octets that stands for printable ASCII.
bool isEnvelopeId(std::string_view value);

// RFC 3461 4.2: "type;address" of at most 500 octets, the address in xtext that stands for printable ASCII.
// Of the type "utf-8" it is written as RFC 6533 3 says: "\x{F6}" stands for a character, or with `utf8` the
// character itself in UTF-8.
bool isOriginalRecipient(std::string_view value, bool utf8);

// The ORCPT= of an address: "rfc822;joe+2Bnews@example.com"; beyond ASCII "utf-8;j\x{F6}rg@example.com".
std::string originalRecipient(std::string_view address);

// What xtext (RFC 3461 4) stands for; whatever is no xtext stays as it is.
std::string fromXtext(std::string_view text);

} // namespace postern::smtp
