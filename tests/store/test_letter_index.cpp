// SPDX-License-Identifier: GPL-3.0-or-later
// Searches by a part of a name find the same with the index of letters as without it.
#include "store/letter_index.h"
#include "store_fixture.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace postern;
using namespace postern::store;

namespace {

constexpr model::Id perPart = model::Id(1) << partBits;

model::Event eventOf(int number)
{
    static constexpr std::array names{"Anna.Schmidt", "joe", "news+weekly", "\xc3\xa4ngstrom", "x"};
    static constexpr std::array hosts{"mail.example.org", "MX3.Bulk.Example", "laptop", "a_b%c"};
    model::Event event;
    event.time = fromMicros(1'790'000'000'000'000 + number);
    event.service = number % 3 == 0 ? "Submission" : "SMTP";
    event.client = "203.0.113." + std::to_string(number % 250);
    event.helo = hosts[std::size_t(number) % hosts.size()];
    event.sender = names[std::size_t(number) % names.size()] + std::to_string(number % 97) + "@" +
                   hosts[std::size_t(number / 7) % hosts.size()];
    event.recipient = number % 11 == 0 ? "" : "jane" + std::to_string(number % 13) + "@domain.com";
    event.outcome = number % 2 == 0 ? model::Outcome::Rejected : model::Outcome::Accepted;
    return event;
}

bool holds(const std::string& text, const std::string& part)
{
    const QString whole = QString::fromStdString(text);
    return whole.contains(QString::fromStdString(part), Qt::CaseInsensitive);
}

// A log whose first part is full but for the middle, with some hundred events on both sides of its end.
class Log : public StoreFixture {
public:
    Log()
    {
        add(300);
        sqliteShell(
            file(),
            QStringLiteral("UPDATE sqlite_sequence SET seq = %1 WHERE name = 'event'").arg(perPart - 400));
        add(700);
    }
    void add(int count)
    {
        std::vector<model::Event> events;
        for (int i = 0; i < count; ++i)
            events.push_back(eventOf(m_next++));
        unwrap(store().appendEvents(events));
    }
    std::vector<model::Id> ids(const EventQuery& query)
    {
        std::vector<model::Id> ids;
        for (const model::Event& each : unwrap(store().events(query)))
            ids.push_back(each.id);
        return ids;
    }
    // By looking at every event.
    std::vector<model::Id> expected(const EventQuery& query)
    {
        EventQuery all;
        all.limit = 10'000;
        std::vector<model::Id> ids;
        for (const model::Event& each : unwrap(store().events(all))) {
            const std::string& part = query.search;
            const bool found = holds(each.sender, part) || holds(each.recipient, part) ||
                               holds(each.helo, part) || holds(each.client, part);
            if (found && (query.service.empty() || each.service == query.service) &&
                (query.beforeId == 0 || each.id < query.beforeId) && each.id > query.afterId)
                ids.push_back(each.id);
        }
        if (query.oldestFirst || query.afterId > 0)
            std::reverse(ids.begin(), ids.end());
        ids.resize(std::min(ids.size(), std::size_t(query.limit)));
        return ids;
    }
    int rows() { return sqliteShell(file(), "SELECT count(*) FROM event_letters").toInt(); }

private:
    int m_next = 0;
};

} // namespace

class TestLetterIndex : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bucketsAreOfThreeAndFourLetters()
    {
        QVERIFY(letterBuckets("").empty());
        QVERIFY(letterBuckets("ab").empty());
        QCOMPARE(letterBuckets("abc").size(), std::size_t(1));
        QCOMPARE(letterBuckets("ABC"), letterBuckets("abc"));
        QCOMPARE(letterBuckets("aaaaaa").size(), std::size_t(2));
        QCOMPARE(letterBuckets("abcdef").size(), std::size_t(7));
        const auto all = letterBuckets("anna.schmidt@example.org");
        const auto part = letterBuckets("Schmidt@ex");
        QVERIFY(std::includes(all.begin(), all.end(), part.begin(), part.end()));
        QVERIFY(!std::includes(part.begin(), part.end(), all.begin(), all.end()));
        for (const int bucket : letterBuckets("\xff\xfe\x80\xc3\xa4"))
            QVERIFY(bucket >= 0 && bucket < 16384);
    }

    void onlyFullPartsAreIndexedAndEachOnce()
    {
        StoreFixture empty;
        QVERIFY(!unwrap(empty.store().indexLog()));
        Log log;
        QCOMPARE(log.rows(), 0);
        QVERIFY(unwrap(log.store().indexLog()));
        const int rows = log.rows();
        QVERIFY(rows > 100);
        QVERIFY(!unwrap(log.store().indexLog()));
        QVERIFY(!unwrap(log.other().indexLog())); // of another engine
        QCOMPARE(log.rows(), rows);
    }

    void theSameIsFoundAsWithoutIt_data()
    {
        QTest::addColumn<QString>("part");
        for (const char* part : {"schmidt", "SCHMIDT7", "weekly3", "\xc3\xa4ng", "bulk", "%", "_b%c", "jane1",
                                 "113", "com", "zebra", "jo", "x", "9@", "laptop"})
            QTest::newRow(part) << QString::fromUtf8(part);
    }
    void theSameIsFoundAsWithoutIt()
    {
        QFETCH(const QString, part);
        Log log;
        for (const bool indexed : {false, true}) {
            if (indexed)
                QVERIFY(unwrap(log.store().indexLog()));
            EventQuery query;
            query.search = part.toStdString();
            query.limit = 40;
            QCOMPARE(log.ids(query), log.expected(query));
            query.limit = 5000;
            QCOMPARE(log.ids(query), log.expected(query));
            query.service = "Submission";
            QCOMPARE(log.ids(query), log.expected(query));
            query.beforeId = perPart + 17;
            QCOMPARE(log.ids(query), log.expected(query));
            query.oldestFirst = true;
            query.limit = 25;
            QCOMPARE(log.ids(query), log.expected(query));
            query.beforeId = 0;
            query.afterId = perPart - 90;
            QCOMPARE(log.ids(query), log.expected(query));
        }
    }

    void itIsWhatASearchGoesBy()
    {
        Log log;
        EventQuery query;
        query.search = "schmidt";
        query.limit = 5000;
        QVERIFY(unwrap(log.store().indexLog()));
        sqliteShell(log.file(), "UPDATE event_letters SET blocks = zeroblob(64)");
        const auto ids = log.ids(query);
        QVERIFY(!ids.empty()); // of the part that is not full
        QVERIFY(ids.back() >= perPart);
    }

    void whatComesInLaterIsFound()
    {
        Log log;
        QVERIFY(unwrap(log.store().indexLog()));
        model::Event late = eventOf(0);
        late.sender = "zebra@far.example";
        unwrap(log.store().appendEvents(std::span(&late, 1)));
        EventQuery query;
        query.search = "zebra";
        QCOMPARE(log.ids(query).size(), std::size_t(1));
    }

    void itGoesWithTheEvents()
    {
        Log log;
        QVERIFY(unwrap(log.store().indexLog()));
        saved(log.store().commit(log.edit([](model::Configuration& c) { c.server.eventDays = 1; })));
        unwrap(log.store().applyRetention(fromMicros(1'900'000'000'000'000)));
        QCOMPARE(log.rows(), 0);
        QVERIFY(!unwrap(log.store().indexLog()));
    }
};

QTEST_GUILESS_MAIN(TestLetterIndex)
#include "test_letter_index.moc"
