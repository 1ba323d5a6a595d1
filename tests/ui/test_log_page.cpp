// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/accessibility.h"
#include "support/console_fixture.h"
#include "support/log_events.h"
#include "support/picture.h"
#include "support/test_console.h"
#include "ui/log/event_model.h"
#include "ui/log/log_page.h"
#include "ui/log/trace_table.h"
#include "ui/text/translate.h"
#include "ui/widgets/text_block.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>

using namespace postern;
using namespace postern::test;

namespace {

struct Fixture {
    TestConsole console;
    std::unique_ptr<ui::LogPage> page;

    explicit Fixture(const std::vector<model::Event>& more = {})
    {
        append(console.tempStore(), anHourOfMail(console.tempStore()));
        append(console.tempStore(), more);
        page = std::make_unique<ui::LogPage>(console);
        page->resize(960, 620);
        page->show();
        page->activate();
    }

    QTableView* table() const { return find<QTableView>(page.get(), "events"); }
    QLineEdit* search() const { return find<QLineEdit>(page.get(), "search"); }
    void choose(const char* box, int row) const { find<QComboBox>(page.get(), box)->setCurrentIndex(row); }
    QStringList column(int column) const
    {
        QStringList cells;
        const auto* model = table()->model();
        for (int row = 0; row < model->rowCount(); ++row)
            cells << model->index(row, column).data().toString();
        return cells;
    }
    QStringList senders() const { return column(ui::EventModel::Sender); }
    bool waitForSenders(const QStringList& wanted) const
    {
        return QTest::qWaitFor([&] { return table()->isVisible() && senders() == wanted; });
    }
    QString reason() const { return find<ui::TextBlock>(page.get(), "reason")->toPlainText(); }
    bool waitForReason(const QString& part) const
    {
        return QTest::qWaitFor([&] { return reason().contains(part); });
    }
};

const QStringList refused{"jsmith@example.com", "a@relaytest.example", "deals@spam.example",
                          "offers@shop.example"};

} // namespace

class TestLogPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        forgetSettings();
        wearTheme();
    }
    void init() { QSettings().clear(); }

    void refusedMailOfTheLastDayIsThereNewestFirst()
    {
        const Fixture fixture;
        QVERIFY(fixture.waitForSenders(refused));
        QCOMPARE(fixture.column(ui::EventModel::Why),
                 (QStringList{"Sender claims to be local", "May not relay", "Sender is black-listed",
                              "HELO says a local name"}));
        QAbstractItemModelTester tester(fixture.table()->model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        verifyAccessible(fixture.page.get());
        verifyMnemonics(fixture.page.get());
        QVERIFY(fixture.waitForReason("one of your domains"));
        picture(fixture.page.get(), "log");
    }

    void theReasonIsSaidInWordsWithTheAnswerSent()
    {
        Fixture fixture;
        QVERIFY(fixture.waitForSenders(refused));
        QVERIFY(fixture.waitForReason(
            "203.0.113.9 is outside the LAN and has not logged in, but says that it sends as "
            "jsmith@example.com, and example.com is one of your domains."));
        const QString answer = find<QLineEdit>(fixture.page.get(), "answer")->text();
        QVERIFY2(answer.startsWith("554 5.7.1 blacklisted (jsmith@example.com) ref "), qPrintable(answer));
        click(find(fixture.page.get(), "copyAnswer"));
        QCOMPARE(QApplication::clipboard()->text(), answer);
        const QString circumstances = find<QLabel>(fixture.page.get(), "circumstances")->text();
        QVERIFY2(circumstances.contains("decided by revision 2"), qPrintable(circumstances));
        fixture.console.tempStore().addEntries(
            {TempStore::entry(0, model::ListColor::Black, model::ListKind::Helo, "x")});
        QTRY_VERIFY(find<QLabel>(fixture.page.get(), "circumstances")
                        ->text()
                        .contains("decided by revision 2 (now 3)"));
    }

    void theLinkLeadsToTheSettingThatDecided()
    {
        Fixture fixture;
        QVERIFY(fixture.waitForSenders(refused));
        QVERIFY(fixture.waitForReason("Setting: Black List › Senders"));
        auto* reason = find<ui::TextBlock>(fixture.page.get(), "reason");
        reason->setFocus();
        QTest::keyClick(reason, Qt::Key_Tab); // to the first link
        QTest::keyClick(reason, Qt::Key_Return);
        QCOMPARE(fixture.console.opened.size(), 1U);
        QCOMPARE(fixture.console.opened[0].service, std::string("SMTP"));
        QVERIFY(fixture.console.opened[0].check == model::Check::SenderClaimsLocal);
        QCOMPARE(fixture.console.opened[0].entry, 0);
    }

    void everyCheckIsShownAndLeadsToItsEntry()
    {
        Fixture fixture;
        QVERIFY(fixture.waitForSenders(refused));
        fixture.table()->selectRow(2); // deals@spam.example
        QVERIFY(fixture.waitForReason("*@spam.example"));
        auto* trace = find<ui::TraceTable>(fixture.page.get(), "trace");
        QCOMPARE(trace->rowCount(), 11);
        const auto deciding = trace->findItems("Sender is black-listed", Qt::MatchExactly);
        QCOMPARE(deciding.size(), 1);
        const int row = deciding[0]->row();
        QCOMPARE(trace->currentRow(), row);
        QVERIFY(deciding[0]->font().bold());
        QCOMPARE(trace->item(row, 1)->text(), "hit");
        trace->setFocus();
        QTest::keyClick(trace, Qt::Key_Return);
        QCOMPARE(fixture.console.opened.size(), 1U);
        const auto entries = fixture.console.tempStore().store().listEntries();
        const auto spam = std::find_if(entries->begin(), entries->end(),
                                       [](const auto& entry) { return entry.pattern == "*@spam.example"; });
        QCOMPARE(fixture.console.opened[0].entry, spam->id);
    }

    void aClickOnTheSettingOpensIt()
    {
        Fixture fixture;
        QVERIFY(fixture.waitForReason("jsmith"));
        auto* trace = find<ui::TraceTable>(fixture.page.get(), "trace");
        trace->scrollToTop();
        QTest::mouseClick(trace->viewport(), Qt::LeftButton, {},
                          trace->visualItemRect(trace->item(0, 4)).center());
        QCOMPARE(fixture.console.opened.size(), 1U);
        QVERIFY(fixture.console.opened[0].check == model::Check::AccessClient);
    }

    void searchFindsAddressesClientsAndReferences_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("senders");
        QTest::newRow("address") << "jsmith@example.com" << QStringList{"jsmith@example.com"};
        QTest::newRow("client") << "203.0.113.44" << QStringList{"a@relaytest.example"};
        QTest::newRow("domain") << "spam.example" << QStringList{"deals@spam.example"};
        QTest::newRow("blanks around") << "  jsmith@example.com " << QStringList{"jsmith@example.com"};
    }
    void searchFindsAddressesClientsAndReferences()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, senders);
        Fixture fixture;
        QVERIFY(fixture.waitForSenders(refused));
        typeOver(fixture.search(), typed);
        QVERIFY2(fixture.waitForSenders(senders), qPrintable(fixture.senders().join(' ')));
    }

    void aReferenceLeadsStraightToItsDecision()
    {
        Fixture fixture;
        QVERIFY(fixture.waitForSenders(refused));
        store::EventQuery query;
        query.search = "a@relaytest.example";
        const auto events = fixture.console.tempStore().store().events(query);
        typeOver(fixture.search(), ui::qt(events->at(0).reference));
        QVERIFY(fixture.waitForSenders({"a@relaytest.example"}));
        QVERIFY(fixture.waitForReason(
            "elsewhere.example is none of your domains, and no relay rule lets 203.0.113.44"));
    }

    void filtersNarrow()
    {
        Fixture fixture;
        QVERIFY(fixture.waitForSenders(refused));
        auto* check = find<QComboBox>(fixture.page.get(), "check");
        check->setCurrentIndex(check->findData("recipient.relay"));
        QVERIFY(fixture.waitForSenders({"a@relaytest.example"}));
        check->setCurrentIndex(0);
        fixture.choose("outcome", 2); // accepted
        QVERIFY(fixture.waitForSenders({"bob@example.org"}));
        fixture.choose("outcome", 3); // all
        QTRY_COMPARE(fixture.senders().size(), 5);
        auto* service = find<QComboBox>(fixture.page.get(), "service");
        QCOMPARE(service->count(), 3);
        service->setCurrentIndex(service->findData("Submission"));
        QTRY_VERIFY(find(fixture.page.get(), "message")->isVisible());
    }

    void whatAMonitorWouldHaveRefusedIsShownByItself()
    {
        Fixture fixture;
        fixture.console.tempStore().saveAs("anna", [](model::Configuration& all) {
            all.services[0].checks[model::Check::SenderClaimsLocal].mode = model::CheckMode::Monitor;
        });
        append(fixture.console.tempStore(),
               {decidedEvent(fixture.console.tempStore(),
                             sessionFacts("203.0.113.10", "laptop", "joe@example.com", "jane@example.com"))});
        fixture.choose("outcome", 1);
        QVERIFY(fixture.waitForSenders({"joe@example.com"}));
        QCOMPARE(fixture.column(ui::EventModel::Why),
                 QStringList{"Accepted; would be refused: Sender claims to be local"});
        QVERIFY(fixture.waitForReason("the check only monitors"));
    }

    void olderThanThePeriodIsLeftOut()
    {
        TempStore other;
        model::Event old =
            decidedEvent(other, sessionFacts("203.0.113.9", "x", "old@example.com", "jane@example.com"));
        old.time -= std::chrono::hours(25);
        Fixture fixture({old});
        QVERIFY(fixture.waitForSenders(refused));
        fixture.choose("period", 2); // 7 days
        QTRY_COMPARE(fixture.senders().size(), 5);
        fixture.choose("period", 0); // hour
        QTRY_COMPARE(fixture.senders().size(), 4);
    }

    void newDecisionsAppearByThemselvesWhileLive()
    {
        Fixture fixture;
        QVERIFY(fixture.waitForSenders(refused));
        fixture.table()->selectRow(1);
        append(fixture.console.tempStore(),
               {decidedEvent(fixture.console.tempStore(),
                             sessionFacts("203.0.113.10", "x", "new@example.com", "jane@example.com"))});
        QVERIFY(fixture.waitForSenders(QStringList{"new@example.com"} + refused));
        QCOMPARE(fixture.table()->currentIndex().row(), 2); // the same decision as before

        click(find(fixture.page.get(), "live"));
        append(fixture.console.tempStore(),
               {decidedEvent(fixture.console.tempStore(),
                             sessionFacts("203.0.113.10", "x", "late@example.com", "jane@example.com"))});
        QTest::qWait(500);
        QCOMPARE(fixture.senders().size(), 5);
        click(find(fixture.page.get(), "live"));
        QTRY_COMPARE(fixture.senders().value(0), "late@example.com");
    }

    void anEmptyListFollowsToo()
    {
        Fixture fixture;
        QVERIFY(fixture.waitForSenders(refused));
        typeOver(fixture.search(), "late.example");
        QTRY_VERIFY(find(fixture.page.get(), "message")->isVisible());
        append(fixture.console.tempStore(),
               {decidedEvent(fixture.console.tempStore(),
                             sessionFacts("203.0.113.10", "x", "a@late.example", "nobody@example.com")),
                decidedEvent(fixture.console.tempStore(),
                             sessionFacts("203.0.113.10", "x", "a@other.example", "nobody@example.com"))});
        QVERIFY(fixture.waitForSenders({"a@late.example"}));
        QVERIFY(fixture.waitForReason("No mailbox and no alias"));

        TestConsole console; // whose log is empty
        ui::LogPage page(console);
        page.show();
        page.activate();
        QTRY_VERIFY(find(&page, "message")->isVisible());
        append(console.tempStore(), anHourOfMail(console.tempStore()));
        QTRY_COMPARE(find<QTableView>(&page, "events")->model()->rowCount(), 4);
    }

    void aPageThatIsNotSeenDoesNotFollow()
    {
        Fixture fixture;
        QVERIFY(fixture.waitForSenders(refused));
        fixture.page->deactivate();
        append(fixture.console.tempStore(),
               {decidedEvent(fixture.console.tempStore(),
                             sessionFacts("203.0.113.10", "x", "new@example.com", "jane@example.com"))});
        QTest::qWait(500);
        QCOMPARE(fixture.senders(), refused);
        fixture.page->activate();
        QTRY_COMPARE(fixture.senders().value(0), "new@example.com");
    }

    void scrollingFetchesMoreWithoutEnd()
    {
        TempStore other;
        std::vector<model::Event> many;
        const model::Event pattern =
            decidedEvent(other, sessionFacts("203.0.113.9", "x", "n@example.com", "jane@example.com"));
        for (int i = 0; i < 1000; ++i) {
            many.push_back(pattern);
            many.back().sender = "n" + std::to_string(i) + "@example.com";
        }
        Fixture fixture(many);
        QTRY_COMPARE(fixture.senders().value(0), "n999@example.com");
        QVERIFY(fixture.senders().size() < 1000);
        QVERIFY(QTest::qWaitFor([&] {
            fixture.table()->scrollToBottom();
            return fixture.senders().size() == 1004;
        }));
        QCOMPARE(fixture.senders().value(1003), "offers@shop.example");
        const QStringList unique = [&] {
            QStringList all = fixture.senders();
            all.removeDuplicates();
            return all;
        }();
        QCOMPARE(unique.size(), 1004);

        // Who reads further down goes on reading while new ones come in on top.
        fixture.table()->verticalScrollBar()->setValue(500);
        const QModelIndex top = fixture.table()->indexAt(QPoint(5, 5));
        const QString read = top.siblingAtColumn(ui::EventModel::Sender).data().toString();
        append(fixture.console.tempStore(),
               {decidedEvent(fixture.console.tempStore(),
                             sessionFacts("203.0.113.10", "x", "new@example.com", "jane@example.com"))});
        QTRY_COMPARE(fixture.senders().size(), 1005);
        QCOMPARE(
            fixture.table()->indexAt(QPoint(5, 5)).siblingAtColumn(ui::EventModel::Sender).data().toString(),
            read);
    }

    void anEmptyAnswerSaysTheNextStep()
    {
        Fixture fixture;
        QVERIFY(fixture.waitForSenders(refused));
        typeOver(fixture.search(), "nobody@nowhere.example");
        auto* message = find<QLabel>(fixture.page.get(), "message");
        QTRY_COMPARE(message->text(), "Nothing found for “nobody@nowhere.example” in the last 24 hours.");
        QVERIFY(message->isVisible());
        QVERIFY(fixture.reason().isEmpty());
        picture(fixture.page.get(), "log-empty");
        typeOver(fixture.search(), "bob@example.org"); // accepted
        QTRY_VERIFY(message->text().contains("bob"));
        click(find(fixture.page.get(), "messageButton"));
        QVERIFY(fixture.waitForSenders({"bob@example.org"}));
    }

    void withoutAnyRefusalASessionCanBeExplained()
    {
        TestConsole console;
        ui::LogPage page(console);
        page.show();
        page.activate();
        auto* message = find<QLabel>(&page, "message");
        QTRY_VERIFY(message->isVisible());
        QVERIFY(message->text().startsWith("Nothing was refused in the last 24 hours."));
        click(find(&page, "messageButton"));
        QCOMPARE(console.explained.size(), 1U);
        QVERIFY(console.explained[0].second == policy::Facts());
    }

    void aRowCanBeCopiedExplainedAndNarrowedTo()
    {
        Fixture fixture;
        QVERIFY(fixture.waitForSenders(refused));
        fixture.table()->setFocus();
        fixture.table()->selectRow(1);
        QVERIFY(fixture.waitForReason("relay rule"));
        QTest::keyClick(fixture.table(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(
            QApplication::clipboard()->text().contains("\tSMTP\t203.0.113.44\tprobe\ta@relaytest.example\t"));
        QVERIFY(QApplication::clipboard()->text().contains("Relay access denied"));
        const auto command = [&](const char* name) { return fixture.page->findChild<QAction*>(name); };
        command("copyReference")->trigger();
        QCOMPARE(QApplication::clipboard()->text().size(), 8);
        command("explainSession")->trigger();
        QCOMPARE(fixture.console.explained.size(), 1U);
        QCOMPARE(fixture.console.explained[0].first, std::string("SMTP"));
        QCOMPARE(fixture.console.explained[0].second.sender.value(), std::string("a@relaytest.example"));
        command("narrowToSender")->trigger();
        QVERIFY(fixture.waitForSenders({"a@relaytest.example"}));
        QCOMPARE(fixture.search()->text(), "a@relaytest.example");
    }

    void rejectionsOfAServiceComeWithTheFilterSet()
    {
        Fixture fixture;
        QVERIFY(fixture.waitForSenders(refused));
        typeOver(fixture.search(), "something");
        fixture.page->showRejections("SMTP");
        QVERIFY(fixture.waitForSenders(refused));
        QCOMPARE(fixture.search()->text(), QString());
        QCOMPARE(find<QComboBox>(fixture.page.get(), "service")->currentText(), "SMTP");
        fixture.page->showRejections("A service that is gone");
        QTRY_VERIFY(find(fixture.page.get(), "message")->isVisible());
        QCOMPARE(find<QComboBox>(fixture.page.get(), "service")->currentText(), "A service that is gone");
        fixture.page->search("bob@example.org");
        QVERIFY(fixture.waitForSenders({"bob@example.org"}));
    }

    void anEventOfAnotherVersionStillShows()
    {
        model::Event strange;
        strange.time = SystemClock().now();
        strange.service = "SMTP";
        strange.client = "203.0.113.9";
        strange.sender = "strange@example.org";
        strange.outcome = model::Outcome::Rejected;
        strange.check = "sender.future";
        strange.reply = "554 5.7.1 <b>no</b>";
        strange.trace = R"([["sender.future",1,2,999,["<b>x</b>"]]])";
        strange.facts = "{";
        Fixture fixture({strange});
        QVERIFY(fixture.waitForSenders(QStringList{"strange@example.org"} + refused));
        QCOMPARE(fixture.column(ui::EventModel::Why).value(0), "sender.future");
        QVERIFY(fixture.waitForReason("the trace has a check that this version does not know"));
        fixture.page->findChild<QAction*>("explainSession")->trigger();
        QCOMPARE(fixture.console.explained.size(), 1U);
    }

    void textOfTheNetworkIsNoMarkup()
    {
        TempStore other;
        Fixture fixture({decidedEvent(
            other, sessionFacts("203.0.113.9", "x", "<img src=x>@example.com", "jane@example.com"))});
        QVERIFY(fixture.waitForReason("<img src=x>@example.com"));
    }
};

QTEST_MAIN(TestLogPage)
#include "test_log_page.moc"
