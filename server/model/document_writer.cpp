// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/escape.h"
#include "model/document.h"
#include "model/document_keys.h"
#include "model/preset.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace postern::model {

namespace {

using OrderedJson = nlohmann::ordered_json;

// Adds a key where the value differs from what is read when the key is absent.
template <class T>
void put(OrderedJson& object, const char* key, const T& value, const T& absent = {})
{
    if (value != absent)
        object[key] = value;
}

void putObject(OrderedJson& object, const char* key, OrderedJson value)
{
    if (!value.empty())
        object[key] = std::move(value);
}

OrderedJson toJson(const Server& server)
{
    const Server absent;
    OrderedJson json = OrderedJson::object();
    put(json, "hostname", server.hostname);
    put(json, "postmaster", server.postmaster);
    put(json, "lan", server.lan);
    put(json, "trusted_forwarders", server.trustedForwarders);
    put(json, "dns_servers", server.dnsServers);
    put(json, "event_days", server.eventDays, absent.eventDays);
    put(json, "event_megabytes", server.eventMegabytes, absent.eventMegabytes);
    put(json, "queue_hours", server.queueHours, absent.queueHours);
    put(json, "delay_hours", server.delayHours, absent.delayHours);
    return json;
}

OrderedJson toJson(const Domain& domain)
{
    OrderedJson json{{"name", domain.name}};
    put(json, "aliases", domain.aliases);
    return json;
}

OrderedJson toJson(const Mailbox& mailbox)
{
    OrderedJson json{{"address", mailbox.address}};
    put(json, "password_hash", mailbox.passwordHash);
    put(json, "scram_keys", mailbox.scramKeys);
    put(json, "delivery", mailbox.delivery);
    put(json, "aliases", mailbox.aliases);
    put(json, "forward", mailbox.forward);
    put(json, "rewrite_sender", mailbox.rewriteSender);
    return json;
}

OrderedJson toJson(const Route& route)
{
    OrderedJson json{{"domain", route.domain}, {"to", route.to}};
    put(json, "user", route.user);
    put(json, "tls", wordIn(routeTlsWords, route.tls), wordIn(routeTlsWords, RouteTls()));
    return json;
}

OrderedJson toJson(const Certificate& certificate)
{
    return {{"certificate", certificate.certificate}, {"key", certificate.key}};
}

OrderedJson toJson(const Tls& tls, const Tls& absent)
{
    OrderedJson json = OrderedJson::object();
    put(json, "mode", wordIn(tlsModeWords, tls.mode), wordIn(tlsModeWords, absent.mode));
    if (tls.certificates.size() == 1)
        json.update(toJson(tls.certificates.front()));
    for (std::size_t i = 0; tls.certificates.size() > 1 && i < tls.certificates.size(); ++i)
        json["certificates"].push_back(toJson(tls.certificates[i]));
    if (tls.only13)
        json["minimum"] = "1.3";
    return json;
}

OrderedJson toJson(const Authentication& authentication, const Authentication& absent)
{
    OrderedJson json = OrderedJson::object();
    put(json, "mechanisms", authentication.mechanisms, absent.mechanisms);
    put(json, "without_tls", authentication.withoutTls, absent.withoutTls);
    put(json, "backend", authentication.backend, absent.backend);
    return json;
}

OrderedJson toJson(const Rates& rates, const Rates& absent)
{
    OrderedJson json = OrderedJson::object();
    put(json, "connections_per_minute", rates.connectionsPerMinute, absent.connectionsPerMinute);
    put(json, "messages_per_hour", rates.messagesPerHour, absent.messagesPerHour);
    put(json, "recipients_per_hour", rates.recipientsPerHour, absent.recipientsPerHour);
    put(json, "user_messages_per_hour", rates.userMessagesPerHour, absent.userMessagesPerHour);
    put(json, "user_recipients_per_hour", rates.userRecipientsPerHour, absent.userRecipientsPerHour);
    put(json, "login_failures", rates.loginFailures, absent.loginFailures);
    put(json, "ban_minutes", rates.banMinutes, absent.banMinutes);
    put(json, "tarpit_seconds", rates.tarpitSeconds, absent.tarpitSeconds);
    put(json, "commands_per_minute", rates.commandsPerMinute, absent.commandsPerMinute);
    put(json, "megabytes_per_hour", rates.megabytesPerHour, absent.megabytesPerHour);
    return json;
}

OrderedJson toJson(const DnsList& list)
{
    const DnsList absent;
    OrderedJson json{{"zone", list.zone}};
    put(json, "kind", wordIn(dnsListKindWords, list.kind), wordIn(dnsListKindWords, absent.kind));
    put(json, "points", list.points, absent.points);
    put(json, "enabled", list.enabled, absent.enabled);
    for (const DnsListResponse& response : list.responses) {
        OrderedJson row{{"answers", response.answers}};
        put(row, "points", response.points, DnsListResponse().points);
        put(row, "text", response.text);
        json["responses"].push_back(std::move(row));
    }
    return json;
}

OrderedJson toJson(const Scanner& scanner)
{
    const Scanner absent;
    OrderedJson json{{"kind", wordIn(scannerKindWords, scanner.kind)}, {"address", scanner.address}};
    put(json, "enabled", scanner.enabled, absent.enabled);
    put(json, "points", scanner.points, absent.points);
    put(json, "timeout_seconds", scanner.timeoutSeconds, absent.timeoutSeconds);
    put(json, "on_failure", wordIn(scannerFailureWords, scanner.onFailure),
        wordIn(scannerFailureWords, absent.onFailure));
    put(json, "size_limit", scanner.sizeLimit, absent.sizeLimit);
    put(json, "header", scanner.header);
    put(json, "reject_text", scanner.rejectText);
    put(json, "sender_exceptions", scanner.senderExceptions);
    return json;
}

OrderedJson toJson(const Subscription& subscription)
{
    OrderedJson json{{"list", wordIn(listColorWords, subscription.color)},
                     {"kind", wordIn(listKeys, subscription.kind)},
                     {"file", subscription.file}};
    put(json, "enabled", subscription.enabled, Subscription().enabled);
    return json;
}

OrderedJson toJson(const Greylisting& greylisting)
{
    const Greylisting absent;
    OrderedJson json = OrderedJson::object();
    put(json, "delay_seconds", greylisting.delaySeconds, absent.delaySeconds);
    put(json, "retry_hours", greylisting.retryHours, absent.retryHours);
    put(json, "keep_days", greylisting.keepDays, absent.keepDays);
    put(json, "passes", greylisting.passes, absent.passes);
    return json;
}

OrderedJson toJson(const Relay& relay, const Relay& absent)
{
    OrderedJson json = OrderedJson::object();
    put(json, "lan", relay.lan, absent.lan);
    put(json, "authenticated", relay.authenticated, absent.authenticated);
    put(json, "ranges", relay.ranges, absent.ranges);
    put(json, "recipients", relay.recipients, absent.recipients);
    put(json, "sender_must_be_local", relay.senderMustBeLocal, absent.senderMustBeLocal);
    return json;
}

OrderedJson toJson(const CheckSetting& setting)
{
    if (setting.reply.empty())
        return toId(*setting.mode);
    OrderedJson json = OrderedJson::object();
    if (setting.mode)
        json["mode"] = toId(*setting.mode);
    json["reply"] = setting.reply;
    return json;
}

OrderedJson checksToJson(const Service& service)
{
    OrderedJson json = OrderedJson::object();
    for (auto [check, setting] : service.checks) {
        if (setting.mode == defaultMode(check, service.preset))
            setting.mode.reset();
        if (setting != CheckSetting{})
            json[std::string(info(check).id)] = toJson(setting);
    }
    return json;
}

OrderedJson toJson(const ListEntry& entry)
{
    OrderedJson json{{"pattern", entry.displayPattern()}};
    if (entry.condition == Condition::SpfPass)
        json["only_when"] = "spf-pass";
    if (entry.condition == Condition::FromRange)
        json["only_from"] = entry.onlyFrom;
    if (entry.expires)
        json["expires"] = toIso8601(*entry.expires);
    put(json, "comment", entry.comment);
    put(json, "author", entry.author);
    if (entry.created != Time{})
        json["created"] = toIso8601(entry.created);
    put(json, "enabled", entry.enabled, true);
    return json.size() == 1 ? json["pattern"] : json;
}

void putLists(OrderedJson& object, const std::vector<ListEntry>& entries)
{
    for (const auto& [color, colorKey] : listColorKeys) {
        OrderedJson list = OrderedJson::object();
        for (const auto& [kind, key] : listKeys) {
            OrderedJson rows = OrderedJson::array();
            for (const ListEntry& entry : entries) {
                if (entry.color == color && entry.kind == kind)
                    rows.push_back(toJson(entry));
            }
            putObject(list, key.data(), std::move(rows));
        }
        putObject(object, colorKey.data(), std::move(list));
    }
}

OrderedJson toJson(const Service& service, const std::vector<ListEntry>& entries)
{
    const Service absent = makeService(service.preset);
    OrderedJson json{{"name", service.name}, {"preset", toId(service.preset)}};
    put(json, "enabled", service.enabled, absent.enabled);
    put(json, "addresses", service.addresses, absent.addresses);
    put(json, "port", service.port, absent.port);
    put(json, "greeting", service.greeting, absent.greeting);
    putObject(json, "tls", toJson(service.tls, absent.tls));
    putObject(json, "authentication", toJson(service.authentication, absent.authentication));
    put(json, "proxy_peers", service.proxyPeers, absent.proxyPeers);
    put(json, "access", wordIn(accessWords, service.access), wordIn(accessWords, absent.access));
    put(json, "access_ranges", service.accessRanges, absent.accessRanges);
    putObject(json, "relay", toJson(service.relay, absent.relay));
    put(json, "exempt_lan", service.exemptLan, absent.exemptLan);
    put(json, "exempt_authenticated", service.exemptAuthenticated, absent.exemptAuthenticated);
    put(json, "answer_at_rcpt", service.answerAtRcpt, absent.answerAtRcpt);
    put(json, "size_limit", service.sizeLimit, absent.sizeLimit);
    put(json, "hop_limit", service.hopLimit, absent.hopLimit);
    put(json, "recipient_limit", service.recipientLimit, absent.recipientLimit);
    put(json, "connection_limit", service.connectionLimit, absent.connectionLimit);
    put(json, "connection_limit_per_client", service.connectionLimitPerClient,
        absent.connectionLimitPerClient);
    put(json, "timeout_seconds", service.timeoutSeconds, absent.timeoutSeconds);
    put(json, "error_limit", service.errorLimit, absent.errorLimit);
    putObject(json, "rates", toJson(service.rates, absent.rates));
    for (const DnsList& list : service.dnsLists)
        json["dns_lists"].push_back(toJson(list));
    putObject(json, "greylisting", toJson(service.greylisting));
    for (const Scanner& scanner : service.scanners)
        json["scanners"].push_back(toJson(scanner));
    putObject(json, "checks", checksToJson(service));
    putLists(json, entries);
    for (const Subscription& subscription : service.subscriptions)
        json["subscriptions"].push_back(toJson(subscription));
    return json;
}

template <class T>
void putRows(OrderedJson& root, const char* key, const std::vector<T>& rows)
{
    OrderedJson list = OrderedJson::array();
    for (const T& row : rows)
        list.push_back(toJson(row));
    putObject(root, key, std::move(list));
}

const std::vector<ListEntry>& listsOf(const Document& document, const std::string& service)
{
    static const std::vector<ListEntry> none;
    const auto found = document.lists.find(service);
    return found == document.lists.end() ? none : found->second;
}

// A member of a list that holds nothing nested stands on one line, so that a comparison of two documents
// shows entry by entry what differs.
class Printer {
public:
    std::string print(const OrderedJson& root)
    {
        value(root, 0, false);
        m_text += '\n';
        return std::move(m_text);
    }

private:
    void value(const OrderedJson& json, int depth, bool inList)
    {
        if (json.is_object() && inList && isFlat(json))
            line(json);
        else if (json.is_structured() && !json.empty())
            block(json, depth);
        else
            scalar(json);
    }

    static bool isFlat(const OrderedJson& object)
    {
        return std::none_of(object.begin(), object.end(),
                            [](const OrderedJson& member) { return member.is_structured(); });
    }

    // Readable UTF-8; but a terminal that shows an export must not meet what it would obey.
    void scalar(const OrderedJson& json)
    {
        const std::string text = json.dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
        m_text +=
            showable(text) == text ? text : json.dump(-1, ' ', true, OrderedJson::error_handler_t::replace);
    }

    void line(const OrderedJson& object)
    {
        const char* separator = "{ ";
        for (const auto& [key, member] : object.items()) {
            m_text += separator;
            scalar(key);
            m_text += ": ";
            scalar(member);
            separator = ", ";
        }
        m_text += " }";
    }

    void block(const OrderedJson& json, int depth)
    {
        const char* separator = json.is_object() ? "{\n" : "[\n";
        for (const auto& [key, member] : json.items()) {
            m_text += separator;
            m_text.append(std::size_t(depth + 1) * 2, ' ');
            if (json.is_object()) {
                scalar(key);
                m_text += ": ";
            }
            value(member, depth + 1, json.is_array());
            separator = ",\n";
        }
        m_text += '\n';
        m_text.append(std::size_t(depth) * 2, ' ');
        m_text += json.is_object() ? '}' : ']';
    }

    std::string m_text;
};

} // namespace

std::string writeDocument(const Document& document)
{
    const Configuration& configuration = document.configuration;
    OrderedJson root = OrderedJson::object();
    putObject(root, "server", toJson(configuration.server));
    putRows(root, "domains", configuration.domains);
    putRows(root, "mailboxes", configuration.mailboxes);
    putRows(root, "routes", configuration.routes);
    OrderedJson services = OrderedJson::array();
    for (const Service& service : configuration.services)
        services.push_back(toJson(service, listsOf(document, service.name)));
    putObject(root, "services", std::move(services));
    OrderedJson shared = OrderedJson::object();
    putLists(shared, listsOf(document, ""));
    putObject(root, "shared_lists", std::move(shared));
    putRows(root, "subscriptions", configuration.subscriptions);
    return Printer().print(root);
}

} // namespace postern::model
