// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/list_entry_table.h"

#include "store/native_statement.h"
#include "store/words.h"

#include <QVariant>

namespace postern::store {

namespace {

// A list may hold a million rows: what is small is packed into one number.
const char* const selectEntry =
    "SELECT id, service, negated | (enabled << 1) | ((color = 'white') << 2)"
    " | CASE kind WHEN 'ip' THEN 0 WHEN 'sender' THEN 8 WHEN 'recipient' THEN 16 ELSE 24 END"
    " | CASE condition WHEN 'always' THEN 0 WHEN 'spf-pass' THEN 32 ELSE 64 END,"
    " pattern, only_from, comment, author, created, expires FROM list_entry";

model::ListEntry entryIn(const NativeStatement& row)
{
    model::ListEntry entry;
    entry.id = row.integer(0);
    entry.service = row.integer(1);
    const auto packed = unsigned(row.integer(2));
    entry.negated = (packed & 1) != 0;
    entry.enabled = (packed & 2) != 0;
    entry.color = model::ListColor(packed >> 2 & 1);
    entry.kind = model::ListKind(packed >> 3 & 3);
    entry.condition = model::Condition(packed >> 5);
    entry.pattern = row.text(3);
    entry.onlyFrom = row.text(4);
    entry.comment = row.text(5);
    entry.author = row.text(6);
    entry.created = row.time(7);
    entry.expires = row.optionalTime(8);
    return entry;
}

// Up to here a list is found by its index and sorted afterwards; a longer one is read by going through the
// whole table, which is in the order of ids already.
constexpr int shortList = 20'000;

std::string conditionOf(const ListQuery& query)
{
    return std::string(" WHERE true") + (query.service ? " AND service = ?" : "") +
           (query.color ? " AND color = ?" : "") + (query.kind ? " AND kind = ?" : "");
}

void bind(NativeStatement& statement, const ListQuery& query)
{
    int position = 0;
    if (query.service)
        statement.bind(position++, *query.service);
    if (query.color)
        statement.bind(position++, wordOf(*query.color));
    if (query.kind)
        statement.bind(position++, wordOf(*query.kind));
}

bool isShort(const Database& database, const ListQuery& query)
{
    NativeStatement statement(database, "SELECT 1 FROM list_entry" + conditionOf(query) + " LIMIT 1 OFFSET " +
                                            std::to_string(shortList));
    bind(statement, query);
    return !statement.next();
}

ListHit hitIn(const Statement& row)
{
    return {row.integer(0), row.integer(1), row.optionalTime(2)};
}

} // namespace

std::vector<model::ListEntry> ListEntryTable::entries(const ListQuery& query) const
{
    const char* const way = isShort(m_database, query) ? "" : " NOT INDEXED";
    NativeStatement statement(m_database, selectEntry + (way + conditionOf(query)) + " ORDER BY id");
    bind(statement, query);
    std::vector<model::ListEntry> entries;
    while (statement.next())
        entries.push_back(entryIn(statement));
    return entries;
}

std::optional<model::ListEntry> ListEntryTable::entry(model::Id id) const
{
    NativeStatement statement(m_database, std::string(selectEntry) + " WHERE id = ?");
    statement.bind(0, id);
    if (!statement.next())
        return std::nullopt;
    return entryIn(statement);
}

std::vector<ListCount> ListEntryTable::counts() const
{
    Statement statement(m_database, "SELECT service, color, kind, count(*) FROM list_entry"
                                    " GROUP BY service, color, kind");
    statement.run();
    std::vector<ListCount> counts;
    while (statement.next())
        counts.push_back({statement.integer(0), colorOf(statement.text(1)), kindOf(statement.text(2)),
                          int(statement.integer(3))});
    return counts;
}

std::vector<ListHit> ListEntryTable::hits(std::span<const model::Id> entries) const
{
    std::vector<ListHit> hits;
    if (entries.empty()) {
        Statement all(m_database, "SELECT entry, hits, last_hit FROM list_hit ORDER BY entry");
        all.run();
        while (all.next())
            hits.push_back(hitIn(all));
        return hits;
    }
    Statement one(m_database, "SELECT entry, hits, last_hit FROM list_hit WHERE entry = ?");
    for (const model::Id entry : entries)
        if (one.run(entry).next())
            hits.push_back(hitIn(one));
    return hits;
}

void ListEntryTable::addHits(std::span<const ListHit> hits) const
{
    Statement statement(m_database,
                        "INSERT INTO list_hit (entry, hits, last_hit) VALUES (?, ?, ?)"
                        " ON CONFLICT (entry) DO UPDATE SET hits = hits + excluded.hits, last_hit ="
                        " max(coalesce(last_hit, excluded.last_hit), coalesce(excluded.last_hit, last_hit))");
    for (const ListHit& hit : hits)
        statement.run(hit.entry, hit.hits, hit.lastHit);
}

} // namespace postern::store
