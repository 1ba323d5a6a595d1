// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/describe.h"

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
    std::string_view words;
    Form form = Form::Plain;
};

// Only what does not say itself: other columns are called by their names.
constexpr std::array columnWords{
    ColumnWords{"server", "hostname", "host name"},
    ColumnWords{"server", "event_days", "days that the log is kept"},
    ColumnWords{"server", "event_megabytes", "megabytes that the log may take"},
    ColumnWords{"server", "queue_hours", "hours that the queue tries"},
    ColumnWords{"server", "delay_hours", "hours until the sender is told of a delay"},
    ColumnWords{"mailbox", "password_hash", "password", Form::Secret},
    ColumnWords{"mailbox", "scram_keys", "keys of the password", Form::Secret},
    ColumnWords{"route", "password", "password", Form::Secret},
    ColumnWords{"route", "tls", "encryption"},
    ColumnWords{"service", "enabled", "starts with the engine", Form::YesNo},
    ColumnWords{"service", "access", "who may connect"},
    ColumnWords{"service", "relay_lan", "the LAN may relay", Form::YesNo},
    ColumnWords{"service", "relay_authenticated", "authenticated clients may relay", Form::YesNo},
    ColumnWords{"service", "relay_sender_local", "relaying asks for a local sender", Form::YesNo},
    ColumnWords{"service", "exempt_lan", "the LAN is exempt", Form::YesNo},
    ColumnWords{"service", "exempt_authenticated", "authenticated clients are exempt", Form::YesNo},
    ColumnWords{"service", "answer_at_rcpt", "refusals are answered at RCPT TO", Form::YesNo},
    ColumnWords{"service", "size_limit", "largest message in bytes"},
    ColumnWords{"service", "hop_limit", "Received: fields at most"},
    ColumnWords{"service", "recipient_limit", "recipients of a message at most"},
    ColumnWords{"service", "connection_limit", "connections at most"},
    ColumnWords{"service", "connection_limit_per_client", "connections of one client at most"},
    ColumnWords{"service", "timeout_seconds", "seconds to wait for a command"},
    ColumnWords{"service", "error_limit", "errors until the session ends"},
    ColumnWords{"service", "tls_mode", "encryption"},
    ColumnWords{"service", "tls_only_13", "TLS 1.3 only", Form::YesNo},
    ColumnWords{"service", "auth_without_tls", "logging in without TLS", Form::YesNo},
    ColumnWords{"service", "auth_backend", "source of passwords"},
    ColumnWords{"service", "connections_per_minute", "connections of one client in a minute"},
    ColumnWords{"service", "messages_per_hour", "messages of one client in an hour"},
    ColumnWords{"service", "recipients_per_hour", "recipients of one client in an hour"},
    ColumnWords{"service", "user_messages_per_hour", "messages of one user in an hour"},
    ColumnWords{"service", "user_recipients_per_hour", "recipients of one user in an hour"},
    ColumnWords{"service", "login_failures", "failed log-ins until a client is barred"},
    ColumnWords{"service", "ban_minutes", "minutes that a client is barred"},
    ColumnWords{"service", "tarpit_seconds", "seconds that a refused client waits"},
    ColumnWords{"list_entry", "negated", "takes out again (~)", Form::YesNo},
    ColumnWords{"list_entry", "only_from", "only from"},
    ColumnWords{"list_entry", "expires", "expires", Form::Time},
    ColumnWords{"list_entry", "created", "created", Form::Time},
    ColumnWords{"list_entry", "enabled", "enabled", Form::YesNo},
};

struct TableWords {
    std::string_view table;
    std::string_view words; // what a row is
    std::string_view name;  // the column that names it
};

constexpr std::array tableWords{
    TableWords{"server", "server", ""},
    TableWords{"lan_range", "LAN range", "range"},
    TableWords{"trusted_forwarder", "trusted forwarder", "range"},
    TableWords{"dns_server", "DNS server", "address"},
    TableWords{"domain", "domain", "name"},
    TableWords{"domain_alias", "alias", "name"},
    TableWords{"mailbox", "mailbox", "address"},
    TableWords{"address_alias", "alias", "address"},
    TableWords{"forward_address", "forwarding address", "address"},
    TableWords{"route", "route for", "domain"},
    TableWords{"service", "service", "name"},
    TableWords{"service_address", "address", "address"},
    TableWords{"service_certificate", "certificate", "certificate"},
    TableWords{"auth_mechanism", "way to log in", "mechanism"},
    TableWords{"proxy_peer", "proxy", "range"},
    TableWords{"access_range", "range that may connect", "range"},
    TableWords{"relay_range", "range that may relay", "range"},
    TableWords{"relay_recipient", "recipient that is always relayed to", "pattern"},
    TableWords{"service_check", "check", "check_id"},
    TableWords{"list_entry", "entry", "pattern"},
};

TableWords wordsOf(std::string_view table)
{
    const auto found = std::find_if(tableWords.begin(), tableWords.end(),
                                    [&](const TableWords& w) { return w.table == table; });
    return found == tableWords.end() ? TableWords{table, table, ""} : *found;
}

ColumnWords wordsOf(std::string_view table, std::string_view column)
{
    const auto found = std::find_if(columnWords.begin(), columnWords.end(), [&](const ColumnWords& w) {
        return w.table == table && w.column == column;
    });
    return found == columnWords.end() ? ColumnWords{table, column, column} : *found;
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

std::string plain(const Row& value)
{
    if (value.is_null())
        return "default";
    if (value.is_string())
        return value.get_ref<const std::string&>().empty() ? "(none)" : value.get<std::string>();
    return value.dump();
}

std::string inWords(const Row& value, Form form)
{
    if (form == Form::YesNo)
        return value == 0 ? "no" : "yes";
    if (form == Form::Time)
        return value.is_number() ? toIso8601(fromMicros(value.get<std::int64_t>())) : "never";
    return plain(value);
}

std::string fieldChange(std::string_view table, const std::string& column, const Row& before,
                        const Row& after)
{
    const ColumnWords words = wordsOf(table, column);
    if (words.form == Form::Secret)
        return std::string(words.words) + (after == "" ? " removed" : before == "" ? " set" : " changed");
    return std::string(words.words) + ' ' + inWords(before, words.form) + " → " + inWords(after, words.form);
}

std::string fieldChanges(std::string_view table, const Row& before, const Row& after)
{
    std::string text;
    for (const auto& [column, value] : after.items()) {
        if (column == "position" || before.value(column, Row()) == value)
            continue;
        text += (text.empty() ? "" : ", ") + fieldChange(table, column, before.value(column, Row()), value);
    }
    return text.empty() ? "moved" : text;
}

std::string listName(const Row& entry, const std::string& owner)
{
    static const std::map<std::string, std::string> kinds{
        {"ip", "IP addresses"}, {"sender", "Senders"}, {"recipient", "Recipients"}, {"helo", "HELO names"}};
    const auto kind = kinds.find(entry.value("kind", ""));
    return (owner.empty() ? "all services" : owner) + " › " +
           (entry.value("color", "") == "white" ? "Exceptions" : "Black List") + " › " +
           (kind == kinds.end() ? entry.value("kind", "") : kind->second);
}

std::string entryName(const Row& entry)
{
    return (entry.value("negated", 0) != 0 ? "~" : "") + entry.value("pattern", "");
}

// "service SMTP", "LAN range 192.168.1.0/24", "check helo.local"
std::string rowName(const Change& change, const Row& row)
{
    const TableWords words = wordsOf(change.table);
    std::string name(words.words);
    if (!words.name.empty())
        name += ' ' + plain(row.value(std::string(words.name), Row("")));
    return name;
}

std::string ownerPrefix(const Change& change)
{
    const Table* table = findTable(change.table);
    if (table == nullptr || table->parentTable.empty())
        return {};
    return std::string(table->parentTable) + ' ' + (change.owner.empty() ? "?" : change.owner) + ": ";
}

std::string describeCheck(const Change& change, const Row& before, const Row& after)
{
    const auto mode = [](const Row& row) {
        return row.is_object() ? plain(row.value("mode", Row())) : "default";
    };
    std::string text = ownerPrefix(change) + "check " + known(change).value("check_id", "");
    if (mode(before) != mode(after))
        text += ' ' + mode(before) + " → " + mode(after);
    const auto reply = [](const Row& row) { return row.is_object() ? row.value("reply", "") : ""; };
    if (reply(before) != reply(after))
        text += (mode(before) != mode(after) ? ", reply text " : " reply text ") +
                std::string(reply(after).empty() ? "back to the default" : "changed");
    return text;
}

std::string describeEntry(const Change& change, const Row& before, const Row& after)
{
    if (!before.is_object() || !after.is_object())
        return listName(known(change), change.owner) + ": " + entryName(known(change)) +
               (after.is_object() ? " added" : " removed");
    return listName(before, change.owner) + ": " + entryName(before) + ": " +
           fieldChanges("list_entry", before, after);
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

std::string countInWords(const EntryCount& entries)
{
    const Change& example = entries.example;
    const std::string act = example.before.empty()  ? " added to "
                            : example.after.empty() ? " removed from "
                                                    : " changed in ";
    return (entries.count == 1 ? "1 entry" : std::to_string(entries.count) + " entries") + act +
           listName(known(example), example.owner);
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

std::string describe(const Change& change)
{
    const Row before = parsed(change.before);
    const Row after = parsed(change.after);
    if (change.table == "service_check")
        return describeCheck(change, before, after);
    if (change.table == listEntryRows().name)
        return describeEntry(change, before, after);
    if (!before.is_object() || !after.is_object())
        return ownerPrefix(change) + rowName(change, known(change)) +
               (after.is_object() ? " added" : " removed");
    return ownerPrefix(change) + rowName(change, before) + ": " + fieldChanges(change.table, before, after);
}

std::string summarize(const std::vector<Change>& settings, const std::vector<EntryCount>& entries)
{
    const std::set<RowKey> whole = wholeRows(settings);
    std::vector<std::string> items;
    for (const Change& change : settings)
        if (!belongsTo(whole, change))
            items.push_back(describe(change));
    const std::size_t more = items.size() > summaryItems ? items.size() - summaryItems : 0;
    if (more > 0) {
        items.resize(summaryItems);
        items.push_back("and " + std::to_string(more) + " more");
    }
    for (const EntryCount& count : entries)
        items.push_back(countInWords(count));
    std::string text;
    for (const std::string& item : items)
        text += (text.empty() ? "" : "; ") + item;
    return text;
}

} // namespace postern::store
