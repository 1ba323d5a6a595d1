// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/monitor_fixture.h"
#include "ui/monitor/bans_page.h"

#include <QClipboard>

using namespace postern;
using namespace postern::test;
using namespace std::chrono_literals;

namespace {

struct Fixture : MonitorFixture<ui::BansPage> {
    explicit Fixture(bool barred = true)
    {
        if (barred) {
            bar("192.0.2.7", 14min, "10 failed log-ins within ten minutes");
            bar("198.51.100.9", 2h, "probes");
            bar("2001:db8:1:2::/64", 40s, "10 failed log-ins within ten minutes");
        }
        open();
    }
    void bar(const std::string& client, std::chrono::seconds time, const std::string& reason)
    {
        QVERIFY(store().putBan({client, SystemClock().now() + time, reason}).has_value());
    }
    QStringList clients() const { return column(0); }
    QPushButton* liftButton() const { return button("lift"); }
    std::size_t stored() { return store().bans(SystemClock().now())->size(); }
};

} // namespace

class TestBansPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        forgetSettings();
        wearTheme();
    }
    void init() { QSettings().clear(); }

    void theBansAreThereThoseThatEndFirstAtTheTop()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        QAbstractItemModelTester tester(fixture.table()->model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(fixture.clients(), (QStringList{"2001:db8:1:2::/64", "192.0.2.7", "198.51.100.9"}));
        QCOMPARE(fixture.cell(1, 2), "14 min");
        QCOMPARE(fixture.cell(2, 2), "2 h");
        QCOMPARE(fixture.cell(2, 3), "probes");
        QVERIFY(fixture.cell(0, 2).endsWith(" s"));
        QVERIFY2(fixture.count().startsWith("3 barred"), qPrintable(fixture.count()));
        QVERIFY(!fixture.liftButton()->isEnabled()); // nothing is selected
        fixture.verifyUsableByEverybody();
        picture(fixture.page.get(), "bans");
    }

    void anEmptyPageTellsWhatItIsAndWhereBansAreSet()
    {
        Fixture fixture(false);
        QTRY_VERIFY(fixture.message().contains("No client is barred now."));
        QVERIFY(fixture.tellsMessage());
        QVERIFY(fixture.message().contains("Authentication"));
        QCOMPARE(fixture.count(), QString());
        fixture.bar("192.0.2.7", 14min, "probes");
        QTRY_COMPARE(fixture.rows(), 1); // by itself
        QVERIFY(!fixture.tellsMessage());
    }

    void theButtonLetsInWhoIsSelected()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        fixture.clickRow(1);
        fixture.clickRow(2, Qt::ControlModifier);
        QVERIFY(fixture.liftButton()->isEnabled());
        click(fixture.liftButton());
        QTRY_COMPARE(fixture.clients(), QStringList{"2001:db8:1:2::/64"});
        QCOMPARE(fixture.stored(), std::size_t(1));
        QVERIFY(!fixture.liftButton()->isEnabled());
    }

    void theKeyLetsInEverybody()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        fixture.selectAll();
        QTest::keyClick(fixture.table(), Qt::Key_Delete);
        QTRY_COMPARE(fixture.rows(), 0);
        QCOMPARE(fixture.stored(), std::size_t(0));
        QTRY_VERIFY(fixture.tellsMessage());
    }

    void theContextMenuAndTheEditMenuHaveTheSameCommands()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        QCOMPARE(fixture.table()->contextMenuPolicy(), Qt::ActionsContextMenu);
        QCOMPARE(fixture.table()->actions(), fixture.page->commands());
        fixture.clickRow(1);
        find<QAction>(fixture.page.get(), "lift")->trigger();
        QTRY_COMPARE(fixture.rows(), 2);
        QVERIFY(!fixture.clients().contains("192.0.2.7"));
    }

    void theLogIsAskedAboutOneClient()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        QVERIFY(!fixture.command("showInLog")->isEnabled());
        fixture.clickRow(1);
        fixture.command("showInLog")->trigger();
        QCOMPARE(fixture.console.searches, std::vector<std::string>{"192.0.2.7"});
        fixture.selectAll();
        QVERIFY(!fixture.command("showInLog")->isEnabled());
    }

    void theFilterFindsClientsAndReasons()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        fixture.filter("LOG-INS 192");
        QCOMPARE(fixture.clients(), QStringList{"192.0.2.7"});
        QVERIFY2(fixture.count().startsWith("1 of 3"), qPrintable(fixture.count()));
        fixture.filter("nobody");
        QVERIFY(fixture.tellsMessage());
        click(find<QPushButton>(fixture.page.get(), "clearFilter"));
        QCOMPARE(fixture.rows(), 3);
        QVERIFY(!fixture.tellsMessage());
    }

    void whatTheFilterHidesIsNotLifted()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        fixture.selectAll();
        fixture.filter("probes");
        QCOMPARE(fixture.rows(), 1);
        QVERIFY(fixture.liftButton()->isEnabled()); // by the row that is left
        fixture.filter("nobody");
        QVERIFY(!fixture.liftButton()->isEnabled());
        fixture.filter("");
        QVERIFY(!fixture.liftButton()->isEnabled()); // they were hidden, so they are not selected any more
        QCOMPARE(fixture.stored(), std::size_t(3));
    }

    void whoIsSelectedStaysSelectedWhileTheListChanges()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        fixture.clickRow(1);
        fixture.bar("203.0.113.1", 5min, "probes");
        QTRY_COMPARE(fixture.rows(), 4);
        const auto selected = fixture.table()->selectionModel()->selectedRows();
        QCOMPARE(selected.size(), 1);
        QCOMPARE(selected[0].data().toString(), "192.0.2.7");
    }

    void aBanThatIsOverGoesByItself()
    {
        Fixture fixture(false);
        fixture.bar("192.0.2.7", 2s, "probes");
        fixture.bar("192.0.2.8", 1h, "probes");
        QTRY_COMPARE(fixture.rows(), 2);
        QTRY_COMPARE(fixture.clients(), QStringList{"192.0.2.8"});
    }

    void aPageThatIsNotSeenDoesNotRead()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        fixture.page->deactivate();
        fixture.bar("203.0.113.1", 5min, "probes");
        QTest::qWait(800);
        QCOMPARE(fixture.rows(), 3);
        fixture.page->activate();
        QTRY_COMPARE(fixture.rows(), 4);
    }

    void rowsAreCopied()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        fixture.clickRow(2);
        QTest::keyClick(fixture.table(), Qt::Key_C, Qt::ControlModifier);
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY2(copied.startsWith("198.51.100.9\t") && copied.endsWith("\tprobes"), qPrintable(copied));
    }

    void tooManyBansAreNotAllShownAndThePageSaysSo()
    {
        Fixture fixture(false);
        fixture.runSql(
            QStringLiteral(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10005)"
                " INSERT INTO ban SELECT '10.0.' || (i / 256) || '.' || (i % 256), %1, 'probes' FROM n")
                .arg(qint64(toMicros(SystemClock().now() + 1h))));
        QTRY_COMPARE(fixture.rows(), int(ui::BansPage::mostShown));
        QVERIFY2(fixture.count().startsWith("The first 10,000 of 10,005"), qPrintable(fixture.count()));
        fixture.selectAll();
        click(fixture.liftButton());
        QTRY_COMPARE(fixture.stored(), std::size_t(5));
        QTRY_COMPARE(fixture.rows(), 5);
    }
};

QTEST_MAIN(TestBansPage)
#include "test_bans_page.moc"
