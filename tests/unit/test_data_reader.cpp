// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/data_reader.h"
#include "smtp/message_header.h"

#include <QTest>

using namespace postern::smtp;

namespace {

struct Outcome {
    bool end = false;
    std::string content;
    ContentProblem problem = ContentProblem::None;
    std::string rest; // behind the end
    bool operator==(const Outcome&) const = default;
};

// The same as DataReader, written to be understood and not to stream.
Outcome expected(const std::string& input)
{
    const std::string text = "\r\n" + input; // the end of the DATA line counts
    const std::size_t end = text.find("\r\n.\r\n");
    if (end == text.npos)
        return {};
    Outcome outcome{.end = true, .rest = text.substr(end + 5)};
    const std::string body = text.substr(0, end + 2);
    for (std::size_t i = 2; i < body.size(); ++i) {
        if (body[i] == '.' && body[i - 1] == '\n' && body[i - 2] == '\r')
            continue; // RFC 5321 4.5.2
        outcome.content += body[i];
    }
    std::string lines = outcome.content;
    for (std::size_t i; (i = lines.find("\r\n")) != lines.npos;)
        lines.replace(i, 2, "-");
    const std::size_t first = lines.find_first_of(std::string_view("\r\n\0", 3));
    if (first != lines.npos)
        outcome.problem = lines[first] == '\r'   ? ContentProblem::BareCr
                          : lines[first] == '\n' ? ContentProblem::BareLf
                                                 : ContentProblem::Nul;
    return outcome;
}

Outcome read(const std::string& input, std::size_t step)
{
    DataReader reader;
    Outcome outcome;
    std::string buffer;
    std::size_t given = 0;
    while (!outcome.end && given < input.size()) {
        buffer += input.substr(given, step);
        given += step;
        while (true) {
            const DataReader::Piece piece = reader.read(buffer);
            outcome.content += piece.content;
            buffer.erase(0, piece.consumed);
            outcome.end = piece.end;
            if (piece.end || piece.consumed == 0)
                break;
        }
    }
    if (!outcome.end)
        return {};
    outcome.rest = buffer + (given < input.size() ? input.substr(given) : "");
    outcome.problem = reader.problem();
    return outcome;
}

int countReceived(const std::string& message, std::size_t step)
{
    HeaderScanner scanner;
    for (std::size_t i = 0; i < message.size(); i += step)
        scanner.scan(std::string_view(message).substr(i, step));
    return scanner.facts().received;
}

} // namespace

class TestDataReader : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Every string of up to seven of the octets that matter, before what would be a second message.
    void everyVariantOfAnEndIsReadAsWritten()
    {
        static constexpr std::string_view octets("\r\n.a\0", 5);
        int ends = 0;
        for (int length = 0; length <= 7; ++length) {
            std::string text(std::size_t(length), octets[0]);
            std::vector<std::size_t> digits(std::size_t(length), 0);
            while (true) {
                const std::string input = text + "MAIL\r\n.\r\nNOOP\r\n";
                const Outcome wanted = expected(input);
                QVERIFY(wanted.end);
                ends += wanted.rest.starts_with("MAIL") ? 1 : 0;
                if (read(input, input.size()) != wanted || read(input, 1) != wanted)
                    QFAIL(QByteArray::fromStdString(input).toPercentEncoding());
                int at = 0;
                while (at < length && ++digits[std::size_t(at)] == octets.size())
                    digits[std::size_t(at++)] = 0;
                if (at == length)
                    break;
                for (int i = 0; i <= at; ++i)
                    text[std::size_t(i)] = octets[digits[std::size_t(i)]];
            }
        }
        QVERIFY(ends > 0); // some of them are proper ends, and end
    }

    void nothingIsKeptOfAnEndlessLine()
    {
        DataReader reader;
        const std::string block(65'536, 'x');
        for (int i = 0; i < 100; ++i)
            QCOMPARE(reader.read(block).consumed, block.size());
        QCOMPARE(reader.problem(), ContentProblem::None);
    }

    void theFirstProblemIsNamed()
    {
        DataReader reader;
        const std::string content("a\rb\r\nc\n\0\r\n", 10);
        reader.read(content);
        QCOMPARE(reader.problem(), ContentProblem::BareCr);
        reader.start();
        QCOMPARE(reader.problem(), ContentProblem::None);
    }

    void receivedFieldsAreCounted_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<int>("count");
        QTest::newRow("nothing") << QByteArray() << 0;
        QTest::newRow("two") << QByteArray("Received: a\r\nSubject: b\r\nReceived: c\r\n\r\n") << 2;
        QTest::newRow("any case") << QByteArray("rECEIVED:a\r\n\r\n") << 1;
        QTest::newRow("folded") << QByteArray("Received: a\r\n Received: b\r\n\tReceived: c\r\n\r\n") << 1;
        QTest::newRow("blanks before the colon") << QByteArray("Received \t: a\r\n\r\n") << 1;
        QTest::newRow("other names") << QByteArray("Receive: a\r\nReceived-SPF: b\r\nX-Received: c\r\n\r\n")
                                     << 0;
        QTest::newRow("no colon") << QByteArray("Received\r\nReceived: a\r\n\r\n") << 1;
        QTest::newRow("in the body") << QByteArray("Subject: a\r\n\r\nReceived: b\r\n") << 0;
        QTest::newRow("no header") << QByteArray("\r\nReceived: b\r\n") << 0;
        QTest::newRow("many") << QByteArray("Received: a\r\n").repeated(1000) << 1000;
        QTest::newRow("long") << "Subject: " + QByteArray(100'000, 'x') + "\r\nReceived: a\r\n" << 1;
    }
    void receivedFieldsAreCounted()
    {
        QFETCH(QByteArray, message);
        QFETCH(int, count);
        for (const std::size_t step : {1, 2, 3, 7, 1'000'000})
            QCOMPARE(countReceived(message.toStdString(), step), count);
    }

    // RFC 6409 8.2, 8.3: what a submission server looks for, and nothing else.
    void theHeaderTellsWhatItHas_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("facts"); // D: Date, M: Message-ID, 8: beyond ASCII
        QTest::newRow("nothing") << QByteArray("\r\n") << QByteArray();
        QTest::newRow("both") << QByteArray("date: x\r\nMESSAGE-ID : <a@b>\r\n\r\n") << QByteArray("DM");
        QTest::newRow("names that only begin so")
            << QByteArray("Dates: x\r\nMessage-ID-Old: <a@b>\r\n\r\n") << QByteArray();
        QTest::newRow("names that only end so")
            << QByteArray("X-Date: x\r\nResent-Date: x\r\nResent-Message-ID: <a@b>\r\n\r\n") << QByteArray();
        QTest::newRow("folded") << QByteArray("Subject: a\r\n Date: x\r\n\tMessage-ID: y\r\n\r\n")
                                << QByteArray();
        QTest::newRow("blank within the name") << QByteArray("Da te: x\r\n\r\n") << QByteArray();
        QTest::newRow("in the body") << QByteArray("Subject: a\r\n\r\nDate: x\r\n\xc3\xb6\r\n")
                                     << QByteArray();
        QTest::newRow("UTF-8 in a value") << QByteArray("Subject: \xc3\xb6\r\n\r\n") << QByteArray("8");
        QTest::newRow("UTF-8 in a name") << QByteArray("\xc3\xb6: a\r\nDate: x\r\n\r\n") << QByteArray("D8");
    }
    void theHeaderTellsWhatItHas()
    {
        QFETCH(QByteArray, message);
        for (const std::size_t step : {1, 2, 3, 1000}) {
            HeaderScanner scanner;
            const std::string text = message.toStdString();
            for (std::size_t i = 0; i < text.size(); i += step)
                scanner.scan(std::string_view(text).substr(i, step));
            const HeaderFacts& facts = scanner.facts();
            QTEST(QByteArray(facts.date ? "D" : "") + (facts.messageId ? "M" : "") +
                      (facts.eightBit ? "8" : ""),
                  "facts");
        }
    }
};

QTEST_APPLESS_MAIN(TestDataReader)
#include "test_data_reader.moc"
