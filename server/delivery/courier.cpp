// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/courier.h"

#include "delivery/client_connection.h"

#include <system_error>
#include <utility>

namespace postern::delivery {

SmtpClient::Options optionsFor(const NextHop& hop, const std::string& hostname, std::string peer,
                               Protection protection, const TimeLimits& limits)
{
    SmtpClient::Options options;
    options.lmtp = hop.kind == NextHop::Kind::Lmtp;
    options.implicitTls = hop.implicitTls;
    options.local = !hop.place.empty();
    options.hostname = hostname;
    options.user = hop.user;
    options.password = hop.password;
    options.protection = std::move(protection);
    options.peer = std::move(peer);
    options.limits = limits;
    return options;
}

Courier::Courier(net::Reactor& reactor, CarrierTools tools, NextHop hop, Dispatcher& dispatcher)
    : m_reactor(reactor)
    , m_tools(std::move(tools))
    , m_hop(std::move(hop))
    , m_key(m_hop.key())
    , m_dispatcher(dispatcher)
{
}

void Courier::start()
{
    if (!m_hop.place.empty()) {
        if (!trySocket())
            giveUp(m_why);
        return;
    }
    const Router& router = *m_dispatcher.tools().router;
    TargetFinder::Tools tools{
        m_reactor.context(), m_tools.resolver,
        [&router](const auto& name, const auto& addresses) { return router.isSelf(name, addresses); },
        m_tools.policies};
    const auto finder = std::make_shared<TargetFinder>(std::move(tools), m_hop);
    finder->start([self = shared_from_this()](Targets found) {
        self->m_targets.assign(found.targets.begin(), found.targets.end());
        self->m_why = std::move(found.why);
        self->tryNext();
    });
}

void Courier::tryNext()
{
    while (!m_targets.empty()) {
        Target target = std::move(m_targets.front());
        m_targets.pop_front();
        if (tryTarget(std::move(target)))
            return;
    }
    giveUp(m_why);
}

bool Courier::tryTarget(Target target)
{
    Connecting made = connectTo(target.endpoint);
    if (made.error != 0) {
        m_why = deferred("4.4.1", target.name + " (" + target.endpoint.toString() +
                                      "): " + std::generic_category().message(made.error));
        return false;
    }
    const std::string peer = target.name + " [" + target.endpoint.address.toString() + ']';
    m_current = target;
    begin(std::move(made.socket), optionsFor(m_hop, m_dispatcher.tools().router->settings().hostname, peer,
                                             std::move(target.protection), m_tools.limits));
    return true;
}

bool Courier::trySocket()
{
    Connecting made = connectTo(m_hop.place);
    if (made.error != 0) {
        m_why = deferred("4.4.1", m_hop.place + ": " + std::generic_category().message(made.error));
        return false;
    }
    begin(std::move(made.socket), optionsFor(m_hop, m_dispatcher.tools().router->settings().hostname,
                                             m_hop.place, {m_hop.tls, {}, {}, {}}, m_tools.limits));
    return true;
}

void Courier::begin(net::Descriptor socket, SmtpClient::Options options)
{
    const auto connection =
        std::make_shared<ClientConnection>(shared_from_this(), std::move(socket), std::move(options));
    connection->open();
    connection->begin();
}

JobPtr Courier::takeJob()
{
    if (!std::exchange(m_reached, true))
        m_dispatcher.reached(m_key);
    return m_dispatcher.take(m_key);
}

void Courier::ended(const SmtpClient::Closed& closed)
{
    if (closed.why)
        m_why = *closed.why;
    if (m_reached)
        return m_dispatcher.leave(m_key, nullptr);
    // Whoever asks for no more than encryption where it can be had is served without, by a new connection:
    // nobody knows what the broken one would understand.
    if (closed.clearMayHelp && m_current) {
        Target again = std::move(*m_current);
        again.protection.level = model::RouteTls::None;
        again.protection.note = m_why.text;
        m_targets.push_front(std::move(again));
    }
    m_current.reset();
    tryNext();
}

void Courier::giveUp(const Answer& why)
{
    m_dispatcher.leave(m_key, &why);
}

} // namespace postern::delivery
