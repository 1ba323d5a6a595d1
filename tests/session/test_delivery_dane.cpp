// SPDX-License-Identifier: GPL-3.0-or-later
// How servers that the DNS names prove who they are: DANE (RFC 7672) and MTA-STS (RFC 8461).
#include "support/authority.h"
#include "support/mail_server.h"
#include "support/policy_server.h"
#include "support/sending_house.h"

#include <QTest>

#include <csignal>

using namespace postern;
using postern::testing::Authority;
using postern::testing::FakeFetcher;
using postern::testing::MailServer;
using House = postern::testing::SendingHouse;

namespace {

// A server that takes mail for far.example, with a certificate of an authority that nobody knows but the DNS.
struct Scene {
    explicit Scene(const std::string& name = "mx.far.example")
    {
        authority.issue(path("server.pem"), {name});
        Authority known;
        known.writeRoots(path("known.pem"));
        known.issue(path("good.pem"), {name});
        tools.tls = *net::TlsClientContext::load(path("known.pem"));
    }
    std::string path(const char* file) const
    {
        return folder.filePath(QString::fromLatin1(file)).toStdString();
    }

    QTemporaryDir folder;
    Authority authority;
    delivery::CarrierTools tools;
};

constexpr const char* secureZone = "far.example MX 10 mx.far.example\nfar.example SECURE\n"
                                   "mx.far.example A 127.0.0.77\nmx.far.example SECURE\n"
                                   "_$PORT._tcp.mx.far.example SECURE\n";

} // namespace

class TestDeliveryDane : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ::signal(SIGPIPE, SIG_IGN); }

    void whatTheDnsVouchesForMustBeShown_data()
    {
        QTest::addColumn<QString>("zone"); // what is added; HOST, KEY, CA stand for digests
        QTest::addColumn<QString>("server");
        QTest::addColumn<QString>("outcome"); // "verified", "encrypted", "clear", or why it waits
        const QString tlsa = "_$PORT._tcp.mx.far.example TLSA ";
        QTest::newRow("3 0 1") << tlsa + "3 0 1 HOST"
                               << "tls"
                               << "verified";
        QTest::newRow("3 1 1") << tlsa + "3 1 1 KEY"
                               << "tls"
                               << "verified";
        QTest::newRow("2 0 1") << tlsa + "2 0 1 CA"
                               << "tls"
                               << "verified";
        QTest::newRow("2 1 1, one of two") << tlsa + "2 1 1 " + QString(64, '0') + '\n' + tlsa + "2 1 1 CAKEY"
                                           << "tls"
                                           << "verified";
        QTest::newRow("2 0 1, another name") << tlsa + "2 0 1 CA"
                                             << "other name"
                                             << "is not trusted: *ostname mismatch";
        QTest::newRow("3 1 1, another name") << tlsa + "3 1 1 KEY" // RFC 7672 3.1.1: the name does not matter
                                             << "other name"
                                             << "verified";
        QTest::newRow("3 1 1, another key") << tlsa + "3 1 1 " + QString(64, '0') << "tls"
                                            << "is not trusted: ";
        QTest::newRow("3 1 1, no STARTTLS") << tlsa + "3 1 1 KEY"
                                            << "plain"
                                            << "does not offer STARTTLS";
        QTest::newRow("unusable usage") << tlsa + "1 1 1 KEY"
                                        << "tls"
                                        << "encrypted";
        QTest::newRow("unusable matching type") << tlsa + "3 1 9 KEY"
                                                << "tls"
                                                << "encrypted";
        QTest::newRow("unusable length") << tlsa + "3 1 1 00ff"
                                         << "tls"
                                         << "encrypted";
        QTest::newRow("unusable, no STARTTLS") << tlsa + "1 1 1 KEY"
                                               << "plain"
                                               << "does not offer STARTTLS";
        QTest::newRow("look-up fails") << "_$PORT._tcp.mx.far.example SERVFAIL"
                                       << "tls"
                                       << "(TLSA): SERVFAIL";
        QTest::newRow("none") << ""
                              << "plain"
                              << "clear";
    }
    void whatTheDnsVouchesForMustBeShown()
    {
        QFETCH(QString, zone);
        QFETCH(QString, server);
        QFETCH(QString, outcome);
        Scene scene(server == "other name" ? "other.example" : "mx.far.example");
        zone.replace("HOST", QString::fromStdString(scene.authority.digest(false, false)));
        zone.replace("CAKEY", QString::fromStdString(scene.authority.digest(true, true)));
        zone.replace("KEY", QString::fromStdString(scene.authority.digest(false, true)));
        zone.replace("CA", QString::fromStdString(scene.authority.digest(true, false)));
        House house(secureZone + zone.toStdString(), scene.tools);
        MailServer peer("127.0.0.77", house.mxPort);
        if (server != "plain")
            peer.encrypt(scene.path("server.pem"));
        house.enforce();
        house.send({"ann@far.example"});
        if (outcome == "verified" || outcome == "encrypted" || outcome == "clear") {
            QTRY_COMPARE(peer.messages().size(), std::size_t(1));
            QCOMPARE(peer.messages().front().encrypted, outcome != "clear");
            const std::string tls = house.deliveryEvent().tls;
            QVERIFY2((tls.find(", verified (DANE)") != tls.npos) == (outcome == "verified"), tls.c_str());
        } else {
            const std::string why = house.whyWaiting();
            QVERIFY2(QRegularExpression(QRegularExpression::wildcardToRegularExpression(
                                            outcome, QRegularExpression::UnanchoredWildcardConversion))
                         .match(QString::fromStdString(why))
                         .hasMatch(),
                     why.c_str());
            QVERIFY(peer.messages().empty());
        }
    }

    // RFC 7672 2.2.2
    void ofAnAliasWhatItStandsForCountsFirst_data()
    {
        QTest::addColumn<QString>("holder"); // of the records
        QTest::newRow("its end") << "mx.far.example";
        QTest::newRow("itself") << "alias.far.example";
    }
    void ofAnAliasWhatItStandsForCountsFirst()
    {
        QFETCH(QString, holder);
        Scene scene(holder.toStdString());
        const std::string records = "_$PORT._tcp." + holder.toStdString();
        House house("far.example MX 10 alias.far.example\nfar.example SECURE\n"
                    "alias.far.example CNAME mx.far.example\nalias.far.example SECURE\n"
                    "mx.far.example A 127.0.0.77\n" +
                        records + " SECURE\n" + records + " TLSA 2 0 1 " +
                        scene.authority.digest(true, false),
                    scene.tools);
        MailServer peer("127.0.0.77", house.mxPort);
        peer.encrypt(scene.path("server.pem"));
        house.enforce();
        house.send({"ann@far.example"});
        QTRY_COMPARE(peer.messages().size(), std::size_t(1));
        const std::string tls = house.deliveryEvent().tls;
        QVERIFY2(tls.ends_with(", verified (DANE)"), tls.c_str());
        QCOMPARE(peer.namedByClient(), holder.toStdString());
    }

    // RFC 7672 2.2.1: records that anybody may have put in say nothing.
    void whatNobodyVouchesForDoesNotCount_data()
    {
        QTest::addColumn<QString>("insecure");
        QTest::newRow("MX") << "far.example SECURE";
        QTest::newRow("address") << "mx.far.example SECURE";
        QTest::newRow("TLSA") << "_$PORT._tcp.mx.far.example SECURE";
    }
    void whatNobodyVouchesForDoesNotCount()
    {
        QFETCH(QString, insecure);
        Scene scene;
        QStringList zone = QString(secureZone).split('\n');
        zone.removeAll(insecure);
        zone << "_$PORT._tcp.mx.far.example TLSA 3 1 1 " + QString(64, '0');
        House house(zone.join('\n').toStdString(), scene.tools);
        MailServer peer("127.0.0.77", house.mxPort);
        peer.encrypt(scene.path("server.pem"));
        house.enforce();
        house.send({"ann@far.example"});
        QTRY_COMPARE(peer.messages().size(), std::size_t(1));
    }

    void theNextServerIsTriedWhereOneProvesNothing()
    {
        Scene scene;
        House house(std::string(secureZone) +
                        "far.example MX 5 bad.far.example\nbad.far.example A 127.0.0.78\n"
                        "bad.far.example SECURE\n_$PORT._tcp.bad.far.example SERVFAIL\n",
                    scene.tools);
        MailServer bad("127.0.0.78", house.mxPort);
        MailServer good("127.0.0.77", house.mxPort);
        house.enforce();
        house.send({"ann@far.example"});
        QTRY_COMPARE(good.messages().size(), std::size_t(1));
        QCOMPARE(bad.connections(), 0);
    }

    void aPolicyIsObeyed_data()
    {
        QTest::addColumn<QString>("policy");
        QTest::addColumn<QString>("server");
        QTest::addColumn<QString>("outcome"); // part of the log's text on encryption; "!": why it waits
        const QString enforce = "version: STSv1\nmode: enforce\nmax_age: 1000\nmx: ";
        const QString testing = "version: STSv1\nmode: testing\nmax_age: 1000\nmx: ";
        QTest::newRow("good") << enforce + "mx.far.example"
                              << "good"
                              << ", verified (MTA-STS)";
        QTest::newRow("pattern") << enforce + "*.far.example"
                                 << "good"
                                 << ", verified (MTA-STS)";
        QTest::newRow("not listed") << enforce + "mx.other.example"
                                    << "good"
                                    << "!(MTA-STS) lists";
        QTest::newRow("unknown authority") << enforce + "mx.far.example"
                                           << "server"
                                           << "!is not trusted: ";
        QTest::newRow("no STARTTLS") << enforce + "mx.far.example"
                                     << "plain"
                                     << "!does not offer STARTTLS";
        QTest::newRow("testing, not listed") << testing + "mx.other.example"
                                             << "server"
                                             << "does not list this server";
        QTest::newRow("testing, no STARTTLS") << testing + "mx.far.example"
                                              << "plain"
                                              << "MTA-STS is only tested";
        QTest::newRow("none") << "version: STSv1\nmode: none\nmax_age: 1000"
                              << "plain"
                              << "not encrypted";
        QTest::newRow("malformed") << "version: STSv2"
                                   << "plain"
                                   << "not encrypted";
        QTest::newRow("not to be had") << ""
                                       << "plain"
                                       << "not encrypted";
    }
    void aPolicyIsObeyed()
    {
        QFETCH(QString, policy);
        QFETCH(QString, server);
        QFETCH(QString, outcome);
        Scene scene;
        FakeFetcher fetcher;
        test::FakeResolver resolver(
            "_mta-sts.far.example TXT \"v=STSv1; id=1\"\nmta-sts.far.example A 127.0.0.1");
        delivery::StsPolicies policies(resolver, fetcher);
        scene.tools.policies = &policies;
        if (!policy.isEmpty())
            fetcher.policies["mta-sts.far.example"] = policy.toStdString();
        House house("far.example MX 10 mx.far.example\nmx.far.example A 127.0.0.77\n", scene.tools);
        MailServer peer("127.0.0.77", house.mxPort);
        if (server != "plain")
            peer.encrypt(scene.path(server == "good" ? "good.pem" : "server.pem"));
        house.enforce();
        house.send({"ann@far.example"});
        if (outcome.startsWith('!')) {
            const std::string why = house.whyWaiting();
            QVERIFY2(why.find(outcome.mid(1).toStdString()) != why.npos, why.c_str());
            QVERIFY(peer.messages().empty());
        } else {
            QTRY_COMPARE(peer.messages().size(), std::size_t(1));
            const std::string tls = house.deliveryEvent().tls;
            QVERIFY2(tls.find(outcome.toStdString()) != tls.npos, tls.c_str());
        }
        QCOMPARE(fetcher.asked.load(), 1);
    }

    // RFC 8461 2: whoever says by DANE what to show is not asked for a policy.
    void daneGoesBeforeMtaSts()
    {
        Scene scene;
        FakeFetcher fetcher;
        test::FakeResolver resolver(
            "_mta-sts.far.example TXT \"v=STSv1; id=1\"\nmta-sts.far.example A 127.0.0.1");
        delivery::StsPolicies policies(resolver, fetcher);
        scene.tools.policies = &policies;
        fetcher.policies["mta-sts.far.example"] =
            "version: STSv1\nmode: enforce\nmax_age: 9\nmx: other.example";
        House house(secureZone +
                        ("_$PORT._tcp.mx.far.example TLSA 3 1 1 " + scene.authority.digest(false, true)),
                    scene.tools);
        MailServer peer("127.0.0.77", house.mxPort);
        peer.encrypt(scene.path("server.pem"));
        house.enforce();
        house.send({"ann@far.example"});
        QTRY_COMPARE(peer.messages().size(), std::size_t(1));
        QCOMPARE(fetcher.asked.load(), 0);
    }
};

QTEST_GUILESS_MAIN(TestDeliveryDane)
#include "test_delivery_dane.moc"
