// SPDX-License-Identifier: GPL-3.0-or-later
// What a change would do to the decisions in the log.
#include "mail_facts.h"
#include "preview/replay.h"
#include "store_fixture.h"

#include <QFile>
#include <QTest>

#include <map>

using namespace postern;
using namespace postern::preview;
using namespace postern::store;
using model::Check;
using model::CheckMode;
using model::ListColor;
using model::ListKind;
using model::Outcome;
using policy::FactId;
using policy::Facts;

namespace {

// How many of each kind: "1 admitted 2 refused", "" where nothing changes.
QString words(const Tally& tally)
{
    const std::pair<const char*, std::int64_t> counts[] = {{"admitted", tally.of(Effect::Admitted)},
                                                           {"refused", tally.of(Effect::Refused)},
                                                           {"otherwise", tally.of(Effect::Otherwise)},
                                                           {"noted", tally.of(Effect::Noted)},
                                                           {"uncertain", tally.uncertain},
                                                           {"unserved", tally.unserved}};
    QStringList words;
    for (const auto& [name, count] : counts) {
        if (count > 0)
            words << QString::number(count) + ' ' + name;
    }
    return words.join(' ');
}

// A log of six kinds of mail, and the edits of an administrator who has not saved yet.
class Site : public StoreFixture {
public:
    Site()
    {
        saved(store().commit(edit([](model::Configuration& c) {
            c.server.hostname = "mail.domain.com";
            c.server.lan = {"192.168.1.0/24"};
            c.domains = {{0, "domain.com", {}}};
            c.mailboxes = {{0, jane, "", "maildir:/srv/mail/jane", {}}};
            for (const char* name : {"SMTP", "Second"}) {
                model::Service service = model::makeService(model::Preset::Mx);
                service.name = name;
                service.port = c.services.empty() ? 2525 : 2526;
                c.services.push_back(service);
            }
        })));
        saved(store().commit(editOfLists({entry("spam@bad.example"), entry("198.51.100.7", ListKind::Ip)})));
        for (const char* service : {"SMTP", "Second"}) {
            log(service, mail(stranger, "jane@domain.com")); // claims to be local: refused
            log(service, mail(stranger, "joe@example.com"));
            log(service, mail(stranger, "spam@bad.example")); // listed: refused
            log(service, mail("192.168.1.5", "jane@domain.com"));
            log(service, mail(stranger, "joe@example.com", "nobody@domain.com")); // unknown: refused
            log(service, mail("198.51.100.7", "joe@example.com"));                // listed: refused
        }
    }

    void log(const std::string& service, const Facts& facts, Time time = noon)
    {
        model::Event event;
        event.time = time;
        event.service = service;
        event.client = facts.client.toString();
        event.sender = facts.sender.value_or("");
        event.recipient = facts.recipient.value_or("");
        event.facts = policy::toJson(facts);
        append(event);
    }
    void append(const model::Event& event) { unwrap(store().appendEvents(std::span(&event, 1))); }

    Edit settings(const std::function<void(model::Configuration&)>& change) { return edit(change); }
    Report report(const Edit& edit, Time since = noon - std::chrono::hours(24))
    {
        const Sides sides = unwrap(compileSides(store(), edit));
        return unwrap(replay(store(), sides, since, [](double, const Tally&) { return true; }));
    }
};

model::ListEntry own(Site& site, const std::string& pattern, ListKind kind,
                     ListColor color = ListColor::Black)
{
    model::ListEntry one = entry(pattern, kind, unwrap(site.store().configuration()).services.front().id);
    one.color = color;
    return one;
}

} // namespace

class TestPreview : public QObject {
    Q_OBJECT

    using Change = std::function<Edit(Site&)>;

    static Change setMode(Check check, CheckMode mode)
    {
        return [=](Site& site) {
            return site.settings(
                [=](model::Configuration& c) { c.services.front().checks[check].mode = mode; });
        };
    }

private Q_SLOTS:
    void itSaysWhatWouldBeDecidedOtherwise_data()
    {
        QTest::addColumn<QString>("words");
        const auto row = [this](const char* name, const char* words, Change change) {
            m_changes[name] = std::move(change);
            QTest::newRow(name) << words;
        };
        row("nothing", "", [](Site& site) { return site.settings([](auto&) {}); });
        row("a box is unticked", "1 admitted", setMode(Check::SenderClaimsLocal, CheckMode::Off));
        row("a box is only monitored", "1 admitted", setMode(Check::SenderClaimsLocal, CheckMode::Monitor));
        row("a sender is listed", "1 refused 1 otherwise",
            [](Site& site) { return site.editOfLists({own(site, "@example.com", ListKind::Sender)}); });
        row("a sender is listed for all services", "2 refused 2 otherwise",
            [](Site& site) { return site.editOfLists({entry("@example.com")}); });
        row("a client is listed that was refused for something else", "1 refused 3 otherwise",
            [](Site& site) { return site.editOfLists({own(site, stranger, ListKind::Ip)}); });
        row("an entry is removed", "2 admitted",
            [](Site& site) { return site.editOfLists({}, {unwrap(site.store().listEntries()).front().id}); });
        row("an entry is changed into another", "2 admitted 2 refused 2 otherwise", [](Site& site) {
            model::ListEntry listed = unwrap(site.store().listEntries()).front();
            listed.pattern = "joe@example.com";
            return site.editOfLists({listed});
        });
        row("an entry is switched off", "2 admitted", [](Site& site) {
            model::ListEntry listed = unwrap(site.store().listEntries()).front();
            listed.enabled = false;
            return site.editOfLists({listed});
        });
        row("an exception by address", "1 admitted", [](Site& site) {
            return site.editOfLists({own(site, "198.51.100.7", ListKind::Ip, ListColor::White)});
        });
        row("an exception that lifts nothing", "", [](Site& site) {
            return site.editOfLists({own(site, "jane@domain.com", ListKind::Sender, ListColor::White)});
        });
        row("the LAN grows: settings of all services", "2 admitted", [](Site& site) {
            return site.settings([](model::Configuration& c) { c.server.lan = {"0.0.0.0/0"}; });
        });
        row("a mailbox more", "2 admitted", [](Site& site) {
            return site.settings([](model::Configuration& c) {
                c.mailboxes.push_back({0, "nobody@domain.com", "", "maildir:/srv/mail/nobody", {}});
            });
        });
        row("a service is renamed", "1 admitted", [](Site& site) {
            return site.settings([](model::Configuration& c) {
                c.services.front().name = "Other";
                c.services.front().checks[Check::SenderClaimsLocal].mode = CheckMode::Off;
            });
        });
        row("a service is switched off", "6 unserved", [](Site& site) {
            return site.settings([](model::Configuration& c) { c.services.front().enabled = false; });
        });
        row("a service is removed", "6 unserved", [](Site& site) {
            return site.settings([](model::Configuration& c) { c.services.erase(c.services.begin()); });
        });
        row("a look-up that was never made", "1 uncertain",
            setMode(Check::SenderUnresolvable, CheckMode::Enforce));
        row("settings and lists at once", "1 admitted 1 refused 1 otherwise", [](Site& site) {
            Edit edit = setMode(Check::SenderClaimsLocal, CheckMode::Off)(site);
            edit.lists.saved = {own(site, "@example.com", ListKind::Sender)};
            return edit;
        });
    }
    void itSaysWhatWouldBeDecidedOtherwise()
    {
        QFETCH(QString, words);
        Site site;
        const Report report = site.report(m_changes.at(QTest::currentDataTag())(site));
        QVERIFY(report.complete);
        QCOMPARE(::words(report.tally), words);
        QCOMPARE(report.tally.looked + report.tally.unserved, 12);
        QCOMPARE(std::int64_t(report.rows.size()), report.tally.changed());
    }

    void whatMonitorWouldNoteIsTold()
    {
        Site site;
        const auto base = site.settings([](model::Configuration& c) {
            c.services.front().checks[Check::SenderClaimsLocal].mode = CheckMode::Off;
        });
        saved(site.store().commit(base));
        const Report report = site.report(setMode(Check::SenderClaimsLocal, CheckMode::Monitor)(site));
        QCOMPARE(words(report.tally), "1 noted");
        QCOMPARE(report.rows.front().draft.check, std::optional(Check::SenderClaimsLocal));
        QCOMPARE(report.rows.front().draft.outcome, Outcome::Accepted);
    }

    void aRowSaysWhatDecides()
    {
        Site site;
        const Edit edit = site.editOfLists({own(site, "@example.com", ListKind::Sender)});
        const Sides sides = unwrap(compileSides(site.store(), edit));
        const Report report = unwrap(replay(site.store(), sides, noon - std::chrono::hours(1),
                                            [](double, const Tally&) { return true; }));
        QCOMPARE(report.rows.size(), std::size_t(2));
        QCOMPARE(report.rows[0].effect, Effect::Otherwise); // the newest first: to nobody
        QCOMPARE(report.rows[0].saved.check, std::optional(Check::RecipientUnknown));
        const Row& row = report.rows[1];
        QCOMPARE(row.effect, Effect::Refused);
        QCOMPARE(row.event.sender, std::string("joe@example.com"));
        QCOMPARE(row.event.service, std::string("SMTP"));
        QVERIFY(row.event.trace.empty());
        QCOMPARE(row.saved, Decided());
        QCOMPARE(row.draft, (Decided{Outcome::Rejected, Check::SenderBlacklist, firstNewEntry}));
        const Explained explained = explain(sides, row);
        QVERIFY(!explained.saved.verdict.check);
        QCOMPARE(explained.draft.verdict.check, std::optional(Check::SenderBlacklist));
        QVERIFY(policy::decidingRow(explained.draft.verdict) != nullptr);
    }

    void whatWasNeverLookedUpIsNamed()
    {
        Site site;
        Facts known = mail("203.0.113.77", "joe@nowhere.example");
        known.senderDns = policy::SenderDns::Nothing;
        site.log("SMTP", known);
        const Report report = site.report(setMode(Check::SenderUnresolvable, CheckMode::Enforce)(site));
        QCOMPARE(words(report.tally), "1 refused 1 uncertain");
        QCOMPARE(report.tally.missing, (std::map<FactId, std::int64_t>{{FactId::SenderDns, 1}}));
        QVERIFY(report.rows.front().missing.empty());
    }

    void whatCannotBeDecidedAgainIsCountedApart()
    {
        Site site;
        model::Event event;
        event.time = noon;
        event.service = "SMTP";
        event.check = model::checkTls;
        site.append(event); // no facts
        event.check = model::checkDelivery;
        site.append(event); // was decided before
        event.check.clear();
        event.facts = "{\"client\": 7}";
        site.append(event);                                   // nonsense
        site.log("Third", mail(stranger, "joe@example.com")); // has gone
        const Report report = site.report(site.settings([](auto&) {}));
        QCOMPARE(report.tally.looked, 12);
        QCOMPARE(report.tally.withoutFacts, 2);
        QCOMPARE(report.tally.elsewhere, 1);
        QCOMPARE(words(report.tally), "");
    }

    void onlyTheTimeThatIsAskedForIsReplayed()
    {
        Site site;
        site.log("SMTP", mail(stranger, "jane@domain.com"), noon + std::chrono::hours(2));
        const Edit edit = setMode(Check::SenderClaimsLocal, CheckMode::Off)(site);
        QCOMPARE(site.report(edit, noon + std::chrono::hours(1)).tally.looked, 1);
        QCOMPARE(site.report(edit, noon + std::chrono::hours(3)).tally.looked, 0);
        QCOMPARE(words(site.report(edit, noon).tally), "2 admitted");
    }

    void longLogsAreGoneThroughInPagesAndRowsAreBounded()
    {
        Site site;
        std::vector<model::Event> events(2 * maxRows);
        for (std::size_t i = 0; i < events.size(); ++i) {
            events[i].time = noon + std::chrono::seconds(i);
            events[i].service = "SMTP";
            events[i].facts = policy::toJson(mail(stranger, "jane@domain.com"));
            events[i].reference = std::to_string(i);
        }
        unwrap(site.store().appendEvents(events));
        const Edit edit = setMode(Check::SenderClaimsLocal, CheckMode::Off)(site);
        const Sides sides = unwrap(compileSides(site.store(), edit));
        double last = 0;
        int steps = 0;
        const Time since = noon - std::chrono::hours(1);
        const Report whole = unwrap(replay(site.store(), sides, since, [&](double share, const Tally& tally) {
            const bool forward = share >= last && share <= 1 && tally.looked > 0;
            last = forward ? share : 2;
            ++steps;
            return true;
        }));
        QVERIFY(whole.complete);
        QCOMPARE(last, 1.0);
        QVERIFY(steps > 3);
        QCOMPARE(whole.tally.of(Effect::Admitted), 2 * maxRows + 1);
        QCOMPARE(std::int64_t(whole.rows.size()), maxRows);
        QCOMPARE(whole.rows.front().event.reference, std::to_string(2 * maxRows - 1)); // newest first
        const Report broken =
            unwrap(replay(site.store(), sides, since, [](double, const Tally&) { return false; }));
        QVERIFY(!broken.complete);
        QVERIFY(broken.tally.looked > 0 && broken.tally.looked < whole.tally.looked);
    }

    void linesOfFilesCount()
    {
        Site site;
        QFile file(QString::fromStdString(site.path("drop.txt")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("joe@example.com\n");
        file.close();
        const auto subscribe = [&](const std::string& path) {
            return site.settings([&](model::Configuration& c) {
                model::Subscription subscription;
                subscription.kind = ListKind::Sender;
                subscription.file = path;
                c.services.front().subscriptions = {subscription};
            });
        };
        const Edit edit = subscribe(site.path("drop.txt"));
        QCOMPARE(words(site.report(edit).tally), "1 refused 1 otherwise");
        saved(site.store().commit(edit));
        QCOMPARE(words(site.report(site.settings([](auto&) {})).tally), "");
        QCOMPARE(words(site.report(site.settings([](model::Configuration& c) {
                               c.services.front().subscriptions.clear();
                           }))
                           .tally),
                 "1 admitted 1 otherwise");
        QCOMPARE(unwrap(compileSides(site.store(), subscribe(site.path("gone.txt")))).unread.size(),
                 std::size_t(1));
    }

private:
    std::map<std::string, Change> m_changes; // by row
};

QTEST_GUILESS_MAIN(TestPreview)
#include "test_preview.moc"
