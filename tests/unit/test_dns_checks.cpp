// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/dns_list_count.h"
#include "support/policy_words.h"

#include <QTest>

using namespace postern;
using namespace postern::testing;
using model::Check;
using model::CheckMode;
using model::ListKind;
using model::Stage;

class TestDnsChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- what the DNS says: a failure is unknown, never a hit

    void whatTheDnsSays_data()
    {
        using policy::HeloDns;
        using policy::ReverseDns;
        using policy::SenderDns;
        using policy::SpfResult;
        using policy::Unknown;
        QTest::addColumn<int>("check");
        QTest::addColumn<policy::Facts>("facts");
        QTest::addColumn<QString>("expected");
        const policy::Facts plain = session(stranger, "mx.example.org", "joe@example.org", "jane@domain.com");
        const auto row = [&](const char* what, Check check, const char* expected, auto change) {
            policy::Facts facts = plain;
            change(facts);
            QTest::addRow("%s: %s", model::info(check).id.data(), what) << int(check) << facts << expected;
        };
        const Check ptr = Check::IpReverseDns;
        row("confirmed", ptr, "pass", [](auto& f) { f.reverseDns = ReverseDns{"mx.example.org", true}; });
        row("not confirmed", ptr, "hit", [](auto& f) { f.reverseDns = ReverseDns{"mx.example.org", false}; });
        row("no name", ptr, "hit", [](auto& f) { f.reverseDns = ReverseDns{}; });
        row("the DNS fails", ptr, "unknown", [](auto& f) { f.reverseDns = Unknown{"time-out"}; });
        const Check helo = Check::HeloUnresolvable;
        row("found", helo, "pass", [](auto& f) { f.heloDns = HeloDns::Found; });
        row("nothing", helo, "hit", [](auto& f) { f.heloDns = HeloDns::Nothing; });
        row("the DNS fails", helo, "unknown", [](auto& f) { f.heloDns = Unknown{"time-out"}; });
        row("an address", helo, "not-applicable", [](auto& f) { f.helo = "[192.0.2.1]"; });
        row("no HELO", helo, "not-applicable", [](auto& f) { f.helo.clear(); });
        const Check sender = Check::SenderUnresolvable;
        row("found", sender, "pass", [](auto& f) { f.senderDns = SenderDns::Found; });
        row("nothing", sender, "hit", [](auto& f) { f.senderDns = SenderDns::Nothing; });
        row("null MX", sender, "hit", [](auto& f) { f.senderDns = SenderDns::NullMx; });
        row("the DNS fails", sender, "unknown", [](auto& f) { f.senderDns = Unknown{"SERVFAIL"}; });
        row("null sender", sender, "not-applicable", [](auto& f) { f.sender = ""; });
        row("no domain", sender, "not-applicable", [](auto& f) { f.sender = "postmaster"; });
        row("an address", sender, "not-applicable", [](auto& f) { f.sender = "joe@[192.0.2.1]"; });
        const Check spf = Check::SenderSpf;
        for (const auto& [result, expected] : {std::pair(SpfResult::Pass, "pass"),
                                               {SpfResult::Fail, "hit"},
                                               {SpfResult::SoftFail, "pass"},
                                               {SpfResult::Neutral, "pass"},
                                               {SpfResult::None, "pass"},
                                               {SpfResult::PermError, "pass"},
                                               {SpfResult::TempError, "unknown"}})
            row(policy::toId(result).data(), spf, expected, [result = result](auto& f) { f.spf = result; });
        row("the DNS fails", spf, "unknown", [](auto& f) { f.spf = Unknown{"time-out"}; });
    }
    void whatTheDnsSays()
    {
        QFETCH(int, check);
        QFETCH(policy::Facts, facts);
        QFETCH(QString, expected);
        Scene scene;
        scene.setMode(Check(check), CheckMode::Enforce);
        const auto verdict = scene.verdict(facts);
        const policy::TraceRow* row = rowOf(verdict, Check(check));
        QVERIFY(row != nullptr);
        QCOMPARE(QString::fromUtf8(policy::toId(row->result).data()), expected);
        QCOMPARE(verdict.check.has_value(), expected == "hit");
        // What the log keeps decides the same again.
        QVERIFY(*policy::factsFromJson(policy::toJson(facts)) == facts);
    }

    void whatDnsListsSay_data()
    {
        using policy::DnsListAnswer;
        using policy::DnsListAnswers;
        QTest::addColumn<policy::Facts>("facts");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("evidence"); // a part of it
        const auto row = [](const char* what, policy::Fetched<DnsListAnswers> answers, const char* expected,
                            const char* evidence) {
            policy::Facts facts = session(stranger, "mx.example.org", "joe@example.org", "jane@domain.com");
            facts.dnsLists = std::move(answers);
            QTest::newRow(what) << facts << expected << evidence;
        };
        // big.test gives 100; half.test 50, or by its answers 60, 0 or nothing; off.test is not in use.
        const auto said = [](const char* big, const char* half) {
            DnsListAnswers answers;
            for (const auto& [zone, text] : {std::pair("big.test", big), {"half.test", half}}) {
                DnsListAnswer& answer = answers.emplace_back();
                answer.zone = zone;
                for (const QString& one : QString(text).split(' ', Qt::SkipEmptyParts)) {
                    if (const auto address = IpAddress::parse(one.toStdString()))
                        answer.addresses.push_back(*address);
                    else
                        answer.failure = one.toStdString();
                }
            }
            return answers;
        };
        row("none", said("", ""), "pass", "is on none of the DNS lists big.test, half.test");
        row("one is enough", said("127.0.0.2", ""), "hit",
            "100 points, and 100 refuse it: big.test 127.0.0.2 (100)");
        row("points add up", said("127.0.0.9", "127.0.0.2"), "hit", "160 points");
        row("half is not enough", said("", "127.0.0.2"), "pass",
            "60 of the 100 points that refuse it: half.test");
        row("the answer with the most points", said("", "127.0.0.10 127.0.0.2"), "pass", "60 of");
        row("an answer in a range", said("", "127.0.0.130"), "pass", "30 of");
        row("an answer of several", said("", "127.0.0.20"), "pass", "0 of");
        row("an answer that none names", said("", "127.0.0.50"), "pass", "is on none");
        row("one fails", said("", "time-out"), "unknown",
            "0 points, but not all of them have answered: half.test: time-out");
        row("one fails, the other is enough", said("127.0.0.2", "SERVFAIL"), "hit", "100 points");
        row("a refusal to answer", said("127.255.255.254", ""), "unknown",
            "which says that it does not answer us");
        row("an answer of no list", said("192.0.2.1", ""), "unknown",
            "192.0.2.1, which is no answer of a DNS list");
        row("an IPv6 address", said("2001:db8::1", ""), "unknown", "which is no answer of a DNS list");
        row("the next address is outside", said("128.0.0.0", ""), "unknown", "which is no answer");
        row("the whole fails", policy::Unknown{"time-out"}, "unknown", "have answered: time-out");
    }
    void whatDnsListsSay()
    {
        QFETCH(policy::Facts, facts);
        QFETCH(QString, expected);
        QFETCH(QString, evidence);
        Scene scene;
        scene.service.dnsLists = {{"big.test", 100, {}, true},
                                  {"half.test",
                                   50,
                                   {{"127.0.0.2", 60, ""},
                                    {"127.0.0.128/25", 30, ""},
                                    {"127.0.0.10, 127.0.0.20-127.0.0.29", 0, ""}},
                                   true},
                                  {"off.test", 100, {}, false}};
        const auto verdict = scene.verdict(facts);
        const policy::TraceRow* row = rowOf(verdict, Check::IpDnsbl);
        QVERIFY(row != nullptr);
        QCOMPARE(qt(std::string(toId(row->result))), expected);
        QCOMPARE(verdict.check.has_value(), expected == "hit");
        QVERIFY2(qt(policy::inEnglish(*row)).contains(evidence), policy::inEnglish(*row).c_str());
        QVERIFY(*policy::factsFromJson(policy::toJson(facts)) == facts);
    }

    void dnsListsAreOffUntilThereIsOneAndAreAskedAgainWhenThereIsAnother()
    {
        Scene scene;
        auto facts = session(stranger, "mx.example.org", "joe@example.org", "jane@domain.com");
        QVERIFY(rowOf(scene.verdict(facts), Check::IpDnsbl) == nullptr);
        scene.service.dnsLists = {{"a.test", 100, {}, true}};
        const auto lacks = [&] {
            const auto decision = scene.decide(Stage::Rcpt, facts);
            const auto* needs = std::get_if<policy::Needs>(&decision);
            return needs != nullptr && needs->facts == std::vector{policy::FactId::DnsLists};
        };
        QVERIFY(lacks());
        facts.dnsLists = policy::DnsListAnswers{{"a.test", {}, "", ""}};
        QVERIFY(!lacks());
        scene.service.dnsLists.push_back({"b.test", 100, {}, true});
        QVERIFY(lacks());
        facts.client = IpAddress::parse(insider).value();
        QVERIFY(!lacks());
        facts.client = IpAddress::parse(stranger).value();
        scene.white(ListKind::Recipient, "jane@domain.com");
        QVERIFY(!lacks());
    }

    // RFC 5782 2.3
    void listsOfDomainsAreAskedForTheHeloAndTheSendersDomain_data()
    {
        QTest::addColumn<QString>("helo");
        QTest::addColumn<QString>("sender");
        QTest::addColumn<QString>("asked");
        QTest::newRow("both") << "MX.Example.org"
                              << "joe@Spam.example"
                              << "dbl.test/mx.example.org dbl.test/spam.example";
        QTest::newRow("the same") << "spam.example."
                                  << "joe@spam.example"
                                  << "dbl.test/spam.example";
        QTest::newRow("IDNA") << "b\xc3\xbc"
                                 "cher.example"
                              << "joe@xn--bcher-kva.example"
                              << "dbl.test/xn--bcher-kva.example";
        QTest::newRow("literals") << "[203.0.113.9]"
                                  << "joe@[203.0.113.9]"
                                  << "";
        QTest::newRow("a bare address, and the null sender") << "203.0.113.9"
                                                             << ""
                                                             << "";
        QTest::newRow("no domain") << "localhost"
                                   << "joe"
                                   << "";
        const QString label(63, QChar('a'));
        const QString longest = QStringList{label, label, label, QString(51, QChar('b'))}.join(QChar('.'));
        QTest::newRow("as long as can be asked") << longest + ".c"
                                                 << ""
                                                 << "";
        QTest::newRow("one octet less") << longest.chopped(7) + ".c"
                                        << ""
                                        << "dbl.test/" + longest.chopped(7) + ".c";
    }
    void listsOfDomainsAreAskedForTheHeloAndTheSendersDomain()
    {
        QFETCH(QString, helo);
        QFETCH(QString, sender);
        QFETCH(QString, asked);
        Scene scene;
        scene.service.dnsLists = {{"dbl.test", 100, {}, true, model::DnsListKind::Domain}};
        const auto facts =
            session(stranger, helo.toStdString().c_str(), sender.toStdString().c_str(), "jane@domain.com");
        const auto compiled = scene.compile();
        QStringList questions;
        for (const auto& question : policy::dnsListQuestions(*compiled, facts))
            questions.push_back(qt(question.list->zone + '/' + question.name));
        QCOMPARE(questions.join(QChar(' ')), asked);
    }

    void pointsOfClientsAndDomainsAddUp()
    {
        using policy::DnsListAnswer;
        const auto listed = *IpAddress::parse("127.0.0.2");
        Scene scene;
        scene.service.dnsLists = {{"ip.test", 60, {}, true},
                                  {"dbl.test", 50, {}, true, model::DnsListKind::Domain}};
        auto facts = session(stranger, "mx.example.org", "joe@spam.example", "jane@domain.com");
        facts.dnsLists = policy::DnsListAnswers{{"ip.test", {listed}, "", ""}};
        const auto decision = scene.decide(Stage::Rcpt, facts); // the names are not looked up yet
        const auto* needs = std::get_if<policy::Needs>(&decision);
        QVERIFY(needs != nullptr && needs->facts == std::vector{policy::FactId::DnsLists});

        facts.dnsLists =
            policy::DnsListAnswers{{"ip.test", {listed}, "", ""},
                                   DnsListAnswer{"dbl.test", {}, "", "", "mx.example.org"},
                                   DnsListAnswer{"dbl.test", {listed}, "why", "", "spam.example"}};
        const auto verdict = scene.verdict(facts);
        QCOMPARE(verdict.check, std::optional(Check::IpDnsbl));
        const std::string words = policy::inEnglish(*rowOf(verdict, Check::IpDnsbl));
        QVERIFY2(qt(words).contains("110 points") &&
                     qt(words).contains("dbl.test 127.0.0.2 of spam.example (50)"),
                 words.c_str());
        QVERIFY(*policy::factsFromJson(policy::toJson(facts)) == facts);

        // A list counts once, however many names are on it.
        std::get<policy::DnsListAnswers>(*facts.dnsLists)[0].addresses.clear();
        std::get<policy::DnsListAnswers>(*facts.dnsLists)[1].addresses = {listed};
        QVERIFY(!scene.verdict(facts).check);
    }

    void whatGreylistingSays_data()
    {
        using policy::Greylisted;
        QTest::addColumn<policy::Facts>("facts");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("reply");
        const auto row = [](const char* what, policy::Fetched<Greylisted> known, const char* expected,
                            const char* reply = "") {
            policy::Facts facts = session(stranger, "mx.example.org", "joe@example.org", "jane@domain.com");
            facts.greylist = known;
            QTest::newRow(what) << facts << expected << reply;
        };
        const Time now = session(stranger, "", "", "").now;
        using namespace std::chrono_literals;
        row("a first try", Greylisted{}, "hit", "451 4.7.1 Greylisted, try again in 300 s");
        row("too soon", Greylisted{now - 100s, false, 0}, "hit", "451 4.7.1 Greylisted, try again in 200 s");
        row("in time", Greylisted{now - 300s, false, 0}, "pass");
        row("passed before", Greylisted{now - 1s, true, 1}, "pass");
        row("a network that is trusted", Greylisted{std::nullopt, false, 5}, "pass");
        row("a network that is not yet", Greylisted{std::nullopt, false, 4}, "hit",
            "451 4.7.1 Greylisted, try again in 300 s");
        row("not known", policy::Unknown{"not looked up"}, "unknown");
    }
    void whatGreylistingSays()
    {
        QFETCH(policy::Facts, facts);
        QFETCH(QString, expected);
        QFETCH(QString, reply);
        Scene scene;
        scene.setMode(Check::RecipientGreylist, CheckMode::Enforce);
        const auto verdict = scene.verdict(facts);
        QCOMPARE(qt(std::string(toId(rowOf(verdict, Check::RecipientGreylist)->result))), expected);
        QCOMPARE(verdict.check ? qt(verdict.reply.toString()) : QString(), reply);
        QVERIFY(*policy::factsFromJson(policy::toJson(facts)) == facts);
        scene.configuration.server.trustedForwarders = {stranger};
        QVERIFY(!scene.verdict(facts).check);
    }

    void theDnsIsAskedForAllAtOnceAndOnlyWhereItMatters()
    {
        Scene scene;
        for (const Check check :
             {Check::IpReverseDns, Check::HeloUnresolvable, Check::SenderUnresolvable, Check::SenderSpf})
            scene.setMode(check, CheckMode::Enforce);
        const auto needed = [&](const policy::Facts& facts) {
            const auto decision = scene.decide(Stage::Rcpt, facts);
            const auto* needs = std::get_if<policy::Needs>(&decision);
            return needs == nullptr ? std::vector<policy::FactId>() : needs->facts;
        };
        using policy::FactId;
        auto facts = session(stranger, "mx.example.org", "joe@example.org", "jane@domain.com");
        QVERIFY((needed(facts) ==
                 std::vector{FactId::ReverseDns, FactId::HeloDns, FactId::SenderDns, FactId::Spf}));
        facts.sender = "";
        QVERIFY((needed(facts) == std::vector{FactId::ReverseDns, FactId::HeloDns, FactId::Spf}));
        facts.sender = "joe@example.org";
        facts.client = IpAddress::parse(insider).value();
        QVERIFY(needed(facts).empty()); // the LAN is exempt
        facts.client = IpAddress::parse(stranger).value();
        scene.configuration.server.trustedForwarders = {stranger};
        QVERIFY((needed(facts) == std::vector{FactId::ReverseDns, FactId::HeloDns}));
        scene.white(ListKind::Ip, stranger);
        QVERIFY(needed(facts).empty()); // an exception lifts them all
    }
};

QTEST_APPLESS_MAIN(TestDnsChecks)
#include "test_dns_checks.moc"
