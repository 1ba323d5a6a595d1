// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/list_entry.h"
#include "model/object_reader.h"

#include <vector>

namespace postern::model {

// The keys "black_list" and "exceptions" of a service or of the shared lists.
std::vector<ListEntry> readLists(ObjectReader& owner);

} // namespace postern::model
