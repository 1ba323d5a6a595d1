// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/queue.h"
#include "store/database.h"

#include <optional>
#include <span>
#include <vector>

namespace postern::store {

// What waits for delivery, as the engines show it. Writing is done within a transaction.
class QueueTable {
public:
    explicit QueueTable(const Database& database)
        : m_database(database)
    {
    }

    void put(std::span<const model::QueueEntry> entries) const;    // new, or changed
    void remove(std::span<const model::QueueEntry> entries) const; // by node, message and recipient
    void clear(const std::string& node) const;
    std::vector<model::QueueEntry> entries(int limit) const; // the next to be tried first

    void putHeader(const model::MessageHeader& header) const;
    std::optional<model::MessageHeader> header(const std::string& node, const std::string& message) const;
    void forgetHeaders(const std::string& node, Time readBefore) const;

private:
    const Database& m_database;
};

} // namespace postern::store
