// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/password_checks.h"
#include "net/reactor.h"
#include "policy/policy.h"
#include "smtp/sasl.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace postern::engine {

// How far a log-in has come.
struct LoginResult {
    enum class Kind : std::uint8_t {
        Challenge, // send `text`, and respond() with the answer
        Succeeded, // as `user`
        Failed,    // `user` is who he said he was, if he did
        Malformed, // not what the mechanism says
        Busy,      // nobody can tell now
    };
    Kind kind = Kind::Busy;
    std::string text;
    std::string user;
};

// One log-in. `done` is called on the reactor's thread, later; it keeps alive what must live until then.
class Login {
public:
    using Done = std::function<void(LoginResult)>;
    virtual ~Login() = default;
    // nullopt: the client waits to be asked.
    virtual void respond(std::optional<std::string_view> response, Done done) = 0;
};

std::string makeSecret(); // 32 random octets

// By the passwords and keys of the mailboxes. The name is an address of the mailbox, any of them; the user is
// the mailbox's own.
class MailboxLogin final : public Login {
public:
    // `secret`: of this engine; makes up what users have that do not exist.
    MailboxLogin(net::Reactor& reactor, PasswordChecks& checks,
                 std::shared_ptr<const policy::ServerPolicy> server, std::string_view mechanism,
                 smtp::ChannelBindings bindings, std::string secret);
    void respond(std::optional<std::string_view> response, Done done) override;

private:
    ScramKeys keysOf(std::string_view user) const;
    std::string addressOf(std::string_view user) const;
    void check(smtp::SaslStep step, Done done);

    net::Reactor& m_reactor;
    PasswordChecks& m_checks;
    std::shared_ptr<const policy::ServerPolicy> m_server;
    std::string m_secret;
    std::unique_ptr<smtp::SaslServer> m_sasl;
};

} // namespace postern::engine
