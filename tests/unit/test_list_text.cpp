// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/list_text.h"

#include <QTest>

using namespace postern;
using namespace postern::model;

namespace {

ListText senders(std::string_view text)
{
    return readListText(ListColor::Black, ListKind::Sender, text);
}

} // namespace

class TestListText : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesBecomeEntries_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("written"); // what comes out again
        QTest::newRow("one") << QByteArray("joe@example.com\n") << QByteArray("joe@example.com\n");
        QTest::newRow("no line feed at the end")
            << QByteArray("joe@example.com") << QByteArray("joe@example.com\n");
        QTest::newRow("Windows") << QByteArray("a.example\r\nb.example\r\n")
                                 << QByteArray("a.example\nb.example\n");
        QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbf"
                                                       "a.example\n")
                                         << QByteArray("a.example\n");
        QTest::newRow("blanks, empty lines, remarks")
            << QByteArray("\n  # all of it\n\t a.example \n   \n#b.example") << QByteArray("a.example\n");
        QTest::newRow("comment") << QByteArray("a.example # spam # and more")
                                 << QByteArray("a.example  # spam # and more\n");
        QTest::newRow("comment after a tab")
            << QByteArray("a.example\t#spam") << QByteArray("a.example  # spam\n");
        QTest::newRow("carriage return in a comment")
            << QByteArray("a.example # old\rMac") << QByteArray("a.example  # old Mac\n");
        QTest::newRow("no comment") << QByteArray("a#b@example.com") << QByteArray("a#b@example.com\n");
        QTest::newRow("normalised") << QByteArray("~Joe@EXAMPLE.com\n@a.example")
                                    << QByteArray("~joe@example.com\na.example\n");
        QTest::newRow("the same twice")
            << QByteArray("a.example\n@A.example\n~a.example") << QByteArray("a.example\n~a.example\n");
        QTest::newRow("nothing") << QByteArray("") << QByteArray("");
    }
    void linesBecomeEntries()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, written);
        const ListText read = senders(text.toStdString());
        QCOMPARE(read.wrong.size(), 0U);
        QCOMPARE(QByteArray::fromStdString(writeListText(read.entries)), written);
        QVERIFY(senders(writeListText(read.entries)).entries == read.entries);
    }

    void everyWrongLineIsToldAndTheOthersAreRead()
    {
        const ListText read = senders("a.example\nno good\n\nb.example\n192.0.2.0/99\n");
        QCOMPARE(read.entries.size(), 2U);
        QCOMPARE(read.wrong.size(), 2U);
        QCOMPARE(read.wrong[0].line, 2U);
        QCOMPARE(read.wrong[0].text, "no good");
        QVERIFY(!read.wrong[0].error.what.empty());
        QCOMPARE(read.wrong[1].line, 5U);
    }

    void repeatedLinesAreCounted() { QCOMPARE(senders("a.example\na.example\nA.EXAMPLE").repeated, 2U); }

    void entriesBelongToTheirList()
    {
        const ListText read = readListText(ListColor::White, ListKind::Ip, "192.0.2.0/24 # office");
        QCOMPARE(read.entries, (std::vector<ListEntry>{{.color = ListColor::White,
                                                        .kind = ListKind::Ip,
                                                        .pattern = "192.0.2.0/24",
                                                        .comment = "office"}}));
    }

    void aCommentNeverBecomesAPattern()
    {
        const std::vector<ListEntry> entries{{.pattern = "a.example", .comment = "x\nb.example\r\ny"}};
        QCOMPARE(senders(writeListText(entries)).entries.size(), 1U);
    }
};

QTEST_APPLESS_MAIN(TestListText)
#include "test_list_text.moc"
