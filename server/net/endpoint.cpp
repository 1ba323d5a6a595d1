// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/endpoint.h"

#include <netinet/in.h>

#include <algorithm>
#include <cstring>

namespace postern::net {

std::string Endpoint::toString() const
{
    const std::string text = address.toString();
    return (address.isV4() ? text : '[' + text + ']') + ':' + std::to_string(port);
}

unsigned toSockaddr(const Endpoint& endpoint, sockaddr_storage& raw)
{
    raw = {};
    if (endpoint.address.isV4()) {
        sockaddr_in v4{};
        v4.sin_family = AF_INET;
        v4.sin_port = htons(endpoint.port);
        v4.sin_addr.s_addr = htonl(endpoint.address.v4());
        std::memcpy(&raw, &v4, sizeof v4);
        return sizeof v4;
    }
    sockaddr_in6 v6{};
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(endpoint.port);
    std::copy(endpoint.address.bytes().begin(), endpoint.address.bytes().end(), v6.sin6_addr.s6_addr);
    std::memcpy(&raw, &v6, sizeof v6);
    return sizeof v6;
}

Endpoint fromSockaddr(const sockaddr_storage& raw)
{
    if (raw.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &raw, sizeof v4);
        return {IpAddress::fromV4(ntohl(v4.sin_addr.s_addr)), ntohs(v4.sin_port)};
    }
    sockaddr_in6 v6{};
    std::memcpy(&v6, &raw, sizeof v6);
    IpAddress::Bytes bytes{};
    std::copy(std::begin(v6.sin6_addr.s6_addr), std::end(v6.sin6_addr.s6_addr), bytes.begin());
    return {IpAddress::fromBytes(bytes), ntohs(v6.sin6_port)};
}

} // namespace postern::net
