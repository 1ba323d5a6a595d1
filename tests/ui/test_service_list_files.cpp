// SPDX-License-Identifier: GPL-3.0-or-later
// The files that lists take entries from: on the tab Black Lists, and below the lines of the lists.
#include "support/accessibility.h"
#include "support/console_fixture.h"
#include "support/list_site.h"
#include "support/opened_dialog.h"
#include "ui/service/list_file_dialog.h"

#include <QComboBox>
#include <QTableView>
#include <QTreeWidget>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;
using model::ListFileState;
using model::Subscription;

namespace {

enum Column { File, List, Scope, State, Read, Entries, Refused };

QString write(const QString& folder, const char* name, const QByteArray& lines)
{
    QFile file(folder + u'/' + QLatin1String(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(lines) != lines.size())
        QTest::qFail("the file is not written", __FILE__, __LINE__);
    return file.fileName();
}

// The folder of the store and a service's properties on the tab.
struct Desk {
    TempStore temp;
    std::unique_ptr<Opened> opened;

    QString folder() { return QFileInfo(temp.where()).path(); }
    void open() { opened = std::make_unique<Opened>(temp, "SMTP", QStringLiteral("black-lists")); }
    void subscribe(const std::vector<Subscription>& own, const std::vector<Subscription>& shared = {})
    {
        temp.saveAs("anna", [&](model::Configuration& all) {
            all.services[0].subscriptions = own;
            all.subscriptions = shared;
        });
    }
    std::vector<Subscription> own() { return temp.service("SMTP").subscriptions; }
    std::vector<Subscription> shared() { return temp.configuration().subscriptions; }
    QString summary() { return find<QLabel>(&opened->dialog, "lists.files.count")->text(); }
    QPushButton* button() { return find<QPushButton>(&opened->dialog, "subscriptions"); }
    // What is done in "List Files…", opened by its button.
    void inFiles(const std::function<void(QDialog*)>& act)
    {
        const DialogHandle shown = onNextDialog(act);
        click(button());
        QVERIFY(shown.appeared());
    }
    model::ListFileStatus status(const Subscription& file, ListFileState state, bool shared = false)
    {
        model::ListFileStatus status;
        status.service = shared ? 0 : temp.service("SMTP").id;
        status.color = file.color;
        status.kind = file.kind;
        status.file = file.file;
        status.state = state;
        status.read = SystemClock().now();
        return status;
    }
    void report(const std::vector<model::ListFileStatus>& files)
    {
        QVERIFY(temp.store().writeListFiles("main", files).has_value());
    }
};

QTreeWidget* tableOf(const QWidget* dialog)
{
    return find<QTreeWidget>(dialog, "listFiles");
}

void ok(QDialog* dialog)
{
    click(buttonWithText(dialog, QStringLiteral("OK")));
}

// Types a file into the dialog of one and waits until it is read.
QString foundIn(QDialog* dialog, const QString& file)
{
    typeOver(find<QLineEdit>(dialog, "file"), file);
    auto* button = buttonWithText(dialog, QStringLiteral("OK"));
    if (!QTest::qWaitFor([&] { return button->isEnabled(); }))
        return find<ProblemLabel>(dialog, "trouble")->text();
    return find<QLabel>(dialog, "found")->text();
}

void choose(const QWidget* dialog, const char* box, int index)
{
    auto* combo = find<QComboBox>(dialog, box);
    combo->setFocus();
    QTest::keyClick(combo, Qt::Key_Home);
    for (int i = 0; i < index; ++i)
        QTest::keyClick(combo, Qt::Key_Down);
}

// The one link of a label, by the keyboard.
void follow(QLabel* label)
{
    label->setFocus();
    QTest::keyClick(label, Qt::Key_Tab); // onto the link
    QTest::keyClick(label, Qt::Key_Return);
}

} // namespace

class TestServiceListFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { forgetSettings(); }
    void init() { QSettings().clear(); }

    void aFileIsAddedForThisServiceAndOneForAll()
    {
        Desk desk;
        write(desk.folder(), "drop.txt", "# these\n192.0.2.0/24\n198.51.100.7\n");
        const QString friends = write(desk.folder(), "friends.txt", "joe@partner.example\n");
        desk.open();
        QCOMPARE(desk.summary(), "none");
        QVERIFY(!desk.opened->canApply());
        desk.inFiles([&](QDialog* dialog) {
            QCOMPARE(tableOf(dialog)->topLevelItemCount(), 0);
            const DialogHandle first = onNextDialog([](QDialog* one) {
                auto* button = buttonWithText(one, QStringLiteral("OK"));
                QVERIFY(!button->isEnabled()); // no file yet
                QCOMPARE(foundIn(one, "drop.txt"), "2 lines become entries.");
                const auto* preview = find<QTableView>(one, "preview")->model();
                QCOMPARE(preview->rowCount(), 2);
                QCOMPARE(preview->index(0, 0).data().toInt(), 2); // line
                QCOMPARE(preview->index(0, 2).data().toString(), "192.0.2.0/24");
                ok(one);
            });
            click(find(dialog, "listFiles.add"));
            QVERIFY(first.appeared());
            const DialogHandle second = onNextDialog([&](QDialog* one) {
                desk.opened->prompter.answerFile(friends);
                click(find(one, "chooseFile"));
                QCOMPARE(find<QLineEdit>(one, "file")->text(), friends);
                choose(one, "kind", 1);
                choose(one, "color", 1);
                choose(one, "scope", 1);
                QTRY_COMPARE(find<QLabel>(one, "found")->text(), "1 line becomes an entry.");
                ok(one);
            });
            click(find(dialog, "listFiles.add"));
            QVERIFY(second.appeared());
            const auto* table = tableOf(dialog);
            QCOMPARE(table->topLevelItemCount(), 2);
            QCOMPARE(table->topLevelItem(0)->text(List), "Black List › IP Addresses");
            QCOMPARE(table->topLevelItem(1)->text(List), "Exceptions › Senders");
            QCOMPARE(table->topLevelItem(1)->text(Scope), "all services");
            QCOMPARE(table->topLevelItem(1)->text(State), "not saved yet");
            ok(dialog);
        });
        QCOMPARE(desk.summary(), "2 files");
        QVERIFY2(desk.own().empty() && desk.shared().empty(), "nothing is saved before Apply");
        QVERIFY(desk.opened->apply());
        QCOMPARE(desk.own(), (std::vector<Subscription>{{ListColor::Black, ListKind::Ip, "drop.txt", true}}));
        QCOMPARE(desk.shared(), (std::vector<Subscription>{
                                    {ListColor::White, ListKind::Sender, friends.toStdString(), true}}));
        QVERIFY(!desk.opened->canApply());
    }

    void whatIsCancelledOrUndoneLeavesNothingToApply()
    {
        Desk desk;
        desk.subscribe({{ListColor::Black, ListKind::Ip, "drop.txt", true}},
                       {{ListColor::White, ListKind::Ip, "friends.txt", true}});
        desk.open();
        const auto toggle = [](QDialog* dialog, int row) {
            auto* table = tableOf(dialog);
            table->setFocus();
            table->setCurrentItem(table->topLevelItem(row));
            QTest::keyClick(table, Qt::Key_Space);
        };
        desk.inFiles([&](QDialog* dialog) { toggle(dialog, 0); }); // and closed
        QVERIFY(!desk.opened->canApply());
        for (int row = 0; row < 2; ++row) {
            for (const bool edits : {true, false}) {
                desk.inFiles([&](QDialog* dialog) {
                    toggle(dialog, row);
                    ok(dialog);
                });
                QCOMPARE(desk.opened->canApply(), edits);
            }
        }
        desk.inFiles([&](QDialog* dialog) {
            toggle(dialog, 1);
            ok(dialog);
        });
        QVERIFY(desk.opened->apply());
        QVERIFY(desk.own()[0].enabled);
        QVERIFY(!desk.shared()[0].enabled);
    }

    void aFileIsChangedAndRemoved()
    {
        Desk desk;
        desk.subscribe({{ListColor::Black, ListKind::Ip, "drop.txt", true},
                        {ListColor::Black, ListKind::Helo, "names.txt", true}});
        write(desk.folder(), "other.txt", "a@b.example\n");
        desk.open();
        desk.inFiles([&](QDialog* dialog) {
            auto* table = tableOf(dialog);
            QVERIFY(!find(dialog, "listFiles.edit")->isEnabled());
            table->setCurrentItem(table->topLevelItem(0));
            const DialogHandle one = onNextDialog([](QDialog* edit) {
                QCOMPARE(find<QLineEdit>(edit, "file")->text(), "drop.txt");
                choose(edit, "kind", 1);
                QCOMPARE(foundIn(edit, "other.txt"), "1 line becomes an entry.");
                ok(edit);
            });
            click(find(dialog, "listFiles.edit"));
            QVERIFY(one.appeared());
            table->setCurrentItem(table->topLevelItem(1));
            click(find(dialog, "listFiles.remove"));
            QCOMPARE(table->topLevelItemCount(), 1);
            ok(dialog);
        });
        QVERIFY(desk.opened->apply());
        QCOMPARE(desk.own(),
                 (std::vector<Subscription>{{ListColor::Black, ListKind::Sender, "other.txt", true}}));
    }

    void whatIsInTheFileIsSaidBeforeItIsSaved_data()
    {
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QString>("found");
        QTest::addColumn<QString>("trouble");
        QTest::addColumn<int>("shown");
        QTest::newRow("all well") << QByteArray("192.0.2.1\n192.0.2.2\n") << "2 lines become entries."
                                  << "" << 2;
        QTest::newRow("some refused") << QByteArray("192.0.2.1\nnonsense\n192.0.2.300\n")
                                      << "1 line becomes an entry. 2 lines are refused, and left out."
                                      << "" << 2;
        QTest::newRow("another kind")
            << QByteArray("spam.example\nbulk.example\n") << "2 lines are refused, and left out."
            << "No line of the file is an entry, so nothing of it would count. It may be another kind of "
               "file, or its lines are not what is chosen above."
            << 2;
        QTest::newRow("another format")
            << QByteArray("192.0.2.0/24 REJECT\n198.51.100.0/24 REJECT\n")
            << "2 lines are refused, and left out."
            << "No line of the file is an entry, so nothing of it would count. It looks like another kind of "
               "file (Postfix cidr map). Import… in the list translates such a file."
            << 2;
        QTest::newRow("only comments")
            << QByteArray("# nothing today\n") << "There is no entry in the file yet, only comments."
            << "" << 0;
    }
    void whatIsInTheFileIsSaidBeforeItIsSaved()
    {
        QFETCH(QByteArray, lines);
        QFETCH(QString, found);
        QFETCH(QString, trouble);
        QFETCH(int, shown);
        QTemporaryDir folder;
        write(folder.path(), "drop.txt", lines);
        ScriptedPrompter prompter;
        ListFileDialog dialog({}, {}, folder.filePath("postern.db"), prompter, nullptr);
        dialog.show();
        QCOMPARE(foundIn(&dialog, "drop.txt"), found);
        QCOMPARE(find<ProblemLabel>(&dialog, "trouble")->text(), trouble);
        QCOMPARE(find<QTableView>(&dialog, "preview")->model()->rowCount(), shown);
    }

    // It may come later, and the engine may be allowed to read what the administrator is not.
    void aFileThatCannotBeReadHereMayBeSaved()
    {
        QTemporaryDir folder;
        ScriptedPrompter prompter;
        ListFileDialog dialog({}, {}, folder.filePath("postern.db"), prompter, nullptr);
        dialog.show();
        QCOMPARE(foundIn(&dialog, "gone.txt"), "Its lines count as soon as the engine can read the file.");
        QCOMPARE(find<ProblemLabel>(&dialog, "trouble")->text(),
                 "The file cannot be read here: there is no such file.");
        ok(&dialog);
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
        QCOMPARE(dialog.value().file, std::string("gone.txt"));
    }

    void aFileStandsOnceInAList()
    {
        QTemporaryDir folder;
        write(folder.path(), "drop.txt", "192.0.2.1\n");
        ScriptedPrompter prompter;
        ListFileRow there;
        there.file = "drop.txt";
        ListFileDialog dialog({}, {there}, folder.filePath("postern.db"), prompter, nullptr);
        dialog.show();
        QVERIFY(foundIn(&dialog, "drop.txt").contains("stands here twice"));
        choose(&dialog, "color", 1); // another list
        QTRY_VERIFY(buttonWithText(&dialog, "OK")->isEnabled());
        choose(&dialog, "color", 0);
        QVERIFY(!buttonWithText(&dialog, "OK")->isEnabled());
        choose(&dialog, "scope", 1); // or that of all services
        QTRY_VERIFY(buttonWithText(&dialog, "OK")->isEnabled());
    }

    void whatTheEngineSaysOfEachFileIsShownAndFollowed()
    {
        Desk desk;
        const Subscription well{ListColor::Black, ListKind::Ip, "drop.txt", true};
        const Subscription kept{ListColor::Black, ListKind::Sender, "/srv/senders.txt", true};
        const Subscription failed{ListColor::White, ListKind::Helo, "names.txt", true};
        const Subscription unread{ListColor::White, ListKind::Ip, "new.txt", true};
        const Subscription off{ListColor::White, ListKind::Sender, "off.txt", false};
        desk.subscribe({well, kept, unread, off}, {failed});
        auto one = desk.status(well, ListFileState::Current);
        one.lines = 1204;
        one.refused = 1;
        one.firstRefused = {"line %1: %2", false, {Phrase::name("7"), {"is no IP address", false, {}}}};
        auto two = desk.status(kept, ListFileState::Kept);
        two.lines = 12;
        two.error = {"there is no such file", false, {}};
        auto three = desk.status(failed, ListFileState::Failed, true);
        three.read = {};
        three.error = {"the file may not be read", false, {}};
        desk.report({one, two, three});
        desk.open();
        QTRY_COMPARE(desk.summary(), "4 files · 1,216 entries · 2 cannot be read");
        desk.inFiles([&](QDialog* dialog) {
            auto* table = tableOf(dialog);
            const auto state = [&](int row) { return table->topLevelItem(row)->text(State); };
            const auto details = [&](int row) {
                table->setCurrentItem(table->topLevelItem(row));
                return find<QLabel>(dialog, "details")->text();
            };
            QTRY_COMPARE(state(0), "in force");
            QCOMPARE(table->topLevelItem(0)->text(Entries), "1,204");
            QCOMPARE(table->topLevelItem(0)->text(Refused), "1");
            QCOMPARE(state(1), "as it was read last");
            QCOMPARE(state(2), "not read yet");
            QCOMPARE(state(3), "switched off");
            QCOMPARE(state(4), "cannot be read");
            QVERIFY2(details(0).contains("1 line is no entry, and is left out: line 7: "),
                     qPrintable(details(0)));
            QVERIFY2(details(1).startsWith("The file cannot be used now: there is no such file."),
                     qPrintable(details(1)));
            QVERIFY2(details(4).startsWith("Nothing of this file counts: the file may not be read."),
                     qPrintable(details(4)));
            verifyAccessible(dialog);
            verifyMnemonics(dialog);
            three.state = ListFileState::Current;
            three.error = {};
            desk.report({one, two, three});
            QTRY_COMPARE(state(4), "in force"); // by itself
            ok(dialog);
        });
        QVERIFY2(!desk.opened->canApply(), "what the engine says is no edit");
    }

    // Both change what is set here: mine goes over theirs, and what I did not touch stays theirs.
    void theFilesOfAllServicesFollowWhatOthersSave()
    {
        Desk desk;
        desk.open();
        desk.temp.saveAs("bert", [](model::Configuration& all) {
            all.subscriptions = {{ListColor::Black, ListKind::Ip, "theirs.txt", true}};
        });
        QTRY_COMPARE(desk.summary(), "1 file");
        QVERIFY(!desk.opened->canApply());
        desk.opened->tab("service");
        typeOver(find(&desk.opened->dialog, "port"), "2525");
        desk.temp.saveAs("bert", [](model::Configuration& all) {
            all.services[0].port = 2626;
            all.subscriptions = {{ListColor::Black, ListKind::Ip, "others.txt", true}};
        });
        const auto handle = onNextDialog([&](QDialog* first) {
            onNextDialog([&](QDialog* again) { click(find(again, "keepMine")); });
            click(find(first, "merge"));
        });
        QVERIFY(desk.opened->apply());
        QVERIFY(handle.appeared());
        QCOMPARE(desk.temp.service("SMTP").port, 2525);
        QCOMPARE(desk.shared(),
                 (std::vector<Subscription>{{ListColor::Black, ListKind::Ip, "others.txt", true}}));
    }

    // --- below the lines of the lists

    void theListSaysHowManyEntriesComeFromFilesAndTestsThem()
    {
        Site site;
        site.add(ListColor::Black, ListKind::Ip, {"192.0.2.1"});
        write(site.folder(), "drop.txt", "198.51.100.0/24\n~198.51.100.7\n");
        write(site.folder(), "all.txt", "203.0.113.9\n");
        write(site.folder(), "friends.txt", "203.0.113.9\n");
        store::Edit edit;
        edit.author = "anna";
        edit.before = site.configuration();
        edit.after = edit.before;
        edit.after->services[0].subscriptions = {{ListColor::Black, ListKind::Ip, "drop.txt", true},
                                                 {ListColor::White, ListKind::Ip, "friends.txt", true},
                                                 {ListColor::Black, ListKind::Sender, "gone.txt", true}};
        edit.after->subscriptions = {{ListColor::Black, ListKind::Ip, "all.txt", true}};
        QVERIFY(site.commit(edit) > 0);
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Ip);
        const auto note = [&] { return find<QLabel>(window.page, "files"); };
        QTRY_VERIFY(note()->isVisible());
        QVERIFY2(note()->text().startsWith("3 further entries come from 2 list files. <a "),
                 qPrintable(note()->text()));
        QCOMPARE(window.testResult("198.51.100.9"),
                 "→ refused by a line of a list file: 198.51.100.0/24 (drop.txt:1)");
        QCOMPARE(window.testResult("198.51.100.7"),
                 "→ not refused: taken out by a line of a list file: ~198.51.100.7 (drop.txt:2)");
        QCOMPARE(window.testResult("203.0.113.9"),
                 "→ let in: a line of a list file: 203.0.113.9 (all.txt:1) would refuse it, but the "
                 "exception 203.0.113.9 (friends.txt:1) is stronger");
        window.addLine("198.51.100.9"); // as specific as it gets, and in the list itself
        QCOMPARE(window.testResult("198.51.100.9"), "→ refused by line 2: 198.51.100.9");
        write(site.folder(), "drop.txt", "198.51.100.7\n# and that is all\n");
        QTRY_VERIFY_WITH_TIMEOUT(note()->text().startsWith("2 further entries"), 10'000);
        window.turnTo(ListKind::Sender);
        QVERIFY(note()->isVisible());
        QVERIFY(note()->text().startsWith("A list file cannot be read here."));
        window.turnTo(ListKind::Helo);
        QVERIFY(!note()->isVisible());
        QSignalSpy wanted(&window.dialog, &ListDialog::filesWanted);
        window.turnTo(ListKind::Ip);
        follow(note());
        QCOMPARE(wanted.count(), 1);
        prompter.answer(1); // discard
        window.dialog.reject();
    }

    void theLinkBelowTheLinesLeadsToTheFiles()
    {
        ConsoleFixture console;
        console.store.saveAs("anna", [](model::Configuration& all) {
            all.services[0].subscriptions = {{ListColor::Black, ListKind::Sender, "drop.txt", true}};
        });
        QTRY_VERIFY(!console.window.live().overview().configuration.services[0].subscriptions.empty());
        ui::Place place;
        place.service = "SMTP";
        place.check = model::Check::SenderBlacklist;
        console.window.open(place);
        auto* list = waitForWidget<ListDialog>(&console.window, "blackList");
        QTRY_VERIFY(list->isLoaded());
        auto* page = list->findChild<ListPage*>(ListDialog::tabId(ListKind::Sender));
        QTRY_VERIFY(find<QLabel>(page, "files")->isVisible());
        QString file;
        const DialogHandle properties = onNextDialog([&file](QDialog* service) {
            onNextDialog([&file](QDialog* dialog) {
                QCOMPARE(dialog->objectName(), "listFilesDialog");
                file = tableOf(dialog)->topLevelItem(0)->text(File);
            });
            QTRY_VERIFY(!file.isEmpty());
            service->reject();
        });
        follow(find<QLabel>(page, "files"));
        QTRY_VERIFY(properties.appeared());
        QCOMPARE(file, "drop.txt");
    }

    // Tab brings the keyboard there, and Return is for the link, not for OK.
    void theLinkIsReachedByTheKeyboard()
    {
        Desk desk;
        desk.subscribe({{ListColor::Black, ListKind::Ip, "drop.txt", true}});
        desk.open();
        click(find(&desk.opened->dialog, "lists.black"));
        auto* list = waitForWidget<ListDialog>(&desk.opened->dialog, "blackList");
        QTRY_VERIFY(list->isLoaded());
        auto* page = list->findChild<ListPage*>(ListDialog::tabId(ListKind::Ip));
        auto* label = find<QLabel>(page, "files");
        QTRY_VERIFY(label->isVisible());
        QSignalSpy wanted(list, &ListDialog::filesWanted);
        const DialogHandle files =
            onNextDialog([](QDialog* dialog) { QCOMPARE(dialog->objectName(), "listFilesDialog"); });
        for (int i = 0; i < 50 && list->focusWidget() != label; ++i)
            QTest::keyClick(list->focusWidget(), Qt::Key_Tab);
        QCOMPARE(list->focusWidget(), label);
        QTest::keyClick(label, Qt::Key_Return);
        QTRY_VERIFY(files.appeared());
        QCOMPARE(wanted.count(), 1);
        QVERIFY(list->isVisible());
    }

    // Where the properties are open already, it is their draft.
    void theLinkOfAListThatTheyOpenedLeadsToTheirDraft()
    {
        Desk desk;
        desk.subscribe({{ListColor::Black, ListKind::Ip, "drop.txt", true}});
        desk.open();
        click(find(&desk.opened->dialog, "lists.black"));
        auto* list = waitForWidget<ListDialog>(&desk.opened->dialog, "blackList");
        QTRY_VERIFY(list->isLoaded());
        auto* page = list->findChild<ListPage*>(ListDialog::tabId(ListKind::Ip));
        QTRY_VERIFY(find<QLabel>(page, "files")->isVisible());
        const DialogHandle files = onNextDialog([](QDialog* dialog) {
            auto* table = tableOf(dialog);
            table->setCurrentItem(table->topLevelItem(0));
            click(find(dialog, "listFiles.remove"));
            ok(dialog);
        });
        follow(find<QLabel>(page, "files"));
        QVERIFY(files.appeared());
        QCOMPARE(desk.summary(), "none");
        QVERIFY(desk.opened->canApply());
        QVERIFY(desk.opened->apply());
        QVERIFY(desk.own().empty());
        QTRY_VERIFY(!find<QLabel>(page, "files")->isVisible()); // the list follows
    }

    void aPlaceInTheLogLeadsToTheFiles()
    {
        ConsoleFixture console;
        ui::Place place;
        place.service = "SMTP";
        place.tab = "black-lists/subscriptions";
        bool shown = false;
        const DialogHandle files = onNextDialog([&](QDialog* properties) {
            onNextDialog([&](QDialog* dialog) { shown = dialog->objectName() == "listFilesDialog"; });
            QTRY_VERIFY(shown);
            properties->reject();
        });
        console.window.open(place);
        QTRY_VERIFY(files.appeared());
        QTRY_VERIFY(shown);
    }
};

QTEST_MAIN(TestServiceListFiles)
#include "test_service_list_files.moc"
