// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/list_pattern.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace postern::model {

// What becomes of the lines of a list of names in which the last that matches decides, here, where the most
// specific does.
struct PlacedPattern {
    enum class Fate : std::uint8_t {
        Kept,    // an entry, and every address has the same answer as far as this line decides it
        Beaten,  // can never decide: line `by` matches all that it does, and comes later
        Differs, // an entry, but for `witness` line `by` decides here, with the other answer
        Unsure,  // an entry; line `by` comes before it here where both match, and whether the answer is
                 // another one for any address could not be found out
    };
    Fate fate = Fate::Kept;
    std::size_t by = 0; // index
    std::string witness;
};

// Pairs of a line that takes out and one that does not are compared: so many at most.
inline constexpr std::size_t mostPatternPairs = 50'000'000;

// By index as in `patterns`, none of which are ranges; each text stands once. `goOn` is asked now and then;
// where it says no, the answer is incomplete. Not for more than mostPatternPairs.
std::vector<PlacedPattern> placePatterns(const std::vector<ListPattern>& patterns,
                                         const std::function<bool()>& goOn = {});

} // namespace postern::model
