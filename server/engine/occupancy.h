// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/client_network.h"

#include <memory>
#include <mutex>
#include <unordered_map>

namespace postern::engine {

// The connections that one service has now, altogether and by client (base/client_network.h). Thread-safe.
class Occupancy : public std::enable_shared_from_this<Occupancy> {
public:
    // One connection's place; given back by its destructor.
    class Place {
    public:
        Place() = default;
        Place(std::shared_ptr<Occupancy> occupancy, const IpAddress& client);
        Place(Place&& other) noexcept = default;
        Place& operator=(Place&&) = delete;
        ~Place();

    private:
        std::shared_ptr<Occupancy> m_occupancy;
        IpAddress m_client; // its key
    };

    // Takes a place for a client, whether or not there is one left: a client that is refused holds one, too,
    // until it has heard so.
    Place enter(const IpAddress& client);
    int count() const;
    int count(const IpAddress& client) const;

private:
    void leave(const IpAddress& key);

    mutable std::mutex m_mutex;
    int m_count = 0;
    std::unordered_map<IpAddress, int> m_byClient;
};

} // namespace postern::engine
