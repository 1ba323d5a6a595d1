// SPDX-License-Identifier: GPL-3.0-or-later
// Options › Services…: the list of services as administrators of mail servers know it.
#include "support/accessibility.h"
#include "support/console_fixture.h"
#include "support/picture.h"
#include "ui/data/live_status.h"
#include "ui/pages/service_row.h"
#include "ui/pages/service_table.h"
#include "ui/service/service_properties.h"
#include "ui/shell/service_manager.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QTimer>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

namespace {

// The console with the manager over it, opened by its menu.
struct Manager : ConsoleFixture {
    ServiceManager* dialog = nullptr;

    Manager()
    {
        find<QAction>(&window, "serviceManager")->trigger();
        dialog = waitForWidget<ServiceManager>(&window, "serviceManager");
        if (!QTest::qWaitFor([this] { return rows() == 2; }))
            QTest::qFail("the services are not there", __FILE__, __LINE__);
    }
    ServiceTable* table() const { return find<ServiceTable>(dialog, "services"); }
    int rows() const { return table()->model()->rowCount(); }
    QString cell(int row, ServiceTableModel::ColumnIndex column) const
    {
        return table()->model()->index(row, column).data().toString();
    }
    QPushButton* button(const char* command) const
    {
        return find<QPushButton>(dialog, ("manager-" + QByteArray(command)).constData());
    }
    void select(int row) const
    {
        const QRect place = table()->visualRect(table()->model()->index(row, 0));
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, place.center());
    }
    // The one command that the engine is told next.
    store::Command commandTaken()
    {
        std::vector<store::Command> taken;
        if (!QTest::qWaitFor([&] {
                taken = store.store().takeCommands("main").value();
                return !taken.empty();
            }))
            return {};
        return taken.front();
    }
};

} // namespace

class TestServiceManager : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        forgetSettings();
        wearTheme();
    }
    void init() { QSettings().clear(); }

    void itIsModalAndListsTheServices()
    {
        Manager manager;
        QVERIFY(manager.dialog->isModal());
        QCOMPARE(manager.cell(0, ServiceTableModel::Name), "SMTP");
        QCOMPARE(manager.cell(1, ServiceTableModel::Name), "Submission");
        QCOMPARE(manager.cell(1, ServiceTableModel::Port), "587");
        manager.say(model::ListenerState::Running);
        QTRY_COMPARE(manager.cell(0, ServiceTableModel::State), "running");
        picture(manager.dialog, "service-manager");
        verifyAccessible(manager.dialog);
        verifyMnemonics(manager.dialog);
        verifyTabOrder(manager.dialog);
    }

    void addMakesAServiceByPresetAndSelectsIt()
    {
        Manager manager;
        const auto asked = onNextDialog([](QDialog* dialog) {
            typeOver(find(dialog, "name"), "Printers");
            typeOver(find(dialog, "port"), "2626");
            click(buttonWithText(dialog, "OK"));
        });
        auto* relay = find<QAction>(manager.button("add")->menu(), "new-internal-relay");
        QTimer news; // that was under way before the service was there
        connect(&news, &QTimer::timeout, &manager.window.live(), &LiveStatus::changed);
        news.start(0);
        relay->trigger();
        QTRY_COMPARE(manager.rows(), 3);
        QVERIFY(asked.appeared());
        QCOMPARE(manager.store.service("Printers").port, 2626);
        QTRY_COMPARE(manager.table()->currentIndex().data().toString(), "Printers");
    }

    void propertiesOpenOverTheManagerAndWhatTheySaveIsListed()
    {
        Manager manager;
        manager.select(1);
        click(manager.button("properties"));
        auto* properties = manager.dialog->findChild<ServiceProperties*>();
        QVERIFY(properties != nullptr);
        QTRY_VERIFY(properties->isLoaded());
        QVERIFY2(properties->windowTitle().contains("Submission"), qPrintable(properties->windowTitle()));
        find<QSpinBox>(properties, "port")->setValue(2587);
        click(find<QDialogButtonBox>(properties, "buttons")->button(QDialogButtonBox::Ok));
        QTRY_COMPARE(manager.cell(1, ServiceTableModel::Port), "2587");
        QVERIFY(manager.dialog->isVisible());
    }

    void removeAsksAndRemoves()
    {
        Manager manager;
        manager.select(1);
        manager.prompter.answer(1); // Cancel
        click(manager.button("remove"));
        QTRY_VERIFY(manager.prompter.said().contains("Submission"));
        QTest::qWait(100);
        QCOMPARE(manager.rows(), 2);
        manager.prompter.answer(0);
        click(manager.button("remove"));
        QTRY_COMPARE(manager.rows(), 1);
        QCOMPARE(int(manager.store.configuration().services.size()), 1);
        QCOMPARE(QString::fromStdString(manager.store.configuration().services[0].name), "SMTP");
    }

    void startAndStopAreOfferedAsTheStateAllows_data()
    {
        QTest::addColumn<bool>("runs");
        QTest::newRow("running") << true;
        QTest::newRow("stopped") << false;
    }
    void startAndStopAreOfferedAsTheStateAllows()
    {
        QFETCH(bool, runs);
        Manager manager;
        manager.select(1);
        QVERIFY(!manager.button("start")->isEnabled()); // no engine is there
        QVERIFY(!manager.button("stop")->isEnabled());
        manager.say(runs ? model::ListenerState::Running : model::ListenerState::Stopped);
        QPushButton* offered = manager.button(runs ? "stop" : "start");
        QTRY_VERIFY(offered->isEnabled());
        QVERIFY(!manager.button(runs ? "start" : "stop")->isEnabled());
        QVERIFY(manager.store.store().takeCommands("main")); // what was there before the engine is not its
        click(offered);
        const store::Command command = manager.commandTaken();
        QCOMPARE(QString::fromStdString(command.verb), runs ? "service.stop" : "service.start");
        QCOMPARE(command.argument, std::to_string(manager.store.service("Submission").id));
    }

    void withoutAServiceOnlyAddIsOffered()
    {
        Manager manager;
        manager.store.saveAs("anna", [](model::Configuration& all) { all.services.clear(); });
        QTRY_COMPARE(manager.rows(), 0);
        for (const char* command : {"properties", "remove", "start", "stop"})
            QTRY_VERIFY2(!manager.button(command)->isEnabled(), command);
        QVERIFY(manager.button("add")->isEnabled());
    }

    void escapeClosesIt()
    {
        Manager manager;
        QTest::keyClick(manager.dialog, Qt::Key_Escape);
        QTRY_VERIFY(manager.window.findChild<ServiceManager*>() == nullptr);
    }
};

QTEST_MAIN(TestServiceManager)
#include "test_service_manager.moc"
