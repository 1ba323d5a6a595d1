// SPDX-License-Identifier: GPL-3.0-or-later
// Content scanners that answer, and such that are dead, slow, or lie.
#include "policy/explain.h"
#include "policy/facts.h"
#include "support/fake_scanner.h"
#include "support/gatehouse.h"

#include <QElapsedTimer>
#include <QTest>

using namespace postern;
using namespace postern::engine;
using model::Check;
using model::CheckMode;
using model::ScannerFailure;
using model::ScannerKind;
using postern::testing::FakeScanner;
using postern::testing::Gatehouse;
using postern::testing::SmtpClient;
using Manner = FakeScanner::Manner;

namespace {

const std::string spamJson =
    R"({"score":20.5,"required_score":15,"action":"reject","symbols":{"BAD":{"score":20.5}}})";
const std::string hamJson = R"({"score":-1,"required_score":15,"action":"no action","symbols":{}})";

model::Scanner scannerAt(const FakeScanner& fake, ScannerKind kind = ScannerKind::Spamd)
{
    model::Scanner scanner;
    scanner.kind = kind;
    scanner.address = fake.address;
    return scanner;
}

struct House : Gatehouse {
    explicit House(std::vector<model::Scanner> scanners)
        : Gatehouse({}, nullptr, 1)
    {
        scene.service.scanners = std::move(scanners);
        enforce();
    }
    model::Scanner& scanner(std::size_t index = 0) { return scene.service.scanners[index]; }
};

const std::string mail = "From: joe@ex.org\r\nSubject: x\r\n\r\nHello";

std::string deliver(const Gatehouse& house, const std::string& text = mail,
                    const std::string& from = "127.0.0.1", const std::string& sender = "joe@ex.org")
{
    SmtpClient client(house.port, from);
    client.hello("client.example");
    return client.deliver(sender, "jane@domain.com", text);
}

// What the log knows of the scanners: "127.0.0.78:1234 spam 9/5 A".
QString scansIn(const model::Event& event)
{
    const auto facts = policy::factsFromJson(event.facts);
    const auto* opinions =
        facts && facts->scans ? std::get_if<policy::ScanOpinions>(&*facts->scans) : nullptr;
    QStringList texts;
    for (std::size_t i = 0; opinions != nullptr && i < opinions->size(); ++i)
        texts += QString::fromStdString(toText((*opinions)[i]));
    return texts.join(u';');
}

QString evidenceIn(const model::Event& event)
{
    const auto trace = policy::traceFromJson(event.trace);
    for (const policy::TraceRow& row : trace.value_or(policy::Trace())) {
        if (row.check == Check::MessageSpam)
            return QString::fromStdString(std::string(policy::toId(row.result)) + ": " +
                                          policy::inEnglish(row));
    }
    return "no row";
}

} // namespace

class TestSessionScan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void spamIsRefusedAndHamGetsItsField()
    {
        FakeScanner fake;
        House house({scannerAt(fake)});
        house.scanner().header = "X-Spam-Status";
        house.enforce();
        fake.say(FakeScanner::spamd(true, "9.5", "BAD,WORSE"));
        const std::string refusal = deliver(house);
        QVERIFY2(refusal.starts_with("554 5.7.1 The message looks like spam ref "), refusal.c_str());
        const auto refused = house.takeEvents(1).at(0);
        QCOMPARE(refused.check, std::string("message.spam"));
        QCOMPARE(scansIn(refused), "spam 9.5/5 BAD,WORSE");
        QVERIFY2(
            evidenceIn(refused).startsWith("hit: scanners give the message 100 points, and 100 refuse it: " +
                                           QString::fromStdString(fake.address) + " 9.5/5 (100) BAD,WORSE"),
            qPrintable(evidenceIn(refused)));
        QVERIFY(house.mailOf("jane").isEmpty());

        fake.say(FakeScanner::spamd(false, "2.5", "OK"));
        // Nobody else writes that field.
        QVERIFY(deliver(house, "X-Spam-Status: No,\r\n forged\r\n" + mail).starts_with("250 2.0.0"));
        const QByteArray kept = house.waitForMail("jane", 1).at(0);
        QVERIFY2(kept.contains("X-Spam-Status: No, score=2.5 required=5") && !kept.contains("forged"),
                 kept.constData());
        QVERIFY(kept.indexOf("X-Spam-Status:") < kept.indexOf("Received:"));
        const auto accepted = house.takeEvents(1).at(0);
        QVERIFY2(evidenceIn(accepted).startsWith("pass: scanners give the message 50 of the 100 points"),
                 qPrintable(evidenceIn(accepted)));
        // Made again from the log, under the same policy, it comes to the same.
        for (const model::Event& event : {refused, accepted}) {
            const auto explained =
                policy::explain(*house.scene.compile(), *policy::factsFromJson(event.facts));
            QCOMPARE(explained.verdict.check.has_value(), event.outcome != model::Outcome::Accepted);
        }
    }

    void spamdIsGivenTheMessageAsItWillBeStored()
    {
        FakeScanner fake;
        fake.say(FakeScanner::spamd(false, "0"));
        House house({scannerAt(fake)});
        QVERIFY(deliver(house).starts_with("250"));
        const std::string asked = fake.requests().at(0);
        QVERIFY2(asked.starts_with("SYMBOLS SPAMC/1.5\r\nContent-length: "), asked.c_str());
        const std::size_t body = asked.find("\r\n\r\n") + 4;
        const std::size_t length = std::strtoul(asked.c_str() + asked.find("length: ") + 8, nullptr, 10);
        QCOMPARE(asked.size() - body, length);
        QVERIFY2(asked.substr(body).starts_with("Return-Path: <joe@ex.org>\r\nReceived: from client.example"),
                 asked.c_str());
        QVERIFY(asked.ends_with("From: joe@ex.org\r\nSubject: x\r\n\r\nHello\r\n"));
        const auto event = house.takeEvents(1).at(0);
        QVERIFY2(asked.find("id " + event.reference) != asked.npos, asked.c_str());
        const QByteArray kept = house.waitForMail("jane", 1).at(0);
        QCOMPARE(kept.count("Received:"), 1);
    }

    void rspamdIsToldTheEnvelope()
    {
        FakeScanner fake;
        fake.say(FakeScanner::rspamd(hamJson));
        House house({scannerAt(fake, ScannerKind::Rspamd)});
        SmtpClient client(house.port);
        client.hello("client.example");
        client.say("MAIL FROM:<>");
        client.say("RCPT TO:<jane@domain.com>");
        client.say("RCPT TO:<bob@domain.com>");
        client.say("DATA");
        QVERIFY(client.say(mail + "\r\n.").starts_with("250"));
        const std::string asked = fake.requests().at(0);
        QVERIFY2(asked.starts_with("POST /checkv2 HTTP/1.0\r\n"), asked.c_str());
        for (const char* field : {"\r\nIp: 127.0.0.1\r\n", "\r\nHelo: client.example\r\n", "\r\nFrom: <>\r\n",
                                  "\r\nRcpt: <jane@domain.com>\r\nRcpt: <bob@domain.com>\r\n",
                                  "\r\nMTA-Name: mail.domain.com\r\n"})
            QVERIFY2(asked.find(field) != asked.npos, field);
        QVERIFY(asked.ends_with("\r\n\r\n" + mail + "\r\n"));
        const auto events = house.takeEvents(2);
        QVERIFY(asked.find("\r\nQueue-Id: " + events.at(0).reference + "\r\n") != asked.npos);
    }

    void aSocketDoesAsWell()
    {
        Gatehouse place;
        FakeScanner fake(Manner::Answers, place.box("scan.sock"));
        fake.say(FakeScanner::spamd(true, "9"));
        House house({scannerAt(fake)});
        QVERIFY(deliver(house).starts_with("554 5.7.1"));
    }

    void largeMessagesComeWhole()
    {
        FakeScanner fake;
        fake.say(FakeScanner::spamd(false, "0"));
        House house({scannerAt(fake)});
        std::string large = "Subject: large\r\n\r\n";
        for (int i = 0; large.size() < 900'000; ++i)
            large += "line " + std::to_string(i) + "\r\n";
        large += "end"; // in a file by then
        QVERIFY(deliver(house, large).starts_with("250"));
        QVERIFY(fake.requests().at(0).ends_with(large + "\r\n"));
        house.scanner().sizeLimit = 900'000;
        house.enforce();
        house.takeEvents(1);
        QVERIFY(deliver(house, large).starts_with("250"));
        QCOMPARE(fake.asked.load(), 1);
        const auto event = house.takeEvents(1).at(0);
        QVERIFY2(evidenceIn(event).startsWith("not-applicable: no scanner looks at this message"),
                 qPrintable(evidenceIn(event)));
    }

    void pointsAddUpAndHamTakesNothingAway()
    {
        FakeScanner one, two, three;
        one.say(FakeScanner::spamd(false, "3", "A")); // 60 of 100
        two.say(FakeScanner::spamd(false, "-50", "B"));
        three.say(FakeScanner::rspamd(spamJson)); // 40
        House house({scannerAt(one), scannerAt(two), scannerAt(three, ScannerKind::Rspamd)});
        house.scanner(2).points = 40;
        house.enforce();
        QVERIFY(deliver(house).starts_with("554 5.7.1"));
        QCOMPARE(scansIn(house.takeEvents(1).at(0)), "clean 3/5 A;clean -50/5 B;spam 20.5/15 BAD(20.5)");
        house.scanner(2).points = 39;
        house.enforce();
        QVERIFY(deliver(house).starts_with("250"));
        house.scanner(1).enabled = false; // is not asked any more
        house.enforce();
        const int asked = two.asked;
        QVERIFY(deliver(house).starts_with("250"));
        QCOMPARE(two.asked.load(), asked);
    }

    void allAreAskedAtOnce()
    {
        FakeScanner one(Manner::Trickles), two(Manner::Trickles);
        for (FakeScanner* fake : {&one, &two})
            fake->say("SPAMD/1.1 0\r\nSpam:No;0/5\r\n\r\n"); // 3 s
        House house({scannerAt(one), scannerAt(two)});
        QElapsedTimer timer;
        timer.start();
        QVERIFY(deliver(house).starts_with("250"));
        QVERIFY2(timer.elapsed() < 5'000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(scansIn(house.takeEvents(1).at(0)), "clean 0/5;clean 0/5");
    }

    // ------------------------------------------------------------------------------- what goes wrong

    void mailGoesOnByTheChosenPolicy_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("manner"); // -1: nobody is there
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("why");
        const QByteArray spamdAnswer = QByteArray::fromStdString(FakeScanner::spamd(true, "9", "ABCDEFGHIJ"));
        const QByteArray rspamdAnswer = QByteArray::fromStdString(FakeScanner::rspamd(spamJson));
        for (const auto kind : {ScannerKind::Spamd, ScannerKind::Rspamd}) {
            const QByteArray good = kind == ScannerKind::Spamd ? spamdAnswer : rspamdAnswer;
            const char* name = kind == ScannerKind::Spamd ? "spamd" : "rspamd";
            const auto row = [&](const char* what, int manner, const QByteArray& answer, const char* why) {
                QTest::addRow("%s %s", name, what) << int(kind) << manner << answer << why;
            };
            row("dead", -1, good, "!it cannot be reached: Connection refused");
            row("silent", int(Manner::IsSilent), good, "!no answer within 1 s");
            row("deaf", int(Manner::IsDeaf), good, "!no answer within 1 s");
            row("slow", int(Manner::Trickles), good, "!no answer within 1 s");
            row("hangs up", int(Manner::HangsUp), good, "!it closed the connection without an answer");
            row("breaks off", int(Manner::BreaksOff), good, "!it broke off in the middle of its answer");
            row("says 'clean' before it has it", int(Manner::IsEarly),
                QByteArray::fromStdString(kind == ScannerKind::Spamd ? FakeScanner::spamd(false, "0")
                                                                     : FakeScanner::rspamd(hamJson)),
                "!it answered before it had the whole message");
            row("endless line", int(Manner::Answers), QByteArray(100'000, 'x'),
                "!it answers with a line that is too long");
            row("endless body", int(Manner::Answers),
                "SPAMD/1.1 0 EX_OK\r\nSpam: True ; 9 / 5\r\n\r\n" + QByteArray(1'100'000, 'x'),
                "!its answer is too long");
            row("somebody else", int(Manner::Answers), "220 mx.example.org ESMTP\r\n\r\n",
                kind == ScannerKind::Spamd ? "!what answers is no spamd: 220 mx.example.org ESMTP"
                                           : "!what answers is no rspamd: 220 mx.example.org ESMTP");
        }
    }
    void mailGoesOnByTheChosenPolicy()
    {
        QFETCH(int, kind);
        QFETCH(int, manner);
        QFETCH(QByteArray, answer);
        QFETCH(QString, why);
        std::optional<FakeScanner> fake;
        fake.emplace(Manner(std::max(manner, 0)));
        fake->say(answer.toStdString());
        House house({scannerAt(*fake, ScannerKind(kind))});
        if (manner < 0)
            fake.reset();
        house.scanner().timeoutSeconds = 1;
        house.scanner().header = "X-Scan";
        house.enforce();
        // Large enough to fill every buffer on the way.
        const bool early = manner == int(Manner::IsEarly) || manner == int(Manner::IsDeaf);
        const std::string text = early ? "Subject: x\r\n\r\n" + std::string(8'000'000, 'x') : mail;
        house.scanner().sizeLimit = 0;
        house.enforce();
        QElapsedTimer timer;
        timer.start();
        const std::string accepted = deliver(house, text);
        QVERIFY2(accepted.starts_with("250"), accepted.c_str());
        QVERIFY2(timer.elapsed() < 4'000, qPrintable(QString::number(timer.elapsed())));
        const auto event = house.takeEvents(1).at(0);
        const QString said = scansIn(event);
        const bool reset =
            early && said.startsWith("!it closed the connection"); // what it said is lost with it
        QVERIFY2(said == why || reset, qPrintable(said));
        QVERIFY2(evidenceIn(event).startsWith("unknown: scanners give the message 0 points, but not all"),
                 qPrintable(evidenceIn(event)));
        QVERIFY(!house.waitForMail("jane", 1).at(0).contains("X-Scan"));

        house.scanner().onFailure = ScannerFailure::Defer;
        house.enforce();
        timer.start();
        const std::string deferred = deliver(house, text);
        QVERIFY2(deferred.starts_with("451 4.7.1 The message cannot be scanned now; try again later ref "),
                 deferred.c_str());
        QVERIFY(timer.elapsed() < 4'000);
        const auto later = house.takeEvents(1).at(0);
        QCOMPARE(later.check, std::string("message.spam"));
        QVERIFY(later.outcome == model::Outcome::Deferred);
        QCOMPARE(house.mailOf("jane").size(), 1);
    }

    void whatOneSaysCountsWhereAnotherFails()
    {
        FakeScanner good, dead(Manner::HangsUp);
        good.say(FakeScanner::spamd(true, "9"));
        House house({scannerAt(dead), scannerAt(good)});
        house.scanner(0).onFailure = ScannerFailure::Defer;
        house.enforce();
        QVERIFY(deliver(house).starts_with("554 5.7.1"));
        good.say(FakeScanner::spamd(false, "0"));
        QVERIFY(deliver(house).starts_with("451 4.7.1"));
    }

    void theClientsTimeDoesNotRunMeanwhile()
    {
        FakeScanner slow(Manner::IsSilent);
        House house({scannerAt(slow)});
        house.scene.service.timeoutSeconds = 1;
        house.scanner().timeoutSeconds = 3;
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QVERIFY(client.deliver("joe@ex.org", "jane@domain.com", mail).starts_with("250"));
        QVERIFY(client.say("NOOP").starts_with("250"));
    }

    void otherSessionsGoOn()
    {
        FakeScanner slow(Manner::IsSilent);
        House house({scannerAt(slow)});
        house.scanner().timeoutSeconds = 2;
        house.enforce();
        SmtpClient waiting(house.port);
        waiting.hello();
        waiting.say("MAIL FROM:<joe@ex.org>");
        waiting.say("RCPT TO:<jane@domain.com>");
        waiting.say("DATA");
        waiting.send(mail + "\r\n.\r\n");
        QTRY_COMPARE(slow.asked.load(), 1);
        SmtpClient other(house.port);
        QVERIFY(other.hello().starts_with("250"));
        QCOMPARE(waiting.reply(0), std::string("silence"));
        QVERIFY(waiting.reply().starts_with("250"));
    }

    void nobodyWaitsForAScannerAtTheEnd()
    {
        FakeScanner slow(Manner::IsSilent);
        QElapsedTimer timer;
        {
            House house({scannerAt(slow)});
            house.scanner().timeoutSeconds = 60;
            house.enforce();
            SmtpClient client(house.port);
            client.hello();
            client.say("MAIL FROM:<joe@ex.org>");
            client.say("RCPT TO:<jane@domain.com>");
            client.say("DATA");
            client.send(mail + "\r\n.\r\n");
            QTRY_COMPARE(slow.requests().size(), 1U);
            timer.start();
            for (const auto& reactor : house.reactors)
                visitSessions(*reactor, [](SessionDriver& session) { session.endNow(); });
            const std::string answer = client.reply();
            QVERIFY2(answer.starts_with("421 "), answer.c_str());
            const auto event = house.takeEvents(1).at(0);
            QVERIFY(event.outcome == model::Outcome::Deferred);
            QVERIFY(house.mailOf("jane").isEmpty());
        }
        QVERIFY2(timer.elapsed() < 3'000, qPrintable(QString::number(timer.elapsed())));
    }

    // ----------------------------------------------------------------------------------------- policy

    void itIsNotAskedInVain_data()
    {
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("exception"); // "kind pattern"
        QTest::addColumn<bool>("asked");
        QTest::newRow("a stranger") << "127.0.0.1"
                                    << "" << true;
        QTest::newRow("from the LAN") << "127.0.0.2"
                                      << "" << false;
        QTest::newRow("by IP address") << "127.0.0.1"
                                       << "ip 127.0.0.1" << false;
        QTest::newRow("by recipient") << "127.0.0.1"
                                      << "recipient jane@domain.com" << false;
        QTest::newRow("by sender") << "127.0.0.1"
                                   << "sender joe@ex.org" << false;
        QTest::newRow("by HELO") << "127.0.0.1"
                                 << "helo client.example" << false;
        QTest::newRow("of the scanner") << "127.0.0.1"
                                        << "scanner *@ex.org" << false;
        QTest::newRow("of the scanner, for others") << "127.0.0.1"
                                                    << "scanner *@ex.net" << true;
    }
    void itIsNotAskedInVain()
    {
        QFETCH(QString, client);
        QFETCH(QString, exception);
        QFETCH(bool, asked);
        FakeScanner fake;
        fake.say(FakeScanner::spamd(true, "9"));
        House house({scannerAt(fake)});
        const std::string pattern = exception.section(' ', 1).toStdString();
        const QString kind = exception.section(' ', 0, 0);
        if (kind == "scanner")
            house.scanner().senderExceptions = {pattern};
        else if (!kind.isEmpty())
            house.scene.white(kind == "ip"          ? model::ListKind::Ip
                              : kind == "recipient" ? model::ListKind::Recipient
                              : kind == "sender"    ? model::ListKind::Sender
                                                    : model::ListKind::Helo,
                              pattern);
        house.enforce();
        const std::string answer = deliver(house, mail, client.toStdString());
        QVERIFY2(answer.starts_with(asked ? "554" : "250"), answer.c_str());
        QCOMPARE(fake.asked.load(), asked ? 1 : 0);
    }

    void aSenderExceptionSkipsThatScannerOnly()
    {
        FakeScanner one, two;
        one.say(FakeScanner::spamd(true, "9"));
        two.say(FakeScanner::spamd(false, "0", "FINE"));
        House house({scannerAt(one), scannerAt(two)});
        house.scanner(0).senderExceptions = {"ex.org", "~bad@ex.org"};
        house.enforce();
        QVERIFY(deliver(house).starts_with("250"));
        QCOMPARE(one.asked.load(), 0);
        QCOMPARE(scansIn(house.takeEvents(1).at(0)), "clean 0/5 FINE");
        QVERIFY(deliver(house, mail, "127.0.0.1", "bad@ex.org").starts_with("554"));
        // The checks of the envelope hold all the same.
        house.scanner(0).senderExceptions = {"*"};
        house.enforce();
        const std::string forged = deliver(house, mail, "127.0.0.1", "jane@domain.com");
        QVERIFY2(forged.starts_with("554 5.7.1 blacklisted"), forged.c_str());
    }

    // An exception by recipient counts for a message where it counts for all of them.
    void severalRecipients()
    {
        FakeScanner fake;
        fake.say(FakeScanner::spamd(true, "9"));
        House house({scannerAt(fake)});
        const auto toBoth = [&house] {
            SmtpClient client(house.port);
            client.hello();
            client.say("MAIL FROM:<joe@ex.org>");
            client.say("RCPT TO:<jane@domain.com>");
            client.say("RCPT TO:<bob@domain.com>");
            client.say("DATA");
            return client.say(mail + "\r\n.");
        };
        house.scene.white(model::ListKind::Recipient, "jane@domain.com");
        house.enforce();
        QVERIFY(toBoth().starts_with("554"));
        const auto events = house.takeEvents(2);
        QCOMPARE(events.size(), 2U);
        QCOMPARE(events[0].reference, events[1].reference);
        house.scene.white(model::ListKind::Recipient, "bob@domain.com");
        house.enforce();
        QVERIFY(toBoth().starts_with("250"));
        QCOMPARE(fake.asked.load(), 1);
    }

    void monitorRefusesNothing()
    {
        FakeScanner fake;
        fake.say(FakeScanner::spamd(true, "9"));
        House house({scannerAt(fake)});
        house.scanner().header = "X-Spam";
        house.scene.setMode(Check::MessageSpam, CheckMode::Monitor);
        house.enforce();
        QVERIFY(deliver(house).starts_with("250"));
        QCOMPARE(house.takeEvents(1).at(0).monitored, std::string("message.spam"));
        QVERIFY(house.waitForMail("jane", 1).at(0).contains("X-Spam: Yes, score=9 required=5"));
        fake.manner = Manner::HangsUp;
        house.scanner().onFailure = ScannerFailure::Defer;
        house.enforce();
        QVERIFY(deliver(house).starts_with("250"));
        house.scene.setMode(Check::MessageSpam, CheckMode::Off);
        house.enforce();
        const int asked = fake.asked;
        QVERIFY(deliver(house).starts_with("250"));
        QCOMPARE(fake.asked.load(), asked);
    }

    void theReplyIsThatOfTheSettingsOrTheScanner()
    {
        FakeScanner fake;
        fake.say(FakeScanner::rspamd(R"({"score":16,"required_score":15,"action":"reject",)"
                                     R"("messages":{"smtp_message":"no {address}\r\n250 ok"}})"));
        House house({scannerAt(fake, ScannerKind::Rspamd)});
        const std::string its = deliver(house);
        QVERIFY2(its.starts_with("554 5.7.1 no (address)") && its.find('\n') == its.npos, its.c_str());
        house.scanner().rejectText = "{reference}: {score} for {address} by {check}";
        house.enforce();
        const std::string ours = deliver(house);
        QVERIFY2(ours.starts_with("554 5.7.1 ") && ours.ends_with(": 16/15 for joe@ex.org by message.spam"),
                 ours.c_str());
        fake.say(FakeScanner::rspamd(R"({"score":4,"required_score":15,"action":"soft reject",)"
                                     R"("messages":{"smtp_message":"too fast"}})"));
        const std::string later = deliver(house);
        QVERIFY2(later.starts_with("451 4.7.1 too fast ref "), later.c_str());
        const auto event = house.takeEvents(3).at(2);
        QVERIFY(event.outcome == model::Outcome::Deferred);
        QVERIFY2(evidenceIn(event).contains("asks for the message to come again later"),
                 qPrintable(evidenceIn(event)));
    }

    void everyMessageIsScannedAnew()
    {
        FakeScanner fake;
        House house({scannerAt(fake)});
        SmtpClient client(house.port);
        client.hello();
        for (int i = 0; i < 3; ++i) {
            fake.say(FakeScanner::spamd(true, "9"));
            QVERIFY(client.deliver("joe@ex.org", "jane@domain.com", mail).starts_with("554"));
            fake.say(FakeScanner::spamd(false, "1"));
            QVERIFY(client.deliver("joe@ex.org", "jane@domain.com", mail).starts_with("250"));
        }
        QCOMPARE(fake.asked.load(), 6);
    }
};

QTEST_GUILESS_MAIN(TestSessionScan)
#include "test_session_scan.moc"
