// SPDX-License-Identifier: GPL-3.0-or-later
// How the program `postern` comes up: from a damaged store, beside another console, beside another engine.
#include "console/console_session.h"
#include "support/console_fixture.h"
#include "support/picture.h"
#include "ui/forms/prompter.h"
#include "ui/wizard/first_start_wizard.h"

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QLocalSocket>
#include <QMessageBox>
#include <QProcess>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;
using console::ConsoleSession;
using console::SingleInstance;
using Opening = ConsoleSession::Opening;

namespace {

constexpr int slowly = 15'000; // ms; other programs keep the machine busy

// A store on the disk that nobody has open, with a backup beside it.
struct Files {
    QTemporaryDir folder;
    QString store = folder.filePath("postern.db");
    QString backup = folder.filePath("copy.backup");

    Files()
    {
        auto opened = store::Store::open(store.toStdString(), store::OpenMode::Create);
        store::Edit edit;
        edit.author = "anna";
        edit.before = *(*opened)->configuration();
        edit.after = edit.before;
        edit.after->server.hostname = "mail.example.com";
        if (!(*opened)->commit(edit) || !(*opened)->backup(backup.toStdString()))
            QTest::qFail("no store to work on", __FILE__, __LINE__);
    }
    static QByteArray read(const QString& file)
    {
        QFile source(file);
        return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
    }
    static void write(const QString& file, const QByteArray& bytes)
    {
        QFile target(file);
        if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size())
            QTest::qFail("the file cannot be written", __FILE__, __LINE__);
    }
    // What a failing disk leaves of a file: its first page is there, nothing else can be read.
    static void damage(const QString& file)
    {
        QByteArray bytes = read(file);
        bytes.replace(4096, bytes.size() - 4096, QByteArray(bytes.size() - 4096, '\x5a'));
        write(file, bytes);
    }
    QStringList kept() const { return QDir(folder.path()).entryList({"*damaged-*"}, QDir::Files); }
};

void press(QDialog* box, const char* answer)
{
    click(buttonWithText(box, QString::fromUtf8(answer)));
}

void choose(QDialog* dialog, const QString& file)
{
    auto* chooser = qobject_cast<QFileDialog*>(dialog);
    QVERIFY(chooser != nullptr);
    find<QLineEdit>(chooser, "fileNameEdit")->setText(file); // typed, it would open the completer's window
    QPushButton* open = find<QDialogButtonBox>(chooser, "buttonBox")->button(QDialogButtonBox::Open);
    QTRY_VERIFY(open->isEnabled()); // once the folder has been read
    click(open);
}

QString words(QDialog* dialog)
{
    auto* box = qobject_cast<QMessageBox*>(dialog);
    return box == nullptr ? QString() : box->text() + u'\n' + box->informativeText();
}

// Every service off: no port of this machine is needed.
void switchServicesOff(TempStore& store)
{
    store.saveAs("anna", [](model::Configuration& all) {
        for (model::Service& each : all.services)
            each.enabled = false;
    });
}

} // namespace

class TestConsoleSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        forgetSettings();
        wearTheme();
    }

    void aBackupTakesThePlaceOfADamagedStore()
    {
        const Files files;
        Files::damage(files.store);
        const QByteArray damaged = Files::read(files.store);
        QStringList seen;
        const auto handle = onNextDialog([&](QDialog* box) {
            seen << words(box);
            picture(box, "store-damaged");
            (void)onNextDialog([&](QDialog* chooser) {
                (void)onNextDialog([&](QDialog* told) {
                    seen << words(told);
                    press(told, "OK");
                });
                choose(chooser, files.backup);
            });
            press(box, "Restore a backup…");
        });
        DialogPrompter prompter;
        ConsoleSession session(files.store, prompter);
        QCOMPARE(session.open(), Opening::Shown);
        QVERIFY(handle.appeared());
        QVERIFY2(seen.value(0).contains("cannot be opened"), qPrintable(seen.value(0)));
        QVERIFY2(seen.value(0).contains("damaged"), qPrintable(seen.value(0)));
        QVERIFY2(seen.value(1).contains("The backup is in place."), qPrintable(seen.value(1)));
        QTRY_COMPARE(session.window().windowTitle(), "mail.example.com — Postern");
        QCOMPARE(files.kept().size(), 1);
        QVERIFY2(seen.value(1).contains(files.kept().front()), qPrintable(seen.value(1)));
        QCOMPARE(Files::read(files.folder.filePath(files.kept().front())), damaged);
    }

    void aDamagedBackupIsRefusedAndTheStoreStaysWhereItIs()
    {
        const Files files;
        Files::damage(files.store);
        Files::damage(files.backup);
        const QByteArray damaged = Files::read(files.store);
        QStringList seen;
        const auto handle = onNextDialog([&](QDialog* box) {
            (void)onNextDialog([&](QDialog* chooser) {
                (void)onNextDialog([&](QDialog* told) {
                    seen << words(told);
                    (void)onNextDialog([&](QDialog* again) {
                        seen << words(again);
                        press(again, "Quit");
                    });
                    press(told, "OK");
                });
                choose(chooser, files.backup);
            });
            press(box, "Restore a backup…");
        });
        DialogPrompter prompter;
        ConsoleSession session(files.store, prompter);
        QCOMPARE(session.open(), Opening::NoStore);
        QVERIFY(handle.appeared());
        QVERIFY2(seen.value(0).contains("cannot be put in place"), qPrintable(seen.value(0)));
        QVERIFY2(seen.value(1).contains("cannot be opened"), qPrintable(seen.value(1)));
        QCOMPARE(Files::read(files.store), damaged);
        QVERIFY(files.kept().isEmpty());
    }

    void tryingAgainOpensAStoreThatSomebodyHasMended()
    {
        const Files files;
        const QByteArray whole = Files::read(files.store);
        Files::damage(files.store);
        const auto handle = onNextDialog([&](QDialog* box) {
            Files::write(files.store, whole);
            press(box, "Try again");
        });
        DialogPrompter prompter;
        ConsoleSession session(files.store, prompter);
        QCOMPARE(session.open(), Opening::Shown);
        QVERIFY(handle.appeared());
    }

    // Neither a backup nor trying again would help: the newer program does.
    void aStoreOfANewerVersionCanOnlyBeLeft()
    {
        const Files files;
        QByteArray bytes = Files::read(files.store);
        bytes[60] = '\x7f'; // the first byte of SQLite's user_version
        Files::write(files.store, bytes);
        const auto handle = onNextDialog([](QDialog* box) {
            QVERIFY2(words(box).contains("newer Postern"), qPrintable(words(box)));
            QCOMPARE(box->findChildren<QAbstractButton*>().size(), 1);
            QTest::keyClick(box, Qt::Key_Escape);
        });
        DialogPrompter prompter;
        ConsoleSession session(files.store, prompter);
        QCOMPARE(session.open(), Opening::NoStore);
        QVERIFY(handle.appeared());
        QCOMPARE(Files::read(files.store), bytes);
    }

    void aNewStoreBeginsWithTheWizard()
    {
        const QTemporaryDir folder;
        ScriptedPrompter prompter;
        ConsoleSession session(folder.filePath("new folder/postern.db"), prompter);
        QCOMPARE(session.open(), Opening::Shown);
        QVERIFY(waitForWidget<FirstStartWizard>(&session.window(), "firstStart") != nullptr);
        QCOMPARE(session.engine().state(), LocalEngine::State::Off); // the wizard starts it
    }

    void anEngineStartsUnlessAnotherOneServesTheStore_data()
    {
        QTest::addColumn<bool>("node");
        QTest::addColumn<int>("silentSeconds");
        QTest::addColumn<bool>("processThere");
        QTest::addColumn<bool>("starts");
        QTest::newRow("there was never one") << false << 0 << false << true;
        QTest::newRow("one is alive") << true << 0 << true << false;
        QTest::newRow("one beat a moment ago") << true << 8 << true << false;
        QTest::newRow("one has long been silent") << true << 11 << true << true;
        QTest::newRow("one was killed just now") << true << 0 << false << true;
    }
    void anEngineStartsUnlessAnotherOneServesTheStore()
    {
        QFETCH(bool, node);
        QFETCH(int, silentSeconds);
        QFETCH(bool, processThere);
        QFETCH(bool, starts);
        TempStore store;
        switchServicesOff(store);
        QProcess other; // where the process is to be there, another one than this
        other.start("sleep", {"60"});
        QVERIFY(other.waitForStarted());
        if (node) {
            model::NodeStatus status = nodeStatus(store.store(), model::ListenerState::Stopped);
            status.process = other.processId();
            status.heartbeat -= std::chrono::seconds(silentSeconds);
            QVERIFY(store.store().writeNode(status).has_value());
        }
        if (!processThere) {
            other.kill();
            QVERIFY(other.waitForFinished());
        }
        ScriptedPrompter prompter;
        ConsoleSession session(store.where(), prompter);
        QCOMPARE(session.open(), Opening::Shown);
        QCOMPARE(session.engine().state() != LocalEngine::State::Off, starts);
        if (starts)
            QTRY_COMPARE_WITH_TIMEOUT(session.engine().state(), LocalEngine::State::Running, slowly);
        other.kill();
        other.waitForFinished();
    }

    // Also where the other one has not written its heartbeat yet when the console looks.
    void aSecondEngineGivesWayToTheFirst()
    {
        TempStore store;
        switchServicesOff(store);
        console::InProcessEngine first({.store = store.file()});
        first.start();
        QTRY_COMPARE_WITH_TIMEOUT(first.state(), LocalEngine::State::Running, slowly);
        QVERIFY(console::isServed(store.store()));
        ScriptedPrompter prompter;
        ConsoleSession session(store.where(), prompter);
        QCOMPARE(session.open(), Opening::Shown);
        QCOMPARE(session.engine().state(), LocalEngine::State::Off);
        auto* engine = find<QLabel>(&session.window(), "statusEngine");
        QTRY_VERIFY_WITH_TIMEOUT(engine->text().contains("running"), slowly);
        session.engine().start();
        QTRY_COMPARE_WITH_TIMEOUT(session.engine().state(), LocalEngine::State::Off, slowly);
        QVERIFY2(prompter.said().isEmpty(), qPrintable(prompter.said())); // this is no failure
    }

    void aSecondStartBringsTheFirstWindowToTheFront_data()
    {
        QTest::addColumn<bool>("byAnotherName");
        QTest::newRow("of the same store") << false;
        QTest::newRow("of the same store by another name") << true;
    }
    void aSecondStartBringsTheFirstWindowToTheFront()
    {
        QFETCH(bool, byAnotherName);
        TempStore store;
        switchServicesOff(store);
        ScriptedPrompter prompter;
        ConsoleSession session(store.where(), prompter);
        QCOMPARE(session.open(), Opening::Shown);
        session.window().showMinimized();
        QVERIFY(session.window().isMinimized());
        const QTemporaryDir folder;
        const QString name = byAnotherName ? folder.filePath("link.db") : store.where();
        QVERIFY(!byAnotherName || QFile::link(store.where(), name));
        QProcess second;
        second.start(POSTERN, {"--store", name});
        QTRY_COMPARE_WITH_TIMEOUT(second.state(), QProcess::NotRunning, slowly);
        QCOMPARE(second.exitCode(), 0);
        QVERIFY(second.readAllStandardOutput().contains("is open already"));
        QTRY_VERIFY(!session.window().isMinimized());
        QVERIFY(session.window().isVisible());
    }

    void consolesOfTwoStoresStandSideBySide()
    {
        const QTemporaryDir folder;
        SingleInstance one(folder.filePath("one.db"));
        SingleInstance two(folder.filePath("two.db"));
        QVERIFY(one.take());
        QVERIFY(two.take());
        SingleInstance again(folder.filePath("one.db"));
        QVERIFY(!again.take());
    }

    void aConsoleThatWasKilledLeavesThePlaceFree()
    {
        TempStore store;
        switchServicesOff(store);
        QProcess first;
        first.start(POSTERN, {"--store", store.where()});
        QVERIFY(first.waitForStarted());
        const auto isTaken = [&store] { return !SingleInstance(store.where()).take(); };
        // Not asked before it is up: whoever asks first takes the place.
        QTRY_VERIFY_WITH_TIMEOUT(console::isServed(store.store()), slowly);
        QVERIFY(isTaken());
        kill(pid_t(first.processId()), SIGKILL);
        QVERIFY(first.waitForFinished());
        QVERIFY(!isTaken());
    }
};

QTEST_MAIN(TestConsoleSession)
#include "test_console_session.moc"
