// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/login.h"

#include "base/base64.h"

#include <sodium.h>

#include <utility>

namespace postern::engine {

namespace {

std::string makeNonce()
{
    std::string bytes(18, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return toBase64(bytes);
}

LoginResult resultOf(smtp::SaslStep step)
{
    using From = smtp::SaslStep::Kind;
    using To = LoginResult::Kind;
    switch (step.kind) {
    case From::Challenge:
        return {To::Challenge, std::move(step.text), std::move(step.user)};
    case From::Succeeded:
        return {To::Succeeded, {}, std::move(step.user)};
    case From::CheckPassword:
    case From::Failed:
        return {To::Failed, {}, std::move(step.user)};
    case From::Malformed:
        break;
    }
    return {To::Malformed, {}, {}};
}

} // namespace

std::string makeSecret()
{
    std::string bytes(32, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    return bytes;
}

MailboxLogin::MailboxLogin(net::Reactor& reactor, PasswordChecks& checks,
                           std::shared_ptr<const policy::ServerPolicy> server, std::string_view mechanism,
                           smtp::ChannelBindings bindings, std::string secret)
    : m_reactor(reactor)
    , m_checks(checks)
    , m_server(std::move(server))
    , m_secret(std::move(secret))
    , m_sasl(smtp::makeSaslServer(
          mechanism,
          {std::move(bindings), [this](std::string_view user) { return keysOf(user); }, makeNonce()}))
{
}

void MailboxLogin::respond(std::optional<std::string_view> response, Done done)
{
    smtp::SaslStep step;
    if (m_sasl)
        step = response ? m_sasl->respond(*response) : m_sasl->begin();
    if (step.kind == smtp::SaslStep::Kind::CheckPassword)
        return check(std::move(step), std::move(done));
    LoginResult result = resultOf(std::move(step));
    if (result.kind == LoginResult::Kind::Succeeded)
        result.user = addressOf(result.user);
    m_reactor.post([done = std::move(done), result = std::move(result)] { done(result); });
}

void MailboxLogin::check(smtp::SaslStep step, Done done)
{
    const model::Mailbox* const mailbox = m_server->loginMailbox(step.user);
    const std::string hash = mailbox != nullptr ? mailbox->passwordHash : std::string();
    const std::string user = mailbox != nullptr ? mailbox->address : step.user;
    auto answer = [&reactor = m_reactor, user, done](bool right) {
        const auto kind = right ? LoginResult::Kind::Succeeded : LoginResult::Kind::Failed;
        reactor.post([done, user, kind] { done({kind, {}, user}); });
    };
    if (!m_checks.check(std::move(step.text), hash, std::move(answer)))
        m_reactor.post([done, user] { done({LoginResult::Kind::Busy, {}, user}); });
}

ScramKeys MailboxLogin::keysOf(std::string_view user) const
{
    const model::Mailbox* const mailbox = m_server->loginMailbox(user);
    const auto keys = mailbox != nullptr ? scramKeysFrom(mailbox->scramKeys) : std::nullopt;
    return keys ? *keys : scramKeysOfNobody(user, m_secret);
}

std::string MailboxLogin::addressOf(std::string_view user) const
{
    const model::Mailbox* const mailbox = m_server->loginMailbox(user);
    return mailbox != nullptr ? mailbox->address : std::string(user);
}

} // namespace postern::engine
