// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/endpoint.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace postern::net {

// What a proxy says of its client before anything else (HAProxy's PROXY protocol, versions 1 and 2).
struct ProxyHeader {
    enum class State : std::uint8_t { NeedsMore, Malformed, Complete };
    State state = State::Malformed;
    std::size_t length = 0; // octets of a complete header; what follows is the client's
    std::optional<Endpoint>
        client; // nullopt: the proxy speaks for itself (LOCAL), or does not know (UNKNOWN)
};

inline constexpr std::size_t longestProxyHeader = 4096;

// `bytes` is what has come so far. Never asks for more than longestProxyHeader.
ProxyHeader parseProxyHeader(std::string_view bytes);

} // namespace postern::net
