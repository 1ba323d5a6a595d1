// SPDX-License-Identifier: GPL-3.0-or-later
#include "dns/answer.h"

#include <utility>

namespace postern::dns {

namespace {

constexpr std::size_t maxName = 253; // RFC 1035 2.3.4, as text without the root's dot
constexpr std::size_t maxLabel = 63;
constexpr std::string_view hexDigits = "0123456789abcdef";

std::string reverseV4(std::uint32_t address)
{
    std::string name;
    for (int shift = 0; shift < 32; shift += 8)
        name += std::to_string((address >> shift) & 0xff) + '.';
    return name;
}

std::string reverseV6(const IpAddress::Bytes& bytes)
{
    std::string name;
    for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte)
        name.append({hexDigits[*byte & 0xf], '.', hexDigits[*byte >> 4], '.'});
    return name;
}

} // namespace

std::string_view toWord(Type type)
{
    switch (type) {
    case Type::A:
        return "A";
    case Type::Ptr:
        return "PTR";
    case Type::Mx:
        return "MX";
    case Type::Txt:
        return "TXT";
    case Type::Aaaa:
        return "AAAA";
    case Type::Tlsa:
        return "TLSA";
    }
    return "";
}

Answer failedAnswer(Failure failure, std::string why)
{
    Answer answer;
    answer.failure = failure;
    answer.why = std::move(why);
    return answer;
}

std::string reverseName(const IpAddress& address)
{
    return address.isV4() ? reverseV4(address.v4()) + "in-addr.arpa"
                          : reverseV6(address.bytes()) + "ip6.arpa";
}

std::string listName(const IpAddress& address, std::string_view zone)
{
    return (address.isV4() ? reverseV4(address.v4()) : reverseV6(address.bytes())).append(zone);
}

bool isQueryable(std::string_view name)
{
    if (name.empty() || name.size() > maxName)
        return false;
    std::size_t label = 0;
    for (const char c : name) {
        if (c == '.' ? label == 0 : label == maxLabel)
            return false;
        label = c == '.' ? 0 : label + 1;
    }
    return label != 0;
}

} // namespace postern::dns
