// SPDX-License-Identifier: GPL-3.0-or-later
// Encryption towards other servers (RFC 3207, RFC 8314).
#include "support/authority.h"
#include "support/mail_server.h"
#include "support/sending_house.h"

#include <QTest>

#include <csignal>

using namespace postern;
using postern::model::RouteTls;
using postern::testing::Authority;
using postern::testing::MailServer;
using House = postern::testing::SendingHouse;

namespace {

constexpr const char* zone = "relay.some.example A 127.0.0.77";

// An authority that the delivering side trusts, and where its files are.
struct Trust {
    Trust()
    {
        authority.writeRoots(path("roots.pem"));
        tools.tls = *net::TlsClientContext::load(path("roots.pem"));
    }
    std::string path(const char* name) const
    {
        return folder.filePath(QString::fromLatin1(name)).toStdString();
    }
    std::string issue(const std::vector<std::string>& names, int from = -1, int until = 10)
    {
        authority.issue(path("server.pem"), names, from, until);
        return path("server.pem");
    }

    QTemporaryDir folder;
    Authority authority;
    delivery::CarrierTools tools;
};

std::string relay(const MailServer& server, const char* scheme = "smtp")
{
    return std::string(scheme) + ":relay.some.example:" + std::to_string(server.port);
}

QString said(const MailServer& server)
{
    QString all;
    for (const std::string& command : server.commands())
        all += QString::fromStdString(command.substr(0, command.find(' '))) + ' ';
    return all;
}

} // namespace

class TestDeliveryTls : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ::signal(SIGPIPE, SIG_IGN); } // the servers' OpenSSL writes as it likes

    void aRouteGetsTheEncryptionItAsksFor_data()
    {
        QTest::addColumn<RouteTls>("level");
        QTest::addColumn<QString>("server");
        QTest::addColumn<QString>("outcome"); // "encrypted", "clear", or why it waits
        QTest::addColumn<QString>("logged");
        const auto row = [](const char* name, RouteTls level, const char* server, const char* outcome,
                            const char* logged) {
            QTest::newRow(name) << level << server << outcome << logged;
        };
        const auto opportunistic = RouteTls::Opportunistic;
        row("offered, opportunistic", opportunistic, "good", "encrypted", "TLSv1.3 TLS_*, verified");
        row("bad certificate, opportunistic", opportunistic, "stranger", "encrypted",
            "TLSv1.3 TLS_*, not verified: *self-signed*");
        row("not offered, opportunistic", opportunistic, "none", "clear",
            "not encrypted (it does not offer STARTTLS)");
        row("refused, opportunistic", opportunistic, "454", "clear", "not encrypted (454 4.7.0 not now)");
        row("broken, opportunistic", opportunistic, "old", "clear",
            "not encrypted (no encrypted connection: *version)");
        row("offered, none", RouteTls::None, "good", "clear", "not encrypted");
        row("offered, required", RouteTls::Required, "good", "encrypted", "*, verified");
        row("bad certificate, required", RouteTls::Required, "stranger", "encrypted", "*, not verified: *");
        row("not offered, required", RouteTls::Required, "none", "does not offer STARTTLS", "not encrypted");
        row("refused, required", RouteTls::Required, "454", "454 4.7.0 not now", "not encrypted");
        row("broken, required", RouteTls::Required, "old", "no encrypted connection", "not encrypted");
        row("good, verified", RouteTls::Verified, "good", "encrypted", "*, verified");
        row("wildcard, verified", RouteTls::Verified, "wildcard", "encrypted", "*, verified");
        row("stranger, verified", RouteTls::Verified, "stranger", "is not trusted: *self-signed",
            "*, not verified: *self-signed*");
        row("other name, verified", RouteTls::Verified, "other name", "is not trusted: *ostname mismatch",
            "*, not verified: *ostname mismatch");
        row("partial wildcard, verified", RouteTls::Verified, "partial wildcard", "is not trusted: *mismatch",
            "*, not verified: *");
        row("expired, verified", RouteTls::Verified, "expired", "is not trusted: *expired",
            "*, not verified: *expired");
        row("not yet, verified", RouteTls::Verified, "not yet", "is not trusted: *not yet valid",
            "*, not verified: *");
        row("not offered, verified", RouteTls::Verified, "none", "does not offer STARTTLS", "not encrypted");
    }
    void aRouteGetsTheEncryptionItAsksFor()
    {
        QFETCH(RouteTls, level);
        QFETCH(QString, server);
        QFETCH(QString, outcome);
        QFETCH(QString, logged);
        Trust trust;
        MailServer peer;
        const std::map<QString, std::vector<std::string>> names{{"other name", {"other.example"}},
                                                                {"wildcard", {"*.some.example"}},
                                                                {"partial wildcard", {"re*.some.example"}}};
        const auto named = names.find(server);
        const int from = server == "not yet" ? 1 : -5;
        const int until = server == "expired" ? -1 : 10;
        std::string pem =
            trust.issue(named != names.end() ? named->second : std::vector<std::string>{"relay.some.example"},
                        from, until);
        if (server == "stranger") {
            pem = trust.path("stranger.pem");
            QVERIFY(*net::keepSelfSigned(pem, "relay.some.example", SystemClock().now()));
        }
        if (server != "none")
            peer.encrypt(pem, server == "old" ? TLS1_1_VERSION : 0);
        peer.reply = [&](const std::string& command) -> std::string {
            return command == "STARTTLS" && server == "454" ? "454 4.7.0 not now" : "";
        };
        House house(zone, trust.tools);
        house.route("*", relay(peer)).tls = level;
        house.enforce();
        house.send({"ann@far.example"});
        const auto matches = [](const QString& pattern, const std::string& text) {
            return QRegularExpression(QRegularExpression::wildcardToRegularExpression(
                                          pattern, QRegularExpression::UnanchoredWildcardConversion))
                .match(QString::fromStdString(text))
                .hasMatch();
        };
        if (outcome == "encrypted" || outcome == "clear") {
            QTRY_COMPARE(peer.messages().size(), std::size_t(1));
            QCOMPARE(peer.messages().front().encrypted, outcome == "encrypted");
        } else {
            const std::string why = house.whyWaiting();
            QVERIFY2(matches(outcome, why), why.c_str());
            QVERIFY(peer.messages().empty());
            QVERIFY(!said(peer).contains("MAIL"));
        }
        const std::string tls = house.deliveryEvent().tls;
        QVERIFY2(matches(logged, tls), tls.c_str());
        if (server != "none" && level != RouteTls::None && peer.messages().size() == 1 && server == "good")
            QCOMPARE(peer.namedByClient(), std::string("relay.some.example")); // RFC 6066 3
    }

    void anAddressIsVerifiedAsSuch_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("good");
        QTest::newRow("that address") << "IP:127.0.0.77" << true;
        QTest::newRow("another") << "IP:127.0.0.78" << false;
        QTest::newRow("a name") << "relay.some.example" << false;
    }
    void anAddressIsVerifiedAsSuch()
    {
        QFETCH(QString, name);
        QFETCH(bool, good);
        Trust trust;
        MailServer peer;
        peer.encrypt(trust.issue({name.toStdString()}));
        House house(zone, trust.tools);
        house.route("*", "smtp:127.0.0.77:" + std::to_string(peer.port)).tls = RouteTls::Verified;
        house.enforce();
        house.send({"ann@far.example"});
        if (good)
            QTRY_COMPARE(peer.messages().size(), std::size_t(1));
        else
            QVERIFY(house.whyWaiting().find("is not trusted") != std::string::npos);
        QCOMPARE(peer.namedByClient(), std::string());
    }

    // RFC 3207 4.2: what was said in the clear counts no more.
    void everythingIsAskedAgainOnceEncrypted()
    {
        Trust trust;
        MailServer peer;
        peer.extensions = {"AUTH PLAIN", "SIZE 1"};
        peer.encrypt(trust.issue({"relay.some.example"}));
        int hellos = 0;
        peer.reply = [&](const std::string& command) -> std::string {
            if (command.starts_with("EHLO") && ++hellos == 2)
                return "250-there\r\n250 AUTH LOGIN";
            return command == "AUTH LOGIN" || command == "dXNlcg==" ? "334 Z28gb24=" : "";
        };
        House house(zone, trust.tools);
        model::Route& route = house.route("*", relay(peer));
        route.user = "user";
        route.password = "secret";
        house.enforce();
        house.send({"ann@far.example"});
        QTRY_COMPARE(peer.messages().size(), std::size_t(1));
        QVERIFY2(said(peer).startsWith("EHLO STARTTLS EHLO AUTH dXNlcg== c2VjcmV0 MAIL RCPT DATA"),
                 qPrintable(said(peer)));
        QVERIFY(peer.messages().front().encrypted);
        QCOMPARE(peer.messages().front().mail, std::string("MAIL FROM:<jane@domain.com>"));
    }

    // RFC 3207 6
    void whatComesBehindTheAnswerToStartTlsInTheClearEndsTheConnection()
    {
        Trust trust;
        MailServer peer;
        peer.encrypt(trust.issue({"relay.some.example"}));
        peer.reply = [](const std::string& command) -> std::string {
            return command == "STARTTLS" ? "220 go on\r\n250-injected\r\n250 AUTH PLAIN" : "";
        };
        House house(zone, trust.tools);
        house.route("*", relay(peer));
        house.enforce();
        house.send({"ann@far.example"});
        const std::string why = house.whyWaiting();
        QVERIFY2(why.find("more than its answer to STARTTLS") != std::string::npos, why.c_str());
        QCOMPARE(peer.connections(), 1); // and nothing in the clear either
        QVERIFY(peer.messages().empty());
    }

    void aPasswordNeverTravelsInTheClear_data()
    {
        QTest::addColumn<QString>("server");
        QTest::addColumn<QString>("why");
        QTest::newRow("not offered") << "none"
                                     << "would travel unencrypted (it does not offer STARTTLS)";
        QTest::newRow("refused") << "454"
                                 << "would travel unencrypted (454 4.7.0 not now)";
        QTest::newRow("broken") << "old"
                                << "no encrypted connection";
    }
    void aPasswordNeverTravelsInTheClear()
    {
        QFETCH(QString, server);
        QFETCH(QString, why);
        Trust trust;
        MailServer peer;
        peer.extensions.push_back("AUTH PLAIN LOGIN");
        if (server != "none")
            peer.encrypt(trust.issue({"relay.some.example"}), server == "old" ? TLS1_1_VERSION : 0);
        peer.reply = [&](const std::string& command) -> std::string {
            return command == "STARTTLS" && server == "454" ? "454 4.7.0 not now" : "";
        };
        House house(zone, trust.tools);
        model::Route& route = house.route("*", relay(peer));
        route.user = "user";
        route.password = "secret";
        house.enforce();
        house.send({"ann@far.example"});
        const std::string reason = house.whyWaiting();
        QVERIFY2(reason.find(why.toStdString()) != std::string::npos, reason.c_str());
        QCOMPARE(peer.connections(), 1); // no second one in the clear
        QVERIFY2(!said(peer).contains("AUTH"), qPrintable(said(peer)));
    }

    // RFC 8314 3
    void anImplicitRouteIsEncryptedFromTheFirstOctet()
    {
        Trust trust;
        MailServer peer;
        peer.encrypt(trust.issue({"relay.some.example"}));
        peer.implicitTls = true;
        House house(zone, trust.tools);
        house.route("*", relay(peer, "smtps")).tls = RouteTls::Verified;
        house.enforce();
        house.send({"ann@far.example"});
        QTRY_COMPARE(peer.messages().size(), std::size_t(1));
        QVERIFY(peer.messages().front().encrypted);
        QVERIFY2(said(peer).startsWith("EHLO MAIL "), qPrintable(said(peer)));
    }

    void anImplicitRouteNeverFallsBack()
    {
        MailServer peer; // speaks in the clear
        House house(zone, Trust().tools);
        house.route("*", relay(peer, "smtps"));
        house.enforce();
        house.send({"ann@far.example"});
        QVERIFY(house.whyWaiting().find("no encrypted connection") != std::string::npos);
        QCOMPARE(said(peer), QString());
    }

    void aHandshakeThatNeverEndsIsCutOff()
    {
        Trust trust;
        trust.tools.limits.handshake = std::chrono::seconds(1);
        MailServer peer;
        peer.encrypt(trust.issue({"relay.some.example"}));
        peer.silentHandshake = true;
        House house(zone, trust.tools);
        house.route("*", relay(peer)).tls = RouteTls::Required;
        house.enforce();
        house.send({"ann@far.example"});
        const std::string why = house.whyWaiting();
        QVERIFY2(why.find("no encrypted connection: time-out") != std::string::npos, why.c_str());
    }

    // Octets that come now and then make no reply: the time for one does not begin anew.
    void aReplyThatTricklesInIsCutOff()
    {
        Trust trust;
        trust.tools.limits.command = std::chrono::seconds(1);
        MailServer peer;
        peer.trickles = true;
        peer.reply = [](const std::string& command) -> std::string {
            return command.empty() ? "220 " + std::string(200, 'x') : "";
        };
        House house(zone, trust.tools);
        house.route("*", relay(peer));
        house.enforce();
        house.send({"ann@far.example"});
        const std::string why = house.whyWaiting();
        QVERIFY2(why.find("time-out") != std::string::npos, why.c_str());
    }
};

QTEST_GUILESS_MAIN(TestDeliveryTls)
#include "test_delivery_tls.moc"
