// SPDX-License-Identifier: GPL-3.0-or-later
// "What would this change?", from the dialogs that have it.
#include "support/console_fixture.h"
#include "support/list_site.h"
#include "support/log_events.h"
#include "support/opened_dialog.h"
#include "ui/forms/range_list_edit.h"
#include "ui/preview/preview_dialog.h"
#include "ui/service/server_properties.h"
#include "ui/shell/page_host.h"
#include "ui/text/translator.h"

#include <QCheckBox>
#include <QSettings>
#include <QSpinBox>
#include <QTableView>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;
using namespace std::chrono_literals;
using test::Site;

namespace {

QPushButton* previewButton(QWidget* dialog)
{
    return find<QPushButton>(dialog, "preview");
}

// What is shown, once it is.
struct Shown {
    explicit Shown(QWidget* over)
        : dialog(waitForWidget<PreviewDialog>(over, "previewDialog"))
    {
        ready();
    }
    void ready()
    {
        (void)QTest::qWaitFor([this] { return !find(dialog, "progress")->isVisible(); }, 20'000);
    }
    QString text(const char* label)
    {
        return find<QLabel>(dialog, label)->text().remove(QRegularExpression("<[^>]*>"));
    }
    QTableView* table() { return find<QTableView>(dialog, "list"); }
    QString cell(int row, PreviewModel::Column column)
    {
        return table()->model()->index(row, column).data().toString();
    }
    QString reason() { return find<QTextBrowser>(dialog, "reason")->toPlainText(); }
    void close() { click(buttonWithText(dialog, "Close")); }

    PreviewDialog* dialog;
};

} // namespace

class TestPreviewDialog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        forgetSettings();
        installTranslators(*QCoreApplication::instance(), QLocale(QLocale::English)); // how English counts
    }
    void init() { QSettings().clear(); }

    void aBoxThatIsUntickedShowsWhomItLetsIn()
    {
        TempStore temp;
        append(temp, anHourOfMail(temp));
        OpenedDialog<ListDialog> opened(temp, temp.service("SMTP").id, ListColor::Black);
        QVERIFY(previewButton(&opened.dialog)->isVisible());
        QVERIFY(!previewButton(&opened.dialog)->isEnabled()); // nothing is edited
        opened.dialog.showEntry(ListKind::Sender);
        const std::int64_t revision = temp.revision();
        click(find<QCheckBox>(&opened.dialog, "sender.claims-local.on"));
        QVERIFY(previewButton(&opened.dialog)->isEnabled());
        click(previewButton(&opened.dialog));

        Shown shown(&opened.dialog);
        QVERIFY2(shown.text("summary").contains("1 refused message would be accepted"),
                 qPrintable(shown.text("summary")));
        QVERIFY(shown.text("summary").contains("5 messages in the log were decided again."));
        QCOMPARE(shown.table()->model()->rowCount(), 1);
        QCOMPARE(shown.cell(0, PreviewModel::Sender), "jsmith@example.com");
        QCOMPARE(shown.cell(0, PreviewModel::Now), "Sender claims to be local");
        QCOMPARE(shown.cell(0, PreviewModel::Then), "Accepted");
        QVERIFY2(shown.reason().startsWith("Now: ") &&
                     shown.reason().contains("example.com is one of your domains"),
                 qPrintable(shown.reason()));
        QVERIFY(shown.reason().endsWith("With your changes: accepted."));
        shown.close();
        QCOMPARE(temp.revision(), revision);
        QVERIFY(opened.canApply()); // the edit is still there
        opened.prompter.answer(1);  // discard
        opened.dialog.reject();
    }

    void linesAreTriedBeforeTheyAreSaved()
    {
        TempStore temp;
        append(temp, anHourOfMail(temp));
        OpenedDialog<ListDialog> opened(temp, temp.service("SMTP").id, ListColor::Black);
        opened.dialog.showEntry(ListKind::Sender);
        auto* page = find<ListPage>(&opened.dialog, "sender");
        auto* table = page->findChild<ListTable*>();
        const auto type = [&](const QString& typed) {
            click(find<QPushButton>(page, "add"));
            auto* editor = qobject_cast<QLineEdit*>(table->indexWidget(table->currentIndex()));
            QVERIFY(editor != nullptr);
            QTest::keyClicks(editor, typed);
            QTest::keyClick(editor, Qt::Key_Return);
            QCoreApplication::processEvents();
        };
        type("@example.org");
        table->selectPositions({0}); // *@spam.example
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Delete);
        click(previewButton(&opened.dialog));
        Shown shown(&opened.dialog);
        QVERIFY(shown.text("summary").contains("1 refused message would be accepted"));
        QVERIFY(shown.text("summary").contains("1 accepted message would be refused"));
        QCOMPARE(shown.table()->model()->rowCount(), 2);
        auto* effect = find<QComboBox>(shown.dialog, "effect");
        QVERIFY(effect->isVisible());
        effect->setCurrentIndex(effect->findText("1 accepted message would be refused"));
        QCOMPARE(shown.table()->model()->rowCount(), 1);
        QCOMPARE(shown.cell(0, PreviewModel::Then), "Sender is black-listed");
        QVERIFY2(shown.reason().contains("@example.org"), qPrintable(shown.reason()));
        shown.close();
        QCOMPARE(temp.store().listEntries()->size(), std::size_t(5));
        opened.prompter.answer(1);
        opened.dialog.reject();
    }

    void anythingWrongIsShownFirst()
    {
        TempStore temp;
        OpenedDialog<ServerProperties> opened(temp);
        typeOver(find(&opened.dialog, "hostname"), "no host name");
        QVERIFY(previewButton(&opened.dialog)->isEnabled());
        click(previewButton(&opened.dialog));
        QTest::qWait(100);
        QVERIFY(opened.dialog.findChild<PreviewDialog*>() == nullptr);
        QVERIFY(find<ProblemLabel>(&opened.dialog, "hostname.problem")->isVisible());
        opened.prompter.answer(1);
        opened.dialog.reject();
    }

    void settingsOfAServiceThatChangeNothingSaySo()
    {
        TempStore temp;
        append(temp, anHourOfMail(temp));
        Opened opened(temp, "SMTP", "limits");
        typeOver(find(&opened.dialog, "hop_limit"), "40");
        QTest::keyClick(&opened.dialog, Qt::Key_F9);
        Shown shown(&opened.dialog);
        QVERIFY(shown.text("summary").startsWith("Nothing would be decided otherwise."));
        QVERIFY(!shown.table()->isVisible());
        QVERIFY(shown.text("notes").contains("not replayed"));
        shown.close();
        opened.prompter.answer(1);
        opened.dialog.reject();
    }

    // Domains, mailboxes, LAN and routes are edited in place.
    void aPageOfTheConsoleHasItToo()
    {
        ConsoleFixture console;
        append(console.store, anHourOfMail(console.store));
        console.window.showPage(PageId::Lan);
        QWidget* page = console.window.pages().currentPage();
        QTRY_VERIFY(page->isEnabled());
        QVERIFY(!previewButton(page)->isEnabled());
        find<RangeListEdit>(page, "lan")->addLines("203.0.113.9");
        QVERIFY(previewButton(page)->isEnabled());
        click(previewButton(page));
        Shown shown(page);
        QVERIFY2(shown.text("summary").contains("1 refused message would be accepted"),
                 qPrintable(shown.text("summary")));
        QVERIFY(shown.dialog->windowTitle().endsWith("LAN"));
        shown.close();
        click(find<QPushButton>(page, "revert"));
        QVERIFY(!previewButton(page)->isEnabled());
    }

    void theTimeIsChosenAndRemembered()
    {
        TempStore temp;
        policy::Facts old = sessionFacts("203.0.113.9", "laptop", "jsmith@example.com", "jane@example.com");
        old.now -= 20 * 24h;
        append(temp, {decidedEvent(temp, old)});
        const auto preview = [&](auto check) {
            OpenedDialog<ListDialog> opened(temp, temp.service("SMTP").id, ListColor::Black);
            opened.dialog.showEntry(ListKind::Sender);
            click(find<QCheckBox>(&opened.dialog, "sender.claims-local.on"));
            click(previewButton(&opened.dialog));
            Shown shown(&opened.dialog);
            check(shown);
            shown.close();
            opened.prompter.answer(1);
            opened.dialog.reject();
        };
        preview([](Shown& shown) {
            QVERIFY(shown.text("summary").startsWith("The log holds nothing of this time"));
            auto* period = find<QComboBox>(shown.dialog, "period");
            period->setFocus();
            QTest::keyClick(period, Qt::Key_End);
            shown.ready();
            QVERIFY(shown.text("summary").contains("1 refused message would be accepted"));
        });
        preview([](Shown& shown) {
            QVERIFY(shown.text("summary").contains("1 refused message would be accepted"));
        });
    }

    void itIsStopped()
    {
        TempStore temp;
        const auto event = decidedEvent(
            temp, sessionFacts("203.0.113.9", "laptop", "jsmith@example.com", "jane@example.com"));
        append(temp, std::vector<model::Event>(5000, event));
        PreviewJob job(temp.where(), [] { return store::Edit(); });
        QSignalSpy finished(&job, &PreviewJob::finished);
        job.start(Time());
        job.stop();
        QVERIFY(finished.wait(20'000));
        const auto first = finished.takeFirst().front().value<PreviewJob::Answer>();
        QVERIFY(!first.report.complete);
        QVERIFY(first.report.tally.looked < 5000);
        job.start(Time()); // this one is dropped …
        job.start(Time()); // … for this one
        QVERIFY(finished.wait(20'000));
        QTest::qWait(200);
        QCOMPARE(finished.size(), 1);
        QCOMPARE(finished.front().front().value<PreviewJob::Answer>().report.tally.looked, 5000);
        QVERIFY(!job.busy());
    }

    void aStoreThatCannotBeReadIsTold()
    {
        PreviewDialog dialog("/nowhere/postern.db", "SMTP", [] { return store::Edit(); });
        dialog.show();
        auto* summary = find<QLabel>(&dialog, "summary");
        QTRY_VERIFY2(summary->text().startsWith("The log cannot be read: "), qPrintable(summary->text()));
        QVERIFY(!find(&dialog, "progress")->isVisible());
    }
};

QTEST_MAIN(TestPreviewDialog)
#include "test_preview_dialog.moc"
