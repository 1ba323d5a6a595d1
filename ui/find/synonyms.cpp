// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/find/synonyms.h"

#include <QCoreApplication>

#include <algorithm>

namespace postern::ui {

namespace {

using model::Check;

// What people say and search for, in the words of the person who asks for help. Commas part the synonyms.
constexpr Synonyms ofServices[] = {
    {"service/enabled", QT_TRANSLATE_NOOP("Find", "switch on, switch off, autostart, disable, turn off")},
    {"service/addresses",
     QT_TRANSLATE_NOOP("Find", "bind, interface, network card, IP address, IPv6, listen, port in use")},
    {"service/port", QT_TRANSLATE_NOOP("Find", "25, 587, 465, 2525, port number, listen")},
    {"service/greeting", QT_TRANSLATE_NOOP("Find", "banner, 220, welcome")},
    {"security", QT_TRANSLATE_NOOP("Find", "TLS, SSL, encryption")},
    {"security/tls.mode", QT_TRANSLATE_NOOP("Find", "TLS, SSL, STARTTLS, SMTPS, encrypt, secure connection, "
                                                    "plain text, 465")},
    {"security/tls.minimum", QT_TRANSLATE_NOOP("Find", "TLS version, SSL version, TLS 1.2, old devices, "
                                                       "old mail program")},
    {"security/tls.certificates",
     QT_TRANSLATE_NOOP("Find", "TLS certificate, SSL certificate, private key, PEM, Let's Encrypt, expired, "
                               "certificate warning, not trusted")},
    {"security/proxy_peers", QT_TRANSLATE_NOOP("Find", "HAProxy, load balancer, PROXY protocol, nginx, "
                                                       "real client address")},
    {"access", QT_TRANSLATE_NOOP("Find", "firewall, who may connect, restrict, permissions, deny")},
    {"access/access_ranges", QT_TRANSLATE_NOOP("Find", "allowed clients, allowed networks, whitelist")},
    {"authentication", QT_TRANSLATE_NOOP("Find", "log in, login, SMTP AUTH, SASL, password")},
    {"authentication/authentication.mechanisms",
     QT_TRANSLATE_NOOP("Find", "PLAIN, LOGIN, SCRAM, mechanism, log in, cannot log in, 535")},
    {"authentication/authentication.backend",
     QT_TRANSLATE_NOOP("Find", "Dovecot, user database, LDAP, accounts")},
    {"authentication/authentication.without_tls",
     QT_TRANSLATE_NOOP("Find", "old device cannot log in, unencrypted password, plain text password")},
    {"relaying",
     QT_TRANSLATE_NOOP("Find", "open relay, relay access denied, relaying denied, printer cannot send, "
                               "scanner cannot send, copier, scan to mail, cannot send mail, forward mail "
                               "for others, 550 5.7.1")},
    {"relaying/relay.lan", QT_TRANSLATE_NOOP("Find", "printer cannot send, scanner cannot send, copier, scan "
                                                     "to mail, devices in the network, relay for LAN")},
    {"relaying/relay.authenticated",
     QT_TRANSLATE_NOOP("Find",
                       "users may send, cannot send from outside, phone, home office, relay for users")},
    {"relaying/relay.ranges",
     QT_TRANSLATE_NOOP("Find", "printer cannot send, branch office, another server, relay for address, "
                               "trusted networks, mynetworks")},
    {"relaying/relay.sender_must_be_local", QT_TRANSLATE_NOOP("Find", "own domains only, forged sender")},
    {"relaying/relay.recipients", QT_TRANSLATE_NOOP("Find", "always relay to, backup MX, relay domains")},
    {"black-lists", QT_TRANSLATE_NOOP("Find", "blacklist, blocklist, whitelist, block, allow, spam")},
    {"black-lists/subscriptions",
     QT_TRANSLATE_NOOP("Find", "files, subscribe, import a list, blocklist file, DROP, update lists")},
    {"black-lists/checks.ip.dnsbl", QT_TRANSLATE_NOOP("Find", "DNSBL, RBL, Spamhaus, SpamCop, spam")},
    {"black-lists/dns_lists", QT_TRANSLATE_NOOP("Find", "DNSBL, RBL, Spamhaus, SpamCop, zen, SURBL, spam, "
                                                        "blacklist in the DNS")},
    {"black-lists/answer_at_rcpt",
     QT_TRANSLATE_NOOP("Find", "delay rejections, delayed reject, smtpd_delay_reject, when to refuse")},
    {"black-lists/exempt_lan", QT_TRANSLATE_NOOP("Find", "trust the LAN, bypass, skip checks, exempt")},
    {"black-lists/exempt_authenticated",
     QT_TRANSLATE_NOOP("Find", "trust users, bypass, skip checks, exempt")},
    {"abuse", QT_TRANSLATE_NOOP("Find", "spam, checks, SPF, DMARC, DKIM, greylisting, replies, monitor")},
    {"abuse/greylisting.delay_seconds",
     QT_TRANSLATE_NOOP("Find", "greylist, graylisting, grey listing, mail comes late, delayed mail, 450, "
                               "temporarily refused")},
    {"abuse/greylisting.retry_hours", QT_TRANSLATE_NOOP("Find", "greylist, graylisting")},
    {"abuse/greylisting.keep_days", QT_TRANSLATE_NOOP("Find", "greylist, graylisting")},
    {"abuse/greylisting.passes", QT_TRANSLATE_NOOP("Find", "greylist, graylisting, auto whitelist")},
    {"abuse/checks", QT_TRANSLATE_NOOP("Find", "reject message, reply text, error text, bounce text, 554, "
                                               "monitor, dry run, log only, switch a check off")},
    {"content",
     QT_TRANSLATE_NOOP("Find", "spam filter, virus, antivirus, SpamAssassin, Rspamd, ClamAV, milter")},
    {"content/scanners",
     QT_TRANSLATE_NOOP("Find", "spam filter, virus, antivirus, SpamAssassin, spamd, Rspamd, ClamAV, milter")},
    {"content/checks.message.spam", QT_TRANSLATE_NOOP("Find", "spam, junk, virus, spam filter")},
    {"limits", QT_TRANSLATE_NOOP("Find", "rate limit, throttle, quota, maximum, flood, denial of service")},
    {"limits/connection_limit", QT_TRANSLATE_NOOP("Find", "too many connections, maximum connections, 421")},
    {"limits/connection_limit_per_client",
     QT_TRANSLATE_NOOP("Find", "too many connections, per IP, one address")},
    {"limits/rates.connections_per_minute", QT_TRANSLATE_NOOP("Find", "rate limit, throttle, flood")},
    {"limits/rates.commands_per_minute", QT_TRANSLATE_NOOP("Find", "rate limit, throttle, flood")},
    {"limits/timeout_seconds", QT_TRANSLATE_NOOP("Find", "timeout, hangs, idle, disconnected, slow client")},
    {"limits/error_limit", QT_TRANSLATE_NOOP("Find", "too many errors, bad commands")},
    {"limits/rates.tarpit_seconds", QT_TRANSLATE_NOOP("Find", "tarpit, slow down, slow, delay, teergrube")},
    {"limits/size_limit", QT_TRANSLATE_NOOP("Find", "too big, too large, attachment, message size, size "
                                                    "limit, megabytes, 552, large files")},
    {"limits/recipient_limit",
     QT_TRANSLATE_NOOP("Find", "too many recipients, newsletter, mailing list, 452")},
    {"limits/hop_limit", QT_TRANSLATE_NOOP("Find", "mail loop, too many hops, Received")},
    {"limits/rates.messages_per_hour",
     QT_TRANSLATE_NOOP("Find", "rate limit, throttle, bulk mail, newsletter")},
    {"limits/rates.recipients_per_hour",
     QT_TRANSLATE_NOOP("Find", "rate limit, throttle, bulk mail, newsletter")},
    {"limits/rates.megabytes_per_hour", QT_TRANSLATE_NOOP("Find", "rate limit, bandwidth, traffic")},
    {"limits/rates.user_messages_per_hour",
     QT_TRANSLATE_NOOP("Find", "rate limit, hacked account, stolen password, bulk mail, newsletter")},
    {"limits/rates.user_recipients_per_hour",
     QT_TRANSLATE_NOOP("Find", "rate limit, hacked account, stolen password, bulk mail, newsletter")},
    {"limits/rates.login_failures",
     QT_TRANSLATE_NOOP("Find", "fail2ban, brute force, wrong password, locked out, ban, block, attack")},
    {"limits/rates.ban_minutes", QT_TRANSLATE_NOOP("Find", "fail2ban, locked out, ban, block")},
};

constexpr Synonyms ofServer[] = {
    {"server/hostname",
     QT_TRANSLATE_NOOP("Find", "name of this server, FQDN, HELO name, myhostname, domain")},
    {"server/postmaster", QT_TRANSLATE_NOOP("Find", "admin address, abuse, bounces to me")},
    {"lan/lan", QT_TRANSLATE_NOOP("Find", "local network, internal network, printer cannot send, trusted "
                                          "network, mynetworks, private addresses, VPN")},
    {"lan/trusted_forwarders",
     QT_TRANSLATE_NOOP("Find",
                       "second MX, backup MX, provider's filter, gateway, forwarded mail is refused")},
    {"logs", QT_TRANSLATE_NOOP("Find", "log, retention, disk space")},
    {"logs/event_days", QT_TRANSLATE_NOOP("Find", "log retention, how long the log is kept, delete old, "
                                                  "privacy, GDPR")},
    {"logs/event_megabytes", QT_TRANSLATE_NOOP("Find", "log size, disk full, disk space")},
    {"dns", QT_TRANSLATE_NOOP("Find", "resolver, name server")},
    {"dns/dns_servers", QT_TRANSLATE_NOOP("Find", "resolver, name server, unbound, DNSSEC, 8.8.8.8")},
};

constexpr Synonyms ofCommands[] = {
    {"setUp", QT_TRANSLATE_NOOP("Find", "wizard, assistant, first start, install")},
    {"backUp", QT_TRANSLATE_NOOP("Find", "backup, copy, save everything, database, export")},
    {"serviceManager", QT_TRANSLATE_NOOP("Find", "service manager, listeners, ports")},
    {"serverProperties", QT_TRANSLATE_NOOP("Find", "preferences, options, settings")},
    {"explainSession", QT_TRANSLATE_NOOP("Find", "why refused, simulate, test a message, what if, try out")},
    {"toggleEngine", QT_TRANSLATE_NOOP("Find", "start the server, stop the server, restart, no mail comes")},
    {"about", QT_TRANSLATE_NOOP("Find", "version, licence, license")},
    {"quit", QT_TRANSLATE_NOOP("Find", "exit, close")},
};

} // namespace

std::span<const Synonyms> serviceSynonyms()
{
    return ofServices;
}

std::span<const Synonyms> serverSynonyms()
{
    return ofServer;
}

std::span<const Synonyms> commandSynonyms()
{
    return ofCommands;
}

QString synonymsOf(std::span<const Synonyms> table, const QString& key)
{
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&key](const Synonyms& each) { return key == QLatin1String(each.key); });
    return found == table.end() ? QString() : QCoreApplication::translate("Find", found->words);
}

namespace {

const char* sayingsOf(Check check)
{
    switch (check) {
    case Check::AccessClient:
        return QT_TRANSLATE_NOOP("Find", "firewall, not allowed to connect");
    case Check::AccessBanned:
        return QT_TRANSLATE_NOOP("Find", "ban, banned, locked out, fail2ban, brute force");
    case Check::IpBlacklist:
        return QT_TRANSLATE_NOOP("Find", "block IP, block address, block country, blacklist");
    case Check::IpReverseDns:
        return QT_TRANSLATE_NOOP("Find", "PTR, rDNS, FCrDNS, reverse lookup");
    case Check::IpDnsbl:
        return QT_TRANSLATE_NOOP("Find", "DNSBL, RBL, Spamhaus, SpamCop");
    case Check::HeloBlacklist:
        return QT_TRANSLATE_NOOP("Find", "block HELO, EHLO, block host name");
    case Check::HeloLocal:
        return QT_TRANSLATE_NOOP("Find", "EHLO, spoofed name, fake name, pretends to be us");
    case Check::HeloInvalid:
        return QT_TRANSLATE_NOOP("Find", "EHLO, wrong HELO, bad host name, FQDN");
    case Check::HeloUnresolvable:
        return QT_TRANSLATE_NOOP("Find", "EHLO, unknown host, cannot be resolved");
    case Check::SenderBlacklist:
        return QT_TRANSLATE_NOOP("Find", "block sender, block domain, unwanted sender, blacklist");
    case Check::SenderClaimsLocal:
        return QT_TRANSLATE_NOOP("Find", "spoof, spoofing, fake sender, forged sender, pretends to be us, my "
                                         "own address, phishing, boss fraud");
    case Check::SenderUnresolvable:
        return QT_TRANSLATE_NOOP("Find", "no MX, unknown domain, return path, sender verification");
    case Check::SenderSpf:
        return QT_TRANSLATE_NOOP("Find", "SPF fail, Sender Policy Framework, spoof, fake sender, forged");
    case Check::SenderNotOwned:
        return QT_TRANSLATE_NOOP("Find", "send as, wrong From, fake sender, may send only as himself");
    case Check::AuthRequired:
        return QT_TRANSLATE_NOOP("Find", "log-in required, authentication required, must log in, 530");
    case Check::RecipientBlacklist:
        return QT_TRANSLATE_NOOP("Find", "block recipient, closed address, spam trap");
    case Check::RecipientRelay:
        return QT_TRANSLATE_NOOP("Find", "open relay, relay access denied, relaying denied");
    case Check::RecipientUnknown:
        return QT_TRANSLATE_NOOP("Find", "unknown user, user unknown, no mailbox, 550 5.1.1, catch-all");
    case Check::RecipientGreylist:
        return QT_TRANSLATE_NOOP("Find", "greylisting, greylist, graylisting, grey listing, 450");
    case Check::MessageSize:
        return QT_TRANSLATE_NOOP("Find", "too big, attachment, message size, 552");
    case Check::FromClaimsLocal:
        return QT_TRANSLATE_NOOP("Find", "spoof, fake sender, forged From, pretends to be us, phishing, boss "
                                         "fraud");
    case Check::MessageDmarc:
        return QT_TRANSLATE_NOOP("Find", "DKIM, DMARC fail, signature, forged From, spoof");
    case Check::MessageLoop:
        return QT_TRANSLATE_NOOP("Find", "mail loop, too many hops");
    case Check::MessageSpam:
        return QT_TRANSLATE_NOOP("Find", "spam filter, junk, virus, SpamAssassin, Rspamd");
    }
    return "";
}

const char* sayingsOf(PageId page)
{
    switch (page) {
    case PageId::Services:
        return QT_TRANSLATE_NOOP("Find", "listeners, ports, start, stop");
    case PageId::Domains:
        return QT_TRANSLATE_NOOP("Find", "local domains, my domain, virtual domain, domain alias");
    case PageId::Mailboxes:
        return QT_TRANSLATE_NOOP("Find", "user, account, password, alias, forward, forwarding, catch-all, "
                                         "Maildir, postmaster, address");
    case PageId::Lan:
        return QT_TRANSLATE_NOOP("Find",
                                 "local network, internal network, printer cannot send, scanner cannot "
                                 "send, copier, mynetworks");
    case PageId::Routes:
        return QT_TRANSLATE_NOOP("Find", "smart host, smarthost, relay host, relayhost, outgoing mail, "
                                         "provider, transport, LMTP, Dovecot, deliver to");
    case PageId::Rejected:
        return QT_TRANSLATE_NOOP("Find",
                                 "mail came back, bounce, returned mail, undeliverable, refused, "
                                 "blocked, where is my mail, lost mail, log, accepted mail, 554, spam");
    case PageId::Connections:
        return QT_TRANSLATE_NOOP("Find", "who is connected, sessions, clients, now");
    case PageId::Queue:
        return QT_TRANSLATE_NOOP("Find", "stuck, slow, mail is not sent, waiting, outgoing mail, deferred, "
                                         "retry, spool, delayed");
    case PageId::Statistics:
        return QT_TRANSLATE_NOOP("Find", "charts, numbers, report, how much spam, trend");
    case PageId::Bans:
        return QT_TRANSLATE_NOOP("Find", "barred, blocked clients, unban, unblock, fail2ban, locked out");
    case PageId::Pins:
        return QT_TRANSLATE_NOOP("Find", "must be accepted, must be refused, always accept, always refuse, "
                                         "keep an eye on, regression, test case");
    case PageId::History:
        return QT_TRANSLATE_NOOP("Find", "undo, revision, restore, who changed, go back, changes, audit");
    case PageId::ListHealth:
        return QT_TRANSLATE_NOOP("Find", "clean up, duplicates, expired entries, unused entries, shadowed");
    case PageId::Health:
        return QT_TRANSLATE_NOOP("Find",
                                 "self-test, diagnose, problems, MX, reverse DNS, open relay test, is "
                                 "everything all right");
    }
    return "";
}

const char* sayingsOf(model::ListColor color)
{
    return color == model::ListColor::Black
               ? QT_TRANSLATE_NOOP("Find", "blacklist, blocklist, denylist, block, ban, refuse, deny, spam")
               : QT_TRANSLATE_NOOP("Find", "whitelist, allowlist, welcome list, allow, let in, unblock, "
                                           "always accept, false positive");
}

QString inFindContext(const char* words)
{
    return QCoreApplication::translate("Find", words);
}

} // namespace

QString synonymsOf(Check check)
{
    return inFindContext(sayingsOf(check));
}

QString synonymsOf(PageId page)
{
    return inFindContext(sayingsOf(page));
}

QString synonymsOf(model::ListColor color)
{
    return inFindContext(sayingsOf(color));
}

} // namespace postern::ui
