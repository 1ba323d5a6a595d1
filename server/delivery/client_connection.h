// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/courier.h"
#include "delivery/link.h"

#include <memory>
#include <string>

namespace postern::delivery {

// Carries job after job over one connection, the content of messages straight from the spool.
class ClientConnection final : public Link {
public:
    // `socket` is being connected.
    ClientConnection(std::shared_ptr<Courier> courier, net::Descriptor socket, SmtpClient::Options options);

private:
    bool onNextJob() override;
    bool onContent() override;
    bool onDone(SmtpClient::Done& done) override;
    void onClosed(const SmtpClient::Closed& closed) override;
    void onBroken(const std::string& what) override;

    bool loadContent();
    void onLoaded(Result<std::shared_ptr<spool::Content>> content);
    bool readPiece();

    std::shared_ptr<Courier> m_courier;
    JobPtr m_job;
    std::shared_ptr<spool::Content> m_content;
    std::int64_t m_offset = 0; // of what the client has had
    int m_jobs = 0;
};

} // namespace postern::delivery
