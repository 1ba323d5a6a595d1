// SPDX-License-Identifier: GPL-3.0-or-later
// What the box of a check would refuse, by the log.
#include "mail_facts.h"
#include "policy/explain.h"
#include "preview/refusals.h"
#include "store_fixture.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace postern;
using namespace postern::preview;
using namespace postern::store;
using model::Check;
using model::CheckMode;
using model::ListColor;
using model::ListKind;
using policy::FactId;
using policy::Facts;

namespace {

Facts mailSaying(const std::string& client, const std::string& sender, const std::string& helo)
{
    Facts facts = mail(client, sender);
    facts.helo = helo;
    return facts;
}

model::Event eventOf(const Facts& facts, Time time = noon)
{
    model::Event event;
    event.time = time;
    event.service = "SMTP";
    event.client = facts.client.toString();
    event.helo = facts.helo;
    event.sender = facts.sender->empty() ? "<>" : *facts.sender;
    event.recipient = jane;
    event.facts = policy::toJson(facts);
    event.trace = "[]";
    return event;
}

model::Configuration configuration()
{
    model::Configuration all;
    all.server.hostname = "mail.domain.com";
    all.server.lan = {"192.168.1.0/24"};
    all.domains = {{1, "domain.com", {}}};
    all.mailboxes = {{1, jane, "", "maildir:/srv/mail/jane", {}}};
    model::Service service = model::makeService(model::Preset::Mx);
    service.id = 1;
    service.name = "SMTP";
    all.services = {service};
    return all;
}

std::shared_ptr<const policy::Snapshot> compiled(const model::Configuration& all,
                                                 const std::vector<model::ListEntry>& entries = {})
{
    return policy::compileSnapshot(1, all, entries, {});
}

RefusalQuestion ask(std::vector<Check> checks)
{
    RefusalQuestion question;
    question.service = 1;
    question.checks = std::move(checks);
    question.since = noon - std::chrono::hours(24);
    question.grouped = true;
    return question;
}

RefusalReport counted(const policy::Snapshot& snapshot, const RefusalQuestion& question,
                      const std::vector<model::Event>& events)
{
    RefusalCounter counter(withMode(snapshot, 1, question.checks, CheckMode::Monitor), question);
    for (const model::Event& event : events)
        counter.add(event);
    return counter.take();
}

// "192.168.7.0/24 2, 203.0.113.9 1"
QString words(const RefusalGroups& groups)
{
    QStringList words;
    for (const RefusalGroup& group : groups.groups)
        words << QString::fromStdString(group.key) + ' ' + QString::number(group.count);
    if (groups.others > 0)
        words << "others " + QString::number(groups.others);
    return words.join(", ");
}

constexpr auto goOn = [](double) { return true; };

} // namespace

class TestRefusals : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void messagesHaveKeys_data()
    {
        QTest::addColumn<Check>("check");
        QTest::addColumn<QString>("client");
        QTest::addColumn<QString>("helo");
        QTest::addColumn<QString>("sender");
        QTest::addColumn<QString>("keys"); // client, name
        QTest::newRow("sender") << Check::SenderClaimsLocal << "203.0.113.9"
                                << "x"
                                << "Joe@Domain.COM"
                                << "203.0.113.0/24 domain.com";
        QTest::newRow("null sender") << Check::SenderSpf << "203.0.113.9"
                                     << "x"
                                     << ""
                                     << "203.0.113.0/24 <>";
        QTest::newRow("no domain") << Check::SenderSpf << "203.0.113.9"
                                   << "x"
                                   << "Postmaster"
                                   << "203.0.113.0/24 postmaster";
        QTest::newRow("HELO") << Check::HeloInvalid << "203.0.113.9"
                              << "LAP top"
                              << "joe@domain.com"
                              << "203.0.113.0/24 lap top";
        QTest::newRow("HELO with controls") << Check::HeloInvalid << "203.0.113.9"
                                            << "a\x1b"
                                            << ""
                                            << "203.0.113.0/24 a\\x1b";
        QTest::newRow("client") << Check::IpDnsbl << "203.0.113.9"
                                << "Mx.Example"
                                << "joe@domain.com"
                                << "203.0.113.0/24 mx.example";
        QTest::newRow("message") << Check::MessageSpam << "2001:db8:1:2:3::4"
                                 << "x"
                                 << "a@b.example"
                                 << "2001:db8:1:2::/64 b.example";
    }
    void messagesHaveKeys()
    {
        QFETCH(Check, check);
        QFETCH(QString, client);
        QFETCH(QString, helo);
        QFETCH(QString, sender);
        QFETCH(QString, keys);
        const Facts facts = mailSaying(client.toStdString(), sender.toStdString(), helo.toStdString());
        QCOMPARE(QString::fromStdString(keyOf(RefusalKey::Client, check, facts) + ' ' +
                                        keyOf(RefusalKey::Name, check, facts)),
                 keys);
    }

    void resultsOfSpfAreKeys()
    {
        Facts facts = mail(stranger, "joe@example.com");
        QCOMPARE(keyOf(RefusalKey::Spf, Check::SenderSpf, facts), std::string());
        facts.spf = policy::Unknown{"time-out"};
        QCOMPARE(keyOf(RefusalKey::Spf, Check::SenderSpf, facts), std::string("unknown"));
        facts.spf = SpfResult::SoftFail;
        QCOMPARE(keyOf(RefusalKey::Spf, Check::SenderSpf, facts), std::string("softfail"));
    }

    void blocksGrowAsLittleAsTheyCan_data()
    {
        QTest::addColumn<QString>("range");
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("block"); // "" where there is none
        QTest::newRow("the same") << "192.0.2.7"
                                  << "192.0.2.7"
                                  << "192.0.2.7";
        QTest::newRow("beside") << "192.0.2.6"
                                << "192.0.2.7"
                                << "192.0.2.6/31";
        QTest::newRow("below") << "192.0.2.7"
                               << "192.0.2.6"
                               << "192.0.2.6/31";
        QTest::newRow("across a border") << "192.0.2.7"
                                         << "192.0.2.8"
                                         << "192.0.2.0/28";
        QTest::newRow("inside") << "192.0.2.0/28"
                                << "192.0.2.5"
                                << "192.0.2.0/28";
        QTest::newRow("outside") << "192.0.2.0/28"
                                 << "192.0.2.200"
                                 << "192.0.2.0/24";
        QTest::newRow("far away") << "10.0.0.1"
                                  << "200.0.0.1"
                                  << "0.0.0.0/0";
        QTest::newRow("IPv6") << "2001:db8::1"
                              << "2001:db8::2"
                              << "2001:db8::/126";
        QTest::newRow("IPv6 far away") << "2001:db8::1"
                                       << "fd00::1"
                                       << "::/0";
        QTest::newRow("both families") << "192.0.2.7"
                                       << "2001:db8::2"
                                       << "";
    }
    void blocksGrowAsLittleAsTheyCan()
    {
        QFETCH(QString, range);
        QFETCH(QString, address);
        QFETCH(QString, block);
        const auto grown =
            blockWith(*IpRange::parse(range.toStdString()), *IpAddress::parse(address.toStdString()));
        QCOMPARE(grown ? QString::fromStdString(grown->toString()) : QString(), block);
    }

    void privateNetworksAreKnown_data()
    {
        QTest::addColumn<bool>("is");
        for (const char* address : {"10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "127.0.0.1",
                                    "::1", "fd00::1", "fcff::1"})
            QTest::newRow(address) << true;
        for (const char* address : {"9.255.255.255", "11.0.0.0", "172.15.255.255", "172.32.0.0",
                                    "192.167.255.255", "192.169.0.0", "2001:db8::1", "fe80::1"})
            QTest::newRow(address) << false;
    }
    void privateNetworksAreKnown()
    {
        QFETCH(bool, is);
        QCOMPARE(isPrivate(*IpAddress::parse(QTest::currentDataTag())), is);
    }

    // Where a check lacks what it looks at, that is the fact that is named.
    void checksNameWhatTheyLookUp_data()
    {
        QTest::addColumn<Check>("check");
        for (const model::CheckInfo& info : model::checks())
            QTest::newRow(std::string(info.id).c_str()) << info.check;
    }
    void checksNameWhatTheyLookUp()
    {
        QFETCH(Check, check);
        model::Configuration all = configuration();
        model::Service& service = all.services.front();
        for (const model::CheckInfo& info : model::checks())
            service.checks[info.check].mode = info.check == check ? CheckMode::Monitor : CheckMode::Off;
        model::DnsList list;
        list.zone = "dnsbl.example";
        service.dnsLists = {list};
        model::Scanner scanner;
        scanner.address = "127.0.0.1:783";
        service.scanners = {scanner};
        Facts facts = mail(stranger, "joe@example.com");
        facts.size = 1000;
        facts.receivedFields = 1;
        facts.authors = "example.com";
        const auto missing = policy::explain(*compiled(all)->services.front(), facts).missing;
        const auto fact = factOf(check);
        QCOMPARE(missing, fact ? std::vector{*fact} : std::vector<FactId>());
    }

    void onlyWhatNothingElseRefusesCounts_data()
    {
        QTest::addColumn<QString>(
            "counts"); // claims-local, helo.local, helo.unresolvable; the latter's untold
        const auto row = [this](const char* name, const char* counts, std::vector<model::Event> events) {
            m_events[name] = std::move(events);
            QTest::newRow(name) << counts;
        };
        row("nothing", "0 0 0 0", {});
        row("claims to be local", "1 0 0 1", {eventOf(mail(stranger, jane))});
        row("says a local name", "0 1 0 1", {eventOf(mailSaying(stranger, "a@b.example", "domain.com"))});
        row("does both", "1 1 0 1", {eventOf(mailSaying(stranger, jane, "domain.com"))});
        row("from the LAN", "0 0 0 0", {eventOf(mail("192.168.1.7", jane))});
        row("from a listed client", "0 0 0 0", {eventOf(mail("198.51.100.7", jane))});
        row("from an excepted client", "0 0 0 0", {eventOf(mail("198.51.100.8", jane))});
        Facts nobody = mail(stranger, jane);
        nobody.recipient = "nobody@domain.com";
        row("to nobody", "0 0 0 0", {eventOf(nobody)});
        Facts nothing = mailSaying(stranger, "a@b.example", "nowhere.example");
        nothing.heloDns = policy::HeloDns::Nothing;
        row("says a name that is nowhere", "0 0 1 0", {eventOf(nothing)});
        nothing.heloDns = policy::Unknown{"time-out"};
        row("whose name could not be looked up", "0 0 0 0", {eventOf(nothing)});
        row("whose name was not looked up", "0 0 0 1", {eventOf(mail(stranger, "a@b.example"))});
        model::Event limited = eventOf(mail(stranger, jane));
        limited.check = model::checkMessages;
        row("over a limit", "0 0 0 0", {limited});
        model::Event refused = eventOf(mail(stranger, jane));
        refused.check = "sender.claims-local";
        refused.outcome = model::Outcome::Rejected;
        row("that was refused for it", "1 0 0 1", {refused});
        model::Event elsewhere = eventOf(mail(stranger, jane));
        elsewhere.service = "Submission";
        row("at another service", "0 0 0 0", {elsewhere});
        model::Event bare = eventOf(mail(stranger, jane));
        bare.facts.clear();
        row("without facts", "0 0 0 0", {bare});
    }
    void onlyWhatNothingElseRefusesCounts()
    {
        QFETCH(QString, counts);
        std::vector<model::ListEntry> entries{entry("198.51.100.7", ListKind::Ip),
                                              entry("198.51.100.8", ListKind::Ip)};
        entries[0].id = 100;
        entries[1].id = 101;
        entries[1].color = ListColor::White;
        const auto report =
            counted(*compiled(configuration(), entries),
                    ask({Check::SenderClaimsLocal, Check::HeloLocal, Check::HeloUnresolvable}),
                    m_events.at(QTest::currentDataTag()));
        QCOMPARE(QStringLiteral("%1 %2 %3 %4")
                     .arg(report.checks[0].count)
                     .arg(report.checks[1].count)
                     .arg(report.checks[2].count)
                     .arg(report.checks[2].untold),
                 counts);
    }

    void groupsHaveNewestAndClients()
    {
        std::vector<model::Event> events;
        int minute = 0;
        const auto add = [&](const char* client, const char* sender) {
            Facts facts = mail(client, sender);
            if (events.empty())
                facts.spf = SpfResult::Fail;
            events.push_back(eventOf(facts, noon - std::chrono::minutes(++minute)));
        };
        add("192.168.7.9", "jane@domain.com");
        add(stranger, "jane@domain.com");
        add("192.168.7.12", "joe@domain.com");
        add("192.168.7.9", "jane@domain.com");
        add("2001:db8::1", "jane@domain.com");
        const auto report = counted(*compiled(configuration()), ask({Check::SenderClaimsLocal}), events);
        const CheckRefusals& refusals = report.checks.front();
        QCOMPARE(refusals.count, 5);
        QCOMPARE(words(refusals.by(RefusalKey::Client)), "192.168.7.0/24 3, 203.0.113.9 1, 2001:db8::1 1");
        QCOMPARE(words(refusals.by(RefusalKey::Name)), "domain.com 5");
        QCOMPARE(words(refusals.by(RefusalKey::Spf)), " 4, fail 1");
        const RefusalGroup& lan = refusals.by(RefusalKey::Client).groups.front();
        QCOMPARE(lan.clients->toString(), std::string("192.168.7.8/29"));
        QCOMPARE(lan.newest->time, noon - std::chrono::minutes(1));
        QCOMPARE(lan.newest->sender, std::string("jane@domain.com"));
        QVERIFY(lan.newest->trace.empty() && !lan.newest->facts.empty());
        QVERIFY(!refusals.by(RefusalKey::Name).groups.front().clients);
        QCOMPARE(lan.newest, refusals.by(RefusalKey::Name).groups.front().newest); // there once
    }

    void groupsAreBounded()
    {
        RefusalGrouping grouping(RefusalKey::Name, Check::HeloInvalid);
        const int names = int(maxRefusalGroups) + 20;
        for (int round = 0; round < 2; ++round) {
            for (int i = 0; i < names; ++i) {
                const Facts facts = mailSaying(stranger, jane, "name" + std::to_string(i));
                grouping.add(facts, std::make_shared<const model::Event>(eventOf(facts)));
            }
        }
        const RefusalGroups groups = grouping.take();
        QCOMPARE(groups.groups.size(), maxRefusalGroups);
        QCOMPARE(groups.others, 40);
        QVERIFY(std::all_of(groups.groups.begin(), groups.groups.end(),
                            [](const RefusalGroup& group) { return group.count == 2; }));
        QVERIFY(grouping.take().groups.empty());
    }

    void withoutGroupsNoneAreKept()
    {
        RefusalQuestion question = ask({Check::SenderClaimsLocal});
        question.grouped = false;
        const auto report = counted(*compiled(configuration()), question, {eventOf(mail(stranger, jane))});
        QCOMPARE(report.checks.front().count, 1);
        QVERIFY(report.checks.front().by(RefusalKey::Client).groups.empty());
    }

    void modesAreSetWhereTheyAreAskedFor()
    {
        model::Configuration all = configuration();
        all.services.push_back(all.services.front());
        all.services.back().id = 2;
        const std::vector checks{Check::HeloLocal, Check::HeloInvalid};
        const auto one = withMode(*compiled(all), 2, checks, CheckMode::Monitor);
        QCOMPARE(one->services[0]->mode(Check::HeloLocal), CheckMode::Enforce);
        QCOMPARE(one->services[1]->mode(Check::HeloLocal), CheckMode::Monitor);
        QCOMPARE(one->services[1]->mode(Check::HeloInvalid), CheckMode::Monitor);
        QCOMPARE(one->services[1]->mode(Check::SenderClaimsLocal), CheckMode::Enforce);
        QCOMPARE(withMode(*compiled(all), 0, checks, CheckMode::Off)->services[0]->mode(Check::HeloLocal),
                 CheckMode::Off);
    }

    // --- with a store

    void theLogOfAServiceIsCounted()
    {
        Log log;
        log.append(noon, 3);
        log.append(noon - std::chrono::hours(30), 5);
        model::Event other = eventOf(mail(stranger, jane));
        other.service = "Second";
        unwrap(log.store().appendEvents(std::span(&other, 1)));
        QCOMPARE(log.count(log.question()).looked, 3);
        RefusalQuestion longer = log.question();
        longer.since = noon - std::chrono::hours(100);
        const RefusalReport report = log.count(longer);
        QCOMPARE(report.looked, 8);
        QCOMPARE(report.checks.front().count, 8);
        QVERIFY(report.whole && report.complete);
        longer.service = 0;
        QCOMPARE(log.count(longer).checks.front().count, 9);
        longer.service = 4711;
        QCOMPARE(log.count(longer).looked, 0);
    }

    void listsOfTheServiceAndOfAllCount()
    {
        Log log;
        log.append(noon, 2);
        QCOMPARE(log.count(log.question()).checks.front().count, 2);
        const model::Id service = log.question().service;
        model::ListEntry exception = entry(stranger, ListKind::Ip, service + 1);
        exception.color = ListColor::White;
        saved(log.store().commit(log.editOfLists({exception})));
        QCOMPARE(log.count(log.question()).checks.front().count, 2); // of the other service
        exception.service = 0;
        saved(log.store().commit(log.editOfLists({exception})));
        QCOMPARE(log.count(log.question()).checks.front().count, 0);
    }

    void theNewestAreCounted_data()
    {
        QTest::addColumn<int>("most");
        QTest::addColumn<int>("looked");
        QTest::addColumn<bool>("whole");
        QTest::newRow("few") << 10 << 10 << false;
        QTest::newRow("all but one") << 1199 << 1199 << false;
        QTest::newRow("just as many") << 1200 << 1200 << true;
        QTest::newRow("a page") << 500 << 500 << false;
        QTest::newRow("more") << 5000 << 1200 << true;
        QTest::newRow("none") << 0 << 0 << false;
    }
    void theNewestAreCounted()
    {
        QFETCH(int, most);
        QFETCH(int, looked);
        QFETCH(bool, whole);
        Log log;
        log.append(noon, 1200);
        RefusalQuestion question = log.question();
        question.most = most;
        const RefusalReport report = log.count(question);
        QCOMPARE(report.looked, looked);
        QCOMPARE(report.checks.front().count, looked);
        QCOMPARE(report.whole, whole);
        QVERIFY(report.complete);
    }

    void itCanBeStopped()
    {
        Log log;
        log.append(noon, 1200);
        double last = 0;
        bool forward = true;
        const auto told = [&](double share) {
            forward = forward && share >= last && share <= 1;
            last = share;
            return true;
        };
        const auto snapshot = unwrap(compileSaved(log.store(), log.question().service));
        QVERIFY(unwrap(countRefusals(log.store(), *snapshot, log.question(), told)).complete);
        QVERIFY(forward && last > 0);
        const RefusalReport stopped =
            unwrap(countRefusals(log.store(), *snapshot, log.question(), [](double) { return false; }));
        QVERIFY(!stopped.complete);
        QVERIFY(stopped.looked > 0 && stopped.looked < 1200);
    }

private:
    // A store with two services and a log.
    class Log : public StoreFixture {
    public:
        Log()
        {
            saved(store().commit(edit([](model::Configuration& c) {
                c = configuration();
                c.domains.front().id = c.mailboxes.front().id = c.services.front().id = 0;
                c.services.push_back(c.services.front());
                c.services.back().name = "Second";
                c.services.back().port = 2526;
            })));
        }
        RefusalQuestion question()
        {
            RefusalQuestion question = ask({Check::SenderClaimsLocal});
            question.service = unwrap(store().configuration()).services.front().id;
            return question;
        }
        void append(Time time, int count)
        {
            std::vector<model::Event> events;
            for (int i = 0; i < count; ++i)
                events.push_back(eventOf(mail(stranger, jane), time + std::chrono::seconds(i)));
            unwrap(store().appendEvents(events));
        }
        RefusalReport count(const RefusalQuestion& question)
        {
            const auto snapshot = unwrap(compileSaved(store(), question.service));
            return unwrap(countRefusals(store(), *snapshot, question, goOn));
        }
    };

    std::map<std::string, std::vector<model::Event>> m_events; // by row
};

QTEST_GUILESS_MAIN(TestRefusals)
#include "test_refusals.moc"
