// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/flips.h"
#include "support/dice.h"

#include <algorithm>

using namespace postern;
using namespace postern::testing;
using policy::FlipAct;

namespace {

// A configuration with its lists, and what a session at its first service is.
struct World {
    model::Configuration configuration;
    std::vector<model::ListEntry> entries;
    policy::Facts facts;
    model::Id service = 1;

    policy::FlipSite site() const
    {
        return {policy::compileSnapshot(1, configuration, entries, {}),
                std::make_shared<const model::Configuration>(configuration),
                {}};
    }
    bool refused() const
    {
        return policy::explain(*site().snapshot->find(service), facts).verdict.check.has_value();
    }
    void make(const policy::FlipStep& step)
    {
        policy::apply(step, configuration, entries);
        policy::apply(step, facts);
        if (step.act == FlipAct::LogIn)
            service = step.service;
    }
};

World roll(Dice& dice, const Scene& scene)
{
    World world{scene.configuration, scene.entries, dice.facts()};
    world.configuration.mailboxes[0].passwordHash = "x";
    world.configuration.services = {scene.service, model::makeService(model::Preset::Submission)};
    world.configuration.services[1].id = 2;
    if (dice.one(2))
        dice.addMessage(world.facts);
    return world;
}

QString told(const World& world, const policy::Flip& flip)
{
    std::string words = policy::toJson(world.facts);
    for (const policy::FlipStep& step : flip.steps)
        words += " / " + toEnglish(policy::inWords(step));
    return QString::fromStdString(words);
}

} // namespace

class TestFlipProperties : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Applied to the configuration, and compiled anew.
    void whatIsOfferedWorks()
    {
        int singles = 0;
        int pairs = 0;
        int reverse = 0;
        std::array<int, std::size_t(FlipAct::SetMode) + 1> acts{};
        for (unsigned seed = 0; seed < policies / 2; ++seed) {
            Dice dice(seed);
            const Scene scene = seed % 3 == 0 ? dice.sceneWithAllChecks() : dice.scene();
            for (int i = 0; i < 4; ++i) {
                const World world = roll(dice, scene);
                const policy::Flips flips = policy::findFlips(world.site(), 1, world.facts);
                QCOMPARE(flips.refused, world.refused());
                QVERIFY(flips.flips.size() <= policy::maxFlips);
                for (const policy::Flip& flip : flips.flips) {
                    World after = world;
                    for (const policy::FlipStep& step : flip.steps) {
                        after.make(step);
                        ++acts[std::size_t(step.act)];
                    }
                    QVERIFY2(after.refused() != flips.refused, qPrintable(told(world, flip)));
                    (flip.steps.size() == 1 ? (flips.refused ? singles : reverse) : pairs)++;
                }
            }
        }
        QVERIFY2(singles > 500 && pairs > 50 && reverse > 50,
                 qPrintable(QString("%1, %2, %3").arg(singles).arg(pairs).arg(reverse)));
        for (const FlipAct act :
             {FlipAct::LogIn, FlipAct::SendAs, FlipAct::TryAgain, FlipAct::AddEntry, FlipAct::AddMailbox,
              FlipAct::RelayTo, FlipAct::RemoveEntry, FlipAct::AddToLan, FlipAct::SetMode})
            QVERIFY2(acts[std::size_t(act)] > 0, qPrintable(QString::number(int(act))));
    }

    // Neither half of a pair is enough.
    void nothingIsOfferedThatIsNotNeeded()
    {
        int pairs = 0;
        for (unsigned seed = 0; seed < policies / 2; ++seed) {
            Dice dice(seed);
            const World world = roll(dice, dice.scene());
            for (const policy::Flip& flip : policy::findFlips(world.site(), 1, world.facts).flips) {
                if (flip.steps.size() != 2)
                    continue;
                ++pairs;
                for (const policy::FlipStep& step : flip.steps) {
                    World half = world;
                    half.make(step);
                    QVERIFY2(half.refused(), qPrintable(told(world, flip)));
                }
            }
        }
        QVERIFY2(pairs > 10, qPrintable(QString::number(pairs)));
    }

    // policy.md, 4.3: whatever list entries are offered, none lets anybody relay.
    void noListEntryThatIsOfferedMakesARelay()
    {
        int tried = 0;
        for (unsigned seed = 0; seed < policies / 2; ++seed) {
            Dice dice(seed);
            const World world = roll(dice, dice.scene());
            for (const policy::Flip& flip : policy::findFlips(world.site(), 1, world.facts).flips) {
                const bool listsOnly =
                    std::all_of(flip.steps.begin(), flip.steps.end(), [](const auto& step) {
                        return step.act == FlipAct::AddEntry || step.act == FlipAct::RemoveEntry;
                    });
                if (!listsOnly)
                    continue;
                World after = world;
                for (const policy::FlipStep& step : flip.steps)
                    after.make(step);
                // The same client, with mail for all the world.
                World before = world;
                before.facts.recipient = after.facts.recipient = "bob@far.test";
                const auto relays = [](const World& each) {
                    const auto decision =
                        policy::decide(*each.site().snapshot->find(each.service), Stage::Rcpt, each.facts);
                    const auto* row = rowOf(std::get<policy::Verdict>(decision), Check::RecipientRelay);
                    return row->result != policy::CheckResult::Hit;
                };
                QVERIFY2(relays(before) || !relays(after), qPrintable(told(world, flip)));
                ++tried;
            }
        }
        QVERIFY2(tried > 100, qPrintable(QString::number(tried)));
    }
};

QTEST_APPLESS_MAIN(TestFlipProperties)
#include "test_flip_properties.moc"
