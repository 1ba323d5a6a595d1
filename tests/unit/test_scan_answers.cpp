// SPDX-License-Identifier: GPL-3.0-or-later
// What spamd and rspamd say, read in pieces of any size, and past each bound.
#include "scan/answer_reader.h"
#include "scan/field_filter.h"
#include "scan/place.h"
#include "scan/rspamd_answer.h"
#include "scan/spamd_answer.h"
#include "scan/verdict_field.h"

#include <QTest>

using namespace postern;
using scan::AnswerReader;

namespace {

AnswerReader readIn(const std::string& text, std::size_t pieces, bool closes = true)
{
    AnswerReader reader;
    for (std::size_t at = 0; at < text.size(); at += pieces)
        reader.take(std::string_view(text).substr(at, pieces));
    if (closes)
        reader.close();
    return reader;
}

std::string http(const std::string& json, const std::string& status = "HTTP/1.1 200 OK")
{
    return status + "\r\nContent-Length: " + std::to_string(json.size()) + "\r\n\r\n" + json;
}

QString summary(const ScanOpinion& opinion)
{
    return QString::fromStdString(toText(opinion));
}

} // namespace

class TestScanAnswers : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatSpamdSays_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("opinion");
        const auto row = [](const char* what, const std::string& answer, const char* opinion) {
            QTest::newRow(what) << QByteArray::fromStdString(answer) << opinion;
        };
        const std::string ok = "SPAMD/1.1 0 EX_OK\r\n";
        row("spam", ok + "Content-length: 24\r\nSpam: True ; 1000.0 / 5.0\r\n\r\nGTUBE,NO_RECEIVED,MISSING_X",
            "spam 1000/5 GTUBE,NO_RECEIVED,MISSIN");
        row("ham", ok + "Content-length: 2\r\nSpam: False ; -1.9 / 5.0\r\n\r\n\r\n", "clean -1.9/5");
        row("without a length", ok + "Spam: False ; 0.0 / 5.0\r\n\r\nA,B", "clean 0/5 A,B");
        row("LF only", "SPAMD/1.5 0 EX_OK\nSpam: yes;6.1/5\n\nX", "spam 6.1/5 X");
        row("other case", ok + "SPAM:TRUE ; 6 / 5\r\nContent-Length:0\r\n\r\n", "spam 6/5");
        row("busy", "SPAMD/1.0 79 EX_TIMEOUT\r\n\r\n", "!spamd says: SPAMD/1.0 79 EX_TIMEOUT");
        row("bad request", "SPAMD/1.0 76 Bad header line: (Content-length contains invalid)\r\n",
            "!it broke off in the middle of its answer");
        row("no spamd", "220 mx.example.org ESMTP\r\n\r\n",
            "!what answers is no spamd: 220 mx.example.org ESMTP");
        row("no code", "SPAMD/1.1 x EX_OK\r\n\r\n", "!what answers is no spamd: SPAMD/1.1 x EX_OK");
        row("no verdict", ok + "Content-length: 0\r\n\r\n", "!spamd gives no score that can be read: ");
        row("another verdict", ok + "Spam: Perhaps ; 1 / 5\r\n\r\n",
            "!spamd gives no score that can be read: Perhaps ; 1 / 5");
        row("no score", ok + "Spam: True ; nan / 5\r\n\r\n",
            "!spamd gives no score that can be read: True ; nan / 5");
        row("no threshold", ok + "Spam: True ; 7\r\n\r\n",
            "!spamd gives no score that can be read: True ; 7");
        row("cut off in its head", ok + "Spam: Tru", "!it broke off in the middle of its answer");
        row("cut off in its body", ok + "Content-length: 10\r\nSpam: True ; 7 / 5\r\n\r\nA,B",
            "!it broke off in the middle of its answer");
        row("nothing", "", "!it closed the connection without an answer");
        row("no number as its length", ok + "Content-length: ten\r\n\r\n",
            "!it does not say how long its answer is");
        row("negative length", ok + "Content-length: -1\r\n\r\n", "!it does not say how long its answer is");
        row("two lengths", ok + "Content-length: 1\r\nContent-length: 2\r\n\r\nAB",
            "!it does not say how long its answer is");
        row("a field without a name", ok + "nonsense\r\n\r\n", "!it answers with a field that has no name");
        row("controls in its status", "SPAMD/1.1 1 \x1b[31m\r\n\r\n", "!spamd says: SPAMD/1.1 1 \\x1b[31m");
    }
    void whatSpamdSays()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, opinion);
        for (std::size_t pieces = 1; pieces <= std::size_t(answer.size()) + 1; ++pieces)
            QCOMPARE(summary(scan::spamdOpinion(readIn(answer.toStdString(), pieces))), opinion);
    }

    void whatRspamdSays_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("opinion");
        const auto row = [](const char* what, const std::string& answer, const char* opinion) {
            QTest::newRow(what) << QByteArray::fromStdString(answer) << opinion;
        };
        row("spam",
            http(
                R"({"is_skipped":false,"score":16.25,"required_score":15.0,"action":"reject",)"
                R"("symbols":{"A":{"name":"A","score":0.0},"B":{"score":1.5,"options":["x",{"score":99}]},)"
                R"("C":{"metric_score":3,"score":-2,"description":"d"}},"messages":{"smtp_message":"go away"},)"
                R"("urls":["a.example"],"message-id":"undef"})"),
            "spam 16.25/15 C(-2),B(1.5)\ngo away");
        row("ham", http(R"({"score":-0.1,"required_score":15,"action":"no action","symbols":{}})"),
            "clean -0.1/15");
        row("GTUBE, which it does not look at any further",
            http(R"({"is_skipped":true,"score":15.0,"required_score":15.0,"action":"reject",)"
                 R"("symbols":{"GTUBE":{"score":0.0}},"messages":{"smtp_message":"Gtube pattern"}})"),
            "spam 15/15 GTUBE\nGtube pattern");
        row("later",
            http(
                R"({"score":4.0,"required_score":15,"action":"soft reject","messages":{"smtp_message":"slow"}})"),
            "later 4/15\nslow");
        row("what is below is left to the score",
            http(
                R"({"score":6.5,"required_score":15,"action":"add header","messages":{"smtp_message":"x"}})"),
            "clean 6.5/15");
        row("greylist", http(R"({"score":4.5,"required_score":15,"action":"greylist"})"), "clean 4.5/15");
        row("no threshold", http(R"({"score":4.5,"required_score":null,"action":"no action"})"),
            "clean 4.5/-");
        row("not looked at, by its own settings",
            http(R"({"is_skipped":true,"score":0,"required_score":15,"action":"no action"})"), "clean 0/15");
        row("an error", http(R"({"error":"Empty message"})"), "!rspamd says: Empty message");
        row("a status with a reason", http(R"({"error":"access denied"})", "HTTP/1.1 403 Forbidden"),
            "!rspamd says: access denied");
        row("a status without", "HTTP/1.0 502 Bad Gateway\r\n\r\n<html>",
            "!rspamd says: HTTP/1.0 502 Bad Gateway");
        row("no HTTP", "220 mx.example.org\r\n\r\n", "!what answers is no rspamd: 220 mx.example.org");
        row("no status", "HTTP/1.1 ok\r\n\r\n", "!what answers is no rspamd: HTTP/1.1 ok");
        row("no JSON", http("<html>"), "!the answer is no JSON that can be read");
        row("half of it", http(R"({"score":4.5,)"), "!the answer is no JSON that can be read");
        row("no object", http("[1]"), "!the answer is no JSON that can be read");
        row("a number", http("7"), "!the answer is no JSON that can be read");
        row("no score", http(R"({"action":"reject"})"), "!rspamd gives neither an action nor a score");
        row("no action", http(R"({"score":1})"), "!rspamd gives neither an action nor a score");
        row("a score that is none", http(R"({"score":"1","action":"reject"})"),
            "!rspamd gives neither an action nor a score");
        row("a score elsewhere", http(R"({"a":{"score":1,"action":"reject"}})"),
            "!rspamd gives neither an action nor a score");
        row("in chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            "!it answers in an encoding that was not asked for");
        row("compressed", "HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\nContent-Length: 1\r\n\r\nx",
            "!it answers in an encoding that was not asked for");
        row("cut off", http(R"({"score":4.5})").substr(0, 40), "!it broke off in the middle of its answer");
    }
    void whatRspamdSays()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, opinion);
        for (std::size_t pieces = 1; pieces <= std::size_t(answer.size()) + 1; ++pieces)
            QCOMPARE(summary(scan::rspamdOpinion(readIn(answer.toStdString(), pieces))), opinion);
    }

    // ----------------------------------------------------------------------------------------- bounds

    void linesAreBounded()
    {
        const std::string longest = "X: " + std::string(AnswerReader::maxLine - 3, 'x');
        const std::string status = "SPAMD/1.1 0 EX_OK\r\n";
        const std::string rest = "\r\nSpam: True ; 7 / 5\r\n\r\n";
        QCOMPARE(summary(scan::spamdOpinion(readIn(status + longest + rest, 1000))), "spam 7/5");
        QCOMPARE(summary(scan::spamdOpinion(readIn(status + longest + 'x' + rest, 1000))),
                 "!it answers with a line that is too long");
        // Without an end it is not kept.
        AnswerReader endless;
        for (int i = 0; i < 20 && !endless.isOver(); ++i)
            endless.take(std::string(1000, 'x'));
        QCOMPARE(QString::fromStdString(endless.problem()), "it answers with a line that is too long");
    }

    void fieldsAreBounded()
    {
        const auto with = [](std::size_t count) {
            std::string text = "SPAMD/1.1 0 EX_OK\r\nSpam: True ; 7 / 5\r\n";
            for (std::size_t i = 1; i < count; ++i)
                text += "X: y\r\n";
            return text + "\r\n";
        };
        QCOMPARE(summary(scan::spamdOpinion(readIn(with(AnswerReader::maxFields), 100))), "spam 7/5");
        QCOMPARE(summary(scan::spamdOpinion(readIn(with(AnswerReader::maxFields + 1), 100))),
                 "!it answers with too many fields");
    }

    void bodiesAreBounded_data()
    {
        QTest::addColumn<bool>("stated");
        QTest::newRow("of a stated length") << true;
        QTest::newRow("to the end") << false;
    }
    void bodiesAreBounded()
    {
        QFETCH(bool, stated);
        const auto with = [stated](std::size_t length) {
            const std::string head = "SPAMD/1.1 0 EX_OK\r\nSpam: True ; 7 / 5\r\n";
            const std::string field =
                stated ? "Content-length: " + std::to_string(length) + "\r\n" : std::string();
            return head + field + "\r\n" + std::string(length, 'w');
        };
        const ScanOpinion most = scan::spamdOpinion(readIn(with(AnswerReader::maxBody), 8192));
        QVERIFY2(!most.failed(), most.failure.c_str());
        QCOMPARE(most.words.size(), ScanOpinion::mostWords);
        QCOMPARE(summary(scan::spamdOpinion(readIn(with(AnswerReader::maxBody + 1), 8192))),
                 "!its answer is too long");
    }

    void whatComesBehindTheBodyIsLeft()
    {
        const AnswerReader reader =
            readIn("SPAMD/1.1 0 EX_OK\r\nSpam: True ; 7 / 5\r\nContent-length: 1\r\n\r\nABC", 3, false);
        QVERIFY(reader.isOver());
        QCOMPARE(reader.body(), std::string("A"));
    }

    void symbolsAndDepthAreBounded()
    {
        std::string symbols;
        for (int i = 0; i < 600; ++i)
            symbols +=
                (i > 0 ? "," : "") + ("\"S" + std::to_string(i)) + "\":{\"score\":" + std::to_string(i) + '}';
        const ScanOpinion many = scan::rspamdOpinion(
            readIn(http(R"({"score":1,"required_score":2,"action":"no action","symbols":{)" + symbols + "}}"),
                   8192));
        QVERIFY2(many.words.starts_with("S499(499),S498(498),"), many.words.c_str());
        QCOMPARE(many.words.size(), ScanOpinion::mostWords);
        const std::string deep =
            R"({"score":1,"action":"reject","x":)" + std::string(15, '[') + std::string(15, ']') + '}';
        QCOMPARE(summary(scan::rspamdOpinion(readIn(http(deep), 64))), "spam 1/-");
        const std::string deeper =
            R"({"score":1,"action":"reject","x":)" + std::string(16, '[') + std::string(16, ']') + '}';
        QCOMPARE(summary(scan::rspamdOpinion(readIn(http(deeper), 64))),
                 "!the answer is no JSON that can be read");
        QVERIFY(scan::rspamdOpinion(readIn(http(std::string(100'000, '[')), 8192)).failed());
    }

    // ---------------------------------------------------------------------------------- where it listens

    void places_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("good");
        QTest::newRow("IPv4") << "127.0.0.1:783" << true;
        QTest::newRow("IPv6") << "[::1]:11333" << true;
        QTest::newRow("socket") << "/run/spamd.sock" << true;
        QTest::newRow("longest path") << '/' + QString(106, 'x') << true;
        QTest::newRow("path too long") << '/' + QString(107, 'x') << false;
        for (const char* bad : {"", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536",
                                "127.0.0.1:7x", "::1:783", "[::1]", "spamd.example:783", "spamd.sock"})
            QTest::newRow(*bad != '\0' ? bad : "nothing") << QString::fromLatin1(bad) << false;
    }
    void places()
    {
        QFETCH(QString, address);
        QFETCH(bool, good);
        QCOMPARE(scan::placeOf(address.toStdString()).has_value(), good);
    }

    // ------------------------------------------------------------------------------------------- fields

    void forgedFieldsAreTakenOut_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("left");
        QTest::newRow("one") << QByteArray("A: b\r\nX-Spam-Status: No\r\nB: c\r\n\r\nbody\r\n")
                             << QByteArray("A: b\r\nB: c\r\n\r\nbody\r\n");
        QTest::newRow("folded, first and last, in another case")
            << QByteArray(
                   "x-spam-STATUS: No,\r\n\tscore=1\r\n more\r\nA: b\r\n c\r\nX-Spam-Status:x\r\n\r\nb")
            << QByteArray("A: b\r\n c\r\n\r\nb");
        QTest::newRow("blanks before the colon")
            << QByteArray("X-Spam-Status \t: No\r\nA: b\r\n\r\n") << QByteArray("A: b\r\n\r\n");
        QTest::newRow("longer and shorter names stay")
            << QByteArray("X-Spam-Statuses: a\r\nX-Spam: b\r\nX-Spam-Status2: c\r\n\r\n")
            << QByteArray("X-Spam-Statuses: a\r\nX-Spam: b\r\nX-Spam-Status2: c\r\n\r\n");
        QTest::newRow("the body stays") << QByteArray("A: b\r\n\r\nX-Spam-Status: No\r\n")
                                        << QByteArray("A: b\r\n\r\nX-Spam-Status: No\r\n");
        QTest::newRow("no field") << QByteArray("X-Spam-Status\r\n\r\n")
                                  << QByteArray("X-Spam-Status\r\n\r\n");
        QTest::newRow("no field, a word behind")
            << QByteArray("X-Spam-Status No: x\r\n\r\n") << QByteArray("X-Spam-Status No: x\r\n\r\n");
        QTest::newRow("the message ends within a name")
            << QByteArray("A: b\r\nX-Sp") << QByteArray("A: b\r\nX-Sp");
        QTest::newRow("two names") << QByteArray("X-Virus: a\r\nX-Spam-Status: b\r\nY: c\r\n\r\n")
                                   << QByteArray("Y: c\r\n\r\n");
        QTest::newRow("no header") << QByteArray("\r\nX-Virus: a\r\n") << QByteArray("\r\nX-Virus: a\r\n");
        const QByteArray most(int(scan::FieldFilter::maxBlanks), ' ');
        QTest::newRow("many blanks, and no field") << QByteArray("X-Virus" + most + "\r\nA: b\r\n\r\n")
                                                   << QByteArray("X-Virus" + most + "\r\nA: b\r\n\r\n");
        QTest::newRow("past the bound of blanks")
            << QByteArray("X-Virus" + most + " \r\nA: b\r\n\r\n") << QByteArray("A: b\r\n\r\n");
    }
    void forgedFieldsAreTakenOut()
    {
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, left);
        const std::string text = message.toStdString();
        const std::size_t most = std::min<std::size_t>(text.size() + 1, 60);
        for (std::size_t pieces = 1; pieces <= most; ++pieces) {
            scan::FieldFilter filter({"X-Spam-Status", "x-virus"});
            std::string kept;
            const auto sink = [&kept](std::string_view stays) { kept += stays; };
            for (std::size_t at = 0; at < text.size(); at += pieces)
                filter.scan(std::string_view(text).substr(at, pieces), sink);
            filter.finish(sink);
            QCOMPARE(QByteArray::fromStdString(kept), left);
            QCOMPARE(filter.removed() > 0, message != left);
        }
    }

    void theVerdictStandsInAField()
    {
        ScanOpinion opinion;
        opinion.scanner = "127.0.0.1:783";
        opinion.score = -1200;
        opinion.threshold = 5000;
        QCOMPARE(scan::verdictField("X-Spam-Status", opinion),
                 std::string("X-Spam-Status: No, score=-1.2 required=5\r\n"));
        opinion.verdict = ScanVerdict::Spam;
        opinion.words = "GTUBE,B\xc3\xa4\x01";
        QCOMPARE(scan::verdictField("X-Spam", opinion),
                 std::string("X-Spam: Yes, score=-1.2 required=5\r\n\ttests=GTUBE,B???\r\n"));
        opinion.words.clear();
        for (int i = 0; i < 40; ++i)
            opinion.words += "SOME_RULE_NAME,";
        const QString field = QString::fromStdString(scan::verdictField("X-Spam", opinion));
        for (const QString& line : field.split("\r\n"))
            QVERIFY2(line.size() <= 78, qPrintable(line));
        QVERIFY(field.endsWith("SOME_RULE_NAME,\r\n") && !field.contains("\r\n\r\n"));
        opinion.failure = "time-out";
        QCOMPARE(scan::verdictField("X-Spam", opinion), std::string());
    }
};

QTEST_GUILESS_MAIN(TestScanAnswers)
#include "test_scan_answers.moc"
