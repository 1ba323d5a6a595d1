// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/accessibility.h"
#include "support/console_fixture.h"
#include "support/picture.h"
#include "ui/pages/service_commands.h"
#include "ui/pages/service_row.h"
#include "ui/pages/service_table.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QPushButton>
#include <QTest>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

namespace {

using Shows = ServiceTableModel::ColumnIndex;
using Command = ServiceCommands::Command;

ServiceTable* table(ConsoleFixture& console)
{
    return find<ServiceTable>(&console.window, "services");
}

QString cell(ConsoleFixture& console, int row, Shows column)
{
    return table(console)->model()->index(row, column).data().toString();
}

ServiceCommands& commands(ConsoleFixture& console)
{
    return *console.window.findChild<ServiceCommands*>();
}

} // namespace

class TestServicesPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { forgetSettings(); }
    void init() { QSettings().clear(); }

    void servicesAreShownWithStateAndRevision()
    {
        ConsoleFixture console;
        const QAbstractItemModelTester tester(table(console)->model());
        QTRY_COMPARE(cell(console, 0, Shows::State), "no engine");
        QCOMPARE(cell(console, 0, Shows::InForce), "–");
        console.say(model::ListenerState::Running);
        QTRY_COMPARE(cell(console, 0, Shows::State), "running");
        QCOMPARE(cell(console, 0, Shows::Name), "SMTP");
        QCOMPARE(cell(console, 0, Shows::Addresses), "all");
        QCOMPARE(cell(console, 0, Shows::Port), "25");
        QCOMPARE(cell(console, 0, Shows::Tls), "STARTTLS");
        QCOMPARE(cell(console, 0, Shows::InForce), "rev 2");
        QCOMPARE(cell(console, 0, Shows::Now), "3");
        picture(&console.window, "services");
        console.say(model::ListenerState::Failed, "port 25 is in use");
        QTRY_COMPARE(cell(console, 0, Shows::State), "port 25 is in use");
        picture(&console.window, "services-failed");
    }

    void ofSeveralNodesTheWorstIsShown()
    {
        ConsoleFixture console;
        console.say(model::ListenerState::Running);
        auto second =
            nodeStatus(console.store.store(), model::ListenerState::Failed, "address not available");
        second.node = "second";
        second.revision = 1;
        QVERIFY(console.store.store().writeNode(second).has_value());
        QTRY_COMPARE(cell(console, 0, Shows::State), "second: address not available");
        QCOMPARE(cell(console, 0, Shows::InForce), "rev 1");
        QCOMPARE(cell(console, 0, Shows::Now), "3");
    }

    void whatIsSelectedStaysThroughARefresh()
    {
        ConsoleFixture console;
        QTRY_COMPARE(table(console)->model()->rowCount(), 2);
        commands(console).setService(console.store.service("Submission").id);
        QCOMPARE(table(console)->currentIndex().data().toString(), "Submission");
        console.store.saveAs("anna", [](model::Configuration& all) { all.services.front().port = 2525; });
        QTRY_COMPARE(cell(console, 0, Shows::Port), "2525");
        QCOMPARE(table(console)->currentIndex().data().toString(), "Submission");
    }

    void startAndStopAreToldToTheEngine_data()
    {
        QTest::addColumn<bool>("start");
        QTest::newRow("start") << true;
        QTest::newRow("stop") << false;
    }
    void startAndStopAreToldToTheEngine()
    {
        QFETCH(bool, start);
        ConsoleFixture console;
        console.say(start ? model::ListenerState::Stopped : model::ListenerState::Running);
        QAction* action = commands(console).action(start ? Command::Start : Command::Stop);
        QTRY_VERIFY(action->isEnabled());
        QVERIFY(!commands(console).action(start ? Command::Stop : Command::Start)->isEnabled());
        // What a node finds at its first look is from before its time and not handed out.
        QVERIFY(console.store.store().takeCommands("main"));
        action->trigger();
        std::vector<store::Command> taken;
        QVERIFY(QTest::qWaitFor([&] { // each is handed out once
            taken = console.store.store().takeCommands("main").value();
            return !taken.empty();
        }));
        QCOMPARE(QString::fromStdString(taken.front().verb), start ? "service.start" : "service.stop");
        QCOMPARE(taken.front().argument, std::to_string(console.store.service("SMTP").id));
        QVERIFY(!taken.front().author.empty());
    }

    void withoutAnEngineNothingCanBeStarted()
    {
        ConsoleFixture console;
        QTRY_VERIFY(commands(console).service() != 0);
        QVERIFY(!commands(console).action(Command::Start)->isEnabled());
        QVERIFY(!commands(console).action(Command::Stop)->isEnabled());
        QVERIFY(commands(console).action(Command::Properties)->isEnabled());
    }

    void anEmptyListSaysWhatToDo()
    {
        ConsoleFixture console;
        console.store.saveAs("anna", [](model::Configuration& all) { all.services.clear(); });
        QTRY_VERIFY(!table(console)->isVisible());
        auto* button = find<QPushButton>(&console.window, "newService");
        QVERIFY(button->isVisible());
        QVERIFY(button->menu() != nullptr);
        picture(&console.window, "services-empty");
    }

    void propertiesOpenByKeyAndDoubleClick()
    {
        ConsoleFixture console;
        QTRY_VERIFY(commands(console).service() != 0);
        table(console)->setFocus();
        const auto byKey = onNextDialog([](QDialog* dialog) {
            QVERIFY2(dialog->windowTitle().contains("SMTP"), qPrintable(dialog->windowTitle()));
            QTest::keyClick(dialog, Qt::Key_Escape);
        });
        QTest::keyClick(table(console), Qt::Key_Return, Qt::AltModifier);
        QTRY_VERIFY(byKey.appeared());
        const auto byMouse = onNextDialog([](QDialog* dialog) { dialog->reject(); });
        const QRect row = table(console)->visualRect(table(console)->model()->index(1, 0));
        QTest::mouseClick(table(console)->viewport(), Qt::LeftButton, {}, row.center());
        QTest::mouseDClick(table(console)->viewport(), Qt::LeftButton, {}, row.center());
        QTRY_VERIFY(byMouse.appeared());
    }
};

QTEST_MAIN(TestServicesPage)
#include "test_services_page.moc"
