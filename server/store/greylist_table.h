// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"
#include "store/edit.h"

#include <span>
#include <vector>

namespace postern::store {

// Who has tried to send to whom. Writing is done within a transaction.
class GreylistTable {
public:
    explicit GreylistTable(const Database& database)
        : m_database(database)
    {
    }

    void put(std::span<const GreylistRow> rows) const;        // several engines: what counts more stays
    std::vector<GreylistRow> rows(Time now, int limit) const; // those that last longest
    void tidy(Time now, int limit) const; // keeps those that are not over, and so many at most

private:
    const Database& m_database;
};

} // namespace postern::store
