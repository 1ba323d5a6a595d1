// SPDX-License-Identifier: GPL-3.0-or-later
// The configuration: saved, read, legal, as a document.
#include "store_fixture.h"

#include <algorithm>

using namespace postern;
using namespace postern::store;

namespace {

std::string summaryOf(Store& store)
{
    return toEnglish(phraseFrom(unwrap(store.history()).at(0).summary));
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
                          {"a.test", 101, {{"127.0.0.2", 1, "x"}}, true, model::DnsListKind::Domain}};
            s.scanners = {{model::ScannerKind::Milter,
                           "/run/b.sock",
                           false,
                           7,
                           8,
                           model::ScannerFailure::Defer,
                           9,
                           "X-Seen",
                           "no",
                           {"z.test", "a@b.test"}},
                          {model::ScannerKind::Rspamd,
                           "127.0.0.1:11333",
                           true,
                           100,
                           30,
                           model::ScannerFailure::Accept,
                           0,
                           "",
                           "",
                           {}}};
            s.subscriptions = {{model::ListColor::White, model::ListKind::Helo, "b.txt", false},
                               {model::ListColor::Black, model::ListKind::Recipient, "a.txt", true}};
            c.subscriptions = {{model::ListColor::Black, model::ListKind::Ip, "/srv/drop.txt", true},
                               {model::ListColor::White, model::ListKind::Sender, "/srv/drop.txt", false}};
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
