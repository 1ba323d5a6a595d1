// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/monitor_fixture.h"
#include "ui/monitor/queue_page.h"

#include <QComboBox>
#include <QPlainTextEdit>
#include <QTextBrowser>

using namespace postern;
using namespace postern::test;
using namespace std::chrono_literals;
using model::QueueState;

namespace {

enum Column : std::uint8_t { Message, State, Sender, Recipient, Tries, Next, Age, Size, Destination, Why };

struct Fixture : MonitorFixture<ui::QueuePage> {
    explicit Fixture(bool filled = true)
    {
        engineLives();
        if (filled) {
            add({entry("AAAA2222", "ann@far.example", QueueState::Queued, 3,
                       "451 4.7.1 Greylisted, come back later"),
                 entry("AAAA2222", "joann@far.example", QueueState::Queued, 0),
                 entry("BBBB3333", "bob@partner.example", QueueState::Held, 1,
                       "<b>no</b> answer from 192.0.2.1"),
                 entry("CCCC4444", "jane@example.com", QueueState::Active, 0)});
        }
        open();
    }
    static model::QueueEntry entry(const std::string& message, const std::string& recipient, QueueState state,
                                   int attempts, const std::string& why = {})
    {
        model::QueueEntry entry;
        entry.node = "main";
        entry.message = message;
        entry.recipient = recipient;
        entry.sender = message[0] == 'B' ? "<>" : "joe@example.com";
        entry.destination = recipient == "jane@example.com"
                                ? "mailbox:" + recipient
                                : "domain:" + recipient.substr(recipient.find('@') + 1);
        entry.state = state;
        entry.size = 2048;
        entry.arrived = SystemClock().now() - 3h;
        entry.nextTry = SystemClock().now() + attempts * 10min;
        entry.attempts = attempts;
        entry.lastError = why;
        return entry;
    }
    void add(const std::vector<model::QueueEntry>& entries)
    {
        QVERIFY(store().writeQueue(entries, {}).has_value());
    }
    void engineLives()
    {
        QVERIFY(store().writeNode(nodeStatus(store(), model::ListenerState::Running)).has_value());
        QVERIFY(store().takeCommands("main").has_value());
        QTRY_VERIFY(!console.live().overview().nodes.empty());
    }
    // What the engine would have been told by now.
    std::vector<store::Command> orders()
    {
        std::vector<store::Command> orders;
        const bool came = QTest::qWaitFor([&] {
            const auto taken = store().takeCommands("main");
            for (const store::Command& command : *taken)
                orders.push_back(command);
            return !orders.empty();
        });
        if (!came)
            QTest::qFail("no order came", __FILE__, __LINE__);
        return orders;
    }
    model::QueueSelection orderOf(std::string_view verb)
    {
        const auto commands = orders();
        if (commands.size() != 1 || commands[0].verb != verb)
            QTest::qFail("another order came", __FILE__, __LINE__);
        return commands.empty() ? model::QueueSelection()
                                : *model::queueSelectionFromJson(commands[0].argument);
    }
    void select(const QString& recipient, Qt::KeyboardModifiers modifiers = {})
    {
        clickRow(int(column(Recipient).indexOf(recipient)), modifiers);
    }
    void chooseState(ui::QueueFilter state) const
    {
        auto* box = find<QComboBox>(page.get(), "state");
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Home);
        for (int i = 0; i < int(state); ++i)
            QTest::keyClick(box, Qt::Key_Down);
    }
    QString enabled() const
    {
        QStringList names;
        for (const char* name : {"retry", "hold", "release", "remove"}) {
            if (button(name)->isEnabled())
                names << QLatin1String(name);
            if (button(name)->isEnabled() != command(name)->isEnabled())
                QTest::qFail("button and menu differ", __FILE__, __LINE__);
        }
        return names.join(u' ');
    }
    QString detail() const { return find<QTextBrowser>(page.get(), "detail")->toPlainText(); }
};

} // namespace

class TestQueuePage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        forgetSettings();
        wearTheme();
    }
    void init() { QSettings().clear(); }

    void whatWaitsIsThereWithWhatIsKnownOfIt()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 4);
        QAbstractItemModelTester tester(fixture.table()->model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        const int ann = int(fixture.column(Recipient).indexOf("ann@far.example"));
        QCOMPARE(ann, 3); // the last to be tried
        QCOMPARE(fixture.cell(ann, Message), "AAAA2222");
        QCOMPARE(fixture.cell(ann, State), "waiting");
        QCOMPARE(fixture.cell(ann, Sender), "joe@example.com");
        QCOMPARE(fixture.cell(ann, Destination), "domain far.example");
        QCOMPARE(fixture.cell(ann, Tries), "3");
        QCOMPARE(fixture.cell(ann, Next), "in 30 min");
        QCOMPARE(fixture.cell(ann, Age), "3 h");
        QCOMPARE(fixture.cell(ann, Size), "2 KiB");
        QVERIFY(fixture.cell(ann, Why).startsWith("451 4.7.1"));
        const int bob = int(fixture.column(Recipient).indexOf("bob@partner.example"));
        QCOMPARE(fixture.cell(bob, State), "held");
        QCOMPARE(fixture.cell(bob, Next), "when released");
        const int jane = int(fixture.column(Recipient).indexOf("jane@example.com"));
        QCOMPARE(fixture.cell(jane, State), "being delivered");
        QCOMPARE(fixture.cell(jane, Destination), "mailbox jane@example.com");
        QCOMPARE(fixture.cell(jane, Why), "not tried yet");
        QTRY_VERIFY2(fixture.count().startsWith("4 recip"), qPrintable(fixture.count()));
        QCOMPARE(fixture.enabled(), QString());
        fixture.select("ann@far.example");
        fixture.verifyUsableByEverybody();
        picture(fixture.page.get(), "queue");
    }

    void anEmptyQueueTellsWhatItIs()
    {
        Fixture fixture(false);
        QTRY_VERIFY(fixture.message().startsWith("Nothing waits for delivery."));
        fixture.add({Fixture::entry("AAAA2222", "ann@far.example", QueueState::Queued, 0)});
        QTRY_COMPARE(fixture.rows(), 1);
        QVERIFY(!fixture.tellsMessage());
    }

    void theDetailTellsTheWholeAnswer()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 4);
        QVERIFY(fixture.detail().startsWith("Select a message"));
        fixture.select("bob@partner.example");
        QVERIFY2(fixture.detail().contains("<b>no</b> answer from 192.0.2.1"), qPrintable(fixture.detail()));
        QVERIFY(fixture.detail().contains("BBBB3333"));
        QVERIFY(fixture.detail().contains("held"));
        fixture.select("ann@far.example", Qt::ControlModifier);
        QVERIFY2(fixture.detail().startsWith("2 "), qPrintable(fixture.detail()));
    }

    void ordersAreThereForTheRowsThatTheyWouldChange_data()
    {
        QTest::addColumn<QString>("recipient");
        QTest::addColumn<QString>("enabled");
        QTest::newRow("waiting") << "ann@far.example"
                                 << "retry hold remove";
        QTest::newRow("held") << "bob@partner.example"
                              << "release remove";
        QTest::newRow("being delivered") << "jane@example.com"
                                         << "hold remove";
    }
    void ordersAreThereForTheRowsThatTheyWouldChange()
    {
        QFETCH(QString, recipient);
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 4);
        fixture.select(recipient);
        QTEST(fixture.enabled(), "enabled");
        fixture.selectAll();
        QCOMPARE(fixture.enabled(), "retry hold release remove");
    }

    void anOrderNamesTheRowsThatItIsAbout()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 4);
        fixture.select("ann@far.example");
        click(fixture.button("hold"));
        const auto one = fixture.orderOf(model::queueHold);
        QCOMPARE(one.node, std::string("main"));
        QCOMPARE(one.rows, (std::vector<model::QueueRow>{{"AAAA2222", "ann@far.example"}})); // and not joann
        fixture.selectAll();
        fixture.command("release")->trigger();
        QCOMPARE(fixture.orderOf(model::queueRelease).rows,
                 (std::vector<model::QueueRow>{{"BBBB3333", "bob@partner.example"}})); // what is held
        fixture.command("retry")->trigger();
        QCOMPARE(fixture.orderOf(model::queueRetry).rows.size(), std::size_t(2));
    }

    void removingAsksFirst()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 4);
        fixture.select("bob@partner.example");
        fixture.console.scripted().answer(1); // cancel
        QTest::keyClick(fixture.table(), Qt::Key_Delete);
        QVERIFY(fixture.console.scripted().said().contains("BBBB3333"));
        QVERIFY(fixture.console.scripted().said().contains("bob@partner.example"));
        QTest::qWait(200);
        QVERIFY(fixture.store().takeCommands("main")->empty());
        fixture.selectAll();
        fixture.console.scripted().answer(0);
        click(fixture.button("remove"));
        QVERIFY(fixture.console.scripted().said().contains("4 recipients"));
        QCOMPARE(fixture.orderOf(model::queueRemove).rows.size(), std::size_t(4));
    }

    void theFilterFindsAddressesMessagesAndAnswers_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("recipient") << "BOB@" << QStringList{"bob@partner.example"};
        QTest::newRow("message") << "cccc4444" << QStringList{"jane@example.com"};
        QTest::newRow("sender and domain")
            << "joe far.example" << QStringList{"joann@far.example", "ann@far.example"};
        QTest::newRow("answer") << "greylisted" << QStringList{"ann@far.example"};
        QTest::newRow("nothing") << "nobody" << QStringList{};
    }
    void theFilterFindsAddressesMessagesAndAnswers()
    {
        QFETCH(QString, typed);
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 4);
        fixture.filter(typed);
        QTEST(fixture.column(Recipient), "found");
        QVERIFY(fixture.count().contains("of 4"));
    }

    void theStateIsFilteredToo()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 4);
        fixture.chooseState(ui::QueueFilter::Held);
        QCOMPARE(fixture.column(Recipient), QStringList{"bob@partner.example"});
        fixture.chooseState(ui::QueueFilter::Active);
        QCOMPARE(fixture.column(Recipient), QStringList{"jane@example.com"});
        fixture.chooseState(ui::QueueFilter::Failed);
        QCOMPARE(fixture.rows(), 2);
        fixture.chooseState(ui::QueueFilter::Held);
        fixture.filter("ann");
        QVERIFY(fixture.tellsMessage());
        click(find<QPushButton>(fixture.page.get(), "clearFilter"));
        QCOMPARE(fixture.rows(), 4); // both are cleared
    }

    void whatTheFilterHidesIsNotOrderedAbout()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 4);
        fixture.selectAll();
        QCOMPARE(fixture.enabled(), "retry hold release remove");
        fixture.filter("far.example");
        QCOMPARE(fixture.rows(), 2);
        QCOMPARE(fixture.enabled(), "retry hold remove"); // what is held is not shown
        fixture.chooseState(ui::QueueFilter::Held);
        QCOMPARE(fixture.enabled(), QString());
        fixture.chooseState(ui::QueueFilter::All);
        fixture.filter("far.example");
        fixture.selectAll();
        fixture.console.scripted().answer(0);
        click(fixture.button("remove"));
        const auto order = fixture.orderOf(model::queueRemove);
        QCOMPARE(order.rows, (std::vector<model::QueueRow>{{"AAAA2222", "joann@far.example"},
                                                           {"AAAA2222", "ann@far.example"}}));
    }

    void whatTheEngineChangesIsSeenAndTheSelectionStays()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 4);
        fixture.select("ann@far.example");
        QCOMPARE(fixture.enabled(), "retry hold remove");
        fixture.add({Fixture::entry("AAAA2222", "ann@far.example", QueueState::Held, 3)});
        QTRY_COMPARE(fixture.enabled(), "release remove");
        QVERIFY(fixture.store()
                    .writeQueue(
                        {}, std::vector{Fixture::entry("AAAA2222", "ann@far.example", QueueState::Held, 3)})
                    .has_value());
        QTRY_COMPARE(fixture.rows(), 3);
        QCOMPARE(fixture.enabled(), QString()); // and no other row took its place
    }

    void withoutAnEngineThereIsNobodyToOrder()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 4);
        fixture.selectAll();
        auto node = nodeStatus(fixture.store(), model::ListenerState::Stopped);
        node.heartbeat -= 1min;
        QVERIFY(fixture.store().writeNode(node).has_value());
        QTRY_COMPARE(fixture.enabled(), QString());
        QVERIFY2(fixture.count().startsWith("No engine is running"), qPrintable(fixture.count()));
    }

    void aMessageIsLookedUpInTheLog()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 4);
        fixture.select("bob@partner.example");
        fixture.command("showInLog")->trigger();
        QCOMPARE(fixture.console.searches, std::vector<std::string>{"BBBB3333"});
    }

    void theHeaderIsAskedOfTheEngine()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 4);
        auto* ask = find<QPushButton>(fixture.page.get(), "askForHeader");
        auto* header = find<QPlainTextEdit>(fixture.page.get(), "header");
        QVERIFY(!ask->isVisible()); // no message is selected
        fixture.select("ann@far.example");
        QVERIFY(ask->isVisible() && !header->isVisible());
        click(ask);
        QVERIFY(!ask->isEnabled());
        const auto order = fixture.orderOf(model::queueHeader);
        QCOMPARE(order, (model::QueueSelection{"main", "AAAA2222", {}, {}, {}, {}}));
        QVERIFY(fixture.store()
                    .writeHeader({"main", "AAAA2222", "Subject: <b>hello</b>\n", SystemClock().now()})
                    .has_value());
        QTRY_VERIFY(header->isVisible());
        QCOMPARE(header->toPlainText(), "Subject: <b>hello</b>\n");
        picture(fixture.page.get(), "queue-header");
        fixture.select("joann@far.example"); // of the same message
        QVERIFY(header->isVisible());
        fixture.select("bob@partner.example");
        QVERIFY(!header->isVisible() && ask->isEnabled());
        click(ask);
        QCOMPARE(fixture.orderOf(model::queueHeader).message, std::string("BBBB3333"));
        QVERIFY(fixture.store().writeHeader({"main", "BBBB3333", "", SystemClock().now()}).has_value());
        QTRY_VERIFY(find<QLabel>(fixture.page.get(), "headerState")->text().contains("no longer"));
        QVERIFY(!header->isVisible());
    }

    void anEngineThatDoesNotAnswerIsSaid()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 4);
        fixture.select("ann@far.example");
        click(find<QPushButton>(fixture.page.get(), "askForHeader"));
        QTRY_VERIFY_WITH_TIMEOUT(
            find<QLabel>(fixture.page.get(), "headerState")->text().contains("has not answered"), 8000);
    }

    void aLongQueueIsShownAsFarAsItGoesAndThePageSaysSo()
    {
        Fixture fixture(false);
        fixture.runSql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000)"
            " INSERT INTO queue_entry SELECT 'main', 'M' || i, 'r' || i || '@far.example', 'joe@example.com',"
            " 'domain:far.example', 'queued', 1000, 0, i, 1, 'no answer' FROM n");
        QTRY_COMPARE(fixture.rows(), ui::QueuePage::mostShown);
        QVERIFY2(fixture.count().startsWith("The first 10,000 recipients"), qPrintable(fixture.count()));
        QCOMPARE(fixture.cell(0, Message), "M1");
        QElapsedTimer timer;
        timer.start();
        fixture.filter("r77");
        QCOMPARE(fixture.rows(), 111);
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
        fixture.filter("");
        fixture.selectAll();
        fixture.command("hold")->trigger();
        QTest::qWait(300);
        const auto orders = fixture.orders();
        QCOMPARE(orders.size(), std::size_t(10)); // of 1,000 each
        for (const store::Command& order : orders)
            QCOMPARE(model::queueSelectionFromJson(order.argument)->rows.size(), std::size_t(1000));
    }

    void manyChangesAtOnceKeepTheSelection()
    {
        Fixture fixture(false);
        fixture.runSql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)"
                       " INSERT INTO queue_entry SELECT 'main', 'M' || i, 'r@far.example', 'joe@example.com',"
                       " 'domain:far.example', 'queued', 1000, 0, i, 1, 'no answer' FROM n");
        QTRY_COMPARE(fixture.rows(), 1000);
        fixture.clickRow(3);
        QCOMPARE(fixture.cell(3, Message), "M4");
        fixture.runSql("DELETE FROM queue_entry WHERE next_try % 2 = 1");
        QTRY_COMPARE(fixture.rows(), 500);
        const auto selected = fixture.table()->selectionModel()->selectedRows();
        QCOMPARE(selected.size(), 1);
        QCOMPARE(selected[0].data().toString(), "M4");
        QCOMPARE(fixture.enabled(), "retry hold remove");
    }
};

QTEST_MAIN(TestQueuePage)
#include "test_queue_page.moc"
