// SPDX-License-Identifier: GPL-3.0-or-later
// What a message looks like behind DATA (RFC 5321 4.5.2), and when it is tried again.
#include "delivery/dot_stuffing.h"
#include "delivery/retry.h"

#include <QTest>

using namespace postern;
using namespace std::chrono_literals;
using delivery::DotStuffing;

class TestDotStuffing : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMessageHasExactlyOneEnd_data()
    {
        QTest::addColumn<QByteArray>("message");
        QTest::addColumn<QByteArray>("wire");
        const auto row = [](const char* name, const QByteArray& message, const QByteArray& wire) {
            QTest::newRow(name) << message << wire;
        };
        row("lines", "a\r\nb\r\n", "a\r\nb\r\n.\r\n");
        row("nothing", "", ".\r\n");
        row("no end of line", "a", "a\r\n.\r\n");
        row("a dot", ".\r\n", "..\r\n.\r\n");
        row("a dot without end of line", ".", "..\r\n.\r\n");
        row("dots", "..\r\n...a\r\n", "...\r\n....a\r\n.\r\n");
        row("a dot within a line", "a.\r\nb.c\r\n", "a.\r\nb.c\r\n.\r\n");
        row("an end within", "a\r\n.\r\nQUIT\r\n", "a\r\n..\r\nQUIT\r\n.\r\n");
        row("bare LF", "a\n.\nb\r\n", "a\r\n..\r\nb\r\n.\r\n");
        row("bare CR", "a\r.\rb\r\n", "a\r\n..\r\nb\r\n.\r\n");
        row("LF CR", "a\n\r.\r\n", "a\r\n\r\n..\r\n.\r\n");
        row("CR CR LF", "a\r\r\n.\r\n", "a\r\n\r\n..\r\n.\r\n");
        row("CR at the end", "a\r", "a\r\n.\r\n");
        row("eight bits and NUL", QByteArray("\xff\0\r\n", 4), QByteArray("\xff\0\r\n.\r\n", 7));
    }
    void aMessageHasExactlyOneEnd()
    {
        QFETCH(QByteArray, message);
        QFETCH(QByteArray, wire);
        const std::string bytes = message.toStdString();
        // Whole, octet by octet, and cut at every place.
        for (std::size_t cut = 0; cut <= bytes.size() + 1; ++cut) {
            DotStuffing stuffing;
            std::string output;
            if (cut > bytes.size()) {
                for (const char byte : bytes)
                    stuffing.add({&byte, 1}, output);
            } else {
                stuffing.add(bytes.substr(0, cut), output);
                stuffing.add(bytes.substr(cut), output);
            }
            stuffing.end(output);
            QCOMPARE(QByteArray::fromStdString(output), wire);
        }
    }

    void theNextAttemptComesLaterEachTime_data()
    {
        QTest::addColumn<int>("attempts");
        QTest::addColumn<double>("random");
        QTest::addColumn<int>("seconds");
        QTest::newRow("first") << 1 << 0.5 << 300;
        QTest::newRow("second") << 2 << 0.5 << 600;
        QTest::newRow("fourth") << 4 << 0.5 << 2400;
        QTest::newRow("longest") << 7 << 0.5 << 14'400;
        QTest::newRow("no longer than that") << 1'000'000 << 0.5 << 14'400;
        QTest::newRow("earliest") << 1 << 0.0 << 240;
        QTest::newRow("none was made") << 0 << 0.5 << 300;
        QTest::newRow("negative") << -5 << 0.5 << 300;
    }
    void theNextAttemptComesLaterEachTime()
    {
        QFETCH(int, attempts);
        QFETCH(double, random);
        QFETCH(int, seconds);
        QCOMPARE(delivery::retryDelay(attempts, random), std::chrono::seconds(seconds));
    }

    void attemptsAreSpreadByAFifth()
    {
        for (int attempts = 1; attempts < 12; ++attempts) {
            const auto plain = delivery::retryDelay(attempts, 0.5);
            for (double random = 0; random < 1; random += 0.01) {
                const auto delay = delivery::retryDelay(attempts, random);
                QVERIFY(delay >= plain * 4 / 5 - 1s && delay <= plain * 6 / 5 + 1s);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestDotStuffing)
#include "test_dot_stuffing.moc"
