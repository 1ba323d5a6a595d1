// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/policy_words.h"

#include <QTest>

using namespace postern;
using namespace postern::testing;
using model::Check;
using model::CheckMode;
using model::Stage;

class TestMessageChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
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
};

QTEST_APPLESS_MAIN(TestMessageChecks)
#include "test_message_checks.moc"
