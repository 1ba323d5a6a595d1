// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "model/configuration.h"

#include <cstdint>
#include <string>
#include <vector>

namespace postern::smtp {

// What a session needs to know of its service. Shared by all sessions of the service, never changed.
struct SessionConfig {
    std::string hostname;                   // of this server, fully qualified
    std::string greeting = "ESMTP Postern"; // after "220 hostname "
    std::int64_t sizeLimit = 0;          // octets of one message; 0: none. Content past it is not handed out
    int recipientLimit = 1000;           // of one message
    std::vector<std::string> mechanisms; // to log in by; empty: nobody can
    bool loginWithoutTls = false;
    bool channelBinding = true; // SCRAM can be bound to TLS
    model::TlsMode tls = model::TlsMode::None;
    int errorLimit = 20; // commands refused for syntax or order until the session ends

    // The size limit counts only where the check message.size is enforced: in the other modes whatever comes
    // must be handed out.
    static SessionConfig of(const std::string& hostname, const model::Service& service);
};

struct Peer {
    IpAddress address;
    std::uint16_t port = 0;
};

} // namespace postern::smtp
