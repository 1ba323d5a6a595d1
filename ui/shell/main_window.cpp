// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/data/connection_tester.h"
#include "ui/data/local_engine.h"
#include "ui/data/service_address.h"
#include "ui/data/store_client.h"
#include "ui/explain/explain_dialog.h"
#include "ui/find/find_field.h"
#include "ui/forms/connection_test_dialog.h"
#include "ui/forms/prompter.h"
#include "ui/lists/list_dialog.h"
#include "ui/log/log_page.h"
#include "ui/pages/service_commands.h"
#include "ui/preview/refusal_dialog.h"
#include "ui/service/server_properties.h"
#include "ui/service/service_properties.h"
#include "ui/shell/about_dialog.h"
#include "ui/shell/navigation_tree.h"
#include "ui/shell/page_host.h"
#include "ui/shell/page_table.h"
#include "ui/shell/place_route.h"
#include "ui/shell/service_manager.h"
#include "ui/shell/status_summary.h"
#include "ui/shell/tray.h"
#include "ui/text/translate.h"
#include "ui/widgets/icons.h"
#include "ui/wizard/first_start_wizard.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDate>
#include <QLineEdit>
#include <QMenuBar>
#include <QPointer>
#include <QSettings>
#include <QSplitter>
#include <QStatusBar>
#include <QToolBar>

#include <memory>
#include <tuple>

namespace postern::ui {

// Every command of the window itself; those of pages and services are theirs.
struct MainWindow::ActionRow {
    const char* name;
    MenuId menu;
    const char* text;
    const char* icon;
    QKeySequence::StandardKey key;
    void (MainWindow::*act)();
};

const MainWindow::ActionRow MainWindow::actionRows[] = {
    {"setUp", MenuId::File, QT_TR_NOOP("Set &up this server…"), "tools-wizard", QKeySequence::UnknownKey,
     &MainWindow::setUp},
    {"backUp", MenuId::File, QT_TR_NOOP("&Back up the store…"), "document-save-as", QKeySequence::UnknownKey,
     &MainWindow::backUp},
    {"find", MenuId::Edit, QT_TR_NOOP("&Find settings or addresses…"), "edit-find", QKeySequence::UnknownKey,
     &MainWindow::find},
    {"serviceManager", MenuId::Options, QT_TR_NOOP("&Services…"), "mail-receive", QKeySequence::UnknownKey,
     &MainWindow::openServiceManager},
    {"serverProperties", MenuId::Options, QT_TR_NOOP("Se&rver…"), "configure", QKeySequence::Preferences,
     &MainWindow::openServerProperties},
    {"explainSession", MenuId::Tools, QT_TR_NOOP("E&xplain a session…"), "help-hint",
     QKeySequence::UnknownKey, &MainWindow::explainAny},
    {"toggleEngine", MenuId::Tools, QT_TR_NOOP("Run the &engine in this window"), "system-run",
     QKeySequence::UnknownKey, &MainWindow::toggleEngine},
    {"about", MenuId::Help, QT_TR_NOOP("&About Postern"), "help-about", QKeySequence::UnknownKey,
     &MainWindow::showAbout},
};

MainWindow::MainWindow(StoreClient& store, LocalEngine& engine, ConnectionTester& tester, Prompter& prompter)
    : m_store(store)
    , m_engine(engine)
    , m_tester(tester)
    , m_prompter(prompter)
    , m_live(store)
    , m_tray(new Tray(m_live, m_engine, this))
    , m_services(new ServiceCommands(*this, this))
    , m_tree(new NavigationTree)
    , m_pages(new PageHost(prompter, [this](PageId id) { return makePage(id, *this, *m_services); }))
    , m_splitter(new QSplitter(this))
    , m_find(new FindField(*this, this))
{
    setObjectName(QStringLiteral("mainWindow"));
    m_theme.apply(savedTheme());
    makeCentre();
    makeMenus();
    makeToolBar();
    auto* summary = new StatusSummary(m_live, m_engine);
    statusBar()->addWidget(summary, 1);
    connect(summary, &StatusSummary::chosen, this, &MainWindow::openNotice);
    followTray();
    connect(&m_live, &LiveStatus::changed, this, &MainWindow::followLive);
    connect(&m_engine, &LocalEngine::changed, this, &MainWindow::followEngine);
    restoreState();
    followLive();
}

MainWindow::~MainWindow() = default;

void MainWindow::makeCentre()
{
    m_splitter->addWidget(m_tree);
    m_splitter->addWidget(m_pages);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({230, 770});
    setCentralWidget(m_splitter);
    m_services->addTo(m_tree);
    connect(m_tree, &NavigationTree::pageChosen, this, &MainWindow::followTree);
    connect(m_tree, &NavigationTree::propertiesWanted, this, [this] {
        if (m_tree->service() != 0)
            m_services->action(ServiceCommands::Command::Properties)->trigger();
        else
            openServerProperties();
    });
    connect(m_tree, &NavigationTree::menuWanted, this, [this](const QPoint& global) {
        if (m_tree->service() != 0)
            m_services->popUp(global);
        else
            QMenu::exec({m_actions.at(QStringLiteral("serverProperties"))}, global, nullptr, this);
    });
    connect(m_pages, &PageHost::currentChanged, this, [this] {
        m_tree->select(*m_pages->current());
        fillEditMenu();
    });
}

void MainWindow::makeMenus()
{
    QMenu* file = menuBar()->addMenu(tr("&File"));
    file->addMenu(m_services->newServiceMenu());
    m_edit = menuBar()->addMenu(tr("&Edit"));
    makeViewMenu(menuBar()->addMenu(tr("&View")));
    std::map<MenuId, QMenu*> menus{{MenuId::File, file}, {MenuId::Edit, m_edit}};
    menus[MenuId::Options] = menuBar()->addMenu(tr("&Options"));
    menus[MenuId::Tools] = menuBar()->addMenu(tr("&Tools"));
    menus[MenuId::Help] = menuBar()->addMenu(tr("&Help"));
    for (const ActionRow& row : actionRows) {
        auto* action = new QAction(icon(row.icon), tr(row.text), this);
        action->setObjectName(QString::fromLatin1(row.name));
        action->setShortcuts(row.key);
        connect(action, &QAction::triggered, this, row.act);
        menus.at(row.menu)->addAction(action);
        m_actions[action->objectName()] = action;
    }
    m_actions.at(QStringLiteral("toggleEngine"))->setCheckable(true);
    file->addSeparator();
    QAction* quit =
        file->addAction(icon("application-exit"), tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
    quit->setObjectName(QStringLiteral("quit"));
    quit->setMenuRole(QAction::QuitRole);
    connect(m_edit, &QMenu::aboutToShow, this, &MainWindow::fillEditMenu);
    QAction* find = m_actions.at(QStringLiteral("find"));
    find->setShortcut(Qt::CTRL | Qt::Key_K);
    addAction(find); // the Edit menu is emptied and filled again
    m_find->setPlaceholderText(tr("Find settings or addresses…   %1", "its key")
                                   .arg(find->shortcut().toString(QKeySequence::NativeText)));
    m_find->setMenus({file, menus[MenuId::Options], menus[MenuId::Tools], menus[MenuId::Help]});
}

void MainWindow::makeViewMenu(QMenu* menu)
{
    for (const PageRow& row : pageTable()) {
        QAction* action =
            menu->addAction(icon(row.icon), QCoreApplication::translate("PageTable", row.title));
        if (const int place = int(row.id) + 1; place <= 10) // Ctrl+1 … Ctrl+9, Ctrl+0
            action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + place % 10)));
        connect(action, &QAction::triggered, this, [this, id = row.id] { showPage(id); });
    }
    menu->addSeparator();
    QMenu* themes = menu->addMenu(tr("&Theme"));
    auto* group = new QActionGroup(this);
    const std::tuple<Theme, const char*, QString> choices[] = {
        {Theme::System, "themeSystem", tr("As the &system")},
        {Theme::Light, "themeLight", tr("&Light")},
        {Theme::Dark, "themeDark", tr("&Dark")}};
    for (const auto& [theme, name, text] : choices) {
        QAction* action = group->addAction(themes->addAction(text));
        action->setObjectName(QString::fromLatin1(name));
        action->setCheckable(true);
        action->setChecked(theme == savedTheme());
        connect(action, &QAction::triggered, this, [this, theme = theme] {
            saveTheme(theme);
            m_theme.apply(theme);
        });
    }
}

void MainWindow::makeToolBar()
{
    QToolBar* bar = addToolBar(tr("Toolbar"));
    bar->setObjectName(QStringLiteral("toolbar"));
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    using Command = ServiceCommands::Command;
    for (const Command command : {Command::Start, Command::Stop, Command::Properties})
        bar->addAction(m_services->action(command));
    bar->addSeparator();
    bar->addAction(m_actions.at(QStringLiteral("explainSession")));
    auto* room = new QWidget;
    room->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(room);
    m_find->setMaximumWidth(m_find->fontMetrics().averageCharWidth() * 48);
    bar->addWidget(m_find);
}

void MainWindow::fillEditMenu()
{
    m_edit->clear();
    ConsolePage* page = m_pages->currentPage();
    if (page != nullptr)
        m_edit->addActions(page->commands());
    m_edit->addSeparator();
    m_edit->addAction(m_actions.at(QStringLiteral("find")));
}

void MainWindow::showPage(PageId page)
{
    openPage(page, 0);
}

void MainWindow::openPage(PageId page, model::Id record)
{
    m_pages->show(page, [this, record](bool left) {
        if (!left)
            m_tree->select(*m_pages->current());
        else if (record != 0)
            m_pages->currentPage()->showRecord(record);
    });
}

void MainWindow::followTree()
{
    const model::Id service = m_tree->service();
    m_pages->show(*m_tree->page(), [this, service](bool left) {
        if (!left)
            m_tree->select(*m_pages->current());
        else if (service != 0)
            m_services->setService(service);
    });
}

void MainWindow::followLive()
{
    const Overview& overview = m_live.overview();
    m_tree->show(overview);
    const std::string& host = overview.configuration.server.hostname;
    setWindowTitle(host.empty() ? tr("Postern") : tr("%1 — Postern").arg(qt(host)));
    m_actions.at(QStringLiteral("setUp"))->setVisible(overview.revision == 0);
    QAction* engine = m_actions.at(QStringLiteral("toggleEngine"));
    const auto state = m_engine.state();
    engine->setChecked(state == LocalEngine::State::Running || state == LocalEngine::State::Starting);
    // A second engine beside one that is alive elsewhere would be refused.
    engine->setEnabled(engine->isChecked() || overview.nodes.empty());
}

void MainWindow::followEngine()
{
    followLive();
    if (m_engine.state() == LocalEngine::State::Failed)
        m_prompter.tell(this, tr("Engine"), tr("The engine cannot start, so no mail is received."),
                        m_engine.problem());
}

// `action`: what the button says that stops it.
bool MainWindow::mayStopEngine(const QString& action)
{
    const bool serves =
        m_engine.state() == LocalEngine::State::Running && !m_live.overview().configuration.services.empty();
    return !serves ||
           m_prompter.confirm(this, tr("Stop the Engine"),
                              tr("Mail is received only while the engine runs in this window."),
                              tr("To receive mail without this window, run the service posternd."), action);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    ConsolePage* page = m_pages->currentPage();
    if (page != nullptr && page->dirty() && !m_left) {
        event->ignore();
        m_pages->leave([this](bool left) {
            m_left = left;
            if (left) // not from within this event
                QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
        });
        return;
    }
    m_left = false;
    event->setAccepted(mayStopEngine(tr("&Quit")));
    if (event->isAccepted())
        saveState();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        chooseFallbackIcons(palette());
}

void MainWindow::restoreState()
{
    const QSettings settings;
    resize(1040, 660);
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    m_splitter->restoreState(settings.value(QStringLiteral("window/splitter")).toByteArray());
    const int page = settings.value(QStringLiteral("window/page")).toInt();
    const bool known = page >= 0 && page < int(pageTable().size());
    showPage(known ? pageTable()[std::size_t(page)].id : PageId::Services);
}

void MainWindow::saveState()
{
    QSettings settings;
    settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
    settings.setValue(QStringLiteral("window/splitter"), m_splitter->saveState());
    settings.setValue(QStringLiteral("window/page"), int(*m_pages->current()));
}

void MainWindow::toggleEngine()
{
    if (m_actions.at(QStringLiteral("toggleEngine"))->isChecked())
        m_engine.start();
    else if (mayStopEngine(tr("&Stop")))
        m_engine.stop();
    followLive();
}

void MainWindow::setUp()
{
    auto* wizard = new FirstStartWizard(m_store, m_live, m_prompter, probePort, this);
    wizard->setAttribute(Qt::WA_DeleteOnClose);
    connect(wizard, &FirstStartWizard::saved, &m_engine, &LocalEngine::start);
    wizard->open();
}

// What is already in front: a dialog over a modal dialog belongs to that one.
QWidget* MainWindow::front()
{
    QWidget* modal = QApplication::activeModalWidget();
    return modal != nullptr ? modal : this;
}

void MainWindow::openDialog(QDialog* dialog)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::openServiceManager()
{
    openDialog(new ServiceManager(*this, front()));
}

void MainWindow::openServerProperties()
{
    openDialog(new ServerProperties(m_store, m_prompter, {}, front()));
}

void MainWindow::explainAny()
{
    const model::Service* service = m_live.overview().service(m_services->service());
    explain(service == nullptr ? std::string() : service->name, {});
}

void MainWindow::open(const Place& place)
{
    if (place.page)
        return openPage(*place.page, place.record);
    if (place.backUp)
        return backUp();
    if (place.service.empty() && !place.tab.empty())
        return openDialog(new ServerProperties(m_store, m_prompter, qt(place.tab), front()));
    const model::Service* service = m_live.overview().service(place.service);
    if (service == nullptr) {
        m_prompter.tell(this, tr("Services"), tr("There is no service %1 any more.").arg(qt(place.service)),
                        tr("It was renamed or deleted after this was decided."), Prompter::Tone::Information);
        return;
    }
    if (!place.tab.empty())
        return openService(service->id, qt(place.tab));
    if (place.list) {
        openList(service->id, place.list->color)->showEntry(place.list->kind, place.entry);
        return;
    }
    if (place.entry != 0)
        return openEntry(service->id, place);
    if (place.check == model::Check::RecipientUnknown)
        return showPage(PageId::Mailboxes);
    if (place.check && listOf(*place.check))
        return openList(service->id, model::ListColor::Black)->showCheck(*place.check);
    openService(service->id, place.check ? tabOf(*place.check) : QString());
}

void MainWindow::openService(model::Id service, const QString& tab)
{
    auto* dialog = new ServiceProperties(m_store, m_prompter, service, tab, front());
    connect(dialog, &ServiceProperties::connectionTestWanted, this,
            [this, dialog](const model::Service& saved, const model::Server& server) {
                testService(saved, server, dialog);
            });
    connect(dialog, &ServiceProperties::scannerTestWanted, this,
            [this, dialog](const model::Scanner& scanner) { testScanner(scanner, dialog); });
    connect(dialog, &ServiceProperties::dnsListTestWanted, this,
            [this, dialog](const model::DnsList& list, const model::Server& server) {
                testDnsList(list, server, dialog);
            });
    connect(dialog, &ServiceProperties::bansWanted, this, [this, dialog] {
        dialog->reject(); // asks where it has edits
        if (!dialog->isVisible())
            showPage(PageId::Bans);
    });
    connect(dialog, &ServiceProperties::whoWanted, this,
            [this, dialog, service](model::Check check, const std::string& name, QWidget* over) {
                showWho(service, name, check, over, dialog);
            });
    openDialog(dialog);
    if (tab == QLatin1String(listFilesLink))
        dialog->openListFiles();
}

// Modeless: what it leads to can be opened beside it.
void MainWindow::showWho(model::Id service, const std::string& name, model::Check check, QWidget* over,
                         QDialog* inTheWay)
{
    auto* dialog = new RefusalDialog(*this, service, name, check, over);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (inTheWay != nullptr) // asks where it has edits
        connect(dialog, &RefusalDialog::leaving, inTheWay, &QDialog::reject);
    dialog->show();
}

void MainWindow::testService(const model::Service& service, const model::Server& server, QWidget* parent)
{
    const auto begin = [this, service, server](QObject* owner) {
        return m_tester.testService(service, server, owner);
    };
    openDialog(new ConnectionTestDialog({.title = tr("Test of %1").arg(qt(service.name)),
                                         .intro = tr("As a mail program finds the service now at %1, port "
                                                     "%2, and knows it as %3. What is not applied yet "
                                                     "does not count.")
                                                      .arg(qt(nearAddress(service)))
                                                      .arg(service.port)
                                                      .arg(qt(server.hostname)),
                                         .good = tr("The service answers."),
                                         .bad = tr("Nobody can use the service so.")},
                                        begin, parent));
}

void MainWindow::testScanner(const model::Scanner& scanner, QWidget* parent)
{
    const auto begin = [this, scanner](QObject* owner) { return m_tester.testScanner(scanner, owner); };
    openDialog(new ConnectionTestDialog(
        {.title = tr("Test of the scanner at %1").arg(qt(scanner.address)),
         .intro = tr("It is handed a clean message, and one that every scanner takes for spam (GTUBE). Both "
                     "are made for this; no mail of anybody is shown to it."),
         .good = tr("The scanner does what it is for."),
         .bad = tr("Messages cannot be judged by this scanner so.")},
        begin, parent));
}

void MainWindow::testDnsList(const model::DnsList& list, const model::Server& server, QWidget* parent)
{
    const bool domains = list.kind == model::DnsListKind::Domain;
    const auto besides = std::make_shared<QPointer<QLineEdit>>(); // not there at the first run
    const auto begin = [this, list, server, besides](QObject* owner) {
        const QString typed = *besides ? (*besides)->text().trimmed() : QString();
        return m_tester.testDnsList(list, bytes(typed), server, owner);
    };
    auto* dialog = new ConnectionTestDialog(
        {.title = tr("Test of %1").arg(qt(list.zone)),
         .intro =
             tr("Every DNS list that is alive has %1 and has not %2 (RFC 5782). The DNS servers are those "
                "that are saved.")
                 .arg(domains ? QStringLiteral("test") : QStringLiteral("127.0.0.2"),
                      domains ? QStringLiteral("invalid") : QStringLiteral("127.0.0.1")),
         .good = tr("The list is alive."),
         .bad = tr("The list is of no use so.")},
        begin, parent);
    *besides = domains ? dialog->addInput(tr("As&k also for the domain:"), QStringLiteral("spam.example"))
                       : dialog->addInput(tr("As&k also for the address:"), QStringLiteral("203.0.113.9"));
    openDialog(dialog);
}

void MainWindow::followTray()
{
    connect(m_tray, &Tray::windowWanted, this, &MainWindow::toFront);
    connect(m_tray, &Tray::quitWanted, this, [this] {
        toFront(); // it may ask
        close();
    });
    connect(m_tray, &Tray::chosen, this, [this](const ServiceNotice& notice) {
        toFront();
        openNotice(notice);
    });
}

void MainWindow::openNotice(const ServiceNotice& notice)
{
    if (notice.service == 0)
        showPage(PageId::Statistics);
    else
        openService(notice.service, notice.tab);
}

void MainWindow::toFront()
{
    setWindowState(windowState() & ~Qt::WindowMinimized);
    show();
    raise();
    activateWindow();
}

ListDialog* MainWindow::openList(model::Id service, model::ListColor color)
{
    auto* dialog = new ListDialog(m_store, m_prompter, service, color, front());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ListDialog::filesWanted, this,
            [this, service] { openService(service, QLatin1String(listFilesLink)); });
    connect(dialog, &ListDialog::whoWanted, this,
            [this, dialog, service](model::Check check, const std::string& name) {
                showWho(service, name, check, dialog, nullptr);
            });
    dialog->show();
    return dialog;
}

// Which list an entry stands in only the store knows: an exception lifts checks of every kind.
void MainWindow::openEntry(model::Id service, const Place& place)
{
    m_store.run(
        this, [id = place.entry](store::Store& store) { return store.listEntry(id); },
        [this, service, place](const Result<std::optional<model::ListEntry>>& entry) {
            if (entry && *entry) {
                openList(service, (*entry)->color)->showEntry((*entry)->kind, (*entry)->id);
                return;
            }
            m_prompter.tell(this, tr("Lists"), tr("This line is not in the list any more."),
                            entry ? tr("It was removed after this was decided.") : translate(entry.error()),
                            Prompter::Tone::Information);
            const auto kind = place.check ? listOf(*place.check) : std::nullopt;
            openList(service, model::ListColor::Black)->showEntry(kind.value_or(model::ListKind::Sender));
        });
}

void MainWindow::showRejections(const std::string& service)
{
    m_pages->show(PageId::Rejected, [this, service](bool left) {
        if (left)
            static_cast<LogPage*>(m_pages->currentPage())->showRejections(service);
    });
}

void MainWindow::showInLog(const std::string& search)
{
    m_pages->show(PageId::Rejected, [this, search](bool left) {
        if (left)
            static_cast<LogPage*>(m_pages->currentPage())->search(qt(search));
    });
}

void MainWindow::showLog(const LogFilter& filter)
{
    m_pages->show(PageId::Rejected, [this, filter](bool left) {
        if (left)
            static_cast<LogPage*>(m_pages->currentPage())->ask(filter);
    });
}

// Modeless: what it leads to can be opened beside it.
void MainWindow::explain(const std::string& service, const policy::Facts& facts)
{
    auto* dialog = new ExplainDialog(*this, service, facts, front());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->show();
}

void MainWindow::find()
{
    m_find->begin();
}

void MainWindow::showAbout()
{
    AboutDialog(this).exec();
}

void MainWindow::backUp()
{
    const QString proposal =
        m_store.where() + QStringLiteral(".backup-") + QDate::currentDate().toString(Qt::ISODate);
    const QString file =
        m_prompter.saveFile(this, tr("Back up the Store"), proposal, tr("Stores (*.db *.backup*)"));
    if (file.isEmpty())
        return;
    m_store.run(
        this, [file = bytes(file)](store::Store& store) { return store.backup(file); },
        [this, file](const Result<>& done) {
            if (done)
                m_prompter.tell(this, tr("Back up the Store"), tr("The store is backed up."), file,
                                Prompter::Tone::Information);
            else
                m_prompter.tell(this, tr("Back up the Store"), tr("The store cannot be backed up."),
                                translate(done.error()));
        });
}

} // namespace postern::ui
