// SPDX-License-Identifier: GPL-3.0-or-later
// Pinned decisions: what a change would break of what somebody wants to stay.
#include "mail_facts.h"
#include "preview/pins.h"
#include "store_fixture.h"

#include <QTest>

#include <map>

using namespace postern;
using namespace postern::preview;
using namespace postern::store;
using model::Check;
using model::CheckMode;
using model::Expected;
using model::ListColor;
using model::ListKind;
using model::Outcome;
using model::Pin;
using policy::Facts;

namespace {

model::Event decided(const Facts& facts, Outcome outcome = Outcome::Accepted, const std::string& check = {})
{
    model::Event event;
    event.time = noon;
    event.service = "SMTP";
    event.outcome = outcome;
    event.check = check;
    event.facts = policy::toJson(facts);
    event.reference = "K7Q2M9XD";
    return event;
}

class Site : public StoreFixture {
public:
    Site()
    {
        saved(store().commit(edit([](model::Configuration& c) {
            c.server.hostname = "mail.domain.com";
            c.server.lan = {"192.168.1.0/24"};
            c.domains = {{0, "domain.com", {}}};
            c.mailboxes = {{0, jane, "", "maildir:/srv/mail/jane", {}}};
            model::Service service = model::makeService(model::Preset::Mx);
            service.name = "SMTP";
            c.services.push_back(service);
        })));
    }

    model::Configuration configuration() { return unwrap(store().configuration()); }
    Pin pinned(const Facts& facts, Expected expected)
    {
        Pin pin = *pinOf(decided(facts), configuration());
        pin.expected = expected;
        pin.created = noon;
        pin.author = "jane";
        pin.id = unwrap(store().addPin(pin));
        return pin;
    }
    // By what is saved, at noon.
    PinState state(const Pin& pin, Time now = noon)
    {
        for (const PinCheck& check : unwrap(checkAll(store(), now))) {
            if (check.pin.id == pin.id)
                return check.state;
        }
        throw std::runtime_error("it is gone");
    }
    Edit settings(const std::function<void(model::Service&)>& change)
    {
        return edit([&](model::Configuration& c) { change(c.services.front()); });
    }
};

using MakeEdit = std::function<Edit(Site&)>;

MakeEdit setMode(CheckMode mode)
{
    return [mode](Site& site) {
        return site.settings([mode](model::Service& s) { s.checks[Check::SenderClaimsLocal].mode = mode; });
    };
}

MakeEdit list(const std::string& pattern, ListKind kind = ListKind::Sender,
              ListColor color = ListColor::Black)
{
    return [=](Site& site) {
        model::ListEntry one = entry(pattern, kind);
        one.color = color;
        return site.editOfLists({one});
    };
}

// "welcome forged": the notes of those that are broken.
std::string notes(const std::vector<BrokenPin>& broken)
{
    std::string notes;
    for (const BrokenPin& each : broken)
        notes += (notes.empty() ? "" : " ") + each.draft.pin.note;
    return notes;
}

} // namespace

class TestPins : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aChangeIsToldWhatItBreaks_data()
    {
        QTest::addColumn<std::string>("broken");
        const auto row = [this](const char* name, const char* broken, MakeEdit change) {
            m_edits[name] = std::move(change);
            QTest::newRow(name) << std::string(broken);
        };
        row("nothing", "", [](Site& site) { return site.settings([](auto&) {}); });
        row("who must come in is listed", "welcome", list("joe@example.com"));
        row("his client is listed", "welcome", list(stranger, ListKind::Ip));
        row("somebody else is listed", "", list("ann@example.com"));
        row("a box is unticked", "forged", setMode(CheckMode::Off));
        row("a box is only monitored", "forged", setMode(CheckMode::Monitor));
        row("an exception lets both in", "forged", list(stranger, ListKind::Ip, ListColor::White));
        row("nobody listens any more", "welcome",
            [](Site& site) { return site.settings([](model::Service& s) { s.enabled = false; }); });
        row("the service is gone", "welcome",
            [](Site& site) { return site.edit([](model::Configuration& c) { c.services.clear(); }); });
        row("the service is renamed", "",
            [](Site& site) { return site.settings([](model::Service& s) { s.name = "Mail"; }); });
        row("what was broken before is let in", "", [](Site& site) {
            return site.edit([](model::Configuration& c) {
                c.mailboxes.push_back({0, "nobody@domain.com", "", "maildir:/srv/mail/nobody", {}});
            });
        });
    }
    void aChangeIsToldWhatItBreaks()
    {
        QFETCH(const std::string, broken);
        Site site;
        const auto pin = [&](const char* note, const Facts& facts, Expected expected) {
            Pin one = *pinOf(decided(facts), site.configuration());
            one.expected = expected;
            one.note = note;
            unwrap(site.store().addPin(one));
        };
        pin("welcome", mail(stranger, "joe@example.com"), Expected::Accepted);
        pin("forged", mail(stranger, jane), Expected::Refused);
        pin("wanted", mail(stranger, "joe@example.com", "nobody@domain.com"), Expected::Accepted);
        const Edit edit = m_edits.at(QTest::currentDataTag())(site);
        const auto found = unwrap(brokenBy(site.store(), edit, noon));
        QCOMPARE(notes(found), broken);
        for (const BrokenPin& each : found)
            QVERIFY(each.saved.state == PinState::Kept && each.draft.state != PinState::Kept);
        // it is told, not forbidden
        saved(site.store().commit(edit));
        QCOMPARE(notes(unwrap(brokenBy(site.store(), site.edit([](auto&) {}), noon))), std::string());
    }

    void whatDecidesIsNamed()
    {
        Site site;
        site.pinned(mail(stranger, "joe@example.com"), Expected::Accepted);
        const auto broken = unwrap(brokenBy(site.store(), list("joe@example.com")(site), noon));
        QCOMPARE(broken.size(), std::size_t(1));
        QVERIFY(broken.front().draft.decided.check == Check::SenderBlacklist);
        QVERIFY(broken.front().draft.decided.outcome == Outcome::Rejected);
        QVERIFY(broken.front().saved.decided.outcome == Outcome::Accepted);
    }

    void itIsDecidedAsOfNow()
    {
        Site site;
        const Pin pin = site.pinned(mail(stranger, jane), Expected::Accepted);
        QVERIFY(site.state(pin) == PinState::Broken);
        model::ListEntry exception = entry(stranger, ListKind::Ip);
        exception.color = ListColor::White;
        exception.expires = noon + std::chrono::hours(1);
        saved(site.store().commit(site.editOfLists({exception})));
        QVERIFY(site.state(pin) == PinState::Kept);
        QVERIFY(site.state(pin, noon + std::chrono::hours(2)) == PinState::Broken);
    }

    void whatItsOwnTimeBroughtAboutIsLeftOut()
    {
        Site site;
        saved(site.store().commit(site.settings(
            [](model::Service& s) { s.checks[Check::RecipientGreylist].mode = CheckMode::Enforce; })));
        Facts facts = mail(stranger, "joe@example.com");
        facts.ban = policy::Ban{noon + std::chrono::hours(1), "rate.authentication"};
        facts.greylist = policy::Greylisted{};
        QVERIFY(site.state(site.pinned(facts, Expected::Accepted)) == PinState::Kept);
    }

    void factsThatCannotBeReadAreNoVerdict()
    {
        Site site;
        Pin pin = site.pinned(mail(stranger, jane), Expected::Refused);
        sqliteShell(site.file(), "UPDATE pin SET facts = '{'");
        QVERIFY(site.state(pin) == PinState::Unknown);
        QVERIFY(unwrap(brokenBy(site.store(), setMode(CheckMode::Off)(site), noon)).empty());
        pin.facts = "{";
        QVERIFY(!mailOf(pin));
    }

    void aPinIsMadeOfADecision()
    {
        Site site;
        const model::Configuration all = site.configuration();
        const Facts facts = mail(stranger, "");
        const auto refused = pinOf(decided(facts, Outcome::Rejected, "sender.blacklist"), all);
        QVERIFY(refused && refused->expected == Expected::Refused);
        QCOMPARE(refused->service, all.services.front().id);
        QCOMPARE(refused->reference, std::string("K7Q2M9XD"));
        const auto mail = mailOf(*refused);
        QVERIFY(mail);
        QCOMPARE(mail->client, std::string(stranger));
        QCOMPARE(mail->sender, std::string("<>"));
        QCOMPARE(mail->recipient, std::string(jane));
        QVERIFY(pinOf(decided(facts), all)->expected == Expected::Accepted);
        QVERIFY(pinOf(decided(facts, Outcome::Deferred, "recipient.greylist"), all)->expected ==
                Expected::Accepted);

        QVERIFY(!pinOf(decided(facts, Outcome::Deferred, "delivery"), all)); // none of the policy's
        model::Event elsewhere = decided(facts);
        elsewhere.service = "Gone";
        QVERIFY(!pinOf(elsewhere, all));
        model::Event bare = decided(facts);
        bare.facts.clear();
        QVERIFY(!pinOf(bare, all));
    }

    void theStoreKeepsThem()
    {
        Site site;
        QVERIFY(unwrap(site.store().pins()).empty());
        Pin pin = *pinOf(decided(mail(stranger, jane)), site.configuration());
        pin.created = noon;
        pin.author = "jane";
        pin.note = "the boss's notebook";
        pin.id = unwrap(site.store().addPin(pin));
        site.reopen();
        QCOMPARE(unwrap(site.store().pins()), std::vector<Pin>{pin});
        QCOMPARE(unwrap(site.store().revision()), std::int64_t(1)); // no setting has changed
        QVERIFY(unwrap(site.store().removePin(pin.id)));
        QVERIFY(!unwrap(site.store().removePin(pin.id)));
        QVERIFY(unwrap(site.store().pins()).empty());
        QVERIFY(unwrap(site.store().addPin(pin)) > pin.id); // ids are never used again
    }

    void thereIsABound()
    {
        Site site;
        Pin pin = *pinOf(decided(mail(stranger, jane)), site.configuration());
        pin.note = std::string(model::maxPinNote, 'x');
        unwrap(site.store().addPin(pin));
        pin.note += 'x';
        QVERIFY(site.store().addPin(pin).error().kind == ErrorKind::Invalid);
        pin.note.clear();
        sqliteShell(
            site.file(),
            QStringLiteral("WITH RECURSIVE n(i) AS (VALUES (2) UNION ALL SELECT i + 1 FROM n WHERE i < "
                           "%1) INSERT INTO pin (created, author, expected, service, facts, reference, "
                           "note) SELECT 0, '', 'refused', 1, '{}', '', '' FROM n")
                .arg(model::maxPins - 1));
        unwrap(site.store().addPin(pin));
        QVERIFY(site.store().addPin(pin).error().kind == ErrorKind::Full);
        QCOMPARE(unwrap(checkAll(site.store(), noon)).size(), std::size_t(model::maxPins));
    }

private:
    std::map<std::string, MakeEdit> m_edits; // by row
};

QTEST_GUILESS_MAIN(TestPins)
#include "test_pins.moc"
