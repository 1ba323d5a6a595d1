// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/dns_server.h"

#include <QProcess>
#include <QtTest>

using namespace postern;

// The program itself, with a DNS server of the test's.
class TestPosternctlSpf : public QObject {
    Q_OBJECT

    static QString run(const QStringList& arguments, int expected)
    {
        QProcess program;
        program.setProcessChannelMode(QProcess::MergedChannels);
        program.start(POSTERN_BIN "/posternctl", QStringList{"spf"} + arguments);
        if (!program.waitForFinished(60'000))
            return "hangs";
        const QString output = QString::fromUtf8(program.readAll());
        return program.exitCode() == expected ? output
                                              : QString("exit %1: %2").arg(program.exitCode()).arg(output);
    }

    static QStringList asking(const test::DnsServer& server, const QString& client)
    {
        return {"--client", client,
                "--helo",   "mail.example.org",
                "--from",   "joe@example.org",
                "--dns",    QString::fromStdString(server.address())};
    }

private Q_SLOTS:
    void printsWhatTheDomainSays()
    {
        const test::DnsServer server(
            "example.org TXT \"v=spf1 a:mail.example.org mx -all exp=why.example.org\"\n"
            "mail.example.org A 192.0.2.1\n"
            "why.example.org TXT \"%{i} may not send for %{d}\"\n");
        QCOMPARE(run(asking(server, "192.0.2.1"), 0), "result: pass\n"
                                                      "domain: example.org\n"
                                                      "mechanism: a:mail.example.org\n"
                                                      "look-up: TXT example.org (found)\n"
                                                      "look-up: A mail.example.org (found)\n");
        QCOMPARE(run(asking(server, "203.0.113.9"), 0),
                 "result: fail\n"
                 "explanation: 203.0.113.9 may not send for example.org\n"
                 "domain: example.org\n"
                 "mechanism: -all\n"
                 "look-up: TXT example.org (found)\n"
                 "look-up: A mail.example.org (found)\n"
                 "look-up: MX example.org (no such record)\n"
                 "look-up: TXT why.example.org (found)\n");
    }

    void judgesHeloForTheNullSender()
    {
        const test::DnsServer server("mail.example.org TXT \"v=spf1 ~all\"\n");
        for (const char* sender : {"<>", ""}) {
            QStringList arguments = asking(server, "192.0.2.1");
            arguments[5] = sender;
            QVERIFY(run(arguments, 0).startsWith("result: softfail\ndomain: mail.example.org\n"));
        }
    }

    void printsJson()
    {
        const test::DnsServer server("example.org SERVFAIL\n");
        QCOMPARE(run(asking(server, "192.0.2.1") << "--json", 0),
                 R"({"result":"temperror","explanation":"","domain":"example.org","mechanism":"",)"
                 R"("problem":"TXT of example.org: SERVFAIL",)"
                 R"("lookups":[{"type":"TXT","name":"example.org","answer":"failed: SERVFAIL"}]})"
                 "\n");
    }

    void givesUpInTime()
    {
        const test::DnsServer server("example.org DEAD\n");
        QElapsedTimer clock;
        clock.start();
        QVERIFY(run(asking(server, "192.0.2.1") << "--timeout"
                                                << "1",
                    0)
                    .startsWith("result: temperror\n"));
        QVERIFY(clock.elapsed() < 20'000);
    }

    void refusesWhatIsNoAddress()
    {
        const test::DnsServer server("");
        QVERIFY(run(asking(server, "somebody"), 1).contains("\"somebody\" is no IP address"));
        QVERIFY(run({"--client", "192.0.2.1"}, 2).contains("--helo"));
    }
};

QTEST_GUILESS_MAIN(TestPosternctlSpf)
#include "test_posternctl_spf.moc"
