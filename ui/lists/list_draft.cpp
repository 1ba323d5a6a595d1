// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_draft.h"

#include <algorithm>

namespace postern::ui {

void ListDraft::load(std::vector<ListRow> rows)
{
    m_rows = std::move(rows);
    m_original.clear();
    m_removed.clear();
    m_added.clear();
    m_invalid.clear();
    for (const ListRow& row : m_rows) {
        if (row.invalid)
            m_invalid.insert(row.entry.id);
    }
}

void ListDraft::insert(const Positions& positions, std::vector<ListRow> rows)
{
    for (const ListRow& row : rows) {
        m_removed.erase(row.entry.id);
        if (row.entry.id < 0)
            m_added.insert(row.entry.id);
        note(row);
    }
    // From the back, so that every row moves at most once.
    std::size_t from = m_rows.size();
    m_rows.resize(m_rows.size() + rows.size());
    std::size_t to = m_rows.size();
    for (std::size_t i = positions.size(); i-- > 0;) {
        while (to > std::size_t(positions[i]) + 1)
            m_rows[--to] = std::move(m_rows[--from]);
        m_rows[--to] = std::move(rows[i]);
    }
}

std::vector<ListRow> ListDraft::remove(const Positions& positions)
{
    std::vector<ListRow> removed;
    removed.reserve(positions.size());
    std::size_t next = 0;
    std::size_t to = 0;
    for (std::size_t from = 0; from < m_rows.size(); ++from) {
        if (next < positions.size() && std::size_t(positions[next]) == from) {
            removed.push_back(std::move(m_rows[from]));
            ++next;
        } else if (to++ != from) {
            m_rows[to - 1] = std::move(m_rows[from]);
        }
    }
    m_rows.resize(to);
    for (const ListRow& row : removed) {
        m_invalid.erase(row.entry.id);
        if (m_added.erase(row.entry.id) != 0)
            continue;
        m_original.try_emplace(row.entry.id, row);
        m_removed.insert(row.entry.id);
    }
    return removed;
}

void ListDraft::replace(int position, ListRow row)
{
    ListRow& place = m_rows.at(std::size_t(position));
    if (row.entry.id > 0)
        m_original.try_emplace(row.entry.id, place);
    place = std::move(row);
    note(place);
}

// Brings what is known of a row's difference up to date.
void ListDraft::note(const ListRow& now)
{
    const auto original = m_original.find(now.entry.id);
    if (original != m_original.end() && original->second == now)
        m_original.erase(original);
    if (now.invalid && !now.blank())
        m_invalid.insert(now.entry.id);
    else
        m_invalid.erase(now.entry.id);
}

bool ListDraft::isChanged(const ListRow& row) const
{
    return row.entry.id < 0 || m_original.contains(row.entry.id);
}

store::ListChanges ListDraft::changes() const
{
    store::ListChanges changes;
    for (const ListRow& row : m_rows) {
        if (row.invalid || !isChanged(row))
            continue;
        changes.saved.push_back(row.entry);
        changes.saved.back().id = std::max<model::Id>(row.entry.id, 0);
    }
    changes.removed.assign(m_removed.begin(), m_removed.end());
    std::sort(changes.removed.begin(), changes.removed.end());
    return changes;
}

store::ListChanges ListDraft::changesForLookup() const
{
    store::ListChanges changes;
    for (const ListRow& row : m_rows) {
        if (!isChanged(row))
            continue;
        if (row.invalid)
            changes.removed.push_back(row.entry.id);
        else
            changes.saved.push_back(row.entry);
    }
    changes.removed.insert(changes.removed.end(), m_removed.begin(), m_removed.end());
    return changes;
}

int ListDraft::firstInvalid() const
{
    if (m_invalid.empty())
        return -1;
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [](const ListRow& row) { return row.invalid && !row.blank(); });
    return int(found - m_rows.begin());
}

int ListDraft::positionOf(model::Id id) const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [id](const ListRow& row) { return row.entry.id == id; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

} // namespace postern::ui
