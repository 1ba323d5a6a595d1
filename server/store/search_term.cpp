// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/search_term.h"

#include "base/domain_name.h"
#include "base/mail_address.h"
#include "base/reference.h"

#include <optional>

namespace postern::store {

namespace {

constexpr std::size_t longestPaste = 65'536;

std::optional<SearchTerm> addressOrDomain(std::string_view word)
{
    const std::size_t at = word.rfind('@');
    const std::string_view domain = at == std::string_view::npos ? word : word.substr(at + 1);
    const Result<std::string> normal = normalizeDomain(domain);
    if (!normal || (at == std::string_view::npos && normal->find('.') == std::string::npos))
        return std::nullopt;
    if (at == std::string_view::npos || at == 0)
        return DomainTerm{*normal};
    return AddressTerm{comparableAddress(word).toString()};
}

// What a single word means.
std::vector<SearchTerm> termsOfWord(std::string_view word)
{
    if (const Result<IpRange> range = IpRange::parse(word))
        return {ClientTerm{*range}};
    if (word == "<>")
        return {AddressTerm{comparableAddress(word).toString()}};
    std::vector<SearchTerm> terms;
    if (auto reference = parseReference(word))
        terms.emplace_back(ReferenceTerm{std::move(*reference)});
    if (auto term = addressOrDomain(word))
        terms.push_back(std::move(*term));
    else
        terms.emplace_back(TextTerm{std::string(word)});
    return terms;
}

std::vector<std::string_view> wordsOf(std::string_view text)
{
    constexpr std::string_view between = " \t\r\n()<>,;\"'";
    std::vector<std::string_view> words;
    std::size_t start = 0;
    while ((start = text.find_first_not_of(between, start)) != std::string_view::npos) {
        const std::size_t end = std::min(text.find_first_of(between, start), text.size());
        words.push_back(text.substr(start, end - start));
        start = end;
    }
    return words;
}

std::string_view withoutPunctuation(std::string_view word)
{
    while (!word.empty() && std::string_view(".:!?]").find(word.back()) != std::string_view::npos)
        word.remove_suffix(1);
    while (!word.empty() && word.front() == '[')
        word.remove_prefix(1);
    return word;
}

std::optional<SearchTerm> referenceIn(const std::vector<std::string_view>& words)
{
    for (std::size_t i = 1; i < words.size(); ++i)
        if (lowerAscii(words[i - 1]) == "ref")
            if (auto reference = parseReference(withoutPunctuation(words[i])))
                return ReferenceTerm{std::move(*reference)};
    return std::nullopt;
}

std::optional<SearchTerm> addressIn(const std::vector<std::string_view>& words)
{
    for (const std::string_view word : words)
        if (const auto address = parseMailAddress(withoutPunctuation(word));
            address && !address->domain.empty())
            return AddressTerm{address->toString()};
    return std::nullopt;
}

std::optional<SearchTerm> clientIn(const std::vector<std::string_view>& words)
{
    for (const std::string_view word : words)
        if (const auto client = IpAddress::parse(withoutPunctuation(word)))
            return ClientTerm{{*client, *client}};
    return std::nullopt;
}

} // namespace

std::vector<SearchTerm> searchTerms(std::string_view typed)
{
    const std::string_view text = trim(typed.substr(0, longestPaste));
    if (text.empty())
        return {};
    if (text.find_first_of(" \t\r\n") == std::string_view::npos)
        return termsOfWord(text);
    const std::vector<std::string_view> words = wordsOf(text);
    for (const auto& find : {referenceIn, addressIn, clientIn})
        if (auto term = find(words))
            return {std::move(*term)};
    return {TextTerm{std::string(text)}};
}

} // namespace postern::store
