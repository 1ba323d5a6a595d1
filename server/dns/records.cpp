// SPDX-License-Identifier: GPL-3.0-or-later
#include "dns/records.h"

#include <algorithm>
#include <optional>

namespace postern::dns {

namespace {

std::uint8_t octet(char c)
{
    return static_cast<std::uint8_t>(c);
}

void appendEscaped(std::string& text, char c)
{
    const std::string number = std::to_string(octet(c));
    text.append("\\").append(3 - number.size(), '0').append(number);
}

bool isPlain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

void appendLabel(std::string& text, std::string_view label)
{
    for (char c : label) {
        if (c >= 'A' && c <= 'Z')
            c = char(c - 'A' + 'a');
        if (isPlain(c))
            text += c;
        else
            appendEscaped(text, c);
    }
}

// A name that fills `rdata` to its end; lower case, "" for the root.
std::optional<std::string> readName(std::string_view rdata)
{
    std::string name;
    if (rdata.size() > 255) // RFC 1035 2.3.4
        return std::nullopt;
    while (!rdata.empty()) {
        const std::size_t length = octet(rdata.front());
        rdata.remove_prefix(1);
        if (length == 0)
            return rdata.empty() ? std::optional(name) : std::nullopt;
        if (length > 63 || length > rdata.size())
            return std::nullopt;
        if (!name.empty())
            name += '.';
        appendLabel(name, rdata.substr(0, length));
        rdata.remove_prefix(length);
    }
    return std::nullopt;
}

bool addAddress(Answer& answer, std::string_view rdata, std::size_t size)
{
    if (rdata.size() != size)
        return false;
    IpAddress::Bytes bytes{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    std::transform(rdata.begin(), rdata.end(), bytes.end() - std::ptrdiff_t(size), octet);
    answer.addresses.push_back(IpAddress::fromBytes(bytes));
    return true;
}

bool addPtr(Answer& answer, std::string_view rdata)
{
    const auto name = readName(rdata);
    if (name)
        answer.names.push_back(*name);
    return name.has_value();
}

bool addMx(Answer& answer, std::string_view rdata)
{
    if (rdata.size() < 3)
        return false;
    const auto host = readName(rdata.substr(2));
    if (host)
        answer.mx.push_back({std::uint16_t(octet(rdata[0]) << 8 | octet(rdata[1])), *host});
    return host.has_value();
}

bool addTxt(Answer& answer, std::string_view rdata)
{
    std::string text;
    while (!rdata.empty()) {
        const std::size_t length = octet(rdata.front());
        if (length + 1 > rdata.size())
            return false;
        text += rdata.substr(1, length);
        rdata.remove_prefix(length + 1);
    }
    answer.texts.push_back(std::move(text));
    return true;
}

bool addTlsa(Answer& answer, std::string_view rdata)
{
    if (rdata.size() < 3)
        return false;
    answer.tlsa.push_back({octet(rdata[0]), octet(rdata[1]), octet(rdata[2]), std::string(rdata.substr(3))});
    return true;
}

} // namespace

bool addRecord(Answer& answer, Type type, std::string_view rdata)
{
    switch (type) {
    case Type::A:
        return addAddress(answer, rdata, 4);
    case Type::Aaaa:
        return addAddress(answer, rdata, 16);
    case Type::Ptr:
        return addPtr(answer, rdata);
    case Type::Mx:
        return addMx(answer, rdata);
    case Type::Txt:
        return addTxt(answer, rdata);
    case Type::Tlsa:
        return addTlsa(answer, rdata);
    }
    return false;
}

std::string toQueryText(std::string_view name)
{
    std::string text;
    while (true) {
        const std::size_t dot = name.find('.');
        appendLabel(text, name.substr(0, dot));
        text += '.';
        if (dot == name.npos)
            return text;
        name.remove_prefix(dot + 1);
    }
}

} // namespace postern::dns
