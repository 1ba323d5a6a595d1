// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/edit.h"
#include "ui/lists/list_row.h"

#include <cstddef>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace postern::ui {

// One list while it is edited: its lines in order, and in what they differ from what was loaded. Keeps the
// loaded form of changed lines only, so a list of a million lines is there once. Positions are sorted and
// each stands once.
class ListDraft {
public:
    using Positions = std::vector<int>;

    void load(std::vector<ListRow> rows); // as it is in the store

    const std::vector<ListRow>& rows() const { return m_rows; }
    const ListRow& row(int position) const { return m_rows.at(std::size_t(position)); }
    int size() const { return int(m_rows.size()); }

    // Afterwards the rows stand at these positions.
    void insert(const Positions& positions, std::vector<ListRow> rows);
    std::vector<ListRow> remove(const Positions& positions);
    void replace(int position, ListRow row);

    bool dirty() const { return !m_original.empty() || !m_added.empty(); }
    bool isChanged(const ListRow& row) const;
    // What to save; new lines have the id 0. Invalid lines are left out: what has them is not saved.
    store::ListChanges changes() const;
    // The same for compiling: new lines keep their negative ids, and an invalid or disabled line takes its
    // entry out.
    store::ListChanges changesForLookup() const;

    // Lines with text that is no pattern; a line in which nothing stands yet is not meant.
    int invalidCount() const { return int(m_invalid.size()); }
    int firstInvalid() const;           // -1: none
    int positionOf(model::Id id) const; // -1: not here

    model::Id newId() { return --m_lastNewId; }

private:
    void note(const ListRow& now);

    std::vector<ListRow> m_rows;
    std::unordered_map<model::Id, ListRow> m_original; // of lines that are changed or removed
    std::unordered_set<model::Id> m_removed;           // stored lines that are not in m_rows
    std::unordered_set<model::Id> m_added;
    std::unordered_set<model::Id> m_invalid;
    model::Id m_lastNewId = 0;
};

} // namespace postern::ui
