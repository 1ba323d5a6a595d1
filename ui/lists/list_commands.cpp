// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_commands.h"

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

void ReplaceLines::redo()
{
    SharedRows before;
    before.reserve(m_positions.size());
    for (const int position : m_positions)
        before.push_back(m_model.draft().rows()[std::size_t(position)]);
    m_model.replace(m_positions, std::exchange(m_rows, std::move(before)));
    if (!std::exchange(m_first, false))
        m_reveal(m_positions.front());
}

} // namespace postern::ui
