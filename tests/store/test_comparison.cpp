// SPDX-License-Identifier: GPL-3.0-or-later
// What two services and their lists differ in.
#include "store_fixture.h"

#include "store/comparison.h"

using namespace postern;
using namespace postern::store;
using model::Check;
using model::CheckMode;
using model::ListColor;
using model::ListKind;
using model::Preset;
using model::Service;

namespace {

using Doing = void (*)(Service&);

QStringList wordsOf(const std::vector<SettingDifference>& differences)
{
    QStringList words;
    for (const SettingDifference& each : differences)
        words.append(QString::fromStdString(toEnglish(each.field.words) + ": " +
                                            toEnglish(each.field.before) + " | " +
                                            toEnglish(each.field.after)));
    return words;
}

model::ListEntry line(model::Id service, ListColor color, ListKind kind, const std::string& pattern)
{
    model::ListEntry entry;
    entry.service = service;
    entry.color = color;
    entry.kind = kind;
    entry.pattern = pattern;
    return entry;
}

} // namespace

Q_DECLARE_METATYPE(Doing)

class TestComparison : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aServiceIsComparedSettingBySetting_data()
    {
        QTest::addColumn<Doing>("change");
        QTest::addColumn<QStringList>("differences");
        const auto row = [](const char* name, Doing change, const QStringList& differences) {
            QTest::newRow(name) << change << differences;
        };
        row("nothing", [](Service&) {}, {});
        row("its name and id", [](Service& service) { service.id = 9, service.name = "Other"; }, {});
        row("numbers", [](Service& service) { service.port = 2525, service.hopLimit = 9; },
            {"port: 25 | 2525", "Received: fields at most: 50 | 9"});
        row("yes and no", [](Service& service) { service.relay.lan = !service.relay.lan; },
            {"the LAN may relay: yes | no"});
        row("a choice", [](Service& service) { service.tls.mode = model::TlsMode::Required; },
            {"encryption: starttls | required"});
        row("a text", [](Service& service) { service.greeting = "hello"; }, {"greeting: (none) | hello"});
        row("a range that only one has", [](Service& service) { service.relay.ranges = {"10.0.0.0/8"}; },
            {"range that may relay 10.0.0.0/8: no | yes"});
        row("the order of ranges",
            [](Service& service) { std::swap(service.accessRanges[0], service.accessRanges[1]); }, {});
        row("a DNS list", [](Service& service) { service.dnsLists[0].points = 7; },
            {"DNS list zen.example: points: 100 | 7"});
        row("the mode of a check",
            [](Service& service) { service.checks[Check::HeloLocal].mode = CheckMode::Monitor; },
            {"check helo.local: enforce | monitor"});
        row("a mode that is the default anyway",
            [](Service& service) { service.checks[Check::HeloLocal].mode = CheckMode::Enforce; }, {});
        row("a reply", [](Service& service) { service.checks[Check::HeloLocal].reply = "go away"; },
            {"check helo.local: reply text: default | go away"});
        row("a reply of a fixed check",
            [](Service& service) { service.checks[Check::RecipientRelay].reply = "no"; },
            {"check recipient.relay: reply text: default | no"});
    }
    void aServiceIsComparedSettingBySetting()
    {
        QFETCH(Doing, change);
        Service first = model::makeService(Preset::Mx);
        first.tls.mode = model::TlsMode::StartTls;
        first.accessRanges = {"192.0.2.0/24", "198.51.100.0/24"};
        first.dnsLists = {{.zone = "zen.example"}};
        Service second = first;
        change(second);
        QTEST(wordsOf(compareServices(first, second)), "differences");
    }

    void aPresetCountsByWhatItMakesOfChecks()
    {
        const Service mx = model::makeService(Preset::Mx);
        Service other = mx;
        other.preset = Preset::Submission;
        const QStringList words = wordsOf(compareServices(mx, other));
        QVERIFY(words.contains("preset: mx | submission"));
        QVERIFY(words.contains("check auth.required: off | enforce"));
        other.checks[Check::AuthRequired].mode = CheckMode::Off;
        QVERIFY(!wordsOf(compareServices(mx, other)).contains("check auth.required: off | enforce"));
    }

    void eachDifferenceSaysWhereItStands()
    {
        const Service first = model::makeService(Preset::Mx);
        Service second = first;
        second.port = 2525;
        second.relay.ranges = {"10.0.0.0/8"};
        second.checks[Check::SenderSpf].mode = CheckMode::Enforce;
        const auto differences = compareServices(first, second);
        QCOMPARE(differences.size(), std::size_t(3));
        QCOMPARE(differences[0].table, "service");
        QCOMPARE(differences[0].field.column, "port");
        QCOMPARE(differences[1].table, "relay_range");
        QCOMPARE(differences[2].table, "service_check");
        QCOMPARE(differences[2].field.column, "sender.spf");
    }

    void listsAreComparedLineByLine()
    {
        const QTemporaryDir folder;
        const auto store = unwrap(Store::open(folder.filePath("postern.db").toStdString(), OpenMode::Create));
        Edit edit;
        edit.author = "anna";
        edit.base = unwrap(store->revision());
        edit.before = unwrap(store->configuration());
        edit.after = edit.before;
        edit.after->server.hostname = "mail.example.com";
        edit.after->services = {model::makeService(Preset::Mx), model::makeService(Preset::Submission)};
        saved(store->commit(edit));
        const auto services = unwrap(store->configuration()).services;
        const model::Id first = services[0].id;
        const model::Id second = services[1].id;
        QVERIFY(unwrap(store->compareLists(first, second, 10)).empty());

        Edit lists;
        lists.base = unwrap(store->revision());
        lists.author = "anna";
        const auto add = [&lists](model::Id service, ListColor color, ListKind kind, const char* pattern) {
            lists.lists.saved.push_back(line(service, color, kind, pattern));
        };
        for (const char* pattern :
             {"a@spam.example", "b@spam.example", "c@spam.example", "both@spam.example"})
            add(first, ListColor::Black, ListKind::Sender, pattern);
        add(second, ListColor::Black, ListKind::Sender, "both@spam.example");
        add(second, ListColor::Black, ListKind::Sender, "d@spam.example");
        add(0, ListColor::Black, ListKind::Sender, "shared@spam.example");
        add(second, ListColor::White, ListKind::Ip, "192.0.2.1");
        add(first, ListColor::Black, ListKind::Helo, "friend");
        add(second, ListColor::Black, ListKind::Helo, "friend");
        lists.lists.saved.back().enabled = false;
        add(first, ListColor::Black, ListKind::Recipient, "e@example.com");
        add(second, ListColor::Black, ListKind::Recipient, "e@example.com");
        lists.lists.saved.back().negated = true; // another line
        saved(store->commit(lists));

        using Side = ListDifference::Side;
        const auto found = unwrap(store->compareLists(first, second, 2));
        QCOMPARE(found.size(), std::size_t(6));
        const auto verify = [&found](std::size_t at, ListColor color, ListKind kind, Side side, int count,
                                     const std::vector<std::string>& patterns) {
            QCOMPARE(found[at].color, color);
            QCOMPARE(found[at].kind, kind);
            QCOMPARE(found[at].side, side);
            QCOMPARE(found[at].count, count);
            std::vector<std::string> all;
            for (const model::ListEntry& each : found[at].entries)
                all.push_back(each.displayPattern());
            QCOMPARE(all, patterns);
        };
        verify(0, ListColor::Black, ListKind::Sender, Side::First, 3, {"a@spam.example", "b@spam.example"});
        verify(1, ListColor::Black, ListKind::Sender, Side::Second, 1, {"d@spam.example"});
        verify(2, ListColor::Black, ListKind::Recipient, Side::First, 1, {"e@example.com"});
        verify(3, ListColor::Black, ListKind::Recipient, Side::Second, 1, {"~e@example.com"});
        verify(4, ListColor::Black, ListKind::Helo, Side::Both, 1, {"friend"});
        verify(5, ListColor::White, ListKind::Ip, Side::Second, 1, {"192.0.2.1"});
    }
};

QTEST_GUILESS_MAIN(TestComparison)
#include "test_comparison.moc"
