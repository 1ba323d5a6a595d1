// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of a list's page: every change is a step on the undo stack.
#include "ui/lists/background.h"
#include "ui/lists/entry_dialog.h"
#include "ui/lists/list_page.h"
#include "ui/lists/list_table.h"

#include <QLineEdit>
#include <QTimer>
#include <QUndoStack>

#include <algorithm>
#include <numeric>

namespace postern::ui {

// Lines on their way into the list.
struct ListPage::Added {
    NewRows offered;
    NewRows lines; // those that are not there yet
    int wrong = 0;
};

void ListPage::add()
{
    dropBlank();
    m_filter->clear();
    if (m_model->arranging()) { // the new line must be in view
        connect(m_model, &ListTableModel::arranged, this, &ListPage::add,
                Qt::ConnectionType(Qt::SingleShotConnection | Qt::AutoConnection));
        return;
    }
    ListRow row{.entry = m_model->blank(m_author), .invalid = std::string(), .wrongExpiry = {}};
    row.entry.id = m_blank = m_model->newId();
    const int position = m_model->draft().size();
    m_model->insert({position}, {std::make_shared<ListRow>(std::move(row))});
    const QModelIndex index = m_model->indexOf(position);
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
    m_table->edit(index);
    if (auto* editor = qobject_cast<QLineEdit*>(m_table->indexWidget(index)))
        editor->setPlaceholderText(examplePatterns(m_model->kind()));
}

void ListPage::dropBlank()
{
    const int position = m_blank == 0 ? -1 : m_model->draft().positionOf(std::exchange(m_blank, 0));
    if (position >= 0)
        m_model->remove({position});
}

void ListPage::takeEdit(int position, const ListRow& row)
{
    const Reveal back = [this](int at) { reveal(at); };
    if (!row.blank())
        QTimer::singleShot(0, this, &ListPage::explainCurrent);
    if (row.entry.id != m_blank || row.entry.id == 0) {
        push(new ReplaceLines(*m_model, {position}, {std::make_shared<ListRow>(row)}, tr("Edit"), back));
        return;
    }
    // What was begun becomes a line now, in one step that can be undone.
    if (row.blank())
        return;
    m_blank = 0;
    push(new InsertLines(*m_model, {position}, {std::make_shared<ListRow>(row)}, tr("Add"), back, true));
}

void ListPage::editPattern()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    if (m_model->flags(current) & Qt::ItemIsEditable)
        m_table->edit(current);
    else
        editSelected();
}

void ListPage::editSelected()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    const int position = m_model->positionOf(current);
    const ListRow before = m_model->draft().row(position);
    EntryDialog dialog(before, m_service, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const ListRow row = dialog.value();
    const bool still = position < m_model->draft().size() && m_model->draft().row(position) == before;
    if (still && row != before)
        takeEdit(position, row);
}

void ListPage::removeSelected()
{
    removeLines(m_table->selectedPositions(), tr("Remove"));
}

void ListPage::removeLines(const ListTableModel::Positions& positions, const QString& undoText)
{
    if (positions.empty())
        return;
    push(new RemoveLines(*m_model, positions, undoText, [this](int at) { reveal(at); }));
    const int next = std::min(positions.front(), m_model->draft().size() - 1);
    if (next >= 0)
        m_table->selectPositions({next});
    say(tr("%1 removed", "12 lines").arg(countLines(int(positions.size()))));
}

void ListPage::addLines(Read read, const QString& undoText)
{
    ++m_reading;
    Q_EMIT edited();
    inBackground(
        this,
        [read = std::move(read)] {
            auto added = std::make_shared<Added>();
            for (ListRow& row : std::vector<ListRow>(read()))
                added->offered.push_back(std::make_shared<ListRow>(std::move(row)));
            return added;
        },
        [this, undoText](std::shared_ptr<Added> added) { sortOutKnown(std::move(added), undoText); });
}

void ListPage::sortOutKnown(std::shared_ptr<Added> added, const QString& undoText)
{
    const int generation = m_model->generation();
    inBackground(
        this,
        [added, present = m_model->draft().rows()] {
            added->lines = newAmong(added->offered, present);
            added->wrong = int(std::count_if(added->lines.begin(), added->lines.end(),
                                             [](const auto& row) { return row->wrong(); }));
            return added;
        },
        [this, generation, undoText](const std::shared_ptr<Added>& sorted) {
            if (generation != m_model->generation()) // edited meanwhile: what is known may be another thing
                return sortOutKnown(sorted, undoText);
            takeAdded(*sorted, undoText);
        });
}

void ListPage::takeAdded(Added& added, const QString& undoText)
{
    --m_reading;
    const int count = int(added.lines.size());
    for (const auto& line : added.lines)
        line->entry.id = m_model->newId();
    if (count > 0) {
        ListTableModel::Positions positions(static_cast<std::size_t>(count));
        std::iota(positions.begin(), positions.end(), m_model->draft().size());
        push(new InsertLines(*m_model, positions, SharedRows(added.lines.begin(), added.lines.end()),
                             undoText, [this](int at) { reveal(at); }));
        m_table->selectPositions(positions);
    }
    QStringList words{tr("%1 added", "12 lines").arg(countLines(count))};
    if (const int known = int(added.offered.size()) - count; known > 0)
        words.append(tr("%1 there already", "12 lines").arg(countLines(known)));
    if (added.wrong > 0)
        words.append(tr("%1 cannot be read, and marked", "12 lines").arg(countLines(added.wrong)));
    say(words.join(QStringLiteral(", ")));
    freeInBackground(std::move(added));
    Q_EMIT edited();
}

void ListPage::changeSelected(const QString& undoText, const std::function<void(ListRow&)>& change)
{
    ListTableModel::Positions positions;
    SharedRows rows;
    for (const int position : m_table->selectedPositions()) {
        auto row = std::make_shared<ListRow>(m_model->draft().row(position));
        change(*row);
        if (*row == m_model->draft().row(position))
            continue;
        positions.push_back(position);
        rows.push_back(std::move(row));
    }
    if (!positions.empty())
        push(
            new ReplaceLines(*m_model, positions, std::move(rows), undoText, [this](int at) { reveal(at); }));
}

void ListPage::ownSelected()
{
    changeSelected(tr("Apply to This Service"), [this](ListRow& row) { row.entry.service = m_service; });
}

} // namespace postern::ui
