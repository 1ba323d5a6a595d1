// SPDX-License-Identifier: GPL-3.0-or-later
// message.spam: what the points of scanners come to, what they say, and what is left out.
#include "support/scene.h"

#include <QTest>

using namespace postern;
using namespace postern::testing;
using model::Check;
using model::CheckMode;
using model::ScannerFailure;
using model::Stage;

namespace {

constexpr const char* one = "127.0.0.1:783";
constexpr const char* two = "[::1]:11333";

model::Scanner scannerAt(const char* address, int points = 100)
{
    model::Scanner scanner;
    scanner.kind = model::ScannerKind::Spamd;
    scanner.address = address;
    scanner.points = points;
    return scanner;
}

// "spam 9.5/5 WORDS", "!time-out": as the log has it.
policy::Facts messageWith(std::vector<std::pair<const char*, const char*>> said)
{
    policy::Facts facts = session("203.0.113.9", "mx.example.org", "joe@example.org", "jane@domain.com");
    facts.authors = "example.org";
    facts.size = 1000;
    policy::ScanOpinions opinions;
    for (const auto& [scanner, text] : said)
        opinions.push_back(scanOpinionIn(scanner, text));
    if (!opinions.empty())
        facts.scans = std::move(opinions);
    return facts;
}

QString reply(const policy::Verdict& verdict)
{
    return verdict.reply.empty() ? QString() : QString::fromStdString(verdict.reply.toString());
}

QString rowText(const policy::Verdict& verdict)
{
    const policy::TraceRow* row = rowOf(verdict, Check::MessageSpam);
    return row == nullptr ? QStringLiteral("(no row)")
                          : QString::fromStdString(std::string(toId(row->result)) + ": " + inEnglish(*row));
}

} // namespace

class TestScanCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void points_data()
    {
        QTest::addColumn<int>("points");
        QTest::addColumn<QString>("said");
        QTest::addColumn<int>("expected");
        QTest::newRow("spam") << 100 << "spam 9.5/5" << 100;
        QTest::newRow("spam, by far") << 100 << "spam 1000/5" << 100;
        QTest::newRow("spam without a score") << 70 << "spam -/-" << 70;
        QTest::newRow("spam below its own threshold") << 100 << "spam 1/5" << 100;
        QTest::newRow("half") << 100 << "clean 2.5/5" << 50;
        QTest::newRow("half of less") << 50 << "clean 2.5/5" << 25;
        QTest::newRow("almost") << 100 << "clean 4.999/5" << 99;
        QTest::newRow("at the threshold, but clean") << 100 << "clean 5/5" << 99;
        QTest::newRow("over it, but clean") << 100 << "clean 50/5" << 99;
        QTest::newRow("large numbers") << 1000 << "clean 999999/1000000" << 999;
        QTest::newRow("ham") << 100 << "clean -3/5" << 0;
        QTest::newRow("nothing") << 100 << "clean 0/5" << 0;
        QTest::newRow("no threshold") << 100 << "clean 50/-" << 0;
        QTest::newRow("a threshold that is none") << 100 << "clean 1/0" << 0;
        QTest::newRow("a negative one") << 100 << "clean 1/-5" << 0;
        QTest::newRow("no score") << 100 << "clean -/5" << 0;
        QTest::newRow("worth nothing") << 0 << "spam 9/5" << 0;
        QTest::newRow("worth nothing, half") << 0 << "clean 3/5" << 0;
    }
    void points()
    {
        QFETCH(int, points);
        QFETCH(QString, said);
        QFETCH(int, expected);
        Scene scene;
        scene.service.scanners = {scannerAt(one, points)};
        const std::string text = said.toStdString();
        const policy::Facts facts = messageWith({{one, text.c_str()}});
        const auto verdict = scene.verdict(facts, Stage::Data);
        const policy::TraceRow* row = rowOf(verdict, Check::MessageSpam);
        QVERIFY(row != nullptr);
        QCOMPARE(QString::fromStdString(row->args.at(0)), QString::number(expected));
        QCOMPARE(verdict.check.has_value(), expected >= 100);
        QVERIFY(*policy::factsFromJson(policy::toJson(facts)) == facts);
    }

    void severalScanners_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<bool>("defers"); // where the second fails
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QString>("row");
        QTest::newRow("they add up") << "clean 3/5 A"
                                     << "clean 9/15 B" << false << "554 5.7.1 The message looks like spam"
                                     << "hit: scanners give the message 120 points, and 100 refuse it: "
                                        "127.0.0.1:783 3/5 (60) A, [::1]:11333 9/15 (60) B";
        QTest::newRow("ham takes nothing away")
            << "spam 6/5 A"
            << "clean -100/15 B" << false << "554 5.7.1 The message looks like spam"
            << "hit: scanners give the message 100 points, and 100 refuse "
               "it: 127.0.0.1:783 6/5 (100) A, [::1]:11333 -100/15 (0) B";
        QTest::newRow("not enough") << "clean 1/5"
                                    << "clean 1/15" << false << ""
                                    << "pass: scanners give the message 26 of the 100 points that refuse it: "
                                       "127.0.0.1:783 1/5 (20), [::1]:11333 1/15 (6)";
        QTest::newRow("one fails")
            << "clean 1/5"
            << "!time-out" << false << ""
            << "unknown: scanners give the message 20 points, but not all of them have "
               "answered: [::1]:11333: time-out";
        QTest::newRow("one fails that is needed")
            << "clean 1/5"
            << "!time-out" << true << "451 4.7.1 The message cannot be scanned now; try again later"
            << "hit: a scanner has not answered that no message may go without, so the sender is to try "
               "again: [::1]:11333: time-out";
        QTest::newRow("one fails, the other is sure")
            << "spam 9/5"
            << "!time-out" << true << "554 5.7.1 The message looks like spam"
            << "hit: scanners give the message 100 points, and 100 "
               "refuse it: 127.0.0.1:783 9/5 (100)";
        QTest::newRow("later") << "clean 1/5"
                               << "later 4/15 R\nslow down" << false << "451 4.7.1 slow down"
                               << "hit: [::1]:11333 asks for the message to come again later: 127.0.0.1:783 "
                                  "1/5 (20), [::1]:11333 4/15 (0) R";
        QTest::newRow("later, without a word")
            << "clean 1/5"
            << "later -/-" << false << "451 4.7.1 Not now; try again later"
            << "hit: [::1]:11333 asks for the message to come again later: "
               "127.0.0.1:783 1/5 (20), [::1]:11333 (0)";
        QTest::newRow("later, but the other is sure")
            << "spam 9/5\nvirus!"
            << "later 4/15\nslow down" << false << "554 5.7.1 virus!"
            << "hit: scanners give the message 100 points";
    }
    void severalScanners()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QFETCH(bool, defers);
        QFETCH(QString, answer);
        QFETCH(QString, row);
        Scene scene;
        scene.service.scanners = {scannerAt(one), scannerAt(two)};
        scene.service.scanners[1].onFailure = defers ? ScannerFailure::Defer : ScannerFailure::Accept;
        const std::string a = first.toStdString(), b = second.toStdString();
        const policy::Facts facts = messageWith({{one, a.c_str()}, {two, b.c_str()}});
        const auto verdict = scene.verdict(facts, Stage::Data);
        QVERIFY2(rowText(verdict).startsWith(row), qPrintable(rowText(verdict)));
        QCOMPARE(reply(verdict), answer);
        QCOMPARE(verdict.check.has_value(), !answer.isEmpty());
        if (verdict.check)
            QVERIFY(verdict.outcome ==
                    (answer.startsWith('4') ? model::Outcome::Deferred : model::Outcome::Rejected));
        scene.setMode(Check::MessageSpam, CheckMode::Monitor);
        const auto counted = scene.verdict(facts, Stage::Data);
        QVERIFY(!counted.check);
        QCOMPARE(counted.monitored.size(), answer.isEmpty() ? 0U : 1U);
    }

    void itIsOffWithoutAScanner()
    {
        Scene scene;
        QCOMPARE(rowText(scene.verdict(messageWith({}), Stage::Data)), "(no row)");
        scene.service.scanners = {scannerAt(one)};
        scene.service.scanners[0].enabled = false;
        QCOMPARE(rowText(scene.verdict(messageWith({}), Stage::Data)), "(no row)");
        scene.service.scanners[0].enabled = true;
        const auto decision = scene.decide(Stage::Data, messageWith({}));
        QCOMPARE(std::get<policy::Needs>(decision).facts, (std::vector{policy::FactId::Scan}));
        // One of two is not enough.
        scene.service.scanners.push_back(scannerAt(two));
        QVERIFY(std::holds_alternative<policy::Needs>(
            scene.decide(Stage::Data, messageWith({{one, "clean 0/5"}}))));
    }

    void whatIsTooLargeOrExceptedIsLeftOut_data()
    {
        QTest::addColumn<QString>("sender");
        QTest::addColumn<qint64>("size");
        QTest::addColumn<QString>("row");
        QTest::newRow("neither") << "joe@example.org" << qint64(5000) << "hit: ";
        QTest::newRow("too large") << "joe@example.org" << qint64(5001)
                                   << "not-applicable: no scanner looks at this message, by its size or its "
                                      "sender: 127.0.0.1:783 (> 5000)";
        QTest::newRow("excepted") << "news@partner.test" << qint64(1)
                                  << "not-applicable: no scanner looks at this message, by its size or its "
                                     "sender: 127.0.0.1:783 (news@partner.test)";
        QTest::newRow("taken out again") << "bad@partner.test" << qint64(1) << "hit: ";
        QTest::newRow("the null sender") << "" << qint64(1) << "hit: ";
    }
    void whatIsTooLargeOrExceptedIsLeftOut()
    {
        QFETCH(QString, sender);
        QFETCH(qint64, size);
        QFETCH(QString, row);
        Scene scene;
        scene.service.scanners = {scannerAt(one)};
        scene.service.scanners[0].sizeLimit = 5000;
        scene.service.scanners[0].senderExceptions = {"partner.test", "~bad@partner.test"};
        policy::Facts facts = messageWith({{one, "spam 9/5"}});
        facts.sender = sender.toStdString();
        facts.size = size;
        QVERIFY2(rowText(scene.verdict(facts, Stage::Data)).startsWith(row),
                 qPrintable(rowText(scene.verdict(facts, Stage::Data))));
        scene.service.scanners[0].sizeLimit = 0; // none
        facts.sender = "joe@example.org";
        QVERIFY(rowText(scene.verdict(facts, Stage::Data)).startsWith("hit: "));
    }

    void whoIsExempt()
    {
        Scene scene;
        scene.service.scanners = {scannerAt(one)};
        policy::Facts facts = messageWith({{one, "spam 9/5"}});
        facts.user = "jane@domain.com";
        QVERIFY(rowText(scene.verdict(facts, Stage::Data)).startsWith("exempt: "));
        scene.service.exemptAuthenticated = false;
        QVERIFY(rowText(scene.verdict(facts, Stage::Data)).startsWith("hit: "));
        facts.user.clear();
        facts.client = *IpAddress::parse("192.168.1.7");
        QVERIFY(rowText(scene.verdict(facts, Stage::Data)).startsWith("exempt: "));
        scene.service.exemptLan = false;
        QVERIFY(rowText(scene.verdict(facts, Stage::Data)).startsWith("hit: "));
        // A trusted forwarder brings other people's spam like their mail.
        scene.configuration.server.trustedForwarders = {"192.168.1.7"};
        QVERIFY(rowText(scene.verdict(facts, Stage::Data)).startsWith("hit: "));
    }

    // policy.md, 4.4: an exception by sender or HELO lifts this check, and not those of forged senders.
    void exceptionsLiftIt()
    {
        for (const auto& [kind, pattern] : {std::pair(model::ListKind::Ip, "203.0.113.0/24"),
                                            {model::ListKind::Sender, "joe@example.org"},
                                            {model::ListKind::Recipient, "jane@domain.com"},
                                            {model::ListKind::Helo, "mx.example.org"}}) {
            Scene scene;
            scene.service.scanners = {scannerAt(one)};
            scene.white(kind, pattern);
            const auto verdict = scene.verdict(messageWith({{one, "spam 9/5"}}), Stage::Data);
            QVERIFY2(rowText(verdict).startsWith("exempt: "), pattern);
            // What is lifted anyway is not asked for.
            QVERIFY(std::holds_alternative<policy::Verdict>(scene.decide(Stage::Data, messageWith({}))));
        }
    }

    void whatTheSenderIsTold_data()
    {
        QTest::addColumn<QString>("rejectText");
        QTest::addColumn<QString>("ofTheCheck");
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("answer");
        const char* spam = "spam 9.5/5 A";
        QTest::newRow("default") << ""
                                 << "" << spam << "554 5.7.1 The message looks like spam";
        QTest::newRow("of the check") << ""
                                      << "no: {score}" << spam << "554 5.7.1 no: 9.5/5";
        QTest::newRow("of the scanner") << ""
                                        << "no: {score}"
                                        << "spam 9.5/5 A\nvirus {address}"
                                        << "554 5.7.1 virus (address)";
        QTest::newRow("of the settings for it") << "{score} {address} {client} {check}"
                                                << "no"
                                                << "spam 9.5/5 A\nvirus"
                                                << "554 5.7.1 9.5/5 joe@example.org 203.0.113.9 message.spam";
        QTest::newRow("one line") << "a\r\n250 b"
                                  << "" << spam << "554 5.7.1 a  250 b";
    }
    void whatTheSenderIsTold()
    {
        QFETCH(QString, rejectText);
        QFETCH(QString, ofTheCheck);
        QFETCH(QString, said);
        QFETCH(QString, answer);
        Scene scene;
        scene.service.scanners = {scannerAt(one), scannerAt(two, 10)};
        scene.service.scanners[0].rejectText = rejectText.toStdString();
        scene.service.scanners[1].rejectText = "of the one that gives less";
        scene.service.checks[Check::MessageSpam].reply = ofTheCheck.toStdString();
        const std::string text = said.toStdString();
        QCOMPARE(reply(scene.verdict(messageWith({{one, text.c_str()}, {two, "spam 9/5"}}), Stage::Data)),
                 answer);
    }

    void longRepliesFit()
    {
        Scene scene;
        scene.service.scanners = {scannerAt(one)};
        scene.service.scanners[0].rejectText = std::string(600, 'x');
        const auto verdict = scene.verdict(messageWith({{one, "spam 9/5"}}), Stage::Data);
        QVERIFY(policy::withReference(verdict.reply, "K7Q2M9XD").toString().size() <= 510);
    }

    void whatWasNotRecordedIsNotKnown()
    {
        Scene scene;
        scene.service.scanners = {scannerAt(one)};
        scene.service.scanners[0].onFailure = ScannerFailure::Defer;
        const auto explained = policy::explain(*scene.compile(), messageWith({}));
        QVERIFY(!explained.verdict.check);
        QCOMPARE(explained.missing, (std::vector{policy::FactId::Scan}));
        QVERIFY2(rowText(explained.verdict).startsWith("unknown: "), qPrintable(rowText(explained.verdict)));
    }
};

QTEST_APPLESS_MAIN(TestScanCheck)
#include "test_scan_check.moc"
