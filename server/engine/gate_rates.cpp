// SPDX-License-Identifier: GPL-3.0-or-later
// What one client and one user may do in a time.
#include "engine/gate.h"

#include "base/client_network.h"
#include "base/reference.h"
#include "smtp/reply_texts.h"

#include <algorithm>
#include <utility>

namespace postern::engine {

namespace {

const smtp::Reply commandsReached{421, "4.7.0", "Too many commands within a minute; closing connection"};
constexpr auto minute = std::chrono::minutes(1);
constexpr std::int64_t megabyte = 1'000'000;
constexpr auto hour = std::chrono::hours(1);

} // namespace

// What is counted of this client and of this user, by service.
std::vector<Gate::Counted> Gate::counted(std::string_view what, int ofClient, int ofUser) const
{
    const std::string service = std::string(what) + ' ' + std::to_string(m_policy->service.id) + ' ';
    std::vector<Counted> all;
    if (ofClient > 0 && !m_policy->server->inside(m_facts.client))
        all.push_back({service + clientKey(m_facts.client).toString(), ofClient});
    if (ofUser > 0 && !m_facts.user.empty())
        all.push_back({service + "user " + m_facts.user, ofUser});
    return all;
}

// A message counts when it has come in whole, so it is only asked here.
bool Gate::tooManyMessages() const
{
    const auto all =
        counted("messages", service().rates.messagesPerHour, service().rates.userMessagesPerHour);
    return std::any_of(all.begin(), all.end(), [this](const Counted& one) {
        return m_environment.rateLimits.isReached(one.key, one.limit, hour, m_facts.now);
    });
}

// What has come in counts, whatever became of it; a message that has begun may end.
bool Gate::tooMuchData() const
{
    const auto all = counted("data", service().rates.megabytesPerHour, 0);
    return std::any_of(all.begin(), all.end(), [this](const Counted& one) {
        return m_environment.rateLimits.isReached(one.key, one.limit * megabyte, hour, m_facts.now);
    });
}

void Gate::countData(std::size_t octets)
{
    if (service().rates.megabytesPerHour == 0)
        return;
    for (const Counted& one : counted("data", service().rates.megabytesPerHour, 0))
        m_environment.rateLimits.count(one.key, hour, m_environment.clock.now(), std::int64_t(octets));
}

std::optional<smtp::Reply> Gate::countCommands(const smtp::Session& session, int commands)
{
    if (service().rates.commandsPerMinute == 0)
        return std::nullopt;
    const Time now = m_environment.clock.now();
    bool reached = false;
    for (const Counted& one : counted("commands", service().rates.commandsPerMinute, 0)) {
        m_environment.rateLimits.count(one.key, minute, now, commands);
        reached = reached || m_environment.rateLimits.isReached(one.key, one.limit + 1, minute, now);
    }
    if (!reached)
        return std::nullopt;
    policy::Facts facts = m_facts;
    facts.now = now;
    facts.helo = session.helo();
    facts.user = session.user();
    const std::string reference = makeReference();
    smtp::Reply reply = policy::withReference(commandsReached, reference);
    log(facts, nullptr,
        {model::Outcome::Deferred, model::checkCommands, smtp::replies::toLine(reply), reference});
    return reply;
}

void Gate::countMessage()
{
    for (const Counted& one :
         counted("messages", service().rates.messagesPerHour, service().rates.userMessagesPerHour))
        m_environment.rateLimits.count(one.key, hour, m_facts.now);
}

bool Gate::tooManyRecipients()
{
    const auto all =
        counted("recipients", service().rates.recipientsPerHour, service().rates.userRecipientsPerHour);
    return !std::all_of(all.begin(), all.end(), [this](const Counted& one) {
        return m_environment.rateLimits.take(one.key, one.limit, hour, m_facts.now);
    });
}

smtp::Answer Gate::refuseRate(std::string_view check, smtp::Reply reply)
{
    const std::string reference = makeReference();
    reply = policy::withReference(std::move(reply), reference);
    log(m_facts, nullptr, {model::Outcome::Deferred, check, smtp::replies::toLine(reply), reference});
    return smtp::Answer::refuse(std::move(reply));
}

} // namespace postern::engine
