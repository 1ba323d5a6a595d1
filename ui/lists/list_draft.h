// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/edit.h"
#include "ui/lists/shared_rows.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace postern::ui {

// One list while it is edited: its lines in order, and in what they differ from what is saved; by comparison,
// so what is undone is no difference. A copy shares the lines, costs microseconds whatever their number, and
// may be read and changed on another thread. Positions are sorted and each stands once. What is done to a
// stretch of lines costs microseconds; other changes of many lines are for the background.
class ListDraft {
public:
    using Positions = SharedRows::Positions;

    ListDraft() = default;
    explicit ListDraft(const SharedRows& saved); // as it is in the store, in the order of ids

    const SharedRows& rows() const { return m_rows; }
    const SharedRows& saved() const { return m_saved; }
    ListRow row(int position) const { return m_rows.at(std::size_t(position)).value(); }
    int size() const { return int(m_rows.size()); }
    // The very same lines, and the same saved.
    bool same(const ListDraft& other) const
    {
        return m_rows.same(other.m_rows) && m_saved.same(other.m_saved);
    }

    // More of what is in the store, behind what was read before. Nothing is edited before all is there.
    void arrive(const SharedRows& saved);

    // Afterwards the rows stand at these positions.
    void insert(const Positions& positions, const SharedRows& rows);
    SharedRows remove(const Positions& positions);
    void replace(const Positions& positions, const SharedRows& rows); // lines keep their ids

    bool dirty() const { return m_different != 0; }
    // What to save; new lines have the id 0. Wrong lines are left out: what has them is not saved.
    store::ListChanges changes() const;
    // The same for compiling: new lines keep their negative ids, and a wrong line takes its entry out.
    store::ListChanges changesForLookup() const;

    // Lines that cannot be saved; a line in which nothing stands yet is not meant.
    int wrongCount() const { return int(m_rows.wrong()); }
    int firstWrong() const;             // -1: none
    int positionOf(model::Id id) const; // -1: not here

    // Becomes `other`, a former state of it or one that was worked out from it; ids that were given are not
    // given again.
    void become(ListDraft other);

    model::Id newId() { return newIds(1); }
    // So many at once: this one, and those below it.
    model::Id newIds(int count);

    // What this draft is once its changes are saved and `stored` is what the store has then: the same lines
    // at the same positions, with the ids that the store gave. nullopt where the store has something else.
    std::optional<ListDraft> savedAs(const ListDraft& stored) const;
    // `before` was saved and has become `after`; this draft is `before` with what was edited since.
    void rebase(const ListDraft& before, const ListDraft& after);

private:
    class Saved;
    void count(const SharedRows& rows, int sign);
    bool isSavedBlock(const SharedRows::Block& block) const;
    store::ListChanges changes(bool forLookup) const;

    SharedRows m_rows;
    SharedRows m_saved;  // in the order of ids
    int m_different = 0; // lines that are new or changed, and saved lines that are not in m_rows
    model::Id m_lastNewId = 0;
};

} // namespace postern::ui
