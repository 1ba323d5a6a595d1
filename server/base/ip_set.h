// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"

#include <vector>

namespace postern {

// A set of addresses made of ranges, merged and sorted once; contains() is a binary search. Immutable, so
// safe to share.
class IpSet {
public:
    IpSet() = default;
    explicit IpSet(std::vector<IpRange> ranges);

    bool contains(const IpAddress& address) const;
    bool empty() const { return m_ranges.empty(); }
    const std::vector<IpRange>& ranges() const { return m_ranges; } // sorted, disjoint

private:
    std::vector<IpRange> m_ranges;
};

} // namespace postern
