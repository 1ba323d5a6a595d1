// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/rows.h"

#include "store/words.h"

#include <algorithm>

namespace postern::store {

namespace {

using model::Configuration;
using model::Id;
using model::Service;

// Ids for what has none yet: negative, so that they never meet a real one.
class NewIds {
public:
    Id of(Id id) { return id != 0 ? id : --m_last; }

private:
    Id m_last = 0;
};

std::int64_t flag(bool value)
{
    return value ? 1 : 0;
}

// A value that stands in a list twice is stored once.
void addValues(std::vector<Row>& rows, const char* column, const std::vector<std::string>& values,
               const char* parent = nullptr, Id parentId = 0)
{
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::find(values.begin(), values.begin() + std::ptrdiff_t(i), values[i]) !=
            values.begin() + std::ptrdiff_t(i))
            continue;
        Row row{{column, values[i]}};
        if (parent != nullptr)
            row[parent] = parentId;
        rows.push_back(std::move(row));
    }
}

Row serviceRow(const Service& service, Id id)
{
    return {{"id", id},
            {"name", service.name},
            {"preset", model::toId(service.preset)},
            {"enabled", flag(service.enabled)},
            {"port", service.port},
            {"greeting", service.greeting},
            {"access", wordOf(service.access)},
            {"relay_lan", flag(service.relay.lan)},
            {"relay_authenticated", flag(service.relay.authenticated)},
            {"relay_sender_local", flag(service.relay.senderMustBeLocal)},
            {"exempt_lan", flag(service.exemptLan)},
            {"exempt_authenticated", flag(service.exemptAuthenticated)},
            {"answer_at_rcpt", flag(service.answerAtRcpt)},
            {"size_limit", service.sizeLimit},
            {"hop_limit", service.hopLimit},
            {"recipient_limit", service.recipientLimit},
            {"connection_limit", service.connectionLimit},
            {"connection_limit_per_client", service.connectionLimitPerClient},
            {"timeout_seconds", service.timeoutSeconds},
            {"error_limit", service.errorLimit},
            {"tls_mode", wordOf(service.tls.mode)},
            {"tls_only_13", flag(service.tls.only13)},
            {"auth_without_tls", flag(service.authentication.withoutTls)},
            {"auth_backend", service.authentication.backend},
            {"connections_per_minute", service.rates.connectionsPerMinute},
            {"messages_per_hour", service.rates.messagesPerHour},
            {"recipients_per_hour", service.rates.recipientsPerHour},
            {"user_messages_per_hour", service.rates.userMessagesPerHour},
            {"user_recipients_per_hour", service.rates.userRecipientsPerHour},
            {"login_failures", service.rates.loginFailures},
            {"ban_minutes", service.rates.banMinutes},
            {"tarpit_seconds", service.rates.tarpitSeconds},
            {"commands_per_minute", service.rates.commandsPerMinute},
            {"megabytes_per_hour", service.rates.megabytesPerHour},
            {"greylist_delay_seconds", service.greylisting.delaySeconds},
            {"greylist_retry_hours", service.greylisting.retryHours},
            {"greylist_keep_days", service.greylisting.keepDays},
            {"greylist_passes", service.greylisting.passes}};
}

// Whether a row with the same texts in these columns is there already.
bool holds(const std::vector<Row>& rows, const Row& row, std::initializer_list<const char*> columns)
{
    return std::any_of(rows.begin(), rows.end(), [&](const Row& other) {
        return std::all_of(columns.begin(), columns.end(),
                           [&](const char* column) { return other.at(column) == row.at(column); });
    });
}

// What stands there twice is stored once, and validate() has said so.
void addDnsLists(Rows& rows, const std::vector<model::DnsList>& lists, Id service)
{
    for (const model::DnsList& list : lists) {
        Row row{{"service", service},
                {"zone", list.zone},
                {"points", list.points},
                {"enabled", flag(list.enabled)},
                {"kind", wordOf(list.kind)}};
        if (holds(rows["dns_list"], row, {"service", "zone"}))
            continue;
        rows["dns_list"].push_back(std::move(row));
        for (const model::DnsListResponse& response : list.responses) {
            Row one{{"service", service},
                    {"zone", list.zone},
                    {"answers", response.answers},
                    {"points", response.points},
                    {"text", response.text}};
            if (!holds(rows["dns_list_response"], one, {"service", "zone", "answers"}))
                rows["dns_list_response"].push_back(std::move(one));
        }
    }
}

void addScanners(Rows& rows, const std::vector<model::Scanner>& scanners, Id service)
{
    for (const model::Scanner& scanner : scanners) {
        Row row{{"service", service},
                {"kind", wordOf(scanner.kind)},
                {"address", scanner.address},
                {"enabled", flag(scanner.enabled)},
                {"points", scanner.points},
                {"timeout_seconds", scanner.timeoutSeconds},
                {"on_failure", wordOf(scanner.onFailure)},
                {"size_limit", scanner.sizeLimit},
                {"header", scanner.header},
                {"reject_text", scanner.rejectText}};
        if (holds(rows["scanner"], row, {"service", "address"}))
            continue;
        rows["scanner"].push_back(std::move(row));
        for (const std::string& pattern : scanner.senderExceptions) {
            Row one{{"service", service}, {"address", scanner.address}, {"pattern", pattern}};
            if (!holds(rows["scanner_exception"], one, {"service", "address", "pattern"}))
                rows["scanner_exception"].push_back(std::move(one));
        }
    }
}

Row subscriptionRow(const model::Subscription& subscription)
{
    return {{"color", wordOf(subscription.color)},
            {"kind", wordOf(subscription.kind)},
            {"file", subscription.file},
            {"enabled", flag(subscription.enabled)}};
}

void addSubscriptions(std::vector<Row>& rows, const std::vector<model::Subscription>& subscriptions,
                      Id service)
{
    for (const model::Subscription& subscription : subscriptions) {
        Row row = subscriptionRow(subscription);
        row["service"] = service;
        if (!holds(rows, row, {"service", "color", "kind", "file"}))
            rows.push_back(std::move(row));
    }
}

void addSharedSubscriptions(std::vector<Row>& rows, const std::vector<model::Subscription>& subscriptions)
{
    for (const model::Subscription& subscription : subscriptions) {
        Row row = subscriptionRow(subscription);
        if (!holds(rows, row, {"color", "kind", "file"}))
            rows.push_back(std::move(row));
    }
}

void addCertificates(std::vector<Row>& rows, const std::vector<model::Certificate>& certificates, Id service)
{
    for (std::size_t i = 0; i < certificates.size(); ++i) {
        const auto end = certificates.begin() + std::ptrdiff_t(i);
        if (std::find(certificates.begin(), end, certificates[i]) == end)
            rows.push_back({{"service", service},
                            {"certificate", certificates[i].certificate},
                            {"key", certificates[i].key}});
    }
}

void addService(Rows& rows, const Service& service, Id id)
{
    rows["service"].push_back(serviceRow(service, id));
    addValues(rows["service_address"], "address", service.addresses, "service", id);
    addCertificates(rows["service_certificate"], service.tls.certificates, id);
    addValues(rows["auth_mechanism"], "mechanism", service.authentication.mechanisms, "service", id);
    addValues(rows["proxy_peer"], "range", service.proxyPeers, "service", id);
    addValues(rows["access_range"], "range", service.accessRanges, "service", id);
    addValues(rows["relay_range"], "range", service.relay.ranges, "service", id);
    addValues(rows["relay_recipient"], "pattern", service.relay.recipients, "service", id);
    addDnsLists(rows, service.dnsLists, id);
    addScanners(rows, service.scanners, id);
    addSubscriptions(rows["subscription"], service.subscriptions, id);
    for (const auto& [check, setting] : service.checks)
        rows["service_check"].push_back(
            {{"service", id},
             {"check_id", model::info(check).id},
             {"mode", setting.mode ? Row(model::toId(*setting.mode)) : Row(nullptr)},
             {"reply", setting.reply}});
}

std::string text(const Row& row, const char* column)
{
    const Row& value = row.at(column);
    return value.is_string() ? value.get<std::string>() : std::string();
}

template <class Number = int>
Number number(const Row& row, const char* column)
{
    const Row& value = row.at(column);
    return value.is_number() ? value.get<Number>() : Number();
}

bool isSet(const Row& row, const char* column)
{
    return number(row, column) != 0;
}

model::Rates ratesOf(const Row& row)
{
    model::Rates rates;
    rates.connectionsPerMinute = number(row, "connections_per_minute");
    rates.messagesPerHour = number(row, "messages_per_hour");
    rates.recipientsPerHour = number(row, "recipients_per_hour");
    rates.userMessagesPerHour = number(row, "user_messages_per_hour");
    rates.userRecipientsPerHour = number(row, "user_recipients_per_hour");
    rates.loginFailures = number(row, "login_failures");
    rates.banMinutes = number(row, "ban_minutes");
    rates.tarpitSeconds = number(row, "tarpit_seconds");
    rates.commandsPerMinute = number(row, "commands_per_minute");
    rates.megabytesPerHour = number(row, "megabytes_per_hour");
    return rates;
}

model::Greylisting greylistingOf(const Row& row)
{
    return {number(row, "greylist_delay_seconds"), number(row, "greylist_retry_hours"),
            number(row, "greylist_keep_days"), number(row, "greylist_passes")};
}

Service serviceOf(const Row& row)
{
    Service service;
    service.id = number<Id>(row, "id");
    service.name = text(row, "name");
    service.preset = model::presetById(text(row, "preset")).value_or(service.preset);
    service.enabled = isSet(row, "enabled");
    service.port = number(row, "port");
    service.greeting = text(row, "greeting");
    service.access = accessOf(text(row, "access"));
    service.relay.lan = isSet(row, "relay_lan");
    service.relay.authenticated = isSet(row, "relay_authenticated");
    service.relay.senderMustBeLocal = isSet(row, "relay_sender_local");
    service.exemptLan = isSet(row, "exempt_lan");
    service.exemptAuthenticated = isSet(row, "exempt_authenticated");
    service.answerAtRcpt = isSet(row, "answer_at_rcpt");
    service.sizeLimit = number<std::int64_t>(row, "size_limit");
    service.hopLimit = number(row, "hop_limit");
    service.recipientLimit = number(row, "recipient_limit");
    service.connectionLimit = number(row, "connection_limit");
    service.connectionLimitPerClient = number(row, "connection_limit_per_client");
    service.timeoutSeconds = number(row, "timeout_seconds");
    service.errorLimit = number(row, "error_limit");
    service.tls.mode = tlsModeOf(text(row, "tls_mode"));
    service.tls.only13 = isSet(row, "tls_only_13");
    service.authentication.withoutTls = isSet(row, "auth_without_tls");
    service.authentication.backend = text(row, "auth_backend");
    service.rates = ratesOf(row);
    service.greylisting = greylistingOf(row);
    return service;
}

const std::vector<Row>& rowsIn(const Rows& rows, std::string_view table)
{
    static const std::vector<Row> none;
    const auto found = rows.find(table);
    return found == rows.end() ? none : found->second;
}

// Hands each value to the struct with the id that it belongs to; orphans (left by a foreign writer) go
// nowhere.
template <class Parent, class Add>
void forEachChild(const Rows& rows, std::string_view table, const char* column, std::vector<Parent>& parents,
                  Add add)
{
    std::map<Id, Parent*> byId;
    for (Parent& parent : parents)
        byId.emplace(parent.id, &parent);
    for (const Row& row : rowsIn(rows, table))
        if (const auto parent = byId.find(number<Id>(row, column)); parent != byId.end())
            add(*parent->second, row);
}

std::vector<std::string> valuesIn(const Rows& rows, std::string_view table, const char* column)
{
    std::vector<std::string> values;
    for (const Row& row : rowsIn(rows, table))
        values.push_back(text(row, column));
    return values;
}

void addChecks(const Rows& rows, std::vector<Service>& services)
{
    forEachChild(rows, "service_check", "service", services, [](Service& service, const Row& row) {
        if (const auto check = model::checkById(text(row, "check_id")))
            service.checks[*check] = {model::checkModeById(text(row, "mode")), text(row, "reply")};
    });
}

void addDnsListsOf(const Rows& rows, std::vector<Service>& services)
{
    forEachChild(rows, "dns_list", "service", services, [](Service& service, const Row& row) {
        service.dnsLists.push_back({text(row, "zone"),
                                    number(row, "points"),
                                    {},
                                    isSet(row, "enabled"),
                                    dnsListKindOf(text(row, "kind"))});
    });
    forEachChild(rows, "dns_list_response", "service", services, [](Service& service, const Row& row) {
        for (model::DnsList& list : service.dnsLists)
            if (list.zone == text(row, "zone"))
                list.responses.push_back({text(row, "answers"), number(row, "points"), text(row, "text")});
    });
}

model::Scanner scannerOf(const Row& row)
{
    model::Scanner scanner;
    scanner.kind = scannerKindOf(text(row, "kind"));
    scanner.address = text(row, "address");
    scanner.enabled = isSet(row, "enabled");
    scanner.points = number(row, "points");
    scanner.timeoutSeconds = number(row, "timeout_seconds");
    scanner.onFailure = scannerFailureOf(text(row, "on_failure"));
    scanner.sizeLimit = number<std::int64_t>(row, "size_limit");
    scanner.header = text(row, "header");
    scanner.rejectText = text(row, "reject_text");
    return scanner;
}

void addScannersOf(const Rows& rows, std::vector<Service>& services)
{
    forEachChild(rows, "scanner", "service", services,
                 [](Service& service, const Row& row) { service.scanners.push_back(scannerOf(row)); });
    forEachChild(rows, "scanner_exception", "service", services, [](Service& service, const Row& row) {
        for (model::Scanner& scanner : service.scanners)
            if (scanner.address == text(row, "address"))
                scanner.senderExceptions.push_back(text(row, "pattern"));
    });
}

model::Subscription subscriptionOf(const Row& row)
{
    return {colorOf(text(row, "color")), kindOf(text(row, "kind")), text(row, "file"), isSet(row, "enabled")};
}

void addServiceValues(const Rows& rows, std::vector<Service>& services)
{
    forEachChild(rows, "service_address", "service", services,
                 [](Service& s, const Row& row) { s.addresses.push_back(text(row, "address")); });
    forEachChild(rows, "service_certificate", "service", services, [](Service& s, const Row& row) {
        s.tls.certificates.push_back({text(row, "certificate"), text(row, "key")});
    });
    forEachChild(rows, "auth_mechanism", "service", services, [](Service& s, const Row& row) {
        s.authentication.mechanisms.push_back(text(row, "mechanism"));
    });
    forEachChild(rows, "proxy_peer", "service", services,
                 [](Service& s, const Row& row) { s.proxyPeers.push_back(text(row, "range")); });
    forEachChild(rows, "access_range", "service", services,
                 [](Service& s, const Row& row) { s.accessRanges.push_back(text(row, "range")); });
    forEachChild(rows, "relay_range", "service", services,
                 [](Service& s, const Row& row) { s.relay.ranges.push_back(text(row, "range")); });
    forEachChild(rows, "relay_recipient", "service", services,
                 [](Service& s, const Row& row) { s.relay.recipients.push_back(text(row, "pattern")); });
}

} // namespace

Rows rowsOf(const Configuration& configuration)
{
    Rows rows;
    NewIds ids;
    const model::Server& server = configuration.server;
    rows["server"].push_back({{"id", 1},
                              {"hostname", server.hostname},
                              {"postmaster", server.postmaster},
                              {"event_days", server.eventDays},
                              {"event_megabytes", server.eventMegabytes},
                              {"queue_hours", server.queueHours},
                              {"delay_hours", server.delayHours}});
    addValues(rows["lan_range"], "range", server.lan);
    addValues(rows["trusted_forwarder"], "range", server.trustedForwarders);
    addValues(rows["dns_server"], "address", server.dnsServers);
    for (const model::Domain& domain : configuration.domains) {
        const Id id = ids.of(domain.id);
        rows["domain"].push_back({{"id", id}, {"name", domain.name}});
        addValues(rows["domain_alias"], "name", domain.aliases, "domain", id);
    }
    for (const model::Mailbox& mailbox : configuration.mailboxes) {
        const Id id = ids.of(mailbox.id);
        rows["mailbox"].push_back({{"id", id},
                                   {"address", mailbox.address},
                                   {"password_hash", mailbox.passwordHash},
                                   {"delivery", mailbox.delivery},
                                   {"scram_keys", mailbox.scramKeys},
                                   {"rewrite_sender", flag(mailbox.rewriteSender)}});
        addValues(rows["address_alias"], "address", mailbox.aliases, "mailbox", id);
        addValues(rows["forward_address"], "address", mailbox.forward, "mailbox", id);
    }
    for (const model::Route& route : configuration.routes)
        rows["route"].push_back({{"id", ids.of(route.id)},
                                 {"domain", route.domain},
                                 {"destination", route.to},
                                 {"user", route.user},
                                 {"password", route.password},
                                 {"tls", wordOf(route.tls)}});
    for (const Service& service : configuration.services)
        addService(rows, service, ids.of(service.id));
    addSharedSubscriptions(rows["shared_subscription"], configuration.subscriptions);
    return rows;
}

Configuration configurationOf(const Rows& rows)
{
    Configuration configuration;
    for (const Row& row : rowsIn(rows, "server")) {
        configuration.server.hostname = text(row, "hostname");
        configuration.server.postmaster = text(row, "postmaster");
        configuration.server.eventDays = number(row, "event_days");
        configuration.server.eventMegabytes = number(row, "event_megabytes");
        configuration.server.queueHours = number(row, "queue_hours");
        configuration.server.delayHours = number(row, "delay_hours");
    }
    configuration.server.lan = valuesIn(rows, "lan_range", "range");
    configuration.server.trustedForwarders = valuesIn(rows, "trusted_forwarder", "range");
    configuration.server.dnsServers = valuesIn(rows, "dns_server", "address");
    for (const Row& row : rowsIn(rows, "domain"))
        configuration.domains.push_back({number<Id>(row, "id"), text(row, "name"), {}});
    forEachChild(rows, "domain_alias", "domain", configuration.domains,
                 [](model::Domain& domain, const Row& row) { domain.aliases.push_back(text(row, "name")); });
    for (const Row& row : rowsIn(rows, "mailbox"))
        configuration.mailboxes.push_back({number<Id>(row, "id"),
                                           text(row, "address"),
                                           text(row, "password_hash"),
                                           text(row, "delivery"),
                                           {},
                                           {},
                                           text(row, "scram_keys"),
                                           isSet(row, "rewrite_sender")});
    forEachChild(
        rows, "address_alias", "mailbox", configuration.mailboxes,
        [](model::Mailbox& mailbox, const Row& row) { mailbox.aliases.push_back(text(row, "address")); });
    forEachChild(
        rows, "forward_address", "mailbox", configuration.mailboxes,
        [](model::Mailbox& mailbox, const Row& row) { mailbox.forward.push_back(text(row, "address")); });
    for (const Row& row : rowsIn(rows, "route"))
        configuration.routes.push_back({number<Id>(row, "id"), text(row, "domain"), text(row, "destination"),
                                        text(row, "user"), text(row, "password"),
                                        routeTlsOf(text(row, "tls"))});
    for (const Row& row : rowsIn(rows, "service"))
        configuration.services.push_back(serviceOf(row));
    addServiceValues(rows, configuration.services);
    addDnsListsOf(rows, configuration.services);
    addScannersOf(rows, configuration.services);
    forEachChild(
        rows, "subscription", "service", configuration.services,
        [](Service& service, const Row& row) { service.subscriptions.push_back(subscriptionOf(row)); });
    for (const Row& row : rowsIn(rows, "shared_subscription"))
        configuration.subscriptions.push_back(subscriptionOf(row));
    addChecks(rows, configuration.services);
    return configuration;
}

Row rowOf(const model::ListEntry& entry)
{
    return {{"id", entry.id},
            {"service", entry.service},
            {"color", wordOf(entry.color)},
            {"kind", wordOf(entry.kind)},
            {"pattern", entry.pattern},
            {"negated", flag(entry.negated)},
            {"condition", wordOf(entry.condition)},
            {"only_from", entry.onlyFrom},
            {"comment", entry.comment},
            {"author", entry.author},
            {"created", toMicros(entry.created)},
            {"expires", entry.expires ? Row(toMicros(*entry.expires)) : Row(nullptr)},
            {"enabled", flag(entry.enabled)}};
}

model::ListEntry listEntryOf(const Row& row)
{
    model::ListEntry entry;
    entry.id = row.contains("id") ? number<Id>(row, "id") : 0;
    entry.service = number<Id>(row, "service");
    entry.color = colorOf(text(row, "color"));
    entry.kind = kindOf(text(row, "kind"));
    entry.pattern = text(row, "pattern");
    entry.negated = isSet(row, "negated");
    entry.condition = conditionOf(text(row, "condition"));
    entry.onlyFrom = text(row, "only_from");
    entry.comment = text(row, "comment");
    entry.author = text(row, "author");
    entry.created = fromMicros(number<std::int64_t>(row, "created"));
    if (row.at("expires").is_number())
        entry.expires = fromMicros(number<std::int64_t>(row, "expires"));
    entry.enabled = isSet(row, "enabled");
    return entry;
}

} // namespace postern::store
