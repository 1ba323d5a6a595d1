// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/opening.h"

#include "base/sentence.h"
#include "store/migrations.h"
#include "store/rows.h"
#include "store/schema.h"

#include <QVariant>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace postern::store {

namespace {

constexpr const char* backupHint = POSTERN_TEXT(
    "server",
    "copy the file away as it is, then put the last backup (made by `posternctl backup`) in its place");

// Password hashes are in it, so it is nobody else's to read. SQLite gives the files beside it the same
// permissions.
void makeFile(const std::string& where)
{
    const int descriptor = ::open(where.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor >= 0) {
        ::close(descriptor);
        return;
    }
    if (errno == EEXIST) // another program was quicker
        return;
    const ErrorKind kind = errno == ENOENT   ? ErrorKind::NotFound
                           : errno == ENOSPC ? ErrorKind::Full
                                             : ErrorKind::Denied;
    throw Failure({kind,
                   POSTERN_TEXT("server", "the store cannot be made here (%1)"),
                   where,
                   POSTERN_TEXT("server", "make the folder, or let this user write to it"),
                   {std::strerror(errno)}});
}

void checkFile(const std::string& where, OpenMode mode)
{
    struct stat info {};
    if (::stat(where.c_str(), &info) != 0) {
        if (mode == OpenMode::Create)
            return makeFile(where);
        if (errno == ENOENT || errno == ENOTDIR)
            throw Failure({ErrorKind::NotFound,
                           POSTERN_TEXT("server", "there is no store"),
                           where,
                           POSTERN_TEXT("server", "make one: posternctl --store %1 init"),
                           {where}});
        throw Failure({ErrorKind::Denied,
                       POSTERN_TEXT("server", "the store cannot be opened (%1)"),
                       where,
                       POSTERN_TEXT("server", "let this user read and write the file and its folder"),
                       {std::strerror(errno)}});
    }
    if (!S_ISREG(info.st_mode))
        throw Failure({ErrorKind::Invalid,
                       POSTERN_TEXT("server", "this is not a file"),
                       where,
                       POSTERN_TEXT("server", "name the store's file, usually postern.db"),
                       {}});
    if (::access(where.c_str(), R_OK | W_OK) != 0)
        throw Failure({ErrorKind::Denied,
                       POSTERN_TEXT("server", "the store cannot be written"),
                       where,
                       POSTERN_TEXT("server", "let this user write the file and its folder (SQLite keeps "
                                              "FILE-wal and FILE-shm beside it)"),
                       {}});
}

void configure(const Database& database)
{
    database.execute("PRAGMA foreign_keys = ON");
    database.execute("PRAGMA synchronous = FULL"); // what is acknowledged survives a power cut
    database.execute("PRAGMA cache_size = -32000");
    database.execute("PRAGMA temp_store = MEMORY");
    database.execute(
        "PRAGMA wal_autocheckpoint = 4000"); // in pages: an index page is written often before it rests
    database.execute("PRAGMA journal_size_limit = 67108864");
}

bool isEmpty(const Database& database)
{
    return database.number("SELECT count(*) FROM sqlite_master") == 0;
}

void useWal(const Database& database)
{
    if (database.text("PRAGMA journal_mode") != "wal" && database.text("PRAGMA journal_mode = WAL") != "wal")
        throw Failure(
            {ErrorKind::Unavailable,
             POSTERN_TEXT("server", "SQLite cannot use its write-ahead log here"),
             database.file(),
             POSTERN_TEXT("server", "put the store on a local disk: network file systems cannot do it"),
             {}});
}

void create(const Database& database)
{
    database.execute("PRAGMA auto_vacuum = INCREMENTAL"); // only before the first table
    useWal(database);
    Transaction transaction(database);
    if (isEmpty(database)) // else another program was quicker
        createSchema(database);
    transaction.commit();
}

void checkVersion(const Database& database)
{
    if (database.number("PRAGMA application_id") != applicationId)
        throw Failure({ErrorKind::Invalid,
                       POSTERN_TEXT("server", "this is an SQLite file, but not a store of Postern"),
                       database.file(),
                       POSTERN_TEXT("server", "name the store's file, usually postern.db"),
                       {}});
    const std::int64_t version = database.number("PRAGMA user_version");
    if (version > schemaVersion)
        throw Failure(
            {ErrorKind::NewerVersion,
             POSTERN_TEXT(
                 "server",
                 "the store was written by a newer Postern (its version is %1, this program knows %2)"),
             database.file(),
             POSTERN_TEXT("server",
                          "use the newer program; or put back the backup made before it was migrated"),
             {std::to_string(version), std::to_string(schemaVersion)}});
}

[[noreturn]] void refuseDamaged(const Database& database, const std::string& what)
{
    throw Failure({ErrorKind::Damaged,
                   POSTERN_TEXT("server", "the store is damaged: %1"),
                   database.file(),
                   backupHint,
                   {what}});
}

void checkTables(const Database& database)
{
    Statement find(database, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
    for (const std::string& table : schemaTables())
        if (!find.run(table).next())
            refuseDamaged(database, "the table '" + table + "' is missing");
}

// The log and the lists may be gigabytes; reading them says soon enough what is wrong.
void checkConfiguration(const Database& database)
{
    for (const Table& table : configurationTables()) {
        const std::string found = database.text("PRAGMA quick_check('" + std::string(table.name) + "')");
        if (found != "ok")
            refuseDamaged(database, found);
    }
}

} // namespace

std::unique_ptr<Database> openDatabase(const std::string& where, OpenMode mode)
{
    checkFile(where, mode);
    auto database = std::make_unique<Database>(where);
    configure(*database);
    if (isEmpty(*database)) {
        if (mode == OpenMode::Existing)
            throw Failure({ErrorKind::NotFound,
                           POSTERN_TEXT("server", "the file is empty; there is no store in it"),
                           where,
                           POSTERN_TEXT("server", "make one: posternctl --store %1 init"),
                           {where}});
        create(*database);
    }
    checkVersion(*database);
    useWal(*database);
    migrate(*database);
    checkTables(*database);
    checkConfiguration(*database);
    return database;
}

std::vector<std::string> checkAll(const Database& database)
{
    std::vector<std::string> found;
    try {
        Statement check(database, "PRAGMA quick_check");
        check.run();
        while (check.next())
            if (std::string text = check.text(0); text != "ok")
                found.push_back(std::move(text));
    } catch (const Failure& failure) {
        if (failure.error().kind != ErrorKind::Damaged)
            throw;
        found.push_back(whatIsWrong(failure.error())); // too much for SQLite to go on
    }
    return found;
}

} // namespace postern::store
