// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"
#include "ui/shell/console_page.h"

class QStackedWidget;

namespace postern::ui {

class Console;
class ServiceCommands;
class ServiceTable;

// All services with their state, live. An empty list says what to do.
class ServicesPage : public ConsolePage {
    Q_OBJECT

public:
    ServicesPage(Console& console, ServiceCommands& commands, QWidget* parent = nullptr);

    QString title() const override;
    QList<QAction*> commands() const override;

private:
    void refresh();
    QWidget* makeEmptyState();

    Console& m_console;
    ServiceCommands& m_commands;
    QStackedWidget* m_stack;
    ServiceTable* m_table;
};

} // namespace postern::ui
