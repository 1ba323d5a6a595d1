// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/in_force.h"

#include <utility>

namespace postern::engine {

void InForce::set(const policy::Snapshot& snapshot)
{
    auto services = std::make_shared<Services>();
    for (const auto& policy : snapshot.services) {
        auto session = std::make_shared<smtp::SessionConfig>(
            smtp::SessionConfig::of(policy->server->hostname(), policy->service));
        services->emplace(policy->service.id, ServiceInForce{policy, std::move(session)});
    }
    std::shared_ptr<const Services> old = std::move(services);
    const std::lock_guard lock(m_mutex);
    m_services.swap(old); // what was in force goes after the lock
}

std::optional<ServiceInForce> InForce::find(model::Id service) const
{
    const auto all = services();
    const auto found = all->find(service);
    return found == all->end() ? std::nullopt : std::optional(found->second);
}

std::shared_ptr<const InForce::Services> InForce::services() const
{
    const std::lock_guard lock(m_mutex);
    return m_services;
}

} // namespace postern::engine
