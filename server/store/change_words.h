// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/phrase.h"
#include "store/edit.h"

#include <string>
#include <vector>

namespace postern::store {

// What describe() says, in parts that can be translated: "service SMTP: port 25 → 2525".
Phrase describeInParts(const Change& change);

// One field of a row that changes, by itself.
struct ChangedField {
    std::string column; // "port"; of a row that comes or goes "", of a check the check's id
    Phrase words;       // "port", "DNS list zen.example: points", "check helo.local"
    Phrase before;      // "25"; of a row that comes or goes "yes" or "no": whether it is there
    Phrase after;
};

// What describeInParts() says, field by field; nothing of a row that only moves. Not for list entries.
std::vector<ChangedField> fieldsInParts(const Change& change);

} // namespace postern::store
