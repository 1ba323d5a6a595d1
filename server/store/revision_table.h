// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"
#include "store/edit.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace postern::store {

// Revisions and the row-level changes that the triggers leave. A change is pending until it belongs to a
// revision.
class RevisionTable {
public:
    explicit RevisionTable(const Database& database)
        : m_database(database)
    {
    }

    std::int64_t newest() const;
    std::vector<Revision> history(std::int64_t before, int limit) const;      // newest first
    std::vector<Revision> revisionsSince(std::int64_t revision) const;        // oldest first
    std::vector<Change> changes(std::int64_t revision) const;                 // in the order of writing
    std::vector<Change> changesSince(std::int64_t revision, int limit) const; // pending ones, too
    // Ids of the list entries that changed after `revision`, ascending; nullopt: there are more than `limit`
    // changes.
    std::optional<std::vector<std::int64_t>> listEntriesSince(std::int64_t revision, int limit) const;
    bool hasPending() const;

    // Within a transaction: makes one change of each row's pending ones, none where a row is again as it was,
    // and gathers them into a revision. 0 where nothing is left. `summary` "": made from the changes.
    std::int64_t gather(Time time, const std::string& author, const std::string& summary) const;

private:
    void coalesce() const;
    void joinPending() const;
    std::string summaryOfPending() const;

    const Database& m_database;
};

} // namespace postern::store
