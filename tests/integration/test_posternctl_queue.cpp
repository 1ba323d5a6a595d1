// SPDX-License-Identifier: GPL-3.0-or-later
// The queue, the sessions and the bans, as posternctl shows and changes them.
#include "model/queue.h"
#include "store/store.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <thread>

using namespace postern;
using namespace std::chrono_literals;

namespace {

model::QueueEntry waiting(const char* message, const char* recipient)
{
    model::QueueEntry entry;
    entry.node = "main";
    entry.message = message;
    entry.recipient = recipient;
    entry.sender = "jane@domain.com";
    entry.destination = "domain:far.example";
    entry.size = 4096;
    entry.nextTry = fromMicros(1'900'000'000'000'000);
    entry.attempts = 2;
    entry.lastError = "451 4.7.1 later";
    return entry;
}

} // namespace

class TestPosternctlQueue : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath("postern.db");
        m_store = std::move(*store::Store::open(m_file.toStdString(), store::OpenMode::Create));
        const std::vector<model::QueueEntry> entries{waiting("AAAA2222", "ann@far.example"),
                                                     waiting("BBBB3333", "bob@far.example")};
        QVERIFY(m_store->writeQueue(entries, {}));
    }
    void cleanup()
    {
        m_store.reset();
        m_folder.reset();
    }

    void whatWaitsIsListedWithItsReason()
    {
        const QString all = run({"queue", "list"}, 0);
        QVERIFY2(all.contains("AAAA2222") && all.contains("bob@far.example"), qPrintable(all));
        QVERIFY(all.contains("451 4.7.1 later") && all.contains("2030-03-17 17:46:40Z"));
        const QString one = run({"queue", "list", "--to", "ANN@"}, 0);
        QVERIFY2(one.contains("AAAA2222") && !one.contains("BBBB3333"), qPrintable(one));
        QVERIFY(run({"queue", "list", "--json", "BBBB3333"}, 0)
                    .startsWith(R"({"node":"main","message":"BBBB3333","recipient":"bob@far.example")"));
        QCOMPARE(run({"queue", "list", "--from", "nobody"}, 0), "nothing waits\n");
    }

    void anOrderNeedsASelectionAndAnEngine()
    {
        QVERIFY(run({"queue", "remove"}, 1).contains("which messages?"));
        QVERIFY(run({"queue", "hold", "AAAA2222"}, 1).contains("no engine runs on this store"));
    }

    void anOrderGoesToTheEngineAndIsWaitedFor()
    {
        model::NodeStatus node;
        node.node = "main";
        node.heartbeat = SystemClock().now();
        QVERIFY(m_store->writeNode(node));
        QVERIFY(m_store->takeCommands("main")); // those from now on
        // What an engine does.
        std::string verb;
        std::string argument;
        std::thread engine([&] {
            const auto opened = store::Store::open(m_file.toStdString(), store::OpenMode::Existing);
            for (int i = 0; i < 1000 && verb.empty(); ++i) {
                const auto commands = (*opened)->takeCommands("main");
                for (const store::Command& command : *commands) {
                    verb = command.verb;
                    argument = command.argument;
                    model::QueueEntry held = waiting("AAAA2222", "ann@far.example");
                    held.state = model::QueueState::Held;
                    (void)(*opened)->writeQueue(std::vector{held}, {});
                }
                std::this_thread::sleep_for(5ms);
            }
        });
        const QString said = run({"queue", "hold", "AAAA2222"}, 0);
        engine.join();
        QCOMPARE(said, "queue.hold: 1 recipient\n");
        QCOMPARE(verb, std::string(model::queueHold));
        QCOMPARE(model::queueSelectionFromJson(argument)->message, std::string("AAAA2222"));
        QVERIFY(run({"queue", "hold", "CCCC4444"}, 1).contains("nothing in the queue is so"));
    }

    void openSessionsAreListed()
    {
        QCOMPARE(run({"connections", "list"}, 0), "nobody is connected\n");
        model::ConnectionEntry entry;
        entry.node = "main";
        entry.id = 7;
        entry.client = "203.0.113.9";
        entry.helo = "laptop";
        entry.tls = "TLSv1.3 TLS_AES_256_GCM_SHA384";
        entry.stage = model::ConnectionStage::Envelope;
        entry.sender = "<>";
        QVERIFY(m_store->writeConnections(std::vector{entry}, {}));
        QCOMPARE(run({"connections", "list"}, 0), "nobody is connected\n"); // no engine is there
        model::NodeStatus node;
        node.node = "main";
        node.heartbeat = SystemClock().now();
        QVERIFY(m_store->writeNode(node));
        const QString listed = run({"connections", "list"}, 0);
        QVERIFY2(listed.contains("203.0.113.9") && listed.contains("envelope") && listed.contains("TLSv1.3 "),
                 qPrintable(listed));
        QVERIFY(run({"connections", "list", "--json", "--client", "203.0.113.9"}, 0)
                    .startsWith(R"({"node":"main","id":7,)"));
        QCOMPARE(run({"connections", "list", "--client", "203.0.113.8"}, 0), "nobody is connected\n");
        QVERIFY(run({"connections", "list", "--client", "laptop"}, 1).contains("is no client's IP address"));
    }

    void sessionsAreEndedByTheEngineAndThatIsWaitedFor()
    {
        model::NodeStatus node;
        node.node = "main";
        node.heartbeat = SystemClock().now();
        QVERIFY(m_store->writeNode(node));
        std::vector<model::ConnectionEntry> entries(2);
        for (auto& entry : entries) {
            entry.node = "main";
            entry.client = "203.0.113.9";
        }
        entries[0].id = 7;
        entries[1].id = 8;
        QVERIFY(m_store->writeConnections(entries, {}));
        QVERIFY(m_store->takeCommands("main"));
        QVERIFY(run({"connections", "disconnect"}, 1).contains("which sessions?"));
        QVERIFY(run({"connections", "disconnect", "9"}, 1).contains("no open session is so"));
        std::string argument;
        std::thread engine([&] {
            const auto opened = store::Store::open(m_file.toStdString(), store::OpenMode::Existing);
            for (int i = 0; i < 1000 && argument.empty(); ++i) {
                const auto commands = (*opened)->takeCommands("main");
                for (const store::Command& command : *commands) {
                    argument = command.argument;
                    (void)(*opened)->writeConnections({}, std::vector{entries[0]});
                }
                std::this_thread::sleep_for(5ms);
            }
        });
        const QString said = run({"connections", "disconnect", "7"}, 0);
        engine.join();
        QCOMPARE(said, "disconnected: 1\n");
        QCOMPARE(model::disconnectionFromJson(argument)->ids, std::vector<std::int64_t>{7});
    }

    void aBanIsShownAndLifted()
    {
        QCOMPARE(run({"bans", "list"}, 0), "no client is barred\n");
        const Time end = fromMicros(4'000'000'000'000'000);
        QVERIFY(m_store->putBan({"203.0.113.9", end, "10 failed log-ins"}));
        const QString listed = run({"bans", "list"}, 0);
        QVERIFY2(listed.contains("203.0.113.9") && listed.contains("10 failed log-ins"), qPrintable(listed));
        QCOMPARE(run({"bans", "list", "--json"}, 0),
                 R"({"client":"203.0.113.9","until":"2096-10-02T07:06:40Z","reason":"10 failed log-ins"})"
                 "\n");
        QVERIFY(run({"bans", "lift", "203.0.113.10"}, 1).contains("is not barred"));
        QVERIFY(run({"bans", "lift", "somebody"}, 1).contains("somebody"));
        QCOMPARE(run({"bans", "lift", "203.0.113.9"}, 0), "203.0.113.9 may come in again\n");
        QVERIFY(m_store->bans(SystemClock().now())->empty());

        QVERIFY(m_store->putBan({"2001:db8:1:2::5", end, "an IPv6 network of 64 bits is one client"}));
        QVERIFY(run({"bans", "list"}, 0).contains("2001:db8:1:2::/64"));
        QVERIFY(run({"bans", "lift", "2001:db8:1::/48"}, 1).contains("is no client's IP address"));
        QCOMPARE(run({"bans", "lift", "2001:db8:1:2::77"}, 0), "2001:db8:1:2::/64 may come in again\n");
        QVERIFY(m_store->bans(SystemClock().now())->empty());
    }

private:
    QString run(const QStringList& arguments, int expected) const
    {
        QProcess program;
        program.setProcessChannelMode(QProcess::MergedChannels);
        program.start(POSTERN_BIN "/posternctl", QStringList{"--store", m_file} + arguments);
        if (!program.waitForFinished())
            return "hangs";
        const QString output = QString::fromUtf8(program.readAll());
        return program.exitCode() == expected ? output
                                              : QString("exit %1: %2").arg(program.exitCode()).arg(output);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    std::unique_ptr<store::Store> m_store;
};

QTEST_GUILESS_MAIN(TestPosternctlQueue)
#include "test_posternctl_queue.moc"
