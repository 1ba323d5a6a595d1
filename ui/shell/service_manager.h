// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace postern::ui {

class Console;
class ServiceCommands;
class ServiceTable;

// Options › Services…: the list of services with Add, Properties…, Remove, Start and Stop, as administrators
// of mail servers know it. The same table and the same commands as the Services page.
class ServiceManager : public QDialog {
    Q_OBJECT

public:
    explicit ServiceManager(Console& console, QWidget* parent = nullptr);

private:
    void refresh();

    Console& m_console;
    ServiceCommands* m_commands;
    ServiceTable* m_table;
};

} // namespace postern::ui
