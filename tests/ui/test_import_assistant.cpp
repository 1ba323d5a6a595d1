// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/accessibility.h"
#include "support/list_site.h"

#include "ui/lists/import_assistant.h"
#include "ui/lists/import_preview.h"

#include <QAbstractItemModelTester>
#include <QCheckBox>
#include <QElapsedTimer>
#include <QProgressBar>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;

namespace {

QString fileWith(const Site& site, const QByteArray& content, const char* name = "import")
{
    QFile file(site.folder() + '/' + name);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("the file cannot be written");
    return file.fileName();
}

// The assistant over a file, alone.
struct Assistant {
    explicit Assistant(const QByteArray& content, ListKind kind = ListKind::Sender)
        : dialog(fileWith(site, content), nullptr, ListColor::Black, kind, prompter, nullptr)
    {
        dialog.show();
        QVERIFY(QTest::qWaitFor([&] { return take()->isEnabled() || rest()->isVisible() || rows() > 0; },
                                60'000));
    }

    QAbstractItemModel* model() { return find<QTableView>(&dialog, "preview")->model(); }
    int rows() { return model()->rowCount(); }
    QStringList column(int column)
    {
        QStringList all;
        for (int row = 0; row < rows(); ++row)
            all << model()->index(row, column).data().toString();
        return all;
    }
    void choose(const char* box, const QString& begin)
    {
        auto* combo = find<QComboBox>(&dialog, box);
        const int index = combo->findText(begin, Qt::MatchStartsWith);
        QVERIFY2(index >= 0, qPrintable(begin));
        combo->setFocus();
        while (combo->currentIndex() != index) {
            QTest::keyClick(combo, combo->currentIndex() < index ? Qt::Key_Down : Qt::Key_Up);
            QTRY_VERIFY_WITH_TIMEOUT(combo->isEnabled(), 20'000); // it is read again
            combo->setFocus();
        }
    }
    QPushButton* take() { return find<QPushButton>(&dialog, "take"); }
    QCheckBox* rest() { return find<QCheckBox>(&dialog, "rest"); }
    QString summary() { return find<QLabel>(&dialog, "summary")->text(); }

    Site site;
    ScriptedPrompter prompter;
    ImportAssistant dialog;
};

const QByteArray accessMap = "spam.example REJECT no\njoe@spam.example OK\nlate.example 450 later\n"
                             "odd@spam.example PREPEND X: y\nnothing.example DUNNO\n";

} // namespace

class TestImportAssistant : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eachLineIsShownWithWhatItBecomes()
    {
        Assistant assistant(accessMap);
        QAbstractItemModelTester tester(assistant.model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(assistant.column(ImportPreview::Line), (QStringList{"1", "1", "2", "3", "4", "4", "5"}));
        QCOMPARE(assistant.column(ImportPreview::Text).first(), "spam.example REJECT no");
        QCOMPARE(assistant.column(ImportPreview::Result),
                 (QStringList{"spam.example", ".spam.example", "~joe@spam.example", "refused",
                              "~odd@spam.example", "not just the same", "not needed"}));
        QVERIFY(assistant.column(ImportPreview::Meaning)[0].contains("every address at spam.example"));
        QVERIFY(assistant.column(ImportPreview::Meaning)[3].contains("come again later"));
        QVERIFY(find<QComboBox>(&assistant.dialog, "format")->currentText().contains("access"));
        QVERIFY2(assistant.summary().startsWith(
                     "4 lines for the list, 1 line not just the same, 1 line not needed, "
                     "1 line refused"),
                 qPrintable(assistant.summary()));
        verifyAccessible(&assistant.dialog);
        verifyMnemonics(&assistant.dialog);
        assistant.choose("outcome", "refused");
        QCOMPARE(assistant.column(ImportPreview::Line), QStringList{"3"});
    }

    void theRestIsTakenOnlyWhenItIsTicked()
    {
        Assistant assistant(accessMap);
        QVERIFY(QTest::qWaitForWindowActive(&assistant.dialog));
        QVERIFY(!assistant.take()->isEnabled());
        assistant.rest()->setFocus();
        QTest::keyClick(assistant.rest(), Qt::Key_Space);
        QVERIFY(assistant.rest()->isChecked());
        QVERIFY(assistant.take()->isEnabled());
        click(assistant.take());
        QCOMPARE(assistant.dialog.result(), int(QDialog::Accepted));
    }

    void anotherFormatShowsOtherLines()
    {
        Assistant assistant("~joe@*.example\nann@a.example\n*@a.*\n");
        QVERIFY(assistant.take()->isEnabled());
        QVERIFY(find<QLabel>(&assistant.dialog, "hint")->text().contains("Mailtraq"));
        assistant.choose("format", "Mailtraq");
        QTRY_COMPARE(assistant.rows(), 4);
        QVERIFY2(assistant.column(ImportPreview::Meaning)[3].contains("joe@a.example"),
                 qPrintable(assistant.column(ImportPreview::Meaning).join('\n')));
        assistant.choose("format", "CSV");
        QTRY_VERIFY(!assistant.take()->isEnabled());
        QTRY_COMPARE(assistant.column(ImportPreview::Result), QStringList{"refused"});
    }

    void refusedLinesAreSaved()
    {
        Assistant assistant(accessMap);
        const QString name = assistant.site.folder() + "/refused.txt";
        assistant.prompter.answerFile(name);
        click(find<QPushButton>(&assistant.dialog, "saveRefused"));
        QTRY_VERIFY(QFile::exists(name));
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray saved = file.readAll();
        QVERIFY2(saved.startsWith("# line 3: ") && saved.endsWith("\nlate.example 450 later\n"), saved);
    }

    void theListTakesWhatTheAssistantShowed()
    {
        Site site;
        ScriptedPrompter prompter;
        Window window(site, prompter, ListColor::Black, ListKind::Sender);
        prompter.answerFile(
            fileWith(site, "pattern;comment;expires;enabled\nspam.example;bad;2039-01-31;no\n"));
        const DialogHandle assistant = onNextDialog([](QDialog* dialog) {
            QCOMPARE(find<QTableView>(dialog, "preview")->model()->rowCount(), 1);
            click(find<QPushButton>(dialog, "take"));
        });
        click(find<QPushButton>(window.page, "import"));
        QTRY_VERIFY(assistant.appeared());
        QTRY_COMPARE(window.shown(), QStringList{"spam.example"});
        QCOMPARE(window.shown(ListColumn::Comment), QStringList{"bad"});
        QVERIFY(!window.list().draft().row(0).entry.enabled);
        QVERIFY(site.patterns(ListColor::Black, ListKind::Sender).isEmpty()); // nothing is saved yet
        window.dialog.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window.dialog));
        window.table->setFocus();
        QTest::keyClick(window.table, Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(window.shown(), QStringList());
        QTest::keyClick(window.table, Qt::Key_Y, Qt::ControlModifier);
        window.apply();
        QCOMPARE(site.patterns(ListColor::Black, ListKind::Sender), QStringList{"spam.example"});
        QCOMPARE(site.entries(ListColor::Black, ListKind::Sender)[0].comment, "bad");
    }

    void aLargeFileIsReadWithProgressWhileTheWindowAnswers()
    {
        QByteArray content;
        for (int i = 0; i < 300'000; ++i)
            content += "joe" + QByteArray::number(i) + "@spam.example\n";
        Site site;
        ScriptedPrompter prompter;
        ImportAssistant dialog(fileWith(site, content), nullptr, ListColor::Black, ListKind::Sender, prompter,
                               nullptr);
        dialog.show();
        auto* progress = find<QProgressBar>(&dialog, "progress");
        QVERIFY(progress->isVisible());
        QVERIFY(!find<QPushButton>(&dialog, "take")->isEnabled());
        int seen = 0;
        qint64 longest = 0;
        QElapsedTimer clock;
        clock.start();
        qint64 last = 0;
        const bool done = QTest::qWaitFor(
            [&] {
                longest = std::max(longest, clock.elapsed() - last);
                last = clock.elapsed();
                seen = std::max(seen, progress->value());
                return !progress->isVisible();
            },
            120'000);
        QVERIFY(done);
        QVERIFY(seen > 0);
        qInfo("the window was away for %lld ms at most", longest);
        QCOMPARE(find<QTableView>(&dialog, "preview")->model()->rowCount(), 300'000);
    }

    void aReadingIsCancelled()
    {
        QByteArray content;
        for (int i = 0; i < 300'000; ++i)
            content += "joe" + QByteArray::number(i) + "@spam.example\n";
        Site site;
        ImportJob job(ListColor::Black, ListKind::Sender);
        QSignalSpy finished(&job, &ImportJob::finished);
        job.read(fileWith(site, content));
        QVERIFY(job.busy());
        job.cancel();
        QVERIFY(!job.busy());
        QVERIFY(QThreadPool::globalInstance()->waitForDone(20'000));
        QTest::qWait(50);
        QCOMPARE(finished.size(), 0);
    }

    void whatCannotBeReadIsSaid()
    {
        Site site;
        ScriptedPrompter prompter;
        ImportAssistant dialog(site.folder() + "/none", nullptr, ListColor::Black, ListKind::Sender, prompter,
                               nullptr);
        dialog.show();
        QTRY_VERIFY(prompter.said().contains("cannot be read"));
        QVERIFY(!dialog.isVisible());
    }
};

QTEST_MAIN(TestImportAssistant)
#include "test_import_assistant.moc"
