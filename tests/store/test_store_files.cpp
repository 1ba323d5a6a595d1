// SPDX-License-Identifier: GPL-3.0-or-later
// What may be wrong with the file: missing, not a store, damaged, newer, older, locked, no room, no
// permission.
#include "store/schema.h"
#include "store_fixture.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace postern;
using namespace postern::store;

namespace {

QByteArray contentOf(const std::string& file)
{
    QFile source(QString::fromStdString(file));
    return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
}

void write(const std::string& file, const QByteArray& content)
{
    QFile target(QString::fromStdString(file));
    if (!target.open(QIODevice::WriteOnly) || target.write(content) != content.size())
        throw std::runtime_error("cannot write " + file);
}

// A store of a past version, made by the sqlite3 shell.
void load(const std::string& file, const QString& fixture)
{
    QProcess shell;
    shell.setStandardInputFile(QStringLiteral(POSTERN_TEST_DATA "/fixtures/") + fixture);
    shell.start(QStringLiteral("sqlite3"), {QStringLiteral("-bail"), QString::fromStdString(file)});
    if (!shell.waitForFinished() || shell.exitCode() != 0)
        throw std::runtime_error(shell.readAllStandardError().toStdString());
}

Error openError(const std::string& file, OpenMode mode = OpenMode::Existing)
{
    const auto opened = Store::open(file, mode);
    if (opened)
        throw std::runtime_error("it opened");
    return opened.error();
}

// Somebody else who holds the store, as a program does that forgot its transaction.
class Lock {
public:
    explicit Lock(const std::string& file)
    {
        QSqlDatabase database = QSqlDatabase::addDatabase("QSQLITE", "lock");
        database.setDatabaseName(QString::fromStdString(file));
        database.open();
        QSqlQuery(database).exec("BEGIN IMMEDIATE");
    }
    ~Lock()
    {
        QSqlDatabase::database("lock").close();
        QSqlDatabase::removeDatabase("lock");
    }
};

// In a process of its own with a limit on the size of files; what `work` returns is its exit status.
template <class Work>
int withFileLimit(rlim_t bytes, Work work)
{
    const pid_t child = fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{bytes, bytes};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        int status = 99;
        try {
            status = work();
        } catch (...) {
        }
        _exit(status);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::vector<model::ListEntry> manyEntries(int count)
{
    std::vector<model::ListEntry> entries;
    for (int i = 0; i < count; ++i)
        entries.push_back(entry("user" + std::to_string(i) + "@spam.example"));
    return entries;
}

} // namespace

class TestStoreFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_at = std::make_unique<StoreFixture>(); }
    void cleanup() { m_at.reset(); }

    void whatIsNoStoreIsRefused_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("existing");
        QTest::addColumn<int>("create");
        const int good = -1;
        QTest::newRow("empty") << QByteArray() << int(ErrorKind::NotFound) << good;
        QTest::newRow("text") << QByteArray("hello") << int(ErrorKind::Damaged) << int(ErrorKind::Damaged);
        QTest::newRow("garbage") << QByteArray(100'000, '\x5a') << int(ErrorKind::Damaged)
                                 << int(ErrorKind::Damaged);
        QTest::newRow("a header alone") << QByteArray("SQLite format 3\0", 16) + QByteArray(84, '\0')
                                        << int(ErrorKind::Damaged) << int(ErrorKind::Damaged);
    }
    void whatIsNoStoreIsRefused()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const int, existing);
        QFETCH(const int, create);
        const std::string file = m_at->path("other");
        write(file, content);
        const Error error = openError(file);
        QCOMPARE(int(error.kind), existing);
        QCOMPARE(error.where, file);
        QVERIFY(!error.what.empty() && !error.hint.empty());
        if (create < 0)
            QVERIFY(Store::open(file, OpenMode::Create));
        else
            QCOMPARE(int(openError(file, OpenMode::Create).kind), create);
        if (create >= 0)
            QCOMPARE(contentOf(file), content); // left as it was
    }

    void aMissingFileIsMadeOnlyWhenAsked()
    {
        QVERIFY(openError(m_at->path("none")).kind == ErrorKind::NotFound);
        QVERIFY(!QFile::exists(QString::fromStdString(m_at->path("none"))));
        QVERIFY(openError(m_at->path("no/folder/none"), OpenMode::Create).kind == ErrorKind::NotFound);
        QVERIFY(openError(m_at->path("."), OpenMode::Create).kind == ErrorKind::Invalid);
    }

    void aStoreIsItsOwnersOnly()
    {
        const QString file = QString::fromStdString(m_at->file());
        for (const QString& name : {file, file + "-wal", file + "-shm"}) {
            QVERIFY2(QFile::exists(name), qPrintable(name));
            QVERIFY2((QFile::permissions(name) &
                      (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther)) == 0,
                     qPrintable(name));
        }
    }

    void anotherProgramsDatabaseIsLeftAlone()
    {
        const std::string file = m_at->path("other.db");
        sqliteShell(file, "CREATE TABLE mine (x)");
        QVERIFY(openError(file, OpenMode::Create).kind == ErrorKind::Invalid);
        QCOMPARE(sqliteShell(file, "SELECT group_concat(name) FROM sqlite_master"), QString("mine"));
    }

    void aNewerStoreIsRefused()
    {
        m_at->close();
        sqliteShell(m_at->file(), "PRAGMA user_version = 999");
        const Error error = openError(m_at->file(), OpenMode::Create);
        QVERIFY(error.kind == ErrorKind::NewerVersion);
        QVERIFY(whatIsWrong(error).find("999") != std::string::npos);
        QCOMPARE(sqliteShell(m_at->file(), "PRAGMA user_version"), QString("999"));
    }

    void aMissingTableIsDamage()
    {
        m_at->close();
        sqliteShell(m_at->file(), "DROP TABLE route");
        const Error error = openError(m_at->file());
        QVERIFY(error.kind == ErrorKind::Damaged);
        QVERIFY(whatIsWrong(error).find("route") != std::string::npos);
        QVERIFY(error.hint.find("backup") != std::string::npos);
    }

    void aFileCutAnywhereNeverCrashes()
    {
        m_at->fill();
        saved(store().commit(m_at->editOfLists(manyEntries(2'000))));
        m_at->close();
        const QByteArray whole = contentOf(m_at->file());
        for (int part = 1; part < 20; ++part) {
            const std::string file = m_at->path("cut") + std::to_string(part);
            write(file, whole.left(whole.size() * part / 20));
            const Error error = openError(file);
            QVERIFY2(error.kind == ErrorKind::Damaged, toString(error).c_str());
        }
    }

    void damageAnywhereIsAnErrorOrUnseenButNeverACrash()
    {
        m_at->fill();
        saved(store().commit(m_at->editOfLists(manyEntries(500))));
        unwrap(store().appendEvents(std::vector<model::Event>(500)));
        m_at->close();
        const QByteArray whole = contentOf(m_at->file());
        const int pageSize = 4096;
        int seen = 0;
        for (int page = 0; page < whole.size() / pageSize; ++page) {
            const std::string file = m_at->path("hurt.db");
            QByteArray hurt = whole;
            hurt.replace(page * pageSize, pageSize, QByteArray(pageSize, char(0xa5)));
            write(file, hurt);
            seen += useAll(file) ? 0 : 1;
            QFile::remove(QString::fromStdString(file + "-wal"));
            QFile::remove(QString::fromStdString(file + "-shm"));
        }
        QVERIFY2(seen > whole.size() / pageSize / 2, qPrintable(QString::number(seen)));
    }

    void aFullCheckFindsDamageInTheLog()
    {
        unwrap(store().appendEvents(std::vector<model::Event>(5'000)));
        QVERIFY(unwrap(store().check()).empty());
        m_at->close();
        QByteArray hurt = contentOf(m_at->file());
        hurt.replace(hurt.size() - 20 * 4096, 4096, QByteArray(4096, char(0xa5)));
        write(m_at->file(), hurt);
        auto store = Store::open(m_at->file(), OpenMode::Existing);
        QVERIFY(store); // the configuration is whole: the service can start
        QVERIFY(!unwrap((*store)->check()).empty());
    }

    // --- locked, full, forbidden
    void aLockedStoreIsBusyAndFreeAgainLater()
    {
        m_at->fill();
        const Edit edit = m_at->editOfLists({entry("a@spam.example")});
        {
            const Lock lock(m_at->file());
            QVERIFY(errorOf(store().commit(edit)).kind == ErrorKind::Busy);
            QVERIFY(unwrap(store().listEntries()).empty()); // reading goes on
        }
        saved(store().commit(edit));
    }

    void aFullDiskChangesNothing()
    {
        m_at->fill();
        unwrap(store().appendEvents(std::vector<model::Event>(10)));
        const std::string file = m_at->file();
        m_at->close();
        const auto commitMany = [&] {
            auto store = unwrap(Store::open(file, OpenMode::Existing));
            Edit edit;
            edit.merge = true;
            edit.lists.saved = manyEntries(20'000);
            const CommitResult result = store->commit(edit);
            if (result || !std::holds_alternative<Error>(result.error()))
                return 1;
            if (std::get<Error>(result.error()).kind != ErrorKind::Full)
                return 2;
            model::Event big;
            big.facts = std::string(1'000, 'x');
            const auto appended = store->appendEvents(std::vector(5'000, big));
            if (appended || appended.error().kind != ErrorKind::Full)
                return 3;
            return unwrap(store->listEntries()).empty() && unwrap(store->revision()) == 1
                       ? 0
                       : 4; // it still reads
        };
        QCOMPARE(withFileLimit(700'000, commitMany), 0);
        auto store = unwrap(Store::open(file, OpenMode::Existing));
        QVERIFY(unwrap(store->check()).empty());
        QVERIFY(unwrap(store->listEntries()).empty());
        QCOMPARE(unwrap(store->events({})).size(), std::size_t(10));
        Edit edit;
        edit.merge = true;
        edit.lists.saved = manyEntries(100);
        saved(store->commit(edit)); // there is room again
    }

    void eventsAreWrittenAgainAfterAFailure()
    {
        const std::string file = m_at->file();
        m_at->close();
        const auto work = [&] {
            auto store = unwrap(Store::open(file, OpenMode::Existing));
            std::vector<model::Event> huge(3);
            huge[1].facts = std::string(2'000'000, 'x');
            if (store->appendEvents(huge))
                return 1;
            unwrap(store->appendEvents(
                std::vector<model::Event>(5))); // nothing of the failed batch comes with it
            return unwrap(store->events({})).size() == 5 ? 0 : 2;
        };
        QCOMPARE(withFileLimit(1'000'000, work), 0);
    }

    void aBackupNeedsRoomAndLeavesNothingBehind()
    {
        m_at->fill();
        saved(store().commit(m_at->editOfLists(manyEntries(5'000))));
        const std::string file = m_at->file();
        const std::string copy = m_at->path("copy");
        m_at->close();
        const auto work = [&] {
            auto store = unwrap(Store::open(file, OpenMode::Existing));
            const auto result = store->backup(copy);
            return !result && result.error().kind == ErrorKind::Full ? 0 : 1;
        };
        QCOMPARE(withFileLimit(300'000, work), 0);
        QCOMPARE(QDir(QFileInfo(QString::fromStdString(file)).path()).entryList({"copy*"}).size(), 0);
    }

    void aReadOnlyStoreIsRefused()
    {
        if (::geteuid() == 0)
            QSKIP("root may write everything");
        m_at->close();
        QFile::setPermissions(QString::fromStdString(m_at->file()), QFile::ReadOwner);
        QVERIFY(openError(m_at->file()).kind == ErrorKind::Denied);
    }

    void aStoreOfAnotherUserIsRefused()
    {
        if (::geteuid() != 0)
            QSKIP("only root can become another user");
        m_at->close();
        const std::string file = m_at->file();
        const pid_t child = fork();
        if (child == 0) {
            const bool left = ::setgid(65534) == 0 && ::setuid(65534) == 0;
            const auto opened = Store::open(file, OpenMode::Existing);
            _exit(left && !opened && opened.error().kind == ErrorKind::Denied ? 0 : 1);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        QCOMPARE(status, 0);
    }

    // --- backup
    void aBackupIsAStore()
    {
        m_at->fill();
        const std::string copy = m_at->path("copy.db");
        unwrap(store().backup(copy));
        auto other = unwrap(Store::open(copy, OpenMode::Existing));
        QVERIFY(unwrap(other->document()) == unwrap(store().document()));
        QCOMPARE(unwrap(other->history()).size(), std::size_t(1));
    }

    void aBackupReplacesNothing()
    {
        const std::string copy = m_at->path("copy.db");
        write(copy, "precious");
        QVERIFY(store().backup(copy).error().kind == ErrorKind::Conflict);
        QCOMPARE(contentOf(copy), QByteArray("precious"));
        QVERIFY(store().backup(m_at->path("no/folder/copy")).error().kind == ErrorKind::Denied);
        QVERIFY(QFile::link("nowhere", QString::fromStdString(m_at->path("link"))));
        QVERIFY(store().backup(m_at->path("link")).error().kind ==
                ErrorKind::Conflict); // not even through a link
    }

    // --- migrations
    void everyPastVersionIsMigrated_data()
    {
        QTest::addColumn<QString>("fixture");
        QTest::addColumn<int>("version");
        QTest::newRow("version 0") << "version-0.sql" << 0;
        QTest::newRow("version 1") << "version-1.sql" << 1;
        QTest::newRow("version 2") << "version-2.sql" << 2;
        QTest::newRow("version 3") << "version-3.sql" << 3;
        QTest::newRow("version 4") << "version-4.sql" << 4;
        QTest::newRow("version 5") << "version-5.sql" << 5;
    }
    void everyPastVersionIsMigrated()
    {
        QFETCH(const QString, fixture);
        QFETCH(const int, version);
        const std::string file = m_at->path("old.db");
        load(file, fixture);
        auto store = unwrap(Store::open(file, OpenMode::Existing));
        QVERIFY(unwrap(store->check()).empty());

        const model::Configuration configuration = unwrap(store->configuration());
        QCOMPARE(configuration.server.hostname, std::string("mail.example.test"));
        QCOMPARE(configuration.services.at(0).port, 2525);
        QCOMPARE(unwrap(store->listEntries()).size(), std::size_t(3));
        QCOMPARE(unwrap(store->listHits()).at(0).hits, std::int64_t(2));
        QCOMPARE(unwrap(store->history()).size(), std::size_t(2));
        EventQuery query;
        query.search = "user1@spam.example";
        QCOMPARE(unwrap(store->events(query)).size(), std::size_t(1));
        query.search = "198.51.100.0/24";
        QCOMPARE(unwrap(store->events(query)).size(), std::size_t(3));
        QCOMPARE(unwrap(store->eventCounts(Time())).rejected, std::int64_t(2));
        saved(store->commit(unwrap(store->editForRestore(1))));
        QCOMPARE(unwrap(store->configuration()).services.at(0).port, 25);
        QCOMPARE(schemaOf(file), schemaOf(m_at->file())); // the same as in a new store

        const std::string copy = file + ".version-" + std::to_string(version);
        QCOMPARE(QFile::exists(QString::fromStdString(copy)), version < schemaVersion);
        if (version < schemaVersion)
            QCOMPARE(sqliteShell(copy, "PRAGMA user_version"), QString::number(version)); // as it was
    }

    void servicesOfVersion1GetTheirPresetsEncryption()
    {
        const std::string file = m_at->path("old.db");
        load(file, "version-1.sql");
        sqliteShell(file,
                    "INSERT INTO service (name, preset, port) VALUES ('Submission', 'submission', 587)");
        auto store = unwrap(Store::open(file, OpenMode::Existing));
        const model::Configuration all = unwrap(store->configuration());
        QCOMPARE(all.services.at(0).tls, model::makeService(model::Preset::Mx).tls);
        const model::Service expected = model::makeService(model::Preset::Submission);
        QCOMPARE(all.services.back().tls, expected.tls);
        QCOMPARE(all.services.back().authentication, expected.authentication);
    }

    void aMigrationThatFailsChangesNothing()
    {
        const std::string file = m_at->path("old.db");
        load(file, "version-0.sql");
        sqliteShell(file, "CREATE TABLE counter (x)"); // in the way of the second step
        QVERIFY_THROWS_EXCEPTION(std::logic_error, (void)Store::open(file, OpenMode::Existing));
        QCOMPARE(sqliteShell(file, "PRAGMA user_version"), QString("0"));
        QCOMPARE(sqliteShell(file, "SELECT count(*) FROM sqlite_master WHERE name = 'event_key'"),
                 QString("0"));
        sqliteShell(file, "DROP TABLE counter");
        QVERIFY(Store::open(file, OpenMode::Existing));
        QVERIFY(QFile::exists(QString::fromStdString(file + ".version-0")));
        QVERIFY(QFile::exists(QString::fromStdString(file + ".version-0-2"))); // no copy replaces another
    }

private:
    Store& store() { return m_at->store(); }

    // Everything is called; whether all of it went well. Errors are fine, anything else ends the test.
    static bool useAll(const std::string& file)
    {
        auto opened = Store::open(file, OpenMode::Existing);
        if (!opened)
            return false;
        Store& store = **opened;
        EventQuery query;
        query.search = "a@one.example";
        query.limit = 1'000;
        Edit edit;
        edit.merge = true;
        edit.lists.saved = {entry("new@spam.example")};
        const std::array<bool, 9> good{bool(store.configuration()),
                                       bool(store.listEntries()),
                                       bool(store.history()),
                                       bool(store.changes(1)),
                                       bool(store.events({})),
                                       bool(store.events(query)),
                                       bool(store.appendEvents(std::vector<model::Event>(3))),
                                       bool(store.commit(edit)),
                                       bool(store.applyRetention(fromMicros(4'000'000'000'000'000)))};
        return std::find(good.begin(), good.end(), false) == good.end();
    }

    static QString schemaOf(const std::string& file)
    {
        return sqliteShell(
            file,
            "SELECT group_concat(type || name || replace(replace(sql, '\"', ''), char(10), ' '), ';') FROM"
            " (SELECT * FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name)");
    }

    std::unique_ptr<StoreFixture> m_at;
};

QTEST_GUILESS_MAIN(TestStoreFiles)
#include "test_store_files.moc"
