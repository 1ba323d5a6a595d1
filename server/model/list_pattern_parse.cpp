// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/domain_name.h"
#include "base/escape.h"
#include "base/mail_address.h"
#include "base/utf8.h"
#include "model/list_pattern.h"
#include "model/plain_pattern.h"

#include <algorithm>
#include <cctype>

namespace postern::model {

namespace {

using Shape = ListPattern::Shape;

constexpr const char* addressForms =
    POSTERN_TEXT("server", "write it like joe@example.com, example.com, .example.com or joe@*");
constexpr const char* heloForms =
    POSTERN_TEXT("server", "write it like mail.example.com, .example.com, *-dsl.example.com or [192.0.2.1]");
constexpr const char* rangeForms = POSTERN_TEXT(
    "server", "write it like 192.0.2.1, 192.0.2.0/24, 192.0.2.10-192.0.2.99, 192.168.1.* or 2001:db8::/32");

tl::unexpected<Error> refuse(const char* what, std::string_view where, std::string hint,
                             std::vector<std::string> args = {})
{
    return fail(ErrorKind::Invalid, what, escapeForDisplay(where, maxPatternLength), std::move(hint),
                std::move(args));
}

// What a part of it says, about all that was typed.
tl::unexpected<Error> refuse(Error error, std::string_view whole, const char* hint)
{
    error.where = escapeForDisplay(whole, maxPatternLength);
    if (hint != nullptr)
        error.hint = hint;
    return tl::unexpected(std::move(error));
}

bool hasWild(std::string_view text)
{
    return text.find_first_of("*?") != text.npos;
}

// Several stars in a row mean the same as one.
std::string mergeStars(std::string_view text)
{
    std::string merged;
    for (const char c : text) {
        if (c != '*' || merged.empty() || merged.back() != '*')
            merged += c;
    }
    return merged;
}

// The part of a wildcard pattern that is a domain: labels without a wildcard are normalised one by one.
Result<std::string> normalizeWildDomain(std::string_view whole, std::string_view text)
{
    std::string normalized;
    while (true) {
        const std::size_t dot = text.find('.');
        const std::string_view label = text.substr(0, dot);
        if (isAscii(label)) {
            normalized += lowerAscii(label);
        } else if (hasWild(label)) {
            return refuse(
                POSTERN_TEXT("server",
                             "* and ? cannot stand in one part of a domain name with letters beyond a to z"),
                whole, POSTERN_TEXT("server", "write that part as DNS has it, beginning with xn--"));
        } else {
            auto converted = normalizeDomain(label);
            if (!converted)
                return failFrom(converted);
            normalized += *converted;
        }
        if (dot == text.npos)
            return normalized;
        normalized += '.';
        text.remove_prefix(dot + 1);
    }
}

// Characters that no address and no host name has, whatever the kind of list.
bool isForbidden(char c)
{
    constexpr std::string_view forbidden = " \t,;<>()\"\\";
    return forbidden.find(c) != forbidden.npos;
}

Result<ListPattern> parseWildcard(ListKind kind, std::string_view whole)
{
    ListPattern pattern{.shape = Shape::Wildcard, .kind = kind};
    const std::size_t at = whole.rfind('@');
    if (kind == ListKind::Helo && at != whole.npos)
        return refuse(POSTERN_TEXT("server", "HELO names have no @"), whole, heloForms);
    const std::string_view domain = at == whole.npos ? whole : whole.substr(at + 1);
    auto normalized = normalizeWildDomain(whole, domain);
    if (!normalized)
        return failFrom(normalized);
    if (at != whole.npos)
        pattern.text = foldCase(whole.substr(0, at)) + '@';
    pattern.text = mergeStars(pattern.text + *normalized);
    return pattern;
}

Result<ListPattern> parseSuffix(ListKind kind, std::string_view whole)
{
    auto domain = normalizeDomain(whole.substr(1));
    if (!domain)
        return refuse(POSTERN_TEXT("server", "what follows the dot is not a domain name"), whole,
                      POSTERN_TEXT("server", "write it like .example.com"));
    return ListPattern{.shape = Shape::Suffix, .kind = kind, .text = '.' + *domain};
}

Result<ListPattern> parseRange(std::string_view whole)
{
    if (whole.find('@') != whole.npos)
        return refuse(POSTERN_TEXT("server", "this is a mail address, and here stand IP addresses"), whole,
                      POSTERN_TEXT("server", "put it into the list of senders or recipients"));
    std::string compact(whole);
    std::erase_if(compact, [](char c) { return c == ' ' || c == '\t'; }); // "192.0.2.1 - 192.0.2.9"
    auto range = IpRange::parse(compact);
    if (range)
        return ListPattern{
            .shape = Shape::Range, .kind = ListKind::Ip, .text = range->toString(), .range = *range};
    const bool isName =
        std::any_of(whole.begin(), whole.end(),
                    [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }) &&
        whole.find(':') == whole.npos;
    if (isName)
        return refuse(
            POSTERN_TEXT("server", "this is a name, and here stand IP addresses"), whole,
            POSTERN_TEXT("server",
                         "write the address that it has, or put the name into the list of HELO hosts"));
    return refuse(range.error(), whole, range.error().hint.empty() ? rangeForms : nullptr);
}

Result<ListPattern> parseHelo(std::string_view whole)
{
    if (whole.front() == '[' && !hasWild(whole)) {
        const auto address = parseAddressLiteral(whole);
        if (!address)
            return refuse(POSTERN_TEXT("server", "not an address literal"), whole,
                          POSTERN_TEXT("server", "write it like [192.0.2.1] or [IPv6:2001:db8::1]"));
        return ListPattern{.shape = Shape::Literal,
                           .kind = ListKind::Helo,
                           .text = (address->isV4() ? "[" : "[IPv6:") + address->toString() + ']'};
    }
    if (hasWild(whole))
        return parseWildcard(ListKind::Helo, whole);
    if (whole.front() == '.')
        return parseSuffix(ListKind::Helo, whole);
    if (whole.find('@') != whole.npos)
        return refuse(POSTERN_TEXT("server", "this is a mail address, and here stand HELO names"), whole,
                      POSTERN_TEXT("server", "put it into the list of senders or recipients"));
    if (const auto address = IpAddress::parse(whole); address && !address->isV4())
        return refuse(POSTERN_TEXT("server", "an IPv6 address in HELO stands in brackets"), whole,
                      POSTERN_TEXT("server", "write it like [IPv6:2001:db8::1]"));
    auto name = normalizeDomain(whole);
    if (!name)
        return refuse(POSTERN_TEXT("server", "not a host name"), whole, heloForms);
    return ListPattern{.shape = Shape::Domain, .kind = ListKind::Helo, .text = std::move(*name)};
}

// What stands after the '@': a domain, or an address literal.
Result<std::string> normalizeDomainPart(std::string_view domain)
{
    if (!domain.starts_with('['))
        return normalizeDomain(domain);
    if (!parseAddressLiteral(domain))
        return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "not an address literal"), std::string(domain),
                    POSTERN_TEXT("server", "write it like [192.0.2.1] or [IPv6:2001:db8::1]"));
    return comparableLiteral(domain);
}

// Cheap, since it is asked for each of a million addresses.
bool looksLikeRange(std::string_view text)
{
    return text.find_first_not_of("0123456789abcdefABCDEF.:/-*[]") == text.npos;
}

bool isRange(std::string_view text)
{
    return looksLikeRange(text) && IpRange::parse(text);
}

Result<ListPattern> parseDomain(ListKind kind, std::string_view whole)
{
    const bool marked = whole.front() == '@';
    const std::string_view name = marked ? whole.substr(1) : whole;
    if (name.starts_with('.'))
        return refuse(POSTERN_TEXT("server", "a domain does not begin with a dot"), whole,
                      POSTERN_TEXT("server", "for every domain below example.com write .example.com"));
    auto domain = normalizeDomainPart(name);
    if (!domain)
        return refuse(POSTERN_TEXT("server", "neither a mail address nor a domain"), whole, addressForms);
    // What would be read as something else without its '@' keeps it, so that the text means the same again.
    const bool plain = domain->front() != '[' && domain->find('.') != domain->npos && !isRange(*domain);
    if (!marked && !plain)
        return refuse(POSTERN_TEXT("server", "neither a whole mail address nor a whole domain"), whole,
                      POSTERN_TEXT("server", "write it like %1@example.com, %1@* or @%1"), {*domain});
    return ListPattern{.shape = Shape::Domain, .kind = kind, .text = plain ? *domain : '@' + *domain};
}

Result<ListPattern> parseAddress(ListKind kind, std::string_view whole, std::size_t at)
{
    const std::string_view domain = whole.substr(at + 1);
    const std::string stand = domain.starts_with('[') ? "example.com" : std::string(domain);
    const auto address = parseMailAddress(std::string(whole.substr(0, at + 1)) + stand);
    if (!address)
        return refuse(address.error(), whole, addressForms);
    auto normalized = normalizeDomainPart(domain);
    if (!normalized)
        return refuse(normalized.error(), whole, nullptr);
    return ListPattern{.shape = Shape::Address, .kind = kind, .text = address->local + '@' + *normalized};
}

Result<ListPattern> parseMail(ListKind kind, std::string_view whole)
{
    if (isRange(mergeStars(whole))) // as it would be kept
        return refuse(POSTERN_TEXT("server", "this is an IP address, and here stand mail addresses"), whole,
                      POSTERN_TEXT("server", "put it into the list of IP addresses"));
    if (hasWild(whole))
        return parseWildcard(kind, whole);
    if (whole.front() == '.')
        return parseSuffix(kind, whole);
    const std::size_t at = whole.rfind('@');
    return at == whole.npos || at == 0 ? parseDomain(kind, whole) : parseAddress(kind, whole, at);
}

Result<ListPattern> parseNull(ListKind kind, std::string_view whole)
{
    if (kind != ListKind::Sender)
        return refuse(POSTERN_TEXT("server", "<> is the null sender, which bounces have; it is never a "
                                             "recipient, a HELO name or an IP address"),
                      whole, POSTERN_TEXT("server", "put it into the list of senders"));
    return ListPattern{.shape = Shape::Null, .kind = kind, .text = "<>"};
}

// What no pattern of any kind may be; the first thing wrong.
Result<> checkText(std::string_view text)
{
    if (text.empty())
        return refuse(POSTERN_TEXT("server", "there is no pattern"), text, {});
    if (text.size() > maxPatternLength)
        return refuse(
            POSTERN_TEXT("server", "longer than 320 characters, which no address and no host name is"),
            text.substr(0, 40), {});
    if (text.front() == '~')
        return refuse(POSTERN_TEXT("server", "one ~ is enough"), text, {});
    return {};
}

Result<> checkCharacters(std::string_view text)
{
    if (text.size() > 2 && text.front() == '<' && text.back() == '>')
        return refuse(POSTERN_TEXT("server", "addresses stand here without < and >"), text,
                      std::string(text.substr(1, text.size() - 2)));
    const auto bad = std::find_if(text.begin(), text.end(), isForbidden);
    if (bad != text.end())
        return refuse(
            *bad == ' ' || *bad == '\t'
                ? POSTERN_TEXT("server", "there is a blank in the pattern")
                : POSTERN_TEXT("server", "there is a character that addresses and host names do not have"),
            text, POSTERN_TEXT("server", "one pattern stands on one line; ? stands for any one character"));
    if (escapeForDisplay(text) != text)
        return refuse(POSTERN_TEXT("server", "there is a character that cannot be shown"), text, {});
    return {};
}

Result<ListPattern> parseBody(ListKind kind, std::string_view text)
{
    if (text == "<>")
        return parseNull(kind, text);
    if (kind == ListKind::Ip)
        return parseRange(text);
    if (const auto good = checkCharacters(text); !good)
        return failFrom(good);
    return kind == ListKind::Helo ? parseHelo(text) : parseMail(kind, text);
}

} // namespace

Result<ListPattern> ListPattern::parse(ListKind kind, std::string_view typed)
{
    std::string_view text = trim(typed);
    const bool negated = text.starts_with('~');
    if (negated)
        text = trim(text.substr(1));
    if (auto plain = plainPattern(kind, text)) {
        plain->negated = negated;
        return std::move(*plain);
    }
    if (const auto good = checkText(text); !good)
        return failFrom(good);
    auto pattern = parseBody(kind, text);
    if (pattern)
        pattern->negated = negated;
    if (pattern && pattern->text.size() > maxPatternLength)
        return refuse(
            POSTERN_TEXT("server", "longer than 320 characters, which no address and no host name is"),
            text.substr(0, 40), {});
    return pattern;
}

} // namespace postern::model
