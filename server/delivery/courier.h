// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/dispatcher.h"
#include "dns/mail_hosts.h"
#include "net/descriptor.h"
#include "net/endpoint.h"
#include "net/reactor.h"

#include <deque>
#include <memory>
#include <string>

namespace postern::delivery {

// One way to a next hop: looks up where it is, tries its addresses one after the other until one of them
// takes mail, and carries job after job there. Lives as long as its connection; on one reactor's thread.
class Courier : public std::enable_shared_from_this<Courier> {
public:
    Courier(net::Reactor& reactor, dns::Resolver* resolver, NextHop hop, Dispatcher& dispatcher);

    void start();

    // --- for its connection
    const NextHop& hop() const { return m_hop; }
    Dispatcher& dispatcher() { return m_dispatcher; }
    net::Reactor& reactor() { return m_reactor; }
    JobPtr takeJob();
    // The connection has ended; `why` is empty where it ended as it should.
    void ended(const std::optional<Answer>& why);

private:
    struct Target {
        std::string name; // for people, and for the certificate
        net::Endpoint endpoint;
    };

    void lookUpHosts();
    void onMailHosts(const dns::MailHosts& found);
    void lookUpAddresses();
    void addTargets(const std::string& name, const std::vector<IpAddress>& addresses);
    void tryNext();
    bool connectTo(const Target& target);
    bool connectToSocket();
    void begin(net::Descriptor socket, std::string peer);
    void giveUp(const Answer& why);

    net::Reactor& m_reactor;
    dns::Resolver* m_resolver;
    const NextHop m_hop;
    const std::string m_key;
    Dispatcher& m_dispatcher;
    std::deque<Target> m_targets;
    bool m_socketTried = false;
    bool m_reached = false;
    Answer m_why = deferred("4.4.1", "there is no address to connect to");
};

} // namespace postern::delivery
