// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace postern::ui {

// The pages of the main window, in the order of the tree. A page that is not built yet is not here either.
enum class PageId : std::uint8_t {
    Services,
    Domains,
    Mailboxes,
    Lan,
    Routes,
    Rejected,
    Connections,
    Queue,
    Statistics,
    Bans,
    Pins,
    History,
    ListHealth,
    Health,
};

} // namespace postern::ui
