// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "model/configuration.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace postern::delivery {

// Where a recipient's mail goes next.
struct NextHop {
    enum class Kind : std::uint8_t {
        Maildir, // `place` is the folder
        Lmtp,    // RFC 2033: at `host` and `port`, or at the socket `place`
        Smtp,    // at `host` and `port`
        Mx,      // `host` is the domain: wherever the DNS says (RFC 5321 5.1)
        Nowhere, // `why` says what the administrator has to mend
    };
    Kind kind = Kind::Nowhere;
    std::string place;
    std::string host; // name, or IP address without brackets
    std::uint16_t port = 0;
    bool implicitTls = false; // encrypted from the first octet on (RFC 8314 3)
    std::string user;
    std::string password;
    model::RouteTls tls = model::RouteTls::Opportunistic;
    std::string why;

    // What is delivered together has the same one; for people, too: "smtp:relay.example.test:587". Without
    // the password, and not the same after a change of anything that matters.
    std::string key() const;
    bool operator==(const NextHop&) const = default;
};

// "maildir:/srv/mail/jane", "lmtp:127.0.0.1:2424", "lmtp:/run/dovecot/lmtp", "smtp:[2001:db8::1]:25",
// "smtps:relay.example.test:465".
NextHop parseNextHop(const std::string& text);
NextHop hopOf(const model::Route& route);
// Wherever the DNS says; an address literal names its server itself (RFC 5321 4.1.3).
NextHop hopByDns(const std::string& domain, std::uint16_t port);

// What delivery needs to know of the configuration: the newest, each time it asks.
class Router {
public:
    struct Settings {
        std::string hostname; // fully qualified
        std::string postmaster;
        std::chrono::hours giveUp{120};  // RFC 5321 4.5.4.1
        std::chrono::hours tellDelay{4}; // 0: never
    };

    Router() = default;
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;
    virtual ~Router() = default;

    // All of these are thread-safe.
    virtual NextHop nextHop(const std::string& recipient) const = 0;
    // What the recipient's mail waits under: "mailbox:jane@domain.com", "domain:partner.test".
    virtual std::string destination(const std::string& recipient) const = 0;
    virtual Settings settings() const = 0;
    // Whether a server that the DNS names is this one (RFC 5321 5.1).
    virtual bool isSelf(const std::string& name, const std::vector<IpAddress>& addresses) const = 0;
};

} // namespace postern::delivery
