// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/descriptor.h"
#include "net/endpoint.h"
#include "net/reactor.h"

#include <asio/ip/tcp.hpp>

#include <functional>
#include <memory>

namespace postern::net {

// Accepts on one listening socket for one reactor. Used on the reactor's thread only.
class Acceptor : public std::enable_shared_from_this<Acceptor> {
public:
    using Handler = std::function<void(Reactor&, Descriptor, const Endpoint& peer)>;

    // `mayAccept` is asked before each round; while it says no, and while the process has no descriptor left,
    // clients wait in the kernel's queue.
    Acceptor(Reactor& reactor, Descriptor socket, Handler handler, std::function<bool()> mayAccept);

    void start();
    // Takes in whoever has connected already, then stops listening.
    void close();

private:
    enum class Round : std::uint8_t { Drained, More, Wait };
    void waitForClients();
    void waitAWhile();
    void acceptRound();
    Round accept(int limit);

    Reactor& m_reactor;
    asio::ip::tcp::acceptor m_socket;
    asio::steady_timer m_pause;
    Handler m_handler;
    std::function<bool()> m_mayAccept;
};

} // namespace postern::net
