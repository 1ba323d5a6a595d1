// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/accessibility.h"
#include "support/console_fixture.h"
#include "support/fit.h"
#include "support/picture.h"
#include "support/test_console.h"
#include "ui/shell/theme.h"
#include "ui/statistics/statistics_chart.h"
#include "ui/statistics/statistics_page.h"

#include <QAction>
#include <QChart>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>
#include <QTreeWidget>

using namespace postern;
using namespace postern::test;
using namespace postern::ui;
using namespace std::chrono_literals;

namespace {

model::Event decision(Time time, const std::string& client, const std::string& sender, const char* check)
{
    model::Event one;
    one.time = time;
    one.node = "main";
    one.service = "SMTP";
    one.client = client;
    one.sender = sender;
    one.check = check;
    one.outcome = *check == '\0' ? model::Outcome::Accepted : model::Outcome::Rejected;
    return one;
}

struct Desk {
    TestConsole console;
    const Time now = std::chrono::floor<std::chrono::hours>(SystemClock().now());
    std::unique_ptr<StatisticsPage> page;

    explicit Desk(bool filled = true)
    {
        if (filled) {
            std::vector<model::Event> events;
            for (int i = 0; i < 30; ++i)
                events.push_back(decision(now, "192.0.2.7", "a@spam.example", "sender.blacklist"));
            for (int i = 0; i < 12; ++i)
                events.push_back(decision(now - 3h, "198.51.100.9", "b@bulk.example", "ip.blacklist"));
            for (int i = 0; i < 8; ++i)
                events.push_back(decision(now - 3h, "192.168.1.2", "jane@example.com", ""));
            for (int i = 0; i < 5; ++i)
                events.push_back(decision(now - 24h * 20, "203.0.113.4", "c@old.example", "ip.blacklist"));
            append(events);
        }
        page = std::make_unique<StatisticsPage>(console);
        page->resize(1000, 520);
        page->show();
        page->activate();
        if (!QTest::qWaitForWindowActive(page.get()))
            QTest::qFail("the page does not come up", __FILE__, __LINE__);
    }
    void append(const std::vector<model::Event>& events)
    {
        const auto written = console.tempStore().store().appendEvents(events);
        QVERIFY2(written.has_value(), written ? "" : toString(written.error()).c_str());
    }
    // By the keyboard, as one chooses.
    void choose(const char* box, const QString& text)
    {
        auto* combo = find<QComboBox>(page.get(), box);
        combo->setFocus();
        QTest::keyClick(combo, Qt::Key_Home);
        while (combo->currentText() != text && combo->currentIndex() + 1 < combo->count())
            QTest::keyClick(combo, Qt::Key_Down);
        QCOMPARE(combo->currentText(), text);
    }
    QString sum() const { return find<QLabel>(page.get(), "sum")->text(); }
    QString message() const
    {
        auto* label = find<QLabel>(page.get(), "message");
        return label->isVisible() ? label->text() : QString();
    }
    QTreeWidget* top() const { return find<QTreeWidget>(page.get(), "top"); }
    QString row(int index) const
    {
        const QTreeWidgetItem* item = top()->topLevelItem(index);
        return item == nullptr ? QString() : item->text(0) + u' ' + item->text(1) + u'/' + item->text(2);
    }
    StatisticsChart* chart() const { return find<StatisticsChart>(page.get(), "chart"); }
    void clickBar(int series, int span) const
    {
        const QPoint place = chart()->middleOf(series, span);
        QVERIFY(!place.isNull());
        QTest::mouseMove(chart()->viewport(), place);
        QTest::mouseClick(chart()->viewport(), Qt::LeftButton, {}, place);
    }
};

} // namespace

class TestStatisticsPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        forgetSettings();
        wearTheme();
    }
    void init() { QSettings().clear(); }

    void outcomesOfADayAreShownAtFirst()
    {
        Desk desk;
        QTRY_COMPARE(desk.sum(), "8 accepted, 42 refused, 0 deferred");
        QCOMPARE(desk.row(0), "Refused 42/0");
        QVERIFY(!find<QComboBox>(desk.page.get(), "shown")->isEnabled());
        verifyAccessible(desk.page.get());
        verifyMnemonics(desk.page.get());
        verifyTabOrder(desk.page.get());
        verifyTextFits(desk.page.get());
        picture(desk.page.get(), "statistics-outcome");
    }

    void aBarOpensTheLogWithItsHour()
    {
        Desk desk;
        QTRY_COMPARE(desk.sum(), "8 accepted, 42 refused, 0 deferred");
        desk.clickBar(1, 23); // refused, this hour
        QCOMPARE(desk.console.filters.size(), std::size_t(1));
        const LogFilter refused = desk.console.filters[0];
        QVERIFY(refused.outcome == OutcomeFilter::Refused && refused.between);
        QCOMPARE(refused.between->from, desk.now);
        QCOMPARE(refused.between->until, desk.now + 1h);
        desk.clickBar(0, 20); // accepted, three hours ago
        QCOMPARE(desk.console.filters.size(), std::size_t(2));
        QVERIFY(desk.console.filters[1].outcome == OutcomeFilter::Accepted);
        QCOMPARE(desk.console.filters[1].between->from, desk.now - 3h);
    }

    void whatIsRefusedMostLeadsIntoTheLogByKey()
    {
        Desk desk;
        desk.choose("group", "Sender's domain");
        QTRY_COMPARE(desk.row(0), "spam.example 30/0");
        QCOMPARE(desk.row(1), "bulk.example 12/0");
        QCOMPARE(desk.top()->topLevelItemCount(), 2); // what was only accepted is not refused most
        desk.top()->setFocus();
        desk.top()->setCurrentItem(desk.top()->topLevelItem(0));
        QTest::keyClick(desk.top(), Qt::Key_Return);
        QCOMPARE(desk.console.filters.size(), std::size_t(1));
        QCOMPARE(desk.console.filters[0].search, "spam.example");
        QCOMPARE(desk.console.filters[0].between->until, desk.now + 1h);
        click(find<QPushButton>(desk.page.get(), "showInLogButton"));
        QCOMPARE(desk.console.filters.size(), std::size_t(2));
        desk.choose("shown", "Accepted");
        QTRY_COMPARE(desk.row(0), "example.com 0/8");
        picture(desk.page.get(), "statistics-domains");
    }

    void eachGroupingHasItsFilter()
    {
        Desk desk;
        const auto filterOfFirstBar = [&desk](const QString& group, const QString& first) {
            desk.choose("group", group);
            QTRY_COMPARE_WITH_TIMEOUT(desk.row(0), first, 5000);
            desk.clickBar(0, 23);
        };
        filterOfFirstBar("Check", "Sender is black-listed 30/0");
        filterOfFirstBar("Service", "SMTP 42/8");
        filterOfFirstBar("Client network", "192.0.2.0/24 30/0");
        QCOMPARE(desk.console.filters.size(), std::size_t(3));
        QCOMPARE(desk.console.filters[0].check, std::string("sender.blacklist"));
        QCOMPARE(desk.console.filters[1].service, std::string("SMTP"));
        QCOMPARE(desk.console.filters[2].search, "192.0.2.0/24");
    }

    void theFilterFindsWhatTheBarCounts()
    {
        Desk desk;
        QTRY_COMPARE(desk.sum(), "8 accepted, 42 refused, 0 deferred");
        desk.choose("group", "Client network");
        QTRY_COMPARE(desk.row(1), "198.51.100.0/24 12/0");
        desk.clickBar(1, 20);
        const auto query = queryFor(desk.console.filters.at(0), SystemClock().now());
        QCOMPARE(desk.console.tempStore().store().events(query)->size(), std::size_t(12));
    }

    void longerPeriodsHoldMore()
    {
        Desk desk;
        QTRY_COMPARE(desk.sum(), "8 accepted, 42 refused, 0 deferred");
        desk.choose("period", "7 days");
        QTRY_COMPARE(desk.sum(), "8 accepted, 42 refused, 0 deferred");
        desk.choose("period", "30 days");
        QTRY_COMPARE(desk.sum(), "8 accepted, 47 refused, 0 deferred");
        desk.choose("period", "All");
        QTRY_COMPARE(desk.sum(), "8 accepted, 47 refused, 0 deferred");
        QVERIFY(desk.chart()->chart()->series().size() == 1);
        picture(desk.page.get(), "statistics-all");
    }

    void whatIsDecidedNowIsSeen()
    {
        Desk desk;
        QTRY_COMPARE(desk.sum(), "8 accepted, 42 refused, 0 deferred");
        desk.append({decision(desk.now, "192.0.2.7", "a@spam.example", "sender.blacklist")});
        QTRY_COMPARE_WITH_TIMEOUT(desk.sum(), "8 accepted, 43 refused, 0 deferred", 15'000);
        desk.page->deactivate();
        desk.append({decision(desk.now, "192.0.2.7", "a@spam.example", "sender.blacklist")});
        QTest::qWait(300);
        QCOMPARE(desk.sum(), "8 accepted, 43 refused, 0 deferred"); // nobody looks
        desk.page->activate();
        QTRY_COMPARE(desk.sum(), "8 accepted, 44 refused, 0 deferred");
    }

    void anEmptyPageSaysTheNextStep()
    {
        Desk desk(false);
        QTRY_VERIFY2(desk.message().contains("Nothing has been counted yet."), qPrintable(desk.message()));
        QVERIFY(!find<QPushButton>(desk.page.get(), "exportTableButton")->isEnabled());
        click(find(desk.page.get(), "messageButton"));
        QCOMPARE(desk.console.opened.size(), std::size_t(1));
        QVERIFY(desk.console.opened[0].page == PageId::Services);
        desk.append({decision(desk.now - 24h * 3, "192.0.2.7", "a@spam.example", "sender.blacklist")});
        QTRY_VERIFY_WITH_TIMEOUT(desk.message().contains("Nothing was decided in this time."), 15'000);
        click(find(desk.page.get(), "messageButton"));
        QTRY_COMPARE(desk.sum(), "0 accepted, 1 refused, 0 deferred");
        QCOMPARE(find<QComboBox>(desk.page.get(), "period")->currentText(), "All");
    }

    void theCountsAreExported()
    {
        Desk desk;
        const QTemporaryDir folder;
        desk.append({decision(desk.now, "192.0.2.7", "x@=cmd.example", "sender.blacklist")});
        desk.choose("group", "Sender's domain");
        QTRY_COMPARE(desk.top()->findItems("spam.example", Qt::MatchExactly).size(), 1);
        QTRY_COMPARE(desk.top()->topLevelItemCount(), 3);
        desk.console.scripted().answerFile(folder.filePath("a.csv"));
        click(find(desk.page.get(), "exportTableButton"));
        QFile file(folder.filePath("a.csv"));
        QTRY_VERIFY(file.exists());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QStringList lines = QString::fromUtf8(file.readAll()).split("\r\n", Qt::SkipEmptyParts);
        QCOMPARE(lines[0], "from,until,name,accepted,rejected,deferred");
        QCOMPARE(lines.size(), 1 + 24 * 4); // with what is only accepted as others
        QCOMPARE(lines.filter(",\"spam.example\",0,30,0").size(), 1);
        QVERIFY2(
            lines[24].startsWith(
                QDateTime::fromMSecsSinceEpoch(toMicros(desk.now) / 1000).toString("yyyy-MM-ddThh:mm:ss")),
            qPrintable(lines[24]));
        QCOMPARE(lines.filter("\"'=cmd.example\"").size(), 24); // no formula
    }

    void theChartIsExported()
    {
        Desk desk;
        const QTemporaryDir folder;
        QTRY_COMPARE(desk.sum(), "8 accepted, 42 refused, 0 deferred");
        desk.console.scripted().answerFile(folder.filePath("a.png"));
        click(find(desk.page.get(), "exportPictureButton"));
        QTRY_VERIFY(QFile::exists(folder.filePath("a.png")));
        const QImage image(folder.filePath("a.png"));
        QVERIFY(image.width() >= desk.chart()->width());
        int reds = 0;
        for (int x = 0; x < image.width(); ++x) {
            for (int y = 0; y < image.height(); ++y)
                reds += image.pixelColor(x, y) == QColor(0xd6, 0x45, 0x45) ? 1 : 0;
        }
        QVERIFY2(reds > 50, "the bars of what was refused");
        desk.console.scripted().answerFile("/no/such/folder/a.png");
        click(find(desk.page.get(), "exportPictureButton"));
        QTRY_VERIFY(desk.console.scripted().said().contains("cannot be written"));
    }

    void theChartWearsTheTheme()
    {
        Desk desk;
        QTRY_COMPARE(desk.sum(), "8 accepted, 42 refused, 0 deferred");
        const auto background = [&desk] { return desk.chart()->chart()->backgroundBrush().color(); };
        for (const QPalette& palette : {darkPalette(), lightPalette()}) {
            desk.page->setPalette(palette);
            QTRY_COMPARE(background(), palette.color(QPalette::Base));
        }
    }

    void spansAreCutAsTheClockGoes()
    {
        const Time begin = SystemClock().now() - 24h * 100;
        for (const auto period : {StatisticsPeriod::Day, StatisticsPeriod::Week, StatisticsPeriod::Month,
                                  StatisticsPeriod::All}) {
            const Time moment = SystemClock().now();
            const StatisticsSpans spans = spansOf(period, moment, begin);
            QVERIFY(std::is_sorted(spans.edges.begin(), spans.edges.end()));
            QVERIFY(spans.edges.back() > moment); // now is in the last one
            // Of a week, today is cut to its end.
            QVERIFY(period == StatisticsPeriod::Week || spans.edges[spans.count() - 1] <= moment);
            QVERIFY(spans.marks.size() >= 4 && spans.marks.size() <= 9);
        }
        QCOMPARE(spansOf(StatisticsPeriod::Day, begin, {}).count(), std::size_t(24));
        QCOMPARE(spansOf(StatisticsPeriod::Week, begin, {}).count(), std::size_t(28));
        QCOMPARE(spansOf(StatisticsPeriod::Month, begin, {}).count(), std::size_t(30));
        QCOMPARE(spansOf(StatisticsPeriod::All, begin, {}).count(), std::size_t(7));
        const auto weeks = spansOf(StatisticsPeriod::All, begin + 24h * 100, begin);
        QVERIFY(weeks.count() >= 15 && weeks.count() <= 16);
        QVERIFY(weeks.edges.front() <= begin);
        QVERIFY(spansOf(StatisticsPeriod::All, begin, begin - 24h * 3000).count() <= 60);
    }
};

QTEST_MAIN(TestStatisticsPage)
#include "test_statistics_page.moc"
