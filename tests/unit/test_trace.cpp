// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/reason.h"
#include "support/scene.h"

#include <QSet>
#include <QTest>

#include <algorithm>

using namespace postern;
using namespace postern::testing;
using model::Check;
using model::CheckMode;
using policy::Reason;

namespace {

QString qt(const std::string& text)
{
    return QString::fromStdString(text);
}

policy::Reply replyWith(const std::string& text, const policy::Facts& facts,
                        Check check = Check::SenderBlacklist)
{
    Scene scene;
    scene.service.checks[check].reply = text;
    return policy::replyFor(*scene.compile(), check, facts);
}

constexpr std::size_t lineLimit = 510; // RFC 5321 4.5.3.1.5, without CRLF

} // namespace

class TestTrace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- facts
    // -------------------------------------------------------------------------------------------------

    void factsGoThroughJsonUnchanged_data()
    {
        QTest::addColumn<QByteArray>("text");
        QByteArray all;
        for (int byte = 0; byte < 256; ++byte)
            all += char(byte);
        QTest::newRow("every byte") << all;
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("quotes") << QByteArray("\"\\\"\\u0041/");
        QTest::newRow("UTF-8") << QByteArray("jörg@bücher.example");
        QTest::newRow("half a character") << QByteArray("\xc3");
    }
    void factsGoThroughJsonUnchanged()
    {
        QFETCH(QByteArray, text);
        const std::string bytes = text.toStdString();
        policy::Facts facts;
        facts.now = fromMicros(1'790'000'000'123'456);
        facts.client = *IpAddress::parse("2001:db8::1");
        facts.ban = policy::Ban{fromMicros(-5), bytes};
        facts.helo = facts.tls = facts.user = bytes;
        facts.sender = facts.recipient = bytes;
        facts.declaredSize = 0;
        facts.size = INT64_MAX;
        facts.receivedFields = 7;
        facts.spf = policy::Unknown{bytes};
        facts.authors = bytes;
        facts.dmarc = policy::Dmarc{DmarcResult::PermError,  bytes, bytes, DmarcPolicy::Reject,
                                    DmarcPolicy::Quarantine, bytes, bytes};
        ScanOpinion said;
        said.scanner = "[::1]:11333";
        said.verdict = ScanVerdict::Spam;
        said.score = 15'200;
        said.threshold = 5000;
        said.words = shortLine(bytes, ScanOpinion::mostWords);
        said.reply = "no";
        ScanOpinion silent;
        silent.scanner = "/run/spamd.sock";
        silent.failure = "time-out" + bytes;
        facts.scans = policy::ScanOpinions{said, silent};
        const auto read = policy::factsFromJson(policy::toJson(facts));
        QVERIFY2(read, read ? "" : read.error().what.c_str());
        QVERIFY(*read == facts);
    }

    void whatIsNotKnownIsLeftOut()
    {
        policy::Facts facts;
        facts.client = *IpAddress::parse("192.0.2.1");
        QCOMPARE(qt(policy::toJson(facts)), R"({"now":0,"client":"192.0.2.1"})");
        QVERIFY(*policy::factsFromJson(policy::toJson(facts)) == facts);
        facts.sender = ""; // known: the null sender
        facts.spf = policy::SpfResult::SoftFail;
        QCOMPARE(qt(policy::toJson(facts)), R"({"now":0,"client":"192.0.2.1","sender":"","spf":"softfail"})");
        QVERIFY(*policy::factsFromJson(policy::toJson(facts)) == facts);
    }

    void whatALaterVersionAddsIsSkipped()
    {
        const auto facts = policy::factsFromJson(
            R"({"new":{"now":7,"a":[{"client":1}]},"now":5,"ban":{"until":9,"by":{"until":3}},"more":[1,{"now":2},null],)"
            R"("client":"192.0.2.1","spf":{"unknown":"time-out","detail":true},"x":1.5,"helo":"h"})");
        QVERIFY2(facts, facts ? "" : facts.error().what.c_str());
        QCOMPARE(toMicros(facts->now), 5);
        QCOMPARE(toMicros(facts->ban->until), 9);
        QCOMPARE(qt(facts->client.toString()), "192.0.2.1");
        QCOMPARE(qt(facts->helo), "h");
        QCOMPARE(qt(std::get<policy::Unknown>(*facts->spf).why), "time-out");
    }

    void damagedFactsAreAnError_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char* json :
             {"", "[]", "null", "{", "{}", R"({"now":0})", R"({"client":"192.0.2.1"})",
              R"({"now":"x","client":"192.0.2.1"})", R"({"now":0,"client":"nonsense"})",
              R"({"now":0,"client":7})", R"({"now":0,"client":"192.0.2.1","sender":[]})",
              R"({"now":0,"client":"192.0.2.1","ban":3})", R"({"now":0,"client":"192.0.2.1","spf":3})"})
            QTest::newRow(*json ? json : "nothing") << QByteArray(json);
        QTest::newRow("deep") << QByteArray(100'000, '[');
    }
    void damagedFactsAreAnError()
    {
        QFETCH(QByteArray, json);
        QVERIFY(!policy::factsFromJson(json.toStdString()));
    }

    // --- trace
    // -------------------------------------------------------------------------------------------------

    void tracesGoThroughJsonUnchanged()
    {
        policy::Trace trace;
        for (const model::CheckInfo& info : model::checks()) {
            policy::TraceRow row;
            row.check = info.check;
            row.result = policy::CheckResult(trace.size() % 5);
            row.mode = CheckMode(trace.size() % 3);
            row.reason = Reason(trace.size());
            if (trace.size() % 2 == 1)
                row.args = {"a\"b\\c", "", "jörg"};
            if (trace.size() % 3 == 1) {
                row.entry = INT64_MAX - 1;
                row.pattern = "~*@bücher.example";
            }
            if (trace.size() % 4 == 1) {
                row.remark = Reason::ExceptionByIp;
                row.remarkArgs = {"192.0.2.0/24"};
            }
            trace.push_back(row);
        }
        const auto read = policy::traceFromJson(policy::toJson(trace));
        QVERIFY2(read, read ? "" : read.error().what.c_str());
        QVERIFY(*read == trace);
        QVERIFY(policy::traceFromJson(policy::toJson(policy::Trace()))->empty());
    }

    // What is in people's logs must stay readable: this text is never to be changed, only added to.
    void theFirstVersionsTracesAreStillRead()
    {
        const auto read = policy::traceFromJson(
            R"([["access.client",0,2,1],["helo.local",3,2,13,["192.168.1.7"]],)"
            R"(["sender.blacklist",1,2,10,["joe@example.org","*@example.org"],17,"*@example.org"],)"
            R"(["sender.claims-local",2,1,21,["203.0.113.9","a@domain.com","domain.com"],18,"203.0.113.9",45,["203.0.113.9"]]])");
        QVERIFY(read);
        QCOMPARE(read->size(), 4U);
        QCOMPARE(qt(policy::inEnglish((*read)[0])), "any client may use this service");
        QCOMPARE(qt(policy::inEnglish((*read)[2])),
                 "joe@example.org is in the Black List, by the entry *@example.org");
        QCOMPARE((*read)[2].entry, 17);
        QCOMPARE(int((*read)[3].result), int(policy::CheckResult::Exempt));
        QCOMPARE(qt(toEnglish(policy::remark((*read)[3]))),
                 "the exception for the IP address 203.0.113.9 lets it in");
    }

    void damagedTracesAreAnError_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char* json :
             {"", "{}", "[", "[1]", "[[]]", R"([["no.such-check",0,0,0]])", R"([["access.client","x"]])",
              R"([["access.client",0,0,0,{}]])", R"([["access.client",0,0,0,[1]]])",
              R"([["access.client",0,0,1e30]])", R"([["access.client",0,0,0.5]])"})
            QTest::newRow(*json ? json : "nothing") << QByteArray(json);
    }
    void damagedTracesAreAnError()
    {
        QFETCH(QByteArray, json);
        QVERIFY(!policy::traceFromJson(json.toStdString()));
    }

    void aNumberPastTheKnownReasonsIsNoCrash()
    {
        const auto read = policy::traceFromJson(R"([["access.client",99,99,64000,["x"],-1,"",65000,["y"]]])");
        QVERIFY(read);
        QCOMPARE(qt(policy::inEnglish((*read)[0])), "");
    }

    void everyReasonHasItsSentence()
    {
        for (int number = 1; number <= int(Reason::SpfIsNotKnown); ++number) {
            const auto& info = policy::info(Reason(number));
            const QString text = QString::fromUtf8(info.text);
            QVERIFY2(!text.isEmpty(), qPrintable(QString::number(number)));
            const auto args = std::count_if(info.args.begin(), info.args.end(),
                                            [](policy::Arg arg) { return arg != policy::Arg::None; });
            for (int i = 1; i <= 9; ++i)
                QCOMPARE(text.contains('%' + QString::number(i)), i <= args);
        }
    }

    void textFromTheWireIsSafeToShow()
    {
        Scene scene;
        auto facts = session("203.0.113.9", "evil\x1b[2J\r\nx", "a\xff\u202e@domain.com",
                             std::string(5000, 'x') + "@domain.com");
        facts.user = "u\n";
        scene.service.exemptAuthenticated = false;
        scene.setMode(Check::HeloInvalid, CheckMode::Enforce);
        for (const policy::TraceRow& row : scene.verdict(facts).trace) {
            const QString text = qt(policy::inEnglish(row));
            QVERIFY2(text.size() < 2000, qPrintable(text));
            for (const QChar c : text)
                QVERIFY2(c.isPrint(), qPrintable(text));
        }
    }

    // --- replies
    // -----------------------------------------------------------------------------------------------

    void defaultReplies_data()
    {
        QTest::addColumn<int>("check");
        QTest::addColumn<QString>("line");
        const auto row = [](Check check, const char* line) {
            QTest::newRow(model::info(check).id.data()) << int(check) << line;
        };
        row(Check::AccessClient, "554 5.7.1 203.0.113.9 may not use this service");
        row(Check::AccessBanned, "421 4.7.0 203.0.113.9 is barred for a time, try again later");
        row(Check::IpBlacklist, "554 5.7.1 blacklisted (203.0.113.9)");
        row(Check::IpReverseDns, "550 5.7.25 203.0.113.9 has no name that leads back to it");
        row(Check::IpDnsbl, "554 5.7.1 203.0.113.9 is listed by");
        row(Check::HeloBlacklist, "554 5.7.1 blacklisted (laptop)");
        row(Check::HeloLocal, "554 5.7.1 blacklisted (laptop)");
        row(Check::HeloInvalid, "554 5.7.1 HELO argument is no valid host name (laptop)");
        row(Check::HeloUnresolvable, "550 5.7.1 HELO argument is not in the DNS (laptop)");
        row(Check::SenderBlacklist, "554 5.7.1 blacklisted (joe@example.org)");
        row(Check::SenderClaimsLocal, "554 5.7.1 blacklisted (joe@example.org)");
        row(Check::SenderUnresolvable, "550 5.1.8 The domain of the sender takes no mail (joe@example.org)");
        row(Check::SenderSpf, "550 5.7.23 SPF does not permit 203.0.113.9 to send this (joe@example.org)");
        row(Check::AuthRequired, "530 5.7.0 Authentication required");
        row(Check::RecipientBlacklist, "554 5.7.1 blacklisted (jane@domain.com)");
        row(Check::RecipientRelay, "554 5.7.1 Relay access denied");
        row(Check::RecipientUnknown, "550 5.1.1 No such user here");
        row(Check::RecipientGreylist, "451 4.7.1 Greylisted, try again in 300 s");
        row(Check::MessageSize, "552 5.3.4 Message is too large");
        row(Check::FromClaimsLocal,
            "554 5.7.1 From: names a domain of ours, and the sender is none (domain.com other.org)");
        row(Check::MessageDmarc, "550 5.7.26 DMARC does not permit this message (domain.com other.org)");
        row(Check::MessageLoop, "554 5.4.6 Too many hops");
        row(Check::MessageSpam, "554 5.7.1 The message looks like spam");
    }
    void defaultReplies()
    {
        QFETCH(int, check);
        QFETCH(QString, line);
        auto facts = session("203.0.113.9", "laptop", "joe@example.org", "jane@domain.com");
        facts.authors = "domain.com other.org";
        QCOMPARE(qt(policy::replyFor(*Scene().compile(), Check(check), facts).toString()), line);
    }

    void ownTextsHavePlaceholders()
    {
        const auto facts = session("203.0.113.9", "laptop", "joe@example.org", "jane@domain.com");
        const auto reply = replyWith("{reference}: {address} {client} {helo} {check} {nonsense} {", facts);
        QCOMPARE(qt(policy::withReference(reply, "K7Q2M9XD").text),
                 "K7Q2M9XD: joe@example.org 203.0.113.9 laptop sender.blacklist {nonsense} {");
        QCOMPARE(qt(policy::withReference(replyWith("go away", facts), "K7Q2M9XD").toString()),
                 "554 5.7.1 go away ref K7Q2M9XD");
        const auto placeholders = policy::replyPlaceholders();
        QCOMPARE(placeholders.size(), 9U);
    }

    void aReplyIsAlwaysOneLineWithinTheLimit_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("helo");
        QTest::newRow("default") << QByteArray() << QByteArray("laptop");
        QTest::newRow("line feed in the text") << QByteArray("a\r\n250 b\x1b{helo}") << QByteArray("laptop");
        QTest::newRow("line feed in the value") << QByteArray("{helo}") << QByteArray("a\r\n250 ok\n");
        QTest::newRow("long text") << QByteArray(2000, 'x') << QByteArray("laptop");
        QTest::newRow("long text and reference")
            << QByteArray(480, 'x') + "{reference}" << QByteArray("laptop");
        QTest::newRow("reference over the edge")
            << QByteArray(470, 'x') + "{helo}{reference}" << QByteArray("12345678");
        QTest::newRow("long values") << QByteArray("{helo}{helo}{helo}{helo} {reference}")
                                     << QByteArray(1000, '\xff');
        QTest::newRow("long UTF-8") << QByteArray("x") + QByteArray("ü").repeated(1000)
                                    << QByteArray("laptop");
        QTest::newRow("a placeholder from the wire")
            << QByteArray("{helo}") << QByteArray("{reference}{address}");
    }
    void aReplyIsAlwaysOneLineWithinTheLimit()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, helo);
        const auto facts = session("203.0.113.9", helo.toStdString(), "joe@example.org", "jane@domain.com");
        const auto reply =
            policy::withReference(replyWith(text.toStdString(), facts, Check::HeloBlacklist), "K7Q2M9XD");
        const std::string line = reply.toString();
        QVERIFY(line.size() <= lineLimit);
        QCOMPARE(QByteArray::fromStdString(line).count("K7Q2M9XD"), 1);
        QVERIFY(line.find("{reference") == line.npos);
        for (const char c : line)
            QVERIFY(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
        QCOMPARE(QString::fromUtf8(line.c_str()).toUtf8().toStdString(), line); // whole UTF-8 characters
    }
};

QTEST_APPLESS_MAIN(TestTrace)
#include "test_trace.moc"
