// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/report_budget.h"

#include <QTest>

using namespace postern;
using namespace std::chrono_literals;
using delivery::ReportBudget;

class TestReportBudget : public QObject {
    Q_OBJECT

    // How many of `tries` are let through.
    template <class Next>
    static int taken(ReportBudget& budget, int tries, Next next)
    {
        int count = 0;
        for (int i = 0; i < tries; ++i)
            count += next(budget, i) ? 1 : 0;
        return count;
    }

private Q_SLOTS:
    void oneMessageMakesSoManyReports()
    {
        ReportBudget budget;
        const Time now(1h * 1000);
        const auto same = [&](ReportBudget& b, int) { return b.take(7, "joe@example.com", now); };
        QCOMPARE(taken(budget, 1000, same), ReportBudget::perMessage);
        QVERIFY(budget.take(8, "joe@example.com", now));
    }

    void theBoundOfAMessageOutlivesTheHour()
    {
        ReportBudget budget;
        const Time now(1h * 1000);
        taken(budget, 1000, [&](ReportBudget& b, int) { return b.take(7, "joe@example.com", now + 59min); });
        QVERIFY(!budget.take(7, "joe@example.com", now + 61min));
    }

    void oneAddressGetsSoManyAnHour()
    {
        ReportBudget budget;
        const Time now(1h * 1000);
        const auto next = [&](ReportBudget& b, int i) {
            return b.take(i, "joe@example.com", now + 1s * (i % 60));
        };
        QCOMPARE(taken(budget, 5000, next), ReportBudget::perAddress);
        QVERIFY(budget.take(9000, "ann@example.com", now + 1min));
        QVERIFY(!budget.take(9001, "joe@example.com", now + 59min));
        QVERIFY(budget.take(9002, "joe@example.com", now + 62min));
    }

    void thereAreSoManyInAll()
    {
        ReportBudget budget;
        const Time now(1h * 1000);
        const auto next = [&](ReportBudget& b, int i) {
            return b.take(i, 'u' + std::to_string(i) + "@example.com", now);
        };
        QCOMPARE(taken(budget, 30'000, next), ReportBudget::inAll);
    }

    void aClockThatIsSetBackBlocksNothing()
    {
        ReportBudget budget;
        const Time now(1h * 1000);
        taken(budget, 2000, [&](ReportBudget& b, int i) { return b.take(i, "joe@example.com", now); });
        QVERIFY(budget.take(5000, "joe@example.com", now - 10h));
    }
};

QTEST_GUILESS_MAIN(TestReportBudget)
#include "test_report_budget.moc"
