// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/environment.h"
#include "engine/listener.h"
#include "engine/occupancy.h"
#include "model/status.h"

#include <chrono>
#include <map>
#include <memory>
#include <vector>

namespace postern::engine {

// The services that listen: what should be comes with each snapshot and by start() and stop(); what is,
// status() says. A service that cannot listen is tried again; nothing that changes here ends a session, but
// stop() and the removal of a service let its sessions go when no message is under way. Used on the store's
// thread, while the reactors run.
class Services {
public:
    Services(const Reactors& reactors, Environment& environment);

    // Opens, moves and closes what the snapshot says. A service that is new is started if it is enabled; one
    // that is known is started or stopped where that has changed, and otherwise stays as it is.
    void apply(const policy::Snapshot& snapshot);
    void start(model::Id service);
    void stop(model::Id service);
    void stopAll();
    // Tries again, now and then, what could not be opened.
    void retry(std::chrono::steady_clock::time_point now);

    const Reactors& reactors() const { return m_reactors; }
    std::vector<model::ListenerStatus> status() const; // in the order of ids

private:
    struct Service {
        model::Service settings;
        bool wanted = false;
        std::shared_ptr<Occupancy> occupancy;
        std::map<net::Endpoint, std::unique_ptr<Listener>> listeners;
        std::map<net::Endpoint, Error> failures;
    };

    static std::vector<net::Endpoint> endpointsOf(const Service& service);
    static void closeUnwanted(Service& service);
    void openMissing(Service& service);
    void letSessionsGo(model::Id service) const;
    static model::ListenerStatus statusOf(const Service& service);

    const Reactors& m_reactors;
    Environment& m_environment;
    std::map<model::Id, Service> m_services;
    std::chrono::steady_clock::time_point m_tried{};
};

} // namespace postern::engine
