// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/list_site.h"

#include "ui/lists/entry_dialog.h"

#include <QAbstractItemModelTester>
#include <QComboBox>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

class TestListEditing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLineIsAddedByTyping()
    {
        Site site;
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        QVERIFY(!window.canApply());
        window.addLine("*@Spam.example");
        QCOMPARE(window.shown(), QStringList{"*@spam.example"});
        QVERIFY(window.shown(ListColumn::Meaning).first().contains("addresses like"));
        window.apply();
        QCOMPARE(site.patterns(ListColor::Black, ListKind::Sender), QStringList{"*@spam.example"});
        const ListEntry saved = site.entries(ListColor::Black, ListKind::Sender).front();
        QCOMPARE(saved.service, site.service());
        QCOMPARE(text(saved.author), site.client->author());
        QVERIFY(saved.created > fromMicros(1'790'000'000'000'000));
        QVERIFY(!window.canApply());
        QVERIFY(window.list().draft().row(0).entry.id > 0);
    }

    void aLineThatWasBegunAndLeftEmptyGoesAway()
    {
        Site site;
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Ip);
        click(find<QPushButton>(window.page, "add"));
        QVERIFY(window.editor());
        QTest::keyClick(window.editor(), Qt::Key_Escape);
        QCoreApplication::processEvents();
        QCOMPARE(window.list().rowCount(), 0);
        QVERIFY(!window.canApply());
        QVERIFY(window.dialog.isVisible());
    }

    void meaningFollowsWhatIsTyped()
    {
        Site site;
        site.add(ListColor::Black, ListKind::Sender, {"joe@spam.example"});
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        window.table->setCurrentIndex(window.list().index(0, int(ListColumn::Pattern)));
        window.table->setFocus();
        QTest::keyClick(window.table, Qt::Key_F2);
        QVERIFY(window.editor());
        window.editor()->selectAll();
        QTest::keyClicks(window.editor(), ".bulk.example");
        QVERIFY(window.shown(ListColumn::Meaning).first().contains("a domain below bulk.example"));
        QTest::keyClicks(window.editor(), "..");
        QVERIFY(window.shown(ListColumn::Meaning).first().contains("not a domain name"));
        QTest::keyClick(window.editor(), Qt::Key_Escape);
        QCoreApplication::processEvents();
        QCOMPARE(window.shown(), QStringList{"joe@spam.example"});
        QCOMPARE(window.shown(ListColumn::Meaning), QStringList{"only joe@spam.example"});
    }

    void anEditThatIsUndoneSwitchesApplyOff()
    {
        Site site;
        site.add(ListColor::Black, ListKind::Sender, {"joe@spam.example", "example.org"});
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        window.edit(1, ListColumn::Pattern, "example.net");
        QVERIFY(window.canApply());
        window.edit(1, ListColumn::Pattern, "example.org");
        QVERIFY(!window.canApply());
        window.edit(0, ListColumn::Comment, "pest");
        QVERIFY(window.canApply());
        QTest::keyClick(window.table, Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(!window.canApply());
        QTest::keyClick(window.table, Qt::Key_Y, Qt::ControlModifier);
        QVERIFY(window.canApply());
        QCOMPARE(window.shown(ListColumn::Comment), (QStringList{"pest", ""}));
    }

    void anInvalidLineIsMarkedAndBlocksOnlySaving()
    {
        Site site;
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Ip);
        window.addLine("192.0.2.1");
        window.addLine("joe@example.com");
        QCOMPARE(window.shown(), (QStringList{"192.0.2.1", "joe@example.com"}));
        QVERIFY(window.shown(ListColumn::Meaning)[1].contains("this is a mail address"));
        QVERIFY(!window.list().index(1, 0).data(Qt::DecorationRole).isNull());
        QVERIFY(window.list().index(1, 0).data(Qt::AccessibleTextRole).toString().contains("invalid"));
        window.turnTo(ListKind::Helo);
        click(window.button(QDialogButtonBox::Apply));
        QVERIFY(window.message().contains("one line cannot be read"));
        QCOMPARE(window.dialog.currentTab(), ListDialog::tabId(ListKind::Ip)); // it leads there
        window.turnTo(ListKind::Ip);
        QCOMPARE(window.table->selectedPositions(), ListTableModel::Positions{1});
        QVERIFY(site.patterns(ListColor::Black, ListKind::Ip).isEmpty());
        window.edit(1, ListColumn::Pattern, "192.0.2.0/24");
        window.apply();
        QCOMPARE(site.patterns(ListColor::Black, ListKind::Ip), (QStringList{"192.0.2.1", "192.0.2.0/24"}));
        QVERIFY(window.message().isEmpty());
    }

    void severalLinesAreRemovedAndComeBack()
    {
        Site site;
        site.add(ListColor::Black, ListKind::Ip, {"192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"});
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Ip);
        window.select({0, 2});
        QTest::keyClick(window.table, Qt::Key_Delete);
        QCOMPARE(window.shown(), (QStringList{"192.0.2.2", "192.0.2.4"}));
        window.turnTo(ListKind::Helo);
        QTest::keyClick(window.table, Qt::Key_Z, Qt::ControlModifier); // leads to the tab where it was
        QCOMPARE(window.dialog.currentTab(), ListDialog::tabId(ListKind::Ip));
        window.turnTo(ListKind::Ip);
        QCOMPARE(window.shown(), (QStringList{"192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4"}));
        QVERIFY(!window.canApply());
        QTest::keyClick(window.table, Qt::Key_Y, Qt::ControlModifier);
        window.apply();
        QCOMPARE(site.patterns(ListColor::Black, ListKind::Ip), (QStringList{"192.0.2.2", "192.0.2.4"}));
    }

    void theFilterShowsWhatContainsItsText()
    {
        Site site;
        site.add(ListColor::Black, ListKind::Sender, {"joe@spam.example", "example.org", "ann@SPAM.example"});
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        const QAbstractItemModelTester tester(&window.list(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto* filter = find<QLineEdit>(window.page, "filter");
        typeOver(filter, "SPAM");
        QTRY_COMPARE(window.shown(), (QStringList{"joe@spam.example", "ann@spam.example"}));
        QCOMPARE(find<QLabel>(window.page, "count")->text().left(6), "2 of 3");
        QCOMPARE(window.list().headerData(1, Qt::Vertical).toInt(), 3); // lines keep their numbers
        window.select({2});
        QTest::keyClick(window.table, Qt::Key_Delete);
        QCOMPARE(window.shown(), QStringList{"joe@spam.example"});
        QTest::keyClick(filter, Qt::Key_Return); // is not OK
        QVERIFY(window.dialog.isVisible());
        filter->clear();
        QTRY_COMPARE(window.shown(), (QStringList{"joe@spam.example", "example.org"}));
        QTest::keyClick(window.table, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(window.shown(), (QStringList{"joe@spam.example", "example.org", "ann@spam.example"}));
    }

    void columnsSort()
    {
        Site site;
        site.add(ListColor::Black, ListKind::Ip, {"192.0.2.100", "192.0.2.20", "10.0.0.0/8"});
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Ip);
        const QAbstractItemModelTester tester(&window.list(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        window.table->sortByColumn(int(ListColumn::Pattern), Qt::AscendingOrder);
        QTRY_COMPARE(window.shown(), (QStringList{"10.0.0.0/8", "192.0.2.20", "192.0.2.100"})); // as numbers
        window.table->sortByColumn(int(ListColumn::Pattern), Qt::DescendingOrder);
        QTRY_COMPARE(window.shown(), (QStringList{"192.0.2.100", "192.0.2.20", "10.0.0.0/8"}));
        window.select({1});
        QTest::keyClick(window.table, Qt::Key_Delete);
        QCOMPARE(window.shown(), (QStringList{"192.0.2.100", "10.0.0.0/8"}));
        QTest::keyClick(window.table, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(window.list().rowCount(), 3);
        window.table->sortByColumn(-1, Qt::AscendingOrder);
        QTRY_COMPARE(window.shown(), (QStringList{"192.0.2.100", "192.0.2.20", "10.0.0.0/8"}));
    }

    void aLineIsSwitchedOffAndExpires()
    {
        Site site;
        site.add(ListColor::Black, ListKind::Sender, {"joe@spam.example"});
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        QVERIFY(window.list().setData(window.list().index(0, 0), Qt::Unchecked, Qt::CheckStateRole));
        QCOMPARE(window.testResult("joe@spam.example"), "→ not refused: no line matches");
        const DialogHandle entry = onNextDialog([](QDialog* dialog) {
            typeOver(find<QComboBox>(dialog, "expires"), "someday");
            QVERIFY(!buttonWithText(dialog, "OK")->isEnabled());
            QVERIFY(find<QLabel>(dialog, "wrong")->text().contains("no date"));
            typeOver(find<QComboBox>(dialog, "expires"), "2037-01-31 10:00");
            typeOver(find<QLineEdit>(dialog, "comment"), "until then");
            click(buttonWithText(dialog, "OK"));
        });
        window.select({0});
        click(find<QPushButton>(window.page, "edit"));
        QVERIFY(entry.appeared());
        QCOMPARE(window.shown(ListColumn::Expires), QStringList{"2037-01-31 10:00"});
        window.apply();
        const ListEntry saved = site.entries(ListColor::Black, ListKind::Sender).front();
        QVERIFY(!saved.enabled);
        QVERIFY(saved.expires && *saved.expires > fromMicros(2'116'000'000'000'000));
        QCOMPARE(text(saved.comment), "until then");
    }

    void aForgeableExceptionSaysWhatItDoesNotLift()
    {
        Site site;
        site.add(ListColor::White, ListKind::Sender, {"news@partner.example"});
        site.add(ListColor::White, ListKind::Ip, {"192.0.2.1"});
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::White, ListKind::Sender);
        QCOMPARE(window.shown(ListColumn::OnlyWhen), QStringList{"always, not for local names"});
        QVERIFY(!window.table->isColumnHidden(int(ListColumn::OnlyWhen)));
        QVERIFY(window.list()
                    .index(0, int(ListColumn::OnlyWhen))
                    .data(Qt::ToolTipRole)
                    .toString()
                    .contains("Anyone can claim"));
        const DialogHandle entry = onNextDialog([](QDialog* dialog) {
            auto* condition = find<QComboBox>(dialog, "condition");
            condition->setCurrentIndex(1);
            QVERIFY(!buttonWithText(dialog, "OK")->isEnabled()); // the range is missing
            typeOver(find<QLineEdit>(dialog, "onlyFrom"), "192.0.2.*");
            click(buttonWithText(dialog, "OK"));
        });
        window.select({0});
        click(find<QPushButton>(window.page, "edit"));
        QVERIFY(entry.appeared());
        QCOMPARE(window.shown(ListColumn::OnlyWhen), QStringList{"from 192.0.2.0/24"});
        window.apply();
        QCOMPARE(text(site.entries(ListColor::White, ListKind::Sender).front().onlyFrom), "192.0.2.0/24");
        window.turnTo(ListKind::Ip); // no client can forge its address
        QCOMPARE(window.shown(ListColumn::OnlyWhen), QStringList{"always"});
    }

    void spfSaysThatItIsNotThereYet()
    {
        ListRow row;
        row.entry = entryOf(1, ListColor::White, ListKind::Sender, "news@partner.example");
        row.entry.condition = model::Condition::SpfPass;
        EntryDialog dialog(row, 1, nullptr);
        dialog.show();
        bool said = false;
        for (const QLabel* label : dialog.findChildren<QLabel*>())
            said |= label->isVisible() && label->text().contains("vouches for (SPF)");
        QVERIFY(said);
        QCOMPARE(dialog.value(), row);
    }

    void aWrongDateStaysAndIsMarked()
    {
        Site site;
        site.add(ListColor::Black, ListKind::Sender, {"joe@spam.example"});
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        window.editExpiry(0, "someday");
        QCOMPARE(window.shown(ListColumn::Expires), QStringList{"someday"});
        const QModelIndex cell = window.list().index(0, int(ListColumn::Expires));
        QVERIFY(!cell.data(Qt::DecorationRole).isNull());
        QVERIFY(cell.data(Qt::ToolTipRole).toString().contains("“someday” is no date"));
        QVERIFY(cell.data(Qt::AccessibleTextRole).toString().contains("no date"));
        QTRY_VERIFY(find<QLabel>(window.page, "note")->text().contains("Line 1: “someday” is no date"));
        click(window.button(QDialogButtonBox::Apply));
        QVERIFY(window.message().contains("one line cannot be read"));
        QCOMPARE(window.table->selectedPositions(), ListTableModel::Positions{0}); // it leads there
        QVERIFY(!site.entries(ListColor::Black, ListKind::Sender).front().expires);
        window.editExpiry(0, "2037-01-31 10:00"); // begins with what was typed
        window.apply();
        QVERIFY(site.entries(ListColor::Black, ListKind::Sender).front().expires);
        QTest::keyClick(window.table, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(window.shown(ListColumn::Expires), QStringList{"someday"});
    }

    void whatIsSelectedStaysSoWhenLinesAreSorted()
    {
        Site site;
        site.add(ListColor::Black, ListKind::Sender, {"c.example", "a.example", "d.example", "b.example"});
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        window.select({0, 1});
        window.table->sortByColumn(int(ListColumn::Pattern), Qt::DescendingOrder);
        QTRY_COMPARE(window.shown(), (QStringList{"d.example", "c.example", "b.example", "a.example"}));
        QCOMPARE(window.table->selectedPositions(), (ListTableModel::Positions{0, 1}));
        QCOMPARE(window.table->currentIndex().row(), 1); // c.example, as before
        typeOver(find<QLineEdit>(window.page, "filter"), "a.ex");
        QTRY_COMPARE(window.shown(), QStringList{"a.example"});
        QCOMPARE(window.table->selectedPositions(), ListTableModel::Positions{1});
    }

    // Ids change where lines are saved, and lines that were removed are other ones when they come back.
    void stepsBeforeApplyCanBeUndoneAfterIt()
    {
        Site site;
        site.add(ListColor::Black, ListKind::Sender, {"a.example", "b.example", "c.example"});
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        const auto undo = [&] { QTest::keyClick(window.table, Qt::Key_Z, Qt::ControlModifier); };
        const auto redo = [&] { QTest::keyClick(window.table, Qt::Key_Y, Qt::ControlModifier); };
        window.addLine("new.example");
        window.edit(3, ListColumn::Comment, "first");
        window.select({1});
        QTest::keyClick(window.table, Qt::Key_Delete);
        window.apply();
        QCOMPARE(site.patterns(ListColor::Black, ListKind::Sender),
                 (QStringList{"a.example", "c.example", "new.example"}));
        undo(); // of the removal
        QCOMPARE(window.shown(), (QStringList{"a.example", "b.example", "c.example", "new.example"}));
        undo(); // of the comment
        QVERIFY(window.canApply());
        window.apply();
        QCOMPARE(site.patterns(ListColor::Black, ListKind::Sender),
                 (QStringList{"a.example", "c.example", "new.example", "b.example"}));
        QCOMPARE(window.shown(), (QStringList{"a.example", "b.example", "c.example", "new.example"}));
        QVERIFY(site.entries(ListColor::Black, ListKind::Sender)[2].comment.empty());
        redo();
        redo();
        QCOMPARE(window.shown(), (QStringList{"a.example", "c.example", "new.example"}));
        QCOMPARE(window.shown(ListColumn::Comment), (QStringList{"", "", "first"}));
        window.apply();
        QCOMPARE(site.patterns(ListColor::Black, ListKind::Sender),
                 (QStringList{"a.example", "c.example", "new.example"}));
        undo();
        undo();
        undo(); // of Add
        window.apply();
        QVERIFY(!site.patterns(ListColor::Black, ListKind::Sender).contains("new.example"));
        QVERIFY(!window.canApply());
    }

    void stepsCannotBeUndoneOverWhatOthersSaved()
    {
        Site site;
        site.add(ListColor::Black, ListKind::Sender, {"a.example"});
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        window.edit(0, ListColumn::Comment, "mine");
        window.apply();
        site.add(ListColor::Black, ListKind::Sender, {"theirs.example"});
        QTRY_COMPARE(window.shown(), (QStringList{"a.example", "theirs.example"}));
        QTest::keyClick(window.table, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(window.shown(ListColumn::Comment), (QStringList{"mine", ""}));
        QVERIFY(!window.canApply());
    }

    void hitsAreFollowedWhileTheDialogIsOpen()
    {
        Site site;
        site.add(ListColor::Black, ListKind::Sender, {"a.example", "b.example"});
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        QCOMPARE(window.shown(ListColumn::Hits), (QStringList{"0", "0"}));
        window.edit(0, ListColumn::Comment, "not saved"); // edits stay
        site.hit(site.entries(ListColor::Black, ListKind::Sender)[1].id, 7);
        QTRY_COMPARE_WITH_TIMEOUT(window.shown(ListColumn::Hits), (QStringList{"0", "7"}), 15'000);
        QCOMPARE(window.shown(ListColumn::Comment), (QStringList{"not saved", ""}));
    }
};

QTEST_MAIN(TestListEditing)
#include "test_list_editing.moc"
