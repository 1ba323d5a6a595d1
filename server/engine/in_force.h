// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/policy.h"
#include "smtp/session_config.h"

#include <memory>
#include <mutex>
#include <optional>
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

private:
    using Services = std::unordered_map<model::Id, ServiceInForce>;
    std::shared_ptr<const Services> services() const;

    mutable std::mutex m_mutex;
    std::shared_ptr<const Services> m_services = std::make_shared<Services>();
};

} // namespace postern::engine
