// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/smtp_client.h"
#include "net/connection.h"
#include "net/endpoint.h"

#include <memory>
#include <string>

namespace postern::delivery {

// Drives one outgoing connection: moves bytes between the socket and the protocol core, and does its
// handshakes. What it is for, its heirs know. On its reactor's thread; waits for one thing at a time.
class Link : public net::Connection {
public:
    // `socket` is being connected. Without `tls` nothing can be encrypted.
    Link(net::Reactor& reactor, net::Descriptor socket, SmtpClient::Options options,
         std::shared_ptr<const net::TlsClientContext> tls);

    void begin(); // once, after open()

protected:
    // Each of these goes on with `true`, and with `false` once it waits.
    virtual bool onNextJob() = 0;
    virtual bool onContent() = 0; // the next piece is wanted; what was said before is on its way
    virtual bool onDone(SmtpClient::Done& done) = 0;
    virtual void onClosed(const SmtpClient::Closed& closed) = 0; // this is over
    virtual void onConnected() {}
    virtual void onSecured(const Encryption& /*encryption*/) {}
    // Something broke that never should.
    virtual void onBroken(const std::string& what) = 0;

    void run();
    SmtpClient& client() { return m_client; }

private:
    void onReady() final;
    void onTimeout() final;

    bool step();
    bool on(const SmtpClient::Read&);
    bool on(const SmtpClient::NextJob&) { return onNextJob(); }
    bool on(const SmtpClient::NeedContent&);
    bool on(const SmtpClient::Handshake&);
    bool on(SmtpClient::Done& done) { return onDone(done); }
    bool on(const SmtpClient::Closed& closed);
    enum class Sent : std::uint8_t { All, Waits, Gone };
    Sent flush();
    bool beginTls();
    void secured();
    void noteReplies();

    std::shared_ptr<const net::TlsClientContext> m_tlsContext;
    SmtpClient m_client;
    std::string m_output;
    std::size_t m_replies = 0; // that counted as progress
    bool m_connected = false;
};

// Begins to connect: the socket, or why not, as errno has it.
struct Connecting {
    net::Descriptor socket;
    int error = 0;
};
Connecting connectTo(const net::Endpoint& endpoint);
Connecting connectTo(const std::string& socketPath);

} // namespace postern::delivery
