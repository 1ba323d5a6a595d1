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

// Version 1, before the first release: neither encryption nor logging in, nor a queue.
void fromVersion1(const Database& database)
{
    for (
        const char* statement : {
            "ALTER TABLE server ADD COLUMN queue_hours INTEGER NOT NULL DEFAULT 120",
            "ALTER TABLE server ADD COLUMN delay_hours INTEGER NOT NULL DEFAULT 4",
            "ALTER TABLE mailbox ADD COLUMN scram_keys TEXT NOT NULL DEFAULT ''",
            "CREATE TABLE forward_address (id INTEGER PRIMARY KEY AUTOINCREMENT, mailbox INTEGER NOT NULL"
            " REFERENCES mailbox(id), address TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0,"
            " UNIQUE (mailbox, address))",
            "ALTER TABLE route ADD COLUMN user TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE route ADD COLUMN password TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE route ADD COLUMN tls TEXT NOT NULL DEFAULT 'opportunistic'"
            " CHECK (tls IN ('opportunistic', 'none', 'required', 'verified'))",
            "ALTER TABLE service ADD COLUMN tls_mode TEXT NOT NULL DEFAULT 'none'"
            " CHECK (tls_mode IN ('none', 'starttls', 'required', 'implicit'))",
            "ALTER TABLE service ADD COLUMN tls_only_13 INTEGER NOT NULL DEFAULT 0 CHECK (tls_only_13 IN (0, "
            "1))",
            "ALTER TABLE service ADD COLUMN auth_without_tls INTEGER NOT NULL DEFAULT 0"
            " CHECK (auth_without_tls IN (0, 1))",
            "ALTER TABLE service ADD COLUMN auth_backend TEXT NOT NULL DEFAULT ''",
            "ALTER TABLE service ADD COLUMN connections_per_minute INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE service ADD COLUMN messages_per_hour INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE service ADD COLUMN recipients_per_hour INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE service ADD COLUMN user_messages_per_hour INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE service ADD COLUMN user_recipients_per_hour INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE service ADD COLUMN login_failures INTEGER NOT NULL DEFAULT 10",
            "ALTER TABLE service ADD COLUMN ban_minutes INTEGER NOT NULL DEFAULT 15",
            "ALTER TABLE service ADD COLUMN tarpit_seconds INTEGER NOT NULL DEFAULT 0",
            "CREATE TABLE service_certificate (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL"
            " REFERENCES service(id), certificate TEXT NOT NULL, key TEXT NOT NULL,"
            " position INTEGER NOT NULL DEFAULT 0, UNIQUE (service, certificate, key))",
            "CREATE TABLE auth_mechanism (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL"
            " REFERENCES service(id), mechanism TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0,"
            " UNIQUE (service, mechanism))",
            "CREATE TABLE proxy_peer (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL"
            " REFERENCES service(id), range TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0,"
            " UNIQUE (service, range))",
            // what the presets say
            "UPDATE service SET tls_mode = CASE preset WHEN 'submission' THEN 'required'"
            " WHEN 'submission-tls' THEN 'implicit' ELSE 'starttls' END",
            "INSERT INTO auth_mechanism (service, mechanism, position) SELECT service.id, m.column1, "
            "m.column2"
            " FROM service, (VALUES ('PLAIN', 1000), ('LOGIN', 2000), ('SCRAM-SHA-256', 3000)) AS m"
            " WHERE preset IN ('submission', 'submission-tls')",
            "ALTER TABLE node ADD COLUMN queued INTEGER NOT NULL DEFAULT 0",
            "ALTER TABLE node ADD COLUMN held INTEGER NOT NULL DEFAULT 0",
            "CREATE TABLE queue_entry (node TEXT NOT NULL, message TEXT NOT NULL, recipient TEXT NOT NULL,"
            " sender TEXT NOT NULL, destination TEXT NOT NULL, state TEXT NOT NULL"
            " CHECK (state IN ('queued', 'active', 'held')), size INTEGER NOT NULL, arrived INTEGER NOT NULL,"
            " next_try INTEGER NOT NULL, attempts INTEGER NOT NULL, last_error TEXT NOT NULL,"
            " PRIMARY KEY (node, message, recipient)) WITHOUT ROWID",
            "CREATE TABLE connection (node TEXT NOT NULL, id INTEGER NOT NULL, service INTEGER NOT NULL,"
            " client TEXT NOT NULL, helo TEXT NOT NULL, user TEXT NOT NULL, tls TEXT NOT NULL,"
            " sender TEXT NOT NULL, stage TEXT NOT NULL, messages INTEGER NOT NULL, since INTEGER NOT NULL,"
            " PRIMARY KEY (node, id)) WITHOUT ROWID",
        })
        database.execute(statement);
}

// Version 2: nobody wrote open sessions yet, so nothing is lost.
void fromVersion2(const Database& database)
{
    database.execute("DROP TABLE connection");
    database.execute(
        "CREATE TABLE connection (node TEXT NOT NULL, id INTEGER NOT NULL, service INTEGER NOT NULL,"
        " client TEXT NOT NULL, helo TEXT NOT NULL, user TEXT NOT NULL, tls TEXT NOT NULL, sender TEXT NOT "
        "NULL,"
        " stage TEXT NOT NULL, messages INTEGER NOT NULL, since INTEGER NOT NULL, active INTEGER NOT NULL,"
        " PRIMARY KEY (node, id)) WITHOUT ROWID");
    database.execute(
        "CREATE TABLE message_header (node TEXT NOT NULL, message TEXT NOT NULL, text TEXT NOT NULL,"
        " read INTEGER NOT NULL, PRIMARY KEY (node, message)) WITHOUT ROWID");
}

// Version 3: neither DNS lists nor greylisting.
void fromVersion3(const Database& database)
{
    for (const char* statement : {
             "ALTER TABLE service ADD COLUMN commands_per_minute INTEGER NOT NULL DEFAULT 0",
             "ALTER TABLE service ADD COLUMN megabytes_per_hour INTEGER NOT NULL DEFAULT 0",
             "ALTER TABLE service ADD COLUMN greylist_delay_seconds INTEGER NOT NULL DEFAULT 300",
             "ALTER TABLE service ADD COLUMN greylist_retry_hours INTEGER NOT NULL DEFAULT 48",
             "ALTER TABLE service ADD COLUMN greylist_keep_days INTEGER NOT NULL DEFAULT 36",
             "ALTER TABLE service ADD COLUMN greylist_passes INTEGER NOT NULL DEFAULT 5",
             "CREATE TABLE dns_list (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL"
             " REFERENCES service(id), zone TEXT NOT NULL COLLATE NOCASE,"
             " points INTEGER NOT NULL DEFAULT 100, enabled INTEGER NOT NULL DEFAULT 1"
             " CHECK (enabled IN (0, 1)), position INTEGER NOT NULL DEFAULT 0, UNIQUE (service, zone))",
             "CREATE TABLE dns_list_response (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL"
             " REFERENCES service(id), zone TEXT NOT NULL COLLATE NOCASE, answers TEXT NOT NULL,"
             " points INTEGER NOT NULL DEFAULT 100, text TEXT NOT NULL DEFAULT '',"
             " position INTEGER NOT NULL DEFAULT 0, UNIQUE (service, zone, answers))",
             "CREATE TABLE greylist (id INTEGER PRIMARY KEY, network TEXT NOT NULL, sender TEXT NOT NULL,"
             " recipient TEXT NOT NULL, first INTEGER NOT NULL, passes INTEGER NOT NULL,"
             " until INTEGER NOT NULL, UNIQUE (network, sender, recipient))",
             "CREATE INDEX greylist_by_end ON greylist (until)",
         })
        database.execute(statement);
}

// Version 4: neither scanners nor subscriptions; DNS lists have clients only.
void fromVersion4(const Database& database)
{
    for (const char* statement : {
             "ALTER TABLE mailbox ADD COLUMN rewrite_sender INTEGER NOT NULL DEFAULT 0"
             " CHECK (rewrite_sender IN (0, 1))",
             "ALTER TABLE dns_list ADD COLUMN kind TEXT NOT NULL DEFAULT 'client'"
             " CHECK (kind IN ('client', 'domain'))",
             "CREATE TABLE scanner (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL"
             " REFERENCES service(id), kind TEXT NOT NULL CHECK (kind IN ('spamd', 'rspamd', 'milter')),"
             " address TEXT NOT NULL, enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),"
             " points INTEGER NOT NULL DEFAULT 100, timeout_seconds INTEGER NOT NULL DEFAULT 30,"
             " on_failure TEXT NOT NULL DEFAULT 'accept' CHECK (on_failure IN ('accept', 'defer')),"
             " size_limit INTEGER NOT NULL DEFAULT 1048576, header TEXT NOT NULL DEFAULT '',"
             " reject_text TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL DEFAULT 0,"
             " UNIQUE (service, address))",
             "CREATE TABLE scanner_exception (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL"
             " REFERENCES service(id), address TEXT NOT NULL, pattern TEXT NOT NULL,"
             " position INTEGER NOT NULL DEFAULT 0, UNIQUE (service, address, pattern))",
             "CREATE TABLE subscription (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL"
             " REFERENCES service(id), color TEXT NOT NULL CHECK (color IN ('black', 'white')),"
             " kind TEXT NOT NULL CHECK (kind IN ('ip', 'sender', 'recipient', 'helo')), file TEXT NOT NULL,"
             " enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),"
             " position INTEGER NOT NULL DEFAULT 0, UNIQUE (service, color, kind, file))",
             "CREATE TABLE shared_subscription (id INTEGER PRIMARY KEY AUTOINCREMENT,"
             " color TEXT NOT NULL CHECK (color IN ('black', 'white')),"
             " kind TEXT NOT NULL CHECK (kind IN ('ip', 'sender', 'recipient', 'helo')), file TEXT NOT NULL,"
             " enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),"
             " position INTEGER NOT NULL DEFAULT 0, UNIQUE (color, kind, file))",
             "CREATE TABLE dns_list_state (node TEXT NOT NULL, zone TEXT NOT NULL COLLATE NOCASE,"
             " asked INTEGER NOT NULL, milliseconds INTEGER NOT NULL, problem TEXT NOT NULL,"
             " PRIMARY KEY (node, zone)) WITHOUT ROWID",
             "CREATE TABLE last_backup (id INTEGER PRIMARY KEY CHECK (id = 1), made INTEGER NOT NULL,"
             " file TEXT NOT NULL)",
             "CREATE TABLE hour_counter (kind TEXT NOT NULL"
             " CHECK (kind IN ('check', 'service', 'network', 'sender')), hour INTEGER NOT NULL,"
             " name TEXT NOT NULL, accepted INTEGER NOT NULL, rejected INTEGER NOT NULL,"
             " deferred INTEGER NOT NULL, PRIMARY KEY (kind, hour, name)) WITHOUT ROWID",
             // what was counted by the minute is known by the hour, too; what became of messages is not
             // counted
             "INSERT INTO hour_counter SELECT 'check', minute / 60, check_id, sum(n * (outcome = 0)),"
             " sum(n * (outcome = 1)), sum(n * (outcome = 2)) FROM counter WHERE check_id <> 'delivery'"
             " GROUP BY 2, 3",
             "INSERT INTO hour_counter SELECT 'service', minute / 60, service, sum(n * (outcome = 0)),"
             " sum(n * (outcome = 1)), sum(n * (outcome = 2)) FROM counter WHERE check_id <> 'delivery'"
             " GROUP BY 2, 3",
             "CREATE TABLE list_file (node TEXT NOT NULL, service INTEGER NOT NULL, color TEXT NOT NULL,"
             " kind TEXT NOT NULL, file TEXT NOT NULL,"
             " state TEXT NOT NULL CHECK (state IN ('reading', 'current', 'kept', 'failed')),"
             " lines INTEGER NOT NULL, refused INTEGER NOT NULL, first_refused TEXT NOT NULL,"
             " read INTEGER NOT NULL, error TEXT NOT NULL,"
             " PRIMARY KEY (node, service, color, kind, file)) WITHOUT ROWID",
         })
        database.execute(statement);
}

// Version 5: nothing was pinned, and no index of the log knew parts of names. The engine makes that one
// later.
void fromVersion5(const Database& database)
{
    database.execute("CREATE TABLE event_letters (part INTEGER NOT NULL, bucket INTEGER NOT NULL,"
                     " blocks BLOB NOT NULL, PRIMARY KEY (part, bucket)) WITHOUT ROWID");
    database.execute(
        "CREATE TABLE pin (id INTEGER PRIMARY KEY AUTOINCREMENT, created INTEGER NOT NULL,"
        " author TEXT NOT NULL, expected TEXT NOT NULL CHECK (expected IN ('accepted', 'refused')),"
        " service INTEGER NOT NULL, facts TEXT NOT NULL, reference TEXT NOT NULL, note TEXT NOT NULL)");
}

using Step = void (*)(const Database&);
// by the version that they start from
constexpr std::array<Step, schemaVersion> steps{fromVersion0, fromVersion1, fromVersion2,
                                                fromVersion3, fromVersion4, fromVersion5};

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
