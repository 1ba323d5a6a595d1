// SPDX-License-Identifier: GPL-3.0-or-later
// posternctl route test: the program itself, with a DNS server and mail servers of the test's.
#include "support/authority.h"
#include "support/dns_server.h"
#include "support/mail_server.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace postern;
using postern::testing::Authority;
using postern::testing::MailServer;

namespace {

class Desk {
public:
    explicit Desk(const QString& routes)
    {
        run({"init", "--hostname", "mail.domain.com", "--domain", "domain.com"});
        QFile file(m_folder.filePath("document.json"));
        if (!file.open(QIODevice::WriteOnly))
            return;
        file.write(QString(R"({"server":{"hostname":"mail.domain.com"},"domains":[{"name":"domain.com"}],
            "mailboxes":[{"address":"jane@domain.com","delivery":"maildir:%1"}],"routes":[%2]})")
                       .arg(path("jane"), routes)
                       .toUtf8());
        file.close();
        m_applied = run({"apply", path("document.json")});
    }

    QString path(const char* name) const { return m_folder.filePath(name); }
    QString applied() const { return m_applied; }

    // What it says, and "exit N" behind it.
    QString run(const QStringList& arguments, const QString& roots = {})
    {
        QProcess program;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        if (!roots.isEmpty())
            environment.insert("SSL_CERT_FILE", roots);
        program.setProcessEnvironment(environment);
        program.setProcessChannelMode(QProcess::MergedChannels);
        program.start(POSTERN_BIN "/posternctl", QStringList{"--store", path("postern.db")} + arguments);
        if (!program.waitForFinished(60'000))
            return "hangs";
        return QString::fromUtf8(program.readAll()) + QString("exit %1").arg(program.exitCode());
    }

private:
    QTemporaryDir m_folder;
    QString m_applied;
};

} // namespace

class TestPosternctlRoute : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ::signal(SIGPIPE, SIG_IGN); }

    void eachStepIsPrinted()
    {
        QTemporaryDir folder;
        Authority authority;
        const QString roots = folder.filePath("roots.pem");
        const std::string pem = folder.filePath("server.pem").toStdString();
        authority.writeRoots(roots.toStdString());
        authority.issue(pem, {"relay.some.example"}, -1, 300);
        MailServer server;
        server.extensions.push_back("AUTH PLAIN");
        server.encrypt(pem);
        const test::DnsServer dns("relay.some.example A 127.0.0.77\n");
        Desk desk(QString(R"({"domain":"*","to":"smtp:relay.some.example:%1","user":"joe","password":"secret",
            "tls":"verified"})")
                      .arg(server.port));
        QVERIFY2(desk.applied().endsWith("exit 0"), qPrintable(desk.applied()));
        const QString said =
            desk.run({"route", "test", "far.example", "--dns", QString::fromStdString(dns.address())}, roots);
        QVERIFY2(said.startsWith(
                     "resolve   ok      relay.some.example [127.0.0.77]\nconnect   ok      connected to "),
                 qPrintable(said));
        QVERIFY2(said.contains(
                     "\nverify    ok      the certificate is good: of relay.some.example, signed by Test "
                     "Authority, until "),
                 qPrintable(said));
        QVERIFY2(said.endsWith("\nlog-in    ok      logged in as joe\nexit 0"), qPrintable(said));
        QVERIFY(!said.contains("secret"));
        QVERIFY(server.messages().empty());

        // The same, by an authority that the system does not know.
        const QString refused =
            desk.run({"route", "test", "*", "--json", "--dns", QString::fromStdString(dns.address())});
        QVERIFY2(refused.endsWith("exit 1"), qPrintable(refused));
        const auto last = QJsonDocument::fromJson(refused.split('\n').at(5).toUtf8()).object();
        QCOMPARE(last["step"].toString(), "verify");
        QCOMPARE(last["result"].toString(), "failed");
        QCOMPARE(last["certificate"]["issuer"].toString(), "Test Authority");
    }

    void aDomainWithoutRouteGoesByTheDns()
    {
        const test::DnsServer dns("far.example MX 0 .\n");
        Desk desk("");
        const QString said =
            desk.run({"route", "test", "far.example", "--dns", QString::fromStdString(dns.address())});
        QVERIFY2(said.startsWith("resolve   failed  far.example takes no mail"), qPrintable(said));
        QVERIFY(said.endsWith("exit 1"));
        const QString none = desk.run({"route", "test", "*"});
        QVERIFY2(none.contains("there is no route for all domains") && none.endsWith("exit 1"),
                 qPrintable(none));
        QVERIFY(desk.run({"route", "test"}).endsWith("exit 2"));
    }
};

QTEST_GUILESS_MAIN(TestPosternctlRoute)
#include "test_posternctl_route.moc"
