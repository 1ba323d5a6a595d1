// SPDX-License-Identifier: GPL-3.0-or-later
// The short way of parsing a pattern must never say anything else than the long one: where it gives an
// answer, a pattern that differs from it in a way that only the long way understands gives the same.
#include "model/plain_pattern.h"

#include <QTest>

#include <random>

using namespace postern;
using namespace postern::model;

Q_DECLARE_METATYPE(postern::model::ListKind)

namespace {

// In capitals, which the short way leaves to the long one.
std::optional<ListPattern> theLongWay(ListKind kind, const std::string& text)
{
    if (kind == ListKind::Ip) {
        const auto range = IpRange::parse(text);
        return range ? std::optional(ListPattern{.shape = ListPattern::Shape::Range,
                                                 .kind = kind,
                                                 .text = range->toString(),
                                                 .range = *range})
                     : std::nullopt;
    }
    std::string typed;
    for (const char c : text)
        typed += c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c;
    const auto parsed = ListPattern::parse(kind, typed);
    return parsed ? std::optional(*parsed) : std::nullopt;
}

} // namespace

class TestPlainPattern : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsPlain_data()
    {
        QTest::addColumn<ListKind>("kind");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("plain");
        const auto row = [](ListKind kind, const char* text, bool plain) {
            QTest::addRow("%d %s", int(kind), text) << kind << QString(text) << plain;
        };
        const auto ip = ListKind::Ip;
        const auto from = ListKind::Sender;
        const auto helo = ListKind::Helo;
        row(ip, "192.0.2.1", true);
        row(ip, "192.0.2.0/24", true);
        row(ip, "0.0.0.0/0", true);
        row(ip, "255.255.255.255", true);
        row(ip, "192.0.2.1/24", false);
        row(ip, "192.0.2.1/32", false);
        row(ip, "192.0.2.01", false);
        row(ip, "192.0.2.256", false);
        row(ip, "192.0.2", false);
        row(ip, "192.0.2.1.", false);
        row(ip, "192.0.2.0/033", false);
        row(ip, "192.0.2.0/33", false);
        row(ip, "2001:db8::/32", false);
        row(ip, "192.0.2.*", false);
        row(from, "joe@example.com", true);
        row(from, "joe.b+x@localhost", true);
        row(from, "example.com", true);
        row(from, ".example.com", true);
        row(from, "*@example.com", true);
        row(from, "a*@*.example.com", true);
        row(from, "joe@*", true);
        row(from, "JOE@example.com", false);
        row(from, "@example.com", false);
        row(from, "example", false);
        row(from, "joe..b@example.com", false);
        row(from, ".joe@example.com", false);
        row(from, "joe@example..com", false);
        row(from, "joe@.example.com", false);
        row(from, "joe@xn--bcher-kva.example", false);
        row(from, "joe@[192.0.2.1]", false);
        row(from, "jü@example.com", false);
        row(from, "~joe@example.com", false);
        row(from, "a**@example.com", false);
        row(from, "joe@example.com.", false);
        row(from, "joe @example.com", false);
        row(from, "192.0.2.1", false);
        row(from, "1.2.3.*", false);
        row(from, "<>", false);
        row(from, "*", false);
        row(from, "", false);
        row(helo, "mail", true);
        row(helo, "mail.example.com", true);
        row(helo, ".example.com", true);
        row(helo, "*-dsl.example.com", true);
        row(helo, "joe@example.com", false);
        row(helo, "*@example.com", false);
        row(helo, "[192.0.2.1]", false);
        row(helo, "2001:db8::1", false);
    }
    void whatIsPlain()
    {
        QFETCH(ListKind, kind);
        QFETCH(QString, text);
        QFETCH(bool, plain);
        const auto pattern = plainPattern(kind, text.toStdString());
        QCOMPARE(pattern.has_value(), plain);
        if (!plain)
            return;
        QCOMPARE(QString::fromStdString(pattern->text), text);
        QVERIFY(!pattern->negated);
    }

    void itSaysWhatTheLongWaySays()
    {
        std::mt19937 random(20261129);
        const std::vector<std::string> pieces{"a",    "b1", "joe", "example", "com", ".",   ".",
                                              "@",    "@",  "*",   "?",       "-",   "_",   "+",
                                              "xn--", "~",  "/",   "1",       "0",   "255", "24"};
        int plain = 0;
        for (int round = 0; round < 200'000; ++round) {
            std::string text;
            for (unsigned i = 1 + random() % 8; i > 0; --i)
                text += pieces[random() % pieces.size()];
            for (const ListKind kind : allListKinds) {
                const auto pattern = plainPattern(kind, text);
                if (!pattern)
                    continue;
                ++plain;
                const auto other = theLongWay(kind, text);
                const QByteArray where =
                    QByteArray::fromStdString(text) + " " + QByteArray::number(int(kind));
                QVERIFY2(other, where);
                QVERIFY2(other->text == pattern->text && other->shape == pattern->shape &&
                             other->range == pattern->range && !other->negated,
                         where);
            }
        }
        QVERIFY(plain > 10'000);
    }

    void lengthsAreThoseOfTheLongWay()
    {
        const std::string local(64, 'a');
        const std::string label(63, 'b');
        QVERIFY(plainPattern(ListKind::Sender, local + "@example.com"));
        QVERIFY(!plainPattern(ListKind::Sender, local + "a@example.com"));
        QVERIFY(plainPattern(ListKind::Sender, label + ".com"));
        QVERIFY(!plainPattern(ListKind::Sender, label + "b.com"));
        std::string longest;
        while (longest.size() < 250)
            longest += "x.";
        QVERIFY(plainPattern(ListKind::Sender, longest + "com"));
        QVERIFY(!plainPattern(ListKind::Sender, longest + "comm"));
        QVERIFY(!plainPattern(ListKind::Sender, "*" + std::string(maxPatternLength, 'z')));
    }
};

QTEST_APPLESS_MAIN(TestPlainPattern)
#include "test_plain_pattern.moc"
