// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/event_writer.h"

#include <QTest>

#include <algorithm>
#include <thread>

using namespace postern;
using namespace postern::engine;

namespace {

std::vector<LoggedEvent> someEvents(int count, int from = 0)
{
    std::vector<LoggedEvent> events;
    for (int i = 0; i < count; ++i) {
        LoggedEvent& logged = events.emplace_back();
        logged.event.size = from + i;
        logged.event.time = fromMicros(1000 + from + i);
        logged.hits = {7};
    }
    return events;
}

// Takes events as the store does, or refuses.
struct FakeStore {
    std::vector<std::int64_t> written;
    int refusals = 0;                // so many times from now on
    std::vector<std::int64_t> never; // events it will not take
    int calls = 0;

    Result<> append(std::span<const model::Event> events)
    {
        ++calls;
        const auto unfit = [this](const model::Event& event) {
            return std::find(never.begin(), never.end(), event.size) != never.end();
        };
        if (std::any_of(events.begin(), events.end(), unfit))
            return fail(ErrorKind::Invalid, "not this one");
        if (refusals > 0) {
            --refusals;
            return fail(ErrorKind::Busy, "locked");
        }
        for (const model::Event& event : events)
            written.push_back(event.size);
        return {};
    }
};

} // namespace

class TestEventWriter : public QObject {
    Q_OBJECT

    EventQueue m_queue{{100, 1 << 20}};
    Hits m_hits;
    FakeStore m_store;
    EventWriter m_writer{
        m_queue, m_hits, [this](std::span<const model::Event> events) { return m_store.append(events); },
        [this](const model::Event& event, const Error& why) { return setAside(event, why); }};
    std::vector<model::Event> m_aside;
    bool m_asideFails = false;

    Result<> setAside(const model::Event& event, const Error& why)
    {
        if (m_asideFails)
            return fail(ErrorKind::Full, "no room");
        if (why.kind != ErrorKind::Invalid)
            return fail(ErrorKind::Internal, "why was this set aside?");
        m_aside.push_back(event);
        return {};
    }

    void push(int count, int from = 0)
    {
        auto events = someEvents(count, from);
        QVERIFY(m_queue.push(events));
        QVERIFY(events.empty());
    }

private Q_SLOTS:
    void cleanup()
    {
        m_store = {};
        m_aside.clear();
        m_asideFails = false;
        m_hits = {};
        m_queue.take(1000);
    }

    void whatAFailingStoreDoesNotTakeIsKeptInOrderAndWrittenOnce()
    {
        push(3);
        m_store.refusals = 2;
        QVERIFY(!m_writer.write());
        QVERIFY(m_writer.holds());
        push(2, 3);
        QVERIFY(!m_writer.write());
        QCOMPARE(m_hits.counts().size(), std::size_t(0)); // a hit counts when its event is written
        QVERIFY(m_writer.writeAll());
        QCOMPARE(m_store.written, (std::vector<std::int64_t>{0, 1, 2, 3, 4}));
        QVERIFY(!m_writer.holds());
        QVERIFY(m_writer.write());
        QCOMPARE(m_store.written.size(), std::size_t(5));
    }

    void hitsAreCountedOncePerEntry()
    {
        push(5);
        QVERIFY(m_writer.writeAll());
        QCOMPARE(m_hits.counts().size(), std::size_t(1));
        QCOMPARE(m_hits.counts().at(7).hits, 5);
        QCOMPARE(toMicros(m_hits.counts().at(7).last), 1004);
    }

    void whatTheStoreWillNeverTakeIsSetAside_data()
    {
        QTest::addColumn<QList<int>>("never");
        QTest::newRow("one") << QList<int>{5};
        QTest::newRow("the first") << QList<int>{0};
        QTest::newRow("the last") << QList<int>{19};
        QTest::newRow("neighbours") << QList<int>{7, 8, 9};
        QTest::newRow("first and last") << QList<int>{0, 19};
        QTest::newRow("all") << QList<int>{0,  1,  2,  3,  4,  5,  6,  7,  8,  9,
                                           10, 11, 12, 13, 14, 15, 16, 17, 18, 19};
    }
    void whatTheStoreWillNeverTakeIsSetAside()
    {
        QFETCH(QList<int>, never);
        std::vector<std::int64_t> others;
        for (int i = 0; i < 20; ++i) {
            if (never.contains(i))
                m_store.never.push_back(i);
            else
                others.push_back(i);
        }
        push(20);
        QVERIFY(m_writer.write());
        QCOMPARE(m_store.written, others);
        QCOMPARE(m_aside.size(), std::size_t(never.size()));
        for (int i = 0; i < never.size(); ++i)
            QCOMPARE(m_aside[std::size_t(i)].size, std::int64_t(never[i]));
        QVERIFY(!m_writer.holds());
        QCOMPARE(m_hits.counts().at(7).hits, 20);
    }

    void oneThatIsRefusedIsFoundWithoutTryingEachByItself()
    {
        EventQueue queue;
        EventWriter writer(
            queue, m_hits, [this](std::span<const model::Event> events) { return m_store.append(events); },
            [this](const model::Event& event, const Error& why) { return setAside(event, why); });
        auto events = someEvents(int(EventWriter::batch));
        QVERIFY(queue.push(events));
        m_store.never = {311};
        QVERIFY(writer.write());
        QCOMPARE(m_aside.size(), std::size_t(1));
        QCOMPARE(m_store.written.size(), EventWriter::batch - 1);
        QVERIFY2(m_store.calls < 50, qPrintable(QString::number(m_store.calls)));
    }

    void whatCannotBeSetAsideIsNotLost()
    {
        m_store.never = {1};
        m_asideFails = true;
        push(3);
        QCOMPARE(m_writer.write().error().kind, ErrorKind::Full);
        QVERIFY(m_writer.holds());
        m_asideFails = false;
        QVERIFY(m_writer.write());
        QCOMPARE(m_store.written, (std::vector<std::int64_t>{0, 2}));
        QCOMPARE(m_aside.size(), std::size_t(1));
    }

    void whatIsLeftAtTheEndIsHandedOver()
    {
        push(3);
        m_store.refusals = 1;
        QVERIFY(!m_writer.write());
        push(2, 3);
        QCOMPARE(m_writer.takeUnwritten().size(), std::size_t(5));
        QVERIFY(m_writer.writeAll());
        QCOMPARE(m_store.written.size(), std::size_t(0));
    }

    void pastTheBoundPushRefusesAndTouchesNothing_data()
    {
        QTest::addColumn<int>("events");
        QTest::addColumn<int>("bytes");
        QTest::newRow("by number") << 3 << (1 << 20);
        QTest::newRow("by size") << 1000 << int(3 * sizeof(LoggedEvent) - 1);
    }
    void pastTheBoundPushRefusesAndTouchesNothing()
    {
        QFETCH(int, events);
        QFETCH(int, bytes);
        EventQueue queue({std::size_t(events), std::size_t(bytes)});
        auto first = someEvents(2);
        QVERIFY(queue.push(first));
        QVERIFY(!queue.full());
        auto second = someEvents(4, 2); // the last one in may go past the bound
        QVERIFY(queue.push(second));
        QVERIFY(queue.full());
        auto third = someEvents(1, 6);
        QVERIFY(!queue.push(third));
        QCOMPARE(third.size(), std::size_t(1));
        QCOMPARE(queue.size(), std::size_t(6));

        int woken = 0;
        queue.whenRoom([&] { ++woken; });
        QCOMPARE(woken, 0);
        queue.take(1);
        QCOMPARE(woken, 0); // still full
        queue.take(5);
        QCOMPARE(woken, 1);
        QVERIFY(!queue.full());
        QVERIFY(queue.push(third));
        queue.whenRoom([&] { ++woken; });
        QCOMPARE(woken, 2); // at once
    }

    void waitingEndsWithEnoughEventsOrAnInterruption()
    {
        EventQueue queue;
        std::thread other([&] {
            auto events = someEvents(5);
            queue.push(events);
        });
        queue.waitFor(5, std::chrono::seconds(20));
        QCOMPARE(queue.size(), std::size_t(5));
        other.join();
        std::thread interrupter([&] { queue.interrupt(); });
        queue.waitFor(100, std::chrono::seconds(20));
        interrupter.join();
        QCOMPARE(queue.size(), std::size_t(5));
    }
};

QTEST_GUILESS_MAIN(TestEventWriter)
#include "test_event_writer.moc"
