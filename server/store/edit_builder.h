// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"
#include "store/database.h"
#include "store/edit.h"

namespace postern::store {

// Edits that lead from what is stored to something whole: a document, an earlier revision. Nothing is
// written. Within a read transaction; throw Failure.
model::Document documentOf(const Database& database);
Edit editForDocument(const Database& database, const model::Document& document);
Edit editForRevision(const Database& database, std::int64_t revision);

} // namespace postern::store
