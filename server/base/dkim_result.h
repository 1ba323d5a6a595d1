// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace postern {

// What verifying a DKIM signature comes to, by the words of RFC 8601 2.7.1.
enum class DkimResult : std::uint8_t {
    None,      // there is no signature
    Pass,      // it is whole, and by the domain that it names
    Fail,      // it is not
    Neutral,   // it cannot be judged here, or covers less than the message
    TempError, // the key is not known now
    PermError, // it or its key is broken, whatever is tried
};

std::string_view toId(DkimResult result); // "none", "pass", "fail", "neutral", "temperror", "permerror"

} // namespace postern
