// SPDX-License-Identifier: GPL-3.0-or-later
// Two who change the same store.
#include "store_fixture.h"

#include <algorithm>

using namespace postern;
using namespace postern::store;

class TestMerge : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_at = std::make_unique<StoreFixture>(); }
    void cleanup() { m_at.reset(); }

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

private:
    Store& store() { return m_at->store(); }

    model::ListEntry added(const model::ListEntry& one)
    {
        saved(store().commit(m_at->editOfLists({one})));
        return unwrap(store().listEntries()).back();
    }

    std::unique_ptr<StoreFixture> m_at;
};

QTEST_GUILESS_MAIN(TestMerge)
#include "test_merge.moc"
