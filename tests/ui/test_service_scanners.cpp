// SPDX-License-Identifier: GPL-3.0-or-later
// The scanners of a service, on its tab Content, and the test of one.
#include "console/probe_tester.h"
#include "support/console_fixture.h"
#include "support/fake_milter.h"
#include "support/fake_scanner.h"
#include "support/opened_dialog.h"

#include "ui/forms/connection_test_dialog.h"
#include "ui/forms/range_list_edit.h"
#include "ui/service/scanner_dialog.h"

#include <QComboBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTreeWidget>

#include <csignal>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;
using postern::testing::FakeMilter;
using postern::testing::FakeScanner;
using What = model::ProbeStep::What;
using Verdict = model::ProbeStep::Verdict;
using Manner = FakeScanner::Manner;

namespace {

model::Scanner spamd()
{
    model::Scanner scanner;
    scanner.address = "127.0.0.1:783";
    return scanner;
}

void put(TempStore& temp, const model::Scanner& scanner)
{
    temp.saveAs("anna", [&](model::Configuration& all) { all.services[0].scanners = {scanner}; });
}

std::vector<model::Scanner> scannersOf(TempStore& temp)
{
    return temp.service("SMTP").scanners;
}

// A test of a real scanner, in its window.
struct Trial {
    explicit Trial(const model::Scanner& scanner)
        : dialog({.title = "Test", .intro = "", .good = "good", .bad = "bad"},
                 [this, scanner](QObject* parent) { return tester.testScanner(scanner, parent); })
    {
        dialog.show();
    }
    QString summary() const
    {
        QStringList words;
        const auto* steps = find<QTableWidget>(&dialog, "steps");
        for (int row = 0; row < steps->rowCount(); ++row)
            words += steps->item(row, 0)->text() + u' ' + steps->item(row, 1)->text();
        return words.join(QStringLiteral(", "));
    }
    QString text(int row) const { return find<QTableWidget>(&dialog, "steps")->item(row, 3)->text(); }
    QString state() const { return find<QLabel>(&dialog, "state")->text(); }
    bool runs() const { return buttonWithText(&dialog, "Cancel")->isEnabled(); }

    console::ProbeTester tester;
    ConnectionTestDialog dialog;
};

} // namespace

class TestServiceScanners : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        forgetSettings();
        ::signal(SIGPIPE, SIG_IGN);
    }

    void aScannerIsAddedSwitchedOffAndRemoved()
    {
        TempStore temp;
        Opened opened(temp, "SMTP", QStringLiteral("content"));
        auto* list = find<QTreeWidget>(&opened.dialog, "scannerList");
        QVERIFY(!opened.canApply());
        QVERIFY(!find<QPushButton>(&opened.dialog, "scanners.test")->isEnabled());
        const DialogHandle added = onNextDialog([](QDialog* dialog) {
            auto* ok = buttonWithText(dialog, QStringLiteral("OK"));
            QVERIFY(!ok->isEnabled());
            find<QComboBox>(dialog, "kind")->setFocus();
            QTest::keyClick(find<QComboBox>(dialog, "kind"), Qt::Key_Down); // rspamd
            QVERIFY(find<QLineEdit>(dialog, "address")->placeholderText().contains("11333"));
            typeOver(find<QLineEdit>(dialog, "address"), QStringLiteral("[::1]:11333"));
            typeOver(find<QSpinBox>(dialog, "points"), QStringLiteral("60"));
            typeOver(find<QSpinBox>(dialog, "timeout_seconds"), QStringLiteral("7"));
            auto* failure = find<QComboBox>(dialog, "on_failure");
            failure->setFocus();
            QTest::keyClick(failure, Qt::Key_Down);
            typeOver(find<QLineEdit>(dialog, "header"), QStringLiteral("X-Spam"));
            typeOver(find<QLineEdit>(dialog, "reject_text"), QStringLiteral("no {score}"));
            find<RangeListEdit>(dialog, "sender_exceptions")
                ->addLines("News@Partner.Test, ~bad@partner.test");
            QVERIFY(ok->isEnabled());
            click(ok);
        });
        click(find<QPushButton>(&opened.dialog, "scanners.add"));
        QVERIFY(added.appeared());
        QCOMPARE(list->topLevelItemCount(), 1);
        QCOMPARE(list->topLevelItem(0)->text(1), QStringLiteral("[::1]:11333"));
        QVERIFY(opened.apply());
        const auto stored = scannersOf(temp);
        QCOMPARE(stored.size(), std::size_t(1));
        model::Scanner expected;
        expected.kind = model::ScannerKind::Rspamd;
        expected.address = "[::1]:11333";
        expected.points = 60;
        expected.timeoutSeconds = 7;
        expected.onFailure = model::ScannerFailure::Defer;
        expected.header = "X-Spam";
        expected.rejectText = "no {score}";
        expected.senderExceptions = stored[0].senderExceptions;
        QVERIFY(stored[0] == expected);
        QCOMPARE(stored[0].senderExceptions.size(), std::size_t(2));
        QCOMPARE(stored[0].senderExceptions[1], std::string("~bad@partner.test"));

        list->setFocus();
        list->setCurrentItem(list->topLevelItem(0));
        QTest::keyClick(list, Qt::Key_Space);
        QVERIFY(opened.canApply());
        QTest::keyClick(list, Qt::Key_Space);
        QVERIFY2(!opened.canApply(), "an edit that is undone leaves nothing to apply");
        QTest::keyClick(list, Qt::Key_Space);
        QVERIFY(opened.apply());
        QVERIFY(!scannersOf(temp)[0].enabled);
        click(find<QPushButton>(&opened.dialog, "scanners.remove"));
        QVERIFY(opened.apply());
        QVERIFY(scannersOf(temp).empty());
    }

    void whatIsWrongIsSaidAtOnce()
    {
        TempStore temp;
        put(temp, spamd());
        Opened opened(temp, "SMTP", QStringLiteral("content"));
        const DialogHandle shown = onNextDialog([](QDialog* dialog) {
            auto* address = find<QLineEdit>(dialog, "address");
            auto* wrong = find<ProblemLabel>(dialog, "wrong");
            auto* ok = buttonWithText(dialog, QStringLiteral("OK"));
            for (const char* bad :
                 {"nonsense", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:783", "spamd.example:783"}) {
                typeOver(address, QString::fromUtf8(bad));
                QVERIFY2(!ok->isEnabled() && !wrong->text().isEmpty(), bad);
            }
            typeOver(address, QStringLiteral("/run/spamd.sock"));
            QVERIFY(ok->isEnabled() && wrong->text().isEmpty());
            typeOver(find<QLineEdit>(dialog, "header"), QStringLiteral("X Spam"));
            QVERIFY2(!ok->isEnabled() && wrong->text().contains("X Spam"), qPrintable(wrong->text()));
            typeOver(find<QLineEdit>(dialog, "header"), QString());
            auto* exceptions = find<RangeListEdit>(dialog, "sender_exceptions");
            exceptions->addLines("@@nonsense");
            QVERIFY(exceptions->hasInvalidLines());
            QVERIFY2(!ok->isEnabled() && wrong->text().contains("@@nonsense"), qPrintable(wrong->text()));
        });
        click(find<QPushButton>(&opened.dialog, "scanners.add"));
        QVERIFY(shown.appeared());
        QVERIFY2(!opened.canApply(), "what was cancelled changes nothing");
    }

    // policy.md, section 8.
    void exceptionsOfSendersWarnWhereForgersGetIn()
    {
        TempStore temp;
        model::Scanner scanner = spamd();
        scanner.senderExceptions = {"news@partner.test"};
        put(temp, scanner);
        {
            Opened opened(temp, "SMTP", QStringLiteral("content"));
            QVERIFY(find<ProblemLabel>(&opened.dialog, "scanners.problem")->text().isEmpty());
        }
        temp.saveAs("anna", [](model::Configuration& all) {
            all.services[0].checks[model::Check::SenderClaimsLocal].mode = model::CheckMode::Monitor;
        });
        Opened opened(temp, "SMTP", QStringLiteral("content"));
        auto* warning = find<ProblemLabel>(&opened.dialog, "scanners.problem");
        QVERIFY2(warning->text().contains("senders that claim to be local are not refused here") &&
                     !warning->text().contains("by your own names"),
                 qPrintable(warning->text()));
        auto* list = find<QTreeWidget>(&opened.dialog, "scannerList");
        list->setCurrentItem(list->topLevelItem(0));
        const DialogHandle shown = onNextDialog([](QDialog* dialog) {
            auto* inDialog = find<ProblemLabel>(dialog, "exceptionWarning");
            QVERIFY(inDialog->text().contains("senders that claim to be local are not refused here"));
            QVERIFY(buttonWithText(dialog, QStringLiteral("OK"))->isEnabled()); // it only warns
            find<RangeListEdit>(dialog, "sender_exceptions")->setValue({});
            click(buttonWithText(dialog, QStringLiteral("OK")));
        });
        click(find<QPushButton>(&opened.dialog, "scanners.edit"));
        QVERIFY(shown.appeared());
        QTRY_VERIFY(warning->text().isEmpty());
    }

    void modeAndReplyStandHere()
    {
        TempStore temp;
        put(temp, spamd());
        Opened opened(temp, "SMTP", QStringLiteral("content"));
        auto* monitor = find<QRadioButton>(&opened.dialog, "message.spam.monitor");
        QVERIFY(find<QRadioButton>(&opened.dialog, "message.spam.enforce")->isChecked());
        click(monitor);
        typeOver(find<QLineEdit>(&opened.dialog, "message_spam.reply"), QStringLiteral("{score}, no"));
        QVERIFY(opened.apply());
        const model::CheckSetting setting = temp.service("SMTP").checks[model::Check::MessageSpam];
        QVERIFY(setting.mode == model::CheckMode::Monitor);
        QCOMPARE(setting.reply, std::string("{score}, no"));
        QVERIFY(!opened.canApply());
        typeOver(find<QLineEdit>(&opened.dialog, "message_spam.reply"), QStringLiteral("{nonsense}"));
        opened.button("Apply")->click();
        QTRY_VERIFY(
            find<ProblemLabel>(&opened.dialog, "message_spam.reply.problem")->text().contains("{nonsense}"));
        typeOver(find<QLineEdit>(&opened.dialog, "message_spam.reply"), QString());
        click(find<QRadioButton>(&opened.dialog, "message.spam.enforce"));
        QVERIFY(opened.apply());
        QVERIFY(temp.service("SMTP").checks.empty());
        // Another tab's edit of another check leaves it alone, and this one that.
        opened.tab("abuse");
        auto* checks = find<QTableWidget>(&opened.dialog, "checks");
        QVERIFY(checks->isRowHidden(int(model::Check::MessageSpam)));
        checks->item(int(model::Check::SenderBlacklist), 2)->setText("go away");
        opened.tab("content");
        click(monitor);
        QVERIFY(opened.apply());
        auto both = temp.service("SMTP").checks;
        QCOMPARE(both[model::Check::SenderBlacklist].reply, std::string("go away"));
        QVERIFY(both[model::Check::MessageSpam].mode == model::CheckMode::Monitor);
    }

    void aTestIsOfWhatStandsThere()
    {
        ConsoleFixture desk;
        put(desk.store, spamd());
        desk.window.open({"SMTP", model::Check::MessageSpam, 0});
        auto* properties = waitForWidget<ServiceProperties>(&desk.window, "serviceProperties");
        QTRY_VERIFY(properties->isLoaded());
        auto* list = find<QTreeWidget>(properties, "scannerList");
        QVERIFY(list->isVisible()); // the log leads here
        list->setCurrentItem(list->topLevelItem(0));
        click(find<QPushButton>(properties, "scanners.test"));
        auto* window = waitForWidget<ConnectionTestDialog>(properties, "connectionTestDialog");
        QVERIFY(window->windowTitle().contains("127.0.0.1:783"));
        QCOMPARE(desk.tester.scanners.size(), std::size_t(1));
        QVERIFY(desk.tester.scanners[0] == spamd());
        desk.tester.step(What::Gtube, Verdict::Passed, {"%1", {"found"}});
        desk.tester.end(true);
        QCOMPARE(find<QLabel>(window, "state")->text(), "The scanner does what it is for.");
        window->reject();
        properties->reject();
    }

    // ------------------------------------------------------------------------------- real connections

    void scannersAreTried_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("summary");
        QTest::addColumn<QString>("state");
        const auto row = [](const char* what, model::ScannerKind kind, const std::string& answer,
                            const char* summary, const char* state) {
            QTest::newRow(what) << int(kind) << QByteArray::fromStdString(answer) << summary << state;
        };
        using model::ScannerKind;
        row("takes all for clean", ScannerKind::Spamd, FakeScanner::spamd(false, "0"),
            "Connect passed, Clean message passed, Test for spam failed", "bad");
        row("takes all for spam", ScannerKind::Spamd, FakeScanner::spamd(true, "1000", "GTUBE"),
            "Connect passed, Clean message take note, Test for spam passed", "good");
        row("rspamd", ScannerKind::Rspamd,
            FakeScanner::rspamd(R"({"score":20,"required_score":15,"action":"reject"})"),
            "Connect passed, Clean message take note, Test for spam passed", "good");
        row("somebody else", ScannerKind::Rspamd, FakeScanner::spamd(false, "0"),
            "Connect passed, Clean message failed", "bad");
        row("no milter", ScannerKind::Milter, FakeScanner::spamd(false, "0"),
            "Connect passed, Clean message failed", "bad");
    }
    void scannersAreTried()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, answer);
        QFETCH(QString, summary);
        QFETCH(QString, state);
        FakeScanner fake;
        fake.say(answer.toStdString());
        model::Scanner scanner;
        scanner.kind = model::ScannerKind(kind);
        scanner.address = fake.address;
        scanner.timeoutSeconds = 3;
        Trial trial(scanner);
        QTRY_VERIFY_WITH_TIMEOUT(!trial.runs(), 20'000);
        QCOMPARE(trial.summary(), summary);
        QCOMPARE(trial.state(), state);
        std::vector<std::string> messages = fake.requests();
        std::erase(messages, std::string()); // who only connects asks nothing
        QCOMPARE(messages.size(), summary.contains("Test") ? 2U : 1U);
        if (scanner.kind == model::ScannerKind::Milter)
            return; // which says something else first
        for (const std::string& message : messages)
            QVERIFY(message.find("From: Test <test@example.com>") != message.npos);
        if (messages.size() == 2)
            QVERIFY(messages[1].find("GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL") != std::string::npos);
    }

    void miltersAreShownBothMessages_data()
    {
        QTest::addColumn<QByteArray>("mood"); // what it says to which command
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("summary");
        QTest::addColumn<QString>("words"); // of the last step
        const auto row = [](const char* what, const char* mood, const std::string& answer,
                            const char* summary, const char* words) {
            QTest::newRow(what) << QByteArray(mood) << QByteArray::fromStdString(answer) << summary << words;
        };
        const auto packet = [](char name, const std::string& data = {}) {
            return FakeMilter::packet(name, data);
        };
        const auto text = [](const std::string& words) { return FakeMilter::text(words); };
        row("lets all pass", "E", packet('c'),
            "Connect passed, Clean message passed, Test for spam take note", "viruses");
        row("signs", "E", packet('h', text("DKIM-Signature") + text("v=1")) + packet('c'),
            "Connect passed, Clean message passed, Test for spam take note", "DKIM-Signature");
        row("refuses", "E", packet('y', text("550 5.7.1 Blocked")),
            "Connect passed, Clean message take note, Test for spam passed", "550 5.7.1 Blocked");
        row("refuses the client", "C", packet('r'),
            "Connect passed, Clean message take note, Test for spam passed", "not go through");
        row("refuses the sender, in no words", "M", packet('t'),
            "Connect passed, Clean message take note, Test for spam passed", "not go through");
        row("holds", "E", packet('q', text("looks odd")) + packet('c'),
            "Connect passed, Clean message take note, Test for spam passed", "held: looks odd");
        row("throws away", "E", packet('d'), "Connect passed, Clean message take note, Test for spam passed",
            "discard");
        row("says nonsense", "E", packet('?'), "Connect passed, Clean message failed", "no verdict");
    }
    void miltersAreShownBothMessages()
    {
        QFETCH(QByteArray, mood);
        QFETCH(QByteArray, answer);
        QFETCH(QString, summary);
        QFETCH(QString, words);
        FakeMilter fake;
        fake.set({.says = {{mood[0], answer.toStdString()}}, .delay = {}, .hangsUpAt = {}});
        model::Scanner scanner;
        scanner.kind = model::ScannerKind::Milter;
        scanner.address = fake.address();
        {
            Trial trial(scanner);
            QTRY_VERIFY_WITH_TIMEOUT(!trial.runs(), 20'000);
            QCOMPARE(trial.summary(), summary);
            const int last = find<QTableWidget>(&trial.dialog, "steps")->rowCount() - 1;
            QVERIFY2(trial.text(last).contains(words), qPrintable(trial.text(last)));
        }
        if (!summary.contains("Test"))
            return;
        QVERIFY2(fake.waitFor("Q"), fake.heard().c_str()); // it is told the end
        if (mood == "E")
            QVERIFY(fake.dataOf('B').find("GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL") != std::string::npos);
    }

    void aMilterThatHangsCanBeCancelled()
    {
        FakeMilter silent;
        silent.set({.says = {{'E', ""}}, .delay = {}, .hangsUpAt = {}});
        model::Scanner scanner;
        scanner.kind = model::ScannerKind::Milter;
        scanner.address = silent.address();
        QElapsedTimer timer;
        {
            Trial trial(scanner);
            QTRY_VERIFY(silent.heard().ends_with("E"));
            timer.start();
            click(buttonWithText(&trial.dialog, "Cancel"));
            QCOMPARE(trial.state(), "Cancelled.");
        }
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    }

    void whoIsNotThereIsNamed()
    {
        model::Scanner scanner;
        scanner.address = "127.0.0.77:1";
        Trial trial(scanner);
        QTRY_VERIFY_WITH_TIMEOUT(!trial.runs(), 20'000);
        QCOMPARE(trial.summary(), "Connect failed");
        QVERIFY2(trial.text(0).contains("127.0.0.77:1 cannot be reached: Connection refused"),
                 qPrintable(trial.text(0)));
    }

    void aTestThatHangsCanBeCancelled()
    {
        FakeScanner silent(Manner::IsSilent);
        model::Scanner scanner;
        scanner.address = silent.address;
        QElapsedTimer timer;
        {
            Trial trial(scanner);
            QTRY_COMPARE(trial.summary(), "Connect passed");
            timer.start();
            click(buttonWithText(&trial.dialog, "Cancel"));
            QCOMPARE(trial.state(), "Cancelled.");
            click(buttonWithText(&trial.dialog, "Test again")); // and that one is dropped
            QTRY_COMPARE(trial.summary(), "Connect passed");
        }
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_MAIN(TestServiceScanners)
#include "test_service_scanners.moc"
