// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_draft.h"

#include <algorithm>
#include <unordered_map>

namespace postern::ui {

using model::Id;

namespace {

bool same(const ListRow& a, const ListRow& b)
{
    return &a == &b || a == b;
}

SharedRow withId(const SharedRow& row, Id id)
{
    if (row->entry.id == id)
        return row;
    auto copy = std::make_shared<ListRow>(*row);
    copy->entry.id = id;
    return copy;
}

} // namespace

// Finds saved lines by their ids. Quick for neighbours: these are asked for one after the other.
class ListDraft::Saved {
public:
    explicit Saved(const SharedRows& rows)
        : m_rows(rows)
    {
    }

    const ListRow* find(Id id)
    {
        const SharedRow* row = share(id);
        return row == nullptr ? nullptr : row->get();
    }
    const SharedRow* share(Id id)
    {
        if (id <= 0)
            return nullptr;
        if (m_next >= m_rows.size() || m_rows[m_next]->entry.id != id)
            m_next = std::size_t(
                std::lower_bound(m_rows.begin(), m_rows.end(), id,
                                 [](const SharedRow& row, Id wanted) { return row->entry.id < wanted; }) -
                m_rows.begin());
        if (m_next >= m_rows.size() || m_rows[m_next]->entry.id != id)
            return nullptr;
        return &m_rows[m_next++];
    }

private:
    const SharedRows& m_rows;
    std::size_t m_next = 0;
};

ListDraft::ListDraft()
    : m_saved(std::make_shared<SharedRows>())
{
}

ListDraft::ListDraft(SharedRows saved)
    : m_rows(saved)
    , m_saved(std::make_shared<SharedRows>(std::move(saved)))
    , m_wrong(
          int(std::count_if(m_rows.begin(), m_rows.end(), [](const SharedRow& row) { return row->wrong(); })))
{
}

// A saved line counts while it is missing or changed, a new one while it is there.
void ListDraft::count(const ListRow& row, const ListRow* saved, int sign)
{
    m_wrong += row.wrong() ? sign : 0;
    if (saved == nullptr)
        m_different += sign;
    else if (same(row, *saved))
        m_different -= sign;
}

void ListDraft::insert(const Positions& positions, SharedRows rows)
{
    Saved saved(*m_saved);
    for (const SharedRow& row : rows)
        count(*row, saved.find(row->entry.id), +1);
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

SharedRows ListDraft::remove(const Positions& positions)
{
    SharedRows removed;
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
    Saved saved(*m_saved);
    for (const SharedRow& row : removed)
        count(*row, saved.find(row->entry.id), -1);
    return removed;
}

void ListDraft::replace(int position, SharedRow row)
{
    SharedRow& place = m_rows.at(std::size_t(position));
    const ListRow* saved = Saved(*m_saved).find(place->entry.id);
    count(*place, saved, -1);
    place = withId(row, place->entry.id);
    count(*place, saved, +1);
}

store::ListChanges ListDraft::changes() const
{
    store::ListChanges changes;
    Saved saved(*m_saved);
    std::vector<Id> present;
    for (const SharedRow& row : m_rows) {
        const ListRow* before = saved.find(row->entry.id);
        if (before != nullptr)
            present.push_back(row->entry.id);
        if (row->invalid || row->wrongExpiry || (before != nullptr && same(*row, *before)))
            continue;
        changes.saved.push_back(row->entry);
        changes.saved.back().id = before == nullptr ? 0 : row->entry.id;
    }
    std::sort(present.begin(), present.end());
    for (const SharedRow& row : *m_saved) {
        if (!std::binary_search(present.begin(), present.end(), row->entry.id))
            changes.removed.push_back(row->entry.id);
    }
    return changes;
}

store::ListChanges ListDraft::changesForLookup() const
{
    store::ListChanges changes;
    Saved saved(*m_saved);
    std::vector<Id> present;
    for (const SharedRow& row : m_rows) {
        const ListRow* before = saved.find(row->entry.id);
        if (row->invalid || row->wrongExpiry)
            continue;
        present.push_back(row->entry.id);
        if (before == nullptr || !same(*row, *before))
            changes.saved.push_back(row->entry);
    }
    std::sort(present.begin(), present.end());
    for (const SharedRow& row : *m_saved) {
        if (!std::binary_search(present.begin(), present.end(), row->entry.id))
            changes.removed.push_back(row->entry.id);
    }
    return changes;
}

int ListDraft::firstWrong() const
{
    const auto found =
        std::find_if(m_rows.begin(), m_rows.end(), [](const SharedRow& row) { return row->wrong(); });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

int ListDraft::positionOf(Id id) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(),
                                    [id](const SharedRow& row) { return row->entry.id == id; });
    return found == m_rows.end() ? -1 : int(found - m_rows.begin());
}

std::optional<ListDraft> ListDraft::savedAs(const ListDraft& stored) const
{
    const SharedRows& there = *stored.m_saved;
    if (there.size() != m_rows.size())
        return std::nullopt;
    SharedRows added; // the store gives ids in the order in which lines are saved
    for (Saved before(*m_saved); const SharedRow& row : there) {
        if (before.find(row->entry.id) == nullptr)
            added.push_back(row);
    }
    ListDraft result = stored;
    result.m_lastNewId = m_lastNewId;
    Saved before(*m_saved);
    Saved now(there);
    auto next = added.begin();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const ListRow& row = *m_rows[i];
        const SharedRow* match = before.find(row.entry.id) != nullptr ? now.share(row.entry.id)
                                 : next != added.end()                ? &*next++
                                                                      : nullptr;
        if (match == nullptr || !sameButForId(row, **match))
            return std::nullopt;
        result.m_rows[i] = *match;
    }
    return result;
}

void ListDraft::rebase(const ListDraft& before, const ListDraft& after)
{
    const auto lastNewId = m_lastNewId;
    if (m_rows == before.m_rows) {
        *this = after;
        m_lastNewId = lastNewId;
        return;
    }
    std::unordered_map<Id, Id> ids;
    for (std::size_t i = 0; i < before.m_rows.size(); ++i)
        ids.emplace(before.m_rows[i]->entry.id, after.m_rows[i]->entry.id);
    const SharedRows rows = std::move(m_rows);
    *this = after;
    m_lastNewId = lastNewId;
    m_rows.clear();
    m_wrong = 0;
    m_different = int(m_saved->size()); // none of them is there yet
    Saved saved(*m_saved);
    for (const SharedRow& row : rows) {
        const auto known = ids.find(row->entry.id);
        m_rows.push_back(known == ids.end() ? row : withId(row, known->second));
        count(*m_rows.back(), saved.find(m_rows.back()->entry.id), +1);
    }
}

} // namespace postern::ui
