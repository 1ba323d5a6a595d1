// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/dsn_parameters.h"

#include "base/utf8.h"
#include "smtp/command_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace postern::smtp {

namespace {

constexpr std::size_t maxNotify = 28;
constexpr std::size_t maxEnvelopeId = 100;
constexpr std::size_t maxOriginalRecipient = 500;

constexpr std::array<std::string_view, 3> events{"SUCCESS", "FAILURE", "DELAY"};

int hexDigit(char c) // upper case only
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool isPrintable(int octet)
{
    return octet >= ' ' && octet <= '~';
}

// What "+2B" at the beginning of `text` stands for; -1: that is no such thing.
int hexChar(std::string_view text)
{
    if (text.size() < 3 || text[0] != '+' || hexDigit(text[1]) < 0 || hexDigit(text[2]) < 0)
        return -1;
    return hexDigit(text[1]) * 16 + hexDigit(text[2]);
}

// xtext that stands for printable ASCII.
bool isXtext(std::string_view text)
{
    while (!text.empty()) {
        const bool encoded = text.front() == '+';
        const bool good = encoded ? isPrintable(hexChar(text))
                                  : text.front() > ' ' && text.front() <= '~' && text.front() != '=';
        if (!good)
            return false;
        text.remove_prefix(encoded ? 3 : 1);
    }
    return true;
}

// RFC 6533 3: how long "\x{1F600}" at the beginning of `text` is; 0: it is no character that may stand there.
std::size_t embeddedCharacter(std::string_view text)
{
    const std::size_t end = text.find('}');
    if (!text.starts_with("\\x{") || end == text.npos || end < 5 || end > 9)
        return 0;
    char32_t code = 0;
    for (const char c : text.substr(3, end - 3)) {
        if (hexDigit(c) < 0)
            return 0;
        code = code * 16 + char32_t(hexDigit(c));
    }
    const bool surrogate = code >= 0xd800 && code <= 0xdfff;
    return code > 0x10ffff || surrogate || isHarmfulInText(code) ? 0 : end + 1;
}

// utf-8-addr-xtext; with `utf8` utf-8-addr-unitext, too.
bool isUtf8Address(std::string_view text, bool utf8)
{
    if (!isHarmlessUtf8(text))
        return false;
    while (!text.empty()) {
        const bool eightBit = static_cast<unsigned char>(text.front()) >= 0x80;
        const bool plain = text.front() > ' ' && text.front() <= '~' &&
                           std::string_view("+=\\").find(text.front()) == std::string_view::npos;
        const std::size_t length = (eightBit && utf8) || plain ? 1 : embeddedCharacter(text);
        if (length == 0)
            return false;
        text.remove_prefix(length);
    }
    return true;
}

// atom (RFC 3461 4.2)
bool isAddressType(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return c > ' ' && c <= '~' && std::string_view("()<>@,;:\\\".[]=+").find(c) == std::string_view::npos;
    });
}

} // namespace

std::optional<std::string> notifyOf(std::string_view value)
{
    if (value.empty() || value.size() > maxNotify)
        return std::nullopt;
    if (equalNoCase(value, "NEVER"))
        return "NEVER";
    std::array<bool, events.size()> wanted{};
    for (bool more = true; more;) {
        const std::size_t comma = value.find(',');
        const auto event = std::find_if(events.begin(), events.end(), [&](std::string_view known) {
            return equalNoCase(known, value.substr(0, comma));
        });
        if (event == events.end())
            return std::nullopt;
        wanted.at(std::size_t(event - events.begin())) = true;
        more = comma != value.npos;
        value.remove_prefix(more ? comma + 1 : value.size());
    }
    std::string all;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (wanted.at(i))
            all.append(all.empty() ? "" : ",").append(events.at(i));
    }
    return all;
}

bool isEnvelopeId(std::string_view value)
{
    return !value.empty() && value.size() <= maxEnvelopeId && isXtext(value);
}

bool isOriginalRecipient(std::string_view value, bool utf8)
{
    const std::size_t semicolon = value.find(';');
    if (semicolon == value.npos || value.size() > maxOriginalRecipient)
        return false;
    const std::string_view type = value.substr(0, semicolon);
    const std::string_view address = value.substr(semicolon + 1);
    if (!isAddressType(type) || address.empty())
        return false;
    return equalNoCase(type, "utf-8") ? isUtf8Address(address, utf8) : isXtext(address);
}

std::string originalRecipient(std::string_view address)
{
    const bool ascii = std::all_of(address.begin(), address.end(), [](char c) { return isPrintable(c); });
    std::string text = ascii ? "rfc822;" : "utf-8;";
    while (!address.empty()) {
        const Utf8 character = decodeUtf8(address);
        const bool plain = character.code > ' ' && character.code <= '~' &&
                           std::string_view("+=\\").find(char(character.code)) == std::string_view::npos;
        if (plain)
            text += char(character.code);
        else
            text += ascii ? fmt::format("+{:02X}", std::uint32_t(character.code))
                          : fmt::format("\\x{{{:02X}}}", std::uint32_t(character.code));
        address.remove_prefix(std::max<std::size_t>(character.length, 1));
    }
    return text;
}

std::string fromXtext(std::string_view text)
{
    std::string plain;
    while (!text.empty()) {
        const int octet = hexChar(text);
        plain += octet >= 0 ? char(octet) : text.front();
        text.remove_prefix(octet >= 0 ? 3 : 1);
    }
    return plain;
}

} // namespace postern::smtp
