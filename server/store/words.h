// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "model/status.h"

#include <string_view>

namespace postern::store {

// The words that stand for enumerations in the store. Kept for ever; a word that is not one (the schema
// refuses them) reads as the first.
std::string_view wordOf(model::ListColor color);     // "black", "white"
std::string_view wordOf(model::ListKind kind);       // "ip", "sender", "recipient", "helo"
std::string_view wordOf(model::Condition condition); // "always", "spf-pass", "from-range"
std::string_view wordOf(model::Access access);       // "any", "lan", "listed", "lan-and-listed"
std::string_view wordOf(model::TlsMode mode);        // "none", "starttls", "required", "implicit"
std::string_view wordOf(model::RouteTls tls);        // "opportunistic", "none", "required", "verified"
std::string_view wordOf(model::DnsListKind kind);    // "client", "domain"
std::string_view wordOf(model::ScannerKind kind);    // "spamd", "rspamd", "milter"
std::string_view wordOf(model::ScannerFailure then); // "accept", "defer"
std::string_view wordOf(model::ListenerState state); // "stopped", "starting", "running", "failed"

model::ListColor colorOf(std::string_view word);
model::ListKind kindOf(std::string_view word);
model::Condition conditionOf(std::string_view word);
model::Access accessOf(std::string_view word);
model::TlsMode tlsModeOf(std::string_view word);
model::RouteTls routeTlsOf(std::string_view word);
model::DnsListKind dnsListKindOf(std::string_view word);
model::ScannerKind scannerKindOf(std::string_view word);
model::ScannerFailure scannerFailureOf(std::string_view word);
model::ListenerState listenerStateOf(std::string_view word);

} // namespace postern::store
