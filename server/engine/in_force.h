// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/tls_context.h"
#include "policy/facts.h"
#include "policy/policy.h"
#include "smtp/session_config.h"
#include "store/edit.h"

#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <unordered_map>

namespace postern::engine {

// What a session needs of one service at one revision.
struct ServiceInForce {
    std::shared_ptr<const policy::Policy> policy;
    std::shared_ptr<const smtp::SessionConfig> session;
};

// The newest snapshot: set by the store's thread, asked by the sessions at connect and at each MAIL.
// Thread-safe.
class InForce {
public:
    void set(const policy::Snapshot& snapshot);
    std::optional<ServiceInForce> find(model::Id service) const; // nullopt: removed
    std::shared_ptr<const policy::ServerPolicy> server() const;  // nullptr before the first snapshot

    // Which clients (base/client_network.h) are barred for a time. No part of a revision: bans come and go
    // without one.
    void setBans(std::span<const store::BanRow> bans);
    void addBan(const store::BanRow& ban);
    std::optional<policy::Ban>
    banOf(const IpAddress& client) const; // also one that is over: decide() has the time

    // What each service encrypts with; certificates change without a revision, too.
    using TlsContexts = std::unordered_map<model::Id, std::shared_ptr<const net::TlsContext>>;
    void setTls(TlsContexts contexts);
    std::shared_ptr<const net::TlsContext> tlsOf(model::Id service) const; // nullptr: there is none

private:
    using Services = std::unordered_map<model::Id, ServiceInForce>;
    using Bans = std::unordered_map<IpAddress, policy::Ban>;
    std::shared_ptr<const Services> services() const;
    std::shared_ptr<const Bans> bans() const;

    mutable std::mutex m_mutex;
    TlsContexts m_tls;
    std::shared_ptr<const policy::ServerPolicy> m_server;
    std::shared_ptr<const Services> m_services = std::make_shared<Services>();
    std::shared_ptr<const Bans> m_bans = std::make_shared<Bans>();
};

} // namespace postern::engine
