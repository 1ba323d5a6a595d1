// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/migrations.h"

#include "store/backup.h"
#include "store/event_table.h"
#include "store/schema.h"

#include <QVariant>

#include <array>
#include <filesystem>

namespace postern::store {

namespace {

// A step writes out names and statements as they were then: it must do the same for ever, whatever becomes of
// the tables later. tests/store/fixtures holds a store of each past version.

// Version 0, before the first release: counts by minute and outcome only, and a log without an index.
void fromVersion0(const Database& database)
{
    database.execute(
        "CREATE TABLE event_key (key INTEGER NOT NULL, block INTEGER NOT NULL, PRIMARY KEY (key, block))"
        " WITHOUT ROWID");
    database.execute("CREATE TABLE event_chunk (chunk INTEGER PRIMARY KEY, min_time INTEGER NOT NULL,"
                     " max_time INTEGER NOT NULL, bytes INTEGER NOT NULL)");
    database.execute(
        "CREATE TABLE counter (minute INTEGER NOT NULL, node TEXT NOT NULL, service TEXT NOT NULL,"
        " check_id TEXT NOT NULL, outcome INTEGER NOT NULL, n INTEGER NOT NULL,"
        " PRIMARY KEY (minute, node, service, check_id, outcome)) WITHOUT ROWID");
    database.execute(
        "INSERT INTO counter SELECT time / 60000000, node, service, check_id, outcome, count(*) FROM event"
        " GROUP BY 1, 2, 3, 4, 5");
    database.execute("DROP TABLE event_count");
    database.execute("CREATE INDEX change_by_row ON change (row_id) WHERE table_name <> 'list_entry'");
    indexWholeLog(database);
}

using Step = void (*)(const Database&);
constexpr std::array<Step, schemaVersion> steps{fromVersion0}; // by the version that they start from

std::string freeName(const std::string& name)
{
    std::string candidate = name;
    for (int i = 2; std::filesystem::exists(candidate); ++i)
        candidate = name + '-' + std::to_string(i);
    return candidate;
}

} // namespace

void migrate(const Database& database)
{
    std::int64_t version = database.number("PRAGMA user_version");
    if (version == schemaVersion)
        return;
    backUp(database, freeName(database.file() + ".version-" + std::to_string(version)));
    Transaction transaction(database);
    version = database.number("PRAGMA user_version"); // another program may have been quicker
    for (; version < schemaVersion; ++version)
        steps.at(std::size_t(version))(database);
    replaceTriggers(database);
    database.execute("PRAGMA user_version = " + std::to_string(schemaVersion));
    transaction.commit();
}

} // namespace postern::store
