// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/proxy_header.h"

#include <algorithm>
#include <charconv>

namespace postern::net {

namespace {

using State = ProxyHeader::State;

constexpr std::string_view signature("\r\n\r\n\0\r\nQUIT\n", 12); // of version 2
constexpr std::string_view word = "PROXY ";                       // of version 1
constexpr std::size_t longestLine = 107;                          // with CR LF

constexpr ProxyHeader malformed{};
constexpr ProxyHeader needsMore{State::NeedsMore, 0, {}};

bool mayBecome(std::string_view bytes, std::string_view whole)
{
    return bytes.substr(0, whole.size()) == whole.substr(0, bytes.size());
}

std::string_view cut(std::string_view& text)
{
    const std::size_t blank = text.find(' ');
    const std::string_view part = text.substr(0, blank);
    text.remove_prefix(blank == text.npos ? text.size() : blank + 1);
    return part;
}

std::optional<std::uint16_t> portIn(std::string_view text)
{
    std::uint16_t port = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), port);
    const bool whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    return whole ? std::optional(port) : std::nullopt;
}

// "TCP4 192.0.2.1 192.0.2.2 56324 25"
std::optional<Endpoint> clientIn(std::string_view text)
{
    const std::string_view family = cut(text);
    const auto source = IpAddress::parse(cut(text));
    const auto target = IpAddress::parse(cut(text));
    const auto sourcePort = portIn(cut(text));
    const auto targetPort = portIn(text);
    if (!source || !target || !sourcePort || !targetPort || (family != "TCP4" && family != "TCP6") ||
        (family == "TCP4" && !source->isV4()))
        return std::nullopt;
    return Endpoint{*source, *sourcePort};
}

ProxyHeader parseLine(std::string_view bytes)
{
    const std::size_t end = bytes.substr(0, longestLine).find("\r\n");
    if (end == bytes.npos)
        return bytes.size() < longestLine ? needsMore : malformed;
    const std::string_view line = bytes.substr(word.size(), end - std::min(end, word.size()));
    if (line == "UNKNOWN" || line.starts_with("UNKNOWN "))
        return {State::Complete, end + 2, {}};
    const auto client = clientIn(line);
    return client ? ProxyHeader{State::Complete, end + 2, client} : malformed;
}

unsigned octetAt(std::string_view bytes, std::size_t at)
{
    return static_cast<unsigned char>(bytes[at]);
}

std::uint16_t numberAt(std::string_view bytes, std::size_t at)
{
    return std::uint16_t(octetAt(bytes, at) << 8U | octetAt(bytes, at + 1));
}

IpAddress addressAt(std::string_view bytes, std::size_t size)
{
    IpAddress::Bytes raw{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    std::copy_n(bytes.begin(), size, reinterpret_cast<char*>(raw.data()) + (raw.size() - size));
    return IpAddress::fromBytes(raw);
}

ProxyHeader parseBinary(std::string_view bytes)
{
    constexpr std::size_t fixed = 16;
    if (bytes.size() < fixed)
        return needsMore;
    const unsigned version = octetAt(bytes, 12) >> 4U;
    const unsigned command = octetAt(bytes, 12) & 0xfU;
    const unsigned family = octetAt(bytes, 13);
    const std::size_t length = fixed + numberAt(bytes, 14);
    if (version != 2 || command > 1 || length > longestProxyHeader)
        return malformed;
    if (bytes.size() < length)
        return needsMore;
    const std::string_view body = bytes.substr(fixed, length - fixed);
    constexpr unsigned tcp4 = 0x11;
    constexpr unsigned tcp6 = 0x21;
    if (command == 0 || (family != tcp4 && family != tcp6))
        return {State::Complete, length, {}};
    const std::size_t size = family == tcp4 ? 4 : 16;
    if (body.size() < 2 * size + 4)
        return malformed;
    return {State::Complete, length, Endpoint{addressAt(body, size), numberAt(body, 2 * size)}};
}

} // namespace

ProxyHeader parseProxyHeader(std::string_view bytes)
{
    if (mayBecome(bytes, signature))
        return parseBinary(bytes);
    if (mayBecome(bytes, word))
        return parseLine(bytes);
    return malformed;
}

} // namespace postern::net
