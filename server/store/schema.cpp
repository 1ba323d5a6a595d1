// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema.h"

#include "store/rows.h"

#include <array>

namespace postern::store {

namespace {

// Identifiers are AUTOINCREMENT, so that none is ever used again: history, log and statistics name rows by
// them. Words of enumerations are checked here too, since other programs may write.
constexpr std::array configurationSchema{
    "CREATE TABLE server (id INTEGER PRIMARY KEY CHECK (id = 1), hostname TEXT NOT NULL DEFAULT '',"
    " postmaster TEXT NOT NULL DEFAULT '', event_days INTEGER NOT NULL DEFAULT 90,"
    " event_megabytes INTEGER NOT NULL DEFAULT 2048, queue_hours INTEGER NOT NULL DEFAULT 120,"
    " delay_hours INTEGER NOT NULL DEFAULT 4)",
    "CREATE TABLE lan_range (id INTEGER PRIMARY KEY AUTOINCREMENT, range TEXT NOT NULL UNIQUE,"
    " position INTEGER NOT NULL DEFAULT 0)",
    "CREATE TABLE trusted_forwarder (id INTEGER PRIMARY KEY AUTOINCREMENT, range TEXT NOT NULL UNIQUE,"
    " position INTEGER NOT NULL DEFAULT 0)",
    "CREATE TABLE dns_server (id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT NOT NULL UNIQUE,"
    " position INTEGER NOT NULL DEFAULT 0)",
    "CREATE TABLE domain (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL COLLATE NOCASE UNIQUE)",
    "CREATE TABLE domain_alias (id INTEGER PRIMARY KEY AUTOINCREMENT, domain INTEGER NOT NULL REFERENCES "
    "domain(id),"
    " name TEXT NOT NULL COLLATE NOCASE, position INTEGER NOT NULL DEFAULT 0, UNIQUE (domain, name))",
    "CREATE TABLE mailbox (id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT NOT NULL COLLATE NOCASE UNIQUE,"
    " password_hash TEXT NOT NULL DEFAULT '', delivery TEXT NOT NULL DEFAULT '',"
    " scram_keys TEXT NOT NULL DEFAULT '',"
    " rewrite_sender INTEGER NOT NULL DEFAULT 0 CHECK (rewrite_sender IN (0, 1)))",
    "CREATE TABLE address_alias (id INTEGER PRIMARY KEY AUTOINCREMENT, mailbox INTEGER NOT NULL REFERENCES "
    "mailbox(id),"
    " address TEXT NOT NULL COLLATE NOCASE, position INTEGER NOT NULL DEFAULT 0, UNIQUE (mailbox, address))",
    "CREATE TABLE forward_address (id INTEGER PRIMARY KEY AUTOINCREMENT, mailbox INTEGER NOT NULL REFERENCES "
    "mailbox(id),"
    " address TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0, UNIQUE (mailbox, address))",
    "CREATE TABLE route (id INTEGER PRIMARY KEY AUTOINCREMENT, domain TEXT NOT NULL COLLATE NOCASE UNIQUE,"
    " destination TEXT NOT NULL, user TEXT NOT NULL DEFAULT '', password TEXT NOT NULL DEFAULT '',"
    " tls TEXT NOT NULL DEFAULT 'opportunistic' CHECK (tls IN ('opportunistic', 'none', 'required', "
    "'verified')))",
    "CREATE TABLE service (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL COLLATE NOCASE UNIQUE,"
    " preset TEXT NOT NULL DEFAULT 'mx' CHECK (preset IN ('mx', 'submission', 'submission-tls', "
    "'internal-relay')),"
    " enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),"
    " port INTEGER NOT NULL DEFAULT 25 CHECK (port BETWEEN 1 AND 65535),"
    " greeting TEXT NOT NULL DEFAULT '',"
    " access TEXT NOT NULL DEFAULT 'any' CHECK (access IN ('any', 'lan', 'listed', 'lan-and-listed')),"
    " relay_lan INTEGER NOT NULL DEFAULT 1 CHECK (relay_lan IN (0, 1)),"
    " relay_authenticated INTEGER NOT NULL DEFAULT 1 CHECK (relay_authenticated IN (0, 1)),"
    " relay_sender_local INTEGER NOT NULL DEFAULT 0 CHECK (relay_sender_local IN (0, 1)),"
    " exempt_lan INTEGER NOT NULL DEFAULT 1 CHECK (exempt_lan IN (0, 1)),"
    " exempt_authenticated INTEGER NOT NULL DEFAULT 1 CHECK (exempt_authenticated IN (0, 1)),"
    " answer_at_rcpt INTEGER NOT NULL DEFAULT 1 CHECK (answer_at_rcpt IN (0, 1)),"
    " size_limit INTEGER NOT NULL DEFAULT 52428800, hop_limit INTEGER NOT NULL DEFAULT 50,"
    " recipient_limit INTEGER NOT NULL DEFAULT 1000, connection_limit INTEGER NOT NULL DEFAULT 10000,"
    " connection_limit_per_client INTEGER NOT NULL DEFAULT 50, timeout_seconds INTEGER NOT NULL DEFAULT 300,"
    " error_limit INTEGER NOT NULL DEFAULT 20,"
    " tls_mode TEXT NOT NULL DEFAULT 'none' CHECK (tls_mode IN ('none', 'starttls', 'required', "
    "'implicit')),"
    " tls_only_13 INTEGER NOT NULL DEFAULT 0 CHECK (tls_only_13 IN (0, 1)),"
    " auth_without_tls INTEGER NOT NULL DEFAULT 0 CHECK (auth_without_tls IN (0, 1)),"
    " auth_backend TEXT NOT NULL DEFAULT '',"
    " connections_per_minute INTEGER NOT NULL DEFAULT 0, messages_per_hour INTEGER NOT NULL DEFAULT 0,"
    " recipients_per_hour INTEGER NOT NULL DEFAULT 0, user_messages_per_hour INTEGER NOT NULL DEFAULT 0,"
    " user_recipients_per_hour INTEGER NOT NULL DEFAULT 0, login_failures INTEGER NOT NULL DEFAULT 10,"
    " ban_minutes INTEGER NOT NULL DEFAULT 15, tarpit_seconds INTEGER NOT NULL DEFAULT 0,"
    " commands_per_minute INTEGER NOT NULL DEFAULT 0, megabytes_per_hour INTEGER NOT NULL DEFAULT 0,"
    " greylist_delay_seconds INTEGER NOT NULL DEFAULT 300, greylist_retry_hours INTEGER NOT NULL DEFAULT 48,"
    " greylist_keep_days INTEGER NOT NULL DEFAULT 36, greylist_passes INTEGER NOT NULL DEFAULT 5)",
    "CREATE TABLE service_certificate (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL "
    "REFERENCES service(id),"
    " certificate TEXT NOT NULL, key TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0,"
    " UNIQUE (service, certificate, key))",
    "CREATE TABLE auth_mechanism (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL REFERENCES "
    "service(id),"
    " mechanism TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0, UNIQUE (service, mechanism))",
    "CREATE TABLE proxy_peer (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL REFERENCES "
    "service(id),"
    " range TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0, UNIQUE (service, range))",
    "CREATE TABLE service_address (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL REFERENCES "
    "service(id),"
    " address TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0, UNIQUE (service, address))",
    "CREATE TABLE access_range (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL REFERENCES "
    "service(id),"
    " range TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0, UNIQUE (service, range))",
    "CREATE TABLE relay_range (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL REFERENCES "
    "service(id),"
    " range TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0, UNIQUE (service, range))",
    "CREATE TABLE relay_recipient (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL REFERENCES "
    "service(id),"
    " pattern TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0, UNIQUE (service, pattern))",
    "CREATE TABLE dns_list (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL REFERENCES "
    "service(id),"
    " zone TEXT NOT NULL COLLATE NOCASE, points INTEGER NOT NULL DEFAULT 100,"
    " enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)), position INTEGER NOT NULL DEFAULT 0,"
    " kind TEXT NOT NULL DEFAULT 'client' CHECK (kind IN ('client', 'domain')), UNIQUE (service, zone))",
    // of the list with this zone
    "CREATE TABLE dns_list_response (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL "
    "REFERENCES service(id),"
    " zone TEXT NOT NULL COLLATE NOCASE, answers TEXT NOT NULL, points INTEGER NOT NULL DEFAULT 100,"
    " text TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL DEFAULT 0, UNIQUE (service, zone, answers))",
    "CREATE TABLE scanner (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL REFERENCES "
    "service(id),"
    " kind TEXT NOT NULL CHECK (kind IN ('spamd', 'rspamd', 'milter')), address TEXT NOT NULL,"
    " enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)), points INTEGER NOT NULL DEFAULT 100,"
    " timeout_seconds INTEGER NOT NULL DEFAULT 30,"
    " on_failure TEXT NOT NULL DEFAULT 'accept' CHECK (on_failure IN ('accept', 'defer')),"
    " size_limit INTEGER NOT NULL DEFAULT 1048576, header TEXT NOT NULL DEFAULT '',"
    " reject_text TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL DEFAULT 0, UNIQUE (service, address))",
    // of the scanner with this address
    "CREATE TABLE scanner_exception (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL "
    "REFERENCES service(id),"
    " address TEXT NOT NULL, pattern TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0,"
    " UNIQUE (service, address, pattern))",
    "CREATE TABLE subscription (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL REFERENCES "
    "service(id),"
    " color TEXT NOT NULL CHECK (color IN ('black', 'white')),"
    " kind TEXT NOT NULL CHECK (kind IN ('ip', 'sender', 'recipient', 'helo')), file TEXT NOT NULL,"
    " enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)), position INTEGER NOT NULL DEFAULT 0,"
    " UNIQUE (service, color, kind, file))",
    "CREATE TABLE shared_subscription (id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " color TEXT NOT NULL CHECK (color IN ('black', 'white')),"
    " kind TEXT NOT NULL CHECK (kind IN ('ip', 'sender', 'recipient', 'helo')), file TEXT NOT NULL,"
    " enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)), position INTEGER NOT NULL DEFAULT 0,"
    " UNIQUE (color, kind, file))",
    "CREATE TABLE service_check (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL REFERENCES "
    "service(id),"
    " check_id TEXT NOT NULL, mode TEXT CHECK (mode IN ('off', 'monitor', 'enforce')), reply TEXT NOT NULL "
    "DEFAULT '',"
    " UNIQUE (service, check_id))",
    "CREATE TABLE list_entry (id INTEGER PRIMARY KEY AUTOINCREMENT, service INTEGER NOT NULL DEFAULT 0,"
    " color TEXT NOT NULL CHECK (color IN ('black', 'white')),"
    " kind TEXT NOT NULL CHECK (kind IN ('ip', 'sender', 'recipient', 'helo')), pattern TEXT NOT NULL,"
    " negated INTEGER NOT NULL DEFAULT 0 CHECK (negated IN (0, 1)),"
    " condition TEXT NOT NULL DEFAULT 'always' CHECK (condition IN ('always', 'spf-pass', 'from-range')),"
    " only_from TEXT NOT NULL DEFAULT '', comment TEXT NOT NULL DEFAULT '', author TEXT NOT NULL DEFAULT '',"
    " created INTEGER NOT NULL DEFAULT 0, expires INTEGER,"
    " enabled INTEGER NOT NULL DEFAULT 1 CHECK (enabled IN (0, 1)),"
    " UNIQUE (service, color, kind, pattern, negated))",
};

// What belongs to a row goes with it. By trigger and not by ON DELETE CASCADE, because other programs (the
// sqlite3 shell) have foreign keys switched off unless they ask for them.
constexpr std::array cascades{
    "CREATE TRIGGER domain_gone AFTER DELETE ON domain BEGIN DELETE FROM domain_alias WHERE domain = OLD.id; "
    "END",
    "CREATE TRIGGER mailbox_gone AFTER DELETE ON mailbox BEGIN"
    " DELETE FROM address_alias WHERE mailbox = OLD.id; DELETE FROM forward_address WHERE mailbox = OLD.id; "
    "END",
    "CREATE TRIGGER service_gone AFTER DELETE ON service BEGIN"
    " DELETE FROM service_address WHERE service = OLD.id; DELETE FROM access_range WHERE service = OLD.id;"
    " DELETE FROM relay_range WHERE service = OLD.id; DELETE FROM relay_recipient WHERE service = OLD.id;"
    " DELETE FROM service_certificate WHERE service = OLD.id; DELETE FROM auth_mechanism WHERE service = "
    "OLD.id;"
    " DELETE FROM proxy_peer WHERE service = OLD.id; DELETE FROM dns_list WHERE service = OLD.id;"
    " DELETE FROM dns_list_response WHERE service = OLD.id; DELETE FROM scanner WHERE service = OLD.id;"
    " DELETE FROM scanner_exception WHERE service = OLD.id; DELETE FROM subscription WHERE service = OLD.id;"
    " DELETE FROM service_check WHERE service = OLD.id; DELETE FROM list_entry WHERE service = OLD.id; END",
    "CREATE TRIGGER list_entry_gone AFTER DELETE ON list_entry BEGIN DELETE FROM list_hit WHERE entry = "
    "OLD.id; END",
};

constexpr std::array historySchema{
    "CREATE TABLE revision (id INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL, author TEXT NOT "
    "NULL,"
    " summary TEXT NOT NULL)",
    // revision is NULL until Store gathers what is pending into one
    "CREATE TABLE change (id INTEGER PRIMARY KEY AUTOINCREMENT, revision INTEGER REFERENCES revision(id),"
    " table_name TEXT NOT NULL, row_id INTEGER NOT NULL, before TEXT, after TEXT)",
    "CREATE INDEX change_by_revision ON change (revision)",
    // finds the name of what is gone; list entries own nothing and are many
    "CREATE INDEX change_by_row ON change (row_id) WHERE table_name <> 'list_entry'",
};

constexpr std::array observedSchema{
    "CREATE TABLE list_hit (entry INTEGER PRIMARY KEY, hits INTEGER NOT NULL, last_hit INTEGER)",
    // the files that lists subscribe to, as each node sees them
    "CREATE TABLE list_file (node TEXT NOT NULL, service INTEGER NOT NULL, color TEXT NOT NULL, kind TEXT NOT "
    "NULL, file TEXT NOT NULL,"
    " state TEXT NOT NULL CHECK (state IN ('reading', 'current', 'kept', 'failed')), lines INTEGER NOT NULL,"
    " refused INTEGER NOT NULL, first_refused TEXT NOT NULL, read INTEGER NOT NULL, error TEXT NOT NULL,"
    " PRIMARY KEY (node, service, color, kind, file)) WITHOUT ROWID",
    "CREATE TABLE node (name TEXT PRIMARY KEY, version TEXT NOT NULL, process INTEGER NOT NULL, started "
    "INTEGER NOT NULL,"
    " heartbeat INTEGER NOT NULL, revision INTEGER NOT NULL, error TEXT NOT NULL, queued INTEGER NOT NULL "
    "DEFAULT 0,"
    " held INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID",
    "CREATE TABLE listener (node TEXT NOT NULL, service INTEGER NOT NULL, name TEXT NOT NULL,"
    " state TEXT NOT NULL CHECK (state IN ('stopped', 'starting', 'running', 'failed')),"
    " error TEXT NOT NULL, connections INTEGER NOT NULL, PRIMARY KEY (node, service)) WITHOUT ROWID",
    "CREATE TABLE command (id INTEGER PRIMARY KEY AUTOINCREMENT, verb TEXT NOT NULL, argument TEXT NOT NULL,"
    " author TEXT NOT NULL, created INTEGER NOT NULL)",
    // what each node has been handed out already
    "CREATE TABLE command_taken (node TEXT PRIMARY KEY, command INTEGER NOT NULL) WITHOUT ROWID",
    // the most urgent part of each node's queue; one row a recipient that is not done
    "CREATE TABLE queue_entry (node TEXT NOT NULL, message TEXT NOT NULL, recipient TEXT NOT NULL,"
    " sender TEXT NOT NULL, destination TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('queued', "
    "'active', 'held')),"
    " size INTEGER NOT NULL, arrived INTEGER NOT NULL, next_try INTEGER NOT NULL, attempts INTEGER NOT NULL,"
    " last_error TEXT NOT NULL, PRIMARY KEY (node, message, recipient)) WITHOUT ROWID",
    // sessions that are open now
    "CREATE TABLE connection (node TEXT NOT NULL, id INTEGER NOT NULL, service INTEGER NOT NULL,"
    " client TEXT NOT NULL, helo TEXT NOT NULL, user TEXT NOT NULL, tls TEXT NOT NULL, sender TEXT NOT NULL,"
    " stage TEXT NOT NULL, messages INTEGER NOT NULL, since INTEGER NOT NULL, active INTEGER NOT NULL,"
    " PRIMARY KEY (node, id)) WITHOUT ROWID",
    // headers that somebody asked for, for some minutes
    "CREATE TABLE message_header (node TEXT NOT NULL, message TEXT NOT NULL, text TEXT NOT NULL,"
    " read INTEGER NOT NULL, PRIMARY KEY (node, message)) WITHOUT ROWID",
    "CREATE TABLE ban (client TEXT PRIMARY KEY, until INTEGER NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID",
    // who has tried to send to whom; with recipient '' how many of a network's tries have passed
    "CREATE TABLE greylist (id INTEGER PRIMARY KEY, network TEXT NOT NULL, sender TEXT NOT NULL,"
    " recipient TEXT NOT NULL, first INTEGER NOT NULL, passes INTEGER NOT NULL, until INTEGER NOT NULL,"
    " UNIQUE (network, sender, recipient))",
    "CREATE INDEX greylist_by_end ON greylist (until)",
    // what each DNS list last said to an engine
    "CREATE TABLE dns_list_state (node TEXT NOT NULL, zone TEXT NOT NULL COLLATE NOCASE, asked INTEGER NOT "
    "NULL,"
    " milliseconds INTEGER NOT NULL, problem TEXT NOT NULL, PRIMARY KEY (node, zone)) WITHOUT ROWID",
    // the copy of this store that Postern made last
    "CREATE TABLE last_backup (id INTEGER PRIMARY KEY CHECK (id = 1), made INTEGER NOT NULL, file TEXT NOT "
    "NULL)",
};

constexpr std::array workSchema{
    // decisions that somebody wants to stay as they are, or to become otherwise
    "CREATE TABLE pin (id INTEGER PRIMARY KEY AUTOINCREMENT, created INTEGER NOT NULL, author TEXT NOT NULL,"
    " expected TEXT NOT NULL CHECK (expected IN ('accepted', 'refused')), service INTEGER NOT NULL,"
    " facts TEXT NOT NULL, reference TEXT NOT NULL, note TEXT NOT NULL)",
};

constexpr std::array logSchema{
    "CREATE TABLE event (id INTEGER PRIMARY KEY AUTOINCREMENT, time INTEGER NOT NULL, node TEXT NOT NULL,"
    " service TEXT NOT NULL, client TEXT NOT NULL, helo TEXT NOT NULL, tls TEXT NOT NULL, user TEXT NOT NULL,"
    " sender TEXT NOT NULL, recipient TEXT NOT NULL, size INTEGER NOT NULL, outcome INTEGER NOT NULL,"
    " check_id TEXT NOT NULL, monitored TEXT NOT NULL, reply TEXT NOT NULL, reference TEXT NOT NULL,"
    " entry INTEGER NOT NULL, revision INTEGER NOT NULL, trace TEXT NOT NULL, facts TEXT NOT NULL)",
    // in which blocks of a segment something occurs (event_key.h)
    "CREATE TABLE event_key (key INTEGER NOT NULL, block INTEGER NOT NULL, PRIMARY KEY (key, block)) WITHOUT "
    "ROWID",
    // which letters occur in which blocks of a part (letter_index.h)
    "CREATE TABLE event_letters (part INTEGER NOT NULL, bucket INTEGER NOT NULL, blocks BLOB NOT NULL,"
    " PRIMARY KEY (part, bucket)) WITHOUT ROWID",
    // sums of 1,024 events each
    "CREATE TABLE event_chunk (chunk INTEGER PRIMARY KEY, min_time INTEGER NOT NULL, max_time INTEGER NOT "
    "NULL,"
    " bytes INTEGER NOT NULL)",
    "CREATE TABLE counter (minute INTEGER NOT NULL, node TEXT NOT NULL, service TEXT NOT NULL, check_id TEXT "
    "NOT NULL,"
    " outcome INTEGER NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (minute, node, service, check_id, outcome))"
    " WITHOUT ROWID",
    // by the hour, for statistics (statistics_table.h)
    "CREATE TABLE hour_counter (kind TEXT NOT NULL CHECK (kind IN ('check', 'service', 'network', 'sender')),"
    " hour INTEGER NOT NULL, name TEXT NOT NULL, accepted INTEGER NOT NULL, rejected INTEGER NOT NULL,"
    " deferred INTEGER NOT NULL, PRIMARY KEY (kind, hour, name)) WITHOUT ROWID",
};

// "json_object('id', NEW.id, 'name', NEW.name)"
std::string jsonOfRow(const Table& table, std::string_view which)
{
    std::string text = "json_object(";
    for (const std::string_view column : table.columns) {
        if (text.back() != '(')
            text += ", ";
        text += '\'' + std::string(column) + "', " + std::string(which) + '.' + std::string(column);
    }
    return text + ')';
}

std::string historyTrigger(const Table& table, const std::string& act, const std::string& when,
                           const std::string& row, const std::string& before, const std::string& after)
{
    const std::string name(table.name);
    return "CREATE TRIGGER " + name + "_history_" + act + " AFTER " + act + " ON " + name + when +
           " BEGIN INSERT INTO change (table_name, row_id, before, after) VALUES ('" + name + "', " + row +
           ".id, " + before + ", " + after + "); END";
}

void createHistoryTriggers(const Database& database, const Table& table)
{
    const std::string before = jsonOfRow(table, "OLD");
    const std::string after = jsonOfRow(table, "NEW");
    database.execute(historyTrigger(table, "INSERT", "", "NEW", "NULL", after));
    database.execute(
        historyTrigger(table, "UPDATE", " WHEN " + before + " IS NOT " + after, "NEW", before, after));
    database.execute(historyTrigger(table, "DELETE", "", "OLD", before, "NULL"));
    const std::string name(table.name);
    database.execute(
        "CREATE TRIGGER " + name + "_keeps_id BEFORE UPDATE OF id ON " + name +
        " WHEN NEW.id <> OLD.id BEGIN SELECT RAISE(ABORT, 'the id of a row never changes'); END");
}

template <std::size_t Count>
void executeAll(const Database& database, const std::array<const char*, Count>& statements)
{
    for (const char* statement : statements)
        database.execute(statement);
}

template <std::size_t Count>
void addTableNames(std::vector<std::string>& names, const std::array<const char*, Count>& statements)
{
    constexpr std::string_view start = "CREATE TABLE ";
    for (const std::string_view statement : statements)
        if (statement.starts_with(start))
            names.emplace_back(
                statement.substr(start.size(), statement.find(' ', start.size()) - start.size()));
}

void createTriggers(const Database& database)
{
    executeAll(database, cascades);
    for (const Table& table : configurationTables())
        createHistoryTriggers(database, table);
    createHistoryTriggers(database, listEntryRows());
}

} // namespace

void createSchema(const Database& database)
{
    executeAll(database, configurationSchema);
    executeAll(database, historySchema);
    executeAll(database, observedSchema);
    executeAll(database, workSchema);
    executeAll(database, logSchema);
    database.execute(
        "INSERT INTO server (id) VALUES (1)"); // before the triggers: a store begins without history
    createTriggers(database);
    database.execute("PRAGMA application_id = " + std::to_string(applicationId));
    database.execute("PRAGMA user_version = " + std::to_string(schemaVersion));
}

void replaceTriggers(const Database& database)
{
    std::vector<std::string> names;
    Statement triggers(database, "SELECT name FROM sqlite_master WHERE type = 'trigger'");
    triggers.run();
    while (triggers.next())
        names.push_back(triggers.text(0));
    triggers.finish();
    for (const std::string& name : names)
        database.execute("DROP TRIGGER " + name);
    createTriggers(database);
}

std::vector<std::string> schemaTables()
{
    std::vector<std::string> names;
    addTableNames(names, configurationSchema);
    addTableNames(names, historySchema);
    addTableNames(names, observedSchema);
    addTableNames(names, workSchema);
    addTableNames(names, logSchema);
    return names;
}

} // namespace postern::store
