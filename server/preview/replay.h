// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/explain.h"
#include "preview/sides.h"

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace postern::preview {

// What a change would make of a decision in the log.
enum class Effect : std::uint8_t {
    Same,
    Admitted,  // is refused or put off, would be accepted
    Refused,   // is accepted, would be refused or put off
    Otherwise, // would not be accepted either, but for another reason, or put off instead of refused
    Noted,     // would be accepted as now, but a check in mode monitor would note it
};
inline constexpr std::size_t effectCount = 5;

// What one side makes of it.
struct Decided {
    model::Outcome outcome{};
    std::optional<model::Check> check; // that decides; for Effect::Noted on the draft's side: that notes it
    model::Id entry = 0;               // of a list that decides

    bool operator==(const Decided&) const = default;
};

struct Row {
    model::Event event; // without its trace
    Effect effect{};
    Decided saved;
    Decided draft;
    std::vector<policy::FactId> missing; // what the draft wants to know was not looked up then
};

struct Tally {
    std::int64_t looked = 0; // events that were decided again, those below not among them
    std::array<std::int64_t, effectCount> effects{}; // index: Effect
    std::int64_t withoutFacts = 0;                   // nothing was recorded that could be decided by
    std::int64_t elsewhere = 0;                      // at services that are not there any more
    std::int64_t unserved = 0;                       // at services that the change removes or switches off
    // Of those that the draft accepts: how many it might refuse if it knew what the checks that it switches
    // on look up.
    std::int64_t uncertain = 0;
    std::map<policy::FactId, std::int64_t> missing; // which of that, and how often

    std::int64_t of(Effect effect) const { return effects[std::size_t(effect)]; }
    std::int64_t changed() const { return looked - of(Effect::Same); }
};

struct Report {
    Tally tally;
    std::vector<Row> rows; // newest first, of each effect but Same the newest maxRows
    bool complete = false; // false: it was cancelled
};
inline constexpr std::int64_t maxRows = 1000;

// Decides what stands in the log since then again, by both sides. Decided is what the policy decides, by the
// facts that were recorded: limits of rates and numbers are not, and a client that is answered otherwise
// might have gone on otherwise. `goOn` is told every few milliseconds how far it is (0 to 1), and ends it
// with false. Blocks, for a second in some hundred thousand events; on the thread of the store. Errors: those
// of reading the store.
Result<Report> replay(store::Store& store, const Sides& sides, Time since,
                      const std::function<bool(double share, const Tally& tally)>& goOn);

// What both sides make of a row, with traces: for showing why.
struct Explained {
    policy::Explanation saved;
    policy::Explanation draft;
};
Explained explain(const Sides& sides, const Row& row);

} // namespace postern::preview
