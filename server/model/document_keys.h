// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "model/list_entry.h"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

// The words of the configuration document that reader and writer share.
namespace postern::model {

inline constexpr std::array<std::pair<Access, std::string_view>, 4> accessWords{{
    {Access::Any, "any"},
    {Access::Lan, "lan"},
    {Access::Listed, "listed"},
    {Access::LanAndListed, "lan+listed"},
}};

inline constexpr std::array<std::pair<ListKind, std::string_view>, 4> listKeys{{
    {ListKind::Ip, "ip"},
    {ListKind::Sender, "sender"},
    {ListKind::Recipient, "recipient"},
    {ListKind::Helo, "helo"},
}};

inline constexpr std::array<std::pair<ListColor, std::string_view>, 2> listColorKeys{{
    {ListColor::Black, "black_list"},
    {ListColor::White, "exceptions"},
}};

} // namespace postern::model
