// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/own_addresses.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <bit>
#include <cstring>
#include <memory>
#include <optional>

namespace postern {

namespace {

constexpr int mappedPrefix = 96; // the bytes of IPv4 come after ::ffff: (ip_address.h)

IpAddress addressIn(const in_addr& v4)
{
    return IpAddress::fromV4(ntohl(v4.s_addr));
}

IpAddress addressIn(const in6_addr& v6)
{
    IpAddress::Bytes bytes{};
    std::memcpy(bytes.data(), v6.s6_addr, bytes.size());
    return IpAddress::fromBytes(bytes);
}

// The kernel hands out one buffer for every family; copying out of it is the way that needs no cast of
// pointers to other types.
template <class Socket>
Socket as(const sockaddr* address)
{
    Socket socket{};
    std::memcpy(&socket, address, sizeof socket);
    return socket;
}

std::optional<OwnAddress> read(const ifaddrs& entry)
{
    if (entry.ifa_addr == nullptr || entry.ifa_netmask == nullptr || (entry.ifa_flags & IFF_UP) == 0)
        return std::nullopt;
    if (entry.ifa_addr->sa_family == AF_INET) {
        const auto mask = as<sockaddr_in>(entry.ifa_netmask).sin_addr.s_addr;
        return OwnAddress{entry.ifa_name, addressIn(as<sockaddr_in>(entry.ifa_addr).sin_addr),
                          std::popcount(mask)};
    }
    if (entry.ifa_addr->sa_family != AF_INET6)
        return std::nullopt;
    const in6_addr v6 = as<sockaddr_in6>(entry.ifa_addr).sin6_addr;
    if (IN6_IS_ADDR_LINKLOCAL(&v6))
        return std::nullopt;
    int prefix = 0;
    for (const unsigned char byte : as<sockaddr_in6>(entry.ifa_netmask).sin6_addr.s6_addr)
        prefix += std::popcount(byte);
    return OwnAddress{entry.ifa_name, addressIn(v6), prefix};
}

struct Free {
    void operator()(ifaddrs* list) const { freeifaddrs(list); }
};

} // namespace

IpRange OwnAddress::network() const
{
    IpAddress::Bytes first = address.bytes();
    IpAddress::Bytes last = first;
    for (int bit = prefixLength + (address.isV4() ? mappedPrefix : 0); bit < 128; ++bit) {
        const auto mask = std::uint8_t(0x80 >> (bit % 8));
        first[std::size_t(bit / 8)] &= std::uint8_t(~mask);
        last[std::size_t(bit / 8)] |= mask;
    }
    return {IpAddress::fromBytes(first), IpAddress::fromBytes(last)};
}

std::vector<OwnAddress> ownAddresses()
{
    ifaddrs* raw = nullptr;
    if (getifaddrs(&raw) != 0)
        return {};
    const std::unique_ptr<ifaddrs, Free> list(raw);
    std::vector<OwnAddress> addresses;
    for (const ifaddrs* entry = list.get(); entry != nullptr; entry = entry->ifa_next) {
        if (auto address = read(*entry))
            addresses.push_back(std::move(*address));
    }
    return addresses;
}

} // namespace postern
