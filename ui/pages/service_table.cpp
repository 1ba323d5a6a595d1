// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/service_table.h"

#include "ui/data/live_status.h"
#include "ui/pages/service_commands.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QSettings>
#include <QSortFilterProxyModel>

#include <algorithm>

namespace postern::ui {

ServiceTable::ServiceTable(ServiceCommands& commands, const QString& settingsKey, QWidget* parent)
    : QTreeView(parent)
    , m_commands(commands)
    , m_settingsKey(settingsKey)
    , m_model(new ServiceTableModel(this))
    , m_sorted(new QSortFilterProxyModel(this))
{
    setObjectName(QStringLiteral("services"));
    setAccessibleName(tr("Services"));
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(ServiceTableModel::SortRole);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    setModel(m_sorted);
    setRootIsDecorated(false);
    setAlternatingRowColors(true);
    setAllColumnsShowFocus(true);
    setUniformRowHeights(true);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSortingEnabled(true);
    sortByColumn(-1, Qt::AscendingOrder); // as they were made, until the user sorts
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(ServiceTableModel::State, QHeaderView::Stretch);
    m_columnsKnown = header()->restoreState(QSettings().value(m_settingsKey).toByteArray());
    m_commands.addTo(this);
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (selected() != 0)
            m_commands.setService(selected());
    });
    connect(this, &QTreeView::activated, this,
            [this] { m_commands.action(ServiceCommands::Command::Properties)->trigger(); });
    connect(&m_commands, &ServiceCommands::serviceChanged, this, &ServiceTable::select);
}

ServiceTable::~ServiceTable()
{
    if (m_columnsKnown)
        QSettings().setValue(m_settingsKey, header()->saveState());
}

void ServiceTable::fitColumns()
{
    m_columnsKnown = true;
    for (int column = 0; column < m_model->columnCount(); ++column)
        setColumnWidth(column, std::max(sizeHintForColumn(column), header()->sectionSizeHint(column)) +
                                   3 * fontMetrics().averageCharWidth());
}

void ServiceTable::show(const Overview& overview)
{
    m_model->setRecords(serviceRows(overview));
    if (!m_columnsKnown && m_model->rowCount() > 0)
        fitColumns();
    if (!currentIndex().isValid() && m_sorted->rowCount() > 0)
        setCurrentIndex(m_sorted->index(0, 0));
}

void ServiceTable::select(model::Id service)
{
    const int row = m_model->rowOf(service);
    if (row >= 0 && selected() != service)
        setCurrentIndex(m_sorted->mapFromSource(m_model->index(row, 0)));
}

model::Id ServiceTable::selected() const
{
    const ServiceRow* row = m_model->record(m_sorted->mapToSource(currentIndex()));
    return row == nullptr ? 0 : row->id;
}

void ServiceTable::contextMenuEvent(QContextMenuEvent* event)
{
    const bool byMouse = event->reason() == QContextMenuEvent::Mouse;
    const QPoint at =
        byMouse ? event->globalPos() : viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft());
    m_commands.popUp(at);
}

} // namespace postern::ui
