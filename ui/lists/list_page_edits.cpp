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

namespace {

// So many lines are changed at once while the window waits; more, unless they are a stretch, meanwhile.
constexpr std::size_t manyAtOnce = 2000;

} // namespace

// Lines on their way into the list.
struct ListPage::Added {
    SharedRows offered;
    SharedRows lines; // those that are not there yet
};

void ListPage::add()
{
    if (m_model->isArriving())
        return;
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
    m_model->insert({position}, {SharedRow(row)});
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
        push(new ReplaceLines(*m_model, {position}, {SharedRow(row)}, tr("Edit"), back));
        return;
    }
    // What was begun becomes a line now, in one step that can be undone.
    if (row.blank())
        return;
    m_blank = 0;
    push(new InsertLines(*m_model, {position}, {SharedRow(row)}, tr("Add"), back, true));
}

void ListPage::editPattern()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid() || m_model->isArriving())
        return;
    if (m_model->flags(current) & Qt::ItemIsEditable)
        m_table->edit(current);
    else
        editSelected();
}

void ListPage::editSelected()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid() || m_model->isArriving())
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
    if (positions.empty() || m_model->isArriving())
        return;
    const auto removed = [this, first = positions.front(), count = int(positions.size())] {
        const int next = std::min(first, m_model->draft().size() - 1);
        if (next >= 0)
            m_table->selectPositions({next});
        say(tr("%1 removed", "12 lines").arg(countLines(count)));
    };
    if (positions.size() <= manyAtOnce || isStretch(positions)) {
        push(new RemoveLines(*m_model, positions, undoText, [this](int at) { reveal(at); }));
        removed();
        return;
    }
    const auto remove = [](ListDraft draft, ListTableModel::Positions& from) {
        draft.remove(from);
        return draft;
    };
    changeMany(positions, remove, ListTableModel::Change::Remove, undoText, removed);
}

// Works out in the background what becomes of the list. `change` may leave positions out.
void ListPage::changeMany(ListTableModel::Positions positions, ChangeDraft change,
                          ListTableModel::Change what, const QString& undoText, std::function<void()> then)
{
    struct Work {
        ListTableModel::Positions positions;
        ChangeManyLines::Drafts drafts;
    };
    ++m_reading;
    say(tr("Changing %1…", "12 lines").arg(countLines(int(positions.size()))));
    Q_EMIT edited();
    inBackground(
        this,
        [change = std::move(change), positions = std::move(positions), draft = m_model->draft()]() mutable {
            auto work = std::make_shared<Work>();
            work->drafts.after = change(draft, positions);
            work->drafts.before = std::move(draft);
            work->positions = std::move(positions);
            return work;
        },
        [this, what, undoText, generation = m_model->generation(),
         then = std::move(then)](const std::shared_ptr<Work>& work) {
            --m_reading;
            if (generation != m_model->generation()) {
                say(tr("The list was changed meanwhile: nothing was done. Try it again."));
            } else {
                say({});
                if (!work->positions.empty())
                    push(new ChangeManyLines(*m_model, std::move(work->positions), std::move(work->drafts),
                                             what, undoText, [this](int at) { reveal(at); }));
                then();
            }
            Q_EMIT edited();
        });
}

void ListPage::addLines(Read read, const QString& undoText)
{
    if (m_model->isArriving())
        return;
    ++m_reading;
    Q_EMIT edited();
    inBackground(
        this,
        [read = std::move(read)] {
            auto added = std::make_shared<Added>();
            SharedRows::Builder offered;
            for (const ListRow& row : std::vector<ListRow>(read()))
                offered.add(SharedRow(row));
            added->offered = offered.take();
            return added;
        },
        [this, undoText](std::shared_ptr<Added> added) { sortOutKnown(std::move(added), undoText); });
}

void ListPage::sortOutKnown(std::shared_ptr<Added> added, const QString& undoText)
{
    const int generation = m_model->generation();
    const model::Id firstId = m_model->newIds(int(added->offered.size()));
    inBackground(
        this,
        [added, firstId, present = m_model->draft().rows()] {
            added->lines = newAmong(added->offered, present, firstId);
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
    if (count > 0) {
        ListTableModel::Positions positions(static_cast<std::size_t>(count));
        std::iota(positions.begin(), positions.end(), m_model->draft().size());
        push(new InsertLines(*m_model, positions, added.lines, undoText, [this](int at) { reveal(at); }));
        m_table->selectPositions(positions);
    }
    QStringList words{tr("%1 added", "12 lines").arg(countLines(count))};
    if (const int known = int(added.offered.size()) - count; known > 0)
        words.append(tr("%1 there already", "12 lines").arg(countLines(known)));
    if (const int wrong = int(added.lines.wrong()); wrong > 0)
        words.append(tr("%1 cannot be read, and marked", "12 lines").arg(countLines(wrong)));
    say(words.join(QStringLiteral(", ")));
    freeInBackground(std::move(added));
    Q_EMIT edited();
}

void ListPage::changeSelected(const QString& undoText, const std::function<void(ListRow&)>& change)
{
    if (m_model->isArriving())
        return;
    // Leaves out what is so already.
    const auto replace = [change](ListDraft draft, ListTableModel::Positions& positions) {
        ListTableModel::Positions changed;
        SharedRows::Builder rows;
        for (const int position : positions) {
            const SharedRow& before = draft.rows()[std::size_t(position)];
            ListRow row = before.value();
            change(row);
            SharedRow after(row);
            if (after == before)
                continue;
            changed.push_back(position);
            rows.add(std::move(after));
        }
        draft.replace(changed, rows.take());
        positions = std::move(changed);
        return draft;
    };
    ListTableModel::Positions positions = m_table->selectedPositions();
    if (positions.size() > manyAtOnce)
        return changeMany(std::move(positions), replace, ListTableModel::Change::Replace, undoText, [] {});
    const ListDraft after = replace(m_model->draft(), positions);
    if (!positions.empty())
        push(new ReplaceLines(*m_model, positions, after.rows().pick(positions), undoText,
                              [this](int at) { reveal(at); }));
}

void ListPage::ownSelected()
{
    changeSelected(tr("Apply to This Service"),
                   [service = m_service](ListRow& row) { row.entry.service = service; });
}

} // namespace postern::ui
