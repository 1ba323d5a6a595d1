// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/list_site.h"

#include <QCheckBox>
#include <QRadioButton>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

#ifdef NDEBUG
constexpr int manyLines = 100'000;
#else
constexpr int manyLines = 10'000;
#endif

constexpr int longList = 6000; // longer than what is shown at once

class TestListDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTesterSaysWhichLineDecides()
    {
        Site site;
        site.add(ListColor::Black, ListKind::Sender, {"*@spam.example", "~info@spam.example"});
        site.add(ListColor::White, ListKind::Sender, {"news@spam.example"});
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        QCOMPARE(window.testResult("joe@spam.example"), "→ refused by line 1: *@spam.example");
        QCOMPARE(window.testResult("info@spam.example"),
                 "→ not refused: taken out by line 2: ~info@spam.example");
        QVERIFY(
            window.testResult("news@spam.example").contains("the exception news@spam.example is stronger"));
        QCOMPARE(window.testResult("joe@other.example"), "→ not refused: no line matches");
        QVERIFY(window.testResult("joe@example.com").contains("example.com is one of your domains"));
        window.addLine("other.example"); // not saved, but tested
        QCOMPARE(window.testResult("joe@other.example"), "→ refused by line 3: other.example");
        QTest::keyClick(find<QLineEdit>(window.page, "test"), Qt::Key_Return);
        QVERIFY(window.dialog.isVisible());
        window.turnTo(ListKind::Ip);
        QVERIFY(window.testResult("joe").contains("not an IP address"));
    }

    void theKeyboardBeginsWithTheFilter()
    {
        Site site;
        site.add(ListColor::Black, ListKind::Sender, {"spam.example"});
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        QVERIFY(QTest::qWaitForWindowActive(&window.dialog));
        QCOMPARE(window.dialog.focusWidget(), find(window.page, "filter"));
    }

    void theTesterOfExceptionsKnowsConditions()
    {
        Site site;
        ListEntry entry = entryOf(site.service(), ListColor::White, ListKind::Sender, "news@partner.example");
        entry.condition = model::Condition::FromRange;
        entry.onlyFrom = "192.0.2.0/24";
        store::Edit edit;
        edit.lists.saved = {entry};
        QVERIFY(site.commit(edit) > 0);
        site.add(ListColor::Black, ListKind::Sender, {"partner.example"});
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::White, ListKind::Sender);
        QCOMPARE(window.testResult("news@partner.example"),
                 "→ excepted only while its condition holds, by line 1: news@partner.example");
        QVERIFY(
            window.testResult("ann@partner.example").contains("refused by the black list: partner.example"));
    }

    void boxesHaveThreeStates()
    {
        Site site;
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        auto* on = find<QCheckBox>(&window.dialog, "sender.claims-local.on");
        auto* monitor = find<QRadioButton>(&window.dialog, "sender.claims-local.monitor");
        QVERIFY(on->isChecked());
        click(monitor);
        QVERIFY(window.canApply());
        click(find<QRadioButton>(&window.dialog, "sender.claims-local.enforce"));
        QVERIFY(!window.canApply());
        click(monitor);
        window.apply();
        QCOMPARE(site.mode(Check::SenderClaimsLocal), CheckMode::Monitor);
        click(on);
        QVERIFY(!monitor->isEnabled());
        window.turnTo(ListKind::Helo);
        click(find<QCheckBox>(&window.dialog, "helo.invalid.on"));
        window.apply();
        QCOMPARE(site.mode(Check::SenderClaimsLocal), CheckMode::Off);
        QCOMPARE(site.mode(Check::HeloInvalid), CheckMode::Enforce);
        QCOMPARE(site.mode(Check::HeloLocal), CheckMode::Enforce);
    }

    void twoWhoSaveOverEachOtherAreTold_data()
    {
        QTest::addColumn<QByteArray>("button");
        QTest::addColumn<QStringList>("stored");
        QTest::newRow("merge") << QByteArray("merge")
                               << QStringList{"a.example", "theirs.example", "mine.example"};
        QTest::newRow("reload") << QByteArray("discard") << QStringList{"a.example", "theirs.example"};
        QTest::newRow("go on") << QByteArray("cancel") << QStringList{"a.example", "theirs.example"};
    }
    void twoWhoSaveOverEachOtherAreTold()
    {
        QFETCH(QByteArray, button);
        QFETCH(QStringList, stored);
        Site site;
        site.add(ListColor::Black, ListKind::Sender, {"a.example"});
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        window.addLine("mine.example");
        site.add(ListColor::Black, ListKind::Sender, {"theirs.example"});
        const DialogHandle conflict =
            onNextDialog([button](QDialog* dialog) { click(find<QPushButton>(dialog, button)); });
        click(window.button(QDialogButtonBox::Apply));
        QTRY_VERIFY(conflict.appeared());
        if (button == "cancel") {
            QTRY_VERIFY(window.canApply());
            QCOMPARE(window.shown(), (QStringList{"a.example", "mine.example"}));
            prompter.answer(1);
            window.dialog.reject();
        } else {
            QTRY_COMPARE(window.shown(), stored);
            QTRY_VERIFY(!window.canApply());
        }
        QCOMPARE(site.patterns(ListColor::Black, ListKind::Sender), stored);
    }

    void whatOthersSaveAppearsWhileNothingIsEdited()
    {
        Site site;
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        site.add(ListColor::Black, ListKind::Sender, {"theirs.example"});
        QTRY_COMPARE(window.shown(), QStringList{"theirs.example"});
        QVERIFY(!window.canApply());
    }

    void sharedLinesAreShownAndMarked()
    {
        Site site;
        site.add(ListColor::Black, ListKind::Sender, {"own.example"});
        site.add(ListColor::Black, ListKind::Sender, {"shared.example"}, true);
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        QCOMPARE(window.shown(ListColumn::Scope), (QStringList{"this service", "all services"}));
        window.select({0});
        for (QAction* action : window.table->actions()) {
            if (action->text().remove(u'&') == "Apply to All Services")
                action->trigger();
        }
        window.apply();
        QCOMPARE(site.entries(ListColor::Black, ListKind::Sender)[0].service, Id(0));
    }

    void whatListHealthFindsIsMarked()
    {
        Site site;
        const Id other = site.addService("Other");
        const auto add = [&](Id service, ListColor color, const char* pattern) {
            store::Edit edit;
            edit.author = "setup";
            edit.lists.saved = {entryOf(service, color, ListKind::Sender, pattern)};
            edit.lists.saved[0].created = SystemClock().now(); // not old enough to be never hit
            QVERIFY(site.commit(edit) > 0);
        };
        add(site.service(), ListColor::Black, "joe@spam.example");
        add(site.service(), ListColor::Black, "bulk.example");
        add(0, ListColor::Black, "spam.example");
        add(site.service(), ListColor::White, "bulk.example");
        add(other, ListColor::Black, "joe@spam.example");
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        const auto meaning = [&](int row, int role) {
            return window.list().index(row, int(ListColumn::Meaning)).data(role);
        };
        const auto marked = [&] {
            QList<int> rows;
            for (int row = 0; row < window.list().rowCount(); ++row) {
                if (!meaning(row, Qt::DecorationRole).isNull())
                    rows << row;
            }
            return rows;
        };
        QTRY_COMPARE(marked(), (QList<int>{0, 1}));
        QVERIFY(
            meaning(0, Qt::ToolTipRole)
                .toString()
                .endsWith("\nShadowed: spam.example in the list for all services says the same, and more"));
        QVERIFY(meaning(1, Qt::AccessibleTextRole).toString().contains("; Contradictory"));
        QVERIFY(!meaning(2, Qt::ToolTipRole).toString().contains(u'\n'));
        window.table->setCurrentIndex(window.list().index(0, 0));
        QVERIFY(find<QLabel>(window.page, "note")->text().startsWith("Line 1: Shadowed: spam.example"));
        window.edit(1, ListColumn::Pattern, "other.example"); // a mark is of what was saved
        QCOMPARE(marked(), QList<int>{0});
        window.select({0});
        click(window.page->findChild<QPushButton*>("remove"));
        window.apply();
        QTRY_COMPARE(marked(), QList<int>());
        QVERIFY(window.dialog.isVisible());
    }

    void anEntryIsOpenedByItsId()
    {
        Site site;
        site.add(ListColor::Black, ListKind::Helo, {"a.example", "b.example"});
        const Id wanted = site.entries(ListColor::Black, ListKind::Helo)[1].id;
        ScriptedPrompter prompter;
        ListDialog dialog(*site.client, prompter, site.service(), ListColor::Black);
        dialog.showEntry(ListKind::Helo, wanted);
        dialog.show();
        QTRY_VERIFY(dialog.isLoaded());
        auto* table = dialog.findChild<ListPage*>("helo")->findChild<ListTable*>("lines");
        QTRY_COMPARE(table->selectedPositions(), ListTableModel::Positions{1});
        QCOMPARE(dialog.currentTab(), "helo");
        dialog.showEntry(ListKind::Helo, 999999);
        QVERIFY(prompter.said().contains("not in the list any more"));
    }

    void escapeWithUnsavedLinesAsks()
    {
        Site site;
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        window.addLine("mine.example");
        prompter.answer(2);
        QTest::keyClick(&window.dialog, Qt::Key_Escape);
        QVERIFY(window.dialog.isVisible());
        prompter.answer(1);
        QTest::keyClick(&window.dialog, Qt::Key_Escape);
        QVERIFY(!window.dialog.isVisible());
        QVERIFY(site.patterns(ListColor::Black, ListKind::Sender).isEmpty());
    }

    void okSavesAndCloses()
    {
        Site site;
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        window.addLine("mine.example");
        click(window.button(QDialogButtonBox::Ok));
        QTRY_VERIFY(!window.dialog.isVisible());
        QCOMPARE(site.patterns(ListColor::Black, ListKind::Sender), QStringList{"mine.example"});
    }

    void aServiceThatIsGoneIsSaid()
    {
        Site site;
        ScriptedPrompter prompter;
        ListDialog dialog(*site.client, prompter, site.service() + 1, ListColor::Black);
        dialog.show();
        QTRY_VERIFY(find<ProblemLabel>(&dialog, "message")->text().contains("not there any more"));
    }

    // The beginning is there to be looked through, the rest comes, and only then it can be changed.
    void aLongListIsShownWhileItIsRead()
    {
        Site site;
        QStringList patterns;
        for (int i = 0; i < longList; ++i)
            patterns << QStringLiteral("user%1@spam.example").arg(i);
        site.add(ListColor::Black, ListKind::Sender, patterns);
        site.add(ListColor::Black, ListKind::Ip, {"192.0.2.1"});
        const Id last = site.entries(ListColor::Black, ListKind::Sender).back().id;
        ScriptedPrompter prompter;
        ListDialog dialog(*site.client, prompter, site.service(), ListColor::Black);
        dialog.showEntry(ListKind::Sender, last);
        dialog.show();
        auto* page = dialog.findChild<ListPage*>("sender");
        auto* table = page->findChild<ListTable*>("lines");
        bool seen = false;
        connect(&dialog, &PropertiesDialog::loaded, this, [&] {
            if (std::exchange(seen, true))
                return;
            QCOMPARE(dialog.currentTab(), "sender");
            QVERIFY(page->isArriving());
            const int rows = page->list().rowCount();
            QVERIFY(rows > 0 && rows < longList);
            QCOMPARE(page->list().index(0, 0).data().toString(), "user0@spam.example");
            QVERIFY(find<QLabel>(page, "count")->text().contains("so far"));
            QVERIFY(find<QLabel>(page, "note")->text().contains("being read"));
            for (const char* name : {"add", "import", "export", "remove"})
                QVERIFY(!find<QPushButton>(page, name)->isEnabled());
            QVERIFY(!page->list().setData(page->list().index(0, int(ListColumn::Comment)), "x"));
            table->selectPositions({0});
            QTest::keyClick(table, Qt::Key_Delete);
            page->addLines([] { return std::vector<ListRow>(1); }, "Paste");
            QCOMPARE(page->list().rowCount(), rows);
            QVERIFY(find<QLineEdit>(page, "filter")->isEnabled());
            // A short list is all there.
            QVERIFY(!dialog.findChild<ListPage*>("ip")->isArriving());
            QCOMPARE(dialog.findChild<ListPage*>("ip")->list().rowCount(), 1);
        });
        QTRY_VERIFY(seen);
        QTRY_VERIFY_WITH_TIMEOUT(!page->isArriving(), 60'000);
        QCOMPARE(page->list().rowCount(), longList);
        QTRY_COMPARE(table->selectedPositions(),
                     ListTableModel::Positions{longList - 1}); // asked for at first
        QVERIFY(find<QPushButton>(page, "add")->isEnabled());
        QVERIFY(find<QLabel>(page, "note")->text().isEmpty());
        QCOMPARE(find<QLabel>(page, "count")->text(), QLocale().toString(longList) + " lines");
        QVERIFY(!find<QDialogButtonBox>(&dialog, "buttons")->button(QDialogButtonBox::Apply)->isEnabled());
        for (const Id id : {Id(0), last})
            QCOMPARE(page->list().draft().positionOf(id), id == 0 ? -1 : longList - 1);
    }

    void whatIsFilteredWhileItIsReadIsFoundInTheRest()
    {
        Site site;
        QStringList patterns;
        for (int i = 0; i < longList; ++i)
            patterns << QStringLiteral("user%1@spam.example").arg(i);
        site.add(ListColor::Black, ListKind::Sender, patterns);
        ScriptedPrompter prompter;
        ListDialog dialog(*site.client, prompter, site.service(), ListColor::Black);
        dialog.showEntry(ListKind::Sender);
        dialog.show();
        auto* page = dialog.findChild<ListPage*>("sender");
        auto* table = page->findChild<ListTable*>("lines");
        const auto set = connect(&dialog, &PropertiesDialog::loaded, this, [&] {
            find<QLineEdit>(page, "filter")->setText("7@");
            table->sortByColumn(int(ListColumn::Pattern), Qt::DescendingOrder);
        });
        QTRY_VERIFY_WITH_TIMEOUT(dialog.isLoaded() && !page->isArriving() && !page->list().arranging(),
                                 60'000);
        disconnect(set);
        QCOMPARE(page->list().rowCount(), longList / 10);
        QCOMPARE(page->list().index(0, 0).data().toString(), "user997@spam.example");
        find<QLineEdit>(page, "filter")->clear();
        table->sortByColumn(-1, Qt::AscendingOrder);
        QTRY_COMPARE(page->list().rowCount(), longList);
        QCOMPARE(page->list().index(longList - 1, 0).data().toString(), patterns.back());
    }

    // More lines than are changed at once, each by itself: it is worked out in the background, and undone.
    void manyScatteredLinesAreChangedAndComeBack()
    {
        Site site;
        QStringList patterns;
        for (int i = 0; i < longList; ++i)
            patterns << QStringLiteral("user%1@%2.example").arg(i).arg(i % 2 == 0 ? "spam" : "ham");
        site.add(ListColor::Black, ListKind::Sender, patterns);
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        QTRY_VERIFY_WITH_TIMEOUT(!window.page->isArriving(), 60'000);
        find<QLineEdit>(window.page, "filter")->setText("@spam");
        QTRY_COMPARE(window.list().rowCount(), longList / 2);
        window.table->selectAll();
        QTest::keyClick(window.table, Qt::Key_Delete);
        QVERIFY(window.page->isReading()); // and cannot be saved yet
        QTRY_COMPARE_WITH_TIMEOUT(window.list().draft().size(), longList / 2, 60'000);
        QCOMPARE(window.list().rowCount(), 0);
        QVERIFY(window.canApply());
        QVERIFY(find<QLabel>(window.page, "note")->text().contains("removed"));
        QTest::keyClick(window.table, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(window.list().draft().size(), longList);
        QVERIFY(!window.canApply());
        QTRY_COMPARE(window.list().rowCount(), longList / 2);
        window.table->selectAll();
        for (QAction* action : window.table->actions()) {
            if (action->text().remove(u'&') == "Switch Off")
                action->trigger();
        }
        QTRY_VERIFY_WITH_TIMEOUT(!window.page->isReading(), 60'000);
        const auto off = [&] {
            int count = 0;
            for (const SharedRow& row : window.list().draft().rows())
                count += row.enabled() ? 0 : 1;
            return count;
        };
        QCOMPARE(off(), longList / 2);
        QVERIFY(!window.list().draft().row(0).entry.enabled && window.list().draft().row(1).entry.enabled);
        window.apply();
        QTest::keyClick(window.table, Qt::Key_Z, Qt::ControlModifier); // over what was saved
        QCOMPARE(off(), 0);
        QVERIFY(window.canApply());
        QTest::keyClick(window.table, Qt::Key_Y, Qt::ControlModifier);
        QCOMPARE(off(), longList / 2);
        QVERIFY(!window.canApply());
    }

    // No tight limits: machines differ. The build that users run has as many lines as the goals of the
    // console; an unoptimised store would take minutes for these.
    void manyLinesAreUsable()
    {
        Site site;
        const Id service = site.service();
        store::Edit edit;
        for (int i = 0; i < manyLines; ++i)
            edit.lists.saved.push_back(entryOf(service, ListColor::Black, ListKind::Sender,
                                               "user" + std::to_string(i) + "@spam.example"));
        QElapsedTimer clock;
        clock.start();
        QVERIFY(site.commit(edit) > 0);
        qInfo("commit: %lld ms", qlonglong(clock.restart()));
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        QTRY_COMPARE_WITH_TIMEOUT(window.list().rowCount(), manyLines, 60'000);
        QTRY_VERIFY(!window.page->isArriving());
        qInfo("open: %lld ms", qlonglong(clock.restart()));
        find<QLineEdit>(window.page, "filter")->setText("user9999@");
        QTRY_COMPARE(window.list().rowCount(), 1);
        qInfo("filter: %lld ms", qlonglong(clock.restart()));
        find<QLineEdit>(window.page, "filter")->clear();
        QTRY_COMPARE(window.list().rowCount(), manyLines);
        clock.restart();
        window.table->selectAll();
        QTest::keyClick(window.table, Qt::Key_Delete);
        QCOMPARE(window.list().rowCount(), 0);
        QTest::keyClick(window.table, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(window.list().rowCount(), manyLines);
        QVERIFY(!window.canApply());
        qInfo("remove all and undo: %lld ms", qlonglong(clock.restart()));
        QCOMPARE(window.testResult("user77@spam.example"), "→ refused by line 78: user77@spam.example");
        qInfo("test: %lld ms", qlonglong(clock.restart()));
        window.edit(5, ListColumn::Comment, "one of many");
        window.apply();
        qInfo("apply: %lld ms", qlonglong(clock.restart()));
        QCOMPARE(text(site.entries(ListColor::Black, ListKind::Sender)[5].comment), "one of many");
    }
};

QTEST_MAIN(TestListDialog)
#include "test_list_dialog.moc"
