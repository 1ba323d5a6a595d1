// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/ip_address.h"

#include "base/sentence.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <vector>

namespace postern {

namespace {

constexpr IpAddress::Bytes mappedPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0};

bool isMapped(const IpAddress::Bytes& bytes)
{
    return std::equal(bytes.begin(), bytes.begin() + 12, mappedPrefix.begin());
}

std::optional<int> parseInt(std::string_view text, int max)
{
    int value = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || value < 0 || value > max)
        return std::nullopt;
    return value;
}

// `address` with all bits after the first `length` of its family set to `ones`.
IpAddress fillHostBits(const IpAddress& address, int length, bool ones)
{
    IpAddress::Bytes bytes = address.bytes();
    for (int bit = length + (128 - address.bits()); bit < 128; ++bit) {
        const auto mask = std::uint8_t(0x80 >> (bit % 8));
        auto& byte = bytes[std::size_t(bit / 8)];
        byte = ones ? std::uint8_t(byte | mask) : std::uint8_t(byte & ~mask);
    }
    return IpAddress::fromBytes(bytes);
}

tl::unexpected<Error> notARange(std::string_view text)
{
    return fail(
        ErrorKind::Invalid, POSTERN_TEXT("server", "not an IP address, block or range"), std::string(text),
        POSTERN_TEXT(
            "server",
            "write it like 192.0.2.1, 192.0.2.0/24, 192.0.2.10-192.0.2.99, 192.168.1.* or 2001:db8::/32"));
}

Result<IpRange> parseCidr(std::string_view whole, std::string_view base, std::string_view length)
{
    const auto address = IpAddress::parse(base);
    if (!address)
        return notARange(whole);
    // A block of IPv4-mapped addresses counts its bits from the beginning of the IPv6 address.
    const bool mapped = address->isV4() && base.find(':') != base.npos;
    const int offset = mapped ? 128 - address->bits() : 0;
    auto bits = parseInt(length, address->bits() + offset);
    if (!bits || *bits < offset)
        return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "the number after / must be from %1 to %2"),
                    std::string(whole), {},
                    {std::to_string(offset), std::to_string(address->bits() + offset)});
    *bits -= offset;
    const IpRange range{fillHostBits(*address, *bits, false), fillHostBits(*address, *bits, true)};
    if (range.first != *address)
        return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "the address has bits set after the first %1"),
                    std::string(whole), POSTERN_TEXT("server", "the block is %2"),
                    {std::to_string(*bits + offset), range.toString()});
    return range;
}

Result<IpRange> parseFromTo(std::string_view whole, std::string_view from, std::string_view to)
{
    const auto first = IpAddress::parse(from);
    const auto last = IpAddress::parse(to);
    if (!first || !last)
        return notARange(whole);
    if (first->isV4() != last->isV4())
        return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "a range cannot go from IPv4 to IPv6"),
                    std::string(whole));
    if (*last < *first)
        return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "the range ends before it begins"),
                    std::string(whole), POSTERN_TEXT("server", "write the lower address first: %1-%2"),
                    {last->toString(), first->toString()});
    return IpRange{*first, *last};
}

// "192.168.*.*": octets from the left are numbers, the rest are stars.
Result<IpRange> parseWildcard(std::string_view whole)
{
    std::uint32_t value = 0;
    int octets = 0;
    int numbers = 0;
    for (std::size_t start = 0; start <= whole.size(); ++octets) {
        const std::size_t dot = std::min(whole.find('.', start), whole.size());
        const std::string_view part = whole.substr(start, dot - start);
        start = dot + 1;
        if (octets == 4)
            return notARange(whole);
        if (part == "*") {
            value <<= 8;
            continue;
        }
        const auto number = parseInt(part, 255);
        if (!number)
            return notARange(whole);
        if (numbers != octets)
            return fail(
                ErrorKind::Invalid,
                POSTERN_TEXT("server", "in an IP wildcard the stars stand for whole octets at the end"),
                std::string(whole), POSTERN_TEXT("server", "write it like 192.168.1.* or 10.*.*.*"));
        value = (value << 8) | std::uint32_t(*number);
        ++numbers;
    }
    if (octets != 4)
        return notARange(whole);
    const IpAddress base = IpAddress::fromV4(value);
    return IpRange{base, fillHostBits(base, numbers * 8, true)};
}

} // namespace

std::optional<IpAddress> IpAddress::parse(std::string_view text)
{
    std::array<char, INET6_ADDRSTRLEN + 1> buffer{};
    if (text.empty() || text.size() >= buffer.size())
        return std::nullopt;
    std::memcpy(buffer.data(), text.data(), text.size());
    if (in_addr v4{}; inet_pton(AF_INET, buffer.data(), &v4) == 1)
        return fromV4(ntohl(v4.s_addr));
    if (in6_addr v6{}; inet_pton(AF_INET6, buffer.data(), &v6) == 1) {
        Bytes bytes{};
        std::memcpy(bytes.data(), &v6, bytes.size());
        return fromBytes(bytes);
    }
    return std::nullopt;
}

IpAddress IpAddress::fromV4(std::uint32_t hostOrder)
{
    IpAddress address;
    for (std::size_t i = 0; i < 4; ++i)
        address.m_bytes[12 + i] = std::uint8_t(hostOrder >> (24 - 8 * i));
    return address;
}

IpAddress IpAddress::fromBytes(const Bytes& networkOrder)
{
    IpAddress address;
    address.m_bytes = networkOrder;
    address.m_v4 = isMapped(networkOrder);
    return address;
}

std::uint32_t IpAddress::v4() const
{
    return std::uint32_t(m_bytes[12]) << 24 | std::uint32_t(m_bytes[13]) << 16 |
           std::uint32_t(m_bytes[14]) << 8 | m_bytes[15];
}

bool IpAddress::isLoopback() const
{
    if (m_v4)
        return m_bytes[12] == 127;
    return std::all_of(m_bytes.begin(), m_bytes.end() - 1, [](std::uint8_t byte) { return byte == 0; }) &&
           m_bytes[15] == 1;
}

std::string IpAddress::toString() const
{
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    if (!m_v4) {
        inet_ntop(AF_INET6, m_bytes.data(), buffer.data(), buffer.size());
        return buffer.data();
    }
    char* end = buffer.data(); // by hand, since each decision writes it several times
    for (std::size_t i = 12; i < 16; ++i) {
        if (i > 12)
            *end++ = '.';
        end = std::to_chars(end, buffer.data() + buffer.size(), int(m_bytes[i])).ptr;
    }
    return {buffer.data(), end};
}

std::optional<IpAddress> IpAddress::next() const
{
    IpAddress result = *this;
    for (std::size_t i = 16; i-- > (m_v4 ? 12U : 0U);) {
        if (++result.m_bytes[i] != 0)
            return result;
    }
    return std::nullopt;
}

std::optional<IpAddress> IpAddress::previous() const
{
    IpAddress result = *this;
    for (std::size_t i = 16; i-- > (m_v4 ? 12U : 0U);) {
        if (result.m_bytes[i]-- != 0)
            return result;
    }
    return std::nullopt;
}

Result<IpRange> IpRange::parse(std::string_view text)
{
    if (text.size() > 2 && text.front() == '[' && text.back() == ']') {
        const auto address = IpAddress::parse(text.substr(1, text.size() - 2));
        return address ? Result<IpRange>(IpRange{*address, *address}) : notARange(text);
    }
    if (const auto slash = text.find('/'); slash != text.npos)
        return parseCidr(text, text.substr(0, slash), text.substr(slash + 1));
    if (const auto dash = text.find('-'); dash != text.npos)
        return parseFromTo(text, text.substr(0, dash), text.substr(dash + 1));
    if (text.find('*') != text.npos)
        return parseWildcard(text);
    if (const auto address = IpAddress::parse(text))
        return IpRange{*address, *address};
    return notARange(text);
}

std::optional<int> IpRange::prefixLength() const
{
    const int offset = 128 - first.bits();
    int length = 0;
    while (length < first.bits()) {
        const int bit = length + offset;
        const auto mask = std::uint8_t(0x80 >> (bit % 8));
        if (((first.bytes()[std::size_t(bit / 8)] ^ last.bytes()[std::size_t(bit / 8)]) & mask) != 0)
            break;
        ++length;
    }
    if (fillHostBits(first, length, false) != first || fillHostBits(last, length, true) != last)
        return std::nullopt;
    return length;
}

std::string IpRange::toString() const
{
    if (single())
        return first.toString();
    if (const auto length = prefixLength())
        return first.toString() + '/' + std::to_string(*length);
    return first.toString() + '-' + last.toString();
}

} // namespace postern
