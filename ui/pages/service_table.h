// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/service_row.h"

#include <QTreeView>

class QSortFilterProxyModel;

namespace postern::ui {

class ServiceCommands;
struct Overview;

// The list of services as the Services page and the Service Manager show it. The selected service is the one
// that `commands` work on, in both directions; double-click and Return open its properties. The widths of the
// columns and their order are kept from one start to the next.
class ServiceTable : public QTreeView {
    Q_OBJECT

public:
    // `settingsKey`: where in the settings its columns are kept.
    ServiceTable(ServiceCommands& commands, const QString& settingsKey, QWidget* parent = nullptr);
    ~ServiceTable() override;

    void show(const Overview& overview);
    void select(model::Id service);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    model::Id selected() const;
    void fitColumns();

    ServiceCommands& m_commands;
    QString m_settingsKey;
    bool m_columnsKnown = false; // as the user left them, or fitted
    ServiceTableModel* m_model;
    QSortFilterProxyModel* m_sorted;
};

} // namespace postern::ui
