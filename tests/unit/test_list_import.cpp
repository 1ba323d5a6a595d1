// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/list_export.h"
#include "model/list_import.h"
#include "model/list_pattern.h"
#include "model/wildcard_overlap.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace postern;
using namespace postern::model;

namespace {

QString shown(const ListImport& import)
{
    QStringList all;
    for (std::size_t i = 0; i < import.entries.size(); ++i)
        all << QString::number(import.lines[i]) + ' ' +
                   QString::fromStdString(import.entries[i].displayPattern());
    return all.join(", ");
}

QString shown(const std::vector<ListImport::Note>& notes)
{
    QStringList all;
    for (const auto& note : notes)
        all << QString::number(note.line) + ' ' + QString::fromStdString(whatIsWrong(note.reason));
    return all.join("; ");
}

ListImport black(ListFormat format, ListKind kind, std::string_view text)
{
    return importList(format, ListColor::Black, kind, text);
}
ListImport white(ListFormat format, ListKind kind, std::string_view text)
{
    return importList(format, ListColor::White, kind, text);
}

// What a list of the console says of a subject, by the plainest reading of policy.md, section 5.
bool lists(const std::vector<ListEntry>& entries, std::string_view subject)
{
    std::optional<std::pair<Specificity, bool>> best;
    for (const ListEntry& entry : entries) {
        auto pattern = ListPattern::parse(entry.kind, entry.pattern);
        if (!pattern->matches(subject))
            continue;
        const std::pair rank{pattern->specificity(), entry.negated};
        if (!best || rank > *best)
            best = rank;
    }
    return best && !best->second;
}

} // namespace

class TestListImport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void formatsAreFound_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("format");
        QTest::newRow("nothing") << QByteArray() << QByteArray("text");
        QTest::newRow("text") << QByteArray("# my list\njoe@spam.example # pest\n~info@spam.example\n")
                              << QByteArray("text");
        QTest::newRow("text with a percent sign in a comment")
            << QByteArray("joe@spam.example # 100 % spam\n") << QByteArray("text");
        QTest::newRow("csv") << QByteArray("pattern,comment\nspam.example,bad\n") << QByteArray("csv");
        QTest::newRow("csv, semicolons") << QByteArray("\xef\xbb\xbf"
                                                       "Email;Reason\r\na@b.example;x\r\n")
                                         << QByteArray("csv");
        QTest::newRow("csv, tabs") << QByteArray("id\tdomain\tnotes\n1\tb.example\tx\n") << QByteArray("csv");
        QTest::newRow("csv, one column") << QByteArray("pattern\nb.example\n") << QByteArray("csv");
        QTest::newRow("access") << QByteArray("# postmap me\nspam.example REJECT\njoe@ham.example\tOK\n")
                                << QByteArray("postfix-access");
        QTest::newRow("access with addresses")
            << QByteArray("192.168 OK\n10 REJECT\n192.0.2.1 REJECT\n") << QByteArray("postfix-access");
        QTest::newRow("cidr") << QByteArray("192.0.2.0/24 REJECT\n!10.0.0.0/8 DUNNO\n192.0.2.1 OK\n")
                              << QByteArray("postfix-cidr");
        QTest::newRow("pcre") << QByteArray("/^joe@/ REJECT\n!/^ann@/i OK\n") << QByteArray("postfix-regexp");
        QTest::newRow("Mailtraq") << QByteArray("*@spam.example\n~friend@spam.example\n*%%@ham.example\n")
                                  << QByteArray("mailtraq");
    }
    void formatsAreFound()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, format);
        QCOMPARE(QByteArray::fromStdString(std::string(formatWord(findListFormat(text.toStdString())))),
                 format);
    }

    void textIsReadAsItIsWritten()
    {
        const ListImport import =
            black(ListFormat::Text, ListKind::Sender,
                  "\xef\xbb\xbf# all\r\njoe@spam.example # pest\rno good\n\nJOE@spam.example");
        QCOMPARE(shown(import), "2 joe@spam.example");
        QCOMPARE(import.entries[0].comment, "pest");
        QCOMPARE(import.refused.size(), 1U);
        QCOMPARE(import.refused[0].line, 3U);
        QCOMPARE(import.repeated, 1U);
    }

    // --- bounds

    void longLinesAreRefusedAndTheOthersRead()
    {
        const std::string text = std::string(longestImportLine + 1, 'a') + "\nb.example\n" +
                                 std::string(longestImportLine, ' ') + "\n";
        const ListImport import = black(ListFormat::Text, ListKind::Sender, text);
        QCOMPARE(shown(import), "2 b.example");
        QCOMPARE(shown(import.refused), "1 longer than 4096 characters");
        QCOMPARE(import.refused[0].text.size(), longestImportLine);
    }

    void afterTheLastLineThatMayBeNothingIsRead()
    {
        std::string text;
        for (std::size_t i = 0; i < mostImportLines; ++i)
            text += '\n';
        QVERIFY(black(ListFormat::Text, ListKind::Sender, text).refused.empty());
        const ListImport import = black(ListFormat::Text, ListKind::Sender, text + "a.example\nb.example\n");
        QCOMPARE(import.refused.size(), 1U);
        QCOMPARE(import.refused[0].line, mostImportLines + 1);
        QVERIFY(import.entries.empty());
    }

    void mailtraqListsMayHaveFewerLines()
    {
        std::string text(mostMailtraqLines, '\n');
        const ListImport import = black(ListFormat::Mailtraq, ListKind::Sender, text + "a@b.example\n");
        QCOMPARE(import.refused.size(), 1U);
        QCOMPARE(import.refused[0].line, mostMailtraqLines + 1);
    }

    void tooManyPairsOfAMailtraqListAreRefusedAtOnce()
    {
        std::string text;
        for (int i = 0; i < 8000; ++i)
            text += "a" + std::to_string(i) + "@b.example\n~c" + std::to_string(i) + "@b.example\n";
        const ListImport import = black(ListFormat::Mailtraq, ListKind::Sender, text);
        QVERIFY(import.entries.empty());
        QCOMPARE(import.refused.size(), 1U);
        QVERIFY(shown(import.refused).contains("too many to be compared"));
    }

    void aQuoteThatIsNeverClosedEndsTheReading()
    {
        const ListImport import = black(ListFormat::Csv, ListKind::Sender,
                                        "pattern,comment\na.example,x\nb.example,\"y\nc.example,z\n");
        QCOMPARE(shown(import), "2 a.example");
        QCOMPARE(import.refused.size(), 1U);
        QCOMPARE(import.refused[0].line, 3U);
        const std::string many =
            "pattern,comment\na.example,\"" + std::string(200'000, '\n') + "\"\nb.example,x\n";
        QCOMPARE(black(ListFormat::Csv, ListKind::Sender, many).refused.size(), 1U);
    }

    void anImportIsCancelled()
    {
        std::string text;
        for (int i = 0; i < 5000; ++i)
            text += "a" + std::to_string(i) + ".example\n";
        int asked = 0;
        const ListImport import =
            importList(ListFormat::Text, ListColor::Black, ListKind::Sender, text, [&](std::size_t bytes) {
                ++asked;
                return bytes < text.size() / 3;
            });
        QVERIFY(import.cancelled);
        QCOMPARE(asked, 2);
        QVERIFY(import.entries.size() < 2500);
    }

    // --- CSV

    void csvKnowsQuotesSeparatorsAndColumns()
    {
        const ListImport import =
            black(ListFormat::Csv, ListKind::Sender,
                  "Comment;Address;Expires;Enabled;Colour\r\n"
                  "\"a \"\"pest\"\"; really\nbad\";joe@spam.example;2030-01-31;no;black\r\n"
                  ";b.example;never;;\r\n"
                  "x;c.example;soon;;\r\n"
                  "x;d.example;;;white\r\n"
                  "x;e.example;;;purple\r\n"
                  "x;f.example;;perhaps;\r\n"
                  ";# a remark;;;\r\n"
                  "x;no good;;;\r\n");
        QCOMPARE(shown(import), "2 joe@spam.example, 4 b.example");
        QCOMPARE(import.entries[0].comment, "a \"pest\"; really bad");
        QCOMPARE(toIso8601(*import.entries[0].expires), "2030-01-31T00:00:00Z");
        QVERIFY(!import.entries[0].enabled && import.entries[1].enabled);
        QCOMPARE(shown(import.refused),
                 "5 “soon” is no date; 6 this line belongs into the Exceptions; 7 “purple” names no list; "
                 "8 “perhaps” says neither on nor off; 10 there is a blank in the pattern");
    }

    void csvConditionsAreForExceptions()
    {
        const std::string text = "pattern,only_when,only_from,kind\nnews@a.example,spf-pass,,sender\n"
                                 "news@b.example,,192.0.2.0/24,sender\nnews@c.example,,x,sender\n"
                                 "news@d.example,,,recipient\nnews@e.example,sometimes,,sender\n";
        const ListImport import = white(ListFormat::Csv, ListKind::Sender, text);
        QCOMPARE(shown(import), "2 news@a.example, 3 news@b.example");
        QCOMPARE(int(import.entries[0].condition), int(Condition::SpfPass));
        QCOMPARE(import.entries[1].onlyFrom, "192.0.2.0/24");
        QCOMPARE(import.refused.size(), 3U);
        QCOMPARE(black(ListFormat::Csv, ListKind::Sender, text).refused.size(), 5U);
    }

    void columnsThatAreNotUsedAreSaid()
    {
        const ListImport import = black(ListFormat::Csv, ListKind::Sender, "pattern,score\nspam.example,7\n");
        QCOMPARE(shown(import.inexact), "1 the column “score” is not used");
        const ListImport none = black(ListFormat::Csv, ListKind::Sender, "a,b\nspam.example,7\n");
        QCOMPARE(none.refused.size(), 1U);
        QVERIFY(none.entries.empty());
    }

    // --- Postfix

    void accessMapsOfMailAddresses()
    {
        const ListImport import = black(ListFormat::PostfixAccess, ListKind::Sender,
                                        "# a comment\n"
                                        "spam.example    REJECT we do not\n"
                                        "    like you\n"
                                        "joe@spam.example OK\n"
                                        "friend.example OK\n"
                                        "ann@spam.example DUNNO\n"
                                        "other.example DUNNO\n"
                                        "late.example 450 later\n"
                                        "bad.example 554 5.7.1 go away\n"
                                        "odd.example permit_auth_destination\n"
                                        "noted@spam.example PREPEND X-Spam: yes\n"
                                        "gone.example DISCARD\n"
                                        "alone.example\n"
                                        "joe@spam.example OK\n"
                                        "joe@spam.example REJECT\n"
                                        "<> reject\n");
        QCOMPARE(shown(import), "2 spam.example, 2 .spam.example, 4 ~joe@spam.example, 6 ~ann@spam.example, "
                                "9 bad.example, 9 .bad.example, 11 ~noted@spam.example, 12 gone.example, 12 "
                                ".gone.example, 16 <>");
        QCOMPARE(import.entries[0].comment, "we do not like you");
        QCOMPARE(shown(import.refused),
                 "5 this line belongs into the Exceptions; "
                 "8 it asks the client to come again later, and a Black List refuses for good; "
                 "10 “PERMIT_AUTH_DESTINATION” is no action that a list can have; "
                 "13 there is no action behind the key");
        QCOMPARE(import.inexact.size(), 2U);
        QCOMPARE(import.needless.size(), 2U); // other.example, and the key that stands there twice
        QCOMPARE(import.repeated, 1U);
        QCOMPARE(
            shown(white(ListFormat::PostfixAccess, ListKind::Sender, "a.example OK\nb.a.example REJECT\n")),
            "1 a.example, 1 .a.example, 2 ~b.a.example, 2 ~.b.a.example");
    }

    void aDomainMeansItselfOnlyWhereDomainsBelowAreWrittenWithADot()
    {
        QCOMPARE(shown(black(ListFormat::PostfixAccess, ListKind::Sender,
                             "a.example REJECT\n.b.example REJECT\n")),
                 "1 a.example, 2 .b.example");
        QCOMPARE(shown(black(ListFormat::PostfixAccess, ListKind::Helo, "a.example REJECT\n")),
                 "1 a.example, 1 .a.example");
        QCOMPARE(shown(black(ListFormat::PostfixAccess, ListKind::Sender, "joe@ REJECT\na.example OK\n")),
                 "1 joe@*, 2 ~a.example, 2 ~.a.example");
    }

    void accessMapsOfClients()
    {
        const ListImport import =
            black(ListFormat::PostfixAccess, ListKind::Ip,
                  "192.168 REJECT\n192.168.1 OK\n10 REJECT\n203.0.113.9 REJECT\n2001:db8 REJECT\n"
                  "2001:db8:1:: OK\nmail.example REJECT\n192.0.2.0/24 REJECT\n300.1 REJECT\n");
        QCOMPARE(shown(import), "1 192.168.0.0/16, 2 ~192.168.1.0/24, 3 10.0.0.0/8, 4 203.0.113.9, "
                                "5 2001:db8::/32, 6 ~2001:db8:1::");
        QCOMPARE(import.refused.size(), 3U);
    }

    void cidrMapsDecideByTheFirstMatch()
    {
        const ListImport import = black(ListFormat::PostfixCidr, ListKind::Ip,
                                        "192.0.2.1 OK\n"
                                        "192.0.2.0/24 REJECT\n"
                                        "192.0.2.128/25 OK\n" // never decides
                                        "198.51.100.0/24 OK\n"
                                        "203.0.113.0/24 DUNNO\n"
                                        "0.0.0.0/0 REJECT the rest\n"
                                        "192.0.2.10-192.0.2.20 REJECT\n");
        QCOMPARE(shown(import), "1 ~192.0.2.1, 2 192.0.2.0/24, 4 ~198.51.100.0/24, 5 ~203.0.113.0/24, "
                                "6 0.0.0.0/0");
        QCOMPARE(shown(import.needless), "3 it can never decide: lines before it match all that it matches");
        QCOMPARE(import.refused.size(), 1U);
        QCOMPARE(black(ListFormat::PostfixCidr, ListKind::Sender, "192.0.2.0/24 REJECT\n").refused.size(),
                 1U);
    }

    void linesBetweenIfAndEndifAreRefused()
    {
        const ListImport import =
            black(ListFormat::PostfixCidr, ListKind::Ip,
                  "if 10.0.0.0/8\n10.1.0.0/16 REJECT\nif 10.2.0.0/16\n10.2.3.0/24 REJECT\nendif\nendif\n"
                  "192.0.2.1 REJECT\n");
        QCOMPARE(shown(import), "7 192.0.2.1");
        QCOMPARE(import.refused.size(), 6U);
    }

    void everyAddressHasTheSameAnswerAsInTheCidrMap()
    {
        std::mt19937 dice(7);
        for (int round = 0; round < 400; ++round) {
            std::vector<std::pair<IpRange, std::pair<bool, std::string>>>
                rules; // range, outside of it, action
            std::string text;
            const bool outside = round % 2 == 0; // else all is nested
            for (int i = int(dice() % 8); i >= 0; --i) {
                const int length = 24 + int(dice() % 9);
                const std::uint32_t base = 0xc0000200U | (dice() % 256);
                const std::uint32_t mask = 0xffffffffU << (32 - length);
                const IpRange range{IpAddress::fromV4(base & mask), IpAddress::fromV4(base | ~mask)};
                const bool negated = outside && dice() % 4 == 0;
                const std::string action = std::array{"REJECT", "OK", "DUNNO"}[dice() % 3];
                rules.push_back({range, {negated, action}});
                text += (negated ? "!" : "") + range.first.toString() + '/' + std::to_string(length) + ' ' +
                        action + '\n';
            }
            const ListImport import = black(ListFormat::PostfixCidr, ListKind::Ip, text);
            for (std::uint32_t address = 0xc00001f0U; address < 0xc0000310U; ++address) {
                const IpAddress client = IpAddress::fromV4(address);
                const auto decides = std::find_if(rules.begin(), rules.end(), [&](const auto& rule) {
                    return rule.first.contains(client) != rule.second.first;
                });
                const bool refused = decides != rules.end() && decides->second.second == "REJECT";
                if (lists(import.entries, client.toString()) != refused)
                    QFAIL(qPrintable(QString::fromStdString(client.toString() + " differs in\n" + text)));
            }
        }
    }

    void regularExpressionsAreRefusedLineByLine()
    {
        const ListImport import =
            black(ListFormat::PostfixRegexp, ListKind::Sender, "/^joe@/ REJECT\n# x\n/^ann@/\n  OK\n");
        QCOMPARE(shown(import.refused),
                 "1 regular expressions are not translated; 3 regular expressions are not translated");
    }

    // --- Mailtraq

    void theLastLineOfMailtraqDecides()
    {
        const ListImport import = black(ListFormat::Mailtraq, ListKind::Sender,
                                        "*@netcom.example\n"
                                        "~friend@netcom.example\n"
                                        "friend@netcom.example\n" // and in again
                                        "~joe@hotmail.example\n"
                                        "*@hotmail.example\n" // takes joe in, since it comes later
                                        "spammer@spam.example\n"
                                        "spam.example\n"
                                        "=^[ab]@x.example\n"
                                        "agent%@x.example\n"
                                        "%%%%@x.example\n");
        QCOMPARE(import.entries.size(), 15U);
        QVERIFY(shown(import).startsWith("1 *@netcom.example, 3 friend@netcom.example, 5 *@hotmail.example, "
                                         "6 spammer@spam.example, 7 spam.example, 9 agent0@x.example"));
        QCOMPARE(shown(import.needless),
                 "2 it can never decide: line 3 comes later and matches all that it matches; "
                 "4 it can never decide: line 5 comes later and matches all that it matches");
        QCOMPARE(import.refused.size(), 2U);
        QCOMPARE(import.inexact.size(), 1U);
        QCOMPARE(import.inexact[0].line, 7U);
    }

    void whereTheOrderCannotBeKeptAnAddressShowsIt()
    {
        const ListImport import =
            black(ListFormat::Mailtraq, ListKind::Sender, "~joe@*.example\nann@a.example\n*@a.*\n");
        QCOMPARE(shown(import), "1 ~joe@*.example, 2 ann@a.example, 3 *@a.*");
        QCOMPARE(import.inexact.size(), 1U);
        QCOMPARE(import.inexact[0].line, 3U);
        QVERIFY2(shown(import.inexact).contains("joe@a.example"), qPrintable(shown(import.inexact)));
    }

    void addressesOfMailtraqMayEndInAStar()
    {
        const ListImport import =
            black(ListFormat::Mailtraq, ListKind::Ip, "192.168.*\n~192.168.1.*\n10.0.0.1?\n");
        QCOMPARE(shown(import), "1 192.168.0.0/16, 2 ~192.168.1.0/24");
        QCOMPARE(import.refused.size(), 1U);
    }

    // Whatever the list: where no line is said to differ, no address is decided otherwise; and each witness
    // is decided otherwise indeed.
    void noDifferenceFromMailtraqGoesUnsaid()
    {
        const std::vector<std::string> parts{"*", "?", "a", "b", "ab", "a*", "*b", "?b"};
        std::vector<std::string> subjects;
        for (const char* local : {"a", "b", "ab", "ba", "abb", "c"}) {
            for (const char* domain : {"a.x", "b.x", "ab.x", "a.b.x", "c.y"})
                subjects.push_back(std::string(local) + '@' + domain);
        }
        std::mt19937 dice(11);
        int differing = 0;
        for (int round = 0; round < 1500; ++round) {
            std::string text;
            std::vector<std::string> lines;
            for (int i = int(dice() % 6); i >= 0; --i) {
                const std::string domain =
                    std::array{"*", "*.x", "a.x", "b.x", "a*.x", "?.x", "*b.x"}[dice() % 7];
                lines.push_back((dice() % 2 == 0 ? "~" : "") + parts[dice() % parts.size()] + '@' + domain);
                text += lines.back() + '\n';
            }
            const auto inOrder = [&](const std::string& subject) {
                bool in = false;
                for (const std::string& line : lines) {
                    const auto pattern = ListPattern::parse(ListKind::Sender, line);
                    if (pattern->matches(subject))
                        in = !pattern->negated;
                }
                return in;
            };
            const ListImport import = black(ListFormat::Mailtraq, ListKind::Sender, text);
            QVERIFY2(import.refused.empty(), qPrintable(shown(import.refused)));
            differing += import.inexact.empty() ? 0 : 1;
            for (const std::string& subject : subjects) {
                const bool same = lists(import.entries, subject) == inOrder(subject);
                if (!same && import.inexact.empty())
                    QFAIL(qPrintable(QString::fromStdString(subject + " differs in\n" + text)));
            }
            for (const auto& note : import.inexact) {
                if (note.reason.args.size() < 2)
                    continue; // it was not sure
                const std::string& witness = note.reason.args[0];
                if (lists(import.entries, witness) == inOrder(witness))
                    QFAIL(qPrintable(QString::fromStdString(witness + " does not differ in\n" + text)));
            }
        }
        QVERIFY(differing > 50 && differing < 1400);
    }

    void wildcardsAreComparedAsTheyMatch_data()
    {
        QTest::addColumn<QByteArray>("a");
        QTest::addColumn<QByteArray>("b");
        QTest::addColumn<bool>("meet");
        QTest::addColumn<bool>("covers"); // a all of b
        QTest::newRow("same") << QByteArray("a*") << QByteArray("a*") << true << true;
        QTest::newRow("wider") << QByteArray("*@*.x") << QByteArray("*@b.x") << true << true;
        QTest::newRow("across") << QByteArray("a*") << QByteArray("*b") << true << false;
        QTest::newRow("apart") << QByteArray("a*") << QByteArray("b*") << false << false;
        QTest::newRow("ends apart") << QByteArray("*a") << QByteArray("*b") << false << false;
        QTest::newRow("middle apart") << QByteArray("a?c") << QByteArray("a??c") << false << false;
        QTest::newRow("question marks") << QByteArray("??") << QByteArray("?a") << true << true;
        QTest::newRow("a star is more than a question mark")
            << QByteArray("a?") << QByteArray("a*") << true << false;
        QTest::newRow("one character of two bytes") << QByteArray("a?b")
                                                    << QByteArray("a\xc3\xbc"
                                                                  "b")
                                                    << true << true;
        QTest::newRow("all") << QByteArray("*") << QByteArray("") << true << true;
        QTest::newRow("nothing") << QByteArray("") << QByteArray("*a*") << false << false;
    }
    void wildcardsAreComparedAsTheyMatch()
    {
        QFETCH(QByteArray, a);
        QFETCH(QByteArray, b);
        QFETCH(bool, meet);
        QFETCH(bool, covers);
        QCOMPARE(wildcardsMeet(a.toStdString(), b.toStdString()), meet);
        QCOMPARE(coversWildcard(a.toStdString(), b.toStdString()), covers);
        const auto common = commonMatch(a.toStdString(), b.toStdString(), "z");
        QCOMPARE(common.has_value(), meet);
        if (common) {
            QVERIFY(matchesWildcard(a.toStdString(), *common));
            QVERIFY(matchesWildcard(b.toStdString(), *common));
        }
    }

    // --- export

    void csvGoesThereAndBack()
    {
        std::vector<ListEntry> entries(3);
        entries[0] = {.color = ListColor::White, .kind = ListKind::Sender, .pattern = "news@a.example"};
        entries[0].condition = Condition::FromRange;
        entries[0].onlyFrom = "192.0.2.0/24";
        entries[0].comment = "a, \"b\"; c";
        entries[1] = {
            .color = ListColor::White, .kind = ListKind::Sender, .pattern = "*@b.example", .negated = true};
        entries[1].enabled = false;
        entries[2] = {.color = ListColor::White, .kind = ListKind::Sender, .pattern = "<>"};
        entries[2].expires = fromMicros(1'900'000'000'000'000);
        const ListExport text = exportList(ListFormat::Csv, ListKind::Sender, entries);
        QVERIFY(text.omitted.empty());
        const ListImport import = white(ListFormat::Csv, ListKind::Sender, text.text);
        QVERIFY2(import.entries == entries, qPrintable(shown(import) + shown(import.refused)));
        QVERIFY(findListFormat(text.text) == ListFormat::Csv);
    }

    void accessMapsGoThereAndBack()
    {
        const ListImport read = black(ListFormat::Text, ListKind::Sender,
                                      "a.example # bad\n.a.example\njoe@*\n~ann@a.example\n*@b.example\n<>\n"
                                      "sales-*@c.example\n");
        const ListExport text = exportList(ListFormat::PostfixAccess, ListKind::Sender, read.entries);
        QCOMPARE(text.omitted.size(), 1U);
        QCOMPARE(text.omitted[0].pattern, "sales-*@c.example");
        QVERIFY(text.text.find(
                    "# bad\na.example REJECT\n.a.example REJECT\njoe@ REJECT\nann@a.example DUNNO\n") !=
                std::string::npos);
        const ListImport back = black(ListFormat::PostfixAccess, ListKind::Sender, text.text);
        QCOMPARE(shown(back.refused), "");
        QCOMPARE(shown(back).remove(QRegularExpression("\\d+ ")),
                 "a.example, .a.example, joe@*, ~ann@a.example, b.example, <>");
    }

    void cidrMapsGoThereAndBack()
    {
        const ListImport read =
            black(ListFormat::Text, ListKind::Ip,
                  "10.0.0.0/8\n~10.1.2.0/24\n10.1.2.3\n192.0.2.10-192.0.2.99\n2001:db8::/32\n"
                  "0.0.0.0-255.255.255.255\n");
        const ListExport text = exportList(ListFormat::PostfixCidr, ListKind::Ip, read.entries);
        const ListImport back = black(ListFormat::PostfixCidr, ListKind::Ip, text.text);
        QVERIFY2(back.refused.empty() && back.needless.empty(), qPrintable(shown(back.refused)));
        for (const char* client : {"10.0.0.0", "10.1.2.3", "10.1.2.4", "192.0.2.9", "192.0.2.10",
                                   "192.0.2.99", "192.0.2.100", "2001:db8::1", "2001:db9::1"})
            QCOMPARE(lists(back.entries, client), lists(read.entries, client));
        QVERIFY(findListFormat(text.text) == ListFormat::PostfixCidr);
    }

    void whatPostfixCannotSayIsLeftOutAndSaid()
    {
        ListEntry off{.color = ListColor::White, .kind = ListKind::Sender, .pattern = "a@b.example"};
        off.enabled = false;
        ListEntry ends = off;
        ends.enabled = true;
        ends.expires = fromMicros(1);
        ListEntry conditional = off;
        conditional.enabled = true;
        conditional.condition = Condition::SpfPass;
        const std::vector entries{off, ends, conditional};
        QCOMPARE(exportList(ListFormat::PostfixAccess, ListKind::Sender, entries).omitted.size(), 3U);
        QVERIFY(exportList(ListFormat::PostfixCidr, ListKind::Sender, entries).text.empty());
    }

    void refusedLinesAreWrittenToBeMended()
    {
        const ListImport import =
            black(ListFormat::Text, ListKind::Ip, "192.0.2.1\nnonsense\n192.0.2.0/99 # wide\n");
        const std::string text = writeRefused(import);
        QVERIFY(text.find("# line 2: ") == 0);
        QVERIFY(text.find("\nnonsense\n# line 3: ") != std::string::npos);
        const ListImport again = black(ListFormat::Text, ListKind::Ip, text);
        QCOMPARE(again.refused.size(), 2U);
    }
};

QTEST_APPLESS_MAIN(TestListImport)
#include "test_list_import.moc"
