// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scan/milter_packet.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace postern::scan {

// What a mail server calls things to milters: "j" its name, "{client_addr}", "i" the queue id. Names of more
// than one letter stand in braces.
using MilterMacros = std::vector<std::pair<std::string, std::string>>;

// Which macros a milter is told before which command: those that mail servers are known to tell, or those
// that it has chosen.
class MilterMacroChoice {
public:
    static constexpr std::uint32_t stages = 7;
    static constexpr std::size_t longest = 4'096; // octets of one choice

    // The numbers of SMFIM_…; `names` with blanks between. False: there is no such stage, or it is too much.
    bool choose(std::uint32_t stage, std::string_view names);
    // The data of a packet that tells them: "" where there is nothing to tell.
    std::string told(milter::Command command, const MilterMacros& macros) const;

private:
    std::array<std::optional<std::string>, stages> m_chosen;
};

} // namespace postern::scan
