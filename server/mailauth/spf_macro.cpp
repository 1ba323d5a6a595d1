// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailauth/spf_macro.h"

#include "base/ascii.h"
#include "base/domain_name.h"
#include "dns/answer.h"

#include <algorithm>
#include <span>
#include <utility>

namespace postern::mailauth {

namespace {

constexpr std::string_view letters = "slodiphv";
constexpr std::string_view explanationLetters = "crt";
constexpr std::string_view delimiters = ".-+,/_=";

// RFC 7208 7.1: letters and digits with a letter among them, or with a hyphen that is at neither end.
bool isTopLabel(std::string_view label)
{
    if (label.empty() || !isAlphaNumeric(label.front()) || !isAlphaNumeric(label.back()))
        return false;
    const bool characters =
        std::all_of(label.begin(), label.end(), [](char c) { return isAlphaNumeric(c) || c == '-'; });
    return characters && !std::all_of(label.begin(), label.end(), isDigit);
}

// RFC 3986 2.3
bool isUnreserved(char c)
{
    return isAlphaNumeric(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

std::string urlEscaped(std::string_view text)
{
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string escaped;
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        if (isUnreserved(c))
            escaped += c;
        else
            escaped.append({'%', hex[octet >> 4], hex[octet & 0xf]});
    }
    return escaped;
}

// RFC 7208 7.3: an IPv4 address with dots, an IPv6 one as nibbles with dots. Their case means nothing to the
// DNS; explanations that people compare have capitals.
std::string dotted(const IpAddress& address)
{
    if (address.isV4())
        return address.toString();
    std::string reversed = dns::reverseName(address);
    reversed.erase(reversed.find(".ip6.arpa"));
    std::string nibbles(reversed.rbegin(), reversed.rend());
    std::transform(nibbles.begin(), nibbles.end(), nibbles.begin(),
                   [](char c) { return isAlpha(c) ? char(c & ~0x20) : c; });
    return nibbles;
}

std::string valueOf(char letter, const SpfMacroValues& values)
{
    switch (letter) {
    case 's':
        return values.local + '@' + values.senderDomain;
    case 'l':
        return values.local;
    case 'o':
        return values.senderDomain;
    case 'd':
        return values.domain;
    case 'i':
        return dotted(values.client);
    case 'p':
        return values.validated;
    case 'h':
        return values.helo;
    case 'v':
        return values.client.isV4() ? "in-addr" : "ip6";
    case 'c':
        return values.client.toString();
    case 'r':
        return values.receiver.empty() ? "unknown" : values.receiver;
    case 't':
        return std::to_string(toMicros(values.now) / 1'000'000);
    default:
        return {};
    }
}

std::vector<std::string_view> split(std::string_view text, std::string_view at)
{
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find_first_of(at);
        parts.push_back(text.substr(0, end));
        if (end == text.npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

} // namespace

std::optional<SpfMacroString> SpfMacroString::parse(std::string_view text, Kind kind)
{
    SpfMacroString parsed;
    while (!text.empty()) {
        if (text.front() == '%') {
            if (!parsed.parseMacro(text, kind))
                return std::nullopt;
            continue;
        }
        const char c = text.front();
        const bool visible = c > ' ' && c < 0x7f;
        if (!visible && !(c == ' ' && kind == Kind::Explanation))
            return std::nullopt;
        if (parsed.m_parts.empty() || parsed.m_parts.back().letter != 0)
            parsed.m_parts.emplace_back();
        parsed.m_parts.back().literal += c;
        text.remove_prefix(1);
    }
    if (kind == Kind::DomainSpec && !parsed.endsAsDomain())
        return std::nullopt;
    return parsed;
}

// Takes the macro at the front of the text. "%%", "%_" and "%-" count as macros: they, too, may end a
// domain-spec.
bool SpfMacroString::parseMacro(std::string_view& text, Kind kind)
{
    constexpr std::string_view escapes = "%_-";
    constexpr std::string_view meanings[] = {"%", " ", "%20"};
    if (text.size() < 2)
        return false;
    Part part;
    if (const std::size_t escape = escapes.find(text[1]); escape != escapes.npos) {
        part.letter = '%';
        part.literal = meanings[escape];
        m_parts.push_back(std::move(part));
        text.remove_prefix(2);
        return true;
    }
    const std::size_t end = text.find('}');
    if (text[1] != '{' || end == text.npos || end < 3)
        return false;
    std::string_view inner = text.substr(3, end - 3);
    part.letter = char(text[2] | 0x20);
    part.urlEscape = text[2] < 'a';
    const bool known = isAlpha(text[2]) &&
                       (letters.find(part.letter) != letters.npos ||
                        (kind == Kind::Explanation && explanationLetters.find(part.letter) != letters.npos));
    const std::size_t digits = std::min(inner.find_first_not_of("0123456789"), inner.size());
    for (const char digit : inner.substr(0, digits))
        part.keep = std::min<std::size_t>(part.keep * 10 + std::size_t(digit - '0'), 1'000);
    if (!known || (digits > 0 && part.keep == 0)) // RFC 7208 7.1: DIGIT must not be zero
        return false;
    inner.remove_prefix(digits);
    part.reverse = !inner.empty() && (inner.front() == 'r' || inner.front() == 'R');
    inner.remove_prefix(part.reverse ? 1 : 0);
    if (inner.find_first_not_of(delimiters) != inner.npos)
        return false;
    part.delimiters = inner.empty() ? "." : std::string(inner);
    m_parts.push_back(std::move(part));
    text.remove_prefix(end + 1);
    return true;
}

bool SpfMacroString::endsAsDomain() const
{
    if (m_parts.empty())
        return false;
    if (m_parts.back().letter != 0)
        return true;
    std::string_view tail = m_parts.back().literal;
    if (tail.back() == '.')
        tail.remove_suffix(1);
    const std::size_t dot = tail.rfind('.');
    return dot != tail.npos && isTopLabel(tail.substr(dot + 1));
}

bool SpfMacroString::uses(char letter) const
{
    return std::any_of(m_parts.begin(), m_parts.end(),
                       [letter](const Part& part) { return part.letter == letter; });
}

std::string SpfMacroString::expand(const Part& part, const SpfMacroValues& values)
{
    if (part.letter == 0 || part.letter == '%')
        return part.literal;
    const std::string whole = valueOf(part.letter, values);
    auto pieces = split(whole, part.delimiters);
    if (part.reverse)
        std::reverse(pieces.begin(), pieces.end());
    if (part.keep != 0 && part.keep < pieces.size())
        pieces.erase(pieces.begin(), pieces.end() - std::ptrdiff_t(part.keep));
    std::string text(pieces.front());
    for (const std::string_view piece : std::span(pieces).subspan(1))
        text.append(1, '.').append(piece);
    return part.urlEscape ? urlEscaped(text) : text;
}

std::string SpfMacroString::expand(const SpfMacroValues& values) const
{
    std::string text;
    for (const Part& part : m_parts)
        text += expand(part, values);
    return text;
}

} // namespace postern::mailauth
