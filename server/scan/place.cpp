// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan/place.h"

#include "base/ip_address.h"
#include "net/endpoint.h"

#include <asio/ip/tcp.hpp>
#include <asio/local/stream_protocol.hpp>

#include <charconv>
#include <optional>

#include <sys/socket.h>

namespace postern::scan {

namespace {

constexpr std::size_t longestPath = 107; // of a UNIX socket

std::optional<net::Endpoint> endpointOf(std::string_view address)
{
    const std::size_t colon = address.rfind(':');
    if (colon == address.npos)
        return std::nullopt;
    std::string_view host = address.substr(0, colon);
    const bool bracketed = host.starts_with('[') && host.ends_with(']');
    if (bracketed)
        host = host.substr(1, host.size() - 2);
    const auto ip = IpAddress::parse(host);
    const std::string_view digits = address.substr(colon + 1);
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    const bool isPort = error == std::errc() && end == digits.data() + digits.size() && port != 0;
    if (!ip || !isPort || (!bracketed && host.find(':') != host.npos))
        return std::nullopt;
    return net::Endpoint{*ip, port};
}

} // namespace

Result<asio::generic::stream_protocol::endpoint> placeOf(std::string_view address)
{
    if (address.starts_with('/')) {
        if (address.size() > longestPath)
            return fail(ErrorKind::Invalid, "the path of a socket may have 107 octets", std::string(address));
        return asio::generic::stream_protocol::endpoint(
            asio::local::stream_protocol::endpoint(std::string(address)));
    }
    const auto endpoint = endpointOf(address);
    if (!endpoint)
        return fail(ErrorKind::Invalid, "this is neither an IP address with a port nor the path of a socket",
                    std::string(address), "write 127.0.0.1:783, [::1]:11333 or /run/scanner.sock");
    sockaddr_storage raw{};
    const unsigned length = net::toSockaddr(*endpoint, raw);
    return asio::generic::stream_protocol::endpoint(&raw, length);
}

} // namespace postern::scan
