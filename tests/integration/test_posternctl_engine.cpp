// SPDX-License-Identifier: GPL-3.0-or-later
// What engines say and do, as posternctl shows and asks for it: log, status, services.
#include "ctl_site.h"

#include <QElapsedTimer>

#include <atomic>
#include <thread>

using namespace postern;
using namespace postern::test;
using namespace std::chrono_literals;

namespace {

model::Event eventFrom(const char* sender, model::Outcome outcome, Time time)
{
    model::Event event;
    event.time = time;
    event.node = "main";
    event.service = "SMTP";
    event.client = "203.0.113.9";
    event.helo = "laptop";
    event.sender = sender;
    event.recipient = "jane@domain.com";
    event.outcome = outcome;
    if (outcome == model::Outcome::Rejected) {
        event.check = "sender.blacklist";
        event.reply = "554 5.7.1 blacklisted (x) ref K7Q2M9XD";
        event.reference = "K7Q2M9XD";
        event.trace = "[]";
        event.facts = R"({"client":"203.0.113.9"})";
    }
    return event;
}

// Does what posternctl asks for and says so, as an engine does.
class FakeEngine {
public:
    explicit FakeEngine(const QString& file)
        : m_thread([this, file] { run(file); })
    {
    }
    ~FakeEngine()
    {
        m_stop = true;
        m_thread.join();
    }
    FakeEngine(const FakeEngine&) = delete;
    FakeEngine& operator=(const FakeEngine&) = delete;

    std::atomic<std::int64_t> revision = 1;
    std::atomic<bool> obeys = true;

private:
    void run(const QString& file)
    {
        const auto store = opened(file);
        const SystemClock clock;
        model::NodeStatus node{.node = "main", .version = "0", .process = 1, .started = clock.now()};
        node.listeners.push_back({1, "SMTP", model::ListenerState::Failed,
                                  Phrase{"port %1 is in use", false, {Phrase::name("25")}}, 0});
        while (!m_stop) {
            const auto commands = store->takeCommands("main");
            for (const auto& command : commands ? *commands : std::vector<store::Command>()) {
                const bool start = command.verb == "service.start";
                if (obeys)
                    node.listeners[0] = {1,
                                         "SMTP",
                                         start ? model::ListenerState::Running
                                               : model::ListenerState::Stopped,
                                         {},
                                         start ? 1 : 0};
            }
            node.heartbeat = clock.now();
            node.revision = revision;
            (void)store->writeNode(node);
            std::this_thread::sleep_for(20ms);
        }
    }

    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

} // namespace

class TestPosternctlEngine : public QObject, private CtlSite {
    Q_OBJECT

private Q_SLOTS:
    void init() { renew(); }

    // --- log

    void theLogIsOneLineAnEventOldestFirst()
    {
        make();
        writeEvents();
        const QStringList lines = ctl({"log"}).out.split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 3);
        QVERIFY2(
            lines[0].contains("accepted SMTP 203.0.113.9 helo=laptop from=old@b.example to=jane@domain.com"),
            qPrintable(lines[0]));
        QVERIFY(lines[1].endsWith("check=sender.blacklist: 554 5.7.1 blacklisted (x) ref K7Q2M9XD"));
    }

    void theLogIsNarrowed_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QStringList>("senders");
        QTest::newRow("rejected") << QStringList{"--outcome", "rejected"} << QStringList{"joe@b.example"};
        QTest::newRow("deferred") << QStringList{"--outcome", "deferred"} << QStringList{"late@b.example"};
        QTest::newRow("since") << QStringList{"--since", "24h"}
                               << QStringList{"joe@b.example", "late@b.example"};
        QTest::newRow("since a time")
            << QStringList{"--since", "2000-01-01T00:00:00Z", "--outcome", "accepted"}
            << QStringList{"old@b.example"};
        QTest::newRow("reference") << QStringList{"--search", "K7Q2M9XD"} << QStringList{"joe@b.example"};
        QTest::newRow("address") << QStringList{"--search", "late@b.example"}
                                 << QStringList{"late@b.example"};
        QTest::newRow("nothing") << QStringList{"--search", "nobody@b.example"} << QStringList{};
        QTest::newRow("check") << QStringList{"--check", "sender.blacklist"} << QStringList{"joe@b.example"};
        QTest::newRow("other service") << QStringList{"--service", "POP"} << QStringList{};
    }
    void theLogIsNarrowed()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QStringList, senders);
        make();
        writeEvents();
        QStringList found;
        for (const QString& line :
             ctl(QStringList{"log", "--json"} + arguments).out.split('\n', Qt::SkipEmptyParts))
            found << QJsonDocument::fromJson(line.toUtf8()).object()["sender"].toString();
        QCOMPARE(found, senders);
    }

    void nothingInTheLogMovesTheTerminal()
    {
        make();
        model::Event evil =
            eventFrom("\x1b[2J\xc2\x9bx\r\n@b.example", model::Outcome::Rejected, SystemClock().now());
        evil.helo = "\xe2\x80\xae";
        QVERIFY(opened(m_store)->appendEvents(std::vector{evil}));
        for (const QStringList& arguments : {QStringList{"log"}, QStringList{"log", "--json"}}) {
            const Ran ran = ctl(arguments);
            QCOMPARE(ran.out.count('\n'), 1);
            QVERIFY(!ran.out.contains(QChar(0x1b)) && !ran.out.contains('\r') &&
                    !ran.out.contains(QChar(0x9b)) && !ran.out.contains(QChar(0x202e)));
        }
    }

    void followingShowsAnEventWithin250Milliseconds()
    {
        make();
        writeEvents();
        QProcess process;
        process.start(program, {"--store", m_store, "log", "--follow", "--json"});
        QVERIFY(process.waitForStarted());
        QTest::qWait(1500); // until it waits
        const auto store = opened(m_store);
        qint64 best = 100000; // of five: this machine may be busy with other things
        for (int i = 0; i < 5; ++i) {
            QElapsedTimer timer;
            QVERIFY(store->appendEvents(
                std::vector{eventFrom("new@b.example", model::Outcome::Accepted, SystemClock().now())}));
            timer.start();
            QVERIFY(process.waitForReadyRead(10000));
            best = std::min(best, timer.elapsed());
            QVERIFY(process.readAllStandardOutput().contains("new@b.example"));
        }
        process.kill();
        process.waitForFinished();
        QVERIFY2(best <= 250, qPrintable(QString::number(best)));
    }

    // --- status

    void statusSaysWhenNoEngineRuns()
    {
        make();
        QCOMPARE(ctl({"status"}).out, "saved revision 1\nno engine has run on this store yet\n");
        QCOMPARE(ctl({"status", "--json"}).json()["nodes"].toArray().size(), 0);
    }

    void statusShowsTheRevisionInForceAndWhyAServiceFails()
    {
        make();
        const FakeEngine engine(m_store);
        QTRY_VERIFY(ctl({"status"}).out.contains("revision 1 in force"));
        const QString text = ctl({"status"}).out;
        QVERIFY2(text.contains("SMTP  failed: port 25 is in use"), qPrintable(text));
        const QJsonObject node = ctl({"status", "--json"}).json()["nodes"].toArray()[0].toObject();
        QCOMPARE(node["alive"].toBool(), true);
        QCOMPARE(node["listeners"].toArray()[0].toObject()["state"].toString(), "failed");
    }

    void waitingEndsWhenTheRevisionIsInForce()
    {
        make();
        FakeEngine engine(m_store);
        QCOMPARE(ctl({"status", "--wait", "1", "--timeout", "20"}).exit, 0);
        QCOMPARE(ctl({"status", "--wait", "saved", "--timeout", "20"}).exit, 0);
        const Ran late = ctl({"status", "--wait", "2", "--timeout", "1"});
        QCOMPARE(late.exit, 1);
        QVERIFY2(late.err.contains("node main is at revision 1"), qPrintable(late.err));
        engine.revision = 2;
        QCOMPARE(ctl({"status", "--wait", "2", "--timeout", "20"}).exit, 0);
        QCOMPARE(ctl({"status", "--wait", "soon"}).exit, 1);
    }

    void waitingWithoutAnEngineEndsInTime()
    {
        make();
        const Ran ran = ctl({"status", "--wait", "1", "--timeout", "0"});
        QCOMPARE(ran.exit, 1);
        QVERIFY(ran.err.contains("no engine runs"));
    }

    // --- service

    void aServiceIsStartedAndStoppedByTheEngine()
    {
        make();
        FakeEngine engine(m_store);
        QTRY_VERIFY(ctl({"status"}).out.contains("in force"));
        const Ran started = ctl({"service", "start", "smtp"});
        QCOMPARE(started.out, "SMTP: running\n");
        QCOMPARE(started.exit, 0);
        QCOMPARE(ctl({"service", "stop", "SMTP"}).out, "SMTP: stopped\n");
        engine.obeys = false;
        const Ran stuck = ctl({"service", "start", "SMTP"});
        QCOMPARE(stuck.exit, 1);
        QVERIFY(stuck.err.contains("is stopped"));
    }

    void withoutAnEngineAServiceCannotStart()
    {
        make();
        const Ran ran = ctl({"service", "start", "SMTP"});
        QCOMPARE(ran.exit, 1);
        QVERIFY(ran.err.contains("no engine runs"));
        QCOMPARE(ctl({"service", "start", "POP"}).exit, 1);
    }

private:
    void writeEvents()
    {
        const Time now = SystemClock().now();
        QVERIFY(opened(m_store)->appendEvents(
            std::vector{eventFrom("old@b.example", model::Outcome::Accepted, now - 48h),
                        eventFrom("joe@b.example", model::Outcome::Rejected, now - 1h),
                        eventFrom("late@b.example", model::Outcome::Deferred, now - 1min)}));
    }
};

QTEST_GUILESS_MAIN(TestPosternctlEngine)
#include "test_posternctl_engine.moc"
