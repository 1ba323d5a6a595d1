// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/link.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <cerrno>
#include <exception>
#include <system_error>
#include <utility>

namespace postern::delivery {

Link::Link(net::Reactor& reactor, net::Descriptor socket, SmtpClient::Options options,
           std::shared_ptr<const net::TlsClientContext> tls)
    : Connection(reactor, std::move(socket), options.limits.connect)
    , m_tlsContext(std::move(tls))
    , m_client(std::move(options))
{
}

void Link::begin()
{
    waitToSend(); // until it is connected, or is not to be
}

void Link::onReady()
{
    if (!std::exchange(m_connected, true)) {
        noteProgress();
        if (const int error = connectError(); error != 0)
            m_client.lost(std::generic_category().message(error));
        else
            onConnected();
    }
    run();
}

void Link::onTimeout()
{
    m_client.lost("time-out");
    run();
}

void Link::run()
{
    const auto self = shared_from_this(); // the step may drop the last owner
    try {
        while (isOpen() && step()) {
        }
    } catch (const std::exception& broken) {
        onBroken(broken.what());
        m_client.lost(broken.what());
        while (isOpen() && step()) {
        }
    }
}

bool Link::step()
{
    SmtpClient::Step step = m_client.next();
    noteReplies();
    return std::visit([this](auto& what) { return on(what); }, step);
}

// Time runs from command to reply: bytes that trickle in and never make one are no progress.
void Link::noteReplies()
{
    if (std::exchange(m_replies, m_client.replies()) != m_client.replies())
        noteProgress();
}

Link::Sent Link::flush()
{
    m_output += m_client.takeOutput();
    if (m_output.empty())
        return Sent::All;
    switch (send(m_output)) {
    case Io::Done:
        noteProgress();
        return Sent::All;
    case Io::Blocked:
        setTimeout(m_client.timeout());
        waitToSend();
        return Sent::Waits;
    case Io::Closed:
        break;
    }
    m_output.clear();
    m_client.lost("it does not take what is sent");
    return Sent::Gone;
}

bool Link::on(const SmtpClient::Read&)
{
    const Sent sent = flush();
    if (sent != Sent::All)
        return sent == Sent::Gone;
    const Received received = receive();
    switch (received.io) {
    case Io::Done:
        m_client.input(received.bytes);
        return true;
    case Io::Closed:
        m_client.lost("it closed the connection");
        return true;
    case Io::Blocked:
        setTimeout(m_client.timeout());
        waitToReceive();
        return false;
    }
    return false;
}

// The next piece only when the one before has gone out: memory does not grow with the message.
bool Link::on(const SmtpClient::NeedContent&)
{
    const Sent sent = flush();
    return sent == Sent::All ? onContent() : sent == Sent::Gone;
}

bool Link::beginTls()
{
    if (!m_tlsContext) {
        m_client.tlsFailed("this connection cannot be encrypted");
        return false;
    }
    startTls(m_tlsContext, m_client.options().protection.peer);
    noteProgress();
    return true;
}

bool Link::on(const SmtpClient::Handshake&)
{
    const Sent sent = flush();
    if (sent != Sent::All)
        return sent == Sent::Gone;
    if (tls() == nullptr && !beginTls())
        return true;
    switch (handshake()) {
    case Io::Done:
        secured();
        return true;
    case Io::Closed:
        m_client.tlsFailed(tls()->problem().empty() ? "it closed the connection" : tls()->problem());
        return true;
    case Io::Blocked:
        setTimeout(m_client.timeout());
        waitToReceive();
        return false;
    }
    return false;
}

void Link::secured()
{
    noteProgress();
    const Encryption encryption{tls()->version() + ' ' + tls()->cipher(), tls()->proof()};
    onSecured(encryption);
    m_client.secured(encryption);
}

bool Link::on(const SmtpClient::Closed& closed)
{
    close();
    onClosed(closed);
    return false;
}

namespace {

Connecting connectBy(int family, const sockaddr* address, socklen_t length)
{
    Connecting made;
    made.socket = net::Descriptor(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!made.socket.valid() || ::connect(made.socket.get(), address, length) != 0)
        made.error = errno;
    if (made.error == EINPROGRESS)
        made.error = 0;
    return made;
}

} // namespace

Connecting connectTo(const net::Endpoint& endpoint)
{
    sockaddr_storage raw{};
    const unsigned length = net::toSockaddr(endpoint, raw);
    return connectBy(raw.ss_family, reinterpret_cast<const sockaddr*>(&raw), length);
}

Connecting connectTo(const std::string& socketPath)
{
    sockaddr_un raw{};
    raw.sun_family = AF_UNIX;
    if (socketPath.size() >= sizeof raw.sun_path)
        return {{}, ENAMETOOLONG};
    socketPath.copy(raw.sun_path, socketPath.size());
    // One that is full says EAGAIN and is not being connected then.
    return connectBy(AF_UNIX, reinterpret_cast<const sockaddr*>(&raw), sizeof raw);
}

} // namespace postern::delivery
