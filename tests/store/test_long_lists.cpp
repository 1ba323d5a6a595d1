// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of a million entries: what a session and its hit cost must not depend on how long the list is. The
// limits of time are a hundred times what is needed, and a small part of what looking at each entry would
// take.
#include "store_fixture.h"

#include "engine/hits.h"
#include "policy/list_compiler.h"

#include <QElapsedTimer>

#include <algorithm>
#include <set>

using namespace postern;
using namespace postern::store;
using model::Id;
using policy::CompiledList;
using policy::ListMoment;

namespace {

constexpr int lines = 1'000'000;
constexpr int patience = 20'000; // ms for what takes some hundred

const Time begin = fromMicros(1'790'000'000'000'000);

// Entry i ends i seconds after `begin`; the last one, of the whole domain, never does.
CompiledList senders()
{
    policy::ListCompiler compiler(model::ListKind::Sender);
    compiler.expect(lines);
    for (int i = 1; i < lines; ++i)
        compiler.add(i, "user" + std::to_string(i) + "@spam.example", false,
                     {.expires = begin + std::chrono::seconds(i)});
    compiler.add(lines, "~spam.example", false);
    return compiler.finish();
}

Id deciding(const CompiledList& list, int user, Time now)
{
    const auto match = list.findAddress({"user" + std::to_string(user), "spam.example"}, {.now = now});
    return match ? match->entry : 0;
}

} // namespace

class TestLongLists : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void entriesEndWithoutAReload()
    {
        const CompiledList list = senders();
        QCOMPARE(list.size(), std::size_t(lines));
        QElapsedTimer clock;
        clock.start();
        for (int user = 7; user < lines; user += 50) { // 20,000 of them
            const Time end = begin + std::chrono::seconds(user);
            const Id before = deciding(list, user, end - std::chrono::microseconds(1));
            const Id after = deciding(list, user, end);
            if (before != user || after != lines)
                QFAIL(qPrintable(QStringLiteral("user %1: %2, %3").arg(user).arg(before).arg(after)));
        }
        QVERIFY2(clock.elapsed() < patience, "a look-up depends on the length of the list");
        // All but the one of the domain are over; nothing has been compiled anew.
        QCOMPARE(deciding(list, 1, begin + std::chrono::seconds(lines)), Id(lines));
        QCOMPARE(deciding(list, lines - 1, begin), Id(lines - 1));
    }

    // As the engine writes them: gathered, and some thousand at a time.
    void hitsAreGatheredAndWrittenInBatches()
    {
        constexpr std::size_t batch = 5000;
        constexpr int hit = 100'000; // the store takes a second for these in a build without optimisation
        engine::Hits hits;
        for (int round = 0; round < 2; ++round) {
            for (int from = 0; from < lines; from += 500) {
                std::vector<engine::HitOf> events;
                for (int i = from; i < from + 500; ++i)
                    events.push_back({Id(i % hit) + 1, begin + std::chrono::seconds(round)});
                hits.add(events);
            }
        }
        QCOMPARE(hits.counts().size(), std::size_t(hit));
        StoreFixture at;
        int batches = 0;
        std::set<Id> seen;
        while (!hits.counts().empty()) {
            const std::vector<ListHit> some = hits.some(batch);
            QVERIFY(!some.empty() && some.size() <= batch);
            for (const ListHit& each : some) {
                QVERIFY(seen.insert(each.entry).second); // never twice
                QCOMPARE(each.hits, std::int64_t(2 * lines / hit));
            }
            unwrap(at.store().addHits(some));
            hits.written(some);
            ++batches;
        }
        QCOMPARE(batches, hit / int(batch));
        QCOMPARE(unwrap(at.store().listHits()).size(), std::size_t(hit));
        // One more hit touches one row, however many there are.
        QElapsedTimer clock;
        clock.start();
        for (int i = 0; i < 200; ++i) {
            hits.add(std::vector<engine::HitOf>{{Id(i) + 1, begin + std::chrono::hours(1)}});
            const auto some = hits.some(batch);
            unwrap(at.store().addHits(some));
            hits.written(some);
        }
        QVERIFY2(clock.elapsed() < patience, "a hit depends on the length of the list");
        const auto counted = unwrap(at.store().listHits(std::vector<Id>{1, 200, 201}));
        QCOMPARE(counted.size(), std::size_t(3));
        QCOMPARE(counted[0].hits, std::int64_t(2 * lines / hit + 1));
        QVERIFY(counted[1].lastHit == begin + std::chrono::hours(1));
        QVERIFY(counted[2].lastHit == begin + std::chrono::seconds(1));
    }

    // A hit that comes between reading and writing is not lost.
    void whatComesMeanwhileIsWrittenNext()
    {
        engine::Hits hits;
        hits.add(std::vector<engine::HitOf>{{1, begin}, {2, begin}, {1, begin}});
        const auto some = hits.some(1);
        QCOMPARE(some.size(), std::size_t(1));
        QCOMPARE(hits.counts().size(), std::size_t(2)); // until it is written
        hits.written(some);
        QCOMPARE(hits.counts().size(), std::size_t(1));
        QVERIFY(!hits.counts().contains(some.front().entry));
    }
};

QTEST_GUILESS_MAIN(TestLongLists)
#include "test_long_lists.moc"
