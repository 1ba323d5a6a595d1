// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/range_index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace postern::policy {

namespace {

constexpr std::size_t mostRecent = 32; // so many are looked through one by one
constexpr unsigned mostFrontBits = 16;
constexpr unsigned wayCount = 33;

// Where a range begins or ends, in one number that sorts by address.
using Edge = std::uint64_t;
constexpr unsigned addressShift = 8;

Edge beginOf(const RangeIndex::Cover& cover)
{
    return Edge(cover.first) << addressShift | cover.way << 1;
}

Edge endOf(const RangeIndex::Cover& cover) // behind the last address
{
    return (Edge(cover.last) + 1) << addressShift | cover.way << 1 | 1;
}

// By address, in three passes over eleven bits each: ten times as fast for a million as comparing them.
void sortByAddress(std::vector<Edge>& edges)
{
    constexpr unsigned bits = 11;
    constexpr std::size_t buckets = std::size_t(1) << bits;
    if (edges.size() < buckets) {
        std::sort(edges.begin(), edges.end());
        return;
    }
    std::vector<Edge> other(edges.size());
    for (unsigned shift = addressShift; shift < addressShift + 33; shift += bits) {
        std::array<std::size_t, buckets> place{};
        for (const Edge edge : edges)
            ++place[(edge >> shift) & (buckets - 1)];
        std::size_t next = 0;
        for (std::size_t& each : place)
            each = std::exchange(next, next + each);
        for (const Edge edge : edges)
            other[place[(edge >> shift) & (buckets - 1)]++] = edge;
        edges.swap(other);
    }
}

// How many ranges of each way lie over the address that a sweep has come to.
class Depths {
public:
    void pass(Edge edge)
    {
        const unsigned way = unsigned(edge >> 1) & 63;
        std::uint32_t& depth = m_depths[way];
        depth += (edge & 1) == 0 ? 1 : std::uint32_t(-1);
        const bool covered = depth > 0 || (way >= 31 && m_depths[way == 31 ? 32 : 31] > 0);
        m_ways = covered ? m_ways | RangeIndex::bitOf(way) : m_ways & ~RangeIndex::bitOf(way);
    }
    RangeIndex::Ways ways() const { return m_ways; }

private:
    std::array<std::uint32_t, wayCount> m_depths{};
    RangeIndex::Ways m_ways = 0;
};

} // namespace

RangeIndex::RangeIndex()
{
    static const auto none = std::make_shared<const Steps>(stepsOf({}));
    m_steps = none;
}

RangeIndex::RangeIndex(std::span<const Cover> covers)
    : m_steps(std::make_shared<const Steps>(stepsOf(covers)))
{
}

RangeIndex RangeIndex::with(std::span<const Cover> more) const
{
    RangeIndex result = *this;
    result.m_recent.insert(result.m_recent.end(), more.begin(), more.end());
    if (result.m_recent.size() > mostRecent) {
        result.m_steps = std::make_shared<const Steps>(both(*m_steps, stepsOf(result.m_recent)));
        result.m_recent.clear();
    }
    return result;
}

RangeIndex::Steps RangeIndex::stepsOf(std::span<const Cover> covers)
{
    std::vector<Edge> edges;
    edges.reserve(covers.size() * 2);
    for (const Cover& cover : covers) {
        edges.push_back(beginOf(cover));
        if (cover.last != ~std::uint32_t(0))
            edges.push_back(endOf(cover));
    }
    sortByAddress(edges);
    Steps steps;
    steps.starts.push_back(0);
    steps.ways.push_back(0);
    Depths depths;
    for (std::size_t i = 0; i < edges.size();) {
        const Edge address = edges[i] >> addressShift;
        for (; i < edges.size() && edges[i] >> addressShift == address; ++i)
            depths.pass(edges[i]);
        if (depths.ways() == steps.ways.back())
            continue;
        if (address != 0) {
            steps.starts.push_back(std::uint32_t(address));
            steps.ways.push_back({});
        }
        steps.ways.back() = depths.ways();
    }
    fillFront(steps);
    return steps;
}

RangeIndex::Steps RangeIndex::both(const Steps& one, const Steps& other)
{
    Steps steps;
    steps.starts.reserve(one.starts.size() + other.starts.size());
    steps.ways.reserve(one.starts.size() + other.starts.size());
    std::size_t i = 0;
    std::size_t k = 0;
    while (i < one.starts.size() || k < other.starts.size()) {
        const bool first =
            k == other.starts.size() || (i < one.starts.size() && one.starts[i] <= other.starts[k]);
        const std::uint32_t start = first ? one.starts[i] : other.starts[k];
        i += i < one.starts.size() && one.starts[i] == start ? 1 : 0;
        k += k < other.starts.size() && other.starts[k] == start ? 1 : 0;
        const Ways ways = one.ways[i - 1] | other.ways[k - 1]; // both begin at 0
        if (!steps.ways.empty() && ways == steps.ways.back())
            continue;
        steps.starts.push_back(start);
        steps.ways.push_back(ways);
    }
    steps.starts.shrink_to_fit();
    steps.ways.shrink_to_fit();
    fillFront(steps);
    return steps;
}

// About four steps for each number of the index; none of its own for a short list.
void RangeIndex::fillFront(Steps& steps)
{
    const unsigned bits = std::min(unsigned(std::bit_width(steps.starts.size() / 4)), mostFrontBits);
    steps.shift = 32 - bits;
    const std::size_t slots = std::size_t(1) << bits;
    steps.front.resize(slots + 1);
    std::size_t step = 0;
    for (std::size_t slot = 0; slot < slots; ++slot) {
        const std::uint64_t address = std::uint64_t(slot) << steps.shift;
        while (step + 1 < steps.starts.size() && steps.starts[step + 1] <= address)
            ++step;
        steps.front[slot] = std::uint32_t(step);
    }
    steps.front[slots] = std::uint32_t(steps.starts.size() - 1);
}

} // namespace postern::policy
