// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/service_manager.h"

#include "ui/data/live_status.h"
#include "ui/pages/service_commands.h"
#include "ui/pages/service_table.h"
#include "ui/shell/console.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

#include <utility>

namespace postern::ui {

namespace {

// A button that does what the action does, and can be pressed when it can.
QPushButton* buttonFor(QAction* action, const QString& text)
{
    auto* button = new QPushButton(text);
    button->setObjectName(QStringLiteral("manager-") + action->objectName());
    button->setAutoDefault(false);
    const auto follow = [button, action] { button->setEnabled(action->isEnabled()); };
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    follow();
    return button;
}

} // namespace

ServiceManager::ServiceManager(Console& console, QWidget* parent)
    : QDialog(parent)
    , m_console(console)
    , m_commands(new ServiceCommands(console, this))
    , m_table(new ServiceTable(*m_commands, QStringLiteral("serviceManager/columns")))
{
    using Command = ServiceCommands::Command;
    setObjectName(QStringLiteral("serviceManager"));
    setWindowTitle(tr("Services"));
    resize(720, 340);
    auto* add = new QPushButton(tr("&Add"));
    add->setObjectName(QStringLiteral("manager-add"));
    add->setMenu(m_commands->newServiceMenu());
    add->setAutoDefault(false);
    auto* side = new QVBoxLayout;
    side->addWidget(add);
    const std::pair<Command, QString> buttons[] = {{Command::Properties, tr("&Properties…")},
                                                   {Command::Remove, tr("&Remove")},
                                                   {Command::Start, tr("&Start")},
                                                   {Command::Stop, tr("S&top")}};
    for (const auto& [command, text] : buttons)
        side->addWidget(buttonFor(m_commands->action(command), text));
    side->addStretch();
    auto* close = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(close, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* centre = new QHBoxLayout;
    centre->addWidget(m_table, 1);
    centre->addLayout(side);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(centre, 1);
    layout->addWidget(close);
    connect(&console.live(), &LiveStatus::changed, this, &ServiceManager::refresh);
    refresh();
}

void ServiceManager::refresh()
{
    m_table->show(m_console.live().overview());
}

} // namespace postern::ui
