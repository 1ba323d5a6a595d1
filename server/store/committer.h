// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"
#include "store/edit.h"

namespace postern::store {

// Makes one revision of an edit: what it changes is found row by row and column by column between
// Edit::before and Edit::after and laid over what the store holds now. Throws Failure.
CommitResult commitEdit(const Database& database, const Edit& edit, Time now);

// What commitEdit() would change; nothing is written.
tl::expected<std::vector<Change>, CommitFailure> rehearseEdit(const Database& database, const Edit& edit,
                                                              Time now);

// Within a transaction: makes a revision of what other programs changed; 0 where there is nothing.
std::int64_t adoptPendingChanges(const Database& database, Time now);

} // namespace postern::store
