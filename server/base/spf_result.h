// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace postern {

// RFC 7208 2.6
enum class SpfResult : std::uint8_t { None, Neutral, Pass, Fail, SoftFail, TempError, PermError };

std::string_view
toId(SpfResult result); // "none", "neutral", "pass", "fail", "softfail", "temperror", "permerror"
std::optional<SpfResult> spfResultById(std::string_view id);

} // namespace postern
