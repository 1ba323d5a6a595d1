// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/rows.h"

#include <QVariant>

#include <algorithm>
#include <array>

namespace postern::store {

namespace {

// A table of values that belong to a row, in an order: ranges, addresses, aliases.
Table valueTable(std::string_view name, std::string_view value, std::string_view parent = {})
{
    Table table{name, {}, {}, parent, parent, {}, true};
    if (!parent.empty()) {
        table.columns.push_back(parent);
        table.identity.push_back(parent);
    }
    table.columns.insert(table.columns.end(), {value, "position"});
    table.identity.push_back(value);
    return table;
}

const std::array<Table, 25>& tables()
{
    static const std::array<Table, 25> all{
        Table{"server",
              {"hostname", "postmaster", "event_days", "event_megabytes", "queue_hours", "delay_hours"},
              {},
              {},
              {},
              {},
              false},
        valueTable("lan_range", "range"),
        valueTable("trusted_forwarder", "range"),
        valueTable("dns_server", "address"),
        Table{"domain", {"name"}, {}, {}, {}, "name", false},
        valueTable("domain_alias", "name", "domain"),
        Table{"mailbox",
              {"address", "password_hash", "delivery", "scram_keys", "rewrite_sender"},
              {},
              {},
              {},
              "address",
              false},
        valueTable("address_alias", "address", "mailbox"),
        valueTable("forward_address", "address", "mailbox"),
        Table{"route", {"domain", "destination", "user", "password", "tls"}, {}, {}, {}, "domain", false},
        Table{"service",
              {"name",
               "preset",
               "enabled",
               "port",
               "greeting",
               "access",
               "relay_lan",
               "relay_authenticated",
               "relay_sender_local",
               "exempt_lan",
               "exempt_authenticated",
               "answer_at_rcpt",
               "size_limit",
               "hop_limit",
               "recipient_limit",
               "connection_limit",
               "connection_limit_per_client",
               "timeout_seconds",
               "error_limit",
               "tls_mode",
               "tls_only_13",
               "auth_without_tls",
               "auth_backend",
               "connections_per_minute",
               "messages_per_hour",
               "recipients_per_hour",
               "user_messages_per_hour",
               "user_recipients_per_hour",
               "login_failures",
               "ban_minutes",
               "tarpit_seconds",
               "commands_per_minute",
               "megabytes_per_hour",
               "greylist_delay_seconds",
               "greylist_retry_hours",
               "greylist_keep_days",
               "greylist_passes"},
              {},
              {},
              {},
              "name",
              false},
        valueTable("service_address", "address", "service"),
        Table{"service_certificate",
              {"service", "certificate", "key", "position"},
              {"service", "certificate", "key"},
              "service",
              "service",
              {},
              true},
        valueTable("auth_mechanism", "mechanism", "service"),
        valueTable("proxy_peer", "range", "service"),
        valueTable("access_range", "range", "service"),
        valueTable("relay_range", "range", "service"),
        valueTable("relay_recipient", "pattern", "service"),
        Table{"dns_list",
              {"service", "zone", "points", "enabled", "position", "kind"},
              {"service", "zone"},
              "service",
              "service",
              {},
              true},
        Table{"dns_list_response",
              {"service", "zone", "answers", "points", "text", "position"},
              {"service", "zone", "answers"},
              "service",
              "service",
              {},
              true},
        Table{"scanner",
              {"service", "kind", "address", "enabled", "points", "timeout_seconds", "on_failure",
               "size_limit", "header", "reject_text", "position"},
              {"service", "address"},
              "service",
              "service",
              {},
              true},
        Table{"scanner_exception",
              {"service", "address", "pattern", "position"},
              {"service", "address", "pattern"},
              "service",
              "service",
              {},
              true},
        Table{"subscription",
              {"service", "color", "kind", "file", "enabled", "position"},
              {"service", "color", "kind", "file"},
              "service",
              "service",
              {},
              true},
        Table{"shared_subscription",
              {"color", "kind", "file", "enabled", "position"},
              {"color", "kind", "file"},
              {},
              {},
              {},
              true},
        Table{"service_check",
              {"service", "check_id", "mode", "reply"},
              {"service", "check_id"},
              "service",
              "service",
              {},
              false},
    };
    return all;
}

std::string joined(const std::vector<std::string_view>& words, std::string_view between,
                   std::string_view after = {})
{
    std::string text;
    for (const std::string_view word : words) {
        if (!text.empty())
            text += between;
        text += word;
        text += after;
    }
    return text;
}

} // namespace

std::span<const Table> configurationTables()
{
    return tables();
}

const Table& listEntryRows()
{
    static const Table table{"list_entry",
                             {"service", "color", "kind", "pattern", "negated", "condition", "only_from",
                              "comment", "author", "created", "expires", "enabled"},
                             {},
                             "service",
                             "service",
                             {},
                             false};
    return table;
}

const Table* findTable(std::string_view name)
{
    if (name == listEntryRows().name)
        return &listEntryRows();
    const auto found =
        std::find_if(tables().begin(), tables().end(), [&](const Table& t) { return t.name == name; });
    return found == tables().end() ? nullptr : &*found;
}

QVariant variantOf(const Row& value)
{
    if (value.is_null())
        return {};
    if (value.is_string())
        return Statement::variant(value.get_ref<const std::string&>());
    return qlonglong(value.get<std::int64_t>());
}

Row valueOf(const QVariant& value)
{
    if (value.isNull())
        return nullptr;
    if (value.typeId() == QMetaType::QString)
        return value.toString().toStdString();
    return std::int64_t(value.toLongLong());
}

Rows readRows(const Database& database)
{
    Rows rows;
    for (const Table& table : configurationTables()) {
        std::vector<Row>& read = rows[table.name];
        Statement statement(database, "SELECT id, " + joined(table.columns, ", ") + " FROM " +
                                          std::string(table.name) +
                                          (table.ordered ? " ORDER BY position, id" : " ORDER BY id"));
        statement.run();
        while (statement.next()) {
            Row row{{"id", statement.integer(0)}};
            for (std::size_t i = 0; i < table.columns.size(); ++i)
                row[std::string(table.columns[i])] = valueOf(statement.value(int(i) + 1));
            read.push_back(std::move(row));
        }
    }
    return rows;
}

std::int64_t insertRow(const Database& database, const Table& table, const Row& row)
{
    std::string marks;
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        marks += i == 0 ? "?" : ", ?";
    Statement statement(database, "INSERT INTO " + std::string(table.name) + " (" +
                                      joined(table.columns, ", ") + ") VALUES (" + marks + ')');
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        statement.bind(int(i), variantOf(row.at(std::string(table.columns[i]))));
    statement.execute();
    return statement.lastId();
}

void updateRow(const Database& database, const Table& table, std::int64_t id, const Row& columns)
{
    std::vector<std::string_view> names;
    for (const auto& [name, value] : columns.items())
        names.push_back(name);
    Statement statement(database, "UPDATE " + std::string(table.name) + " SET " +
                                      joined(names, ", ", " = ?") + " WHERE id = ?");
    int position = 0;
    for (const auto& [name, value] : columns.items())
        statement.bind(position++, variantOf(value));
    statement.bind(position, id);
    statement.execute();
}

void deleteRow(const Database& database, const Table& table, std::int64_t id)
{
    Statement(database, "DELETE FROM " + std::string(table.name) + " WHERE id = ?").run(id);
}

} // namespace postern::store
