// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/password_hash.h"

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
