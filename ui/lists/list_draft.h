// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/edit.h"
#include "ui/lists/list_row.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace postern::ui {

// One list while it is edited: its lines in order, and in what they differ from what is saved; by comparison,
// so what is undone is no difference. A copy shares the lines and may be read on another thread. Positions
// are sorted and each stands once.
class ListDraft {
public:
    using Positions = std::vector<int>;

    ListDraft();
    explicit ListDraft(SharedRows saved); // as it is in the store, in the order of ids

    const SharedRows& rows() const { return m_rows; }
    const ListRow& row(int position) const { return *m_rows.at(std::size_t(position)); }
    int size() const { return int(m_rows.size()); }

    // Afterwards the rows stand at these positions.
    void insert(const Positions& positions, SharedRows rows);
    SharedRows remove(const Positions& positions);
    void replace(int position, SharedRow row); // the line keeps its id

    bool dirty() const { return m_different != 0; }
    // What to save; new lines have the id 0. Wrong lines are left out: what has them is not saved.
    store::ListChanges changes() const;
    // The same for compiling: new lines keep their negative ids, and a wrong line takes its entry out.
    store::ListChanges changesForLookup() const;

    // Lines that cannot be saved; a line in which nothing stands yet is not meant.
    int wrongCount() const { return m_wrong; }
    int firstWrong() const;             // -1: none
    int positionOf(model::Id id) const; // -1: not here

    model::Id newId() { return --m_lastNewId; }

    // What this draft is once its changes are saved and `stored` is what the store has then: the same lines
    // at the same positions, with the ids that the store gave. nullopt where the store has something else.
    std::optional<ListDraft> savedAs(const ListDraft& stored) const;
    // `before` was saved and has become `after`; this draft is `before` with what was edited since.
    void rebase(const ListDraft& before, const ListDraft& after);

private:
    class Saved;
    void count(const ListRow& row, const ListRow* saved, int sign);

    SharedRows m_rows;
    std::shared_ptr<const SharedRows> m_saved; // in the order of ids
    int m_different = 0; // lines that are new or changed, and saved lines that are not in m_rows
    int m_wrong = 0;
    model::Id m_lastNewId = 0;
};

} // namespace postern::ui
