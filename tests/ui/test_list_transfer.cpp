// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/list_site.h"

#include "ui/lists/list_mime.h"

#include <QClipboard>
#include <QDropEvent>
#include <QThread>
#include <QWindow>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

class TestListTransfer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void manyLinesArePastedAtOnce()
    {
        Site site;
        site.add(ListColor::Black, ListKind::Sender, {"example.org"});
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        QApplication::clipboard()->setText("joe@spam.example # pest\r\n\r\n# a remark\nexample.org\n"
                                           "not a pattern\n  ~info@spam.example\njoe@spam.example\n");
        window.table->setFocus();
        QTest::keyClick(window.table, Qt::Key_V, Qt::ControlModifier);
        QTRY_COMPARE(window.shown(),
                     (QStringList{"example.org", "joe@spam.example", "not a pattern", "~info@spam.example"}));
        QCOMPARE(window.shown(ListColumn::Comment)[1], "pest");
        const QString note = find<QLabel>(window.page, "note")->text();
        QVERIFY2(note == "3 lines added, 2 lines there already, 1 line cannot be read, and marked",
                 qPrintable(note));
        QCOMPARE(window.table->selectedPositions(), (ListTableModel::Positions{1, 2, 3}));
        QTest::keyClick(window.table, Qt::Key_Z, Qt::ControlModifier); // one step
        QCOMPARE(window.shown(), QStringList{"example.org"});
    }

    void importReportsAllWrongLinesAndTakesTheRestOnlyWhenTold_data()
    {
        QTest::addColumn<bool>("take");
        QTest::newRow("take the others") << true;
        QTest::newRow("cancel") << false;
    }
    void importReportsAllWrongLinesAndTakesTheRestOnlyWhenTold()
    {
        QFETCH(bool, take);
        Site site;
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Ip);
        QFile file(site.folder() + "/list.txt");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("\xef\xbb\xbf# my list\n192.0.2.1 # first\nnonsense\n192.0.2.0/24\n192.0.2.1/24\n");
        file.close();
        prompter.answerFile(file.fileName());
        const DialogHandle report = onNextDialog([take](QDialog* dialog) {
            auto* lines = find<QTableView>(dialog, "preview")->model();
            QCOMPARE(lines->rowCount(), 4);
            QCOMPARE(lines->index(1, 0).data().toString() + lines->index(1, 1).data().toString(),
                     "3nonsense");
            const QString wrong = lines->index(3, 1).data().toString() + lines->index(3, 3).data().toString();
            QVERIFY2(wrong.contains("192.0.2.1/24") && wrong.contains("192.0.2.0/24"), qPrintable(wrong));
            if (!take)
                return;
            QVERIFY(!find<QPushButton>(dialog, "take")->isEnabled());
            click(find<QAbstractButton>(dialog, "rest"));
            click(find<QPushButton>(dialog, "take"));
        });
        click(find<QPushButton>(window.page, "import"));
        QTRY_VERIFY(report.appeared());
        QTRY_COMPARE(window.shown(), take ? (QStringList{"192.0.2.1", "192.0.2.0/24"}) : QStringList());
        if (take)
            QCOMPARE(window.shown(ListColumn::Comment).first(), "first");
    }

    void exportAndImportGoThereAndBack()
    {
        Site site;
        site.add(ListColor::Black, ListKind::Sender, {"joe@spam.example", "~info@spam.example", "<>"});
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        window.edit(0, ListColumn::Comment, "a # b");
        const QString name = site.folder() + "/out.txt";
        prompter.answerFile(name);
        click(find<QPushButton>(window.page, "export"));
        QTRY_VERIFY(QFile::exists(name));
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("joe@spam.example # a # b\n~info@spam.example\n<>\n"));
        window.table->selectAll();
        QTest::keyClick(window.table, Qt::Key_Delete);
        QCOMPARE(window.list().rowCount(), 0);
        prompter.answerFile(name);
        click(find<QPushButton>(window.page, "import"));
        QTRY_COMPARE(window.shown(), (QStringList{"joe@spam.example", "~info@spam.example", "<>"}));
        QCOMPARE(window.shown(ListColumn::Comment).first(), "a # b");
    }

    void theEndingOfTheFileIsTheFormat_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("omitted");
        QTest::newRow("text") << "out.txt" << QByteArray("192.0.2.0/24\n192.0.2.7-192.0.2.9\n") << "";
        QTest::newRow("table") << "out.CSV" << QByteArray("pattern,") << "";
        QTest::newRow("access map") << "out.map" << QByteArray("\n192.0.2 REJECT\n") << "192.0.2.7-192.0.2.9";
        QTest::newRow("CIDR map") << "out.cidr" << QByteArray("192.0.2.7 REJECT\n") << "";
    }
    void theEndingOfTheFileIsTheFormat()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, line);
        QFETCH(QString, omitted);
        Site site;
        site.add(ListColor::Black, ListKind::Ip, {"192.0.2.0/24", "192.0.2.7-192.0.2.9"});
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Ip);
        const QString path = site.folder() + '/' + name;
        prompter.answerFile(path);
        click(find<QPushButton>(window.page, "export"));
        QTRY_VERIFY(QFile::exists(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY2(text.contains(line), text.constData());
        if (omitted.isEmpty())
            QTRY_COMPARE(find<QLabel>(window.page, "note")->text(), "2 lines written to " + path);
        else
            QTRY_VERIFY2(prompter.said().contains(omitted), qPrintable(prompter.said()));
    }

    void aFileThatCannotBeReadIsSaid()
    {
        Site site;
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        prompter.answerFile(site.folder() + "/none.txt");
        click(find<QPushButton>(window.page, "import"));
        QTRY_VERIFY(prompter.said().contains("none.txt cannot be read"));
    }

    void linesAreDraggedBetweenTheTwoDialogs()
    {
        Site site;
        site.add(ListColor::Black, ListKind::Sender, {"joe@spam.example", "ann@spam.example"});
        ScriptedPrompter prompter;
        Window black(site, prompter, ListColor::Black, ListKind::Sender);
        Window white(site, prompter, ListColor::White, ListKind::Sender);
        black.edit(1, ListColumn::Comment, "a friend");
        black.select({1});
        const std::unique_ptr<QMimeData> lines(
            black.list().mimeData(black.table->selectionModel()->selectedIndexes()));
        QDropEvent drop(QPointF(5, 5), Qt::MoveAction | Qt::CopyAction, lines.get(), Qt::LeftButton,
                        Qt::NoModifier);
        QDragEnterEvent enter(QPoint(5, 5), Qt::MoveAction | Qt::CopyAction, lines.get(), Qt::LeftButton,
                              Qt::NoModifier);
        QApplication::sendEvent(white.table->viewport(), &enter);
        QVERIFY(enter.isAccepted());
        QApplication::sendEvent(white.table->viewport(), &drop);
        Q_EMIT black.table->movedAway({1}); // what startDrag() says once the other side has taken it
        QTRY_COMPARE(white.shown(), QStringList{"ann@spam.example"});
        QCOMPARE(white.shown(ListColumn::Comment), QStringList{"a friend"});
        QCOMPARE(black.shown(), QStringList{"joe@spam.example"});
        white.apply();
        QCOMPARE(site.patterns(ListColor::White, ListKind::Sender), QStringList{"ann@spam.example"});
        black.apply(); // the other dialog saved meanwhile, but it was the same user
        QCOMPARE(site.patterns(ListColor::Black, ListKind::Sender), QStringList{"joe@spam.example"});
        // Lists of another kind do not take it.
        white.turnTo(ListKind::Recipient);
        QDragEnterEvent wrong(QPoint(5, 5), Qt::MoveAction, lines.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(white.table->viewport(), &wrong);
        QVERIFY(!wrong.isAccepted());
    }

    // The whole way: the press, the drag's own event loop, the drop on the other window, the release.
    void linesAreDraggedWithTheMouse()
    {
        if (QGuiApplication::platformName() == "offscreen")
            QSKIP("nothing can be dragged there; test_list_dragging runs it on a display");
        Site site;
        site.add(ListColor::Black, ListKind::Sender, {"joe@spam.example", "ann@spam.example"});
        ScriptedPrompter prompter;
        Window black(site, prompter, ListColor::Black, ListKind::Sender);
        Window white(site, prompter, ListColor::White, ListKind::Sender);
        black.dialog.move(0, 0);
        white.dialog.move(black.dialog.frameGeometry().bottomLeft() + QPoint(0, 20));
        black.select({1});
        QCoreApplication::processEvents();
        dragTo(black, black.table->visualRect(black.list().index(1, 0)).center(), white);
        QTRY_COMPARE(white.shown(), QStringList{"ann@spam.example"});
        QCOMPARE(black.shown(), QStringList{"joe@spam.example"});
        black.dialog.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&black.dialog));
        QTest::keyClick(black.table, Qt::Key_Z, Qt::ControlModifier); // each dialog undoes its own half
        QCOMPARE(black.shown(), (QStringList{"joe@spam.example", "ann@spam.example"}));
    }

    void aDragCarriesConditionAndScope_data()
    {
        QTest::addColumn<bool>("otherConsole"); // which gets bytes, and not our own lines
        QTest::newRow("in this console") << false;
        QTest::newRow("from another console") << true;
    }
    void aDragCarriesConditionAndScope()
    {
        QFETCH(bool, otherConsole);
        ListRow row;
        row.entry = entryOf(0, ListColor::White, ListKind::Sender, "news@partner.example");
        row.entry.condition = model::Condition::FromRange;
        row.entry.onlyFrom = "192.0.2.0/24";
        row.entry.comment = "partner";
        row.entry.expires = fromMicros(2'116'000'000'000'000);
        row.entry.enabled = false;
        const std::unique_ptr<QMimeData> carried(
            toMimeData(ListKind::Sender, {SharedRow(row)}));
        QMimeData copied;
        for (const QString& format : carried->formats())
            copied.setData(format, carried->data(format));
        const QMimeData& data = otherConsole ? copied : *carried;
        QCOMPARE(data.text(), "news@partner.example # partner\n");
        QVERIFY(canTake(data, ListKind::Sender));
        QVERIFY(!canTake(data, ListKind::Recipient));
        const ListEntry like = entryOf(5, ListColor::White, ListKind::Sender, "");
        std::vector<ListRow> rows = read(arrivedIn(data, ListKind::Sender), like);
        QCOMPARE(rows.size(), 1U);
        ListEntry expected = row.entry;
        QCOMPARE(rows[0].entry, expected); // of all services, as it was
        ListEntry black = like;
        black.color = ListColor::Black;
        rows = read(arrivedIn(data, ListKind::Sender), black);
        QVERIFY(rows[0].entry.condition == model::Condition::Always); // a black list has none
        QVERIFY(rows[0].entry.onlyFrom.empty());
    }

    void brokenLinesFromElsewhereAreNotTaken()
    {
        ListRow row;
        row.entry = entryOf(5, ListColor::White, ListKind::Sender, "news@partner.example");
        row.entry.condition = model::Condition::FromRange;
        row.entry.onlyFrom = "anywhere"; // would count for everybody
        const std::unique_ptr<QMimeData> carried(
            toMimeData(ListKind::Sender, {SharedRow(row)}));
        const QString format = QLatin1String(ListTableModel::mimeType);
        QMimeData copied;
        copied.setData(format, carried->data(format));
        QVERIFY(read(arrivedIn(copied, ListKind::Sender), row.entry).empty());
        for (int length = 0; length < carried->data(format).size(); ++length) {
            copied.setData(format, carried->data(format).left(length));
            QVERIFY(read(arrivedIn(copied, ListKind::Sender), row.entry).empty());
        }
    }

    void aLineOfAllServicesStaysWhereItIsMovedToTheSameListOfAnother()
    {
        if (QGuiApplication::platformName() == "offscreen")
            QSKIP("nothing can be dragged there; test_list_dragging runs it on a display");
        Site site;
        const Id other = site.addService("Submission");
        site.add(ListColor::Black, ListKind::Sender, {"shared.example"}, true);
        ScriptedPrompter prompter;
        Window here(site, prompter, ListColor::Black, ListKind::Sender);
        Window there(site, prompter, ListColor::Black, ListKind::Sender, other);
        here.dialog.move(0, 0);
        there.dialog.move(here.dialog.frameGeometry().bottomLeft() + QPoint(0, 20));
        here.select({0});
        QCoreApplication::processEvents();
        dragTo(here, here.table->visualRect(here.list().index(0, 0)).center(), there);
        QTRY_VERIFY(find<QLabel>(there.page, "note")->text().contains("there already"));
        QCOMPARE(here.shown(), QStringList{"shared.example"});
        QVERIFY(!here.canApply());
    }

    void nothingIsSavedWhileLinesAreStillRead()
    {
        Site site;
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        window.page->addLines(
            [] {
                QThread::msleep(300);
                return std::vector<ListRow>();
            },
            "Paste");
        QVERIFY(window.canApply());
        click(window.button(QDialogButtonBox::Apply));
        QVERIFY2(window.message().contains("still being read"), qPrintable(window.message()));
        QTRY_VERIFY(!window.canApply());
        QTRY_VERIFY(window.message().isEmpty());
    }

private:
    // From inside the drag's own loop, as the mouse would: QDrag::exec() returns when it is let go.
    static void dragTo(Window& from, QPoint start, Window& to)
    {
        QWindow* source = from.dialog.windowHandle();
        QWindow* target = to.dialog.windowHandle();
        const QPoint down = from.table->viewport()->mapTo(&from.dialog, start);
        const QPoint up = to.table->viewport()->mapTo(&to.dialog, QPoint(30, 30));
        int step = 0;
        QTimer hand;
        QObject::connect(&hand, &QTimer::timeout, &hand, [&] {
            ++step;
            if (step <= 3)
                QTest::mouseMove(target, up + QPoint(step, step));
            else if (step == 4)
                QTest::mouseRelease(target, Qt::LeftButton, Qt::NoModifier, up);
            else
                hand.stop();
        });
        QTest::mousePress(source, Qt::LeftButton, Qt::NoModifier, down);
        hand.start(30);
        for (int i = 1; i <= 4; ++i)
            QTest::mouseMove(source, down + QPoint(i * 8, 2));
        QTRY_VERIFY(step > 4);
    }
};

QTEST_MAIN(TestListTransfer)
#include "test_list_transfer.moc"
