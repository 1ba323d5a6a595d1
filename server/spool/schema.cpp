// SPDX-License-Identifier: GPL-3.0-or-later
#include "spool/schema.h"

#include "base/sentence.h"

namespace postern::spool {

namespace {

constexpr std::int64_t applicationId = 0x50535051; // "PSPQ"
constexpr std::int64_t version = 2;

// The content comes last: who reads the rest does not have to walk over it.
constexpr const char* schema = R"(
CREATE TABLE message (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    sender TEXT NOT NULL,
    kind INTEGER NOT NULL,
    arrival INTEGER NOT NULL,
    size INTEGER NOT NULL,
    header TEXT NOT NULL,
    return_what TEXT NOT NULL,
    envelope_id TEXT NOT NULL,
    eight_bit INTEGER NOT NULL,
    utf8 INTEGER NOT NULL,
    user TEXT NOT NULL,
    client TEXT NOT NULL,
    helo TEXT NOT NULL,
    service TEXT NOT NULL,
    file TEXT NOT NULL,
    body BLOB
) STRICT;
CREATE INDEX message_name ON message (name);
CREATE TABLE recipient (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    message INTEGER NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    original TEXT NOT NULL,
    notify TEXT NOT NULL,
    destination TEXT NOT NULL,
    state INTEGER NOT NULL,
    next_try INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    last_reply TEXT NOT NULL,
    delay_told INTEGER NOT NULL,
    return_path TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX recipient_message ON recipient (message);
CREATE INDEX recipient_due ON recipient (state, next_try);
PRAGMA application_id = 1347637329;
PRAGMA user_version = 2;
)";
// Version 1: copies had the sender of their message always.
constexpr const char* fromVersion1 = R"(
ALTER TABLE recipient ADD COLUMN return_path TEXT NOT NULL DEFAULT '';
PRAGMA user_version = 2;
)";
static_assert(applicationId == 1347637329);

std::int64_t pragma(const Database& database, const char* sql)
{
    return Statement(database, sql).run().integer(0);
}

} // namespace

const Database& prepared(const Database& database)
{
    // Room that is not needed any more can be given back to the disk. Counts only in a file that is new.
    database.run("PRAGMA auto_vacuum = INCREMENTAL");
    // Debian's SQLite overwrites what is deleted, which would write every message a second time.
    database.run("PRAGMA secure_delete = OFF");
    // FULL: a commit is on the disk when it returns. A larger log is copied back less often.
    database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                 "PRAGMA cache_size = -16000; PRAGMA wal_autocheckpoint = 4000;"
                 "PRAGMA journal_size_limit = 67108864;");
    return database;
}

void makeSchema(const Database& database)
{
    const Transaction whole(database);
    const std::int64_t tables = pragma(database, "SELECT count(*) FROM sqlite_schema");
    const std::int64_t found = pragma(database, "PRAGMA user_version");
    if (tables == 0 && found == 0) {
        database.run(schema);
        database.run("COMMIT");
        return;
    }
    if (pragma(database, "PRAGMA application_id") != applicationId)
        throw SqlFailure(
            {ErrorKind::Invalid, POSTERN_TEXT("server", "the file is no spool of Postern"), {}, {}});
    if (found > version)
        throw SqlFailure({ErrorKind::NewerVersion,
                          POSTERN_TEXT("server", "a newer Postern has written this spool"),
                          {},
                          {}});
    if (found == 1) {
        database.run(fromVersion1);
        database.run("COMMIT");
    }
}

} // namespace postern::spool
