// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/scan_opinion.h"

#include <QTest>

using namespace postern;

class TestScanOpinion : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scoresAreReadAndWritten_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("thousandths"); // INT_MIN: none
        QTest::addColumn<QString>("written");
        QTest::newRow("whole") << "5" << 5000 << "5";
        QTest::newRow("places") << "15.2" << 15200 << "15.2";
        QTest::newRow("negative") << "-0.125" << -125 << "-0.125";
        QTest::newRow("negative below one") << "-1.002" << -1002 << "-1.002";
        QTest::newRow("plus") << "+3.5" << 3500 << "3.5";
        QTest::newRow("rounded") << "0.0006" << 1 << "0.001";
        QTest::newRow("what follows is left") << "7.5 / 5" << 7500 << "7.5";
        QTest::newRow("exponent") << "1e2" << 100'000 << "100";
        QTest::newRow("too large") << "1e30" << ScanOpinion::mostScore << "1000000";
        QTest::newRow("too small") << "-1e30" << -ScanOpinion::mostScore << "-1000000";
        QTest::newRow("past any number") << "1e999" << INT_MIN << "";
        QTest::newRow("infinite") << "inf" << INT_MIN << "";
        QTest::newRow("no number") << "nan" << INT_MIN << "";
        QTest::newRow("a word") << "spam" << INT_MIN << "";
        QTest::newRow("nothing") << "" << INT_MIN << "";
    }
    void scoresAreReadAndWritten()
    {
        QFETCH(QString, text);
        QFETCH(int, thousandths);
        QFETCH(QString, written);
        const auto score = scoreIn(text.toStdString());
        QCOMPARE(score.value_or(INT_MIN), thousandths);
        if (score)
            QCOMPARE(QString::fromStdString(scoreText(*score)), written);
    }

    void itSurvivesTheLog_data()
    {
        QTest::addColumn<int>("verdict");
        QTest::addColumn<int>("score"); // INT_MIN: none
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<QByteArray>("reply");
        QTest::addColumn<QByteArray>("failure");
        QTest::addColumn<QByteArray>("text");
        const auto spam = int(ScanVerdict::Spam), clean = int(ScanVerdict::Clean),
                   later = int(ScanVerdict::Later);
        QTest::newRow("spam") << spam << 15'200 << QByteArray("GTUBE,B") << QByteArray() << QByteArray()
                              << QByteArray("spam 15.2/5 GTUBE,B");
        QTest::newRow("ham, nothing to say")
            << clean << -1100 << QByteArray() << QByteArray() << QByteArray() << QByteArray("clean -1.1/5");
        QTest::newRow("a milter, which has no score")
            << spam << INT_MIN << QByteArray("Eicar-Test-Signature") << QByteArray("no viruses, please")
            << QByteArray() << QByteArray("spam -/5 Eicar-Test-Signature\nno viruses, please");
        QTest::newRow("later") << later << 4000 << QByteArray("a / b 3/4") << QByteArray("too fast")
                               << QByteArray() << QByteArray("later 4/5 a / b 3/4\ntoo fast");
        QTest::newRow("any bytes") << clean << 0 << QByteArray("\xff\xfe \xc3\xa4") << QByteArray()
                                   << QByteArray() << QByteArray("clean 0/5 \xff\xfe \xc3\xa4");
        QTest::newRow("failure") << clean << INT_MIN << QByteArray() << QByteArray() << QByteArray("time-out")
                                 << QByteArray("!time-out");
    }
    void itSurvivesTheLog()
    {
        QFETCH(int, verdict);
        QFETCH(int, score);
        QFETCH(QByteArray, words);
        QFETCH(QByteArray, reply);
        QFETCH(QByteArray, failure);
        QFETCH(QByteArray, text);
        ScanOpinion opinion;
        opinion.scanner = "127.0.0.1:783";
        opinion.verdict = ScanVerdict(verdict);
        if (score != INT_MIN)
            opinion.score = score;
        if (failure.isEmpty())
            opinion.threshold = 5000;
        opinion.words = words.toStdString();
        opinion.reply = reply.toStdString();
        opinion.failure = failure.toStdString();
        QCOMPARE(QByteArray::fromStdString(toText(opinion)), text);
        QVERIFY(scanOpinionIn("127.0.0.1:783", text.toStdString()) == opinion);
    }

    void whatIsNotUnderstoodIsAFailure_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("another verdict") << QByteArray("perhaps 1/2");
    }
    void whatIsNotUnderstoodIsAFailure()
    {
        QFETCH(QByteArray, text);
        QVERIFY(scanOpinionIn("x", text.toStdString()).failed());
    }

    void longTextsAreCut()
    {
        ScanOpinion opinion;
        opinion.words = std::string(ScanOpinion::mostWords + 1, 'w');
        opinion.reply = std::string(ScanOpinion::mostReply + 1, 'r');
        const ScanOpinion read = scanOpinionIn({}, toText(opinion));
        QCOMPARE(read.words.size(), ScanOpinion::mostWords);
        QCOMPARE(read.reply.size(), ScanOpinion::mostReply);
        QCOMPARE(shortLine("a\r\nb\tc", 10), std::string("a  b c"));
        QCOMPARE(shortLine("a\xc3\xa4", 2), std::string("a")); // no half a character
        QCOMPARE(shortLine("a\xc3\xa4", 3), std::string("a\xc3\xa4"));
    }
};

QTEST_GUILESS_MAIN(TestScanOpinion)
#include "test_scan_opinion.moc"
