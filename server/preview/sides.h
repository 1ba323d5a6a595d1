// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/policy.h"
#include "store/store.h"

#include <memory>
#include <vector>

namespace postern::preview {

// The policies as they are saved, and as an edit would make them.
struct Sides {
    std::shared_ptr<const policy::Snapshot> saved;
    std::shared_ptr<const policy::Snapshot> draft;
    std::vector<Error> unread; // list files that cannot be read here: they count on neither side
};

// Entries that the edit adds have ids from here on in a draft.
inline constexpr model::Id firstNewEntry = model::Id(1) << 61;

// Both are of the store as it is now, but for the settings, which the edit brings along where it changes
// them. The edit need not be valid: what does not parse is left out. Takes about a second for a million list
// entries. Errors: those of reading the store.
Result<Sides> compileSides(store::Store& store, const store::Edit& edit);

} // namespace postern::preview
