// SPDX-License-Identifier: GPL-3.0-or-later
// Ranges of addresses: a sweep from the lowest to the highest.
#include "base/ip_set.h"
#include "policy/health_item.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <queue>

namespace postern::policy {

namespace {

using HealthReason = HealthFinding::Reason;
using Positions = std::vector<std::size_t>;

const IpRange& rangeOf(const HealthItem& item)
{
    return item.pattern.range;
}

// A range with its position in the items: these are sorted, and lie side by side.
struct Placed {
    IpRange range;
    std::uint32_t at = 0;
};
using Order = std::vector<Placed>;

// From the lowest first address on, the wider first, then by rank: what contains another comes before it.
Order inOrder(const HealthItems& items)
{
    Order order;
    order.reserve(items.size());
    for (std::size_t i = 0; i < items.size(); ++i)
        order.push_back({rangeOf(*items[i]), std::uint32_t(i)});
    std::sort(order.begin(), order.end(), [&](const Placed& a, const Placed& b) {
        if (a.range.first != b.range.first)
            return a.range.first < b.range.first;
        if (a.range.last != b.range.last)
            return a.range.last > b.range.last;
        return items[a.at]->rank() > items[b.at]->rank();
    });
    return order;
}

bool isNested(const Order& order)
{
    std::vector<IpAddress> open; // last addresses
    for (const Placed& placed : order) {
        while (!open.empty() && open.back() < placed.range.first)
            open.pop_back();
        if (!open.empty() && open.back() < placed.range.last)
            return false;
        open.push_back(placed.range.last);
    }
    return true;
}

// Those that overlap another in part, by position in the items. Of two such, one begins inside of the other
// and ends behind it.
std::vector<bool> crossing(const Order& order)
{
    std::vector<bool> crossing(order.size());
    // Of those that begin before and are not over: the first that ends.
    std::priority_queue<IpAddress, std::vector<IpAddress>, std::greater<>> lasts;
    for (auto begin = order.begin(); begin != order.end();) {
        const IpAddress& first = begin->range.first;
        while (!lasts.empty() && lasts.top() < first)
            lasts.pop();
        auto end = begin;
        for (; end != order.end() && end->range.first == first; ++end)
            crossing[end->at] = !lasts.empty() && lasts.top() < end->range.last;
        for (; begin != end; ++begin)
            lasts.push(begin->range.last);
    }
    // The same from the other side: of those that end behind, the last that begins.
    Order back = order;
    std::sort(back.begin(), back.end(),
              [](const Placed& a, const Placed& b) { return a.range.last > b.range.last; });
    std::priority_queue<IpAddress> firsts;
    for (auto begin = back.begin(); begin != back.end();) {
        const IpAddress& last = begin->range.last;
        while (!firsts.empty() && firsts.top() > last)
            firsts.pop();
        auto end = begin;
        for (; end != back.end() && end->range.last == last; ++end) {
            if (!firsts.empty() && firsts.top() > end->range.first)
                crossing[end->at] = true;
        }
        for (; begin != end; ++begin)
            firsts.push(begin->range.first);
    }
    return crossing;
}

// What exceptions let through for good, whatever comes.
class Let {
public:
    explicit Let(const HealthItems& exceptions)
        : m_exceptions(exceptions)
    {
        std::vector<IpRange> through;
        std::vector<IpRange> out;
        for (const HealthItem* each : exceptions) {
            if (each->negated())
                out.push_back(rangeOf(*each));
            else if (!each->limited && !each->expires)
                through.push_back(rangeOf(*each));
        }
        m_through = IpSet(std::move(through));
        m_out = IpSet(std::move(out));
        std::erase_if(m_exceptions, [](const HealthItem* each) {
            return each->negated() || each->limited || each->expires;
        });
        std::sort(m_exceptions.begin(), m_exceptions.end(), [](const HealthItem* a, const HealthItem* b) {
            return rangeOf(*a).first < rangeOf(*b).first;
        });
        for (const HealthItem* each : m_exceptions)
            m_longest.push_back(m_longest.empty() || rangeOf(*m_longest.back()).last < rangeOf(*each).last
                                    ? each
                                    : m_longest.back());
    }

    bool all(const IpRange& range) const
    {
        const IpRange* there = firstThatEndsBehind(m_through, range.first);
        const IpRange* out = firstThatEndsBehind(m_out, range.first);
        return there != nullptr && there->first <= range.first && there->last >= range.last &&
               (out == nullptr || out->first > range.last);
    }
    // One of those that do.
    std::size_t by(const IpRange& range) const
    {
        const auto behind = std::upper_bound(
            m_exceptions.begin(), m_exceptions.end(), range.first,
            [](const IpAddress& first, const HealthItem* each) { return first < rangeOf(*each).first; });
        if (behind == m_exceptions.begin())
            return HealthFinding::nobody;
        const HealthItem* longest = m_longest[std::size_t(behind - m_exceptions.begin()) - 1];
        return rangeOf(*longest).contains(range.first) ? longest->index : HealthFinding::nobody;
    }

private:
    static const IpRange* firstThatEndsBehind(const IpSet& set, const IpAddress& address)
    {
        const auto& ranges = set.ranges();
        const auto found =
            std::lower_bound(ranges.begin(), ranges.end(), address,
                             [](const IpRange& range, const IpAddress& value) { return range.last < value; });
        return found == ranges.end() ? nullptr : &*found;
    }

    HealthItems m_exceptions; // from the lowest first address on
    HealthItems m_longest;    // by position there: of all up to it the one that ends last
    IpSet m_through;          // merged, so ranges that touch are one
    IpSet m_out;
};

class Sweep {
public:
    Sweep(const HealthItems& items, const Order& order, Shadows& shadows)
        : m_items(items)
        , m_order(order)
        , m_shadows(shadows)
        , m_around(Lower{&items})
    {
        if (!isNested(order))
            m_crossing = crossing(order);
    }

    void run(const std::stop_token& stop)
    {
        for (std::size_t begin = 0; begin < m_order.size() && !stop.stop_requested();) {
            std::size_t end = begin + 1;
            while (end < m_order.size() && range(end) == range(begin))
                ++end;
            while (!m_around.empty() && rangeOf(*m_items[m_around.top()]).last < range(begin).first)
                m_around.pop();
            const HealthItem* taker = nullptr; // the first of the same range; '~' comes first
            for (std::size_t at = begin; at < end; ++at) {
                judge(at, at + 1 < end);
                const HealthItem& item = *m_items[m_order[at].at];
                if (item.negated() && !item.limited && taker == nullptr)
                    taker = &item;
                if (!item.negated() && !item.limited && taker != nullptr && taker->countsWith(item))
                    m_shadows[m_order[at].at] =
                        Shadow{.reason = HealthReason::TakenOut, .other = taker->index};
            }
            for (; begin < end; ++begin)
                m_around.push(m_order[begin].at);
        }
    }

private:
    const IpRange& range(std::size_t at) const { return m_order[at].range; }

    // What would decide without it: the next of the same range, or the narrowest around it.
    void judge(std::size_t at, bool hasNext)
    {
        const HealthItem& item = *m_items[m_order[at].at];
        if (item.limited || (!m_crossing.empty() && m_crossing[m_order[at].at]))
            return;
        const HealthItem* next = hasNext            ? m_items[m_order[at + 1].at]
                                 : m_around.empty() ? nullptr
                                                    : m_items[m_around.top()];
        auto& shadow = m_shadows[m_order[at].at];
        if (next == nullptr && item.negated())
            shadow = Shadow{.reason = HealthReason::TakesNothingOut};
        else if (next != nullptr && next->negated() == item.negated() && next->countsWith(item))
            shadow = Shadow{.reason = HealthReason::SaysTheSame, .other = next->index};
    }

    struct Lower {
        const HealthItems* items;
        bool operator()(std::size_t a, std::size_t b) const
        {
            return (*items)[a]->rank() < (*items)[b]->rank();
        }
    };

    const HealthItems& m_items;
    const Order& m_order;
    Shadows& m_shadows;
    std::vector<bool> m_crossing; // by position in the items; empty: none
    std::priority_queue<std::size_t, Positions, Lower>
        m_around; // those that are not over yet, and some that are
};

} // namespace

Shadows findRangeShadows(const HealthList& list, const std::stop_token& stop)
{
    Shadows shadows(list.items.size());
    const Order order = inOrder(list.items);
    Sweep(list.items, order, shadows).run(stop);
    const Let let(list.exceptions);
    for (std::size_t i = 0; i < list.items.size() && !stop.stop_requested(); ++i) {
        const HealthItem& item = *list.items[i];
        if (!shadows[i] && !item.negated() && let.all(rangeOf(item)))
            shadows[i] = Shadow{.reason = HealthReason::Excepted, .other = let.by(rangeOf(item))};
    }
    return shadows;
}

} // namespace postern::policy
