// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "base/time.h"

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace postern::spool {

// What SQLite cannot do now; becomes a Result where the spool hands it out.
class SqlFailure : public std::runtime_error {
public:
    explicit SqlFailure(Error error)
        : std::runtime_error(whatIsWrong(error))
        , m_error(std::move(error))
    {
    }
    const Error& error() const { return m_error; }

private:
    Error m_error;
};

// One connection. Everything throws SqlFailure.
class Database {
public:
    explicit Database(const std::string& file);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    void run(const char* sql) const; // any number of statements, no parameters
    std::int64_t lastId() const;
    int changes() const; // rows that the newest statement changed
    sqlite3* raw() const { return m_database; }
    [[noreturn]] void fail() const; // with what the newest call said

private:
    sqlite3* m_database = nullptr;
    std::string m_file;
};

// One statement, prepared once and run many times. Texts and blobs that are bound must live until the end of
// the run.
class Statement {
public:
    Statement(const Database& database, const char* sql);
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    // Binds the arguments to ?1, ?2, … and runs up to the first row, or to the end.
    template <class... Arguments>
    Statement& run(const Arguments&... arguments)
    {
        reset();
        int place = 0;
        (bind(++place, arguments), ...);
        step();
        return *this;
    }
    bool hasRow() const { return m_row; }
    void step();
    void reset(); // ends the read, too: a read that stands open keeps the log from being reused

    std::int64_t integer(int column) const;
    std::string text(int column) const;
    std::string_view bytes(int column) const; // valid until the next step
    bool isNull(int column) const;
    Time time(int column) const { return fromMicros(integer(column)); }

    struct Blob {
        std::string_view bytes;
    };
    struct Null {};

private:
    void bind(int place, std::int64_t value);
    void bind(int place, int value) { bind(place, std::int64_t(value)); }
    void bind(int place, bool value) { bind(place, std::int64_t(value)); }
    void bind(int place, Time value) { bind(place, toMicros(value)); }
    void bind(int place, std::string_view value);
    void bind(int place, Blob value);
    void bind(int place, Null value);

    const Database& m_database;
    sqlite3_stmt* m_statement = nullptr;
    bool m_row = false;
};

// Rolls back unless it is committed.
class Transaction {
public:
    explicit Transaction(const Database& database);
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();
    void commit();

private:
    const Database& m_database;
    bool m_open = true;
};

} // namespace postern::spool
