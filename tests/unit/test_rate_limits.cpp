// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/rate_limits.h"

#include <QTest>

using namespace postern;
using namespace std::chrono_literals;
using postern::engine::RateLimits;

namespace {
const Time start = Time(std::chrono::hours(24) * 20'000); // the beginning of a period
}

class TestRateLimits : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void soManyAndNoMore()
    {
        RateLimits limits;
        for (int i = 0; i < 3; ++i)
            QVERIFY(limits.take("a", 3, 60s, start));
        QVERIFY(!limits.take("a", 3, 60s, start));
        QVERIFY(limits.isReached("a", 3, 60s, start));
        QVERIFY(limits.take("b", 3, 60s, start)); // each for itself
        QVERIFY(limits.take("a", 0, 60s, start)); // no limit
        QVERIFY(!limits.isReached("a", 0, 60s, start));
        QVERIFY(!limits.isReached("c", 3, 60s, start));
    }

    void theTimeSlides()
    {
        RateLimits limits;
        for (int i = 0; i < 10; ++i)
            limits.count("a", 60s, start + 50s);
        QVERIFY(limits.isReached("a", 10, 60s, start + 60s));  // all of it still counts
        QVERIFY(!limits.isReached("a", 10, 60s, start + 70s)); // a sixth does not any more
        QVERIFY(limits.isReached("a", 8, 60s, start + 70s));
        QVERIFY(!limits.isReached("a", 1, 60s, start + 120s)); // nothing does
        QVERIFY(!limits.isReached("a", 1, 60s, start + 3600s));
    }

    void amountsBeyondThirtyTwoBits()
    {
        RateLimits limits;
        constexpr std::int64_t much = 5'000'000'000;
        limits.count("a", 3600s, start, much - 1);
        QVERIFY(!limits.isReached("a", much, 3600s, start));
        limits.count("a", 3600s, start, 1);
        QVERIFY(limits.isReached("a", much, 3600s, start));
    }

    void memoryIsBounded()
    {
        RateLimits limits(160);
        for (int i = 0; i < 100'000; ++i)
            limits.count(std::to_string(i), 60s, start + std::chrono::seconds(i));
        for (int i = 0; i < 5; ++i)
            QVERIFY(limits.take("a", 5, 60s, start + 100'000s));
        QVERIFY(!limits.take("a", 5, 60s, start + 100'000s));
    }
};

QTEST_APPLESS_MAIN(TestRateLimits)
#include "test_rate_limits.moc"
