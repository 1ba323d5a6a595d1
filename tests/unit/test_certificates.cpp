// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/certificate_file.h"
#include "engine/certificates.h"
#include "net/self_signed.h"
#include "support/scene.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <openssl/pem.h>
#include <sys/stat.h>

using namespace postern;
using namespace std::chrono_literals;
using postern::engine::Certificates;
using postern::testing::Scene;

namespace {

const Time now = std::chrono::time_point_cast<Time::duration>(std::chrono::system_clock::now());

class Folder {
public:
    std::string path(const char* name) const { return m_folder.filePath(name).toStdString(); }

    // A certificate and its key in one file.
    std::string make(const char* name, const std::string& host, Time time = now) const
    {
        const auto made = net::keepSelfSigned(path(name), host, time);
        return made && *made ? path(name) : std::string();
    }
    void write(const char* name, const QByteArray& text) const
    {
        QFile file(m_folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
    }
    QByteArray read(const char* name) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QTemporaryDir m_folder;
};

// The same key behind a pass phrase.
void lockKey(const std::string& from, const std::string& to)
{
    BIO* const in = BIO_new_file(from.c_str(), "rb");
    EVP_PKEY* const key = PEM_read_bio_PrivateKey(in, nullptr, nullptr, nullptr);
    BIO* const out = BIO_new_file(to.c_str(), "wb");
    PEM_write_bio_PKCS8PrivateKey(out, key, EVP_aes_128_cbc(), "phrase", 6, nullptr, nullptr);
    BIO_free_all(out);
    EVP_PKEY_free(key);
    BIO_free_all(in);
}

std::string problemOf(const std::string& certificate, const std::string& key)
{
    const net::CertificateFiles files{certificate, key};
    const auto loaded = net::TlsContext::load(std::span(&files, 1), false);
    return loaded ? "" : toString(loaded.error());
}

policy::Snapshot snapshotOf(Scene& scene)
{
    policy::Snapshot snapshot;
    const auto policy = policy::compilePolicy(1, scene.configuration, scene.service, scene.entries);
    snapshot.server = policy->server;
    snapshot.services = {policy};
    return snapshot;
}

} // namespace

class TestCertificates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrongWithAFileIsSaidInWords_data()
    {
        QTest::addColumn<QByteArray>("certificate");
        QTest::addColumn<QByteArray>("key");
        QTest::addColumn<QByteArray>("said");
        QTest::newRow("all is well") << QByteArray("good.pem") << QByteArray("good.pem") << QByteArray();
        QTest::newRow("no certificate file")
            << QByteArray("missing.pem") << QByteArray("good.pem") << QByteArray("there is no such file");
        QTest::newRow("no key file") << QByteArray("good.pem") << QByteArray("missing.pem")
                                     << QByteArray("there is no such file");
        QTest::newRow("no certificate in it")
            << QByteArray("text") << QByteArray("good.pem") << QByteArray("holds no certificate in PEM form");
        QTest::newRow("no key in it")
            << QByteArray("good.pem") << QByteArray("text") << QByteArray("holds no key in PEM form");
        QTest::newRow("empty") << QByteArray("empty") << QByteArray("good.pem") << QByteArray("is empty");
        QTest::newRow("a folder") << QByteArray(".") << QByteArray("good.pem") << QByteArray("a folder");
        QTest::newRow("another's key") << QByteArray("good.pem") << QByteArray("other.pem")
                                       << QByteArray("the key does not belong to the certificate");
        QTest::newRow("a key with a pass phrase")
            << QByteArray("good.pem") << QByteArray("locked.pem") << QByteArray("protected by a pass phrase");
    }
    void whatIsWrongWithAFileIsSaidInWords()
    {
        QFETCH(QByteArray, certificate);
        QFETCH(QByteArray, key);
        QFETCH(QByteArray, said);
        Folder folder;
        folder.make("good.pem", "mail.example.com");
        folder.make("other.pem", "mail.example.com");
        folder.write("text", "no PEM at all\n");
        folder.write("empty", "");
        lockKey(folder.path("good.pem"), folder.path("locked.pem"));
        const std::string found = problemOf(folder.path(certificate), folder.path(key));
        QCOMPARE(found.empty(), said.isEmpty());
        QVERIFY2(found.find(said.toStdString()) != std::string::npos, found.c_str());
    }

    void whoACertificateIsMadeOutTo_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("host");
        QTest::addColumn<bool>("fits");
        const auto row = [](const char* name, const char* host, bool fits) {
            QTest::addRow("%s %s", name, host) << QByteArray(name) << QByteArray(host) << fits;
        };
        row("mail.example.com", "mail.example.com", true);
        row("Mail.Example.com", "mail.EXAMPLE.com", true);
        row("*.example.com", "mail.example.com", true);
        row("*.example.com", "example.com", false);
        row("*.example.com", "a.mail.example.com", false);
        row("m*.example.com", "mail.example.com", false);
        row("*", "mail", false);
        row("*.com", ".com", false);
        row("mail.example.com", "", false);
    }
    void whoACertificateIsMadeOutTo()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, host);
        QFETCH(bool, fits);
        CertificateReading reading;
        reading.names = {"other.example", name.toStdString()};
        QCOMPARE(isMadeOutTo(reading, host.toStdString()), fits);
    }

    void anExpiredCertificateIsServedWithAWarning()
    {
        const Folder folder;
        const net::CertificateFiles files{folder.make("old.pem", "mail.example.com", now - 400 * 24h),
                                          folder.path("old.pem")};
        const auto loaded = net::TlsContext::load(std::span(&files, 1), false);
        QVERIFY(loaded);
        QCOMPARE((*loaded)->warnings(now).size(), std::size_t(1));
        QVERIFY(toEnglish((*loaded)->warnings(now).front()).ends_with("old.pem has expired"));
    }

    void theEndOfACertificateIsToldInTime_data()
    {
        QTest::addColumn<int>("lifetime"); // in days
        QTest::addColumn<int>("left");
        QTest::addColumn<bool>("soon");
        QTest::newRow("a year, 31 days left") << 365 << 31 << false;
        QTest::newRow("a year, 29 days left") << 365 << 29 << true;
        QTest::newRow("90 days, 31 left") << 90 << 31 << false;
        QTest::newRow("90 days, 29 left") << 90 << 29 << true;
        QTest::newRow("six days, 3 left") << 6 << 3 << false;
        QTest::newRow("six days, 1 left") << 6 << 1 << true;
        QTest::newRow("over") << 90 << -1 << true;
    }
    void theEndOfACertificateIsToldInTime()
    {
        QFETCH(int, lifetime);
        QFETCH(int, left);
        QFETCH(bool, soon);
        CertificateReading reading;
        reading.until = now + left * 24h;
        reading.from = reading.until - lifetime * 24h;
        QCOMPARE(endsSoon(reading, now), soon);
    }

    void aServiceTellsThatItsCertificateEndsSoonAndEnded()
    {
        const Folder folder;
        folder.make("cert.pem", "mail.example.com"); // for a year
        Certificates certificates(folder.path("postern.db"));
        Scene scene;
        scene.service.tls = {model::TlsMode::StartTls, {{"cert.pem", "cert.pem"}}, false};
        QVERIFY(certificates.update(snapshotOf(scene), now));
        const auto said = [&](Time when) { return toEnglish(certificates.problemOf(scene.service.id, when)); };
        QCOMPARE(said(now), std::string());
        QCOMPARE(said(now + 330 * 24h), std::string());
        const std::string soon = said(now + 340 * 24h);
        QVERIFY2(soon.find("cert.pem expires on 20") != soon.npos, soon.c_str());
        const std::string over = said(now + 370 * 24h);
        QVERIFY2(over.ends_with("cert.pem has expired"), over.c_str());
    }

    void anOwnCertificateIsMadeOnceAndRenewedInTime()
    {
        const Folder folder;
        const std::string path = folder.path("own.pem");
        QVERIFY(net::keepSelfSigned(path, "mail.example.com", now).value());
        struct stat status {};
        QCOMPARE(::stat(path.c_str(), &status), 0);
        QCOMPARE(status.st_mode & 0777U, 0600U);
        QVERIFY(!net::keepSelfSigned(path, "mail.example.com", now).value());
        QVERIFY(!net::keepSelfSigned(path, "mail.example.com", now + 330 * 24h).value());
        QVERIFY(net::keepSelfSigned(path, "mail.example.com", now + 340 * 24h).value());
        QVERIFY(net::keepSelfSigned(path, "mx.example.com", now).value());
        QVERIFY(!net::keepSelfSigned(folder.path("no/such/folder/own.pem"), "mx.example.com", now));
    }

    void aServiceWithoutCertificatesGetsAnOwnOne()
    {
        const Folder folder;
        Certificates certificates(folder.path("postern.db"));
        Scene scene;
        scene.service.tls.mode = model::TlsMode::StartTls;
        QVERIFY(certificates.update(snapshotOf(scene), now));
        QCOMPARE(certificates.contexts().size(), std::size_t(1));
        QVERIFY(certificates.contexts().at(scene.service.id) != nullptr);
        QVERIFY(certificates.problemOf(scene.service.id, now).empty());
        QVERIFY(QFile::exists(QString::fromStdString(folder.path("postern.db.self-signed.pem"))));
        QVERIFY(!certificates.update(snapshotOf(scene), now)); // nothing is new
        scene.service.tls.mode = model::TlsMode::None;
        QVERIFY(certificates.update(snapshotOf(scene), now));
        QVERIFY(certificates.contexts().empty());
    }

    void changedFilesAreNoticedAndBrokenOnesLeaveTheLastGoodOne()
    {
        const Folder folder;
        folder.make("cert.pem", "mail.example.com");
        Certificates certificates(folder.path("postern.db"));
        Scene scene;
        scene.service.tls = {model::TlsMode::StartTls, {{"cert.pem", "cert.pem"}}, false};
        QVERIFY(certificates.update(snapshotOf(scene), now));
        const auto first = certificates.contexts().at(scene.service.id);
        QVERIFY(first != nullptr);

        const QByteArray good = folder.read("cert.pem");
        folder.write("cert.pem", "half a fi");
        QVERIFY(certificates.update(snapshotOf(scene), now));
        QVERIFY(certificates.contexts().at(scene.service.id) == first);
        QVERIFY(toEnglish(certificates.problemOf(scene.service.id, now)).find("cert.pem") !=
                std::string::npos);

        folder.write("cert.pem", good);
        QVERIFY(certificates.update(snapshotOf(scene), now));
        QVERIFY(certificates.contexts().at(scene.service.id) != first);
        QVERIFY(certificates.problemOf(scene.service.id, now).empty());

        certificates.forget();
        QVERIFY(certificates.update(snapshotOf(scene), now));
    }
};

QTEST_APPLESS_MAIN(TestCertificates)
#include "test_certificates.moc"
