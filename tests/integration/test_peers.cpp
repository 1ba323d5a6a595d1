// SPDX-License-Identifier: GPL-3.0-or-later
// Postern beside programs that others wrote, each started here with a configuration, ports and folders of its
// own: Postfix as next hop and as sender, Dovecot as mail store and as keeper of passwords, msmtp as a
// client.
#include "base/password_hash.h"
#include "base/scram.h"
#include "support/authority.h"
#include "support/daemon.h"
#include "support/free_port.h"
#include "support/sending_house.h"

#include <QDirIterator>
#include <QProcess>
#include <QTest>

#include <unistd.h>

#include <csignal>

using namespace postern;
using postern::model::RouteTls;
using postern::testing::Authority;
using postern::testing::Daemon;
using postern::testing::Folder;
using postern::testing::freePort;
using postern::testing::SmtpClient;
using House = postern::testing::SendingHouse;

namespace {

const char* const zone = "mx.some.example A 127.0.0.1\n";
const std::string body = "Subject: x\r\n\r\n..dot\r\n...\r\nlast line"; // as DATA has it

QList<QByteArray> mailIn(const QString& folder)
{
    QList<QByteArray> all;
    QDirIterator files(folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.fileName().contains("/new/") && file.open(QIODevice::ReadOnly))
            all.append(file.readAll());
    }
    return all;
}

// Certificates for all, by an authority that Postern trusts.
struct Trust {
    Trust()
    {
        authority.writeRoots(folder.path("roots.pem").toStdString());
        authority.issue(folder.path("server.pem").toStdString(), {"mx.some.example", "localhost"});
        tools.tls = *net::TlsClientContext::load(folder.path("roots.pem").toStdString());
    }
    Folder folder;
    Authority authority;
    delivery::CarrierTools tools;
};

// A Postfix of the test's: takes mail for far.example by SMTP, and hands all other mail to `relay`.
class Postfix {
public:
    Postfix(const QString& certificate, int relay)
        : port(freePort())
    {
        for (const char* name : {"etc", "queue", "data", "mail"})
            m_folder.make(name);
        m_folder.giveTo("data", "postfix");
        m_folder.giveTo("mail", "postfix");
        m_folder.write("etc/main.cf", mainCf(certificate, relay));
        m_folder.write("etc/master.cf", masterCf());
        m_started = control("start");
    }
    ~Postfix()
    {
        if (m_started)
            control("stop");
    }
    Postfix(const Postfix&) = delete;
    Postfix& operator=(const Postfix&) = delete;

    QString log() const { return m_folder.read("log"); }
    QList<QByteArray> mail() const { return mailIn(m_folder.path("mail")); }
    bool started() const { return m_started; }
    int port;

private:
    QString mainCf(const QString& certificate, int relay) const
    {
        return QString(R"(compatibility_level = 3.6
queue_directory = %1/queue
data_directory = %1/data
maillog_file = %1/log
maillog_file_prefixes = %1
myhostname = postfix.example
mynetworks = 127.0.0.0/8
mydestination =
alias_maps =
virtual_mailbox_domains = far.example
virtual_mailbox_maps = static:box/
virtual_mailbox_base = %1/mail
virtual_uid_maps = static:%2
virtual_gid_maps = static:%3
virtual_minimum_uid = 1
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtpd_peername_lookup = no
smtpd_tls_security_level = may
smtpd_tls_chain_files = %4
smtpd_tls_received_header = yes
smtp_tls_security_level = encrypt
relayhost = [127.0.0.1]:%5
)")
            .arg(m_folder.path(""))
            .arg(Folder::userId("postfix"))
            .arg(Folder::groupId("postfix"))
            .arg(certificate)
            .arg(relay);
    }
    QString masterCf() const
    {
        QFile file("/usr/share/postfix/master.cf.dist");
        QString all;
        if (!file.open(QIODevice::ReadOnly))
            return all;
        for (const QString& line : QString::fromUtf8(file.readAll()).split('\n')) {
            if (!line.isEmpty() && !line.startsWith('#') && !line.startsWith("smtp      inet") &&
                !line.startsWith(' ') && !line.endsWith("pipe"))
                all += QString(line).replace(" y       -       -", " n       -       -") + '\n';
        }
        return all + QString("127.0.0.1:%1 inet n - n - 100 smtpd\n").arg(port);
    }
    bool control(const char* what) const
    {
        QProcess program;
        program.setProcessChannelMode(QProcess::MergedChannels);
        program.start("postfix", {"-c", m_folder.path("etc"), what});
        const bool good = program.waitForFinished(60'000) && program.exitCode() == 0;
        if (!good)
            qWarning("postfix %s: %s", what, program.readAll().constData());
        return good;
    }

    Folder m_folder;
    bool m_started = false;
};

// A Dovecot of the test's: LMTP by TCP and by a socket, and the passwords of two users.
class Dovecot {
public:
    explicit Dovecot(const QString& certificate)
        : port(freePort())
    {
        m_folder.make("mail");
        m_folder.giveTo("mail", "mail");
        m_folder.write("users", "jane@domain.com:{PLAIN}secret\n");
        m_folder.write("conf", QString(R"(base_dir = %1/run
state_dir = %1/state
log_path = %1/log
protocols = lmtp
listen = 127.0.0.1
ssl = yes
ssl_cert = <%2
ssl_key = <%2
disable_plaintext_auth = no
auth_mechanisms = plain login
first_valid_uid = 1
mail_location = maildir:%1/mail/%u
passdb {
  driver = passwd-file
  args = scheme=PLAIN %1/users
}
userdb {
  driver = static
  args = uid=mail gid=mail home=%1/mail/%u allow_all_users=yes
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = %3
  }
  unix_listener lmtp {
    mode = 0666
  }
}
service auth {
  unix_listener auth-client {
    mode = 0666
  }
}
)")
                                   .arg(m_folder.path(""), certificate)
                                   .arg(port));
        m_daemon.start("dovecot", {"-F", "-c", m_folder.path("conf")});
        Daemon::waitForPort(port);
    }

    QString lmtpSocket() const { return m_folder.path("run/lmtp"); }
    QString authSocket() const { return m_folder.path("run/auth-client"); }
    QString log() const { return m_folder.read("log"); }
    QList<QByteArray> mailOf(const char* user) const { return mailIn(m_folder.path("mail/") + user); }
    int port;

private:
    Folder m_folder;
    Daemon m_daemon;
};

} // namespace

class TestPeers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        ::signal(SIGPIPE, SIG_IGN);
        if (::geteuid() != 0)
            QSKIP("Postfix and Dovecot start as root only");
    }

    void postfixTakesWhatPosternSends()
    {
        Trust trust;
        Postfix postfix(trust.folder.path("server.pem"), 9);
        QVERIFY(postfix.started());
        House house(zone, trust.tools);
        house.route("*", "smtp:mx.some.example:" + std::to_string(postfix.port)).tls = RouteTls::Verified;
        house.enforce();
        house.send({"ann@far.example"}, body);
        QTRY_COMPARE_WITH_TIMEOUT(postfix.mail().size(), 1, 20'000);
        const QByteArray mail = postfix.mail().first();
        QVERIFY2(mail.endsWith("\n\n.dot\n..\nlast line\n"), mail);
        QVERIFY2(mail.contains("using TLSv1.3"), mail);
        QTRY_VERIFY(house.isEmpty());
        const model::Event event = house.deliveryEvent();
        QCOMPARE(event.outcome, model::Outcome::Accepted);
        QVERIFY2(event.tls.starts_with("TLSv1.3 ") && event.tls.ends_with(", verified"), event.tls.c_str());
        QVERIFY2(event.reply.find("250 2.0.0 Ok: queued as") != event.reply.npos, event.reply.c_str());
    }

    void postfixTakesMailWithoutSender()
    {
        Trust trust;
        Postfix postfix(trust.folder.path("server.pem"), 9);
        QVERIFY(postfix.started());
        House house(zone, trust.tools);
        house.route("*", "smtp:127.0.0.1:" + std::to_string(postfix.port));
        house.enforce();
        house.send({"ann@far.example"}, body, "");
        QTRY_COMPARE_WITH_TIMEOUT(postfix.mail().size(), 1, 20'000);
        QVERIFY2(postfix.mail().first().startsWith("Return-Path: <>\n"), postfix.mail().first());
    }

    void postfixSendsToPostern()
    {
        Trust trust;
        House house(zone, trust.tools);
        house.scene.configuration.server.lan = {"127.0.0.1"};
        house.encrypt(model::TlsMode::Required);
        house.enforce();
        Postfix postfix(trust.folder.path("server.pem"), house.port);
        QVERIFY(postfix.started());
        SmtpClient client(postfix.port);
        client.hello();
        const std::string answer = client.deliver("joe@example.com", "jane@domain.com", body);
        QVERIFY2(answer.starts_with("250 "), answer.c_str());
        const auto mails = house.waitForMail("jane", 1);
        QCOMPARE(mails.size(), 1);
        QVERIFY2(mails.first().contains("Received: from postfix.example"), mails.first());
        QVERIFY2(mails.first().contains(" with ESMTPS id "), mails.first());
        QVERIFY(mails.first().endsWith("\r\n\r\n.dot\r\n..\r\nlast line\r\n"));
    }

    void dovecotStoresWhatComesByLmtp_data()
    {
        QTest::addColumn<bool>("socket");
        QTest::newRow("TCP") << false;
        QTest::newRow("socket") << true;
    }
    void dovecotStoresWhatComesByLmtp()
    {
        QFETCH(bool, socket);
        Trust trust;
        Dovecot dovecot(trust.folder.path("server.pem"));
        House house(zone, trust.tools);
        house.route("*", socket ? "lmtp:" + dovecot.lmtpSocket().toStdString()
                                : "lmtp:mx.some.example:" + std::to_string(dovecot.port));
        house.enforce();
        house.send({"ann@far.example", "bob@far.example"}, body);
        QTRY_COMPARE_WITH_TIMEOUT(dovecot.mailOf("ann@far.example").size(), 1, 20'000);
        QTRY_COMPARE(dovecot.mailOf("bob@far.example").size(), 1);
        const QByteArray mail = dovecot.mailOf("ann@far.example").first();
        QVERIFY2(mail.contains("Return-Path: <jane@domain.com>"), mail);
        QVERIFY2(mail.endsWith(".dot\n..\nlast line\n") || mail.endsWith(".dot\r\n..\r\nlast line\r\n"),
                 mail);
        QTRY_VERIFY(house.isEmpty());
        QVERIFY(house.deliveryEvent().reply.find("250 2.0.0") != std::string::npos);
    }

    void dovecotKnowsThePasswords_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("answer");
        QTest::newRow("right") << "secret"
                               << "235 2.7.0";
        QTest::newRow("wrong") << "guess"
                               << "535 5.7.8";
    }
    void dovecotKnowsThePasswords()
    {
        QFETCH(QString, password);
        QFETCH(QString, answer);
        Trust trust;
        Dovecot dovecot(trust.folder.path("server.pem"));
        House house;
        house.scene.service.authentication.mechanisms = {"PLAIN", "LOGIN"};
        house.scene.service.authentication.backend = "dovecot:" + dovecot.authSocket().toStdString();
        house.encrypt(model::TlsMode::Required);
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QVERIFY(client.say("STARTTLS").starts_with("220 "));
        QVERIFY(client.startTls());
        client.say("EHLO client.example");
        using namespace std::string_literals;
        const std::string plain = "\0jane@domain.com\0"s + password.toStdString();
        const std::string said =
            client.say("AUTH PLAIN " + QByteArray::fromStdString(plain).toBase64().toStdString());
        QVERIFY2(said.starts_with(answer.toStdString()), (said + dovecot.log().toStdString()).c_str());
    }

    void msmtpSubmitsEncryptedAndLoggedIn_data()
    {
        QTest::addColumn<QString>("mechanism");
        QTest::addColumn<QString>("password");
        QTest::addColumn<bool>("taken");
        QTest::newRow("PLAIN") << "plain"
                               << "secret" << true;
        QTest::newRow("LOGIN") << "login"
                               << "secret" << true;
        QTest::newRow("SCRAM-SHA-256") << "scram-sha-256"
                                       << "secret" << true;
        QTest::newRow("wrong password") << "plain"
                                        << "guess" << false;
    }
    void msmtpSubmitsEncryptedAndLoggedIn()
    {
        QFETCH(QString, mechanism);
        QFETCH(QString, password);
        QFETCH(bool, taken);
        House house;
        house.scene.configuration.server.lan = {};
        house.scene.configuration.mailboxes[0].passwordHash = *hashPassword("secret");
        house.scene.configuration.mailboxes[0].scramKeys = scramText(makeScramKeys("secret"));
        house.scene.service.authentication.mechanisms = {"PLAIN", "LOGIN", "SCRAM-SHA-256"};
        house.encrypt(model::TlsMode::Required);
        house.enforce();
        QProcess msmtp;
        msmtp.setProcessChannelMode(QProcess::MergedChannels);
        msmtp.start("msmtp",
                    {"--file=/dev/null", "--host=127.0.0.1", "--port=" + QString::number(house.port),
                     "--tls=on", "--tls-certcheck=off", "--auth=" + mechanism, "--user=jane@domain.com",
                     "--passwordeval=echo " + password, "--from=jane@domain.com", "bob@domain.com"});
        msmtp.write("Subject: hello\n\n.dot\n");
        msmtp.closeWriteChannel();
        QVERIFY(msmtp.waitForFinished(30'000));
        const QByteArray said = msmtp.readAll();
        QVERIFY2((msmtp.exitCode() == 0) == taken, said);
        if (!taken)
            return;
        const auto mails = house.waitForMail("bob", 1);
        QCOMPARE(mails.size(), 1);
        QVERIFY2(mails.first().contains(" with ESMTPSA id "), mails.first());
        QVERIFY2(mails.first().endsWith("\r\n.dot\r\n"), mails.first());
    }
};

QTEST_GUILESS_MAIN(TestPeers)
#include "test_peers.moc"
