// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/list_pattern.h"
#include "policy/list_health.h"
#include "support/scene.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <set>

using namespace postern;
using namespace postern::testing;
using namespace std::chrono_literals;
using model::Id;
using model::ListColor;
using model::ListEntry;
using model::ListKind;
using policy::HealthFinding;
using Kind = HealthFinding::Kind;

namespace {

const Time now = fromMicros(1'790'000'000'000'000);

// "pattern", "~pattern"; the service is 0 for the shared list.
struct Lists {
    std::vector<ListEntry> entries;
    std::vector<Id> services{1, 2};
    std::unordered_map<Id, std::int64_t> hits;

    ListEntry& add(Id service, ListColor color, ListKind kind, const std::string& typed)
    {
        const auto pattern = model::ListPattern::parse(kind, typed);
        ListEntry entry;
        entry.id = Id(entries.size()) + 10;
        entry.service = service;
        entry.color = color;
        entry.kind = kind;
        entry.pattern = pattern.value().text;
        entry.negated = pattern->negated;
        entry.created = now - 24h;
        entries.push_back(entry);
        return entries.back();
    }
    ListEntry& black(const std::string& typed, Id service = 1, ListKind kind = ListKind::Sender)
    {
        return add(service, ListColor::Black, kind, typed);
    }
    ListEntry& white(const std::string& typed, Id service = 1, ListKind kind = ListKind::Sender)
    {
        return add(service, ListColor::White, kind, typed);
    }

    policy::ListHealth health() const
    {
        policy::HealthQuestion question;
        question.entries = entries;
        question.services = services;
        question.hits = &hits;
        question.now = now;
        return policy::findListHealth(question);
    }
    // "shadowed joe@x: why", a finding a line.
    QString told() const
    {
        QStringList all;
        for (const HealthFinding& finding : health().findings)
            all << QString::fromStdString(std::string(policy::healthWord(finding.kind)) + ' ' +
                                          entries[finding.entry].displayPattern() + ": " +
                                          toEnglish(policy::healthReason(finding, entries)));
        return all.join('\n');
    }
};

} // namespace

class TestListHealth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aHealthyListHasNoFindings()
    {
        Lists lists;
        lists.black("spam.example");
        lists.black("~info@spam.example");
        lists.black("joe@ham.example");
        lists.black("*@*.bulk.example");
        lists.black("192.0.2.0/24", 1, ListKind::Ip);
        lists.black("~192.0.2.9", 1, ListKind::Ip);
        lists.white("198.51.100.0/24", 1, ListKind::Ip);
        lists.white("postmaster@domain.com", 1, ListKind::Recipient);
        lists.black("*-dsl.example", 1, ListKind::Helo);
        QCOMPARE(lists.told(), "");
        QVERIFY(lists.health().complete);
    }

    void whatAWiderEntrySaysIsShadowed_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QStringList>("patterns");
        QTest::addColumn<QString>("shadowed"); // by line
        const int ip = int(ListKind::Ip);
        const int sender = int(ListKind::Sender);
        const int helo = int(ListKind::Helo);
        QTest::newRow("address in a domain") << sender << QStringList{"joe@a.example", "a.example"} << "0";
        QTest::newRow("domain below another") << sender << QStringList{"b.a.example", ".a.example"} << "0";
        QTest::newRow("suffix below another") << sender << QStringList{".b.a.example", ".a.example"} << "0";
        QTest::newRow("in a wildcard")
            << sender << QStringList{"joe@a.example", "sales-1@a.example", "sales-*@*"} << "1";
        QTest::newRow("domain in a wildcard") << sender << QStringList{"a.example", "*@*.example"} << "0";
        QTest::newRow("wildcard in a suffix")
            << sender << QStringList{"sales-*@b.a.example", ".a.example"} << "0";
        QTest::newRow("wildcard in a wildcard")
            << sender << QStringList{"sales-1*@a.example", "sales-*"} << "0";
        QTest::newRow("said twice in other words")
            << sender << QStringList{"a.example", "*@a.example"} << "1";
        QTest::newRow("a chain") << sender << QStringList{"joe@a.example", "a.example", ".example", "*"}
                                 << "0 1 2";
        QTest::newRow("something between")
            << sender << QStringList{"joe@a.example", "~a.example", ".example"} << "";
        QTest::newRow("something between, a wildcard")
            << sender << QStringList{"joe@a.example", "~j*@a.example", "a.example"} << "";
        QTest::newRow("something between that it does not meet")
            << sender << QStringList{"joe@a.example", "~k*@a.example", "a.example"} << "0";
        QTest::newRow("domain, and a part of it taken out between")
            << sender << QStringList{"a.example", "~j*@*.example", ".example"} << "";
        QTest::newRow("domain, and a part of it taken out closer")
            << sender << QStringList{"a.example", "~j*@a.example", ".example"} << "0";
        QTest::newRow("taking out twice")
            << sender << QStringList{"~joe@a.example", "~a.example", ".example"} << "0";
        QTest::newRow("nothing to take out")
            << sender << QStringList{"~joe@a.example", "~.b.example", "c.example"} << "0 1";
        QTest::newRow("a twin takes it out") << sender << QStringList{"a.example", "~a.example"} << "0";
        QTest::newRow("an address and its twin")
            << sender << QStringList{"joe@a.example", "~joe@a.example"} << "0";
        QTest::newRow("null sender") << sender << QStringList{"<>", "*@*"} << "";
        QTest::newRow("null sender in all") << sender << QStringList{"<>", "*"} << "0";
        QTest::newRow("range in a range")
            << ip << QStringList{"192.0.2.9", "192.0.2.0/24", "192.0.0.0/16"} << "0 1";
        QTest::newRow("range with one between")
            << ip << QStringList{"192.0.2.9", "~192.0.2.0/24", "192.0.0.0/16"} << "";
        QTest::newRow("ranges that overlap in part")
            << ip << QStringList{"192.0.2.0-192.0.2.99", "192.0.2.50-192.0.2.149", "192.0.2.60"} << "2";
        QTest::newRow("a range that crosses one around it")
            << ip << QStringList{"192.0.2.40-192.0.2.60", "~192.0.2.50-192.0.2.90", "192.0.2.0/24"} << "";
        QTest::newRow("range twin") << ip << QStringList{"192.0.2.0/24", "~192.0.2.0/24"} << "0";
        QTest::newRow("range that takes nothing out")
            << ip << QStringList{"~192.0.2.9", "198.51.100.0/24"} << "0";
        QTest::newRow("IPv6 beside IPv4")
            << ip << QStringList{"2001:db8::1", "0.0.0.0-255.255.255.255"} << "";
        QTest::newRow("host name") << helo << QStringList{"a.example", ".example", "[192.0.2.1]", "*"}
                                   << "0 1 2";
        QTest::newRow("host name beside its domain")
            << helo << QStringList{"example.com", ".example.com"} << "";
    }
    void whatAWiderEntrySaysIsShadowed()
    {
        QFETCH(int, kind);
        QFETCH(QStringList, patterns);
        QFETCH(QString, shadowed);
        for (const ListColor color : {ListColor::Black, ListColor::White}) {
            Lists lists;
            for (const QString& pattern : patterns)
                lists.add(1, color, ListKind(kind), pattern.toStdString());
            QStringList found;
            for (const HealthFinding& finding : lists.health().findings) {
                if (finding.kind == Kind::Shadowed) {
                    found << QString::number(finding.entry);
                    QVERIFY(finding.harmless);
                }
            }
            QVERIFY2(found.join(' ') == shadowed, qPrintable(lists.told()));
        }
    }

    void limitsAreKept()
    {
        Lists lists;
        lists.white("joe@a.example"); // for ever
        lists.white("a.example").expires = now + 24h;
        lists.white("ann@b.example").expires = now + 24h;
        lists.white("b.example").expires = now + 48h;
        lists.white("*@c.example").condition = model::Condition::SpfPass;
        lists.white("eve@c.example");
        lists.white("max@d.example").condition = model::Condition::SpfPass;
        lists.white("d.example");
        QString told = lists.told();
        QCOMPARE(told.count("shadowed"), 1);
        QVERIFY2(told.contains("shadowed ann@b.example: b.example says the same"), qPrintable(told));
    }

    void sharedEntriesCountForEveryService()
    {
        Lists lists;
        lists.black("joe@a.example", 1);
        lists.black("a.example", 0);
        lists.black("ann@a.example", 0);
        QCOMPARE(lists.told(),
                 "shadowed joe@a.example: a.example in the list for all services says the same, and more\n"
                 "shadowed ann@a.example: a.example says the same, and more");
        // In service 2 the shared entry is needed, since its own list has something between.
        lists.black("~a.example", 2);
        QVERIFY2(!lists.told().contains("ann@a.example"), qPrintable(lists.told()));
        QVERIFY2(lists.told().contains("shadowed joe@a.example"), qPrintable(lists.told()));
    }

    void whatASharedEntrySaysToOneServiceOnlyIsNotShadowed()
    {
        Lists lists;
        lists.black("joe@a.example", 0);
        lists.black("a.example", 1); // service 2 has nothing like it
        QCOMPARE(lists.told(), "");
        lists.black("a.example", 2);
        QCOMPARE(lists.told(), "shadowed joe@a.example: a.example says the same, and more");
    }

    void theSameTwiceIsADuplicate()
    {
        Lists lists;
        lists.black("a.example", 0);
        lists.black("a.example", 1);
        lists.black("~b@a.example", 2);
        lists.black("~b@a.example", 0);
        lists.white("x@c.example", 0).condition = model::Condition::SpfPass;
        lists.white("x@c.example", 1).condition = model::Condition::SpfPass;
        lists.white("y@c.example", 0).condition = model::Condition::SpfPass;
        lists.white("y@c.example", 1);
        const QString told = lists.told();
        QCOMPARE(told.count("duplicate"), 3);
        QVERIFY2(told.contains("duplicate a.example: a.example stands in the list for all services, too"),
                 qPrintable(told));
        QVERIFY(!told.contains("duplicate y@c.example"));
    }

    void anExceptionContradictsABlackEntryOrShadowsIt()
    {
        Lists lists;
        lists.black("a.example");
        lists.white("a.example");
        lists.black("joe@b.example");
        lists.white("b.example");
        lists.black("c.example");
        lists.white("c.example").condition = model::Condition::SpfPass;
        lists.black("d.example");
        lists.white(".example");
        lists.white("~k@d.example");
        lists.black("192.0.2.9", 1, ListKind::Ip);
        lists.white("192.0.2.0/28", 0, ListKind::Ip);
        lists.black("192.0.2.14-192.0.2.20", 1, ListKind::Ip);
        const QString told = lists.told();
        QVERIFY2(told.contains("contradictory a.example: a.example is an exception, too"), qPrintable(told));
        QVERIFY(told.contains("contradictory c.example"));
        QVERIFY(told.contains("shadowed joe@b.example: the exception b.example lets through"));
        QVERIFY(
            told.contains("shadowed 192.0.2.9: the exception 192.0.2.0/28 for all services lets through"));
        QVERIFY(!told.contains("shadowed d.example")); // k is refused by it
        QVERIFY(!told.contains("shadowed 192.0.2.14"));
        for (const HealthFinding& finding : lists.health().findings) {
            if (finding.kind == Kind::Contradictory)
                QCOMPARE(finding.harmless, lists.entries[finding.entry].pattern == "a.example" ||
                                               lists.entries[finding.entry].pattern == "c.example");
        }
    }

    void expiredUnhitAndForgeableEntriesAreTold()
    {
        Lists lists;
        lists.black("old.example").created = now - 24h * 91;
        lists.black("hit.example").created = now - 24h * 91;
        lists.hits[lists.entries.back().id] = 7;
        lists.black("young.example").created = now - 24h * 89;
        lists.black("off.example").created = now - 24h * 91;
        lists.entries.back().enabled = false;
        lists.black("over.example").expires = now;
        lists.white("news@partner.example");
        lists.white("safe@partner.example").condition = model::Condition::FromRange;
        lists.entries.back().onlyFrom = "192.0.2.0/24";
        lists.white("mx.partner.example", 1, ListKind::Helo);
        lists.white("~x@partner.example");
        const QString told = lists.told();
        QCOMPARE(told.count("never-hit"), 1);
        QVERIFY(told.contains("never-hit old.example: nothing has matched it since it was made on"));
        QCOMPARE(told.count("expired"), 1);
        QVERIFY(told.contains("expired over.example: it ended on "));
        QCOMPARE(told.count("forgeable"), 2);
        policy::HealthQuestion question;
        question.entries = lists.entries;
        question.now = now;
        for (const HealthFinding& finding : policy::findListHealth(question).findings)
            QVERIFY(finding.kind != Kind::NeverHit); // hits are not known
    }

    // The promise of HealthFinding::harmless, by decide() itself: without one of them, and without all of
    // them, every decision is the same.
    void withoutHarmlessFindingsEveryDecisionIsTheSame()
    {
        int removed = 0;
        for (unsigned seed = 0; seed < 300; ++seed) {
            std::mt19937 dice(seed);
            const auto pick = [&dice](auto pool) { return pool[dice() % pool.size()]; };
            const std::array addresses{"jane@domain.com",     "joe@example.com", "joe@a.example.com",
                                       "ann@b.a.example.com", "ann@example.com", "",
                                       "j@example.com",       "joe@partner.test"};
            const std::array clients{"203.0.113.8",  "203.0.113.9",  "203.0.113.10",
                                     "203.0.113.40", "198.51.100.4", "2001:db8::1"};
            const std::array helos{"a.example.com", "example.com", "b.a.example.com", "[203.0.113.9]",
                                   "laptop"};
            const std::array names{
                "joe@example.com", "example.com", ".example.com", "a.example.com", ".a.example.com",
                "*@*.com",         "*",           "j*@*",         "*@example.com", "jo*@example.com",
                "ann@*",           "*@a.*"};
            const std::array ranges{"203.0.113.0/24",
                                    "203.0.113.9",
                                    "203.0.113.8-203.0.113.9",
                                    "203.0.113.9-203.0.113.40",
                                    "203.0.113.0/28",
                                    "0.0.0.0/0",
                                    "2001:db8::/32"};
            const std::array hosts{"example.com", ".example.com",  ".com",         "*",
                                   "*.a.*",       "[203.0.113.9]", "a.example.com"};
            Lists lists;
            lists.services = {1};
            const std::array kinds{ListKind::Ip, ListKind::Sender, ListKind::Recipient, ListKind::Helo};
            const ListKind favourite = pick(kinds);
            for (int i = int(dice() % 9) + 2; i > 0; --i) {
                const ListKind kind = dice() % 4 == 0 ? pick(kinds) : favourite;
                const std::string text = kind == ListKind::Ip     ? pick(ranges)
                                         : kind == ListKind::Helo ? pick(hosts)
                                                                  : pick(names);
                ListEntry& entry =
                    lists.add(Id(dice() % 2), dice() % 3 == 0 ? ListColor::White : ListColor::Black, kind,
                              (dice() % 3 == 0 ? "~" : "") + text);
                if (dice() % 6 == 0)
                    entry.expires = now + (dice() % 3 == 0 ? -1h : std::chrono::hours(dice() % 3 + 1));
                entry.enabled = dice() % 12 != 0;
                if (entry.color == ListColor::White && dice() % 4 == 0) {
                    entry.condition =
                        dice() % 2 == 0 ? model::Condition::SpfPass : model::Condition::FromRange;
                    if (entry.condition == model::Condition::FromRange)
                        entry.onlyFrom = pick(ranges);
                }
            }
            Scene scene;
            scene.entries = lists.entries;
            scene.service.checks[model::Check::HeloLocal].mode = model::CheckMode::Enforce;
            std::vector<Scene> others;
            std::set<std::size_t> harmless;
            for (const HealthFinding& finding : lists.health().findings) {
                if (finding.harmless)
                    harmless.insert(finding.entry);
            }
            removed += int(harmless.size());
            Scene without = scene;
            for (auto index = harmless.rbegin(); index != harmless.rend(); ++index) {
                without.entries.erase(without.entries.begin() + std::ptrdiff_t(*index));
                others.push_back(scene);
                others.back().entries.erase(others.back().entries.begin() + std::ptrdiff_t(*index));
            }
            others.push_back(without);
            const auto before = scene.compile();
            for (const Scene& other : others) {
                const auto after = other.compile();
                for (int i = 0; i < 40; ++i) {
                    policy::Facts facts =
                        session(pick(clients), pick(helos), pick(addresses), pick(addresses));
                    facts.now = now + std::chrono::minutes(dice() % 300);
                    facts.spf = dice() % 2 == 0 ? SpfResult::Pass : SpfResult::Fail;
                    const auto a =
                        std::get<policy::Verdict>(policy::decide(*before, model::Stage::Rcpt, facts));
                    const auto b =
                        std::get<policy::Verdict>(policy::decide(*after, model::Stage::Rcpt, facts));
                    if (a.outcome != b.outcome || a.check != b.check)
                        QFAIL(qPrintable(
                            QStringLiteral("seed %1: %2\n%3")
                                .arg(seed)
                                .arg(QString::fromStdString(policy::toJson(facts)), lists.told())));
                }
            }
        }
        QVERIFY(removed > 250);
    }

    void manyEntriesTakeSeconds()
    {
        Lists lists;
        for (int i = 0; i < 48'000; ++i) {
            const std::string number = std::to_string(i);
            lists.black("u" + number + "@d" + std::to_string(i % 2000) + ".example", Id(i % 2));
            if (i % 24 == 0)
                lists.black("d" + std::to_string(i / 24) + ".example", 0);
            if (i % 5 == 0)
                lists.black(IpAddress::fromV4(0x0a000000U + std::uint32_t(i) * 7).toString(), Id(i % 2),
                            ListKind::Ip);
        }
        lists.black("10.0.0.0/9", 0, ListKind::Ip);
        const auto begin = std::chrono::steady_clock::now();
        const policy::ListHealth health = lists.health();
        const auto took = std::chrono::steady_clock::now() - begin;
        qInfo("%zu entries: %lld ms", lists.entries.size(),
              (long long)std::chrono::duration_cast<std::chrono::milliseconds>(took).count());
        QVERIFY(health.complete);
        QCOMPARE(health.findings.size(), 57'600U); // all but the domains and the range
        QVERIFY(took < 30s);
    }

    void itStopsWhenItIsToldTo()
    {
        Lists lists;
        for (int i = 0; i < 1000; ++i)
            lists.black("a" + std::to_string(i) + ".example");
        std::stop_source stop;
        stop.request_stop();
        policy::HealthQuestion question;
        question.entries = lists.entries;
        question.services = lists.services;
        QVERIFY(policy::findListHealth(question, stop.get_token()).findings.empty());
    }

    void tooManyWildcardsAreSaid()
    {
        Lists lists;
        for (int i = 0; i < 3300; ++i)
            lists.black("?" + std::to_string(i) + "*@x.example"); // with the same ends
        QVERIFY(!lists.health().complete);
    }
};

QTEST_APPLESS_MAIN(TestListHealth)
#include "test_list_health.moc"
