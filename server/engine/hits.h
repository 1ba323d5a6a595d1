// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "model/list_entry.h"
#include "store/edit.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

namespace postern::engine {

struct HitOf {
    model::Id entry = 0;
    Time time{};
};

// Hits of list entries, gathered so that a flood on one entry is one row now and then. Bounded by the number
// of entries. Used on the store's thread.
class Hits {
public:
    struct Count {
        std::int64_t hits = 0;
        Time last{};
    };
    using Counts = std::unordered_map<model::Id, Count>;

    void add(std::span<const HitOf> hits);
    const Counts& counts() const { return m_counts; }
    // Some, up to `most`; they stay until they are written.
    std::vector<store::ListHit> some(std::size_t most) const;
    void written(std::span<const store::ListHit> hits);

private:
    Counts m_counts;
};

} // namespace postern::engine
