// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that milters have changed: where a header ends, what is read of them, which lines a body has.
#include "scan/edited_message.h"
#include "scan/message_fields.h"
#include "scan/milter_session.h"

#include <QTest>

using namespace postern;
using namespace postern::scan;

namespace {

// Gives pieces of any size.
class Text final : public MessageSource {
public:
    Text(std::string text, std::size_t piece)
        : m_text(std::move(text))
        , m_piece(piece)
    {
    }
    std::int64_t size() const override { return std::int64_t(m_text.size()); }
    void read(std::int64_t offset, Taken taken) override
    {
        if (fails)
            return taken(fail(ErrorKind::Damaged, "gone"));
        taken(m_text.substr(std::size_t(offset), m_piece));
    }
    bool fails = false;

private:
    std::string m_text;
    std::size_t m_piece;
};

std::string allOf(MessageSource& source)
{
    std::string all;
    for (bool more = true; more;) {
        source.read(std::int64_t(all.size()), [&](Result<std::string> piece) {
            more = piece && !piece->empty();
            all += piece.value_or("");
        });
    }
    return all;
}

Result<MessageEdit> headerOf(const std::string& text, std::size_t piece, const std::string& fields = {})
{
    Result<MessageEdit> edit = fail(ErrorKind::Internal, "no answer");
    readHeader(std::make_shared<Text>(text, piece), fields,
               [&](Result<MessageEdit> read) { edit = std::move(read); });
    return edit;
}

} // namespace

class TestEditedMessage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsLikeWhatIsStored_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<QString>("same");  // with one field more
        QTest::addColumn<QString>("other"); // and another body
        QTest::newRow("usual") << "A: b||Body|"
                               << "F: g|A: b|X: y||Body|"
                               << "F: g|A: b|X: y||New|";
        QTest::newRow("no header") << "|Body|"
                                   << "F: g|X: y||Body|"
                                   << "F: g|X: y||New|";
        QTest::newRow("no body") << "A: b||"
                                 << "F: g|A: b|X: y||"
                                 << "F: g|A: b|X: y||New|";
        QTest::newRow("no empty line") << "A: b|"
                                       << "F: g|A: b|X: y|"
                                       << "F: g|A: b|X: y||New|";
        QTest::newRow("a line that is no field") << "A: b|Hello|"
                                                 << "F: g|A: b|X: y|Hello|"
                                                 << "F: g|A: b|X: y||New|";
        QTest::newRow("folded") << "A: b| c|||Body|"
                                << "F: g|A: b| c|X: y|||Body|"
                                << "F: g|A: b| c|X: y||New|";
    }
    void readsLikeWhatIsStored()
    {
        const auto lines = [](QString text) { return text.replace('|', "\r\n").toStdString(); };
        QFETCH(QString, message);
        QFETCH(QString, same);
        QFETCH(QString, other);
        const std::string text = lines(message);
        for (const std::size_t piece : {std::size_t(1), std::size_t(3), std::size_t(65'536)}) {
            auto edit = headerOf(text, piece, "F: g\r\n");
            QVERIFY(edit);
            EditedMessage unchanged(std::make_shared<Text>(text, piece), *edit);
            QCOMPARE(allOf(unchanged), "F: g\r\n" + text);
            QCOMPARE(unchanged.size(), std::int64_t(text.size() + 6));
            MilterChanges changes;
            changes.header = {{MilterChange::Kind::Add, 0, "X", "y"}};
            apply(*edit, changes);
            EditedMessage longer(std::make_shared<Text>(text, piece), *edit);
            QCOMPARE(QString::fromStdString(allOf(longer)), QString::fromStdString(lines(same)));
            changes.header.clear();
            changes.body = "New\r\n";
            apply(*edit, changes);
            EditedMessage another(std::make_shared<Text>(text, piece), *edit);
            QCOMPARE(QString::fromStdString(allOf(another)), QString::fromStdString(lines(other)));
            QCOMPARE(another.size(), std::int64_t(lines(other).size()));
        }
    }
    void aHeaderHasABound()
    {
        const std::string fits = "A: " + std::string(MilterSession::maxHeader - 5, 'x') + "\r\n";
        QVERIFY(headerOf(fits + "\r\nBody", 65'536));
        QVERIFY(!headerOf("x" + fits + "\r\nBody", 65'536));
        QVERIFY(!headerOf("A: " + std::string(MilterSession::maxHeader + 1, 'x'), 65'536)); // without end
    }
    void whatCannotBeReadFails()
    {
        const auto text = std::make_shared<Text>("A: b\r\n", 1);
        text->fails = true;
        Result<MessageEdit> edit;
        readHeader(text, {}, [&](Result<MessageEdit> read) { edit = std::move(read); });
        QVERIFY(!edit);
        QCOMPARE(edit.error().what, std::string("gone"));
    }

    void linesOfABody_data()
    {
        QTest::addColumn<QByteArray>("made");
        QTest::addColumn<QByteArray>("stored");
        QTest::newRow("nothing") << QByteArray("") << QByteArray("");
        QTest::newRow("proper") << QByteArray("a\r\n.\r\n") << QByteArray("a\r\n.\r\n");
        QTest::newRow("LF") << QByteArray("a\n.\nb\n") << QByteArray("a\r\n.\r\nb\r\n");
        QTest::newRow("CR") << QByteArray("a\r.\rb") << QByteArray("a\r\n.\r\nb\r\n");
        QTest::newRow("mixed") << QByteArray("a\r\r\n\n\rb") << QByteArray("a\r\n\r\n\r\n\r\nb\r\n");
        QTest::newRow("no end") << QByteArray("a") << QByteArray("a\r\n");
        QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray();
    }
    void linesOfABody()
    {
        QFETCH(QByteArray, made);
        QFETCH(QByteArray, stored);
        const auto proper = properBody(made.toStdString());
        QCOMPARE(proper.has_value(), !stored.isNull());
        QCOMPARE(QByteArray::fromStdString(proper.value_or("")), stored);
    }
};

QTEST_GUILESS_MAIN(TestEditedMessage)
#include "test_edited_message.moc"
