// SPDX-License-Identifier: GPL-3.0-or-later
// DKIM beside OpenDKIM: what it signs passes here, and what the tests sign passes there.
#include "support/daemon.h"
#include "support/dkim_signer.h"
#include "support/free_port.h"
#include "support/gatehouse.h"
#include "support/milter_client.h"

#include <QProcess>
#include <QTest>

using namespace postern;
using model::Check;
using model::CheckMode;
using postern::testing::Daemon;
using postern::testing::Folder;
using postern::testing::freePort;
using postern::testing::Gatehouse;
using postern::testing::MilterClient;
using postern::testing::SmtpClient;

namespace {

const std::string message = "Received: from a.example by b.example; Fri, 27 Nov 2026 10:00:00 +0000\r\n"
                            "From: Joe <joe@ex.org>\r\n"
                            "To: jane@domain.com,\r\n"
                            "\tjack@domain.com\r\n"
                            "Subject: Hello   world\r\n"
                            "Date: Fri, 27 Nov 2026 10:00:00 +0000\r\n"
                            "Message-ID: <1@ex.org>\r\n"
                            "\r\n"
                            "Dear Jane,  \r\n"
                            "\r\n"
                            " this \t is it.\r\n"
                            ".\r\n"
                            "\r\n"
                            "\r\n";

// A key for ex.org, made once: sel.private, and sel.txt for its zone.
const Folder& keys()
{
    static const Folder folder;
    if (!QFile::exists(folder.path("sel.txt"))) {
        QProcess generator;
        generator.start("opendkim-genkey",
                        {"-b", "2048", "-d", "ex.org", "-s", "sel", "-D", folder.path("")});
        generator.waitForFinished();
    }
    return folder;
}

// OpenDKIM with that key; signs for 127.0.0.1, verifies for others by the keys in `dns`.
class OpenDkim {
public:
    explicit OpenDkim(const QString& canonical, const QString& dns = {}, const QString& more = {})
        : m_port(freePort())
    {
        m_folder.write("dns", dns);
        m_folder.write(
            "conf",
            QString("Domain ex.org\nSelector sel\nKeyFile %5\nMode sv\nSocket inet:%2@127.0.0.1\n"
                    "TestDNSData %1/dns\nCanonicalization %3\nSignatureAlgorithm rsa-sha256\n"
                    "InternalHosts 127.0.0.1\nRequireSafeKeys no\nAuthservID there.test\nSyslog no\n%4")
                .arg(m_folder.path(""))
                .arg(m_port)
                .arg(canonical, more, keys().path("sel.private")));
        m_process.setProcessChannelMode(QProcess::ForwardedChannels);
        m_process.start("opendkim", {"-f", "-x", m_folder.path("conf")});
        Daemon::waitForPort(m_port);
    }

    // Asked to end, it would take five seconds.
    ~OpenDkim()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    OpenDkim(const OpenDkim&) = delete;
    OpenDkim& operator=(const OpenDkim&) = delete;

    // Of its key: what stands between the quotes of the zone file that it makes.
    std::string record() const
    {
        std::string text;
        for (const QString& part : keys().read("sel.txt").split('"').mid(1))
            text += part.startsWith('\n') || part.startsWith(' ') ? std::string() : part.toStdString();
        return text;
    }
    std::string fieldsFor(const std::string& text, const std::string& client) const
    {
        MilterClient milter(m_port);
        std::string fields = milter.fieldsFor(text, client);
        if (!milter.problem().empty())
            qWarning("%s", milter.problem().c_str());
        return fields;
    }

    std::string address() const { return "127.0.0.1:" + std::to_string(m_port); }

private:
    Folder m_folder;
    QProcess m_process;
    int m_port;
};

// As a milter of a service: who writes from outside is scanned.
void putIn(Gatehouse& house, const OpenDkim& filter)
{
    model::Scanner scanner;
    scanner.kind = model::ScannerKind::Milter;
    scanner.address = filter.address();
    scanner.onFailure = model::ScannerFailure::Defer;
    house.scene.service.scanners = {scanner};
    house.scene.setMode(Check::MessageSpam, CheckMode::Enforce);
    house.enforce();
}

std::string deliver(const Gatehouse& house, const std::string& mail, const std::string& from = "127.0.0.1")
{
    SmtpClient client(house.port, from);
    client.hello();
    std::string stuffed = mail;
    stuffed.replace(stuffed.find("\r\n.\r\n"), 3, "\r\n..");
    stuffed.resize(stuffed.size() - 2);
    return client.deliver("bounce@list.example", "jane@domain.com", stuffed);
}

} // namespace

class TestOpendkim : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatItSignsPassesHere_data()
    {
        QTest::addColumn<QString>("canonical");
        QTest::addColumn<QString>("more");
        for (const char* canonical :
             {"simple/simple", "simple/relaxed", "relaxed/simple", "relaxed/relaxed"}) {
            QTest::addRow("%s", canonical) << canonical << "";
            QTest::addRow("%s, over-signed", canonical)
                << canonical << "OversignHeaders From,Subject,Reply-To\n";
        }
        QTest::newRow("expiry") << "relaxed/relaxed"
                                << "SignatureTTL 3600\n";
    }
    void whatItSignsPassesHere()
    {
        QFETCH(QString, canonical);
        QFETCH(QString, more);
        const OpenDkim filter(canonical, {}, more);
        const std::string signature = filter.fieldsFor(message, "127.0.0.1");
        QVERIFY2(signature.starts_with("DKIM-Signature:"), signature.c_str());
        Gatehouse house({}, nullptr, 1,
                        "sel._domainkey.ex.org TXT \"" + filter.record() +
                            "\"\n_dmarc.ex.org TXT \"v=DMARC1; p=reject; adkim=s\"\n");
        house.scene.setMode(Check::MessageDmarc, CheckMode::Enforce);
        house.enforce();
        const std::string answer = deliver(house, signature + message);
        QVERIFY2(answer.starts_with("250 2.0.0"), answer.c_str());
        const QByteArray mail = house.waitForMail("jane", 1).at(0);
        QVERIFY2(mail.contains("dkim=pass header.d=ex.org header.s=sel") &&
                     mail.contains("dmarc=pass (p=reject)"),
                 mail.constData());

        std::string changed = signature + message;
        changed.replace(changed.find("is it"), 5, "is no");
        QVERIFY(deliver(house, changed).starts_with("550 5.7.26"));
        changed = signature + message;
        changed.replace(changed.find("Hello"), 5, "Hallo");
        QVERIFY(deliver(house, changed).starts_with("550 5.7.26"));
        const bool overSigned = more.startsWith("Oversign");
        QCOMPARE(deliver(house, signature + "Reply-To: me@evil.test\r\n" + message).substr(0, 3),
                 std::string(overSigned ? "550" : "250"));
    }

    // What Postern's own tests rely on: the code that signs there.
    void whatTheTestsSignPassesThere_data()
    {
        QTest::addColumn<QString>("canonical");
        for (const char* canonical : {"simple/simple", "simple/relaxed", "relaxed/simple", "relaxed/relaxed"})
            QTest::addRow("%s", canonical) << canonical;
    }
    void whatTheTestsSignPassesThere()
    {
        QFETCH(QString, canonical);
        const test::DkimKeys keys = test::DkimKeys::rsa();
        const OpenDkim filter("simple/simple",
                              "s._domainkey.ex.org " + QString::fromStdString(keys.record()) + '\n');
        test::DkimSigning how;
        how.canonical = canonical.toStdString();
        const std::string mail = dkimSignature(message, keys, how) + message;
        const std::string said = filter.fieldsFor(mail, "192.0.2.1");
        QVERIFY2(said.find("dkim=pass") != said.npos, said.c_str());
    }

    // It signs what is stored, and not something near it.
    void itSignsAsAMilter_data()
    {
        QTest::addColumn<QString>("canonical");
        QTest::addColumn<bool>("submission");
        for (const char* canonical : {"simple/simple", "relaxed/relaxed"}) {
            QTest::addRow("%s", canonical) << canonical << false;
            QTest::addRow("%s, submission", canonical) << canonical << true;
        }
    }
    void itSignsAsAMilter()
    {
        QFETCH(QString, canonical);
        QFETCH(bool, submission);
        const OpenDkim filter(
            canonical, {},
            "SignHeaders From,Subject,Date,Message-ID\nOversignHeaders From,Date,Message-ID\n");
        Gatehouse house({}, nullptr, 1);
        if (submission) {
            house.scene.service.preset = model::Preset::Submission;
            house.scene.setMode(Check::AuthRequired, CheckMode::Off);
        }
        putIn(house, filter);
        const std::string unfinished =
            "From: Joe <joe@ex.org>\r\nSubject: Hello   world\r\n\r\nx\r\n.\r\ny\r\n";
        const std::string answer = deliver(house, submission ? unfinished : message);
        QVERIFY2(answer.starts_with("250 2.0.0"), answer.c_str());
        QByteArray mail = house.waitForMail("jane", 1).at(0);
        QVERIFY2(mail.contains("\nDKIM-Signature: "), mail.constData());
        QVERIFY(mail.contains("\nDate: ") && mail.contains("\nMessage-ID: "));
        mail.replace("\r\n", "\n").replace("\n", "\r\n");

        Gatehouse other({}, nullptr, 1,
                        "sel._domainkey.ex.org TXT \"" + filter.record() +
                            "\"\n_dmarc.ex.org TXT \"v=DMARC1; p=reject; adkim=s\"\n");
        other.scene.setMode(Check::MessageDmarc, CheckMode::Enforce);
        other.enforce();
        const std::string verified = deliver(other, mail.toStdString());
        QVERIFY2(verified.starts_with("250 2.0.0"), (verified + '\n' + mail.toStdString()).c_str());
        mail.replace(mail.indexOf("Hello"), 5, "Hallo");
        QVERIFY(deliver(other, mail.toStdString()).starts_with("550 5.7.26"));
    }
    void itVerifiesAsAMilter()
    {
        const test::DkimKeys keys = test::DkimKeys::rsa();
        const OpenDkim filter("simple/simple",
                              "s._domainkey.ex.org " + QString::fromStdString(keys.record()) + '\n');
        Gatehouse house({}, nullptr, 1);
        putIn(house, filter);
        test::DkimSigning how;
        how.canonical = "simple/simple";
        const std::string mail = dkimSignature(message, keys, how) + message;
        SmtpClient client(house.port, "127.0.0.3"); // nobody that it signs for
        client.hello();
        for (int count = 1; count <= 3; ++count) { // by one connection
            std::string stuffed = mail;
            stuffed.replace(stuffed.find("\r\n.\r\n"), 3, "\r\n..");
            stuffed.resize(stuffed.size() - 2);
            const std::string answer = client.deliver("bounce@list.example", "jane@domain.com", stuffed);
            QVERIFY2(answer.starts_with("250 2.0.0"), answer.c_str());
            const QByteArray text = house.waitForMail("jane", count).at(count - 1);
            QVERIFY2(text.contains("\nAuthentication-Results: there.test;"), text.constData());
            QVERIFY2(text.contains("dkim=pass"), text.constData());
        }
    }

    // RFC 8301: OpenDKIM's own test program still signs by SHA-1.
    void sha1ProvesNothing()
    {
        QProcess signer;
        signer.start("opendkim-testmsg",
                     {"-C", "-d", "ex.org", "-s", "sel", "-k", keys().path("sel.private")});
        QVERIFY(signer.waitForStarted());
        signer.write(message.c_str());
        signer.closeWriteChannel();
        QVERIFY(signer.waitForFinished());
        const std::string mail = signer.readAllStandardOutput().toStdString();
        QVERIFY2(mail.find("rsa-sha1") != mail.npos, mail.c_str());
        Gatehouse house({}, nullptr, 1, "_dmarc.ex.org TXT \"v=DMARC1; p=reject\"\n");
        house.scene.setMode(Check::MessageDmarc, CheckMode::Monitor);
        house.enforce();
        QVERIFY(deliver(house, mail).starts_with("250"));
        const QByteArray delivered = house.waitForMail("jane", 1).at(0);
        QVERIFY2(delivered.contains(
                     "dkim=permerror reason=\"the signature is not understood: rsa-sha1 proves nothing"),
                 delivered.constData());
    }
};

QTEST_GUILESS_MAIN(TestOpendkim)
#include "test_opendkim.moc"
