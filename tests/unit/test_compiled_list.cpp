// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/domain_name.h"
#include "model/list_pattern.h"
#include "policy/compiled_list.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <tuple>

using namespace postern;
using namespace postern::model;
using namespace postern::policy;

namespace {

using Random = std::mt19937;

ListEntry entryOf(ListKind kind, const std::string& typed, Id id)
{
    const auto pattern = ListPattern::parse(kind, typed);
    ListEntry entry;
    entry.id = id;
    entry.kind = kind;
    entry.pattern = pattern ? pattern->text : typed;
    entry.negated = pattern && pattern->negated;
    return entry;
}

std::vector<ListEntry> entriesOf(ListKind kind, const QStringList& patterns)
{
    std::vector<ListEntry> entries;
    for (const QString& pattern : patterns)
        entries.push_back(entryOf(kind, pattern.toStdString(), Id(entries.size() + 1)));
    return entries;
}

std::optional<ListMatch> find(const CompiledList& list, ListKind kind, const std::string& subject,
                              const ListMoment& moment)
{
    switch (kind) {
    case ListKind::Ip:
        return list.findIp(*IpAddress::parse(subject), moment);
    case ListKind::Helo:
        return list.findHelo(comparableDomain(subject), moment);
    default:
        return list.findAddress(comparableAddress(subject), moment);
    }
}

bool counts(const ListEntry& entry, const ListMoment& moment)
{
    const bool conditional = entry.condition != Condition::Always;
    if (!entry.enabled || (entry.expires && *entry.expires <= moment.now) ||
        (moment.conditionalOnly && !conditional))
        return false;
    if (entry.condition == Condition::SpfPass)
        return moment.spfPass;
    if (entry.condition == Condition::FromRange) {
        const auto range = IpRange::parse(entry.onlyFrom);
        return moment.client && range && range->contains(*moment.client);
    }
    return true;
}

// What a list says, found by looking at every entry.
const ListEntry* slowFind(const std::vector<ListEntry>& entries, ListKind kind, const std::string& subject,
                          const ListMoment& moment)
{
    const ListEntry* best = nullptr;
    const auto rank = [&](const ListEntry& entry) {
        return std::tuple(ListPattern::parse(kind, entry.pattern)->specificity(), entry.negated, -entry.id);
    };
    for (const ListEntry& entry : entries) {
        const auto pattern = ListPattern::parse(kind, entry.pattern);
        if (pattern && counts(entry, moment) && pattern->matches(subject) &&
            (!best || rank(entry) > rank(*best)))
            best = &entry;
    }
    return best;
}

template <class Choices>
auto pick(Random& random, const Choices& choices)
{
    return choices[std::uniform_int_distribution<std::size_t>(0, std::size(choices) - 1)(random)];
}

int number(Random& random, int from, int to)
{
    return std::uniform_int_distribution<int>(from, to)(random);
}

// Few letters and few domains, so that patterns meet and nest.
std::string randomDomain(Random& random, bool wild)
{
    static const std::vector<std::string> labels{"a", "b", "ab", "com", "x1"};
    static const std::vector<std::string> wildLabels{"a", "b", "*", "a*", "?b", "com", "*b*"};
    std::string domain = pick(random, wild ? wildLabels : labels);
    for (int i = number(random, 0, 2); i > 0; --i)
        domain += '.' + pick(random, wild ? wildLabels : labels);
    return domain + ".com";
}

std::string randomAddress(Random& random)
{
    static const std::vector<std::string> locals{"a", "b", "ab", "aab", "joe", "jü"};
    return number(random, 0, 20) == 0 ? std::string()
                                      : pick(random, locals) + '@' + randomDomain(random, false);
}

std::string randomIp(Random& random)
{
    const auto small = [&] { return std::to_string(number(random, 0, 3)); };
    if (number(random, 0, 3) == 0)
        return "2001:db8:" + small() + "::" + small();
    return "10." + small() + '.' + small() + '.' + std::to_string(number(random, 0, 255));
}

std::string randomRange(Random& random)
{
    const std::string first = randomIp(random);
    const auto address = *IpAddress::parse(first);
    if (number(random, 0, 2) == 0)
        return first;
    if (number(random, 0, 1) == 0) { // from-to, often across the edges of blocks
        std::string second = randomIp(random);
        const auto other = *IpAddress::parse(second);
        if (address.isV4() != other.isV4())
            return first;
        return address < other ? first + '-' + second : second + '-' + first;
    }
    const int bits = number(random, address.isV4() ? 6 : 20, address.bits());
    const auto refused = IpRange::parse(first + '/' + std::to_string(bits)); // the hint knows the block
    if (refused)
        return refused->toString();
    return refused.error().hint.substr(std::string("the block is ").size());
}

std::string randomPattern(Random& random, ListKind kind)
{
    if (kind == ListKind::Ip)
        return randomRange(random);
    const bool address = kind != ListKind::Helo;
    static const std::vector<std::string> locals{"*", "a*", "*b", "?", "a?*", "j*"};
    switch (number(random, 0, 6)) {
    case 0:
        return address ? randomAddress(random) : randomDomain(random, false);
    case 1:
        return '.' + randomDomain(random, false);
    case 2:
        return number(random, 0, 9) == 0 ? ".com" : (address ? "@" : "") + randomDomain(random, false);
    case 3:
        return (address ? "*@" : "*.") + randomDomain(random, false);
    case 4:
        return address ? pick(random, locals) + '@' + randomDomain(random, true) : randomDomain(random, true);
    case 5:
        return number(random, 0, 9) == 0 ? "*" : '*' + randomDomain(random, false);
    default:
        return address ? "<>" : "[192.0.2.1]";
    }
}

std::string randomSubject(Random& random, ListKind kind)
{
    switch (kind) {
    case ListKind::Ip:
        return randomIp(random);
    case ListKind::Helo:
        return number(random, 0, 9) == 0 ? "[192.0.2.1]" : randomDomain(random, false);
    default:
        return randomAddress(random);
    }
}

ListEntry randomEntry(Random& random, ListKind kind, Id id)
{
    ListEntry entry = entryOf(kind, randomPattern(random, kind), id);
    entry.negated = number(random, 0, 3) == 0;
    entry.enabled = number(random, 0, 9) != 0;
    if (number(random, 0, 5) == 0)
        entry.expires = fromMicros(number(random, 0, 20));
    if (number(random, 0, 3) == 0) {
        entry.condition = pick(random, std::vector{Condition::SpfPass, Condition::FromRange});
        entry.onlyFrom = entry.condition == Condition::FromRange ? randomRange(random) : "";
    }
    return entry;
}

ListMoment randomMoment(Random& random)
{
    ListMoment moment;
    moment.now = fromMicros(number(random, 0, 20));
    if (number(random, 0, 1) == 0)
        moment.client = *IpAddress::parse(randomIp(random));
    moment.spfPass = number(random, 0, 1) == 0;
    moment.conditionalOnly = number(random, 0, 4) == 0;
    return moment;
}

std::vector<ListEntry> randomList(Random& random, ListKind kind, int count)
{
    std::vector<ListEntry> entries;
    for (int i = 0; i < count; ++i)
        entries.push_back(randomEntry(random, kind, i + 1));
    return entries;
}

QString describe(const std::vector<ListEntry>& entries, const std::string& subject)
{
    QString text = "subject " + QString::fromStdString(subject) + " in";
    for (const ListEntry& entry : entries)
        text += QString(" %1:%2").arg(entry.id).arg(QString::fromStdString(entry.displayPattern()));
    return text;
}

// Fails the test where the compiled list and the slow look-up disagree on any of some random subjects.
void compare(const CompiledList& list, const std::vector<ListEntry>& entries, ListKind kind, Random& random)
{
    for (int i = 0; i < 30; ++i) {
        const std::string subject = randomSubject(random, kind);
        const ListMoment moment = randomMoment(random);
        const auto fast = find(list, kind, subject, moment);
        const ListEntry* slow = slowFind(entries, kind, subject, moment);
        QVERIFY2(bool(fast) == bool(slow), qPrintable(describe(entries, subject)));
        if (!fast)
            continue;
        QVERIFY2(fast->entry == slow->id, qPrintable(describe(entries, subject)));
        QCOMPARE(fast->negated, slow->negated);
        QCOMPARE(QString::fromStdString(fast->pattern), QString::fromStdString(slow->displayPattern()));
    }
}

} // namespace

Q_DECLARE_METATYPE(postern::model::ListKind)

class TestCompiledList : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void mostSpecificEntryWins_data()
    {
        QTest::addColumn<ListKind>("kind");
        QTest::addColumn<QStringList>("patterns");
        QTest::addColumn<QString>("subject");
        QTest::addColumn<QString>("match"); // "": none
        const auto row = [](const char* name, ListKind kind, const QStringList& patterns, const char* subject,
                            const char* match) {
            QTest::newRow(name) << kind << patterns << QString(subject) << QString(match);
        };
        const auto ip = ListKind::Ip;
        const auto from = ListKind::Sender;
        const auto helo = ListKind::Helo;
        const QStringList mail{".example.com", "mail.example.com", "~joe@mail.example.com",
                               "j*@mail.example.com", "~*"};
        row("address", from, mail, "Joe@Mail.Example.com", "~joe@mail.example.com");
        row("wildcard in the domain", from, mail, "jim@mail.example.com", "j*@mail.example.com");
        row("domain", from, mail, "ann@mail.example.com", "mail.example.com");
        row("suffix", from, mail, "ann@a.b.example.com", ".example.com");
        row("everything", from, mail, "ann@example.com", "~*");
        row("null sender is something too", from, mail, "", "~*");
        row("null sender", from, {"<>", "~*"}, "", "<>");
        row("nothing", from, {"example.com", ".example.com"}, "joe@example.org", "");
        row("tilde wins on a tie", from, {"example.com", "~@example.com"}, "joe@example.com", "~example.com");
        row("tilde first", from, {"~@example.com", "example.com"}, "joe@example.com", "~example.com");
        row("a star before an @ of the local part", from, {"*@joe@example.com"}, "@joe@example.com",
            "*@joe@example.com");
        row("which is no domain", from, {"*@joe@example.com"}, "joe@example.com", "");
        row("star and domain are twins", from, {"*@example.com", "~example.com"}, "joe@example.com",
            "~example.com");
        row("international", from, {"bücher.example"}, "joe@BÜCHER.example", "xn--bcher-kva.example");
        row("one label", from, {"@localhost"}, "joe@localhost", "@localhost");
        row("domain that is a literal", from, {"@[192.0.2.1]"}, "joe@[192.0.2.1]", "@[192.0.2.1]");
        row("SMTPUTF8", from, {"jürgen@example.com"}, "jürgen@example.com", "jürgen@example.com");
        row("literal, written in another way", from, {"joe@[IPv6:2001:db8::1]"}, "joe@[ipv6:2001:DB8:0::1]",
            "joe@[ipv6:2001:db8::1]");
        row("bare local part", from, {"postmaster@*", "post*"}, "postmaster", "post*");
        row("very long subject", from, {"*@example.com", "a*"},
            (std::string(100000, 'a') + "@example.com").c_str(), "*@example.com");
        row("narrowest range", ip, {"10.0.0.0/8", "10.1.0.0/16", "~10.1.2.0/24"}, "10.1.2.3", "~10.1.2.0/24");
        row("overlapping ranges", ip, {"10.0.0.10-10.0.0.99", "~10.0.0.90-10.0.0.120"}, "10.0.0.95",
            "~10.0.0.90-10.0.0.120");
        row("range across the middle of IPv4", ip, {"127.255.255.250-128.0.0.5"}, "128.0.0.1",
            "127.255.255.250-128.0.0.5");
        row("range, other half", ip, {"127.255.255.250-128.0.0.5"}, "127.255.255.255",
            "127.255.255.250-128.0.0.5");
        row("just outside", ip, {"127.255.255.250-128.0.0.5"}, "128.0.0.6", "");
        row("IPv4-mapped", ip, {"192.0.2.0/24"}, "::ffff:192.0.2.9", "192.0.2.0/24");
        row("all of IPv4 is not IPv6", ip, {"0.0.0.0/0"}, "::1", "");
        row("all of IPv6", ip, {"::/0", "2001:db8::/32"}, "::1", "::/0");
        row("IPv6", ip, {"::/0", "2001:db8::/32"}, "2001:db8:1::1", "2001:db8::/32");
        row("HELO", helo, {".example.com", "~mail.example.com"}, "MAIL.example.com.", "~mail.example.com");
        row("HELO literal", helo, {"[IPv6:2001:db8::1]"}, "[ipv6:2001:0db8::1]", "[IPv6:2001:db8::1]");
        row("HELO literal by wildcard", helo, {"[192.0.2.*]"}, "[192.0.2.7]", "[192.0.2.*]");
        row("HELO suffix", helo, {".dsl.example.com"}, "a.dsl.example.com", ".dsl.example.com");
    }
    void mostSpecificEntryWins()
    {
        QFETCH(ListKind, kind);
        QFETCH(QStringList, patterns);
        QFETCH(QString, subject);
        QFETCH(QString, match);
        const auto list = CompiledList::compile(kind, entriesOf(kind, patterns));
        QCOMPARE(list.size(), std::size_t(patterns.size()));
        const auto found = find(list, kind, subject.toStdString(), {});
        QCOMPARE(found ? QString::fromStdString(found->pattern) : QString(), match);
        if (found)
            QCOMPARE(found->negated, match.startsWith('~'));
    }

    void entryThatDoesNotCountLetsTheNextOneDecide()
    {
        auto entries = entriesOf(ListKind::Sender, {"joe@example.com", "example.com", ".com"});
        entries[0].expires = fromMicros(100);
        entries[1].condition = Condition::FromRange;
        entries[1].onlyFrom = "192.0.2.0/24";
        const auto list = CompiledList::compile(ListKind::Sender, entries);
        const MailAddress joe = comparableAddress("joe@example.com");
        ListMoment moment{.now = fromMicros(99)};
        QCOMPARE(list.findAddress(joe, moment)->entry, Id(1));
        moment.now = fromMicros(100); // from this moment on it no longer counts
        moment.client = IpAddress::parse("192.0.2.1");
        QCOMPARE(list.findAddress(joe, moment)->entry, Id(2));
        moment.client = IpAddress::parse("192.0.3.1");
        QCOMPARE(list.findAddress(joe, moment)->entry, Id(3));
        moment.client.reset();
        QCOMPARE(list.findAddress(joe, moment)->entry, Id(3));
        moment.conditionalOnly = true;
        QVERIFY(!list.findAddress(joe, moment));
        moment.client = IpAddress::parse("192.0.2.1");
        QCOMPARE(list.findAddress(joe, moment)->entry, Id(2));
        QVERIFY(!list.needsSpf());
    }

    void spfIsNeededOnlyWhereAnEntrySaysSo()
    {
        auto entries = entriesOf(ListKind::Sender, {"joe@example.com"});
        entries[0].condition = Condition::SpfPass;
        const auto list = CompiledList::compile(ListKind::Sender, entries);
        QVERIFY(list.needsSpf());
        QVERIFY(!list.findAddress(comparableAddress("joe@example.com"), {}));
        QVERIFY(list.findAddress(comparableAddress("joe@example.com"), {.spfPass = true}));
        const std::vector<Id> removed{1};
        QVERIFY(!list.withChanges(removed, {}).needsSpf());
    }

    void whatDoesNotParseOrIsDisabledIsLeftOut()
    {
        auto entries = entriesOf(ListKind::Ip, {"192.0.2.1", "nonsense", "192.0.2.3"});
        entries[2].enabled = false;
        entries.push_back(entryOf(ListKind::Ip, "192.0.2.4", 4));
        entries[3].condition = Condition::FromRange;
        entries[3].onlyFrom = "nonsense";
        const auto list = CompiledList::compile(ListKind::Ip, entries);
        QVERIFY(list.findIp(*IpAddress::parse("192.0.2.1"), {}));
        QVERIFY(!list.findIp(*IpAddress::parse("192.0.2.3"), {}));
        QVERIFY(!list.findIp(*IpAddress::parse("192.0.2.4"), {.client = IpAddress::parse("192.0.2.4")}));
    }

    void emptyListFindsNothing()
    {
        const CompiledList list;
        QVERIFY(list.empty());
        QVERIFY(!list.needsSpf());
        QVERIFY(!list.findIp(IpAddress(), {}));
        QVERIFY(!list.findAddress(MailAddress{}, {}));
        QVERIFY(!list.findHelo("", {}));
        const std::vector<ListEntry> added{entryOf(ListKind::Ip, "192.0.2.1", 1)};
        QVERIFY(list.withChanges({}, added).findIp(*IpAddress::parse("192.0.2.1"), {}));
        QVERIFY(list.empty());
    }

    void everyKindAgreesWithTheSlowLookUp_data()
    {
        QTest::addColumn<ListKind>("kind");
        QTest::newRow("ip") << ListKind::Ip;
        QTest::newRow("sender") << ListKind::Sender;
        QTest::newRow("recipient") << ListKind::Recipient;
        QTest::newRow("helo") << ListKind::Helo;
    }
    void everyKindAgreesWithTheSlowLookUp()
    {
        QFETCH(ListKind, kind);
        Random random(20260731);
        for (int round = 0; round < 25; ++round) {
            auto entries = randomList(random, kind, number(random, 0, 40));
            compare(CompiledList::compile(kind, entries), entries, kind, random);
            if (QTest::currentTestFailed())
                return;
            std::shuffle(entries.begin(), entries.end(), random); // order never matters
            compare(CompiledList::compile(kind, entries), entries, kind, random);
            const std::size_t half = entries.size() / 2;
            const std::array parts{CompiledList::compile(kind, std::span(entries).first(half)),
                                   CompiledList::compile(kind, std::span(entries).subspan(half))};
            compare(CompiledList::joined(parts), entries, kind, random);
            if (QTest::currentTestFailed())
                return;
        }
    }

    void changedListEqualsOneCompiledAnew_data() { everyKindAgreesWithTheSlowLookUp_data(); }
    void changedListEqualsOneCompiledAnew()
    {
        QFETCH(ListKind, kind);
        Random random(4711);
        std::vector<ListEntry> entries = randomList(random, kind, 40);
        CompiledList list = CompiledList::compile(kind, entries);
        Id next = 41;
        for (int round = 0; round < 25; ++round) {
            std::vector<Id> removed;
            std::vector<ListEntry> changed;
            for (ListEntry& entry : entries) {
                if (number(random, 0, 9) == 0)
                    removed.push_back(entry.id);
                else if (number(random, 0, 9) == 0)
                    changed.push_back(entry = randomEntry(random, kind, entry.id));
            }
            std::erase_if(entries, [&](const ListEntry& entry) {
                return std::find(removed.begin(), removed.end(), entry.id) != removed.end();
            });
            for (int i = number(random, 0, 8); i > 0; --i)
                changed.push_back(entries.emplace_back(randomEntry(random, kind, next++)));
            const CompiledList before = list;
            const std::size_t sizeBefore = before.size();
            list = list.withChanges(removed, changed);
            QCOMPARE(list.size(), CompiledList::compile(kind, entries).size());
            QCOMPARE(before.size(), sizeBefore); // nothing ever changes
            compare(list, entries, kind, random);
            if (QTest::currentTestFailed())
                return;
        }
    }

    // Past the size of one shard, and grown from nothing until there must be more of them.
    void largeListFindsEachOfItsEntries()
    {
        std::vector<ListEntry> entries;
        for (int i = 0; i < 20000; ++i)
            entries.push_back(entryOf(ListKind::Sender, "u" + std::to_string(i) + "@d.example", i + 1));
        CompiledList grown;
        for (std::size_t i = 0; i < entries.size(); i += 1000)
            grown = grown.withChanges({}, std::span(entries).subspan(i, 1000));
        for (const CompiledList& list : {grown, CompiledList::compile(ListKind::Sender, entries)}) {
            QCOMPARE(list.size(), entries.size());
            for (const ListEntry& entry : entries)
                QCOMPARE(list.findAddress(comparableAddress(entry.pattern), {})->entry, entry.id);
            QVERIFY(!list.findAddress(comparableAddress("u20000@d.example"), {}));
        }
    }
};

QTEST_APPLESS_MAIN(TestCompiledList)
#include "test_compiled_list.moc"
