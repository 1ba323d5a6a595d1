// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/connection.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>

namespace postern::net {

namespace {

bool wouldBlock(int number)
{
    return number == EAGAIN || number == EWOULDBLOCK;
}

// Closing a socket with unread input resets the connection, and the peer may lose the last reply: read what
// is there, within a bound.
void readRest(int socket, std::span<char> buffer)
{
    constexpr int rounds = 16;
    for (int round = 0; round < rounds; ++round) {
        if (::recv(socket, buffer.data(), buffer.size(), 0) <= 0)
            return;
    }
}

} // namespace

Connection::Connection(Reactor& reactor, Descriptor socket, std::chrono::seconds timeout)
    : m_reactor(reactor)
    , m_socket(reactor.context(), asio::ip::tcp::v4(), socket.release()) // the family does not matter here
    , m_active(Reactor::Clock::now())
    , m_timeout(timeout)
{
}

Connection::~Connection() = default;

void Connection::open()
{
    m_reactor.add(shared_from_this());
}

void Connection::drop()
{
    if (!isOpen())
        return;
    asio::error_code ignored;
    m_socket.close(ignored);
    m_waiting = false;
    m_reactor.remove(*this);
}

void Connection::close()
{
    if (!isOpen())
        return;
    if (m_tls)
        m_tls->sayGoodbye();
    ::shutdown(m_socket.native_handle(), SHUT_WR);
    readRest(m_socket.native_handle(), m_reactor.buffer());
    drop();
}

Connection::Received Connection::receive()
{
    if (m_tls)
        return receiveTls();
    const auto buffer = m_reactor.buffer();
    const ssize_t count = ::recv(m_socket.native_handle(), buffer.data(), buffer.size(), 0);
    if (count > 0)
        return {Io::Done, {buffer.data(), std::size_t(count)}, std::size_t(count) == buffer.size()};
    if (count < 0 && (wouldBlock(errno) || errno == EINTR))
        return {Io::Blocked, {}, false};
    return {Io::Closed, {}, false};
}

Connection::Received Connection::peek(std::size_t longest)
{
    const auto buffer = m_reactor.buffer().first(std::min(longest, m_reactor.buffer().size()));
    const ssize_t count = ::recv(m_socket.native_handle(), buffer.data(), buffer.size(), MSG_PEEK);
    if (count > 0)
        return {Io::Done, {buffer.data(), std::size_t(count)}, false};
    const bool later = count < 0 && (wouldBlock(errno) || errno == EINTR);
    return {later ? Io::Blocked : Io::Closed, {}, false};
}

void Connection::discard(std::size_t octets)
{
    const auto buffer = m_reactor.buffer();
    (void)!::recv(m_socket.native_handle(), buffer.data(), std::min(octets, buffer.size()), 0);
}

Descriptor Connection::release()
{
    asio::error_code ignored;
    Descriptor socket(m_socket.release(ignored));
    m_waiting = false;
    m_reactor.remove(*this);
    return socket;
}

Connection::Io Connection::send(std::string& bytes)
{
    if (m_tls)
        return sendTls(bytes);
    while (!bytes.empty()) {
        const ssize_t count = ::send(m_socket.native_handle(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count >= 0)
            bytes.erase(0, std::size_t(count));
        else if (errno != EINTR)
            return wouldBlock(errno) ? Io::Blocked : Io::Closed;
    }
    return Io::Done;
}

void Connection::startTls(std::shared_ptr<const TlsContext> context)
{
    m_tls = std::make_unique<TlsStream>(std::move(context), m_socket.native_handle());
}

void Connection::startTls(std::shared_ptr<const TlsClientContext> context, const TlsPeer& peer)
{
    m_tls = std::make_unique<TlsStream>(std::move(context), peer, m_socket.native_handle());
}

int Connection::connectError()
{
    int number = 0;
    socklen_t length = sizeof number;
    ::getsockopt(m_socket.native_handle(), SOL_SOCKET, SO_ERROR, &number, &length);
    return number;
}

Connection::Io Connection::handshake()
{
    return ioOf(m_tls->handshake());
}

Connection::Io Connection::ioOf(TlsStream::Outcome outcome)
{
    m_blockedOn.reset();
    switch (outcome) {
    case TlsStream::Outcome::Done:
        return Io::Done;
    case TlsStream::Outcome::WantsRead:
        m_blockedOn = asio::ip::tcp::socket::wait_read;
        return Io::Blocked;
    case TlsStream::Outcome::WantsWrite:
        m_blockedOn = asio::ip::tcp::socket::wait_write;
        return Io::Blocked;
    case TlsStream::Outcome::Closed:
        break;
    }
    return Io::Closed;
}

Connection::Received Connection::receiveTls()
{
    const auto buffer = m_reactor.buffer();
    const TlsStream::Moved moved = m_tls->read(buffer);
    return {ioOf(moved.outcome), {buffer.data(), moved.octets}, moved.octets == buffer.size()};
}

Connection::Io Connection::sendTls(std::string& bytes)
{
    while (!bytes.empty()) {
        const TlsStream::Moved moved = m_tls->write(bytes);
        const Io io = ioOf(moved.outcome);
        if (io != Io::Done)
            return io;
        bytes.erase(0, moved.octets);
    }
    return Io::Done;
}

void Connection::noteProgress()
{
    m_active = Reactor::Clock::now();
    m_reactor.moveToEnd(*this);
}

void Connection::wait(asio::ip::tcp::socket::wait_type what)
{
    if (m_waiting) {
        asio::error_code ignored;
        m_socket.cancel(ignored);
    }
    m_waiting = true;
    const std::uint32_t number = ++m_waits;
    m_socket.async_wait(what, [self = shared_from_this(), number](const asio::error_code&) {
        if (number != self->m_waits || !self->isOpen())
            return;
        self->m_waiting = false;
        self->onReady(); // an error shows itself at the next read or write
    });
}

bool Connection::isLate(Reactor::Clock::time_point now) const
{
    return m_waiting && isOpen() && now - m_active >= m_timeout;
}

} // namespace postern::net
