// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace postern {

// RFC 4648 4, with padding and without line ends.
std::string toBase64(std::string_view bytes);
// nullopt: not exactly that.
std::optional<std::string> fromBase64(std::string_view text);

} // namespace postern
