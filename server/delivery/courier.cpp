// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/courier.h"

#include "delivery/client_connection.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace postern::delivery {

namespace {

constexpr auto lookUpTime = std::chrono::seconds(30);
constexpr std::size_t mostTargets = 10; // of one attempt

bool inProgress(int result)
{
    return result == 0 || errno == EINPROGRESS || errno == EAGAIN;
}

std::string reasonOf(int number)
{
    return std::generic_category().message(number);
}

// Permanent where the DNS says that there is nobody to take this mail.
Answer answerFor(const dns::MailHosts& found, const std::string& domain)
{
    switch (found.result) {
    case dns::MailHosts::Result::NullMx:
        return failed("5.1.10", domain + " takes no mail (it says so in the DNS)"); // RFC 7505 4.1
    case dns::MailHosts::Result::NoSuchDomain:
        return failed("5.1.2", "there is no domain " + domain);
    case dns::MailHosts::Result::NoHost:
        return failed("5.4.4", "no server takes mail for " + domain);
    default:
        return deferred("4.4.3", "the DNS does not say where mail for " + domain + " goes: " + found.why);
    }
}

} // namespace

Courier::Courier(net::Reactor& reactor, dns::Resolver* resolver, NextHop hop, Dispatcher& dispatcher)
    : m_reactor(reactor)
    , m_resolver(resolver)
    , m_hop(std::move(hop))
    , m_key(m_hop.key())
    , m_dispatcher(dispatcher)
{
}

void Courier::start()
{
    if (m_hop.kind == NextHop::Kind::Mx)
        return lookUpHosts();
    if (!m_hop.place.empty())
        return tryNext();
    if (const auto address = IpAddress::parse(m_hop.host)) {
        addTargets(m_hop.host, {*address});
        return tryNext();
    }
    lookUpAddresses();
}

void Courier::lookUpHosts()
{
    if (m_resolver == nullptr)
        return giveUp(deferred("4.4.3", "there is no DNS to ask where mail for " + m_hop.host + " goes"));
    dns::findMailHosts(
        *m_resolver, m_reactor.context(), m_hop.host, lookUpTime,
        [self = shared_from_this()](const dns::MailHosts& found) { self->onMailHosts(found); });
}

void Courier::onMailHosts(const dns::MailHosts& found)
{
    if (found.result != dns::MailHosts::Result::Found)
        return giveUp(answerFor(found, m_hop.host));
    std::vector<dns::MailHost> hosts = found.hosts;
    const Router& router = *m_dispatcher.tools().router;
    dns::keepBetterThanSelf(
        hosts, [&](const dns::MailHost& host) { return router.isSelf(host.name, host.addresses); });
    if (hosts.empty())
        return giveUp(failed("5.4.6", "mail for " + m_hop.host +
                                          " comes back to this server, which does not serve it"));
    for (const dns::MailHost& host : hosts)
        addTargets(host.name, host.addresses);
    tryNext();
}

void Courier::lookUpAddresses()
{
    if (m_resolver == nullptr)
        return giveUp(deferred("4.4.3", "there is no DNS to ask for " + m_hop.host));
    std::vector<dns::Question> questions{{m_hop.host, dns::Type::Aaaa}, {m_hop.host, dns::Type::A}};
    m_resolver->ask(m_reactor.context(), std::move(questions), lookUpTime,
                    [self = shared_from_this()](const dns::Resolver::Answers& answers) {
                        for (const dns::Answer& answer : answers)
                            self->addTargets(self->m_hop.host, answer.addresses);
                        self->m_why = deferred("4.4.3", "the DNS knows no address of " + self->m_hop.host);
                        self->tryNext();
                    });
}

void Courier::addTargets(const std::string& name, const std::vector<IpAddress>& addresses)
{
    for (const IpAddress& address : addresses) {
        if (m_targets.size() < mostTargets)
            m_targets.push_back({name, {address, m_hop.port}});
    }
}

void Courier::tryNext()
{
    if (!m_hop.place.empty() && !std::exchange(m_socketTried, true) && connectToSocket())
        return;
    while (!m_targets.empty()) {
        const Target target = std::move(m_targets.front());
        m_targets.pop_front();
        if (connectTo(target))
            return;
    }
    giveUp(m_why);
}

bool Courier::connectTo(const Target& target)
{
    sockaddr_storage raw{};
    const unsigned length = net::toSockaddr(target.endpoint, raw);
    net::Descriptor socket(::socket(raw.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket.valid() ||
        !inProgress(::connect(socket.get(), reinterpret_cast<const sockaddr*>(&raw), length))) {
        m_why = deferred("4.4.1", target.name + " (" + target.endpoint.toString() + "): " + reasonOf(errno));
        return false;
    }
    begin(std::move(socket), target.name + " [" + target.endpoint.address.toString() + ']');
    return true;
}

bool Courier::connectToSocket()
{
    sockaddr_un raw{};
    raw.sun_family = AF_UNIX;
    net::Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (m_hop.place.size() >= sizeof raw.sun_path)
        errno = ENAMETOOLONG;
    else
        m_hop.place.copy(raw.sun_path, m_hop.place.size());
    // A local socket that is full says EAGAIN and is not being connected then.
    const bool begun = socket.valid() && m_hop.place.size() < sizeof raw.sun_path &&
                       ::connect(socket.get(), reinterpret_cast<const sockaddr*>(&raw), sizeof raw) == 0;
    if (!begun) {
        m_why = deferred("4.4.1", m_hop.place + ": " + reasonOf(errno));
        return false;
    }
    begin(std::move(socket), m_hop.place);
    return true;
}

void Courier::begin(net::Descriptor socket, std::string peer)
{
    const auto connection =
        std::make_shared<ClientConnection>(shared_from_this(), std::move(socket), std::move(peer));
    connection->open();
    connection->begin();
}

JobPtr Courier::takeJob()
{
    if (!std::exchange(m_reached, true))
        m_dispatcher.reached(m_key);
    return m_dispatcher.take(m_key);
}

void Courier::ended(const std::optional<Answer>& why)
{
    if (why)
        m_why = *why;
    if (!m_reached)
        return tryNext();
    m_dispatcher.leave(m_key, nullptr);
}

void Courier::giveUp(const Answer& why)
{
    m_dispatcher.leave(m_key, &why);
}

} // namespace postern::delivery
