// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/phrase.h"
#include "store/edit.h"

namespace postern::store {

// What describe() says, in parts that can be translated: "service SMTP: port 25 → 2525".
Phrase describeInParts(const Change& change);

} // namespace postern::store
