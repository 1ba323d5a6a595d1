// SPDX-License-Identifier: GPL-3.0-or-later
// MTA-STS (RFC 8461): what a policy says, and for how long it is kept.
#include "delivery/sts_policies.h"
#include "support/fake_resolver.h"
#include "support/policy_server.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace postern;
using delivery::StsPolicy;
using postern::testing::FakeFetcher;

namespace {

QString inWords(const std::optional<StsPolicy>& policy)
{
    if (!policy)
        return "none";
    static constexpr const char* modes[] = {"none", "testing", "enforce"};
    QString text = QString("%1 %2").arg(modes[int(policy->mode)]).arg(policy->maxAge.count());
    for (const std::string& name : policy->mx)
        text += ' ' + QString::fromStdString(name);
    return text;
}

std::optional<StsPolicy> find(delivery::StsPolicies& policies)
{
    asio::io_context context;
    std::optional<StsPolicy> result;
    policies.find(context, "far.example", [&](const auto& policy) { result = policy; });
    context.run();
    return result;
}

constexpr const char* zone = "_mta-sts.far.example TXT \"v=STSv1; id=1\"\nmta-sts.far.example A 127.0.0.1";

} // namespace

class TestStsPolicy : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void policiesAreRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("policy");
        QTest::newRow("usual") << QByteArray("version: STSv1\r\nmode: enforce\r\nmx: MX.far.example\r\n"
                                             "mx: *.far.example\r\nmax_age: 604800\r\n")
                               << "enforce 604800 mx.far.example *.far.example";
        QTest::newRow("line feeds, blanks, unknown keys")
            << QByteArray("version:STSv1\nmode :testing\nfuture: x: y\nmx:\ta.example \nmax_age:1")
            << "testing 1 a.example";
        QTest::newRow("no servers, mode none")
            << QByteArray("version: STSv1\nmode: none\nmax_age: 5") << "none 5";
        QTest::newRow("the first counts")
            << QByteArray("version: STSv1\nmode: testing\nmode: enforce\nmx: a.example\n"
                          "max_age: 5\nmax_age: 6")
            << "testing 5 a.example";
        QTest::newRow("a year at most") << QByteArray("version: STSv1\nmode: testing\nmx: a.example\n"
                                                      "max_age: 999999999999")
                                        << "testing 31557600 a.example";
        QTest::newRow("empty") << QByteArray() << "none";
        QTest::newRow("version") << QByteArray("version: STSv2\nmode: none\nmax_age: 5") << "none";
        QTest::newRow("mode") << QByteArray("version: STSv1\nmode: strict\nmx: a.example\nmax_age: 5")
                              << "none";
        QTest::newRow("no age") << QByteArray("version: STSv1\nmode: testing\nmx: a.example") << "none";
        QTest::newRow("negative age") << QByteArray("version: STSv1\nmode: none\nmax_age: -5") << "none";
        QTest::newRow("age no number") << QByteArray("version: STSv1\nmode: none\nmax_age: 5 days") << "none";
        QTest::newRow("no servers") << QByteArray("version: STSv1\nmode: enforce\nmax_age: 5") << "none";
        QTest::newRow("too long") << QByteArray("version: STSv1\nmode: none\nmax_age: 5\n") +
                                         QByteArray(65'536, 'x')
                                  << "none";
        QTest::newRow("nobody") << QByteArray("version: STSv1\nmode: enforce\nmax_age: 5\nmx: \nmx: .")
                                << "none";
        QTest::newRow("markup") << QByteArray("<html><body>version: STSv1</body></html>") << "none";
    }
    void policiesAreRead()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, policy);
        QCOMPARE(inWords(delivery::parseStsPolicy(text.toStdString())), policy);
    }

    void moreServersThanAnybodyHasAreLeftOut()
    {
        std::string text = "version: STSv1\nmode: enforce\nmax_age: 5\n";
        for (int i = 0; i < 3000; ++i)
            text += "mx: a" + std::to_string(i) + ".example\n";
        QCOMPARE(delivery::parseStsPolicy(text)->mx.size(), delivery::mostStsPatterns);
    }

    // RFC 8461 4.1
    void serversAreListed_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("host");
        QTest::addColumn<bool>("listed");
        QTest::newRow("same") << "mx.far.example"
                              << "MX.far.example" << true;
        QTest::newRow("other") << "mx.far.example"
                               << "mx2.far.example" << false;
        QTest::newRow("one label") << "*.far.example"
                                   << "mx.far.example" << true;
        QTest::newRow("two labels") << "*.far.example"
                                    << "a.mx.far.example" << false;
        QTest::newRow("no label") << "*.far.example"
                                  << "far.example" << false;
        QTest::newRow("partial") << "m*.far.example"
                                 << "mx.far.example" << false;
    }
    void serversAreListed()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, host);
        QFETCH(bool, listed);
        StsPolicy policy;
        policy.mx = {pattern.toStdString()};
        QCOMPARE(policy.lists(host.toStdString()), listed);
    }

    void recordsNameTheirPolicy_data()
    {
        QTest::addColumn<QStringList>("texts");
        QTest::addColumn<QString>("id"); // "": none
        QTest::newRow("one") << QStringList{"v=STSv1; id=20260101T000000Z;"} << "20260101T000000Z";
        QTest::newRow("beside others") << QStringList{"v=spf1 -all", "v=STSv1;id=1"} << "1";
        QTest::newRow("two") << QStringList{"v=STSv1; id=1", "v=STSv1; id=2"} << "";
        QTest::newRow("no id") << QStringList{"v=STSv1;"} << "";
        QTest::newRow("bad id") << QStringList{"v=STSv1; id=a-b"} << "";
        QTest::newRow("long id") << QStringList{"v=STSv1; id=" + QString(33, 'a')} << "";
        QTest::newRow("another version") << QStringList{"v=STSv10; id=1"} << "";
        QTest::newRow("nothing") << QStringList{} << "";
    }
    void recordsNameTheirPolicy()
    {
        QFETCH(QStringList, texts);
        QFETCH(QString, id);
        std::vector<std::string> records;
        for (const QString& text : texts)
            records.push_back(text.toStdString());
        QCOMPARE(QString::fromStdString(delivery::stsIdOf(records).value_or("")), id);
    }

    void aPolicyIsFetchedOnceAndKept()
    {
        test::FakeResolver resolver(zone);
        FakeFetcher fetcher;
        fetcher.policies["mta-sts.far.example"] =
            "version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 100";
        delivery::StsPolicies policies(resolver, fetcher);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(inWords(find(policies)), QString("enforce 100 a.example"));
        QCOMPARE(fetcher.asked.load(), 1);
        QCOMPARE(policies.size(), std::size_t(1));
    }

    // An attacker who keeps the DNS from answering after a restart wins nothing (RFC 8461 10.2).
    void aPolicyCountsAfterARestart()
    {
        const QTemporaryDir folder;
        const std::string place = folder.filePath("mta-sts").toStdString();
        FakeFetcher fetcher;
        fetcher.policies["mta-sts.far.example"] =
            "version: STSv1\nmode: enforce\nmx: a.example\nmx: *.b.example\nmax_age: 100";
        {
            test::FakeResolver resolver(zone);
            delivery::StsPolicies policies(resolver, fetcher, delivery::StsFolder(place));
            find(policies);
        }
        test::FakeResolver silent("far.example A 127.0.0.1");
        delivery::StsPolicies policies(silent, fetcher, delivery::StsFolder(place));
        QCOMPARE(inWords(find(policies)), QString("enforce 100 a.example *.b.example"));
        QCOMPARE(fetcher.asked.load(), 1);
        const Time now = SystemClock().now();
        QCOMPARE(delivery::StsFolder(place).read(now + std::chrono::seconds(101), 10).size(), std::size_t(0));
        QVERIFY2(QDir(folder.filePath("mta-sts")).isEmpty(), "what is over goes");
    }

    void filesThatAreNoPoliciesDoNoHarm_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray policy = "version: STSv1\nmode: testing\nmx: a.example\nmax_age: 9\n";
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("no time") << "1\nsoon\n" + policy;
        QTest::newRow("cut") << QByteArray("1\n2099-01-01T00:00:00Z\nversion: STSv1\nmode: enforce\n");
        QTest::newRow("too large") << "1\n2099-01-01T00:00:00Z\n" + policy +
                                          QByteArray(int(delivery::StsFolder::largestFile), '\n');
    }

    void filesThatAreNoPoliciesDoNoHarm()
    {
        QFETCH(QByteArray, text);
        const QTemporaryDir folder;
        QFile file(folder.filePath("far.example"));
        QVERIFY(file.open(QFile::WriteOnly) && file.write(text) == text.size());
        file.close();
        const delivery::StsFolder kept(folder.path().toStdString());
        QVERIFY(kept.read(SystemClock().now(), 10).empty());
        QVERIFY(!file.exists());
    }

    void aDomainIsNeverAPath()
    {
        const QTemporaryDir folder;
        const delivery::StsFolder kept(folder.filePath("mta-sts").toStdString());
        const Time later = SystemClock().now() + std::chrono::hours(1);
        for (const std::string& domain :
             std::vector<std::string>{"../evil.example", "", ".", "a/b", std::string(250, 'a')})
            kept.write(
                {domain, "1", {StsPolicy::Mode::Testing, {"a.example"}, std::chrono::seconds(9)}, later});
        QVERIFY(kept.read(SystemClock().now(), 10).empty());
        QVERIFY(!QFile::exists(folder.filePath("evil.example")));
    }

    // However many messages wait for it.
    void aPolicyIsFetchedOnceAtATime()
    {
        class SlowFetcher final : public delivery::PolicyFetcher {
        public:
            void fetch(const std::string&, const std::vector<IpAddress>&,
                       std::function<void(Result<std::string>)> done) override
            {
                ++asked;
                answer = std::move(done);
            }
            int asked = 0;
            std::function<void(Result<std::string>)> answer;
        };
        test::FakeResolver resolver(zone);
        SlowFetcher fetcher;
        delivery::StsPolicies policies(resolver, fetcher);
        asio::io_context context;
        int answered = 0;
        for (int i = 0; i < 5; ++i)
            policies.find(context, "far.example", [&](const auto& policy) { answered += policy ? 1 : 0; });
        context.run();
        QCOMPARE(fetcher.asked, 1);
        QCOMPARE(answered, 0);
        fetcher.answer(std::string("version: STSv1\nmode: testing\nmx: a.example\nmax_age: 9"));
        context.restart();
        context.run();
        QCOMPARE(answered, 5);
    }

    void aPolicyThatIsOverIsFetchedAgain()
    {
        test::FakeResolver resolver(zone);
        FakeFetcher fetcher;
        fetcher.policies["mta-sts.far.example"] = "version: STSv1\nmode: enforce\nmx: a.example\nmax_age: 0";
        delivery::StsPolicies policies(resolver, fetcher);
        find(policies);
        find(policies);
        QCOMPARE(fetcher.asked.load(), 2);
    }

    void whatCannotBeHadIsNotAskedForAtOnceAgain()
    {
        test::FakeResolver resolver(zone);
        FakeFetcher fetcher;
        delivery::StsPolicies policies(resolver, fetcher);
        for (int i = 0; i < 3; ++i)
            QVERIFY(!find(policies));
        QCOMPARE(fetcher.asked.load(), 1);
    }

    void aDomainWithoutRecordIsNotAsked()
    {
        test::FakeResolver resolver("far.example A 127.0.0.1");
        FakeFetcher fetcher;
        delivery::StsPolicies policies(resolver, fetcher);
        QVERIFY(!find(policies));
        QCOMPARE(fetcher.asked.load(), 0);
    }
};

QTEST_GUILESS_MAIN(TestStsPolicy)
#include "test_sts_policy.moc"
