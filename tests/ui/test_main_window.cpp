// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/accessibility.h"
#include "support/console_fixture.h"
#include "ui/pages/service_commands.h"
#include "ui/service/service_properties.h"
#include "ui/shell/navigation_tree.h"
#include "ui/shell/page_host.h"
#include "ui/shell/status_summary.h"
#include "ui/shell/theme.h"

#include <QAction>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

Q_DECLARE_METATYPE(postern::ui::LocalEngine::State)
Q_DECLARE_METATYPE(postern::ui::Theme)

namespace {

QTreeWidgetItem* item(const NavigationTree* tree, const QString& text)
{
    const auto found = tree->findItems(text, Qt::MatchExactly | Qt::MatchRecursive);
    return found.isEmpty() ? nullptr : found.last();
}

QString treeText(const QTreeWidgetItem* item, const QString& indent = {})
{
    QString text = indent + item->text(0) + '\n';
    for (int i = 0; i < item->childCount(); ++i)
        text += treeText(item->child(i), indent + "  ");
    return text;
}

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { forgetSettings(); }
    void init() { QSettings().clear(); }

    void theTreeShowsTheServerAndItsServices()
    {
        ConsoleFixture console;
        auto* tree = find<NavigationTree>(&console.window, "navigation");
        QVERIFY(
            treeText(tree->topLevelItem(0))
                .startsWith("mail.example.com\n  Services\n    SMTP (25)\n    Submission (587)\n  Domains\n"
                            "  Mailboxes\n  Routes\n  LAN\n"));
        QCOMPARE(console.window.windowTitle(), "mail.example.com — Postern");
    }

    void theTreeFollowsWhatOthersSave()
    {
        ConsoleFixture console;
        auto* tree = find<NavigationTree>(&console.window, "navigation");
        tree->setCurrentItem(item(tree, "LAN"));
        console.store.saveAs("anna", [](model::Configuration& all) {
            all.services.erase(all.services.begin());
            all.services.front().port = 2587;
            all.server.hostname = "mx.example.com";
        });
        QTRY_COMPARE(tree->topLevelItem(0)->text(0), "mx.example.com");
        QVERIFY(item(tree, "Submission (2587)") != nullptr);
        QVERIFY(item(tree, "SMTP (25)") == nullptr);
        QCOMPARE(tree->currentItem()->text(0), "LAN"); // what is selected stays
    }

    void pagesAreChosenInTheTreeAndByKey()
    {
        ConsoleFixture console;
        auto* tree = find<NavigationTree>(&console.window, "navigation");
        QCOMPARE(find<QLabel>(&console.window, "pageTitle")->text(), "Services");
        tree->setCurrentItem(item(tree, "Domains"));
        QCOMPARE(find<QLabel>(&console.window, "pageTitle")->text(), "Domains");
        QTest::keyClick(&console.window, Qt::Key_4, Qt::ControlModifier);
        QCOMPARE(find<QLabel>(&console.window, "pageTitle")->text(), "LAN");
        QCOMPARE(tree->currentItem()->text(0), "LAN");                    // the tree goes along
        QTest::keyClick(&console.window, Qt::Key_0, Qt::ControlModifier); // the tenth
        QCOMPARE(find<QLabel>(&console.window, "pageTitle")->text(), "Temporary bans");
    }

    void aPageLeadsIntoTheLog()
    {
        ConsoleFixture console;
        console.window.showInLog("192.0.2.7");
        QCOMPARE(find<QLabel>(&console.window, "pageTitle")->text(), "Rejected mail");
        QCOMPARE(find<QLineEdit>(&console.window, "search")->text(), "192.0.2.7");
    }

    void aServiceInTheTreeIsTheServiceAtHand()
    {
        ConsoleFixture console;
        auto* tree = find<NavigationTree>(&console.window, "navigation");
        tree->setCurrentItem(item(tree, "Submission (587)"));
        auto* services = console.window.findChild<ServiceCommands*>();
        QCOMPARE(services->service(), console.store.service("Submission").id);
    }

    void theLimitsOfAServiceLeadToTheClientsThatAreBarred()
    {
        ConsoleFixture console;
        console.window.open({"SMTP", {}, 0});
        QPointer<ServiceProperties> dialog =
            waitForWidget<ServiceProperties>(&console.window, "serviceProperties");
        QTRY_VERIFY(dialog->isLoaded());
        dialog->showTab("limits");
        click(find(dialog, "bans"));
        QTRY_VERIFY(dialog == nullptr);
        QCOMPARE(*console.window.pages().current(), PageId::Bans);
    }

    void statusTellsSavedFromInForce()
    {
        ConsoleFixture console;
        auto* engine = find<QLabel>(&console.window, "statusEngine");
        auto* revisions = find<QLabel>(&console.window, "statusRevisions");
        QTRY_COMPARE(engine->text(), "No engine is running: no mail is received");
        console.say(model::ListenerState::Running);
        QTRY_COMPARE(engine->text(), "Engine in this process: running");
        QCOMPARE(revisions->text(), "saved rev 2 = in force on 1 of 1");
        console.store.saveAs("anna", [](model::Configuration& all) { all.server.eventDays = 30; });
        QTRY_COMPARE(revisions->text(), "saved rev 3, in force on 0 of 1");
        console.say(model::ListenerState::Failed, "port 25 is in use");
        QTRY_COMPARE(find<QToolButton>(&console.window, "statusNotices")->text(),
                     "SMTP: port 25 is in use (and 1 more)");
        QCOMPARE(engine->text(), "Engine in this process: running");
    }

    void statusCountsTheLastHour()
    {
        ConsoleFixture console;
        console.say(model::ListenerState::Running);
        std::vector<model::Event> events(5);
        for (std::size_t i = 0; i < events.size(); ++i) {
            events[i].time = SystemClock().now() - std::chrono::minutes(i == 4 ? 61 : 1);
            events[i].outcome = i == 0   ? model::Outcome::Accepted
                                : i == 1 ? model::Outcome::Deferred
                                         : model::Outcome::Rejected;
        }
        QVERIFY(console.store.store().appendEvents(events).has_value());
        QTRY_COMPARE(find<QLabel>(&console.window, "statusTraffic")->text(), "1 accepted, 3 refused/h");
    }

    void statusNamesWhatKeepsTheEngineFromRunning_data()
    {
        QTest::addColumn<LocalEngine::State>("state");
        QTest::addColumn<QString>("shown");
        QTest::newRow("off") << LocalEngine::State::Off << "No engine is running: no mail is received";
        QTest::newRow("starting") << LocalEngine::State::Starting << "Engine in this process: starting";
        QTest::newRow("failed") << LocalEngine::State::Failed << "The engine cannot start: no memory";
    }
    void statusNamesWhatKeepsTheEngineFromRunning()
    {
        QFETCH(LocalEngine::State, state);
        QFETCH(QString, shown);
        FakeEngine engine;
        engine.set(state, "no memory");
        QCOMPARE(statusTexts({}, {}, engine, 1).engine, shown);
        QCOMPARE(statusTexts({}, "the store is damaged", engine, 1).engine, "the store is damaged");
    }

    void anEngineThatFallsSilentIsNotShownAsRunning()
    {
        ConsoleFixture console;
        model::NodeStatus node = nodeStatus(console.store.store(), model::ListenerState::Running);
        node.heartbeat -= std::chrono::seconds(9);
        QVERIFY(console.store.store().writeNode(node).has_value());
        auto* engine = find<QLabel>(&console.window, "statusEngine");
        QTRY_COMPARE(engine->text(), "Engine in this process: running");
        QTRY_COMPARE_WITH_TIMEOUT(engine->text(), "No engine is running: no mail is received", 6000);
    }

    void windowStateIsKept()
    {
        {
            ConsoleFixture console;
            console.window.resize(900, 600);
            console.window.showPage(PageId::Mailboxes);
            QVERIFY(console.window.close());
        }
        ConsoleFixture console;
        QCOMPARE(console.window.size(), QSize(900, 600));
        QCOMPARE(find<QLabel>(&console.window, "pageTitle")->text(), "Mailboxes");
    }

    void closingAsksWhileMailIsReceivedHere()
    {
        ConsoleFixture console;
        console.engine.set(LocalEngine::State::Running);
        console.prompter.answer(1);
        QVERIFY(!console.window.close());
        QVERIFY(
            console.prompter.said().contains("Mail is received only while the engine runs in this window."));
        console.prompter.answer(0);
        QVERIFY(console.window.close());
    }

    void aBoxThatIsOffIsSeenInEveryTheme_data()
    {
        QTest::addColumn<Theme>("theme");
        QTest::newRow("light") << Theme::Light;
        QTest::newRow("dark") << Theme::Dark;
    }
    void aBoxThatIsOffIsSeenInEveryTheme()
    {
        QFETCH(const Theme, theme);
        const ThemeSwitch themes;
        themes.apply(theme);
        QTreeWidget tree;
        auto* line = new QTreeWidgetItem(&tree, {QString()});
        line->setCheckState(0, Qt::Unchecked);
        tree.resize(200, 100);
        tree.show();
        const QImage picture = tree.viewport()->grab().toImage();
        const int y = tree.visualItemRect(line).center().y();
        int lightest = 0;
        int darkest = 255;
        for (int x = 0; x < picture.width(); ++x) {
            const int grey = qGray(picture.pixel(x, y));
            lightest = std::max(lightest, grey);
            darkest = std::min(darkest, grey);
        }
        themes.apply(Theme::System);
        QVERIFY2(lightest - darkest > 40, qPrintable(QString::number(lightest - darkest)));
    }

    void aThemeIsAppliedAtOnceAndKept()
    {
        ConsoleFixture console;
        const QPalette before = QApplication::palette();
        auto* dark = find<QAction>(&console.window, "themeDark");
        dark->trigger();
        QCOMPARE(QApplication::palette().color(QPalette::Window), darkPalette().color(QPalette::Window));
        QCOMPARE(savedTheme(), Theme::Dark);
        find<QAction>(&console.window, "themeSystem")->trigger();
        QCOMPARE(QApplication::palette().color(QPalette::Window), before.color(QPalette::Window));
    }

    void aboutNamesVersionAndLicence()
    {
        ConsoleFixture console;
        const auto about = onNextDialog([](QDialog* dialog) {
            QString all;
            for (const QLabel* label : dialog->findChildren<QLabel*>())
                all += label->text();
            QVERIFY(all.contains("Postern " POSTERN_VERSION));
            QVERIFY(all.contains("General Public"));
            QTest::keyClick(dialog, Qt::Key_Escape);
        });
        find<QAction>(&console.window, "about")->trigger();
        QVERIFY(about.appeared());
    }

    void theStoreIsBackedUp()
    {
        ConsoleFixture console;
        const QTemporaryDir folder;
        const QString file = folder.filePath("copy.db");
        console.prompter.answerFile(file);
        find<QAction>(&console.window, "backUp")->trigger();
        QTRY_VERIFY(console.prompter.said().contains("The store is backed up."));
        const auto copy = store::Store::open(file.toStdString(), store::OpenMode::Existing);
        QVERIFY(copy.has_value());
        QCOMPARE((*copy)->configuration().value(), console.store.configuration());
        console.prompter.answerFile(file); // is never overwritten
        find<QAction>(&console.window, "backUp")->trigger();
        QTRY_VERIFY(console.prompter.said().contains("The store cannot be backed up."));
    }

    void everythingIsReachableByKeyboardAndNamed()
    {
        ConsoleFixture console;
        verifyAccessible(&console.window);
        verifyMnemonics(&console.window);
    }
};

QTEST_MAIN(TestMainWindow)
#include "test_main_window.moc"
