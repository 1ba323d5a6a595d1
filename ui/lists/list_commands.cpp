// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_commands.h"

#include "ui/lists/background.h"

#include <utility>

namespace postern::ui {

InsertLines::InsertLines(ListTableModel& model, ListTableModel::Positions positions, SharedRows rows,
                         const QString& text, Reveal reveal, bool begun)
    : QUndoCommand(text)
    , m_model(model)
    , m_positions(std::move(positions))
    , m_rows(std::move(rows))
    , m_reveal(std::move(reveal))
    , m_begun(begun)
{
}

InsertLines::~InsertLines()
{
    freeRows(std::move(m_rows));
}

void InsertLines::redo()
{
    if (std::exchange(m_begun, false))
        m_model.replace(m_positions, std::exchange(m_rows, {}));
    else
        m_model.insert(m_positions, std::exchange(m_rows, {}));
    if (!std::exchange(m_first, false))
        m_reveal(m_positions.front());
}

void InsertLines::undo()
{
    m_rows = m_model.remove(m_positions);
    m_reveal(-1);
}

RemoveLines::RemoveLines(ListTableModel& model, ListTableModel::Positions positions, const QString& text,
                         Reveal reveal)
    : QUndoCommand(text)
    , m_model(model)
    , m_positions(std::move(positions))
    , m_reveal(std::move(reveal))
{
}

RemoveLines::~RemoveLines()
{
    freeRows(std::move(m_rows));
}

void RemoveLines::redo()
{
    m_rows = m_model.remove(m_positions);
    if (!std::exchange(m_first, false))
        m_reveal(-1);
}

void RemoveLines::undo()
{
    m_model.insert(m_positions, std::exchange(m_rows, {}));
    m_reveal(m_positions.front());
}

ReplaceLines::ReplaceLines(ListTableModel& model, ListTableModel::Positions positions, SharedRows rows,
                           const QString& text, Reveal reveal)
    : QUndoCommand(text)
    , m_model(model)
    , m_positions(std::move(positions))
    , m_rows(std::move(rows))
    , m_reveal(std::move(reveal))
{
}

ReplaceLines::~ReplaceLines()
{
    freeRows(std::move(m_rows));
}

void ReplaceLines::redo()
{
    SharedRows before = m_model.draft().rows().pick(m_positions);
    m_model.replace(m_positions, std::exchange(m_rows, std::move(before)));
    if (!std::exchange(m_first, false))
        m_reveal(m_positions.front());
}

ChangeManyLines::ChangeManyLines(ListTableModel& model, ListTableModel::Positions positions, Drafts drafts,
                                 Change change, const QString& text, Reveal reveal)
    : QUndoCommand(text)
    , m_model(model)
    , m_positions(std::move(positions))
    , m_drafts(std::move(drafts))
    , m_change(change)
    , m_reveal(std::move(reveal))
{
}

ChangeManyLines::~ChangeManyLines()
{
    freeInBackground(std::move(m_drafts));
}

// Where something was saved in between, its lines have other ids than what was worked out.
void ChangeManyLines::redo()
{
    const bool remove = m_change == Change::Remove;
    if (m_model.draft().same(m_drafts.before))
        m_model.take(m_drafts.after, m_positions, m_change);
    else if (remove)
        m_model.remove(m_positions);
    else
        m_model.replace(m_positions, m_drafts.after.rows().pick(m_positions));
    if (!std::exchange(m_first, false))
        m_reveal(remove ? -1 : m_positions.front());
}

void ChangeManyLines::undo()
{
    const bool removed = m_change == Change::Remove;
    if (m_model.draft().same(m_drafts.after))
        m_model.take(m_drafts.before, m_positions, removed ? Change::Insert : Change::Replace);
    else if (removed)
        m_model.insert(m_positions, m_drafts.before.rows().pick(m_positions));
    else
        m_model.replace(m_positions, m_drafts.before.rows().pick(m_positions));
    m_reveal(m_positions.front());
}

} // namespace postern::ui
