// SPDX-License-Identifier: GPL-3.0-or-later
// Explain and Rejected mail decide with the files that lists subscribe to, as the engine does.
#include "support/console_fixture.h"
#include "support/log_events.h"
#include "support/picture.h"
#include "support/test_console.h"
#include "ui/explain/explain_dialog.h"
#include "ui/log/flip_block.h"
#include "ui/log/log_page.h"
#include "ui/log/trace_table.h"
#include "ui/widgets/text_block.h"

#include <QLabel>
#include <QTableWidget>
#include <QTextCursor>

using namespace postern;
using namespace postern::test;
using model::ListColor;
using model::ListKind;

namespace {

const std::string listFiles = "black-lists/subscriptions";

// Written beside and renamed, as it should be done.
void write(const QString& name, const QByteArray& lines)
{
    QFile file(name + ".new");
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(lines), lines.size());
    file.close();
    QFile::remove(name);
    QVERIFY(file.rename(name));
}

struct Scene {
    TestConsole console;

    QString path(const char* name) { return QFileInfo(console.tempStore().where()).dir().filePath(name); }
    void subscribe(ListColor color, ListKind kind, const char* file, bool shared = false)
    {
        console.tempStore().saveAs("anna", [&](model::Configuration& all) {
            (shared ? all.subscriptions : all.services[0].subscriptions).push_back({color, kind, file, true});
        });
    }
};

struct Explained {
    ui::ExplainDialog dialog;

    Explained(Scene& scene, const policy::Facts& facts)
        : dialog(scene.console, "SMTP", facts)
    {
        dialog.show();
    }
    QString verdict() const
    {
        const auto* item = find<QTableWidget>(&dialog, "services")->item(0, 1);
        return item == nullptr ? QString() : item->text();
    }
    QString reason() const { return find<ui::TextBlock>(&dialog, "reason")->toPlainText(); }
    QString flips() const { return find<ui::FlipBlock>(&dialog, "flips")->toPlainText(); }
};

policy::Facts ordinary()
{
    return sessionFacts("203.0.113.9", "mx.far.example", "bob@far.example", "jane@example.com");
}

// With the mouse, where the words stand.
void clickLink(QTextBrowser* block, const QString& words)
{
    QTextCursor found = block->document()->find(words);
    QVERIFY2(!found.isNull(), qPrintable(words + "\nin\n" + block->toPlainText()));
    found.setPosition(found.selectionStart() + 2);
    block->setTextCursor(found);
    block->ensureCursorVisible();
    QTest::mouseClick(block->viewport(), Qt::LeftButton, Qt::NoModifier, block->cursorRect(found).center());
}

} // namespace

class TestExplainedFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        forgetSettings();
        wearTheme();
    }
    void init() { QSettings().clear(); }

    void aLineOfAFileDecidesAndIsNamedByItsPlace_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("shared");
        QTest::addColumn<QByteArray>("lines");
        QTest::addColumn<QString>("verdict");
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("fix");
        const auto row = [](const char* name, ListKind kind, bool shared, const char* lines,
                            const char* verdict, const char* place, const char* fix) {
            QTest::newRow(name) << int(kind) << shared << QByteArray(lines) << verdict << place << fix;
        };
        row("the client", ListKind::Ip, false, "# drop\n203.0.113.0/24\n",
            "Refused at RCPT TO: IP address is black-listed", "203.0.113.0/24 (drop.txt:2)",
            "by the entry ~203.0.113.9");
        row("the client, in a file of all", ListKind::Ip, true, "203.0.113.9\n",
            "Refused at RCPT TO: IP address is black-listed", "203.0.113.9 (drop.txt:1)",
            "by the entry ~203.0.113.9");
        row("the sender", ListKind::Sender, false, "x@y.example\nfar.example\n",
            "Refused at RCPT TO: Sender is black-listed", "far.example (drop.txt:2)",
            "by the entry ~bob@far.example");
        row("the recipient", ListKind::Recipient, true, "jane@*\n",
            "Refused at RCPT TO: Recipient is black-listed", "jane@* (drop.txt:1)",
            "by the entry ~jane@example.com");
        row("the HELO name", ListKind::Helo, false, "\n\n.far.example\n",
            "Refused at RCPT TO: HELO host is black-listed", ".far.example (drop.txt:3)",
            "by the entry ~mx.far.example");
    }
    void aLineOfAFileDecidesAndIsNamedByItsPlace()
    {
        QFETCH(int, kind);
        QFETCH(bool, shared);
        QFETCH(QByteArray, lines);
        QFETCH(QString, verdict);
        QFETCH(QString, place);
        QFETCH(QString, fix);
        Scene scene;
        write(scene.path("drop.txt"), lines);
        scene.subscribe(ListColor::Black, ListKind(kind), "drop.txt", shared);
        Explained explained(scene, ordinary());
        QTRY_COMPARE(explained.verdict(), verdict);
        QVERIFY2(explained.reason().contains(place), qPrintable(explained.reason()));
        QTRY_VERIFY2(explained.flips().contains(fix), qPrintable(explained.flips()));
        QVERIFY2(!explained.flips().contains("remove or switch off"), qPrintable(explained.flips()));
        clickLink(find<ui::TextBlock>(&explained.dialog, "reason"), "List files");
        QCOMPARE(scene.console.opened.size(), 1U);
        QCOMPARE(scene.console.opened[0].tab, listFiles);
        QCOMPARE(scene.console.opened[0].service, std::string("SMTP"));
    }

    void theFixThatIsOfferedLetsItIn()
    {
        Scene scene;
        write(scene.path("drop.txt"), "203.0.113.9\n");
        scene.subscribe(ListColor::Black, ListKind::Ip, "drop.txt");
        Explained explained(scene, ordinary());
        QTRY_VERIFY(explained.flips().contains("What would let it in"));
        scene.console.scripted().answer(0);
        clickLink(find<ui::FlipBlock>(&explained.dialog, "flips"), "Take 203.0.113.9 out");
        QTRY_COMPARE(explained.verdict(), "Accepted for a mailbox here");
    }

    void aFileThatChangesCountsByItself()
    {
        Scene scene;
        write(scene.path("drop.txt"), "203.0.113.9\n");
        scene.subscribe(ListColor::Black, ListKind::Ip, "drop.txt");
        Explained explained(scene, ordinary());
        QTRY_VERIFY(explained.verdict().startsWith("Refused"));
        write(scene.path("drop.txt"), "198.51.100.1\n");
        QTRY_COMPARE_WITH_TIMEOUT(explained.verdict(), "Accepted for a mailbox here", 10'000);
        scene.subscribe(ListColor::Black, ListKind::Sender, "senders.txt"); // and one that is added
        write(scene.path("senders.txt"), "far.example\n");
        QTRY_VERIFY_WITH_TIMEOUT(explained.verdict().startsWith("Refused"), 10'000);
    }

    void anExceptionInAFileLetsIn()
    {
        Scene scene;
        write(scene.path("friends.txt"), "203.0.113.0/28\n");
        scene.console.tempStore().addEntries(
            {TempStore::entry(0, ListColor::Black, ListKind::Ip, "203.0.113.9")});
        scene.subscribe(ListColor::White, ListKind::Ip, "friends.txt");
        Explained explained(scene, ordinary());
        QTRY_COMPARE(explained.verdict(), "Accepted for a mailbox here");
        const auto* trace = find<ui::TraceTable>(&explained.dialog, "trace");
        QString all;
        for (int row = 0; row < trace->rowCount(); ++row) {
            for (int column = 0; column < trace->columnCount(); ++column)
                all +=
                    trace->item(row, column) == nullptr ? QString() : trace->item(row, column)->text() + u' ';
        }
        QVERIFY2(all.contains("203.0.113.0/28 (friends.txt:1)"), qPrintable(all));
    }

    void aFileThatCannotBeReadIsNamed()
    {
        Scene scene;
        scene.subscribe(ListColor::Black, ListKind::Ip, "gone.txt");
        Explained explained(scene, ordinary());
        QTRY_VERIFY(explained.flips().contains("A list file does not count here:"));
        QVERIFY2(explained.flips().contains("gone.txt"), qPrintable(explained.flips()));
        QVERIFY(explained.flips().contains("here is no such file", Qt::CaseInsensitive));
    }

    // What was let in then is refused now, and the log says why and what helps.
    void rejectedMailDecidesAgainWithTheFiles()
    {
        Scene scene;
        append(scene.console.tempStore(),
               {decidedEvent(
                   scene.console.tempStore(),
                   sessionFacts("203.0.113.9", "mx.far.example", "deals@spam.example", "jane@example.com"))});
        write(scene.path("drop.txt"), "203.0.113.0/24\n");
        scene.subscribe(ListColor::Black, ListKind::Ip, "drop.txt");
        ui::LogPage page(scene.console);
        page.resize(960, 700);
        page.show();
        page.activate();
        auto* circumstances = find<QLabel>(&page, "circumstances");
        QTRY_VERIFY2(circumstances->text().endsWith("would be refused now: IP address is black-listed"),
                     qPrintable(circumstances->text()));
        const auto* flips = find<ui::FlipBlock>(&page, "flips");
        QTRY_VERIFY2(flips->toPlainText().contains("What would let it in:"),
                     qPrintable(flips->toPlainText()));
        QVERIFY(!flips->toPlainText().contains("remove or switch off"));
    }
};

QTEST_MAIN(TestExplainedFiles)
#include "test_explained_files.moc"
