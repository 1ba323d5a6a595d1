// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/dkim_result.h"

#include <array>

namespace postern {

std::string_view toId(DkimResult result)
{
    static constexpr std::array<std::string_view, 6> ids{"none",    "pass",      "fail",
                                                         "neutral", "temperror", "permerror"};
    return ids[std::size_t(result)];
}

} // namespace postern
