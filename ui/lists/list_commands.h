// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lists/list_table_model.h"

#include <QUndoCommand>

#include <functional>

namespace postern::ui {

// The steps that every change of a list is made of, each the way there and back. `reveal(position)` brings
// the place of an undone or redone step into view; -1: none in particular.
using Reveal = std::function<void(int position)>;

class InsertLines final : public QUndoCommand {
public:
    // With `begun`, lines stand at these positions already, in which something else or nothing is written.
    InsertLines(ListTableModel& model, ListTableModel::Positions positions, SharedRows rows,
                const QString& text, Reveal reveal, bool begun = false);
    ~InsertLines() override;
    void redo() override;
    void undo() override;

private:
    ListTableModel& m_model;
    ListTableModel::Positions m_positions;
    SharedRows m_rows; // while they are not in the list
    Reveal m_reveal;
    bool m_first = true;
    bool m_begun;
};

class RemoveLines final : public QUndoCommand {
public:
    RemoveLines(ListTableModel& model, ListTableModel::Positions positions, const QString& text,
                Reveal reveal);
    ~RemoveLines() override;
    void redo() override;
    void undo() override;

private:
    ListTableModel& m_model;
    ListTableModel::Positions m_positions;
    SharedRows m_rows;
    Reveal m_reveal;
    bool m_first = true;
};

class ReplaceLines final : public QUndoCommand {
public:
    ReplaceLines(ListTableModel& model, ListTableModel::Positions positions, SharedRows rows,
                 const QString& text, Reveal reveal);
    ~ReplaceLines() override;
    void redo() override;
    void undo() override { redo(); }

private:
    ListTableModel& m_model;
    ListTableModel::Positions m_positions;
    SharedRows m_rows; // what stands there after the next step
    Reveal m_reveal;
    bool m_first = true;
};

// Removes or replaces many lines that are no stretch, with what the list is before and afterwards worked out
// already, on another thread.
class ChangeManyLines final : public QUndoCommand {
public:
    using Change = ListTableModel::Change;
    struct Drafts {
        ListDraft before;
        ListDraft after;
    };
    ChangeManyLines(ListTableModel& model, ListTableModel::Positions positions, Drafts drafts, Change change,
                    const QString& text, Reveal reveal);
    ~ChangeManyLines() override;
    void redo() override;
    void undo() override;

private:
    ListTableModel& m_model;
    ListTableModel::Positions m_positions;
    Drafts m_drafts;
    Change m_change;
    Reveal m_reveal;
    bool m_first = true;
};

} // namespace postern::ui
