// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"

#include <string>
#include <vector>

namespace postern::store {

// The number of this version's schema (PRAGMA user_version); docs/store.md describes it.
inline constexpr int schemaVersion = 6;
// PRAGMA application_id of every store: "Pstn".
inline constexpr int applicationId = 0x5073746e;

// Makes all tables, triggers and indexes in an empty database; within the caller's transaction.
void createSchema(const Database& database);
// Makes all triggers anew, as they follow from the tables of this version; within the caller's transaction.
void replaceTriggers(const Database& database);

std::vector<std::string> schemaTables(); // names of all tables

} // namespace postern::store
