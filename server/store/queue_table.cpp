// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/queue_table.h"

#include <QVariant>

namespace postern::store {

void QueueTable::put(std::span<const model::QueueEntry> entries) const
{
    Statement insert(
        m_database,
        "INSERT INTO queue_entry (node, message, recipient, sender, destination, state, size, arrived,"
        " next_try, attempts, last_error) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (node, message, recipient) DO UPDATE SET destination = excluded.destination,"
        " state = excluded.state, next_try = excluded.next_try, attempts = excluded.attempts,"
        " last_error = excluded.last_error");
    for (const model::QueueEntry& entry : entries)
        insert.run(entry.node, entry.message, entry.recipient, entry.sender, entry.destination,
                   std::string(model::toId(entry.state)), entry.size, entry.arrived, entry.nextTry,
                   entry.attempts, entry.lastError);
}

void QueueTable::remove(std::span<const model::QueueEntry> entries) const
{
    Statement statement(m_database,
                        "DELETE FROM queue_entry WHERE node = ? AND message = ? AND recipient = ?");
    for (const model::QueueEntry& entry : entries)
        statement.run(entry.node, entry.message, entry.recipient);
}

void QueueTable::clear(const std::string& node) const
{
    Statement(m_database, "DELETE FROM queue_entry WHERE node = ?").run(node);
}

std::vector<model::QueueEntry> QueueTable::entries(int limit) const
{
    std::vector<model::QueueEntry> entries;
    Statement row(m_database,
                  "SELECT node, message, recipient, sender, destination, state, size, arrived, next_try,"
                  " attempts, last_error FROM queue_entry ORDER BY next_try, message, recipient LIMIT ?");
    row.run(limit);
    while (row.next())
        entries.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4),
                           model::queueStateOf(row.text(5)), row.integer(6), row.time(7), row.time(8),
                           int(row.integer(9)), row.text(10)});
    return entries;
}

void QueueTable::putHeader(const model::MessageHeader& header) const
{
    Statement(m_database,
              "INSERT INTO message_header (node, message, text, read) VALUES (?, ?, ?, ?)"
              " ON CONFLICT (node, message) DO UPDATE SET text = excluded.text, read = excluded.read")
        .run(header.node, header.message, header.text, header.read);
}

std::optional<model::MessageHeader> QueueTable::header(const std::string& node,
                                                       const std::string& message) const
{
    Statement row(m_database,
                  "SELECT node, message, text, read FROM message_header WHERE node = ? AND message = ?");
    if (!row.run(node, message).next())
        return std::nullopt;
    return model::MessageHeader{row.text(0), row.text(1), row.text(2), row.time(3)};
}

void QueueTable::forgetHeaders(const std::string& node, Time readBefore) const
{
    Statement(m_database, "DELETE FROM message_header WHERE node = ? AND read < ?").run(node, readBefore);
}

} // namespace postern::store
