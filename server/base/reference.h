// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace postern {

// The short name of one rejection, as in "ref K7Q2M9XD": 8 characters of Crockford's base 32 (no I, L, O, U),
// 40 random bits.
std::string makeReference();

// A reference as somebody typed or read it out: any case, I and L for 1, O for 0, "ref " in front. nullopt
// where it is none.
std::optional<std::string> parseReference(std::string_view text);

} // namespace postern
