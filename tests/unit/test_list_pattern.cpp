// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/list_pattern.h"

#include <QElapsedTimer>
#include <QTest>

using namespace postern;
using namespace postern::model;

namespace {

constexpr auto ip = ListKind::Ip;
constexpr auto senders = ListKind::Sender;
constexpr auto recipient = ListKind::Recipient;
constexpr auto helo = ListKind::Helo;

QString qt(const std::string& text)
{
    return QString::fromStdString(text);
}

ListPattern parsed(ListKind kind, const std::string& text)
{
    const auto pattern = ListPattern::parse(kind, text);
    return pattern ? *pattern : ListPattern{};
}

} // namespace

Q_DECLARE_METATYPE(postern::model::ListKind)
Q_DECLARE_METATYPE(postern::model::ListPattern::Shape)

using Shape = ListPattern::Shape;

class TestListPattern : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void patternIsNormalised_data()
    {
        QTest::addColumn<ListKind>("kind");
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<Shape>("shape");
        QTest::addColumn<QString>("text");
        QTest::newRow("null sender") << senders << QByteArray("<>") << Shape::Null << "<>";
        QTest::newRow("address") << senders << QByteArray(" Joe@Example.COM ") << Shape::Address
                                 << "joe@example.com";
        QTest::newRow("dot at the end")
            << senders << QByteArray("joe@example.com.") << Shape::Address << "joe@example.com";
        QTest::newRow("international address") << senders << QByteArray("jürgen@Bücher.example")
                                               << Shape::Address << "jürgen@xn--bcher-kva.example";
        QTest::newRow("address at a literal") << senders << QByteArray("joe@[IPv6:2001:DB8:0::1]")
                                              << Shape::Address << "joe@[ipv6:2001:db8::1]";
        QTest::newRow("two at") << senders << QByteArray("@joe@example.com") << Shape::Domain << "";
        QTest::newRow("domain") << recipient << QByteArray("Example.com") << Shape::Domain << "example.com";
        QTest::newRow("domain with @")
            << recipient << QByteArray("@example.com") << Shape::Domain << "example.com";
        QTest::newRow("one label with @")
            << senders << QByteArray("@localhost") << Shape::Domain << "@localhost";
        QTest::newRow("domain that reads as an IP address without its @")
            << senders << QByteArray("@92.0.2.99") << Shape::Domain << "@92.0.2.99";
        QTest::newRow("literal with @")
            << senders << QByteArray("@[192.0.2.1]") << Shape::Domain << "@[192.0.2.1]";
        QTest::newRow("IDNA domain") << senders << QByteArray("BÜCHER.example") << Shape::Domain
                                     << "xn--bcher-kva.example";
        QTest::newRow("suffix") << senders << QByteArray(".Example.com") << Shape::Suffix << ".example.com";
        QTest::newRow("top level suffix") << senders << QByteArray(".xyz") << Shape::Suffix << ".xyz";
        QTest::newRow("IDNA suffix") << helo << QByteArray(".bücher.example") << Shape::Suffix
                                     << ".xn--bcher-kva.example";
        QTest::newRow("wildcard local part") << senders << QByteArray("Joe@*") << Shape::Wildcard << "joe@*";
        QTest::newRow("wildcards on both sides")
            << senders << QByteArray("*@*.example.com") << Shape::Wildcard << "*@*.example.com";
        QTest::newRow("question marks")
            << recipient << QByteArray("sales-??@example.com") << Shape::Wildcard << "sales-??@example.com";
        QTest::newRow("many stars are one") << senders << QByteArray("***@**") << Shape::Wildcard << "*@*";
        QTest::newRow("everything") << senders << QByteArray("*") << Shape::Wildcard << "*";
        QTest::newRow("wildcard, IDNA domain") << senders << QByteArray("ü*@*.bücher.example")
                                               << Shape::Wildcard << "ü*@*.xn--bcher-kva.example";
        QTest::newRow("HELO name") << helo << QByteArray("Mail.Example.com.") << Shape::Domain
                                   << "mail.example.com";
        QTest::newRow("HELO single label") << helo << QByteArray("USER-PC") << Shape::Domain << "user-pc";
        QTest::newRow("HELO bare address") << helo << QByteArray("192.0.2.1") << Shape::Domain << "192.0.2.1";
        QTest::newRow("HELO literal") << helo << QByteArray("[192.0.2.1]") << Shape::Literal << "[192.0.2.1]";
        QTest::newRow("HELO IPv6 literal")
            << helo << QByteArray("[ipv6:2001:DB8:0:0::1]") << Shape::Literal << "[IPv6:2001:db8::1]";
        QTest::newRow("HELO wildcard")
            << helo << QByteArray("*-DSL-??.example.com") << Shape::Wildcard << "*-dsl-??.example.com";
        QTest::newRow("HELO wildcard in a literal")
            << helo << QByteArray("[192.0.2.*]") << Shape::Wildcard << "[192.0.2.*]";
        QTest::newRow("IP") << ip << QByteArray("192.0.2.1") << Shape::Range << "192.0.2.1";
        QTest::newRow("IP block") << ip << QByteArray("192.0.2.0/24") << Shape::Range << "192.0.2.0/24";
        QTest::newRow("IP from-to") << ip << QByteArray("192.0.2.10 - 192.0.2.99") << Shape::Range
                                    << "192.0.2.10-192.0.2.99";
        QTest::newRow("IP wildcard") << ip << QByteArray("192.168.1.*") << Shape::Range << "192.168.1.0/24";
        QTest::newRow("IPv6 block") << ip << QByteArray("2001:DB8::/32") << Shape::Range << "2001:db8::/32";
        QTest::newRow("IPv4-mapped") << ip << QByteArray("::ffff:192.0.2.1") << Shape::Range << "192.0.2.1";
        QTest::newRow("IPv4-mapped block")
            << ip << QByteArray("::ffff:192.0.2.0/120") << Shape::Range << "192.0.2.0/24";
    }
    void patternIsNormalised()
    {
        QFETCH(ListKind, kind);
        QFETCH(QByteArray, typed);
        QFETCH(Shape, shape);
        QFETCH(QString, text);
        const auto pattern = ListPattern::parse(kind, typed.toStdString());
        QCOMPARE(pattern ? qt(pattern->text) : QString(), text);
        if (!pattern)
            return;
        QCOMPARE(pattern->shape, shape);
        QVERIFY(!pattern->negated);
        // Parsing what was normalised changes nothing, and '~' changes nothing else.
        const auto again = ListPattern::parse(kind, pattern->text);
        QVERIFY(again);
        QCOMPARE(qt(again->text), text);
        const auto twin = ListPattern::parse(kind, "~ " + typed.toStdString());
        QVERIFY(twin && twin->negated);
        QCOMPARE(qt(twin->text), text);
        QVERIFY(twin->specificity() == pattern->specificity());
        // Every pattern has words, other words with '~', and an example that it matches.
        QVERIFY(!toEnglish(pattern->meaning()).empty());
        QVERIFY(toEnglish(pattern->meaning()) != toEnglish(twin->meaning()));
        const auto example = ListPattern::parse(kind, pattern->example());
        QVERIFY2(pattern->matches(example ? example->text : pattern->example()), pattern->example().c_str());
    }

    void wrongPatternIsRefusedWithWhatToDo_data()
    {
        QTest::addColumn<ListKind>("kind");
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QString>("what"); // part of the message
        QTest::addColumn<QString>("hint");
        QTest::newRow("nothing") << senders << QByteArray("  ") << "no pattern"
                                 << "";
        QTest::newRow("tilde alone") << senders << QByteArray("~") << "no pattern"
                                     << "";
        QTest::newRow("two tildes") << senders << QByteArray("~~joe@example.com") << "one ~ is enough"
                                    << "";
        QTest::newRow("null recipient") << recipient << QByteArray("<>") << "null sender"
                                        << "senders";
        QTest::newRow("null HELO") << helo << QByteArray("<>") << "null sender"
                                   << "senders";
        QTest::newRow("null IP") << ip << QByteArray("<>") << "null sender"
                                 << "senders";
        QTest::newRow("name in IP") << ip << QByteArray("mail.example.com") << "name"
                                    << "HELO";
        QTest::newRow("address in IP") << ip << QByteArray("joe@example.com") << "mail address"
                                       << "senders";
        QTest::newRow("IP in senders") << senders << QByteArray("192.0.2.1") << "IP address"
                                       << "IP addresses";
        QTest::newRow("block in senders") << senders << QByteArray("192.0.2.0/24") << "IP address"
                                          << "IP addresses";
        QTest::newRow("all addresses in recipients") << recipient << QByteArray("*.**.*.*") << "IP address"
                                                     << "IP addresses";
        QTest::newRow("IPv6 in recipients") << recipient << QByteArray("2001:db8::1") << "IP address"
                                            << "IP addresses";
        QTest::newRow("IPv6 in HELO") << helo << QByteArray("2001:db8::1") << "brackets"
                                      << "[IPv6:2001:db8::1]";
        QTest::newRow("address in HELO") << helo << QByteArray("joe@example.com") << "mail address"
                                         << "senders";
        QTest::newRow("wild address in HELO") << helo << QByteArray("*@example.com") << "no @"
                                              << "";
        QTest::newRow("block in HELO") << helo << QByteArray("192.0.2.0/24") << "host name"
                                       << "[192.0.2.1]";
        QTest::newRow("bad literal") << helo << QByteArray("[300.0.2.1]") << "literal"
                                     << "[192.0.2.1]";
        QTest::newRow("literal without tag") << helo << QByteArray("[2001:db8::1]") << "literal"
                                             << "IPv6:";
        QTest::newRow("bad literal of an address") << senders << QByteArray("joe@[1.2.3]") << "literal"
                                                   << "IPv6:";
        QTest::newRow("half an address") << senders << QByteArray("joe") << "whole"
                                         << "joe@*";
        QTest::newRow("angle brackets") << senders << QByteArray("<joe@example.com>") << "< and >"
                                        << "joe@example.com";
        QTest::newRow("display name") << senders << QByteArray("Joe <joe@example.com>") << "blank"
                                      << "?";
        QTest::newRow("two in a line") << senders << QByteArray("a@b.c,d@e.f") << "character"
                                       << "one line";
        QTest::newRow("@ and dot") << senders << QByteArray("@.example.com") << "dot"
                                   << ".example.com";
        QTest::newRow("only dots") << senders << QByteArray("..") << "dot"
                                   << ".example.com";
        QTest::newRow("empty label") << senders << QByteArray("joe@example..com") << "domain"
                                     << "";
        QTest::newRow("long local part") << senders << QByteArray(65, 'a') + "@example.com"
                                         << "64"
                                         << "";
        QTest::newRow("long label") << senders << "joe@" + QByteArray(64, 'a') + ".com"
                                    << "domain"
                                    << "";
        QTest::newRow("too long") << senders << QByteArray(317, '*') + "@b.c"
                                  << "320"
                                  << "";
        QTest::newRow("megabytes") << ip << QByteArray(3000000, '1') << "320"
                                   << "";
        QTest::newRow("control character") << senders << QByteArray("jo\x01@example.com") << "shown"
                                           << "";
        QTest::newRow("line break") << senders << QByteArray("a@b.c\nd@e.f") << "shown"
                                    << "";
        QTest::newRow("not UTF-8") << senders << QByteArray("j\xfc@example.com") << "shown"
                                   << "";
        QTest::newRow("right-to-left override")
            << senders << QByteArray("j\xe2\x80\xae@example.com") << "shown"
            << "";
        QTest::newRow("wildcard in an IDNA label") << senders << QByteArray("*@bü*.example") << "xn--"
                                                   << "xn--";
        QTest::newRow("host bits") << ip << QByteArray("192.0.2.1/24") << "bits"
                                   << "192.0.2.0/24";
        QTest::newRow("mapped block too wide") << ip << QByteArray("::ffff:0.0.0.0/95") << "96 to 128"
                                               << "";
        QTest::newRow("backwards") << ip << QByteArray("192.0.2.9-192.0.2.1") << "ends before"
                                   << "192.0.2.1-192.0.2.9";
        QTest::newRow("star alone in IP") << ip << QByteArray("*") << "not an IP"
                                          << "192.168.1.*";
    }
    void wrongPatternIsRefusedWithWhatToDo()
    {
        QFETCH(ListKind, kind);
        QFETCH(QByteArray, typed);
        QFETCH(QString, what);
        QFETCH(QString, hint);
        const auto pattern = ListPattern::parse(kind, typed.toStdString());
        QVERIFY(!pattern);
        const Error& error = pattern.error();
        QCOMPARE(error.kind, ErrorKind::Invalid);
        const QString whole = qt(whatIsWrong(error)) + " | " + qt(whatToDo(error));
        QVERIFY2(whole.contains(what), qPrintable(whole));
        QVERIFY2(qt(whatToDo(error)).contains(hint), qPrintable(whole));
        QVERIFY2(error.where.size() < 400, "the pattern is cut in the message");
        for (const char c : error.where)
            QVERIFY(static_cast<unsigned char>(c) >= 0x20);
    }

    void patternMatches_data()
    {
        QTest::addColumn<ListKind>("kind");
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QByteArray>("subject");
        QTest::addColumn<bool>("matches");
        const auto row = [](ListKind kind, const char* pattern, const char* subject, bool matches) {
            QTest::addRow("%s on %s, %d", pattern, subject, int(kind))
                << kind << QByteArray(pattern) << QByteArray(subject) << matches;
        };
        row(senders, "<>", "", true);
        row(senders, "<>", "<>", true);
        row(senders, "<>", "joe@example.com", false);
        row(senders, "joe@example.com", "joe@example.com", true);
        row(senders, "joe@example.com", "joe@mail.example.com", false);
        row(senders, "joe@example.com", "ajoe@example.com", false);
        row(senders, "example.com", "joe@example.com", true);
        row(senders, "example.com", "joe@mail.example.com", false);
        row(senders, "example.com", "joe@anexample.com", false);
        row(senders, "example.com", "example.com", false);
        row(senders, ".example.com", "joe@mail.example.com", true);
        row(senders, ".example.com", "joe@a.b.example.com", true);
        row(senders, ".example.com", "joe@example.com", false);
        row(senders, ".example.com", "joe.example.com@other.example", false);
        row(senders, "joe@*", "joe@example.com", true);
        row(senders, "joe@*", "ajoe@example.com", false);
        row(senders, "*@*.example.com", "joe@mail.example.com", true);
        row(senders, "*@*.example.com", "joe@example.com", false);
        row(senders, "sales-??@example.com", "sales-12@example.com", true);
        row(senders, "sales-??@example.com", "sales-123@example.com", false);
        row(senders, "sales-??@example.com", "sales-1@example.com", false);
        row(senders, "j?@example.com", "jü@example.com", true); // one code point, two bytes
        row(senders, "*", "", true);
        row(senders, "*", "joe@example.com", true);
        row(senders, "*@*", "", false);
        row(helo, "mail.example.com", "mail.example.com", true);
        row(helo, "mail.example.com", "a.mail.example.com", false);
        row(helo, ".example.com", "mail.example.com", true);
        row(helo, ".example.com", "example.com", false);
        row(helo, "[192.0.2.1]", "[192.0.2.1]", true);
        row(helo, "[192.0.2.1]", "192.0.2.1", false);
        row(helo, "[IPv6:2001:db8::1]", "[ipv6:2001:DB8:0:0::1]", true);
        row(helo, "*-dsl.example.com", "a-dsl.example.com", true);
        row(ip, "192.0.2.0/24", "192.0.2.17", true);
        row(ip, "192.0.2.0/24", "192.0.3.17", false);
        row(ip, "192.0.2.0/24", "::ffff:192.0.2.17", true);
        row(ip, "0.0.0.0/0", "2001:db8::1", false);
        row(ip, "::/0", "192.0.2.1", false);
        row(ip, "2001:db8::/32", "2001:db8::1", true);
    }
    void patternMatches()
    {
        QFETCH(ListKind, kind);
        QFETCH(QByteArray, pattern);
        QFETCH(QByteArray, subject);
        QFETCH(bool, matches);
        QCOMPARE(parsed(kind, pattern.toStdString()).matches(subject.toStdString()), matches);
    }

    // Each row from the most specific to the least.
    void moreSpecificComesFirst_data()
    {
        QTest::addColumn<ListKind>("kind");
        QTest::addColumn<QStringList>("order");
        QTest::newRow("addresses") << senders
                                   << QStringList{"joe@mail.example.com",
                                                  "j*@mail.example.com",
                                                  "mail.example.com",
                                                  "*@*.example.com",
                                                  ".example.com",
                                                  ".com",
                                                  "joe@*",
                                                  "*"};
        QTest::newRow("HELO") << helo << QStringList{"mail.example.com", "m*.example.com",
                                                     ".example.com",     ".com",
                                                     "mail.*",           "*"};
        QTest::newRow("IPv4") << ip << QStringList{"192.0.2.17",   "192.0.2.16-192.0.2.18", "192.0.2.16/30",
                                                   "192.0.2.0/24", "192.0.2.0-192.0.3.9",   "192.*.*.*",
                                                   "0.0.0.0/0"};
        QTest::newRow("IPv6") << ip << QStringList{"2001:db8::1",   "2001:db8::-2001:db8::2",
                                                   "2001:db8::/64", "2001:db8::-2001:db8:0:2::",
                                                   "2001:db8::/32", "::/0"};
    }
    void moreSpecificComesFirst()
    {
        QFETCH(ListKind, kind);
        QFETCH(QStringList, order);
        for (int i = 1; i < order.size(); ++i) {
            const auto closer = parsed(kind, order[i - 1].toStdString());
            const auto wider = parsed(kind, order[i].toStdString());
            QVERIFY2(closer.specificity() > wider.specificity(), qPrintable(order[i - 1] + " > " + order[i]));
        }
    }

    void meaningIsASentence_data()
    {
        QTest::addColumn<ListKind>("kind");
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QString>("meaning");
        const auto row = [](ListKind kind, const char* pattern, const char* meaning) {
            QTest::newRow(pattern) << kind << QByteArray(pattern) << QString(meaning);
        };
        row(senders, "joe@example.com", "only joe@example.com");
        row(senders, "~joe@example.com", "but not joe@example.com");
        row(senders, "example.com", "every address at example.com, such as joe@example.com");
        row(senders, "bücher.example", "every address at bücher.example, such as joe@bücher.example");
        row(senders, ".example.com",
            "every address at a domain below example.com, such as joe@mail.example.com");
        row(senders, "*@*.example.com", "addresses like joe@mail.example.com");
        row(senders, "sales-??@example.com", "addresses like sales-11@example.com");
        row(senders, "*", "every sender, also the null sender");
        row(recipient, "~*", "but no recipient at all");
        row(helo, "*.dsl.example.com", "clients that call themselves something like mail.dsl.example.com");
        row(helo, "[192.0.2.1]", "clients that call themselves [192.0.2.1]");
        row(ip, "192.0.2.1", "the client 192.0.2.1");
        row(ip, "192.0.2.0/24", "clients from 192.0.2.0 to 192.0.2.255, such as 192.0.2.17");
        row(ip, "~192.0.2.4-192.0.2.5", "but not clients from 192.0.2.4 to 192.0.2.5, such as 192.0.2.5");
    }
    void meaningIsASentence()
    {
        QFETCH(ListKind, kind);
        QFETCH(QByteArray, pattern);
        QFETCH(QString, meaning);
        QCOMPARE(qt(toEnglish(parsed(kind, pattern.toStdString()).meaning())), meaning);
    }

    void hostileWildcardsEndSoon()
    {
        std::string pattern;
        while (pattern.size() < maxPatternLength - 2)
            pattern += "a*";
        pattern += "b";
        const std::string subject(2000, 'a');
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 10; ++i)
            QVERIFY(!matchesWildcard(pattern, subject));
        QVERIFY2(timer.elapsed() < 1000, "no catastrophic backtracking");
    }
};

QTEST_APPLESS_MAIN(TestListPattern)
#include "test_list_pattern.moc"
