// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/dispatcher.h"
#include "delivery/smtp_client.h"
#include "delivery/targets.h"
#include "net/descriptor.h"
#include "net/reactor.h"

#include <deque>
#include <memory>
#include <optional>
#include <string>

namespace postern::delivery {

// What every connection to a next hop works with.
struct CarrierTools {
    dns::Resolver* resolver = nullptr;                // nullptr: only IP addresses and sockets are reached
    std::shared_ptr<const net::TlsClientContext> tls; // nullptr: nothing can be encrypted
    TimeLimits limits = {};
    StsPolicies* policies = nullptr; // nullptr: MTA-STS is left out
};

// One way to a next hop: looks up where it is, tries its addresses one after the other until one of them
// takes mail, and carries job after job there. Lives as long as its connection; on one reactor's thread.
class Courier : public std::enable_shared_from_this<Courier> {
public:
    Courier(net::Reactor& reactor, CarrierTools tools, NextHop hop, Dispatcher& dispatcher);

    void start();

    // --- for its connection
    Dispatcher& dispatcher() { return m_dispatcher; }
    net::Reactor& reactor() { return m_reactor; }
    const CarrierTools& carrier() const { return m_tools; }
    JobPtr takeJob();
    void ended(const SmtpClient::Closed& closed);

private:
    void tryNext();
    bool tryTarget(Target target);
    bool trySocket();
    void begin(net::Descriptor socket, SmtpClient::Options options);
    void giveUp(const Answer& why);

    net::Reactor& m_reactor;
    const CarrierTools m_tools;
    const NextHop m_hop;
    const std::string m_key;
    Dispatcher& m_dispatcher;
    std::deque<Target> m_targets;
    std::optional<Target> m_current;
    bool m_reached = false;
    Answer m_why;
};

// How a connection to a next hop begins. `peer` is its name for people.
SmtpClient::Options optionsFor(const NextHop& hop, const std::string& hostname, std::string peer,
                               Protection protection, const TimeLimits& limits);

} // namespace postern::delivery
