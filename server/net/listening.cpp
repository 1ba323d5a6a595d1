// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/listening.h"

#include "base/sentence.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace postern::net {

namespace {

constexpr int backlog = 4096; // the kernel caps it at net.core.somaxconn

void setOption(int socket, int level, int option)
{
    const int on = 1;
    ::setsockopt(socket, level, option, &on, sizeof on);
}

// The reason in words. `number` is an errno.
tl::unexpected<Error> failure(const Endpoint& endpoint, int number)
{
    const std::string port = std::to_string(endpoint.port);
    const std::string where = endpoint.toString();
    if (number == EADDRNOTAVAIL && endpoint.address == anyV6())
        number = EAFNOSUPPORT; // switched off by the administrator
    switch (number) {
    case EADDRINUSE:
        return fail(ErrorKind::Busy, POSTERN_TEXT("server", "port %1 is in use"), where,
                    POSTERN_TEXT("server", "Stop the other program, or give this service another port."),
                    {port});
    case EACCES:
    case EPERM:
        return fail(ErrorKind::Denied,
                    POSTERN_TEXT("server", "port %1 needs a privilege: ports below 1024 are for root"), where,
                    POSTERN_TEXT("server",
                                 "Start as root or with CAP_NET_BIND_SERVICE, or take a port from 1024 on."),
                    {port});
    case EADDRNOTAVAIL:
        return fail(ErrorKind::NotFound, POSTERN_TEXT("server", "address %1 is not on this machine"), where,
                    POSTERN_TEXT("server", "Choose one of the machine's addresses, or none for all of them."),
                    {endpoint.address.toString()});
    case EAFNOSUPPORT:
        return fail(ErrorKind::Unavailable, POSTERN_TEXT("server", "this machine has no IPv6"), where);
    case EMFILE:
    case ENFILE:
        return fail(ErrorKind::Full, POSTERN_TEXT("server", "too many open files"), where,
                    POSTERN_TEXT("server", "Raise the limit of open files."));
    default:
        return fail(ErrorKind::Internal, std::strerror(number), where);
    }
}

// The first socket is bound without SO_REUSEPORT, so that anybody else's there is a conflict; it allows
// sharing only once it holds the port, for those that follow.
Result<Descriptor> listenOnce(const Endpoint& endpoint, bool first)
{
    sockaddr_storage raw{};
    const unsigned length = toSockaddr(endpoint, raw);
    Descriptor socket(::socket(raw.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket.valid())
        return failure(endpoint, errno);
    setOption(socket.get(), SOL_SOCKET, SO_REUSEADDR);
    if (raw.ss_family == AF_INET6)
        setOption(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY);
    if (!first)
        setOption(socket.get(), SOL_SOCKET, SO_REUSEPORT);
    if (::bind(socket.get(), reinterpret_cast<const sockaddr*>(&raw), length) != 0)
        return failure(endpoint, errno);
    if (first)
        setOption(socket.get(), SOL_SOCKET, SO_REUSEPORT);
    setOption(socket.get(), IPPROTO_TCP, TCP_NODELAY); // inherited: replies go out at once
    if (::listen(socket.get(), backlog) != 0)
        return failure(endpoint, errno);
    return socket;
}

} // namespace

IpAddress anyV4()
{
    return {};
}

IpAddress anyV6()
{
    return IpAddress::fromBytes({});
}

std::vector<Endpoint> endpointsOf(std::span<const std::string> addresses, std::uint16_t port)
{
    if (addresses.empty())
        return {{anyV4(), port}, {anyV6(), port}};
    std::vector<Endpoint> endpoints;
    for (const std::string& text : addresses) {
        const auto address = IpAddress::parse(text);
        if (address &&
            std::find(endpoints.begin(), endpoints.end(), Endpoint{*address, port}) == endpoints.end())
            endpoints.push_back({*address, port});
    }
    return endpoints;
}

Result<std::vector<Descriptor>> listenOn(const Endpoint& endpoint, int count)
{
    std::vector<Descriptor> sockets;
    Endpoint bound = endpoint;
    while (int(sockets.size()) < count) {
        auto socket = listenOnce(bound, sockets.empty());
        if (!socket)
            return failFrom(socket);
        bound = boundTo(*socket);
        sockets.push_back(std::move(*socket));
    }
    return sockets;
}

bool isFamilyMissing(const Error& error)
{
    return error.kind == ErrorKind::Unavailable;
}

Endpoint boundTo(const Descriptor& socket)
{
    sockaddr_storage raw{};
    socklen_t length = sizeof raw;
    if (::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&raw), &length) != 0)
        return {};
    return fromSockaddr(raw);
}

} // namespace postern::net
