// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/listening.h"
#include "support/engine_site.h"
#include "support/free_port.h"

#include <QTest>

using namespace postern;
using namespace std::chrono_literals;
using namespace postern::testing;

class TestEngineServices : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aServiceMovesWhileItsSessionsGoOn()
    {
        Site site;
        const auto engine = site.start();
        SmtpClient open(site.port, outside);
        open.hello();
        const int other = freePort();
        site.change([&](model::Configuration& c) {
            c.services.front().port = other;
            c.services.front().name = "Moved";
        });
        QTRY_VERIFY(!SmtpClient(site.port).connected());
        QVERIFY(SmtpClient(other).reply().starts_with("220 "));
        QVERIFY(open.deliver("joe@example.com", "jsmith@domain.com", "text").starts_with("250 "));
        QCOMPARE(site.events(1).front().service, std::string("Moved"));
    }

    void twoServicesExchangeTheirPorts()
    {
        Site site;
        const int second = freePort();
        site.change([&](model::Configuration& c) {
            model::Service service = c.services.front();
            service.id = 0;
            service.name = "Second";
            service.port = second;
            service.greeting = "the second";
            c.services.push_back(service);
        });
        const auto engine = site.start();
        QVERIFY(SmtpClient(second).reply().ends_with("the second"));
        site.change([&](model::Configuration& c) { std::swap(c.services[0].port, c.services[1].port); });
        QTRY_VERIFY(SmtpClient(site.port).reply().ends_with("the second"));
        QVERIFY(!SmtpClient(second).reply().ends_with("the second"));
        QVERIFY((*engine)->status().listeners[0].error.empty());
        QVERIFY((*engine)->status().listeners[1].error.empty());
    }

    void aPortInUseIsAStatusAndIsTriedAgain()
    {
        Site site;
        auto thief = net::listenOn({*IpAddress::parse("127.0.0.1"), std::uint16_t(site.port)}, 1);
        QVERIFY(thief);
        const auto engine = site.start();
        QVERIFY(engine);
        QVERIFY(site.is(model::ListenerState::Failed));
        QCOMPARE(toEnglish(site.listener()->error), "port " + std::to_string(site.port) + " is in use");
        thief->clear();
        QTRY_VERIFY_WITH_TIMEOUT(site.is(model::ListenerState::Running), 8000);
        QVERIFY(SmtpClient(site.port).reply().starts_with("220 "));
        QVERIFY(site.listener()->error.empty());
    }

    void anAddressOfAnotherMachineIsAStatus()
    {
        Site site;
        site.change([](model::Configuration& c) { c.services.front().addresses = {"192.0.2.1"}; });
        const auto engine = site.start();
        QCOMPARE(toEnglish(site.listener()->error), std::string("address 192.0.2.1 is not on this machine"));
    }

    void servicesStartAndStopByCommand()
    {
        Site site;
        const auto engine = site.start();
        const model::Id id = site.serviceId();
        site.command("service.stop", id);
        QTRY_VERIFY(site.is(model::ListenerState::Stopped));
        QVERIFY(!SmtpClient(site.port).connected());
        // A change of its settings does not start what was stopped by hand.
        const std::int64_t revision =
            site.change([](model::Configuration& c) { c.services.front().greeting = "hello"; });
        QTRY_COMPARE((*engine)->status().revision, revision);
        QVERIFY(site.is(model::ListenerState::Stopped));
        site.command("service.start", id);
        QTRY_VERIFY(site.is(model::ListenerState::Running));
        QVERIFY(SmtpClient(site.port).reply().ends_with("hello"));
    }

    void aServiceThatIsNotEnabledWaitsForItsCommand()
    {
        Site site;
        site.change([](model::Configuration& c) { c.services.front().enabled = false; });
        const auto engine = site.start();
        QVERIFY(site.is(model::ListenerState::Stopped));
        site.command("service.start", site.serviceId());
        QTRY_VERIFY(site.is(model::ListenerState::Running));
    }

    void aChangeOfEnabledStopsAndStartsAServiceThatRuns()
    {
        Site site;
        const auto engine = site.start();
        const auto enable = [&](bool enabled) {
            site.change([enabled](model::Configuration& c) { c.services.front().enabled = enabled; });
        };
        SmtpClient idle(site.port, outside);
        idle.hello();
        SmtpClient busy(site.port, outside);
        busy.hello();
        busy.say("MAIL FROM:<joe@example.com>");
        busy.say("RCPT TO:<jsmith@domain.com>");
        busy.say("DATA");
        enable(false);
        QTRY_VERIFY(site.is(model::ListenerState::Stopped));
        QVERIFY(!SmtpClient(site.port).connected());
        QVERIFY(idle.reply().starts_with("421 4.3.2 "));
        QVERIFY(busy.say("text\r\n.").starts_with("250 ")); // as with Stop
        enable(true);
        QTRY_VERIFY(site.is(model::ListenerState::Running));
        QVERIFY(SmtpClient(site.port).reply().starts_with("220 "));
        // It is the change that counts: started by hand it goes on while other things change.
        enable(false);
        QTRY_VERIFY(site.is(model::ListenerState::Stopped));
        site.command("service.start", site.serviceId());
        QTRY_VERIFY(site.is(model::ListenerState::Running));
        const std::int64_t revision =
            site.change([](model::Configuration& c) { c.services.front().greeting = "hello"; });
        QTRY_COMPARE((*engine)->status().revision, revision);
        QVERIFY(site.is(model::ListenerState::Running));
    }

    void aRemovedServiceLetsItsMessagesFinish()
    {
        Site site;
        const auto engine = site.start();
        SmtpClient busy(site.port, outside);
        busy.hello();
        busy.say("MAIL FROM:<joe@example.com>");
        busy.say("RCPT TO:<jsmith@domain.com>");
        site.change([](model::Configuration& c) { c.services.clear(); });
        QTRY_VERIFY((*engine)->status().listeners.empty());
        QVERIFY(busy.say("DATA").starts_with("354 "));
        QVERIFY(busy.say("text\r\n.").starts_with("250 "));
        QVERIFY(busy.reply().starts_with("421 4.3.2 "));
        QCOMPARE(site.events(1).front().outcome, model::Outcome::Accepted);
    }

    void aSecondEngineOfTheSameNameIsRefused()
    {
        Site site;
        auto first = site.start();
        const auto second = site.start();
        QVERIFY(!second);
        QCOMPARE(second.error().kind, ErrorKind::Busy);
        first->reset();
        QVERIFY(site.start());
    }

    void twoNodesServeOneStoreUnderTheirNames()
    {
        Site site;
        const auto first = site.start("one");
        const auto second = site.start("two");
        QVERIFY(first && second);
        QTRY_COMPARE(site.db->nodes()->size(), std::size_t(2));
        const auto nodes = *site.db->nodes();
        QCOMPARE(nodes[0].listeners.front().state, model::ListenerState::Running);
        QCOMPARE(toEnglish(nodes[1].listeners.front().error),
                 "port " + std::to_string(site.port) + " is in use");
    }

    void aStoreThatIsNotThereIsAnErrorThatSaysWhatToDo()
    {
        engine::EngineOptions options;
        options.store = "/nowhere/postern.db";
        const auto engine = engine::Engine::start(options);
        QVERIFY(!engine);
        QCOMPARE(engine.error().kind, ErrorKind::NotFound);
        QVERIFY(whatToDo(engine.error()).find("posternctl --store /nowhere/postern.db init") !=
                std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestEngineServices)
#include "test_engine_services.moc"
