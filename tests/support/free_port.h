// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <random>
#include <stdexcept>
#include <string>

namespace postern::testing {

namespace detail {

// Claims `port` among all tests that run on this machine, for as long as this process lives: a name in the
// abstract namespace is free again when its last socket is closed, however the process ends (unix(7)).
inline bool claims(int port)
{
    const std::string name = "postern-test-port-" + std::to_string(port);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    name.copy(address.sun_path + 1, sizeof address.sun_path - 1);
    const int claim = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + 1 + name.size());
    if (::bind(claim, reinterpret_cast<const sockaddr*>(&address), length) == 0)
        return true; // and stays open
    ::close(claim);
    return false;
}

inline bool canBind(int port, int type)
{
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(std::uint16_t(port));
    address.sin_addr.s_addr = htonl(INADDR_ANY);
    const int probe = ::socket(AF_INET, type | SOCK_CLOEXEC, 0);
    const bool bound = ::bind(probe, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    ::close(probe);
    return bound;
}

} // namespace detail

// A port that nobody has, and that no other test is given while this process lives. It lies below those that
// the kernel hands out to sockets that ask for none (ip(7), ip_local_port_range): such a socket of another
// test, a client's most often, would take a port that was only found to be free before a server here comes to
// listen on it.
inline int freePort()
{
    constexpr int first = 20000;
    constexpr int count = 12000;
    std::random_device random;
    const int start = std::uniform_int_distribution(0, count - 1)(random);
    for (int i = 0; i < count; ++i) {
        const int port = first + (start + i) % count;
        if (detail::claims(port) && detail::canBind(port, SOCK_STREAM) && detail::canBind(port, SOCK_DGRAM))
            return port;
    }
    throw std::runtime_error("no free port from 20000 to 31999");
}

} // namespace postern::testing
