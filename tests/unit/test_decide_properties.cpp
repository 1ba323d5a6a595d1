// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/domain_name.h"
#include "support/dice.h"

#include <algorithm>

using namespace postern;
using namespace postern::testing;

namespace {

// The relay rules, said again in the plainest way.
bool aRelayRuleSaysSo(const Scene& scene, const policy::Facts& facts)
{
    const auto& relay = scene.service.relay;
    for (const std::string& text : relay.ranges) {
        if (IpRange::parse(text)->contains(facts.client))
            return true;
    }
    const std::string recipient = comparableAddress(*facts.recipient).toString();
    for (const std::string& text : relay.recipients) {
        const auto pattern = model::ListPattern::parse(ListKind::Recipient, text);
        if (!pattern->negated && pattern->matches(recipient))
            return true;
    }
    return false;
}

bool isOurs(const Scene& scene, const policy::Facts& facts)
{
    const MailAddress recipient = comparableAddress(*facts.recipient);
    const auto is = [&](const std::string& name) { return comparableDomain(name) == recipient.domain; };
    for (const model::Domain& domain : scene.configuration.domains) {
        if (is(domain.name) || std::any_of(domain.aliases.begin(), domain.aliases.end(), is))
            return true;
    }
    for (const model::Route& route : scene.configuration.routes) {
        if (is(route.domain))
            return true;
    }
    return recipient.domain.empty() && recipient.local == "postmaster";
}

bool isInside(const Scene& scene, const policy::Facts& facts)
{
    const auto& lan = scene.configuration.server.lan;
    return std::any_of(lan.begin(), lan.end(),
                       [&](const std::string& text) { return IpRange::parse(text)->contains(facts.client); });
}

} // namespace

class TestDecideProperties : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noCombinationMakesAnOpenRelay()
    {
        int strangers = 0;
        int relayed = 0;
        forMany([&](const Compiled& given, const policy::Facts& facts) {
            const Scene& scene = given.scene;
            if (isInside(scene, facts) || !facts.user.empty() || isOurs(scene, facts))
                return;
            ++strangers;
            if (refused(given, facts, Stage::Rcpt))
                return;
            ++relayed;
            QVERIFY(aRelayRuleSaysSo(scene, facts));
        });
        // The property was put to the test, and rules that allow relaying were among it.
        QVERIFY2(strangers > 4000 && relayed > 20, qPrintable(QString("%1, %2").arg(strangers).arg(relayed)));
    }

    void insideAndLoggedInClientsRelayByTheirRuleOnly()
    {
        int refusedOnes = 0;
        forMany([&](const Compiled& given, const policy::Facts& facts) {
            const auto& relay = given.scene.service.relay;
            const bool byLan = relay.lan && isInside(given.scene, facts);
            const bool byLogIn = relay.authenticated && !facts.user.empty();
            if (byLan || byLogIn || isOurs(given.scene, facts) || aRelayRuleSaysSo(given.scene, facts))
                return;
            ++refusedOnes;
            QVERIFY(refused(given, facts, Stage::Rcpt));
        });
        QVERIFY2(refusedOnes > 4000, qPrintable(QString::number(refusedOnes)));
    }

    void addingAnExceptionNeverRefusesMore()
    {
        int lifted = 0;
        const auto addException = [](Dice& dice, Scene& scene) {
            model::ListEntry entry = dice.entry(99);
            entry.color = ListColor::White;
            entry.negated = false;
            scene.entries.push_back(entry);
        };
        forManyChanged(addException,
                       [&](const Compiled& given, const Compiled& more, const policy::Facts& facts) {
                           const bool before = refused(given, facts, stageOf(facts));
                           const bool after = refused(more, facts, stageOf(facts));
                           QVERIFY(before || !after);
                           lifted += before && !after;
                       });
        QVERIFY2(lifted > 20, qPrintable(QString::number(lifted)));
    }

    // A '~' entry takes others out of its list: with it the rules turn round.
    void oneEntryLessOrMoreWorksOneWay_data()
    {
        QTest::addColumn<int>("color");
        QTest::addColumn<bool>("negated");
        QTest::addColumn<bool>("lessRefuses"); // where an entry is gone, more may be refused, or more let in
        QTest::newRow("black") << int(ListColor::Black) << false << false;
        QTest::newRow("black, ~") << int(ListColor::Black) << true << true;
        QTest::newRow("exception") << int(ListColor::White) << false << true;
        QTest::newRow("exception, ~") << int(ListColor::White) << true << false;
    }
    void oneEntryLessOrMoreWorksOneWay()
    {
        QFETCH(int, color);
        QFETCH(bool, negated);
        QFETCH(bool, lessRefuses);
        int changed = 0;
        const auto removeEntry = [&](Dice& dice, Scene& scene) {
            std::vector<std::size_t> places;
            for (std::size_t i = 0; i < scene.entries.size(); ++i) {
                const model::ListEntry& entry = scene.entries[i];
                if (int(entry.color) == color && entry.negated == negated && entry.enabled)
                    places.push_back(i);
            }
            if (!places.empty())
                scene.entries.erase(scene.entries.begin() +
                                    std::ptrdiff_t(places[std::size_t(dice.below(int(places.size())))]));
        };
        forManyChanged(removeEntry,
                       [&](const Compiled& more, const Compiled& less, const policy::Facts& facts) {
                           const bool with = refused(more, facts, stageOf(facts));
                           const bool without = refused(less, facts, stageOf(facts));
                           QVERIFY(lessRefuses ? !with || without : with || !without);
                           changed += with != without;
                       });
        QVERIFY2(changed > (negated ? 0 : 10), qPrintable(QString::number(changed))); // few are under a ~
    }

    // With the same trace, down to the entry that is named.
    void theOrderOfEntriesNeverMatters()
    {
        const auto shuffle = [](Dice& dice, Scene& scene) {
            for (std::size_t i = scene.entries.size(); i > 1; --i)
                std::swap(scene.entries[i - 1], scene.entries[std::size_t(dice.below(int(i)))]);
        };
        int named = 0;
        forManyChanged(shuffle,
                       [&](const Compiled& given, const Compiled& other, const policy::Facts& facts) {
                           const auto first = verdictOf(given, facts, stageOf(facts));
                           const auto second = verdictOf(other, facts, stageOf(facts));
                           QVERIFY(sameDecision(first, second) && first.trace == second.trace);
                           named += first.entry != 0;
                       });
        QVERIFY2(named > 100, qPrintable(QString::number(named)));
    }

    void monitorNeverChangesAnOutcome()
    {
        int monitored = 0;
        int turn = 0;
        forMany([&](const Compiled& given, const policy::Facts& facts) {
            const model::CheckInfo& info = model::info(Check(++turn % int(model::checkCount)));
            const auto stage = Stage(turn % 5);
            if (info.fixed)
                return;
            const auto withMode = [&](CheckMode mode) {
                policy::Policy policy = *given.policy;
                policy.modes[std::size_t(info.check)] = mode;
                return std::get<policy::Verdict>(policy::decide(policy, stage, facts));
            };
            const auto off = withMode(CheckMode::Off);
            const auto monitor = withMode(CheckMode::Monitor);
            QVERIFY(off.check == monitor.check && off.reply == monitor.reply &&
                    off.outcome == monitor.outcome && off.destination == monitor.destination &&
                    off.close == monitor.close);
            monitored += off.monitored != monitor.monitored;
        });
        QVERIFY2(monitored > 100, qPrintable(QString::number(monitored)));
    }

    void whoeverIsRefusedIsToldAndTheTraceNamesTheCheck()
    {
        forMany([&](const Compiled& given, const policy::Facts& facts) {
            const auto verdict = verdictOf(given, facts, stageOf(facts));
            QCOMPARE(verdict.check.has_value(), !verdict.reply.empty());
            QCOMPARE(verdict.check.has_value(), verdict.outcome != model::Outcome::Accepted);
            QCOMPARE(verdict.check.has_value() || facts.size,
                     verdict.destination == policy::Destination::None);
            if (!verdict.check)
                return;
            const auto* row = policy::decidingRow(verdict);
            QVERIFY(row != nullptr && row->result == policy::CheckResult::Hit &&
                    row->mode == CheckMode::Enforce);
            QCOMPARE(row->entry, verdict.entry);
        });
    }

    void whereAFactIsNotAskedForItMakesNoDifference()
    {
        int asked = 0;
        int askedOfMessages = 0;
        int turn = 0;
        const auto forget = [](policy::Facts& facts, int fact) {
            if (fact == 0)
                facts.spf.reset();
            else if (fact == 1)
                facts.reverseDns.reset();
            else if (fact == 2)
                facts.heloDns.reset();
            else if (fact == 3)
                facts.senderDns.reset();
            else if (fact == 4)
                facts.dnsLists.reset();
            else if (fact == 5)
                facts.greylist.reset();
            else if (fact == 6)
                facts.dmarc.reset();
            else
                facts.scans.reset();
        };
        forMany([&](const Compiled& given, policy::Facts facts) {
            const auto with = verdictOf(given, facts, stageOf(facts));
            forget(facts, ++turn % 8);
            const auto decision = policy::decide(*given.policy, stageOf(facts), facts);
            if (const auto* verdict = std::get_if<policy::Verdict>(&decision))
                QVERIFY(verdict->check == with.check && verdict->destination == with.destination);
            else
                ++(facts.size ? askedOfMessages : asked);
        });
        QVERIFY2(asked > 20 && askedOfMessages > 20,
                 qPrintable(QString("%1, %2").arg(asked).arg(askedOfMessages)));
    }
};

QTEST_APPLESS_MAIN(TestDecideProperties)
#include "test_decide_properties.moc"
