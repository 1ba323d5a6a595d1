// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/database.h"

#include "base/sentence.h"

#include <QSqlDriver>
#include <QSqlError>
#include <QVariant>
#include <sqlite3.h>

#include <atomic>

namespace postern::store {

namespace {

const char* const damagedHint = POSTERN_TEXT(
    "server",
    "copy the file away as it is, then put a backup in its place; `sqlite3 FILE .recover` may save what is "
    "newer than the backup. A running service goes on with what it has loaded");

Error explain(int code, const std::string& said, const std::string& file)
{
    if (code == SQLITE_IOERR_WRITE)
        return {
            ErrorKind::Full,
            POSTERN_TEXT("server", "the store could not be written (%1); nothing was changed"),
            file,
            POSTERN_TEXT("server", "make room on the disk, or raise the quota or size limit, and try again"),
            {said}};
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorKind::Busy,
                POSTERN_TEXT("server", "the store is locked by another program"),
                file,
                POSTERN_TEXT("server", "try again; end a program that holds it open in a transaction"),
                {}};
    case SQLITE_FULL:
        return {ErrorKind::Full,
                POSTERN_TEXT("server", "there is no room to write to the store; nothing was changed"),
                file,
                POSTERN_TEXT("server", "make room on the disk and try again"),
                {}};
    case SQLITE_CORRUPT:
        return {ErrorKind::Damaged,
                POSTERN_TEXT("server", "the store is damaged (%1)"),
                file,
                damagedHint,
                {said}};
    case SQLITE_NOTADB:
        return {ErrorKind::Damaged,
                POSTERN_TEXT("server", "the file is not a store of Postern, or its beginning is damaged"),
                file,
                damagedHint,
                {}};
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_READONLY:
        return {
            ErrorKind::Denied,
            POSTERN_TEXT("server", "the store cannot be written"),
            file,
            POSTERN_TEXT(
                "server",
                "let this user write the file and its folder (SQLite keeps FILE-wal and FILE-shm beside it)"),
            {}};
    case SQLITE_CANTOPEN:
        return {ErrorKind::Denied,
                POSTERN_TEXT("server", "the store cannot be opened"),
                file,
                POSTERN_TEXT("server", "check that the folder is there and that this user may read and write "
                                       "the file and its folder"),
                {}};
    case SQLITE_IOERR:
        return {ErrorKind::Denied,
                POSTERN_TEXT("server", "the store cannot be read or written (%1)"),
                file,
                POSTERN_TEXT("server", "look at the disk and at the system's log"),
                {said}};
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
        return {ErrorKind::Invalid,
                POSTERN_TEXT("server", "the store refuses this value (%1)"),
                file,
                {},
                {said}};
    default:
        return {ErrorKind::Internal, said + " [" + std::to_string(code) + ']', file, {}};
    }
}

QString nextConnectionName()
{
    static std::atomic<unsigned> count{0}; // names of connections are shared by the process (Qt Sql)
    return QStringLiteral("postern-store-%1").arg(++count);
}

} // namespace

Failure::Failure(Error error)
    : std::runtime_error(toString(error))
    , m_error(std::move(error))
{
}

Database::Connection::Connection()
    : name(nextConnectionName())
{
    QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
}

Database::Connection::~Connection()
{
    QSqlDatabase::database(name, false).close();
    QSqlDatabase::removeDatabase(name);
}

Database::Database(const std::string& file, Access access, int busyTimeout)
    : m_file(file)
{
    open(access, busyTimeout);
    m_handle = findHandle();
}

QSqlDatabase Database::connection() const
{
    return QSqlDatabase::database(m_connection.name, false);
}

void Database::open(Access access, int busyTimeout) const
{
    QSqlDatabase opened = connection();
    if (!opened.isValid())
        throw Failure({ErrorKind::Unavailable,
                       POSTERN_TEXT("server", "Qt's driver for SQLite is not installed"),
                       {},
                       POSTERN_TEXT("server", "install the package libqt6sql6-sqlite"),
                       {}});
    opened.setDatabaseName(QString::fromStdString(m_file));
    QString options = QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(busyTimeout);
    if (access == Access::ReadOnly)
        options += QStringLiteral(";QSQLITE_OPEN_READONLY");
    opened.setConnectOptions(options);
    if (!opened.open())
        raise(opened.lastError(), "open");
}

// What is called on the handle must be the library that made it: some builds of Qt bring a SQLite of their
// own.
sqlite3* Database::findHandle() const
{
    const std::string theirs = text("SELECT sqlite_source_id()");
    const QVariant handle = connection().driver()->handle();
    if (theirs != sqlite3_sourceid() || qstrcmp(handle.typeName(), "sqlite3*") != 0)
        throw Failure(
            {ErrorKind::Unavailable,
             POSTERN_TEXT("server", "Qt's driver for SQLite brings a SQLite of its own (%1)"),
             {},
             POSTERN_TEXT("server",
                          "use a Qt whose driver is linked to the system's libsqlite3, as Debian's is"),
             {theirs}});
    return *static_cast<sqlite3* const*>(handle.constData());
}

void Database::execute(std::string_view sql) const
{
    Statement(*this, sql).run();
}

std::int64_t Database::number(std::string_view sql) const
{
    Statement statement(*this, sql);
    return statement.run().next() ? statement.integer(0) : 0;
}

std::string Database::text(std::string_view sql) const
{
    Statement statement(*this, sql);
    return statement.run().next() ? statement.text(0) : std::string();
}

void Database::raise(const QSqlError& error, std::string_view sql) const
{
    raise(error.nativeErrorCode().toInt(), error.databaseText().toStdString(), sql);
}

void Database::raise(int code, const std::string& said, std::string_view sql) const
{
    const Error explained = explain(code, said, m_file);
    if (explained.kind == ErrorKind::Internal)
        throw std::logic_error("store: " + whatIsWrong(explained) + " in: " + std::string(sql));
    throw Failure(explained);
}

Statement::Statement(const Database& database, std::string_view sql)
    : m_database(database)
    , m_sql(sql)
    , m_query(database.connection())
{
    m_query.setForwardOnly(true);
    if (!m_query.prepare(QString::fromUtf8(sql.data(), qsizetype(sql.size()))))
        m_database.raise(m_query.lastError(), m_sql);
}

void Statement::execute()
{
    if (!m_query.exec())
        m_database.raise(m_query.lastError(), m_sql);
}

bool Statement::next()
{
    if (m_query.next())
        return true;
    if (m_query.lastError().isValid())
        m_database.raise(m_query.lastError(), m_sql);
    return false;
}

std::optional<Time> Statement::optionalTime(int column) const
{
    if (isNull(column))
        return std::nullopt;
    return time(column);
}

Transaction::Transaction(const Database& database)
    : m_database(database)
{
    m_database.execute("BEGIN IMMEDIATE");
}

Transaction::~Transaction()
{
    if (!m_open)
        return;
    try {
        m_database.execute("ROLLBACK");
    } catch (const std::exception&) {
        // SQLite has rolled back by itself after a full disk or an I/O error
    }
}

void Transaction::commit()
{
    m_database.execute("COMMIT");
    m_open = false;
}

ReadTransaction::ReadTransaction(const Database& database)
    : m_database(database)
    , m_outermost(!database.m_reading)
{
    if (!m_outermost)
        return;
    m_database.execute("BEGIN");
    m_database.m_reading = true;
}

ReadTransaction::~ReadTransaction()
{
    if (!m_outermost)
        return;
    m_database.m_reading = false;
    try {
        m_database.execute("COMMIT");
    } catch (const std::exception&) {
        // nothing was written; the view ends with the connection at the latest
    }
}

} // namespace postern::store
