// SPDX-License-Identifier: GPL-3.0-or-later
// RFC 4616 (PLAIN), RFC 5802 and RFC 7677 (SCRAM-SHA-256), RFC 5803 (keys as text).
#include "base/base64.h"
#include "smtp/sasl.h"

#include <QTest>

using namespace postern;
using namespace postern::smtp;
using Kind = SaslStep::Kind;

namespace {

constexpr std::string_view clientNonce = "rOprNGfwEbeRWgbNEkqO";
constexpr std::string_view serverNonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";

ScramKeys exampleKeys() // of RFC 7677 3
{
    return deriveScramKeys("pencil", *fromBase64("W22ZaJ0SNY7soEsUEjb6gQ=="), 4096);
}

SaslContext context(ChannelBindings bindings = {})
{
    return {std::move(bindings),
            [](std::string_view user) {
                return user == "user" ? exampleKeys() : scramKeysOfNobody(user, "secret");
            },
            std::string(serverNonce)};
}

std::string combined(std::string one, std::string_view other)
{
    for (std::size_t i = 0; i < one.size(); ++i)
        one[i] = char(one[i] ^ other[i]);
    return one;
}

// What a client says at last.
std::string clientFinal(std::string_view serverFirst, const std::string& header, const std::string& binding,
                        std::string_view password, const std::string& user = "user")
{
    const std::string first(serverFirst);
    const std::size_t salt = first.find(",s=") + 3;
    const std::size_t count = first.find(",i=") + 3;
    const std::string salted = saltedPassword(password, *fromBase64(first.substr(salt, count - 3 - salt)),
                                              std::stoi(first.substr(count)));
    const std::string unproved = "c=" + toBase64(header + binding) + "," + first.substr(0, salt - 3);
    const std::string message = "n=" + user + ",r=" + std::string(clientNonce) + ',' + first + ',' + unproved;
    const std::string key = hmacSha256(salted, "Client Key");
    return unproved + ",p=" + toBase64(combined(key, hmacSha256(sha256(key), message)));
}

} // namespace

class TestSasl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scramGoesAsInRfc7677()
    {
        const auto server = makeSaslServer("SCRAM-SHA-256", context());
        const SaslStep first = server->respond("n,,n=user,r=rOprNGfwEbeRWgbNEkqO");
        QCOMPARE(first.text, std::string("r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                                         "s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"));
        const SaslStep last = server->respond("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,"
                                              "p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        QCOMPARE(last.text, std::string("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
        const SaslStep end = server->respond("");
        QVERIFY(end.kind == Kind::Succeeded);
        QCOMPARE(end.user, std::string("user"));
        QVERIFY(server->respond("").kind == Kind::Malformed); // one use
    }

    void aWrongPasswordOrUserFailsOnlyAtTheEnd_data()
    {
        QTest::addColumn<QByteArray>("user");
        QTest::addColumn<QByteArray>("password");
        QTest::newRow("wrong password") << QByteArray("user") << QByteArray("pencils");
        QTest::newRow("no such user") << QByteArray("nobody") << QByteArray("pencil");
    }
    void aWrongPasswordOrUserFailsOnlyAtTheEnd()
    {
        QFETCH(QByteArray, user);
        QFETCH(QByteArray, password);
        const auto server = makeSaslServer("SCRAM-SHA-256", context());
        const SaslStep first =
            server->respond("n,,n=" + user.toStdString() + ",r=" + std::string(clientNonce));
        QVERIFY(first.kind == Kind::Challenge);
        const SaslStep last =
            server->respond(clientFinal(first.text, "n,,", "", password.toStdString(), user.toStdString()));
        QVERIFY(last.kind == Kind::Failed);
        QCOMPARE(last.user, user.toStdString());
    }

    void aUserThatDoesNotExistKeepsItsSalt()
    {
        QCOMPARE(scramKeysOfNobody("joe", "secret"), scramKeysOfNobody("joe", "secret"));
        QVERIFY(scramKeysOfNobody("joe", "secret").salt != scramKeysOfNobody("jim", "secret").salt);
        QVERIFY(scramKeysOfNobody("joe", "secret").salt != scramKeysOfNobody("joe", "other").salt);
        QCOMPARE(scramKeysOfNobody("joe", "secret").iterations, makeScramKeys("x").iterations);
        QCOMPARE(scramKeysOfNobody("joe", "secret").salt.size(), makeScramKeys("x").salt.size());
    }

    void theChannelIsBound_data()
    {
        QTest::addColumn<QByteArray>("mechanism");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("bound");
        QTest::addColumn<bool>("begins");
        QTest::addColumn<bool>("succeeds");
        const QByteArray plain("SCRAM-SHA-256");
        const QByteArray plus("SCRAM-SHA-256-PLUS");
        QTest::newRow("exporter") << plus << QByteArray("p=tls-exporter,,") << QByteArray("ex") << true
                                  << true;
        QTest::newRow("end point") << plus << QByteArray("p=tls-server-end-point,,") << QByteArray("ep")
                                   << true << true;
        QTest::newRow("somebody in the middle")
            << plus << QByteArray("p=tls-exporter,,") << QByteArray("EX") << true << false;
        QTest::newRow("unknown kind")
            << plus << QByteArray("p=tls-unique,,") << QByteArray("ex") << false << false;
        QTest::newRow("no binding") << plus << QByteArray("n,,") << QByteArray() << false << false;
        QTest::newRow("client cannot") << plain << QByteArray("n,,") << QByteArray() << true << true;
        QTest::newRow("offer was hidden from it")
            << plain << QByteArray("y,,") << QByteArray() << false << false;
        QTest::newRow("bound, but not -PLUS")
            << plain << QByteArray("p=tls-exporter,,") << QByteArray("ex") << false << false;
    }
    void theChannelIsBound()
    {
        QFETCH(QByteArray, mechanism);
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, bound);
        QFETCH(bool, begins);
        QFETCH(bool, succeeds);
        const auto server = makeSaslServer(mechanism.toStdString(), context({"ex", "ep"}));
        const SaslStep first = server->respond(header.toStdString() + "n=user,r=" + std::string(clientNonce));
        QCOMPARE(first.kind == Kind::Challenge, begins);
        if (!begins)
            return;
        const SaslStep last =
            server->respond(clientFinal(first.text, header.toStdString(), bound.toStdString(), "pencil"));
        QCOMPARE(last.kind == Kind::Challenge, succeeds);
    }

    void whatIsNoScramIsMalformed_data()
    {
        QTest::addColumn<QByteArray>("message");
        for (const char* text : {"", ",", "n,,", "n,,n=user", "n,,n=user,r=", "n,,r=abc,n=user",
                                 "n,,m=x,n=user,r=abc", "n,a=other,n=user,r=abc", "n,,n=us=er,r=abc",
                                 "n,,n=,r=abc", "x,,n=user,r=abc", "n,,n=user,r=a b"})
            QTest::newRow(*text != '\0' ? text : "nothing") << QByteArray(text);
        QTest::newRow("endless") << QByteArray("n,,n=user,r=") + QByteArray(5000, 'a');
    }
    void whatIsNoScramIsMalformed()
    {
        QFETCH(QByteArray, message);
        const auto server = makeSaslServer("SCRAM-SHA-256", context());
        QVERIFY(server->respond(message.toStdString()).kind == Kind::Malformed);
    }

    void namesAreUnescaped() // RFC 5802 5.1
    {
        const auto server = makeSaslServer("SCRAM-SHA-256", context());
        QCOMPARE(server->respond("n,,n=a=2Cb=3Dc,r=abc").user, std::string("a,b=c"));
    }

    void plainIsTakenApart_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<int>("kind");
        QTest::newRow("usual") << QByteArray("\0jane\0secret", 12) << int(Kind::CheckPassword);
        QTest::newRow("as oneself") << QByteArray("jane\0jane\0secret", 16) << int(Kind::CheckPassword);
        QTest::newRow("as another") << QByteArray("joe\0jane\0secret", 15) << int(Kind::Failed);
        QTest::newRow("no password") << QByteArray("\0jane\0", 6) << int(Kind::Malformed);
        QTest::newRow("no user") << QByteArray("\0\0secret", 8) << int(Kind::Malformed);
        QTest::newRow("one NUL") << QByteArray("jane\0secret", 11) << int(Kind::Malformed);
        QTest::newRow("three NULs") << QByteArray("\0jane\0sec\0ret", 13) << int(Kind::Malformed);
        QTest::newRow("nothing") << QByteArray() << int(Kind::Malformed);
        QTest::newRow("a long name") << QByteArray("\0", 1) + QByteArray(2000, 'a') +
                                            QByteArray("\0secret", 7)
                                     << int(Kind::Malformed);
    }
    void plainIsTakenApart()
    {
        QFETCH(QByteArray, message);
        QFETCH(int, kind);
        const SaslStep step = makeSaslServer("PLAIN", context())->respond(message.toStdString());
        QCOMPARE(int(step.kind), kind);
        if (step.kind == Kind::CheckPassword) {
            QCOMPARE(step.user, std::string("jane"));
            QCOMPARE(step.text, std::string("secret"));
        }
    }

    void loginAsksForBoth()
    {
        const auto server = makeSaslServer("LOGIN", context());
        QCOMPARE(server->begin().text, std::string("Username:"));
        QCOMPARE(server->respond("jane").text, std::string("Password:"));
        const SaslStep step = server->respond("secret");
        QVERIFY(step.kind == Kind::CheckPassword && step.user == "jane" && step.text == "secret");
    }

    void keysAreKeptAsText()
    {
        const ScramKeys keys = makeScramKeys("pencil");
        QVERIFY(keys.iterations >= 10'000);
        QCOMPARE(scramKeysFrom(scramText(keys)), std::optional(keys));
        QVERIFY(makeScramKeys("pencil").salt != keys.salt);
        for (const char* wrong : {"", "SCRAM-SHA-256", "SCRAM-SHA-1$4096:YWJj$YWJj:YWJj",
                                  "SCRAM-SHA-256$4096:YWJj$YWJj:YWJj", "SCRAM-SHA-256$x:YWJj$YWJj:YWJj"})
            QVERIFY2(!scramKeysFrom(wrong), wrong);
        ScramKeys weak = keys;
        weak.iterations = 4095;
        QVERIFY(!scramKeysFrom(scramText(weak)));
    }

    void base64IsReadStrictly_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("valid");
        QTest::newRow("nothing") << QByteArray() << true;
        QTest::newRow("whole") << QByteArray("YWJj") << true;
        QTest::newRow("padded") << QByteArray("YQ==") << true;
        QTest::newRow("padding missing") << QByteArray("YQ") << false;
        QTest::newRow("too much padding") << QByteArray("YQ===") << false;
        QTest::newRow("blank") << QByteArray("YW Jj") << false;
        QTest::newRow("other alphabet") << QByteArray("_-8=") << false;
        QTest::newRow("padding inside") << QByteArray("YQ==YWJj") << false;
    }
    void base64IsReadStrictly()
    {
        QFETCH(QByteArray, text);
        QFETCH(bool, valid);
        const auto bytes = fromBase64(text.toStdString());
        QCOMPARE(bytes.has_value(), valid);
        if (valid)
            QCOMPARE(toBase64(*bytes), text.toStdString());
    }
};

QTEST_APPLESS_MAIN(TestSasl)
#include "test_sasl.moc"
