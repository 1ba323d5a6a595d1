// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/ip_set.h"

#include <algorithm>

namespace postern {

IpSet::IpSet(std::vector<IpRange> ranges)
{
    std::sort(ranges.begin(), ranges.end());
    for (const IpRange& range : ranges) {
        const auto after = m_ranges.empty() ? std::nullopt : m_ranges.back().last.next();
        const bool joins =
            !m_ranges.empty() && (range.first <= m_ranges.back().last || (after && range.first == *after));
        if (joins)
            m_ranges.back().last = std::max(m_ranges.back().last, range.last);
        else
            m_ranges.push_back(range);
    }
}

bool IpSet::contains(const IpAddress& address) const
{
    const auto after =
        std::upper_bound(m_ranges.begin(), m_ranges.end(), address,
                         [](const IpAddress& value, const IpRange& range) { return value < range.first; });
    return after != m_ranges.begin() && std::prev(after)->contains(address);
}

} // namespace postern
