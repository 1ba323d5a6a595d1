// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/comparison.h"
#include "store/database.h"

#include <vector>

namespace postern::store {

// What differs in the lists of two services, by color and kind; lists without a difference are left out. Of
// each at most `limit` entries. A million lines take a second or two.
std::vector<ListDifference> compareLists(const Database& database, model::Id first, model::Id second,
                                         int limit);

} // namespace postern::store
