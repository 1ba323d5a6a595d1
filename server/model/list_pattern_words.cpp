// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/domain_name.h"
#include "model/list_pattern.h"

#include <algorithm>

namespace postern::model {

namespace {

using Shape = ListPattern::Shape;

// A text and the one with '~' in front of the pattern.
struct Twin {
    const char* plain;
    const char* negated;

    const char* of(const ListPattern& pattern) const { return pattern.negated ? negated : plain; }
};

// An address as people read it: its domain in their letters.
std::string displayAddress(const std::string& address)
{
    const std::size_t at = address.rfind('@');
    if (at == address.npos)
        return displayDomain(address);
    return address.substr(0, at + 1) + displayDomain(std::string_view(address).substr(at + 1));
}

// What stands for one star: a whole local part, a whole domain, a label, or a bit of a word.
std::string_view standIn(std::string_view pattern, std::size_t star, bool address)
{
    const char before = star == 0 ? '\0' : pattern[star - 1];
    const char after = star + 1 == pattern.size() ? '\0' : pattern[star + 1];
    if (before == '@' && after == '\0')
        return "example.com";
    if (before == '\0' && after == '\0')
        return address ? "joe@example.com" : "mail.example.com";
    if (before == '\0' && after == '@')
        return "joe";
    if (before == '\0' && after == '.')
        return address && pattern.find('@') == pattern.npos ? "joe@mail" : "mail";
    if (before == '@' || before == '.')
        return "mail";
    return "1";
}

std::string fillWildcards(std::string_view pattern, bool address)
{
    std::string filled;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] == '*')
            filled += standIn(pattern, i, address);
        else
            filled += pattern[i] == '?' ? '1' : pattern[i];
    }
    return filled;
}

Sentence meaningOfRange(const ListPattern& pattern)
{
    static constexpr Twin one{POSTERN_TEXT("server", "the client %1"),
                              POSTERN_TEXT("server", "but not the client %1")};
    static constexpr Twin many{POSTERN_TEXT("server", "clients from %1 to %2, such as %3"),
                               POSTERN_TEXT("server", "but not clients from %1 to %2, such as %3")};
    if (pattern.range.single())
        return {one.of(pattern), {pattern.range.first.toString()}};
    return {many.of(pattern),
            {pattern.range.first.toString(), pattern.range.last.toString(), pattern.example()}};
}

Sentence meaningOfHelo(const ListPattern& pattern)
{
    static constexpr Twin name{POSTERN_TEXT("server", "clients that call themselves %1"),
                               POSTERN_TEXT("server", "but not clients that call themselves %1")};
    static constexpr Twin below{
        POSTERN_TEXT("server", "clients that call themselves a host below %1, such as %2"),
        POSTERN_TEXT("server", "but not clients that call themselves a host below %1, such as %2")};
    static constexpr Twin wild{
        POSTERN_TEXT("server", "clients that call themselves something like %1"),
        POSTERN_TEXT("server", "but not clients that call themselves something like %1")};
    static constexpr Twin all{POSTERN_TEXT("server", "every client, whatever it calls itself"),
                              POSTERN_TEXT("server", "but no client, whatever it calls itself")};
    if (pattern.text == "*")
        return {all.of(pattern), {}};
    if (pattern.shape == Shape::Suffix)
        return {below.of(pattern),
                {displayDomain(std::string_view(pattern.text).substr(1)), pattern.example()}};
    if (pattern.shape == Shape::Wildcard)
        return {wild.of(pattern), {pattern.example()}};
    return {name.of(pattern), {pattern.example()}};
}

Sentence meaningOfEverything(const ListPattern& pattern)
{
    static constexpr Twin sender{POSTERN_TEXT("server", "every sender, also the null sender"),
                                 POSTERN_TEXT("server", "but no sender at all")};
    static constexpr Twin recipient{POSTERN_TEXT("server", "every recipient"),
                                    POSTERN_TEXT("server", "but no recipient at all")};
    return {(pattern.kind == ListKind::Sender ? sender : recipient).of(pattern), {}};
}

Sentence meaningOfAddress(const ListPattern& pattern)
{
    static constexpr Twin null{POSTERN_TEXT("server", "the null sender <>, which bounces have"),
                               POSTERN_TEXT("server", "but not the null sender <>, which bounces have")};
    static constexpr Twin one{POSTERN_TEXT("server", "only %1"), POSTERN_TEXT("server", "but not %1")};
    static constexpr Twin domain{POSTERN_TEXT("server", "every address at %1, such as %2"),
                                 POSTERN_TEXT("server", "but no address at %1, such as %2")};
    static constexpr Twin below{POSTERN_TEXT("server", "every address at a domain below %1, such as %2"),
                                POSTERN_TEXT("server", "but no address at a domain below %1, such as %2")};
    static constexpr Twin wild{POSTERN_TEXT("server", "addresses like %1"),
                               POSTERN_TEXT("server", "but not addresses like %1")};
    switch (pattern.shape) {
    case Shape::Null:
        return {null.of(pattern), {}};
    case Shape::Domain:
        return {domain.of(pattern), {displayDomain(pattern.domain()), pattern.example()}};
    case Shape::Suffix:
        return {below.of(pattern),
                {displayDomain(std::string_view(pattern.text).substr(1)), pattern.example()}};
    case Shape::Wildcard:
        return pattern.text == "*" ? meaningOfEverything(pattern)
                                   : Sentence{wild.of(pattern), {pattern.example()}};
    default:
        return {one.of(pattern), {displayAddress(pattern.text)}};
    }
}

// Neither the first nor the last where the range has one between them: "192.0.2.17" says more than
// "192.0.2.0".
IpAddress exampleAddress(const IpRange& range)
{
    IpAddress example = range.first;
    for (int i = 0; i < 17; ++i) {
        const auto next = example.next();
        if (!next || !range.contains(*next))
            break;
        example = *next;
    }
    return example;
}

} // namespace

Sentence ListPattern::meaning() const
{
    if (shape == Shape::Range)
        return meaningOfRange(*this);
    return isAddressKind(kind) ? meaningOfAddress(*this) : meaningOfHelo(*this);
}

std::string ListPattern::example() const
{
    const bool address = isAddressKind(kind);
    switch (shape) {
    case Shape::Domain:
        return address ? "joe@" + displayDomain(domain()) : displayDomain(text);
    case Shape::Suffix:
        return (address ? "joe@mail" : "mail") +
               displayDomain(std::string_view(text).substr(1)).insert(0, 1, '.');
    case Shape::Wildcard:
        return displayAddress(fillWildcards(text, address));
    case Shape::Range:
        return exampleAddress(range).toString();
    case Shape::Address:
        return displayAddress(text);
    case Shape::Null:
    case Shape::Literal:
        break;
    }
    return text;
}

} // namespace postern::model
