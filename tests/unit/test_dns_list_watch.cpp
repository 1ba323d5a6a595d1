// SPDX-License-Identifier: GPL-3.0-or-later
// How the engine notes what the DNS lists say.
#include "engine/dns_facts.h"
#include "support/fake_resolver.h"
#include "support/scene.h"

#include <QTest>

#include <thread>

using namespace postern;
using namespace postern::engine;
using namespace std::chrono_literals;

namespace {

// Answers what another one knows from a thread of its own, after a while, as a real one does.
class LateResolver final : public dns::Resolver {
public:
    LateResolver(dns::Resolver& known, std::chrono::milliseconds delay)
        : m_known(known)
        , m_delay(delay)
    {
    }
    ~LateResolver() override
    {
        for (std::thread& each : m_threads)
            each.join();
    }
    void begin(const dns::Question& question, std::function<void(dns::Answer)> done) override
    {
        m_threads.emplace_back([this, question, done = std::move(done)] {
            std::this_thread::sleep_for(m_delay);
            m_known.begin(question, done);
        });
    }

private:
    dns::Resolver& m_known;
    const std::chrono::milliseconds m_delay;
    std::vector<std::thread> m_threads;
};

policy::DnsListAnswers askLists(dns::Resolver& resolver, DnsListWatch& watch, const testing::Scene& scene)
{
    DnsFacts facts(resolver, 5s, &watch);
    asio::io_context context;
    policy::DnsListAnswers found;
    for (FactSource* source : facts.sources()) {
        if (source->fact() != policy::FactId::DnsLists)
            continue;
        source->fetch(context, *scene.compile(), testing::session("203.0.113.9", "x", "a@b.example", ""),
                      [&](FetchedFact fact) { found = std::get<policy::DnsListAnswers>(fact.value); });
        context.run();
    }
    return found;
}

} // namespace

class TestDnsListWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatEachListSaidIsNotedWithTheTimeItTook()
    {
        testing::Scene scene;
        scene.service.dnsLists = {
            {.zone = "zen.example.org"}, {.zone = "dead.example.net"}, {.zone = "empty.example.net"}};
        test::FakeResolver known(R"(
9.113.0.203.zen.example.org A 127.0.0.2
9.113.0.203.dead.example.net SERVFAIL
)");
        DnsListWatch watch;
        policy::DnsListAnswers found;
        const Time before = SystemClock().now();
        {
            LateResolver resolver(known, 30ms);
            found = askLists(resolver, watch, scene);
        }
        QCOMPARE(found.size(), std::size_t(3));
        QCOMPARE(found[0].addresses.size(), std::size_t(1)); // and what they say still counts
        auto states = watch.takeChanged();
        QCOMPARE(states.size(), std::size_t(3));
        QCOMPARE(states[0].zone, std::string("dead.example.net"));
        QVERIFY(!states[0].problem.empty());
        QCOMPARE(states[1].zone, std::string("empty.example.net"));
        QVERIFY(states[1].problem.empty()); // not to have somebody is an answer
        QCOMPARE(states[2].zone, std::string("zen.example.org"));
        QVERIFY(states[2].problem.empty());
        QVERIFY2(states[2].milliseconds >= 30 && states[2].milliseconds < 5000,
                 qPrintable(QString::number(states[2].milliseconds)));
        QVERIFY(states[2].asked >= before);
        QVERIFY(watch.takeChanged().empty()); // each is told once
    }

    void whatIsRememberedSaysNothingOfAList()
    {
        testing::Scene scene;
        scene.service.dnsLists = {{.zone = "zen.example.org"}};
        test::FakeResolver known("9.113.0.203.zen.example.org A 127.0.0.2\n");
        DnsListWatch watch;
        QCOMPARE(askLists(known, watch, scene).size(), std::size_t(1)); // it answers at once
        QVERIFY(watch.takeChanged().empty());
    }
};

QTEST_GUILESS_MAIN(TestDnsListWatch)
#include "test_dns_list_watch.moc"
