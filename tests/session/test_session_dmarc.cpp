// SPDX-License-Identifier: GPL-3.0-or-later
// Who vouches for a message: DKIM and DMARC while it comes in, and what is said of them.
#include "policy/facts.h"
#include "support/dkim_signer.h"
#include "support/gatehouse.h"

#include <QTest>

using namespace postern;
using namespace postern::engine;
using model::Check;
using model::CheckMode;
using postern::test::dkimSignature;
using postern::testing::FakeSpf;
using postern::testing::Gatehouse;
using postern::testing::SmtpClient;

namespace {

const test::DkimKeys& keys()
{
    static const test::DkimKeys made = test::DkimKeys::rsa();
    return made;
}

std::string zone()
{
    return "s._domainkey.ex.org TXT \"" + keys().record() +
           "\"\n"
           "_dmarc.ex.org    TXT \"v=DMARC1; p=reject\"\n"
           "ex.org           TXT \"v=spf1 ip4:192.0.2.1 -all\"\n"
           "_dmarc.mild.org  TXT \"v=DMARC1; p=quarantine\"\n"
           "_dmarc.ours.org  TXT \"v=DMARC1; p=reject\"\n"
           "ours.org         TXT \"v=spf1 ip4:127.0.0.1 -all\"\n"
           "_dmarc.dead.org  DEAD\n"
           "_dmarc.bad.org   SERVFAIL\n";
}

std::string mailFrom(const std::string& from, const std::string& more = "")
{
    return more + "From: " + from + "\r\nSubject: x\r\n\r\nHello\r\n";
}

std::string signedMail(const std::string& mail)
{
    return dkimSignature(mail, keys(), {.names = "from:subject"}) + mail;
}

// What `house` says to the message, from outside or, by another address, from the LAN.
std::string deliver(const Gatehouse& house, std::string mail, const std::string& from = "127.0.0.1")
{
    SmtpClient client(house.port, from);
    client.hello();
    mail.resize(mail.size() - 2);
    return client.deliver("bounce@list.example", "jane@domain.com", mail);
}

// "…results: mail.domain.com; a; b" of a delivered mail, unfolded; "" where the first such field is another.
QString resultsIn(const QByteArray& mail)
{
    const QString text = QString::fromUtf8(mail).replace("\n\t", " ");
    for (const QString& line : text.split('\n')) {
        if (line.startsWith("Authentication-Results: mail.domain.com"))
            return line.trimmed().section(": ", 1).remove('\r');
    }
    return {};
}

} // namespace

class TestSessionDmarc : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void judgesWhatComesIn_data()
    {
        QTest::addColumn<QByteArray>("mail");
        QTest::addColumn<QString>("reply");
        QTest::addColumn<QString>("results");
        const auto row = [](const char* what, const std::string& mail, const char* reply,
                            const QString& results) {
            QTest::newRow(what) << QByteArray::fromStdString(mail) << reply << results;
        };
        const QString spf = "spf=none smtp.mailfrom=list.example; ";
        const QString signature = "dkim=pass header.d=ex.org header.s=s header.a=rsa-sha256";
        row("signed", signedMail(mailFrom("joe@ex.org")), "250 2.0.0",
            spf + signature + " …; dmarc=pass (p=reject) header.from=ex.org");
        row("signed, of a host below", signedMail(mailFrom("joe@news.ex.org")), "250 2.0.0",
            spf + signature + " …; dmarc=pass (p=reject) header.from=news.ex.org");
        row("not signed", mailFrom("joe@ex.org"), "550 5.7.26 DMARC does not permit this message (ex.org)",
            "");
        row("changed", signedMail(mailFrom("joe@ex.org")) + "more\r\n", "550 5.7.26", "");
        row("signed by another", signedMail(mailFrom("joe@ours.org")), "550 5.7.26", "");
        row("asks for less", mailFrom("joe@mild.org"), "250 2.0.0",
            spf + "dkim=none; dmarc=fail (p=quarantine) header.from=mild.org");
        row("asks for nothing", signedMail(mailFrom("joe@none.org")), "250 2.0.0",
            spf + signature + " …; dmarc=none header.from=none.org");
        row("no author", "Subject: x\r\n\r\nHello\r\n", "550 5.7.26", "");
        row("two authors", signedMail(mailFrom("joe@ex.org", "From: x@y.org\r\n")), "550 5.7.26", "");
        row("not known", mailFrom("joe@bad.org"), "250 2.0.0",
            spf + "dkim=none; dmarc=temperror reason=\"_dmarc.bad.org: SERVFAIL\" header.from=bad.org");
    }
    void judgesWhatComesIn()
    {
        QFETCH(QByteArray, mail);
        QFETCH(QString, reply);
        QFETCH(QString, results);
        Gatehouse house({}, nullptr, 1, zone());
        house.scene.setMode(Check::MessageDmarc, CheckMode::Enforce);
        house.enforce();
        const std::string answer = deliver(house, mail.toStdString());
        QVERIFY2(answer.starts_with(reply.toStdString()), answer.c_str());
        const auto events = house.takeEvents(1);
        const auto facts = policy::factsFromJson(events.at(0).facts);
        QVERIFY(facts && facts->dmarc && std::holds_alternative<policy::Dmarc>(*facts->dmarc));
        QVERIFY(events[0].trace.find("message.dmarc") != std::string::npos);
        if (results.isEmpty()) {
            QCOMPARE(events[0].check, std::string("message.dmarc"));
            QVERIFY(house.mailOf("jane").isEmpty());
            return;
        }
        const QByteArray delivered = house.waitForMail("jane", 1).at(0);
        QString found = resultsIn(delivered);
        found.replace(QRegularExpression("header\\.b=\\S+?(?=;)"), "…");
        QCOMPARE(found, "mail.domain.com; " + results);
        QVERIFY(delivered.indexOf("Authentication-Results:") < delivered.indexOf("Received:"));
    }

    void monitorRefusesNothing()
    {
        Gatehouse house({}, nullptr, 1, zone());
        house.scene.setMode(Check::MessageDmarc, CheckMode::Monitor);
        house.enforce();
        QVERIFY(deliver(house, mailFrom("joe@ex.org")).starts_with("250 2.0.0"));
        QCOMPARE(house.takeEvents(1).at(0).monitored, std::string("message.dmarc"));
        QVERIFY(resultsIn(house.waitForMail("jane", 1).at(0)).contains("dmarc=fail (p=reject)"));
    }

    void spfVouchesToo()
    {
        Gatehouse house({}, nullptr, 1, zone());
        house.scene.setMode(Check::MessageDmarc, CheckMode::Enforce);
        house.enforce();
        SmtpClient client(house.port);
        client.hello("ours.org");
        const std::string mail = "From: joe@ours.org\r\n\r\nHello";
        QVERIFY(client.deliver("joe@ours.org", "jane@domain.com", mail).starts_with("250"));
        QVERIFY(client.deliver("joe@list.example", "jane@domain.com", mail).starts_with("550 5.7.26"));
        QVERIFY(client.deliver("", "jane@domain.com", mail).starts_with("250")); // HELO is judged
        QVERIFY(client.deliver("joe@ex.org", "jane@domain.com", "From: joe@ex.org\r\n\r\nHello")
                    .starts_with("550"));
    }

    // With sender.spf on, SPF has been asked before.
    void spfIsAskedOnce()
    {
        FakeSpf spf;
        Gatehouse house({}, &spf, 1, zone());
        house.scene.setMode(Check::SenderSpf, CheckMode::Enforce);
        house.scene.setMode(Check::MessageDmarc, CheckMode::Enforce);
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QVERIFY(client.deliver("joe@ex.org", "jane@domain.com", "From: joe@ex.org\r\n\r\nHello")
                    .starts_with("250"));
        QCOMPARE(spf.asked.load(), 1);
        for (const dns::Question& question : house.resolver.asked())
            QVERIFY2(question.name.starts_with("_dmarc."), question.name.c_str());
    }

    void spfAloneIsSaid()
    {
        FakeSpf spf;
        Gatehouse house({}, &spf, 1, zone());
        house.scene.setMode(Check::SenderSpf, CheckMode::Enforce);
        house.enforce();
        QVERIFY(deliver(house, mailFrom("joe@ex.org")).starts_with("250"));
        QCOMPARE(resultsIn(house.waitForMail("jane", 1).at(0)),
                 QString("mail.domain.com; spf=pass smtp.mailfrom=list.example"));
    }

    void everyMessageIsJudgedAnew()
    {
        Gatehouse house({}, nullptr, 1, zone());
        house.scene.setMode(Check::MessageDmarc, CheckMode::Enforce);
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        for (int i = 0; i < 3; ++i) {
            const std::string bad = signedMail(mailFrom("joe@ex.org")) + "more";
            QVERIFY(client.deliver("a@list.example", "jane@domain.com", bad).starts_with("550"));
            std::string good = signedMail(mailFrom("joe@ex.org"));
            good.resize(good.size() - 2);
            QVERIFY(client.deliver("a@list.example", "jane@domain.com", good).starts_with("250"));
        }
    }

    void chunksAndPiecesAreTheSame()
    {
        Gatehouse house({}, nullptr, 1, zone());
        house.scene.setMode(Check::MessageDmarc, CheckMode::Enforce);
        house.enforce();
        const std::string large =
            "From: joe@ex.org\r\nSubject: x\r\n\r\n" + std::string(300'000, 'x') + "\r\n.dot\r\n\r\n";
        const std::string mail = signedMail(large);
        SmtpClient client(house.port);
        client.hello();
        client.say("MAIL FROM:<a@list.example>");
        client.say("RCPT TO:<jane@domain.com>");
        for (std::size_t at = 0; at < mail.size(); at += 7'001) {
            const std::string piece = mail.substr(at, 7'001);
            const bool last = at + piece.size() == mail.size();
            client.send("BDAT " + std::to_string(piece.size()) + (last ? " LAST" : "") + "\r\n" + piece);
            QVERIFY(client.reply().starts_with("250"));
        }
        client.say("MAIL FROM:<a@list.example>");
        client.say("RCPT TO:<jane@domain.com>");
        client.say("DATA");
        std::string stuffed = mail;
        stuffed.replace(stuffed.find("\r\n.dot"), 3, "\r\n..");
        for (std::size_t at = 0; at < stuffed.size(); at += at < 2'000 ? 1 : 9'999)
            client.send(stuffed.substr(at, at < 2'000 ? 1 : 9'999));
        QVERIFY(client.say(".").starts_with("250"));
        QCOMPARE(house.waitForMail("jane", 2).size(), 2);
    }

    void theDnsIsNotAskedInVain_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("exception");
        QTest::newRow("off") << int(CheckMode::Off) << "127.0.0.1"
                             << "";
        QTest::newRow("from the LAN") << int(CheckMode::Enforce) << "127.0.0.2"
                                      << "";
        QTest::newRow("an exception") << int(CheckMode::Enforce) << "127.0.0.1"
                                      << "127.0.0.1";
    }
    void theDnsIsNotAskedInVain()
    {
        QFETCH(int, mode);
        QFETCH(QString, client);
        QFETCH(QString, exception);
        Gatehouse house({}, nullptr, 1, zone());
        house.scene.setMode(Check::MessageDmarc, CheckMode(mode));
        if (!exception.isEmpty())
            house.scene.white(model::ListKind::Ip, exception.toStdString());
        house.enforce();
        QVERIFY(deliver(house, signedMail(mailFrom("joe@ex.org")), client.toStdString()).starts_with("250"));
        QVERIFY(house.resolver.asked().empty());
        QVERIFY(!house.waitForMail("jane", 1).at(0).contains("Authentication-Results"));
    }

    void aDeadDnsRefusesNothing()
    {
        Gatehouse house({}, nullptr, 1, zone());
        house.scene.setMode(Check::MessageDmarc, CheckMode::Enforce);
        house.enforce();
        QElapsedTimer timer;
        timer.start();
        QVERIFY(deliver(house, mailFrom("joe@dead.org")).starts_with("250"));
        QVERIFY(timer.elapsed() < 5'000);
        QVERIFY(house.takeEvents(1).at(0).monitored.empty());
    }

    void nobodyElseWritesOurResults()
    {
        const std::string forged =
            "Authentication-Results: mail.domain.com;\r\n\tdmarc=pass header.from=bank.test\r\n";
        const std::string theirs = "Authentication-Results: mx.list.example; dkim=pass\r\n";
        Gatehouse house({}, nullptr, 1, zone());
        house.enforce();
        QVERIFY(deliver(house, theirs + forged + mailFrom("joe@ex.org")).starts_with("250"));
        const QByteArray outside = house.waitForMail("jane", 1).at(0);
        QVERIFY(!outside.contains("bank.test"));
        QVERIFY(outside.contains("mx.list.example; dkim=pass\r\nFrom: joe@ex.org\r\n") ||
                outside.contains("mx.list.example; dkim=pass\nFrom: joe@ex.org\n"));
        QVERIFY(deliver(house, forged + mailFrom("jane@domain.com"), "127.0.0.2").starts_with("250"));
        QVERIFY(house.waitForMail("jane", 2).join().contains("bank.test"));
    }

    void fromMustNotClaimToBeLocal()
    {
        Gatehouse house({}, nullptr, 1, zone());
        house.enforce();
        const std::string mail = mailFrom("The Boss <boss@domain.com>");
        QVERIFY(deliver(house, mail).starts_with("250"));
        QCOMPARE(house.takeEvents(1).at(0).monitored,
                 std::string("message.from-claims-local")); // the default
        house.scene.setMode(Check::FromClaimsLocal, CheckMode::Enforce);
        house.enforce();
        const std::string answer = deliver(house, mail);
        QVERIFY2(answer.starts_with(
                     "554 5.7.1 From: names a domain of ours, and the sender is none (domain.com) ref "),
                 answer.c_str());
        QVERIFY(deliver(house, mailFrom("joe@ex.org", "From: boss@domain.com\r\n")).starts_with("554 "));
        QVERIFY(deliver(house, mailFrom("joe@ex.org")).starts_with("250 "));
        QVERIFY(deliver(house, mail, "127.0.0.2").starts_with("250 "));
        QVERIFY(house.resolver.asked().empty());
    }
};

QTEST_GUILESS_MAIN(TestSessionDmarc)
#include "test_session_dmarc.moc"
