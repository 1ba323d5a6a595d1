// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mail_address.h"
#include "base/reference.h"
#include "store/search_term.h"
#include "store_fixture.h"

#include <algorithm>
#include <array>
#include <random>

using namespace postern;
using namespace postern::store;
using model::Event;
using model::Outcome;

namespace {

const Time start = fromMicros(1'760'000'000'000'000);

Event eventOf(const std::string& sender, const std::string& recipient,
              const std::string& client = "198.51.100.7", Outcome outcome = Outcome::Rejected)
{
    Event one;
    one.time = start;
    one.node = "mail";
    one.service = "SMTP";
    one.client = client;
    one.helo = "host.example.net";
    one.sender = sender;
    one.recipient = recipient;
    one.outcome = outcome;
    if (outcome != Outcome::Accepted)
        one.check = "sender.blacklist";
    one.trace = "{}";
    one.facts = "{}";
    return one;
}

// Events that differ in all that a query can ask for.
std::vector<Event> mixture(int count, unsigned seed)
{
    std::minstd_rand random(seed);
    const auto pick = [&](auto... words) {
        const std::array<const char*, sizeof...(words)> all{words...};
        return std::string(all[random() % all.size()]);
    };
    std::vector<Event> events;
    for (int i = 0; i < count; ++i) {
        Event one = eventOf(
            pick("a@one.example", "A@ONE.example", "b@one.example", "<>", "", "x@two.example"),
            pick("jane@example.test", "joe@example.test", "", "a@one.example"),
            pick("192.0.2.1", "192.0.2.200", "198.51.100.7", "2001:db8::1", "2001:db8::2", "2001:db9::1"),
            Outcome(random() % 3));
        one.time =
            start + std::chrono::seconds(i) + std::chrono::seconds(random() % 10); // not quite in order
        one.service = pick("SMTP", "Submission");
        one.check =
            one.outcome == Outcome::Accepted ? "" : pick("ip.blacklist", "sender.blacklist", "helo.local");
        one.monitored = pick("", "", "", "helo.local", "ip.blacklist helo.invalid");
        if (one.outcome == Outcome::Rejected)
            one.reference = makeReference();
        events.push_back(one);
    }
    // one rare of each kind, far from the newest
    events[std::size_t(count / 7)].sender = "rare@three.example";
    events[std::size_t(count / 7)].reference = "K7Q2M9XD";
    return events;
}

// What findEvents() means, said plainly: every event is looked at.
bool matches(const Event& event, const EventQuery& query)
{
    const auto has = [](const std::string& words, const std::string& word) {
        return (' ' + words + ' ').find(' ' + word + ' ') != std::string::npos;
    };
    if ((query.beforeId > 0 && event.id >= query.beforeId) || event.id <= query.afterId)
        return false;
    if ((query.since && event.time < *query.since) || (query.until && event.time >= *query.until))
        return false;
    if (!query.service.empty() && event.service != query.service)
        return false;
    if (!query.check.empty() && event.check != query.check &&
        !(query.monitored && has(event.monitored, query.check)))
        return false;
    const bool wanted =
        std::find(query.outcomes.begin(), query.outcomes.end(), event.outcome) != query.outcomes.end();
    if ((!query.outcomes.empty() || query.monitored) && !wanted &&
        !(query.monitored && !event.monitored.empty()))
        return false;
    if (query.search.empty())
        return true;
    if (query.search == "K7Q2M9XD")
        return event.reference == query.search;
    if (const auto range = IpRange::parse(query.search))
        return range->contains(*IpAddress::parse(event.client));
    const MailAddress sender = comparableAddress(event.sender);
    const MailAddress recipient = comparableAddress(event.recipient);
    if (query.search.find('@') != std::string::npos)
        return sender.toString() == query.search || recipient.toString() == query.search;
    return sender.domain == query.search || recipient.domain == query.search;
}

struct TermWords {
    const char* kind;
    std::string value;
};
struct InWords {
    TermWords operator()(const ReferenceTerm& term) const { return {"reference", term.reference}; }
    TermWords operator()(const AddressTerm& term) const { return {"address", term.address}; }
    TermWords operator()(const DomainTerm& term) const { return {"domain", term.domain}; }
    TermWords operator()(const ClientTerm& term) const { return {"client", term.range.toString()}; }
    TermWords operator()(const TextTerm& term) const { return {"text", term.text}; }
};

} // namespace

class TestEventLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_at = std::make_unique<StoreFixture>(); }
    void cleanup() { m_at.reset(); }

    void anEventComesBackWithEveryField()
    {
        Event one = eventOf("a@one.example", "jane@example.test");
        one.tls = "TLSv1.3";
        one.user = "jane";
        one.size = 5'000'000'000;
        one.outcome = Outcome::Deferred;
        one.monitored = "helo.local";
        one.reply = "451 4.7.1 später";
        one.reference = "K7Q2M9XD";
        one.entry = 17;
        one.revision = 4;
        one.trace = R"({"stage":"rcpt"})";
        one.facts = R"({"client":"x"})";
        unwrap(store().appendEvents(std::vector{one}));
        const auto found = unwrap(store().events({}));
        QCOMPARE(found.size(), std::size_t(1));
        one.id = found[0].id;
        QVERIFY(found[0] == one);
        QVERIFY(unwrap(store().event(one.id)) == one);
        QVERIFY(!unwrap(store().event(one.id + 1)));
    }

    void nothingAppendedIsNothingDone()
    {
        unwrap(store().appendEvents({}));
        QVERIFY(unwrap(store().events({})).empty());
    }

    void pagesFollowEachOtherWithoutGapOrRepetition()
    {
        unwrap(store().appendEvents(mixture(1'000, 1)));
        std::vector<model::Id> ids;
        EventQuery query;
        query.limit = 77;
        query.check = "helo.local";
        for (;;) {
            const auto page = unwrap(store().events(query));
            if (page.empty())
                break;
            for (const Event& one : page)
                ids.push_back(one.id);
            query.beforeId = page.back().id;
        }
        QVERIFY(std::is_sorted(ids.rbegin(), ids.rend()));
        QCOMPARE(std::adjacent_find(ids.begin(), ids.end()), ids.end());
        query.beforeId = 0;
        query.limit = 10'000;
        QCOMPARE(unwrap(store().events(query)).size(), ids.size());
        query.limit = 0;
        QVERIFY(unwrap(store().events(query)).empty());
    }

    void theLiveTailComesOldestFirst()
    {
        unwrap(store().appendEvents(mixture(300, 2)));
        EventQuery query;
        query.afterId = 250;
        query.limit = 20;
        const auto tail = unwrap(store().events(query));
        QCOMPARE(tail.size(), std::size_t(20));
        QCOMPARE(tail.front().id, model::Id(251));
        QCOMPARE(tail.back().id, model::Id(270));
        query.afterId = 0;
        query.oldestFirst = true;
        QCOMPARE(unwrap(store().events(query)).front().id, model::Id(1));
    }

    // 20,000 events are three segments of the index; writers come in batches of any size.
    void everySearchFindsExactlyWhatMatches()
    {
        const std::vector<Event> events = mixture(20'000, 3);
        std::minstd_rand random(4);
        for (std::size_t written = 0; written < events.size();) {
            const std::size_t n = std::min<std::size_t>(1 + random() % 700, events.size() - written);
            unwrap(store().appendEvents(std::span(events).subspan(written, n)));
            written += n;
        }
        EventQuery all;
        all.limit = 1'000'000;
        const std::vector<Event> stored = unwrap(store().events(all));
        QCOMPARE(stored.size(), events.size());
        for (int i = 0; i < 300; ++i)
            compare(stored, randomQuery(random));
    }

    void aSearchTermMeansWhatItLooksLike_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("value");
        QTest::newRow("address") << " Joe@Example.COM "
                                 << "address"
                                 << "joe@example.com";
        QTest::newRow("international address") << "joe@bücher.example"
                                               << "address"
                                               << "joe@xn--bcher-kva.example";
        QTest::newRow("null sender") << "<>"
                                     << "address"
                                     << "<>";
        QTest::newRow("domain") << "Example.com"
                                << "domain"
                                << "example.com";
        QTest::newRow("domain with @") << "@example.com"
                                       << "domain"
                                       << "example.com";
        QTest::newRow("client") << "192.0.2.1"
                                << "client"
                                << "192.0.2.1";
        QTest::newRow("block") << "192.0.2.0/24"
                               << "client"
                               << "192.0.2.0/24";
        QTest::newRow("IPv6") << "2001:DB8::1"
                              << "client"
                              << "2001:db8::1";
        QTest::newRow("reference") << "ref k7q2m9xd"
                                   << "reference"
                                   << "K7Q2M9XD";
        QTest::newRow("part of a name") << "jsmi"
                                        << "text"
                                        << "jsmi";
        QTest::newRow("nothing") << "   "
                                 << ""
                                 << "";
        QTest::newRow("bounce with a reference") << "<joe@example.com>: host mx.example.test[192.0.2.1] "
                                                    "said: 554 5.7.1 blacklisted (me@here.example) ref "
                                                    "K7Q2M9XD (in reply to RCPT TO command)"
                                                 << "reference"
                                                 << "K7Q2M9XD";
        QTest::newRow("bounce with an address") << "Your message to <joe@example.com> was refused.\r\n554 no"
                                                << "address"
                                                << "joe@example.com";
        QTest::newRow("text with a client") << "connect from unknown [192.0.2.1]:"
                                            << "client"
                                            << "192.0.2.1";
        QTest::newRow("words only") << "hello world"
                                    << "text"
                                    << "hello world";
        QTest::newRow("too long a paste") << QString(70'000, 'x') + " ref K7Q2M9XD"
                                          << "text" << QString(65'536, 'x');
    }
    void aSearchTermMeansWhatItLooksLike()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, kind);
        QFETCH(const QString, value);
        const auto terms = searchTerms(typed.toStdString());
        if (kind.isEmpty()) {
            QVERIFY(terms.empty());
            return;
        }
        const SearchTerm& term = terms.at(0);
        const auto [foundKind, found] = std::visit(InWords(), term);
        QCOMPARE(QString(foundKind), kind);
        QCOMPARE(QString::fromStdString(found), value);
    }

    void eightLettersAreAReferenceOnlyWhereThereIsOne()
    {
        unwrap(store().appendEvents(std::vector{eventOf("hannah22@one.example", "jane@example.test")}));
        EventQuery query;
        query.search = "hannah22"; // could be one by its form
        QCOMPARE(unwrap(store().events(query)).size(), std::size_t(1));
    }

    void partsOfNamesAreFoundLiterally()
    {
        unwrap(store().appendEvents(std::vector{eventOf("50%off@one.example", "jane@example.test"),
                                                eventOf("50xoff@one.example", "jane@example.test")}));
        EventQuery query;
        query.search = "50%o";
        QCOMPARE(unwrap(store().events(query)).size(), std::size_t(1));
        query.search = "JANE";
        QCOMPARE(unwrap(store().events(query)).size(), std::size_t(2));
    }

    void countsComeFromTheCounters()
    {
        std::vector<Event> events{eventOf("a@one.example", "x@example.test"),
                                  eventOf("b@one.example", "x@example.test"),
                                  eventOf("c@one.example", "x@example.test", "192.0.2.1", Outcome::Accepted),
                                  eventOf("d@one.example", "x@example.test", "192.0.2.1", Outcome::Deferred)};
        events[1].time = start - std::chrono::hours(1);
        Event delivered = events[2]; // the same message a moment later
        delivered.check = model::checkDelivery;
        events.push_back(delivered);
        unwrap(store().appendEvents(events));
        unwrap(store().appendEvents(std::span(events).first(1)));
        const EventCounts since = unwrap(store().eventCounts(start));
        QCOMPARE(since.rejected, std::int64_t(2));
        QCOMPARE(since.accepted, std::int64_t(1));
        QCOMPARE(since.deferred, std::int64_t(1));
        QCOMPARE(unwrap(store().eventCounts(start - std::chrono::hours(2))).rejected, std::int64_t(3));
        QCOMPARE(unwrap(store().eventCounts(start + std::chrono::hours(1))).rejected, std::int64_t(0));
    }

    void oldEventsGoInSlices()
    {
        m_at->fill(); // 90 days
        std::vector<Event> events = mixture(10'000, 5);
        for (std::size_t i = 9'000; i < events.size(); ++i)
            events[i].time = start + std::chrono::hours(24 * 50);
        unwrap(store().appendEvents(events));
        const Time now = start + std::chrono::hours(24 * 100);
        QCOMPARE(unwrap(store().applyRetention(now)), 4'096); // bounded
        int removed = 4'096;
        while (const int more = unwrap(store().applyRetention(now)))
            removed += more;
        QCOMPARE(removed, 9'000);
        EventQuery all;
        all.limit = 100'000;
        QCOMPARE(unwrap(store().events(all)).size(), std::size_t(1'000));
        all.search = "jane@example.test";
        for (const Event& one : unwrap(store().events(all)))
            QVERIFY(one.time >= now - std::chrono::hours(24 * 90));
        // what is written later gets new ids, and is found
        const model::Id newest = unwrap(store().events({}))[0].id;
        unwrap(store().appendEvents(std::vector{eventOf("late@one.example", "jane@example.test")}));
        all.search = "late@one.example";
        QCOMPARE(unwrap(store().events(all)).at(0).id, newest + 1);
    }

    void everythingMayGoAndIdsGoOn()
    {
        m_at->fill();
        unwrap(store().appendEvents(mixture(100, 6)));
        QCOMPARE(unwrap(store().applyRetention(start + std::chrono::hours(24 * 200))), 100);
        QVERIFY(unwrap(store().events({})).empty());
        QCOMPARE(sqliteShell(m_at->file(), "SELECT count(*) FROM event_chunk"), QString("0"));
        unwrap(store().appendEvents(std::vector{eventOf("a@one.example", "jane@example.test")}));
        QCOMPARE(unwrap(store().events({})).at(0).id, model::Id(101));
    }

    void noLimitKeepsEverything()
    {
        saved(store().commit(
            m_at->edit([](model::Configuration& c) { c.server.eventDays = c.server.eventMegabytes = 0; })));
        unwrap(store().appendEvents(mixture(100, 7)));
        QCOMPARE(unwrap(store().applyRetention(start + std::chrono::hours(24 * 20'000))), 0);
    }

    void theLogStaysWithinItsSize()
    {
        saved(store().commit(m_at->edit([](model::Configuration& c) { c.server.eventMegabytes = 4; })));
        std::vector<Event> events = mixture(2'000, 8);
        for (Event& one : events)
            one.facts = std::string(1'000, 'x');
        for (int i = 0; i < 10; ++i) {
            unwrap(store().appendEvents(events)); // 2.5 MB
            while (unwrap(store().applyRetention(start)) > 0) {
            }
        }
        const auto left = sqliteShell(m_at->file(), "SELECT count(*) FROM event").toInt();
        QVERIFY2(left > 2'000 && left < 3'500, qPrintable(QString::number(left)));
        QVERIFY(!unwrap(store().events({})).empty());
        // what the sums say is near what the file takes (the rest of the store is small here)
        m_at->close();
        const double sums = sqliteShell(m_at->file(), "SELECT sum(bytes) FROM event_chunk").toDouble();
        const double pages =
            sqliteShell(m_at->file(), "SELECT (page_count - freelist_count) * page_size FROM"
                                      " pragma_page_count, pragma_freelist_count, pragma_page_size")
                .toDouble();
        QVERIFY2(sums > pages * 0.7 && sums < pages * 1.3, qPrintable(QString("%1 %2").arg(sums).arg(pages)));
    }

    void freePagesGoBackToTheDisk()
    {
        m_at->fill();
        std::vector<Event> events = mixture(2'000, 9);
        for (Event& one : events)
            one.facts = std::string(20'000, 'x');
        unwrap(store().appendEvents(events)); // 40 MB
        const auto pages = [&] { return sqliteShell(m_at->file(), "PRAGMA page_count").toInt(); };
        const int before = pages();
        QCOMPARE(unwrap(store().applyRetention(start + std::chrono::hours(24 * 200))), 2'000);
        for (int i = 0; i < 10; ++i)
            unwrap(store().applyRetention(start + std::chrono::hours(24 * 200)));
        QVERIFY2(pages() < before / 2, qPrintable(QString("%1 %2").arg(before).arg(pages())));
    }

    void indexKeysGoWithTheirSegment()
    {
        m_at->fill();
        unwrap(store().appendEvents(mixture(8'300, 10))); // the first segment ends at 8,191
        const Time now = start + std::chrono::hours(24 * 200);
        for (int i = 0; i < 10; ++i)
            unwrap(store().applyRetention(now));
        QCOMPARE(sqliteShell(m_at->file(), "SELECT count(*) FROM event_key WHERE key >> 40 = 0"),
                 QString("0"));
    }

    // --- status
    void aNodeIsReadAsItWasWritten()
    {
        const Phrase certificate = joined(
            {{"a newer one: %1", false, {Phrase::name("\"{50%1}\"")}}, Phrase::name("no certificate")}, "; ");
        model::NodeStatus node{"mail", "0.1.0",     4711, start, start + std::chrono::seconds(2),
                               3,      certificate, {}};
        node.listeners = {{1, "SMTP", model::ListenerState::Running, {}, 17},
                          {2, "Submission", model::ListenerState::Failed, Phrase::name("{port 587"), 0}};
        unwrap(store().writeNode(node));
        QVERIFY(unwrap(store().nodes()) == std::vector{node});
        node.listeners.pop_back();
        node.heartbeat += std::chrono::seconds(2);
        unwrap(store().writeNode(node));
        model::NodeStatus other = node;
        other.node = "another";
        unwrap(store().writeNode(other));
        QVERIFY(unwrap(store().nodes()) == (std::vector{other, node}));
    }

    void eachNodeTakesACommandOnce()
    {
        const auto send = [&](const char* verb) {
            unwrap(store().sendCommand({0, verb, "1", "jane", start}));
        };
        send("service.stop");
        QVERIFY(unwrap(store().takeCommands("a")).empty()); // given before it was there
        QVERIFY(unwrap(store().takeCommands("b")).empty());
        send("service.start");
        send("service.stop");
        const auto taken = unwrap(store().takeCommands("a"));
        QCOMPARE(taken.size(), std::size_t(2));
        QCOMPARE(taken[0].verb, std::string("service.start"));
        QCOMPARE(taken[0].argument, std::string("1"));
        QCOMPARE(taken[0].author, std::string("jane"));
        QVERIFY(taken[0].created == start);
        QVERIFY(unwrap(store().takeCommands("a")).empty());
        QCOMPARE(unwrap(store().takeCommands("b")).size(), std::size_t(2));
        unwrap(store().applyRetention(start + std::chrono::hours(48))); // forgets old ones
        QVERIFY(unwrap(store().takeCommands("a")).empty());
        send("service.start");
        QCOMPARE(unwrap(store().takeCommands("a")).size(), std::size_t(1));
    }

    void bansEndByThemselvesOrByHand()
    {
        unwrap(store().putBan({"192.0.2.1", start + std::chrono::minutes(10), "errors"}));
        unwrap(store().putBan(
            {"192.0.2.1", start + std::chrono::minutes(5), "connects"})); // the later end counts
        unwrap(store().putBan({"192.0.2.2", start + std::chrono::minutes(1), "errors"}));
        QCOMPARE(unwrap(store().bans(start)).size(), std::size_t(2));
        const auto later = unwrap(store().bans(start + std::chrono::minutes(6)));
        QCOMPARE(later.size(), std::size_t(1));
        QCOMPARE(later[0].client, std::string("192.0.2.1"));
        QCOMPARE(later[0].reason, std::string("connects"));
        unwrap(store().liftBan("192.0.2.1"));
        QVERIFY(unwrap(store().bans(start + std::chrono::minutes(6))).empty());
        unwrap(store().liftBan("192.0.2.99"));
    }

    void manyBansAreLiftedAtOnce()
    {
        for (const char* client : {"192.0.2.1", "192.0.2.2", "2001:db8:1:2::5", "not an address"})
            unwrap(store().putBan({client, start + std::chrono::minutes(10), "errors"}));
        const std::vector<std::string> clients{"192.0.2.1", "2001:db8:1:2::7", "not an address",
                                               "192.0.2.99"};
        unwrap(store().liftBans(clients));
        const auto left = unwrap(store().bans(start));
        QCOMPARE(left.size(), std::size_t(1));
        QCOMPARE(left[0].client, std::string("192.0.2.2"));
        unwrap(store().liftBans({})); // nobody
        QCOMPARE(unwrap(store().bans(start)).size(), std::size_t(1));
    }

    void openSessionsAreWrittenAsTheyChange()
    {
        model::ConnectionEntry one{"a",         7,        3,
                                   "192.0.2.1", "laptop", "jane@x",
                                   "TLSv1.3 X", "<>",     model::ConnectionStage::Envelope,
                                   2,           start,    start};
        model::ConnectionEntry two = one;
        two.id = 8;
        two.since += std::chrono::seconds(1);
        model::ConnectionEntry other = one;
        other.node = "b";
        unwrap(store().writeConnections(std::vector{one, two, other}, {}));
        auto all = unwrap(store().connections());
        QCOMPARE(all.size(), std::size_t(3));
        QCOMPARE(all[0], two); // the newest
        QCOMPARE(unwrap(store().connections(1)).size(), std::size_t(1));
        one.stage = model::ConnectionStage::Storing;
        one.messages = 3;
        one.user = "joe@x";
        one.active += std::chrono::minutes(1);
        unwrap(store().writeConnections(std::vector{one}, std::vector{two}));
        all = unwrap(store().connections());
        QCOMPARE(all.size(), std::size_t(2));
        QVERIFY(std::find(all.begin(), all.end(), one) != all.end());
        unwrap(store().clearConnections("a"));
        QCOMPARE(unwrap(store().connections()), std::vector{other});
    }

    void headersAreKeptForAWhile()
    {
        const model::MessageHeader header{"a", "K7Q2M9XD", "Subject: hello\n", start};
        QVERIFY(!unwrap(store().header("a", "K7Q2M9XD")));
        unwrap(store().writeHeader({"a", "K7Q2M9XD", "Subject: old\n", start - std::chrono::hours(1)}));
        unwrap(store().writeHeader(header));
        QCOMPARE(unwrap(store().header("a", "K7Q2M9XD")), std::optional(header));
        QVERIFY(!unwrap(store().header("b", "K7Q2M9XD")));
        unwrap(store().forgetHeaders("a", start));
        QVERIFY(unwrap(store().header("a", "K7Q2M9XD")));
        unwrap(store().forgetHeaders("b", start + std::chrono::hours(1)));
        QVERIFY(unwrap(store().header("a", "K7Q2M9XD")));
        unwrap(store().forgetHeaders("a", start + std::chrono::seconds(1)));
        QVERIFY(!unwrap(store().header("a", "K7Q2M9XD")));
    }

    void aBanIsKnownByTheClientsName()
    {
        unwrap(store().putBan({"2001:db8:1:2::5", start + std::chrono::minutes(1), "errors"}));
        unwrap(store().putBan({"2001:db8:1:2::6", start + std::chrono::minutes(2), "errors"}));
        const auto bans = unwrap(store().bans(start));
        QCOMPARE(bans.size(), std::size_t(1));
        QCOMPARE(bans[0].client, std::string("2001:db8:1:2::/64"));
        QCOMPARE(bans[0].until, start + std::chrono::minutes(2));
        unwrap(store().liftBan("2001:db8:1:2:ffff::1"));
        QVERIFY(unwrap(store().bans(start)).empty());
    }

private:
    Store& store() { return m_at->store(); }

    static EventQuery randomQuery(std::minstd_rand& random)
    {
        const auto pick = [&](auto... words) {
            const std::array<const char*, sizeof...(words)> all{words...};
            return std::string(all[random() % all.size()]);
        };
        EventQuery query;
        query.search = pick("", "", "a@one.example", "b@one.example", "jane@example.test", "one.example",
                            "example.test", "192.0.2.1", "192.0.2.0/25", "192.0.0.0/8", "2001:db8::2",
                            "2001:db8::/32", "rare@three.example", "K7Q2M9XD", "nobody@one.example", "<>@");
        if (query.search == "<>@")
            query.search.clear();
        query.service = pick("", "", "SMTP", "Submission", "None");
        query.check = pick("", "", "ip.blacklist", "helo.local", "helo.invalid", "none");
        query.monitored = random() % 3 == 0;
        for (int outcome = 0; outcome < 3; ++outcome)
            if (random() % 4 == 0)
                query.outcomes.push_back(Outcome(outcome));
        if (random() % 4 == 0)
            query.since = start + std::chrono::seconds(random() % 20'000);
        if (random() % 4 == 0)
            query.until = start + std::chrono::seconds(random() % 20'000);
        if (random() % 3 == 0)
            query.beforeId = model::Id(random() % 21'000);
        else if (random() % 3 == 0)
            query.afterId = model::Id(random() % 21'000);
        query.limit = int(1 + random() % 300);
        return query;
    }

    // `stored`: all events, newest first.
    void compare(const std::vector<Event>& stored, const EventQuery& query)
    {
        std::vector<model::Id> expected;
        for (const Event& one : stored)
            if (matches(one, query))
                expected.push_back(one.id);
        if (query.afterId > 0)
            std::reverse(expected.begin(), expected.end());
        expected.resize(std::min(expected.size(), std::size_t(query.limit)));
        std::vector<model::Id> found;
        for (const Event& one : unwrap(store().events(query)))
            found.push_back(one.id);
        QVERIFY2(
            found == expected,
            qPrintable(QString("search '%1' service '%2' check '%3' monitored %4 outcomes %5 before %6 "
                               "after %7: found %8, expected %9")
                           .arg(QString::fromStdString(query.search), QString::fromStdString(query.service),
                                QString::fromStdString(query.check))
                           .arg(query.monitored)
                           .arg(query.outcomes.size())
                           .arg(query.beforeId)
                           .arg(query.afterId)
                           .arg(found.size())
                           .arg(expected.size())));
    }

    std::unique_ptr<StoreFixture> m_at;
};

QTEST_GUILESS_MAIN(TestEventLog)
#include "test_event_log.moc"
