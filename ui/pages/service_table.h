// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/service_row.h"

#include <QTreeView>

class QSortFilterProxyModel;

namespace postern::ui {

class ServiceCommands;
struct Overview;

// The list of services as the Services page and the Service Manager show it. The selected service is the one
// that `commands` work on, in both directions; double-click and Return open its properties.
class ServiceTable : public QTreeView {
    Q_OBJECT

public:
    explicit ServiceTable(ServiceCommands& commands, QWidget* parent = nullptr);

    void show(const Overview& overview);
    void select(model::Id service);

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    model::Id selected() const;

    ServiceCommands& m_commands;
    ServiceTableModel* m_model;
    QSortFilterProxyModel* m_sorted;
};

} // namespace postern::ui
