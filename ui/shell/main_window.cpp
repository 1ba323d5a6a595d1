// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/data/local_engine.h"
#include "ui/find/find_field.h"
#include "ui/forms/prompter.h"
#include "ui/pages/service_commands.h"
#include "ui/shell/navigation_tree.h"
#include "ui/shell/page_host.h"
#include "ui/shell/page_table.h"
#include "ui/shell/status_summary.h"
#include "ui/shell/tray.h"
#include "ui/text/translate.h"
#include "ui/widgets/icons.h"
#include "ui/wizard/first_start_wizard.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QMenuBar>
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

void MainWindow::find()
{
    m_find->begin();
}

} // namespace postern::ui
