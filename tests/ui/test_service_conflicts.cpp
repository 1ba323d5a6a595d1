// SPDX-License-Identifier: GPL-3.0-or-later
// Two consoles that change one service at a time.
#include "support/opened_dialog.h"

#include <QSpinBox>
#include <QTreeWidget>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

class TestServiceConflicts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void twoConsolesThatChangeDifferentThingsAreBothKept()
    {
        TempStore temp;
        Opened opened(temp);
        typeOver(find(&opened.dialog, "port"), "2525");
        temp.saveAs("bert", [](model::Configuration& all) { all.services[0].hopLimit = 33; });
        QString said;
        const auto handle = onNextDialog([&said](QDialog* dialog) {
            auto* changes = find<QTreeWidget>(dialog, "changes");
            said = changes->topLevelItem(0)->text(1) + u'|' + changes->topLevelItem(0)->text(0);
            click(find(dialog, "merge"));
        });
        QVERIFY(opened.apply());
        QVERIFY(handle.appeared());
        QVERIFY2(said.startsWith("bert|"), qPrintable(said));
        QVERIFY2(said.contains("33"), qPrintable(said));
        QCOMPARE(temp.service("SMTP").port, 2525);
        QCOMPARE(temp.service("SMTP").hopLimit, 33);
        QVERIFY(!opened.canApply());
        opened.tab("limits");
        QCOMPARE(find<QSpinBox>(&opened.dialog, "hop_limit")->value(), 33);
    }

    void whatTheSameUserSavedElsewhereIsKeptWithoutAsking()
    {
        TempStore temp;
        Opened opened(temp);
        typeOver(find(&opened.dialog, "port"), "2525");
        temp.saveAs(bytes(opened.client.author()),
                    [](model::Configuration& all) { all.services[0].hopLimit = 33; });
        QVERIFY(opened.apply());
        QCOMPARE(temp.service("SMTP").port, 2525);
        QCOMPARE(temp.service("SMTP").hopLimit, 33);
    }

    void whatBothChangedIsAskedAgain_data()
    {
        QTest::addColumn<QString>("choice");
        QTest::addColumn<int>("port");
        QTest::addColumn<int>("shown");
        QTest::addColumn<bool>("dirty");
        QTest::newRow("mine") << "keepMine" << 2525 << 2525 << false;
        QTest::newRow("theirs") << "discard" << 2626 << 2626 << false;
        QTest::newRow("cancel") << "cancel" << 2626 << 2525 << true;
    }
    void whatBothChangedIsAskedAgain()
    {
        QFETCH(QString, choice);
        QFETCH(int, port);
        QFETCH(int, shown);
        QFETCH(bool, dirty);
        TempStore temp;
        Opened opened(temp);
        typeOver(find(&opened.dialog, "port"), "2525");
        temp.saveAs("bert", [](model::Configuration& all) {
            all.services[0].port = 2626;
            all.services[0].greeting = "from bert";
        });
        bool second = false;
        const auto handle = onNextDialog([&](QDialog* first) {
            onNextDialog([&](QDialog* again) {
                second = true;
                click(find(again, qPrintable(choice)));
            });
            click(find(first, "merge"));
        });
        click(opened.button("Apply"));
        QTRY_VERIFY(handle.appeared());
        QTRY_VERIFY(second);
        QTRY_COMPARE(temp.service("SMTP").port, port);
        QTRY_COMPARE(find<QSpinBox>(&opened.dialog, "port")->value(), shown);
        QTRY_COMPARE(opened.canApply(), dirty);
        QCOMPARE(temp.service("SMTP").greeting, std::string("from bert"));
    }

    void discardingMineShowsTheirs()
    {
        TempStore temp;
        Opened opened(temp);
        typeOver(find(&opened.dialog, "port"), "2525");
        temp.saveAs("bert", [](model::Configuration& all) { all.services[0].port = 2626; });
        const auto handle = onNextDialog([](QDialog* dialog) { click(find(dialog, "discard")); });
        click(opened.button("Apply"));
        QTRY_VERIFY(handle.appeared());
        QTRY_COMPARE(find<QSpinBox>(&opened.dialog, "port")->value(), 2626);
        QVERIFY(!opened.canApply());
    }

    void whatOthersSaveIsTakenOverWhileNothingIsEdited()
    {
        TempStore temp;
        Opened opened(temp);
        temp.saveAs("bert", [](model::Configuration& all) { all.services[0].port = 2626; });
        QTRY_COMPARE(find<QSpinBox>(&opened.dialog, "port")->value(), 2626);
        QVERIFY(!opened.canApply());
    }

    void aServiceThatIsDeletedMeanwhileSaysSo()
    {
        TempStore temp;
        Opened opened(temp, "Submission");
        temp.saveAs("bert", [](model::Configuration& all) { all.services.pop_back(); });
        QTRY_VERIFY(find<ProblemLabel>(&opened.dialog, "message")->text().contains("deleted"));
        QVERIFY(!opened.button("OK")->isEnabled());
    }
};

QTEST_MAIN(TestServiceConflicts)
#include "test_service_conflicts.moc"
