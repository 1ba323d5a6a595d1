// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"

#include <optional>
#include <string>
#include <string_view>

namespace postern {

// What counts as one client wherever clients are counted or barred: an IPv4 address, or an IPv6 network of 64
// bits, since one machine has all the addresses of such a network. This is the network's first address.
IpAddress clientKey(const IpAddress& client);

// "192.0.2.1", "2001:db8:1:2::/64"
std::string clientName(const IpAddress& client);

// The key of what was written by name or by any address of a client; nullopt for what is no client, such as a
// wider network.
std::optional<IpAddress> clientKeyOf(std::string_view text);

} // namespace postern
