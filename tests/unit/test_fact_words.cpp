// SPDX-License-Identifier: GPL-3.0-or-later
// What the log keeps of facts beside what decides, and how facts are told to people.
#include "policy/fact_words.h"
#include "support/policy_words.h"

#include <QTest>

#include <algorithm>

using namespace postern;
using namespace postern::testing;
using policy::FactId;

namespace {

policy::Facts plain()
{
    return session(stranger, "mx.example.org", "joe@example.org", "jane@domain.com");
}

// "SPF: fail", or "(no line)".
QString line(const policy::Facts& facts, const char* name)
{
    for (const policy::FactLine& each : policy::factLines(facts)) {
        if (QString(each.name) == name)
            return qt(toEnglish(each.value));
    }
    return "(no line)";
}

} // namespace

class TestFactWords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTimeOfEachLookUpIsKept()
    {
        policy::Facts facts = plain();
        facts.spf = policy::SpfResult::Pass;
        facts.heloDns = policy::Unknown{"time-out"};
        facts.lookedUp = {{FactId::Spf, facts.now - std::chrono::seconds(7)}, {FactId::HeloDns, facts.now}};
        const auto again = policy::factsFromJson(policy::toJson(facts));
        QVERIFY(again && *again == facts);
        for (const policy::FactLine& each : policy::factLines(*again)) {
            if (each.fetched == FactId::Spf)
                QCOMPARE(toMicros(*each.lookedUp), toMicros(facts.now) - 7'000'000);
            else if (each.fetched == FactId::HeloDns)
                QVERIFY(each.lookedUp == facts.now);
            else
                QVERIFY(!each.lookedUp);
        }
    }

    void factsOfEarlierVersionsHaveNoTimes()
    {
        const auto facts = policy::factsFromJson(
            R"({"now":1000,"client":"203.0.113.9","spf":"fail","greylist":{"passed":1}})");
        QVERIFY(facts && facts->lookedUp.empty() && facts->spfExplanation.empty() && !facts->judged);
        QCOMPARE(line(*facts, "SPF"), "fail");
        const auto lines = policy::factLines(*facts);
        QVERIFY(std::none_of(lines.begin(), lines.end(), [](const auto& each) { return each.lookedUp; }));
    }

    void whatIsWrongInTheTimesIsRefused()
    {
        QVERIFY(!policy::factsFromJson(R"({"now":1,"client":"::1","looked_up":{"spf":"yesterday"}})"));
        QVERIFY(policy::factsFromJson(R"({"now":1,"client":"::1","looked_up":{"of_a_later_version":5}})"));
    }

    void anEmptyListOfAnswersDoesNotSpoilWhatFollows()
    {
        policy::Facts facts = plain();
        facts.dnsLists = policy::DnsListAnswers{};
        facts.greylist = policy::Greylisted{};
        const auto again = policy::factsFromJson(policy::toJson(facts));
        QVERIFY(again && again->greylist);
    }

    void everyFactHasALineAndAWord_data()
    {
        QTest::addColumn<policy::Facts>("facts");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const char* words, auto change) {
            policy::Facts facts = plain();
            change(facts);
            QTest::addRow("%s: %s", name, words) << facts << QString(name) << QString(words);
        };
        row("client", "203.0.113.9", [](auto&) {});
        row("barred until", "2026-09-21T14:14:20Z: x", [](auto& f) {
            f.ban = policy::Ban{f.now + std::chrono::seconds(60), "x"};
        });
        row("HELO", "a\\x0ab", [](auto& f) { f.helo = "a\nb"; });
        row("encryption", "TLSv1.3", [](auto& f) { f.tls = "TLSv1.3"; });
        row("logged in as", "jane", [](auto& f) { f.user = "jane"; });
        row("sender", "<>", [](auto& f) { f.sender = ""; });
        row("sender", "(no line)", [](auto& f) { f.sender.reset(); });
        row("recipient", "jane@domain.com", [](auto&) {});
        row("bytes that it declared", "5", [](auto& f) { f.declaredSize = 5; });
        row("bytes that came", "6", [](auto& f) { f.size = 6; });
        row("servers that it has passed", "7", [](auto& f) { f.receivedFields = 7; });
        row("recipient that the message was judged by", "bob@domain.com",
            [](auto& f) { f.judged = "bob@domain.com"; });
        row("domains in From:", "a.org b.org", [](auto& f) { f.authors = "a.org b.org"; });
        row("SPF", "", [](auto&) {});
        row("SPF", "pass", [](auto& f) { f.spf = policy::SpfResult::Pass; });
        row("SPF", "fail; the domain explains: see there", [](auto& f) {
            f.spf = policy::SpfResult::Fail;
            f.spfExplanation = "see there";
        });
        row("SPF", "not known: time-out", [](auto& f) { f.spf = policy::Unknown{"time-out"}; });
        row("reverse DNS", "it has no name", [](auto& f) { f.reverseDns = policy::ReverseDns{}; });
        row("reverse DNS", "mx.org, which leads back to it", [](auto& f) {
            f.reverseDns = policy::ReverseDns{"mx.org", true};
        });
        row("reverse DNS", "mx.org, which does not lead back to it", [](auto& f) {
            f.reverseDns = policy::ReverseDns{"mx.org", false};
        });
        row("the HELO name", "is not in the DNS", [](auto& f) { f.heloDns = policy::HeloDns::Nothing; });
        row("the sender's domain", "says that it takes no mail",
            [](auto& f) { f.senderDns = policy::SenderDns::NullMx; });
        row("DMARC", "fail a.org (org: p=reject); spf=fail; why", [](auto& f) {
            f.dmarc = policy::Dmarc{DmarcResult::Fail,   "a.org",    "org", DmarcPolicy::Reject,
                                    DmarcPolicy::Reject, "spf=fail", "why"};
        });
        row("the DNS lists", "bl.test: 127.0.0.2, 127.0.0.4 (why); c.test: -; d.test: time-out", [](auto& f) {
            f.dnsLists = policy::DnsListAnswers{
                {"bl.test", {*IpAddress::parse("127.0.0.2"), *IpAddress::parse("127.0.0.4")}, "why", ""},
                {"c.test", {}, "", ""},
                {"d.test", {}, "", "time-out"}};
        });
        row("greylisting", "this was the first try; its network has tried again 2 times", [](auto& f) {
            f.greylist = policy::Greylisted{std::nullopt, false, 2};
        });
        row("what the scanners say", "127.0.0.1:783: !time-out", [](auto& f) {
            f.scans = policy::ScanOpinions{{"127.0.0.1:783", {}, {}, {}, "", "", "time-out"}};
        });
        row("greylisting", "it has tried again before", [](auto& f) {
            f.greylist = policy::Greylisted{std::nullopt, true, 2};
        });
    }
    void everyFactHasALineAndAWord()
    {
        QFETCH(policy::Facts, facts);
        QFETCH(QString, name);
        QFETCH(QString, words);
        QCOMPARE(line(facts, name.toUtf8().constData()), words);
    }

    // --- the explanation of SPF in a reply

    void theExplanationOfSpfStandsWhereTheAdministratorPutsIt_data()
    {
        QTest::addColumn<QByteArray>("text"); // of the reply; "": the default
        QTest::addColumn<QByteArray>("explanation");
        QTest::addColumn<QString>("reply");
        const QByteArray own = "no ({address}): {explanation}";
        QTest::newRow("by default it is left out")
            << QByteArray() << QByteArray("see there")
            << "550 5.7.23 SPF does not permit 203.0.113.9 to send this (joe@example.org)";
        QTest::newRow("asked for") << own << QByteArray("see http://example.org/why")
                                   << "550 5.7.23 no (joe@example.org): example.org explains: see "
                                      "http://example.org/why";
        QTest::newRow("there is none") << QByteArray("no {explanation}") << QByteArray() << "550 5.7.23 no";
        QTest::newRow("control characters")
            << QByteArray("{explanation}") << QByteArray("a\r\n250 ok\x1b[2J\x7f\xc3\xbc z")
            << "550 5.7.23 example.org explains: a250 ok[2J z";
        QTest::newRow("placeholders") << QByteArray("{explanation}") << QByteArray("{reference} {client}")
                                      << "550 5.7.23 example.org explains: (reference) (client)";
        QTest::newRow("long") << QByteArray("{explanation}.") << QByteArray(400, 'x')
                              << "550 5.7.23 example.org explains: " + QString(200, 'x') + '.';
    }
    void theExplanationOfSpfStandsWhereTheAdministratorPutsIt()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, explanation);
        QFETCH(QString, reply);
        Scene scene;
        scene.setMode(model::Check::SenderSpf, model::CheckMode::Enforce);
        scene.service.checks[model::Check::SenderSpf].reply = text.toStdString();
        policy::Facts facts = plain();
        facts.spf = policy::SpfResult::Fail;
        facts.spfExplanation = explanation.toStdString();
        const auto verdict = scene.verdict(facts);
        QCOMPARE(qt(verdict.reply.toString()), reply);
        // Other checks have no use for it.
        scene.setMode(model::Check::SenderSpf, model::CheckMode::Off);
        scene.black(model::ListKind::Sender, "joe@example.org");
        scene.service.checks[model::Check::SenderBlacklist].reply = "no {explanation}";
        QCOMPARE(qt(scene.verdict(facts).reply.text), "no");
    }

    void theExplanationOfABounceIsThatOfHelo()
    {
        Scene scene;
        scene.setMode(model::Check::SenderSpf, model::CheckMode::Enforce);
        scene.service.checks[model::Check::SenderSpf].reply = "{explanation}";
        policy::Facts facts = plain();
        facts.sender = "";
        facts.spf = policy::SpfResult::Fail;
        facts.spfExplanation = "no";
        QCOMPARE(qt(scene.verdict(facts).reply.text), "mx.example.org explains: no");
    }
};

QTEST_APPLESS_MAIN(TestFactWords)
#include "test_fact_words.moc"
