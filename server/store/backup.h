// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"

#include <string>

namespace postern::store {

// Writes a consistent copy of the store while others write. The copy appears under its name whole or not at
// all, is readable by its owner only (it holds password hashes), and never replaces a file. Throws Failure.
void backUp(const Database& database, const std::string& file);

} // namespace postern::store
