// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "ui/shell/page_id.h"

#include <QTreeWidget>

#include <map>
#include <optional>

namespace postern::ui {

struct Overview;

// The left half of the main window: the server, its services and the pages. Shows what it is told; who wants
// to know what was chosen listens.
class NavigationTree : public QTreeWidget {
    Q_OBJECT

public:
    explicit NavigationTree(QWidget* parent = nullptr);

    // Host name and services as they are now; what is selected and expanded stays.
    void show(const Overview& overview);
    void select(PageId page);
    void selectService(model::Id service);

    std::optional<PageId> page() const; // of the current item
    model::Id service() const;          // 0: the current item is no service

Q_SIGNALS:
    void pageChosen(postern::ui::PageId page);
    void serviceChosen(qint64 service);    // its page is Services
    void propertiesWanted();               // double-click, Return or Alt+Enter on the server or a service
    void menuWanted(const QPoint& global); // on the server or a service

protected:
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    QTreeWidgetItem* add(QTreeWidgetItem* parent, PageId page, const char* icon, const QString& text);
    void tellChoice();
    void showServices(const Overview& overview);

    QTreeWidgetItem* m_server = nullptr;
    std::map<PageId, QTreeWidgetItem*> m_pages;
    std::map<model::Id, QTreeWidgetItem*> m_services;
};

} // namespace postern::ui
