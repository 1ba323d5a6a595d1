// SPDX-License-Identifier: GPL-3.0-or-later
// Black and white lists in the store.
#include "store_fixture.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace postern;
using namespace postern::store;

namespace {

std::string summaryOf(Store& store)
{
    return toEnglish(phraseFrom(unwrap(store.history()).at(0).summary));
}

} // namespace

class TestListEntries : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_at = std::make_unique<StoreFixture>(); }
    void cleanup() { m_at.reset(); }

    void anEntryComesBackWithEveryField()
    {
        model::ListEntry one = entry("news@partner.example");
        one.color = model::ListColor::White;
        one.condition = model::Condition::FromRange;
        one.onlyFrom = "192.0.2.0/24";
        one.comment = "Grüße";
        one.author = "anna";
        one.created = fromMicros(1'700'000'000'000'001);
        one.expires = fromMicros(1'900'000'000'000'002);
        one.enabled = false;
        model::ListEntry stored = added(one);
        QVERIFY(stored.id > 0);
        stored.id = 0;
        QVERIFY(stored == one);
    }

    // What an engine compiles, without a million entries in memory at once.
    void allEntriesAreGoneThroughInTheOrderOfIds()
    {
        m_at->fill();
        const model::Id service = unwrap(store().configuration()).services[0].id;
        model::ListEntry white = entry("192.0.2.1", model::ListKind::Ip, service);
        white.color = model::ListColor::White;
        white.condition = model::Condition::FromRange;
        white.onlyFrom = "192.0.2.0/24";
        white.expires = fromMicros(1'900'000'000'000'002);
        model::ListEntry off = entry("off@spam.example");
        off.enabled = false;
        off.negated = true;
        saved(store().commit(m_at->editOfLists({entry("a@spam.example"), white, off})));
        const auto all = unwrap(store().listEntries());
        std::size_t at = 0;
        QVERIFY(store().scanLists([&](const model::ListEntryView& scanned) {
            const model::ListEntry& other = all.at(at++);
            QCOMPARE(scanned.id, other.id);
            QCOMPARE(scanned.service, other.service);
            QCOMPARE(scanned.color, other.color);
            QCOMPARE(scanned.kind, other.kind);
            QCOMPARE(std::string(scanned.pattern), other.pattern);
            QCOMPARE(scanned.negated, other.negated);
            QCOMPARE(scanned.enabled, other.enabled);
            QCOMPARE(scanned.condition, other.condition);
            QCOMPARE(std::string(scanned.onlyFrom), other.onlyFrom);
            QCOMPARE(scanned.expires, other.expires);
        }));
        QCOMPARE(at, std::size_t(3));
    }

    void aSearchEndsWhenItHasSeenEnough()
    {
        saved(store().commit(m_at->editOfLists(
            {entry("a@spam.example"), entry("b@spam.example"), entry("c@spam.example")})));
        std::vector<std::string> seen;
        QVERIFY(store().searchLists([&seen](const model::ListEntryView& view) {
            seen.emplace_back(view.pattern);
            return seen.size() < 2;
        }));
        QCOMPARE(seen, (std::vector<std::string>{"a@spam.example", "b@spam.example"}));
    }

    void anEntryIsReadByItsId()
    {
        saved(store().commit(m_at->editOfLists({entry("a@spam.example"), entry("b@spam.example")})));
        const auto all = unwrap(store().listEntries());
        QCOMPARE(unwrap(store().listEntry(all[1].id)), std::optional(all[1]));
        QCOMPARE(unwrap(store().listEntry(all[1].id + 1)), std::nullopt);
    }

    void theFirstOfALongListComeAtOnce()
    {
        std::vector<model::ListEntry> many;
        for (int i = 0; i < 50; ++i)
            many.push_back(entry("u" + std::to_string(i) + "@spam.example"));
        many.push_back(entry("192.0.2.1", model::ListKind::Ip));
        saved(store().commit(m_at->editOfLists(many)));
        const ListQuery query{.service = 0, .color = {}, .kind = model::ListKind::Sender, .limit = 10};
        const auto first = unwrap(store().listEntries(query));
        QCOMPARE(first.size(), std::size_t(10));
        QCOMPARE(first.front().pattern, "u0@spam.example");
        QCOMPARE(first.back().pattern, "u9@spam.example");
    }

    void filesOfListsComeBackAsTheyWereTold()
    {
        model::ListFileStatus one;
        one.node = "main";
        one.service = 3;
        one.color = model::ListColor::White;
        one.kind = model::ListKind::Helo;
        one.file = "/srv/lists/drop.txt";
        one.state = model::ListFileState::Kept;
        one.lines = 1'000'000;
        one.refused = 2;
        one.firstRefused = {
            POSTERN_TEXT("server", "line %1: %2"), false, {Phrase::name("7"), Phrase::name("x")}};
        one.read = fromMicros(1'790'000'000'000'000);
        one.error = Phrase::name("there is no such file");
        model::ListFileStatus two;
        two.node = "main";
        two.file = "other.txt";
        QVERIFY(store().writeListFiles("main", std::vector{one, two}));
        const auto files = unwrap(store().listFiles());
        QVERIFY(files == (std::vector{two, one}));
        model::ListFileStatus elsewhere = two;
        elsewhere.node = "second";
        QVERIFY(store().writeListFiles("second", std::vector{elsewhere}));
        QVERIFY(store().writeListFiles("main", {}));
        QVERIFY(unwrap(store().listFiles()) == std::vector{elsewhere});
    }

    void entriesAreReadByServiceColorAndKind()
    {
        m_at->fill();
        const model::Id service = unwrap(store().configuration()).services[0].id;
        model::ListEntry white = entry("192.0.2.1", model::ListKind::Ip, service);
        white.color = model::ListColor::White;
        saved(store().commit(m_at->editOfLists(
            {entry("a@spam.example"), entry("b@spam.example", model::ListKind::Sender, service), white,
             entry("c@spam.example", model::ListKind::Recipient)})));
        QCOMPARE(unwrap(store().listEntries()).size(), std::size_t(4));
        QCOMPARE(unwrap(store().listEntries({0, {}, {}})).size(), std::size_t(2));
        QCOMPARE(unwrap(store().listEntries({service, {}, {}})).size(), std::size_t(2));
        QCOMPARE(unwrap(store().listEntries({service, model::ListColor::White, {}})).size(), std::size_t(1));
        QCOMPARE(unwrap(store().listEntries({{}, model::ListColor::Black, model::ListKind::Sender})).size(),
                 std::size_t(2));
        const auto counts = unwrap(store().listCounts());
        QCOMPARE(counts.size(), std::size_t(4));
        QVERIFY(std::all_of(counts.begin(), counts.end(), [](const ListCount& c) { return c.count == 1; }));
    }

    void entriesMoveBetweenListsAndTakeEachOthersPlace()
    {
        model::ListEntry a = added(entry("a@spam.example"));
        model::ListEntry b = added(entry("b@spam.example"));
        std::swap(a.pattern, b.pattern);
        b.color = model::ListColor::White;
        const std::int64_t revision = saved(store().commit(m_at->editOfLists({a, b})));
        QVERIFY(unwrap(store().listEntries()) == (std::vector{a, b}));
        QCOMPARE(unwrap(store().changes(revision)).size(), std::size_t(2));
    }

    void anEntryThatIsGoneCannotBeSaved()
    {
        model::ListEntry one = added(entry("a@spam.example"));
        saved(store().commit(m_at->editOfLists({}, {one.id})));
        one.comment = "late";
        QVERIFY(errorOf(store().commit(m_at->editOfLists({one}))).kind == ErrorKind::NotFound);
        QCOMPARE(saved(store().commit(m_at->editOfLists({}, {one.id}))),
                 std::int64_t(2)); // gone already: nothing to do
    }

    void aNewServiceAndItsEntriesAreOneEdit()
    {
        Edit edit = m_at->edit([](model::Configuration& c) {
            c = sample();
            c.services[0].id = -7;
        });
        edit.lists.saved = {entry("a@spam.example", model::ListKind::Sender, -7)};
        saved(store().commit(edit));
        QCOMPARE(unwrap(store().listEntries()).at(0).service,
                 unwrap(store().configuration()).services.at(0).id);
    }

    void hitsAreAddedUp()
    {
        const model::ListEntry one = added(entry("a@spam.example"));
        const model::ListEntry two = added(entry("b@spam.example"));
        unwrap(store().addHits(std::vector<ListHit>{{one.id, 2, fromMicros(20)}, {two.id, 1, std::nullopt}}));
        unwrap(
            store().addHits(std::vector<ListHit>{{one.id, 3, fromMicros(10)}, {two.id, 1, fromMicros(5)}}));
        const auto hits = unwrap(store().listHits());
        QCOMPARE(hits.size(), std::size_t(2));
        QCOMPARE(hits[0].hits, std::int64_t(5));
        QVERIFY(hits[0].lastHit == fromMicros(20)); // never moves back
        QVERIFY(hits[1].lastHit == fromMicros(5));
        QCOMPARE(unwrap(store().listHits(std::vector{two.id})).at(0).hits, std::int64_t(2));
        saved(store().commit(m_at->editOfLists({}, {one.id})));
        QCOMPARE(unwrap(store().listHits()).size(), std::size_t(1)); // they go with the entry
    }

    void changedEntriesAreFoundByRevision()
    {
        const model::ListEntry kept = added(entry("kept@spam.example"));
        model::ListEntry changed = added(entry("changed@spam.example"));
        const model::ListEntry removed = added(entry("removed@spam.example"));
        const std::int64_t base = unwrap(store().revision());
        changed.comment = "now";
        saved(store().commit(m_at->editOfLists({changed, entry("new@spam.example")}, {removed.id})));
        const ListChanges since = *unwrap(store().listChangesSince(base));
        QCOMPARE(since.saved.size(), std::size_t(2));
        QVERIFY(since.saved[0] == changed);
        QCOMPARE(since.saved[1].pattern, std::string("new@spam.example"));
        QVERIFY(since.removed == std::vector{removed.id});
        QVERIFY(unwrap(store().listChangesSince(unwrap(store().revision())))->empty());
    }

    void tooManyChangedEntriesMeanReadAll()
    {
        std::vector<model::ListEntry> many;
        for (int i = 0; i < 10'000; ++i)
            many.push_back(entry("n" + std::to_string(i) + "@spam.example"));
        saved(store().commit(m_at->editOfLists(many)));
        QCOMPARE(unwrap(store().listChangesSince(0))->saved.size(), std::size_t(10'000));
        added(entry("one-more@spam.example"));
        QVERIFY(!unwrap(store().listChangesSince(0)));
    }

    void aHundredThousandEntriesAreSavedAndRead()
    {
        std::vector<model::ListEntry> many;
        for (int i = 0; i < 100'000; ++i)
            many.push_back(
                entry("user" + std::to_string(i) + "@domain" + std::to_string(i % 977) + ".example"));
        QElapsedTimer timer;
        timer.start();
        saved(store().commit(m_at->editOfLists(many)));
        const qint64 saving = timer.restart();
        QCOMPARE(unwrap(store().listEntries()).size(), many.size());
        qInfo() << "100,000 entries: saved in" << saving << "ms, read in" << timer.elapsed() << "ms";
        QCOMPARE(summaryOf(store()),
                 std::string("100000 entries added to all services › Black List › Senders"));
    }

private:
    Store& store() { return m_at->store(); }

    model::ListEntry added(const model::ListEntry& one)
    {
        saved(store().commit(m_at->editOfLists({one})));
        return unwrap(store().listEntries()).back();
    }

    std::unique_ptr<StoreFixture> m_at;
};

QTEST_GUILESS_MAIN(TestListEntries)
#include "test_list_entries.moc"
