// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/check.h"
#include "model/list_entry.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

// What an administrator configures, as plain structs: defaults in place, comparable, validated by validate.h.
// Text is UTF-8. List entries are apart (list_entry.h): there may be a million of them.
namespace postern::model {

struct Server {
    std::string hostname; // fully qualified; greeting, Received:, references
    std::string
        postmaster; // mailbox that gets mail for postmaster (RFC 5321 4.5.1); empty: the first mailbox
    std::vector<std::string> lan;               // IpRange texts; the inside
    std::vector<std::string> trustedForwarders; // IpRange texts; skip the sender checks, no right to relay
    std::vector<std::string> dnsServers;        // "127.0.0.1@5353"; empty: the system's
    int eventDays = 90;                         // log retention by age; 0: no limit
    int eventMegabytes = 2048;                  // and by size; 0: no limit
    int queueHours = 120; // a message that cannot be delivered goes back to its sender after so long
                          // (RFC 5321 4.5.4.1); 1 to 720
    int delayHours = 4;   // and the sender is told of the delay after so long; 0: never

    bool operator==(const Server&) const = default;
};

struct Domain {
    Id id = 0;
    std::string name;                 // normalised
    std::vector<std::string> aliases; // normalised; an address in an alias means the same address in `name`

    bool operator==(const Domain&) const = default;
};

struct Mailbox {
    Id id = 0;
    std::string address;              // comparable form, in a local domain
    std::string passwordHash;         // Argon2id by libsodium, or empty: no log-in
    std::string delivery;             // "maildir:/srv/mail/jane"; empty: forwarded only
    std::vector<std::string> aliases; // further addresses in local domains
    std::vector<std::string> forward; // addresses that get a copy of everything, here or elsewhere
    std::string scramKeys;            // the same password as SCRAM-SHA-256 keys (RFC 5803), or empty: none
    bool rewriteSender = false;       // copies go on with this mailbox as envelope sender, so that the SPF of
                                      // the first sender does not speak against them; reports come here

    bool operator==(const Mailbox&) const = default;
};

// How a route protects what it sends.
enum class RouteTls : std::uint8_t {
    Opportunistic, // where the next hop offers it, whatever its certificate
    None,
    Required, // encrypted or not at all, whatever the certificate
    Verified, // with a certificate of a known authority for the next hop's name
};

// Where mail for a domain goes on to.
struct Route {
    Id id = 0;
    std::string domain; // or "*": every other domain
    // "lmtp:127.0.0.1:2424", "lmtp:/run/dovecot/lmtp", "smtp:relay.example.test:587"; "smtps:…:465" is
    // encrypted from the first octet on (RFC 8314 3)
    std::string to;
    std::string user;     // to log in with there; empty: none
    std::string password; // plain, since the next hop wants it so; never in an export
    RouteTls tls = RouteTls::Opportunistic;

    bool operator==(const Route&) const = default;
};

// Which clients may use a service at all (check access.client).
enum class Access : std::uint8_t { Any, Lan, Listed, LanAndListed };

// Who may have mail relayed: accepted for domains that are not ours (check recipient.relay).
struct Relay {
    bool lan = true;
    bool authenticated = true;
    std::vector<std::string> ranges;     // IpRange texts
    std::vector<std::string> recipients; // always to these; ListPattern texts of kind Recipient
    bool senderMustBeLocal = false;      // LAN and ranges may relay with a local sender only

    bool operator==(const Relay&) const = default;
};

enum class TlsMode : std::uint8_t {
    None,
    StartTls, // offered (RFC 3207)
    Required, // nothing but STARTTLS before it
    Implicit, // from the first octet on (RFC 8314 3)
};

// PEM files: whole paths, or relative to the store's folder.
struct Certificate {
    std::string certificate; // with the chain behind it
    std::string key;

    bool operator==(const Certificate&) const = default;
};

struct Tls {
    TlsMode mode = TlsMode::None;
    // The one whose name the client asks for is shown (RFC 6066 3), else the first. None: the engine makes
    // one for the host name, which nobody has signed.
    std::vector<Certificate> certificates;
    bool only13 = false; // TLS 1.3; otherwise 1.2, too

    bool operator==(const Tls&) const = default;
};

// How clients log in (RFC 4954). Whether they must is the check auth.required.
struct Authentication {
    std::vector<std::string> mechanisms; // of "PLAIN", "LOGIN", "SCRAM-SHA-256"; none: nobody can
    bool withoutTls = false;             // offered on connections that anybody on the way can read, too
    std::string backend;                 // "dovecot:/run/dovecot/auth-client"; empty: mailboxes' passwords

    bool operator==(const Authentication&) const = default;
};

// How much one client or user may do. 0: no limit. Clients inside the LAN have no limits per client.
struct Rates {
    int connectionsPerMinute = 0; // of one client (an IPv4 address, an IPv6 /64)
    int messagesPerHour = 0;      // of one client
    int recipientsPerHour = 0;    // of one client
    int userMessagesPerHour = 0;
    int userRecipientsPerHour = 0;
    int loginFailures = 10;    // of one client within ten minutes; then it is barred …
    int banMinutes = 15;       // … for so long; at least 1
    int tarpitSeconds = 0;     // a refused client waits so long for its answer; at most 60
    int commandsPerMinute = 0; // of one client
    int megabytesPerHour = 0;  // of messages, of one client

    bool operator==(const Rates&) const = default;
};

// What some answers of a DNS list mean.
struct DnsListResponse {
    std::string answers; // IpRange texts in 127.0.0.0/8, with commas: "127.0.0.2", "127.0.0.4-127.0.0.7"
    int points = 100;    // 0 to 1000
    std::string text;    // for the client that is refused; empty: what the list itself says (TXT)

    bool operator==(const DnsListResponse&) const = default;
};

// What a DNS list has.
enum class DnsListKind : std::uint8_t {
    Client, // addresses of clients (RFC 5782 2.1, 2.4)
    Domain, // domain names (RFC 5782 2.3): the HELO name and the sender's domain are looked up
};

// A list that the DNS is asked for (RFC 5782; check ip.dnsbl). 100 points refuse a client.
struct DnsList {
    std::string zone;                       // normalised; unique within a service
    int points = 100;                       // of a client that is on it, 0 to 1000
    std::vector<DnsListResponse> responses; // none: every answer counts; else only those that one of them
                                            // names, by the points of the first
    bool enabled = true;
    DnsListKind kind = DnsListKind::Client;

    bool operator==(const DnsList&) const = default;
};

// Whose first try is put off (check recipient.greylist): of each network, sender and recipient.
struct Greylisting {
    int delaySeconds = 300; // a retry is taken after so long; 1 to 86,400
    int retryHours = 48;    // and for so long, before it is a first try again; 1 to 720
    int keepDays = 36;      // who retried is known for so long after the last message; 1 to 400
    int passes = 5;         // a network with so many retries is taken at once; 0: none ever is

    bool operator==(const Greylisting&) const = default;
};

enum class ScannerKind : std::uint8_t {
    Spamd,  // SpamAssassin's daemon (SPAMC/1.5)
    Rspamd, // HTTP, checkv2
    Milter, // protocol version 6
};

// What becomes of a message that a scanner could not judge.
enum class ScannerFailure : std::uint8_t { Accept, Defer };

// A program that judges the content of messages (check message.spam). 100 points of all refuse a message.
struct Scanner {
    ScannerKind kind = ScannerKind::Spamd;
    std::string address; // "127.0.0.1:783", "[::1]:11333", "/run/spamd.sock"; unique within a service
    bool enabled = true;
    int points =
        100; // of its own verdict 'spam', 0 to 1000; a score below its threshold counts in proportion
    int timeoutSeconds = 30; // 1 to 600
    ScannerFailure onFailure = ScannerFailure::Accept;
    std::int64_t sizeLimit = 1'048'576;        // larger messages are not scanned; 0: no limit
    std::string header;                        // name of a field that tells its verdict; empty: none
    std::string rejectText;                    // empty: what the scanner says, else the check's
    std::vector<std::string> senderExceptions; // ListPattern texts of kind Sender: these it does not scan

    bool operator==(const Scanner&) const = default;
};

// A file of list entries, in the dialect of the lists, which the engine reads by itself and again when it
// changes.
struct Subscription {
    ListColor color = ListColor::Black;
    ListKind kind = ListKind::Ip;
    std::string file; // whole path, or relative to the store's folder
    bool enabled = true;

    bool operator==(const Subscription&) const = default;
};

struct CheckSetting {
    std::optional<CheckMode> mode; // empty: the preset's default
    std::string reply; // empty: the default text; placeholders {address} {client} {helo} {check} {reference}

    bool operator==(const CheckSetting&) const = default;
};

struct Service {
    Id id = 0;
    std::string name; // unique without case
    Preset preset = Preset::Mx;
    bool enabled = true; // starts with the engine
    std::vector<std::string>
        addresses;        // IP addresses to listen on; empty: all of the machine (IPv4 and IPv6)
    int port = 25;        // 1 to 65535
    std::string greeting; // after "220 hostname "; empty: "ESMTP Postern"

    Access access = Access::Any;
    std::vector<std::string> accessRanges; // IpRange texts, with Listed and LanAndListed

    Tls tls;
    Authentication authentication;
    std::vector<std::string> proxyPeers; // IpRange texts: peers that must begin with a PROXY protocol header
    Rates rates;
    std::vector<DnsList> dnsLists;
    Greylisting greylisting;
    std::vector<Scanner> scanners;
    std::vector<Subscription> subscriptions; // of this service's lists

    Relay relay;
    bool exemptLan = true;           // inside clients skip the exemptable checks
    bool exemptAuthenticated = true; // authenticated clients skip them
    bool answerAtRcpt = true;        // refusals found before RCPT are answered at each RCPT

    std::int64_t sizeLimit = 52'428'800; // bytes of one message; 0: no limit (RFC 1870)
    int hopLimit = 50;                   // Received: fields (RFC 5321 6.3); 1 to 1000
    int recipientLimit = 1000;           // of one message; at least 100 (RFC 5321 4.5.3.1.8)
    int connectionLimit = 10'000;        // at the same time
    int connectionLimitPerClient = 50;   // at the same time from one address
    int timeoutSeconds = 300;            // for a command (RFC 5321 4.5.3.2.7); 10 to 3600
    int errorLimit = 20;                 // commands refused for syntax or order until the session ends

    std::map<Check, CheckSetting> checks; // what differs from the preset's defaults

    CheckMode mode(Check check) const;
    bool operator==(const Service&) const = default;
};

struct Configuration {
    Server server;
    std::vector<Domain> domains; // each vector in the order of ids
    std::vector<Mailbox> mailboxes;
    std::vector<Route> routes;
    std::vector<Service> services;
    std::vector<Subscription> subscriptions; // of the lists of all services

    bool operator==(const Configuration&) const = default;
};

} // namespace postern::model
