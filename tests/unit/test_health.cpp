// SPDX-License-Identifier: GPL-3.0-or-later
// What the health check thinks of what it is told: tables of facts and verdicts.
#include "health/judge_machine.h"
#include "health/judge_names.h"
#include "health/judge_settings.h"
#include "health/relay_tries.h"
#include "model/preset.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace postern;
using namespace postern::health;
using namespace std::chrono_literals;
using model::HealthState;
using model::HealthTopic;

Q_DECLARE_METATYPE(postern::model::HealthState)

namespace {

const Time now = fromMicros(1'795'000'000'000'000);
constexpr auto ok = HealthState::Ok;
constexpr auto warning = HealthState::Warning;
constexpr auto wrong = HealthState::Wrong;
constexpr auto unknown = HealthState::Unknown;

IpAddress ip(const char* text)
{
    return *IpAddress::parse(text);
}

dns::Answer addresses(const std::vector<const char*>& texts)
{
    dns::Answer answer;
    answer.status = texts.empty() ? dns::Status::NoData : dns::Status::Found;
    for (const char* text : texts)
        answer.addresses.push_back(ip(text));
    return answer;
}

dns::Answer names(const std::vector<std::string>& all)
{
    dns::Answer answer;
    answer.status = all.empty() ? dns::Status::NoName : dns::Status::Found;
    answer.names = all;
    return answer;
}

dns::Answer failedOnce()
{
    return dns::failedAnswer(dns::Failure::TimeOut, "time-out");
}

dns::Answer mailExchangers(const std::vector<std::string>& hosts)
{
    dns::Answer answer;
    answer.status = hosts.empty() ? dns::Status::NoData : dns::Status::Found;
    for (const std::string& host : hosts)
        answer.mx.push_back({10, host});
    return answer;
}

void check(const HealthFinding& finding, HealthState state, const char* words)
{
    const std::string text = toEnglish(finding.text);
    QVERIFY2(finding.state == state, (std::string(idOf(finding.state)) + ": " + text).c_str());
    QVERIFY2(text.find(words) != text.npos, text.c_str());
    QVERIFY2(text.find('%') == text.npos || std::string(words).find('%') != std::string::npos, text.c_str());
    const std::string advice = toEnglish(finding.advice);
    QVERIFY2(advice.find('%') == advice.npos, advice.c_str());
    if (state == ok)
        QVERIFY2(finding.place.empty() && finding.advice.empty(), text.c_str());
}

model::Configuration site()
{
    model::Configuration all;
    all.server.hostname = "mail.example.com";
    all.server.lan = {"127.0.0.1", "192.168.1.0/24"};
    all.domains = {{1, "example.com", {"example.net"}}};
    all.mailboxes = {{1, "jane@example.com", "", "maildir:/srv/jane", {}}};
    all.services = {model::makeService(model::Preset::Mx), model::makeService(model::Preset::Submission)};
    all.services[0].id = 1;
    all.services[1].id = 2;
    return all;
}

model::NodeStatus node(model::ListenerState state, Phrase error = {})
{
    model::NodeStatus one;
    one.node = "main";
    one.heartbeat = now - 1s;
    one.revision = 7;
    one.listeners = {{1, "SMTP", state, error, 0}, {2, "Submission", model::ListenerState::Running, {}, 0}};
    return one;
}

RelayAnswer answered(int code)
{
    return {{"a@b.example", "c@d.example"}, code, std::to_string(code) + " so it is"};
}

} // namespace

class TestHealth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void services()
    {
        using model::ListenerState;
        const auto judge = [](const model::NodeStatus& one, std::int64_t saved = 7) {
            return judgeServices(site(), {one}, saved, now);
        };
        const auto well = judge(node(ListenerState::Running));
        QCOMPARE(well.size(), std::size_t(3));
        check(well[0], ok, "decides by the saved revision 7");
        check(well[1], ok, "SMTP listens on port 25");
        check(judge(node(ListenerState::Failed, Phrase::name("port 25 is in use")))[1], wrong,
              "SMTP serves nobody: port 25 is in use");
        check(judge(node(ListenerState::Stopped))[1], warning, "stopped by hand");
        check(judge(node(ListenerState::Starting))[1], unknown, "starting");
        check(judge(node(ListenerState::Running), 8)[0], warning, "revision 7, and 8 is saved");
        model::NodeStatus ill = node(ListenerState::Running);
        ill.error = Phrase::name("some events are not in the log");
        check(judge(ill)[0], warning, "some events are not");
        model::NodeStatus silent = node(ListenerState::Running);
        silent.heartbeat = now - 1min;
        const auto none = judge(silent);
        QCOMPARE(none.size(), std::size_t(1));
        check(none[0], wrong, "No engine runs");
        model::Configuration off = site();
        for (model::Service& service : off.services)
            service.enabled = false;
        check(judgeServices(off, {node(ListenerState::Stopped)}, 7, now)[1], wrong, "No service is enabled");
        model::NodeStatus second = node(ListenerState::Running);
        second.node = "second";
        QCOMPARE(judgeServices(site(), {node(ListenerState::Running), second}, 7, now)[3].subject,
                 std::string("SMTP (second)"));
    }

    void resolver()
    {
        const dns::Answer absent = names({});
        check(judgeResolver({addresses({"203.0.113.5"}), absent, 12ms, {}}), ok, "(12 ms)");
        check(judgeResolver({addresses({}), absent, 12ms, {}}), ok, "answer");
        check(judgeResolver({failedOnce(), failedOnce(), 6s, {}}), wrong,
              "of the system do not answer: time-out");
        check(judgeResolver({failedOnce(), failedOnce(), 6s, {"192.0.2.53"}}), wrong, "192.0.2.53");
        check(judgeResolver({addresses({"203.0.113.5"}), addresses({"198.51.100.80"}), 12ms, {}}), wrong,
              "198.51.100.80");
        check(judgeResolver({addresses({"203.0.113.5"}), failedOnce(), 12ms, {}}), ok, "answer");
    }

    void hostName()
    {
        const auto judge = [](const char* host, const dns::Answer& v4, const dns::Answer& v6) {
            return judgeHost({host, v4, v6, {}}).at(0);
        };
        check(judge("mail.example.com", addresses({"203.0.113.5"}), addresses({})), ok, "203.0.113.5");
        check(judge("", addresses({}), addresses({})), wrong, "no host name");
        check(judge("mail.example.com", addresses({}), addresses({})), wrong, "has no address in the DNS");
        check(judge("mail.example.com", failedOnce(), addresses({})), unknown, "time-out");
        check(judge("mail.example.com", failedOnce(), addresses({"2001:db8::5"})), ok, "2001:db8::5");
        check(judge("mail.example.com", addresses({"192.168.1.5"}), addresses({})), warning, "192.168.1.5");
    }

    void reverseDns()
    {
        const auto judge = [](const dns::Answer& ptr) {
            return judgeHost({"Mail.Example.com",
                              addresses({"203.0.113.5"}),
                              addresses({}),
                              {{ip("203.0.113.5"), ptr}}})
                .at(1);
        };
        check(judge(names({"mail.example.com"})), ok, "as it should be");
        check(judge(names({"a.isp.example", "mail.example.com"})), ok, "as it should be");
        check(judge(names({"a.isp.example"})), warning, "a.isp.example, but the server calls itself");
        check(judge(names({})), wrong, "no reverse DNS");
        check(judge(failedOnce()), unknown, "time-out");
    }

    void addressesThatTheWorldCanReach_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("reachable");
        for (const char* text : {"203.0.113.5", "8.8.8.8", "172.32.0.1", "2001:db8::1", "100.128.0.1"})
            QTest::newRow(text) << text << true;
        for (const char* text :
             {"10.1.2.3", "172.31.255.255", "192.168.0.1", "127.0.0.1", "169.254.3.4", "100.64.0.1",
              "0.0.0.0", "224.0.0.1", "255.255.255.255", "::1", "::", "fd00::1", "fe80::1", "ff02::1"})
            QTest::newRow(text) << text << false;
    }
    void addressesThatTheWorldCanReach()
    {
        QFETCH(QString, address);
        QFETCH(bool, reachable);
        QCOMPARE(isPublic(ip(qPrintable(address))), reachable);
    }

    void mx()
    {
        using Host = MxFacts::Host;
        const auto judge = [](const dns::Answer& mx, const std::vector<Host>& hosts) {
            return judgeMx({"example.com", mx, hosts, "mail.example.com", {ip("203.0.113.5")}});
        };
        const Host byName{"mail.example.com", 10, {ip("198.51.100.1")}, false};
        const Host byAddress{"other.example.com", 10, {ip("203.0.113.5")}, false};
        const Host foreign{"mx.filter.example", 10, {ip("198.51.100.9")}, false};
        const Host lost{"mx.filter.example", 10, {}, true};
        const Host empty{"gone.example", 10, {}, false};
        check(judge(mailExchangers({"mail.example.com"}), {byName}), ok, "comes to this server");
        check(judge(mailExchangers({"other.example.com"}), {byAddress}), ok, "comes to this server");
        check(judge(mailExchangers({"mx.filter.example", "mail.example.com"}), {foreign, byName}), ok,
              "this server");
        check(judge(mailExchangers({"mx.filter.example"}), {foreign}), warning, "not to this server");
        check(judge(mailExchangers({"gone.example"}), {empty}), wrong, "has no address");
        check(judge(mailExchangers({"mx.filter.example"}), {lost}), unknown, "does not say now");
        check(judge(mailExchangers({""}), {{"", 0, {}, false}}), wrong, "null MX");
        check(judge(mailExchangers({}), {{"example.com", 0, {ip("203.0.113.5")}, false}}), warning,
              "has no MX record");
        check(judge(mailExchangers({}), {{"example.com", 0, {}, false}}), wrong, "neither an MX record");
        check(judge(failedOnce(), {}), unknown, "time-out");
    }

    void spf()
    {
        const auto verdict = [](SpfResult result, const char* mechanism = "", const char* problem = "") {
            mailauth::SpfVerdict one;
            one.result = result;
            one.mechanism = mechanism;
            one.problem = problem;
            return SpfFacts::Verdict{ip("203.0.113.5"), one};
        };
        const auto judge = [](const std::vector<SpfFacts::Verdict>& all) {
            return judgeSpf({"example.com", all});
        };
        check(judge({verdict(SpfResult::Pass)}), ok, "permits this server");
        check(judge({verdict(SpfResult::None)}), warning, "has no SPF record");
        check(judge({verdict(SpfResult::Pass), verdict(SpfResult::Fail, "-all")}), wrong,
              "forbids 203.0.113.5 to send (-all)");
        check(judge({verdict(SpfResult::SoftFail, "~all")}), warning, "does not vouch");
        check(judge({verdict(SpfResult::Neutral, "?all")}), warning, "does not vouch");
        check(judge({verdict(SpfResult::PermError, "", "two records")}), wrong, "faulty: two records");
        check(judge({verdict(SpfResult::TempError, "", "time-out")}), unknown, "time-out");
        check(judge({}), unknown, "not known from which");
    }

    void dnsLists()
    {
        const auto judge = [](const dns::Answer& mustBe, const dns::Answer& mustNotBe) {
            return judgeDnsList({"zen.example.org", "SMTP", mustBe, mustNotBe, 14ms});
        };
        const dns::Answer there = addresses({"127.0.0.2", "127.0.0.4"});
        check(judge(there, names({})), ok, "(14 ms)");
        check(judge(failedOnce(), names({})), warning, "does not answer: time-out");
        check(judge(names({}), names({})), wrong, "does not have its test entry");
        check(judge(there, addresses({"127.0.0.2"})), wrong, "may list everybody");
        check(judge(addresses({"127.255.255.254"}), names({})), wrong, "does not answer your DNS servers");
        check(judge(addresses({"203.0.113.80"}), names({})), wrong, "none of a list");
        check(judge(addresses({"203.0.113.80"}), addresses({"203.0.113.80"})), wrong, "may list everybody");
        check(judge(there, failedOnce()), unknown, "once only");
    }

    void certificates()
    {
        CertificateReading reading{
            {"mail.example.com"}, "Some Authority", false, now - 24h * 30, now + 24h * 200};
        const auto judge = [&](const CertificateReading& one, bool forPeople = false, bool own = false) {
            return judgeCertificate({"SMTP", "mail.example.com", own, forPeople, one}, now);
        };
        check(judge(reading), ok, "signed by Some Authority");
        CertificateReading other = reading;
        other.until = now - 1h;
        check(judge(other), wrong, "ended on");
        other.until = now + 24h * 5;
        check(judge(other), warning, "ends soon");
        check(judge(other, false, true), ok, "good until"); // the engine renews its own
        other = reading;
        other.from = now + 1h;
        check(judge(other), wrong, "only begins on");
        other = reading;
        other.names = {"www.example.com"};
        check(judge(other), warning, "made out to www.example.com, not to mail.example.com");
        other = reading;
        other.selfSigned = true;
        check(judge(other), ok, "this server's own");
        check(judge(other, true), warning, "Nobody has signed");
        const auto failedWith = [](ErrorKind kind) {
            return judgeCertificate(
                {"SMTP", "mail.example.com", false, false, fail(kind, "so it is", "/a.pem")}, now);
        };
        check(failedWith(ErrorKind::NotFound), wrong, "/a.pem: so it is");
        check(failedWith(ErrorKind::Denied), unknown, "may not read");
    }

    void disks()
    {
        constexpr std::int64_t gigabyte = 1'073'741'824;
        const auto judge = [](std::int64_t free, std::int64_t total) {
            return judgeDisk({DiskFacts::What::Queue, "/var", free, total});
        };
        check(judge(50 * gigabyte, 100 * gigabyte), ok, "has 51200 MB");
        check(judge(5 * gigabyte, 100 * gigabyte), ok, "queue");    // 5 %, and enough
        check(judge(gigabyte, 100 * gigabyte), warning, "1024 MB"); // exactly 1 %
        check(judge(gigabyte, 2 * gigabyte), ok, "queue");
        check(judge(gigabyte / 5, gigabyte), wrong, "queue");
        check(judge(3 * gigabyte, 1000 * gigabyte), wrong, "queue");
        check(judge(0, 0), unknown, "/var");
        check(judgeDisk({DiskFacts::What::Store, "/var", 0, gigabyte}), wrong, "store");
    }

    void clocks()
    {
        check(judgeClock({now, true, true, {{"main", now}}}), ok, "kept right");
        check(judgeClock({now, true, false, {}}), warning, "Nothing keeps");
        check(judgeClock({now, false, false, {}}), unknown, "does not say");
        check(judgeClock({fromMicros(1'000'000), true, true, {}}), wrong, "1970-01-01");
        check(judgeClock({now, true, true, {{"far", now + 10min}}}), wrong, "engine far is ahead");
    }

    void stores()
    {
        using Check = std::optional<Result<std::vector<std::string>>>;
        const auto judge = [](std::int64_t megabytes, Check checked) {
            return judgeStore({megabytes * 1'048'576, 2048, std::move(checked)});
        };
        const Result<std::vector<std::string>> whole = std::vector<std::string>{};
        check(judge(500, whole), ok, "500 MB");
        check(judge(500, Result<std::vector<std::string>>(std::vector<std::string>{"page 7"})), wrong,
              "damaged: page 7");
        check(judge(500, Result<std::vector<std::string>>(fail(ErrorKind::Damaged, "no store"))), wrong,
              "no store");
        check(judge(500, Result<std::vector<std::string>>(fail(ErrorKind::Busy, "locked"))), unknown,
              "locked");
        check(judge(3000, std::nullopt), unknown, "would take minutes");
        check(judge(9000, std::nullopt), warning, "more than its log may");
    }

    void backups()
    {
        check(judgeBackup(std::nullopt, now), warning, "never");
        check(judgeBackup(store::BackupNote{now - 24h, "/backup/a.db"}, now), ok, "/backup/a.db");
        check(judgeBackup(store::BackupNote{now - 24h * 9, "/backup/a.db"}, now), warning, "9 days ago");
    }

    void settingsOfAFreshServerAreNotWeak()
    {
        const auto findings = judgeSettings(site());
        QCOMPARE(findings.size(), std::size_t(1));
        check(findings[0], ok, "No setting makes");
    }

    void weakSettings_data()
    {
        QTest::addColumn<std::function<void(model::Configuration&)>>("change");
        QTest::addColumn<HealthState>("state");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* name, std::function<void(model::Configuration&)> change,
                            HealthState state, const char* words) {
            QTest::newRow(name) << std::move(change) << state << QByteArray(words);
        };
        row(
            "relay for a public network",
            [](auto& all) { all.services[0].relay.ranges = {"203.0.113.0/24"}; }, warning,
            "relays for the public addresses 203.0.113.0/24");
        row(
            "relay for the Internet", [](auto& all) { all.services[0].relay.ranges = {"0.0.0.0/0"}; }, wrong,
            "a good part of the Internet");
        row(
            "relay for half of IPv6", [](auto& all) { all.services[0].relay.ranges = {"2000::/4"}; }, wrong,
            "a good part of the Internet");
        row(
            "relay for a large range",
            [](auto& all) { all.services[0].relay.ranges = {"203.0.0.1-203.0.255.9"}; }, wrong,
            "a good part of the Internet");
        row(
            "LAN with public addresses", [](auto& all) { all.server.lan.push_back("203.0.113.0/29"); },
            warning, "The LAN has the public addresses");
        row(
            "check off",
            [](auto& all) {
                all.services[0].checks[model::Check::SenderClaimsLocal].mode = model::CheckMode::Monitor;
                all.services[0].checks[model::Check::HeloLocal].mode = model::CheckMode::Off;
            },
            warning, "HELO says a local name, Sender claims to be local");
        row(
            "passwords in the clear",
            [](auto& all) {
                all.services[1].tls.mode = model::TlsMode::StartTls;
                all.services[1].authentication.withoutTls = true;
            },
            wrong, "passwords can be read on the way");
        row(
            "the same within the LAN",
            [](auto& all) {
                all.services[1].access = model::Access::Lan;
                all.services[1].tls.mode = model::TlsMode::StartTls;
                all.services[1].authentication.withoutTls = true;
            },
            warning, "passwords can be read on the way");
        row(
            "guessing", [](auto& all) { all.services[1].rates.loginFailures = 0; }, warning,
            "guess passwords");
        row(
            "submission without log-in",
            [](auto& all) {
                all.services[1].checks[model::Check::AuthRequired].mode = model::CheckMode::Off;
            },
            wrong, "takes mail from clients that have not logged in");
        row(
            "no encryption", [](auto& all) { all.services[0].tls.mode = model::TlsMode::None; }, warning,
            "does not encrypt");
        row(
            "no postmaster", [](auto& all) { all.mailboxes.clear(); }, warning, "no mailbox");
    }
    void weakSettings()
    {
        QFETCH(std::function<void(model::Configuration&)>, change);
        QFETCH(HealthState, state);
        QFETCH(QByteArray, words);
        model::Configuration all = site();
        change(all);
        const auto findings = judgeSettings(all);
        const auto found = std::find_if(findings.begin(), findings.end(), [&](const HealthFinding& each) {
            return toEnglish(each.text).find(words.toStdString()) != std::string::npos;
        });
        QVERIFY2(found != findings.end(), toEnglish(findings[0].text).c_str());
        check(*found, state, words.constData());
        QVERIFY(!found->place.empty());
    }

    void settingsThatAreFine()
    {
        model::Configuration all = site();
        all.services[0].relay.ranges = {"10.0.0.0/8", "203.0.113.7", "fd00::/8"};
        all.server.lan.push_back("203.0.113.8");
        all.services[1].enabled = false;
        all.services[1].rates.loginFailures = 0; // of a service that nobody uses
        check(judgeSettings(all).at(0), ok, "No setting makes");
    }

    void relaying()
    {
        const auto judge = [](std::vector<RelayAnswer> answers, const char* problem = "") {
            return judgeRelay({"SMTP", "127.0.0.1:25", false, problem, false, std::move(answers)});
        };
        check(judge({answered(550), answered(554)}), ok, "2 ways were tried");
        check(judge({answered(550), answered(250)}), wrong, "relays for strangers: from <a@b.example> to");
        check(judge({answered(550), answered(451)}), unknown, "put the test off");
        check(judge({answered(451), answered(250)}), wrong, "relays for strangers");
        check(judge({}, "connection refused"), unknown, "connection refused");
        check(judge({answered(550)}, "time-out"), unknown, "refused 1 ways");
        check(judge({answered(250)}, "time-out"), wrong, "relays for strangers");
        check(judgeRelay({"SMTP", "127.0.0.1:25", true, "", false, {}}), unknown,
              "each address of this computer");
        check(judgeRelay({"SMTP", "127.0.0.1:25", false, "", true, {}}), ok, "no stranger in");
    }

    void everyFormOfRelayingIsTriedOnceAndGoesNowhere()
    {
        const auto tries = relayTries(site(), "127.0.0.1");
        std::set<std::string> seen;
        for (const RelayTry& each : tries) {
            QVERIFY2(each.to.find("relay-test.invalid") != std::string::npos, each.to.c_str());
            QVERIFY2(seen.insert(each.from + ' ' + each.to).second, each.to.c_str());
        }
        QVERIFY(tries.size() >= 10);
        const auto has = [&](const char* from, const char* to) {
            return std::find(tries.begin(), tries.end(), RelayTry{from, to}) != tries.end();
        };
        QVERIFY(has("", "victim@relay-test.invalid"));
        QVERIFY(has("postmaster@example.com", "victim@relay-test.invalid"));
        QVERIFY(has("stranger@relay-test.invalid", "victim%relay-test.invalid@example.com"));
        QVERIFY(has("stranger@relay-test.invalid", "\"victim@relay-test.invalid\"@example.com"));
        QVERIFY(has("stranger@relay-test.invalid", "relay-test.invalid!victim@example.com"));
        QVERIFY(has("stranger@relay-test.invalid", "@example.com:victim@relay-test.invalid"));
        QVERIFY(has("stranger@relay-test.invalid", "victim%relay-test.invalid@[127.0.0.1]"));
        QVERIFY(relayTries({}, "::1").size() >= 4); // of a server that has no name yet
    }

    void aStrangerIsNobodyWhoMayRelay()
    {
        model::Configuration all = site();
        const auto stranger = [&](const char* to, const std::vector<IpAddress>& own = {}) {
            return strangerFor(all, all.services[0], ip(to), own);
        };
        QVERIFY(stranger("127.0.0.1")->isLoopback());
        QVERIFY(*stranger("127.0.0.1") != ip("127.0.0.1"));
        QVERIFY(!stranger("::1", {ip("192.168.1.7")}));
        QCOMPARE(*stranger("::1", {ip("2001:db8::7")}), ip("2001:db8::7"));
        all.server.lan = {"127.0.0.0/8"};
        QVERIFY(!stranger("127.0.0.1"));
        QCOMPARE(*stranger("127.0.0.1", {ip("203.0.113.5")}), ip("203.0.113.5"));
        all.services[0].relay.ranges = {"203.0.113.0/24"};
        QVERIFY(!stranger("127.0.0.1", {ip("203.0.113.5")}));
    }
};

QTEST_GUILESS_MAIN(TestHealth)
#include "test_health.moc"
