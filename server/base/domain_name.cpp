// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/domain_name.h"

#include "base/sentence.h"

#include "base/utf8.h"

#include <idn2.h>

#include <algorithm>
#include <cctype>
#include <memory>

namespace postern {

namespace {

constexpr std::size_t maxDomain = 253; // RFC 1035 2.3.4, without the length octets of root
constexpr std::size_t maxLabel = 63;

bool isLabelChar(char c)
{
    // The underscore is no host name character, but domains in mail addresses and DNS have it; isHostName()
    // is the strict one.
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
}

// Calls `good(label)` for each label; false where one is empty, too long or refused.
template <class Predicate>
bool everyLabel(std::string_view text, Predicate good)
{
    if (text.empty() || text.size() > maxDomain)
        return false;
    while (true) {
        const std::size_t dot = text.find('.');
        const std::string_view label = text.substr(0, dot);
        if (label.empty() || label.size() > maxLabel || !good(label))
            return false;
        if (dot == text.npos)
            return true;
        text.remove_prefix(dot + 1);
    }
}

struct Free {
    void operator()(char* text) const { idn2_free(text); }
};

} // namespace

std::string lowerAscii(std::string_view text)
{
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z')
            c = char(c - 'A' + 'a');
    }
    return lower;
}

std::string upperAscii(std::string_view text)
{
    std::string upper(text);
    for (char& c : upper) {
        if (c >= 'a' && c <= 'z')
            c = char(c - 'a' + 'A');
    }
    return upper;
}

std::string_view trim(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == text.npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

Result<std::string> normalizeDomain(std::string_view text)
{
    const std::string whole(text);
    if (!text.empty() && text.back() == '.')
        text.remove_suffix(1);
    std::string name = lowerAscii(text);
    if (!isAscii(name) || name.find("xn--") != name.npos) {
        char* converted = nullptr;
        const int status = idn2_to_ascii_8z(name.c_str(), &converted, IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT);
        const std::unique_ptr<char, Free> owner(converted);
        if (status != IDN2_OK)
            return fail(ErrorKind::Invalid,
                        POSTERN_TEXT("server", "not a valid international domain name: %1"), whole, {},
                        {idn2_strerror(status)});
        name = converted;
    }
    const bool good = everyLabel(
        name, [](std::string_view label) { return std::all_of(label.begin(), label.end(), isLabelChar); });
    if (!good)
        return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "not a domain name"), whole,
                    POSTERN_TEXT("server", "write it like example.com"));
    return name;
}

std::string comparableDomain(std::string_view text)
{
    // Nearly every name from the wire is plain ASCII already: spare it the detour.
    if (isAscii(text) && text.find("xn--") == text.npos) {
        if (!text.empty() && text.back() == '.')
            text.remove_suffix(1);
        return lowerAscii(text);
    }
    auto normalized = normalizeDomain(text);
    return normalized ? std::move(*normalized) : lowerAscii(text);
}

std::string displayDomain(std::string_view normalized)
{
    const std::string name(normalized);
    if (name.find("xn--") == name.npos)
        return name;
    char* converted = nullptr;
    const int status = idn2_to_unicode_8z8z(name.c_str(), &converted, 0);
    const std::unique_ptr<char, Free> owner(converted);
    if (status != IDN2_OK || comparableDomain(converted) != name)
        return name;
    return converted;
}

bool isHostName(std::string_view text)
{
    const bool labels = everyLabel(text, [](std::string_view label) {
        return label.front() != '-' && label.back() != '-' && label.find('_') == label.npos &&
               std::all_of(label.begin(), label.end(), isLabelChar);
    });
    if (!labels)
        return false;
    const std::string_view last = text.substr(text.rfind('.') + 1);
    return !std::all_of(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<IpAddress> parseAddressLiteral(std::string_view text)
{
    if (text.size() < 3 || text.front() != '[' || text.back() != ']')
        return std::nullopt;
    text = text.substr(1, text.size() - 2);
    const bool tagged = lowerAscii(text.substr(0, 5)) == "ipv6:";
    if (tagged)
        text.remove_prefix(5);
    if (tagged != (text.find(':') != text.npos))
        return std::nullopt; // RFC 5321 4.1.3: the tag belongs to IPv6, and IPv6 needs it
    return IpAddress::parse(text);
}

bool isBelow(std::string_view host, std::string_view domain)
{
    return host.size() > domain.size() + 1 && host.ends_with(domain) &&
           host[host.size() - domain.size() - 1] == '.';
}

} // namespace postern
