// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/dns_facts.h"
#include "support/fake_resolver.h"

#include <QtTest>

using namespace postern;
using namespace postern::engine;
using namespace std::chrono_literals;
using policy::FactId;

namespace {

constexpr const char* zone = R"(
good.example       A     203.0.113.9
good.example       AAAA  2001:db8::9
203.0.113.9        PTR   other.example
203.0.113.9        PTR   good.example
2001:db8::9        PTR   good.example
other.example      A     192.0.2.1
203.0.113.10       PTR   other.example
203.0.113.11       SERVFAIL
203.0.113.12       PTR   broken.example
broken.example     SERVFAIL
mx-only.example    MX    10 good.example
null.example       MX    0 .
null.example       A     203.0.113.9
text.example       TXT   "v=spf1 a:good.example -all"
half.example       SERVFAIL MX
half.example       A     192.0.2.1
half-none.example  SERVFAIL MX
half-none.example  EMPTY
9.113.0.203.bl.test     A    127.0.0.2
9.113.0.203.bl.test     A    127.0.0.4
9.113.0.203.bl.test     TXT  "listed, see bl.test"
10.113.0.203.bl.test    A    127.0.0.2
11.113.0.203.bl.test    SERVFAIL
11.113.0.203.other.test A    127.0.0.9
12.113.0.203.bl.test    DEAD
12.113.0.203.other.test A    127.0.0.9
9.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.bl.test A 127.0.0.3
)";

// Of a service with two DNS lists.
std::shared_ptr<const policy::Policy> policyWithLists()
{
    model::Configuration configuration;
    configuration.server.hostname = "mail.domain.com";
    model::Service service;
    service.dnsLists = {
        {"bl.test", 100, {}, true}, {"off.test", 100, {}, false}, {"other.test", 50, {}, true}};
    return policy::compilePolicy(1, configuration, service, {});
}

QString inWords(const FetchedFact& fact)
{
    policy::Facts facts;
    facts.client = *IpAddress::parse("192.0.2.1");
    put(facts, fact);
    QString json = QString::fromStdString(policy::toJson(facts));
    json.remove(0, json.indexOf("\"client\":\"192.0.2.1\",") + 21);
    json.chop(1);
    return json;
}

} // namespace

class TestDnsFacts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void looksUp_data()
    {
        QTest::addColumn<int>("fact");
        QTest::addColumn<QString>("about"); // the client, HELO or sender
        QTest::addColumn<QString>("found");
        const auto row = [](const char* what, FactId fact, const char* about, const char* found) {
            QTest::newRow(what) << int(fact) << about << found;
        };
        row("one name of two leads back", FactId::ReverseDns, "203.0.113.9",
            R"("ptr":{"name":"good.example","confirmed":1})");
        row("IPv6", FactId::ReverseDns, "2001:db8::9", R"("ptr":{"name":"good.example","confirmed":1})");
        row("no name leads back", FactId::ReverseDns, "203.0.113.10",
            R"("ptr":{"name":"other.example","confirmed":0})");
        row("no name", FactId::ReverseDns, "203.0.113.99", R"("ptr":{"name":"","confirmed":0})");
        row("the name fails", FactId::ReverseDns, "203.0.113.11", R"("ptr":{"unknown":"SERVFAIL"})");
        row("its address fails", FactId::ReverseDns, "203.0.113.12", R"("ptr":{"unknown":"SERVFAIL"})");
        row("HELO with an address", FactId::HeloDns, "good.example", R"("helo_dns":"found")");
        row("HELO in capitals with a dot", FactId::HeloDns, "GOOD.example.", R"("helo_dns":"found")");
        row("HELO with a mail server", FactId::HeloDns, "mx-only.example", R"("helo_dns":"found")");
        row("HELO with neither", FactId::HeloDns, "text.example", R"("helo_dns":"nothing")");
        row("HELO unknown", FactId::HeloDns, "none.example", R"("helo_dns":"nothing")");
        row("HELO that no name can be", FactId::HeloDns, "a..b", R"("helo_dns":"nothing")");
        row("HELO fails", FactId::HeloDns, "broken.example", R"("helo_dns":{"unknown":"SERVFAIL"})");
        row("HELO fails in part", FactId::HeloDns, "half.example", R"("helo_dns":"found")");
        row("sender with an address", FactId::SenderDns, "joe@good.example", R"("sender_dns":"found")");
        row("sender with a mail server", FactId::SenderDns, "joe@MX-only.example", R"("sender_dns":"found")");
        row("sender with a null MX", FactId::SenderDns, "joe@null.example", R"("sender_dns":"null-mx")");
        row("sender with neither", FactId::SenderDns, "joe@text.example", R"("sender_dns":"nothing")");
        row("sender fails", FactId::SenderDns, "joe@broken.example",
            R"("sender_dns":{"unknown":"SERVFAIL"})");
        row("sender fails in part", FactId::SenderDns, "joe@half-none.example",
            R"("sender_dns":{"unknown":"SERVFAIL"})");
        row("DNS lists", FactId::DnsLists, "203.0.113.9",
            R"("dns_lists":{"bl.test":"127.0.0.2,127.0.0.4 listed, see bl.test","other.test":""})");
        row("DNS lists, without a reason", FactId::DnsLists, "203.0.113.10",
            R"("dns_lists":{"bl.test":"127.0.0.2","other.test":""})");
        row("DNS lists, on none", FactId::DnsLists, "203.0.113.99",
            R"("dns_lists":{"bl.test":"","other.test":""})");
        row("DNS lists, one fails", FactId::DnsLists, "203.0.113.11",
            R"("dns_lists":{"bl.test":"!SERVFAIL","other.test":"127.0.0.9"})");
        row("DNS lists, one is dead", FactId::DnsLists, "203.0.113.12",
            R"("dns_lists":{"bl.test":"!time-out","other.test":"127.0.0.9"})");
        row("DNS lists, IPv6", FactId::DnsLists, "2001:db8::9",
            R"("dns_lists":{"bl.test":"127.0.0.3","other.test":""})");
        row("SPF", FactId::Spf, "joe@text.example", R"("spf":"fail")");
        row("SPF none", FactId::Spf, "joe@good.example", R"("spf":"none")");
        row("SPF fails", FactId::Spf, "joe@broken.example", R"("spf":"temperror")");
    }
    void looksUp()
    {
        QFETCH(int, fact);
        QFETCH(QString, about);
        QFETCH(QString, found);
        test::FakeResolver resolver(zone);
        const DnsFacts dnsFacts(resolver, 1s);
        const Gather gather(dnsFacts.sources(), 1s);
        const auto policy = policyWithLists();
        policy::Facts facts;
        facts.client = IpAddress::parse(about.toStdString()).value_or(*IpAddress::parse("198.51.100.1"));
        facts.helo = about.toStdString();
        facts.sender = about.toStdString();
        asio::io_context context;
        std::vector<FetchedFact> fetched;
        gather.fetch(context, *policy, facts, {{FactId(fact)}}, [&](auto all) { fetched = all; });
        context.run_for(5s);
        QCOMPARE(fetched.size(), std::size_t(1));
        QCOMPARE(inWords(fetched.front()), found);
    }

    void givesUpAtTheDeadline()
    {
        test::FakeResolver resolver("9.113.0.203.in-addr.arpa DEAD\ndead.example DEAD\n");
        const DnsFacts dnsFacts(resolver, 10s);
        const Gather gather(dnsFacts.sources(), 100ms);
        policy::Facts facts;
        facts.client = *IpAddress::parse("203.0.113.9");
        facts.helo = "dead.example";
        facts.sender = "joe@dead.example";
        asio::io_context context;
        std::vector<FetchedFact> fetched;
        QElapsedTimer clock;
        clock.start();
        gather.fetch(context, *policyWithLists(), facts,
                     {{FactId::ReverseDns, FactId::HeloDns, FactId::SenderDns, FactId::Spf}},
                     [&](auto all) { fetched = all; });
        while (fetched.empty() && clock.elapsed() < 5'000)
            context.run_one_for(100ms);
        QVERIFY(clock.elapsed() < 3'000);
        QCOMPARE(fetched.size(), std::size_t(4));
        for (const FetchedFact& fact : fetched)
            QVERIFY(std::holds_alternative<policy::Unknown>(fact.value));
    }
};

QTEST_GUILESS_MAIN(TestDnsFacts)
#include "test_dns_facts.moc"
