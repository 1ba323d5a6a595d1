// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_draft.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace postern::ui {

using model::Id;

namespace {

using Block = SharedRows::Block;

bool lowerThan(const SharedRow& row, Id id)
{
    return row.id() < id;
}

// The block in which a saved line with this id would stand.
SharedRows::Blocks::const_iterator blockOf(const SharedRows& saved, Id id)
{
    return std::lower_bound(saved.blocks().begin(), saved.blocks().end(), id,
                            [](const auto& block, Id wanted) { return block->highest < wanted; });
}

} // namespace

// Finds saved lines by their ids. Quick for neighbours: these are asked for one after the other.
class ListDraft::Saved {
public:
    explicit Saved(const SharedRows& rows)
        : m_rows(rows)
        , m_block(rows.blocks().begin())
    {
    }

    const SharedRow* find(Id id)
    {
        if (id <= 0)
            return nullptr;
        if (!isNext(id))
            search(id);
        return isNext(id) ? &(*m_block)->rows[m_next++] : nullptr;
    }

private:
    bool isNext(Id id)
    {
        if (m_block == m_rows.blocks().end())
            return false;
        if (m_next == (*m_block)->rows.size()) {
            ++m_block;
            m_next = 0;
        }
        return m_block != m_rows.blocks().end() && (*m_block)->rows[m_next].id() == id;
    }
    void search(Id id)
    {
        m_block = blockOf(m_rows, id);
        m_next = 0;
        if (m_block == m_rows.blocks().end())
            return;
        const auto& rows = (*m_block)->rows;
        m_next = std::size_t(std::lower_bound(rows.begin(), rows.end(), id, lowerThan) - rows.begin());
    }

    const SharedRows& m_rows;
    SharedRows::Blocks::const_iterator m_block;
    std::size_t m_next = 0;
};

ListDraft::ListDraft(const SharedRows& saved)
    : m_rows(saved)
    , m_saved(saved)
{
}

void ListDraft::arrive(const SharedRows& saved)
{
    m_rows.append(saved);
    m_saved.append(saved);
}

bool ListDraft::isSavedBlock(const Block& block) const
{
    const auto saved = blockOf(m_saved, block.highest);
    return saved != m_saved.blocks().end() && saved->get() == &block;
}

// A saved line counts while it is missing or changed, a new one while it is there.
void ListDraft::count(const SharedRows& rows, int sign)
{
    Saved saved(m_saved);
    for (const auto& block : rows.blocks()) {
        const int all = int(block->rows.size());
        if (block->highest < 0) {
            m_different += sign * all;
        } else if (isSavedBlock(*block)) {
            m_different -= sign * all;
        } else {
            for (const SharedRow& row : block->rows) {
                const SharedRow* before = saved.find(row.id());
                if (before == nullptr)
                    m_different += sign;
                else if (row == *before)
                    m_different -= sign;
            }
        }
    }
}

void ListDraft::insert(const Positions& positions, const SharedRows& rows)
{
    count(rows, +1);
    m_rows.insert(positions, rows);
}

SharedRows ListDraft::remove(const Positions& positions)
{
    SharedRows removed = m_rows.pick(positions);
    count(removed, -1);
    m_rows.erase(positions);
    return removed;
}

void ListDraft::replace(const Positions& positions, const SharedRows& rows)
{
    const SharedRows before = m_rows.pick(positions);
    SharedRows::Builder after;
    for (auto [was, row] = std::pair(before.begin(), rows.begin()); was != before.end(); ++was, ++row)
        after.add(row->withId(was->id()));
    const SharedRows replaced = after.take();
    count(before, -1);
    count(replaced, +1);
    m_rows.replace(positions, replaced);
}

store::ListChanges ListDraft::changes() const
{
    return changes(false);
}

store::ListChanges ListDraft::changesForLookup() const
{
    return changes(true);
}

store::ListChanges ListDraft::changes(bool forLookup) const
{
    store::ListChanges changes;
    Saved saved(m_saved);
    std::vector<Id> present;
    std::unordered_set<const Block*> whole; // blocks in which nothing has changed
    for (const auto& block : m_rows.blocks()) {
        if (isSavedBlock(*block)) {
            whole.insert(block.get());
            continue;
        }
        for (const SharedRow& row : block->rows) {
            const SharedRow* before = saved.find(row.id());
            if (before != nullptr && (!forLookup || row.sound()))
                present.push_back(row.id());
            if (!row.sound() || (before != nullptr && row == *before))
                continue;
            changes.saved.push_back(row.value().entry);
            if (!forLookup && before == nullptr)
                changes.saved.back().id = 0;
        }
    }
    std::sort(present.begin(), present.end());
    for (const auto& block : m_saved.blocks()) {
        if (whole.contains(block.get()))
            continue;
        for (const SharedRow& row : block->rows) {
            if (!std::binary_search(present.begin(), present.end(), row.id()))
                changes.removed.push_back(row.id());
        }
    }
    return changes;
}

int ListDraft::firstWrong() const
{
    for (std::size_t block = 0; block < m_rows.blocks().size(); ++block) {
        const Block& here = *m_rows.blocks()[block];
        if (here.wrong == 0)
            continue;
        const auto found = std::find_if(here.rows.begin(), here.rows.end(),
                                        [](const SharedRow& row) { return row.wrong(); });
        return int(m_rows.beginOf(block)) + int(found - here.rows.begin());
    }
    return -1;
}

int ListDraft::positionOf(Id id) const
{
    for (std::size_t block = 0; block < m_rows.blocks().size(); ++block) {
        const Block& here = *m_rows.blocks()[block];
        if (id < here.lowest || id > here.highest)
            continue;
        const auto found = std::find_if(here.rows.begin(), here.rows.end(),
                                        [id](const SharedRow& row) { return row.id() == id; });
        if (found != here.rows.end())
            return int(m_rows.beginOf(block)) + int(found - here.rows.begin());
    }
    return -1;
}

void ListDraft::become(ListDraft other)
{
    other.m_lastNewId = std::min(other.m_lastNewId, m_lastNewId);
    *this = std::move(other);
}

Id ListDraft::newIds(int count)
{
    const Id first = m_lastNewId - 1;
    m_lastNewId -= count;
    return first;
}

std::optional<ListDraft> ListDraft::savedAs(const ListDraft& stored) const
{
    const SharedRows& there = stored.m_saved;
    if (there.size() != m_rows.size())
        return std::nullopt;
    SharedRows added; // the store gives ids in the order in which lines are saved
    {
        Saved before(m_saved);
        SharedRows::Builder all;
        for (const SharedRow& row : there) {
            if (before.find(row.id()) == nullptr)
                all.add(row);
        }
        added = all.take();
    }
    Saved before(m_saved);
    Saved now(there);
    auto next = added.begin();
    SharedRows::Builder rows;
    for (const SharedRow& row : m_rows) {
        const SharedRow* match = before.find(row.id()) != nullptr ? now.find(row.id())
                                 : next != added.end()            ? &*next++
                                                                  : nullptr;
        if (match == nullptr || !row.sameButForId(*match))
            return std::nullopt;
        rows.add(*match);
    }
    ListDraft result = stored;
    result.m_lastNewId = m_lastNewId;
    SharedRows ordered = rows.take();
    if (!ordered.same(there)) // otherwise it shares their blocks
        result.m_rows = std::move(ordered);
    return result;
}

void ListDraft::rebase(const ListDraft& before, const ListDraft& after)
{
    const auto lastNewId = m_lastNewId;
    if (m_rows.same(before.m_rows)) {
        *this = after;
        m_lastNewId = lastNewId;
        return;
    }
    std::unordered_map<Id, Id> ids;
    for (auto [was, is] = std::pair(before.m_rows.begin(), after.m_rows.begin()); was != before.m_rows.end();
         ++was, ++is)
        ids.emplace(was->id(), is->id());
    SharedRows::Builder rows;
    for (const SharedRow& row : m_rows) {
        const auto known = ids.find(row.id());
        rows.add(known == ids.end() ? row : row.withId(known->second));
    }
    *this = after;
    m_lastNewId = lastNewId;
    m_rows = rows.take();
    m_different = int(m_saved.size()); // none of them is there yet
    count(m_rows, +1);
}

} // namespace postern::ui
