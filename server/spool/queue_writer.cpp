// SPDX-License-Identifier: GPL-3.0-or-later
#include "spool/queue_writer.h"

#include <utility>

namespace postern::spool {

namespace {

// ?1 to ?4 are the selection's conditions.
#define SELECTED                                                                                             \
    " id IN (SELECT r.id FROM recipient r JOIN message m ON m.id = r.message"                                \
    " WHERE (?1 = '' OR m.name = ?1) AND instr(lower(m.sender), lower(?2)) > 0"                              \
    " AND instr(lower(r.address), lower(?3)) > 0 AND instr(lower(r.destination), lower(?4)) > 0)"

// ?1 and ?2 are the row.
#define ROW                                                                                                  \
    " id IN (SELECT r.id FROM message m JOIN recipient r ON r.message = m.id"                                \
    " WHERE m.name = ?1 AND r.address = ?2)"

} // namespace

QueueWriter::QueueWriter(const Database& database)
    : m_database(database)
    , m_addMessage(database,
                   "INSERT INTO message (name, sender, kind, arrival, size, header, return_what, envelope_id,"
                   " eight_bit, utf8, user, client, helo, service, file, body)"
                   " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_addRecipient(database,
                     "INSERT INTO recipient (message, address, original, notify, destination, state,"
                     " next_try, attempts, last_reply, delay_told, return_path)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    , m_finish(database, "DELETE FROM recipient WHERE id = ? RETURNING message")
    , m_removeMessage(database, "DELETE FROM message WHERE id = ?1 AND NOT EXISTS"
                                " (SELECT 1 FROM recipient WHERE message = ?1) RETURNING file")
    , m_later(database, "UPDATE recipient SET next_try = ?, destination = ?, last_reply = ?,"
                        " delay_told = delay_told OR ?, attempts = attempts + ? WHERE id = ?")
{
}

Id QueueWriter::add(const NewMessage& item, const std::string& file)
{
    const Message& m = item.message;
    const auto insert = [&](const auto& body) {
        m_addMessage.run(std::string_view(m.name), std::string_view(m.sender), int(m.kind), m.arrival, m.size,
                         std::string_view(m.header), std::string_view(m.returnWhat),
                         std::string_view(m.envelopeId), m.eightBit, m.utf8, std::string_view(m.user),
                         std::string_view(m.client), std::string_view(m.helo), std::string_view(m.service),
                         std::string_view(file), body);
    };
    if (file.empty())
        insert(Statement::Blob{item.content->memory()});
    else
        insert(Statement::Null{});
    const Id id = m_database.lastId();
    for (const Recipient& recipient : item.recipients)
        addRecipient(id, recipient);
    return id;
}

void QueueWriter::addRecipient(Id message, const Recipient& r)
{
    m_addRecipient.run(message, std::string_view(r.address), std::string_view(r.original),
                       std::string_view(r.notify), std::string_view(r.destination), int(r.state), r.nextTry,
                       r.attempts, std::string_view(r.lastReply), r.delayTold,
                       std::string_view(r.returnPath));
}

void QueueWriter::settle(const Settlement& settlement)
{
    for (const NewMessage& report : settlement.reports)
        add(report, {});
    for (const Id recipient : settlement.finished)
        finish(recipient);
    for (const Settlement::Later& later : settlement.later)
        m_later.run(later.nextTry, std::string_view(later.destination), std::string_view(later.reply),
                    later.delayTold, later.attempted ? 1 : 0, later.recipient);
}

// Somebody may have removed it meanwhile.
void QueueWriter::finish(Id recipient)
{
    m_finish.run(recipient);
    if (!m_finish.hasRow())
        return;
    const Id message = m_finish.integer(0);
    m_finish.step();
    removeIfDone(message);
}

void QueueWriter::removeIfDone(Id message)
{
    m_removeMessage.run(message);
    if (!m_removeMessage.hasRow())
        return;
    if (std::string file = m_removeMessage.text(0); !file.empty())
        m_removedFiles.push_back(std::move(file));
    m_removeMessage.step();
}

int QueueWriter::change(const Selection& selection, Action action, Time now)
{
    if (!selection.rows.empty())
        return changeRows(selection, action, now);
    if (action == Action::Remove)
        return removeSelected(selection);
    static constexpr const char* statements[] = {
        "UPDATE recipient SET next_try = ?5 WHERE state = 0 AND" SELECTED,
        "UPDATE recipient SET state = 1 WHERE ?5 IS NOT NULL AND state = 0 AND" SELECTED,
        "UPDATE recipient SET state = 0, next_try = ?5 WHERE state = 1 AND" SELECTED,
    };
    Statement(m_database, statements[std::size_t(action)])
        .run(std::string_view(selection.name), std::string_view(selection.sender),
             std::string_view(selection.recipient), std::string_view(selection.destination), now);
    return m_database.changes();
}

int QueueWriter::removeSelected(const Selection& selection)
{
    Statement remove(m_database, "DELETE FROM recipient WHERE" SELECTED " RETURNING message");
    remove.run(std::string_view(selection.name), std::string_view(selection.sender),
               std::string_view(selection.recipient), std::string_view(selection.destination));
    return removeMessagesOf(remove);
}

// Where the recipients that were just removed had been the last ones.
int QueueWriter::removeMessagesOf(Statement& removed)
{
    std::vector<Id> messages;
    for (; removed.hasRow(); removed.step())
        messages.push_back(removed.integer(0));
    for (const Id message : messages)
        removeIfDone(message);
    return int(messages.size());
}

int QueueWriter::changeRows(const Selection& selection, Action action, Time now)
{
    static constexpr const char* statements[] = {
        "UPDATE recipient SET next_try = ?3 WHERE state = 0 AND" ROW,
        "UPDATE recipient SET state = 1 WHERE ?3 IS NOT NULL AND state = 0 AND" ROW,
        "UPDATE recipient SET state = 0, next_try = ?3 WHERE state = 1 AND" ROW,
        "DELETE FROM recipient WHERE ?3 IS NOT NULL AND" ROW " RETURNING message",
    };
    Statement statement(m_database, statements[std::size_t(action)]);
    int count = 0;
    for (const Selection::Row& row : selection.rows) {
        statement.run(std::string_view(row.name), std::string_view(row.recipient), now);
        count += action == Action::Remove ? removeMessagesOf(statement) : m_database.changes();
    }
    return count;
}

std::vector<std::string> QueueWriter::takeRemovedFiles()
{
    return std::exchange(m_removedFiles, {});
}

} // namespace postern::spool
