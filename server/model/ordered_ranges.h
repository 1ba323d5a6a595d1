// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace postern::model {

// One line of a list of ranges in which the order decides.
struct OrderedRange {
    IpRange range;
    std::size_t weight =
        0;                // of two lines that match, the one with the higher weight decides; each is another
    bool positive = true; // otherwise it takes out
};

// What becomes of a line where the narrowest range decides, so that every address has the same answer.
struct PlacedRange {
    enum class Fate : std::uint8_t {
        Kept,    // stands as it is: an entry, or one with '~'
        Beaten,  // can never decide: `by` always does
        Useless, // takes out, and there is nothing to take it out of
        Cut,     // `pieces` instead: what it decides itself. Of those that take out, none
    };
    static constexpr std::size_t several = ~std::size_t(0);

    Fate fate = Fate::Kept;
    std::size_t by = 0; // index, or `several` together
    std::vector<IpRange> pieces;
};

// By index as in `ranges`. Ranges that are nested or apart are kept, but for those that a wider one beats; as
// soon as two overlap in part, all are cut. n log n.
std::vector<PlacedRange> placeRanges(const std::vector<OrderedRange>& ranges);

} // namespace postern::model
