// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/dns_list_state.h"
#include "store/backup_note.h"
#include "store/database.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace postern::store {

// How the DNS lists fare, as the engines see it. Writing is done within a transaction.
class DnsListTable {
public:
    explicit DnsListTable(const Database& database)
        : m_database(database)
    {
    }

    void put(std::span<const model::DnsListState> states) const;
    std::vector<model::DnsListState> states() const; // by zone, then by node
    void forget(Time askedBefore) const;

private:
    const Database& m_database;
};

class BackupTable {
public:
    explicit BackupTable(const Database& database)
        : m_database(database)
    {
    }

    void note(const BackupNote& backup) const;
    std::optional<BackupNote> last() const;

private:
    const Database& m_database;
};

} // namespace postern::store
