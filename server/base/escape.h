// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace postern {

// Bytes from the network made safe to show: control characters, DEL, C1 controls, bidirectional overrides and
// bytes that are not UTF-8 become \xNN, a backslash becomes \\. Other UTF-8 stays. At most `limit` bytes of
// input, then "…". Everything from the wire goes through here before it reaches a log, the store's text
// columns or the console.
std::string escapeForDisplay(std::string_view bytes, std::size_t limit = 1024);

// The same for what was escaped before, or was typed by an administrator: backslashes stay, so that doing it
// again changes nothing, and the whole text is taken. For the last step before a terminal.
std::string showable(std::string_view text);

} // namespace postern
