// SPDX-License-Identifier: GPL-3.0-or-later
// Pinned messages: made in the log, looked after by every save, kept on a page of their own.
#include "support/log_events.h"
#include "support/monitor_fixture.h"
#include "support/opened_dialog.h"
#include "ui/log/log_page.h"
#include "ui/pins/pins_page.h"
#include "ui/text/translator.h"

#include <QRadioButton>
#include <QTableView>
#include <QTreeWidget>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;
using model::Expected;

namespace {

model::Pin pinOf(TempStore& store, const model::Event& event, Expected expected, const std::string& note = {})
{
    model::Pin pin = *preview::pinOf(event, store.configuration());
    pin.expected = expected;
    pin.note = note;
    pin.author = "bert";
    pin.created = SystemClock().now();
    pin.id = *store.store().addPin(pin);
    return pin;
}

// bob@example.org to jane: accepted.
model::Event welcome(TempStore& store)
{
    return anHourOfMail(store).front();
}
// jsmith@example.com from outside: refused.
model::Event forged(TempStore& store)
{
    return anHourOfMail(store).back();
}

struct PinsFixture : MonitorFixture<PinsPage> {
    explicit PinsFixture(bool pinned = true)
    {
        TempStore& store = console.tempStore();
        if (pinned) {
            pinOf(store, forged(store), Expected::Accepted, "the director's notebook");
            pinOf(store, welcome(store), Expected::Accepted, "our best customer");
        }
        open();
    }
    bool decided() const
    {
        return QTest::qWaitFor([this] { return rows() == 2 && !column(1).contains("…"); });
    }
};

struct Log {
    TestConsole console;
    std::unique_ptr<LogPage> page;

    Log()
    {
        append(console.tempStore(), anHourOfMail(console.tempStore()));
        page = std::make_unique<LogPage>(console);
        page->resize(960, 620);
        page->show();
        page->activate();
    }
    QAction* command(const char* name) const { return page->findChild<QAction*>(QLatin1String(name)); }
    QString circumstances() const { return find<QLabel>(page.get(), "circumstances")->text(); }
    std::vector<model::Pin> pins() { return *console.tempStore().store().pins(); }
};

// Nobody listens any more, so bob's mail does not come in.
void switchOff(Opened& opened)
{
    click(find(&opened.dialog, "enabled"));
}

} // namespace

class TestPinnedMail : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        forgetSettings();
        wearTheme();
        installTranslators(*QCoreApplication::instance(), QLocale(QLocale::English));
    }
    void init() { QSettings().clear(); }

    void aMessageOfTheLogIsPinned()
    {
        Log log;
        QTRY_VERIFY(log.command("pin")->isEnabled());
        QVERIFY(!log.command("unpin")->isEnabled());
        const auto handle = onNextDialog([](QDialog* dialog) {
            QCOMPARE(dialog->objectName(), QString("pinDialog"));
            verifyAccessible(dialog);
            verifyMnemonics(dialog);
            QCOMPARE(find<QLabel>(dialog, "mail")->text(),
                     QString("jsmith@example.com to jane@example.com, from 203.0.113.9, by SMTP"));
            QVERIFY(find<QRadioButton>(dialog, "refused")->isChecked()); // as it was decided
            picture(dialog, "pin");
            typeOver(find(dialog, "note"), "a notebook on the road");
            click(find(dialog, "accepted"));
            click(buttonWithText(dialog, "Pin"));
        });
        log.command("pin")->trigger();
        QTRY_VERIFY(handle.appeared());
        QTRY_COMPARE(log.pins().size(), std::size_t(1));
        const model::Pin pin = log.pins().front();
        QVERIFY(pin.expected == Expected::Accepted);
        QCOMPARE(pin.note, std::string("a notebook on the road"));
        QCOMPARE(pin.author, bytes(log.console.store().author()));
        QTRY_VERIFY(log.circumstances().contains("pinned: must be accepted"));
        QVERIFY(!log.command("pin")->isEnabled());

        log.command("unpin")->trigger();
        QTRY_VERIFY(log.pins().empty());
        QTRY_VERIFY(log.command("pin")->isEnabled());
        QVERIFY(!log.circumstances().contains("pinned"));
    }

    void escapePinsNothing()
    {
        Log log;
        QTRY_VERIFY(log.command("pin")->isEnabled());
        const auto handle = onNextDialog([](QDialog* dialog) { QTest::keyClick(dialog, Qt::Key_Escape); });
        log.command("pin")->trigger();
        QTRY_VERIFY(handle.appeared());
        QVERIFY(log.pins().empty());
        QVERIFY(log.command("pin")->isEnabled());
    }

    void thePageSaysWhatBecomesOfThem()
    {
        PinsFixture fixture;
        QVERIFY(fixture.decided());
        QAbstractItemModelTester tester(fixture.table()->model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(fixture.column(1), (QStringList{"Accepted", "Refused: Sender claims to be local"}));
        QCOMPARE(fixture.column(2), (QStringList{"bob@example.org", "jsmith@example.com"}));
        QCOMPARE(fixture.count(), QString("2 pinned messages (1 not as it must be)"));
        fixture.verifyUsableByEverybody();
        picture(fixture.page.get(), "pins");

        fixture.console.tempStore().addEntries(
            {TempStore::entry(0, model::ListColor::White, model::ListKind::Ip, "203.0.113.9")});
        QTRY_COMPARE(fixture.column(1), (QStringList{"Accepted", "Accepted"}));
        QTRY_COMPARE(fixture.count(), QString("2 pinned messages"));
    }

    void anEmptyPageTellsHowToPin()
    {
        PinsFixture fixture(false);
        QTRY_VERIFY(fixture.message().contains("Nothing is pinned."));
        QVERIFY(fixture.message().contains("Pin This Message"));
        pinOf(fixture.console.tempStore(), welcome(fixture.console.tempStore()), Expected::Accepted);
        QTRY_COMPARE(fixture.rows(), 1); // by itself
    }

    void theCommandsAreForWhatIsSelected()
    {
        PinsFixture fixture;
        QVERIFY(fixture.decided());
        QVERIFY(!fixture.command("unpin")->isEnabled());
        fixture.clickRow(1);
        fixture.command("explainSession")->trigger();
        QCOMPARE(fixture.console.explained.size(), std::size_t(1));
        QCOMPARE(fixture.console.explained.front().first, std::string("SMTP"));
        QCOMPARE(fixture.console.explained.front().second.sender.value_or(""),
                 std::string("jsmith@example.com"));
        fixture.command("showInLog")->trigger();
        QCOMPARE(fixture.console.searches.front().size(), std::size_t(8)); // the reference
        QTest::keyClick(fixture.table(), Qt::Key_Delete);
        QTRY_COMPARE(fixture.rows(), 1);
        QCOMPARE(fixture.cell(0, 2), QString("bob@example.org"));
        QCOMPARE(fixture.store().pins()->size(), std::size_t(1));
    }

    void whoeverSavesIsAskedFirst_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<bool>("saved");
        QTest::newRow("go back") << "goBack" << false;
        QTest::newRow("save anyway") << "saveAnyway" << true;
    }
    void whoeverSavesIsAskedFirst()
    {
        QFETCH(const QString, answer);
        QFETCH(const bool, saved);
        TempStore temp;
        pinOf(temp, welcome(temp), Expected::Accepted, "our best customer");
        const std::int64_t before = temp.revision();
        Opened opened(temp);
        switchOff(opened);
        const auto handle = onNextDialog([&](QDialog* dialog) {
            QCOMPARE(dialog->objectName(), QString("brokenPins"));
            verifyAccessible(dialog);
            verifyMnemonics(dialog);
            QCOMPARE(find<QLabel>(dialog, "what")->text(),
                     QString("These settings would break 1 pinned message."));
            const auto* list = find<QTreeWidget>(dialog, "list");
            QCOMPARE(list->topLevelItemCount(), 1);
            QCOMPARE(list->topLevelItem(0)->text(0), QString("Accepted"));
            QCOMPARE(list->topLevelItem(0)->text(1), QString("The service is switched off"));
            QCOMPARE(list->topLevelItem(0)->text(5), QString("SMTP"));
            QCOMPARE(list->topLevelItem(0)->text(6), QString("our best customer"));
            QVERIFY(find<QPushButton>(dialog, "goBack")->isDefault());
            picture(dialog, "broken-pins");
            click(find(dialog, qPrintable(answer)));
        });
        click(opened.button("Apply"));
        QTRY_VERIFY(handle.appeared());
        QTRY_COMPARE(opened.canApply(), !saved);
        QTRY_COMPARE(temp.revision(), before + (saved ? 1 : 0));
        if (saved) { // what is broken already is not asked about again
            typeOver(find(&opened.dialog, "port"), "2626");
            QVERIFY(opened.apply());
        }
    }

    void whatBreaksNothingIsSavedWithoutAsking()
    {
        TempStore temp;
        pinOf(temp, forged(temp), Expected::Refused);
        Opened opened(temp);
        typeOver(find(&opened.dialog, "port"), "2626");
        QVERIFY(opened.apply());
        QCOMPARE(temp.service("SMTP").port, 2626);
    }

    void whatIsMergedIsNotAskedAboutTwice()
    {
        TempStore temp;
        pinOf(temp, welcome(temp), Expected::Accepted);
        Opened opened(temp);
        switchOff(opened);
        temp.saveAs(bytes(opened.client.author()),
                    [](model::Configuration& all) { all.services[0].hopLimit = 33; });
        int asked = 0;
        const auto handle = onNextDialog([&](QDialog* dialog) {
            ++asked;
            onNextDialog([&](QDialog*) { ++asked; }, 1000);
            click(find(dialog, "saveAnyway"));
        });
        QVERIFY(opened.apply());
        QVERIFY(handle.appeared());
        QCOMPARE(asked, 1);
        QCOMPARE(temp.service("SMTP").hopLimit, 33);
        QVERIFY(!temp.service("SMTP").enabled);
    }
};

QTEST_MAIN(TestPinnedMail)
#include "test_pinned_mail.moc"
