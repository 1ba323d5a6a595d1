// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/connection_table.h"

#include <QVariant>

namespace postern::store {

void ConnectionTable::put(std::span<const model::ConnectionEntry> entries) const
{
    Statement insert(
        m_database,
        "INSERT INTO connection (node, id, service, client, helo, user, tls, sender, stage, messages,"
        " since, active) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (node, id) DO UPDATE SET helo = excluded.helo, user = excluded.user,"
        " tls = excluded.tls, sender = excluded.sender, stage = excluded.stage,"
        " messages = excluded.messages, active = excluded.active");
    for (const model::ConnectionEntry& entry : entries)
        insert.run(entry.node, entry.id, entry.service, entry.client, entry.helo, entry.user, entry.tls,
                   entry.sender, std::string(model::toId(entry.stage)), entry.messages, entry.since,
                   entry.active);
}

void ConnectionTable::remove(std::span<const model::ConnectionEntry> entries) const
{
    Statement statement(m_database, "DELETE FROM connection WHERE node = ? AND id = ?");
    for (const model::ConnectionEntry& entry : entries)
        statement.run(entry.node, entry.id);
}

void ConnectionTable::clear(const std::string& node) const
{
    Statement(m_database, "DELETE FROM connection WHERE node = ?").run(node);
}

std::vector<model::ConnectionEntry> ConnectionTable::entries(int limit) const
{
    std::vector<model::ConnectionEntry> entries;
    Statement row(m_database,
                  "SELECT node, id, service, client, helo, user, tls, sender, stage, messages, since,"
                  " active FROM connection ORDER BY since DESC, id DESC LIMIT ?");
    row.run(limit);
    while (row.next())
        entries.push_back({row.text(0), row.integer(1), row.integer(2), row.text(3), row.text(4), row.text(5),
                           row.text(6), row.text(7), model::connectionStageOf(row.text(8)),
                           int(row.integer(9)), row.time(10), row.time(11)});
    return entries;
}

} // namespace postern::store
