// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/connection.h"
#include "support/engine_site.h"

#include <QTest>

using namespace postern;
using namespace std::chrono_literals;
using namespace postern::testing;
using model::ConnectionStage;

namespace {

struct Shown : Site {
    std::unique_ptr<engine::Engine> engine = std::move(*start());

    std::vector<model::ConnectionEntry> all() const { return *db->connections(); }
    model::ConnectionEntry of(const char* client) const
    {
        for (const model::ConnectionEntry& each : all()) {
            if (each.client == client)
                return each;
        }
        return {};
    }
    bool order(const model::Disconnection& order) const
    {
        return db
            ->sendCommand(
                {0, std::string(model::disconnect), model::toJson(order), "test", SystemClock().now()})
            .has_value();
    }
};

} // namespace

class TestEngineConnections : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aSessionIsShownFromItsBeginningToItsEnd()
    {
        Shown site;
        const Time before = SystemClock().now();
        {
            SmtpClient client(site.port, lan);
            QTRY_VERIFY(site.of(lan).id != 0);
            QCOMPARE(site.of(lan).stage, ConnectionStage::Greeting);
            const model::ConnectionEntry first = site.of(lan);
            QCOMPARE(first.node, std::string("main"));
            QCOMPARE(first.service, site.serviceId());
            QCOMPARE(first.helo, std::string());
            QCOMPARE(first.messages, 0);
            QVERIFY(first.since >= before - 1s && first.since <= SystemClock().now());
            QVERIFY(first.active >= before - 1s && first.active <= SystemClock().now() + 1s);
            client.hello();
            QTRY_COMPARE(site.of(lan).stage, ConnectionStage::Commands);
            QVERIFY(!site.of(lan).helo.empty());
            QCOMPARE(site.of(lan).id, first.id);
            QVERIFY(site.of(lan).active > first.active);
            client.say("MAIL FROM:<jsmith@domain.com>");
            QTRY_COMPARE(site.of(lan).stage, ConnectionStage::Envelope);
            QCOMPARE(site.of(lan).sender, std::string("jsmith@domain.com"));
            client.say("RCPT TO:<jsmith@domain.com>");
            client.say("DATA");
            QTRY_COMPARE(site.of(lan).stage, ConnectionStage::Message);
            client.say("text\r\n.");
            QTRY_COMPARE(site.of(lan).messages, 1);
            QCOMPARE(site.of(lan).sender, std::string());
        }
        QTRY_VERIFY(site.all().empty());
    }

    void aSessionThatIsQuietIsNotWrittenAgain()
    {
        Shown site;
        SmtpClient client(site.port, lan);
        client.hello();
        QTRY_COMPARE(site.of(lan).stage, ConnectionStage::Commands);
        const model::ConnectionEntry quiet = site.of(lan);
        QTest::qWait(4500); // two looks
        QCOMPARE(site.of(lan), quiet);
    }

    void whatTheClientSaysIsMadeSafeToShow()
    {
        Shown site;
        SmtpClient client(site.port, lan);
        client.reply();
        client.say("HELO a\\" + std::string(40, 'x'));
        client.say("MAIL FROM:<>");
        QTRY_COMPARE(site.of(lan).sender, std::string("<>"));
        const std::string helo = site.of(lan).helo;
        QVERIFY2(helo.starts_with("a\\\\xxx"), helo.c_str()); // as all that is shown: by escapeForDisplay()
    }

    void theAdministratorEndsASession()
    {
        Shown site;
        SmtpClient stays(site.port, lan);
        stays.hello();
        SmtpClient goes(site.port, outside);
        goes.hello();
        QTRY_COMPARE(site.all().size(), std::size_t(2));
        const std::int64_t id = site.of(outside).id;
        QVERIFY(site.order({"another", {id}})); // not for this engine
        QVERIFY(site.order({"main", {id, id + 1000}}));
        const std::string answer = goes.reply();
        QVERIFY2(answer.starts_with("421 4.3.2 Ended by the administrator"), answer.c_str());
        QVERIFY(goes.closedByServer());
        QTRY_COMPARE(site.all().size(), std::size_t(1));
        QVERIFY(stays.say("NOOP").starts_with("250"));
    }

    void aMessageThatIsUnderWayIsLoggedAsAbandoned()
    {
        Shown site;
        SmtpClient client(site.port, lan);
        client.hello();
        client.say("MAIL FROM:<jsmith@domain.com>");
        client.say("RCPT TO:<jsmith@domain.com>");
        client.say("DATA");
        QTRY_COMPARE(site.of(lan).stage, ConnectionStage::Message);
        QVERIFY(site.order({"main", {site.of(lan).id}}));
        QVERIFY(client.reply().starts_with("421 4.3.2"));
        const auto events = site.events(1);
        QCOMPARE(events.size(), std::size_t(1));
        QCOMPARE(events[0].check, std::string(model::checkAbandoned));
        QVERIFY2(events[0].reply.find("administrator") != std::string::npos, events[0].reply.c_str());
        QCOMPARE(site.mails(), 0);
    }

    void anOrderThatIsNotUnderstoodEndsNothing_data()
    {
        QTest::addColumn<QString>("json");
        QTest::newRow("nothing") << "";
        QTest::newRow("everybody") << R"({"node": "main"})";
        QTest::newRow("no ids, which would be nobody") << R"({"node": "main", "ids": []})";
        QTest::newRow("words") << R"({"node": "main", "ids": ["1"]})";
        QTest::newRow("one more condition") << R"({"node": "main", "ids": [1], "client": "192.0.2.1"})";
        QTest::newRow("no node") << R"({"node": 1, "ids": [1]})";
    }
    void anOrderThatIsNotUnderstoodEndsNothing()
    {
        QFETCH(QString, json);
        QVERIFY(!model::disconnectionFromJson(json.toStdString()));
    }

    void anOrderNamesSoManySessionsAndNoMore()
    {
        model::Disconnection order{"main", std::vector<std::int64_t>(model::Disconnection::mostIds, 7)};
        QCOMPARE(model::disconnectionFromJson(model::toJson(order)).value(), order);
        order.ids.push_back(7);
        QVERIFY(!model::disconnectionFromJson(model::toJson(order)));
    }

    void anEngineThatEndsLeavesNoSessionBehind()
    {
        Shown site;
        SmtpClient client(site.port, lan);
        client.hello();
        QTRY_COMPARE(site.all().size(), std::size_t(1));
        site.engine->stop(100ms);
        QVERIFY(site.all().empty());
    }

    void whatAnEngineThatWasKilledHasLeftGoesWithTheNext()
    {
        Site site;
        model::ConnectionEntry left;
        left.node = "main";
        left.id = 5;
        left.client = "192.0.2.1";
        model::ConnectionEntry other = left;
        other.node = "another";
        QVERIFY(site.db->writeConnections(std::vector{left, other}, {}).has_value());
        const auto engine = site.start();
        QTRY_COMPARE(site.db->connections()->size(), std::size_t(1));
        QCOMPARE(site.db->connections()->front().node, std::string("another"));
    }
};

QTEST_GUILESS_MAIN(TestEngineConnections)
#include "test_engine_connections.moc"
