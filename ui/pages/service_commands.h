// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"

#include <QList>
#include <QObject>

#include <cstdint>
#include <map>

class QAction;
class QMenu;
class QWidget;

namespace postern::ui {

class Console;

// What can be done with the service at hand: one set of commands for the tree, the Services page, the Service
// Manager, the toolbar and the menus, enabled as the service's state allows.
class ServiceCommands : public QObject {
    Q_OBJECT

public:
    enum class Command : std::uint8_t {
        Properties,
        Start,
        Stop,
        Duplicate,
        CopyPolicy,
        Compare,
        Rename,
        Remove,
        Explain,
        Rejections,
    };

    // Dialogs open over `window`, which owns this.
    ServiceCommands(Console& console, QWidget* window);

    void setService(model::Id service); // 0: none is selected
    model::Id service() const { return m_service; }

    QAction* action(Command command) const { return m_actions.at(command); }
    QMenu* newServiceMenu() const { return m_newMenu; } // by preset
    // In the order of the context menu, with separators.
    QList<QAction*> menu() const { return m_menu; }
    // For a view that shows services: the context menu and the keys, while it has the focus.
    void addTo(QWidget* view) const;
    void popUp(const QPoint& global) const;

Q_SIGNALS:
    void serviceChanged(qint64 service); // the one at hand is another one now
    void serviceAdded(qint64 service);   // by one of these commands; views select it

private:
    struct Row;
    static const Row rows[];

    void fillNewMenu();
    void refresh();
    void run(Command command);
    void tellAdded(model::Id service);
    void sendCommand(const char* verb);
    QWidget* window() const;

    Console& m_console;
    model::Id m_service = 0;
    std::map<Command, QAction*> m_actions;
    QMenu* m_newMenu;
    QList<QAction*> m_menu;
    QMetaObject::Connection m_telling; // while an added service has not been read
};

} // namespace postern::ui
