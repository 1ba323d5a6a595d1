// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/spf_result.h"

#include <algorithm>
#include <array>

namespace postern {

namespace {

constexpr std::array<std::string_view, 7> ids{"none",     "neutral",   "pass",     "fail",
                                              "softfail", "temperror", "permerror"};

} // namespace

std::string_view toId(SpfResult result)
{
    return ids[std::size_t(result)];
}

std::optional<SpfResult> spfResultById(std::string_view id)
{
    const auto found = std::find(ids.begin(), ids.end(), id);
    if (found == ids.end())
        return std::nullopt;
    return SpfResult(found - ids.begin());
}

} // namespace postern
