// SPDX-License-Identifier: GPL-3.0-or-later
// Others at the same store: a second connection, the sqlite3 shell, a program that is killed.
#include "store_fixture.h"

#include <QFile>

#include <algorithm>
#include <atomic>
#include <thread>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace postern;
using namespace postern::store;

namespace {

std::vector<model::ListEntry> manyEntries(int count, const std::string& name)
{
    std::vector<model::ListEntry> entries;
    for (int i = 0; i < count; ++i)
        entries.push_back(entry(name + std::to_string(i) + "@spam.example"));
    return entries;
}

// Runs `work` in a process of its own, which is killed (SIGKILL) after `life` unless it ended before. Whether
// it was.
template <class Work>
bool killedWhile(Work work, std::chrono::milliseconds life)
{
    const pid_t child = fork();
    if (child == 0) {
        try {
            work();
        } catch (...) {
            _exit(2);
        }
        _exit(0);
    }
    std::this_thread::sleep_for(life);
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFSIGNALED(status);
}

} // namespace

class TestForeignWriters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_at = std::make_unique<StoreFixture>(); }
    void cleanup() { m_at.reset(); }

    void everyForeignCommitIsNoticedOnce()
    {
        m_at->fill();
        QVERIFY(!store().changedByOthers()); // its own commits are none
        m_at->other();
        store().changedByOthers();
        saved(m_at->other().commit(m_at->editOfLists({entry("a@spam.example")})));
        QVERIFY(store().changedByOthers());
        QVERIFY(!store().changedByOthers());
        unwrap(m_at->other().writeNode({"mail", "1", 1, {}, {}, 1, "", {}}));
        QVERIFY(store().changedByOthers());
        sqliteShell(m_at->file(), "UPDATE service SET port = 2525");
        QVERIFY(store().changedByOthers());
        QVERIFY(!store().changedByOthers());
    }

    void aChangeByTheShellBecomesARevision()
    {
        m_at->fill();
        sqliteShell(
            m_at->file(),
            "UPDATE service SET port = 2525; INSERT INTO lan_range (range) VALUES ('10.0.0.0/8');"
            "INSERT INTO list_entry (color, kind, pattern) VALUES ('black', 'sender', 'a@spam.example')");
        QCOMPARE(unwrap(store().adoptForeignChanges()).value_or(0), std::int64_t(2));
        QVERIFY(!unwrap(store().adoptForeignChanges()));
        const Revision revision = unwrap(store().history()).at(0);
        QCOMPARE(revision.author, std::string("another program"));
        QCOMPARE(QString::fromStdString(toEnglish(phraseFrom(revision.summary))),
                 QString("service SMTP: port 25 → 2525; LAN range 10.0.0.0/8 added; "
                         "1 entry added to all services › Black List › Senders"));
        QCOMPARE(unwrap(store().configuration()).services[0].port, 2525);
        saved(store().commit(unwrap(store().editForRestore(1))));
        QCOMPARE(unwrap(store().configuration()).services[0].port, 25);
        QVERIFY(unwrap(store().listEntries()).empty());
    }

    void whatTheShellUndoesLeavesNoTrace()
    {
        m_at->fill();
        sqliteShell(m_at->file(),
                    "UPDATE service SET port = 2525; UPDATE service SET port = 25;"
                    "INSERT INTO domain (name) VALUES ('x.test'); DELETE FROM domain WHERE name = 'x.test';"
                    "UPDATE service SET port = port");
        QVERIFY(!unwrap(store().adoptForeignChanges()));
        QCOMPARE(sqliteShell(m_at->file(), "SELECT count(*) FROM change WHERE revision IS NULL"),
                 QString("0"));
        QCOMPARE(unwrap(store().revision()), std::int64_t(1));
    }

    void aCommitMeetsWhatTheShellDid()
    {
        m_at->fill();
        Edit edit = m_at->edit([](model::Configuration& c) { c.services[0].port = 2526; });
        sqliteShell(m_at->file(), "UPDATE service SET port = 2525");
        const Conflict conflict = conflictOf(store().commit(edit));
        QCOMPARE(conflict.revisions.at(0).author, std::string("another program"));
        edit.merge = true;
        QCOMPARE(conflictOf(store().commit(edit)).changes.size(), std::size_t(1));
        QCOMPARE(unwrap(store().revision()), std::int64_t(2));
    }

    void theShellLeavesNoOrphans()
    {
        m_at->fill();
        const model::Id service = unwrap(store().configuration()).services[0].id;
        saved(store().commit(m_at->editOfLists({entry("a@spam.example", model::ListKind::Sender, service)})));
        sqliteShell(
            m_at->file(),
            "DELETE FROM service; DELETE FROM mailbox; DELETE FROM domain"); // foreign keys are off there
        unwrap(store().adoptForeignChanges());
        for (const char* table : {"service_address", "access_range", "relay_range", "relay_recipient",
                                  "service_check", "list_entry", "address_alias", "domain_alias"})
            QCOMPARE(sqliteShell(m_at->file(), QString("SELECT count(*) FROM ") + table), QString("0"));
        saved(store().commit(unwrap(store().editForRestore(2))));
        QCOMPARE(unwrap(store().listEntries()).size(), std::size_t(1));
        QCOMPARE(unwrap(store().configuration()).domains.at(0).aliases.size(), std::size_t(2));
    }

    void theSchemaRefusesNonsense_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("mode") << "UPDATE service_check SET mode = 'maybe'";
        QTest::newRow("preset") << "UPDATE service SET preset = 'none'";
        QTest::newRow("port") << "UPDATE service SET port = 70000";
        QTest::newRow("access") << "UPDATE service SET access = 'x'";
        QTest::newRow("color") << "INSERT INTO list_entry (color, kind, pattern) VALUES ('grey', 'ip', 'x')";
        QTest::newRow("kind") << "INSERT INTO list_entry (color, kind, pattern) VALUES ('black', 'x', 'x')";
        QTest::newRow("two servers") << "INSERT INTO server (id) VALUES (2)";
        QTest::newRow("twice the domain") << "INSERT INTO domain (name) VALUES ('EXAMPLE.test')";
        QTest::newRow("another id") << "UPDATE service SET id = 99";
    }
    void theSchemaRefusesNonsense()
    {
        QFETCH(const QString, sql);
        m_at->fill();
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, sqliteShell(m_at->file(), sql));
        QVERIFY(!unwrap(store().adoptForeignChanges()));
    }

    void foreignErrorsDoNotBlockOtherChanges()
    {
        m_at->fill();
        sqliteShell(m_at->file(), "UPDATE server SET hostname = '!!'");
        unwrap(store().adoptForeignChanges());
        saved(store().commit(m_at->edit([](model::Configuration& c) { c.services[0].port = 2525; })));
        QVERIFY(errorOf(store().commit(m_at->edit([](model::Configuration& c) {
                    c.server.hostname = "??";
                }))).kind == ErrorKind::Invalid);
        saved(store().commit(
            m_at->edit([](model::Configuration& c) { c.server.hostname = "good.example.test"; })));
    }

    void unknownChecksOfANewerProgramAreLeftAlone()
    {
        m_at->fill();
        sqliteShell(m_at->file(), "INSERT INTO service_check (service, check_id, mode) SELECT id, "
                                  "'future.check', 'off' FROM service");
        unwrap(store().adoptForeignChanges());
        saved(store().commit(m_at->edit([](model::Configuration& c) { c.services[0].checks.clear(); })));
        QCOMPARE(sqliteShell(m_at->file(), "SELECT check_id FROM service_check"), QString("future.check"));
    }

    // --- many writers
    void writersWaitForEachOther()
    {
        m_at->fill();
        std::vector<std::thread> threads;
        std::atomic<int> failures = 0;
        for (int t = 0; t < 3; ++t)
            threads.emplace_back([&, t] {
                auto store = unwrap(Store::open(m_at->file(), OpenMode::Existing));
                for (int i = 0; i < 20; ++i) {
                    Edit edit;
                    edit.merge = true;
                    edit.author = std::to_string(t);
                    edit.lists.saved = {
                        entry("t" + std::to_string(t) + "n" + std::to_string(i) + "@spam.example")};
                    if (!store->commit(edit) || !store->appendEvents(std::vector<model::Event>(10)))
                        ++failures;
                }
            });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(failures.load(), 0);
        QCOMPARE(unwrap(store().listEntries()).size(), std::size_t(60));
        QCOMPARE(unwrap(store().revision()), std::int64_t(61));
        EventQuery all;
        all.limit = 1'000;
        QCOMPARE(unwrap(store().events(all)).size(), std::size_t(600));
    }

    void aBackupUnderLoadIsOneState()
    {
        m_at->fill();
        std::atomic<bool> stop = false;
        std::thread writer([&] {
            auto store = unwrap(Store::open(m_at->file(), OpenMode::Existing));
            for (int i = 0; !stop; ++i) {
                Edit edit;
                edit.merge = true;
                edit.lists.saved = {entry("a" + std::to_string(i) + "@spam.example"),
                                    entry("b" + std::to_string(i) + "@spam.example")}; // always two
                saved(store->commit(edit));
                unwrap(store->appendEvents(std::vector<model::Event>(50)));
            }
        });
        for (int i = 0; i < 5; ++i) {
            const std::string file = m_at->path("backup") + std::to_string(i);
            unwrap(store().backup(file));
            auto copy = unwrap(Store::open(file, OpenMode::Existing));
            QVERIFY(unwrap(copy->check()).empty());
            QCOMPARE(unwrap(copy->listEntries()).size() % 2, std::size_t(0));
            QCOMPARE(std::int64_t(unwrap(copy->listEntries()).size()), (unwrap(copy->revision()) - 1) * 2);
            QVERIFY((QFile::permissions(QString::fromStdString(file)) &
                     (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)) == 0);
        }
        stop = true;
        writer.join();
    }

    // --- sudden ends
    void aCommitThatIsKilledLeavesNothingHalf()
    {
        m_at->fill();
        unwrap(store().appendEvents(std::vector<model::Event>(10)));
        const std::string file = m_at->file();
        m_at->close();
        int killed = 0;
        for (int round = 0; round < 6; ++round) {
            const std::string name = "r" + std::to_string(round) + "n";
            killed += killedWhile(
                [&] {
                    auto store = unwrap(Store::open(file, OpenMode::Existing));
                    Edit edit;
                    edit.merge = true;
                    edit.lists.saved = manyEntries(100'000, name);
                    saved(store->commit(edit));
                },
                std::chrono::milliseconds(150 + 250 * round));
            auto store = unwrap(Store::open(file, OpenMode::Existing));
            QVERIFY(unwrap(store->check()).empty());
            const std::size_t entries = unwrap(store->listEntries()).size();
            QCOMPARE(entries % 100'000, std::size_t(0));
            QCOMPARE(unwrap(store->revision()), std::int64_t(1 + entries / 100'000));
            QCOMPARE(sqliteShell(file, "SELECT count(*) FROM change WHERE revision IS NULL"), QString("0"));
            QCOMPARE(unwrap(store->events({})).size(), std::size_t(10));
        }
        QVERIFY(killed >= 2);
    }

    void eventsThatWereAcknowledgedSurviveAKill()
    {
        const std::string file = m_at->file();
        m_at->close();
        int pipes[2];
        QVERIFY(::pipe(pipes) == 0);
        QVERIFY(killedWhile(
            [&] {
                auto store = unwrap(Store::open(file, OpenMode::Existing));
                for (;;) {
                    unwrap(store->appendEvents(std::vector<model::Event>(7)));
                    if (::write(pipes[1], "x", 1) != 1)
                        return;
                }
            },
            std::chrono::milliseconds(1'500)));
        ::close(pipes[1]);
        std::size_t acknowledged = 0;
        char byte = 0;
        while (::read(pipes[0], &byte, 1) == 1)
            acknowledged += 7;
        ::close(pipes[0]);
        auto store = unwrap(Store::open(file, OpenMode::Existing));
        const auto stored = std::size_t(sqliteShell(file, "SELECT count(*) FROM event").toLongLong());
        QVERIFY(acknowledged > 0);
        QVERIFY(stored == acknowledged ||
                stored == acknowledged + 7); // the last may have been written but not said
        QVERIFY(unwrap(store->check()).empty());
    }

private:
    Store& store() { return m_at->store(); }

    std::unique_ptr<StoreFixture> m_at;
};

QTEST_GUILESS_MAIN(TestForeignWriters)
#include "test_foreign_writers.moc"
