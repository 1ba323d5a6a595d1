// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/sentence.h"
#include "policy/facts.h"

#include <optional>
#include <vector>

namespace postern::policy {

// One fact of a session for people. Everything is safe to show.
struct FactLine {
    const char* name = "";         // POSTERN_TEXT: "SPF"
    Sentence value;                // "pass"; empty: there is none
    std::optional<FactId> fetched; // it is one that is looked up
    std::optional<Time> lookedUp;  // when; empty with a value: it was not recorded
};

// What a decision was made from, in the order in which a session tells it; what it cannot have told yet is
// left out. Facts that are looked up are all there: without a value they were not asked for.
std::vector<FactLine> factLines(const Facts& facts);

const char* nameOf(FactId fact); // POSTERN_TEXT: "SPF", "reverse DNS"

} // namespace postern::policy
