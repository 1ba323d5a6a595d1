// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/ordered_ranges.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace postern::model {

namespace {

using Fate = PlacedRange::Fate;

// A range that the sweep is inside of.
struct Open {
    std::size_t index = 0;
    std::size_t heaviest = 0;    // index of the heaviest of it and all around it
    bool insidePositive = false; // it or the nearest around it that is kept is positive
};

// nullopt: two overlap in part.
std::optional<std::vector<PlacedRange>> placeNested(const std::vector<OrderedRange>& ranges)
{
    std::vector<std::size_t> order(ranges.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        if (ranges[a].range.first != ranges[b].range.first)
            return ranges[a].range.first < ranges[b].range.first;
        if (ranges[a].range.last != ranges[b].range.last)
            return ranges[a].range.last > ranges[b].range.last;
        return ranges[a].weight > ranges[b].weight;
    });
    std::vector<PlacedRange> placed(ranges.size());
    std::vector<Open> open;
    for (const std::size_t index : order) {
        const OrderedRange& each = ranges[index];
        while (!open.empty() && ranges[open.back().index].range.last < each.range.first)
            open.pop_back();
        if (!open.empty() && ranges[open.back().index].range.last < each.range.last)
            return std::nullopt;
        Open here{.index = index, .heaviest = index, .insidePositive = each.positive};
        if (!open.empty() && ranges[open.back().heaviest].weight > each.weight) {
            placed[index] = {.fate = Fate::Beaten, .by = open.back().heaviest, .pieces = {}};
            here.heaviest = open.back().heaviest;
            here.insidePositive = open.back().insidePositive;
        } else if (!each.positive && (open.empty() || !open.back().insidePositive)) {
            placed[index].fate = Fate::Useless;
        }
        open.push_back(here);
    }
    return placed;
}

// Disjoint ranges, and what of another one lies outside of them.
class Covered {
public:
    std::vector<IpRange> add(const IpRange& range)
    {
        std::vector<IpRange> gaps;
        auto at = m_ranges.upper_bound(range.first);
        if (at != m_ranges.begin() && std::prev(at)->second >= range.first)
            --at;
        IpRange whole = range;
        std::optional<IpAddress> from = range.first;
        while (at != m_ranges.end() && at->first <= range.last) {
            if (from && at->first > *from)
                gaps.push_back({*from, *at->first.previous()});
            whole.first = std::min(whole.first, at->first);
            whole.last = std::max(whole.last, at->second);
            from = at->second.next();
            at = m_ranges.erase(at);
        }
        if (from && *from <= range.last)
            gaps.push_back({*from, range.last});
        m_ranges.emplace(whole.first, whole.last);
        return gaps;
    }

private:
    std::map<IpAddress, IpAddress> m_ranges; // first, last
};

std::vector<PlacedRange> cut(const std::vector<OrderedRange>& ranges)
{
    std::vector<std::size_t> order(ranges.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return ranges[a].weight > ranges[b].weight; });
    std::vector<PlacedRange> placed(ranges.size());
    Covered covered;
    for (const std::size_t index : order) {
        std::vector<IpRange> pieces = covered.add(ranges[index].range);
        if (pieces.empty()) {
            placed[index] = {.fate = Fate::Beaten, .by = PlacedRange::several, .pieces = {}};
            continue;
        }
        placed[index].fate = Fate::Cut;
        if (ranges[index].positive)
            placed[index].pieces = std::move(pieces);
    }
    return placed;
}

} // namespace

std::vector<PlacedRange> placeRanges(const std::vector<OrderedRange>& ranges)
{
    auto placed = placeNested(ranges);
    return placed ? std::move(*placed) : cut(ranges);
}

} // namespace postern::model
