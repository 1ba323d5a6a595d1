// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/dns_server.h"

#include "base/sentence.h"

#include <charconv>

namespace postern::model {

namespace {

std::optional<std::uint16_t> parsePort(std::string_view text)
{
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.begin(), text.end(), port);
    if (error != std::errc() || end != text.end() || port == 0)
        return std::nullopt;
    return port;
}

} // namespace

Result<DnsServer> DnsServer::parse(std::string_view text)
{
    const std::size_t at = text.find('@');
    const auto address = IpAddress::parse(text.substr(0, at));
    const auto port = at == text.npos ? std::optional<std::uint16_t>(53) : parsePort(text.substr(at + 1));
    if (!address || !port)
        return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "this is no DNS server"), std::string(text),
                    POSTERN_TEXT("server", "write its IP address, with a port where it is not 53: "
                                           "127.0.0.1@5353"));
    return DnsServer{*address, *port};
}

std::string DnsServer::toString() const
{
    return port == 53 ? address.toString() : address.toString() + '@' + std::to_string(port);
}

} // namespace postern::model
