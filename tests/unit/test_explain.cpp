// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/policy_words.h"

#include <QTest>

using namespace postern;
using namespace postern::testing;
using model::Check;
using model::CheckMode;
using model::ListKind;
using model::Stage;

class TestExplain : public QObject {
    Q_OBJECT

private Q_SLOTS:
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

    // --- explain

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

QTEST_APPLESS_MAIN(TestExplain)
#include "test_explain.moc"
