// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/descriptor.h"
#include "net/reactor.h"
#include "net/tls_stream.h"

#include <asio/ip/tcp.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace postern::net {

// One TCP connection on one reactor, accepted or being made: waits for readiness, then reads and writes
// without blocking, and has at most one wait outstanding. Kept alive by its reactor until close() or drop(),
// and by its own waits. Used on the reactor's thread only.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    // The socket must be non-blocking. `timeout` is how long the peer may be waited for.
    Connection(Reactor& reactor, Descriptor socket, std::chrono::seconds timeout);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    virtual ~Connection();

    // Registers with the reactor. Once, before anything else.
    void open();
    bool isOpen() const { return m_socket.is_open(); }
    Reactor& reactor() { return m_reactor; }
    Reactor::Clock::time_point active() const { return m_active; } // the peer last got on with it

    // Ends it at once, without a word to the peer.
    void drop();

protected:
    enum class Io : std::uint8_t {
        Done,
        Blocked, // nothing to read, or no room to write: wait for it
        Closed,  // by the peer, or broken
    };
    struct Received {
        Io io = Io::Blocked;
        std::string_view bytes; // in the reactor's buffer
        bool more = false;      // the buffer was filled: there may be more at once
    };

    // What was waited for has come, or the peer has gone.
    virtual void onReady() = 0;
    // The peer was waited for longer than the time-out.
    virtual void onTimeout() = 0;

    Received receive();
    // The next octets, at most `longest`, which stay to be received; and taking some of those away. In the
    // clear only.
    Received peek(std::size_t longest);
    void discard(std::size_t octets);
    // Why it could not be made, as errno has it; 0: it could.
    int connectError();
    // Gives the socket to somebody else. This connection is over.
    Descriptor release();
    // Sends from the front of `bytes` and removes what is sent.
    Io send(std::string& bytes);
    // Wait for what has just been Blocked.
    void waitToReceive() { wait(m_blockedOn.value_or(asio::ip::tcp::socket::wait_read)); }
    void waitToSend() { wait(m_blockedOn.value_or(asio::ip::tcp::socket::wait_write)); }

    // From here on all is TLS: handshake() until it is Done, then receive() and send() as before.
    void startTls(std::shared_ptr<const TlsContext> context);
    void startTls(std::shared_ptr<const TlsClientContext> context, const TlsPeer& peer); // as the client
    Io handshake();                                      // Blocked: waitToReceive()
    const TlsStream* tls() const { return m_tls.get(); } // nullptr: in the clear

    // The peer has got on with it: its time begins anew.
    void noteProgress();
    void setTimeout(std::chrono::seconds timeout) { m_timeout = timeout; }
    // Ends it so that what was sent before still arrives (as far as that is known without waiting).
    void close();

private:
    friend class Reactor;
    void wait(asio::ip::tcp::socket::wait_type what);
    Io ioOf(TlsStream::Outcome outcome);
    Received receiveTls();
    Io sendTls(std::string& bytes);
    bool isLate(Reactor::Clock::time_point now) const;

    Reactor& m_reactor;
    asio::ip::tcp::socket m_socket;
    Reactor::Clock::time_point m_active;
    std::chrono::seconds m_timeout;
    Reactor::Connections::iterator m_place;
    std::unique_ptr<TlsStream> m_tls;
    // What the last operation waits for where that is not plain from its name: TLS may have to write in order
    // to read.
    std::optional<asio::ip::tcp::socket::wait_type> m_blockedOn;
    std::uint32_t m_waits = 0; // number of the newest wait: an older one that ends counts no more
    bool m_waiting = false;
};

} // namespace postern::net
