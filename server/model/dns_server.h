// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace postern::model {

// A DNS server that Postern asks instead of the system's: its address, with '@' and a port where that is not
// 53, as in the configuration ("127.0.0.1@5353", "2001:db8::1").
struct DnsServer {
    IpAddress address;
    std::uint16_t port = 53;

    std::string toString() const; // as it is stored

    // An Invalid error where it is no address with or without a port of 1 to 65535.
    static Result<DnsServer> parse(std::string_view text);
};

} // namespace postern::model
