// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace postern {

// RFC 8601 2.7.7 (RFC 7489 11.2)
enum class DmarcResult : std::uint8_t { None, Pass, Fail, TempError, PermError };
// What a domain asks for where its mail fails (RFC 7489 6.3). In the order of their severity.
enum class DmarcPolicy : std::uint8_t { None, Quarantine, Reject };

std::string_view toId(DmarcResult result); // "none", "pass", "fail", "temperror", "permerror"
std::string_view toId(DmarcPolicy policy); // "none", "quarantine", "reject"
std::optional<DmarcResult> dmarcResultById(std::string_view id);
std::optional<DmarcPolicy> dmarcPolicyById(std::string_view id);

} // namespace postern
