// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/time.h"

#include <QSqlDatabase>
#include <QSqlQuery>

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;

namespace postern::store {

// How the second lane (base/error.h) travels inside this library: thrown by a statement, caught by Store's
// functions and handed out as Result. It never leaves the library. What is not an Error that somebody can act
// on (a bug in a statement) is thrown as std::logic_error and passes through.
class Failure : public std::runtime_error {
public:
    explicit Failure(Error error);
    const Error& error() const { return m_error; }

private:
    Error m_error;
};

// One named connection to one SQLite file. Belongs to the thread that made it.
class Database {
public:
    enum class Access : std::uint8_t { ReadWrite, ReadOnly };

    // The file is made where it is missing. Waits up to `busyTimeout` milliseconds for a lock held by others.
    explicit Database(const std::string& file, Access access = Access::ReadWrite, int busyTimeout = 5000);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    const std::string& file() const { return m_file; }
    // One statement without parameters.
    void execute(std::string_view sql) const;
    // The first column of the first row.
    std::int64_t number(std::string_view sql) const;
    std::string text(std::string_view sql) const;

    // Throws what SQLite said about `sql`: a Failure, or std::logic_error for a bug. `code` is an extended
    // one.
    [[noreturn]] void raise(int code, const std::string& said, std::string_view sql) const;
    [[noreturn]] void raise(const QSqlError& error, std::string_view sql) const;

private:
    friend class Statement;
    friend class NativeStatement;
    friend class ReadTransaction;

    // Registered with Qt Sql under a name of its own for as long as it lives.
    struct Connection {
        Connection();
        ~Connection();
        Connection(const Connection&) = delete;
        Connection& operator=(const Connection&) = delete;

        QString name;
    };

    QSqlDatabase connection() const;
    sqlite3* handle() const { return m_handle; }
    void open(Access access, int busyTimeout) const;
    sqlite3* findHandle() const;

    std::string m_file;
    Connection m_connection;
    sqlite3* m_handle; // the connection's
    mutable bool m_reading = false;
};

// One prepared statement with plain `?` marks (Qt Sql knows no numbered ones); its columns are numbered from
// 0. Finishes with its scope, so that no read transaction stays open.
class Statement {
public:
    Statement(const Database& database, std::string_view sql);

    // Binds by position and runs; may be called again with other values.
    template <class... Values>
    Statement& run(const Values&... values)
    {
        int position = 0;
        (bind(position++, values), ...);
        execute();
        return *this;
    }
    // For statements whose number of values is known at run time only: bind() each, then execute().
    template <class Value>
    void bind(int position, const Value& value)
    {
        m_query.bindValue(position, variant(value));
    }
    void execute();
    bool next();
    void finish() { m_query.finish(); } // for statements that outlive what they read

    bool isNull(int column) const { return m_query.isNull(column); }
    std::int64_t integer(int column) const { return m_query.value(column).toLongLong(); }
    std::string text(int column) const { return m_query.value(column).toString().toStdString(); }
    std::string bytes(int column) const
    {
        return m_query.value(column).toByteArray().toStdString();
    } // of a BLOB
    QVariant value(int column) const { return m_query.value(column); }
    Time time(int column) const { return fromMicros(integer(column)); }
    std::optional<Time> optionalTime(int column) const;

    std::int64_t lastId() const { return m_query.lastInsertId().toLongLong(); }
    int changedRows() const { return m_query.numRowsAffected(); }

    static QVariant variant(const QVariant& value) { return value; }
    static QVariant variant(std::string_view text)
    {
        return QString::fromUtf8(text.data(), qsizetype(text.size()));
    }
    static QVariant variant(const std::string& text) { return variant(std::string_view(text)); }
    static QVariant variant(const char* text) { return variant(std::string_view(text)); }
    static QVariant variant(std::int64_t number) { return qlonglong(number); }
    static QVariant variant(int number) { return number; }
    static QVariant variant(bool flag) { return flag ? 1 : 0; }
    static QVariant variant(Time time) { return qlonglong(toMicros(time)); }
    static QVariant variant(const std::optional<Time>& time) { return time ? variant(*time) : QVariant(); }

private:
    const Database& m_database;
    std::string m_sql;
    QSqlQuery m_query;
};

// Takes the writer's lock at once (BEGIN IMMEDIATE), so that it waits at its begin and never fails half way
// for somebody else's sake. Rolls back unless committed.
class Transaction {
public:
    explicit Transaction(const Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    const Database& m_database;
    bool m_open = true;
};

// A consistent view over several reads. Inside another one it is the same view.
class ReadTransaction {
public:
    explicit ReadTransaction(const Database& database);
    ~ReadTransaction();
    ReadTransaction(const ReadTransaction&) = delete;
    ReadTransaction& operator=(const ReadTransaction&) = delete;

private:
    const Database& m_database;
    bool m_outermost;
};

} // namespace postern::store
