// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/list_file_status.h"
#include "store/database.h"

#include <span>
#include <string>
#include <vector>

namespace postern::store {

// What engines say of the files that lists subscribe to. Writing is done within a transaction.
class ListFileTable {
public:
    explicit ListFileTable(const Database& database)
        : m_database(database)
    {
    }

    void write(const std::string& node,
               std::span<const model::ListFileStatus> files) const; // in place of all
    std::vector<model::ListFileStatus> files() const;

private:
    const Database& m_database;
};

} // namespace postern::store
