// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/dispatcher.h"
#include "engine/environment.h"
#include "engine/mail_router.h"

namespace postern::engine {

// Delivery as the engine has it: routes by the revision in force, and leaves an event for each recipient that
// was tried.
class Deliveries {
public:
    static constexpr std::uint16_t smtpPort = 25;

    // `environment` outlives it. `port`: of the servers that the DNS names.
    Deliveries(Environment& environment, delivery::MaildirNames& maildirs, delivery::Carrier* carrier,
               std::uint16_t port = smtpPort);

    void start() { m_dispatcher.start(); }
    // As Dispatcher::stop(); afterwards whatever is to be said stands in the event queue.
    void stop(std::chrono::milliseconds grace);
    delivery::Dispatcher& dispatcher() { return m_dispatcher; }

private:
    void log(const delivery::Job& job, const spool::Recipient& recipient, const delivery::Answer& answer);

    Environment& m_environment;
    MailRouter m_router;
    std::atomic<bool> m_ending{false};
    delivery::Dispatcher m_dispatcher;
};

} // namespace postern::engine
