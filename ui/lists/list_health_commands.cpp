// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done about findings.
#include "ui/data/store_client.h"
#include "ui/forms/prompter.h"
#include "ui/lists/background.h"
#include "ui/lists/list_health_page.h"
#include "ui/lists/list_row.h"
#include "ui/shell/console.h"
#include "ui/text/translate.h"

#include <QAction>
#include <QTableView>

#include <algorithm>

namespace postern::ui {

std::vector<int> ListHealthPage::selectedRows() const
{
    std::vector<int> rows;
    for (const QItemSelectionRange& range : m_table->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    return rows;
}

std::set<std::size_t> ListHealthPage::selectedEntries() const
{
    std::set<std::size_t> entries;
    for (const int row : selectedRows())
        entries.insert(m_model->finding(row).entry);
    return entries;
}

// An entry of all services stands in the lists of each.
void ListHealthPage::goTo()
{
    const QModelIndex current = m_table->currentIndex();
    if (!current.isValid())
        return;
    const HealthData& lists = *m_model->health();
    const model::ListEntry& entry = m_model->entry(current.row());
    const auto owner = std::find_if(lists.services.begin(), lists.services.end(), [&](const auto& service) {
        return entry.service == 0 || service.first == entry.service;
    });
    if (owner != lists.services.end())
        m_console.open({.service = owner->second, .check = {}, .entry = entry.id});
}

// What decides something is not taken away without a word.
void ListHealthPage::cleanUpSelected(bool remove)
{
    const std::vector<int> rows = selectedRows();
    if (rows.empty())
        return;
    const auto needed =
        std::count_if(rows.begin(), rows.end(), [this](int row) { return !m_model->finding(row).harmless; });
    const std::size_t count = selectedEntries().size();
    const QString action = remove ? tr("&Remove") : tr("Switch &Off");
    if (needed > 0 && !m_console.prompter().confirm(
                          this, title(),
                          remove ? tr("Remove %1?", "12 lines").arg(countLines(int(count)))
                                 : tr("Switch off %1?", "12 lines").arg(countLines(int(count))),
                          tr("%1 of them would change what is decided: the findings never hit, forgeable and "
                             "contradictory do not mean that a line does nothing.",
                             "12 lines")
                              .arg(countLines(int(needed))),
                          action))
        return;
    m_saving = true;
    update();
    inBackground(
        this,
        [lists = m_model->health(), entries = selectedEntries(), remove,
         author = bytes(m_console.store().author())] { return cleanUp(*lists, entries, remove, author); },
        [this](store::Edit edit) {
            saveEdit(m_console.store(), this, std::move(edit), false,
                     [this](const SaveAnswer& answer) { saved(answer); });
        });
}

void ListHealthPage::saved(const SaveAnswer& answer)
{
    m_saving = false;
    if (answer.kind == SaveAnswer::Kind::Saved) {
        m_cleaned = answer.revision;
        m_newest = std::max(m_newest, answer.revision);
    } else if (answer.kind == SaveAnswer::Kind::Failed) {
        m_console.prompter().tell(this, title(), tr("The lines cannot be changed."), answer.message);
    }
    refresh();
    update();
}

void ListHealthPage::undo()
{
    if (m_cleaned == 0)
        return;
    m_saving = true;
    update();
    m_console.store().run(
        this,
        [cleaned = m_cleaned, author = bytes(m_console.store().author())](store::Store& store) {
            return editForUndo(store, cleaned, author);
        },
        [this](Result<store::Edit> edit) {
            if (!edit)
                return undone({SaveAnswer::Kind::Failed, 0, translate(edit.error())});
            saveEdit(m_console.store(), this, std::move(*edit), false,
                     [this](const SaveAnswer& answer) { undone(answer); });
        });
}

void ListHealthPage::undone(const SaveAnswer& answer)
{
    m_saving = false;
    if (answer.kind != SaveAnswer::Kind::Cancelled)
        m_cleaned = 0;
    if (answer.kind == SaveAnswer::Kind::Failed)
        m_console.prompter().tell(this, title(), tr("The clean-up cannot be taken back."), answer.message);
    refresh();
    update();
}

// Of what is shown: all that nothing depends on.
void ListHealthPage::selectHarmless()
{
    QItemSelection selection;
    const int last = m_model->columnCount() - 1;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (!m_model->finding(row).harmless)
            continue;
        const QModelIndex end = m_model->index(row, last);
        if (!selection.isEmpty() && selection.back().bottom() + 1 == row)
            selection.back() = QItemSelectionRange(selection.back().topLeft(), end);
        else
            selection.append(QItemSelectionRange(m_model->index(row, 0), end));
    }
    m_table->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    m_table->setFocus();
}

} // namespace postern::ui
