// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/deliveries.h"

#include "base/escape.h"

#include <thread>

namespace postern::engine {

namespace {

using Fate = delivery::Answer::Fate;

constexpr auto roomInterval = std::chrono::milliseconds(5);

model::Outcome outcomeOf(Fate fate)
{
    switch (fate) {
    case Fate::Delivered:
        return model::Outcome::Accepted;
    case Fate::Failed:
        return model::Outcome::Rejected;
    default:
        return model::Outcome::Deferred;
    }
}

std::string replyOf(const delivery::Answer& answer)
{
    if (answer.peer.empty())
        return escapeForDisplay(answer.status + ' ' + answer.text);
    return escapeForDisplay(answer.peer + " said: " + answer.text);
}

} // namespace

Deliveries::Deliveries(Environment& environment, delivery::MaildirNames& maildirs,
                       delivery::Carrier* carrier, std::uint16_t port)
    : m_environment(environment)
    , m_router(environment.inForce, port)
    , m_dispatcher({.clock = environment.clock,
                    .spool = environment.spool,
                    .router = &m_router,
                    .maildirs = maildirs,
                    .workers = environment.workers,
                    .carrier = carrier,
                    .log = [this](const delivery::Job& job, const spool::Recipient& recipient,
                                  const delivery::Answer& answer) { log(job, recipient, answer); },
                    .complain = environment.log})
{
}

void Deliveries::stop(std::chrono::milliseconds grace)
{
    m_ending = true;
    m_dispatcher.stop(grace);
}

void Deliveries::log(const delivery::Job& job, const spool::Recipient& recipient,
                     const delivery::Answer& answer)
{
    if (answer.fate == Fate::Gone)
        return;
    std::vector<LoggedEvent> events(1);
    model::Event& event = events.front().event;
    event.time = m_environment.clock.now();
    event.node = m_environment.node;
    event.service = job.message.service;
    event.client = job.message.client;
    event.tls = escapeForDisplay(answer.tls);
    event.helo = escapeForDisplay(job.message.helo);
    event.user = escapeForDisplay(job.message.user);
    event.sender = job.message.sender.empty() ? "<>" : escapeForDisplay(job.message.sender);
    event.recipient = escapeForDisplay(recipient.address);
    event.size = job.message.size;
    event.outcome = outcomeOf(answer.fate);
    event.check = model::checkDelivery;
    event.reply = replyOf(answer);
    event.reference = job.message.name;
    // A full log makes delivery wait; at the end it takes what comes.
    while (!m_environment.events.push(events)) {
        if (m_ending)
            m_environment.events.liftBound();
        std::this_thread::sleep_for(roomInterval);
    }
}

} // namespace postern::engine
