// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/acceptor.h"

#include <sys/socket.h>

#include <cerrno>

namespace postern::net {

namespace {

constexpr auto pause = std::chrono::milliseconds(50);
constexpr int acceptsPerRound = 32; // then the connections have their turn

} // namespace

Acceptor::Acceptor(Reactor& reactor, Descriptor socket, Handler handler, std::function<bool()> mayAccept)
    : m_reactor(reactor)
    , m_socket(reactor.context(), asio::ip::tcp::v4(), socket.release()) // the family does not matter here
    , m_pause(reactor.context())
    , m_handler(std::move(handler))
    , m_mayAccept(std::move(mayAccept))
{
}

void Acceptor::start()
{
    waitForClients();
}

void Acceptor::close()
{
    if (!m_socket.is_open())
        return;
    constexpr int atMost = 4096;
    accept(atMost);
    m_pause.cancel();
    asio::error_code ignored;
    m_socket.close(ignored);
}

void Acceptor::waitForClients()
{
    m_socket.async_wait(asio::ip::tcp::acceptor::wait_read,
                        [self = shared_from_this()](const asio::error_code& error) {
                            if (!error)
                                self->acceptRound();
                        });
}

void Acceptor::waitAWhile()
{
    m_pause.expires_after(pause);
    m_pause.async_wait([self = shared_from_this()](const asio::error_code& error) {
        if (!error)
            self->acceptRound();
    });
}

void Acceptor::acceptRound()
{
    if (!m_socket.is_open())
        return;
    if (!m_mayAccept() || accept(acceptsPerRound) == Round::Wait)
        waitAWhile();
    else
        waitForClients();
}

Acceptor::Round Acceptor::accept(int limit)
{
    for (int count = 0; count < limit; ++count) {
        sockaddr_storage raw{};
        socklen_t length = sizeof raw;
        Descriptor client(::accept4(m_socket.native_handle(), reinterpret_cast<sockaddr*>(&raw), &length,
                                    SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (client.valid())
            m_handler(m_reactor, std::move(client), fromSockaddr(raw));
        else if (errno == EAGAIN || errno == EWOULDBLOCK)
            return Round::Drained;
        else if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM)
            return Round::Wait; // a wait for readiness would end at once, again and again
    }
    return Round::More;
}

} // namespace postern::net
