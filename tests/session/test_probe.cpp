// SPDX-License-Identifier: GPL-3.0-or-later
// The test of a route: what it says step by step, and that it never sends mail.
#include "delivery/probe.h"

#include "support/authority.h"
#include "support/fake_resolver.h"
#include "support/mail_server.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <future>

using namespace postern;
using delivery::NextHop;
using delivery::ProbeStep;
using delivery::RouteProbe;
using postern::model::RouteTls;
using postern::testing::Authority;
using postern::testing::MailServer;

namespace {

constexpr const char* zone = "relay.some.example A 127.0.0.77\ntwo.some.example A 127.0.0.78\n"
                             "two.some.example A 127.0.0.77\nslow.example DEAD\n"
                             "mine.example MX 10 mail.domain.com\nmail.domain.com A 127.0.0.77";

// One test of a route, from beginning to end.
struct Trial {
    Trial()
    {
        authority.writeRoots(path("roots.pem"));
        tools.tls = *net::TlsClientContext::load(path("roots.pem"));
        tools.resolver = &resolver;
        reactor.start();
    }
    ~Trial() { reactor.stop(); }

    std::string path(const char* name) const
    {
        return folder.filePath(QString::fromLatin1(name)).toStdString();
    }
    std::string issue(const std::vector<std::string>& names, int until = 100)
    {
        authority.issue(path("server.pem"), names, -1, until);
        return path("server.pem");
    }

    std::shared_ptr<RouteProbe> start(const NextHop& hop)
    {
        return RouteProbe::start(
            reactor, tools, hop,
            {.hostname = "mail.domain.com",
             .clock = &clock,
             .isSelf = [](const auto& name, const auto&) { return name == "mail.domain.com"; },
             .longest = longest},
            {.step = [this](const ProbeStep& step) { steps.push_back(step); },
             .done = [this](bool result) { ended.set_value(result); }});
    }
    // "resolve ok, connect ok, …"
    QString run(const NextHop& hop)
    {
        start(hop);
        auto future = ended.get_future();
        if (future.wait_for(std::chrono::seconds(20)) != std::future_status::ready)
            return "no end";
        good = future.get();
        QStringList words;
        for (const ProbeStep& step : steps)
            words << QString("%1 %2").arg(nameOf(step.what), nameOf(step.verdict));
        return words.join(", ");
    }
    QString textOf(ProbeStep::What what) const
    {
        QString all;
        for (const ProbeStep& step : steps) {
            if (step.what == what)
                all += QString::fromStdString(toEnglish(step.text)) + '\n';
        }
        return all;
    }

    QTemporaryDir folder;
    Authority authority;
    test::FakeResolver resolver{zone};
    SystemClock clock;
    delivery::CarrierTools tools;
    net::Reactor reactor;
    std::vector<ProbeStep> steps; // on the reactor's thread until it has ended
    std::promise<bool> ended;
    bool good = false;
    std::chrono::seconds longest{60};
};

NextHop relay(const MailServer& server, RouteTls tls = RouteTls::Opportunistic, const char* scheme = "smtp",
              const char* host = "relay.some.example")
{
    NextHop hop =
        delivery::parseNextHop(std::string(scheme) + ':' + host + ':' + std::to_string(server.port));
    hop.tls = tls;
    return hop;
}

} // namespace

class TestProbe : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ::signal(SIGPIPE, SIG_IGN); }

    void aGoodRoutePassesEachStepAndNoMailIsSent()
    {
        Trial trial;
        MailServer server;
        server.extensions.push_back("AUTH PLAIN");
        server.encrypt(trial.issue({"relay.some.example"}));
        NextHop hop = relay(server, RouteTls::Verified);
        hop.user = "joe";
        hop.password = "secret";
        QCOMPARE(trial.run(hop),
                 QString("resolve ok, connect ok, greeting ok, hello ok, encrypt ok, verify ok, "
                         "hello ok, log-in ok"));
        QVERIFY(trial.good);
        QCOMPARE(trial.textOf(ProbeStep::What::Resolve), QString("relay.some.example [127.0.0.77]\n"));
        QVERIFY(trial.textOf(ProbeStep::What::Encrypt).startsWith("TLSv1.3 "));
        QVERIFY(trial.textOf(ProbeStep::What::Verify)
                    .contains("of relay.some.example, signed by Test Authority"));
        QVERIFY(trial.textOf(ProbeStep::What::Hello).contains("PIPELINING"));
        QCOMPARE(trial.textOf(ProbeStep::What::LogIn), QString("logged in as joe\n"));
        const auto shown = std::find_if(trial.steps.begin(), trial.steps.end(),
                                        [](const auto& step) { return step.certificate.has_value(); });
        QVERIFY(shown != trial.steps.end());
        QCOMPARE(shown->certificate->names, std::vector<std::string>{"relay.some.example"});
        for (const std::string& command : server.commands())
            QVERIFY2(!command.starts_with("MAIL") && !command.starts_with("DATA"), command.c_str());
        QCOMPARE(server.commands().back(), std::string("QUIT"));
    }

    void whatIsWrongStandsAtItsStep_data()
    {
        QTest::addColumn<QString>("server");
        QTest::addColumn<RouteTls>("tls");
        QTest::addColumn<QString>("steps");
        QTest::addColumn<QString>("says");
        QTest::addColumn<bool>("good");
        const QString begin = "resolve ok, connect ok, greeting ok, hello ok, ";
        QTest::newRow("no STARTTLS") << "plain" << RouteTls::Opportunistic
                                     << begin + "encrypt note, log-in skipped"
                                     << "does not encrypt" << true;
        QTest::newRow("no STARTTLS, required") << "plain" << RouteTls::Required << begin + "encrypt failed"
                                               << "does not offer STARTTLS" << false;
        QTest::newRow("none wanted") << "tls" << RouteTls::None << begin + "encrypt skipped, log-in skipped"
                                     << "asks for no encryption" << true;
        QTest::newRow("other name") << "other name" << RouteTls::Opportunistic
                                    << begin + "encrypt ok, verify note, hello ok, log-in skipped"
                                    << "proves nothing: " << true;
        QTest::newRow("other name, verified")
            << "other name" << RouteTls::Verified << begin + "encrypt ok, verify failed"
            << "of other.example" << false;
        QTest::newRow("ends soon") << "ends soon" << RouteTls::Verified
                                   << begin + "encrypt ok, verify note, hello ok, log-in skipped"
                                   << "ends soon" << true;
        QTest::newRow("broken handshake")
            << "old" << RouteTls::Opportunistic
            << begin + "encrypt note, connect ok, greeting ok, hello ok, encrypt note, log-in skipped"
            << "no encrypted connection" << true;
        QTest::newRow("broken handshake, required") << "old" << RouteTls::Required << begin + "encrypt failed"
                                                    << "no encrypted connection" << false;
        QTest::newRow("greeting") << "554" << RouteTls::Opportunistic
                                  << "resolve ok, connect ok, greeting failed"
                                  << "554 5.7.1 go away" << false;
        QTest::newRow("no SMTP") << "ssh" << RouteTls::Opportunistic
                                 << "resolve ok, connect ok, greeting failed"
                                 << "no SMTP" << false;
        QTest::newRow("nobody there") << "gone" << RouteTls::Opportunistic << "resolve ok, connect failed"
                                      << "refused" << false;
    }
    void whatIsWrongStandsAtItsStep()
    {
        QFETCH(QString, server);
        QFETCH(RouteTls, tls);
        QFETCH(QString, steps);
        QFETCH(QString, says);
        QFETCH(bool, good);
        Trial trial;
        MailServer peer;
        if (server != "plain")
            peer.encrypt(trial.issue({server == "other name" ? "other.example" : "relay.some.example"},
                                     server == "ends soon" ? 3 : 100),
                         server == "old" ? TLS1_1_VERSION : 0);
        peer.reply = [&](const std::string& command) -> std::string {
            if (!command.empty())
                return {};
            return server == "554" ? "554 5.7.1 go away" : server == "ssh" ? "SSH-2.0-OpenSSH" : "";
        };
        const NextHop hop = relay(peer, tls);
        if (server == "gone")
            peer.stop();
        QCOMPARE(trial.run(hop), steps);
        QCOMPARE(trial.good, good);
        QString all;
        for (const ProbeStep& step : trial.steps)
            all += QString::fromStdString(toEnglish(step.text)) + '\n';
        QVERIFY2(all.contains(says), qPrintable(all));
    }

    void aLogInThatFailsSaysWhy()
    {
        Trial trial;
        MailServer server;
        server.extensions.push_back("AUTH PLAIN");
        server.encrypt(trial.issue({"relay.some.example"}));
        server.reply = [](const std::string& command) -> std::string {
            return command.starts_with("AUTH") ? "535 5.7.8 wrong" : "";
        };
        NextHop hop = relay(server);
        hop.user = "joe";
        QVERIFY(trial.run(hop).endsWith("hello ok, log-in failed"));
        QVERIFY(trial.textOf(ProbeStep::What::LogIn).contains("535 5.7.8 wrong"));
        QVERIFY(!trial.good);
    }

    void thePasswordIsNotTriedInTheClear()
    {
        Trial trial;
        MailServer server;
        server.extensions.push_back("AUTH PLAIN");
        NextHop hop = relay(server);
        hop.user = "joe";
        hop.password = "secret";
        const QString steps = trial.run(hop);
        QVERIFY2(steps.endsWith("failed"), qPrintable(steps));
        for (const std::string& command : server.commands())
            QVERIFY2(!command.starts_with("AUTH"), command.c_str());
    }

    void theNextAddressIsTried()
    {
        Trial trial;
        MailServer server;
        QCOMPARE(trial.run(relay(server, RouteTls::None, "smtp", "two.some.example")),
                 QString("resolve ok, connect note, connect ok, greeting ok, hello ok, encrypt skipped, "
                         "log-in skipped"));
        QVERIFY(trial.good);
    }

    void whatCannotBeResolvedSaysSo_data()
    {
        QTest::addColumn<QString>("domain");
        QTest::addColumn<QString>("says");
        QTest::newRow("nobody") << "nowhere.example"
                                << "there is no domain nowhere.example";
        QTest::newRow("ourselves") << "mine.example"
                                   << "comes back to this server";
    }
    void whatCannotBeResolvedSaysSo()
    {
        QFETCH(QString, domain);
        QFETCH(QString, says);
        Trial trial;
        QCOMPARE(trial.run(delivery::hopByDns(domain.toStdString(), 25)), QString("resolve failed"));
        QVERIFY2(trial.textOf(ProbeStep::What::Resolve).contains(says),
                 qPrintable(trial.textOf(ProbeStep::What::Resolve)));
    }

    void aMissingSocketSaysSo()
    {
        Trial trial;
        QCOMPARE(trial.run(delivery::parseNextHop("lmtp:" + trial.path("none"))),
                 QString("resolve skipped, connect failed"));
        QVERIFY(trial.textOf(ProbeStep::What::Connect).contains("No such file"));
    }

    void aServerThatSaysNothingEndsTheTest()
    {
        Trial trial;
        trial.tools.limits.command = std::chrono::seconds(1);
        MailServer server;
        server.trickles = true;
        server.reply = [](const std::string&) { return "220 " + std::string(500, 'x'); };
        QCOMPARE(trial.run(relay(server)), QString("resolve ok, connect ok, greeting failed"));
        QVERIFY(trial.textOf(ProbeStep::What::Greeting).contains("time-out"));
    }

    void aTestThatTakesTooLongEnds()
    {
        Trial trial;
        trial.longest = std::chrono::seconds(1);
        MailServer server;
        server.trickles = true;
        server.reply = [](const std::string&) { return "220 " + std::string(500, 'x'); };
        QCOMPARE(trial.run(relay(server)), QString("resolve ok, connect ok, greeting failed"));
        QVERIFY(trial.textOf(ProbeStep::What::Greeting).contains("no end within 1 s"));
        QVERIFY(!trial.good);
    }

    void aCancelledTestSaysNothingMore()
    {
        Trial trial;
        MailServer server;
        std::promise<void> greeted;
        server.reply = [&](const std::string& command) -> std::string {
            if (!command.starts_with("EHLO"))
                return {};
            greeted.set_value();
            QTest::qSleep(300);
            return {};
        };
        const auto probe = trial.start(relay(server));
        greeted.get_future().wait();
        probe->cancel();
        trial.reactor.runAndWait([] {});
        const std::size_t before = trial.steps.size();
        QTest::qSleep(600);
        trial.reactor.runAndWait([] {});
        QCOMPARE(trial.steps.size(), before);
        QCOMPARE(trial.ended.get_future().wait_for(std::chrono::seconds(0)), std::future_status::timeout);
        QCOMPARE(probe.use_count(), 1L); // nothing holds it any more
    }
};

QTEST_GUILESS_MAIN(TestProbe)
#include "test_probe.moc"
