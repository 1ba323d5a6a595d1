// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/edit_builder.h"

#include "base/domain_name.h"
#include "base/password_hash.h"
#include "base/sentence.h"
#include "store/list_entry_table.h"
#include "store/merge.h"
#include "store/phrase_text.h"
#include "store/revision_table.h"
#include "store/rows.h"

#include <QVariant>

#include <algorithm>
#include <limits>
#include <tuple>
#include <unordered_map>

namespace postern::store {

namespace {

using model::Id;
using model::ListEntry;

// New services get negative ids, so that their list entries can name them (edit.h).
void numberNewServices(model::Configuration& configuration)
{
    Id next = -1;
    for (model::Service& service : configuration.services)
        if (service.id == 0)
            service.id = next--;
}

void takePasswords(model::Configuration& wanted, const model::Configuration& current,
                   const std::map<std::string, std::string>& passwords)
{
    for (model::Mailbox& mailbox : wanted.mailboxes) {
        const auto given = passwords.find(mailbox.address);
        if (given == passwords.end())
            continue;
        const auto known = std::find_if(current.mailboxes.begin(), current.mailboxes.end(),
                                        [&](const model::Mailbox& m) { return m.id == mailbox.id; });
        if (known != current.mailboxes.end() && !known->scramKeys.empty() &&
            verifyPassword(given->second, known->passwordHash)) {
            mailbox.passwordHash = known->passwordHash; // the same password stays the same row
            mailbox.scramKeys = known->scramKeys;
            continue;
        }
        Result<KeptPassword> kept = keepPassword(given->second);
        if (!kept) {
            Error error = kept.error();
            error.where = mailbox.address;
            throw Failure(std::move(error));
        }
        mailbox.passwordHash = std::move(kept->hash);
        mailbox.scramKeys = std::move(kept->scramKeys);
    }
}

// An export holds no passwords of routes: where it is applied again, they stay as they are.
void keepRoutePasswords(model::Configuration& wanted, const model::Configuration& current)
{
    for (model::Route& route : wanted.routes) {
        const auto known = std::find_if(current.routes.begin(), current.routes.end(),
                                        [&](const model::Route& r) { return r.id == route.id; });
        if (route.password.empty() && known != current.routes.end() && known->to == route.to &&
            known->user == route.user)
            route.password = known->password;
    }
}

struct EntryKey {
    Id service;
    model::ListColor color;
    model::ListKind kind;
    std::string pattern;
    bool negated;

    auto operator<=>(const EntryKey&) const = default;
};

EntryKey keyOf(const ListEntry& entry)
{
    return {entry.service, entry.color, entry.kind, entry.pattern, entry.negated};
}

// Walks through all wanted entries and all current ones.
class ListComparison {
public:
    explicit ListComparison(std::vector<ListEntry> current)
    {
        for (ListEntry& entry : current)
            m_current.emplace(keyOf(entry), std::move(entry));
    }

    void want(ListEntry entry)
    {
        const auto known = m_current.find(keyOf(entry));
        if (known == m_current.end()) {
            m_changes.saved.push_back(std::move(entry));
            return;
        }
        entry.id = known->second.id;
        if (entry.author.empty())
            entry.author = known->second.author;
        if (entry.created == Time())
            entry.created = known->second.created;
        if (entry != known->second)
            m_changes.saved.push_back(std::move(entry));
        m_current.erase(known);
    }

    ListChanges changes()
    {
        for (const auto& [key, entry] : m_current)
            m_changes.removed.push_back(entry.id);
        return std::move(m_changes);
    }

private:
    std::map<EntryKey, ListEntry> m_current;
    ListChanges m_changes;
};

// A row of each table as its struct's defaults make it.
Row defaultRow(const Table& table)
{
    if (&table == &listEntryRows())
        return rowOf(ListEntry());
    model::Configuration one;
    one.domains.resize(1);
    one.mailboxes.resize(1);
    one.routes.resize(1);
    one.services.resize(1);
    const Rows rows = rowsOf(one);
    const auto found = rows.find(table.name);
    return found == rows.end() || found->second.empty() ? Row::object() : found->second.front();
}

// A row out of the history of an older version, which knew fewer columns: those stay as they are now.
Row completed(Row row, const Table& table, const Row& current)
{
    for (const std::string_view name : table.columns) {
        const std::string column(name);
        if (!row.contains(column))
            row[column] = current.is_object() ? current.at(column) : defaultRow(table).value(column, Row());
    }
    return row;
}

// Where each row of the configuration was at a revision: from what is stored now back through the changes.
Rows rowsAt(const Rows& current, const std::vector<Change>& since)
{
    std::map<RowKey, Row> now;
    for (const auto& [table, list] : current)
        for (const Row& row : list)
            now[{std::string(table), row.at("id").get<Id>()}] = row;
    std::map<RowKey, Row> rows = now;
    for (auto change = since.rbegin(); change != since.rend(); ++change) {
        const RowKey key{change->table, change->row};
        Row before = change->before.empty() ? Row() : Row::parse(change->before, nullptr, false);
        if (!before.is_object()) {
            rows.erase(key);
            continue;
        }
        before["id"] = change->row;
        rows[key] = std::move(before);
    }
    Rows sorted;
    for (auto& [key, row] : rows)
        if (const Table* table = findTable(key.first))
            sorted[table->name].push_back(completed(std::move(row), *table, now[key])); // by id
    for (const Table& table : configurationTables())
        if (table.ordered)
            std::stable_sort(sorted[table.name].begin(), sorted[table.name].end(),
                             [](const Row& a, const Row& b) {
                                 return a.at("position").get<Id>() < b.at("position").get<Id>();
                             });
    return sorted;
}

void leaveToLists(std::vector<Change>& changes, std::vector<Change>& ofLists)
{
    const auto lists = std::stable_partition(changes.begin(), changes.end(),
                                             [](const Change& c) { return c.table != listEntryRows().name; });
    ofLists.assign(std::make_move_iterator(lists), std::make_move_iterator(changes.end()));
    changes.erase(lists, changes.end());
}

ListChanges listsBack(const Database& database, const std::vector<Change>& changes)
{
    std::map<Id, std::string> before; // the first change after the revision says how the row was then
    for (const Change& change : changes)
        before.emplace(change.row, change.before);
    const ListEntryTable table(database);
    ListChanges lists;
    for (const auto& [id, json] : before) {
        const std::optional<ListEntry> now = table.entry(id);
        const Row row = json.empty() ? Row() : Row::parse(json, nullptr, false);
        if (!row.is_object()) {
            if (now)
                lists.removed.push_back(id);
            continue;
        }
        ListEntry then = listEntryOf(completed(row, listEntryRows(), now ? rowOf(*now) : Row()));
        then.id = now ? id : 0;
        if (now != then)
            lists.saved.push_back(std::move(then));
    }
    return lists;
}

} // namespace

model::Document documentOf(const Database& database)
{
    model::Document document;
    document.configuration = configurationOf(readRows(database));
    std::map<Id, std::string> names{{0, ""}};
    for (const model::Service& service : document.configuration.services)
        names[service.id] = service.name;
    for (ListEntry& entry : ListEntryTable(database).entries({})) {
        const auto name = names.find(entry.service);
        if (name == names.end())
            continue;
        entry.id = entry.service = 0;
        document.lists[name->second].push_back(std::move(entry));
    }
    for (model::Domain& domain : document.configuration.domains)
        domain.id = 0;
    for (model::Mailbox& mailbox : document.configuration.mailboxes)
        mailbox.id = 0;
    for (model::Route& route : document.configuration.routes)
        route.id = 0;
    for (model::Service& service : document.configuration.services)
        service.id = 0;
    return document;
}

Edit editForDocument(const Database& database, const model::Document& document)
{
    Edit edit;
    edit.base = RevisionTable(database).newest();
    edit.before = configurationOf(readRows(database));
    edit.after = model::adoptIds(document.configuration, *edit.before);
    takePasswords(*edit.after, *edit.before, document.passwords);
    keepRoutePasswords(*edit.after, *edit.before);
    numberNewServices(*edit.after);

    std::map<std::string, Id> ids{{"", 0}};
    for (const model::Service& service : edit.after->services)
        ids[lowerAscii(service.name)] = service.id;
    ListComparison lists(ListEntryTable(database).entries({}));
    for (const auto& [service, entries] : document.lists) {
        const auto id = ids.find(lowerAscii(service));
        if (id == ids.end())
            throw Failure(
                {ErrorKind::Invalid, "there is no service of this name", service, "add the service"});
        for (ListEntry entry : entries) {
            entry.id = 0;
            entry.service = id->second;
            lists.want(std::move(entry));
        }
    }
    edit.lists = lists.changes();
    return edit;
}

Edit editForRevision(const Database& database, std::int64_t revision)
{
    const RevisionTable revisions(database);
    Edit edit;
    edit.base = revisions.newest();
    if (revision < 0 || revision > edit.base)
        throw Failure({ErrorKind::NotFound,
                       POSTERN_TEXT("server", "there is no revision %1"),
                       database.file(),
                       POSTERN_TEXT("server", "the newest one is %2"),
                       {std::to_string(revision), std::to_string(edit.base)}});
    std::vector<Change> changes = revisions.changesSince(revision, std::numeric_limits<int>::max());
    std::vector<Change> ofLists;
    leaveToLists(changes, ofLists);
    const Rows current = readRows(database);
    edit.before = configurationOf(current);
    edit.after = configurationOf(rowsAt(current, changes));
    edit.lists = listsBack(database, ofLists);
    edit.summary = toText(
        {POSTERN_TEXT("server", "Back to revision %1"), false, {Phrase::name(std::to_string(revision))}});
    return edit;
}

} // namespace postern::store
