// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/services_page.h"

#include "ui/data/live_status.h"
#include "ui/pages/service_commands.h"
#include "ui/pages/service_table.h"
#include "ui/shell/console.h"
#include "ui/widgets/icons.h"

#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace postern::ui {

ServicesPage::ServicesPage(Console& console, ServiceCommands& commands, QWidget* parent)
    : ConsolePage(parent)
    , m_console(console)
    , m_commands(commands)
    , m_stack(new QStackedWidget(this))
    , m_table(new ServiceTable(commands, QStringLiteral("services/columns")))
{
    setObjectName(QStringLiteral("servicesPage"));
    m_stack->addWidget(m_table);
    m_stack->addWidget(makeEmptyState());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    connect(&m_console.live(), &LiveStatus::changed, this, &ServicesPage::refresh);
    refresh();
}

QWidget* ServicesPage::makeEmptyState()
{
    auto* empty = new QWidget(this);
    auto* text =
        new QLabel(tr("There is no service yet. A service listens on a port, takes mail in, and decides "
                      "who may bring it."),
                   empty);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignCenter);
    auto* button = new QPushButton(icon("list-add"), tr("&New service"), empty);
    button->setObjectName(QStringLiteral("newService"));
    button->setMenu(m_commands.newServiceMenu());
    auto* layout = new QVBoxLayout(empty);
    layout->addStretch();
    layout->addWidget(text);
    layout->addWidget(button, 0, Qt::AlignCenter);
    layout->addStretch();
    return empty;
}

QString ServicesPage::title() const
{
    return tr("Services");
}

QList<QAction*> ServicesPage::commands() const
{
    return m_commands.menu();
}

void ServicesPage::refresh()
{
    const Overview& overview = m_console.live().overview();
    m_table->show(overview);
    const bool none = overview.loaded() && overview.configuration.services.empty();
    m_stack->setCurrentIndex(none ? 1 : 0);
}

} // namespace postern::ui
