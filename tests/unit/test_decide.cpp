// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scene.h"

#include <QTest>

using namespace postern;
using namespace postern::testing;
using model::Check;
using model::CheckMode;
using model::ListKind;
using model::Outcome;
using model::Stage;
using policy::CheckResult;

namespace {

constexpr const char* stranger = "203.0.113.9";
constexpr const char* insider = "192.168.1.7";

QString qt(const std::string& text)
{
    return QString::fromStdString(text);
}

// "" where accepted, else the reply with a reference, as the client reads it.
QString answer(const policy::Verdict& verdict)
{
    return verdict.check ? qt(policy::withReference(verdict.reply, "K7Q2M9XD").toString()) : QString();
}

QStringList ids(const std::vector<Check>& checks)
{
    QStringList list;
    for (const Check check : checks)
        list << QString::fromUtf8(model::info(check).id.data(), qsizetype(model::info(check).id.size()));
    return list;
}

QString words(const policy::TraceRow* row)
{
    return row == nullptr ? QStringLiteral("(no row)") : qt(policy::inEnglish(*row));
}

// "white ip 203.0.113.9"
void addEntry(Scene& scene, const QString& text)
{
    const QStringList parts = text.split(' ');
    const auto color = parts.at(0) == "white" ? model::ListColor::White : model::ListColor::Black;
    const QStringList kinds{"ip", "sender", "recipient", "helo"};
    scene.add(color, ListKind(kinds.indexOf(parts.at(1))), parts.at(2).toStdString());
}

} // namespace

class TestDecide : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // --- the cases that Postern was founded for
    // ----------------------------------------------------------------

    void foundingCases_data()
    {
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("helo");
        QTest::addColumn<QString>("sender");
        QTest::addColumn<QString>("recipient");
        QTest::addColumn<QStringList>("entries");
        QTest::addColumn<QString>("enforced");      // the answer; "" is accepted
        QTest::addColumn<QString>("whenMonitored"); // with sender.claims-local and helo.local in mode monitor
        QTest::addColumn<QStringList>("monitored");
        QTest::addColumn<QString>("whenOff");

        const QString claims = "554 5.7.1 blacklisted (jsmith@domain.com) ref K7Q2M9XD";
        const QString helo = "554 5.7.1 blacklisted (domain.com) ref K7Q2M9XD";
        const QString relay = "554 5.7.1 Relay access denied ref K7Q2M9XD";
        const QString accepted;
        const QStringList none;

        QTest::newRow("a stranger claims to be local") << stranger << "laptop"
                                                       << "jsmith@domain.com"
                                                       << "jane@domain.com" << none << claims << accepted
                                                       << QStringList{"sender.claims-local"} << accepted;
        QTest::newRow("the same from the LAN")
            << insider << "laptop"
            << "jsmith@domain.com"
            << "jane@domain.com" << none << accepted << accepted << none << accepted;
        QTest::newRow("a stranger claims to be in an alias of the domain")
            << stranger << "laptop"
            << "jsmith@DOMAIN.NET"
            << "jane@domain.com" << none << "554 5.7.1 blacklisted (jsmith@DOMAIN.NET) ref K7Q2M9XD"
            << accepted << QStringList{"sender.claims-local"} << accepted;
        QTest::newRow("a stranger says a local name in HELO")
            << stranger << "domain.com"
            << "joe@example.org"
            << "jane@domain.com" << none << helo << accepted << QStringList{"helo.local"} << accepted;
        QTest::newRow("the LAN says a local name in HELO")
            << insider << "domain.com"
            << "jane@domain.com"
            << "jane@domain.com" << none << accepted << accepted << none << accepted;
        QTest::newRow("both") << stranger << "domain.com"
                              << "jsmith@domain.com"
                              << "jane@domain.com" << none << helo << accepted
                              << QStringList{"helo.local", "sender.claims-local"} << accepted;
        QTest::newRow("an exception by IP lets it in")
            << stranger << "laptop"
            << "jsmith@domain.com"
            << "jane@domain.com" << QStringList{"white ip 203.0.113.0/24"} << accepted << accepted << none
            << accepted;
        QTest::newRow("an exception by IP lifts HELO as well")
            << stranger << "domain.com"
            << "joe@example.org"
            << "jane@domain.com" << QStringList{"white ip 203.0.113.9"} << accepted << accepted << none
            << accepted;
        QTest::newRow("an exception by recipient lets it in")
            << stranger << "domain.com"
            << "jsmith@domain.com"
            << "jane@domain.com" << QStringList{"white recipient jane@domain.com"} << accepted << accepted
            << none << accepted;
        QTest::newRow("an exception by sender does not")
            << stranger << "laptop"
            << "jsmith@domain.com"
            << "jane@domain.com" << QStringList{"white sender jsmith@domain.com"} << claims << accepted
            << QStringList{"sender.claims-local"} << accepted;
        QTest::newRow("an exception by HELO does not")
            << stranger << "domain.com"
            << "joe@example.org"
            << "jane@domain.com" << QStringList{"white helo domain.com"} << helo << accepted
            << QStringList{"helo.local"} << accepted;
        QTest::newRow("outside to outside") << stranger << "laptop"
                                            << "joe@example.org"
                                            << "bob@example.com" << none << relay << relay << none << relay;
        QTest::newRow("outside to outside, whatever the exceptions")
            << stranger << "laptop"
            << "joe@example.org"
            << "bob@example.com"
            << QStringList{"white ip 203.0.113.9", "white sender joe@example.org",
                           "white recipient bob@example.com", "white helo laptop", "white recipient *"}
            << relay << relay << none << relay;
        QTest::newRow("a local sender does not relay")
            << stranger << "laptop"
            << "jsmith@domain.com"
            << "bob@example.com" << none << claims << relay << QStringList{"sender.claims-local"} << relay;
        QTest::newRow("from the LAN to outside")
            << insider << "laptop"
            << "jane@domain.com"
            << "bob@example.com" << none << accepted << accepted << none << accepted;
        QTest::newRow("ordinary mail")
            << stranger << "mx.example.org"
            << "joe@example.org"
            << "jane@domain.com" << none << accepted << accepted << none << accepted;
        QTest::newRow("a bounce") << stranger << "mx.example.org"
                                  << ""
                                  << "jane@domain.com" << none << accepted << accepted << none << accepted;
    }
    void foundingCases()
    {
        QFETCH(QString, client);
        QFETCH(QString, helo);
        QFETCH(QString, sender);
        QFETCH(QString, recipient);
        QFETCH(QStringList, entries);
        QFETCH(QString, enforced);
        QFETCH(QString, whenMonitored);
        QFETCH(QStringList, monitored);
        QFETCH(QString, whenOff);
        Scene scene;
        for (const QString& entry : entries)
            addEntry(scene, entry);
        const auto facts =
            session(client.toStdString(), helo.toStdString(), sender.toStdString(), recipient.toStdString());
        QCOMPARE(answer(scene.verdict(facts)), enforced);
        QCOMPARE(ids(scene.verdict(facts).monitored), QStringList());

        for (const Check check : {Check::SenderClaimsLocal, Check::HeloLocal})
            scene.setMode(check, CheckMode::Monitor);
        QCOMPARE(answer(scene.verdict(facts)), whenMonitored);
        QCOMPARE(ids(scene.verdict(facts).monitored), monitored);

        for (const Check check : {Check::SenderClaimsLocal, Check::HeloLocal})
            scene.setMode(check, CheckMode::Off);
        QCOMPARE(answer(scene.verdict(facts)), whenOff);
        QCOMPARE(ids(scene.verdict(facts).monitored), QStringList());
    }

    void theTraceSaysWhyAnExceptionBySenderDoesNotCount()
    {
        Scene scene;
        scene.white(ListKind::Sender, "jsmith@domain.com");
        const auto verdict =
            scene.verdict(session(stranger, "laptop", "jsmith@domain.com", "jane@domain.com"));
        QCOMPARE(
            words(rowOf(verdict, Check::SenderClaimsLocal)),
            "203.0.113.9 is outside the LAN and has not logged in, but says that it sends as "
            "jsmith@domain.com, and domain.com is one of your domains; the exception for the sender "
            "jsmith@domain.com does not lift this, since anybody can write that address; tie it to an IP "
            "range, or except the IP address");
    }

    void theTraceNamesTheExceptionThatLiftsAHit()
    {
        Scene scene;
        const model::Id exception = scene.white(ListKind::Ip, "203.0.113.0/24").id;
        const auto verdict =
            scene.verdict(session(stranger, "laptop", "jsmith@domain.com", "jane@domain.com"));
        const auto* row = rowOf(verdict, Check::SenderClaimsLocal);
        QVERIFY(row != nullptr);
        QCOMPARE(row->result, CheckResult::Exempt);
        QCOMPARE(row->entry, exception);
        QCOMPARE(qt(row->pattern), "203.0.113.0/24");
        QVERIFY(words(row).endsWith("the exception for the IP address 203.0.113.0/24 lets it in"));
    }

    // --- exceptions and exemptions
    // -----------------------------------------------------------------------------

    void exceptionsOfEveryKindBeatEveryBlackList_data()
    {
        QTest::addColumn<QString>("black");
        QTest::addColumn<QString>("check");
        QTest::newRow("ip") << "black ip 203.0.113.0/24"
                            << "ip.blacklist";
        QTest::newRow("helo") << "black helo laptop"
                              << "helo.blacklist";
        QTest::newRow("sender") << "black sender joe@example.org"
                                << "sender.blacklist";
        QTest::newRow("recipient") << "black recipient jane@domain.com"
                                   << "recipient.blacklist";
    }
    void exceptionsOfEveryKindBeatEveryBlackList()
    {
        QFETCH(QString, black);
        QFETCH(QString, check);
        const auto facts = session(stranger, "laptop", "joe@example.org", "jane@domain.com");
        Scene scene;
        addEntry(scene, black);
        QCOMPARE(ids({*scene.verdict(facts).check}), QStringList{check});
        QCOMPARE(scene.verdict(facts).entry, 100);
        for (const QString exception : {"white ip 203.0.113.9", "white sender joe@example.org",
                                        "white recipient jane@domain.com", "white helo laptop"}) {
            Scene excepted = scene;
            addEntry(excepted, exception);
            QVERIFY2(!excepted.verdict(facts).check, qPrintable(exception));
        }
    }

    void anExceptionTakenOutAgainLiftsNothing()
    {
        Scene scene;
        scene.black(ListKind::Sender, "*@example.org");
        scene.white(ListKind::Sender, "example.org");
        scene.white(ListKind::Sender, "~joe@example.org");
        QVERIFY(scene.verdict(session(stranger, "laptop", "joe@example.org", "jane@domain.com")).check);
        QVERIFY(!scene.verdict(session(stranger, "laptop", "ann@example.org", "jane@domain.com")).check);
    }

    void aBlackEntryTakenOutAgainIsNoHitAndTheTraceSaysSo()
    {
        Scene scene;
        scene.black(ListKind::Sender, "*@example.org");
        scene.black(ListKind::Sender, "~joe@example.org");
        const auto verdict = scene.verdict(session(stranger, "laptop", "joe@example.org", "jane@domain.com"));
        QVERIFY(!verdict.check);
        QCOMPARE(words(rowOf(verdict, Check::SenderBlacklist)),
                 "joe@example.org is taken out of the Black List by the entry ~joe@example.org");
    }

    void expiredDisabledAndForeignEntriesDoNotCount()
    {
        const auto facts = session(stranger, "laptop", "joe@example.org", "jane@domain.com");
        Scene scene;
        auto& entry = scene.black(ListKind::Sender, "joe@example.org");
        entry.expires = facts.now;
        QVERIFY(!scene.verdict(facts).check);
        scene.entries[0].expires = facts.now + std::chrono::microseconds(1);
        QVERIFY(scene.verdict(facts).check);
        scene.entries[0].enabled = false;
        QVERIFY(!scene.verdict(facts).check);
        scene.entries[0].enabled = true;
        scene.entries[0].service = 2;
        QVERIFY(!scene.verdict(facts).check);
        scene.entries[0].service = 1;
        QVERIFY(scene.verdict(facts).check);
    }

    void aForgeableExceptionTiedToARangeLiftsFromThatRangeOnly()
    {
        Scene scene;
        auto& entry = scene.white(ListKind::Sender, "jsmith@domain.com");
        entry.condition = model::Condition::FromRange;
        entry.onlyFrom = "203.0.113.0/24";
        QVERIFY(!scene.verdict(session(stranger, "laptop", "jsmith@domain.com", "jane@domain.com")).check);
        QVERIFY(
            scene.verdict(session("198.51.100.4", "laptop", "jsmith@domain.com", "jane@domain.com")).check);
        QVERIFY(scene.verdict(session(stranger, "laptop", "other@domain.com", "jane@domain.com")).check);
    }

    void aMoreSpecificTildeTakesOutOfConditionalExceptionsToo()
    {
        Scene scene;
        auto& entry = scene.white(ListKind::Sender, "domain.com");
        entry.condition = model::Condition::FromRange;
        entry.onlyFrom = "203.0.113.0/24";
        scene.white(ListKind::Sender, "~jsmith@domain.com");
        QVERIFY(scene.verdict(session(stranger, "laptop", "jsmith@domain.com", "jane@domain.com")).check);
        QVERIFY(!scene.verdict(session(stranger, "laptop", "ann@domain.com", "jane@domain.com")).check);
    }

    void exemptionsFollowTheServicesSettings_data()
    {
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("user");
        QTest::addColumn<bool>("exemptLan");
        QTest::addColumn<bool>("exemptAuthenticated");
        QTest::addColumn<QString>("claimsLocal"); // with the sender jsmith@domain.com
        QTest::addColumn<QString>("heloInvalid"); // with the HELO argument a_b
        QTest::newRow("stranger") << stranger << "" << true << true << "hit"
                                  << "hit";
        QTest::newRow("LAN") << insider << "" << true << true << "not-applicable"
                             << "exempt";
        QTest::newRow("LAN, not exempt") << insider << "" << false << true << "not-applicable"
                                         << "hit";
        QTest::newRow("logged in") << stranger << "jsmith" << true << true << "exempt"
                                   << "exempt";
        QTest::newRow("logged in, not exempt") << stranger << "jsmith" << true << false << "hit"
                                               << "hit";
        QTest::newRow("logged in, LAN not exempt") << stranger << "jsmith" << false << true << "exempt"
                                                   << "exempt";
    }
    void exemptionsFollowTheServicesSettings()
    {
        QFETCH(QString, client);
        QFETCH(QString, user);
        QFETCH(bool, exemptLan);
        QFETCH(bool, exemptAuthenticated);
        QFETCH(QString, claimsLocal);
        QFETCH(QString, heloInvalid);
        Scene scene;
        scene.service.exemptLan = exemptLan;
        scene.service.exemptAuthenticated = exemptAuthenticated;
        scene.setMode(Check::HeloInvalid, CheckMode::Enforce);
        auto facts = session(client.toStdString(), "a_b", "jsmith@domain.com", "jane@domain.com");
        facts.user = user.toStdString();
        const auto verdict = scene.verdict(facts);
        const auto result = [&](Check check) { return qt(std::string(toId(rowOf(verdict, check)->result))); };
        QCOMPARE(result(Check::SenderClaimsLocal), claimsLocal);
        QCOMPARE(result(Check::HeloInvalid), heloInvalid);
        QCOMPARE(verdict.check.has_value(), claimsLocal == "hit" || heloInvalid == "hit");
    }

    void explicitBlackListsApplyToEveryone()
    {
        Scene scene;
        scene.configuration.server.trustedForwarders = {insider};
        scene.black(ListKind::Sender, "jane@domain.com");
        auto facts = session(insider, "laptop", "jane@domain.com", "jane@domain.com");
        facts.user = "jane@domain.com";
        QCOMPARE(*scene.verdict(facts).check, Check::SenderBlacklist);
        scene.entries[0] = model::ListEntry();
        scene.black(ListKind::Ip, insider);
        QCOMPARE(*scene.verdict(facts).check, Check::IpBlacklist);
    }

    void aTrustedForwarderSkipsTheSenderCheckAndNothingElse()
    {
        Scene scene;
        scene.configuration.server.trustedForwarders = {"203.0.113.0/24"};
        const auto verdict = scene.verdict(session(stranger, "mx", "jsmith@domain.com", "jane@domain.com"));
        QVERIFY(!verdict.check);
        QVERIFY(words(rowOf(verdict, Check::SenderClaimsLocal))
                    .endsWith("203.0.113.9 is a trusted forwarder, whose mail skips the checks of senders"));
        QCOMPARE(*scene.verdict(session(stranger, "mx", "joe@example.org", "bob@example.com")).check,
                 Check::RecipientRelay);
        QCOMPARE(*scene.verdict(session(stranger, "domain.com", "joe@example.org", "jane@domain.com")).check,
                 Check::HeloLocal);
        scene.black(ListKind::Sender, "jsmith@domain.com");
        QCOMPARE(*scene.verdict(session(stranger, "mx", "jsmith@domain.com", "jane@domain.com")).check,
                 Check::SenderBlacklist);
    }

    void whatIsNotLiftableIsNotLifted_data()
    {
        QTest::addColumn<QString>("what");
        for (const char* what : {"access.client", "auth.required", "recipient.relay", "recipient.unknown",
                                 "message.size", "message.loop"})
            QTest::newRow(what) << what;
    }
    void whatIsNotLiftableIsNotLifted()
    {
        QFETCH(QString, what);
        Scene scene;
        for (const QString exception :
             {"white ip 0.0.0.0/0", "white sender *", "white recipient *", "white helo *"})
            addEntry(scene, exception);
        auto facts = session(stranger, "laptop", "joe@example.org", "jane@domain.com");
        Stage stage = Stage::Rcpt;
        if (what == "access.client")
            scene.service.access = model::Access::Lan;
        else if (what == "auth.required")
            scene.setMode(Check::AuthRequired, CheckMode::Enforce);
        else if (what == "recipient.relay")
            facts.recipient = "bob@example.com";
        else if (what == "recipient.unknown")
            facts.recipient = "nobody@domain.com";
        else if (what == "message.size")
            facts.declaredSize = scene.service.sizeLimit + 1;
        else
            stage = Stage::Data;
        facts.receivedFields = scene.service.hopLimit + 1;
        QCOMPARE(ids({scene.verdict(facts, stage).check.value()}), QStringList{what});
    }

    // --- facts that must be fetched
    // ----------------------------------------------------------------------------

    void spfIsAskedForOnlyWhereItWouldMatter_data()
    {
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("sender");
        QTest::addColumn<QString>("pattern"); // of an exception 'only when SPF passes'
        QTest::addColumn<bool>("asked");
        QTest::newRow("it would lift the hit") << stranger << "jsmith@domain.com"
                                               << "jsmith@domain.com" << true;
        QTest::newRow("it would match, but nothing hits") << stranger << "joe@example.org"
                                                          << "joe@example.org" << false;
        QTest::newRow("nothing hits inside") << insider << "jsmith@domain.com"
                                             << "jsmith@domain.com" << false;
        QTest::newRow("another sender") << stranger << "jsmith@domain.com"
                                        << "ann@domain.com" << false;
        QTest::newRow("a whole domain") << stranger << "jsmith@domain.com"
                                        << "domain.com" << true;
        QTest::newRow("null sender") << stranger << ""
                                     << "domain.com" << false;
    }
    void spfIsAskedForOnlyWhereItWouldMatter()
    {
        QFETCH(QString, client);
        QFETCH(QString, sender);
        QFETCH(QString, pattern);
        QFETCH(bool, asked);
        Scene scene;
        scene.white(ListKind::Sender, pattern.toStdString()).condition = model::Condition::SpfPass;
        const auto facts = session(client.toStdString(), "laptop", sender.toStdString(), "jane@domain.com");
        const auto decision = scene.decide(Stage::Rcpt, facts);
        const auto* needs = std::get_if<policy::Needs>(&decision);
        QCOMPARE(needs != nullptr, asked);
        if (needs != nullptr)
            QVERIFY(needs->facts == std::vector{policy::FactId::Spf});
    }

    void spfIsNotAskedForWhatAlreadyIsLiftedOrRefused()
    {
        Scene scene;
        scene.white(ListKind::Sender, "domain.com").condition = model::Condition::SpfPass;
        const auto facts = session(stranger, "laptop", "jsmith@domain.com", "jane@domain.com");
        Scene lifted = scene;
        lifted.white(ListKind::Ip, stranger);
        QVERIFY(!lifted.verdict(facts).check);
        Scene refused = scene;
        refused.service.access = model::Access::Lan;
        QCOMPARE(*refused.verdict(facts).check, Check::AccessClient);
        Scene off = scene;
        off.setMode(Check::SenderClaimsLocal, CheckMode::Off);
        QVERIFY(!off.verdict(facts).check);
    }

    void anExceptionWithSpfCountsOnlyWhenSpfPasses_data()
    {
        QTest::addColumn<int>("spf"); // -1: could not be looked up
        QTest::addColumn<QString>("says");
        const char* names[] = {"none", "neutral", "", "fail", "softfail", "temperror", "permerror"};
        for (int i = 0; i < 7; ++i)
            QTest::newRow(*names[i] != 0 ? names[i] : "pass") << i << QString(names[i]);
        QTest::newRow("unknown") << -1 << "time-out";
    }
    void anExceptionWithSpfCountsOnlyWhenSpfPasses()
    {
        QFETCH(int, spf);
        QFETCH(QString, says);
        Scene scene;
        scene.white(ListKind::Sender, "domain.com").condition = model::Condition::SpfPass;
        auto facts = session(stranger, "laptop", "jsmith@domain.com", "jane@domain.com");
        if (spf < 0)
            facts.spf = policy::Unknown{"time-out"};
        else
            facts.spf = policy::SpfResult(spf);
        const auto verdict = scene.verdict(facts);
        QCOMPARE(!verdict.check, says.isEmpty());
        const QString row = words(rowOf(verdict, Check::SenderClaimsLocal));
        QVERIFY2(says.isEmpty() ? row.endsWith("lets it in")
                                : row.contains("counts only when SPF passes") && row.contains(says),
                 qPrintable(row));
    }

    void aBlackListedSenderIsLiftedByAnSpfExceptionWithoutForging()
    {
        Scene scene;
        scene.black(ListKind::Sender, "*@partner.test");
        scene.white(ListKind::Sender, "news@partner.test").condition = model::Condition::SpfPass;
        auto facts = session(stranger, "mx", "news@partner.test", "jane@domain.com");
        QVERIFY(std::holds_alternative<policy::Needs>(scene.decide(Stage::Rcpt, facts)));
        facts.spf = policy::SpfResult::Fail;
        QVERIFY(scene.verdict(facts).check);
        facts.spf = policy::SpfResult::Pass;
        QVERIFY(!scene.verdict(facts).check);
    }

    // What the engine does with Needs: fetch all, ask again. Here the fetcher is a fake.
    void aFakeThatFetchesWhatIsNeededComesToAVerdict()
    {
        Scene scene;
        scene.white(ListKind::Sender, "domain.com").condition = model::Condition::SpfPass;
        auto facts = session(stranger, "laptop", "jsmith@domain.com", "jane@domain.com");
        int rounds = 0;
        auto decision = scene.decide(Stage::Rcpt, facts);
        while (const auto* needs = std::get_if<policy::Needs>(&decision)) {
            QVERIFY(++rounds < 5);
            for (const policy::FactId fact : needs->facts) {
                QCOMPARE(fact, policy::FactId::Spf);
                facts.spf = policy::SpfResult::Pass;
            }
            decision = scene.decide(Stage::Rcpt, facts);
        }
        QCOMPARE(rounds, 1);
        QVERIFY(!std::get<policy::Verdict>(decision).check);
    }

    // --- stages
    // ------------------------------------------------------------------------------------------------

    void refusalsAreAnsweredAtTheStageThatTheServiceSays_data()
    {
        QTest::addColumn<QString>("entry");
        QTest::addColumn<bool>("answerAtRcpt");
        QTest::addColumn<QString>("stage"); // the first that refuses
        for (const bool atRcpt : {true, false}) {
            const char* suffix = atRcpt ? "at RCPT" : "at once";
            const auto stage = [atRcpt](const char* first) { return QString(atRcpt ? "rcpt" : first); };
            QTest::addRow("ip, %s", suffix) << "black ip 203.0.113.9" << atRcpt << stage("connect");
            QTest::addRow("helo, %s", suffix) << "black helo laptop" << atRcpt << stage("helo");
            QTest::addRow("sender, %s", suffix) << "black sender joe@example.org" << atRcpt << stage("mail");
            QTest::addRow("recipient, %s", suffix) << "black recipient jane@domain.com" << atRcpt << "rcpt";
        }
    }
    void refusalsAreAnsweredAtTheStageThatTheServiceSays()
    {
        QFETCH(QString, entry);
        QFETCH(bool, answerAtRcpt);
        QFETCH(QString, stage);
        Scene scene;
        scene.service.answerAtRcpt = answerAtRcpt;
        addEntry(scene, entry);
        const auto explanation = policy::explain(
            *scene.compile(), session(stranger, "laptop", "joe@example.org", "jane@domain.com"));
        QVERIFY(explanation.verdict.check);
        QCOMPARE(qt(std::string(model::toId(explanation.stage))), stage);
        QCOMPARE(explanation.verdict.close, stage == "connect");
    }

    void accessAndBansAreAnsweredAtConnectWhateverTheServiceSays()
    {
        const auto facts = session(stranger, "laptop", "joe@example.org", "jane@domain.com");
        Scene scene;
        scene.service.access = model::Access::Lan;
        auto verdict = scene.verdict(facts, Stage::Connect);
        QCOMPARE(answer(verdict), "554 5.7.1 203.0.113.9 may not use this service ref K7Q2M9XD");
        QVERIFY(verdict.close);

        auto banned = facts;
        banned.ban = policy::Ban{facts.now + std::chrono::seconds(60), "20 refused recipients"};
        verdict = Scene().verdict(banned, Stage::Connect);
        QCOMPARE(answer(verdict), "421 4.7.0 203.0.113.9 is barred for a time, try again later ref K7Q2M9XD");
        QCOMPARE(verdict.outcome, Outcome::Deferred);
        QVERIFY(verdict.close);
        QVERIFY2(words(rowOf(verdict, Check::AccessBanned)).endsWith("20 refused recipients"),
                 qPrintable(words(rowOf(verdict, Check::AccessBanned))));
    }

    void theDeclaredSizeIsAnsweredAtMailAndTheRealOneAtData()
    {
        Scene scene;
        scene.service.sizeLimit = 100'000;
        auto facts = session(stranger, "laptop", "joe@example.org", "jane@domain.com");
        facts.recipient.reset();
        facts.declaredSize = 100'000;
        QVERIFY(!scene.verdict(facts, Stage::Mail).check);
        facts.declaredSize = 100'001;
        QCOMPARE(answer(scene.verdict(facts, Stage::Mail)), "552 5.3.4 Message is too large ref K7Q2M9XD");
        facts.declaredSize = 10;
        facts.size = 100'001;
        QCOMPARE(answer(scene.verdict(facts, Stage::Data)), "552 5.3.4 Message is too large ref K7Q2M9XD");
        QVERIFY(!scene.verdict(facts, Stage::Data).close);
    }

    void atDataOnlyTheMessageIsLookedAt()
    {
        Scene scene;
        scene.black(ListKind::Ip, stranger);
        auto facts = session(stranger, "laptop", "joe@example.org", "jane@domain.com");
        facts.size = 5000;
        facts.receivedFields = 51;
        const auto verdict = scene.verdict(facts, Stage::Data);
        QCOMPARE(answer(verdict), "554 5.4.6 Too many hops ref K7Q2M9XD");
        QCOMPARE(verdict.trace.size(), 3U);
    }

    void anExplanationTellsWhatTheMessageWouldMeet()
    {
        Scene scene;
        auto facts = session(stranger, "mx.example.org", "joe@example.org", "jane@domain.com");
        facts.size = 5000;
        facts.receivedFields = 1;
        facts.authors = "domain.com";
        const policy::Explanation explanation = policy::explain(*scene.compile(), facts);
        QVERIFY(!explanation.verdict.check);
        QCOMPARE(explanation.verdict.destination, policy::Destination::Mailbox);
        QCOMPARE(explanation.verdict.monitored, (std::vector{Check::FromClaimsLocal}));
        const auto count = [&](Check check) {
            const auto& trace = explanation.verdict.trace;
            return std::count_if(trace.begin(), trace.end(),
                                 [check](const auto& row) { return row.check == check; });
        };
        QCOMPARE(count(Check::FromClaimsLocal), 1);
        QCOMPARE(count(Check::MessageSize), 1);
        QCOMPARE(count(Check::MessageLoop), 1);
    }

    void theTraceAtRcptIsWholeAndInRunningOrder()
    {
        Scene scene;
        for (const model::CheckInfo& info : model::checks())
            scene.setMode(info.check, CheckMode::Enforce);
        scene.service.dnsLists = {{"bl.test", 100, {}, true}};
        scene.service.access = model::Access::Lan; // refuses first; the rest is traced all the same
        const auto verdict = scene.verdict(session(stranger, "laptop", "joe@example.org", "bob@example.com"));
        QCOMPARE(*verdict.check, Check::AccessClient);
        const auto ofMessage = [](const model::CheckInfo& info) { return info.stage == Stage::Data; };
        QCOMPARE(verdict.trace.size() +
                     std::size_t(std::count_if(model::checks().begin(), model::checks().end(), ofMessage)),
                 model::checkCount);
        for (std::size_t i = 1; i < verdict.trace.size(); ++i)
            QVERIFY(model::info(verdict.trace[i - 1].check).stage <=
                    model::info(verdict.trace[i].check).stage);
    }

    void theFirstEnforcedHitDecidesAndMonitorChangesNothing()
    {
        Scene scene;
        scene.black(ListKind::Ip, stranger);
        scene.black(ListKind::Helo, "laptop");
        scene.black(ListKind::Sender, "joe@example.org");
        scene.setMode(Check::IpBlacklist, CheckMode::Monitor);
        const auto verdict = scene.verdict(session(stranger, "laptop", "joe@example.org", "jane@domain.com"));
        QCOMPARE(*verdict.check, Check::HeloBlacklist);
        QCOMPARE(ids(verdict.monitored), QStringList{"ip.blacklist"});
        QCOMPARE(verdict.entry, 101);
        QCOMPARE(qt(verdict.reply.text), "blacklisted (laptop)");
    }

    void withoutTraceTheVerdictIsTheSame()
    {
        Scene scene;
        scene.black(ListKind::Helo, "laptop");
        const auto facts = session(stranger, "laptop", "joe@example.org", "jane@domain.com");
        const auto with = scene.verdict(facts);
        const auto without = std::get<policy::Verdict>(
            policy::decide(*scene.compile(), Stage::Rcpt, facts, policy::Tracing::Off));
        QVERIFY(without.trace.empty());
        QVERIFY(without.check == with.check && without.reply == with.reply && without.entry == with.entry);
    }

    void anAcceptedRecipientHasADestination()
    {
        Scene scene;
        scene.configuration.routes = {{1, "partner.test", "lmtp:127.0.0.1:2424"}, {2, "*", "smtp:relay:25"}};
        const auto destination = [&](const char* client, const char* recipient) {
            return int(scene.verdict(session(client, "laptop", "joe@example.org", recipient)).destination);
        };
        QCOMPARE(destination(stranger, "jane@domain.com"), int(policy::Destination::Mailbox));
        QCOMPARE(destination(stranger, "POSTMASTER"), int(policy::Destination::Mailbox));
        QCOMPARE(destination(stranger, "anybody@partner.test"), int(policy::Destination::Route));
        QCOMPARE(destination(insider, "bob@example.com"), int(policy::Destination::Relay));
        QCOMPARE(destination(stranger, "bob@example.com"), int(policy::Destination::None));
    }

    // --- explain
    // -----------------------------------------------------------------------------------------------

    void explainStopsWhereTheFactsEnd()
    {
        const Scene scene;
        auto facts = session(stranger, "laptop", "joe@example.org", "jane@domain.com");
        const auto stage = [&] { return int(policy::explain(*scene.compile(), facts).stage); };
        QCOMPARE(stage(), int(Stage::Rcpt));
        facts.recipient.reset();
        QCOMPARE(stage(), int(Stage::Mail));
        facts.sender.reset();
        QCOMPARE(stage(), int(Stage::Helo));
        facts.helo.clear();
        QCOMPARE(stage(), int(Stage::Connect));
    }

    void explainTakesAMissingFactAsUnknownAndSaysSo()
    {
        Scene scene;
        scene.white(ListKind::Sender, "domain.com").condition = model::Condition::SpfPass;
        auto facts = session(stranger, "laptop", "jsmith@domain.com", "jane@domain.com");
        auto explanation = policy::explain(*scene.compile(), facts);
        QVERIFY(explanation.missing == std::vector{policy::FactId::Spf});
        QCOMPARE(*explanation.verdict.check, Check::SenderClaimsLocal);
        QCOMPARE(policy::decidingRow(explanation.verdict)->check, Check::SenderClaimsLocal);
        facts.spf = policy::SpfResult::Pass;
        explanation = policy::explain(*scene.compile(), facts);
        QVERIFY(explanation.missing.empty());
        QVERIFY(!explanation.verdict.check);
        QVERIFY(policy::decidingRow(explanation.verdict) == nullptr);
    }

    void explainOfAReceivedMessageReachesData()
    {
        Scene scene;
        auto facts = session(stranger, "laptop", "joe@example.org", "jane@domain.com");
        facts.size = scene.service.sizeLimit + 1;
        QCOMPARE(int(policy::explain(*scene.compile(), facts).stage), int(Stage::Data));
        facts.size = 1000;
        const auto accepted = policy::explain(*scene.compile(), facts);
        QCOMPARE(accepted.verdict.destination, policy::Destination::Mailbox);
    }

    void theReasonInWordsSaysWhatMonitorMeans()
    {
        Scene scene;
        scene.setMode(Check::SenderClaimsLocal, CheckMode::Monitor);
        const auto verdict =
            scene.verdict(session(stranger, "laptop", "jsmith@domain.com", "jane@domain.com"));
        const auto clauses = policy::reasonInWords(*rowOf(verdict, Check::SenderClaimsLocal));
        QCOMPARE(clauses.size(), 2U);
        QCOMPARE(toEnglish(clauses[1]), std::string("the check only monitors, so this refuses nothing"));
    }
};

QTEST_APPLESS_MAIN(TestDecide)
#include "test_decide.moc"
