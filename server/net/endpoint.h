// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"

#include <compare>
#include <cstdint>
#include <string>

struct sockaddr_storage;

namespace postern::net {

// Where a socket is bound, or whom it is connected to.
struct Endpoint {
    IpAddress address;
    std::uint16_t port = 0;

    std::string toString() const; // "192.0.2.1:25", "[2001:db8::1]:25"
    auto operator<=>(const Endpoint&) const = default;
};

// Fills `raw`; its length. IPv4 addresses become AF_INET.
unsigned toSockaddr(const Endpoint& endpoint, sockaddr_storage& raw);
Endpoint fromSockaddr(const sockaddr_storage& raw);

} // namespace postern::net
