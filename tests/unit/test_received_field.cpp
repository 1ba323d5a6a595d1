// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/received_field.h"
#include "smtp/reply_texts.h"

#include <QTest>

using namespace postern;
using namespace postern::smtp;

namespace {
const Receipt receipt{.helo = "client.example.net",
                      .esmtp = true,
                      .client = *IpAddress::parse("192.0.2.1"),
                      .hostname = "mx.example.test",
                      .id = "01J4XK",
                      .recipient = "jane@example.test",
                      .time = *parseIso8601("2027-01-03T04:05:06Z")};
}

class TestReceivedField : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void fieldFollowsRfc5321()
    {
        QCOMPARE(receivedField(receipt), std::string("Received: from client.example.net ([192.0.2.1])\r\n"
                                                     "\tby mx.example.test with ESMTP id 01J4XK\r\n"
                                                     "\tfor <jane@example.test>;\r\n"
                                                     "\tSun, 3 Jan 2027 04:05:06 +0000\r\n"));
    }

    void severalRecipientsAreNotNamed()
    {
        Receipt several = receipt;
        several.recipient.clear();
        several.esmtp = false;
        several.client = *IpAddress::parse("2001:db8::1");
        several.helo = "[IPv6:2001:db8::2]";
        QCOMPARE(receivedField(several),
                 std::string("Received: from [IPv6:2001:db8::2] ([IPv6:2001:db8::1])\r\n"
                             "\tby mx.example.test with SMTP id 01J4XK;\r\n"
                             "\tSun, 3 Jan 2027 04:05:06 +0000\r\n"));
    }

    void theProtocolIsNamed_data() // RFC 3848, RFC 6531 4.3
    {
        QTest::addColumn<bool>("utf8");
        QTest::addColumn<bool>("tls");
        QTest::addColumn<bool>("authenticated");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << false << false << false << "ESMTP";
        QTest::newRow("TLS") << false << true << false << "ESMTPS";
        QTest::newRow("TLS and AUTH") << false << true << true << "ESMTPSA";
        QTest::newRow("SMTPUTF8") << true << false << false << "UTF8SMTP";
        QTest::newRow("SMTPUTF8 and AUTH") << true << false << true << "UTF8SMTPA";
        QTest::newRow("all") << true << true << true << "UTF8SMTPSA";
    }
    void theProtocolIsNamed()
    {
        QFETCH(bool, utf8);
        QFETCH(bool, tls);
        QFETCH(bool, authenticated);
        QFETCH(QString, name);
        Receipt other = receipt;
        other.utf8 = utf8;
        other.tls = tls ? "TLSv1.3 TLS_AES_256_GCM_SHA384" : "";
        other.authenticated = authenticated;
        const std::string wanted = " with " + name.toStdString() + " id ";
        QVERIFY(receivedField(other).find(wanted) != std::string::npos);
    }

    void whatIsNoHostNameCannotHarm_data()
    {
        QTest::addColumn<QByteArray>("helo");
        QTest::addColumn<QByteArray>("comment");
        QTest::newRow("underscore") << QByteArray("my_host") << QByteArray("my_host");
        QTest::newRow("blanks") << QByteArray("a b") << QByteArray("a b");
        QTest::newRow("another field") << QByteArray("a\r\nBcc: b") << QByteArray("a??Bcc: b");
        QTest::newRow("end of the comment") << QByteArray("a) by (b\\") << QByteArray("a? by ?b?");
        QTest::newRow("8-bit") << QByteArray("\xc3\xa4.de") << QByteArray("??.de");
        QTest::newRow("long") << QByteArray(255, '_') << QByteArray(100, '_');
    }
    void whatIsNoHostNameCannotHarm()
    {
        QFETCH(QByteArray, helo);
        QFETCH(QByteArray, comment);
        Receipt strange = receipt;
        strange.helo = helo.toStdString();
        const QByteArray field = QByteArray::fromStdString(receivedField(strange));
        QVERIFY2(field.startsWith("Received: from [192.0.2.1] ([192.0.2.1]) (HELO " + comment + ")\r\n\tby "),
                 field);
        QCOMPARE(field.count("\r\n"), 4);
        for (const QByteArray& line : field.split('\n'))
            QVERIFY(line.size() <= 998);
    }

    void datesFollowRfc5322()
    {
        QCOMPARE(messageDate(*parseIso8601("1970-01-01")), std::string("Thu, 1 Jan 1970 00:00:00 +0000"));
        QCOMPARE(messageDate(*parseIso8601("2028-02-29T23:59:59.999999Z")),
                 std::string("Tue, 29 Feb 2028 23:59:59 +0000"));
    }

    void returnPathOfTheNullSenderIsEmpty()
    {
        QCOMPARE(returnPathField(""), std::string("Return-Path: <>\r\n"));
        QCOMPARE(returnPathField("joe@example.com"), std::string("Return-Path: <joe@example.com>\r\n"));
    }

    void replyIsOneLineOfPrintableAscii_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("plain") << QByteArray("blacklisted") << QByteArray("554 5.7.1 blacklisted");
        QTest::newRow("line end") << QByteArray("a\r\n250 b") << QByteArray("554 5.7.1 a??250 b");
        QTest::newRow("UTF-8") << QByteArray("B\xc3\xbc"
                                             "cher")
                               << QByteArray("554 5.7.1 B?cher");
        QTest::newRow("escape and NUL") << QByteArray("\x1b[2J\0x", 6) << QByteArray("554 5.7.1 ?[2J?x");
        QTest::newRow("long") << QByteArray(5000, 'x') << "554 5.7.1 " + QByteArray(500, 'x');
    }
    void replyIsOneLineOfPrintableAscii()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, line);
        QCOMPARE(replies::toLine({554, "5.7.1", text.toStdString()}), line.toStdString());
    }

    void replyWithoutCodeDefers()
    {
        QCOMPARE(replies::toLine({0, "", "x"}), std::string("451 x"));
        QCOMPARE(replies::toLine({354, "", "go on"}), std::string("354 go on"));
    }
};

QTEST_APPLESS_MAIN(TestReceivedField)
#include "test_received_field.moc"
