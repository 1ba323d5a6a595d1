// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace postern {

// An IPv4 or IPv6 address. IPv4-mapped IPv6 (::ffff:a.b.c.d) is the same value as the IPv4 address: lists and
// LAN ranges written for IPv4 hold for clients that come in over a dual-stack socket. All IPv4 addresses sort
// before all IPv6 ones.
class IpAddress {
public:
    using Bytes = std::array<std::uint8_t, 16>;

    IpAddress() = default; // 0.0.0.0

    static std::optional<IpAddress> parse(std::string_view text); // no scope id, no brackets, no port
    static IpAddress fromV4(std::uint32_t hostOrder);
    static IpAddress fromBytes(const Bytes& networkOrder); // mapped addresses become IPv4

    bool isV4() const { return m_v4; }
    bool isLoopback() const;
    std::uint32_t v4() const;                      // host order; only where isV4()
    const Bytes& bytes() const { return m_bytes; } // network order; IPv4 in its mapped form
    int bits() const { return m_v4 ? 32 : 128; }

    std::string toString() const;

    // The next higher and lower address of the same family; nullopt at the end of the family.
    std::optional<IpAddress> next() const;
    std::optional<IpAddress> previous() const;

    auto operator<=>(const IpAddress& other) const
    {
        if (m_v4 != other.m_v4)
            return m_v4 ? std::strong_ordering::less : std::strong_ordering::greater;
        return m_bytes <=> other.m_bytes;
    }
    bool operator==(const IpAddress&) const = default;

private:
    bool m_v4 = true;
    Bytes m_bytes{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0};
};

// An inclusive range of addresses of one family.
struct IpRange {
    IpAddress first;
    IpAddress last;

    // "192.0.2.1", "192.0.2.0/24", "192.0.2.10-192.0.2.99", "192.168.1.*" (whole octets from the right),
    // "2001:db8::/32",
    // "[2001:db8::1]". A CIDR block with host bits set is refused, with the block that was meant in the hint.
    static Result<IpRange> parse(std::string_view text);

    bool contains(const IpAddress& address) const { return first <= address && address <= last; }
    bool single() const { return first == last; }
    // The length of the prefix where the range is exactly one CIDR block.
    std::optional<int> prefixLength() const;
    // The shortest usual form: address, CIDR block or from-to.
    std::string toString() const;

    auto operator<=>(const IpRange&) const = default;
};

} // namespace postern

template <>
struct std::hash<postern::IpAddress> {
    std::size_t operator()(const postern::IpAddress& address) const noexcept
    {
        const auto& bytes = address.bytes();
        return std::hash<std::string_view>()({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    }
};
