// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/bulk_insert.h"
#include "store/native_statement.h"

#include "store_fixture.h"

#include <optional>

using namespace postern;
using namespace postern::store;

class TestNativeStatement : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<Database> m_database;

    std::string file() const { return m_folder.filePath("native.db").toStdString(); }

private Q_SLOTS:
    void init()
    {
        m_database = std::make_unique<Database>(file());
        m_database->execute("DROP TABLE IF EXISTS thing");
        m_database->execute("CREATE TABLE thing (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL "
                            "UNIQUE, at INTEGER)");
    }
    void cleanup() { m_database.reset(); }

    void valuesComeBackAsTheyWent()
    {
        using namespace std::string_literals;
        const std::string names[]{"", "plain", "Grüße 🙂", "a\0b"s, std::string(100'000, 'x')};
        NativeStatement insert(*m_database, "INSERT INTO thing (name, at) VALUES (?, ?)");
        for (const std::string& name : names)
            insert.run(name, name.empty() ? std::nullopt : std::optional(fromMicros(-7)));
        NativeStatement select(*m_database, "SELECT id, name, at FROM thing ORDER BY id");
        for (std::int64_t id = 1; const std::string& name : names) {
            QVERIFY(select.next());
            QCOMPARE(select.integer(0), id++);
            QCOMPARE(std::string(select.text(1)), name);
            QCOMPARE(select.isNull(2), name.empty());
            QCOMPARE(select.optionalTime(2), name.empty() ? std::nullopt : std::optional(fromMicros(-7)));
        }
        QVERIFY(!select.next());
    }

    void anEmptyViewIsAnEmptyTextAndNotNull()
    {
        NativeStatement(*m_database, "INSERT INTO thing (name) VALUES (?)").run(std::string_view());
        QCOMPARE(m_database->number("SELECT count(*) FROM thing WHERE name = ''"), std::int64_t(1));
    }

    // The same transaction and the same view, since it is the same handle.
    void itSharesTheConnectionWithQt()
    {
        {
            const Transaction transaction(*m_database);
            NativeStatement(*m_database, "INSERT INTO thing (name) VALUES (?)").run(std::string("a"));
            QCOMPARE(m_database->number("SELECT count(*) FROM thing"), std::int64_t(1));
        }
        QCOMPARE(m_database->number("SELECT count(*) FROM thing"), std::int64_t(0)); // rolled back
    }

    void aRefusedValueIsAFailureAndTheStatementGoesOn()
    {
        NativeStatement insert(*m_database, "INSERT INTO thing (name) VALUES (?)");
        insert.run(std::string("a"));
        try {
            insert.run(std::string("a"));
            QFAIL("the second one was taken");
        } catch (const Failure& failure) {
            QCOMPARE(failure.error().kind, ErrorKind::Invalid);
            QVERIFY(whatIsWrong(failure.error()).find("thing.name") != std::string::npos);
        }
        insert.run(std::string("b"));
        QCOMPARE(m_database->number("SELECT count(*) FROM thing"), std::int64_t(2));
    }

    void aLockOfOthersIsBusy()
    {
        Database impatient(file(), Database::Access::ReadWrite, 10);
        NativeStatement insert(impatient, "INSERT INTO thing (name) VALUES (?)");
        const Transaction other(*m_database);
        try {
            insert.run(std::string("a"));
            QFAIL("it was written in spite of the lock");
        } catch (const Failure& failure) {
            QCOMPARE(failure.error().kind, ErrorKind::Busy);
        }
    }

    void aMistakeInAStatementIsABug()
    {
        QVERIFY_THROWS_EXCEPTION(std::logic_error,
                                 NativeStatement(*m_database, "SELECT nonsense FROM thing"));
        NativeStatement insert(*m_database, "INSERT INTO thing (name) VALUES (?)");
        QVERIFY_THROWS_EXCEPTION(std::logic_error, insert.run(std::string("a"), 1, 2));
    }

    void rowsGoInTogetherAndTheRestOneByOne_data()
    {
        QTest::addColumn<int>("rows");
        for (const int rows : {0, 1, 3, 4, 5, 8, 23})
            QTest::addRow("%d", rows) << rows;
    }
    void rowsGoInTogetherAndTheRestOneByOne()
    {
        QFETCH(const int, rows);
        std::vector<std::string> names;
        for (int i = 0; i < rows; ++i)
            names.push_back("name " + std::to_string(i));
        BulkInsert insert(*m_database, "INSERT INTO thing (name, at)", 2, 4);
        insert.insert(std::span<const std::string>(names),
                      [](NativeStatement& statement, int position, const std::string& name) {
                          statement.bindFrom(position, name, std::int64_t(name.size()));
                      });
        QCOMPARE(m_database->number("SELECT count(*) FROM thing WHERE at = length(name) AND name = 'name ' ||"
                                    " (id - 1)"),
                 std::int64_t(rows));
    }
};

QTEST_GUILESS_MAIN(TestNativeStatement)
#include "test_native_statement.moc"
