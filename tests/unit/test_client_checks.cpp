// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/policy_words.h"

#include <QTest>

using namespace postern;
using namespace postern::testing;
using model::Access;
using model::Check;
using model::CheckMode;
using model::ListKind;

class TestClientChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whoMayUseTheService_data()
    {
        QTest::addColumn<int>("access");
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, Access access, const char* client, const char* expected) {
            QTest::newRow(name) << int(access) << client << expected;
        };
        row("any", Access::Any, stranger, "pass");
        row("LAN, insider", Access::Lan, insider, "pass");
        row("LAN, insider over IPv6 socket", Access::Lan, "::ffff:192.168.1.7", "pass");
        row("LAN, stranger", Access::Lan, stranger, "hit");
        row("LAN, listed", Access::Lan, "198.51.100.1", "hit");
        row("listed, listed", Access::Listed, "198.51.100.1", "pass");
        row("listed, insider", Access::Listed, insider, "hit");
        row("listed, stranger", Access::Listed, stranger, "hit");
        row("LAN and listed, insider", Access::LanAndListed, insider, "pass");
        row("LAN and listed, listed", Access::LanAndListed, "198.51.100.1", "pass");
        row("LAN and listed, stranger", Access::LanAndListed, stranger, "hit");
    }
    void whoMayUseTheService()
    {
        QFETCH(int, access);
        QFETCH(QString, client);
        QFETCH(QString, expected);
        Scene scene;
        scene.service.access = Access(access);
        scene.service.accessRanges = {"198.51.100.0/24"};
        const auto facts = session(client.toStdString(), "laptop", "joe@example.org", "jane@domain.com");
        QCOMPARE(result(scene, Check::AccessClient, facts), expected);
    }

    void aBanEndsWhenItsTimeIsUp()
    {
        auto facts = session(stranger, "laptop", "joe@example.org", "jane@domain.com");
        QCOMPARE(result({}, Check::AccessBanned, facts), "pass");
        facts.ban = policy::Ban{facts.now, "x"};
        QCOMPARE(result({}, Check::AccessBanned, facts), "pass");
        facts.ban->until += std::chrono::microseconds(1);
        QCOMPARE(result({}, Check::AccessBanned, facts), "hit");
        Scene excepted;
        excepted.white(ListKind::Ip, stranger);
        QCOMPARE(result(excepted, Check::AccessBanned, facts), "exempt");
    }

    void localNames_data()
    {
        QTest::addColumn<QString>("helo");
        QTest::addColumn<QString>("name"); // that it hits; "": none
        QTest::newRow("host name") << "mail.domain.com"
                                   << "mail.domain.com";
        QTest::newRow("host name in capitals with a dot") << "MAIL.Domain.com."
                                                          << "mail.domain.com";
        QTest::newRow("domain") << "domain.com"
                                << "domain.com";
        QTest::newRow("alias") << "domain.net"
                               << "domain.net";
        QTest::newRow("a host below a domain") << "pc7.office.domain.com"
                                               << "domain.com";
        QTest::newRow("a host below an alias") << "pc7.domain.net"
                                               << "domain.net";
        QTest::newRow("international domain") << "Bücher.example"
                                              << "xn--bcher-kva.example";
        QTest::newRow("international domain, A-label") << "xn--bcher-kva.example"
                                                       << "xn--bcher-kva.example";
        QTest::newRow("own address as literal") << "[192.0.2.25]"
                                                << "192.0.2.25";
        QTest::newRow("own address bare") << "192.0.2.25"
                                          << "192.0.2.25";
        QTest::newRow("own IPv6 address") << "[IPv6:2001:DB8:0::25]"
                                          << "2001:db8::25";
        QTest::newRow("address that a service listens on") << "[192.0.2.26]"
                                                           << "192.0.2.26";
        QTest::newRow("mapped own address") << "[IPv6:::ffff:192.0.2.25]"
                                            << "192.0.2.25";
        QTest::newRow("localhost") << "localhost"
                                   << "localhost";
        QTest::newRow("below localhost") << "a.localhost"
                                         << "localhost";
        QTest::newRow("loopback literal") << "[127.0.0.1]"
                                          << "127.0.0.1";
        QTest::newRow("loopback literal, another") << "127.3.2.1"
                                                   << "127.3.2.1";
        QTest::newRow("IPv6 loopback") << "[IPv6:::1]"
                                       << "::1";
        QTest::newRow("stranger") << "mx.example.org"
                                  << "";
        QTest::newRow("name that only ends alike") << "notdomain.com"
                                                   << "";
        QTest::newRow("the domain in front") << "domain.com.example.org"
                                             << "";
        QTest::newRow("sibling of the host name") << "mail.domain.org"
                                                  << "";
        QTest::newRow("other literal") << "[203.0.113.9]"
                                       << "";
        QTest::newRow("no literal") << "[nonsense"
                                    << "";
        QTest::newRow("only a dot") << "."
                                    << "";
        QTest::newRow("dots") << "..."
                              << "";
        QTest::newRow("not UTF-8") << QString(QChar(0xfffd)) + "domain"
                                   << "";
    }
    void localNames()
    {
        QFETCH(QString, helo);
        QFETCH(QString, name);
        Scene scene;
        scene.configuration.domains.push_back({2, "xn--bcher-kva.example", {}});
        scene.configuration.services = {scene.service};
        scene.configuration.services[0].addresses = {"192.0.2.26"};
        policy::ServerPolicy server(scene.configuration);
        const std::vector own{*IpAddress::parse("192.0.2.25"), *IpAddress::parse("2001:db8::25")};
        server.setOwnAddresses(own);
        QCOMPARE(qt(server.localName(helo.toStdString())), name);
    }

    void localNamesAreForStrangersOnly()
    {
        QCOMPARE(result({}, Check::HeloLocal, session(stranger, "domain.com", "", "jane@domain.com")), "hit");
        QCOMPARE(result({}, Check::HeloLocal, session(insider, "domain.com", "", "jane@domain.com")),
                 "not-applicable");
        QCOMPARE(result({}, Check::HeloLocal, session(stranger, "", "", "jane@domain.com")),
                 "not-applicable");
    }

    void heloBlackListReadsNamesAndLiterals_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("helo");
        QTest::addColumn<QString>("expected");
        QTest::newRow("name") << "mail.example.org"
                              << "MAIL.example.org."
                              << "hit";
        QTest::newRow("suffix") << ".example.org"
                                << "mail.example.org"
                                << "hit";
        QTest::newRow("suffix, not itself") << ".example.org"
                                            << "example.org"
                                            << "pass";
        QTest::newRow("wildcard") << "dsl-*"
                                  << "dsl-17-3.example.org"
                                  << "hit";
        QTest::newRow("literal") << "[192.0.2.1]"
                                 << "[192.0.2.1]"
                                 << "hit";
        QTest::newRow("literal, another") << "[192.0.2.1]"
                                          << "[192.0.2.2]"
                                          << "pass";
        QTest::newRow("none") << "*"
                              << ""
                              << "not-applicable";
    }
    void heloBlackListReadsNamesAndLiterals()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, helo);
        QFETCH(QString, expected);
        Scene scene;
        scene.black(ListKind::Helo, pattern.toStdString());
        QCOMPARE(
            result(scene, Check::HeloBlacklist, session(stranger, helo.toStdString(), "", "jane@domain.com")),
            expected);
    }

    void heloIsValidAsRfc5321Says_data()
    {
        QTest::addColumn<QString>("helo");
        QTest::addColumn<QString>("expected");
        QTest::newRow("name") << "mail.example.org"
                              << "pass";
        QTest::newRow("one label") << "laptop"
                                   << "pass";
        QTest::newRow("literal") << "[192.0.2.1]"
                                 << "pass";
        QTest::newRow("IPv6 literal") << "[IPv6:2001:db8::1]"
                                      << "pass";
        QTest::newRow("bare address") << "192.0.2.1"
                                      << "hit";
        QTest::newRow("underscore") << "my_pc"
                                    << "hit";
        QTest::newRow("not ASCII") << "bücher"
                                   << "hit";
        QTest::newRow("blank") << "a b"
                               << "hit";
        QTest::newRow("none") << ""
                              << "not-applicable";
    }
    void heloIsValidAsRfc5321Says()
    {
        QFETCH(QString, helo);
        QFETCH(QString, expected);
        QCOMPARE(result({}, Check::HeloInvalid, session(stranger, helo.toStdString(), "", "jane@domain.com")),
                 expected);
    }

    void aCheckThatIsOffIsNotLookedAt()
    {
        Scene scene;
        for (const model::CheckInfo& info : model::checks())
            scene.setMode(info.check, CheckMode::Off);
        const auto verdict =
            scene.verdict(session(stranger, "domain.com", "jsmith@domain.com", "jane@domain.com"));
        QCOMPARE(verdict.trace.size(), 1U); // recipient.relay cannot be off
    }
};

QTEST_APPLESS_MAIN(TestClientChecks)
#include "test_client_checks.moc"
