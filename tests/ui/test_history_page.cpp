// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/accessibility.h"
#include "support/console_fixture.h"
#include "support/picture.h"
#include "support/test_console.h"
#include "ui/log/history_page.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QTableView>
#include <QTranslator>

using namespace postern;
using namespace postern::test;

namespace {

struct Fixture {
    TestConsole console;
    std::unique_ptr<ui::HistoryPage> page;

    Fixture()
    {
        console.tempStore().saveAs("bert", [](model::Configuration& all) { all.services[0].port = 2525; });
        page = std::make_unique<ui::HistoryPage>(console);
        page->resize(900, 560);
        page->show();
    }

    QTableView* table() const { return find<QTableView>(page.get(), "revisions"); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    int rows() const { return table()->model()->rowCount(); }
    QStringList changes() const
    {
        QStringList lines;
        const auto* model = find<QListView>(page.get(), "changes")->model();
        for (int row = 0; row < model->rowCount(); ++row)
            lines << model->index(row, 0).data().toString();
        return lines;
    }
    QPushButton* restore() const { return find<QPushButton>(page.get(), "restore"); }
    int port() { return console.tempStore().configuration().services.at(0).port; }
};

} // namespace

class TestHistoryPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        forgetSettings();
        wearTheme();
    }
    void init() { QSettings().clear(); }

    void everyRevisionIsThereWithWhatItChanged()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        QAbstractItemModelTester tester(fixture.table()->model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(fixture.cell(0, 0), "3");
        QCOMPARE(fixture.cell(0, 2), "bert");
        QVERIFY2(fixture.cell(0, 3).contains("2525"), qPrintable(fixture.cell(0, 3)));
        QTRY_COMPARE(fixture.changes().size(), 1);
        QVERIFY2(fixture.changes()[0].contains("25 → 2525"), qPrintable(fixture.changes()[0]));
        QVERIFY(!fixture.restore()->isEnabled()); // it is the newest
        fixture.table()->selectRow(1);
        QTRY_COMPARE(fixture.changes().size(), 5);
        QVERIFY(fixture.restore()->isEnabled());
        verifyAccessible(fixture.page.get());
        verifyMnemonics(fixture.page.get());
        picture(fixture.page.get(), "history");
    }

    void aRevisionIsRestoredAfterAQuestionAndThatIsARevisionToo()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        fixture.table()->selectRow(1);
        fixture.console.scripted().answer(1); // cancel
        click(fixture.restore());
        QTest::qWait(200);
        QCOMPARE(fixture.port(), 2525);
        fixture.console.scripted().answer(0);
        click(fixture.restore());
        QTRY_COMPARE(fixture.rows(), 4);
        QCOMPARE(fixture.port(), 25);
        QVERIFY(fixture.console.scripted().said().contains("revision 2?"));
        QCOMPARE(fixture.cell(0, 2), fixture.console.store().author());
        QCOMPARE(fixture.table()->currentIndex().row(), 0);
    }

    void whatOthersSaveAppears()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        fixture.table()->selectRow(1);
        fixture.console.tempStore().saveAs("carl",
                                           [](model::Configuration& all) { all.services[0].port = 26; });
        QTRY_COMPARE(fixture.rows(), 4);
        QCOMPARE(fixture.table()->currentIndex().row(), 2); // the same revision as before
        QCOMPARE(fixture.cell(0, 2), "carl");
    }

    void aLongHistoryIsReadAsItIsScrolled()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        for (int i = 0; i < 220; ++i)
            fixture.console.tempStore().saveAs(
                "anna", [i](model::Configuration& all) { all.services[0].port = 3000 + i; });
        ui::HistoryPage page(fixture.console);
        page.resize(900, 560);
        page.show();
        auto* table = find<QTableView>(&page, "revisions");
        QTRY_COMPARE(table->model()->rowCount(), 200);
        QVERIFY(QTest::qWaitFor([&] {
            table->scrollToBottom();
            return table->model()->rowCount() == 223;
        }));
        QCOMPARE(table->model()->index(222, 0).data().toString(), "1");
        fixture.console.tempStore().saveAs("anna",
                                           [](model::Configuration& all) { all.services[0].port = 25; });
        QTRY_COMPARE(table->model()->rowCount(), 224);
        QCOMPARE(table->model()->index(223, 0).data().toString(), "1");
    }

    void changesAreSaidInTheLanguageOfTheConsole()
    {
        QTranslator german;
        QVERIFY(german.load(QStringLiteral(":/i18n/postern_de.qm")));
        QCoreApplication::installTranslator(&german);
        {
            Fixture fixture;
            fixture.console.tempStore().saveAs("bert", [](model::Configuration& all) {
                all.services[0].relay.lan = false;
                all.routes.push_back({0, "*", "smtp:relay.example.org:25", {}, {}, {}});
            });
            QTRY_COMPARE(fixture.rows(), 4);
            fixture.table()->selectRow(0);
            QTRY_COMPARE(fixture.changes(), (QStringList{"Dienst SMTP: das LAN darf weiterleiten ja → nein",
                                                         "Route für * hinzugefügt"}));
        }
        QCoreApplication::removeTranslator(&german);
    }
};

QTEST_MAIN(TestHistoryPage)
#include "test_history_page.moc"
