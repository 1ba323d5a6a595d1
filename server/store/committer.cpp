// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/committer.h"

#include "base/sentence.h"
#include "store/bulk_insert.h"
#include "store/legal.h"
#include "store/merge.h"
#include "store/revision_table.h"
#include "store/words.h"

#include <QVariant>

#include <limits>
#include <map>

namespace postern::store {

namespace {

const char* const foreignAuthor = "another program";

// What others did since the edit began, by row: how the row was then.
using BaseRows = std::map<RowKey, Row>;

BaseRows baseRows(const std::vector<Change>& changes)
{
    BaseRows rows;
    for (const Change& change : changes)
        rows.emplace(RowKey{change.table, change.row},
                     change.before.empty() ? Row() : Row::parse(change.before, nullptr, false));
    return rows;
}

// The row steps out of the way of another one that takes its name in the same edit.
void park(const Database& database, const Table& table, std::string_view column, std::int64_t id)
{
    const std::string name(column);
    Statement(database, "UPDATE " + std::string(table.name) + " SET " + name + " = " + name +
                            " || char(10) || id WHERE id = ?")
        .run(id);
}

class ConfigurationWriter {
public:
    explicit ConfigurationWriter(const Database& database)
        : m_database(database)
    {
    }

    void write(const MergePlan& plan)
    {
        for (const RowChange& change : plan.removed)
            deleteRow(m_database, *change.table, change.id);
        for (const RowChange& change : plan.updated)
            if (!change.table->unique.empty() && change.columns.contains(std::string(change.table->unique)))
                park(m_database, *change.table, change.table->unique, change.id);
        for (const RowChange& change : plan.updated)
            updateRow(m_database, *change.table, change.id, change.columns);
        for (const RowChange& change : plan.inserted)
            insert(change);
    }

    // The id of a service that this edit adds and that list entries point to.
    std::int64_t storedId(std::string_view table, std::int64_t id) const
    {
        const auto found = m_newIds.find({std::string(table), id});
        return found == m_newIds.end() ? id : found->second;
    }

private:
    void insert(const RowChange& change)
    {
        Row row = change.columns;
        if (!change.table->parent.empty()) {
            Row& parent = row[std::string(change.table->parent)];
            parent = storedId(change.table->parentTable, parent.get<std::int64_t>());
        }
        const std::int64_t id = insertRow(m_database, *change.table, row);
        if (change.id != 0)
            m_newIds[{std::string(change.table->name), change.id}] = id;
    }

    const Database& m_database;
    std::map<RowKey, std::int64_t> m_newIds;
};

class ListWriter {
public:
    ListWriter(const Database& database, const Edit& edit, const BaseRows& others, Time now)
        : m_database(database)
        , m_edit(edit)
        , m_others(others)
        , m_now(now)
        , m_select(database,
                   "SELECT service, color, kind, pattern, negated, condition, only_from, comment, author,"
                   " created, expires, enabled FROM list_entry WHERE id = ?")
        , m_insert(database,
                   "INSERT INTO list_entry (service, color, kind, pattern, negated, condition, only_from,"
                   " comment, author, created, expires, enabled)",
                   12, 64, " ON CONFLICT DO NOTHING")
    {
    }

    void write(const ConfigurationWriter& configuration)
    {
        std::vector<model::ListEntry> added;
        for (const model::ListEntry& saved : m_edit.lists.saved) {
            model::ListEntry entry = legalEntry(saved);
            entry.service = configuration.storedId("service", entry.service);
            if (!isThere(entry.service))
                continue;
            if (entry.id != 0)
                planUpdate(entry);
            else
                added.push_back(std::move(entry));
        }
        for (const model::Id id : m_edit.lists.removed)
            remove(id);
        applyUpdates();
        insertAll(added);
    }

    const std::set<RowKey>& clashes() const { return m_clashes; }

private:
    struct Update {
        model::Id id;
        Row set;
        std::string pattern;
    };

    // Whether entries may belong to this service.
    bool isThere(model::Id service)
    {
        if (service == 0 || m_services.contains(service))
            return true;
        Statement find(m_database, "SELECT 1 FROM service WHERE id = ?");
        if (find.run(service).next()) {
            m_services.insert(service);
            return true;
        }
        if (!m_others.contains({"service", service}))
            throw Failure({ErrorKind::NotFound,
                           POSTERN_TEXT("server", "there is no service with the number %1"),
                           "list entry",
                           POSTERN_TEXT("server", "load the services again"),
                           {std::to_string(service)}});
        m_clashes.insert({"service", service});
        return false;
    }

    void clash(model::Id id) { m_clashes.insert({"list_entry", id}); }

    Row stored(model::Id id)
    {
        if (!m_select.run(id).next())
            return {};
        Row row;
        const Table& table = listEntryRows();
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            row[std::string(table.columns[i])] = valueOf(m_select.value(int(i)));
        return row;
    }

    void remove(model::Id id)
    {
        const auto other = m_others.find({"list_entry", id});
        if (other != m_others.end() && stored(id).is_object())
            return clash(id);
        deleteRow(m_database, listEntryRows(), id);
    }

    void planUpdate(const model::ListEntry& entry)
    {
        const Row current = stored(entry.id);
        const auto other = m_others.find({"list_entry", entry.id});
        if (!current.is_object() && other != m_others.end())
            return clash(entry.id);
        if (!current.is_object())
            throw Failure({ErrorKind::NotFound,
                           POSTERN_TEXT("server", "there is no list entry with the number %1"),
                           entry.displayPattern(),
                           POSTERN_TEXT("server", "read the list again"),
                           {std::to_string(entry.id)}});
        Row after = rowOf(entry);
        if (entry.author.empty())
            after["author"] = current["author"];
        if (entry.created == Time())
            after["created"] = current["created"];
        const Row& before = other != m_others.end() && other->second.is_object() ? other->second : current;
        const ColumnMerge merged = mergeColumns(listEntryRows(), before, after, current);
        if (merged.clash)
            return clash(entry.id);
        if (!merged.set.empty())
            m_updates.push_back({entry.id, merged.set, entry.pattern});
    }

    void applyUpdates()
    {
        const auto changesKey = [](const Row& set) {
            return set.contains("service") || set.contains("color") || set.contains("kind") ||
                   set.contains("pattern") || set.contains("negated");
        };
        for (const Update& update : m_updates)
            if (changesKey(update.set))
                park(m_database, listEntryRows(), "pattern", update.id);
        for (Update& update : m_updates) {
            if (changesKey(update.set))
                update.set["pattern"] = update.pattern;
            updateRow(m_database, listEntryRows(), update.id, update.set);
        }
    }

    static void bindEntry(NativeStatement& statement, int position, const model::ListEntry& entry)
    {
        statement.bindFrom(position, entry.service, wordOf(entry.color), wordOf(entry.kind), entry.pattern,
                           entry.negated, wordOf(entry.condition), entry.onlyFrom, entry.comment,
                           entry.author, entry.created, entry.expires, entry.enabled);
    }

    void insertAll(std::vector<model::ListEntry>& added)
    {
        for (model::ListEntry& entry : added) {
            if (entry.author.empty())
                entry.author = m_edit.author;
            if (entry.created == Time())
                entry.created = m_now;
        }
        std::span<const model::ListEntry> rest = added;
        for (const std::size_t many = m_insert.rowsAtOnce(); !rest.empty();) {
            const auto batch = rest.first(std::min(many, rest.size()));
            rest = rest.subspan(batch.size());
            if (batch.size() < many || !insertTogether(batch))
                insertOneByOne(batch);
        }
    }

    // All of them, or none where one has a twin.
    bool insertTogether(std::span<const model::ListEntry> batch)
    {
        m_database.execute("SAVEPOINT batch");
        const bool all = m_insert.insertTogether(batch, bindEntry) == int(batch.size());
        if (!all)
            m_database.execute("ROLLBACK TO batch");
        m_database.execute("RELEASE batch");
        return all;
    }

    void insertOneByOne(std::span<const model::ListEntry> batch)
    {
        for (const model::ListEntry& entry : batch)
            if (m_insert.insertOne(entry, bindEntry) == 0)
                meetTwin(entry);
    }

    // The list has this pattern already.
    void meetTwin(const model::ListEntry& entry)
    {
        Statement twin(m_database, "SELECT id FROM list_entry WHERE service = ? AND color = ? AND kind = ?"
                                   " AND pattern = ? AND negated = ?");
        twin.run(entry.service, wordOf(entry.color), wordOf(entry.kind), entry.pattern, entry.negated).next();
        const model::Id id = twin.integer(0);
        const Row row = stored(id);
        const bool same = row["condition"] == wordOf(entry.condition) && row["only_from"] == entry.onlyFrom &&
                          row["expires"] == rowOf(entry)["expires"] &&
                          row["enabled"] == rowOf(entry)["enabled"];
        if (!m_others.contains({"list_entry", id}))
            throw Failure({ErrorKind::Invalid,
                           POSTERN_TEXT("server", "this pattern stands in the list already"),
                           entry.displayPattern(),
                           POSTERN_TEXT("server", "change the entry that is there"),
                           {}});
        if (!same)
            clash(id);
    }

    const Database& m_database;
    const Edit& m_edit;
    const BaseRows& m_others;
    Time m_now;
    Statement m_select;
    BulkInsert m_insert;
    std::vector<Update> m_updates;
    std::set<model::Id> m_services;
    std::set<RowKey> m_clashes;
};

// Others added something to what this edit removes: that would go, too, unseen.
void findChildrenOfRemoved(const MergePlan& plan, const std::vector<Change>& others,
                           std::set<RowKey>& clashes)
{
    std::set<RowKey> removed;
    for (const RowChange& change : plan.removed)
        removed.insert({std::string(change.table->name), change.id});
    for (const Change& change : others) {
        const Table* table = findTable(change.table);
        if (table == nullptr || table->parent.empty() || change.after.empty())
            continue;
        const Row row = Row::parse(change.after, nullptr, false);
        if (row.is_object() && removed.contains({std::string(table->parentTable),
                                                 row.value(std::string(table->parent), std::int64_t(0))}))
            clashes.insert({change.table, change.row});
    }
}

Conflict conflictOf(const RevisionTable& revisions, std::int64_t base, std::vector<Change> changes,
                    const std::set<RowKey>* only)
{
    Conflict conflict;
    conflict.revisions = revisions.revisionsSince(base);
    if (only != nullptr)
        std::erase_if(changes, [&](const Change& c) { return !only->contains({c.table, c.row}); });
    conflict.changes = std::move(changes);
    return conflict;
}

// Writes what leads to Edit::after; rows that both sides changed come back, and then nothing may be kept.
std::set<RowKey> writeEdit(const Database& database, const Edit& edit, const std::vector<Change>& others,
                           Time now)
{
    MergePlan plan;
    if (edit.after) {
        plan = mergeRows(rowsOf(*edit.before), rowsOf(*edit.after), readRows(database));
        findChildrenOfRemoved(plan, others, plan.clashes);
        if (!plan.clashes.empty())
            return plan.clashes;
    }
    ConfigurationWriter configuration(database);
    configuration.write(plan);
    if (edit.after && !others.empty()) // each side's was legal; both together need not be
        refuseNewErrors(*edit.before, configurationOf(readRows(database)));
    const BaseRows base = baseRows(others);
    ListWriter lists(database, edit, base, now);
    lists.write(configuration);
    return lists.clashes();
}

// In a transaction of its own, since it stays whatever becomes of the edit.
void adoptForeign(const Database& database, Time now)
{
    if (!RevisionTable(database).hasPending())
        return;
    Transaction transaction(database);
    adoptPendingChanges(database, now);
    transaction.commit();
}

[[noreturn]] void refuseOlderStore(const Database& database, std::int64_t base, std::int64_t newest)
{
    throw Failure(
        {ErrorKind::Conflict,
         POSTERN_TEXT("server", "the change was made on revision %1, but the store holds revision %2 only"),
         database.file(),
         POSTERN_TEXT("server",
                      "the store was replaced by an older one; load it again and repeat the change"),
         {std::to_string(base), std::to_string(newest)}});
}

void checkEdit(const Edit& edit)
{
    if (edit.before.has_value() != edit.after.has_value())
        throw std::logic_error("store: an edit has both configurations or none");
    if (edit.after)
        refuseNewErrors(*edit.before, *edit.after);
}

// Within a transaction, which the caller ends.
CommitResult writeRevision(const Database& database, const Edit& edit, Time now)
{
    const RevisionTable revisions(database);
    const std::int64_t newest = revisions.newest();
    if (newest < edit.base)
        refuseOlderStore(database, edit.base, newest);
    std::vector<Change> others;
    if (newest != edit.base)
        others = revisions.changesSince(edit.base, std::numeric_limits<int>::max());
    if (newest != edit.base && !edit.merge)
        return tl::unexpected<CommitFailure>(conflictOf(revisions, edit.base, std::move(others), nullptr));

    const std::set<RowKey> clashes = writeEdit(database, edit, others, now);
    if (!clashes.empty())
        return tl::unexpected<CommitFailure>(conflictOf(revisions, edit.base, std::move(others), &clashes));
    const std::int64_t revision = revisions.gather(now, edit.author, edit.summary);
    return revision == 0 ? edit.base : revision;
}

} // namespace

std::int64_t adoptPendingChanges(const Database& database, Time now)
{
    const RevisionTable revisions(database);
    return revisions.hasPending() ? revisions.gather(now, foreignAuthor, {}) : 0;
}

CommitResult commitEdit(const Database& database, const Edit& edit, Time now)
{
    checkEdit(edit);
    adoptForeign(database, now);
    Transaction transaction(database);
    adoptPendingChanges(database, now); // another program may have been quicker than this transaction
    const CommitResult revision = writeRevision(database, edit, now);
    if (revision && *revision != edit.base)
        transaction.commit();
    return revision;
}

tl::expected<std::vector<Change>, CommitFailure> rehearseEdit(const Database& database, const Edit& edit,
                                                              Time now)
{
    checkEdit(edit);
    adoptForeign(database, now);
    const Transaction transaction(database); // never committed
    adoptPendingChanges(database, now);
    const CommitResult revision = writeRevision(database, edit, now);
    if (!revision)
        return tl::unexpected(revision.error());
    if (*revision == edit.base)
        return {};
    return RevisionTable(database).changes(*revision);
}

} // namespace postern::store
