// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/occupancy.h"

#include <utility>

namespace postern::engine {

Occupancy::Place::Place(std::shared_ptr<Occupancy> occupancy, const IpAddress& client)
    : m_occupancy(std::move(occupancy))
    , m_client(clientKey(client))
{
}

Occupancy::Place::~Place()
{
    if (m_occupancy)
        m_occupancy->leave(m_client);
}

Occupancy::Place Occupancy::enter(const IpAddress& client)
{
    const std::lock_guard lock(m_mutex);
    ++m_count;
    ++m_byClient[clientKey(client)];
    return {shared_from_this(), client};
}

int Occupancy::count() const
{
    const std::lock_guard lock(m_mutex);
    return m_count;
}

int Occupancy::count(const IpAddress& client) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_byClient.find(clientKey(client));
    return found == m_byClient.end() ? 0 : found->second;
}

void Occupancy::leave(const IpAddress& key)
{
    const std::lock_guard lock(m_mutex);
    --m_count;
    const auto found = m_byClient.find(key);
    if (--found->second == 0)
        m_byClient.erase(found);
}

} // namespace postern::engine
