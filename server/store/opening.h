// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"
#include "store/store.h"

#include <memory>
#include <string>
#include <vector>

namespace postern::store {

// Opens, makes or migrates the store in that file, and looks whether it is one and whole: the file's
// beginning, its tables, and the small tables of the configuration page by page. Throws Failure: NotFound,
// Invalid (somebody else's file), Damaged, NewerVersion, Denied, Busy, Full.
std::unique_ptr<Database> openDatabase(const std::string& where, OpenMode mode);

// Reads every page of the store (minutes for a log of gigabytes) and says what is wrong; empty: nothing.
std::vector<std::string> checkAll(const Database& database);

} // namespace postern::store
