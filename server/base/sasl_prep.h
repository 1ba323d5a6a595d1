// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace postern {

// SASLprep (RFC 4013): the form in which names and passwords of a log-in are compared, so that it does not
// matter how a keyboard composes an é. Characters that Unicode 3.2 did not know yet pass as they are.
// nullopt: it is no UTF-8, longer than 4096 octets, holds what is prohibited (controls, private use), or
// nothing of it is left.
std::optional<std::string> saslPrep(std::string_view text);

} // namespace postern
