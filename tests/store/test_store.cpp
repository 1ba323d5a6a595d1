// SPDX-License-Identifier: GPL-3.0-or-later
#include "store_fixture.h"

#include <algorithm>

using namespace postern;
using namespace postern::store;

namespace {

std::vector<std::string> descriptions(Store& store, std::int64_t revision)
{
    std::vector<std::string> words;
    for (const Change& change : unwrap(store.changes(revision)))
        words.push_back(describe(change));
    return words;
}

std::string summaryOf(Store& store)
{
    return unwrap(store.history()).at(0).summary;
}

} // namespace

class TestStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_at = std::make_unique<StoreFixture>(); }
    void cleanup() { m_at.reset(); }

    void aNewStoreHasTheDefaultsAndNoRevision()
    {
        QCOMPARE(unwrap(store().revision()), std::int64_t(0));
        QVERIFY(unwrap(store().configuration()) == model::Configuration());
        QVERIFY(unwrap(store().history()).empty());
        QVERIFY(!unwrap(store().adoptForeignChanges()));
    }

    void aConfigurationComesBackAsItWasSaved()
    {
        m_at->fill();
        m_at->reopen();
        model::Configuration stored = unwrap(store().configuration());
        QVERIFY(stored.services.at(0).id > 0);
        stored.domains.at(0).id = stored.mailboxes.at(0).id = stored.routes.at(0).id =
            stored.services.at(0).id = 0;
        QVERIFY(stored == sample());
    }

    void everyFieldOfAServiceIsKept()
    {
        m_at->fill();
        const auto change = [](model::Configuration& c) {
            model::Service& s = c.services[0];
            s.name = "Mail in";
            s.preset = model::Preset::Submission;
            s.enabled = false;
            s.addresses = {"127.0.0.2", "::1"};
            s.port = 2525;
            s.greeting = "hello";
            s.access = model::Access::LanAndListed;
            s.accessRanges = {"192.0.2.1"};
            s.relay = {false, false, {"192.0.2.2"}, {"other.example"}, true};
            s.exemptLan = s.exemptAuthenticated = s.answerAtRcpt = false;
            s.sizeLimit = 5'000'000'000;
            s.hopLimit = 51;
            s.recipientLimit = 1001;
            s.connectionLimit = 10'001;
            s.connectionLimitPerClient = 49;
            s.timeoutSeconds = 301;
            s.errorLimit = 21;
            s.checks = {{model::Check::IpBlacklist, {model::CheckMode::Off, "no"}}};
            s.rates = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
            s.greylisting = {60, 24, 10, 3};
            s.dnsLists = {{"b.test", 60, {{"127.0.0.9", 50, "no"}, {"127.0.0.2", 0, ""}}, false},
                          {"a.test", 101, {{"127.0.0.2", 1, "x"}}, true}};
        };
        const Edit edit = m_at->edit(change);
        saved(store().commit(edit));
        QVERIFY(unwrap(store().configuration()) == *edit.after);
    }

    void anEditThatChangesNothingMakesNoRevision()
    {
        m_at->fill();
        QCOMPARE(saved(store().commit(m_at->edit([](model::Configuration&) {}))), std::int64_t(1));
        QCOMPARE(saved(store().commit({1, "jane", "", {}, {}, {}, false})), std::int64_t(1));
        const model::ListEntry one = added(entry("joe@spam.example"));
        QCOMPARE(saved(store().commit(m_at->editOfLists({one}))), std::int64_t(2));
        QCOMPARE(unwrap(store().history()).size(), std::size_t(2));
    }

    void valuesKeepTheirOrder_data()
    {
        QTest::addColumn<QStringList>("before");
        QTest::addColumn<QStringList>("after");
        QTest::addColumn<int>("rowsChanged");
        QTest::newRow("appended") << QStringList{"10.0.0.1", "10.0.0.2"}
                                  << QStringList{"10.0.0.1", "10.0.0.2", "10.0.0.3"} << 1;
        QTest::newRow("put in between")
            << QStringList{"10.0.0.1", "10.0.0.3"} << QStringList{"10.0.0.1", "10.0.0.2", "10.0.0.3"} << 1;
        QTest::newRow("put first") << QStringList{"10.0.0.2"} << QStringList{"10.0.0.1", "10.0.0.2"} << 1;
        QTest::newRow("removed in between")
            << QStringList{"10.0.0.1", "10.0.0.2", "10.0.0.3"} << QStringList{"10.0.0.1", "10.0.0.3"} << 1;
        QTest::newRow("first to last") << QStringList{"10.0.0.1", "10.0.0.2", "10.0.0.3"}
                                       << QStringList{"10.0.0.2", "10.0.0.3", "10.0.0.1"} << 1;
        QTest::newRow("turned round") << QStringList{"10.0.0.1", "10.0.0.2", "10.0.0.3"}
                                      << QStringList{"10.0.0.3", "10.0.0.2", "10.0.0.1"} << 2;
        QTest::newRow("all others") << QStringList{"10.0.0.1"} << QStringList{"10.0.0.9", "10.0.0.8"} << 3;
        QTest::newRow("emptied") << QStringList{"10.0.0.1", "10.0.0.2"} << QStringList{} << 2;
    }
    void valuesKeepTheirOrder()
    {
        QFETCH(const QStringList, before);
        QFETCH(const QStringList, after);
        QFETCH(const int, rowsChanged);
        const auto lan = [](const QStringList& ranges) {
            return [ranges](model::Configuration& c) {
                c.server.lan.clear();
                for (const QString& range : ranges)
                    c.server.lan.push_back(range.toStdString());
            };
        };
        saved(store().commit(m_at->edit(lan(before))));
        const Edit edit = m_at->edit(lan(after));
        const std::int64_t revision = saved(store().commit(edit));
        QVERIFY(unwrap(store().configuration()).server.lan == edit.after->server.lan);
        QCOMPARE(int(unwrap(store().changes(revision)).size()), rowsChanged);
    }

    void namesCanBeExchanged()
    {
        m_at->fill();
        saved(store().commit(m_at->edit([](model::Configuration& c) {
            c.services.push_back(model::makeService(model::Preset::Submission));
        })));
        const Edit edit =
            m_at->edit([](model::Configuration& c) { std::swap(c.services[0].name, c.services[1].name); });
        const std::int64_t revision = saved(store().commit(edit));
        QVERIFY(unwrap(store().configuration()) == *edit.after);
        QCOMPARE(unwrap(store().changes(revision)).size(), std::size_t(2));
    }

    void idsAreNeverUsedAgain()
    {
        m_at->fill();
        const model::Id first = unwrap(store().configuration()).services[0].id;
        saved(store().commit(m_at->edit([](model::Configuration& c) { c.services.clear(); })));
        saved(store().commit(m_at->edit(
            [](model::Configuration& c) { c.services.push_back(model::makeService(model::Preset::Mx)); })));
        QVERIFY(unwrap(store().configuration()).services[0].id > first);
    }

    void whatBelongsToAServiceGoesWithIt()
    {
        m_at->fill();
        const model::Id service = unwrap(store().configuration()).services[0].id;
        added(entry("own@spam.example", model::ListKind::Sender, service));
        added(entry("shared@spam.example"));
        saved(store().commit(m_at->edit([](model::Configuration& c) { c.services.clear(); })));
        QCOMPARE(unwrap(store().listEntries()).size(), std::size_t(1));
        saved(store().commit(unwrap(store().editForRestore(3))));
        const auto entries = unwrap(store().listEntries());
        QCOMPARE(entries.size(), std::size_t(2));
        QCOMPARE(entries[1].service, unwrap(store().configuration()).services.at(0).id);
        QCOMPARE(unwrap(store().configuration()).services.at(0).checks.size(), std::size_t(2));
    }

    // --- legal only
    void whatIsIllegalIsRefused()
    {
        m_at->fill();
        const Error error =
            errorOf(store().commit(m_at->edit([](model::Configuration& c) { c.services[0].port = 70'000; })));
        QVERIFY(error.kind == ErrorKind::Invalid);
        QCOMPARE(error.where, std::string("services[SMTP].port"));
        QVERIFY(!error.what.empty());
        const Error second = errorOf(store().commit(m_at->edit([](model::Configuration& c) {
            c.domains.push_back({0, "Example.test", {}});
        })));
        QVERIFY(second.kind == ErrorKind::Invalid);
        QCOMPARE(unwrap(store().revision()), std::int64_t(1));
    }

    void illegalEntriesAreRefusedWholly()
    {
        const Error error =
            errorOf(store().commit(m_at->editOfLists({entry("good@spam.example"), entry("a@b@c")})));
        QVERIFY(error.kind == ErrorKind::Invalid);
        QVERIFY(error.where.find("a@b@c") != std::string::npos);
        QVERIFY(unwrap(store().listEntries()).empty());
        const Error orphan = errorOf(
            store().commit(m_at->editOfLists({entry("joe@spam.example", model::ListKind::Sender, 99)})));
        QVERIFY(orphan.kind == ErrorKind::NotFound);
    }

    void patternsAreNormalised()
    {
        const model::ListEntry stored = added(entry("~Joe@EXAMPLE.com"));
        QCOMPARE(stored.pattern, std::string("joe@example.com"));
        QVERIFY(stored.negated);
        QCOMPARE(stored.author, std::string("jane"));
        QVERIFY(stored.created != Time());
    }

    void aPatternStandsInAListOnce()
    {
        added(entry("joe@spam.example"));
        const Error error = errorOf(store().commit(m_at->editOfLists({entry("JOE@spam.example")})));
        QVERIFY(error.kind == ErrorKind::Invalid);
        QCOMPARE(error.where, std::string("joe@spam.example"));
        model::ListEntry white = entry("joe@spam.example");
        white.color = model::ListColor::White;
        added(white);
        model::ListEntry negated = entry("~joe@spam.example");
        added(negated);
        QCOMPARE(unwrap(store().listEntries()).size(), std::size_t(3));
    }

    // Many go into the store together.
    void aTwinAmongManyIsNamed_data()
    {
        QTest::addColumn<int>("place");
        QTest::addColumn<QByteArray>("pattern");
        QTest::newRow("of a stored one") << 130 << QByteArray("there@spam.example");
        QTest::newRow("of one just before") << 131 << QByteArray("user130@spam.example");
        QTest::newRow("of one long before") << 299 << QByteArray("user0@spam.example");
    }
    void aTwinAmongManyIsNamed()
    {
        QFETCH(const int, place);
        QFETCH(const QByteArray, pattern);
        added(entry("there@spam.example"));
        std::vector<model::ListEntry> many;
        for (int i = 0; i < 300; ++i)
            many.push_back(entry("user" + std::to_string(i) + "@spam.example"));
        many[std::size_t(place)].pattern = pattern.toStdString();
        const Error error = errorOf(store().commit(m_at->editOfLists(many)));
        QVERIFY(error.kind == ErrorKind::Invalid);
        QCOMPARE(error.where, pattern.toStdString());
        QCOMPARE(unwrap(store().listEntries()).size(), std::size_t(1));
    }

    void twinsAmongManyThatBothSidesAddedAreMerged()
    {
        std::vector<model::ListEntry> many;
        for (int i = 0; i < 300; ++i)
            many.push_back(entry("user" + std::to_string(i) + "@spam.example"));
        Edit mine = m_at->editOfLists(many);
        mine.merge = true;
        saved(m_at->other().commit(m_at->editOfLists({many[10], many[150], entry("else@spam.example")})));
        saved(store().commit(mine));
        QCOMPARE(unwrap(store().listEntries()).size(), std::size_t(301));
        QCOMPARE(summaryOf(store()), std::string("298 entries added to all services › Black List › Senders"));
    }

    // --- lists
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

    // --- conflicts
    void theSecondWriterLearnsWhatChanged()
    {
        m_at->fill();
        const Edit mine =
            m_at->edit([](model::Configuration& c) { c.server.hostname = "mine.example.test"; });
        saved(m_at->other().commit(
            m_at->edit([](model::Configuration& c) { c.services[0].port = 2525; }, "anna")));
        const Conflict conflict = conflictOf(store().commit(mine));
        QCOMPARE(conflict.revisions.size(), std::size_t(1));
        QCOMPARE(conflict.revisions[0].author, std::string("anna"));
        QCOMPARE(describe(conflict.changes.at(0)), std::string("service SMTP: port 25 → 2525"));
        QCOMPARE(unwrap(store().configuration()).server.hostname, std::string("mail.example.test"));
    }

    void whatDoesNotClashIsMerged_data()
    {
        using Change = std::function<void(model::Configuration&)>;
        QTest::addColumn<Change>("theirs");
        QTest::addColumn<Change>("mine");
        QTest::addColumn<int>("clashes");
        const Change port = [](model::Configuration& c) { c.services[0].port = 2525; };
        const Change samePort = port;
        const Change otherPort = [](model::Configuration& c) { c.services[0].port = 2526; };
        const Change greeting = [](model::Configuration& c) { c.services[0].greeting = "hi"; };
        const Change rename = [](model::Configuration& c) { c.services[0].name = "Inbound"; };
        const Change removeService = [](model::Configuration& c) { c.services.clear(); };
        const Change addLan = [](model::Configuration& c) { c.server.lan.push_back("10.1.0.0/16"); };
        const Change addOtherLan = [](model::Configuration& c) { c.server.lan.push_back("10.2.0.0/16"); };
        const Change removeLan = [](model::Configuration& c) { c.server.lan.erase(c.server.lan.begin()); };
        const Change addDomain = [](model::Configuration& c) { c.domains.push_back({0, "new.test", {}}); };
        const Change addSimilarDomain = [](model::Configuration& c) {
            c.domains.push_back({0, "other.test", {}});
        };
        const Change checkOff = [](model::Configuration& c) {
            c.services[0].checks[model::Check::SenderClaimsLocal].mode = model::CheckMode::Off;
        };
        const Change checkOn = [](model::Configuration& c) {
            c.services[0].checks[model::Check::SenderClaimsLocal].mode = model::CheckMode::Enforce;
        };
        const Change otherCheck = [](model::Configuration& c) {
            c.services[0].checks[model::Check::IpBlacklist].mode = model::CheckMode::Off;
        };
        const Change checkReply = [](model::Configuration& c) {
            c.services[0].checks[model::Check::SenderClaimsLocal].reply = "no";
        };
        const Change addAddress = [](model::Configuration& c) {
            c.services[0].addresses.push_back("127.0.0.9");
        };
        QTest::newRow("two fields of one service") << port << greeting << 0;
        QTest::newRow("the same change twice") << port << samePort << 0;
        QTest::newRow("one field, two values") << port << otherPort << 1;
        QTest::newRow("rename and port") << rename << port << 0;
        QTest::newRow("they remove what I change") << removeService << port << 1;
        QTest::newRow("they remove what I add to") << removeService << addAddress << 1;
        QTest::newRow("I remove what they change") << port << removeService << 1;
        QTest::newRow("I remove what they add to") << addAddress << removeService << 1;
        QTest::newRow("both remove it") << removeService << removeService << 0;
        QTest::newRow("both add to the LAN") << addLan << addOtherLan << 0;
        QTest::newRow("both add the same") << addLan << addLan << 0;
        QTest::newRow("one adds, one removes") << addLan << removeLan << 0;
        QTest::newRow("two domains") << addDomain << addSimilarDomain << 0;
        QTest::newRow("the same domain") << addDomain << addDomain << 0;
        QTest::newRow("one check, two modes") << checkOff << checkOn << 1;
        QTest::newRow("two checks") << checkOff << otherCheck << 0;
        QTest::newRow("mode and reply of a check") << checkOff << checkReply << 0;
    }
    void whatDoesNotClashIsMerged()
    {
        using Change = std::function<void(model::Configuration&)>;
        QFETCH(const Change, theirs);
        QFETCH(const Change, mine);
        QFETCH(const int, clashes);
        m_at->fill();
        Edit edit = m_at->edit(mine);
        edit.merge = true;
        saved(m_at->other().commit(m_at->edit(theirs, "anna")));
        const CommitResult result = store().commit(edit);
        const model::Configuration after = unwrap(store().configuration());
        if (clashes > 0) {
            const Conflict conflict = conflictOf(result);
            QVERIFY(!conflict.changes.empty());
            QCOMPARE(conflict.revisions.size(), std::size_t(1));
            QCOMPARE(unwrap(store().revision()), std::int64_t(2));
            return;
        }
        model::Configuration expected = *edit.before;
        theirs(expected);
        if (expected != *edit.after)
            mine(expected);
        QVERIFY(saved(result) >= 1);
        QCOMPARE(after.services.size(), expected.services.size());
        if (!after.services.empty()) {
            QCOMPARE(after.services[0].port, expected.services[0].port);
            QCOMPARE(after.services[0].greeting, expected.services[0].greeting);
            QCOMPARE(after.services[0].name, expected.services[0].name);
            QVERIFY(after.services[0].checks == expected.services[0].checks);
        }
        QVERIFY(after.server.lan == expected.server.lan);
        QCOMPARE(after.domains.size(), expected.domains.size());
    }

    void aMergeThatWouldBeIllegalIsRefused()
    {
        m_at->fill();
        const auto add = [](const char* name) {
            return [name](model::Configuration& c) {
                c.services.push_back(model::makeService(model::Preset::Submission));
                c.services.back().name = name;
            };
        };
        Edit edit = m_at->edit(add("One"));
        edit.merge = true;
        saved(m_at->other().commit(m_at->edit(add("Two"), "anna")));
        QVERIFY(errorOf(store().commit(edit)).kind == ErrorKind::Invalid); // both on port 587
        QCOMPARE(unwrap(store().configuration()).services.size(), std::size_t(2));
    }

    void listsAreMergedEntryByEntry()
    {
        model::ListEntry a = added(entry("a@spam.example"));
        model::ListEntry b = added(entry("b@spam.example"));
        const model::ListEntry c = added(entry("c@spam.example"));
        model::ListEntry theirs = a;
        theirs.comment = "theirs";
        Edit mine = m_at->editOfLists({}, {c.id});
        mine.merge = true;
        a.enabled = false; // another column of the same entry
        b.comment = "mine";
        mine.lists.saved = {a, b, entry("both@spam.example")};
        saved(m_at->other().commit(
            m_at->editOfLists({theirs, entry("both@spam.example"), entry("d@spam.example")})));
        saved(store().commit(mine));
        const auto merged = unwrap(store().listEntries());
        QCOMPARE(merged.size(), std::size_t(4));
        QCOMPARE(merged[0].comment, std::string("theirs"));
        QVERIFY(!merged[0].enabled);
        QCOMPARE(merged[1].comment, std::string("mine"));
    }

    void listsThatClashAreAConflict()
    {
        model::ListEntry a = added(entry("a@spam.example"));
        const model::ListEntry b = added(entry("b@spam.example"));
        model::ListEntry theirA = a;
        theirA.comment = "theirs";
        model::ListEntry theirB = b;
        theirB.comment = "theirs";
        Edit mine = m_at->editOfLists({}, {b.id});
        a.comment = "mine";
        mine.lists.saved = {a};
        mine.merge = true;
        saved(m_at->other().commit(m_at->editOfLists({theirA, theirB, entry("c@spam.example")})));
        const Conflict conflict = conflictOf(store().commit(mine));
        QCOMPARE(conflict.changes.size(), std::size_t(2)); // not the new one
        QCOMPARE(describe(conflict.changes[0]),
                 std::string("all services › Black List › Senders: a@spam.example: comment (none) → theirs"));
    }

    void anEditOfAStoreThatWasReplacedIsRefused()
    {
        m_at->fill();
        Edit edit = m_at->editOfLists({entry("a@spam.example")});
        edit.base = 17;
        edit.merge = true;
        QVERIFY(errorOf(store().commit(edit)).kind == ErrorKind::Conflict);
    }

    // --- history
    void historyIsPaged()
    {
        for (int i = 0; i < 5; ++i)
            added(entry("n" + std::to_string(i) + "@spam.example"));
        const auto page = unwrap(store().history(0, 2));
        QCOMPARE(page.size(), std::size_t(2));
        QCOMPARE(page[0].id, std::int64_t(5));
        QCOMPARE(unwrap(store().history(page[1].id, 10)).at(0).id, std::int64_t(3));
        QCOMPARE(page[0].author, std::string("jane"));
    }

    void changesAreDescribedInWords_data()
    {
        using Do = std::function<void(model::Configuration&)>;
        QTest::addColumn<Do>("change");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const Do& change, const char* words) {
            QTest::newRow(name) << change << QString::fromUtf8(words);
        };
        row(
            "port", [](auto& c) { c.services[0].port = 2525; }, "service SMTP: port 25 → 2525");
        row(
            "yes and no", [](auto& c) { c.services[0].enabled = false; },
            "service SMTP: starts with the engine yes → no");
        row(
            "two fields",
            [](auto& c) {
                c.services[0].hopLimit = 30;
                c.services[0].greeting = "hi";
            },
            "service SMTP: greeting (none) → hi, Received: fields at most 50 → 30");
        row(
            "rename", [](auto& c) { c.services[0].name = "In"; }, "service SMTP: name SMTP → In");
        row(
            "server", [](auto& c) { c.server.eventDays = 30; }, "server: days that the log is kept 90 → 30");
        row(
            "LAN", [](auto& c) { c.server.lan.push_back("10.0.0.0/8"); }, "LAN range 10.0.0.0/8 added");
        row(
            "LAN removed", [](auto& c) { c.server.lan.pop_back(); }, "LAN range 192.168.1.0/24 removed");
        row(
            "domain",
            [](auto& c) {
                c.domains.push_back({0, "new.test", {}});
            },
            "domain new.test added");
        row(
            "domain with aliases",
            [](auto& c) {
                c.domains.push_back({0, "new.test", {"a.test", "b.test"}});
            },
            "domain new.test added");
        row(
            "alias", [](auto& c) { c.domains[0].aliases.push_back("more.test"); },
            "domain example.test: alias more.test added");
        row(
            "password", [](auto& c) { c.mailboxes[0].passwordHash = "$argon2id$x"; },
            "mailbox jane@example.test: password set");
        row(
            "service removed", [](auto& c) { c.services.clear(); }, "service SMTP removed");
        row(
            "check",
            [](auto& c) { c.services[0].checks[model::Check::IpBlacklist].mode = model::CheckMode::Off; },
            "service SMTP: check ip.blacklist default → off");
        row(
            "check back", [](auto& c) { c.services[0].checks.erase(model::Check::SenderClaimsLocal); },
            "service SMTP: check sender.claims-local monitor → default");
        row(
            "reply", [](auto& c) { c.services[0].checks[model::Check::HeloInvalid].reply = "550 no"; },
            "service SMTP: check helo.invalid reply text changed");
        row(
            "DNS list",
            [](auto& c) {
                c.services[0].dnsLists = {{"bl.test", 60, {{"127.0.0.2", 50, ""}}, true}};
            },
            "service SMTP: DNS list bl.test added; service SMTP: answer 127.0.0.2 of the DNS list bl.test "
            "added");
        row(
            "greylisting", [](auto& c) { c.services[0].greylisting.passes = 0; },
            "service SMTP: retries after which greylisting trusts a network 5 → 0");
        row(
            "route", [](auto& c) { c.routes[0].to = "smtp:other.example.com:25"; },
            "route for *: destination smtp:relay.example.com:587 → smtp:other.example.com:25");
        row(
            "order", [](auto& c) { std::swap(c.server.lan[0], c.server.lan[1]); },
            "LAN range 127.0.0.1: moved");
    }
    void changesAreDescribedInWords()
    {
        using Do = std::function<void(model::Configuration&)>;
        QFETCH(const Do, change);
        QFETCH(const QString, words);
        m_at->fill();
        const std::int64_t revision = saved(store().commit(m_at->edit(change)));
        QCOMPARE(QString::fromStdString(summaryOf(store())), words);
        const auto each = descriptions(store(), revision);
        for (const QString& one : words.split("; "))
            QVERIFY(std::find(each.begin(), each.end(), one.toStdString()) != each.end());
    }

    void whatGreylistingKnowsIsKeptAndBounded()
    {
        const auto at = [](int seconds) { return fromMicros(1'000'000LL * seconds); };
        const std::vector<GreylistRow> rows{
            {"203.0.113.0/24", "joe@x.test", "jane@y.test", at(10), at(100), 0},
            {"203.0.113.0/24", "", "jane@y.test", at(11), at(500), 1},
            {"203.0.113.0/24", "", "", at(12), at(600), 4}};
        unwrap(store().putGreylist(rows));
        const auto known = unwrap(store().greylist(at(50), 10));
        QCOMPARE(known.size(), std::size_t(3));
        QVERIFY(known[0] == rows[2] && known[1] == rows[1] && known[2] == rows[0]);
        QCOMPARE(unwrap(store().greylist(at(50), 1)).size(), std::size_t(1));
        QCOMPARE(unwrap(store().greylist(at(100), 10)).size(), std::size_t(2)); // one is over

        // Another engine knows less of the one, and the other has begun anew.
        unwrap(store().putGreylist(
            std::vector<GreylistRow>{{"203.0.113.0/24", "", "jane@y.test", at(300), at(400), 0},
                                     {"203.0.113.0/24", "joe@x.test", "jane@y.test", at(200), at(300), 0}}));
        const auto merged = unwrap(store().greylist(at(50), 10));
        QVERIFY(merged[1] == rows[1]);
        QVERIFY(merged[2] ==
                (GreylistRow{"203.0.113.0/24", "joe@x.test", "jane@y.test", at(200), at(300), 0}));

        unwrap(store().tidyGreylist(at(300), 10));
        QCOMPARE(sqliteShell(m_at->file(), "SELECT count(*) FROM greylist"), QString("2"));
        unwrap(store().tidyGreylist(at(301), 1)); // what lasts longest stays
        QCOMPARE(sqliteShell(m_at->file(), "SELECT passes FROM greylist"), QString("4"));
        QCOMPARE(unwrap(store().revision()), std::int64_t(0)); // no part of the configuration
    }

    void entriesAreCountedInTheSummary()
    {
        m_at->fill();
        const model::Id service = unwrap(store().configuration()).services[0].id;
        const std::int64_t revision = saved(
            store().commit(m_at->editOfLists({entry("a@spam.example"), entry("b@spam.example"),
                                              entry("~c@spam.example", model::ListKind::Sender, service)})));
        QCOMPARE(QString::fromStdString(summaryOf(store())),
                 QString("2 entries added to all services › Black List › Senders; 1 entry added to SMTP › "
                         "Black List › Senders"));
        QCOMPARE(descriptions(store(), revision).back(),
                 std::string("SMTP › Black List › Senders: ~c@spam.example added"));
    }

    void manyChangesAreCountedAfterSomeOfThem()
    {
        saved(store().commit(m_at->edit([](model::Configuration& c) {
            for (int i = 1; i <= 9; ++i)
                c.server.lan.push_back("10.0.0." + std::to_string(i));
        })));
        QVERIFY(QString::fromStdString(summaryOf(store())).endsWith("LAN range 10.0.0.6 added; and 3 more"));
    }

    void aSummaryThatWasGivenStays()
    {
        Edit edit = m_at->editOfLists({entry("a@spam.example")});
        edit.summary = "by hand";
        saved(store().commit(edit));
        QCOMPARE(summaryOf(store()), std::string("by hand"));
    }

    void whatIsGoneIsStillNamed()
    {
        m_at->fill();
        const std::int64_t revision =
            saved(store().commit(m_at->edit([](model::Configuration& c) { c.services.clear(); })));
        const auto each = descriptions(store(), revision);
        QVERIFY(std::find(each.begin(), each.end(), "service SMTP: address 127.0.0.1 removed") != each.end());
    }

    void aDocumentIsAppliedAndComesBack()
    {
        model::Document document;
        document.configuration = sample();
        document.lists["SMTP"] = {entry("*@spam.example"), entry("192.0.2.0/24", model::ListKind::Ip)};
        document.lists[""] = {entry("localhost", model::ListKind::Helo)};
        Edit edit = unwrap(store().editFor(document));
        edit.author = "jane";
        saved(store().commit(edit));
        QVERIFY(unwrap(store().editFor(document)).empty());
        model::Document back = unwrap(store().document());
        for (auto& [service, entries] : back.lists)
            for (model::ListEntry& one : entries) {
                QCOMPARE(one.author, std::string("jane"));
                QVERIFY(one.created != Time());
                one.author.clear();
                one.created = Time();
            }
        QVERIFY(back == document);
    }

    void anEditedDocumentChangesRowsInsteadOfReplacingThem()
    {
        model::Document document;
        document.configuration = sample();
        document.lists["SMTP"] = {entry("a@spam.example"), entry("b@spam.example")};
        saved(store().commit(unwrap(store().editFor(document))));
        document.configuration.services[0].port = 2525;
        document.lists["SMTP"][0].comment = "new";
        document.lists["SMTP"].pop_back();
        const std::int64_t revision = saved(store().commit(unwrap(store().editFor(document))));
        QCOMPARE(unwrap(store().changes(revision)).size(), std::size_t(3));
        document.lists["Nobody"] = {entry("a@spam.example")};
        QVERIFY(store().editFor(document).error().kind == ErrorKind::Invalid);
    }

    void aPasswordOfADocumentIsHashedOnce()
    {
        model::Document document;
        document.configuration = sample();
        document.passwords["jane@example.test"] = "secret";
        saved(store().commit(unwrap(store().editFor(document))));
        QVERIFY(unwrap(store().configuration()).mailboxes[0].passwordHash.starts_with("$argon2id$"));
        QVERIFY(unwrap(store().editFor(document)).empty());
        document.passwords["jane@example.test"] = "other";
        QVERIFY(!unwrap(store().editFor(document)).empty());
    }

    void aRestoreBringsBackWhatWasRemoved()
    {
        model::Document document;
        document.configuration = sample();
        document.lists["SMTP"] = {entry("*@spam.example")};
        document.lists[""] = {entry("localhost", model::ListKind::Helo)};
        saved(store().commit(unwrap(store().editFor(document))));
        const model::Document first = unwrap(store().document());
        model::Document little;
        little.configuration.server.hostname = "mail.example.test";
        saved(store().commit(unwrap(store().editFor(little))));
        QVERIFY(unwrap(store().document()) == little);
        saved(store().commit(unwrap(store().editForRestore(1))));
        QVERIFY(unwrap(store().document()) == first);
        QCOMPARE(summaryOf(store()), std::string("Back to revision 1"));
        QVERIFY(store().editForRestore(99).error().kind == ErrorKind::NotFound);
    }

    void historyOfAnOlderVersionLacksColumns()
    {
        m_at->fill();
        added(entry("a@spam.example"));
        saved(store().commit(m_at->edit([](model::Configuration& c) {
            c.services[0].errorLimit = 99;
            c.services[0].port = 2525;
        })));
        saved(store().commit(m_at->edit([](model::Configuration& c) { c.services.clear(); })));
        saved(store().commit(m_at->editOfLists({}, {unwrap(store().listEntries()).at(0).id})));
        sqliteShell(m_at->file(),
                    "UPDATE change SET before = json_remove(before, '$.error_limit', '$.enabled'),"
                    " after = json_remove(after, '$.error_limit', '$.enabled')");
        saved(store().commit(unwrap(store().editForRestore(2))));
        const model::Service back = unwrap(store().configuration()).services.at(0);
        QCOMPARE(back.port, 25);
        QCOMPARE(back.errorLimit, model::Service().errorLimit); // the default, where nothing is known
        QVERIFY(unwrap(store().listEntries()).at(0).enabled);
    }

    void nonsenseInTheHistoryDoesNoHarm()
    {
        m_at->fill();
        saved(store().commit(m_at->edit([](model::Configuration& c) { c.services[0].port = 2525; })));
        sqliteShell(m_at->file(), "UPDATE change SET before = 'x', after = '[1]'");
        for (const std::string& words : descriptions(store(), 2))
            QVERIFY(!words.empty());
        Edit edit = m_at->edit([](model::Configuration& c) { c.services.clear(); });
        edit.base = 1;
        edit.merge = true;
        QVERIFY(store().editForRestore(1));
        QVERIFY(saved(store().commit(edit)) > 2);
    }

    void severalReadsSeeOneState()
    {
        m_at->fill();
        const auto inside = store().readTogether([&]() -> Result<> {
            const std::int64_t before = unwrap(store().revision());
            saved(
                m_at->other().commit(m_at->edit([](model::Configuration& c) { c.services[0].port = 2525; })));
            if (unwrap(store().revision()) != before ||
                unwrap(store().configuration()).services[0].port != 25)
                return fail(ErrorKind::Internal, "two states");
            return {};
        });
        QVERIFY(inside);
        QCOMPARE(unwrap(store().revision()), std::int64_t(2));
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

QTEST_GUILESS_MAIN(TestStore)
#include "test_store.moc"
