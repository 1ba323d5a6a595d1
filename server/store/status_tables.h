// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/status.h"
#include "store/database.h"
#include "store/edit.h"

#include <span>
#include <vector>

namespace postern::store {

// What the engines say of themselves: node and its listeners. Writing is done within a transaction.
class NodeTable {
public:
    explicit NodeTable(const Database& database)
        : m_database(database)
    {
    }

    void write(const model::NodeStatus& status) const;
    std::vector<model::NodeStatus> nodes() const; // by name; listeners by service

private:
    const Database& m_database;
};

// Orders to the engines. Each node has its own place in the queue.
class CommandTable {
public:
    explicit CommandTable(const Database& database)
        : m_database(database)
    {
    }

    void send(const Command& command) const;
    bool hasNew(const std::string& node) const; // whether take() has something to do
    // What came since this node last asked, oldest first. A node that never asked begins with the newest:
    // orders given before it existed are not for it.
    std::vector<Command> take(const std::string& node) const;

private:
    const Database& m_database;
};

// Clients that are kept out for a while.
class BanTable {
public:
    explicit BanTable(const Database& database)
        : m_database(database)
    {
    }

    void put(const BanRow& ban) const; // the later end counts where there is one already
    std::vector<BanRow> bans(Time now) const;
    void lift(std::span<const std::string> clients) const; // within a transaction of the caller's
    void forget(Time now) const;                           // those that are over

private:
    const Database& m_database;
};

} // namespace postern::store
