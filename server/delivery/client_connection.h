// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/courier.h"
#include "delivery/smtp_client.h"
#include "net/connection.h"

#include <memory>
#include <string>

namespace postern::delivery {

// Drives one outgoing connection: moves bytes between the socket and the protocol core, and the content of
// messages from the spool. On its reactor's thread; waits for one thing at a time.
class ClientConnection final : public net::Connection {
public:
    // `socket` is being connected.
    ClientConnection(std::shared_ptr<Courier> courier, net::Descriptor socket, std::string peer);

    void begin(); // once, after open()

private:
    void onReady() override { run(); }
    void onTimeout() override;

    void run();
    bool step();
    // Each of these goes on with `true`, and with `false` once it waits.
    bool on(const SmtpClient::Read&);
    bool on(const SmtpClient::NextJob&);
    bool on(const SmtpClient::NeedContent&);
    bool on(const SmtpClient::Handshake&);
    bool on(SmtpClient::Done& done);
    bool on(const SmtpClient::Closed& closed);
    enum class Sent : std::uint8_t { All, Waits, Gone };
    Sent flush();
    bool loadContent();
    void onContent(Result<std::shared_ptr<spool::Content>> content);
    bool readPiece();

    std::shared_ptr<Courier> m_courier;
    SmtpClient m_client;
    std::string m_output;
    JobPtr m_job;
    std::shared_ptr<spool::Content> m_content;
    std::int64_t m_offset = 0; // of what the client has had
    int m_jobs = 0;
};

} // namespace postern::delivery
