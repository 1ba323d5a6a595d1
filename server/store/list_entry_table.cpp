// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/list_entry_table.h"

#include "store/native_statement.h"
#include "store/words.h"

#include <QVariant>

namespace postern::store {

namespace {

// A list may hold a million rows: what is small is packed into one number.
const char* const packedColumns =
    "SELECT id, service, negated | (enabled << 1) | ((color = 'white') << 2)"
    " | CASE kind WHEN 'ip' THEN 0 WHEN 'sender' THEN 8 WHEN 'recipient' THEN 16 ELSE 24 END"
    " | CASE condition WHEN 'always' THEN 0 WHEN 'spf-pass' THEN 32 ELSE 64 END, pattern, only_from, expires";
const char* const otherColumns = ", comment, author, created";
const char* const fromTable = " FROM list_entry";

// What stands in packedColumns.
model::ListEntryView scannedIn(const NativeStatement& row)
{
    model::ListEntryView entry;
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
    entry.expires = row.optionalTime(5);
    return entry;
}

model::ListEntry entryIn(const NativeStatement& row)
{
    const model::ListEntryView scanned = scannedIn(row);
    model::ListEntry entry;
    entry.id = scanned.id;
    entry.service = scanned.service;
    entry.color = scanned.color;
    entry.kind = scanned.kind;
    entry.pattern = scanned.pattern;
    entry.negated = scanned.negated;
    entry.condition = scanned.condition;
    entry.onlyFrom = scanned.onlyFrom;
    entry.comment = row.text(6);
    entry.author = row.text(7);
    entry.created = row.time(8);
    entry.expires = scanned.expires;
    entry.enabled = scanned.enabled;
    return entry;
}

std::string selectEntry(std::string_view rest)
{
    return std::string(packedColumns).append(otherColumns).append(fromTable).append(rest);
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

ListHit hitIn(const NativeStatement& row)
{
    return {row.integer(0), row.integer(1), row.optionalTime(2)};
}

} // namespace

std::vector<model::ListEntry> ListEntryTable::entries(const ListQuery& query) const
{
    std::vector<model::ListEntry> entries;
    visit(query, [&entries](model::ListEntry&& entry) { entries.push_back(std::move(entry)); });
    return entries;
}

void ListEntryTable::visit(const ListQuery& query, const std::function<void(model::ListEntry&&)>& take) const
{
    const char* const way = isShort(m_database, query) ? "" : " NOT INDEXED";
    const std::string limit = query.limit ? " LIMIT " + std::to_string(*query.limit) : std::string();
    NativeStatement statement(m_database, selectEntry(way + conditionOf(query) + " ORDER BY id" + limit));
    bind(statement, query);
    while (statement.next())
        take(entryIn(statement));
}

void ListEntryTable::scan(const std::function<void(const model::ListEntryView&)>& visit) const
{
    search([&visit](const model::ListEntryView& entry) {
        visit(entry);
        return true;
    });
}

void ListEntryTable::search(const std::function<bool(const model::ListEntryView&)>& visit) const
{
    NativeStatement statement(m_database,
                              std::string(packedColumns) + fromTable + " NOT INDEXED ORDER BY id");
    while (statement.next() && visit(scannedIn(statement))) {
    }
}

std::optional<model::ListEntry> ListEntryTable::entry(model::Id id) const
{
    NativeStatement statement(m_database, selectEntry(" WHERE id = ?"));
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
        NativeStatement all(m_database, "SELECT entry, hits, last_hit FROM list_hit ORDER BY entry");
        while (all.next())
            hits.push_back(hitIn(all));
        return hits;
    }
    NativeStatement one(m_database, "SELECT entry, hits, last_hit FROM list_hit WHERE entry = ?");
    for (const model::Id entry : entries) {
        one.bind(0, entry);
        if (one.next())
            hits.push_back(hitIn(one));
        one.finish();
    }
    return hits;
}

void ListEntryTable::addHits(std::span<const ListHit> hits) const
{
    NativeStatement statement(
        m_database, "INSERT INTO list_hit (entry, hits, last_hit) VALUES (?, ?, ?)"
                    " ON CONFLICT (entry) DO UPDATE SET hits = hits + excluded.hits, last_hit ="
                    " max(coalesce(last_hit, excluded.last_hit), coalesce(excluded.last_hit, last_hit))");
    for (const ListHit& hit : hits)
        statement.run(hit.entry, hit.hits, hit.lastHit);
}

} // namespace postern::store
