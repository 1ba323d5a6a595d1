// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/find/entry_search.h"

#include "base/domain_name.h"
#include "base/mail_address.h"
#include "base/utf8.h"
#include "model/plain_pattern.h"
#include "store/search_term.h"

#include <algorithm>

namespace postern::ui {

namespace {

using How = EntryMatch::How;
using model::ListKind;
using model::ListPattern;

constexpr std::size_t shortestEntryPart = 3;

// A local part that no pattern was written for: at a domain it is caught by what catches the whole domain.
constexpr std::string_view anybody = "\x01\x02\x03\x04\x05\x06\x07\x08";

std::optional<ListPattern> patternOf(const model::ListEntryView& view)
{
    if (auto plain = model::plainPattern(view.kind, view.pattern))
        return plain;
    auto parsed = ListPattern::parse(view.kind, view.pattern);
    return parsed ? std::optional(std::move(*parsed)) : std::nullopt;
}

// Whether a pattern as the store has it can match at all: behind its last wildcard it is literal. Spares
// nearly every line of a long list the way through the parser.
bool mayEndSo(std::string_view subject, std::string_view pattern)
{
    return subject.ends_with(pattern.substr(pattern.find_last_of("*?") + 1));
}

model::ListEntry entryOf(const model::ListEntryView& view)
{
    model::ListEntry entry;
    entry.id = view.id;
    entry.service = view.service;
    entry.color = view.color;
    entry.kind = view.kind;
    entry.pattern = view.pattern;
    entry.negated = view.negated;
    entry.condition = view.condition;
    entry.onlyFrom = view.onlyFrom;
    entry.expires = view.expires;
    entry.enabled = view.enabled;
    return entry;
}

} // namespace

EntrySearch::EntrySearch(std::string_view typed)
{
    std::string_view text = trim(typed);
    if (text.starts_with('~'))
        text.remove_prefix(1);
    const bool word = text.find_first_of(" \t\r\n") == std::string_view::npos;
    if (word && text.size() >= shortestEntryPart)
        m_part = foldCase(text);
    for (const store::SearchTerm& term : store::searchTerms(text)) {
        if (const auto* client = std::get_if<store::ClientTerm>(&term)) {
            m_range = client->range;
            m_part = client->range.toString();
        } else if (const auto* address = std::get_if<store::AddressTerm>(&term)) {
            m_part = m_address = address->address.empty() ? "<>" : address->address;
        } else if (const auto* domain = std::get_if<store::DomainTerm>(&term)) {
            m_part = m_helo = domain->domain;
            m_address = std::string(anybody).append("@").append(domain->domain);
        }
    }
    m_matchable = m_range || !m_address.empty();
}

void EntrySearch::look(const model::ListEntryView& view)
{
    if (auto found = judge(view))
        keep(std::move(*found));
}

std::optional<EntrySearch::Found> EntrySearch::judge(const model::ListEntryView& view) const
{
    const bool part = !m_part.empty() && view.pattern.find(m_part) != std::string_view::npos;
    const bool mayMatch = view.kind == ListKind::Ip ? m_range.has_value()
                          : view.kind == ListKind::Helo
                              ? !m_helo.empty() && mayEndSo(m_helo, view.pattern)
                              : !m_address.empty() && mayEndSo(m_address, view.pattern);
    if (!part && !mayMatch)
        return std::nullopt;
    const auto pattern = patternOf(view);
    if (!pattern)
        return std::nullopt;
    auto how = mayMatch ? howNamed(view, *pattern) : std::nullopt;
    if (part && view.pattern == m_part)
        how = How::Same;
    else if (part && !how)
        how = How::Part;
    if (!how)
        return std::nullopt;
    return Found{*how, pattern->specificity(), entryOf(view)};
}

std::optional<How> EntrySearch::howNamed(const model::ListEntryView& view, const ListPattern& pattern) const
{
    switch (view.kind) {
    case ListKind::Ip:
        if (pattern.range.first <= m_range->first && m_range->last <= pattern.range.last)
            return How::Matches;
        if (m_range->contains(pattern.range.first) && m_range->contains(pattern.range.last))
            return How::Part;
        return std::nullopt;
    case ListKind::Helo:
        return pattern.matches(m_helo) ? std::optional(How::Matches) : std::nullopt;
    case ListKind::Sender:
    case ListKind::Recipient:
        return pattern.matches(m_address) ? std::optional(How::Matches) : std::nullopt;
    }
    return std::nullopt;
}

// In order, the best first; of two that are as good the older.
void EntrySearch::keep(Found found)
{
    const auto before = [](const Found& a, const Found& b) {
        if (a.how != b.how)
            return a.how < b.how;
        return a.how == How::Matches && a.specificity > b.specificity;
    };
    if (m_matches.size() == limit && !before(found, m_matches.back()))
        return;
    m_matches.insert(std::upper_bound(m_matches.begin(), m_matches.end(), found, before), std::move(found));
    if (m_matches.size() > limit)
        m_matches.pop_back();
}

std::vector<EntryMatch> EntrySearch::take()
{
    std::vector<EntryMatch> matches;
    for (Found& each : m_matches)
        matches.push_back({std::move(each.entry), each.how});
    m_matches.clear();
    return matches;
}

} // namespace postern::ui
