// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"
#include "model/preset.h"
#include "policy/trace.h"
#include "store/store.h"
#include "support/smtp_client.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <functional>
#include <thread>

using namespace postern;
using namespace std::chrono_literals;
using postern::testing::freePort;
using postern::testing::SmtpClient;
using store::Store;

namespace {

// 127.0.0.2 is the LAN; any other loopback address is a stranger.
const char* const lan = "127.0.0.2";
const char* const outside = "127.0.0.9";

} // namespace

// A store with one service, and what an administrator does to it; the engine only sees what is committed.
class Site {
public:
    Site()
        : port(freePort())
    {
        where = folder.filePath("postern.db").toStdString();
        db = std::move(*Store::open(where, store::OpenMode::Create));
        change([&](model::Configuration& c) {
            c.server.hostname = "mail.domain.com";
            c.server.lan = {lan};
            c.domains = {{0, "domain.com", {}}};
            c.mailboxes = {{0, "jsmith@domain.com", "", "maildir:" + box(), {}}};
            model::Service service = model::makeService(model::Preset::Mx);
            service.name = "SMTP";
            service.addresses = {"127.0.0.1"};
            service.port = port;
            c.services = {service};
        });
    }

    std::string box() const { return folder.filePath("jsmith").toStdString(); }

    // One revision; its number.
    std::int64_t change(const std::function<void(model::Configuration&)>& edit)
    {
        store::Edit made;
        made.base = *db->revision();
        made.author = "test";
        made.before = *db->configuration();
        made.after = made.before;
        edit(*made.after);
        const auto committed = db->commit(made);
        return committed ? *committed : -1;
    }

    std::int64_t change(const store::ListChanges& lists)
    {
        store::Edit edit;
        edit.base = *db->revision();
        edit.author = "test";
        edit.lists = lists;
        const auto committed = db->commit(edit);
        return committed ? *committed : -1;
    }

    std::int64_t list(model::ListColor color, model::ListKind kind, const std::string& pattern)
    {
        model::ListEntry entry;
        entry.color = color;
        entry.kind = kind;
        entry.pattern = pattern;
        return change(store::ListChanges{{entry}, {}});
    }

    void command(const char* verb, model::Id service)
    {
        QVERIFY(db->sendCommand({0, verb, std::to_string(service), "test", SystemClock().now()}));
    }

    model::Id serviceId() { return db->configuration()->services.front().id; }

    std::optional<model::ListenerStatus> listener(model::Id service = 0)
    {
        const auto nodes = db->nodes();
        if (!nodes || nodes->empty())
            return std::nullopt;
        for (const model::ListenerStatus& listener : nodes->front().listeners) {
            if (service == 0 || listener.service == service)
                return listener;
        }
        return std::nullopt;
    }
    bool is(model::ListenerState state, model::Id service = 0)
    {
        const auto status = listener(service);
        return status && status->state == state;
    }

    // Told apart from what a session said of the same message by having no facts.
    static bool isDelivery(const model::Event& event)
    {
        return event.check == model::checkDelivery && event.facts.empty();
    }

    // The newest events of sessions, once there are `count` of them; newest first.
    std::vector<model::Event> events(std::size_t count)
    {
        QElapsedTimer timer;
        timer.start();
        while (true) {
            auto found = db->events({});
            if (found)
                std::erase_if(*found, isDelivery);
            if ((found && found->size() >= count) || timer.elapsed() > 10'000)
                return found ? *found : std::vector<model::Event>();
            QThread::msleep(5);
        }
    }

    Result<std::unique_ptr<engine::Engine>> start(const std::string& node = "main")
    {
        engine::EngineOptions options;
        options.store = where;
        options.node = node;
        options.reactors = 2;
        return engine::Engine::start(options);
    }

    int mails() const
    {
        return int(QDir(QString::fromStdString(box()) + "/new").entryList(QDir::Files).size());
    }

    QTemporaryDir folder;
    std::string where;
    int port;
    std::unique_ptr<Store> db;
};

class TestEngine : public QObject {
    Q_OBJECT

    // The answer to RCPT, or what came before it.
    static std::string ask(int port, const char* from, const std::string& helo, const std::string& sender,
                           const std::string& recipient)
    {
        SmtpClient client(port, from);
        const std::string hello = client.hello(helo);
        if (hello.front() != '2')
            return hello;
        const std::string mail = client.say("MAIL FROM:<" + sender + ">");
        return mail.front() == '2' ? client.say("RCPT TO:<" + recipient + ">") : mail;
    }

private Q_SLOTS:
    void theFoundingCases_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("helo");
        QTest::addColumn<QString>("sender");
        QTest::addColumn<QString>("recipient");
        QTest::addColumn<QString>("setting"); // what the administrator has done before
        QTest::addColumn<QString>("answer");  // how it begins
        QTest::addColumn<QString>("check");   // in the event
        const QString js = "jsmith@domain.com";
        QTest::newRow("a stranger claims a local sender") << outside << "x.example" << js << js << ""
                                                          << "554 5.7.1 blacklisted (jsmith@domain.com) ref "
                                                          << "sender.claims-local";
        QTest::newRow("the LAN may") << lan << "x.example" << js << js << ""
                                     << "250 "
                                     << "";
        QTest::newRow("the box is not ticked") << outside << "x.example" << js << js << "claims-local off"
                                               << "250 "
                                               << "";
        QTest::newRow("a stranger says our name") << outside << "domain.com"
                                                  << "joe@example.com" << js << ""
                                                  << "554 5.7.1 blacklisted (domain.com) ref "
                                                  << "helo.local";
        QTest::newRow("the LAN may say our name") << lan << "domain.com"
                                                  << "joe@example.com" << js << ""
                                                  << "250 "
                                                  << "";
        QTest::newRow("an exception by IP address") << outside << "x.example" << js << js << "exception ip"
                                                    << "250 "
                                                    << "";
        QTest::newRow("an exception by sender is forgeable")
            << outside << "x.example" << js << js << "exception sender"
            << "554 5.7.1 blacklisted (jsmith@domain.com) ref "
            << "sender.claims-local";
        QTest::newRow("outside to outside") << outside << "x.example"
                                            << "joe@example.com"
                                            << "ann@far.example"
                                            << "exception ip"
                                            << "554 5.7.1 Relay access denied ref "
                                            << "recipient.relay";
        QTest::newRow("only monitored") << outside << "x.example" << js << js << "claims-local monitor"
                                        << "250 "
                                        << "";
    }
    void theFoundingCases()
    {
        QFETCH(QString, from);
        QFETCH(QString, helo);
        QFETCH(QString, sender);
        QFETCH(QString, recipient);
        QFETCH(QString, setting);
        QFETCH(QString, answer);
        QFETCH(QString, check);
        Site site;
        const auto setMode = [&](model::CheckMode mode) {
            site.change([mode](model::Configuration& c) {
                c.services.front().checks[model::Check::SenderClaimsLocal].mode = mode;
            });
        };
        if (setting == "claims-local off")
            setMode(model::CheckMode::Off);
        else if (setting == "claims-local monitor")
            setMode(model::CheckMode::Monitor);
        else if (setting == "exception ip")
            site.list(model::ListColor::White, model::ListKind::Ip, outside);
        else if (setting == "exception sender")
            site.list(model::ListColor::White, model::ListKind::Sender, "jsmith@domain.com");

        const auto engine = site.start();
        QVERIFY2(engine, engine ? "" : toString(engine.error()).c_str());
        SmtpClient client(site.port, from.toStdString());
        client.hello(helo.toStdString());
        const std::string said =
            client.deliver(sender.toStdString(), recipient.toStdString(), "Subject: case\r\n\r\ntext");
        QVERIFY2(said.starts_with(answer.toStdString()), said.c_str());

        const auto events = site.events(1);
        QCOMPARE(events.size(), std::size_t(1));
        const model::Event& event = events.front();
        QCOMPARE(QString::fromStdString(event.check), check);
        QCOMPARE(event.reply, said);
        QCOMPARE(event.revision, *site.db->revision());
        QVERIFY(said.ends_with(event.reference) && event.reference.size() == 8);
        QCOMPARE(event.monitored,
                 setting == "claims-local monitor" ? std::string("sender.claims-local") : "");
        QVERIFY(!policy::traceFromJson(event.trace)->empty());
        QTRY_COMPARE(site.mails(), check.isEmpty() ? 1 : 0);
        if (setting == "exception sender") {
            bool explained = false;
            const auto trace = policy::traceFromJson(event.trace);
            for (const policy::TraceRow& row : *trace)
                explained |= row.check == model::Check::SenderClaimsLocal && !policy::remark(row).empty();
            QVERIFY(explained);
        }
    }

    void aCommitCountsWithinAQuarterOfASecondInOpenSessions()
    {
        Site site;
        const auto engine = site.start();
        SmtpClient client(site.port, outside);
        client.hello();
        QVERIFY(client.say("MAIL FROM:<joe@spam.example>").starts_with("250 "));
        QVERIFY(client.say("RCPT TO:<jsmith@domain.com>").starts_with("250 "));

        const std::int64_t revision =
            site.list(model::ListColor::Black, model::ListKind::Sender, "spam.example");
        QElapsedTimer timer;
        timer.start();
        std::string answer;
        do {
            client.say("RSET");
            client.say("MAIL FROM:<joe@spam.example>");
            answer = client.say("RCPT TO:<jsmith@domain.com>");
        } while (answer.starts_with("250 ") && timer.elapsed() < 5000);
        const qint64 took = timer.elapsed();
        QVERIFY2(answer.starts_with("554 5.7.1 blacklisted"), answer.c_str());
        QVERIFY2(took <= 250, qPrintable(QString::number(took)));
        QTRY_COMPARE((*engine)->status().revision, revision);
        QTRY_COMPARE(site.db->nodes()->front().revision, revision);
    }

    void whatAnySqliteShellChangesCounts()
    {
        Site site;
        const auto engine = site.start();
        QVERIFY(ask(site.port, outside, "x.example", "jsmith@domain.com", "jsmith@domain.com")
                    .starts_with("554 "));
        QProcess shell;
        shell.start("sqlite3", {QString::fromStdString(site.where),
                                QString("UPDATE lan_range SET range = '%1'").arg(outside)});
        QVERIFY(shell.waitForFinished());
        QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError());
        QTRY_VERIFY(ask(site.port, outside, "x.example", "jsmith@domain.com", "jsmith@domain.com")
                        .starts_with("250 "));
    }

    void listsOfManyEntriesAreChangedRowByRow()
    {
        Site site;
        store::ListChanges many;
        for (int i = 0; i < 5000; ++i) {
            model::ListEntry entry;
            entry.pattern = "user" + std::to_string(i) + "@spam.example";
            many.saved.push_back(entry);
        }
        site.change(many);
        const auto engine = site.start();
        const auto answerTo = [&](int user) {
            return ask(site.port, outside, "x.example", "user" + std::to_string(user) + "@spam.example",
                       "jsmith@domain.com")
                .substr(0, 3);
        };
        QCOMPARE(answerTo(17), std::string("554"));
        QCOMPARE(answerTo(18), std::string("554"));

        const auto entries = *site.db->listEntries();
        model::ListEntry moved = entries[18];
        moved.color = model::ListColor::White; // from the one list to the other
        model::ListEntry renamed = entries[19];
        renamed.pattern = "someone@else.example";
        site.change(store::ListChanges{{moved, renamed}, {entries[17].id}});
        QTRY_COMPARE(answerTo(17), std::string("250"));
        QCOMPARE(answerTo(18), std::string("250"));
        QCOMPARE(answerTo(19), std::string("250"));
        QCOMPARE(answerTo(20), std::string("554"));
    }

    void hitsOfListEntriesAreCounted()
    {
        Site site;
        site.list(model::ListColor::Black, model::ListKind::Sender, "spam.example");
        const auto engine = site.start();
        for (int i = 0; i < 3; ++i)
            ask(site.port, outside, "x.example", "joe@spam.example", "jsmith@domain.com");
        QTRY_VERIFY(!site.db->listHits()->empty());
        QTRY_COMPARE(site.db->listHits()->front().hits, 3);
        QVERIFY(site.db->listHits()->front().lastHit);
    }

    void aBarredClientIsTurnedAwayUntilItsBanIsLiftedOrOver()
    {
        Site site;
        const auto engine = site.start();
        const Time now = SystemClock().now();
        QVERIFY(site.db->putBan({outside, now + std::chrono::hours(1), "it guessed passwords"}));
        QTRY_COMPARE(SmtpClient(site.port, outside).reply().substr(0, 9), std::string("421 4.7.0"));
        QCOMPARE(SmtpClient(site.port, "127.0.0.1").reply().substr(0, 3), std::string("220"));
        const auto events = site.events(1);
        QCOMPARE(events.front().check, std::string("access.banned"));
        QVERIFY(!events.front().reference.empty());

        QVERIFY(site.db->liftBan(outside));
        QTRY_COMPARE(SmtpClient(site.port, outside).reply().substr(0, 3), std::string("220"));

        QVERIFY(site.db->putBan({outside, SystemClock().now() + std::chrono::milliseconds(500), "briefly"}));
        QTRY_COMPARE(SmtpClient(site.port, outside).reply().substr(0, 3), std::string("421"));
        QTRY_COMPARE(SmtpClient(site.port, outside).reply().substr(0, 3), std::string("220"));
    }

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
        QCOMPARE(site.listener()->error, "port " + std::to_string(site.port) + " is in use");
        thief->clear();
        QTRY_VERIFY_WITH_TIMEOUT(site.is(model::ListenerState::Running), 8000);
        QVERIFY(SmtpClient(site.port).reply().starts_with("220 "));
        QCOMPARE(site.listener()->error, std::string());
    }

    void anAddressOfAnotherMachineIsAStatus()
    {
        Site site;
        site.change([](model::Configuration& c) { c.services.front().addresses = {"192.0.2.1"}; });
        const auto engine = site.start();
        QCOMPARE(site.listener()->error, std::string("address 192.0.2.1 is not on this machine"));
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
        QCOMPARE(nodes[1].listeners.front().error, "port " + std::to_string(site.port) + " is in use");
    }

    void aStoreThatIsNotThereIsAnErrorThatSaysWhatToDo()
    {
        engine::EngineOptions options;
        options.store = "/nowhere/postern.db";
        const auto engine = engine::Engine::start(options);
        QVERIFY(!engine);
        QCOMPARE(engine.error().kind, ErrorKind::NotFound);
        QVERIFY(engine.error().hint.find("posternctl --store /nowhere/postern.db init") != std::string::npos);
    }

    void theQueueIsShownAndObeysOrders()
    {
        Site site;
        site.change([](model::Configuration& c) { c.routes = {{0, "*", "smtp:127.0.0.77:1", "", "", {}}}; });
        const auto engine = site.start();
        SmtpClient client(site.port, lan);
        client.hello();
        const std::string answer = client.deliver("jsmith@domain.com", "ann@far.example", "text");
        QVERIFY2(answer.starts_with("250 "), answer.c_str());
        client.deliver("jsmith@domain.com", "bob@far.example", "text");
        const auto entry = [&](const char* recipient) {
            const auto queue = *site.db->queue();
            for (const model::QueueEntry& each : queue) {
                if (each.recipient == recipient)
                    return each;
            }
            return model::QueueEntry();
        };
        QTRY_COMPARE(entry("ann@far.example").attempts, 1);
        const model::QueueEntry ann = entry("ann@far.example");
        QVERIFY(answer.ends_with(ann.message));
        QCOMPARE(ann.sender, std::string("jsmith@domain.com"));
        QCOMPARE(ann.destination, std::string("domain:far.example"));
        QVERIFY(ann.lastError.find("127.0.0.77") != std::string::npos);
        QVERIFY(ann.nextTry > ann.arrived + 3min);
        QTRY_COMPARE((*engine)->status().queued, 2);

        const auto order = [&](std::string_view verb, const model::QueueSelection& selection) {
            const store::Command command{0, std::string(verb), model::toJson(selection), "test",
                                         SystemClock().now()};
            return site.db->sendCommand(command).has_value();
        };
        QVERIFY(order(model::queueHold, {.message = ann.message}));
        QTRY_COMPARE(entry("ann@far.example").state, model::QueueState::Held);
        QTRY_COMPARE((*engine)->status().held, 1);
        QCOMPARE(entry("bob@far.example").state, model::QueueState::Queued);
        QVERIFY(order(model::queueRetry, {.recipient = "bob@"}));
        QTRY_COMPARE(entry("bob@far.example").attempts, 2);
        QVERIFY(order(model::queueRelease, {.message = ann.message}));
        QTRY_COMPARE(entry("ann@far.example").attempts, 2);
        QVERIFY(
            site.db->sendCommand({0, "queue.remove", R"({"recipent":"bob"})", "test", SystemClock().now()}));
        QVERIFY(order(model::queueRemove, {.sender = "JSMITH", .recipient = "ann"}));
        QTRY_VERIFY(entry("ann@far.example").message.empty());
        QCOMPARE(entry("bob@far.example").attempts, 2); // an order with a slip of the pen does nothing
    }

    void whatWasQueuedGoesOnWithTheNextEngine()
    {
        Site site;
        site.change([](model::Configuration& c) { c.routes = {{0, "*", "smtp:127.0.0.77:1", "", "", {}}}; });
        {
            const auto engine = site.start();
            SmtpClient client(site.port, lan);
            client.hello();
            QVERIFY(client.deliver("jsmith@domain.com", "ann@far.example", "text").starts_with("250 "));
            QTRY_VERIFY(!site.db->queue()->empty());
        }
        site.change([&](model::Configuration& c) {
            c.domains.push_back({0, "far.example", {}});
            c.mailboxes.push_back({0, "ann@far.example", "", "maildir:" + site.box(), {}});
            c.routes.clear();
        });
        const auto engine = site.start();
        const store::Command retry{0, "queue.retry", "{}", "test", SystemClock().now()};
        QVERIFY(site.db->sendCommand(retry));
        QTRY_COMPARE(site.mails(), 1);
        QTRY_VERIFY(site.db->queue()->empty());
    }

    void theHeartGoesOnAndStopsWithTheEngine()
    {
        Site site;
        auto engine = site.start();
        const Time first = site.db->nodes()->front().heartbeat;
        QTRY_VERIFY_WITH_TIMEOUT(site.db->nodes()->front().heartbeat > first, 2500);
        QVERIFY(site.db->nodes()->front().alive(SystemClock().now()));
        engine->reset();
        QVERIFY(!site.db->nodes()->front().alive(SystemClock().now()));
        QCOMPARE(site.listener()->state, model::ListenerState::Stopped);
    }

    void stopLetsMessagesFinishAndWritesEveryEvent()
    {
        Site site;
        auto engine = site.start();
        SmtpClient idle(site.port, outside);
        idle.hello();
        SmtpClient busy(site.port, outside);
        busy.hello();
        busy.say("MAIL FROM:<joe@example.com>");
        busy.say("RCPT TO:<jsmith@domain.com>");
        busy.say("DATA");
        SmtpClient stuck(site.port, outside);
        stuck.hello();
        stuck.say("MAIL FROM:<stuck@example.com>");
        stuck.say("RCPT TO:<jsmith@domain.com>");
        std::thread stopping([&] { (*engine)->stop(1s); });
        const std::string idleAnswer = idle.reply();
        const std::string busyAnswer = busy.say("text\r\n.");
        const std::string stuckAnswer = stuck.reply();
        stopping.join();
        QVERIFY2(idleAnswer.starts_with("421 4.3.2 "), idleAnswer.c_str());
        QVERIFY2(busyAnswer.starts_with("250 "), busyAnswer.c_str());
        QVERIFY2(stuckAnswer.starts_with("421 4.3.2 "), stuckAnswer.c_str());
        const auto events = site.events(2); // newest first
        QCOMPARE(events.size(), std::size_t(2));
        QCOMPARE(events[1].outcome, model::Outcome::Accepted);
        QCOMPARE(events[0].check, std::string(model::checkAbandoned));
        QVERIFY(events[0].reply.starts_with("421 4.3.2 "));
        QTRY_COMPARE(site.mails(), 1);
    }

    void aLockedStoreLosesNoEventAndStopsNoMail()
    {
        Site site;
        const auto engine = site.start();
        QProcess shell;
        shell.start("sqlite3", {QString::fromStdString(site.where)});
        shell.write("BEGIN IMMEDIATE;\nSELECT 'locked';\n");
        QVERIFY(shell.waitForReadyRead());
        SmtpClient client(site.port, outside);
        client.hello();
        QVERIFY(client.deliver("joe@example.com", "jsmith@domain.com", "text").starts_with("250 "));
        client.say("MAIL FROM:<joe@example.com>");
        for (int i = 0; i < 20; ++i)
            QVERIFY(client.say("RCPT TO:<nobody@domain.com>").starts_with("550 "));
        shell.write("COMMIT;\n.quit\n");
        QVERIFY(shell.waitForFinished());
        QCOMPARE(site.events(21).size(), std::size_t(21));
    }
};

QTEST_GUILESS_MAIN(TestEngine)
#include "test_engine.moc"
