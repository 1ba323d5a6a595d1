// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/policy.h"

#include <algorithm>

namespace postern::policy {

std::shared_ptr<const Policy> Snapshot::find(model::Id service) const
{
    const auto found = std::find_if(services.begin(), services.end(),
                                    [service](const auto& policy) { return policy->service.id == service; });
    return found == services.end() ? nullptr : *found;
}

} // namespace postern::policy
