// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/accessibility.h"
#include "support/console_fixture.h"
#include "support/log_events.h"
#include "support/picture.h"
#include "support/test_console.h"
#include "ui/lists/list_health_page.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>

using namespace postern;
using namespace postern::test;
using namespace std::chrono_literals;
using model::ListColor;
using model::ListKind;
using ui::ListHealthModel;

namespace {

struct Fixture {
    TestConsole console;
    std::unique_ptr<ui::ListHealthPage> page;
    model::Id smtp = 0;

    explicit Fixture(bool filled = true)
    {
        clear();
        smtp = temp().service("SMTP").id;
        if (filled)
            fill();
    }

    TempStore& temp() { return console.tempStore(); }
    std::vector<model::ListEntry> entries() { return *temp().store().listEntries(); }
    // Without what the store begins with.
    void clear()
    {
        store::Edit edit;
        edit.base = temp().revision();
        edit.author = "anna";
        for (const model::ListEntry& entry : entries())
            edit.lists.removed.push_back(entry.id);
        if (!edit.lists.empty())
            QVERIFY(temp().store().commit(edit).has_value());
    }
    void add(model::Id service, ListColor color, const std::string& pattern,
             Time created = SystemClock().now(), std::optional<Time> expires = {})
    {
        model::ListEntry entry = TempStore::entry(service, color, ListKind::Sender, pattern);
        entry.created = created;
        entry.expires = expires;
        QVERIFY(temp().addEntries({entry}) > 0);
    }
    void fill()
    {
        add(smtp, ListColor::Black, "joe@spam.example");
        add(0, ListColor::Black, "spam.example");
        add(smtp, ListColor::Black, "over.example", SystemClock().now(), SystemClock().now() - 24h);
        add(smtp, ListColor::Black, "old.example", SystemClock().now() - 24h * 100);
        add(smtp, ListColor::White, "news@partner.example");
    }
    void open()
    {
        page = std::make_unique<ui::ListHealthPage>(console);
        page->resize(1100, 460);
        page->show();
        page->activate();
        QVERIFY(QTest::qWaitForWindowActive(page.get()));
    }

    QTableView* table() { return find<QTableView>(page.get(), "list"); }
    int rows() { return table()->model()->rowCount(); }
    QStringList column(int column)
    {
        QStringList all;
        for (int row = 0; row < rows(); ++row)
            all << table()->model()->index(row, column).data().toString();
        return all;
    }
    QPushButton* button(const char* name)
    {
        return find<QPushButton>(page.get(), qPrintable(QLatin1String(name) + QStringLiteral("Button")));
    }
    void clickRow(int row, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, modifiers,
                          table()->visualRect(table()->model()->index(row, 0)).center());
    }
    QStringList stored()
    {
        QStringList all;
        for (const model::ListEntry& entry : entries())
            all << QString::fromStdString(entry.pattern);
        all.sort();
        return all;
    }
};

const QStringList everything{"joe@spam.example", "news@partner.example", "old.example", "over.example",
                             "spam.example"};

} // namespace

class TestListHealthPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        forgetSettings();
        wearTheme();
    }
    void init() { QSettings().clear(); }

    void longListsAreNotReadWhereTheyNeedNotBe()
    {
        Fixture fixture;
        const auto count = int(fixture.entries().size());
        QVERIFY(*ui::readHealth(fixture.temp().store(), count - 1) == nullptr);
        const auto all = ui::readHealth(fixture.temp().store(), count);
        QVERIFY(all && *all && int((*all)->entries.size()) == count);
    }

    void findingsOfAllServicesAreThereWithTheirReasons()
    {
        Fixture fixture;
        fixture.open();
        QTRY_COMPARE(fixture.rows(), 4);
        QAbstractItemModelTester tester(fixture.table()->model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(fixture.column(ListHealthModel::Finding),
                 (QStringList{"Shadowed", "Expired", "Never hit", "Forgeable"}));
        QCOMPARE(fixture.column(ListHealthModel::Service), (QStringList{"SMTP", "SMTP", "SMTP", "SMTP"}));
        QCOMPARE(fixture.column(ListHealthModel::List)[3], "Exceptions › Senders");
        QVERIFY(fixture.column(ListHealthModel::Why)[0].contains(
            "spam.example in the list for all services says the same"));
        const QString count = find<QLabel>(fixture.page.get(), "count")->text();
        QVERIFY2(count.startsWith("4 of 4 findings, in 5 lines"), qPrintable(count));
        verifyAccessible(fixture.page.get());
        verifyMnemonics(fixture.page.get());
        verifyTabOrder(fixture.page.get());
        Mnemonics menu;
        menu.take(fixture.page->commands());
        menu.verify(fixture.page.get());
        picture(fixture.page.get(), "list-health");
    }

    void healthyListsSaySo()
    {
        Fixture fixture(false);
        fixture.open();
        QTRY_VERIFY(find<QLabel>(fixture.page.get(), "message")->text().startsWith("Nothing is wrong"));
        fixture.add(fixture.smtp, ListColor::Black, "over.example", SystemClock().now(),
                    SystemClock().now() - 24h);
        QTRY_COMPARE(fixture.rows(), 1); // by itself
    }

    void oneKindOrSomeWordsAreShown()
    {
        Fixture fixture;
        fixture.open();
        QTRY_COMPARE(fixture.rows(), 4);
        auto* kind = find<QComboBox>(fixture.page.get(), "kind");
        kind->setFocus();
        QTest::keyClick(kind, Qt::Key_Down); // shadowed
        QTRY_COMPARE(fixture.rows(), 1);
        QTest::keyClick(kind, Qt::Key_Home);
        QTRY_COMPARE(fixture.rows(), 4);
        typeOver(find<QLineEdit>(fixture.page.get(), "filter"), "senders EXCEPTIONS");
        QTRY_COMPARE(fixture.column(ListHealthModel::Pattern), QStringList{"news@partner.example"});
        typeOver(find<QLineEdit>(fixture.page.get(), "filter"), "nonsense");
        QTRY_VERIFY(
            find<QLabel>(fixture.page.get(), "message")->text().contains("No finding is like the filter"));
    }

    void theSuperfluousGoTogetherAndComeBack()
    {
        Fixture fixture;
        fixture.open();
        QTRY_COMPARE(fixture.rows(), 4);
        QVERIFY(!fixture.button("remove")->isEnabled());
        QVERIFY(!fixture.button("undo")->isEnabled());
        const std::int64_t before = fixture.temp().revision();
        click(fixture.button("selectHarmless"));
        QCOMPARE(fixture.table()->selectionModel()->selectedRows().size(), 2);
        click(fixture.button("remove")); // nothing depends on them, so nothing is asked
        QTRY_COMPARE(fixture.rows(), 2);
        QVERIFY2(fixture.stored() == (QStringList{"news@partner.example", "old.example", "spam.example"}),
                 qPrintable(fixture.stored().join(' ')));
        QCOMPARE(fixture.temp().revision(), before + 1); // one revision for all
        QTRY_VERIFY(fixture.button("undo")->isEnabled());
        click(fixture.button("undo"));
        QTRY_COMPARE(fixture.rows(), 4);
        QCOMPARE(fixture.stored(), everything);
        QVERIFY(!fixture.button("undo")->isEnabled());
    }

    void whatSomebodySavedSinceIsNotTakenBack()
    {
        Fixture fixture;
        fixture.open();
        QTRY_COMPARE(fixture.rows(), 4);
        click(fixture.button("selectHarmless"));
        click(fixture.button("remove"));
        QTRY_VERIFY(fixture.button("undo")->isEnabled());
        fixture.add(fixture.smtp, ListColor::Black, "later.example");
        QTRY_VERIFY(!fixture.button("undo")->isEnabled());
        QVERIFY(fixture.stored().contains("later.example"));
        const auto undone = ui::editForUndo(fixture.temp().store(), fixture.temp().revision() - 1, "anna");
        QVERIFY(!undone && undone.error().kind == ErrorKind::Conflict);
    }

    void takingBackWhatBreaksAPinIsAskedFor()
    {
        Fixture fixture;
        fixture.open();
        QTRY_COMPARE(fixture.rows(), 4);
        fixture.clickRow(2); // old.example, never hit
        fixture.console.scripted().answer(0);
        click(fixture.button("switchOff"));
        QTRY_VERIFY(fixture.button("undo")->isEnabled());
        model::Pin pin;
        pin.service = fixture.smtp;
        pin.expected = model::Expected::Accepted;
        pin.facts = policy::toJson(
            sessionFacts("198.51.100.20", "mx.example.org", "x@old.example", "jane@example.com"));
        QVERIFY(fixture.temp().store().addPin(pin).has_value());
        const std::int64_t before = fixture.temp().revision();
        const auto handle = onNextDialog([](QDialog* dialog) { click(find(dialog, "goBack")); });
        click(fixture.button("undo"));
        QTRY_VERIFY(handle.appeared());
        QTRY_VERIFY(fixture.button("undo")->isEnabled()); // it is not used up
        QCOMPARE(fixture.temp().revision(), before);
        const auto again = onNextDialog([](QDialog* dialog) { click(find(dialog, "saveAnyway")); });
        click(fixture.button("undo"));
        QTRY_VERIFY(again.appeared());
        QTRY_COMPARE(fixture.temp().revision(), before + 1);
        QTRY_VERIFY(!fixture.button("undo")->isEnabled());
    }

    void whatDecidesSomethingIsAskedFor_data()
    {
        QTest::addColumn<int>("answer");
        QTest::addColumn<bool>("switchedOff");
        QTest::newRow("yes") << 0 << true;
        QTest::newRow("cancel") << 1 << false;
    }
    void whatDecidesSomethingIsAskedFor()
    {
        QFETCH(int, answer);
        QFETCH(bool, switchedOff);
        Fixture fixture;
        fixture.open();
        QTRY_COMPARE(fixture.rows(), 4);
        fixture.clickRow(2); // never hit
        fixture.console.scripted().answer(answer);
        click(fixture.button("switchOff"));
        QVERIFY(fixture.console.scripted().said().contains("would change what is decided"));
        QTRY_COMPARE(fixture.rows(), switchedOff ? 3 : 4);
        for (const model::ListEntry& entry : fixture.entries())
            QCOMPARE(entry.enabled, !switchedOff || entry.pattern != "old.example");
    }

    void everyFindingLeadsToItsLine()
    {
        Fixture fixture;
        fixture.open();
        QTRY_COMPARE(fixture.rows(), 4);
        fixture.clickRow(0);
        fixture.table()->setFocus();
        click(fixture.button("goTo"));
        QCOMPARE(fixture.console.opened.size(), 1U);
        QCOMPARE(fixture.console.opened[0].service, "SMTP");
        QVERIFY(fixture.console.opened[0].entry != 0);
    }

    void theTimeWithoutAHitIsSet()
    {
        Fixture fixture;
        fixture.open();
        QTRY_COMPARE(fixture.rows(), 4);
        typeOver(find<QSpinBox>(fixture.page.get(), "unhit"), "120");
        QTRY_COMPARE(fixture.rows(), 3);
    }

    void aPageThatIsNotSeenDoesNotLook()
    {
        Fixture fixture;
        fixture.open();
        QTRY_COMPARE(fixture.rows(), 4);
        fixture.page->deactivate();
        fixture.add(fixture.smtp, ListColor::Black, "ann@spam.example");
        QTest::qWait(1200);
        QCOMPARE(fixture.rows(), 4);
        fixture.page->activate();
        QTRY_COMPARE(fixture.rows(), 5);
    }
};

QTEST_MAIN(TestListHealthPage)
#include "test_list_health_page.moc"
