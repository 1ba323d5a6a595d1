// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/services.h"

#include "engine/session_driver.h"
#include "net/proxy_reader.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace postern::engine {

namespace {

constexpr auto retryInterval = std::chrono::seconds(3);

// Begins the session of a client.
void beginSession(Environment& environment, model::Id id, const std::shared_ptr<Occupancy>& occupancy,
                  net::Reactor& reactor, net::Descriptor socket, const net::Endpoint& peer,
                  std::optional<smtp::Session::End> turnedAway = {})
{
    const auto service = environment.inForce.find(id);
    if (!service)
        return; // removed in this moment
    SessionDriver::Start start{.service = id, .peer = peer, .place = occupancy->enter(peer.address)};
    const model::Service& settings = service->policy->service;
    const bool tooMany = occupancy->count() > settings.connectionLimit ||
                         occupancy->count(peer.address) > settings.connectionLimitPerClient;
    const bool tooFast = !service->policy->server->inside(peer.address) &&
                         !environment.rateLimits.take("connections " + std::to_string(id) + ' ' +
                                                          clientKey(peer.address).toString(),
                                                      settings.rates.connectionsPerMinute,
                                                      std::chrono::minutes(1), environment.clock.now());
    start.turnedAway = tooMany || tooFast ? smtp::Session::End::TooManyConnections : turnedAway;
    const auto driver =
        std::make_shared<SessionDriver>(reactor, std::move(socket), environment, *service, std::move(start));
    driver->open();
    driver->begin();
}

// Whoever has just connected: a client, or a proxy that says for whom.
void admit(Environment& environment, model::Id id, const std::shared_ptr<Occupancy>& occupancy,
           net::Reactor& reactor, net::Descriptor socket, const net::Endpoint& peer)
{
    const auto service = environment.inForce.find(id);
    if (!service)
        return; // removed in this moment
    if (!service->policy->proxyPeers.contains(peer.address))
        return beginSession(environment, id, occupancy, reactor, std::move(socket), peer);
    const auto reader = std::make_shared<net::ProxyReader>(
        reactor, std::move(socket), peer,
        [&environment, id, occupancy, peer](net::Reactor& here, net::Descriptor taken,
                                            std::optional<net::Endpoint> client) {
            std::optional<smtp::Session::End> turnedAway;
            if (!client)
                turnedAway = smtp::Session::End::NoProxyHeader;
            beginSession(environment, id, occupancy, here, std::move(taken), client.value_or(peer),
                         turnedAway);
        });
    reader->open();
    reader->begin();
}

net::Acceptor::Handler admission(Environment& environment, model::Id id, std::shared_ptr<Occupancy> occupancy)
{
    return [&environment, id, occupancy = std::move(occupancy)](net::Reactor& reactor, net::Descriptor socket,
                                                                const net::Endpoint& peer) {
        try {
            admit(environment, id, occupancy, reactor, std::move(socket), peer);
        } catch (const std::exception& broken) {
            environment.log(std::string("a connection could not be served: ") + broken.what());
        }
    };
}

} // namespace

Services::Services(const Reactors& reactors, Environment& environment)
    : m_reactors(reactors)
    , m_environment(environment)
{
}

// Closes everywhere before it opens anywhere: two services may have exchanged their ports.
void Services::apply(const policy::Snapshot& snapshot)
{
    for (auto it = m_services.begin(); it != m_services.end();) {
        const bool gone = snapshot.find(it->first) == nullptr;
        if (gone) {
            it->second.listeners.clear();
            letSessionsGo(it->first);
        }
        it = gone ? m_services.erase(it) : std::next(it);
    }
    for (const auto& policy : snapshot.services) {
        const auto [it, isNew] = m_services.try_emplace(policy->service.id);
        Service& service = it->second;
        const bool switched = !isNew && service.settings.enabled != policy->service.enabled;
        service.settings = policy->service;
        if (isNew)
            service.occupancy = std::make_shared<Occupancy>();
        if (isNew || switched)
            service.wanted = policy->service.enabled;
        closeUnwanted(service);
        if (switched && !service.wanted)
            letSessionsGo(it->first);
    }
    for (auto& [id, service] : m_services)
        openMissing(service);
}

void Services::start(model::Id id)
{
    const auto found = m_services.find(id);
    if (found == m_services.end())
        return;
    found->second.wanted = true;
    openMissing(found->second);
}

void Services::stop(model::Id id)
{
    const auto found = m_services.find(id);
    if (found == m_services.end())
        return;
    found->second.wanted = false;
    closeUnwanted(found->second);
    letSessionsGo(id);
}

void Services::stopAll()
{
    for (auto& [id, service] : m_services) {
        service.wanted = false;
        closeUnwanted(service);
        letSessionsGo(id);
    }
}

void Services::retry(std::chrono::steady_clock::time_point now)
{
    if (now - m_tried < retryInterval)
        return;
    m_tried = now;
    for (auto& [id, service] : m_services) {
        if (!service.failures.empty())
            openMissing(service);
    }
}

std::vector<model::ListenerStatus> Services::status() const
{
    std::vector<model::ListenerStatus> all;
    for (const auto& [id, service] : m_services)
        all.push_back(statusOf(service));
    return all;
}

std::vector<net::Endpoint> Services::endpointsOf(const Service& service)
{
    const int port = service.settings.port;
    if (!service.wanted || port < 1 || port > 65'535)
        return {};
    return net::endpointsOf(service.settings.addresses, std::uint16_t(port));
}

void Services::closeUnwanted(Service& service)
{
    const auto endpoints = endpointsOf(service);
    std::erase_if(service.listeners, [&](const auto& listener) {
        return std::find(endpoints.begin(), endpoints.end(), listener.first) == endpoints.end();
    });
    service.failures.clear();
}

void Services::openMissing(Service& service)
{
    const model::Id id = service.settings.id;
    service.failures.clear();
    for (const net::Endpoint& endpoint : endpointsOf(service)) {
        if (service.listeners.contains(endpoint))
            continue;
        auto listener = Listener::open(m_reactors, endpoint, admission(m_environment, id, service.occupancy),
                                       [this] { return !m_environment.events.full(); });
        if (listener)
            service.listeners.emplace(endpoint, std::move(*listener));
        else if (!service.settings.addresses.empty() || !net::isFamilyMissing(listener.error()))
            service.failures.emplace(endpoint, listener.error());
    }
}

void Services::letSessionsGo(model::Id id) const
{
    for (const auto& reactor : m_reactors)
        visitSessions(*reactor, [id](SessionDriver& session) {
            if (session.service() == id)
                session.finish();
        });
}

model::ListenerStatus Services::statusOf(const Service& service)
{
    model::ListenerStatus status;
    status.service = service.settings.id;
    status.name = service.settings.name;
    status.connections = service.occupancy->count();
    if (!service.wanted)
        return status;
    std::vector<Phrase> reasons;
    for (const auto& [endpoint, error] : service.failures) {
        Phrase reason = phraseOf(error);
        if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end())
            reasons.push_back(std::move(reason));
    }
    if (service.listeners.empty() && reasons.empty())
        reasons.push_back({POSTERN_TEXT("server", "there is no address to listen on"), false, {}});
    status.error = joined(std::move(reasons), "; ");
    status.state = status.error.empty() ? model::ListenerState::Running : model::ListenerState::Failed;
    return status;
}

} // namespace postern::engine
