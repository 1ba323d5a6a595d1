// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/gui.h"
#include "support/scripted_prompter.h"

#include "model/preset.h"
#include "ui/data/store_client.h"
#include "ui/forms/problems.h"
#include "ui/lists/entry_dialog.h"
#include "ui/lists/list_dialog.h"
#include "ui/lists/list_mime.h"
#include "ui/lists/list_table.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDropEvent>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QTabWidget>
#include <QTemporaryDir>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;
using model::Check;
using model::CheckMode;
using model::Id;
using model::ListColor;
using model::ListEntry;
using model::ListKind;

namespace {

QString text(const std::string& bytes)
{
    return QString::fromStdString(bytes);
}

ListEntry entryOf(Id service, ListColor color, ListKind kind, const std::string& pattern)
{
    ListEntry entry;
    entry.service = service;
    entry.color = color;
    entry.kind = kind;
    entry.negated = pattern.starts_with('~');
    entry.pattern = entry.negated ? pattern.substr(1) : pattern;
    entry.author = "admin";
    entry.created = fromMicros(1'790'000'000'000'000);
    return entry;
}

// A store with one service (port 25) and one domain, and the console's way to it.
class Site {
public:
    Site()
        : m_where(m_folder.filePath("postern.db").toStdString())
        , m_store(std::move(*store::Store::open(m_where, store::OpenMode::Create)))
    {
        model::Configuration configuration;
        configuration.server.hostname = "mail.example.com";
        configuration.server.lan = {"192.168.1.0/24"};
        configuration.domains = {{0, "example.com", {}}};
        configuration.services = {model::makeService(model::Preset::Mx)};
        store::Edit edit;
        edit.author = "setup";
        edit.before = model::Configuration{};
        edit.after = configuration;
        commit(edit);
        client = std::make_unique<StoreClient>(text(m_where));
    }

    Id service() { return m_store->configuration()->services.front().id; }
    CheckMode mode(Check check) { return m_store->configuration()->services.front().mode(check); }

    std::int64_t commit(store::Edit edit)
    {
        edit.base = *m_store->revision();
        const auto revision = m_store->commit(edit);
        return revision ? *revision : -1;
    }
    void add(ListColor color, ListKind kind, const QStringList& patterns, bool shared = false)
    {
        store::Edit edit;
        edit.author = "setup";
        for (const QString& pattern : patterns)
            edit.lists.saved.push_back(entryOf(shared ? 0 : service(), color, kind, pattern.toStdString()));
        QVERIFY(commit(edit) > 0);
    }
    std::vector<ListEntry> entries(ListColor color, ListKind kind)
    {
        return *m_store->listEntries({.service = {}, .color = color, .kind = kind});
    }
    QStringList patterns(ListColor color, ListKind kind)
    {
        QStringList all;
        for (const ListEntry& entry : entries(color, kind))
            all << text(entry.displayPattern());
        return all;
    }
    QString folder() const { return m_folder.path(); }

    std::unique_ptr<StoreClient> client;

private:
    QTemporaryDir m_folder;
    std::string m_where;
    std::unique_ptr<store::Store> m_store;
};

// One open dialog and what a test does in it.
class Window {
public:
    Window(Site& site, ScriptedPrompter& prompter, ListColor color, ListKind kind)
        : dialog(*site.client, prompter, site.service(), color)
    {
        dialog.showEntry(kind);
        dialog.show();
        QVERIFY(QTest::qWaitFor([&] { return dialog.isLoaded(); }, 60'000));
        turnTo(kind);
    }

    void turnTo(ListKind kind)
    {
        dialog.showTab(ListDialog::tabId(kind));
        page = dialog.findChild<ListPage*>(ListDialog::tabId(kind));
        table = page->findChild<ListTable*>("lines");
    }
    ListTableModel& list() { return page->list(); }
    QPushButton* button(QDialogButtonBox::StandardButton which)
    {
        return dialog.findChild<QDialogButtonBox*>("buttons")->button(which);
    }
    bool canApply() { return button(QDialogButtonBox::Apply)->isEnabled(); }
    QStringList shown(ListColumn column = ListColumn::Pattern)
    {
        QStringList all;
        for (int row = 0; row < list().rowCount(); ++row)
            all << list().index(row, int(column)).data().toString();
        return all;
    }
    QLineEdit* editor() { return qobject_cast<QLineEdit*>(table->indexWidget(table->currentIndex())); }
    void typeIntoCell(const QString& typed)
    {
        QVERIFY(editor());
        editor()->selectAll();
        QTest::keyClicks(editor(), typed);
        QTest::keyClick(editor(), Qt::Key_Return);
        QCoreApplication::processEvents();
    }
    void edit(int row, ListColumn column, const QString& typed)
    {
        table->setCurrentIndex(list().index(row, int(column)));
        table->setFocus();
        QTest::keyClick(table, Qt::Key_F2);
        typeIntoCell(typed);
    }
    void addLine(const QString& typed)
    {
        click(page->findChild<QPushButton*>("add"));
        typeIntoCell(typed);
    }
    void select(const QList<int>& rows)
    {
        ListTableModel::Positions positions(rows.begin(), rows.end());
        table->selectPositions(positions);
        table->setFocus();
    }
    void apply()
    {
        QVERIFY(canApply());
        QSignalSpy applied(&dialog, &PropertiesDialog::applied);
        click(button(QDialogButtonBox::Apply));
        QVERIFY(QTest::qWaitFor([&] { return !applied.isEmpty(); }, 60'000));
    }
    QString message() { return find<ProblemLabel>(&dialog, "message")->text(); }
    QString testResult(const QString& subject)
    {
        typeOver(page->findChild<QLineEdit*>("test"), subject);
        QString result;
        auto* label = page->findChild<QLabel*>("testResult");
        (void)QTest::qWaitFor([&] {
            result = label->text();
            return result.startsWith(u'→');
        });
        QTest::qWait(250); // whatever comes later than the first answer
        return label->text().remove(QRegularExpression("<[^>]*>"));
    }

    ListDialog dialog;
    ListPage* page = nullptr;
    ListTable* table = nullptr;
};

} // namespace

#ifdef NDEBUG
constexpr int manyLines = 100'000;
#else
constexpr int manyLines = 10'000;
#endif

class TestListDialog : public QObject {
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
        QCOMPARE(window.shown(),
                 (QStringList{"example.org", "joe@spam.example", "not a pattern", "~info@spam.example"}));
        QCOMPARE(window.shown(ListColumn::Comment)[1], "pest");
        const QString note = find<QLabel>(window.page, "note")->text();
        QVERIFY2(note == "3 lines added, 2 lines there already, 1 line cannot be read, and marked",
                 qPrintable(note));
        QCOMPARE(window.table->selectedPositions(), (ListTableModel::Positions{1, 2, 3}));
        QTest::keyClick(window.table, Qt::Key_Z, Qt::ControlModifier); // one step
        QCOMPARE(window.shown(), QStringList{"example.org"});
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
            const QString lines = find<QPlainTextEdit>(dialog, "wrongLines")->toPlainText();
            QVERIFY2(lines.contains("Line 3: nonsense"), qPrintable(lines));
            QVERIFY2(lines.contains("Line 5: 192.0.2.1/24") && lines.contains("192.0.2.0/24"),
                     qPrintable(lines));
            if (take)
                click(find<QPushButton>(dialog, "takeOthers"));
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
        QCOMPARE(white.shown(), QStringList{"ann@spam.example"});
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
            said |= label->isVisible() && label->text().contains("does not verify SPF yet");
        QVERIFY(said);
        QCOMPARE(dialog.value(), row);
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
