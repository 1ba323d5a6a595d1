// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/descriptor.h"
#include "net/endpoint.h"

#include <span>
#include <string>
#include <vector>

namespace postern::net {

// The wildcard address of a family, for "all addresses of this machine".
IpAddress anyV4();
IpAddress anyV6();

// Where a service with these addresses and this port listens. No addresses: both wildcards, as two sockets
// that know one family each, so that it does not matter how the machine is set up. What does not parse is
// left out: validate() has said so.
std::vector<Endpoint> endpointsOf(std::span<const std::string> addresses, std::uint16_t port);

// `count` listening, non-blocking sockets on one endpoint, one for each thread that accepts (SO_REUSEPORT:
// the kernel spreads the connections). With port 0 the kernel picks one for all of them. The error says why
// in words: "port 25 is in use". Another program's sockets on the port are always noticed, even those of the
// same user that allow sharing.
Result<std::vector<Descriptor>> listenOn(const Endpoint& endpoint, int count);

// Whether this machine has no such family of addresses at all: then "all addresses" means the other one.
bool isFamilyMissing(const Error& error);

// The endpoint that a socket is bound to.
Endpoint boundTo(const Descriptor& socket);

} // namespace postern::net
