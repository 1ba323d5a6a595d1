// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/dsn_parameters.h"

#include <QTest>

using namespace postern::smtp;

class TestDsnParameters : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void notifyIsNeverOrSomeEvents_data() // RFC 3461 4.1
    {
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("canonical"); // "": refused
        QTest::newRow("never") << "NEVER"
                               << "NEVER";
        QTest::newRow("any case") << "never"
                                  << "NEVER";
        QTest::newRow("one") << "Failure"
                             << "FAILURE";
        QTest::newRow("any order") << "DELAY,FAILURE,SUCCESS"
                                   << "SUCCESS,FAILURE,DELAY";
        QTest::newRow("twice") << "DELAY,DELAY"
                               << "DELAY";
        QTest::newRow("nothing") << ""
                                 << "";
        QTest::newRow("never and more") << "NEVER,DELAY"
                                        << "";
        QTest::newRow("more and never") << "DELAY,NEVER"
                                        << "";
        QTest::newRow("comma at the end") << "DELAY,"
                                          << "";
        QTest::newRow("comma at the beginning") << ",DELAY"
                                                << "";
        QTest::newRow("unknown") << "ALWAYS"
                                 << "";
        QTest::newRow("28 octets") << "DELAY,DELAY,DELAY,DELAY,DELA"
                                   << "";
        QTest::newRow("29 octets") << "DELAY,DELAY,DELAY,DELAY,DELAY"
                                   << "";
    }
    void notifyIsNeverOrSomeEvents()
    {
        QFETCH(QString, value);
        QFETCH(QString, canonical);
        const auto notify = notifyOf(value.toStdString());
        QCOMPARE(QString::fromStdString(notify.value_or("")), canonical);
        QCOMPARE(notify.has_value(), !canonical.isEmpty());
    }

    void anEnvelopeIdIsXtextOfPrintableAscii_data() // RFC 3461 4.4
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("good");
        QTest::newRow("plain") << QByteArray("QQ314159") << true;
        QTest::newRow("with a plus") << QByteArray("a+2Bb+20c") << true;
        QTest::newRow("100 octets") << QByteArray(100, 'a') << true;
        QTest::newRow("101 octets") << QByteArray(101, 'a') << false;
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("lower case") << QByteArray("a+2bb") << false;
        QTest::newRow("cut") << QByteArray("a+2") << false;
        QTest::newRow("line end") << QByteArray("a+0D+0Ab") << false;
        QTest::newRow("8-bit, encoded") << QByteArray("+F6") << false;
        QTest::newRow("8-bit") << QByteArray("\xc3\xb6") << false;
        QTest::newRow("equals") << QByteArray("a=b") << false;
        QTest::newRow("blank") << QByteArray("a b") << false;
    }
    void anEnvelopeIdIsXtextOfPrintableAscii()
    {
        QFETCH(QByteArray, value);
        QTEST(isEnvelopeId(value.toStdString()), "good");
    }

    void anOriginalRecipientHasATypeAndAnAddress_data() // RFC 3461 4.2, RFC 6533 3
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("ascii");
        QTest::addColumn<bool>("utf8"); // with SMTPUTF8
        QTest::newRow("plain") << QByteArray("rfc822;joe@example.com") << true << true;
        QTest::newRow("encoded") << QByteArray("RFC822;joe+2Bx@example.com") << true << true;
        QTest::newRow("another type") << QByteArray("x400;/c=de") << false << false;
        QTest::newRow("another type, encoded") << QByteArray("x400;/c+3Dde") << true << true;
        QTest::newRow("no type") << QByteArray(";joe@example.com") << false << false;
        QTest::newRow("a type that is no atom") << QByteArray("a.b;joe@example.com") << false << false;
        QTest::newRow("no address") << QByteArray("rfc822;") << false << false;
        QTest::newRow("no semicolon") << QByteArray("rfc822") << false << false;
        QTest::newRow("500 octets") << "rfc822;" + QByteArray(493, 'a') << true << true;
        QTest::newRow("501 octets") << "rfc822;" + QByteArray(494, 'a') << false << false;
        QTest::newRow("embedded") << QByteArray("utf-8;j\\x{F6}@\\x{1F600}.example") << true << true;
        QTest::newRow("UTF-8") << QByteArray("UTF-8;j\xc3\xb6@example.com") << false << true;
        QTest::newRow("UTF-8 as rfc822") << QByteArray("rfc822;j\xc3\xb6@example.com") << false << false;
        QTest::newRow("broken UTF-8") << QByteArray("utf-8;j\xc3@example.com") << false << false;
        QTest::newRow("an embedded control") << QByteArray("utf-8;\\x{0A}@example.com") << false << false;
        QTest::newRow("an embedded surrogate") << QByteArray("utf-8;\\x{D800}@example.com") << false << false;
        QTest::newRow("beyond Unicode") << QByteArray("utf-8;\\x{110000}@example.com") << false << false;
        QTest::newRow("embedded without end") << QByteArray("utf-8;\\x{F6") << false << false;
        QTest::newRow("embedded, lower case") << QByteArray("utf-8;\\x{f6}@example.com") << false << false;
        QTest::newRow("a plus in utf-8") << QByteArray("utf-8;a+2B@example.com") << false << false;
    }
    void anOriginalRecipientHasATypeAndAnAddress()
    {
        QFETCH(QByteArray, value);
        QTEST(isOriginalRecipient(value.toStdString(), false), "ascii");
        QTEST(isOriginalRecipient(value.toStdString(), true), "utf8");
    }

    void anAddressBecomesAnOriginalRecipient_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<QByteArray>("original");
        QTest::newRow("plain") << QByteArray("joe@example.com") << QByteArray("rfc822;joe@example.com");
        QTest::newRow("specials") << QByteArray("j+o=e@example.com")
                                  << QByteArray("rfc822;j+2Bo+3De@example.com");
        QTest::newRow("quoted") << QByteArray("\"j \\\\e\"@example.com")
                                << QByteArray("rfc822;\"j+20+5C+5Ce\"@example.com");
        QTest::newRow("UTF-8") << QByteArray("j\xc3\xb6+@example.com")
                               << QByteArray("utf-8;j\\x{F6}\\x{2B}@example.com");
    }
    void anAddressBecomesAnOriginalRecipient()
    {
        QFETCH(QByteArray, address);
        const std::string original = originalRecipient(address.toStdString());
        QTEST(QByteArray::fromStdString(original), "original");
        QVERIFY(isOriginalRecipient(original, false));
    }

    void xtextIsReadBack()
    {
        QCOMPARE(fromXtext("rfc822;joe+2Bnews@example.com"), std::string("rfc822;joe+news@example.com"));
        QCOMPARE(fromXtext("a+"), std::string("a+"));
        QCOMPARE(fromXtext("a+2"), std::string("a+2"));
        QCOMPARE(fromXtext("+2b"), std::string("+2b"));
    }
};

QTEST_APPLESS_MAIN(TestDsnParameters)
#include "test_dsn_parameters.moc"
