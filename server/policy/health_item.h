// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/list_pattern.h"
#include "policy/list_health.h"

#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace postern::policy {

// An entry that counts now, while the health of lists is found out.
struct HealthItem {
    std::size_t index = 0; // into the entries
    model::Id id = 0;
    model::ListPattern pattern; // with its '~'
    std::string wild;           // of names that are not exact: as a text with '*' and '?'
    model::Specificity specificity;
    bool own = false;     // of a service
    bool limited = false; // has a condition
    std::optional<Time> expires;

    bool negated() const { return pattern.negated; }
    // Among those that match the one with the highest rank decides; the last two only tell apart what says
    // the same. What is called superfluous is so because of something of a lower rank, or because of what
    // cannot be superfluous itself: so all of it can go at once.
    using Rank = std::tuple<model::Specificity, bool, bool, model::Id>;
    Rank rank() const { return {specificity, negated(), own, id}; }
    // Whether it counts whenever `other`, which has no condition, does.
    bool countsWith(const HealthItem& other) const
    {
        return !limited && (!expires || (other.expires && *other.expires <= *expires));
    }
};

using HealthItems = std::vector<const HealthItem*>;

// One list as a service meets it: its own entries and the shared ones.
struct HealthList {
    HealthItems items;
    HealthItems exceptions; // of the same kind, for a Black List; otherwise nothing
};

// By position in HealthList::items: what is wrong with it there. nullopt: nothing.
struct Shadow {
    HealthFinding::Reason reason = HealthFinding::Reason::Itself;
    std::size_t other = HealthFinding::nobody; // index into the entries
};
using Shadows = std::vector<std::optional<Shadow>>;

// How many pairs of patterns may be compared in all.
class HealthBudget {
public:
    bool spend(std::size_t pairs)
    {
        const bool enough = pairs <= m_left;
        m_left -= enough ? pairs : 0;
        m_complete &= enough;
        return enough;
    }
    bool complete() const { return m_complete; }

private:
    std::size_t m_left = 10'000'000;
    bool m_complete = true;
};

Shadows findRangeShadows(const HealthList& list, const std::stop_token& stop);
Shadows findNameShadows(const HealthList& list, model::ListKind kind, HealthBudget& budget,
                        const std::stop_token& stop);

} // namespace postern::policy
