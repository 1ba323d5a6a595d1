// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spool/sqlite.h"

namespace postern::spool {

// What every connection to a spool needs first; gives it back.
const Database& prepared(const Database& database);

// Makes the tables where there are none. Refuses another program's file (Invalid), a newer version's
// (NewerVersion) and a damaged one (Damaged).
void makeSchema(const Database& database);

} // namespace postern::spool
