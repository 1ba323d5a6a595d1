// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/data/live_status.h"
#include "ui/data/service_notices.h"
#include "ui/shell/console.h"
#include "ui/shell/page_id.h"
#include "ui/shell/theme.h"

#include <QMainWindow>

#include <map>

class QDialog;
class QMenu;
class QSplitter;

namespace postern::ui {

class FindField;
class ListDialog;
class LocalEngine;
class NavigationTree;
class PageHost;
class ServiceCommands;
class Tray;

// The console: tree, pages, menus, toolbar and status bar around one store. It knows where things are, and
// nothing of what they do: pages own their commands, dialogs save for themselves.
class MainWindow : public QMainWindow, public Console {
    Q_OBJECT

public:
    // All of them outlive the window.
    MainWindow(StoreClient& store, LocalEngine& engine, ConnectionTester& tester, Prompter& prompter);
    ~MainWindow() override;

    void showPage(PageId page);
    void setUp(); // the first-start wizard, over this window
    void toFront();
    PageHost& pages() { return *m_pages; }

    StoreClient& store() override { return m_store; }
    Prompter& prompter() override { return m_prompter; }
    LiveStatus& live() override { return m_live; }
    ConnectionTester& tester() override { return m_tester; }
    void open(const Place& place) override;
    void showRejections(const std::string& service) override;
    void showInLog(const std::string& search) override;
    void showLog(const LogFilter& filter) override;
    void explain(const std::string& service, const policy::Facts& facts) override;

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum class MenuId : std::uint8_t { File, Edit, View, Options, Tools, Help };
    struct ActionRow;
    static const ActionRow actionRows[];

    void makeMenus();
    void makeViewMenu(QMenu* menu);
    void makeToolBar();
    void makeCentre();
    void fillEditMenu();
    void followTree();
    void followLive();
    void followEngine();
    void openPage(PageId page, model::Id record);
    ListDialog* openList(model::Id service, model::ListColor color);
    void openEntry(model::Id service, const Place& place);
    void openService(model::Id service, const QString& tab);
    void testService(const model::Service& service, const model::Server& server, QWidget* parent);
    void testScanner(const model::Scanner& scanner, QWidget* parent);
    void testDnsList(const model::DnsList& list, const model::Server& server, QWidget* parent);
    // `inTheWay`: what goes before a page of this window is shown; nullptr: nothing.
    void showWho(model::Id service, const std::string& name, model::Check check, QWidget* over,
                 QDialog* inTheWay);
    void followTray();
    void openNotice(const ServiceNotice& notice);
    void restoreState();
    void saveState();
    bool mayStopEngine(const QString& action);

    void backUp();
    QWidget* front();
    static void openDialog(QDialog* dialog);
    void openServiceManager();
    void openServerProperties();
    void explainAny();
    void toggleEngine();
    void find();
    void showAbout();

    StoreClient& m_store;
    LocalEngine& m_engine;
    ConnectionTester& m_tester;
    Prompter& m_prompter;
    LiveStatus m_live;
    ThemeSwitch m_theme;
    Tray* m_tray;
    ServiceCommands* m_services;
    NavigationTree* m_tree;
    PageHost* m_pages;
    QSplitter* m_splitter;
    FindField* m_find;
    QMenu* m_edit = nullptr;
    std::map<QString, QAction*> m_actions; // by object name
    bool m_left = false;                   // the page at hand has been asked
};

} // namespace postern::ui
