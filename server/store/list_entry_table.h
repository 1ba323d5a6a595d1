// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/list_entry.h"
#include "store/database.h"
#include "store/edit.h"

#include <functional>
#include <vector>

namespace postern::store {

// Reading of list entries: fast and by few columns' indexes, since a list may hold a million.
class ListEntryTable {
public:
    explicit ListEntryTable(const Database& database)
        : m_database(database)
    {
    }

    std::vector<model::ListEntry> entries(const ListQuery& query) const; // in the order of ids
    void visit(const ListQuery& query, const std::function<void(model::ListEntry&&)>& take) const; // the same
    void
    scan(const std::function<void(const model::ListEntryView&)>& visit) const; // all, in the order of ids
    // The same, while `visit` wants more.
    void search(const std::function<bool(const model::ListEntryView&)>& visit) const;
    std::optional<model::ListEntry> entry(model::Id id) const;
    std::vector<ListCount> counts() const;
    std::vector<ListHit> hits(std::span<const model::Id> entries) const;
    void addHits(std::span<const ListHit> hits) const; // within a transaction

private:
    const Database& m_database;
};

} // namespace postern::store
