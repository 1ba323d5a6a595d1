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

} // namespace postern::engine
