// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/escape.h"
#include "model/document.h"
#include "model/json_source.h"
#include "model/preset.h"

#include <QFile>
#include <QTest>

#include <ctime>

using namespace postern;
using namespace postern::model;

namespace {

// The document of the architecture, without what later versions bring.
std::string example()
{
    QFile file(POSTERN_TEST_DATA "/data/document.json");
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

Document parsed(const std::string& text)
{
    auto document = readDocument(text);
    if (document)
        return std::move(*document);
    for (const Error& error : document.error())
        qWarning("%s", toString(error).c_str());
    return {};
}

std::vector<Error> errorsOf(const std::string& text)
{
    const auto document = readDocument(text);
    return document ? std::vector<Error>{} : document.error();
}

// "where: what | hint" of each, by lines.
QString shown(const std::vector<Error>& errors)
{
    QStringList lines;
    for (const Error& error : errors)
        lines << QString::fromStdString(error.where + ": " + error.what + " | " + error.hint);
    return lines.join('\n');
}

// A document that lacks nothing but `members`.
std::string whole(const std::string& members)
{
    return R"({"server":{"hostname":"mail.example.test"})" + (members.empty() ? "" : "," + members) + "}";
}

std::string service(const std::string& members)
{
    return whole(R"("services":[{)" + members + "}]");
}

std::string mailbox(const std::string& members)
{
    return whole(
        R"("domains":[{"name":"b.example"}],"mailboxes":[{"address":"a@b.example","delivery":"maildir:/m",)" +
        members + "}]");
}

// Seconds that reading a list of so many objects takes.
double processorTime(int entries)
{
    Document d;
    d.configuration.server.hostname = "mail.example.test";
    d.configuration.services.push_back(makeService(Preset::Mx));
    for (int i = 0; i < entries; ++i)
        d.lists["SMTP"].push_back({.pattern = "a" + std::to_string(i) + ".example", .comment = "x"});
    const std::string written = writeDocument(d);
    const std::clock_t start = std::clock();
    const std::size_t read = parsed(written).lists.at("SMTP").size();
    return read == std::size_t(entries) ? double(std::clock() - start) / CLOCKS_PER_SEC : 1e9;
}

} // namespace

class TestDocument : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyKeyReachesItsField()
    {
        const Document d = parsed(example());
        const Server& server = d.configuration.server;
        QCOMPARE(server.hostname, "mail.example.test");
        QCOMPARE(server.postmaster, "jane@example.test");
        QCOMPARE(server.lan, (std::vector<std::string>{"127.0.0.1", "192.168.1.0/24"}));
        QCOMPARE(server.trustedForwarders, std::vector<std::string>{"198.51.100.0/24"});
        QCOMPARE(server.dnsServers, std::vector<std::string>{"127.0.0.1@5353"});
        QCOMPARE(server.eventDays, 30);
        QCOMPARE(server.eventMegabytes, 0);
        QCOMPARE(d.configuration.domains.at(0), (Domain{0, "example.test", {"example.net"}}));
        QCOMPARE(d.configuration.mailboxes.at(0),
                 (Mailbox{0, "jane@example.test", "", "maildir:/srv/mail/jane", {"j@example.net"}}));
        QCOMPARE(d.passwords.at("jane@example.test"), "s3cret \" \\ ü");
        QCOMPARE(d.configuration.routes.at(1),
                 (Route{0, "*", "smtp:relay.example.test:587", "", "", RouteTls::None}));

        const Service& smtp = d.configuration.services.at(0);
        QCOMPARE(smtp.addresses, std::vector<std::string>{"127.0.0.1"});
        QCOMPARE(smtp.port, 2525);
        const std::map<Check, CheckSetting> checks{
            {Check::HeloInvalid, {CheckMode::Monitor, ""}},
            {Check::SenderBlacklist, {CheckMode::Monitor, "not you ({address})"}},
            {Check::RecipientUnknown, {std::nullopt, "never heard of {address}"}}};
        QCOMPARE(smtp.checks, checks); // what equals the preset is not kept

        Service submission = makeService(Preset::Submission);
        submission.access = Access::LanAndListed;
        submission.accessRanges = {"10.0.0.0/8"};
        submission.exemptLan = submission.exemptAuthenticated = submission.answerAtRcpt = false;
        submission.sizeLimit = 1000000;
        submission.hopLimit = 9;
        submission.recipientLimit = 200;
        submission.connectionLimit = 11;
        submission.connectionLimitPerClient = 3;
        submission.timeoutSeconds = 60;
        submission.errorLimit = 5;
        submission.greeting = "hello";
        submission.relay = {false, false, {"10.0.0.1"}, {"partner.test"}, true};
        QCOMPARE(d.configuration.services.at(1), submission);
    }

    void listEntriesAreParsedAndKeepTheirConditions()
    {
        const Document d = parsed(example());
        const auto& lists = d.lists.at("SMTP");
        QCOMPARE(lists.size(), 6U);
        QCOMPARE(lists.at(0).displayPattern(), "192.0.2.0/24");
        QCOMPARE(lists.at(0).kind, ListKind::Ip);
        QCOMPARE(lists.at(2).pattern, "info@spam.example");
        QVERIFY(lists.at(2).negated);
        const ListEntry& news = lists.at(3);
        QCOMPARE(news.color, ListColor::White);
        QCOMPARE(news.condition, Condition::SpfPass);
        QCOMPARE(toIso8601(news.expires.value()), "2027-01-31T00:00:00Z");
        QCOMPARE(news.comment, "newsletter");
        const ListEntry& helo = lists.at(5);
        QCOMPARE(helo.condition, Condition::FromRange);
        QCOMPARE(helo.onlyFrom, "203.0.113.0/24");
        QCOMPARE(helo.author, "jane");
        QVERIFY(!helo.enabled);
        QCOMPARE(d.lists.at("").size(), 2U);
    }

    void whatIsWrittenIsReadAsTheSame()
    {
        Document d = parsed(example());
        d.lists["SMTP"][0].created = fromMicros(1700000000123456);
        d.lists["SMTP"][0].comment = "two\nlines, \u009b2J and ü";
        d.configuration.mailboxes[0].passwordHash = "$argon2id$v=19$m=65536,t=2,p=1$c2FsdA$aGFzaA";
        d.passwords.clear();
        QVERIFY(!d.configuration.services.empty());
        const std::string written = writeDocument(d);
        QVERIFY(parsed(written) == d);
        QCOMPARE(writeDocument(parsed(written)), written);
        QCOMPARE(showable(written).find("\\xc2"), std::string::npos); // nothing that a terminal would obey
    }

    void passwordsAreNeverWritten()
    {
        QVERIFY(!QString::fromStdString(writeDocument(parsed(example()))).contains("s3cret"));
    }

    void whatEqualsThePresetIsLeftOut()
    {
        Document d;
        d.configuration.server.hostname = "mail.example.test";
        for (const Preset preset :
             {Preset::Mx, Preset::Submission, Preset::SubmissionTls, Preset::InternalRelay})
            d.configuration.services.push_back(makeService(preset));
        d.configuration.services[0].checks[Check::HeloLocal].mode =
            CheckMode::Enforce; // the default, said aloud
        d.lists["SMTP"].push_back({.pattern = "joe@example.com"});
        d.lists["SMTP"].push_back({.pattern = "example.com", .comment = "all of it"});
        QCOMPARE(writeDocument(d), R"({
  "server": {
    "hostname": "mail.example.test"
  },
  "services": [
    {
      "name": "SMTP",
      "preset": "mx",
      "black_list": {
        "sender": [
          "joe@example.com",
          { "pattern": "example.com", "comment": "all of it" }
        ]
      }
    },
    { "name": "Submission", "preset": "submission" },
    { "name": "Submission TLS", "preset": "submission-tls" },
    { "name": "Internal relay", "preset": "internal-relay" }
  ]
}
)");
    }

    void anEmptyDocumentIsAnEmptyConfiguration()
    {
        Document d;
        d.configuration.server.hostname = "mail.example.test";
        QVERIFY(parsed(whole("")) == d);
        QCOMPARE(writeDocument({}), "{}\n");
    }

    void aServiceHasTheDefaultsOfItsPreset()
    {
        QCOMPARE(parsed(service(R"("preset":"submission-tls")")).configuration.services.at(0),
                 makeService(Preset::SubmissionTls));
        QCOMPARE(parsed(service("")).configuration.services.at(0), makeService(Preset::Mx));
    }

    void demandingAuthenticationIsACheck_data()
    {
        QTest::addColumn<QString>("members");
        QTest::addColumn<QString>("mode"); // "": the preset's
        QTest::newRow("mx, required") << R"("authentication":{"required":true})"
                                      << "enforce";
        QTest::newRow("mx, not required") << R"("authentication":{"required":false})"
                                          << "";
        QTest::newRow("submission, required") << R"("preset":"submission","authentication":{"required":true})"
                                              << "";
        QTest::newRow("submission, not") << R"("preset":"submission","authentication":{"required":false})"
                                         << "off";
        QTest::newRow("both ways")
            << R"("checks":{"auth.required":"enforce"},"authentication":{"required":true})"
            << "enforce";
    }
    void demandingAuthenticationIsACheck()
    {
        QFETCH(QString, members);
        QFETCH(QString, mode);
        const Document d = parsed(service(members.toStdString()));
        const auto& checks = d.configuration.services.at(0).checks;
        const auto found = checks.find(Check::AuthRequired);
        QCOMPARE(found == checks.end() ? QString()
                                       : QString::fromStdString(std::string(toId(*found->second.mode))),
                 mode);
    }

    void anErrorSaysWhereAndWhatIsExpected_data()
    {
        QTest::addColumn<QString>("document");
        QTest::addColumn<QString>("error");
        const auto row = [](const char* name, const std::string& document, const char* error) {
            QTest::newRow(name) << QString::fromStdString(document) << error;
        };
        row("no object", "[]", ": found a list […] | expected an object { \"server\": …, \"services\": … }");
        row("unknown key", whole(R"("servicse":[])"),
            "servicse: no such key here | \"services\" is the nearest");
        row("unknown key below", service(R"("prot":25)"),
            "services[0].prot: no such key here | \"port\" is the nearest");
        row("key like none", whole(R"("domains":[{"name":"example.com","xyzzy-plugh":1}])"),
            "domains[0].xyzzy-plugh: no such key here | known are name, aliases");
        row("key with control characters", whole("\"a\\u001b[2J\\n\":1"),
            "a\\x1b[2J\\x0a: no such key here | known are server, domains, mailboxes, routes, services, "
            "shared_lists, subscriptions");
        row("text for number", service(R"("port":"25")"),
            "services[0].port: found \"25\" | expected a whole number from 0 to 2147483647");
        row("fraction", service(R"("port":25.5)"),
            "services[0].port: found 25.5 | expected a whole number from 0 to 2147483647");
        row("negative", service(R"("port":-1)"),
            "services[0].port: found -1 | expected a whole number from 0 to 2147483647");
        row("beyond 32 bits", service(R"("port":4294967321)"),
            "services[0].port: found 4294967321 | expected a whole number from 0 to 2147483647");
        row("beyond 64 bits", service(R"("size_limit":18446744073709551615)"),
            "services[0].size_limit: found 18446744073709551615 | expected a whole number from 0 to "
            "9223372036854775807");
        row("number for flag", service(R"("enabled":1)"),
            "services[0].enabled: found 1 | expected true or false");
        row("null", service(R"("name":null)"), "services[0].name: found null | expected a text \"…\"");
        row("empty name", service(R"("name":"")"),
            "services[0].name: is empty | each service has a name of its own");
        row("text for list", R"({"server":{"hostname":"mail.example.test","lan":"10.0.0.1"}})",
            "server.lan: found \"10.0.0.1\" | expected a list […]");
        row("number in list", R"({"server":{"hostname":"mail.example.test","dns_servers":["10.0.0.1",5]}})",
            "server.dns_servers[1]: found 5 | expected a text \"…\"");
        row("list for object", service(R"("relay":[])"),
            "services[0].relay: found a list […] | expected an object {…}");
        row("line feed in a text", service(R"("greeting":"a\r\nb")"),
            "services[0].greeting: holds a control character | one line of plain text is expected");
        row("preset", service(R"("preset":"mxx")"),
            "services[0].preset: found \"mxx\" | expected \"mx\", \"submission\", \"submission-tls\" or "
            "\"internal-relay\"");
        row("access", service(R"("access":["lan"])"),
            "services[0].access: found a list […] | expected \"any\", \"lan\", \"listed\" or \"lan+listed\"");
        row("mode", service(R"("checks":{"helo.local":"on"})"),
            "services[0].checks.helo.local: found \"on\" | expected \"off\", \"monitor\" or \"enforce\"");
        row("mode in object", service(R"("checks":{"helo.local":{"mode":true}})"),
            "services[0].checks.helo.local.mode: found true | expected \"off\", \"monitor\" or \"enforce\"");
        row("check", service(R"("checks":{"sender.claim-local":"off"})"),
            "services[0].checks.sender.claim-local: no such key here | \"sender.claims-local\" is the "
            "nearest");
        row("contradiction",
            service(R"("checks":{"auth.required":"off"},"authentication":{"required":true})"),
            "services[0].authentication.required: contradicts checks.auth.required | keep one of the two");
        row("no domain name", whole(R"("domains":[{}])"),
            "domains[0].name: is missing | write it like \"example.com\"");
        row("no delivery target", whole(R"("routes":[{"domain":"*","to":""}])"),
            "routes[0].to: is empty | write it like \"smtp:relay.example.com:25\"");
        row("service twice", whole(R"("services":[{"name":"SMTP"},{"name":"smtp","port":26}])"),
            "services[1].name: \"smtp\" stands here twice | keep one of the two");
        row("domain twice", whole(R"("domains":[{"name":"example.com"},{"name":"EXAMPLE.com"}])"),
            "domains[1].name: \"example.com\" stands here twice | keep one of the two");
        row("key twice",
            whole(R"("domains":[{"name":"example.com"},{"name":"a.example","name":"b.example"}])"),
            "domains[1].name: stands here twice | keep one of the two");
        row("password and hash", mailbox(R"("password":"x","password_hash":"$argon2id$x")"),
            "mailboxes[0].password: stands beside password_hash | keep one of the two");
        row("foreign hash", mailbox(R"("password_hash":"$1$x")"),
            "mailboxes[0].password_hash: is no Argon2id hash | give the password itself as \"password\"");
        row("condition on a black list",
            service(R"("black_list":{"sender":[{"pattern":"a@b.example","only_when":"spf-pass"}]})"),
            "services[0].black_list.sender[0].only_when: a condition belongs to an exception only | ");
        row("other condition",
            service(R"("exceptions":{"sender":[{"pattern":"a@b.example","only_when":"sunday"}]})"),
            "services[0].exceptions.sender[0].only_when: found \"sunday\" | expected \"spf-pass\"");
        row("two conditions",
            service(
                R"("exceptions":{"sender":[{"pattern":"a@b.example","only_when":"spf-pass","only_from":"10.0.0.1"}]})"),
            "services[0].exceptions.sender[0].only_from: an exception has one condition | leave out "
            "only_when or "
            "only_from");
        row("number as entry", whole(R"("shared_lists":{"exceptions":{"ip":[7]}})"),
            "shared_lists.exceptions.ip[0]: found 7 | expected a text \"…\" or an object { \"pattern\": "
            "\"…\" }");
        row("entry without pattern", whole(R"("shared_lists":{"exceptions":{"ip":[{"comment":"x"}]}})"),
            "shared_lists.exceptions.ip[0].pattern: is missing | write it like \"joe@example.com\"");
        row("entry twice",
            service(
                R"("black_list":{"sender":["@a.example","~a.example",{"pattern":"A.example","comment":"x"}]})"),
            "services[0].black_list.sender[2]: a.example stands here twice | keep one of the two");
        row("scanner without a kind", service(R"("scanners":[{"address":"127.0.0.1:783"}])"),
            R"(services[0].scanners[0].kind: is missing | write "spamd", "rspamd" or "milter")");
        row("list file without a kind", service(R"("subscriptions":[{"list":"black","file":"x"}])"),
            "services[0].subscriptions[0].kind: is missing | say which list the file's lines are for");
        row("syntax", "{\n  \"server\": { \"hostname\": \"a\", }\n}",
            "line 2, column 32: no valid JSON: while parsing object key - unexpected '}'; expected string "
            "literal | ");
        row("no text", "",
            "line 1, column 1: no valid JSON: while parsing value - unexpected end of input; expected "
            "'[', '{', or a literal | ");
    }
    void anErrorSaysWhereAndWhatIsExpected()
    {
        QFETCH(QString, document);
        QFETCH(QString, error);
        QCOMPARE(shown(errorsOf(document.toStdString())), error);
    }

    void whatAValueItselfRefusesIsToldAtItsPlace_data()
    {
        QTest::addColumn<QString>("document");
        QTest::addColumn<QString>("where");
        const auto row = [](const char* where, const std::string& document) {
            QTest::newRow(where) << QString::fromStdString(document) << where;
        };
        row("server.lan[1]",
            R"({"server":{"hostname":"mail.example.test","lan":["10.0.0.1","10.0.0.1/8"]}})");
        row("server.trusted_forwarders[0]",
            R"({"server":{"hostname":"mail.example.test","trusted_forwarders":["x"]}})");
        row("services[0].access_ranges[0]", service(R"("access_ranges":["x"])"));
        row("services[0].relay.ranges[0]", service(R"("relay":{"ranges":["x"]})"));
        row("services[0].relay.recipients[0]", service(R"("relay":{"recipients":["a b@c"]})"));
        row("services[0].black_list.ip[1]", service(R"("black_list":{"ip":["10.0.0.1","joe@example.com"]})"));
        row("services[0].exceptions.sender[0].pattern",
            service(R"("exceptions":{"sender":[{"pattern":"a b@c"}]})"));
        row("services[0].exceptions.sender[0].only_from",
            service(R"("exceptions":{"sender":[{"pattern":"a@b.example","only_from":"x"}]})"));
        row("services[0].exceptions.sender[0].expires",
            service(R"("exceptions":{"sender":[{"pattern":"a@b.example","expires":"tomorrow"}]})"));
        row("services[0].scanners[0].sender_exceptions[0]",
            service(
                R"("scanners":[{"kind":"spamd","address":"127.0.0.1:783","sender_exceptions":["a b"]}])"));
        row("domains[0].name", whole(R"("domains":[{"name":"a..b"}])"));
        row("domains[0].aliases[0]", whole(R"("domains":[{"name":"a.example","aliases":["b b"]}])"));
        row("mailboxes[0].address", whole(R"("mailboxes":[{"address":"jane","delivery":"maildir:/m"}])"));
        row("mailboxes[0].aliases[0]", mailbox(R"("aliases":["@"])"));
        row("routes[0].domain", whole(R"("routes":[{"domain":"a..b","to":"smtp:a.example:25"}])"));
    }
    void whatAValueItselfRefusesIsToldAtItsPlace()
    {
        QFETCH(QString, document);
        QFETCH(QString, where);
        const auto errors = errorsOf(document.toStdString());
        QCOMPARE(errors.size(), 1U);
        QCOMPARE(QString::fromStdString(errors[0].where), where);
        QVERIFY(!errors[0].what.empty());
        QCOMPARE(errors[0].kind, ErrorKind::Invalid);
    }

    void dnsListsAndGreylistingAreReadAndWrittenAgain()
    {
        const Document read = parsed(service(
            R"("dns_lists":[{"zone":"ZEN.spamhaus.org","points":101},
                 {"zone":"bl.test","enabled":false,"responses":[
                   {"answers":"127.0.0.2, 127.0.0.4-127.0.0.7","points":60,"text":"not you"},{"answers":"127.0.0.9"}]}],
               "greylisting":{"delay_seconds":60,"retry_hours":24,"keep_days":10,"passes":0},
               "rates":{"commands_per_minute":100,"megabytes_per_hour":500},
               "checks":{"ip.dnsbl":"monitor","recipient.greylist":"enforce","message.spam":"monitor"})"));
        const Service& service = read.configuration.services[0];
        QCOMPARE(service.dnsLists, (std::vector<DnsList>{{"zen.spamhaus.org", 101, {}, true},
                                                         {"bl.test",
                                                          100,
                                                          {{"127.0.0.2, 127.0.0.4-127.0.0.7", 60, "not you"},
                                                           {"127.0.0.9", 100, ""}},
                                                          false}}));
        QCOMPARE(service.greylisting, (Greylisting{60, 24, 10, 0}));
        QCOMPARE(service.rates.commandsPerMinute, 100);
        QCOMPARE(service.rates.megabytesPerHour, 500);
        QCOMPARE(service.mode(Check::IpDnsbl), CheckMode::Monitor);
        QCOMPARE(service.mode(Check::RecipientGreylist), CheckMode::Enforce);
        QCOMPARE(service.mode(Check::MessageSpam), CheckMode::Monitor);
        QVERIFY(parsed(writeDocument(read)) == read);
    }

    void scannersAndFilesAreReadAndWrittenAgain()
    {
        const std::string text = service(
            R"("scanners":[{"kind":"milter","address":"/run/dkim.sock","enabled":false,"points":7,"timeout_seconds":8,
                 "on_failure":"defer","size_limit":0,"header":"X-Seen","reject_text":"no {reference}",
                 "sender_exceptions":["Joe@A.test","*@*.b.test"]},{"kind":"rspamd","address":"[::1]:11333"}],
               "subscriptions":[{"list":"white","kind":"sender","file":"friends.txt","enabled":false}],
               "dns_lists":[{"zone":"dbl.test","kind":"domain"}])");
        const Document read = parsed(text);
        const Service& service = read.configuration.services[0];
        QCOMPARE(service.scanners, (std::vector<Scanner>{{ScannerKind::Milter,
                                                          "/run/dkim.sock",
                                                          false,
                                                          7,
                                                          8,
                                                          ScannerFailure::Defer,
                                                          0,
                                                          "X-Seen",
                                                          "no {reference}",
                                                          {"joe@a.test", "*@*.b.test"}},
                                                         {ScannerKind::Rspamd, "[::1]:11333"}}));
        QCOMPARE(service.subscriptions,
                 (std::vector<Subscription>{{ListColor::White, ListKind::Sender, "friends.txt", false}}));
        QCOMPARE(service.dnsLists, (std::vector<DnsList>{{"dbl.test", 100, {}, true, DnsListKind::Domain}}));
        QVERIFY(parsed(writeDocument(read)) == read);
    }

    void filesOfAllServicesAreReadAndWrittenAgain()
    {
        const Document read = parsed(
            R"({"server":{"hostname":"mail.example.test"},
                "subscriptions":[{"list":"black","kind":"ip","file":"/srv/drop.txt"}]})");
        QCOMPARE(read.configuration.subscriptions,
                 (std::vector<Subscription>{{ListColor::Black, ListKind::Ip, "/srv/drop.txt", true}}));
        QVERIFY(parsed(writeDocument(read)) == read);
    }

    void encryptionAndLoggingInAreReadAndWrittenAgain()
    {
        const auto document = readDocument(service(
            R"("preset":"submission",
               "tls":{"mode":"starttls","certificate":"a.pem","key":"a.key","minimum":"1.3"},
               "authentication":{"mechanisms":["plain","SCRAM-SHA-256"],"without_tls":true,"backend":"dovecot:/run/auth"},
               "proxy_peers":["10.0.0.1"],
               "rates":{"messages_per_hour":7,"login_failures":3})"));
        QVERIFY(document);
        const Service& read = document->configuration.services[0];
        QCOMPARE(read.tls, (Tls{TlsMode::StartTls, {{"a.pem", "a.key"}}, true}));
        QCOMPARE(read.authentication,
                 (Authentication{{"PLAIN", "SCRAM-SHA-256"}, true, "dovecot:/run/auth"}));
        QCOMPARE(read.proxyPeers, std::vector<std::string>{"10.0.0.1"});
        QCOMPARE(read.rates.messagesPerHour, 7);
        QCOMPARE(read.rates.loginFailures, 3);
        QCOMPARE(readDocument(writeDocument(*document)).value(), *document);
    }
    void severalCertificatesStandInAList()
    {
        const auto document = readDocument(service(
            R"("tls":{"certificates":[{"certificate":"a.pem","key":"a.key"},{"certificate":"b.pem","key":"b.key"}]})"));
        QVERIFY(document);
        QCOMPARE(document->configuration.services[0].tls.certificates.size(), 2U);
        QCOMPARE(readDocument(writeDocument(*document)).value(), *document);
        const auto both = errorsOf(service(
            R"("tls":{"certificate":"a.pem","key":"a.key","certificates":[{"certificate":"b.pem","key":"b.key"}]})"));
        QCOMPARE(shown(both),
                 "services[0].tls.certificates: stands beside certificate or key | keep one of the two");
    }
    void passwordsOfRoutesAreReadAndNeverWritten()
    {
        auto document = readDocument(whole(
            R"("routes":[{"domain":"*","to":"smtp:a.example:25","user":"u","password":"p","tls":"verified"}])"));
        QVERIFY(document);
        Route& route = document->configuration.routes[0];
        QCOMPARE(route, (Route{0, "*", "smtp:a.example:25", "u", "p", RouteTls::Verified}));
        QVERIFY(writeDocument(*document).find("password") == std::string::npos);
        route.password.clear();
        QCOMPARE(readDocument(writeDocument(*document)).value(), *document);
    }
    void mailboxesForwardAndTheQueueHasLimits()
    {
        const auto document = readDocument(whole(
            R"("domains":[{"name":"example.test"}],
               "mailboxes":[{"address":"jane@example.test","forward":["jane@partner.test"]}])"));
        QVERIFY(document);
        QCOMPARE(document->configuration.mailboxes[0].forward, std::vector<std::string>{"jane@partner.test"});
        QCOMPARE(readDocument(writeDocument(*document)).value(), *document);
    }
    void limitsHaveNoMode()
    {
        QCOMPARE(
            shown(errorsOf(service(R"("checks":{"rate.messages":"enforce"})"))),
            "services[0].checks.rate.messages: has no mode: a limit is on where it has a number | set it in "
            "\"rates\"");
    }
    void whatValidationRefusesIsToldByTheDocumentsPlaces_data()
    {
        QTest::addColumn<QString>("document");
        QTest::addColumn<QString>("where");
        const auto row = [](const char* where, const std::string& document) {
            QTest::newRow(where) << QString::fromStdString(document) << where;
        };
        row("server.hostname", "{}");
        row("services[1].port", whole(R"("services":[{"name":"a"},{"name":"b","port":70000}])"));
        row("services[0].checks.recipient.relay", service(R"("checks":{"recipient.relay":"off"})"));
        row("services[1].name", whole(R"("services":[{"name":"a"},{"name":"A","port":26}])"));
        row("mailboxes[0].delivery",
            whole(R"("domains":[{"name":"b.example"}],"mailboxes":[{"address":"a@b.example"}])"));
        row("mailboxes[0].address",
            whole(R"("mailboxes":[{"address":"a@b.example","delivery":"maildir:/m"}])"));
        row("routes[0].to", whole(R"("routes":[{"domain":"*","to":"nowhere"}])"));
    }
    void whatValidationRefusesIsToldByTheDocumentsPlaces()
    {
        QFETCH(QString, document);
        QFETCH(QString, where);
        const auto errors = errorsOf(document.toStdString());
        QCOMPARE(errors.size(), 1U);
        QCOMPARE(QString::fromStdString(errors[0].where), where);
    }

    void allErrorsAreFoundInOnePass()
    {
        const auto errors = errorsOf(
            R"({"server":{"hostname":"mail.example.test","lan":["x"],"hostnam":"a"},"domains":[{}],"services":[{"port":"x","error_limit":0,"tls":{"mode":"sometimes"},"black_list":{"ip":["y"]}}],"z":1})");
        QStringList places;
        for (const Error& error : errors)
            places << QString::fromStdString(error.where);
        QCOMPARE(places, (QStringList{"server.lan[0]", "server.hostnam", "domains[0].name",
                                      "services[0].port", "services[0].tls.mode",
                                      "services[0].black_list.ip[0]", "z", "services[0].error_limit"}));
    }

    void aFloodOfErrorsIsCutWithTheirNumber()
    {
        std::string list = "7";
        for (std::size_t i = 1; i < Findings::limit + 5; ++i)
            list += ",7";
        const auto errors = errorsOf(R"({"server":{"hostname":"mail.example.test","lan":[)" + list + "]}}");
        QCOMPARE(errors.size(), Findings::limit + 1);
        QCOMPARE(errors.back().what, "5 further errors");
    }

    void nestingIsBounded()
    {
        constexpr std::size_t deepest = 100000; // moc trips over digit separators
        const std::string deep = R"({"server":{"hostname":"a.example"},"x":)" + std::string(deepest, '[') +
                                 std::string(deepest, ']') + "}";
        const auto errors = errorsOf(deep);
        QCOMPARE(errors.size(), 1U);
        QCOMPARE(errors[0].what, "nested deeper than 32 levels");
        QVERIFY(errors[0].where.starts_with("x[0][0]"));
        QVERIFY(errorsOf(std::string(1000000, '[')).size() >= 1); // does not end
    }

    void theTimeToReadGrowsAsTheLengthOfAList()
    {
        const double few = processorTime(8000);
        const double many = processorTime(32000); // four times; sixteen times, were it squared
        QVERIFY2(many < 8 * few, qPrintable(QString("%1 s, %2 s").arg(few).arg(many)));
    }

    void sizeIsBounded()
    {
        const auto errors = errorsOf(std::string(maxJsonBytes + 1, ' '));
        QCOMPARE(errors.size(), 1U);
        QCOMPARE(errors[0].kind, ErrorKind::Full);
    }

    void textThatIsNotUtf8IsRefused()
    {
        QCOMPARE(errorsOf("{\"server\":{\"hostname\":\"a\xff\"}}").size(), 1U);
    }

    void idsAreTakenFromWhatHasTheSameName()
    {
        Configuration current;
        current.domains = {{7, "example.com", {}}, {9, "example.net", {}}};
        current.mailboxes = {{4, "jane@example.com", "", "", {}}};
        current.routes = {{2, "*", "smtp:a.example:25"}};
        current.services = {makeService(Preset::Mx), makeService(Preset::Submission)};
        current.services[0].id = 11;
        current.services[1].id = 12;

        Configuration wanted;
        wanted.domains = {
            {0, "new.example", {}}, {0, "example.net", {"example.org"}}, {0, "example.com", {}}};
        wanted.mailboxes = {{0, "jane@example.com", "", "maildir:/new", {}}};
        wanted.routes = {{0, "*", "smtp:b.example:25"}};
        wanted.services = {makeService(Preset::Submission), makeService(Preset::Mx)};
        wanted.services[1].name = "smtp";

        const Configuration adopted = adoptIds(wanted, current);
        QCOMPARE(adopted.domains,
                 (std::vector<Domain>{
                     {7, "example.com", {}}, {9, "example.net", {"example.org"}}, {0, "new.example", {}}}));
        QCOMPARE(adopted.mailboxes[0].id, 4);
        QCOMPARE(adopted.routes[0], (Route{2, "*", "smtp:b.example:25"}));
        QCOMPARE(adopted.services[0].id, 11);
        QCOMPARE(adopted.services[0].name, "smtp");
        QCOMPARE(adopted.services[1].id, 12);
    }

    void anUnchangedExportChangesNothing()
    {
        Document d = parsed(example());
        d.configuration.domains[0].id = 3;
        d.configuration.mailboxes[0].id = 4;
        d.configuration.routes[0].id = 5;
        d.configuration.routes[1].id = 6;
        d.configuration.services[0].id = 7;
        d.configuration.services[1].id = 8;
        QVERIFY(adoptIds(parsed(writeDocument(d)).configuration, d.configuration) == d.configuration);
    }
};

QTEST_APPLESS_MAIN(TestDocument)
#include "test_document.moc"
