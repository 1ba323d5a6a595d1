// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/describe.h"

#include "store/change_words.h"
#include "store/rows.h"

#include <QVariant>

#include <algorithm>
#include <array>
#include <set>

namespace postern::store {

namespace {

constexpr std::size_t summaryItems = 6; // further ones are only counted

enum class Form : std::uint8_t { Plain, YesNo, Time, Secret };

struct ColumnWords {
    std::string_view table;
    std::string_view column;
    const char* words;
    Form form = Form::Plain;
};

// Only what does not say itself: other columns are called by their names.
constexpr std::array columnWords{
    ColumnWords{"server", "hostname", POSTERN_TEXT("server", "host name")},
    ColumnWords{"server", "event_days", POSTERN_TEXT("server", "days that the log is kept")},
    ColumnWords{"server", "event_megabytes", POSTERN_TEXT("server", "megabytes that the log may take")},
    ColumnWords{"server", "queue_hours", POSTERN_TEXT("server", "hours that the queue tries")},
    ColumnWords{"server", "delay_hours", POSTERN_TEXT("server", "hours until the sender is told of a delay")},
    ColumnWords{"mailbox", "password_hash", POSTERN_TEXT("server", "password"), Form::Secret},
    ColumnWords{"mailbox", "scram_keys", POSTERN_TEXT("server", "keys of the password"), Form::Secret},
    ColumnWords{"route", "password", POSTERN_TEXT("server", "password"), Form::Secret},
    ColumnWords{"route", "tls", POSTERN_TEXT("server", "encryption")},
    ColumnWords{"service", "enabled", POSTERN_TEXT("server", "starts with the engine"), Form::YesNo},
    ColumnWords{"service", "access", POSTERN_TEXT("server", "who may connect")},
    ColumnWords{"service", "relay_lan", POSTERN_TEXT("server", "the LAN may relay"), Form::YesNo},
    ColumnWords{"service", "relay_authenticated", POSTERN_TEXT("server", "authenticated clients may relay"),
                Form::YesNo},
    ColumnWords{"service", "relay_sender_local", POSTERN_TEXT("server", "relaying asks for a local sender"),
                Form::YesNo},
    ColumnWords{"service", "exempt_lan", POSTERN_TEXT("server", "the LAN is exempt"), Form::YesNo},
    ColumnWords{"service", "exempt_authenticated", POSTERN_TEXT("server", "authenticated clients are exempt"),
                Form::YesNo},
    ColumnWords{"service", "answer_at_rcpt", POSTERN_TEXT("server", "refusals are answered at RCPT TO"),
                Form::YesNo},
    ColumnWords{"service", "size_limit", POSTERN_TEXT("server", "largest message in bytes")},
    ColumnWords{"service", "hop_limit", POSTERN_TEXT("server", "Received: fields at most")},
    ColumnWords{"service", "recipient_limit", POSTERN_TEXT("server", "recipients of a message at most")},
    ColumnWords{"service", "connection_limit", POSTERN_TEXT("server", "connections at most")},
    ColumnWords{"service", "connection_limit_per_client",
                POSTERN_TEXT("server", "connections of one client at most")},
    ColumnWords{"service", "timeout_seconds", POSTERN_TEXT("server", "seconds to wait for a command")},
    ColumnWords{"service", "error_limit", POSTERN_TEXT("server", "errors until the session ends")},
    ColumnWords{"service", "tls_mode", POSTERN_TEXT("server", "encryption")},
    ColumnWords{"service", "tls_only_13", POSTERN_TEXT("server", "TLS 1.3 only"), Form::YesNo},
    ColumnWords{"service", "auth_without_tls", POSTERN_TEXT("server", "logging in without TLS"), Form::YesNo},
    ColumnWords{"service", "auth_backend", POSTERN_TEXT("server", "source of passwords")},
    ColumnWords{"service", "connections_per_minute",
                POSTERN_TEXT("server", "connections of one client in a minute")},
    ColumnWords{"service", "messages_per_hour", POSTERN_TEXT("server", "messages of one client in an hour")},
    ColumnWords{"service", "recipients_per_hour",
                POSTERN_TEXT("server", "recipients of one client in an hour")},
    ColumnWords{"service", "user_messages_per_hour",
                POSTERN_TEXT("server", "messages of one user in an hour")},
    ColumnWords{"service", "user_recipients_per_hour",
                POSTERN_TEXT("server", "recipients of one user in an hour")},
    ColumnWords{"service", "login_failures",
                POSTERN_TEXT("server", "failed log-ins until a client is barred")},
    ColumnWords{"service", "ban_minutes", POSTERN_TEXT("server", "minutes that a client is barred")},
    ColumnWords{"service", "tarpit_seconds", POSTERN_TEXT("server", "seconds that a refused client waits")},
    ColumnWords{"service", "commands_per_minute",
                POSTERN_TEXT("server", "commands of one client in a minute")},
    ColumnWords{"service", "megabytes_per_hour",
                POSTERN_TEXT("server", "megabytes of one client in an hour")},
    ColumnWords{"service", "greylist_delay_seconds",
                POSTERN_TEXT("server", "seconds until greylisting takes a retry")},
    ColumnWords{"service", "greylist_retry_hours",
                POSTERN_TEXT("server", "hours that greylisting waits for a retry")},
    ColumnWords{"service", "greylist_keep_days",
                POSTERN_TEXT("server", "days that greylisting knows who retried")},
    ColumnWords{"service", "greylist_passes",
                POSTERN_TEXT("server", "retries after which greylisting trusts a network")},
    ColumnWords{"dns_list", "points", POSTERN_TEXT("server", "points")},
    ColumnWords{"dns_list", "enabled", POSTERN_TEXT("server", "enabled"), Form::YesNo},
    ColumnWords{"dns_list", "kind", POSTERN_TEXT("server", "what it has")},
    ColumnWords{"mailbox", "rewrite_sender", POSTERN_TEXT("server", "is the sender of what it forwards"),
                Form::YesNo},
    ColumnWords{"scanner", "kind", POSTERN_TEXT("server", "kind")},
    ColumnWords{"scanner", "enabled", POSTERN_TEXT("server", "enabled"), Form::YesNo},
    ColumnWords{"scanner", "points", POSTERN_TEXT("server", "points")},
    ColumnWords{"scanner", "timeout_seconds", POSTERN_TEXT("server", "seconds that it is waited for")},
    ColumnWords{"scanner", "on_failure", POSTERN_TEXT("server", "when it fails")},
    ColumnWords{"scanner", "size_limit", POSTERN_TEXT("server", "octets of a message at most")},
    ColumnWords{"scanner", "header", POSTERN_TEXT("server", "header field")},
    ColumnWords{"scanner", "reject_text", POSTERN_TEXT("server", "text of a refusal")},
    ColumnWords{"subscription", "enabled", POSTERN_TEXT("server", "enabled"), Form::YesNo},
    ColumnWords{"shared_subscription", "enabled", POSTERN_TEXT("server", "enabled"), Form::YesNo},
    ColumnWords{"dns_list_response", "points", POSTERN_TEXT("server", "points")},
    ColumnWords{"dns_list_response", "text", POSTERN_TEXT("server", "text")},
    ColumnWords{"list_entry", "negated", POSTERN_TEXT("server", "takes out again (~)"), Form::YesNo},
    ColumnWords{"list_entry", "only_from", POSTERN_TEXT("server", "only from")},
    ColumnWords{"list_entry", "expires", POSTERN_TEXT("server", "expires"), Form::Time},
    ColumnWords{"list_entry", "created", POSTERN_TEXT("server", "created"), Form::Time},
    ColumnWords{"list_entry", "enabled", POSTERN_TEXT("server", "enabled"), Form::YesNo},
};

struct TableWords {
    std::string_view table;
    const char* words;     // what a row is, and what it is called (%1)
    std::string_view name; // the column that names it
};

constexpr std::array tableWords{
    TableWords{"server", POSTERN_TEXT("server", "server"), ""},
    TableWords{"lan_range", POSTERN_TEXT("server", "LAN range %1"), "range"},
    TableWords{"trusted_forwarder", POSTERN_TEXT("server", "trusted forwarder %1"), "range"},
    TableWords{"dns_server", POSTERN_TEXT("server", "DNS server %1"), "address"},
    TableWords{"domain", POSTERN_TEXT("server", "domain %1"), "name"},
    TableWords{"domain_alias", POSTERN_TEXT("server", "alias %1"), "name"},
    TableWords{"mailbox", POSTERN_TEXT("server", "mailbox %1"), "address"},
    TableWords{"address_alias", POSTERN_TEXT("server", "alias %1"), "address"},
    TableWords{"forward_address", POSTERN_TEXT("server", "forwarding address %1"), "address"},
    TableWords{"route", POSTERN_TEXT("server", "route for %1"), "domain"},
    TableWords{"service", POSTERN_TEXT("server", "service %1"), "name"},
    TableWords{"service_address", POSTERN_TEXT("server", "address %1"), "address"},
    TableWords{"service_certificate", POSTERN_TEXT("server", "certificate %1"), "certificate"},
    TableWords{"auth_mechanism", POSTERN_TEXT("server", "way to log in %1"), "mechanism"},
    TableWords{"proxy_peer", POSTERN_TEXT("server", "proxy %1"), "range"},
    TableWords{"access_range", POSTERN_TEXT("server", "range that may connect %1"), "range"},
    TableWords{"relay_range", POSTERN_TEXT("server", "range that may relay %1"), "range"},
    TableWords{"relay_recipient", POSTERN_TEXT("server", "recipient that is always relayed to %1"),
               "pattern"},
    TableWords{"dns_list", POSTERN_TEXT("server", "DNS list %1"), "zone"},
    TableWords{"scanner", POSTERN_TEXT("server", "scanner %1"), "address"},
    TableWords{"subscription", POSTERN_TEXT("server", "list file %1"), "file"},
    TableWords{"shared_subscription", POSTERN_TEXT("server", "list file %1 of all services"), "file"},
    TableWords{"service_check", POSTERN_TEXT("server", "check %1"), "check_id"},
    TableWords{"list_entry", POSTERN_TEXT("server", "entry %1"), "pattern"},
};

Phrase text(const char* marked, std::vector<Phrase> parts = {})
{
    return {marked, false, std::move(parts)};
}

// "service SMTP", "LAN range 192.168.1.0/24", "check helo.local"
Phrase rowWords(std::string_view table, const std::string& name)
{
    const auto found = std::find_if(tableWords.begin(), tableWords.end(),
                                    [&](const TableWords& w) { return w.table == table; });
    return found == tableWords.end() ? Phrase::name(std::string(table))
                                     : text(found->words, {Phrase::name(name)});
}

Form formOf(std::string_view table, std::string_view column, Phrase& words)
{
    const auto found = std::find_if(columnWords.begin(), columnWords.end(), [&](const ColumnWords& w) {
        return w.table == table && w.column == column;
    });
    words = found == columnWords.end() ? Phrase::name(std::string(column)) : text(found->words);
    return found == columnWords.end() ? Form::Plain : found->form;
}

// An object, or null where there is none (or where another program left nonsense).
Row parsed(const std::string& json)
{
    Row row = json.empty() ? Row() : Row::parse(json, nullptr, false);
    return row.is_object() ? row : Row();
}

// The newest that is known of a row.
Row known(const Change& change)
{
    Row row = parsed(change.after.empty() ? change.before : change.after);
    return row.is_object() ? row : Row::object();
}

Phrase plain(const Row& value)
{
    if (value.is_null())
        return text(POSTERN_TEXT("server", "default"));
    if (value.is_string() && value.get_ref<const std::string&>().empty())
        return text(POSTERN_TEXT("server", "(none)"));
    return Phrase::name(value.is_string() ? value.get<std::string>() : value.dump());
}

Phrase inWords(const Row& value, Form form)
{
    if (form == Form::YesNo)
        return value == 0 ? text(POSTERN_TEXT("server", "no")) : text(POSTERN_TEXT("server", "yes"));
    if (form == Form::Time)
        return value.is_number() ? Phrase::name(toIso8601(fromMicros(value.get<std::int64_t>())))
                                 : text(POSTERN_TEXT("server", "never"));
    return plain(value);
}

Phrase fieldChange(std::string_view table, const std::string& column, const Row& before, const Row& after)
{
    Phrase words;
    const Form form = formOf(table, column, words);
    if (form == Form::Secret)
        return text(after == ""    ? POSTERN_TEXT("server", "%1 removed")
                    : before == "" ? POSTERN_TEXT("server", "%1 set")
                                   : POSTERN_TEXT("server", "%1 changed"),
                    {std::move(words)});
    return text("%1 %2 → %3", {std::move(words), inWords(before, form), inWords(after, form)});
}

Phrase fieldChanges(std::string_view table, const Row& before, const Row& after)
{
    std::vector<Phrase> fields;
    for (const auto& [column, value] : after.items()) {
        if (column == "position" || before.value(column, Row()) == value)
            continue;
        fields.push_back(fieldChange(table, column, before.value(column, Row()), value));
    }
    return fields.empty() ? text(POSTERN_TEXT("server", "moved")) : joined(std::move(fields), ", ");
}

Phrase kindWords(const std::string& kind)
{
    static const std::map<std::string, const char*> kinds{{"ip", POSTERN_TEXT("server", "IP addresses")},
                                                          {"sender", POSTERN_TEXT("server", "Senders")},
                                                          {"recipient", POSTERN_TEXT("server", "Recipients")},
                                                          {"helo", POSTERN_TEXT("server", "HELO names")}};
    const auto found = kinds.find(kind);
    return found == kinds.end() ? Phrase::name(kind) : text(found->second);
}

Phrase listName(const Row& entry, const std::string& owner)
{
    return text("%1 › %2 › %3",
                {owner.empty() ? text(POSTERN_TEXT("server", "all services")) : Phrase::name(owner),
                 entry.value("color", "") == "white" ? text(POSTERN_TEXT("server", "Exceptions"))
                                                     : text(POSTERN_TEXT("server", "Black List")),
                 kindWords(entry.value("kind", ""))});
}

Phrase entryName(const Row& entry)
{
    return Phrase::name((entry.value("negated", 0) != 0 ? "~" : "") + entry.value("pattern", ""));
}

Phrase rowName(const Change& change, const Row& row)
{
    if (change.table == "dns_list_response")
        return text(POSTERN_TEXT("server", "answer %1 of the DNS list %2"),
                    {plain(row.value("answers", Row(""))), plain(row.value("zone", Row("")))});
    if (change.table == "scanner_exception")
        return text(POSTERN_TEXT("server", "sender exception %1 of the scanner %2"),
                    {plain(row.value("pattern", Row(""))), plain(row.value("address", Row("")))});
    const auto found = std::find_if(tableWords.begin(), tableWords.end(),
                                    [&](const TableWords& w) { return w.table == change.table; });
    const bool named = found != tableWords.end() && !found->name.empty();
    const Row name = named ? row.value(std::string(found->name), Row("")) : Row("");
    if (name.is_string() && !name.get_ref<const std::string&>().empty())
        return rowWords(change.table, name.get<std::string>());
    return named ? text(found->words, {plain(name)}) : rowWords(change.table, {});
}

Phrase addedOrRemoved(bool added, Phrase row)
{
    return text(added ? POSTERN_TEXT("server", "%1 added") : POSTERN_TEXT("server", "%1 removed"),
                {std::move(row)});
}

// With what the row belongs to in front.
Phrase withOwner(const Change& change, Phrase words)
{
    const Table* table = findTable(change.table);
    if (table == nullptr || table->parentTable.empty())
        return words;
    return text("%1: %2",
                {rowWords(table->parentTable, change.owner.empty() ? "?" : change.owner), std::move(words)});
}

Phrase describeCheck(const Change& change, const Row& before, const Row& after)
{
    const auto mode = [](const Row& row) {
        return plain(row.is_object() ? row.value("mode", Row()) : Row());
    };
    const auto reply = [](const Row& row) { return row.is_object() ? row.value("reply", "") : ""; };
    Phrase words = rowWords("service_check", known(change).value("check_id", ""));
    const bool newMode = mode(before) != mode(after);
    if (newMode)
        words = text("%1 %2 → %3", {std::move(words), mode(before), mode(after)});
    if (reply(before) != reply(after) && reply(after).empty())
        words = text(newMode ? POSTERN_TEXT("server", "%1, reply text back to the default")
                             : POSTERN_TEXT("server", "%1 reply text back to the default"),
                     {std::move(words)});
    else if (reply(before) != reply(after))
        words = text(newMode ? POSTERN_TEXT("server", "%1, reply text changed")
                             : POSTERN_TEXT("server", "%1 reply text changed"),
                     {std::move(words)});
    return withOwner(change, std::move(words));
}

std::vector<ChangedField> checkFields(const Row& before, const Row& after)
{
    const Row empty = Row::object();
    const Row& old = before.is_object() ? before : empty;
    const Row& now = after.is_object() ? after : empty;
    const std::string id = (now.empty() ? old : now).value("check_id", "");
    const Phrase words = rowWords("service_check", id);
    std::vector<ChangedField> fields;
    if (old.value("mode", Row()) != now.value("mode", Row()))
        fields.push_back({id, words, plain(old.value("mode", Row())), plain(now.value("mode", Row()))});
    const auto reply = [](const Row& row) {
        const std::string said = row.value("reply", "");
        return said.empty() ? text(POSTERN_TEXT("server", "default")) : Phrase::name(said);
    };
    if (old.value("reply", "") != now.value("reply", ""))
        fields.push_back(
            {id, text(POSTERN_TEXT("server", "%1: reply text"), {words}), reply(old), reply(now)});
    return fields;
}

Phrase describeEntry(const Change& change, const Row& before, const Row& after)
{
    const Row row = known(change);
    if (!before.is_object() || !after.is_object())
        return text("%1: %2",
                    {listName(row, change.owner), addedOrRemoved(after.is_object(), entryName(row))});
    return text("%1: %2: %3", {listName(before, change.owner), entryName(before),
                               fieldChanges("list_entry", before, after)});
}

using RowKey = std::pair<std::string, std::int64_t>;

// Rows that are new or gone, whose children need no words of their own.
std::set<RowKey> wholeRows(const std::vector<Change>& changes)
{
    std::set<RowKey> rows;
    for (const Change& change : changes)
        if (change.before.empty() != change.after.empty())
            rows.insert({change.table, change.row});
    return rows;
}

bool belongsTo(const std::set<RowKey>& rows, const Change& change)
{
    const Table* table = findTable(change.table);
    return table != nullptr && !table->parent.empty() &&
           rows.contains({std::string(table->parentTable),
                          known(change).value(std::string(table->parent), std::int64_t(0))});
}

Phrase countInWords(const EntryCount& entries)
{
    const Change& example = entries.example;
    Phrase list = listName(known(example), example.owner);
    const bool added = example.before.empty();
    const bool removed = example.after.empty();
    if (entries.count == 1)
        return text(added     ? POSTERN_TEXT("server", "1 entry added to %1")
                    : removed ? POSTERN_TEXT("server", "1 entry removed from %1")
                              : POSTERN_TEXT("server", "1 entry changed in %1"),
                    {std::move(list)});
    return text(added     ? POSTERN_TEXT("server", "%1 entries added to %2")
                : removed ? POSTERN_TEXT("server", "%1 entries removed from %2")
                          : POSTERN_TEXT("server", "%1 entries changed in %2"),
                {Phrase::name(std::to_string(entries.count)), std::move(list)});
}

} // namespace

std::string OwnerNames::ownerOf(const Change& change)
{
    const Table* table = findTable(change.table);
    if (table == nullptr || table->parent.empty())
        return {};
    const Row row = known(change);
    const auto id = row.value(std::string(table->parent), std::int64_t(0));
    if (id == 0)
        return {};
    const std::pair key{std::string(table->parentTable), id};
    const auto known = m_known.find(key);
    return known != m_known.end() ? known->second : m_known.emplace(key, lookUp(key.first, id)).first->second;
}

std::string OwnerNames::lookUp(const std::string& table, std::int64_t id) const
{
    const std::string column(findTable(table)->unique);
    Statement present(m_database, "SELECT " + column + " FROM " + table + " WHERE id = ?");
    if (present.run(id).next())
        return present.text(0);
    Statement gone(m_database,
                   "SELECT json_extract(before, '$.' || ?) FROM change WHERE row_id = ? AND table_name = ?"
                   " AND table_name <> 'list_entry' AND before IS NOT NULL ORDER BY id DESC LIMIT 1");
    return gone.run(column, id, table).next() ? gone.text(0) : std::string();
}

Phrase describeInParts(const Change& change)
{
    const Row before = parsed(change.before);
    const Row after = parsed(change.after);
    if (change.table == "service_check")
        return describeCheck(change, before, after);
    if (change.table == listEntryRows().name)
        return describeEntry(change, before, after);
    if (!before.is_object() || !after.is_object())
        return withOwner(change, addedOrRemoved(after.is_object(), rowName(change, known(change))));
    return withOwner(change,
                     text("%1: %2", {rowName(change, before), fieldChanges(change.table, before, after)}));
}

std::vector<ChangedField> fieldsInParts(const Change& change)
{
    const Row before = parsed(change.before);
    const Row after = parsed(change.after);
    const auto yesNo = [](bool yes) { return inWords(Row(yes ? 1 : 0), Form::YesNo); };
    if (change.table == "service_check")
        return checkFields(before, after);
    if (!before.is_object() || !after.is_object())
        return {{{}, rowName(change, known(change)), yesNo(before.is_object()), yesNo(after.is_object())}};
    std::vector<ChangedField> fields;
    for (const std::string_view each : findTable(change.table)->columns) {
        const std::string column(each);
        const Row old = before.value(column, Row());
        const Row now = after.value(column, Row());
        if (column == "position" || old == now)
            continue;
        Phrase words;
        const Form form = formOf(change.table, column, words);
        if (change.table != "service" && change.table != "server")
            words = text("%1: %2", {rowName(change, before), std::move(words)});
        const auto value = [form](const Row& row) {
            return form == Form::Secret && row != "" ? Phrase::name("•••") : inWords(row, form);
        };
        fields.push_back({column, std::move(words), value(old), value(now)});
    }
    return fields;
}

std::string describe(const Change& change)
{
    return toEnglish(describeInParts(change));
}

Phrase summarize(const std::vector<Change>& settings, const std::vector<EntryCount>& entries)
{
    const std::set<RowKey> whole = wholeRows(settings);
    std::vector<Phrase> items;
    for (const Change& change : settings)
        if (!belongsTo(whole, change))
            items.push_back(describeInParts(change));
    const std::size_t more = items.size() > summaryItems ? items.size() - summaryItems : 0;
    if (more > 0) {
        items.resize(summaryItems);
        items.push_back(text(POSTERN_TEXT("server", "and %1 more"), {Phrase::name(std::to_string(more))}));
    }
    for (const EntryCount& count : entries)
        items.push_back(countInWords(count));
    return joined(std::move(items), "; ");
}

} // namespace postern::store
