// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>

namespace postern::ui {

// Whether this user may listen on a port now.
enum class PortState : std::uint8_t {
    Free,
    Denied, // below 1024, and the user is not root and has no CAP_NET_BIND_SERVICE
    Taken,  // another program listens there
};

// Asks the system; passed in, so that tests need no port.
using PortProbe = std::function<PortState(int port)>;

PortState probePort(int port); // by binding it for a moment, on all addresses

} // namespace postern::ui
