// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "engine/login.h"

#include <memory>
#include <string>

namespace postern::engine {

// By a Dovecot server, through its authentication protocol for clients (version 1) on a UNIX socket: one
// connection for each log-in, asynchronous, given up after some seconds of silence. The user is whom Dovecot
// says.
class DovecotLogin final : public Login {
public:
    struct About {
        std::string socket;
        std::string mechanism;
        IpAddress client;
        bool secured = false;
    };
    DovecotLogin(net::Reactor& reactor, About about);
    ~DovecotLogin() override;
    void respond(std::optional<std::string_view> response, Done done) override;

private:
    class Exchange;
    std::shared_ptr<Exchange> m_exchange;
};

} // namespace postern::engine
