// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "smtp/session_config.h"
#include "smtp/transaction.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The service extensions (RFC 5321 2.2): what EHLO offers, and the parameters that come with it.
namespace postern::smtp {

// What it depends on.
struct Moment {
    const SessionConfig& config;
    bool secured; // by TLS
};

bool mayLogIn(const Moment& now);
// With a channel to be bound to, there is the mechanism that does so, too (RFC 5802 6).
std::vector<std::string> mechanismsOffered(const Moment& now);

// The answer to EHLO: the server's name, then a line for each extension.
std::vector<std::string> ehloLines(const Moment& now);

// Take the parameters of a command into the transaction or recipient. The reply where something is wrong with
// them, or "". `utf8`: the client has said SMTPUTF8.
std::string_view setMailParameters(Transaction& transaction, std::string_view text, const Moment& now);
std::string_view setRcptParameters(Recipient& recipient, std::string_view text, const Moment& now, bool utf8);

// RFC 1870 4, RFC 3030 2: up to 20 digits, so more than 64 bits may hold. What is beyond is as good as the
// most there is.
std::optional<std::int64_t> parseOctets(std::string_view text);

// RFC 5321 4.5.3.1.4: 512 octets with CR LF; an extension that adds a parameter adds its length.
inline constexpr std::size_t commandLine = 512;
// SIZE 26 (RFC 1870 3), BODY 17 (RFC 6152 2), AUTH 500 (RFC 4954 3), " RET=FULL" and " ENVID=" with 100,
// SMTPUTF8 10 (RFC 6531 3.4).
inline constexpr std::size_t mailLine = commandLine + 26 + 17 + 500 + 9 + 107 + 10;
// " NOTIFY=" with 28 and " ORCPT=" with 500 (RFC 3461 4).
inline constexpr std::size_t rcptLine = commandLine + 36 + 507;
// RFC 4954 4, for AUTH and for the lines of the exchange.
inline constexpr std::size_t authLine = 12'288;

} // namespace postern::smtp
