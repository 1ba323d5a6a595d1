// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/client_network.h"
#include "base/time.h"
#include "model/configuration.h"
#include "store/edit.h"

#include <deque>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace postern::engine {

// Counts failed log-ins by client (base/client_network.h), and bars a client that fails too often. Bounded, however many clients fail: then the one that has been counted longest is forgotten.
// Thread-safe.
class LoginGuard {
public:
    explicit LoginGuard(std::size_t mostClients = 100'000);

    // Another failure of `client`: the ban that it earns, if it does.
    std::optional<store::BanRow> failed(const IpAddress& client, const model::Rates& rates, Time now);
    void succeeded(const IpAddress& client);
    // Bans since the last call, to be kept in the store.
    std::vector<store::BanRow> takeBans();

private:
    struct Client {
        std::vector<Time> failures; // the newest ones, oldest first
    };
    void makeRoom();

    const std::size_t m_mostClients;
    std::mutex m_mutex;
    std::unordered_map<IpAddress, Client> m_clients;
    std::deque<IpAddress> m_order; // by first failure
    std::vector<store::BanRow> m_bans;
};

} // namespace postern::engine
