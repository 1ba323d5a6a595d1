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
        QCOMPARE(window.list().rowCount(), manyLines);
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
