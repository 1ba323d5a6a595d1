// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/validate.h"

#include "base/domain_name.h"
#include "model/dns_list.h"
#include "model/list_pattern.h"
#include "model/problems.h"
#include "model/scanner.h"
#include "model/subscription.h"
#include "model/validate_parts.h"

#include <algorithm>
#include <array>

namespace postern::model {

namespace {

constexpr std::size_t nameLimit = 64;
constexpr std::size_t greetingLimit = 200; // with "220 " and the longest host name it stays within 512 octets
constexpr std::size_t pathLimit = 4096;
constexpr std::size_t replyLimit = 300; // leaves room for what the placeholders bring in

void checkListening(Problems& problems, const Service& service)
{
    if (trim(service.name).empty())
        problems.error("name", POSTERN_TEXT("server", "the service needs a name"));
    problems.line("name", service.name, nameLimit);
    problems.between("port", service.port, 1, 65535);
    problems.line("greeting", service.greeting, greetingLimit);
    for (const std::string& text : service.addresses) {
        if (!IpAddress::parse(text))
            problems.error("addresses",
                           POSTERN_TEXT("server",
                                        "'%1' is no IP address; write one of this machine's, or none "
                                        "to listen on all of them"),
                           {text});
    }
}

void checkAccess(Problems& problems, const Service& service)
{
    problems.ranges("access_ranges", service.accessRanges);
    if (service.access == Access::Listed && service.accessRanges.empty())
        problems.error("access_ranges",
                       POSTERN_TEXT("server", "only listed clients may use the service, but none is listed, "
                                              "so nobody could connect; list them, or allow any client"));
    if (service.access != Access::Any && service.mode(Check::AccessClient) != CheckMode::Enforce)
        problems.warning("checks.access.client",
                         POSTERN_TEXT("server", "the check of who may use the service is not "
                                                "enforced, so any client may use it"));
}

// "*", "*@*", "?*@*.*": what anybody's address is.
bool matchesEverybody(const ListPattern& pattern)
{
    return pattern.shape == ListPattern::Shape::Wildcard &&
           pattern.text.find_first_not_of("*?@.") == pattern.text.npos;
}

bool isWholeTopLevel(const ListPattern& pattern)
{
    return pattern.shape == ListPattern::Shape::Suffix && pattern.text.find('.', 1) == pattern.text.npos;
}

void checkRelayRecipient(Problems& problems, const std::string& typed)
{
    const auto pattern = ListPattern::parse(ListKind::Recipient, typed);
    if (!pattern) {
        problems.error("relay.recipients",
                       POSTERN_TEXT("server",
                                    "'%1' is no pattern for recipients; write it like joe@example.com, "
                                    "example.com or .example.com"),
                       {typed});
        return;
    }
    if (pattern->negated)
        return;
    if (matchesEverybody(*pattern))
        problems.error("relay.recipients",
                       POSTERN_TEXT("server", "'%1' matches every address and makes an open relay: "
                                              "everybody could send to anywhere"),
                       {typed});
    else if (isWholeTopLevel(*pattern))
        problems.warning("relay.recipients",
                         POSTERN_TEXT("server", "everybody may send to every domain that ends in %1"),
                         {typed});
}

void checkRelay(Problems& problems, const Service& service)
{
    const IpSet ranges = problems.ranges("relay.ranges", service.relay.ranges);
    const std::string wide = veryWide(ranges);
    if (holdsEverything(ranges))
        problems.error("relay.ranges",
                       POSTERN_TEXT("server", "relaying for all addresses makes an open relay: every client "
                                              "could send to anywhere; list the clients that you know"));
    else if (!wide.empty())
        problems.warning(
            "relay.ranges",
            POSTERN_TEXT("server", "%1 is far more than one network; every client in it may relay"), {wide});
    for (const std::string& typed : service.relay.recipients)
        checkRelayRecipient(problems, typed);
}

void checkLimits(Problems& problems, const Service& service)
{
    constexpr std::int64_t leastSize = 65'536; // RFC 5321 4.5.3.1.7
    if (service.sizeLimit != 0 && service.sizeLimit < leastSize)
        problems.error("size_limit",
                       POSTERN_TEXT("server", "every server must take messages of %1 bytes; write at least "
                                              "that, or 0 for no limit"),
                       {std::to_string(leastSize)});
    problems.between("hop_limit", service.hopLimit, 1, 1000);
    problems.between("recipient_limit", service.recipientLimit, 100, 1'000'000);
    problems.between("connection_limit", service.connectionLimit, 1, 1'000'000);
    problems.between("connection_limit_per_client", service.connectionLimitPerClient, 1, 1'000'000);
    problems.between("timeout_seconds", service.timeoutSeconds, 10, 3600);
    problems.between("error_limit", service.errorLimit, 1, 1000);
}

void checkRates(Problems& problems, const Rates& rates)
{
    constexpr int most = 1'000'000;
    problems.between("rates.connections_per_minute", rates.connectionsPerMinute, 0, most);
    problems.between("rates.messages_per_hour", rates.messagesPerHour, 0, most);
    problems.between("rates.recipients_per_hour", rates.recipientsPerHour, 0, most);
    problems.between("rates.user_messages_per_hour", rates.userMessagesPerHour, 0, most);
    problems.between("rates.user_recipients_per_hour", rates.userRecipientsPerHour, 0, most);
    problems.between("rates.login_failures", rates.loginFailures, 0, most);
    problems.between("rates.ban_minutes", rates.banMinutes, 1, 525'600); // a year
    problems.between("rates.tarpit_seconds", rates.tarpitSeconds, 0, 60);
    problems.between("rates.commands_per_minute", rates.commandsPerMinute, 0, most);
    problems.between("rates.megabytes_per_hour", rates.megabytesPerHour, 0, most);
}

void checkTls(Problems& problems, const Service& service)
{
    for (const Certificate& certificate : service.tls.certificates) {
        if (certificate.certificate.empty() || certificate.key.empty())
            problems.error("tls.certificates",
                           POSTERN_TEXT("server",
                                        "a certificate needs two files: the certificate itself with "
                                        "its chain, and its key; both in PEM form"));
        problems.line("tls.certificates", certificate.certificate, pathLimit);
        problems.line("tls.certificates", certificate.key, pathLimit);
    }
    const IpSet peers = problems.ranges("proxy_peers", service.proxyPeers);
    if (holdsEverything(peers))
        problems.error(
            "proxy_peers",
            POSTERN_TEXT("server",
                         "with every address a proxy, anybody could say that he comes from your LAN; "
                         "list the addresses of your proxies only"));
}

constexpr std::array<std::string_view, 3> mechanisms{"PLAIN", "LOGIN", "SCRAM-SHA-256"};

void checkAuthentication(Problems& problems, const Service& service)
{
    const Authentication& authentication = service.authentication;
    for (const std::string& name : authentication.mechanisms) {
        if (std::find(mechanisms.begin(), mechanisms.end(), name) == mechanisms.end())
            problems.error("authentication.mechanisms",
                           POSTERN_TEXT("server",
                                        "'%1' is no way to log in that is known here; there are PLAIN, "
                                        "LOGIN and SCRAM-SHA-256"),
                           {name});
    }
    constexpr std::string_view dovecot = "dovecot:/";
    if (!authentication.backend.empty() &&
        !(authentication.backend.starts_with(dovecot) && authentication.backend.size() > dovecot.size()))
        problems.error("authentication.backend",
                       POSTERN_TEXT("server", "'%1' is no source of passwords; write the socket of a Dovecot "
                                              "server, like dovecot:/run/dovecot/auth-client, or nothing for "
                                              "the passwords of the mailboxes"),
                       {authentication.backend});
    problems.line("authentication.backend", authentication.backend, pathLimit);
    const bool offered = service.tls.mode != TlsMode::None || authentication.withoutTls;
    if (!authentication.mechanisms.empty() && !offered)
        problems.warning("authentication.mechanisms",
                         POSTERN_TEXT("server",
                                      "nobody can log in: without encryption passwords are not asked "
                                      "for; switch TLS on"));
    if (authentication.mechanisms.empty() && service.mode(Check::AuthRequired) == CheckMode::Enforce)
        problems.warning("authentication.mechanisms",
                         POSTERN_TEXT("server",
                                      "all mail is refused here: clients must log in, but there is no "
                                      "way to; choose at least one"));
    if (authentication.withoutTls && !authentication.mechanisms.empty())
        problems.warning(
            "authentication.without_tls",
            POSTERN_TEXT("server", "passwords may travel where anybody on the way can read them"));
}

constexpr std::array<std::string_view, 9> placeholders{"{address}", "{client}",      "{helo}",
                                                       "{check}",   "{list}",        "{wait}",
                                                       "{score}",   "{explanation}", "{reference}"};

} // namespace

void checkPlaceholders(Problems& problems, const std::string& field, std::string_view reply)
{
    for (std::size_t open = reply.find('{'); open != reply.npos; open = reply.find('{', open + 1)) {
        const std::size_t close = reply.find('}', open);
        const std::string_view name = reply.substr(open, close == reply.npos ? close : close - open + 1);
        if (std::find(placeholders.begin(), placeholders.end(), name) == placeholders.end())
            problems.error(
                field,
                POSTERN_TEXT("server",
                             "'%1' is no placeholder; there are {address}, {client}, {helo}, {check}, "
                             "{list}, {wait}, {score}, {explanation} and {reference}"),
                {std::string(name)});
    }
}

namespace {

void checkSetting(Problems& problems, Check check, const CheckSetting& setting)
{
    const CheckInfo& checkInfo = info(check);
    const std::string field = "checks." + std::string(checkInfo.id);
    if (checkInfo.fixed && setting.mode && *setting.mode != CheckMode::Enforce)
        problems.error(field, POSTERN_TEXT("server", "this check cannot be switched off"));
    problems.line(field + ".reply", setting.reply, replyLimit);
    checkPlaceholders(problems, field + ".reply", setting.reply);
}

// What it opens where a check is not enforced that is by default.
struct Weakening {
    Check check{};
    const char* off = "";
    const char* monitor = "";
};

constexpr std::array weakenings{
    Weakening{
        Check::SenderClaimsLocal,
        POSTERN_TEXT("server",
                     "anybody outside can send to your users as one of them, since senders that claim to be "
                     "local are not refused on this service"),
        POSTERN_TEXT(
            "server",
            "senders that claim to be local are only counted, not refused: anybody outside can still "
            "send to your users as one of them")},
    Weakening{
        Check::HeloLocal,
        POSTERN_TEXT("server",
                     "clients outside may call themselves by your own names, as programs that send spam do"),
        POSTERN_TEXT("server",
                     "clients outside that call themselves by your own names are only counted, not refused")},
    Weakening{
        Check::RecipientUnknown,
        POSTERN_TEXT(
            "server",
            "mail for addresses that do not exist is accepted and goes to the postmaster, which draws "
            "spam by guessed names"),
        POSTERN_TEXT("server",
                     "mail for addresses that do not exist is only counted: it is accepted and goes to the "
                     "postmaster")},
};

// The service that strangers' mail comes in by.
bool facesStrangers(const Service& service)
{
    return (service.port == 25 || service.preset == Preset::Mx) && service.access == Access::Any;
}

void checkWeakened(Problems& problems, const Service& service)
{
    if (!facesStrangers(service))
        return;
    for (const Weakening& weakening : weakenings) {
        const CheckMode mode = service.mode(weakening.check);
        if (mode != CheckMode::Enforce)
            problems.warning("checks." + std::string(info(weakening.check).id),
                             mode == CheckMode::Off ? weakening.off : weakening.monitor);
    }
}

} // namespace

std::vector<Problem> validate(const Service& service)
{
    Problems problems;
    checkListening(problems, service);
    checkAccess(problems, service);
    checkRelay(problems, service);
    checkLimits(problems, service);
    checkRates(problems, service.rates);
    checkDnsLists(problems, service);
    checkGreylisting(problems, service.greylisting);
    checkScanners(problems, service);
    checkSubscriptions(problems, service.subscriptions);
    checkTls(problems, service);
    checkAuthentication(problems, service);
    for (const auto& [check, setting] : service.checks)
        checkSetting(problems, check, setting);
    checkWeakened(problems, service);
    return problems.take();
}

} // namespace postern::model
