// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/client_network.h"

#include <algorithm>

namespace postern {

IpAddress clientKey(const IpAddress& client)
{
    if (client.isV4())
        return client;
    IpAddress::Bytes bytes = client.bytes();
    std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t(0));
    return IpAddress::fromBytes(bytes);
}

std::string clientName(const IpAddress& client)
{
    return clientKey(client).toString() + (client.isV4() ? "" : "/64");
}

std::optional<IpAddress> clientKeyOf(std::string_view text)
{
    const auto range = IpRange::parse(text);
    if (!range || clientKey(range->first) != clientKey(range->last))
        return std::nullopt;
    return clientKey(range->first);
}

} // namespace postern
