// SPDX-License-Identifier: GPL-3.0-or-later
// Revisions: what changed, in words, and the way back.
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
    return toEnglish(phraseFrom(unwrap(store.history()).at(0).summary));
}

} // namespace

class TestHistory : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() { m_at = std::make_unique<StoreFixture>(); }
    void cleanup() { m_at.reset(); }

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
            "scanner",
            [](auto& c) {
                c.services[0].scanners = {{model::ScannerKind::Spamd,
                                           "127.0.0.1:783",
                                           true,
                                           100,
                                           30,
                                           model::ScannerFailure::Accept,
                                           0,
                                           "",
                                           "",
                                           {"a.test"}}};
            },
            "service SMTP: scanner 127.0.0.1:783 added; service SMTP: sender exception a.test of the scanner "
            "127.0.0.1:783 added");
        row(
            "list file",
            [](auto& c) {
                c.subscriptions = {{model::ListColor::Black, model::ListKind::Ip, "/srv/drop.txt", true}};
            },
            "list file /srv/drop.txt of all services added");
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

    // Other readers say it in their own language; what is beyond all measure is kept in English.
    void aSummaryIsKeptInItsParts()
    {
        m_at->fill();
        const Phrase stored = phraseFrom(unwrap(store().history()).at(0).summary);
        QVERIFY(!stored.plain && !stored.parts.empty());
        std::vector<Phrase> many(400, Phrase{"port %1 is in use", false, {Phrase::name("25")}});
        const Phrase all = joined(many, "; ");
        QCOMPARE(toText(all), toEnglish(all));
        many.resize(200);
        QVERIFY(phraseFrom(toText(joined(many, "; "))) == joined(many, "; "));
        for (const char* words : {"{", "{}", "{\"text\": 5, \"parts\": []}", "by {hand}", "[1]", ""})
            QCOMPARE(toEnglish(phraseFrom(words)), std::string(words));
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

private:
    Store& store() { return m_at->store(); }

    model::ListEntry added(const model::ListEntry& one)
    {
        saved(store().commit(m_at->editOfLists({one})));
        return unwrap(store().listEntries()).back();
    }

    std::unique_ptr<StoreFixture> m_at;
};

QTEST_GUILESS_MAIN(TestHistory)
#include "test_history.moc"
