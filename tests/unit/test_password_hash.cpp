// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/password_hash.h"
#include "base/sasl_prep.h"
#include "base/scram.h"

#include <QTest>

using namespace postern;

class TestPasswordHash : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyTheRightPasswordVerifies()
    {
        const auto hash = hashPassword("corréct horse");
        QVERIFY(hash.has_value());
        QVERIFY2(hash->starts_with("$argon2id$"), hash->c_str());
        QVERIFY(verifyPassword("corréct horse", *hash));
        QVERIFY(!verifyPassword("correct horse", *hash));
        QVERIFY(!verifyPassword("", *hash));
        QVERIFY(!verifyPassword(std::string("corréct horse\0", 15), *hash));
    }

    // RFC 4013 3, and what came after Unicode 3.2
    void namesAndPasswordsArePrepared_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("prepared"); // empty: it cannot be
        const auto row = [](const char* what, const QByteArray& text, const QByteArray& prepared) {
            QTest::newRow(what) << text << prepared;
        };
        row("soft hyphen", "I\xc2\xadX", "IX");
        row("plain", "user", "user");
        row("case stays", "USER", "USER");
        row("feminine ordinal", "\xc2\xaa", "a");
        row("Roman nine", "\xe2\x85\xa8", "IX");
        row("bell", "\a", "");
        row("both directions",
            "\xd8\xa7"
            "1",
            "");
        row("composed by another keyboard", "e\xcc\x81", "\xc3\xa9");
        row("a blank that is none",
            "a\xc2\xa0"
            "b",
            "a b");
        row("nothing but what vanishes", "\xc2\xad", "");
        row("no UTF-8", "\xe9", "");
        row("NUL", QByteArray("a\0b", 3), "");
        row("newer than Unicode 3.2", "\xf0\x9f\xa6\x8a", "\xf0\x9f\xa6\x8a");
        row("grows most", "\xef\xb7\xba",
            "\xd8\xb5\xd9\x84\xd9\x89 \xd8\xa7\xd9\x84\xd9\x84\xd9\x87 "
            "\xd8\xb9\xd9\x84\xd9\x8a\xd9\x87 \xd9\x88\xd8\xb3\xd9\x84\xd9\x85");
        row("longest", QByteArray(4096, 'x'), QByteArray(4096, 'x'));
        row("too long", QByteArray(4097, 'x'), "");
    }
    void namesAndPasswordsArePrepared()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, prepared);
        QCOMPARE(QByteArray::fromStdString(saslPrep(text.toStdString()).value_or("")), prepared);
    }

    void aPasswordIsTheSameHoweverItIsTyped()
    {
        const auto kept = keepPassword("caf\xc3\xa9");
        QVERIFY(kept.has_value());
        QVERIFY(verifyPassword("cafe\xcc\x81", kept->hash));
        QVERIFY(!verifyPassword("cafe", kept->hash));
        QVERIFY(!verifyPassword("caf\xe9", kept->hash));
        const auto keys = scramKeysFrom(kept->scramKeys);
        QCOMPARE(deriveScramKeys("caf\xc3\xa9", keys->salt, keys->iterations), *keys);
    }

    void samePasswordGetsAnotherHash()
    {
        QVERIFY(hashPassword("twice").value() != hashPassword("twice").value());
    }

    void whatCannotBeAPasswordIsRefused_data()
    {
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<bool>("taken");
        QTest::newRow("empty") << QByteArray("") << false;
        QTest::newRow("longest") << QByteArray(1024, 'x') << true;
        QTest::newRow("too long") << QByteArray(1025, 'x') << false;
        QTest::newRow("bell inside") << QByteArray("a\ab") << false;
        QTest::newRow("NUL inside") << QByteArray("a\0b", 3) << false;
        QTest::newRow("one blank") << QByteArray(" ") << true;
    }
    void whatCannotBeAPasswordIsRefused()
    {
        QFETCH(QByteArray, password);
        QFETCH(bool, taken);
        const auto hash = hashPassword(password.toStdString());
        QCOMPARE(hash.has_value(), taken);
        if (!taken) {
            QCOMPARE(hash.error().kind, ErrorKind::Invalid);
            QVERIFY(!hash.error().what.empty());
        }
    }

    void whatIsNoHashVerifiesNothing_data()
    {
        QTest::addColumn<QByteArray>("hash");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("clear text") << QByteArray("secret");
        QTest::newRow("cut") << QByteArray("$argon2id$v=19$m=65536,t=2,p=1$");
        QTest::newRow("other kind") << QByteArray("$1$saltsalt$1234567890123456789012");
        QTest::newRow("very long") << QByteArray(100'000, '$');
    }
    void whatIsNoHashVerifiesNothing()
    {
        QFETCH(QByteArray, hash);
        QVERIFY(!verifyPassword("secret", hash.toStdString()));
    }
};

QTEST_APPLESS_MAIN(TestPasswordHash)
#include "test_password_hash.moc"
