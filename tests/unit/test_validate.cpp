// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/preset.h"
#include "model/validate.h"
#include "policy/reply.h"

#include <QTest>

using namespace postern;
using namespace postern::model;

namespace {

// "error port: the number must be …", one a line.
QString told(const std::vector<Problem>& problems)
{
    QString text;
    for (const Problem& problem : problems) {
        text += problem.severity == Severity::Error ? "error " : "warning ";
        text += QString::fromStdString(problem.field + ": " + toEnglish(problem.text)) + '\n';
    }
    return text;
}

Server goodServer()
{
    Server server;
    server.hostname = "mail.example.com";
    server.lan = {"192.168.1.0/24"};
    return server;
}

Configuration goodConfiguration()
{
    Configuration configuration;
    configuration.server = goodServer();
    configuration.domains = {{1, "example.com", {"example.net"}}};
    configuration.mailboxes = {{1, "jane@example.com", "", "maildir:/srv/mail/jane", {"sales@example.net"}}};
    configuration.routes = {{1, "partner.test", "lmtp:127.0.0.1:2424"},
                            {2, "*", "smtp:relay.example.org:587"}};
    configuration.services = {makeService(Preset::Mx), makeService(Preset::Submission)};
    configuration.services[0].id = 1;
    configuration.services[1].id = 2;
    return configuration;
}

// What one change to something good makes of it. `expected` is the start of the only problem; "" for none.
template <class T>
struct Case {
    const char* name;
    void (*change)(T&);
    const char* expected;
};

template <class T>
void addRows(std::initializer_list<Case<T>> cases)
{
    QTest::addColumn<void*>("change");
    QTest::addColumn<QString>("expected");
    for (const auto& row : cases)
        QTest::newRow(row.name) << reinterpret_cast<void*>(row.change) << QString(row.expected);
}

template <class T>
void changeAsTheRowSays(T& value)
{
    QFETCH(void*, change);
    reinterpret_cast<void (*)(T&)>(change)(value);
}

void compareWithTheRow(const std::vector<Problem>& problems)
{
    QFETCH(QString, expected);
    const QString text = told(problems);
    QVERIFY2(expected.isEmpty() ? text.isEmpty() : text.startsWith(expected) && problems.size() == 1,
             qPrintable(text));
    QCOMPARE(hasErrors(problems), expected.startsWith("error"));
}

} // namespace

class TestValidate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void servers_data()
    {
        addRows<Server>({
            {"good", [](Server&) {}, ""},
            {"no name", [](Server& s) { s.hostname.clear(); },
             "error hostname: the server needs its full host name"},
            {"short name", [](Server& s) { s.hostname = "mail"; }, "error hostname: 'mail' lacks its domain"},
            {"address", [](Server& s) { s.hostname = "192.0.2.1"; },
             "error hostname: '192.0.2.1' is no host name"},
            {"underscore", [](Server& s) { s.hostname = "my_mail.example.com"; }, "error hostname: 'my_mail"},
            {"blank", [](Server& s) { s.hostname = "mail example.com"; }, "error hostname"},
            {"line feed", [](Server& s) { s.hostname = "mail.example.com\n"; }, "error hostname"},
            {"umlaut", [](Server& s) { s.hostname = "mail.bücher.example"; },
             "error hostname: a host name has letters, digits and hyphens only; write mail.bücher.example as "
             "mail.xn--bcher-kva.example"},
            {"very long", [](Server& s) { s.hostname = std::string(300, 'a') + ".example.com"; },
             "error hostname"},
            {"LAN",
             [](Server& s) {
                 s.lan = {"10.0.0.0/8", "fd00::/8", "127.0.0.1", "192.168.1.10-192.168.1.20"};
             },
             "warning lan"},
            {"LAN of private networks",
             [](Server& s) {
                 s.lan = {"10.0.0.0/8", "172.16.0.0/12", "fd00:1::/32"};
             },
             ""},
            {"LAN with a typing error", [](Server& s) { s.lan = {"192.168.1.x"}; },
             "error lan: '192.168.1.x' is no range of IP addresses; write it like"},
            {"LAN with host bits", [](Server& s) { s.lan = {"192.168.1.17/24"}; },
             "error lan: '192.168.1.17/24' is no range of IP addresses; did you mean 192.168.1.0/24?"},
            {"LAN backwards", [](Server& s) { s.lan = {"192.168.1.9-192.168.1.1"}; },
             "error lan: '192.168.1.9-192.168.1.1' is no range of IP addresses; did you mean "
             "192.168.1.1-192.168.1.9?"},
            {"LAN of everything", [](Server& s) { s.lan = {"0.0.0.0/0"}; },
             "error lan: a LAN of all addresses makes an open relay"},
            {"LAN of everything in two halves",
             [](Server& s) {
                 s.lan = {"128.0.0.0/1", "192.168.1.0/24", "0.0.0.0/1"};
             },
             "error lan: a LAN of all addresses makes an open relay"},
            {"LAN of all IPv6", [](Server& s) { s.lan = {"::/0"}; }, "error lan: a LAN of all addresses"},
            {"LAN far too wide", [](Server& s) { s.lan = {"192.0.0.0/7"}; },
             "warning lan: 192.0.0.0/7 is far more"},
            {"LAN far too wide in pieces",
             [](Server& s) {
                 s.lan = {"192.0.0.0/8", "193.0.0.0/8"};
             },
             "warning lan"},
            {"forwarders", [](Server& s) { s.trustedForwarders = {"198.51.100.0/24"}; }, ""},
            {"forwarders: everybody", [](Server& s) { s.trustedForwarders = {"0.0.0.0/0"}; },
             "error trusted_forwarders: with every address a trusted forwarder"},
            {"forwarders: nonsense", [](Server& s) { s.trustedForwarders = {"x"}; },
             "error trusted_forwarders"},
            {"DNS",
             [](Server& s) {
                 s.dnsServers = {"127.0.0.1@5353", "2001:db8::1", "192.0.2.1"};
             },
             ""},
            {"DNS by name", [](Server& s) { s.dnsServers = {"ns.example.com"}; }, "error dns_servers"},
            {"DNS port 0", [](Server& s) { s.dnsServers = {"127.0.0.1@0"}; }, "error dns_servers"},
            {"DNS port too high", [](Server& s) { s.dnsServers = {"127.0.0.1@65536"}; }, "error dns_servers"},
            {"DNS port very long", [](Server& s) { s.dnsServers = {"127.0.0.1@" + std::string(50, '1')}; },
             "error dns_servers"},
            {"DNS no port", [](Server& s) { s.dnsServers = {"127.0.0.1@"}; }, "error dns_servers"},
            {"postmaster", [](Server& s) { s.postmaster = "jane@example.com"; }, ""},
            {"postmaster without domain", [](Server& s) { s.postmaster = "jane"; }, "error postmaster"},
            {"days", [](Server& s) { s.eventDays = -1; },
             "error event_days: the number must be from 0 to 36500, and is -1"},
            {"megabytes", [](Server& s) { s.eventMegabytes = -1; }, "error event_megabytes"},
        });
    }
    void servers()
    {
        Server server = goodServer();
        changeAsTheRowSays(server);
        compareWithTheRow(validate(server));
    }

    void services_data()
    {
        addRows<Service>({
            {"good", [](Service&) {}, ""},
            {"no name", [](Service& s) { s.name = " "; }, "error name: the service needs a name"},
            {"long name", [](Service& s) { s.name = std::string(65, 'x'); },
             "error name: the text may have 64"},
            {"name of two lines", [](Service& s) { s.name = "a\nb"; },
             "error name: the text must be one line"},
            {"port 0", [](Service& s) { s.port = 0; },
             "error port: the number must be from 1 to 65535, and is 0"},
            {"port 65536", [](Service& s) { s.port = 65536; }, "error port"},
            {"addresses",
             [](Service& s) {
                 s.addresses = {"192.0.2.1", "2001:db8::1"};
             },
             ""},
            {"address by name", [](Service& s) { s.addresses = {"localhost"}; },
             "error addresses: 'localhost' is no IP"},
            {"block for an address", [](Service& s) { s.addresses = {"192.0.2.0/24"}; }, "error addresses"},
            {"greeting", [](Service& s) { s.greeting = "ESMTP hello\r\n250"; },
             "error greeting: the text must be one"},
            {"long greeting", [](Service& s) { s.greeting = std::string(201, 'x'); }, "error greeting"},
            {"listed, none listed", [](Service& s) { s.access = Access::Listed; },
             "error access_ranges: only listed clients may use the service, but none is listed"},
            {"listed",
             [](Service& s) {
                 s.access = Access::Listed;
                 s.accessRanges = {"192.0.2.0/24"};
             },
             ""},
            {"listed, nonsense",
             [](Service& s) {
                 s.access = Access::LanAndListed;
                 s.accessRanges = {"x"};
             },
             "error access_ranges: 'x' is no range"},
            {"LAN only, not enforced",
             [](Service& s) {
                 s.access = Access::Lan;
                 s.checks[Check::AccessClient].mode = CheckMode::Monitor;
             },
             "warning checks.access.client"},
            {"relay range", [](Service& s) { s.relay.ranges = {"192.0.2.0/24"}; }, ""},
            {"relay for everybody", [](Service& s) { s.relay.ranges = {"0.0.0.0/0"}; },
             "error relay.ranges: relaying for all addresses makes an open relay"},
            {"relay for half the world", [](Service& s) { s.relay.ranges = {"0.0.0.0/1"}; },
             "warning relay.ranges"},
            {"relay nonsense", [](Service& s) { s.relay.ranges = {"x"}; }, "error relay.ranges"},
            {"relay recipients",
             [](Service& s) {
                 s.relay.recipients = {"partner.test", "~eve@partner.test", ".a.test"};
             },
             ""},
            {"relay to everybody", [](Service& s) { s.relay.recipients = {"*"}; },
             "error relay.recipients: '*' matches every address and makes an open relay"},
            {"relay to everybody, in disguise", [](Service& s) { s.relay.recipients = {"?*@*.*"}; },
             "error relay.recipients"},
            {"not to everybody", [](Service& s) { s.relay.recipients = {"~*"}; }, ""},
            {"relay to a top level", [](Service& s) { s.relay.recipients = {".com"}; },
             "warning relay.recipients"},
            {"relay to nonsense", [](Service& s) { s.relay.recipients = {"a b"}; }, "error relay.recipients"},
            {"size", [](Service& s) { s.sizeLimit = 65'535; }, "error size_limit"},
            {"size, none", [](Service& s) { s.sizeLimit = 0; }, ""},
            {"size, negative", [](Service& s) { s.sizeLimit = -1; }, "error size_limit"},
            {"hops", [](Service& s) { s.hopLimit = 0; }, "error hop_limit"},
            {"recipients", [](Service& s) { s.recipientLimit = 99; }, "error recipient_limit"},
            {"connections", [](Service& s) { s.connectionLimit = 0; }, "error connection_limit"},
            {"connections of one", [](Service& s) { s.connectionLimitPerClient = 0; },
             "error connection_limit_per_client"},
            {"time-out", [](Service& s) { s.timeoutSeconds = 9; }, "error timeout_seconds"},
            {"errors", [](Service& s) { s.errorLimit = 0; }, "error error_limit"},
            {"DNS lists",
             [](Service& s) {
                 s.dnsLists = {{"zen.spamhaus.org", 100, {{"127.0.0.2", 0, ""}}, true},
                               {"bl.test", 1000, {{"127.0.0.0/24, 127.0.1.1-127.0.1.9", 1, "x"}}, false}};
             },
             ""},
            {"DNS list without a zone", [](Service& s) { s.dnsLists = {{}}; },
             "error dns_lists: '' is no zone of a DNS list"},
            {"DNS list of a top level",
             [](Service& s) {
                 s.dnsLists = {{"test", 100, {}, true}};
             },
             "error dns_lists: 'test' is no zone"},
            {"DNS list with too long a zone",
             [](Service& s) {
                 s.dnsLists = {{std::string(60, 'a') + '.' + std::string(60, 'a') + '.' +
                                    std::string(60, 'a') + ".abcdefgh",
                                100,
                                {},
                                true}};
             },
             "error dns_lists"},
            {"DNS list twice",
             [](Service& s) {
                 s.dnsLists = {{"bl.test", 100, {}, true}, {"BL.test", 100, {}, true}};
             },
             "error dns_lists: the DNS list BL.test stands here twice"},
            {"DNS list with many points",
             [](Service& s) {
                 s.dnsLists = {{"bl.test", 1001, {}, true}};
             },
             "error dns_lists: the number must be from 0 to 1000"},
            {"DNS list with less than none",
             [](Service& s) {
                 s.dnsLists = {{"bl.test", -1, {}, true}};
             },
             "error dns_lists"},
            {"answer outside 127.0.0.0/8",
             [](Service& s) {
                 s.dnsLists = {{"bl.test", 100, {{"128.0.0.1", 1, ""}}, true}};
             },
             "error dns_lists: '128.0.0.1' is no answer of a DNS list"},
            {"answer with an empty part",
             [](Service& s) {
                 s.dnsLists = {{"bl.test", 100, {{"127.0.0.1,", 1, ""}}, true}};
             },
             "error dns_lists: '127.0.0.1,' is no answer"},
            {"answer twice",
             [](Service& s) {
                 s.dnsLists = {{"bl.test", 100, {{"127.0.0.1", 1, ""}, {"127.0.0.1", 2, ""}}, true}};
             },
             "error dns_lists: the answer 127.0.0.1 of the DNS list bl.test stands here twice"},
            {"many DNS lists",
             [](Service& s) {
                 for (int i = 0; i < 33; ++i)
                     s.dnsLists.push_back({"bl" + std::to_string(i) + ".test", 100, {}, true});
             },
             "error dns_lists: the number must be from 0 to 32, and is 33"},
            {"DNS lists that nobody asks",
             [](Service& s) {
                 s.dnsLists = {{"bl.test", 100, {}, true}};
                 s.checks[Check::IpDnsbl].mode = CheckMode::Off;
             },
             "warning checks.ip.dnsbl: nobody is looked up"},
            {"scanners",
             [](Service& s) {
                 s.scanners = {{ScannerKind::Spamd, "127.0.0.1:783"},
                               {ScannerKind::Rspamd, "[::1]:11333"},
                               {ScannerKind::Milter, "/run/dkim.sock"}};
             },
             ""},
            {"scanner without an address", [](Service& s) { s.scanners = {{}}; },
             "error scanners: '' is no address of a scanner"},
            {"scanner at a long path",
             [](Service& s) {
                 s.scanners = {{ScannerKind::Milter, '/' + std::string(107, 'a')}};
             },
             "error scanners"},
            {"scanner twice",
             [](Service& s) {
                 s.scanners = {{ScannerKind::Spamd, "127.0.0.1:1"}, {ScannerKind::Rspamd, "127.0.0.1:1"}};
             },
             "error scanners: the scanner 127.0.0.1:1 stands here twice"},
            {"scanner with a header that is none",
             [](Service& s) {
                 s.scanners = {{ScannerKind::Spamd, "127.0.0.1:1"}};
                 s.scanners[0].header = "X: Y";
             },
             "error scanners: 'X: Y' is no name of a header field"},
            {"scanner with a sender that is none",
             [](Service& s) {
                 s.scanners = {{ScannerKind::Spamd, "127.0.0.1:1"}};
                 s.scanners[0].senderExceptions = {"a b"};
             },
             "error scanners: 'a b' is no sender"},
            {"scanner that is not waited for",
             [](Service& s) {
                 s.scanners = {{ScannerKind::Spamd, "127.0.0.1:1"}};
                 s.scanners[0].timeoutSeconds = 0;
             },
             "error scanners: the number must be from 1 to 600"},
            {"scanner by a name",
             [](Service& s) {
                 s.scanners = {{ScannerKind::Spamd, "spamd.test:783"}};
             },
             "error scanners: 'spamd.test:783' is no address of a scanner"},
            {"scanner with a header that messages need",
             [](Service& s) {
                 s.scanners = {{ScannerKind::Spamd, "127.0.0.1:1"}};
                 s.scanners[0].header = "From";
             },
             "error scanners: 'From' is no name of a header field"},
            {"scanner with a reply that has another placeholder",
             [](Service& s) {
                 s.scanners = {{ScannerKind::Spamd, "127.0.0.1:1"}};
                 s.scanners[0].rejectText = "{score} {virus}";
             },
             "error scanners: '{virus}' is no placeholder"},
            {"scanner with senders, where they can be forged",
             [](Service& s) {
                 s.scanners = {{ScannerKind::Spamd, "127.0.0.1:1"}};
                 s.scanners[0].senderExceptions = {"partner.test"};
                 s.checks[Check::HeloLocal].mode = CheckMode::Monitor;
                 s.access = Access::Lan; // or there were another warning
             },
             "warning scanners: the scanner 127.0.0.1:1 leaves some senders alone, and clients that call"},
            {"scanner with senders, where they cannot",
             [](Service& s) {
                 s.scanners = {{ScannerKind::Spamd, "127.0.0.1:1"}};
                 s.scanners[0].senderExceptions = {"partner.test"};
             },
             ""},
            {"list file without a name", [](Service& s) { s.subscriptions = {{}}; },
             "error subscriptions: choose the file"},
            {"list file twice",
             [](Service& s) {
                 s.subscriptions = {{ListColor::Black, ListKind::Ip, "a"},
                                    {ListColor::Black, ListKind::Ip, "a"}};
             },
             "error subscriptions: the file a stands here twice"},
            {"greylisting without delay", [](Service& s) { s.greylisting.delaySeconds = 0; },
             "error greylisting.delay_seconds"},
            {"greylisting, no retry", [](Service& s) { s.greylisting.retryHours = 0; }, "error greylisting"},
            {"greylisting, no retry in time",
             [](Service& s) {
                 s.greylisting.retryHours = 1;
                 s.greylisting.delaySeconds = 3600;
             },
             "error greylisting.delay_seconds: no retry could ever pass"},
            {"greylisting, for long", [](Service& s) { s.greylisting.keepDays = 401; },
             "error greylisting.keep_days"},
            {"greylisting, passes", [](Service& s) { s.greylisting.passes = -1; },
             "error greylisting.passes"},
            {"rates of commands", [](Service& s) { s.rates.commandsPerMinute = -1; },
             "error rates.commands_per_minute"},
            {"rates of data", [](Service& s) { s.rates.megabytesPerHour = 1'000'001; },
             "error rates.megabytes_per_hour"},
            {"own reply",
             [](Service& s) {
                 s.checks[Check::HeloLocal].reply = "{address} {client} {helo} {check} {reference}";
             },
             ""},
            {"reply of two lines", [](Service& s) { s.checks[Check::HeloLocal].reply = "a\nb"; },
             "error checks.helo.local.reply: the text must be one line"},
            {"long reply", [](Service& s) { s.checks[Check::HeloLocal].reply = std::string(301, 'x'); },
             "error checks.helo.local.reply"},
            {"unknown placeholder", [](Service& s) { s.checks[Check::HeloLocal].reply = "go, {adress}"; },
             "error checks.helo.local.reply: '{adress}' is no placeholder"},
            {"open brace", [](Service& s) { s.checks[Check::HeloLocal].reply = "go {"; },
             "error checks.helo.local.reply"},
            {"relay check off", [](Service& s) { s.checks[Check::RecipientRelay].mode = CheckMode::Off; },
             "error checks.recipient.relay: this check cannot be switched off"},
            {"claims-local off", [](Service& s) { s.checks[Check::SenderClaimsLocal].mode = CheckMode::Off; },
             "warning checks.sender.claims-local: anybody outside can send to your users as one of them"},
            {"claims-local monitor",
             [](Service& s) { s.checks[Check::SenderClaimsLocal].mode = CheckMode::Monitor; },
             "warning checks.sender.claims-local: senders that claim to be local are only counted"},
            {"helo off", [](Service& s) { s.checks[Check::HeloLocal].mode = CheckMode::Off; },
             "warning checks.helo.local"},
            {"unknown off", [](Service& s) { s.checks[Check::RecipientUnknown].mode = CheckMode::Off; },
             "warning checks.recipient.unknown"},
            {"claims-local off for the LAN only",
             [](Service& s) {
                 s.checks[Check::SenderClaimsLocal].mode = CheckMode::Off;
                 s.access = Access::Lan;
             },
             ""},
            {"stricter than by default",
             [](Service& s) { s.checks[Check::HeloInvalid].mode = CheckMode::Enforce; }, ""},
        });
    }
    void services()
    {
        Service service = makeService(Preset::Mx);
        changeAsTheRowSays(service);
        compareWithTheRow(validate(service));
    }

    void theWhole_data()
    {
        addRows<Configuration>({
            {"good", [](Configuration&) {}, ""},
            {"nothing but a server",
             [](Configuration& c) {
                 c = {};
                 c.server = goodServer();
             },
             ""},
            {"server", [](Configuration& c) { c.server.hostname.clear(); }, "error server.hostname"},
            {"service", [](Configuration& c) { c.services[0].port = 0; }, "error services[SMTP].port"},
            {"two services of one name", [](Configuration& c) { c.services[1].name = "smtp"; },
             "error services[smtp].name: there is another service with the name 'SMTP'"},
            {"two services on one port", [](Configuration& c) { c.services[1].port = 25; },
             "error services[Submission].port: the service 'SMTP' listens on port 25 of the same address "
             "already"},
            {"one of them disabled",
             [](Configuration& c) {
                 c.services[1].port = 25;
                 c.services[1].enabled = false;
             },
             "warning services[Submission].port"},
            {"one port, two addresses",
             [](Configuration& c) {
                 c.services[1].port = 25;
                 c.services[0].addresses = {"192.0.2.1"};
                 c.services[1].addresses = {"192.0.2.2"};
             },
             ""},
            {"one port, one address of two",
             [](Configuration& c) {
                 c.services[1].port = 25;
                 c.services[0].addresses = {"192.0.2.1", "192.0.2.2"};
                 c.services[1].addresses = {"192.0.2.2"};
             },
             "error services[Submission].port"},
            {"one port, all and one",
             [](Configuration& c) {
                 c.services[1].port = 25;
                 c.services[1].addresses = {"2001:db8::1"};
             },
             "error services[Submission].port"},
            {"one port, all of IPv4 and one",
             [](Configuration& c) {
                 c.services[1].port = 25;
                 c.services[0].addresses = {"0.0.0.0"};
                 c.services[1].addresses = {"192.0.2.2"};
             },
             "error services[Submission].port"},
            {"one port, IPv4 and IPv6",
             [](Configuration& c) {
                 c.services[1].port = 25;
                 c.services[0].addresses = {"0.0.0.0"};
                 c.services[1].addresses = {"2001:db8::1"};
             },
             ""},
            {"no domain name",
             [](Configuration& c) {
                 c.domains.push_back({2, "a b", {}});
             },
             "error domains[a b].name: 'a b' is no domain name"},
            {"address as domain",
             [](Configuration& c) {
                 c.domains.push_back({2, "192.0.2.1", {}});
             },
             "error domains[192.0.2.1].name"},
            {"domain twice",
             [](Configuration& c) {
                 c.domains.push_back({2, "Example.COM.", {}});
             },
             "error domains[Example.COM.].name: example.com is one of your domains already"},
            {"alias of another",
             [](Configuration& c) {
                 c.domains.push_back({2, "example.org", {"example.net"}});
             },
             "error domains[example.org].name"},
            {"alias twice", [](Configuration& c) { c.domains[0].aliases.push_back("EXAMPLE.net"); },
             "error domains[example.com].aliases: example.net is there twice"},
            {"bad alias", [](Configuration& c) { c.domains[0].aliases.push_back("-"); },
             "error domains[example.com].aliases: '-' is no domain name"},
            {"mailbox elsewhere", [](Configuration& c) { c.mailboxes[0].address = "jane@example.org"; },
             "error mailboxes[jane@example.org].address: example.org is none of your domains"},
            {"mailbox without domain", [](Configuration& c) { c.mailboxes[0].address = "jane"; },
             "error mailboxes[jane].address: 'jane' is no mail address"},
            {"alias elsewhere", [](Configuration& c) { c.mailboxes[0].aliases = {"jane@example.org"}; },
             "error mailboxes[jane@example.com].aliases"},
            {"mailbox twice",
             [](Configuration& c) {
                 c.mailboxes.push_back(c.mailboxes[0]);
                 c.mailboxes[1].aliases.clear();
                 c.mailboxes[1].address = "JANE@example.net";
                 c.mailboxes[1].delivery = "maildir:/m";
             },
             "error mailboxes[JANE@example.net].address: JANE@example.net is taken already"},
            {"alias that is a mailbox",
             [](Configuration& c) {
                 c.mailboxes.push_back({2, "joe@example.com", "", "maildir:/m", {"jane@example.com"}});
             },
             "error mailboxes[joe@example.com].aliases: jane@example.com is taken already"},
            {"no delivery", [](Configuration& c) { c.mailboxes[0].delivery.clear(); },
             "error mailboxes[jane@example.com].delivery: mail is delivered into a Maildir"},
            {"relative folder", [](Configuration& c) { c.mailboxes[0].delivery = "maildir:mail/jane"; },
             "error mailboxes[jane@example.com].delivery"},
            {"only the root", [](Configuration& c) { c.mailboxes[0].delivery = "maildir:/"; },
             "error mailboxes[jane@example.com].delivery"},
            {"folder upwards", [](Configuration& c) { c.mailboxes[0].delivery = "maildir:/srv/../etc"; },
             "error mailboxes[jane@example.com].delivery"},
            {"NUL in a folder",
             [](Configuration& c) { c.mailboxes[0].delivery = std::string("maildir:/a\0b", 12); },
             "error mailboxes[jane@example.com].delivery"},
            {"two mailboxes in one folder",
             [](Configuration& c) {
                 c.mailboxes.push_back({2, "joe@example.com", "", "maildir:/srv/mail/jane/", {}});
             },
             "warning mailboxes[joe@example.com].delivery"},
            {"no mailbox", [](Configuration& c) { c.mailboxes.clear(); },
             "warning mailboxes: there is no mailbox yet"},
            {"postmaster", [](Configuration& c) { c.server.postmaster = "Sales@example.com"; }, ""},
            {"postmaster that is nobody", [](Configuration& c) { c.server.postmaster = "root@example.com"; },
             "error server.postmaster: no mailbox has the address root@example.com"},
            {"route by name", [](Configuration& c) { c.routes[0].to = "smtp:[2001:db8::1]:25"; }, ""},
            {"route without port", [](Configuration& c) { c.routes[0].to = "smtp:relay.example.org"; },
             "error routes[partner.test].to"},
            {"route encrypted from the first octet",
             [](Configuration& c) { c.routes[0].to = "smtps:relay.example.org:465"; }, ""},
            {"route encrypted from the first octet, and not",
             [](Configuration& c) {
                 c.routes[0].to = "smtps:relay.example.org:465";
                 c.routes[0].tls = RouteTls::None;
             },
             "error routes[partner.test].tls: smtps: is always encrypted"},
            {"route to port 465 without encryption from the first octet",
             [](Configuration& c) { c.routes[0].to = "smtp:relay.example.org:465"; },
             "warning routes[partner.test].to: on port 465"},
            {"route to port 2465", [](Configuration& c) { c.routes[0].to = "smtp:relay.example.org:2465"; },
             ""},
            {"route with a password, encrypted",
             [](Configuration& c) {
                 c.routes[0].to = "smtp:relay.example.org:587";
                 c.routes[0].user = "u";
             },
             ""},
            {"route with a password, in the clear",
             [](Configuration& c) {
                 c.routes[0].user = "u";
                 c.routes[0].tls = RouteTls::None;
             },
             "warning routes[partner.test].tls: the password travels unencrypted"},
            {"route to a socket, encrypted",
             [](Configuration& c) {
                 c.routes[0].to = "lmtp:/run/dovecot/lmtp";
                 c.routes[0].tls = RouteTls::Required;
             },
             "warning routes[partner.test].tls: what goes through a socket"},
            {"route of unknown kind", [](Configuration& c) { c.routes[0].to = "http:relay.example.org:25"; },
             "error routes[partner.test].to"},
            {"route twice", [](Configuration& c) { c.routes[1].domain = "PARTNER.test"; },
             "error routes[PARTNER.test].domain: there is another route"},
            {"route of a local domain", [](Configuration& c) { c.routes[0].domain = "example.net"; },
             "warning routes[example.net].domain"},
        });
    }
    void theWhole()
    {
        Configuration configuration = goodConfiguration();
        changeAsTheRowSays(configuration);
        compareWithTheRow(validate(configuration));
    }

    void oneAmongTheOthersDoesNotClashWithItself()
    {
        const Configuration all = goodConfiguration();
        QCOMPARE(told(validateAmong(all.services[0], all)), QString());
        QCOMPARE(told(validateAmong(all.domains[0], all)), QString());
        QCOMPARE(told(validateAmong(all.mailboxes[0], all)), QString());
    }

    void aNewOneAmongTheOthersClashes()
    {
        const Configuration all = goodConfiguration();
        Service service = makeService(Preset::Mx);
        QVERIFY2(told(validateAmong(service, all)).startsWith("error name: there is another service"),
                 qPrintable(told(validateAmong(service, all))));
        service.name = "Second";
        QVERIFY(told(validateAmong(service, all)).startsWith("error port: the service 'SMTP'"));
        service.port = 2525;
        QCOMPARE(told(validateAmong(service, all)), QString());
        QVERIFY(told(validateAmong(Domain{0, "example.net", {}}, all))
                    .startsWith("error name: example.net is one"));
        QVERIFY(
            told(validateAmong(Domain{0, "example.org", {"example.com"}}, all)).startsWith("error aliases"));
        QVERIFY(told(validateAmong(Mailbox{0, "jane@example.net", "", "maildir:/m", {}}, all))
                    .startsWith("error address"));
        QVERIFY(
            told(validateAmong(Mailbox{0, "joe@example.net", "", "maildir:/m", {"sales@example.com"}}, all))
                .startsWith("error aliases"));
        QCOMPARE(told(validateAmong(Mailbox{0, "joe@example.net", "", "maildir:/m", {}}, all)), QString());
    }

    void everyPlaceholderOfARealReplyIsKnownHere()
    {
        Service service = makeService(Preset::Mx);
        for (const std::string_view placeholder : policy::replyPlaceholders()) {
            service.checks[Check::HeloLocal].reply = placeholder;
            QCOMPARE(told(validate(service)), QString());
        }
        for (const CheckInfo& info : checks()) {
            service.checks[Check::HeloLocal].reply = policy::defaultReplyText(info.check);
            QCOMPARE(told(validate(service)), QString());
        }
    }
};

QTEST_APPLESS_MAIN(TestValidate)
#include "test_validate.moc"
