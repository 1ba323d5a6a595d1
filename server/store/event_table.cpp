// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/event_table.h"

#include <QVariant>

#include <map>

namespace postern::store {

namespace {

constexpr std::int64_t microsPerMinute = 60'000'000;

const char* const selectEvent =
    "SELECT id, time, node, service, client, helo, tls, user, sender, recipient, size, outcome,"
    " check_id, monitored, reply, reference, entry, revision, trace, facts FROM event";

model::Event eventIn(const Statement& row)
{
    model::Event event;
    event.id = row.integer(0);
    event.time = row.time(1);
    event.node = row.text(2);
    event.service = row.text(3);
    event.client = row.text(4);
    event.helo = row.text(5);
    event.tls = row.text(6);
    event.user = row.text(7);
    event.sender = row.text(8);
    event.recipient = row.text(9);
    event.size = row.integer(10);
    event.outcome = model::Outcome(row.integer(11));
    event.check = row.text(12);
    event.monitored = row.text(13);
    event.reply = row.text(14);
    event.reference = row.text(15);
    event.entry = row.integer(16);
    event.revision = row.integer(17);
    event.trace = row.text(18);
    event.facts = row.text(19);
    return event;
}

} // namespace

void EventTable::append(std::span<const model::Event> events) const
{
    Statement insert(
        m_database,
        "INSERT INTO event (time, node, service, client, helo, tls, user, sender, recipient, size,"
        " outcome, check_id, monitored, reply, reference, entry, revision, trace, facts)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    std::map<std::pair<std::int64_t, int>, std::int64_t> perMinute;
    for (const model::Event& e : events) {
        insert.run(e.time, e.node, e.service, e.client, e.helo, e.tls, e.user, e.sender, e.recipient, e.size,
                   int(e.outcome), e.check, e.monitored, e.reply, e.reference, e.entry, e.revision, e.trace,
                   e.facts);
        ++perMinute[{toMicros(e.time) / microsPerMinute, int(e.outcome)}];
    }
    Statement count(m_database, "INSERT INTO event_count (minute, outcome, n) VALUES (?, ?, ?)"
                                " ON CONFLICT (minute, outcome) DO UPDATE SET n = n + excluded.n");
    for (const auto& [key, n] : perMinute)
        count.run(key.first, key.second, n);
}

std::vector<model::Event> EventTable::find(const EventQuery& query) const
{
    std::string sql = std::string(selectEvent) + " WHERE id > ? AND id < ?";
    std::vector<QVariant> values{qlonglong(query.afterId),
                                 query.beforeId > 0 ? qlonglong(query.beforeId) : qlonglong(INT64_MAX)};
    const auto narrow = [&](std::string_view condition, const QVariant& value) {
        sql += " AND ";
        sql += condition;
        values.push_back(value);
    };
    if (query.since)
        narrow("time >= ?", Statement::variant(*query.since));
    if (query.until)
        narrow("time < ?", Statement::variant(*query.until));
    if (!query.service.empty())
        narrow("service = ?", Statement::variant(query.service));
    if (!query.check.empty())
        narrow("check_id = ?", Statement::variant(query.check));
    if (!query.search.empty()) {
        const QVariant term = Statement::variant(query.search);
        narrow("(instr(sender, ?) > 0", term);
        sql += " OR instr(recipient, ?) > 0 OR client = ? OR reference = ?)";
        values.insert(values.end(), {term, term, term});
    }
    if (!query.outcomes.empty()) {
        sql += " AND (";
        for (std::size_t i = 0; i < query.outcomes.size(); ++i)
            sql += (i == 0 ? "outcome = " : " OR outcome = ") + std::to_string(int(query.outcomes[i]));
        sql += query.monitored ? " OR monitored <> '')" : ")";
    } else if (query.monitored) {
        sql += " AND monitored <> ''";
    }
    sql += query.oldestFirst || query.afterId > 0 ? " ORDER BY id LIMIT " : " ORDER BY id DESC LIMIT ";
    sql += std::to_string(query.limit);
    Statement statement(m_database, sql);
    for (std::size_t i = 0; i < values.size(); ++i)
        statement.bind(int(i), values[i]);
    statement.execute();
    std::vector<model::Event> events;
    while (statement.next())
        events.push_back(eventIn(statement));
    return events;
}

std::optional<model::Event> EventTable::event(model::Id id) const
{
    Statement statement(m_database, std::string(selectEvent) + " WHERE id = ?");
    if (!statement.run(id).next())
        return std::nullopt;
    return eventIn(statement);
}

EventCounts EventTable::counts(Time since) const
{
    Statement statement(m_database,
                        "SELECT outcome, sum(n) FROM event_count WHERE minute >= ? GROUP BY outcome");
    statement.run(toMicros(since) / microsPerMinute);
    EventCounts counts;
    while (statement.next()) {
        switch (model::Outcome(statement.integer(0))) {
        case model::Outcome::Accepted:
            counts.accepted = statement.integer(1);
            break;
        case model::Outcome::Rejected:
            counts.rejected = statement.integer(1);
            break;
        case model::Outcome::Deferred:
            counts.deferred = statement.integer(1);
            break;
        }
    }
    return counts;
}

} // namespace postern::store
