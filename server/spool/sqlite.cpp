// SPDX-License-Identifier: GPL-3.0-or-later
#include "spool/sqlite.h"

#include <sqlite3.h>

#include <cerrno>

namespace postern::spool {

namespace {

ErrorKind kindOf(int code, int systemError)
{
    switch (code & 0xff) {
    case SQLITE_IOERR: // a quota, or a limit of a file's size: no room either
        return systemError == EDQUOT || systemError == EFBIG ? ErrorKind::Full : ErrorKind::Internal;
    case SQLITE_FULL:
        return ErrorKind::Full;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorKind::Busy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return ErrorKind::Damaged;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return ErrorKind::Denied;
    default:
        return ErrorKind::Internal;
    }
}

} // namespace

Database::Database(const std::string& file)
    : m_file(file)
{
    // Each connection belongs to one thread at a time: no locks of SQLite's own.
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (::sqlite3_open_v2(file.c_str(), &m_database, flags, nullptr) != SQLITE_OK) {
        const Error error{kindOf(::sqlite3_errcode(m_database), ::sqlite3_system_errno(m_database)),
                          std::string("cannot open the spool: ") + ::sqlite3_errmsg(m_database),
                          file,
                          {}};
        ::sqlite3_close(m_database);
        throw SqlFailure(error);
    }
    ::sqlite3_extended_result_codes(m_database, 1);
    constexpr int milliseconds = 5000;
    ::sqlite3_busy_timeout(m_database, milliseconds);
}

Database::~Database()
{
    ::sqlite3_close(m_database);
}

void Database::fail() const
{
    throw SqlFailure({kindOf(::sqlite3_extended_errcode(m_database), ::sqlite3_system_errno(m_database)),
                      std::string("the spool: ") + ::sqlite3_errmsg(m_database),
                      m_file,
                      {}});
}

void Database::run(const char* sql) const
{
    if (::sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
        fail();
}

std::int64_t Database::lastId() const
{
    return ::sqlite3_last_insert_rowid(m_database);
}

int Database::changes() const
{
    return ::sqlite3_changes(m_database);
}

Statement::Statement(const Database& database, const char* sql)
    : m_database(database)
{
    if (::sqlite3_prepare_v3(database.raw(), sql, -1, SQLITE_PREPARE_PERSISTENT, &m_statement, nullptr) !=
        SQLITE_OK)
        database.fail();
}

Statement::~Statement()
{
    ::sqlite3_finalize(m_statement);
}

void Statement::step()
{
    const int result = ::sqlite3_step(m_statement);
    m_row = result == SQLITE_ROW;
    if (m_row)
        return;
    if (result != SQLITE_DONE)
        m_database.fail();
    ::sqlite3_reset(m_statement);
}

void Statement::reset()
{
    ::sqlite3_reset(m_statement);
    m_row = false;
}

std::int64_t Statement::integer(int column) const
{
    return ::sqlite3_column_int64(m_statement, column);
}

std::string_view Statement::bytes(int column) const
{
    const auto* data = static_cast<const char*>(::sqlite3_column_blob(m_statement, column));
    return {data, data == nullptr ? 0 : std::size_t(::sqlite3_column_bytes(m_statement, column))};
}

std::string Statement::text(int column) const
{
    return std::string(bytes(column));
}

bool Statement::isNull(int column) const
{
    return ::sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

void Statement::bind(int place, std::int64_t value)
{
    if (::sqlite3_bind_int64(m_statement, place, value) != SQLITE_OK)
        m_database.fail();
}

void Statement::bind(int place, std::string_view value)
{
    const char* data = value.data() == nullptr ? "" : value.data();
    if (::sqlite3_bind_text64(m_statement, place, data, value.size(), SQLITE_STATIC, SQLITE_UTF8) !=
        SQLITE_OK)
        m_database.fail();
}

void Statement::bind(int place, Blob value)
{
    const char* data = value.bytes.data() == nullptr ? "" : value.bytes.data();
    if (::sqlite3_bind_blob64(m_statement, place, data, value.bytes.size(), SQLITE_STATIC) != SQLITE_OK)
        m_database.fail();
}

void Statement::bind(int place, Null)
{
    if (::sqlite3_bind_null(m_statement, place) != SQLITE_OK)
        m_database.fail();
}

Transaction::Transaction(const Database& database)
    : m_database(database)
{
    m_database.run("BEGIN IMMEDIATE");
}

Transaction::~Transaction()
{
    // Some failures have ended it already; then there is nothing to roll back.
    if (m_open)
        ::sqlite3_exec(m_database.raw(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit()
{
    m_database.run("COMMIT");
    m_open = false;
}

} // namespace postern::spool
