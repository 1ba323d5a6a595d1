// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/monitor_fixture.h"
#include "ui/monitor/connections_page.h"

using namespace postern;
using namespace postern::test;
using namespace std::chrono_literals;
using model::ConnectionStage;

namespace {

enum Column : std::uint8_t { Client, Service, Stage, Helo, Tls, User, Messages, Since, Idle };

struct Fixture : MonitorFixture<ui::ConnectionsPage> {
    explicit Fixture(bool filled = true)
    {
        say(0s);
        if (filled)
            put({entry(1, "192.0.2.7", ConnectionStage::Message),
                 entry(2, "2001:db8::7", ConnectionStage::Commands),
                 entry(3, "203.0.113.9", ConnectionStage::Greeting)});
        open();
    }
    model::ConnectionEntry entry(std::int64_t id, const std::string& client, ConnectionStage stage)
    {
        model::ConnectionEntry entry;
        entry.node = "main";
        entry.id = id;
        entry.service = console.tempStore().service(id == 2 ? "Submission" : "SMTP").id;
        entry.client = client;
        entry.stage = stage;
        entry.since = SystemClock().now() - id * 1h;
        entry.active = SystemClock().now() - id * 5min;
        if (stage == ConnectionStage::Greeting)
            return entry;
        entry.helo = "host" + std::to_string(id) + ".example.org";
        entry.tls = "TLSv1.3 TLS_AES_256_GCM_SHA384";
        entry.user = id == 2 ? "jane@example.com" : "";
        entry.sender = stage == ConnectionStage::Message ? "joe@far.example" : "";
        entry.messages = int(id);
        return entry;
    }
    void put(const std::vector<model::ConnectionEntry>& entries)
    {
        QVERIFY(store().writeConnections(entries, {}).has_value());
    }
    void say(std::chrono::seconds silent)
    {
        auto node = nodeStatus(store(), model::ListenerState::Running);
        node.heartbeat -= silent;
        QVERIFY(store().writeNode(node).has_value());
        QVERIFY(store().takeCommands("main").has_value());
    }
    std::vector<model::Disconnection> orders()
    {
        std::vector<model::Disconnection> orders;
        const bool came = QTest::qWaitFor([&] {
            const auto taken = store().takeCommands("main");
            for (const store::Command& command : *taken) {
                if (command.verb == model::disconnect)
                    orders.push_back(*model::disconnectionFromJson(command.argument));
            }
            return !orders.empty();
        });
        if (!came)
            QTest::qFail("no order came", __FILE__, __LINE__);
        return orders;
    }
    int rowOf(const QString& client) const { return int(column(Client).indexOf(client)); }
};

} // namespace

class TestConnectionsPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        forgetSettings();
        wearTheme();
    }
    void init() { QSettings().clear(); }

    void whoIsConnectedIsThereWithWhatIsKnownOfHim()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        QAbstractItemModelTester tester(fixture.table()->model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(fixture.column(Client),
                 (QStringList{"203.0.113.9", "2001:db8::7", "192.0.2.7"})); // the longest first
        QCOMPARE(fixture.cell(2, Service), "SMTP");
        QCOMPARE(fixture.cell(2, Stage), "sending a message from joe@far.example");
        QCOMPARE(fixture.cell(2, Helo), "host1.example.org");
        QCOMPARE(fixture.cell(2, Tls), "TLSv1.3");
        QCOMPARE(fixture.cell(2, User), "—");
        QCOMPARE(fixture.cell(2, Idle), "5 min");
        QCOMPARE(fixture.cell(1, Service), "Submission");
        QCOMPARE(fixture.cell(1, Stage), "between messages");
        QCOMPARE(fixture.cell(1, User), "jane@example.com");
        QCOMPARE(fixture.cell(1, Messages), "2");
        QCOMPARE(fixture.cell(0, Stage), "connected");
        QCOMPARE(fixture.cell(0, Tls), "none");
        QVERIFY2(fixture.count().startsWith("3 open"), qPrintable(fixture.count()));
        QVERIFY(!fixture.button("disconnect")->isEnabled());
        fixture.verifyUsableByEverybody();
        picture(fixture.page.get(), "connections");
    }

    void nobodyConnectedIsSaid()
    {
        Fixture fixture(false);
        QTRY_VERIFY(fixture.message().startsWith("Nobody is connected now."));
        fixture.put({fixture.entry(7, "192.0.2.9", ConnectionStage::Greeting)});
        QTRY_COMPARE(fixture.rows(), 1);
        QVERIFY(!fixture.tellsMessage());
    }

    void oneSessionIsEndedAtOnce()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        fixture.clickRow(fixture.rowOf("192.0.2.7"));
        click(fixture.button("disconnect"));
        QCOMPARE(fixture.orders(), (std::vector<model::Disconnection>{{"main", {1}}}));
    }

    void severalAreAskedAbout()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        fixture.selectAll();
        fixture.console.scripted().answer(1); // cancel
        QTest::keyClick(fixture.table(), Qt::Key_Delete);
        QTest::qWait(200);
        QVERIFY(fixture.store().takeCommands("main")->empty());
        QVERIFY(fixture.console.scripted().said().contains("End 3 sessions?"));
        fixture.console.scripted().answer(0);
        fixture.command("disconnect")->trigger();
        QCOMPARE(fixture.orders(), (std::vector<model::Disconnection>{{"main", {1, 2, 3}}}));
    }

    void theFilterFindsClientsServicesNamesAndUsers_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("client") << "2001:DB8" << QStringList{"2001:db8::7"};
        QTest::newRow("service") << "submission" << QStringList{"2001:db8::7"};
        QTest::newRow("user") << "jane" << QStringList{"2001:db8::7"};
        QTest::newRow("HELO") << "host1" << QStringList{"192.0.2.7"};
        QTest::newRow("sender") << "far.example" << QStringList{"192.0.2.7"};
        QTest::newRow("nobody") << "nobody" << QStringList{};
    }
    void theFilterFindsClientsServicesNamesAndUsers()
    {
        QFETCH(QString, typed);
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        fixture.selectAll();
        fixture.filter(typed);
        QTEST(fixture.column(Client), "found");
        QCOMPARE(fixture.button("disconnect")->isEnabled(), fixture.rows() > 0);
    }

    void whatTheFilterHidesIsNotEnded()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        fixture.selectAll();
        fixture.filter("host1");
        click(fixture.button("disconnect"));
        QCOMPARE(fixture.orders(), (std::vector<model::Disconnection>{{"main", {1}}}));
    }

    void whatSessionsDoIsSeenAndWhoIsSelectedStaysSelected()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        fixture.clickRow(fixture.rowOf("192.0.2.7"));
        auto entry = fixture.entry(1, "192.0.2.7", ConnectionStage::Storing);
        entry.sender = "<>";
        fixture.put({entry});
        QTRY_COMPARE(fixture.cell(fixture.rowOf("192.0.2.7"), Stage), "message from <> is being stored");
        QVERIFY(fixture.button("disconnect")->isEnabled());
        QVERIFY(fixture.store().writeConnections({}, std::vector{entry}).has_value());
        QTRY_COMPARE(fixture.rows(), 2);
        QVERIFY(!fixture.button("disconnect")->isEnabled()); // and nobody else is selected instead
    }

    void anEngineThatIsGoneHasNoSessions()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        fixture.say(1min);
        QTRY_COMPARE(fixture.rows(), 0);
        QTRY_VERIFY(fixture.message().startsWith("No engine is running"));
    }

    void aClientIsLookedUpInTheLog()
    {
        Fixture fixture;
        QTRY_COMPARE(fixture.rows(), 3);
        fixture.clickRow(fixture.rowOf("192.0.2.7"));
        fixture.command("showInLog")->trigger();
        QCOMPARE(fixture.console.searches, std::vector<std::string>{"192.0.2.7"});
    }

    void thousandsAreOrderedAboutInBoundedPieces()
    {
        Fixture fixture(false);
        fixture.runSql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
            " INSERT INTO connection SELECT 'main', i, 1, '10.0.' || (i / 256) || '.' || (i % 256), 'x', '',"
            " '', '', 'commands', 0, i, i FROM n");
        QTRY_COMPARE(fixture.rows(), 5000);
        fixture.selectAll();
        fixture.console.scripted().answer(0);
        fixture.command("disconnect")->trigger();
        QTest::qWait(300);
        const auto orders = fixture.orders();
        QCOMPARE(orders.size(), std::size_t(5));
        QCOMPARE(orders[0].ids.size(), model::Disconnection::mostIds);
    }
};

QTEST_MAIN(TestConnectionsPage)
#include "test_connections_page.moc"
