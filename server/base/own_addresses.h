// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"

#include <string>
#include <vector>

namespace postern {

// One address of a network interface of this machine.
struct OwnAddress {
    std::string interface; // "eth0"
    IpAddress address;
    int prefixLength = 0;

    // The network that the interface is in: 192.168.1.0/24 for 192.168.1.7 with a prefix of 24 (RFC
    // 4632 3.1).
    IpRange network() const;
    bool operator==(const OwnAddress&) const = default;
};

// Those of all interfaces that are up now, loopback included; IPv6 link-local addresses are left out, since
// no list can name them without their interface. Empty where the system does not tell.
std::vector<OwnAddress> ownAddresses();

} // namespace postern
