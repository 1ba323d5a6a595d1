// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/client_network.h"
#include "engine/in_force.h"
#include "engine/login_guard.h"
#include "engine/occupancy.h"

#include <QTest>

using namespace postern;
using namespace std::chrono_literals;

namespace {

const Time start = Time(24h * 20'000);

IpAddress ip(const char* text)
{
    return *IpAddress::parse(text);
}

} // namespace

// One rule wherever clients are counted or barred: an IPv6 network of 64 bits is one client.
class TestClientNetwork : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void clientsHaveNames_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("name"); // "": it is no client
        QTest::newRow("IPv4") << "192.0.2.1"
                              << "192.0.2.1";
        QTest::newRow("an IPv4 block") << "192.0.2.0/24"
                                       << "";
        QTest::newRow("two of IPv4") << "192.0.2.1-192.0.2.2"
                                     << "";
        QTest::newRow("IPv4 in IPv6") << "::ffff:192.0.2.1"
                                      << "192.0.2.1";
        QTest::newRow("IPv6") << "2001:db8:1:2:3:4:5:6"
                              << "2001:db8:1:2::/64";
        QTest::newRow("a network of 64 bits") << "2001:db8:1:2::/64"
                                              << "2001:db8:1:2::/64";
        QTest::newRow("a smaller network") << "2001:db8:1:2::100/120"
                                           << "2001:db8:1:2::/64";
        QTest::newRow("a wider network") << "2001:db8:1::/63"
                                         << "";
        QTest::newRow("nonsense") << "somebody"
                                  << "";
    }
    void clientsHaveNames()
    {
        QFETCH(QString, written);
        QFETCH(QString, name);
        const auto key = clientKeyOf(written.toStdString());
        QCOMPARE(QString::fromStdString(key ? clientName(*key) : ""), name);
    }

    void connectionsAreCountedByNetwork()
    {
        const auto occupancy = std::make_shared<engine::Occupancy>();
        const auto first = occupancy->enter(ip("2001:db8:1:2::1"));
        QCOMPARE(occupancy->count(ip("2001:db8:1:2:ffff::9")), 1);
        {
            const auto second = occupancy->enter(ip("2001:db8:1:2:ffff::9"));
            const auto other = occupancy->enter(ip("2001:db8:1:3::1"));
            QCOMPARE(occupancy->count(ip("2001:db8:1:2::1")), 2);
            QCOMPARE(occupancy->count(ip("2001:db8:1:3::2")), 1);
            QCOMPARE(occupancy->count(), 3);
        }
        QCOMPARE(occupancy->count(ip("2001:db8:1:2::1")), 1);
        QCOMPARE(occupancy->count(ip("2001:db8:1:3::1")), 0);
        const auto v4 = occupancy->enter(ip("192.0.2.1"));
        QCOMPARE(occupancy->count(ip("192.0.2.2")), 0);
    }

    void aBanOfOneAddressIsABanOfItsNetwork()
    {
        engine::InForce inForce;
        const std::vector<store::BanRow> bans{{"2001:db8:1:2::5", start + 1h, "first"},
                                              {"2001:db8:1:2::/64", start + 2h, "second"},
                                              {"2001:db8:1:2::6", start + 1min, "third"},
                                              {"192.0.2.1", start + 1h, "v4"},
                                              {"2001:db9::/32", start + 1h, "too wide for a client"}};
        inForce.setBans(bans);
        QCOMPARE(inForce.banOf(ip("2001:db8:1:2:9::9"))->reason, std::string("second")); // ends last
        QVERIFY(!inForce.banOf(ip("2001:db8:1:3::5")));
        QVERIFY(inForce.banOf(ip("192.0.2.1")));
        QVERIFY(!inForce.banOf(ip("192.0.2.2")));
        QVERIFY(!inForce.banOf(ip("2001:db9::1")));
        inForce.addBan({"2001:db8:1:3::5", start + 1h, "fourth"});
        QVERIFY(inForce.banOf(ip("2001:db8:1:3:ffff:ffff:ffff:ffff")));
    }

    void failuresOfANetworkBarTheNetwork()
    {
        engine::LoginGuard guard;
        model::Rates rates;
        rates.loginFailures = 3;
        QVERIFY(!guard.failed(ip("2001:db8:1:2::1"), rates, start));
        QVERIFY(!guard.failed(ip("2001:db8:1:2::2"), rates, start));
        QVERIFY(!guard.failed(ip("2001:db8:1:3::1"), rates, start));
        const auto ban = guard.failed(ip("2001:db8:1:2::3"), rates, start);
        QVERIFY(ban);
        QCOMPARE(ban->client, std::string("2001:db8:1:2::/64"));
    }
};

QTEST_GUILESS_MAIN(TestClientNetwork)
#include "test_client_network.moc"
