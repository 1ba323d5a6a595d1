// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/command_parser.h"

#include "base/ascii.h"
#include "base/domain_name.h"
#include "base/utf8.h"

#include <algorithm>

namespace postern::smtp {

namespace {

constexpr std::size_t maxLocal = 64;   // RFC 5321 4.5.3.1.1
constexpr std::size_t maxDomain = 255; // RFC 5321 4.5.3.1.2
constexpr std::size_t maxPath = 256;   // RFC 5321 4.5.3.1.3
constexpr std::size_t maxLabel = 63;   // RFC 1035 2.3.4

using Problem = tl::unexpected<PathProblem>;

bool isLetDig(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
}

bool isEightBit(char c)
{
    return static_cast<unsigned char>(c) >= 0x80;
}

// RFC 5322 3.2.3; with `utf8` RFC 6531 3.3, too. That the octets beyond ASCII are UTF-8 is seen to later.
bool isAtext(char c, bool utf8)
{
    return isLetDig(c) || (utf8 && isEightBit(c)) ||
           std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
}

// Where a dot-string that begins `text` ends; 0: none does.
std::size_t dotStringLength(std::string_view text, bool utf8)
{
    std::size_t end = 0;
    while (end < text.size() && isAtext(text[end], utf8)) {
        while (end < text.size() && isAtext(text[end], utf8))
            ++end;
        if (end + 1 >= text.size() || text[end] != '.' || !isAtext(text[end + 1], utf8))
            break;
        ++end;
    }
    return end;
}

// qtextSMTP = %d32-33 / %d35-91 / %d93-126; quoted-pairSMTP = %d92 %d32-126
std::size_t quotedStringLength(std::string_view text, bool utf8)
{
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"')
            return i + 1;
        const bool quoted = text[i] == '\\';
        if (quoted)
            ++i;
        if (i >= text.size())
            return 0;
        const bool printable = text[i] >= ' ' && text[i] <= '~';
        if (!printable && (quoted || !utf8 || !isEightBit(text[i]))) // RFC 6531 3.3: qtextSMTP only
            return 0;
    }
    return 0;
}

std::size_t localPartLength(std::string_view text, bool utf8)
{
    return text.starts_with('"') ? quotedStringLength(text, utf8) : dotStringLength(text, utf8);
}

// How far a domain or an address literal may reach: to what cannot be in one.
std::size_t domainLength(std::string_view text, bool utf8)
{
    if (text.starts_with('[')) {
        const std::size_t close = text.find(']');
        return close == text.npos ? 0 : close + 1;
    }
    const auto end = std::find_if(text.begin(), text.end(), [utf8](char c) {
        return !isLetDig(c) && c != '-' && c != '.' && !(utf8 && isEightBit(c));
    });
    return std::size_t(end - text.begin());
}

// sub-domain = Let-dig [Ldh-str]
bool isLabel(std::string_view label)
{
    return !label.empty() && isLetDig(label.front()) && isLetDig(label.back()) &&
           std::all_of(label.begin(), label.end(), [](char c) { return isLetDig(c) || c == '-'; });
}

std::size_t longestLabel(std::string_view domain)
{
    std::size_t longest = 0;
    while (true) {
        const std::size_t dot = domain.find('.');
        longest = std::max(longest, domain.substr(0, dot).size());
        if (dot == domain.npos)
            return longest;
        domain.remove_prefix(dot + 1);
    }
}

bool isSnum(std::string_view text)
{
    if (text.empty() || text.size() > 3 || !std::all_of(text.begin(), text.end(), isDigit))
        return false;
    int value = 0;
    for (const char c : text)
        value = value * 10 + (c - '0');
    return value <= 255;
}

// Snum 3("." Snum)
bool isIpv4(std::string_view text)
{
    for (int i = 0; i < 3; ++i) {
        const std::size_t dot = text.find('.');
        if (dot == text.npos || !isSnum(text.substr(0, dot)))
            return false;
        text.remove_prefix(dot + 1);
    }
    return isSnum(text);
}

// How many 16-bit groups `text` holds, an IPv4 address at its end counting as two; -1: it is no list of
// groups.
int countGroups(std::string_view text, bool mayEndInIpv4)
{
    int groups = 0;
    while (!text.empty()) {
        const std::size_t colon = text.find(':');
        const std::string_view group = text.substr(0, colon);
        if (colon == text.npos && mayEndInIpv4 && isIpv4(group))
            return groups + 2;
        const bool hex = std::all_of(group.begin(), group.end(), [](char c) {
            return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        });
        if (group.empty() || group.size() > 4 || !hex)
            return -1;
        ++groups;
        if (colon == text.npos)
            return groups;
        text.remove_prefix(colon + 1);
        if (text.empty())
            return -1;
    }
    return groups;
}

// IPv6-full, IPv6-comp, IPv6v4-full or IPv6v4-comp. "::" stands for two groups at least.
bool isIpv6(std::string_view text)
{
    const std::size_t gap = text.find("::");
    if (gap == text.npos)
        return countGroups(text, true) == 8;
    const int before = countGroups(text.substr(0, gap), false);
    const int after = countGroups(text.substr(gap + 2), true);
    return before >= 0 && after >= 0 && before + after <= 6;
}

bool hasEightBit(std::string_view text)
{
    return std::any_of(text.begin(), text.end(), isEightBit);
}

// RFC 6531 3.3: U-labels are labels, too.
bool isAnyDomain(std::string_view text)
{
    if (!hasEightBit(text))
        return isDomain(text);
    const auto ascii = normalizeDomain(text);
    return ascii && isDomain(*ascii);
}

// The mailbox that begins `text`: its length, or what is wrong with it.
tl::expected<std::size_t, PathProblem> mailboxLength(std::string_view text, bool utf8)
{
    const std::size_t local = localPartLength(text, utf8);
    if (local == 0 || local >= text.size() || text[local] != '@')
        return Problem(PathProblem::Syntax);
    const std::size_t length = domainLength(text.substr(local + 1), utf8);
    const std::string_view domain = text.substr(local + 1, length);
    if (domain.size() > maxDomain && !domain.starts_with('['))
        return Problem(PathProblem::DomainTooLong);
    if (domain.starts_with('[') ? !isAddressLiteral(domain) : !isAnyDomain(domain))
        return Problem(PathProblem::Syntax);
    if (utf8 && !isHarmlessUtf8(text.substr(0, local)))
        return Problem(PathProblem::Syntax);
    if (local > maxLocal)
        return Problem(PathProblem::LocalTooLong);
    const bool plain = !domain.starts_with('[') && !hasEightBit(domain); // of a U-label the A-label counts
    if (domain.size() > maxDomain || (plain && longestLabel(domain) > maxLabel))
        return Problem(PathProblem::DomainTooLong);
    return local + 1 + length;
}

// A-d-l ":" with A-d-l = At-domain *( "," At-domain ): its length, 0 where there is none; nullopt: a bad one.
std::optional<std::size_t> sourceRouteLength(std::string_view text)
{
    if (!text.starts_with('@'))
        return 0;
    std::size_t at = 0;
    while (at < text.size() && text[at] == '@') {
        const std::size_t length = domainLength(text.substr(at + 1), false);
        if (!isDomain(text.substr(at + 1, length)))
            return std::nullopt;
        at += 1 + length;
        if (at < text.size() && text[at] == ':')
            return at + 1;
        if (at >= text.size() || text[at] != ',')
            return std::nullopt;
        ++at;
    }
    return std::nullopt;
}

tl::expected<Path, PathProblem> finishPath(std::string_view text, std::size_t start, std::size_t length)
{
    const std::size_t close = start + length;
    if (close >= text.size() || text[close] != '>')
        return Problem(PathProblem::Syntax);
    const std::string_view rest = text.substr(close + 1);
    if (!rest.empty() && rest.front() != ' ')
        return Problem(PathProblem::Syntax);
    if (close + 1 > maxPath)
        return Problem(PathProblem::PathTooLong);
    return Path{text.substr(start, length), rest};
}

tl::expected<Path, PathProblem> parsePath(std::string_view text, bool utf8)
{
    if (!text.starts_with('<'))
        return Problem(PathProblem::Syntax);
    const auto route = sourceRouteLength(text.substr(1));
    if (!route)
        return Problem(PathProblem::Syntax);
    const std::size_t start = 1 + *route;
    const auto length = mailboxLength(text.substr(start), utf8);
    if (!length)
        return Problem(length.error());
    return finishPath(text, start, *length);
}

// Where 8-bit octets make a path wrong, SMTPUTF8 is what the client needs.
tl::expected<Path, PathProblem> sayEightBit(tl::expected<Path, PathProblem> path, std::string_view text,
                                            bool utf8)
{
    if (!path && !utf8 && path.error() == PathProblem::Syntax && hasEightBit(text))
        return Problem(PathProblem::EightBit);
    return path;
}

bool isKeyword(std::string_view text)
{
    return !text.empty() && isLetDig(text.front()) &&
           std::all_of(text.begin(), text.end(), [](char c) { return isLetDig(c) || c == '-'; });
}

// RFC 5321 4.1.2, RFC 6531 3.3
bool isValue(std::string_view text, bool utf8)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [utf8](char c) {
        return (c > ' ' && c <= '~' && c != '=') || (utf8 && isEightBit(c));
    });
}

} // namespace

bool equalNoCase(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [lower](char x, char y) { return lower(x) == lower(y); });
}

bool takePrefix(std::string_view& text, std::string_view prefix)
{
    if (!equalNoCase(text.substr(0, prefix.size()), prefix))
        return false;
    text.remove_prefix(prefix.size());
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    return true;
}

bool isDomain(std::string_view text)
{
    while (true) {
        const std::size_t dot = text.find('.');
        if (!isLabel(text.substr(0, dot)))
            return false;
        if (dot == text.npos)
            return true;
        text.remove_prefix(dot + 1);
    }
}

bool isAddressLiteral(std::string_view text)
{
    if (text.size() < 3 || text.front() != '[' || text.back() != ']')
        return false;
    std::string_view inner = text.substr(1, text.size() - 2);
    if (inner.find(':') == inner.npos)
        return isIpv4(inner);
    return equalNoCase(inner.substr(0, 5), "ipv6:") && isIpv6(inner.substr(5));
}

tl::expected<void, PathProblem> checkMailbox(std::string_view text)
{
    const auto length = mailboxLength(text, false);
    if (length && *length == text.size())
        return {};
    if (!length && length.error() != PathProblem::Syntax)
        return Problem(length.error());
    return Problem(hasEightBit(text) ? PathProblem::EightBit : PathProblem::Syntax);
}

tl::expected<Path, PathProblem> parseReversePath(std::string_view text, bool utf8)
{
    if (text.starts_with("<>"))
        return finishPath(text, 1, 0);
    return sayEightBit(parsePath(text, utf8), text, utf8);
}

tl::expected<Path, PathProblem> parseForwardPath(std::string_view text, bool utf8)
{
    constexpr std::string_view postmaster = "<postmaster>";
    if (equalNoCase(text.substr(0, postmaster.size()), postmaster))
        return finishPath(text, 1, postmaster.size() - 2);
    return sayEightBit(parsePath(text, utf8), text, utf8);
}

std::optional<std::vector<Parameter>> parseParameters(std::string_view text, bool utf8)
{
    std::vector<Parameter> parameters;
    while (true) {
        text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
        if (text.empty())
            return parameters;
        const std::string_view word = text.substr(0, text.find(' '));
        const std::size_t equals = word.find('=');
        Parameter parameter{word.substr(0, equals), std::nullopt};
        if (equals != word.npos)
            parameter.value = word.substr(equals + 1);
        if (!isKeyword(parameter.keyword) || (parameter.value && !isValue(*parameter.value, utf8)))
            return std::nullopt;
        parameters.push_back(parameter);
        text.remove_prefix(word.size());
    }
}

} // namespace postern::smtp
