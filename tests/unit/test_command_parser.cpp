// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/command_parser.h"

#include <QFile>
#include <QTest>
#include <QXmlStreamReader>

using namespace postern::smtp;

Q_DECLARE_METATYPE(PathProblem)

namespace {

// The public address tests, which are run against where they lie and are no part of this project.
QString conformanceFile(const char* name)
{
    const QString folder =
        qEnvironmentVariable("POSTERN_CONFORMANCE", POSTERN_TEST_DATA "/../../../shared/conformance");
    return folder + '/' + name;
}

struct Case {
    QString id;
    QString address;
    QString category;
};

std::vector<Case> readCases(QIODevice& device)
{
    std::vector<Case> cases;
    QXmlStreamReader xml(&device);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"test")
            cases.push_back({xml.attributes().value("id").toString(), {}, {}});
        else if (xml.name() == u"address")
            cases.back().address = xml.readElementText();
        else if (xml.name() == u"category")
            cases.back().category = xml.readElementText();
    }
    return cases;
}

// The file writes control characters as the pictures of U+2400.
QByteArray octets(QString address)
{
    for (QChar& c : address) {
        if (c.unicode() >= 0x2400 && c.unicode() < 0x2420)
            c = QChar(c.unicode() - 0x2400);
    }
    return address.toUtf8();
}

const char* name(PathProblem problem)
{
    switch (problem) {
    case PathProblem::Syntax:
        return "syntax";
    case PathProblem::LocalTooLong:
        return "local";
    case PathProblem::DomainTooLong:
        return "domain";
    case PathProblem::PathTooLong:
        return "path";
    case PathProblem::EightBit:
        return "8-bit";
    }
    return "";
}

QByteArray told(const tl::expected<Path, PathProblem>& path)
{
    if (!path)
        return name(path.error());
    return QByteArray::fromStdString(std::string(path->mailbox) + '|' + std::string(path->rest));
}

const QByteArray domain255 = QByteArray("abcdefghi.").repeated(25) + "abcde";
const QByteArray label63(63, 'a');

} // namespace

class TestCommandParser : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pathsFollowTheGrammar_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("reverse"); // mailbox|rest, or the problem
        QTest::addColumn<QByteArray>("forward");
        const auto both = [](const char* row, const QByteArray& text, const QByteArray& told) {
            QTest::newRow(row) << text << told << told;
        };
        both("plain", "<joe@example.com>", "joe@example.com|");
        both("parameters", "<joe@example.com> SIZE=1", "joe@example.com| SIZE=1");
        both("one label", "<joe@localhost>", "joe@localhost|");
        both("all atext", "<!#$%&'*+-/=?^_`{|}~.a9@example.com>", "!#$%&'*+-/=?^_`{|}~.a9@example.com|");
        both("quoted", "<\"a b>@\\\" \\\\\"@example.com>", "\"a b>@\\\" \\\\\"@example.com|");
        both("empty quoted", "<\"\"@example.com>", "\"\"@example.com|");
        both("IPv4 literal", "<joe@[192.0.2.1]>", "joe@[192.0.2.1]|");
        both("IPv6 literal", "<joe@[ipv6:2001:db8::1]>", "joe@[ipv6:2001:db8::1]|");
        both("source route", "<@a.example:joe@example.com>", "joe@example.com|");
        both("long source route", "<@a.example,@b,@c.example:joe@example.com> X", "joe@example.com| X");
        both("long local part", "<" + QByteArray(64, 'a') + "@b>", QByteArray(64, 'a') + "@b|");
        both("longest label", "<a@" + label63 + ".b>", "a@" + label63 + ".b|");
        QTest::newRow("null path") << QByteArray("<>") << QByteArray("|") << QByteArray("syntax");
        QTest::newRow("null path and more")
            << QByteArray("<> X") << QByteArray("| X") << QByteArray("syntax");
        QTest::newRow("postmaster") << QByteArray("<postmaster>") << QByteArray("syntax")
                                    << QByteArray("postmaster|");
        QTest::newRow("Postmaster") << QByteArray("<PostMaster> X") << QByteArray("syntax")
                                    << QByteArray("PostMaster| X");
        for (const char* text : {"",
                                 "<",
                                 ">",
                                 "<>>",
                                 "<>X",
                                 "joe@example.com",
                                 "<joe@example.com",
                                 "joe@example.com>",
                                 "<joe>",
                                 "<joe@>",
                                 "<@example.com>",
                                 "<@>",
                                 "<joe@example.com>X",
                                 "<joe@example.com>>",
                                 "< joe@example.com>",
                                 "<joe@example.com >",
                                 "<joe @example.com>",
                                 "<joe@ example.com>",
                                 "<jo e@example.com>",
                                 "<joe@a b>",
                                 "<.joe@example.com>",
                                 "<joe.@example.com>",
                                 "<j..oe@example.com>",
                                 "<joe@.example.com>",
                                 "<joe@example.com.>",
                                 "<joe@example..com>",
                                 "<joe@-a.com>",
                                 "<joe@a-.com>",
                                 "<joe@a_b.com>",
                                 "<joe@a@b>",
                                 "<\"joe@example.com>",
                                 "<joe\"x\"@example.com>",
                                 "<\"a\"b@example.com>",
                                 "<\"\\\"@example.com>",
                                 "<joe@[192.0.2.1>",
                                 "<joe@192.0.2.1]>",
                                 "<joe@[192.0.2]>",
                                 "<joe@[192.0.2.256]>",
                                 "<joe@[192.0.2.1]x>",
                                 "<joe@[]>",
                                 "<joe@[:]>",
                                 "<joe@[2001:db8::1]x>",
                                 "<joe@[IPv6:2001:db8::1::2]>",
                                 "<joe@[IPv6:]>",
                                 "<joe@[tag:]>",
                                 "<joe@[x-tag:any.thing!]>",
                                 "<joe@[tag-:x]>",
                                 "<joe@[x y]>",
                                 "<joe@[IPv6:::192.0.2.1.1]>",
                                 "<@a.example>",
                                 "<@a.example:>",
                                 "<@a.example,joe@example.com>",
                                 "<@a.example,:joe@example.com>",
                                 "<@:joe@example.com>",
                                 "<@a.example joe@example.com>",
                                 "<postmaster",
                                 "<postmaster>X",
                                 "<postmaster@>",
                                 "<\"a\tb\"@example.com>",
                                 "<a\x7f@example.com>",
                                 "(x)<joe@example.com>",
                                 "<joe@example.com(x)>"})
            both(text, text, "syntax");
        both("NUL", QByteArray("<j\0e@example.com>", 17), "syntax");
        both("local part too long", "<" + QByteArray(65, 'a') + "@b>", "local");
        both("quoted local part too long", "<\"" + QByteArray(63, 'a') + "\"@b>", "local");
        both("label too long", "<a@" + label63 + "a.b>", "domain");
        both("domain too long", "<a@" + domain255 + "f>", "domain");
        both("path too long", "<a@" + domain255 + ">", "path");
        both("longest path", "<a@" + domain255.left(252) + ">", "a@" + domain255.left(252) + "|");
        both("one more", "<a@" + domain255.left(253) + ">", "path");
        both("source route too long", "<" + QByteArray("@a.example,").repeated(22) + "@b:joe@example.com>",
             "path");
        both("UTF-8 local part", "<j\xc3\xb6@example.com>", "8-bit");
        both("UTF-8 domain", "<joe@ex\xc3\xa4mple.com>", "8-bit");
        both("UTF-8 quoted", "<\"j\xc3\xb6\"@example.com>", "8-bit");
        both("not even UTF-8", "<j\xff@example.com>", "8-bit");
        both("endless", "<" + QByteArray("a.").repeated(100'000), "syntax");
    }
    void pathsFollowTheGrammar()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, reverse);
        QFETCH(QByteArray, forward);
        const std::string path = text.toStdString();
        QCOMPARE(told(parseReversePath(path)), reverse);
        QCOMPARE(told(parseForwardPath(path)), forward);
    }

    void publicAddressTestsAreJudgedByRfc5321()
    {
        QFile file(conformanceFile("isemail-tests.xml"));
        if (!file.open(QIODevice::ReadOnly))
            QSKIP(qPrintable("The public address tests are not here: " + file.fileName() +
                             ". POSTERN_CONFORMANCE names their folder."));
        const std::vector<Case> cases = readCases(file);
        QVERIFY(cases.size() > 100);
        for (const Case& test : cases) {
            // Comments, folding white space and all that is obsolete belong to headers (RFC 5322), not here.
            const bool valid = test.category == "ISEMAIL_VALID_CATEGORY" ||
                               test.category == "ISEMAIL_DNSWARN" || test.category == "ISEMAIL_RFC5321";
            const std::string path = '<' + octets(test.address).toStdString() + '>';
            QVERIFY2(parseForwardPath(path).has_value() == valid, qPrintable(test.id + ' ' + test.address));
        }
    }

    void parametersAreCut()
    {
        const auto parameters = parseParameters(" SIZE=100  body=8BITMIME X-1  ");
        QVERIFY(parameters);
        QCOMPARE(parameters->size(), 3U);
        QCOMPARE((*parameters)[0].keyword, std::string_view("SIZE"));
        QCOMPARE(*(*parameters)[0].value, std::string_view("100"));
        QCOMPARE((*parameters)[1].keyword, std::string_view("body"));
        QVERIFY(!(*parameters)[2].value);
        QVERIFY(parseParameters("")->empty());
        QVERIFY(parseParameters("   ")->empty());
    }

    void badParametersAreRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char* text : {" =", " =1", " A=", " A==", " A=B=C", " -A=1", " A_B=1", " A=\x7f",
                                 " A=\xc3\xa4", " \xc3\xa4=1", " A=1\t", " A =1"})
            QTest::newRow(text) << QByteArray(text);
    }
    void badParametersAreRefused()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!parseParameters(text.toStdString()));
    }

    void prefixesAreTakenInAnyCase()
    {
        std::string_view text = "fRoM:  <joe@example.com>";
        QVERIFY(takePrefix(text, "FROM:"));
        QCOMPARE(text, std::string_view("<joe@example.com>"));
        std::string_view other = "FROM <joe@example.com>";
        QVERIFY(!takePrefix(other, "FROM:"));
        std::string_view cut = "FROM";
        QVERIFY(!takePrefix(cut, "FROM:"));
        std::string_view bare = "FROM:";
        QVERIFY(takePrefix(bare, "FROM:"));
        QVERIFY(bare.empty());
    }
};

QTEST_APPLESS_MAIN(TestCommandParser)
#include "test_command_parser.moc"
