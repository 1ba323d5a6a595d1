// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/connection.h"
#include "store/database.h"

#include <span>
#include <vector>

namespace postern::store {

// The sessions that are open now, as the engines show them. Writing is done within a transaction.
class ConnectionTable {
public:
    explicit ConnectionTable(const Database& database)
        : m_database(database)
    {
    }

    void put(std::span<const model::ConnectionEntry> entries) const;    // new, or changed
    void remove(std::span<const model::ConnectionEntry> entries) const; // by node and id
    void clear(const std::string& node) const;
    std::vector<model::ConnectionEntry> entries(int limit) const; // the newest first

private:
    const Database& m_database;
};

} // namespace postern::store
