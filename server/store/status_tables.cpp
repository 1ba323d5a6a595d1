// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/status_tables.h"

#include "base/client_network.h"
#include "store/phrase_text.h"
#include "store/words.h"

#include <QVariant>

#include <unordered_set>

namespace postern::store {

void NodeTable::write(const model::NodeStatus& status) const
{
    Statement(m_database,
              "INSERT INTO node (name, version, process, started, heartbeat, revision, error, queued, held)"
              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
              " ON CONFLICT (name) DO UPDATE SET version = excluded.version, process = excluded.process,"
              " started = excluded.started, heartbeat = excluded.heartbeat, revision = excluded.revision,"
              " error = excluded.error, queued = excluded.queued, held = excluded.held")
        .run(status.node, status.version, status.process, status.started, status.heartbeat, status.revision,
             toText(status.error), status.queued, status.held);
    Statement(m_database, "DELETE FROM listener WHERE node = ?").run(status.node);
    Statement insert(m_database, "INSERT INTO listener (node, service, name, state, error, connections)"
                                 " VALUES (?, ?, ?, ?, ?, ?)");
    for (const model::ListenerStatus& listener : status.listeners)
        insert.run(status.node, listener.service, listener.name, wordOf(listener.state),
                   toText(listener.error), listener.connections);
}

std::vector<model::NodeStatus> NodeTable::nodes() const
{
    std::vector<model::NodeStatus> nodes;
    Statement node(
        m_database,
        "SELECT name, version, process, started, heartbeat, revision, error, queued, held FROM node ORDER BY "
        "name");
    node.run();
    while (node.next())
        nodes.push_back({node.text(0),
                         node.text(1),
                         node.integer(2),
                         node.time(3),
                         node.time(4),
                         node.integer(5),
                         phraseFrom(node.text(6)),
                         {},
                         node.integer(7),
                         node.integer(8)});
    Statement listener(
        m_database,
        "SELECT service, name, state, error, connections FROM listener WHERE node = ? ORDER BY service");
    for (model::NodeStatus& status : nodes) {
        listener.run(status.node);
        while (listener.next())
            status.listeners.push_back({listener.integer(0), listener.text(1),
                                        listenerStateOf(listener.text(2)), phraseFrom(listener.text(3)),
                                        int(listener.integer(4))});
    }
    return nodes;
}

void CommandTable::send(const Command& command) const
{
    Statement(m_database, "INSERT INTO command (verb, argument, author, created) VALUES (?, ?, ?, ?)")
        .run(command.verb, command.argument, command.author, command.created);
}

namespace {

std::optional<std::int64_t> takenBy(const Database& database, const std::string& node)
{
    Statement place(database, "SELECT command FROM command_taken WHERE node = ?");
    return place.run(node).next() ? std::optional(place.integer(0)) : std::nullopt;
}

std::int64_t newestCommand(const Database& database) // given out or not, kept or not
{
    return database.number("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'command'");
}

} // namespace

bool CommandTable::hasNew(const std::string& node) const
{
    return takenBy(m_database, node) != newestCommand(m_database);
}

std::vector<Command> CommandTable::take(const std::string& node) const
{
    std::vector<Command> commands;
    if (const auto taken = takenBy(m_database, node)) {
        Statement statement(
            m_database, "SELECT id, verb, argument, author, created FROM command WHERE id > ? ORDER BY id");
        statement.run(*taken);
        while (statement.next())
            commands.push_back({statement.integer(0), statement.text(1), statement.text(2), statement.text(3),
                                statement.time(4)});
    }
    Statement(m_database, "INSERT INTO command_taken (node, command) VALUES (?, ?)"
                          " ON CONFLICT (node) DO UPDATE SET command = excluded.command")
        .run(node, newestCommand(m_database));
    return commands;
}

namespace {

// A client has one name, however it was written. What is none stays as it is.
std::string nameOf(const std::string& client)
{
    const auto key = clientKeyOf(client);
    return key ? clientName(*key) : client;
}

} // namespace

void BanTable::put(const BanRow& ban) const
{
    Statement(m_database, "INSERT INTO ban (client, until, reason) VALUES (?, ?, ?) ON CONFLICT (client)"
                          " DO UPDATE SET reason = excluded.reason, until = max(until, excluded.until)")
        .run(nameOf(ban.client), ban.until, ban.reason);
}

std::vector<BanRow> BanTable::bans(Time now) const
{
    std::vector<BanRow> bans;
    Statement statement(m_database,
                        "SELECT client, until, reason FROM ban WHERE until > ? ORDER BY until, client");
    statement.run(now);
    while (statement.next())
        bans.push_back({statement.text(0), statement.time(1), statement.text(2)});
    return bans;
}

void BanTable::lift(std::span<const std::string> clients) const
{
    std::unordered_set<std::string> names;
    for (const std::string& client : clients)
        names.insert(nameOf(client));
    std::vector<std::string> rows; // other programs, and older versions, may have used other names
    Statement all(m_database, "SELECT client FROM ban");
    all.run();
    while (all.next()) {
        if (names.contains(nameOf(all.text(0))))
            rows.push_back(all.text(0));
    }
    all.finish();
    Statement remove(m_database, "DELETE FROM ban WHERE client = ?");
    for (const std::string& row : rows)
        remove.run(row);
}

void BanTable::forget(Time now) const
{
    Statement(m_database, "DELETE FROM ban WHERE until <= ?").run(now);
}

} // namespace postern::store
