// SPDX-License-Identifier: GPL-3.0-or-later
// DNSSEC and DANE with a zone that is really signed (ldns), served by a real server (unbound), and validated
// here.
#include "dns/unbound_resolver.h"
#include "support/authority.h"
#include "support/daemon.h"
#include "support/free_port.h"
#include "support/mail_server.h"
#include "support/sending_house.h"

#include <QProcess>
#include <QTest>

#include <csignal>
#include <future>

using namespace postern;
using namespace std::chrono_literals;
using postern::testing::Authority;
using postern::testing::Daemon;
using postern::testing::Folder;
using postern::testing::freePort;
using postern::testing::MailServer;
using House = postern::testing::SendingHouse;

namespace {

// far.example, signed or not, behind a DNS server of its own.
class Zone {
public:
    explicit Zone(int port)
        : m_port(port)
    {
        m_zoneKey = makeKey({});
        m_entryKey = makeKey({"-k"});
    }

    QString anchor() const { return m_folder.path(m_entryKey + ".key"); }
    std::string address() const { return "127.0.0.1@" + std::to_string(m_port); }

    void serve(const QString& records, bool isSigned)
    {
        m_daemon.stop();
        m_folder.write("zone", "$ORIGIN far.example.\n$TTL 60\n"
                               "@ SOA ns hostmaster 1 3600 600 86400 60\n@ NS ns\nns A 127.0.0.1\n" +
                                   records);
        if (isSigned)
            run("ldns-signzone", {"-n", "-f", "zone.signed", "zone", m_zoneKey, m_entryKey});
        m_folder.write("unbound.conf",
                       QString("server:\n interface: 127.0.0.1@%1\n port: %1\n username: \"\"\n"
                               " chroot: \"\"\n directory: \"%2\"\n pidfile: \"%2/pid\"\n"
                               " use-syslog: no\n logfile: \"%2/log\"\n do-daemonize: no\n"
                               " num-threads: 1\n module-config: \"iterator\"\n"
                               "remote-control:\n control-enable: no\n"
                               "auth-zone:\n name: far.example\n zonefile: \"%2/%3\"\n"
                               " for-downstream: yes\n for-upstream: no\n")
                           .arg(m_port)
                           .arg(m_folder.path(""), isSigned ? "zone.signed" : "zone"));
        m_daemon.start("unbound", {"-d", "-p", "-c", m_folder.path("unbound.conf")});
        Daemon::waitForPort(m_port);
    }

private:
    QString run(const QString& program, const QStringList& arguments) const
    {
        QProcess process;
        process.setWorkingDirectory(m_folder.path(""));
        process.start(program, arguments);
        if (!process.waitForFinished(30'000) || process.exitCode() != 0)
            qFatal("%s: %s", qPrintable(program), process.readAllStandardError().constData());
        return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
    }
    QString makeKey(const QStringList& kind) const
    {
        return run("ldns-keygen", QStringList{"-a", "ECDSAP256SHA256"} + kind + QStringList{"far.example"});
    }

    Folder m_folder;
    const int m_port;
    QString m_zoneKey;
    QString m_entryKey;
    Daemon m_daemon;
};

std::unique_ptr<dns::UnboundResolver> resolverFor(const Zone& zone)
{
    dns::UnboundOptions options{{zone.address()}};
    options.trustAnchors = zone.anchor().toStdString();
    options.signedName = "far.example";
    return std::move(*dns::UnboundResolver::start(std::move(options)));
}

dns::Answer ask(dns::Resolver& resolver, const std::string& name, dns::Type type)
{
    std::promise<dns::Answer> answer;
    resolver.begin({name, type}, [&](dns::Answer found) { answer.set_value(std::move(found)); });
    return answer.get_future().get();
}

} // namespace

class TestSignedZone : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ::signal(SIGPIPE, SIG_IGN); }

    void serversThatPassSignaturesOnAreHeldToIt()
    {
        Zone zone(freePort());
        zone.serve("@ MX 10 mx\nmx A 127.0.0.77\nother A 127.0.0.77\nthird A 127.0.0.77\n", true);
        const auto resolver = resolverFor(zone);
        QTRY_VERIFY_WITH_TIMEOUT(resolver->isStrict(), 20'000);
        QCOMPARE(ask(*resolver, "mx.far.example", dns::Type::A).security, dns::Security::Secure);
        const dns::Answer none = ask(*resolver, "_25._tcp.mx.far.example", dns::Type::Tlsa);
        QCOMPARE(none.status, dns::Status::NoName);
        QCOMPARE(none.security, dns::Security::Secure);
        // Somebody takes the signatures away.
        zone.serve("@ MX 10 mx\nmx A 127.0.0.66\nother A 127.0.0.66\n", false);
        const dns::Answer stripped = ask(*resolver, "other.far.example", dns::Type::A);
        QVERIFY2(stripped.failed(), "an answer without signatures was believed");
    }

    void serversThatPassNoneOnAreBelieved()
    {
        Zone zone(freePort());
        zone.serve("@ MX 10 mx\nmx A 127.0.0.77\n", false);
        const auto resolver = resolverFor(zone);
        const dns::Answer answer = ask(*resolver, "mx.far.example", dns::Type::A);
        QCOMPARE(answer.status, dns::Status::Found);
        QCOMPARE(answer.security, dns::Security::Insecure);
        QTest::qWait(1000);
        QVERIFY(!resolver->isStrict());
        QCOMPARE(ask(*resolver, "mx.far.example", dns::Type::Mx).status, dns::Status::NoData);
    }

    void whatTheSignedZoneSaysOfTheCertificateDecides_data()
    {
        QTest::addColumn<bool>("right");
        QTest::newRow("the right key") << true;
        QTest::newRow("another key") << false;
    }
    void whatTheSignedZoneSaysOfTheCertificateDecides()
    {
        QFETCH(bool, right);
        QTemporaryDir folder;
        Authority authority; // known to nobody but the DNS
        const std::string pem = folder.filePath("server.pem").toStdString();
        authority.issue(pem, {"mx.far.example"});
        Zone zone(freePort());
        const auto resolver = resolverFor(zone);
        House house({}, {.resolver = resolver.get(), .tls = *net::TlsClientContext::load()});
        const QString digest = QString::fromStdString(authority.digest(false, true));
        zone.serve(QString("@ MX 10 mx\nmx A 127.0.0.77\n_%1._tcp.mx TLSA 3 1 1 %2\n")
                       .arg(house.mxPort)
                       .arg(right ? digest : QString(64, '0')),
                   true);
        MailServer peer("127.0.0.77", house.mxPort);
        peer.encrypt(pem);
        house.enforce();
        house.send({"ann@far.example"});
        if (right) {
            QTRY_COMPARE_WITH_TIMEOUT(peer.messages().size(), std::size_t(1), 20'000);
            const std::string tls = house.deliveryEvent().tls;
            QVERIFY2(tls.ends_with(", verified (DANE)"), tls.c_str());
        } else {
            const std::string why = house.whyWaiting();
            QVERIFY2(why.find("is not trusted") != why.npos, why.c_str());
            QVERIFY(peer.messages().empty());
        }
    }
};

QTEST_GUILESS_MAIN(TestSignedZone)
#include "test_signed_zone.moc"
