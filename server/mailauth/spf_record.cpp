// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailauth/spf_record.h"

#include "base/domain_name.h"
#include "base/escape.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <utility>

namespace postern::mailauth {

namespace {

constexpr std::string_view version = "v=spf1";
constexpr std::array<std::pair<std::string_view, SpfMechanism>, 8> mechanisms{{
    {"all", SpfMechanism::All},
    {"include", SpfMechanism::Include},
    {"a", SpfMechanism::A},
    {"mx", SpfMechanism::Mx},
    {"ptr", SpfMechanism::Ptr},
    {"ip4", SpfMechanism::Ip4},
    {"ip6", SpfMechanism::Ip6},
    {"exists", SpfMechanism::Exists},
}};

using Kind = SpfMacroString::Kind;

std::optional<SpfMechanism> mechanismByName(std::string_view name)
{
    const std::string lower = lowerAscii(name);
    const auto found = std::find_if(mechanisms.begin(), mechanisms.end(),
                                    [&](const auto& known) { return known.first == lower; });
    if (found == mechanisms.end())
        return std::nullopt;
    return found->second;
}

SpfResult takeQualifier(std::string_view& term)
{
    constexpr std::string_view qualifiers = "+-~?";
    constexpr std::array results{SpfResult::Pass, SpfResult::Fail, SpfResult::SoftFail, SpfResult::Neutral};
    const std::size_t place = term.empty() ? qualifiers.npos : qualifiers.find(term.front());
    if (place == qualifiers.npos)
        return SpfResult::Pass;
    term.remove_prefix(1);
    return results[place];
}

// "0", or digits that begin with none of them, up to `highest` (RFC 7208 5.6).
std::optional<int> prefixLength(std::string_view digits, int highest)
{
    const bool number =
        !digits.empty() && digits.size() <= 3 && digits.find_first_not_of("0123456789") == digits.npos;
    if (!number || (digits.size() > 1 && digits.front() == '0'))
        return std::nullopt;
    const int value = std::stoi(std::string(digits));
    return value <= highest ? std::optional(value) : std::nullopt;
}

// Takes "/24", "//64" or "/24//64" from the end of an argument; false where one is wrong.
bool takePrefixes(std::string_view& argument, SpfDirective& directive)
{
    const auto takeNumber = [&argument](std::string_view slashes, int highest, int& prefix) {
        const std::size_t last = argument.find_last_not_of("0123456789");
        const bool there = last != argument.npos && last + 1 < argument.size() &&
                           argument.substr(0, last + 1).ends_with(slashes);
        if (!there)
            return true;
        const auto length = prefixLength(argument.substr(last + 1), highest);
        if (length)
            prefix = *length;
        argument.remove_suffix(argument.size() - (last + 1 - slashes.size()));
        return length.has_value();
    };
    return takeNumber("//", 128, directive.prefix6) && takeNumber("/", 32, directive.prefix4);
}

bool parseNetwork4(std::string_view argument, SpfDirective& directive)
{
    const std::size_t slash = argument.find('/');
    in_addr address{};
    if (::inet_pton(AF_INET, std::string(argument.substr(0, slash)).c_str(), &address) != 1)
        return false;
    directive.network = IpAddress::fromV4(ntohl(address.s_addr)).bytes();
    if (slash == argument.npos)
        return true;
    const auto prefix = prefixLength(argument.substr(slash + 1), 32);
    directive.prefix4 = prefix.value_or(0);
    return prefix.has_value();
}

bool parseNetwork6(std::string_view argument, SpfDirective& directive)
{
    const std::size_t slash = argument.find('/');
    const std::string address(argument.substr(0, slash));
    if (::inet_pton(AF_INET6, address.c_str(), directive.network.data()) != 1)
        return false;
    if (slash == argument.npos)
        return true;
    const auto prefix = prefixLength(argument.substr(slash + 1), 128);
    directive.prefix6 = prefix.value_or(0);
    return prefix.has_value();
}

bool parseDomain(std::string_view text, SpfDirective& directive)
{
    directive.domain = SpfMacroString::parse(text, Kind::DomainSpec);
    return directive.domain.has_value();
}

// `argument` is what follows the name: "", ":domain", "/24", ":domain/24//64".
bool parseArgument(std::string_view argument, SpfDirective& directive)
{
    const bool colon = argument.starts_with(':');
    const std::string_view after = colon ? argument.substr(1) : std::string_view();
    switch (directive.mechanism) {
    case SpfMechanism::All:
        return argument.empty();
    case SpfMechanism::Include:
    case SpfMechanism::Exists:
        return colon && parseDomain(after, directive);
    case SpfMechanism::Ptr:
        return argument.empty() || (colon && parseDomain(after, directive));
    case SpfMechanism::Ip4:
        return colon && parseNetwork4(after, directive);
    case SpfMechanism::Ip6:
        return colon && parseNetwork6(after, directive);
    case SpfMechanism::A:
    case SpfMechanism::Mx:
        return takePrefixes(argument, directive) &&
               (argument.empty() || (argument.front() == ':' && parseDomain(argument.substr(1), directive)));
    }
    return false;
}

std::optional<SpfDirective> parseDirective(std::string_view term)
{
    SpfDirective directive;
    directive.text = term;
    directive.result = takeQualifier(term);
    const std::size_t end = std::min(term.find_first_of(":/"), term.size());
    const auto mechanism = mechanismByName(term.substr(0, end));
    if (!mechanism)
        return std::nullopt;
    directive.mechanism = *mechanism;
    if (!parseArgument(term.substr(end), directive))
        return std::nullopt;
    return directive;
}

bool isModifierName(std::string_view name)
{
    const auto isAlpha = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    return !name.empty() && isAlpha(name.front()) && std::all_of(name.begin(), name.end(), [&](char c) {
        return isAlpha(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    });
}

bool setOnce(std::optional<SpfMacroString>& target, std::string_view value)
{
    if (target)
        return false; // RFC 7208 6: at most once
    target = SpfMacroString::parse(value, Kind::DomainSpec);
    return target.has_value();
}

bool addModifier(SpfRecord& record, std::string_view name, std::string_view value)
{
    const std::string lower = lowerAscii(name);
    if (lower == "redirect")
        return setOnce(record.redirect, value);
    if (lower == "exp")
        return setOnce(record.explanation, value);
    return SpfMacroString::parse(value, Kind::Value).has_value();
}

bool addTerm(SpfRecord& record, std::string_view term)
{
    const std::size_t equals = term.find('=');
    if (equals != term.npos && isModifierName(term.substr(0, equals)))
        return addModifier(record, term.substr(0, equals), term.substr(equals + 1));
    auto directive = parseDirective(term);
    if (!directive)
        return false;
    record.directives.push_back(std::move(*directive));
    return true;
}

} // namespace

bool isSpfRecord(std::string_view text)
{
    return lowerAscii(text.substr(0, version.size())) == version &&
           (text.size() == version.size() || text[version.size()] == ' ');
}

Result<SpfRecord> SpfRecord::parse(std::string_view text)
{
    SpfRecord record;
    text.remove_prefix(std::min(version.size(), text.size()));
    while (true) {
        text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
        if (text.empty())
            return record;
        const std::string_view term = text.substr(0, text.find(' '));
        if (!addTerm(record, term))
            return fail(ErrorKind::Invalid, "'" + escapeForDisplay(term, 100) + "' is not understood");
        text.remove_prefix(term.size());
    }
}

bool sameNetwork(const IpAddress::Bytes& a, const IpAddress::Bytes& b, int prefix)
{
    const std::size_t whole = std::size_t(prefix) / 8;
    if (!std::equal(a.begin(), a.begin() + std::ptrdiff_t(whole), b.begin()))
        return false;
    const int rest = prefix % 8;
    return rest == 0 || (a[whole] ^ b[whole]) >> (8 - rest) == 0;
}

} // namespace postern::mailauth
