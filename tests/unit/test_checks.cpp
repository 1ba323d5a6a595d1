// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scene.h"

#include <QTest>

using namespace postern;
using namespace postern::testing;
using model::Access;
using model::Check;
using model::CheckMode;
using model::ListKind;
using model::Stage;

namespace {

constexpr const char* stranger = "203.0.113.9";
constexpr const char* insider = "192.168.1.7";

QString qt(const std::string& text)
{
    return QString::fromStdString(text);
}

// "hit", "pass", …: what one check says at RCPT, with everything else switched off that can be.
QString result(Scene scene, Check check, const policy::Facts& facts, Stage stage = Stage::Rcpt)
{
    for (const model::CheckInfo& info : model::checks())
        scene.setMode(info.check, info.check == check ? CheckMode::Enforce : CheckMode::Off);
    const auto verdict = scene.verdict(facts, stage);
    const auto* row = rowOf(verdict, check);
    return row == nullptr ? QStringLiteral("(no row)") : qt(std::string(toId(row->result)));
}

} // namespace

class TestChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoMayUseTheService_data()
    {
        QTest::addColumn<int>("access");
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, Access access, const char* client, const char* expected) {
            QTest::newRow(name) << int(access) << client << expected;
        };
        row("any", Access::Any, stranger, "pass");
        row("LAN, insider", Access::Lan, insider, "pass");
        row("LAN, insider over IPv6 socket", Access::Lan, "::ffff:192.168.1.7", "pass");
        row("LAN, stranger", Access::Lan, stranger, "hit");
        row("LAN, listed", Access::Lan, "198.51.100.1", "hit");
        row("listed, listed", Access::Listed, "198.51.100.1", "pass");
        row("listed, insider", Access::Listed, insider, "hit");
        row("listed, stranger", Access::Listed, stranger, "hit");
        row("LAN and listed, insider", Access::LanAndListed, insider, "pass");
        row("LAN and listed, listed", Access::LanAndListed, "198.51.100.1", "pass");
        row("LAN and listed, stranger", Access::LanAndListed, stranger, "hit");
    }
    void whoMayUseTheService()
    {
        QFETCH(int, access);
        QFETCH(QString, client);
        QFETCH(QString, expected);
        Scene scene;
        scene.service.access = Access(access);
        scene.service.accessRanges = {"198.51.100.0/24"};
        const auto facts = session(client.toStdString(), "laptop", "joe@example.org", "jane@domain.com");
        QCOMPARE(result(scene, Check::AccessClient, facts), expected);
    }

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
            row(policy::toId(result).data(), spf, expected, [&](auto& f) { f.spf = result; });
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

    void aBanEndsWhenItsTimeIsUp()
    {
        auto facts = session(stranger, "laptop", "joe@example.org", "jane@domain.com");
        QCOMPARE(result({}, Check::AccessBanned, facts), "pass");
        facts.ban = policy::Ban{facts.now, "x"};
        QCOMPARE(result({}, Check::AccessBanned, facts), "pass");
        facts.ban->until += std::chrono::microseconds(1);
        QCOMPARE(result({}, Check::AccessBanned, facts), "hit");
        Scene excepted;
        excepted.white(ListKind::Ip, stranger);
        QCOMPARE(result(excepted, Check::AccessBanned, facts), "exempt");
    }

    void localNames_data()
    {
        QTest::addColumn<QString>("helo");
        QTest::addColumn<QString>("name"); // that it hits; "": none
        QTest::newRow("host name") << "mail.domain.com"
                                   << "mail.domain.com";
        QTest::newRow("host name in capitals with a dot") << "MAIL.Domain.com."
                                                          << "mail.domain.com";
        QTest::newRow("domain") << "domain.com"
                                << "domain.com";
        QTest::newRow("alias") << "domain.net"
                               << "domain.net";
        QTest::newRow("a host below a domain") << "pc7.office.domain.com"
                                               << "domain.com";
        QTest::newRow("a host below an alias") << "pc7.domain.net"
                                               << "domain.net";
        QTest::newRow("international domain") << "Bücher.example"
                                              << "xn--bcher-kva.example";
        QTest::newRow("international domain, A-label") << "xn--bcher-kva.example"
                                                       << "xn--bcher-kva.example";
        QTest::newRow("own address as literal") << "[192.0.2.25]"
                                                << "192.0.2.25";
        QTest::newRow("own address bare") << "192.0.2.25"
                                          << "192.0.2.25";
        QTest::newRow("own IPv6 address") << "[IPv6:2001:DB8:0::25]"
                                          << "2001:db8::25";
        QTest::newRow("address that a service listens on") << "[192.0.2.26]"
                                                           << "192.0.2.26";
        QTest::newRow("mapped own address") << "[IPv6:::ffff:192.0.2.25]"
                                            << "192.0.2.25";
        QTest::newRow("localhost") << "localhost"
                                   << "localhost";
        QTest::newRow("below localhost") << "a.localhost"
                                         << "localhost";
        QTest::newRow("loopback literal") << "[127.0.0.1]"
                                          << "127.0.0.1";
        QTest::newRow("loopback literal, another") << "127.3.2.1"
                                                   << "127.3.2.1";
        QTest::newRow("IPv6 loopback") << "[IPv6:::1]"
                                       << "::1";
        QTest::newRow("stranger") << "mx.example.org"
                                  << "";
        QTest::newRow("name that only ends alike") << "notdomain.com"
                                                   << "";
        QTest::newRow("the domain in front") << "domain.com.example.org"
                                             << "";
        QTest::newRow("sibling of the host name") << "mail.domain.org"
                                                  << "";
        QTest::newRow("other literal") << "[203.0.113.9]"
                                       << "";
        QTest::newRow("no literal") << "[nonsense"
                                    << "";
        QTest::newRow("only a dot") << "."
                                    << "";
        QTest::newRow("dots") << "..."
                              << "";
        QTest::newRow("not UTF-8") << QString(QChar(0xfffd)) + "domain"
                                   << "";
    }
    void localNames()
    {
        QFETCH(QString, helo);
        QFETCH(QString, name);
        Scene scene;
        scene.configuration.domains.push_back({2, "xn--bcher-kva.example", {}});
        scene.configuration.services = {scene.service};
        scene.configuration.services[0].addresses = {"192.0.2.26"};
        policy::ServerPolicy server(scene.configuration);
        const std::vector own{*IpAddress::parse("192.0.2.25"), *IpAddress::parse("2001:db8::25")};
        server.setOwnAddresses(own);
        QCOMPARE(qt(server.localName(helo.toStdString())), name);
    }

    void localNamesAreForStrangersOnly()
    {
        QCOMPARE(result({}, Check::HeloLocal, session(stranger, "domain.com", "", "jane@domain.com")), "hit");
        QCOMPARE(result({}, Check::HeloLocal, session(insider, "domain.com", "", "jane@domain.com")),
                 "not-applicable");
        QCOMPARE(result({}, Check::HeloLocal, session(stranger, "", "", "jane@domain.com")),
                 "not-applicable");
    }

    void heloBlackListReadsNamesAndLiterals_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("helo");
        QTest::addColumn<QString>("expected");
        QTest::newRow("name") << "mail.example.org"
                              << "MAIL.example.org."
                              << "hit";
        QTest::newRow("suffix") << ".example.org"
                                << "mail.example.org"
                                << "hit";
        QTest::newRow("suffix, not itself") << ".example.org"
                                            << "example.org"
                                            << "pass";
        QTest::newRow("wildcard") << "dsl-*"
                                  << "dsl-17-3.example.org"
                                  << "hit";
        QTest::newRow("literal") << "[192.0.2.1]"
                                 << "[192.0.2.1]"
                                 << "hit";
        QTest::newRow("literal, another") << "[192.0.2.1]"
                                          << "[192.0.2.2]"
                                          << "pass";
        QTest::newRow("none") << "*"
                              << ""
                              << "not-applicable";
    }
    void heloBlackListReadsNamesAndLiterals()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, helo);
        QFETCH(QString, expected);
        Scene scene;
        scene.black(ListKind::Helo, pattern.toStdString());
        QCOMPARE(
            result(scene, Check::HeloBlacklist, session(stranger, helo.toStdString(), "", "jane@domain.com")),
            expected);
    }

    void heloIsValidAsRfc5321Says_data()
    {
        QTest::addColumn<QString>("helo");
        QTest::addColumn<QString>("expected");
        QTest::newRow("name") << "mail.example.org"
                              << "pass";
        QTest::newRow("one label") << "laptop"
                                   << "pass";
        QTest::newRow("literal") << "[192.0.2.1]"
                                 << "pass";
        QTest::newRow("IPv6 literal") << "[IPv6:2001:db8::1]"
                                      << "pass";
        QTest::newRow("bare address") << "192.0.2.1"
                                      << "hit";
        QTest::newRow("underscore") << "my_pc"
                                    << "hit";
        QTest::newRow("not ASCII") << "bücher"
                                   << "hit";
        QTest::newRow("blank") << "a b"
                               << "hit";
        QTest::newRow("none") << ""
                              << "not-applicable";
    }
    void heloIsValidAsRfc5321Says()
    {
        QFETCH(QString, helo);
        QFETCH(QString, expected);
        QCOMPARE(result({}, Check::HeloInvalid, session(stranger, helo.toStdString(), "", "jane@domain.com")),
                 expected);
    }

    void sendersThatClaimToBeLocal_data()
    {
        QTest::addColumn<QString>("sender");
        QTest::addColumn<QString>("expected");
        QTest::newRow("local") << "jsmith@domain.com"
                               << "hit";
        QTest::newRow("local in capitals") << "JSmith@DOMAIN.com"
                                           << "hit";
        QTest::newRow("alias") << "jsmith@domain.net"
                               << "hit";
        QTest::newRow("dot at the end") << "jsmith@domain.com."
                                        << "hit";
        QTest::newRow("quoted") << "\"j smith\"@domain.com"
                                << "hit";
        QTest::newRow("two at signs") << "jsmith@example.org@domain.com"
                                      << "hit";
        QTest::newRow("below a local domain") << "jsmith@office.domain.com"
                                              << "pass";
        QTest::newRow("ends alike") << "jsmith@notdomain.com"
                                    << "pass";
        QTest::newRow("local domain as local part") << "domain.com@example.org"
                                                    << "pass";
        QTest::newRow("null sender") << ""
                                     << "not-applicable";
        QTest::newRow("no domain") << "jsmith"
                                   << "pass";
    }
    void sendersThatClaimToBeLocal()
    {
        QFETCH(QString, sender);
        QFETCH(QString, expected);
        const auto facts = session(stranger, "laptop", sender.toStdString(), "jane@domain.com");
        QCOMPARE(result({}, Check::SenderClaimsLocal, facts), expected);
    }

    void theNullSenderCanBeBlackListed()
    {
        Scene scene;
        scene.black(ListKind::Sender, "<>");
        QCOMPARE(result(scene, Check::SenderBlacklist, session(stranger, "laptop", "", "jane@domain.com")),
                 "hit");
        const auto verdict = scene.verdict(session(stranger, "laptop", "", "jane@domain.com"));
        QCOMPARE(qt(verdict.reply.text), "blacklisted (<>)");
        QCOMPARE(result(scene, Check::SenderBlacklist,
                        session(stranger, "laptop", "joe@example.org", "jane@domain.com")),
                 "pass");
    }

    void authIsRequiredWhereTheServiceSays()
    {
        auto facts = session(insider, "laptop", "jane@domain.com", "jane@domain.com");
        Scene submission;
        submission.service = model::makeService(model::Preset::Submission);
        const auto refused = submission.verdict(facts);
        QCOMPARE(qt(refused.reply.toString()), "530 5.7.0 Authentication required");
        facts.user = "jane@domain.com";
        QVERIFY(!submission.verdict(facts).check);
    }

    void sendersBelongToTheUserWhoHasLoggedIn_data()
    {
        QTest::addColumn<QByteArray>("user");
        QTest::addColumn<QByteArray>("sender");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* user, const char* sender, const char* expected) {
            QTest::newRow(name) << QByteArray(user) << QByteArray(sender) << QString(expected);
        };
        row("own", "jane@domain.com", "Jane@Domain.com", "pass");
        row("null sender", "jane@domain.com", "", "not-applicable");
        row("not logged in", "", "joe@domain.com", "not-applicable");
        row("a stranger's", "jane@domain.com", "joe@domain.com", "hit");
        row("elsewhere", "jane@domain.com", "jane@example.com", "hit");
        row("user of another source, as himself", "ann@example.com", "ann@example.com", "pass");
        row("user of another source, as another", "ann@example.com", "jane@domain.com", "hit");
        row("user without a domain", "ann", "ann@domain.com", "hit");
    }
    void sendersBelongToTheUserWhoHasLoggedIn()
    {
        QFETCH(QByteArray, user);
        QFETCH(QByteArray, sender);
        QFETCH(QString, expected);
        auto facts = session(stranger, "laptop", sender.toStdString(), "jane@domain.com");
        facts.user = user.toStdString();
        QCOMPARE(result({}, Check::SenderNotOwned, facts), expected);
    }

    void relaying_data()
    {
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("user");
        QTest::addColumn<QString>("sender");
        QTest::addColumn<QString>("recipient");
        QTest::addColumn<QString>("rules");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const char* client, const char* user, const char* sender,
                            const char* recipient, const char* rules, const char* expected) {
            QTest::newRow(name) << client << user << sender << recipient << rules << expected;
        };
        row("stranger", stranger, "", "joe@example.org", "bob@example.com", "lan authenticated", "hit");
        row("stranger, every rule", stranger, "", "joe@example.org", "bob@example.com",
            "lan authenticated ranges recipients", "hit");
        row("stranger with a local sender", stranger, "", "jane@domain.com", "bob@example.com", "lan", "hit");
        row("LAN", insider, "", "joe@example.org", "bob@example.com", "lan", "pass");
        row("LAN, rule off", insider, "", "joe@example.org", "bob@example.com", "authenticated", "hit");
        row("LAN, local sender demanded", insider, "", "joe@example.org", "bob@example.com", "lan local",
            "hit");
        row("LAN, local sender", insider, "", "jane@domain.com", "bob@example.com", "lan local", "pass");
        row("LAN, null sender is not local", insider, "", "", "bob@example.com", "lan local", "hit");
        row("range", "198.51.100.4", "", "joe@example.org", "bob@example.com", "ranges", "pass");
        row("range, local sender demanded", "198.51.100.4", "", "joe@example.org", "bob@example.com",
            "ranges local", "hit");
        row("logged in", stranger, "jane", "joe@example.org", "bob@example.com", "authenticated", "pass");
        row("logged in, local sender demanded of others", stranger, "jane", "joe@example.org",
            "bob@example.com", "authenticated local", "pass");
        row("logged in, rule off", stranger, "jane", "joe@example.org", "bob@example.com", "lan ranges",
            "hit");
        row("always to this recipient", stranger, "", "joe@example.org", "bob@open.test", "recipients",
            "pass");
        row("but not to that one", stranger, "", "joe@example.org", "eve@open.test", "recipients", "hit");
        row("local domain", stranger, "", "joe@example.org", "jane@domain.com", "", "pass");
        row("alias", stranger, "", "joe@example.org", "jane@DOMAIN.net", "", "pass");
        row("routed domain", stranger, "", "joe@example.org", "bob@partner.test", "", "pass");
        row("below a routed domain", stranger, "", "joe@example.org", "bob@a.partner.test", "", "hit");
        row("below a local domain", stranger, "", "joe@example.org", "jane@a.domain.com", "", "hit");
        row("bare postmaster", stranger, "", "joe@example.org", "Postmaster", "", "pass");
        row("bare other name", stranger, "", "joe@example.org", "jane", "", "hit");
        row("percent hack", stranger, "", "joe@example.org", "bob%example.com@domain.com", "",
            "pass"); // local, unknown
        row("two at signs", stranger, "", "joe@example.org", "jane@domain.com@example.com", "", "hit");
        row("quoted at sign", stranger, "", "joe@example.org", "\"jane@domain.com\"@example.com", "", "hit");
        row("no domain after the at sign", stranger, "", "joe@example.org", "bob@", "", "hit");
        row("literal", stranger, "", "joe@example.org", "bob@[192.0.2.1]", "", "hit");
        row("NUL", stranger, "", "joe@example.org", "bob@domain.com\\0", "", "hit");
    }
    void relaying()
    {
        QFETCH(QString, client);
        QFETCH(QString, user);
        QFETCH(QString, sender);
        QFETCH(QString, recipient);
        QFETCH(QString, rules);
        QFETCH(QString, expected);
        Scene scene;
        scene.configuration.routes = {{1, "partner.test", "lmtp:127.0.0.1:2424"},
                                      {2, "*", "smtp:relay.test:25"}};
        auto& relay = scene.service.relay;
        relay.lan = rules.contains("lan");
        relay.authenticated = rules.contains("authenticated");
        relay.senderMustBeLocal = rules.contains("local");
        if (rules.contains("ranges"))
            relay.ranges = {"198.51.100.0/24"};
        if (rules.contains("recipients"))
            relay.recipients = {"open.test", "~eve@open.test"};
        auto facts = session(client.toStdString(), "laptop", sender.toStdString(),
                             recipient.replace("\\0", QString(QChar(0))).toStdString());
        facts.user = user.toStdString();
        QCOMPARE(result(scene, Check::RecipientRelay, facts), expected);
    }

    void relayingCannotBeSwitchedOff()
    {
        Scene scene;
        scene.setMode(Check::RecipientRelay, CheckMode::Off);
        QVERIFY(scene.verdict(session(stranger, "laptop", "joe@example.org", "bob@example.com")).check);
        scene.setMode(Check::RecipientRelay, CheckMode::Monitor);
        QVERIFY(scene.verdict(session(stranger, "laptop", "joe@example.org", "bob@example.com")).check);
    }

    void users_data()
    {
        QTest::addColumn<QString>("recipient");
        QTest::addColumn<QString>("expected");
        QTest::newRow("mailbox") << "jane@domain.com"
                                 << "pass";
        QTest::newRow("capitals") << "JANE@Domain.Com"
                                  << "pass";
        QTest::newRow("needless quotes") << "\"jane\"@domain.com"
                                         << "pass";
        QTest::newRow("alias of the domain") << "jane@domain.net"
                                             << "pass";
        QTest::newRow("alias of the mailbox") << "sales@domain.com"
                                              << "pass";
        QTest::newRow("both aliases") << "sales@domain.net"
                                      << "pass";
        QTest::newRow("postmaster") << "postmaster@domain.com"
                                    << "pass";
        QTest::newRow("postmaster of the alias") << "PostMaster@domain.net"
                                                 << "pass";
        QTest::newRow("bare postmaster") << "postmaster"
                                         << "pass";
        QTest::newRow("nobody") << "nobody@domain.com"
                                << "hit";
        QTest::newRow("longer") << "jane.x@domain.com"
                                << "hit";
        QTest::newRow("elsewhere") << "bob@example.com"
                                   << "not-applicable";
        QTest::newRow("postmaster elsewhere") << "postmaster@example.com"
                                              << "not-applicable";
    }
    void users()
    {
        QFETCH(QString, recipient);
        QFETCH(QString, expected);
        QCOMPARE(result({}, Check::RecipientUnknown,
                        session(insider, "laptop", "joe@example.org", recipient.toStdString())),
                 expected);
    }

    void postmasterMailGoesToWhomTheServerSays()
    {
        Scene scene;
        scene.configuration.mailboxes.push_back({2, "root@domain.com", "", "maildir:/srv/mail/root", {}});
        const auto address = [&] {
            const policy::ServerPolicy server(scene.configuration);
            return qt(server.mailboxFor(comparableAddress("postmaster"))->address);
        };
        QCOMPARE(address(), "jane@domain.com");
        scene.configuration.server.postmaster = "Root@domain.net";
        QCOMPARE(address(), "root@domain.com");
        scene.configuration.mailboxes.push_back({3, "postmaster@domain.com", "", "maildir:/srv/mail/pm", {}});
        QCOMPARE(qt(policy::ServerPolicy(scene.configuration)
                        .mailboxFor(comparableAddress("postmaster@domain.com"))
                        ->address),
                 "postmaster@domain.com");
        scene.configuration.mailboxes.clear();
        QVERIFY(policy::ServerPolicy(scene.configuration).mailboxFor(comparableAddress("postmaster")) ==
                nullptr);
    }

    void sizeAndHops()
    {
        Scene scene;
        auto facts = session(stranger, "laptop", "joe@example.org", "jane@domain.com");
        QCOMPARE(result(scene, Check::MessageSize, facts), "not-applicable");
        facts.size = scene.service.sizeLimit;
        QCOMPARE(result(scene, Check::MessageSize, facts, Stage::Data), "pass");
        ++*facts.size;
        QCOMPARE(result(scene, Check::MessageSize, facts, Stage::Data), "hit");
        scene.service.sizeLimit = 0;
        QCOMPARE(result(scene, Check::MessageSize, facts, Stage::Data), "not-applicable");
        QCOMPARE(result(scene, Check::MessageLoop, facts, Stage::Data), "not-applicable");
        facts.receivedFields = 50;
        QCOMPARE(result(scene, Check::MessageLoop, facts, Stage::Data), "pass");
        facts.receivedFields = 51;
        QCOMPARE(result(scene, Check::MessageLoop, facts, Stage::Data), "hit");
    }

    void whoTheMessageSaysItIsFrom_data()
    {
        QTest::addColumn<QString>("authors");
        QTest::addColumn<QString>("sender");
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* what, const char* authors, const char* sender, const char* client,
                            const char* expected) {
            QTest::newRow(what) << authors << sender << client << expected;
        };
        row("one of ours", "domain.com", "joe@example.org", stranger, "hit");
        row("an alias of ours", "domain.net", "joe@example.org", stranger, "hit");
        row("among others", "example.org domain.com", "joe@example.org", stranger, "hit");
        row("of the null sender", "domain.com", "", stranger, "hit");
        row("of a local sender", "domain.com", "jane@domain.net", stranger, "pass");
        row("none of ours", "example.org", "joe@example.org", stranger, "pass");
        row("one below ours", "a.domain.com", "joe@example.org", stranger, "pass");
        row("nobody", "", "joe@example.org", stranger, "pass");
        row("an insider", "domain.com", "joe@example.org", insider, "not-applicable");
    }
    void whoTheMessageSaysItIsFrom()
    {
        QFETCH(QString, authors);
        QFETCH(QString, sender);
        QFETCH(QString, client);
        QFETCH(QString, expected);
        Scene scene;
        auto facts = session(client.toStdString(), "mx.example.org", sender.toStdString(), "jane@domain.com");
        QCOMPARE(result(scene, Check::FromClaimsLocal, facts, Stage::Data),
                 "not-applicable"); // no message yet
        facts.authors = authors.toStdString();
        QCOMPARE(result(scene, Check::FromClaimsLocal, facts, Stage::Data), expected);
        if (expected != "hit")
            return;
        scene.configuration.server.trustedForwarders = {stranger};
        QCOMPARE(result(scene, Check::FromClaimsLocal, facts, Stage::Data), "exempt");
        scene.configuration.server.trustedForwarders.clear();
        facts.user = "jane@domain.com";
        QCOMPARE(result(scene, Check::FromClaimsLocal, facts, Stage::Data), "exempt");
        scene.service.exemptAuthenticated = false;
        QCOMPARE(result(scene, Check::FromClaimsLocal, facts, Stage::Data), "hit");
        scene.white(model::ListKind::Sender, "*"); // anybody can write an address
        QCOMPARE(result(scene, Check::FromClaimsLocal, facts, Stage::Data), "hit");
        scene.white(model::ListKind::Ip, stranger);
        QCOMPARE(result(scene, Check::FromClaimsLocal, facts, Stage::Data), "exempt");
    }

    void whatDmarcSays_data()
    {
        using policy::Dmarc;
        QTest::addColumn<policy::Facts>("facts");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("words");
        policy::Facts plain = session(stranger, "mx.example.org", "joe@example.org", "jane@domain.com");
        const auto row = [&](const char* what, const Dmarc& dmarc, const char* expected, const char* words) {
            policy::Facts facts = plain;
            facts.authors = dmarc.author;
            facts.dmarc = dmarc;
            QTest::newRow(what) << facts << expected << words;
        };
        const auto fails = [](DmarcPolicy policy, DmarcPolicy applied) {
            return Dmarc{DmarcResult::Fail,           "a.ex.org", "ex.org", policy, applied,
                         "spf=fail x.org; dkim=none", ""};
        };
        row("passes",
            {DmarcResult::Pass,
             "a.ex.org",
             "ex.org",
             DmarcPolicy::Reject,
             {},
             "spf=pass ex.org; dkim=none",
             ""},
            "pass",
            "the message is from a.ex.org, as SPF or DKIM proves (spf=pass ex.org; dkim=none); DMARC policy "
            "of ex.org: 'reject'");
        row("reject", fails(DmarcPolicy::Reject, DmarcPolicy::Reject), "hit",
            "nothing proves that the message is from a.ex.org (spf=fail x.org; dkim=none), and the DMARC "
            "policy of ex.org is 'reject'");
        row("reject, but not this one", fails(DmarcPolicy::Reject, DmarcPolicy::Quarantine), "pass",
            "nothing proves that the message is from a.ex.org (spf=fail x.org; dkim=none), but the DMARC "
            "policy of ex.org, 'reject', is "
            "for a part of such mail only, and leaves this message out");
        row("quarantine", fails(DmarcPolicy::Quarantine, DmarcPolicy::Quarantine), "pass",
            "nothing proves that the message is from a.ex.org (spf=fail x.org; dkim=none), but the DMARC "
            "policy of ex.org is "
            "'quarantine' and does not ask for it to be rejected");
        row("none", fails(DmarcPolicy::None, DmarcPolicy::None), "pass",
            "nothing proves that the message is from a.ex.org (spf=fail x.org; dkim=none), but the DMARC "
            "policy of ex.org is 'none' "
            "and does not ask for it to be rejected");
        row("no record", {DmarcResult::None, "a.ex.org", "", {}, {}, "spf=none; dkim=none", ""}, "pass",
            "a.ex.org has no DMARC record (spf=none; dkim=none)");
        row("no author", {}, "pass", "From: names no domain that DMARC could protect");
        row("broken",
            {DmarcResult::PermError, "", "", {}, {}, "spf=none; dkim=none", "there are several From: fields"},
            "hit", "it cannot be made out from whom the message says it is: there are several From: fields");
        row("not known",
            {DmarcResult::TempError,
             "a.ex.org",
             "",
             {},
             {},
             "spf=none; dkim=none",
             "_dmarc.ex.org: SERVFAIL"},
            "unknown",
            "what DMARC of a.ex.org says is not known: _dmarc.ex.org: SERVFAIL (spf=none; dkim=none)");
        plain.authors = "a.ex.org";
        plain.dmarc = policy::Unknown{"time-out"};
        QTest::newRow("nobody answers") << plain << "unknown"
                                        << "what DMARC says is not known: time-out";
    }
    void whatDmarcSays()
    {
        QFETCH(policy::Facts, facts);
        QFETCH(QString, expected);
        QFETCH(QString, words);
        Scene scene;
        scene.setMode(Check::MessageDmarc, CheckMode::Enforce);
        scene.setMode(Check::FromClaimsLocal, CheckMode::Off);
        const auto verdict = scene.verdict(facts, Stage::Data);
        const policy::TraceRow* row = rowOf(verdict, Check::MessageDmarc);
        QVERIFY(row != nullptr);
        QCOMPARE(QString::fromUtf8(policy::toId(row->result).data()), expected);
        QVERIFY2(qt(policy::inEnglish(*row)).startsWith(words), policy::inEnglish(*row).c_str());
        QCOMPARE(verdict.check.has_value(), expected == "hit");
        QVERIFY(*policy::factsFromJson(policy::toJson(facts)) == facts);
        facts.user = "jane@domain.com"; // exempt, so that it need not be known
        facts.dmarc.reset();
        QVERIFY(std::holds_alternative<policy::Verdict>(scene.decide(Stage::Data, facts)));
        facts.user.clear();
        const auto decision = scene.decide(Stage::Data, facts);
        QCOMPARE(std::get<policy::Needs>(decision).facts, (std::vector{policy::FactId::Dmarc}));
    }

    void dmarcIsForgottenWhereExceptionsCannotBeForged()
    {
        Scene scene;
        scene.setMode(Check::MessageDmarc, CheckMode::Enforce);
        auto facts = session(stranger, "mx.example.org", "joe@example.org", "jane@domain.com");
        facts.authors = "ex.org";
        facts.dmarc = policy::Dmarc{DmarcResult::Fail,   "ex.org", "ex.org", DmarcPolicy::Reject,
                                    DmarcPolicy::Reject, "",       ""};
        scene.white(model::ListKind::Sender, "joe@example.org");
        QCOMPARE(*scene.verdict(facts, Stage::Data).check, Check::MessageDmarc);
        scene.entries.back().condition = model::Condition::SpfPass;
        facts.spf = policy::SpfResult::Pass;
        QVERIFY(!scene.verdict(facts, Stage::Data).check);
    }

    void aCheckThatIsOffIsNotLookedAt()
    {
        Scene scene;
        for (const model::CheckInfo& info : model::checks())
            scene.setMode(info.check, CheckMode::Off);
        const auto verdict =
            scene.verdict(session(stranger, "domain.com", "jsmith@domain.com", "jane@domain.com"));
        QCOMPARE(verdict.trace.size(), 1U); // recipient.relay cannot be off
    }
};

QTEST_APPLESS_MAIN(TestChecks)
#include "test_checks.moc"
