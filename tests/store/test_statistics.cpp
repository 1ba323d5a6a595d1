// SPDX-License-Identifier: GPL-3.0-or-later
// What is counted by the hour: by check, service, client network and sender's domain; how it stays small; and
// what else the engines and backups note.
#include "store_fixture.h"

#include "base/ip_address.h"
#include "store/statistics_table.h"

#include <algorithm>
#include <random>

using namespace postern;
using namespace postern::store;
using namespace std::chrono_literals;

namespace {

const Time hour = fromMicros(1'790'000'000'000'000 / 3'600'000'000 * 3'600'000'000); // the first microsecond

model::Event decision(Time time, const std::string& client, const std::string& sender,
                      model::Outcome outcome = model::Outcome::Rejected,
                      const std::string& check = "ip.blacklist")
{
    model::Event one;
    one.time = time;
    one.node = "a";
    one.service = "SMTP";
    one.client = client;
    one.sender = sender;
    one.outcome = outcome;
    if (outcome != model::Outcome::Accepted)
        one.check = check;
    return one;
}

StatisticsQuery query(StatisticsBy by, int spans = 1)
{
    StatisticsQuery asked;
    asked.by = by;
    for (int i = 0; i <= spans; ++i)
        asked.edges.push_back(hour + i * 1h);
    return asked;
}

std::string sumsOf(const Statistics& statistics)
{
    std::string text;
    for (const NamedCounts& one : statistics.top)
        text += one.name + ' ' + std::to_string(one.counts.accepted) + '/' +
                std::to_string(one.counts.rejected) + '/' + std::to_string(one.counts.deferred) + '\n';
    return text;
}

} // namespace

class TestStatistics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_at = std::make_unique<StoreFixture>(); }
    void cleanup() { m_at.reset(); }

    void decisionsAreCountedByWhatTheyAreAbout()
    {
        using model::Outcome;
        QVERIFY(!unwrap(store().countedSince()));
        unwrap(store().appendEvents(std::vector{
            decision(hour, "192.0.2.1", "a@One.example"),
            decision(hour + 59min, "192.0.2.200", "b@one.example"),
            decision(hour + 1min, "2001:db8:1:2::5", "<>", Outcome::Deferred, "recipient.greylist"),
            decision(hour + 1min, "192.0.3.1", "c@two.example", Outcome::Accepted),
            decision(hour + 1min, "192.0.2.9", "", Outcome::Rejected, "access.client"),
            decision(hour + 2min, "192.0.3.1", "c@two.example", Outcome::Accepted, "x")}));
        QCOMPARE(*unwrap(store().countedSince()), hour);
        QCOMPARE(sumsOf(unwrap(store().statistics(query(StatisticsBy::Check)))),
                 std::string("ip.blacklist 0/2/0\naccess.client 0/1/0\nrecipient.greylist 0/0/1\n"));
        QCOMPARE(sumsOf(unwrap(store().statistics(query(StatisticsBy::Network)))),
                 std::string("192.0.2.0/24 0/3/0\n2001:db8:1:2::/64 0/0/1\n"));
        QCOMPARE(sumsOf(unwrap(store().statistics(query(StatisticsBy::SenderDomain)))),
                 std::string("one.example 0/2/0\n<> 0/0/1\n"));
        QCOMPARE(sumsOf(unwrap(store().statistics(query(StatisticsBy::Service)))),
                 std::string("SMTP 2/3/1\n"));
        StatisticsQuery accepted = query(StatisticsBy::SenderDomain);
        accepted.rankAccepted = true;
        QCOMPARE(sumsOf(unwrap(store().statistics(accepted))), std::string("two.example 2/0/0\n"));
        const EventCounts sum = unwrap(store().statistics(query(StatisticsBy::Service))).sum;
        QCOMPARE(sum.accepted, 2);
        QCOMPARE(refused(sum), 4);
    }

    void whatBecameOfMessagesIsNotCountedTwice()
    {
        unwrap(store().appendEvents(
            std::vector{decision(hour, "", "a@one.example", model::Outcome::Rejected, "delivery")}));
        QVERIFY(!unwrap(store().countedSince()));
    }

    void anHourCountsInTheSpanInWhichItBegins()
    {
        std::vector<model::Event> events;
        for (int i = 0; i < 6; ++i) {
            for (int n = 0; n <= i; ++n)
                events.push_back(decision(hour + i * 1h + n * 1min, "192.0.2.1", "a@one.example"));
        }
        unwrap(store().appendEvents(events));
        StatisticsQuery asked = query(StatisticsBy::Check);
        asked.edges = {hour + 30min, hour + 2h + 30min, hour + 4h,
                       hour + 5h}; // neither the first nor the last
        const Statistics found = unwrap(store().statistics(asked));
        QCOMPARE(found.spans.size(), std::size_t(3));
        QCOMPARE(found.spans[0].rejected, 2 + 3);
        QCOMPARE(found.spans[1].rejected, 4);
        QCOMPARE(found.spans[2].rejected, 5);
        QCOMPARE(found.sum.rejected, 14);
        QCOMPARE(found.series.size(), std::size_t(1));
        QCOMPARE(found.series[0].spans[2].rejected, 5);
        QVERIFY(unwrap(store().statistics({})).spans.empty());
    }

    void theMostComeFirstAndTheRestIsOthers()
    {
        std::vector<model::Event> events;
        for (int i = 1; i <= 12; ++i) {
            for (int n = 0; n < i; ++n)
                events.push_back(decision(hour, "192.0.2.1", "x@domain" + std::to_string(i) + ".example"));
        }
        unwrap(store().appendEvents(events));
        StatisticsQuery asked = query(StatisticsBy::SenderDomain);
        asked.series = 3;
        asked.top = 5;
        const Statistics found = unwrap(store().statistics(asked));
        QCOMPARE(found.top.size(), std::size_t(5));
        QCOMPARE(found.top[0].name, std::string("domain12.example"));
        QCOMPARE(found.series.size(), std::size_t(4));
        QCOMPARE(found.series[2].name, std::string("domain10.example"));
        QCOMPARE(found.series[3].name, std::string(otherNames));
        QCOMPARE(found.series[3].spans[0].rejected, 9 * 10 / 2);
        asked.series = 20; // more than there are, and more than `top`
        const Statistics all = unwrap(store().statistics(asked));
        QCOMPARE(all.series.size(), std::size_t(12));
        QCOMPARE(all.top.size(), std::size_t(5));
    }

    void aFloodOfNamesStaysSmallAndHidesNobody()
    {
        std::minstd_rand random(7);
        int regular = 0;
        int written = 0;
        for (int batch = 0; batch < 40; ++batch) {
            std::vector<model::Event> events;
            for (int i = 0; i < 500; ++i, ++written) {
                const bool again = batch >= 20 && i % 50 == 0; // comes late, and comes again
                regular += again ? 1 : 0;
                const std::string client =
                    again
                        ? "198.51.100.7"
                        : IpAddress::fromV4(0x0b000000 + std::uint32_t(random() % 1'500'000'000)).toString();
                events.push_back(
                    decision(hour + 1s * batch, client,
                             again ? "x@regular.example" : "x@d" + std::to_string(random()) + ".example"));
            }
            unwrap(store().appendEvents(events));
        }
        for (const char* kind : {"network", "sender"}) {
            const auto rows =
                sqliteShell(m_at->path("postern.db"),
                            QString("SELECT count(*) FROM hour_counter WHERE kind = '%1'").arg(kind))
                    .toInt();
            QVERIFY2(rows >= int(NameGate::atOnce) && rows <= int(NameGate::most) + 1,
                     qPrintable(QString::number(rows)));
        }
        const Statistics domains = unwrap(store().statistics(query(StatisticsBy::SenderDomain)));
        QCOMPARE(domains.sum.rejected, written); // none is lost
        QCOMPARE(domains.top[0].name, std::string("regular.example"));
        QVERIFY2(domains.top[0].counts.rejected >= regular - 2,
                 "all but the first sights are counted by name");
        const Statistics networks = unwrap(store().statistics(query(StatisticsBy::Network)));
        QCOMPARE(networks.top[0].name, std::string("198.51.100.0/24"));
    }

    void aNewConnectionGoesOnWithTheNamesOfThisHour()
    {
        std::vector<model::Event> events;
        for (std::size_t i = 0; i < 2 * NameGate::atOnce; ++i)
            events.push_back(decision(hour, "192.0.2.1", "x@first" + std::to_string(i) + ".example"));
        unwrap(store().appendEvents(events));
        for (model::Event& each : events)
            each.sender = "x@second" + each.sender.substr(7);
        unwrap(m_at->other().appendEvents(events)); // it has counted nothing so far
        const auto rows =
            sqliteShell(m_at->path("postern.db"), "SELECT count(*) FROM hour_counter WHERE kind = 'sender'");
        QCOMPARE(rows.toInt(), int(NameGate::atOnce) + 1);
    }

    void namesOfAnyKindDoNoHarm()
    {
        const std::string endless(10'000, 'x');
        unwrap(store().appendEvents(
            std::vector{decision(hour, "not an address", "no-at"), decision(hour, "", "x@" + endless),
                        decision(hour, "192.0.2.1", "x@"), decision(hour, "192.0.2.1", "x@*"),
                        decision(hour, "192.0.2.1", "\"a@b\"@quoted.example"),
                        decision(hour, "192.0.2.1", "x@[192.0.2.7]")}));
        const Statistics domains = unwrap(store().statistics(query(StatisticsBy::SenderDomain)));
        QCOMPARE(domains.sum.rejected, 6);
        QCOMPARE(sumsOf(domains), std::string("[192.0.2.7] 0/1/0\nquoted.example 0/1/0\n"));
        QCOMPARE(unwrap(store().statistics(query(StatisticsBy::Network))).top.size(), std::size_t(1));
    }

    void countsGoWithTheLogOrAfterFourHundredDays()
    {
        const Time now = hour + 24h * 500;
        unwrap(store().appendEvents(std::vector{decision(now - 24h * 401, "192.0.2.1", "a@old.example"),
                                                decision(now - 24h * 100, "192.0.2.1", "a@older.example"),
                                                decision(now - 24h * 10, "192.0.2.1", "a@young.example")}));
        unwrap(store().applyRetention(now)); // events are kept for 90 days
        const auto names = [this](const char* kind) {
            return sqliteShell(m_at->path("postern.db"),
                               QString("SELECT count(*) FROM hour_counter WHERE kind = '%1'").arg(kind))
                .toInt();
        };
        QCOMPARE(names("sender"), 1);
        QCOMPARE(names("network"), 1);
        QCOMPARE(names("check"), 2);
        QCOMPARE(names("service"), 2);
    }

    void whatTheDnsListsSaidIsKept()
    {
        model::DnsListState one{"a", "zen.example.org", hour, 14, ""};
        model::DnsListState two{"a", "bl.example.net", hour, 5'000, "time-out"};
        unwrap(store().writeDnsLists(std::vector{one, two}));
        QCOMPARE(unwrap(store().dnsLists()), (std::vector{two, one}));
        one.milliseconds = 20;
        one.asked += 1min;
        unwrap(store().writeDnsLists(std::vector{one}));
        QCOMPARE(unwrap(store().dnsLists()), (std::vector{two, one}));
        unwrap(store().applyRetention(hour + 24h * 30 + 30s)); // of nodes that are long gone
        QCOMPARE(unwrap(store().dnsLists()), std::vector{one});
    }

    void aBackupIsRemembered()
    {
        QVERIFY(!unwrap(store().lastBackup()));
        const Time before = SystemClock().now();
        unwrap(store().backup(m_at->path("copy")));
        const auto note = unwrap(store().lastBackup());
        QVERIFY(note && note->made >= before);
        QCOMPARE(note->file, m_at->path("copy"));
        QVERIFY(!store().backup(m_at->path("copy"))); // one that fails is none
        QCOMPARE(unwrap(store().lastBackup())->made, note->made);
    }

private:
    Store& store() { return m_at->store(); }

    std::unique_ptr<StoreFixture> m_at;
};

QTEST_GUILESS_MAIN(TestStatistics)
#include "test_statistics.moc"
