// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/rows.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace postern::store {

struct RowChange {
    const Table* table = nullptr;
    std::int64_t id = 0; // of the row; for a new one what its children point to
    Row columns;         // all of a new row; what changes of another; empty: the row goes
};

using RowKey = std::pair<std::string, std::int64_t>; // table, id

// What leads from the rows that are stored now to those that are wanted.
struct MergePlan {
    std::vector<RowChange> removed; // in the order of writing
    std::vector<RowChange> updated;
    std::vector<RowChange> inserted;
    std::set<RowKey> clashes; // rows that both sides changed
};

// Three ways: what leads from `before` to `after` is laid over `current`. A column that only one side
// changed, or both to the same value, is no clash; positions never clash.
MergePlan mergeRows(const Rows& before, const Rows& after, const Rows& current);

// The same for one row: the columns to set, and whether one clashes.
struct ColumnMerge {
    Row set = Row::object();
    bool clash = false;
};
ColumnMerge mergeColumns(const Table& table, const Row& before, const Row& after, const Row& current);

} // namespace postern::store
