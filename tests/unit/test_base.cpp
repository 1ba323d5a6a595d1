// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/domain_name.h"
#include "base/escape.h"
#include "base/ip_set.h"
#include "base/mail_address.h"
#include "base/own_addresses.h"
#include "base/reference.h"
#include "base/sentence.h"
#include "base/time.h"

#include <QTest>

using namespace postern;

Q_DECLARE_METATYPE(std::string)

namespace {
QString qt(const std::string& text)
{
    return QString::fromStdString(text);
}
} // namespace

class TestBase : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ipRangeIsWrittenInItsShortestForm_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QString>("shown"); // empty: refused
        QTest::newRow("address") << QByteArray("192.0.2.1") << "192.0.2.1";
        QTest::newRow("block") << QByteArray("192.0.2.0/24") << "192.0.2.0/24";
        QTest::newRow("from-to that is a block") << QByteArray("192.0.2.0-192.0.2.255") << "192.0.2.0/24";
        QTest::newRow("from-to") << QByteArray("192.0.2.10-192.0.2.99") << "192.0.2.10-192.0.2.99";
        QTest::newRow("one star") << QByteArray("192.168.1.*") << "192.168.1.0/24";
        QTest::newRow("three stars") << QByteArray("10.*.*.*") << "10.0.0.0/8";
        QTest::newRow("all of IPv4") << QByteArray("0.0.0.0/0") << "0.0.0.0/0";
        QTest::newRow("IPv6 block") << QByteArray("2001:DB8::/32") << "2001:db8::/32";
        QTest::newRow("IPv6 in brackets") << QByteArray("[2001:db8::1]") << "2001:db8::1";
        QTest::newRow("mapped is IPv4") << QByteArray("::ffff:192.0.2.1") << "192.0.2.1";
        QTest::newRow("host bits") << QByteArray("192.0.2.1/24") << "";
        QTest::newRow("too long a prefix") << QByteArray("192.0.2.0/33") << "";
        QTest::newRow("negative prefix") << QByteArray("192.0.2.0/-1") << "";
        QTest::newRow("backwards") << QByteArray("192.0.2.9-192.0.2.1") << "";
        QTest::newRow("mixed families") << QByteArray("192.0.2.9-2001:db8::1") << "";
        QTest::newRow("star before number") << QByteArray("192.*.1.1") << "";
        QTest::newRow("three octets") << QByteArray("192.168.*") << "";
        QTest::newRow("five octets") << QByteArray("192.168.1.1.*") << "";
        QTest::newRow("name") << QByteArray("example.com") << "";
        QTest::newRow("nothing") << QByteArray("") << "";
        QTest::newRow("very long") << QByteArray(100000, '1') << "";
    }
    void ipRangeIsWrittenInItsShortestForm()
    {
        QFETCH(QByteArray, typed);
        QFETCH(QString, shown);
        const auto range = IpRange::parse(typed.toStdString());
        QCOMPARE(range ? qt(range->toString()) : QString(), shown);
        if (!range)
            QVERIFY(!range.error().what.empty());
    }

    void hostBitsAreRefusedWithTheBlockThatWasMeant()
    {
        const auto range = IpRange::parse("192.168.1.17/24");
        QVERIFY(!range);
        QVERIFY(qt(whatToDo(range.error())).contains("192.168.1.0/24"));
    }

    void neighboursStayInTheirFamily()
    {
        QVERIFY(!IpAddress::parse("255.255.255.255")->next());
        QVERIFY(!IpAddress::parse("0.0.0.0")->previous());
        QCOMPARE(qt(IpAddress::parse("10.0.0.255")->next()->toString()), "10.0.1.0");
        QCOMPARE(qt(IpAddress::parse("10.0.1.0")->previous()->toString()), "10.0.0.255");
        QVERIFY(!IpAddress::parse("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")->next());
    }

    void ipSetMergesAndFinds()
    {
        std::vector<IpRange> ranges;
        for (const char* text : {"10.0.0.0/9", "10.128.0.0/9", "192.168.1.5", "192.168.1.6", "2001:db8::/32"})
            ranges.push_back(*IpRange::parse(text));
        const IpSet set(ranges);
        QCOMPARE(set.ranges().size(), 3U);
        QVERIFY(set.contains(*IpAddress::parse("10.255.255.255")));
        QVERIFY(set.contains(*IpAddress::parse("::ffff:192.168.1.6")));
        QVERIFY(set.contains(*IpAddress::parse("2001:db8:ffff::")));
        QVERIFY(!set.contains(*IpAddress::parse("9.255.255.255")));
        QVERIFY(!set.contains(*IpAddress::parse("192.168.1.7")));
        QVERIFY(!set.contains(*IpAddress::parse("2001:db9::")));
        QVERIFY(!IpSet().contains(IpAddress()));
    }

    void domainsAreNormalized_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("normalized"); // empty: refused
        QTest::newRow("plain") << "Example.COM"
                               << "example.com";
        QTest::newRow("dot at the end") << "example.com."
                                        << "example.com";
        QTest::newRow("umlaut") << "Bücher.example"
                                << "xn--bcher-kva.example";
        QTest::newRow("a-label") << "XN--BCHER-KVA.example"
                                 << "xn--bcher-kva.example";
        QTest::newRow("sharp s keeps its own name") << "straße.example"
                                                    << "xn--strae-oqa.example";
        QTest::newRow("one label") << "localhost"
                                   << "localhost";
        QTest::newRow("empty label") << "a..b"
                                     << "";
        QTest::newRow("blank") << "a b.example"
                               << "";
        QTest::newRow("long label") << QString(64, 'a') + ".example"
                                    << "";
        QTest::newRow("long name") << QString("abcdefgh.").repeated(29) + "example"
                                   << "";
        QTest::newRow("nothing") << ""
                                 << "";
        QTest::newRow("only a dot") << "."
                                    << "";
        QTest::newRow("at") << "joe@example.com"
                            << "";
    }
    void domainsAreNormalized()
    {
        QFETCH(QString, typed);
        QFETCH(QString, normalized);
        const auto name = normalizeDomain(typed.toStdString());
        QCOMPARE(name ? qt(*name) : QString(), normalized);
    }

    void hostNamesByRfc1123()
    {
        QVERIFY(isHostName("mail.example.com"));
        QVERIFY(isHostName("3com.com"));
        QVERIFY(isHostName("laptop"));
        QVERIFY(!isHostName("mail_1.example.com"));
        QVERIFY(!isHostName("-a.example.com"));
        QVERIFY(!isHostName("192.0.2.1"));
        QVERIFY(!isHostName("[192.0.2.1]"));
        QVERIFY(!isHostName(""));
    }

    void addressLiteralsByRfc5321()
    {
        QVERIFY(parseAddressLiteral("[192.0.2.1]"));
        QVERIFY(parseAddressLiteral("[IPv6:2001:db8::1]"));
        QVERIFY(!parseAddressLiteral("[2001:db8::1]"));
        QVERIFY(!parseAddressLiteral("[IPv6:192.0.2.1]"));
        QVERIFY(!parseAddressLiteral("192.0.2.1"));
        QVERIFY(!parseAddressLiteral("[]"));
    }

    void addressesCompareWithoutCaseAndNeedlessQuotes()
    {
        QCOMPARE(comparableAddress("Joe@Example.COM").toString(), std::string("joe@example.com"));
        QCOMPARE(comparableAddress("\"joe\"@example.com").toString(), std::string("joe@example.com"));
        QCOMPARE(comparableAddress("\"a b\"@example.com").local, std::string("\"a b\""));
        QCOMPARE(comparableAddress("\"a@b\"@example.com").domain, std::string("example.com"));
        QCOMPARE(comparableAddress("").toString(), std::string());
        // The same character written in two ways, in another case, and its domain as A-label.
        QCOMPARE(comparableAddress("J\u00d6RG@b\u00fccher.example").toString(),
                 comparableAddress("jo\u0308rg@xn--bcher-kva.example").toString());
        QCOMPARE(comparableAddress("STRASSE@a.example"), comparableAddress("stra\u00dfe@a.example"));
        QCOMPARE(comparableAddress("J\xff@a.example").local, std::string("j\xff")); // no UTF-8
        QVERIFY(parseMailAddress("joe@example.com"));
        QVERIFY(parseMailAddress("jörg@bücher.example"));
        QVERIFY(!parseMailAddress("joe"));
        QVERIFY(!parseMailAddress("@example.com"));
        QVERIFY(!parseMailAddress("a b@example.com"));
        QVERIFY(!parseMailAddress(std::string(65, 'a') + "@example.com"));
    }

    void nothingFromTheWireReachesTheScreenRaw()
    {
        QCOMPARE(escapeForDisplay("a\r\nb\x1b[31m"), std::string("a\\x0d\\x0ab\\x1b[31m"));
        QCOMPARE(escapeForDisplay("back\\slash"), std::string("back\\\\slash"));
        QCOMPARE(escapeForDisplay("Bücher"), std::string("Bücher"));
        QCOMPARE(escapeForDisplay("\xff\xc3"), std::string("\\xff\\xc3"));
        QCOMPARE(escapeForDisplay("\u202e"), std::string("\\xe2\\x80\\xae"));
        QCOMPARE(escapeForDisplay("abc", 2), std::string("ab…"));
        QCOMPARE(escapeForDisplay(std::string_view("\0", 1)), std::string("\\x00"));
        QCOMPARE(showable("back\\slash \x1b[31m \u009b Bücher \xff"),
                 std::string("back\\slash \\x1b[31m \\xc2\\x9b Bücher \\xff"));
        const std::string once = escapeForDisplay("\\\x1b");
        QCOMPARE(showable(once), once);
    }

    void referencesAreReadAsPeopleTypeThem()
    {
        const std::string reference = makeReference();
        QCOMPARE(reference.size(), 8U);
        QVERIFY(reference != makeReference());
        QCOMPARE(parseReference(" ref k7q2m9xd "), std::optional<std::string>("K7Q2M9XD"));
        QCOMPARE(parseReference("OIL00000"), std::optional<std::string>("01100000"));
        QVERIFY(!parseReference("K7Q2M9X"));
        QVERIFY(!parseReference("K7Q2M9X@"));
    }

    void timesAreReadAndWritten()
    {
        QCOMPARE(toIso8601(*parseIso8601("2027-01-31T00:00:00Z")), std::string("2027-01-31T00:00:00Z"));
        QCOMPARE(toIso8601(*parseIso8601("2027-01-31")), std::string("2027-01-31T00:00:00Z"));
        QCOMPARE(toIso8601(*parseIso8601("2027-01-31T01:30:00+01:30")), std::string("2027-01-31T00:00:00Z"));
        QCOMPARE(toIso8601(*parseIso8601("2027-01-31T00:00:00.25Z")),
                 std::string("2027-01-31T00:00:00.250000Z"));
        for (const char* bad : {"", "2027", "2027-02-30", "2027-01-31T25:00:00Z", "2027-01-31T00:00:00",
                                "2027-01-31T00:00:00Zx", "1969-01-01"})
            QVERIFY2(!parseIso8601(bad), bad);
    }

    void sentencesTakeTheirArguments()
    {
        QCOMPARE(toEnglish({"%1 of %2, 100%", {"a", "%1"}}), std::string("a of %1, 100%"));
        QCOMPARE(toEnglish({"%3", {"a"}}), std::string("%3"));
    }

    void theNetworkOfAnAddressIsItsWholeBlock_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<int>("prefix");
        QTest::addColumn<QString>("network");
        QTest::newRow("IPv4") << "192.168.1.7" << 24 << "192.168.1.0/24";
        QTest::newRow("IPv4, no whole octets") << "10.9.8.7" << 13 << "10.8.0.0/13";
        QTest::newRow("IPv4, host") << "192.0.2.1" << 32 << "192.0.2.1";
        QTest::newRow("IPv4, everything") << "192.0.2.1" << 0 << "0.0.0.0/0";
        QTest::newRow("IPv6") << "2001:db8:1:2::5" << 64 << "2001:db8:1:2::/64";
        QTest::newRow("IPv6, host") << "::1" << 128 << "::1";
    }
    void theNetworkOfAnAddressIsItsWholeBlock()
    {
        QFETCH(QString, address);
        QFETCH(int, prefix);
        QFETCH(QString, network);
        const OwnAddress own{"eth0", *IpAddress::parse(address.toStdString()), prefix};
        QCOMPARE(qt(own.network().toString()), network);
    }

    void everyMachineHasItsLoopback()
    {
        const auto all = ownAddresses();
        const OwnAddress loopback{"lo", *IpAddress::parse("127.0.0.1"), 8};
        QVERIFY(std::find(all.begin(), all.end(), loopback) != all.end());
    }
};

QTEST_APPLESS_MAIN(TestBase)
#include "test_base.moc"
