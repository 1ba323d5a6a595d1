// SPDX-License-Identifier: GPL-3.0-or-later
#include "spool/queue_reader.h"

#include "spool/schema.h"

namespace postern::spool {

namespace {

// The columns that recipientOf() and messageOf() read.
#define COLUMNS                                                                                              \
    "r.id, r.destination, r.message, r.address, r.original, r.notify, r.state, r.next_try, r.attempts,"      \
    " r.last_reply, r.delay_told, m.name, m.sender, m.kind, m.arrival, m.size, m.header, m.return_what,"     \
    " m.envelope_id, m.eight_bit, m.utf8, m.user, m.client, m.helo, m.service, r.return_path"                \
    " FROM recipient r CROSS JOIN message m ON m.id = r.message "

Recipient recipientOf(const Statement& row)
{
    Recipient recipient;
    recipient.id = row.integer(0);
    recipient.destination = row.text(1);
    recipient.address = row.text(3);
    recipient.original = row.text(4);
    recipient.notify = row.text(5);
    recipient.state = State(row.integer(6));
    recipient.nextTry = row.time(7);
    recipient.attempts = int(row.integer(8));
    recipient.lastReply = row.text(9);
    recipient.delayTold = row.integer(10) != 0;
    recipient.returnPath = row.text(25);
    return recipient;
}

Message messageOf(const Statement& row)
{
    Message message;
    message.id = row.integer(2);
    message.name = row.text(11);
    message.sender = row.text(12);
    message.kind = Kind(row.integer(13));
    message.arrival = row.time(14);
    message.size = row.integer(15);
    message.header = row.text(16);
    message.returnWhat = row.text(17);
    message.envelopeId = row.text(18);
    message.eightBit = row.integer(19) != 0;
    message.utf8 = row.integer(20) != 0;
    message.user = row.text(21);
    message.client = row.text(22);
    message.helo = row.text(23);
    message.service = row.text(24);
    return message;
}

// Recipients of one message that come one after the other stay together.
void addTo(std::vector<Item>& items, const Statement& row)
{
    if (items.empty() || items.back().message.id != row.integer(2))
        items.push_back({messageOf(row), {}});
    items.back().recipients.push_back(recipientOf(row));
}

} // namespace

QueueReader::QueueReader(const std::string& file)
    : m_database(file)
    , m_due(prepared(m_database),
            "SELECT " COLUMNS "WHERE r.state = 0 AND r.next_try <= ? ORDER BY r.state, r.next_try, r.id")
    , m_nextDue(m_database, "SELECT min(next_try) FROM recipient WHERE state = 0 AND next_try > ?")
    , m_content(m_database, "SELECT file, body FROM message WHERE id = ?")
{
}

std::vector<Item> QueueReader::due(Time now, std::size_t limit, const std::unordered_set<Id>& leased,
                                   const std::unordered_set<std::string>& busy)
{
    std::vector<Item> items;
    std::size_t found = 0;
    m_due.run(now);
    for (; m_due.hasRow() && found < limit; m_due.step()) {
        if (leased.contains(m_due.integer(0)) || (!busy.empty() && busy.contains(m_due.text(1))))
            continue;
        addTo(items, m_due);
        ++found;
    }
    m_due.reset();
    return items;
}

std::optional<Time> QueueReader::nextDue(Time now)
{
    m_nextDue.run(now);
    std::optional<Time> next;
    if (m_nextDue.hasRow() && !m_nextDue.isNull(0))
        next = m_nextDue.time(0);
    m_nextDue.reset();
    return next;
}

std::vector<Item> QueueReader::list(std::size_t limit)
{
    std::vector<Item> items;
    Statement rows(m_database, "SELECT " COLUMNS "ORDER BY r.state, r.next_try, r.id LIMIT ?");
    for (rows.run(std::int64_t(limit)); rows.hasRow(); rows.step())
        addTo(items, rows);
    return items;
}

Totals QueueReader::totals()
{
    Totals totals;
    Statement recipients(m_database, "SELECT state, count(*) FROM recipient GROUP BY state");
    for (recipients.run(); recipients.hasRow(); recipients.step())
        (recipients.integer(0) == 0 ? totals.queued : totals.held) = recipients.integer(1);
    Statement messages(m_database, "SELECT count(*), coalesce(sum(size), 0) FROM message");
    messages.run();
    totals.messages = messages.integer(0);
    totals.octets = messages.integer(1);
    Statement held(m_database, "SELECT count(DISTINCT message) FROM recipient WHERE state = 1");
    totals.heldMessages = held.run().integer(0);
    return totals;
}

std::optional<QueueReader::Stored> QueueReader::content(Id message)
{
    std::optional<Stored> stored;
    m_content.run(message);
    if (m_content.hasRow())
        stored = Stored{m_content.text(1), m_content.text(0)};
    m_content.reset();
    return stored;
}

std::optional<QueueReader::Named> QueueReader::named(const std::string& name)
{
    Statement row(m_database, "SELECT id, header FROM message WHERE name = ? ORDER BY id DESC LIMIT 1");
    row.run(std::string_view(name));
    return row.hasRow() ? std::optional(Named{row.integer(0), row.text(1)}) : std::nullopt;
}

std::unordered_set<std::string> QueueReader::files()
{
    std::unordered_set<std::string> files;
    Statement rows(m_database, "SELECT file FROM message WHERE file <> ''");
    for (rows.run(); rows.hasRow(); rows.step())
        files.insert(rows.text(0));
    return files;
}

} // namespace postern::spool
