// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/service_commands.h"

#include "model/preset.h"
#include "ui/compare/compare_dialog.h"
#include "ui/data/live_status.h"
#include "ui/data/service_state.h"
#include "ui/data/store_client.h"
#include "ui/forms/prompter.h"
#include "ui/service/service_actions.h"
#include "ui/shell/console.h"
#include "ui/text/translate.h"
#include "ui/widgets/icons.h"

#include <QAction>
#include <QMenu>

namespace postern::ui {

struct ServiceCommands::Row {
    Command command;
    const char* name;
    const char* text;
    const char* icon;
    QKeyCombination key;
    bool separated; // from the one before it
};

const ServiceCommands::Row ServiceCommands::rows[] = {
    {Command::Properties, "properties", QT_TR_NOOP("&Properties"), "document-properties",
     Qt::ALT | Qt::Key_Return, false},
    {Command::Start, "start", QT_TR_NOOP("&Start"), "media-playback-start", Qt::Key(0), true},
    {Command::Stop, "stop", QT_TR_NOOP("S&top"), "media-playback-stop", Qt::Key(0), false},
    {Command::Duplicate, "duplicate", QT_TR_NOOP("&Duplicate…"), "edit-copy", Qt::Key(0), true},
    {Command::CopyPolicy, "copyPolicy", QT_TR_NOOP("&Copy policy to…"), "document-save-as", Qt::Key(0),
     false},
    {Command::Compare, "compare", QT_TR_NOOP("Comp&are with…"), "view-split-left-right", Qt::Key(0), false},
    {Command::Rename, "rename", QT_TR_NOOP("Rena&me…"), "edit-rename", Qt::Key_F2, false},
    {Command::Remove, "remove", QT_TR_NOOP("De&lete"), "edit-delete", Qt::Key_Delete, false},
    {Command::Explain, "explain", QT_TR_NOOP("E&xplain a session…"), "help-hint", Qt::Key(0), true},
    {Command::Rejections, "rejections", QT_TR_NOOP("Show its re&jections"), "mail-mark-junk", Qt::Key(0),
     false},
};

ServiceCommands::ServiceCommands(Console& console, QWidget* window)
    : QObject(window)
    , m_console(console)
    , m_newMenu(new QMenu(tr("&New service"), window))
{
    for (const Row& row : rows) {
        auto* action = new QAction(icon(row.icon), tr(row.text), this);
        action->setObjectName(QString::fromLatin1(row.name));
        if (row.key.key() != Qt::Key(0))
            action->setShortcut(row.key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut); // where services are shown
        connect(action, &QAction::triggered, this, [this, command = row.command] { run(command); });
        m_actions[row.command] = action;
        if (row.separated) {
            auto* line = new QAction(this);
            line->setSeparator(true);
            m_menu.append(line);
        }
        m_menu.append(action);
        if (row.command == Command::Compare)
            m_menu.append(m_newMenu->menuAction());
    }
    fillNewMenu();
    connect(&console.live(), &LiveStatus::changed, this, &ServiceCommands::refresh);
    refresh();
}

void ServiceCommands::fillNewMenu()
{
    m_newMenu->setIcon(icon("list-add"));
    for (const auto preset : {model::Preset::Mx, model::Preset::Submission, model::Preset::SubmissionTls,
                              model::Preset::InternalRelay}) {
        QAction* action = m_newMenu->addAction(translate(model::title(preset)));
        action->setObjectName(QStringLiteral("new-") + qt(std::string(model::toId(preset))));
        connect(action, &QAction::triggered, this, [this, preset] {
            newService({m_console.store(), m_console.prompter(), window()}, preset,
                       [this](model::Id service) { tellAdded(service); });
        });
    }
}

// The views know of it once it has been read, which need not be with the next news: that may have been under
// way before the service was there.
void ServiceCommands::tellAdded(model::Id service)
{
    disconnect(m_telling);
    m_telling = connect(&m_console.live(), &LiveStatus::changed, this, [this, service] {
        if (m_console.live().overview().service(service) == nullptr)
            return;
        disconnect(m_telling);
        setService(service);
    });
    m_console.live().refresh();
}

void ServiceCommands::setService(model::Id service)
{
    if (service == m_service)
        return;
    m_service = service;
    refresh();
    Q_EMIT serviceChanged(service);
}

void ServiceCommands::addTo(QWidget* view) const
{
    for (const auto& [command, action] : m_actions)
        view->addAction(action);
}

void ServiceCommands::popUp(const QPoint& global) const
{
    QMenu::exec(m_menu, global, nullptr, window());
}

QWidget* ServiceCommands::window() const
{
    return static_cast<QWidget*>(parent());
}

void ServiceCommands::refresh()
{
    using Kind = ServiceState::Kind;
    const Overview& overview = m_console.live().overview();
    const model::Service* service = overview.service(m_service);
    if (service == nullptr)
        m_service = 0;
    for (const auto& [command, action] : m_actions)
        action->setEnabled(service != nullptr);
    const Kind kind = service == nullptr ? Kind::NoEngine : serviceState(overview, *service).kind;
    m_actions.at(Command::Start)->setEnabled(kind == Kind::Stopped || kind == Kind::Failed);
    m_actions.at(Command::Stop)
        ->setEnabled(kind == Kind::Running || kind == Kind::Starting || kind == Kind::Failed);
}

void ServiceCommands::run(Command command)
{
    const model::Service* service = m_console.live().overview().service(m_service);
    if (service == nullptr)
        return;
    const ActionContext context{m_console.store(), m_console.prompter(), window()};
    switch (command) {
    case Command::Properties:
        return m_console.open({.service = service->name});
    case Command::Start:
        return sendCommand("service.start");
    case Command::Stop:
        return sendCommand("service.stop");
    case Command::Duplicate:
        return duplicateService(context, m_service, [this](model::Id added) { tellAdded(added); });
    case Command::CopyPolicy:
        return copyPolicy(context, m_service);
    case Command::Compare: {
        auto* dialog = new CompareDialog(m_console, m_service, window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        return dialog->open();
    }
    case Command::Rename:
        return renameService(context, m_service);
    case Command::Remove:
        return deleteService(context, m_service);
    case Command::Explain:
        return m_console.explain(service->name, {});
    case Command::Rejections:
        return m_console.showRejections(service->name);
    }
}

void ServiceCommands::sendCommand(const char* verb)
{
    store::Command command;
    command.verb = verb;
    command.argument = std::to_string(m_service);
    command.author = bytes(m_console.store().author());
    command.created = SystemClock().now();
    m_console.store().run(
        this, [command](store::Store& store) { return store.sendCommand(command); },
        [this](const Result<>& sent) {
            if (!sent)
                m_console.prompter().tell(window(), tr("Services"), tr("The engine cannot be told."),
                                          translate(sent.error()));
        });
}

} // namespace postern::ui
