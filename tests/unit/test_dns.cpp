// SPDX-License-Identifier: GPL-3.0-or-later
#include "dns/answer_cache.h"
#include "dns/mail_hosts.h"
#include "dns/records.h"
#include "support/fake_resolver.h"

#include <QtTest>

#include <set>

using namespace postern;
using namespace postern::dns;
using namespace std::chrono_literals;

namespace {

// Runs the context until `done` was called, and gives what it was called with.
template <class Value>
class Waiter {
public:
    std::function<void(Value)> callback()
    {
        return [this](Value value) { m_value = std::move(value); };
    }
    Value& wait(asio::io_context& context)
    {
        while (!m_value && context.run_one_for(5s) > 0) {
        }
        if (!m_value)
            qFatal("no answer");
        return *m_value;
    }
    bool has() const { return m_value.has_value(); }

private:
    std::optional<Value> m_value;
};

QString inWords(const MailHosts& hosts)
{
    static const QStringList results{"found", "null MX", "no such domain", "no host", "failed"};
    QString text = results.at(int(hosts.result)) + (hosts.implicit ? ", implicit" : "");
    for (const MailHost& host : hosts.hosts) {
        text += QString("; %1 %2").arg(host.preference).arg(host.name.c_str());
        for (const IpAddress& address : host.addresses)
            text += QString(" ") + address.toString().c_str();
        text += host.failed ? " ?" : "";
    }
    return text;
}

MailHosts hostsOf(const char* zone, const std::string& domain, std::chrono::milliseconds deadline = 5s)
{
    test::FakeResolver resolver(zone);
    asio::io_context context;
    Waiter<MailHosts> waiter;
    findMailHosts(resolver, context, domain, deadline, waiter.callback());
    return waiter.wait(context);
}

std::string bytes(const char* hex)
{
    return QByteArray::fromHex(hex).toStdString();
}

} // namespace

class TestDns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reversesAnAddress_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("name");
        QTest::newRow("RFC 1035 3.5") << "192.0.2.10"
                                      << "10.2.0.192.in-addr.arpa";
        QTest::newRow("RFC 3596 2.5")
            << "2001:db8::567:89ab"
            << "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa";
        QTest::newRow("mapped is IPv4") << "::ffff:192.0.2.10"
                                        << "10.2.0.192.in-addr.arpa";
    }
    void reversesAnAddress()
    {
        QFETCH(QString, address);
        QFETCH(QString, name);
        QCOMPARE(QString::fromStdString(reverseName(*IpAddress::parse(address.toStdString()))), name);
    }

    void knowsWhichNamesCanBeAsked_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("good");
        const QString label63(63, 'a');
        QTest::newRow("plain") << "example.org" << true;
        QTest::newRow("one label") << "org" << true;
        QTest::newRow("underscore") << "_25._tcp.example.org" << true;
        QTest::newRow("any byte") << "a b@c.example.org" << true;
        QTest::newRow("label of 63") << label63 + ".org" << true;
        QTest::newRow("label of 64") << "a" + label63 + ".org" << false;
        QTest::newRow("253 in all") << QStringList{label63, label63, label63, QString(61, 'a')}.join('.')
                                    << true;
        QTest::newRow("254 in all") << QStringList{label63, label63, label63, QString(62, 'a')}.join('.')
                                    << false;
        QTest::newRow("empty") << "" << false;
        QTest::newRow("empty label") << "a..org" << false;
        QTest::newRow("dot at the start") << ".org" << false;
        QTest::newRow("dot at the end") << "org." << false;
    }
    void knowsWhichNamesCanBeAsked()
    {
        QFETCH(QString, name);
        QFETCH(bool, good);
        QCOMPARE(isQueryable(name.toStdString()), good);
    }

    void asksForAnyBytesAsTheyAre()
    {
        QCOMPARE(toQueryText("Mail-1._tcp.example"), std::string("mail-1._tcp.example."));
        QCOMPARE(toQueryText("a b\\@\x80.example"), std::string("a\\032b\\092\\064\\128.example."));
    }

    void readsRecords_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("hex");
        QTest::addColumn<QString>("read"); // "" where it is malformed
        const auto row = [](const char* what, Type type, const char* hex, const char* read) {
            QTest::newRow(what) << int(type) << hex << read;
        };
        row("A", Type::A, "c0000201", "192.0.2.1");
        row("A too short", Type::A, "c00002", "");
        row("A too long", Type::A, "c000020101", "");
        row("AAAA", Type::Aaaa, "20010db8000000000000000000000001", "2001:db8::1");
        row("AAAA of 4", Type::Aaaa, "c0000201", "");
        row("PTR", Type::Ptr, "044d61694c0361626300", "mail.abc");
        row("PTR root", Type::Ptr, "00", ".");
        row("PTR without its end", Type::Ptr, "0461626364", "");
        row("PTR with more behind", Type::Ptr, "01610000", "");
        row("PTR label past the end", Type::Ptr, "0561", "");
        row("PTR pointer", Type::Ptr, "c00c", "");
        row("PTR with a dot in a label", Type::Ptr, "03612e6200", "a\\046b");
        row("PTR with control characters", Type::Ptr, "02610a00", "a\\010");
        row("PTR empty", Type::Ptr, "", "");
        row("MX", Type::Mx, "000a016100", "10 a");
        row("MX null", Type::Mx, "000000", "0 ");
        row("MX without host", Type::Mx, "000a", "");
        row("MX high", Type::Mx, "ffff016100", "65535 a");
        row("TXT joined", Type::Txt, "02616203636465", "\"abcde\"");
        row("TXT empty string", Type::Txt, "00", "\"\"");
        row("TXT past the end", Type::Txt, "0361", "");
        row("TLSA", Type::Tlsa, "030101abcd", "3 1 1 abcd");
        row("TLSA too short", Type::Tlsa, "0301", "");
    }
    void readsRecords()
    {
        QFETCH(int, type);
        QFETCH(QString, hex);
        QFETCH(QString, read);
        Answer answer;
        const bool good = addRecord(answer, Type(type), bytes(hex.toLatin1().constData()));
        QCOMPARE(good, !read.isEmpty());
        if (!good) {
            QVERIFY(answer == Answer());
            return;
        }
        QStringList texts;
        for (const IpAddress& address : answer.addresses)
            texts << QString::fromStdString(address.toString());
        for (const std::string& name : answer.names)
            texts << (name.empty() ? "." : QString::fromStdString(name));
        for (const MxRecord& mx : answer.mx)
            texts << QString("%1 %2").arg(mx.preference).arg(mx.host.c_str());
        for (const std::string& text : answer.texts)
            texts << QString("\"%1\"").arg(text.c_str());
        for (const TlsaRecord& tlsa : answer.tlsa)
            texts << QString("%1 %2 %3 %4")
                         .arg(tlsa.usage)
                         .arg(tlsa.selector)
                         .arg(tlsa.matching)
                         .arg(QByteArray::fromStdString(tlsa.data).toHex().constData());
        QCOMPARE(texts.join('|'), read);
    }

    void refusesNamesOverTheBound()
    {
        std::string name;
        for (int i = 0; i < 127; ++i)
            name += "\x01"
                    "a";
        Answer answer;
        QVERIFY(addRecord(answer, Type::Ptr, name + '\0')); // 255 octets (RFC 1035 2.3.4)
        QVERIFY(!addRecord(answer, Type::Ptr,
                           name +
                               "\x01"
                               "a" +
                               '\0'));
    }

    void answersAllQuestionsInTheirOrder()
    {
        test::FakeResolver resolver("a.example A 192.0.2.1\nb.example A 192.0.2.2\n");
        asio::io_context context;
        Waiter<Resolver::Answers> waiter;
        resolver.ask(context, {{"b.example", Type::A}, {"c.example", Type::A}, {"a.example", Type::A}}, 5s,
                     waiter.callback());
        QVERIFY2(!waiter.has(), "an answer came before the asker was ready for it");
        const auto& answers = waiter.wait(context);
        QCOMPARE(answers.size(), std::size_t(3));
        QCOMPARE(answers[0].addresses.front().toString(), std::string("192.0.2.2"));
        QVERIFY(answers[1].status == Status::NoName);
        QCOMPARE(answers[2].addresses.front().toString(), std::string("192.0.2.1"));
    }

    void answersNoQuestionsAtOnce()
    {
        test::FakeResolver resolver("");
        asio::io_context context;
        Waiter<Resolver::Answers> waiter;
        resolver.ask(context, {}, 5s, waiter.callback());
        QVERIFY(waiter.wait(context).empty());
    }

    void keepsWhatCameByTheDeadline()
    {
        test::FakeResolver resolver("a.example A 192.0.2.1\ndead.example DEAD\n");
        asio::io_context context;
        Waiter<Resolver::Answers> waiter;
        resolver.ask(context, {{"a.example", Type::A}, {"dead.example", Type::A}}, 50ms, waiter.callback());
        const auto& answers = waiter.wait(context);
        QVERIFY(answers[0].found());
        QVERIFY(answers[1].failed());
        QVERIFY(answers[1].failure == Failure::TimeOut);
    }

    void cancelsALookUp()
    {
        test::FakeResolver resolver("a.example A 192.0.2.1\n");
        asio::io_context context;
        Waiter<Resolver::Answers> waiter;
        Lookup lookup = resolver.ask(context, {{"a.example", Type::A}}, 50ms, waiter.callback());
        lookup.cancel();
        lookup.cancel();
        context.run();
        QVERIFY(!waiter.has());
    }

    // RFC 5321 5.1
    void findsWhereMailGoes_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<QString>("hosts");
        const auto row = [](const char* what, const char* zone, const char* hosts) {
            QTest::newRow(what) << zone << hosts;
        };
        row("by preference",
            "d.example MX 20 b.example\nd.example MX 5 a.example\na.example A 192.0.2.1\nb.example A "
            "192.0.2.2\n",
            "found; 5 a.example 192.0.2.1; 20 b.example 192.0.2.2");
        row("IPv6 first", "d.example MX 5 a.example\na.example A 192.0.2.1\na.example AAAA 2001:db8::1\n",
            "found; 5 a.example 2001:db8::1 192.0.2.1");
        row("implicit MX", "d.example A 192.0.2.1\nd.example AAAA 2001:db8::1\n",
            "found, implicit; 0 d.example 2001:db8::1 192.0.2.1");
        row("an alias's MX", "d.example CNAME e.example\ne.example MX 5 a.example\na.example A 192.0.2.1\n",
            "found; 5 a.example 192.0.2.1");
        row("null MX (RFC 7505)", "d.example MX 0 .\nd.example A 192.0.2.1\n", "null MX");
        row("null MX with a preference", "d.example MX 10 .\n", "null MX");
        row("root among others", "d.example MX 0 .\nd.example MX 10 a.example\na.example A 192.0.2.1\n",
            "found; 10 a.example 192.0.2.1");
        row("only roots", "d.example MX 0 .\nd.example MX 10 .\nd.example A 192.0.2.1\n", "null MX");
        row("no such domain", "", "no such domain");
        row("nothing there", "d.example TXT \"x\"\n", "no host, implicit; 0 d.example");
        row("MX without address: no fall back to A", "d.example MX 5 a.example\nd.example A 192.0.2.1\n",
            "no host; 5 a.example");
        row("one MX without address",
            "d.example MX 5 a.example\nd.example MX 10 b.example\nb.example A 192.0.2.2\n",
            "found; 5 a.example; 10 b.example 192.0.2.2");
        row("one host twice", "d.example MX 5 a.example\nd.example MX 10 A.example\na.example A 192.0.2.1\n",
            "found; 5 a.example 192.0.2.1");
        row("MX fails: no fall back to A", "d.example SERVFAIL MX\nd.example A 192.0.2.1\n", "failed");
        row("address fails", "d.example MX 5 a.example\na.example SERVFAIL\n", "failed; 5 a.example ?");
        row("one of two families fails",
            "d.example MX 5 a.example\na.example A 192.0.2.1\na.example SERVFAIL AAAA\n",
            "found; 5 a.example 192.0.2.1 ?");
        row("one host of two fails",
            "d.example MX 5 a.example\nd.example MX 9 b.example\na.example SERVFAIL\nb.example A 192.0.2.2\n",
            "found; 5 a.example ?; 9 b.example 192.0.2.2");
    }
    void findsWhereMailGoes()
    {
        QFETCH(QString, zone);
        QFETCH(QString, hosts);
        const MailHosts found = hostsOf(zone.toUtf8().constData(), "d.example");
        QCOMPARE(inWords(found), hosts);
        QCOMPARE(found.why.empty(), found.result == MailHosts::Result::Found);
    }

    void givesUpOnMailHostsAtTheDeadline()
    {
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(inWords(hostsOf("d.example DEAD\n", "d.example", 60ms)), "failed");
        QCOMPARE(inWords(hostsOf("d.example MX 5 a.example\na.example DEAD\n", "d.example", 60ms)),
                 "failed; 5 a.example ?");
        QVERIFY(clock.elapsed() >= 110);
        QVERIFY(clock.elapsed() < 2'000);
    }

    void cancelsMailHosts()
    {
        test::FakeResolver resolver("d.example MX 5 a.example\n");
        asio::io_context context;
        Waiter<MailHosts> waiter;
        auto lookup = findMailHosts(resolver, context, "d.example", 50ms, waiter.callback());
        context.run_one(); // the MX answer has come, the addresses are asked for
        lookup.cancel();
        context.run();
        QVERIFY(!waiter.has());
    }

    void spreadsTheLoadOverEqualPreferences()
    {
        std::set<std::string> first;
        for (int i = 0; i < 200; ++i)
            first.insert(inOrder({{10, "a"}, {10, "b"}, {10, "c"}, {20, "d"}}).front().host);
        QCOMPARE(first.size(), std::size_t(3));
    }

    void boundsTheHostsAndAddressesOfOneDomain()
    {
        std::string zone;
        for (int i = 0; i < 40; ++i)
            zone += "d.example MX " + std::to_string(100 + i) + " h" + std::to_string(i) + ".example\n";
        for (int i = 0; i < 40; ++i)
            zone += "h0.example A 192.0.2." + std::to_string(i) + '\n';
        const MailHosts hosts = hostsOf(zone.c_str(), "d.example");
        QCOMPARE(hosts.hosts.size(), maxMailHosts);
        QCOMPARE(hosts.hosts.back().name, std::string("h19.example")); // the better ones stay
        QCOMPARE(hosts.hosts.front().addresses.size(), maxAddressesPerHost);
    }

    void leavesOnlyHostsBetterThanOneself()
    {
        const auto named = [](std::uint16_t preference, const char* name) {
            MailHost host;
            host.preference = preference;
            host.name = name;
            return host;
        };
        std::vector<MailHost> hosts{named(5, "a"), named(10, "self"), named(10, "b"), named(20, "c")};
        keepBetterThanSelf(hosts, [](const MailHost& host) { return host.name == "other"; });
        QCOMPARE(hosts.size(), std::size_t(4));
        keepBetterThanSelf(hosts, [](const MailHost& host) { return host.name == "self"; });
        QCOMPARE(hosts.size(), std::size_t(1));
        QCOMPARE(hosts.front().name, std::string("a"));
    }

    void cachesAnswersForTheirTime()
    {
        AnswerCache cache(10);
        const auto start = AnswerCache::Clock::now();
        Answer answer;
        answer.status = Status::NoName;
        cache.put({"A.example", Type::A}, answer, 10s, start);
        QVERIFY(cache.find({"a.EXAMPLE", Type::A}, start + 9s));
        QVERIFY(!cache.find({"a.example", Type::A}, start + 10s));
        QVERIFY(!cache.find({"a.example", Type::Mx}, start));
        cache.put({"b.example", Type::A}, answer, 0s, start);
        QVERIFY(!cache.find({"b.example", Type::A}, start));
        cache.put({"c.example", Type::A}, failedAnswer(Failure::Server, "SERVFAIL"), 10s, start);
        QVERIFY(!cache.find({"c.example", Type::A}, start));
        cache.put({"d.example", Type::A}, answer, std::chrono::hours(1'000), start);
        QVERIFY(!cache.find({"d.example", Type::A}, start + std::chrono::hours(24)));
        cache.clear();
        QCOMPARE(cache.size(), std::size_t(0));
    }

    void boundsTheCache()
    {
        AnswerCache cache(10);
        const auto now = AnswerCache::Clock::now();
        Answer answer;
        answer.status = Status::NoName;
        for (int i = 0; i < 1'000; ++i)
            cache.put({std::to_string(i), Type::A}, answer, 10s, now);
        QVERIFY(cache.size() <= 20);
        QVERIFY(cache.find({"999", Type::A}, now));
        QVERIFY(!cache.find({"0", Type::A}, now));
    }
};

QTEST_GUILESS_MAIN(TestDns)
#include "test_dns.moc"
