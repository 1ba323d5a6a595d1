// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace postern::policy {

// Which widths of IPv4 ranges lie over an address (list_key.h: ways 0 to 32), so that a look-up tries these
// and no others: the addresses at which something changes, sorted, with an index of their upper bits in
// front. It may name a way too many where an entry was taken away since, never one too few. Immutable; copies
// share all but a few ranges that were added lately.
class RangeIndex {
public:
    struct Cover {
        std::uint32_t first = 0;
        std::uint32_t last = 0; // inclusive, not below `first`
        unsigned way = 0;
    };
    // A bit for each way; the last one stands for the two widest, 31 and 32.
    using Ways = std::uint32_t;
    static constexpr Ways bitOf(unsigned way) { return Ways(1) << (way < 31 ? way : 31); }

    RangeIndex(); // nothing lies over any address
    explicit RangeIndex(std::span<const Cover> covers);
    RangeIndex with(std::span<const Cover> more) const;

    Ways waysAt(std::uint32_t address) const
    {
        const Steps& steps = *m_steps;
        const std::size_t slot = std::size_t(std::uint64_t(address) >> steps.shift);
        // The last step that begins at or before the address.
        std::size_t low = steps.front[slot];
        std::size_t count = steps.front[slot + 1] - low;
        while (count > 0) {
            const std::size_t half = (count + 1) / 2;
            const bool right = steps.starts[low + half] <= address;
            low = right ? low + half : low;
            count = right ? count - half : half - 1;
        }
        Ways ways = steps.ways[low];
        for (const Cover& cover : m_recent) {
            if (cover.first <= address && address <= cover.last)
                ways |= bitOf(cover.way);
        }
        return ways;
    }

private:
    // From starts[i] up to the next start the same ways lie over each address. starts[0] is 0. front[n] is
    // the step that the first address with the upper bits n lies in, and its last element the last step.
    struct Steps {
        std::vector<std::uint32_t> starts;
        std::vector<Ways> ways;
        std::vector<std::uint32_t> front;
        unsigned shift = 32;
    };

    static Steps stepsOf(std::span<const Cover> covers);
    static Steps both(const Steps& one, const Steps& other);
    static void fillFront(Steps& steps);

    std::shared_ptr<const Steps> m_steps;
    std::vector<Cover> m_recent; // not in the steps yet; few
};

} // namespace postern::policy
