// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/login_guard.h"

#include <utility>

namespace postern::engine {

namespace {

using namespace std::chrono_literals;

constexpr auto window = 10min;

} // namespace

LoginGuard::LoginGuard(std::size_t mostClients)
    : m_mostClients(mostClients)
{
}

std::optional<store::BanRow> LoginGuard::failed(const IpAddress& client, const model::Rates& rates, Time now)
{
    if (rates.loginFailures <= 0)
        return std::nullopt;
    const std::lock_guard lock(m_mutex);
    const IpAddress key = clientKey(client);
    if (!m_clients.contains(key)) {
        makeRoom();
        m_order.push_back(key);
    }
    std::vector<Time>& failures = m_clients[key].failures;
    std::erase_if(failures, [now](Time time) { return time + window <= now; });
    failures.push_back(now);
    if (failures.size() < std::size_t(rates.loginFailures))
        return std::nullopt;
    failures.clear();
    store::BanRow ban{clientName(client), now + std::chrono::minutes(rates.banMinutes),
                      std::to_string(rates.loginFailures) + " failed log-ins within ten minutes"};
    m_bans.push_back(ban);
    return ban;
}

void LoginGuard::succeeded(const IpAddress& client)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_clients.find(clientKey(client));
    if (found != m_clients.end())
        found->second.failures.clear();
}

std::vector<store::BanRow> LoginGuard::takeBans()
{
    const std::lock_guard lock(m_mutex);
    return std::exchange(m_bans, {});
}

void LoginGuard::makeRoom()
{
    while (m_clients.size() >= m_mostClients && !m_order.empty()) {
        m_clients.erase(m_order.front());
        m_order.pop_front();
    }
}

} // namespace postern::engine
