// SPDX-License-Identifier: GPL-3.0-or-later
// Encrypted sessions over real sockets (RFC 3207, RFC 8314).
#include "support/gatehouse.h"

#include <QTest>
#include <openssl/x509v3.h>

#include <cstdio>

using namespace postern;
using postern::model::TlsMode;
using postern::testing::Gatehouse;
using postern::testing::SmtpClient;

namespace {

bool startTls(SmtpClient& client, const char* serverName = nullptr, SSL_SESSION* session = nullptr,
              int newest = 0)
{
    return client.say("STARTTLS").starts_with("220 ") && client.startTls(serverName, session, newest);
}

std::string nameShown(const SmtpClient& client)
{
    X509* const certificate = SSL_get0_peer_certificate(client.tls());
    char name[256] = {};
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate), NID_commonName, name, sizeof name);
    return name;
}

std::size_t residentKilobytes()
{
    std::FILE* const file = std::fopen("/proc/self/statm", "r");
    unsigned long pages = 0;
    unsigned long resident = 0;
    const bool read = std::fscanf(file, "%lu %lu", &pages, &resident) == 2;
    (void)std::fclose(file);
    return read ? resident * 4 : 0;
}

} // namespace

class TestSessionTls : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ::signal(SIGPIPE, SIG_IGN); } // OpenSSL's client side writes as it likes

    void aMessageUnderStartTlsSaysSoInItsTraceAndEvent()
    {
        Gatehouse house;
        house.encrypt(TlsMode::StartTls);
        house.enforce();
        SmtpClient client(house.port);
        QVERIFY(client.hello().find("250-STARTTLS\r\n") != std::string::npos);
        QVERIFY(startTls(client));
        const std::string hello = client.say("EHLO client.example");
        QVERIFY(hello.starts_with("250-") && hello.find("STARTTLS") == std::string::npos);
        const std::string answer =
            client.deliver("joe@example.com", "jane@domain.com", "Subject: x\r\n\r\ny");
        QVERIFY2(answer.starts_with("250 2.0.0 "), answer.c_str());
        const auto mails = house.waitForMail("jane", 1);
        QCOMPARE(mails.size(), 1);
        QVERIFY2(mails.first().contains(" with ESMTPS id "), mails.first());
        QVERIFY2(mails.first().contains("\r\n\ttls TLS_"), mails.first());
        const auto events = house.takeEvents(1);
        QVERIFY(events.front().tls.starts_with("TLSv1.3 TLS_"));
        QCOMPARE(policy::factsFromJson(events.front().facts)->tls, events.front().tls);
    }

    // RFC 3207 6: what somebody in the middle put in behind STARTTLS must never be run.
    void whatFollowsStartTlsInTheClearEndsTheSession()
    {
        Gatehouse house;
        house.encrypt(TlsMode::StartTls);
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        client.send("STARTTLS\r\nMAIL FROM:<evil@example.com>\r\nRCPT TO:<jane@domain.com>\r\n");
        QVERIFY(client.reply().starts_with("421 4.7.0 "));
        QVERIFY(client.closedByServer());
        SmtpClient later(house.port);
        later.hello();
        QVERIFY(later.say("STARTTLS").starts_with("220 "));
        later.send("MAIL FROM:<evil@example.com>\r\n"); // in the clear, after our answer
        QVERIFY(later.closedByServer());
        const auto events = house.takeEvents(1);
        QCOMPARE(events.front().check, std::string(model::checkTls));
        QCOMPARE(events.front().outcome, model::Outcome::Rejected);
        QVERIFY2(events.front().reply.size() > 4, events.front().reply.c_str());
    }

    void aServiceThatDemandsTlsTakesNoMailInTheClear()
    {
        Gatehouse house;
        house.encrypt(TlsMode::Required);
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QCOMPARE(client.say("MAIL FROM:<joe@example.com>"), std::string("530 5.7.0 Say STARTTLS first"));
        QVERIFY(startTls(client));
        client.say("EHLO client.example");
        QVERIFY(client.deliver("joe@example.com", "jane@domain.com", "x").starts_with("250 "));
    }

    void anImplicitServiceEncryptsFromTheFirstOctet()
    {
        Gatehouse house;
        house.encrypt(TlsMode::Implicit);
        house.enforce();
        SmtpClient client(house.port);
        QVERIFY(client.startTls());
        QVERIFY(client.hello().find("STARTTLS") == std::string::npos);
        QVERIFY(client.deliver("joe@example.com", "jane@domain.com", "x").starts_with("250 "));
        QVERIFY(client.say("QUIT").starts_with("221 "));
        QVERIFY(client.closedByServer());
        QCOMPARE(SSL_get_shutdown(client.tls()) & SSL_RECEIVED_SHUTDOWN, SSL_RECEIVED_SHUTDOWN);
    }

    void aPlainClientOfAnImplicitServiceIsSentAway()
    {
        Gatehouse house;
        house.encrypt(TlsMode::Implicit);
        house.enforce();
        SmtpClient client(house.port);
        client.send("EHLO client.example\r\n");
        QVERIFY(client.closedByServer());
        QCOMPARE(house.takeEvents(1).front().check, std::string(model::checkTls));
    }

    void withoutACertificateTheSessionGoesOnInTheClear()
    {
        Gatehouse house;
        house.scene.service.tls.mode = TlsMode::StartTls;
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QVERIFY(client.say("STARTTLS").starts_with("454 4.7.0 "));
        QVERIFY(client.deliver("joe@example.com", "jane@domain.com", "x").starts_with("250 "));
    }

    void theClientsNameChoosesTheCertificate_data()
    {
        QTest::addColumn<QByteArray>("asked");
        QTest::addColumn<QByteArray>("shown");
        QTest::newRow("the first") << QByteArray("mail.domain.com") << QByteArray("mail.domain.com");
        QTest::newRow("another") << QByteArray("mx.example.org") << QByteArray("mx.example.org");
        QTest::newRow("unknown") << QByteArray("other.example") << QByteArray("mail.domain.com");
        QTest::newRow("none") << QByteArray() << QByteArray("mail.domain.com");
    }
    void theClientsNameChoosesTheCertificate()
    {
        QFETCH(QByteArray, asked);
        QFETCH(QByteArray, shown);
        Gatehouse house;
        house.encrypt(TlsMode::StartTls, {"mail.domain.com", "mx.example.org"});
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QVERIFY(startTls(client, asked.isEmpty() ? nullptr : asked.constData()));
        QCOMPARE(nameShown(client), shown.toStdString());
    }

    void aNewCertificateDropsNoSession()
    {
        Gatehouse house;
        house.encrypt(TlsMode::StartTls);
        house.enforce();
        SmtpClient before(house.port);
        before.hello();
        QVERIFY(startTls(before));
        house.encrypt(TlsMode::StartTls, {"mx.example.org"});
        SmtpClient after(house.port);
        after.hello();
        QVERIFY(startTls(after));
        QCOMPARE(nameShown(after), std::string("mx.example.org"));
        QVERIFY(before.say("EHLO client.example").starts_with("250-"));
    }

    void oldVersionsAreRefused_data()
    {
        QTest::addColumn<bool>("only13");
        QTest::addColumn<int>("newest");
        QTest::addColumn<bool>("works");
        QTest::newRow("1.1") << false << int(TLS1_1_VERSION) << false;
        QTest::newRow("1.2") << false << int(TLS1_2_VERSION) << true;
        QTest::newRow("1.2 where 1.3 is demanded") << true << int(TLS1_2_VERSION) << false;
        QTest::newRow("1.3 where it is demanded") << true << int(TLS1_3_VERSION) << true;
    }
    void oldVersionsAreRefused()
    {
        QFETCH(bool, only13);
        QFETCH(int, newest);
        QFETCH(bool, works);
        Gatehouse house;
        house.scene.service.tls.only13 = only13;
        house.encrypt(TlsMode::StartTls);
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QCOMPARE(startTls(client, nullptr, nullptr, newest), works);
        if (works)
            QVERIFY(client.say("EHLO client.example").starts_with("250-"));
        else
            QVERIFY(client.closedByServer());
    }

    void aTicketResumesASession()
    {
        Gatehouse house;
        house.encrypt(TlsMode::StartTls);
        house.enforce();
        SmtpClient first(house.port);
        first.hello();
        QVERIFY(startTls(first, nullptr, nullptr, TLS1_2_VERSION)); // 1.2 sends the ticket in the handshake
        SSL_SESSION* const session = SSL_get1_session(first.tls());
        SmtpClient second(house.port);
        second.hello();
        QVERIFY(startTls(second, nullptr, session, TLS1_2_VERSION));
        SSL_SESSION_free(session);
        QCOMPARE(SSL_session_reused(second.tls()), 1);
        QVERIFY(second.say("EHLO client.example").starts_with("250-"));
    }

    void renegotiationIsRefused()
    {
        Gatehouse house;
        house.encrypt(TlsMode::StartTls);
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QVERIFY(startTls(client, nullptr, nullptr, TLS1_2_VERSION));
        SSL_renegotiate(client.tls());
        QVERIFY(SSL_do_handshake(client.tls()) != 1);
    }

    void aKeyUpdateOfTheClientIsFollowed() // RFC 8446 4.6.3
    {
        Gatehouse house;
        house.encrypt(TlsMode::StartTls);
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QVERIFY(startTls(client));
        client.say("EHLO client.example");
        QCOMPARE(SSL_key_update(client.tls(), SSL_KEY_UPDATE_REQUESTED), 1);
        QVERIFY(client.say("NOOP").starts_with("250 "));
        QVERIFY(client.deliver("joe@example.com", "jane@domain.com", "x").starts_with("250 "));
    }

    void aLargeMessageComesThroughWhole()
    {
        Gatehouse house;
        house.encrypt(TlsMode::StartTls);
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QVERIFY(startTls(client));
        client.say("EHLO client.example");
        std::string body;
        while (body.size() < 3'000'000)
            body += "line " + std::to_string(body.size()) + "\r\n";
        QVERIFY(client.deliver("joe@example.com", "jane@domain.com", body).starts_with("250 "));
        QVERIFY(house.waitForMail("jane", 1).first().endsWith(QByteArray::fromStdString(body + "\r\n")));
    }

    // The goal is 24 KiB; both ends are in this process.
    void idleSessionsTakeLittleMemory()
    {
#ifdef POSTERN_SANITIZED
        QSKIP("sanitizers take their own");
#endif
        Gatehouse house;
        house.encrypt(TlsMode::StartTls);
        house.scene.service.connectionLimitPerClient = 1000;
        house.enforce();
        const auto open = [&house](int count) {
            std::vector<std::unique_ptr<SmtpClient>> clients;
            for (int i = 0; i < count; ++i) {
                clients.push_back(std::make_unique<SmtpClient>(house.port));
                clients.back()->hello();
                if (!startTls(*clients.back()))
                    return clients;
                clients.back()->say("EHLO client.example");
            }
            return clients;
        };
        const auto warm = open(20);
        const std::size_t before = residentKilobytes();
        const auto clients = open(200);
        QCOMPARE(clients.size(), std::size_t(200));
        QVERIFY(clients.back()->say("NOOP").starts_with("250 "));
        const double each = double(residentKilobytes() - before) / double(clients.size());
        qInfo("%.1f KiB for both ends of an idle TLS session", each);
        QVERIFY2(each < 60, qPrintable(QString::number(each)));
    }
};

QTEST_GUILESS_MAIN(TestSessionTls)
#include "test_session_tls.moc"
