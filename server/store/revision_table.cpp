// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/revision_table.h"

#include "store/describe.h"
#include "store/phrase_text.h"

#include <QVariant>

#include <algorithm>

namespace postern::store {

namespace {

Revision revisionIn(const Statement& row)
{
    return {row.integer(0), row.time(1), row.text(2), row.text(3)};
}

std::vector<Change> readChanges(const Database& database, Statement& statement)
{
    std::vector<Change> changes;
    while (statement.next())
        changes.push_back({statement.integer(0),
                           statement.text(1),
                           statement.integer(2),
                           statement.text(3),
                           statement.text(4),
                           {}});
    OwnerNames owners(database);
    for (Change& change : changes)
        change.owner = owners.ownerOf(change);
    return changes;
}

std::vector<Revision> readRevisions(Statement& statement)
{
    std::vector<Revision> revisions;
    while (statement.next())
        revisions.push_back(revisionIn(statement));
    return revisions;
}

} // namespace

std::int64_t RevisionTable::newest() const
{
    return m_database.number("SELECT coalesce(max(id), 0) FROM revision");
}

std::vector<Revision> RevisionTable::history(std::int64_t before, int limit) const
{
    Statement statement(m_database, "SELECT id, time, author, summary FROM revision WHERE ? = 0 OR id < ?"
                                    " ORDER BY id DESC LIMIT ?");
    statement.run(before, before, limit);
    return readRevisions(statement);
}

std::vector<Revision> RevisionTable::revisionsSince(std::int64_t revision) const
{
    Statement statement(m_database,
                        "SELECT id, time, author, summary FROM revision WHERE id > ? ORDER BY id");
    statement.run(revision);
    return readRevisions(statement);
}

std::vector<Change> RevisionTable::changes(std::int64_t revision) const
{
    Statement statement(m_database, "SELECT revision, table_name, row_id, before, after FROM change"
                                    " WHERE revision = ? ORDER BY id");
    statement.run(revision);
    return readChanges(m_database, statement);
}

std::vector<Change> RevisionTable::changesSince(std::int64_t revision, int limit) const
{
    Statement statement(m_database,
                        "SELECT coalesce(revision, 0), table_name, row_id, before, after FROM change"
                        " WHERE revision > ? OR revision IS NULL ORDER BY id LIMIT ?");
    statement.run(revision, limit);
    return readChanges(m_database, statement);
}

std::optional<std::vector<std::int64_t>> RevisionTable::listEntriesSince(std::int64_t revision,
                                                                         int limit) const
{
    Statement statement(m_database, "SELECT row_id FROM change WHERE (revision > ? OR revision IS NULL)"
                                    " AND table_name = 'list_entry' LIMIT ?");
    statement.run(revision, limit + 1);
    std::vector<std::int64_t> rows;
    while (statement.next())
        rows.push_back(statement.integer(0));
    if (rows.size() > std::size_t(limit))
        return std::nullopt;
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

bool RevisionTable::hasPending() const
{
    return m_database.number("SELECT EXISTS (SELECT 1 FROM change WHERE revision IS NULL)") != 0;
}

// List entries are counted by SQLite: there may be a million of them.
std::string RevisionTable::summaryOfPending() const
{
    Statement settings(m_database, "SELECT 0, table_name, row_id, before, after FROM change"
                                   " WHERE revision IS NULL AND table_name <> 'list_entry' ORDER BY id");
    settings.run();
    Statement entries(m_database,
                      "SELECT many.n, coalesce(before, ''), coalesce(after, '') FROM"
                      " (SELECT count(*) AS n, min(id) AS first FROM change"
                      " WHERE revision IS NULL AND table_name = 'list_entry'"
                      " GROUP BY before IS NULL, after IS NULL,"
                      " json_extract(coalesce(after, before), '$.service', '$.color', '$.kind')) AS many"
                      " JOIN change ON change.id = many.first ORDER BY change.id");
    entries.run();
    OwnerNames owners(m_database);
    std::vector<EntryCount> counts;
    while (entries.next()) {
        Change change{0, "list_entry", 0, entries.text(1), entries.text(2), {}};
        change.owner = owners.ownerOf(change);
        counts.push_back({std::move(change), entries.integer(0)});
    }
    return toText(summarize(readChanges(m_database, settings), counts));
}

void RevisionTable::coalesce() const
{
    const bool manyOfOneRow = m_database.number("SELECT EXISTS (SELECT 1 FROM change WHERE revision IS NULL"
                                                " GROUP BY table_name, row_id HAVING count(*) > 1)") != 0;
    if (manyOfOneRow)
        joinPending();
    m_database.execute("DELETE FROM change WHERE revision IS NULL AND before IS after");
}

void RevisionTable::joinPending() const
{
    // the first of a row's changes gets the 'after' of the last
    m_database.execute("UPDATE change SET after = latest.after FROM"
                       " (SELECT min(id) AS first, max(id) AS last FROM change WHERE revision IS NULL"
                       " GROUP BY table_name, row_id HAVING count(*) > 1) AS many"
                       " JOIN change AS latest ON latest.id = many.last WHERE change.id = many.first");
    m_database.execute("DELETE FROM change WHERE revision IS NULL AND id NOT IN"
                       " (SELECT min(id) FROM change WHERE revision IS NULL GROUP BY table_name, row_id)");
}

std::int64_t RevisionTable::gather(Time time, const std::string& author, const std::string& summary) const
{
    coalesce();
    if (!hasPending())
        return 0;
    const std::string words = summary.empty() ? summaryOfPending() : summary;
    Statement insert(m_database, "INSERT INTO revision (time, author, summary) VALUES (?, ?, ?)");
    const std::int64_t revision = insert.run(time, author, words).lastId();
    Statement(m_database, "UPDATE change SET revision = ? WHERE revision IS NULL").run(revision);
    return revision;
}

} // namespace postern::store
