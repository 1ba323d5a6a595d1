// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/dmarc_result.h"

#include <algorithm>
#include <array>

namespace postern {

namespace {

constexpr std::array<std::string_view, 5> resultIds{"none", "pass", "fail", "temperror", "permerror"};
constexpr std::array<std::string_view, 3> policyIds{"none", "quarantine", "reject"};

template <class Enum, std::size_t N>
std::optional<Enum> byId(const std::array<std::string_view, N>& ids, std::string_view id)
{
    const auto found = std::find(ids.begin(), ids.end(), id);
    return found == ids.end() ? std::nullopt : std::optional(Enum(found - ids.begin()));
}

} // namespace

std::string_view toId(DmarcResult result)
{
    return resultIds[std::size_t(result)];
}

std::string_view toId(DmarcPolicy policy)
{
    return policyIds[std::size_t(policy)];
}

std::optional<DmarcResult> dmarcResultById(std::string_view id)
{
    return byId<DmarcResult>(resultIds, id);
}

std::optional<DmarcPolicy> dmarcPolicyById(std::string_view id)
{
    return byId<DmarcPolicy>(policyIds, id);
}

} // namespace postern
