// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/hits.h"

#include <algorithm>

namespace postern::engine {

void Hits::add(std::span<const HitOf> hits)
{
    for (const HitOf& hit : hits) {
        Count& count = m_counts[hit.entry];
        ++count.hits;
        count.last = std::max(count.last, hit.time);
    }
}

std::vector<store::ListHit> Hits::some(std::size_t most) const
{
    std::vector<store::ListHit> hits;
    hits.reserve(std::min(most, m_counts.size()));
    for (auto count = m_counts.begin(); count != m_counts.end() && hits.size() < most; ++count)
        hits.push_back({count->first, count->second.hits, count->second.last});
    return hits;
}

void Hits::written(std::span<const store::ListHit> hits)
{
    for (const store::ListHit& hit : hits)
        m_counts.erase(hit.entry);
    if (m_counts.empty())
        m_counts = {}; // after a flood, the room that it took, too
}

} // namespace postern::engine
