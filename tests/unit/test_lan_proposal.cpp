// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lan_proposal.h"

#include <QTest>

using namespace postern;
using namespace postern::model;

class TestLanProposal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void networksOfThisComputerAreProposed_data()
    {
        QTest::addColumn<QString>("interface");
        QTest::addColumn<QString>("address");
        QTest::addColumn<int>("prefix");
        QTest::addColumn<QString>("proposed"); // "": nothing but this computer itself
        QTest::addColumn<bool>("recommended");
        QTest::newRow("office") << "eth0"
                                << "192.168.1.17" << 24 << "192.168.1.0/24" << true;
        QTest::newRow("odd prefix") << "eth0"
                                    << "10.1.2.3" << 13 << "10.0.0.0/13" << true;
        QTest::newRow("IPv6 local") << "eth0"
                                    << "fd12:3456::9" << 64 << "fd12:3456::/64" << true;
        QTest::newRow("containers") << "docker0"
                                    << "172.17.0.1" << 16 << "172.17.0.0/16" << false;
        QTest::newRow("public: its own only") << "eth0"
                                              << "203.0.113.5" << 24 << "203.0.113.5" << true;
        QTest::newRow("public IPv6") << "eth0"
                                     << "2001:db8::5" << 64 << "2001:db8::5" << true;
        QTest::newRow("private, but its network reaches beyond")
            << "eth0"
            << "192.168.1.17" << 8 << "192.168.1.17" << true;
        QTest::newRow("point to point") << "tun0"
                                        << "10.8.0.2" << 32 << "10.8.0.2" << true;
        QTest::newRow("loopback") << "lo"
                                  << "127.0.0.1" << 8 << "" << true;
        QTest::newRow("loopback IPv6") << "lo"
                                       << "::1" << 128 << "" << true;
        QTest::newRow("self-assigned") << "eth0"
                                       << "169.254.7.7" << 16 << "" << true;
    }
    void networksOfThisComputerAreProposed()
    {
        QFETCH(QString, interface);
        QFETCH(QString, address);
        QFETCH(int, prefix);
        QFETCH(QString, proposed);
        QFETCH(bool, recommended);
        const OwnAddress own{interface.toStdString(), *IpAddress::parse(address.toStdString()), prefix};
        const auto proposals = lanProposals({own});
        QCOMPARE(proposals.at(0).range, "127.0.0.1");
        QCOMPARE(proposals.at(1).range, "::1");
        QCOMPARE(proposals.size(), proposed.isEmpty() ? 2u : 3u);
        std::vector<std::string> lan{"127.0.0.1", "::1"};
        if (!proposed.isEmpty()) {
            QCOMPARE(QString::fromStdString(proposals[2].range), proposed);
            QCOMPARE(proposals[2].recommended, recommended);
            if (recommended)
                lan.push_back(proposed.toStdString());
        }
        QCOMPARE(proposedLan({own}), lan);
    }

    void aNetworkSeenTwiceIsProposedOnce()
    {
        const auto proposals = lanProposals({{"eth0", *IpAddress::parse("192.168.1.17"), 24},
                                             {"wlan0", *IpAddress::parse("192.168.1.18"), 24}});
        QCOMPARE(proposals.size(), 3u);
        QCOMPARE(toEnglish(proposals[2].from), "network at eth0");
    }
};

QTEST_APPLESS_MAIN(TestLanProposal)
#include "test_lan_proposal.moc"
