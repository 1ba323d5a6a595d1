// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan/milter_trial.h"

#include <utility>

namespace postern::scan {

using model::Stage;

namespace {

MilterTalk talkOf(const Request& message)
{
    const std::string address = message.client.toString();
    MilterTalk talk;
    talk.clientName = '[' + address + ']';
    talk.client = message.client;
    talk.helo = message.helo;
    talk.sender = message.sender;
    talk.recipient = message.recipients.empty() ? std::string() : message.recipients.front();
    talk.macros = {{"j", message.hostname},
                   {"_", talk.clientName},
                   {"v", "Postern"},
                   {"i", message.id},
                   {"{client_addr}", address},
                   {"{client_name}", talk.clientName},
                   {"{mail_addr}", talk.sender},
                   {"{rcpt_addr}", talk.recipient}};
    return talk;
}

} // namespace

MilterTrial::MilterTrial(net::Reactor& reactor, std::string address, std::chrono::seconds timeout)
    : m_reactor(reactor)
    , m_client(reactor, std::move(address), timeout)
{
}

void MilterTrial::show(std::shared_ptr<const Request> message, Done done)
{
    const Stage first = m_message ? Stage::Mail : Stage::Connect; // it knows the client
    m_message = std::move(message);
    m_done = std::move(done);
    if (!m_ofClient)
        return ask(first);
    m_reactor.post([refusal = std::weak_ptr(m_ofClient), done = m_done] {
        if (const auto still = refusal.lock())
            done(still->stage, still->verdict);
    });
}

void MilterTrial::ask(Stage stage)
{
    m_client.ask(stage, talkOf(*m_message), stage == Stage::Data ? m_message->content : nullptr,
                 [this, stage](MilterVerdict verdict) { answered(stage, std::move(verdict)); });
}

void MilterTrial::answered(Stage stage, MilterVerdict verdict)
{
    if (verdict.kind == MilterVerdict::Kind::Continue && stage != Stage::Data)
        return ask(Stage(int(stage) + 1));
    if (stage < Stage::Mail)
        m_ofClient = std::make_shared<const Refusal>(Refusal{stage, verdict});
    else if (stage != Stage::Data)
        m_client.abort();
    std::exchange(m_done, nullptr)(stage, std::move(verdict));
}

} // namespace postern::scan
