// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/event.h"
#include "store/database.h"
#include "store/event_query.h"

#include <vector>

namespace postern::store {

// Finds the events of one page. Within a read transaction.
std::vector<model::Event> findEvents(const Database& database, const EventQuery& query);

} // namespace postern::store
