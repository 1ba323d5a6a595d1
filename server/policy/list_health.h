// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/sentence.h"
#include "base/time.h"
#include "model/list_entry.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace postern::policy {

// What is wrong with entries of the Black Lists and Exceptions of all services, looked at together.
struct HealthFinding {
    enum class Kind : std::uint8_t {
        Shadowed,      // another entry makes it superfluous
        Contradictory, // the same pattern stands in the Black List and in the Exceptions
        Duplicate,     // the same entry stands there twice: for a service and for all, mostly
        Expired,
        NeverHit,  // for long
        Forgeable, // an exception that everybody can make true by a lie (policy.md, 4.4)
    };
    enum class Reason : std::uint8_t {
        SaysTheSame,     // `other` is wider, says the same, and nothing stands between them
        TakenOut,        // `other` is its '~' twin, and wins
        TakesNothingOut, // a '~' entry, and nothing in the list that it could take out
        Excepted,        // a black entry, and `other` lets through all that it matches
        Itself,          // the kind says it all
    };
    static constexpr std::size_t nobody = ~std::size_t(0);

    Kind kind{};
    Reason reason = Reason::Itself;
    // Without all entries of such findings together every decision stays what it is. At least from now on:
    // entries that expire count as long as it takes.
    bool harmless = false;
    std::size_t entry = 0;      // index into the entries
    std::size_t other = nobody; // the entry that makes it so
};
inline constexpr std::array allHealthKinds{HealthFinding::Kind::Shadowed,  HealthFinding::Kind::Contradictory,
                                           HealthFinding::Kind::Duplicate, HealthFinding::Kind::Expired,
                                           HealthFinding::Kind::NeverHit,  HealthFinding::Kind::Forgeable};

struct HealthQuestion {
    std::span<const model::ListEntry> entries; // of all services, and the shared ones; ids are unique
    std::span<const model::Id> services;       // that there are
    const std::unordered_map<model::Id, std::int64_t>* hits = nullptr; // by entry; nullptr: not known
    Time now{};
    std::chrono::days unhitFor{90}; // an entry that is younger is not called never hit
};

struct ListHealth {
    std::vector<HealthFinding> findings; // by kind, then by entry
    // Wildcards have to be compared with each other; so many that it would take too long are left out.
    bool complete = true;
};

// A pure function; n log n for addresses, domains and ranges. Seconds for a million entries, so not on the
// GUI thread. Once stop is requested the answer is incomplete, and not to be used.
ListHealth findListHealth(const HealthQuestion& question, std::stop_token stop = {});

// Why, in words: "example.com in the same list says the same, and more".
Sentence healthReason(const HealthFinding& finding, std::span<const model::ListEntry> entries);
// "shadowed", for documents and the command line.
std::string_view healthWord(HealthFinding::Kind kind);

} // namespace postern::policy
