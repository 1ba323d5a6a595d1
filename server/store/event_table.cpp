// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/event_table.h"

#include "store/event_key.h"

#include <QVariant>

#include <algorithm>
#include <map>
#include <tuple>

namespace postern::store {

namespace {

// What a row takes besides its texts: numbers, headers, its share of the index. Measured by bench_store.
constexpr std::int64_t rowOverhead = 200;

std::int64_t sizeOf(const model::Event& event)
{
    std::size_t size = 0;
    for (const std::string* text :
         {&event.node, &event.service, &event.client, &event.helo, &event.tls, &event.user, &event.sender,
          &event.recipient, &event.check, &event.monitored, &event.reply, &event.reference, &event.trace,
          &event.facts})
        size += text->size();
    return std::int64_t(size) + rowOverhead;
}

struct Chunk {
    Time minTime = Time::max();
    Time maxTime = Time::min();
    std::int64_t bytes = 0;
};

} // namespace

const char* const selectEvent =
    "SELECT id, time, node, service, client, helo, tls, user, sender, recipient, size, outcome,"
    " check_id, monitored, reply, reference, entry, revision, trace, facts FROM event";

model::Event eventIn(const NativeStatement& row)
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

EventWriter::EventWriter(const Database& database)
    : m_database(database)
    // the sequence remembers the newest event even where retention has removed it
    , m_newest(database, "SELECT seq FROM sqlite_sequence WHERE name = 'event'")
    , m_rows(database,
             "INSERT INTO event (id, time, node, service, client, helo, tls, user, sender, recipient,"
             " size, outcome, check_id, monitored, reply, reference, entry, revision, trace, facts)",
             20, 16)
    , m_keys(database, "INSERT INTO event_key (key, block)", 2, 64, " ON CONFLICT DO NOTHING")
    , m_chunk(database, "INSERT INTO event_chunk (chunk, min_time, max_time, bytes) VALUES (?, ?, ?, ?)"
                        " ON CONFLICT (chunk) DO UPDATE SET min_time = min(min_time, excluded.min_time),"
                        " max_time = max(max_time, excluded.max_time), bytes = bytes + excluded.bytes")
    , m_counter(database,
                "INSERT INTO counter (minute, node, service, check_id, outcome, n) VALUES (?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET n = n + excluded.n")
{
}

void EventWriter::append(std::span<const model::Event> events)
{
    if (events.empty())
        return;
    const model::Id first = (m_newest.next() ? m_newest.integer(0) : 0) + 1;
    m_newest.finish();
    appendRows(events, first);
    appendKeys(events, first);
    sumUp(events, first);
    count(events);
}

void EventWriter::index(std::span<const model::Event> events)
{
    while (!events.empty()) { // in pieces without a gap
        std::size_t n = 1;
        while (n < events.size() && events[n].id == events[0].id + model::Id(n))
            ++n;
        appendKeys(events.first(n), events[0].id);
        sumUp(events.first(n), events[0].id);
        events = events.subspan(n);
    }
}

void EventWriter::appendRows(std::span<const model::Event> events, model::Id first)
{
    m_rows.insert(events, [&](NativeStatement& statement, int position, const model::Event& e) {
        const model::Id id = first + (&e - events.data());
        statement.bindFrom(position, id, e.time, e.node, e.service, e.client, e.helo, e.tls, e.user, e.sender,
                           e.recipient, e.size, int(e.outcome), e.check, e.monitored, e.reply, e.reference,
                           e.entry, e.revision, e.trace, e.facts);
    });
}

void EventWriter::appendKeys(std::span<const model::Event> events, model::Id first)
{
    using KeyRow = std::pair<std::int64_t, std::int64_t>; // key, block
    std::vector<KeyRow> rows;
    std::vector<std::int64_t> keys;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const model::Id id = first + model::Id(i);
        keys.clear();
        addKeys(keys, events[i]);
        for (const std::int64_t key : keys)
            rows.emplace_back(keyInSegment(segmentOf(id), key), blockOf(id));
    }
    std::sort(rows.begin(), rows.end()); // neighbours in the index are written together
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    m_keys.insert(std::span<const KeyRow>(rows),
                  [](NativeStatement& statement, int position, const KeyRow& row) {
                      statement.bindFrom(position, row.first, row.second);
                  });
}

void EventWriter::sumUp(std::span<const model::Event> events, model::Id first)
{
    std::map<std::int64_t, Chunk> chunks;
    for (std::size_t i = 0; i < events.size(); ++i) {
        Chunk& chunk = chunks[(first + model::Id(i)) >> chunkBits];
        chunk.minTime = std::min(chunk.minTime, events[i].time);
        chunk.maxTime = std::max(chunk.maxTime, events[i].time);
        chunk.bytes += sizeOf(events[i]);
    }
    for (const auto& [number, chunk] : chunks)
        m_chunk.run(number, chunk.minTime, chunk.maxTime, chunk.bytes);
}

void EventWriter::count(std::span<const model::Event> events)
{
    std::map<std::tuple<std::int64_t, std::string_view, std::string_view, std::string_view, int>,
             std::int64_t>
        counts;
    for (const model::Event& e : events)
        ++counts[{minuteOf(e.time), e.node, e.service, e.check, int(e.outcome)}];
    for (const auto& [key, n] : counts) {
        const auto& [minute, node, service, check, outcome] = key;
        m_counter.run(minute, node, service, check, outcome, n);
    }
    if (!m_hours)
        m_hours.emplace(m_database);
    m_hours->add(events);
}

std::optional<model::Event> EventTable::event(model::Id id) const
{
    NativeStatement statement(m_database, std::string(selectEvent) + " WHERE id = ?");
    statement.bind(0, id);
    if (!statement.next())
        return std::nullopt;
    return eventIn(statement);
}

EventCounts EventTable::counts(Time since) const
{
    Statement statement(m_database, "SELECT outcome, sum(n) FROM counter WHERE minute >= ? AND check_id <> ?"
                                    " GROUP BY outcome");
    statement.run(minuteOf(since), std::string(model::checkDelivery));
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

void indexWholeLog(const Database& database)
{
    constexpr std::size_t eventsAtOnce = 1'000;
    EventWriter writer(database);
    NativeStatement all(database, std::string(selectEvent) + " ORDER BY id");
    std::vector<model::Event> events;
    while (all.next()) {
        events.push_back(eventIn(all));
        if (events.size() == eventsAtOnce) {
            writer.index(events);
            events.clear();
        }
    }
    writer.index(events);
}

} // namespace postern::store
