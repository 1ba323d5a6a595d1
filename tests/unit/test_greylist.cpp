// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/greylist.h"
#include "policy/greylisting.h"

#include <QTest>

using namespace postern;
using namespace std::chrono_literals;
using engine::Greylist;
using policy::Greylisted;

namespace {

const Time start = fromMicros(1'790'000'000'000'000);
const model::Greylisting settings; // 5 minutes, 48 hours, 36 days, 5 passes

Greylist::Try about(const char* client, const char* sender = "joe@example.org",
                    const char* recipient = "jane@domain.com")
{
    return {*IpAddress::parse(client), sender, recipient};
}

// Tries and retries in time.
void pass(Greylist& list, const Greylist::Try& one, Time when)
{
    list.note(one, settings, when);
    list.note(one, settings, when + 6min);
}

} // namespace

class TestGreylist : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aRetryInTimePasses()
    {
        Greylist list;
        const auto one = about("203.0.113.9");
        QVERIFY(list.known(one, start) == Greylisted());
        list.note(one, settings, start);
        QVERIFY(list.known(one, start + 1s) == (Greylisted{start, false, 0}));
        list.note(one, settings, start + 299s); // too soon: changes nothing
        QVERIFY(list.known(one, start + 299s) == (Greylisted{start, false, 0}));
        list.note(one, settings, start + 300s);
        QVERIFY(list.known(one, start + 301s) == (Greylisted{start, true, 1}));
        list.note(one, settings, start + 301s); // counts once
        QCOMPARE(list.known(one, start + 302s).networkPasses, 1);
        QVERIFY(list.known(one, start + 35 * 24h).passed);
        QVERIFY(list.known(one, start + 37 * 24h) == Greylisted()); // has not been used for so long
    }

    void aRetryThatComesTooLateIsAFirstTry()
    {
        Greylist list;
        const auto one = about("203.0.113.9");
        list.note(one, settings, start);
        QVERIFY(list.known(one, start + 48h) == Greylisted());
        list.note(one, settings, start + 48h);
        QVERIFY(list.known(one, start + 49h) == (Greylisted{start + 48h, false, 0}));
    }

    void aTryIsANetworkASenderAndARecipient_data()
    {
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("sender");
        QTest::addColumn<QString>("recipient");
        QTest::addColumn<bool>("same");
        const auto row = [](const char* name, const char* client, const char* sender, const char* recipient,
                            bool same) { QTest::newRow(name) << client << sender << recipient << same; };
        row("neighbour", "203.0.113.200", "joe@example.org", "jane@domain.com", true);
        row("another network", "203.0.114.9", "joe@example.org", "jane@domain.com", false);
        row("written differently", "203.0.113.9", "JOE@Example.ORG", "Jane@DOMAIN.com", true);
        row("another sender", "203.0.113.9", "jim@example.org", "jane@domain.com", false);
        row("null sender", "203.0.113.9", "", "jane@domain.com", false);
        row("another recipient", "203.0.113.9", "joe@example.org", "bob@domain.com", false);
    }
    void aTryIsANetworkASenderAndARecipient()
    {
        QFETCH(QString, client);
        QFETCH(QString, sender);
        QFETCH(QString, recipient);
        QFETCH(bool, same);
        Greylist list;
        list.note(about("203.0.113.9"), settings, start);
        const Greylist::Try other(*IpAddress::parse(client.toStdString()), sender.toStdString(),
                                  recipient.toStdString());
        QCOMPARE(list.known(other, start).first.has_value(), same);
    }

    void networksOfIpv6AreOfSixtyFourBits()
    {
        QCOMPARE(policy::greylistNetwork(*IpAddress::parse("2001:db8:1:2:3::4")), "2001:db8:1:2::/64");
        QCOMPARE(policy::greylistNetwork(*IpAddress::parse("203.0.113.255")), "203.0.113.0/24");
    }

    void aNetworkThatPassedOftenNeedNotAnyMore()
    {
        Greylist list;
        for (const char* sender : {"a@x.test", "b@x.test", "c@x.test", "d@x.test", "e@x.test"})
            pass(list, about("203.0.113.9", sender), start);
        const auto stranger = about("203.0.113.77", "new@y.test");
        QCOMPARE(list.known(stranger, start + 1h).networkPasses, 5);
        const std::size_t before = list.size();
        list.note(stranger, settings, start + 1h);
        QCOMPARE(list.size(), before);                                     // nothing more need be known
        QCOMPARE(list.known(stranger, start + 36 * 24h).networkPasses, 5); // longer, since it was used
        QCOMPARE(list.known(about("198.51.100.1"), start).networkPasses, 0);
    }

    void howLongToWait()
    {
        QCOMPARE(policy::greylistWait(settings, {}, start), 300s);
        QCOMPARE(policy::greylistWait(settings, {start, false, 0}, start + 100ms), 300s);
        QCOMPARE(policy::greylistWait(settings, {start, false, 0}, start + 299'500ms), 1s);
        QCOMPARE(policy::greylistWait(settings, {start, false, 0}, start + 300s), 0s);
        QCOMPARE(policy::greylistWait(settings, {start, false, 0}, start - 1h), 300s); // the clock went back
    }

    void whatChangedIsHandedOutOnceAndCanBeLoaded()
    {
        Greylist list;
        pass(list, about("203.0.113.9"), start);
        list.note(about("203.0.113.9", ""), settings, start + 6min);
        auto rows = list.takeChanged(2);
        QCOMPARE(rows.size(), std::size_t(2));
        for (auto& row : list.takeChanged(100))
            rows.push_back(row);
        QCOMPARE(rows.size(), std::size_t(3)); // two tries and the network
        QVERIFY(list.takeChanged(100).empty());

        Greylist other;
        other.load(rows);
        QVERIFY(other.takeChanged(100).empty());
        for (const char* sender : {"joe@example.org", ""}) {
            const auto one = about("203.0.113.9", sender);
            QVERIFY(other.known(one, start + 7min) == list.known(one, start + 7min));
        }
        QCOMPARE(other.known(about("203.0.113.9"), start + 7min).networkPasses, 1);
    }

    void aFloodIsBoundedAndWhoHasPassedStays()
    {
        Greylist list(1600);
        pass(list, about("203.0.113.9"), start);
        for (int i = 0; i < 50'000; ++i) {
            const std::string client = std::to_string(20 + i % 100) + ".1." + std::to_string(i / 250) + ".1";
            const std::string sender = std::to_string(i) + "@spam.example";
            list.note(about(client.c_str(), sender.c_str()), settings,
                      start + 10min + std::chrono::seconds(i));
        }
        QVERIFY2(list.size() <= 1600, qPrintable(QString::number(list.size())));
        QVERIFY(list.size() > 800);
        QVERIFY(list.known(about("203.0.113.9"), start + 14h).passed);
        std::size_t changed = 0;
        for (auto rows = list.takeChanged(500); !rows.empty(); rows = list.takeChanged(500))
            changed += rows.size();
        QVERIFY(changed <= 1600); // nor does what is to be written grow
    }
};

QTEST_APPLESS_MAIN(TestGreylist)
#include "test_greylist.moc"
