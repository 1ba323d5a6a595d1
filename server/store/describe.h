// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/phrase.h"
#include "store/database.h"
#include "store/edit.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace postern::store {

// Names of the services, domains and mailboxes that changed rows belong to; of those that are gone, the last.
class OwnerNames {
public:
    explicit OwnerNames(const Database& database)
        : m_database(database)
    {
    }

    std::string ownerOf(const Change& change);

private:
    std::string lookUp(const std::string& table, std::int64_t id) const;

    const Database& m_database;
    std::map<std::pair<std::string, std::int64_t>, std::string> m_known;
};

// How many entries of one list were added, removed or changed, with one of them.
struct EntryCount {
    Change example;
    std::int64_t count = 0;
};

// What a revision did, in one line: "service SMTP: port 25 → 2525; 3 entries added to SMTP › Black List ›
// Senders".
Phrase summarize(const std::vector<Change>& settings, const std::vector<EntryCount>& entries);

} // namespace postern::store
