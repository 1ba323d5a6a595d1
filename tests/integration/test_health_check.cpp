// SPDX-License-Identifier: GPL-3.0-or-later
// The health check against an engine that runs: real dialogues, a DNS server of the test's, posternctl
// health.
#include "dns/unbound_resolver.h"
#include "health/dns_list_probe.h"
#include "health/health_check.h"
#include "health/relay_test.h"
#include "support/dns_server.h"
#include "support/engine_site.h"

#include <future>

using namespace postern;
using namespace postern::health;
using namespace std::chrono_literals;
using model::HealthState;
using model::HealthTopic;
using postern::testing::Site;

namespace {

RelayFacts relayTest(Site& site)
{
    const auto configuration = site.db->configuration();
    return testRelay(*configuration, configuration->services.front(),
                     {.tls = *net::TlsClientContext::load(), .own = {}, .patience = 10s, .cancelled = [] {
                          return false;
                      }});
}

std::string wordsOf(const RelayFacts& facts)
{
    return toEnglish(judgeRelay(facts).text);
}

// Where nobody listens for long.
int silentPort(int& listening)
{
    listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    ::bind(listening, reinterpret_cast<sockaddr*>(&address), sizeof address);
    ::listen(listening, 4); // and never answers
    socklen_t size = sizeof address;
    ::getsockname(listening, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

const char* const zone = R"(
mail.domain.com          A    203.0.113.5
203.0.113.5              PTR  mail.domain.com
domain.com               MX   10 mail.domain.com
domain.com               TXT  "v=spf1 ip4:203.0.113.5 ip4:0.0.0.0/0 ip6:::/0 -all"
2.0.0.127.zen.example.org     A    127.0.0.2
9.113.0.203.zen.example.org   A    127.0.0.4
9.113.0.203.zen.example.org   TXT  "seen in a trap"
test.dbl.example.org          A    127.0.1.2
spam.example.dbl.example.org  A    127.0.1.2
2.0.0.127.all.example.net     A    127.0.0.2
1.0.0.127.all.example.net     A    127.0.0.2
2.0.0.127.shy.example.net     A    127.255.255.254
2.0.0.127.odd.example.net     A    203.0.113.80
slow.example.net              DEAD
)";

} // namespace

class TestHealthCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aServiceRefusesEveryWayOfRelaying_data()
    {
        QTest::addColumn<int>("mode");
        QTest::newRow("plain") << int(model::TlsMode::None);
        QTest::newRow("STARTTLS") << int(model::TlsMode::StartTls);
        QTest::newRow("STARTTLS required") << int(model::TlsMode::Required);
        QTest::newRow("encrypted at once") << int(model::TlsMode::Implicit);
    }
    void aServiceRefusesEveryWayOfRelaying()
    {
        QFETCH(int, mode);
        Site site;
        site.change([&](auto& all) { all.services[0].tls.mode = model::TlsMode(mode); });
        const auto engine = site.start();
        QVERIFY(engine.has_value());
        const RelayFacts facts = relayTest(site);
        const auto tries = relayTries(*site.db->configuration(), "127.0.0.1");
        QCOMPARE(facts.problem, std::string());
        QCOMPARE(facts.answers.size(), tries.size());
        for (const RelayAnswer& answer : facts.answers)
            QVERIFY2(answer.code / 100 == 5, (answer.about.to + ": " + answer.reply).c_str());
        QVERIFY2(judgeRelay(facts).state == HealthState::Ok, wordsOf(facts).c_str());
        for (const model::Event& event : site.events(1))
            QVERIFY(event.outcome != model::Outcome::Accepted);
        QCOMPARE(site.mails(), 0);
    }

    void anOpenRelayIsFound()
    {
        Site site;
        site.change([](auto& all) { all.services[0].relay.recipients = {"relay-test.invalid"}; });
        const auto engine = site.start();
        QVERIFY(engine.has_value());
        const RelayFacts facts = relayTest(site);
        QVERIFY2(judgeRelay(facts).state == HealthState::Wrong, wordsOf(facts).c_str());
        QVERIFY2(wordsOf(facts).find("victim@relay-test.invalid") != std::string::npos,
                 wordsOf(facts).c_str());
        QTest::qWait(300);
        const auto queue = site.db->queue();
        QVERIFY(queue && queue->empty()); // nothing was sent all the same
    }

    void whoMayRelayCannotTry()
    {
        Site site;
        site.change([](auto& all) { all.server.lan = {"127.0.0.0/8"}; });
        const auto engine = site.start();
        QVERIFY(engine.has_value());
        const RelayFacts facts = relayTest(site);
        QVERIFY(facts.noStranger && facts.answers.empty());
    }

    void aServiceForTheLanLetsNoStrangerIn()
    {
        Site site;
        site.change([](auto& all) { all.services[0].access = model::Access::Lan; });
        const auto engine = site.start();
        QVERIFY(engine.has_value());
        const RelayFacts facts = relayTest(site);
        QVERIFY2(facts.closed && judgeRelay(facts).state == HealthState::Ok, wordsOf(facts).c_str());
    }

    void nobodyThereIsNotWell()
    {
        Site site; // its engine does not run
        const RelayFacts facts = relayTest(site);
        QVERIFY(!facts.problem.empty() && facts.answers.empty());
        QVERIFY2(judgeRelay(facts).state == HealthState::Unknown, wordsOf(facts).c_str());
    }

    void aServerThatIsSilentDoesNotHoldTheTest()
    {
        Site site;
        int listening = -1;
        const int port = silentPort(listening);
        site.change([port](auto& all) { all.services[0].port = port; });
        const auto configuration = site.db->configuration();
        const auto tls = *net::TlsClientContext::load();
        QElapsedTimer timer;
        timer.start();
        const RelayFacts late = testRelay(*configuration, configuration->services.front(),
                                          {.tls = tls, .own = {}, .patience = 500ms, .cancelled = {}});
        QVERIFY2(late.problem == "time-out" && timer.elapsed() < 5'000, late.problem.c_str());
        std::atomic<bool> cancelled{false};
        auto test = std::async(std::launch::async, [&] {
            return testRelay(
                *configuration, configuration->services.front(),
                {.tls = tls, .own = {}, .patience = 60s, .cancelled = [&] { return cancelled.load(); }});
        });
        QTest::qWait(200);
        cancelled = true;
        QVERIFY(test.wait_for(5s) == std::future_status::ready);
        ::close(listening);
    }

    void dnsListsAreTestedStepByStep_data()
    {
        QTest::addColumn<QString>("list");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("steps");
        QTest::addColumn<bool>("good");
        QTest::newRow("alive") << "zen.example.org"
                               << ""
                               << "listed ok, unlisted ok" << true;
        QTest::newRow("with an address") << "zen.example.org"
                                         << "203.0.113.9"
                                         << "listed ok, unlisted ok, address note" << true;
        QTest::newRow("with one that is free") << "zen.example.org"
                                               << "203.0.113.10"
                                               << "listed ok, unlisted ok, address ok" << true;
        QTest::newRow("of domains") << "dbl.example.org"
                                    << "spam.example"
                                    << "listed ok, unlisted ok, address note" << true;
        QTest::newRow("lists everybody") << "all.example.net"
                                         << ""
                                         << "listed ok, unlisted failed" << false;
        QTest::newRow("does not answer us") << "shy.example.net"
                                            << ""
                                            << "listed failed, unlisted ok" << false;
        QTest::newRow("is parked") << "odd.example.net"
                                   << ""
                                   << "listed failed, unlisted ok" << false;
        QTest::newRow("is none") << "nothing.example.net"
                                 << ""
                                 << "listed failed, unlisted ok" << false;
    }
    void dnsListsAreTestedStepByStep()
    {
        QFETCH(QString, list);
        QFETCH(QString, address);
        QFETCH(QString, steps);
        QFETCH(bool, good);
        const test::DnsServer server(zone);
        const auto never = [] { return false; };
        Questions questions(never);
        const auto resolver =
            dns::UnboundResolver::start({.servers = {server.address()}, .trustAnchors = ""});
        QVERIFY(resolver.has_value());
        QStringList seen;
        QString said;
        model::DnsList asked;
        asked.zone = list.toStdString();
        asked.kind = list.startsWith("dbl") ? model::DnsListKind::Domain : model::DnsListKind::Client;
        const auto besides = entryFor(asked, address.toStdString());
        const bool found =
            probeDnsList(questions, **resolver, asked, besides ? std::optional(*besides) : std::nullopt,
                         never, [&](const model::ProbeStep& step) {
                             seen << QString("%1 %2").arg(nameOf(step.what), nameOf(step.verdict));
                             said += QString::fromStdString(toEnglish(step.text)) + u'\n';
                         });
        QCOMPARE(seen.join(", "), steps);
        QCOMPARE(found, good);
        if (address == "203.0.113.9")
            QVERIFY2(said.contains("“seen in a trap”"), qPrintable(said));
    }

    void theWholeServerIsLookedAt()
    {
        const test::DnsServer server(zone);
        Site site;
        site.change([&](model::Configuration& all) {
            all.server.dnsServers = {server.address()};
            all.services[0].dnsLists = {{.zone = "zen.example.org"}, {.zone = "all.example.net"}};
        });
        const auto engine = site.start();
        QVERIFY(engine.has_value());
        std::vector<model::HealthFinding> findings;
        HealthCheck check({.store = site.where, .spool = {}, .dnsServers = {}});
        const auto looked = check.run([&](const auto& finding) { findings.push_back(finding); });
        QVERIFY(looked.has_value());
        const auto stateOf = [&](HealthTopic topic, const std::string& subject) {
            for (const model::HealthFinding& each : findings) {
                if (each.topic == topic && each.subject == subject)
                    return QString::fromLatin1(idOf(each.state)) + u' ' +
                           QString::fromStdString(toEnglish(each.text));
            }
            return QString("not there");
        };
        const auto verify = [&](HealthTopic topic, const std::string& subject, const char* begin) {
            const QString found = stateOf(topic, subject);
            QVERIFY2(found.startsWith(QLatin1String(begin)), qPrintable(QString(begin) + ": " + found));
        };
        verify(HealthTopic::Engine, "main", "ok");
        verify(HealthTopic::Listener, "SMTP", "ok");
        verify(HealthTopic::Resolver, "", "ok");
        verify(HealthTopic::HostName, "mail.domain.com", "ok");
        verify(HealthTopic::HostName, "203.0.113.5", "ok The reverse DNS of 203.0.113.5 is mail.domain.com");
        verify(HealthTopic::MailExchanger, "domain.com", "ok");
        verify(HealthTopic::Spf, "domain.com", "");
        verify(HealthTopic::Certificate, "SMTP", "ok");
        verify(HealthTopic::Relay, "SMTP", "ok SMTP refuses to relay for strangers");
        verify(HealthTopic::DnsList, "zen.example.org", "ok");
        verify(HealthTopic::DnsList, "all.example.net", "wrong");
        verify(HealthTopic::Store, "", "ok The store is whole");
        verify(HealthTopic::Backup, "", "warning");
        verify(HealthTopic::Settings, "", "ok");
        QVERIFY(stateOf(HealthTopic::Clock, "") != "not there");
    }

    void theProgramSaysItToo()
    {
        const test::DnsServer server(zone);
        Site site;
        site.change([&](model::Configuration& all) { all.server.dnsServers = {server.address()}; });
        const auto run = [&](const QStringList& more) {
            QProcess program;
            program.start(POSTERN_BIN "/posternctl",
                          QStringList{"--store", QString::fromStdString(site.where), "health"} + more);
            if (!program.waitForFinished(120'000))
                return QString("hangs");
            return QString::fromUtf8(program.readAllStandardOutput()) +
                   QString("exit %1").arg(program.exitCode());
        };
        const QString without = run({});
        QVERIFY2(without.contains("wrong    engine       No engine runs") && without.endsWith("exit 1"),
                 qPrintable(without));
        const auto engine = site.start();
        QVERIFY(engine.has_value());
        const QString with = run({"--json", "--full"});
        int relays = 0;
        int wrong = 0;
        for (const QString& line : with.split(u'\n')) {
            const QJsonObject object = QJsonDocument::fromJson(line.toUtf8()).object();
            relays += object["topic"] == "open-relay" && object["state"] == "ok" ? 1 : 0;
            wrong += object["state"] == "wrong" ? 1 : 0;
            // This machine may have an address of its own that the zone knows nothing of.
            QVERIFY2(object["state"] != "wrong" || object["topic"] == "host-name", qPrintable(line));
        }
        QCOMPARE(relays, 1);
        QVERIFY2(with.endsWith(wrong == 0 ? "exit 0" : "exit 1"), qPrintable(with.right(900)));
        QCOMPARE(QProcess::execute(POSTERN_BIN "/posternctl", {"--store", "/no/such.db", "health"}), 1);
    }

    void aLookThatIsCancelledEndsSoon()
    {
        const test::DnsServer server("mail.domain.com DEAD\n");
        Site site;
        site.change([&](model::Configuration& all) { all.server.dnsServers = {server.address()}; });
        HealthCheck check({.store = site.where, .spool = {}, .dnsServers = {}});
        std::atomic<int> found{0};
        auto look = std::async(std::launch::async, [&] { return check.run([&](const auto&) { ++found; }); });
        QTRY_VERIFY(found > 0); // what the machine says comes before
        check.cancel();
        QVERIFY(look.wait_for(5s) == std::future_status::ready);
        QVERIFY(look.get().has_value());
    }
};

QTEST_GUILESS_MAIN(TestHealthCheck)
#include "test_health_check.moc"
