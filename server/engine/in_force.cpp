// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/in_force.h"

#include "base/client_network.h"

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
    auto server = snapshot.server;
    const std::lock_guard lock(m_mutex);
    m_services.swap(old); // what was in force goes after the lock
    m_server.swap(server);
}

std::shared_ptr<const policy::ServerPolicy> InForce::server() const
{
    const std::lock_guard lock(m_mutex);
    return m_server;
}

std::optional<ServiceInForce> InForce::find(model::Id service) const
{
    const auto all = services();
    const auto found = all->find(service);
    return found == all->end() ? std::nullopt : std::optional(found->second);
}

void InForce::setBans(std::span<const store::BanRow> bans)
{
    auto byClient = std::make_shared<Bans>();
    for (const store::BanRow& ban : bans) {
        const auto client = clientKeyOf(ban.client); // a foreign writer may have put anything there
        if (!client)
            continue;
        const auto [known, isNew] = byClient->try_emplace(*client, policy::Ban{ban.until, ban.reason});
        if (!isNew && known->second.until < ban.until)
            known->second = {ban.until, ban.reason};
    }
    std::shared_ptr<const Bans> old = std::move(byClient);
    const std::lock_guard lock(m_mutex);
    m_bans.swap(old);
}

void InForce::addBan(const store::BanRow& ban)
{
    const auto client = clientKeyOf(ban.client);
    if (!client)
        return;
    const std::lock_guard lock(m_mutex);
    auto bans = std::make_shared<Bans>(*m_bans);
    bans->insert_or_assign(*client, policy::Ban{ban.until, ban.reason});
    m_bans = std::move(bans);
}

std::optional<policy::Ban> InForce::banOf(const IpAddress& client) const
{
    const auto all = bans();
    const auto found = all->find(clientKey(client));
    return found == all->end() ? std::nullopt : std::optional(found->second);
}

void InForce::setTls(TlsContexts contexts)
{
    const std::lock_guard lock(m_mutex);
    m_tls.swap(contexts); // what was in force goes after the lock
}

std::shared_ptr<const net::TlsContext> InForce::tlsOf(model::Id service) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_tls.find(service);
    return found == m_tls.end() ? nullptr : found->second;
}

std::shared_ptr<const InForce::Bans> InForce::bans() const
{
    const std::lock_guard lock(m_mutex);
    return m_bans;
}

std::shared_ptr<const InForce::Services> InForce::services() const
{
    const std::lock_guard lock(m_mutex);
    return m_services;
}

} // namespace postern::engine
