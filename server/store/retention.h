// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"

namespace postern::store {

// Removes a bounded slice of what is past its time or beyond the room that the server's settings give the
// log, and of what nobody needs any more: index keys of removed events, old counters, bans that are over,
// orders that were handed out, nodes silent for a month. Within a transaction. Returns how many events went.
int removeExpired(const Database& database, Time now);

// Gives pages that are free back to the file system, a bounded number, where many are. Outside a transaction.
void giveBackPages(const Database& database);

} // namespace postern::store
