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

std::shared_ptr<const Snapshot> compileSnapshot(std::int64_t revision,
                                                const model::Configuration& configuration,
                                                std::span<const model::ListEntry> entries,
                                                std::span<const IpAddress> ownAddresses)
{
    auto server = std::make_shared<ServerPolicy>(configuration);
    server->setOwnAddresses(ownAddresses);
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->revision = revision;
    snapshot->server = server;
    for (const model::Service& service : configuration.services)
        snapshot->services.push_back(compilePolicy(revision, server, service, entries));
    return snapshot;
}

} // namespace postern::policy
