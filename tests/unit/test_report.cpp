// SPDX-License-Identifier: GPL-3.0-or-later
// What a delivery status notification says (RFC 3464), and that nothing from the wire can break it.
#include "delivery/report.h"

#include <QTest>

using namespace postern;
using namespace std::chrono_literals;
using delivery::ReportKind;

namespace {

const Time now(std::chrono::hours(24 * 365 * 50));

spool::Message original()
{
    spool::Message message;
    message.id = 7;
    message.name = "K7Q2M9XD";
    message.sender = "joe@example.com";
    message.arrival = now - 5h;
    return message;
}

std::vector<delivery::Reported> recipient(const std::string& text,
                                          const std::string& peer = "mx.far.example [192.0.2.1]")
{
    delivery::Reported reported;
    reported.recipient.address = "ann@far.example";
    reported.answer = {delivery::Answer::Fate::Failed, "5.1.1", text, peer};
    return {reported};
}

delivery::Router::Settings settings()
{
    delivery::Router::Settings settings;
    settings.hostname = "mail.domain.com";
    settings.postmaster = "postmaster@domain.com";
    return settings;
}

QByteArray textOf(const spool::NewMessage& report)
{
    return QByteArray::fromStdString(std::string(report.content->memory()));
}

spool::NewMessage reportOf(const std::string& text, const std::string& header = "Subject: x\r\n",
                           ReportKind kind = ReportKind::Failed)
{
    return delivery::makeReport(kind, original(), recipient(text), {header, false}, now, settings());
}

} // namespace

class TestReport : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aReportGoesToTheSenderAndHasNone()
    {
        const spool::NewMessage report = reportOf("550 5.1.1 nobody");
        QCOMPARE(report.message.sender, std::string());
        QCOMPARE(report.message.kind, spool::Kind::Report);
        QCOMPARE(report.recipients.size(), std::size_t(1));
        QCOMPARE(report.recipients.front().address, std::string("joe@example.com"));
        const QByteArray text = textOf(report);
        QVERIFY(text.contains("\r\nTo: <joe@example.com>\r\n"));
        QVERIFY(text.contains("\r\nAuto-Submitted: auto-replied\r\n"));
        QVERIFY(
            text.contains("Final-Recipient: rfc822; ann@far.example\r\nAction: failed\r\nStatus: 5.1.1\r\n"
                          "Remote-MTA: dns; mx.far.example\r\nDiagnostic-Code: smtp; 550 5.1.1 nobody\r\n"));
        QVERIFY(text.contains("Arrival-Date: "));
    }

    void whatIsLostGoesToThePostmaster()
    {
        const spool::NewMessage report = reportOf("550 no", "Subject: x\r\n", ReportKind::Lost);
        QCOMPARE(report.message.kind, spool::Kind::DoubleBounce);
        QCOMPARE(report.recipients.front().address, std::string("postmaster@domain.com"));
    }

    void aDelaySaysUntilWhenItIsTried()
    {
        const QByteArray text = textOf(reportOf("450 later", "Subject: x\r\n", ReportKind::Delayed));
        QVERIFY(text.contains("Action: delayed\r\n"));
        QVERIFY(text.contains("Will-Retry-Until: "));
    }

    // A server's answer must not become fields, parts or an end of ours.
    void whatAServerSaysStaysInItsLine_data()
    {
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("fields") << QByteArray("550 a\r\nAction: delivered\r\n\r\nFinal-Recipient: x");
        QTest::newRow("bare") << QByteArray("550 a\nAction: delivered\rStatus: 2.0.0");
        QTest::newRow("control characters") << QByteArray("550 \x1b[2J\0\x07", 10);
        QTest::newRow("long") << QByteArray("550 ") + QByteArray(100'000, 'x');
    }
    void whatAServerSaysStaysInItsLine()
    {
        QFETCH(QByteArray, says);
        const QByteArray text = textOf(reportOf(says.toStdString()));
        QCOMPARE(text.count("\r\nAction: "), 1);
        QCOMPARE(text.count("\r\nFinal-Recipient: "), 1);
        for (const QByteArray& line : text.split('\n')) {
            QVERIFY2(line.size() <= 999, line);
            QVERIFY(line.isEmpty() || line.endsWith('\r'));
            for (const char c : line.chopped(line.isEmpty() ? 0 : 1))
                QVERIFY2(static_cast<unsigned char>(c) >= 0x20 || c == '\t', line);
        }
    }

    void twoReportsNeverShareABoundary()
    {
        const QByteArray one = textOf(reportOf("550 no"));
        const QByteArray begin = "boundary=\"";
        const QByteArray boundary = one.mid(one.indexOf(begin) + begin.size(), 24);
        QVERIFY(!textOf(reportOf("550 no", "Subject: " + boundary.toStdString() + "\r\n"))
                     .startsWith(one.left(200)));
        QCOMPARE(one.count(boundary), 5); // said once, three parts, one end
    }

    void theHeaderEndsWhereItEnds_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<int>("length");
        QTest::newRow("usual") << QByteArray("a: b\r\nc: d\r\n\r\nbody") << 12;
        QTest::newRow("no header") << QByteArray("\r\nbody") << 0;
        QTest::newRow("no body") << QByteArray("a: b\r\n") << 6;
        QTest::newRow("half a line") << QByteArray("a: b\r\nc: d") << 6;
        QTest::newRow("nothing") << QByteArray() << 0;
        QTest::newRow("longer than is told")
            << QByteArray("a: 45678901234\r\n").repeated(5000) << int(delivery::longestHeader);
    }
    void theHeaderEndsWhereItEnds()
    {
        QFETCH(QByteArray, content);
        QFETCH(int, length);
        const std::string text = content.toStdString();
        QCOMPARE(int(delivery::headerOf(text).size()), length);
    }
};

QTEST_GUILESS_MAIN(TestReport)
#include "test_report.moc"
