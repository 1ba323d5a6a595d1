// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"

namespace postern::store {

// Brings a store of an older schema up to schemaVersion: copies it beside itself ("postern.db.version-0"),
// then takes all steps in one transaction. Nothing to do: costs nothing. Throws Failure; then the store is as
// it was.
void migrate(const Database& database);

} // namespace postern::store
