// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/merge.h"

#include "base/domain_name.h"

#include <algorithm>
#include <unordered_map>

namespace postern::store {

namespace {

constexpr std::int64_t positionStep = 1000; // room for what is put between two values later

using Index = std::unordered_map<std::string, const Row*>;

const std::vector<Row>& rowsIn(const Rows& rows, std::string_view table)
{
    static const std::vector<Row> none;
    const auto found = rows.find(table);
    return found == rows.end() ? none : found->second;
}

std::string identity(const Table& table, const Row& row)
{
    if (table.identity.empty())
        return row.at("id").dump();
    std::string key;
    for (const std::string_view column : table.identity)
        key += row.at(std::string(column)).dump(-1, ' ', false, Row::error_handler_t::replace) + ' ';
    return key;
}

Index indexed(const Table& table, const std::vector<Row>& rows)
{
    Index index;
    for (const Row& row : rows)
        index.emplace(identity(table, row), &row);
    return index;
}

const Row* find(const Index& index, const std::string& key)
{
    const auto found = index.find(key);
    return found == index.end() ? nullptr : found->second;
}

std::int64_t parentOf(const Table& table, const Row& row)
{
    return table.parent.empty() ? 0 : row.at(std::string(table.parent)).get<std::int64_t>();
}

// One table on its way into the plan.
class TableMerge {
public:
    TableMerge(const Table& table, const Rows& before, const Rows& after, const Rows& current,
               MergePlan& plan)
        : m_table(table)
        , m_before(rowsIn(before, table.name))
        , m_after(rowsIn(after, table.name))
        , m_current(rowsIn(current, table.name))
        , m_beforeIndex(indexed(table, m_before))
        , m_afterIndex(indexed(table, m_after))
        , m_currentIndex(indexed(table, m_current))
        , m_parents(table.parent.empty()
                        ? Index()
                        : indexed(*findTable(table.parentTable), rowsIn(current, table.parentTable)))
        , m_plan(plan)
    {
    }

    void run()
    {
        for (const Row& row : m_before)
            if (const std::string key = identity(m_table, row); find(m_afterIndex, key) == nullptr)
                remove(row, find(m_currentIndex, key));
        for (const Row& row : m_after) {
            const std::string key = identity(m_table, row);
            const Row* before = find(m_beforeIndex, key);
            const Row* current = find(m_currentIndex, key);
            before == nullptr ? add(row, current) : update(*before, row, current);
        }
        if (m_table.ordered)
            placeAll();
    }

private:
    void clash(const Row& row)
    {
        m_plan.clashes.insert({std::string(m_table.name), row.at("id").get<std::int64_t>()});
    }

    void remove(const Row& before, const Row* current)
    {
        if (current == nullptr)
            return;
        if (!mergeColumns(m_table, before, *current, before).set.empty())
            return clash(*current);
        m_plan.removed.push_back({&m_table, current->at("id").get<std::int64_t>(), Row()});
    }

    void update(const Row& before, const Row& after, const Row* current)
    {
        if (current == nullptr) {
            if (!mergeColumns(m_table, before, after, before).set.empty() && before.contains("id"))
                clash(before); // the other side removed what this one changed
            return;
        }
        const ColumnMerge merged = mergeColumns(m_table, before, after, *current);
        if (merged.clash)
            clash(*current);
        else if (!merged.set.empty())
            m_plan.updated.push_back({&m_table, current->at("id").get<std::int64_t>(), merged.set});
    }

    void add(const Row& row, const Row* current)
    {
        if (current == nullptr)
            current = sameName(row);
        if (current != nullptr) {
            if (!mergeColumns(m_table, *current, row, *current).set.empty())
                clash(*current);
            return;
        }
        const std::int64_t parent = parentOf(m_table, row);
        if (parent > 0 && find(m_parents, std::to_string(parent)) == nullptr && !isNew(parent)) {
            m_plan.clashes.insert({std::string(m_table.parentTable), parent});
            return;
        }
        RowChange change{&m_table, row.value("id", std::int64_t(0)), row};
        if (m_table.ordered)
            change.columns["position"] = 0;
        m_plan.inserted.push_back(std::move(change));
    }

    // A restored row keeps the id that it had for its children to find it, though it is stored under a new
    // one.
    bool isNew(std::int64_t parent) const
    {
        return std::any_of(m_plan.inserted.begin(), m_plan.inserted.end(), [&](const RowChange& change) {
            return change.table->name == m_table.parentTable && change.id == parent;
        });
    }

    // A row that bears the name of the new one, and that this edit leaves alone.
    const Row* sameName(const Row& row) const
    {
        if (m_table.unique.empty())
            return nullptr;
        const std::string column(m_table.unique);
        const std::string name = lowerAscii(row.at(column).get<std::string>());
        for (const Row& current : m_current) {
            const std::string key = identity(m_table, current);
            if (lowerAscii(current.at(column).get<std::string>()) == name &&
                find(m_beforeIndex, key) == nullptr)
                return &current;
        }
        return nullptr;
    }

    void placeAll()
    {
        std::map<std::int64_t, std::vector<std::string>> before;
        std::map<std::int64_t, std::vector<std::string>> after;
        for (const Row& row : m_before)
            before[parentOf(m_table, row)].push_back(identity(m_table, row));
        for (const Row& row : m_after)
            after[parentOf(m_table, row)].push_back(identity(m_table, row));
        for (const auto& [parent, keys] : after)
            if (before[parent] != keys)
                place(before[parent], keys);
    }

    // Whether values that stayed stand in another order than before.
    bool reordered(const std::vector<std::string>& before, const std::vector<std::string>& after) const
    {
        auto next = before.begin();
        for (const std::string& key : after) {
            if (find(m_beforeIndex, key) == nullptr)
                continue;
            next = std::find(next, before.end(), key);
            if (next == before.end())
                return true;
        }
        return false;
    }

    void place(const std::vector<std::string>& before, const std::vector<std::string>& after)
    {
        const bool moved = reordered(before, after);
        std::int64_t last = 0;
        for (std::size_t i = 0; i < after.size(); ++i) {
            const std::optional<std::int64_t> now = position(after[i]);
            if (now && (!moved || *now > last)) {
                last = *now;
                continue;
            }
            const std::optional<std::int64_t> next = nextPosition(after, i + 1, last);
            last = !next ? last + positionStep : *next - last >= 2 ? last + (*next - last) / 2 : last + 1;
            setPosition(after[i], last);
        }
    }

    std::optional<std::int64_t> position(const std::string& key) const
    {
        const Row* row = find(m_currentIndex, key);
        return row == nullptr ? std::nullopt : std::optional(row->at("position").get<std::int64_t>());
    }

    std::optional<std::int64_t> nextPosition(const std::vector<std::string>& keys, std::size_t from,
                                             std::int64_t last) const
    {
        for (std::size_t i = from; i < keys.size(); ++i)
            if (const auto next = position(keys[i]); next && *next > last)
                return next;
        return std::nullopt;
    }

    void setPosition(const std::string& key, std::int64_t position)
    {
        if (const Row* current = find(m_currentIndex, key)) {
            m_plan.updated.push_back(
                {&m_table, current->at("id").get<std::int64_t>(), {{"position", position}}});
            return;
        }
        for (RowChange& change : m_plan.inserted)
            if (change.table == &m_table && identity(m_table, change.columns) == key)
                change.columns["position"] = position;
    }

    const Table& m_table;
    const std::vector<Row>& m_before;
    const std::vector<Row>& m_after;
    const std::vector<Row>& m_current;
    Index m_beforeIndex;
    Index m_afterIndex;
    Index m_currentIndex;
    Index m_parents;
    MergePlan& m_plan;
};

} // namespace

ColumnMerge mergeColumns(const Table& table, const Row& before, const Row& after, const Row& current)
{
    ColumnMerge merged;
    for (const std::string_view name : table.columns) {
        const std::string column(name);
        if (column == "position" || before.at(column) == after.at(column) ||
            current.at(column) == after.at(column))
            continue;
        if (current.at(column) != before.at(column))
            merged.clash = true;
        merged.set[column] = after.at(column);
    }
    return merged;
}

MergePlan mergeRows(const Rows& before, const Rows& after, const Rows& current)
{
    MergePlan plan;
    for (const Table& table : configurationTables())
        TableMerge(table, before, after, current, plan).run();
    std::reverse(plan.removed.begin(), plan.removed.end()); // children before parents
    return plan;
}

} // namespace postern::store
