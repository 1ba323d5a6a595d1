// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/listener.h"

namespace postern::engine {

Result<std::unique_ptr<Listener>> Listener::open(const Reactors& reactors, const net::Endpoint& endpoint,
                                                 const net::Acceptor::Handler& handler,
                                                 const std::function<bool()>& mayAccept)
{
    auto sockets = net::listenOn(endpoint, int(reactors.size()));
    if (!sockets)
        return failFrom(sockets);
    std::unique_ptr<Listener> listener(new Listener);
    for (std::size_t i = 0; i < reactors.size(); ++i) {
        OnReactor& part = listener->m_acceptors.emplace_back();
        part.reactor = reactors[i].get();
        part.reactor->runAndWait([&] {
            part.acceptor =
                std::make_shared<net::Acceptor>(*part.reactor, std::move((*sockets)[i]), handler, mayAccept);
            part.acceptor->start();
        });
    }
    return listener;
}

Listener::~Listener()
{
    for (OnReactor& part : m_acceptors)
        part.reactor->runAndWait([&] { std::exchange(part.acceptor, nullptr)->close(); });
}

} // namespace postern::engine
