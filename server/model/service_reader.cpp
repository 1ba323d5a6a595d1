// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/service_reader.h"

#include "base/domain_name.h"
#include "model/document_keys.h"
#include "model/list_pattern.h"
#include "model/preset.h"

#include <algorithm>

namespace postern::model {

namespace {

using Json = nlohmann::json;

void readPatterns(ObjectReader& reader, std::string_view key, ListKind kind, std::vector<std::string>& field)
{
    reader.texts(key, field);
    for (std::size_t i = 0; i < field.size(); ++i) {
        const auto pattern = ListPattern::parse(kind, field[i]);
        if (pattern)
            field[i] = (pattern->negated ? "~" : "") + pattern->text;
        else
            reader.wrongAt(pathTo(reader.pathOf(key), i), pattern.error());
    }
}

void readRelay(ObjectReader& reader, Relay& relay)
{
    reader.flag("lan", relay.lan);
    reader.flag("authenticated", relay.authenticated);
    readRanges(reader, "ranges", relay.ranges);
    reader.flag("sender_must_be_local", relay.senderMustBeLocal);
    readPatterns(reader, "recipients", ListKind::Recipient, relay.recipients);
}

CheckSetting readSetting(ObjectReader& checks, std::string_view id)
{
    constexpr std::string_view expected = R"("off", "monitor" or "enforce")";
    CheckSetting setting;
    const Json* value = checks.take(id);
    const auto readMode = [&](ObjectReader& reader, std::string_view key) {
        CheckMode mode{};
        const std::size_t before = reader.findings().size();
        reader.word(key, mode, checkModeById, expected);
        if (reader.has(key) && reader.findings().size() == before)
            setting.mode = mode;
    };
    if (value->is_object()) {
        ObjectReader reader(*value, checks.pathOf(id), checks.findings());
        readMode(reader, "mode");
        reader.text("reply", setting.reply);
        reader.close();
    } else {
        readMode(checks, id);
    }
    return setting;
}

void readChecks(ObjectReader& reader, Service& service)
{
    for (const CheckInfo& row : checks()) {
        if (reader.take(row.id) != nullptr)
            service.checks[row.check] = readSetting(reader, row.id);
    }
    for (const std::string& id : reader.keysFrom("rate.")) {
        reader.take(id);
        reader.wrong(id, "has no mode: a limit is on where it has a number", "set it in \"rates\"");
    }
}

void readAuthentication(ObjectReader& reader, Service& service)
{
    Authentication& authentication = service.authentication;
    reader.texts("mechanisms", authentication.mechanisms);
    for (std::string& mechanism : authentication.mechanisms)
        mechanism = upperAscii(mechanism);
    reader.flag("without_tls", authentication.withoutTls);
    reader.text("backend", authentication.backend);
    if (!reader.has("required"))
        return;
    bool required = false;
    reader.flag("required", required);
    auto& mode = service.checks[Check::AuthRequired].mode;
    const CheckMode wanted = required ? CheckMode::Enforce : CheckMode::Off;
    if (mode && mode != wanted)
        reader.wrong("required", "contradicts checks.auth.required", "keep one of the two");
    mode = wanted;
}

// Service::checks holds only what differs from the preset.
void dropDefaults(Service& service)
{
    for (auto& [check, setting] : service.checks) {
        if (setting.mode == defaultMode(check, service.preset))
            setting.mode.reset();
    }
    std::erase_if(service.checks, [](const auto& item) { return item.second == CheckSetting{}; });
}

void readLimits(ObjectReader& reader, Service& service)
{
    reader.number("size_limit", service.sizeLimit);
    reader.number("hop_limit", service.hopLimit);
    reader.number("recipient_limit", service.recipientLimit);
    reader.number("connection_limit", service.connectionLimit);
    reader.number("connection_limit_per_client", service.connectionLimitPerClient);
    reader.number("timeout_seconds", service.timeoutSeconds);
    reader.number("error_limit", service.errorLimit);
}

Certificate readCertificate(ObjectReader& reader)
{
    Certificate certificate;
    reader.text("certificate", certificate.certificate);
    reader.text("key", certificate.key);
    return certificate;
}

// One certificate, the usual case, stands in the object itself; several stand in a list.
void readTls(ObjectReader& reader, Tls& tls)
{
    reader.word(
        "mode", tls.mode, [](std::string_view word) { return valueIn(tlsModeWords, word); },
        R"("none", "starttls", "required" or "implicit")");
    const bool one = reader.has("certificate") || reader.has("key");
    if (const Certificate first = readCertificate(reader); first != Certificate())
        tls.certificates.push_back(first);
    if (one && reader.has("certificates"))
        reader.wrong("certificates", "stands beside certificate or key", "keep one of the two");
    reader.elements("certificates", [&](const Json& element, const std::string& path) {
        ObjectReader certificate(element, path, reader.findings());
        tls.certificates.push_back(readCertificate(certificate));
        certificate.close();
    });
    reader.word(
        "minimum", tls.only13,
        [](std::string_view word) {
            return word == "1.3" || word == "1.2" ? std::optional(word == "1.3") : std::nullopt;
        },
        R"("1.2" or "1.3")");
}

void readRates(ObjectReader& reader, Rates& rates)
{
    reader.number("connections_per_minute", rates.connectionsPerMinute);
    reader.number("messages_per_hour", rates.messagesPerHour);
    reader.number("recipients_per_hour", rates.recipientsPerHour);
    reader.number("user_messages_per_hour", rates.userMessagesPerHour);
    reader.number("user_recipients_per_hour", rates.userRecipientsPerHour);
    reader.number("login_failures", rates.loginFailures);
    reader.number("ban_minutes", rates.banMinutes);
    reader.number("tarpit_seconds", rates.tarpitSeconds);
    reader.number("commands_per_minute", rates.commandsPerMinute);
    reader.number("megabytes_per_hour", rates.megabytesPerHour);
}

DnsListResponse readResponse(ObjectReader& reader)
{
    DnsListResponse response;
    reader.requiredText("answers", response.answers, "127.0.0.2");
    reader.number("points", response.points);
    reader.text("text", response.text);
    return response;
}

DnsList readDnsList(ObjectReader& reader)
{
    DnsList list;
    reader.requiredText("zone", list.zone, "zen.spamhaus.org");
    if (auto zone = normalizeDomain(list.zone); !list.zone.empty() && zone)
        list.zone = std::move(*zone);
    else if (!list.zone.empty())
        reader.wrong("zone", zone.error());
    reader.word(
        "kind", list.kind, [](std::string_view word) { return valueIn(dnsListKindWords, word); },
        R"("client" or "domain")");
    reader.number("points", list.points);
    reader.flag("enabled", list.enabled);
    reader.elements("responses", [&](const Json& element, const std::string& path) {
        ObjectReader response(element, path, reader.findings());
        list.responses.push_back(readResponse(response));
        response.close();
    });
    return list;
}

Scanner readScanner(ObjectReader& reader)
{
    Scanner scanner;
    if (!reader.has("kind"))
        reader.wrong("kind", "is missing", R"(write "spamd", "rspamd" or "milter")");
    reader.word(
        "kind", scanner.kind, [](std::string_view word) { return valueIn(scannerKindWords, word); },
        R"("spamd", "rspamd" or "milter")");
    reader.requiredText("address", scanner.address, "127.0.0.1:783");
    reader.flag("enabled", scanner.enabled);
    reader.number("points", scanner.points);
    reader.number("timeout_seconds", scanner.timeoutSeconds);
    reader.word(
        "on_failure", scanner.onFailure,
        [](std::string_view word) { return valueIn(scannerFailureWords, word); }, R"("accept" or "defer")");
    reader.number("size_limit", scanner.sizeLimit);
    reader.text("header", scanner.header);
    reader.text("reject_text", scanner.rejectText);
    readPatterns(reader, "sender_exceptions", ListKind::Sender, scanner.senderExceptions);
    return scanner;
}

void readScanners(ObjectReader& reader, Service& service)
{
    reader.elements("scanners", [&](const Json& element, const std::string& path) {
        ObjectReader scanner(element, path, reader.findings());
        service.scanners.push_back(readScanner(scanner));
        scanner.close();
    });
}

Subscription readSubscription(ObjectReader& reader)
{
    Subscription subscription;
    for (const char* key : {"list", "kind"})
        if (!reader.has(key))
            reader.wrong(key, "is missing", "say which list the file's lines are for");
    reader.word(
        "list", subscription.color, [](std::string_view word) { return valueIn(listColorWords, word); },
        R"("black" or "white")");
    reader.word(
        "kind", subscription.kind, [](std::string_view word) { return valueIn(listKeys, word); },
        R"("ip", "sender", "recipient" or "helo")");
    reader.requiredText("file", subscription.file, "/etc/postern/drop.txt");
    reader.flag("enabled", subscription.enabled);
    return subscription;
}

void readDnsLists(ObjectReader& reader, Service& service)
{
    reader.elements("dns_lists", [&](const Json& element, const std::string& path) {
        ObjectReader list(element, path, reader.findings());
        service.dnsLists.push_back(readDnsList(list));
        list.close();
    });
}

void readGreylisting(ObjectReader& reader, Greylisting& greylisting)
{
    reader.number("delay_seconds", greylisting.delaySeconds);
    reader.number("retry_hours", greylisting.retryHours);
    reader.number("keep_days", greylisting.keepDays);
    reader.number("passes", greylisting.passes);
}

} // namespace

void readRanges(ObjectReader& reader, std::string_view key, std::vector<std::string>& field)
{
    reader.texts(key, field);
    for (std::size_t i = 0; i < field.size(); ++i) {
        if (const auto range = IpRange::parse(field[i]); !range)
            reader.wrongAt(pathTo(reader.pathOf(key), i), range.error());
    }
}

void readSubscriptions(ObjectReader& reader, std::vector<Subscription>& subscriptions)
{
    reader.elements("subscriptions", [&](const Json& element, const std::string& path) {
        ObjectReader subscription(element, path, reader.findings());
        subscriptions.push_back(readSubscription(subscription));
        subscription.close();
    });
}

Service readService(ObjectReader& reader)
{
    Preset preset = Preset::Mx;
    reader.word("preset", preset, presetById, R"("mx", "submission", "submission-tls" or "internal-relay")");
    Service service = makeService(preset);
    reader.text("name", service.name);
    reader.flag("enabled", service.enabled);
    reader.texts("addresses", service.addresses);
    reader.number("port", service.port);
    reader.text("greeting", service.greeting);
    reader.word(
        "access", service.access, [](std::string_view word) { return valueIn(accessWords, word); },
        R"("any", "lan", "listed" or "lan+listed")");
    readRanges(reader, "access_ranges", service.accessRanges);
    reader.object("relay", [&](ObjectReader& relay) { readRelay(relay, service.relay); });
    reader.flag("exempt_lan", service.exemptLan);
    reader.flag("exempt_authenticated", service.exemptAuthenticated);
    reader.flag("answer_at_rcpt", service.answerAtRcpt);
    readLimits(reader, service);
    reader.object("checks", [&](ObjectReader& checks) { readChecks(checks, service); });
    reader.object("authentication", [&](ObjectReader& auth) { readAuthentication(auth, service); });
    reader.object("tls", [&](ObjectReader& tls) { readTls(tls, service.tls); });
    readRanges(reader, "proxy_peers", service.proxyPeers);
    reader.object("rates", [&](ObjectReader& rates) { readRates(rates, service.rates); });
    readDnsLists(reader, service);
    reader.object("greylisting", [&](ObjectReader& grey) { readGreylisting(grey, service.greylisting); });
    readScanners(reader, service);
    readSubscriptions(reader, service.subscriptions);
    dropDefaults(service);
    return service;
}

} // namespace postern::model
