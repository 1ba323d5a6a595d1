// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "model/list_entry.h"
#include "model/list_pattern.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::ui {

// A list entry that has to do with what was typed.
struct EntryMatch {
    // What was typed is the pattern; the pattern matches it; it is a part of the pattern, or a network has
    // the addresses of the pattern in it.
    enum class How { Same, Matches, Part };

    model::ListEntry entry; // without comment, author and time of creation
    How how{};
};

// Which list entries an address, a domain, an IP address, a network, a host name or a part of one has to do
// with: one look at each entry, whatever it is. Pure; for one thread at a time.
class EntrySearch {
public:
    static constexpr std::size_t limit = 20; // matches that are kept, the best

    explicit EntrySearch(std::string_view typed);

    // Whether there is anything to look for: what is shorter than three characters, or several words of which
    // none is an address, is in far too many or in none.
    bool wanted() const { return !m_part.empty() || m_range; }
    void look(const model::ListEntryView& view);
    // No entry that comes could be better than those that are there already.
    bool satisfied() const { return !m_matchable && m_matches.size() == limit; }

    // Same before matches before parts; of those that match the most specific first, since that is the one
    // that decides.
    std::vector<EntryMatch> take();

private:
    struct Found {
        EntryMatch::How how{};
        model::Specificity specificity;
        model::ListEntry entry;
    };
    std::optional<Found> judge(const model::ListEntryView& view) const;
    std::optional<EntryMatch::How> howNamed(const model::ListEntryView& view,
                                            const model::ListPattern& pattern) const;
    void keep(Found found);

    std::string m_part;    // as it may stand in a pattern
    std::string m_address; // comparable; of a domain an address that nobody has
    std::string m_helo;
    std::optional<IpRange> m_range;
    bool m_matchable = false; // patterns may match it, besides having it in them
    std::vector<Found> m_matches;
};

} // namespace postern::ui
