// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "smtp/session.h"

#include <cstdint>
#include <string_view>

namespace postern::smtp {

// One command: its row in the table of verbs.cpp.
struct Session::Verb {
    // Conditions, checked before the handler runs. In the order in which they are checked:
    enum : std::uint8_t {
        NeedsHello = 1,
        NeedsTransaction = 2,
        NoArgument = 4,
        NeedsArgument = 8,
        Hidden = 16,  // not in HELP
        InClear = 32, // also where a service demands TLS and there is none yet
    };

    std::string_view name;
    void (Session::*handler)(std::string_view argument);
    std::uint8_t flags;
    std::size_t maxLine; // octets with CR LF
};

} // namespace postern::smtp
