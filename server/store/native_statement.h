// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/database.h"

#include <memory>

struct sqlite3_stmt;

namespace postern::store {

// Bytes that are no text, for NativeStatement. Not copied either.
struct Blob {
    std::string_view bytes;
};

// A prepared statement on the very handle of the database's connection, for the few that run once for each
// event or list entry: Qt Sql takes every value through a QVariant and every text through UTF-16 and back,
// which cost more than SQLite's own work. `?` marks and columns are numbered from 0, as in Statement, and it
// throws the same. Ends before its Database.
class NativeStatement {
public:
    NativeStatement(const Database& database, std::string_view sql);

    // Binds by position and runs to the end, for statements that answer with no rows. May be called again.
    template <class... Values>
    void run(const Values&... values)
    {
        bindFrom(0, values...);
        execute();
    }
    // Texts are not copied: they must stay as they are until execute(), finish(), or next() says false.
    template <class... Values>
    void bindFrom(int position, const Values&... values)
    {
        (bind(position++, values), ...);
    }
    void bind(int position, std::int64_t number);
    void bind(int position, int number) { bind(position, std::int64_t(number)); }
    void bind(int position, bool flag) { bind(position, std::int64_t(flag)); }
    void bind(int position, Time time) { bind(position, toMicros(time)); }
    void bind(int position, std::string_view text);
    void bind(int position, const std::string& text) { bind(position, std::string_view(text)); }
    void bind(int position, const std::optional<Time>& time);
    void bind(int position, const Blob& blob); // never NULL, also where it is empty

    void execute();
    bool next();             // the next row; false, and finished, after the last
    int changedRows() const; // by the last execute(), without what triggers changed
    void finish() noexcept;  // so that no read transaction stays open

    bool isNull(int column) const;
    std::int64_t integer(int column) const;
    std::string_view text(int column) const;  // valid until next() or finish(); empty where NULL
    std::string_view bytes(int column) const; // of a BLOB; the same
    Time time(int column) const { return fromMicros(integer(column)); }
    std::optional<Time> optionalTime(int column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };

    void check(int code);
    [[noreturn]] void raise() const;

    const Database& m_database;
    std::string m_sql;
    std::unique_ptr<sqlite3_stmt, Finalize> m_statement;
};

} // namespace postern::store
