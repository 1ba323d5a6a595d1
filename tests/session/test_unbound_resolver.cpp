// SPDX-License-Identifier: GPL-3.0-or-later
#include "dns/unbound_resolver.h"
#include "support/dns_server.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace postern;
using namespace postern::dns;
using namespace std::chrono_literals;

namespace {

constexpr const char* zone = R"(
example.org         MX    10 mail.example.org
example.org         TXT   "v=spf1 " "-all"
mail.example.org    A     192.0.2.1
mail.example.org    AAAA  2001:db8::1
192.0.2.1           PTR   mail.example.org
127.0.0.1           PTR   here.example.org
10.1.2.3            PTR   lan.example.org
2001:db8::1         PTR   mail.example.org
mail.example.test   A     192.0.2.2
host.corp           A     192.0.2.3
www.example.org     CNAME mail.example.org
nowhere.example.org CNAME gone.example.org
_25._tcp.mail.example.org TLSA 3 1 1 00ff
servfail.example.org SERVFAIL
refused.example.org REFUSED
dead.example.org    DEAD
slow.example.org    A     192.0.2.4
slow.example.org    SLOW  300
big.example.org     TXT   "over TCP"
big.example.org     TRUNCATE
short.example.org   A     192.0.2.5
short.example.org   GARBAGE
lie.example.org     A     192.0.2.6
lie.example.org     LIE
)";

// A resolver that asks a server of the test's, on an own context.
class Client {
public:
    explicit Client(UnboundOptions options)
    {
        auto started = UnboundResolver::start(std::move(options));
        if (!started)
            qFatal("%s", toString(started.error()).c_str());
        m_resolver = std::move(*started);
    }
    explicit Client(const test::DnsServer& server)
        : Client(UnboundOptions{{server.address()}})
    {
    }

    Resolver::Answers ask(std::vector<Question> questions, std::chrono::milliseconds deadline = 10s)
    {
        std::optional<Resolver::Answers> result;
        m_resolver->ask(m_context, std::move(questions), deadline, [&](auto answers) { result = answers; });
        m_context.restart();
        while (!result)
            m_context.run_one_for(1s);
        return *result;
    }
    Answer ask(const char* name, Type type, std::chrono::milliseconds deadline = 10s)
    {
        return ask({{name, type}}, deadline).front();
    }
    UnboundResolver& resolver() { return *m_resolver; }

private:
    asio::io_context m_context;
    std::unique_ptr<UnboundResolver> m_resolver;
};

QString inWords(const Answer& answer)
{
    static const QStringList statuses{"found", "no data", "no name", "failed"};
    static const QStringList failures{"", " server", " time-out", " bogus", " busy"};
    QString text = statuses.at(int(answer.status)) + failures.at(int(answer.failure));
    for (const IpAddress& address : answer.addresses)
        text += QString(" ") + address.toString().c_str();
    for (const std::string& name : answer.names)
        text += QString(" ") + name.c_str();
    for (const MxRecord& mx : answer.mx)
        text += QString(" %1 %2").arg(mx.preference).arg(mx.host.c_str());
    for (const std::string& record : answer.texts)
        text += QString(" ") + record.c_str();
    for (const TlsaRecord& tlsa : answer.tlsa)
        text += QString(" %1%2%3 ").arg(tlsa.usage).arg(tlsa.selector).arg(tlsa.matching) +
                QByteArray::fromStdString(tlsa.data).toHex();
    return text;
}

} // namespace

class TestUnboundResolver : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answers_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("answer");
        const auto row = [](const char* what, const QString& name, Type type, const char* answer) {
            QTest::newRow(what) << name << int(type) << answer;
        };
        const auto reverse = [](const char* address) {
            return QString::fromStdString(reverseName(*IpAddress::parse(address)));
        };
        row("A", "mail.example.org", Type::A, "found 192.0.2.1");
        row("upper case", "MAIL.Example.ORG", Type::A, "found 192.0.2.1");
        row("AAAA", "mail.example.org", Type::Aaaa, "found 2001:db8::1");
        row("MX", "example.org", Type::Mx, "found 10 mail.example.org");
        row("TXT", "example.org", Type::Txt, "found v=spf1 -all");
        row("TLSA", "_25._tcp.mail.example.org", Type::Tlsa, "found 311 00ff");
        row("PTR", reverse("192.0.2.1"), Type::Ptr, "found mail.example.org");
        row("PTR of IPv6", reverse("2001:db8::1"), Type::Ptr, "found mail.example.org");
        row("PTR of loopback", reverse("127.0.0.1"), Type::Ptr, "found here.example.org");
        row("PTR of the LAN", reverse("10.1.2.3"), Type::Ptr, "found lan.example.org");
        row("a name below test", "mail.example.test", Type::A, "found 192.0.2.2");
        row("a name that the root lacks", "host.corp", Type::A, "found 192.0.2.3");
        row("an alias", "www.example.org", Type::A, "found 192.0.2.1");
        row("an alias to nowhere", "nowhere.example.org", Type::A, "no name");
        row("no data", "mail.example.org", Type::Mx, "no data");
        row("no data above others", "_tcp.mail.example.org", Type::A, "no data");
        row("no name", "nothing.example.org", Type::A, "no name");
        row("no possible name", "a..b", Type::A, "no name");
        row("odd bytes", "a b\\c.example.org", Type::A, "no name");
        row("SERVFAIL", "servfail.example.org", Type::A, "failed server");
        row("REFUSED", "refused.example.org", Type::A, "failed server");
        row("TCP after a truncated answer", "big.example.org", Type::Txt, "found over TCP");
    }
    void answers()
    {
        QFETCH(QString, name);
        QFETCH(int, type);
        QFETCH(QString, answer);
        const test::DnsServer server(zone);
        Client client(server);
        QCOMPARE(inWords(client.ask(name.toStdString().c_str(), Type(type))), answer);
    }

    void namesWhereAnAliasLeads()
    {
        const test::DnsServer server(zone);
        Client client(server);
        QCOMPARE(client.ask("www.example.org", Type::A).canonical, std::string("mail.example.org"));
    }

    void asksServersByIpv6()
    {
        const test::DnsServer server(zone, AF_INET6);
        Client client(server);
        QCOMPARE(inWords(client.ask("mail.example.org", Type::A)), "found 192.0.2.1");
    }

    void isNotFooled_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("dead") << "dead.example.org";
        QTest::newRow("another answer's number") << "lie.example.org";
        QTest::newRow("records cut short") << "short.example.org";
    }
    void isNotFooled()
    {
        QFETCH(QString, name);
        const test::DnsServer server(zone);
        Client client(server);
        QElapsedTimer clock;
        clock.start();
        const Answer answer = client.ask(name.toStdString().c_str(), Type::A, 400ms);
        QVERIFY(answer.failed());
        QVERIFY(answer.addresses.empty());
        QVERIFY(clock.elapsed() < 1'500);
    }

    void asksAllAtOnce()
    {
        std::string slow;
        std::vector<Question> questions;
        for (int i = 0; i < 50; ++i) {
            const std::string name = "n" + std::to_string(i) + ".example.org";
            slow += name + " A 192.0.2.1\n" + name + " SLOW 200\n";
            questions.push_back({name, Type::A});
        }
        const test::DnsServer server(slow);
        Client client(server);
        QElapsedTimer clock;
        clock.start();
        for (const Answer& answer : client.ask(questions))
            QCOMPARE(inWords(answer), "found 192.0.2.1");
        QVERIFY2(clock.elapsed() < 3'000, qPrintable(QString::number(clock.elapsed())));
    }

    void knowsTheNextTimeWhatCameTooLate()
    {
        const test::DnsServer server(zone);
        Client client(server);
        QCOMPARE(inWords(client.ask("slow.example.org", Type::A, 50ms)), "failed time-out");
        QTest::qWait(500);
        QCOMPARE(inWords(client.ask("slow.example.org", Type::A, 50ms)), "found 192.0.2.4");
    }

    void remembersAnswersAsLongAsTheyMayBe()
    {
        const test::DnsServer server("$TTL 1\na.example.org A 192.0.2.1\n");
        Client client(server);
        client.ask("a.example.org", Type::A);
        client.ask("a.example.org", Type::A);
        QCOMPARE(server.asked("A a.example.org"), 1);
        QTest::qWait(2'100);
        client.ask("a.example.org", Type::A);
        QCOMPARE(server.asked("A a.example.org"), 2);
    }

    void remembersThatThereIsNothing()
    {
        const test::DnsServer server("");
        Client client(server);
        QCOMPARE(inWords(client.ask("a.example.org", Type::A)), "no name");
        QCOMPARE(inWords(client.ask("a.example.org", Type::A)), "no name");
        QCOMPARE(server.asked("A a.example.org"), 1);
    }

    void goesOnWhenADeadServerComesBack()
    {
        test::DnsServer server("example.org DEAD\n");
        Client client(server);
        QVERIFY(client.ask("example.org", Type::A, 300ms).failed());
        server.setZone("example.org A 192.0.2.1\n");
        QCOMPARE(inWords(client.ask("example.org", Type::A, 20s)), "found 192.0.2.1");
    }

    void takesOtherServersWhileItRuns()
    {
        const test::DnsServer first(
            "a.example.org A 192.0.2.1\nslow.example.org A 192.0.2.3\nslow.example.org SLOW 300\n");
        const test::DnsServer second("a.example.org A 192.0.2.2\n");
        Client client(first);
        QCOMPARE(inWords(client.ask("a.example.org", Type::A)), "found 192.0.2.1");
        Answer slow;
        std::atomic<bool> done = false;
        client.resolver().begin({"slow.example.org", Type::A}, [&](const Answer& answer) {
            slow = answer;
            done = true;
        });
        client.resolver().setServers({second.address()});
        QTRY_COMPARE(inWords(client.ask("a.example.org", Type::A)), "found 192.0.2.2");
        QTRY_VERIFY(done); // what was under way ends where it was begun
        QCOMPARE(inWords(slow), "found 192.0.2.3");
    }

    void keepsItsServersWhereNewOnesMakeNoSense()
    {
        const test::DnsServer server(zone);
        std::mutex mutex;
        QString log;
        UnboundOptions options{{server.address()}};
        options.log = [&](const std::string& line) {
            const std::lock_guard lock(mutex);
            log += QString::fromStdString(line);
        };
        Client client(options);
        client.resolver().setServers({"no address"});
        QTRY_VERIFY([&] {
            const std::lock_guard lock(mutex);
            return log.contains("no address");
        }());
        QCOMPARE(inWords(client.ask("mail.example.org", Type::A)), "found 192.0.2.1");
    }

    void saysWhichServerMakesNoSense()
    {
        const auto started = UnboundResolver::start({{"mail.example.org"}});
        QVERIFY(!started);
        QCOMPARE(started.error().where, std::string("mail.example.org"));
    }

    void followsTheSystemsServers()
    {
        // A resolv.conf has no ports, so nothing can listen for it here; what is seen is that the file is
        // read again.
        QTemporaryDir folder;
        const std::string file = folder.filePath("resolv.conf").toStdString();
        std::ofstream(file) << "nameserver 127.0.0.1\n";
        std::atomic<int> reports = 0;
        UnboundOptions options;
        options.resolvConf = file;
        options.log = [&](const std::string&) { ++reports; };
        Client client(options);
        std::ofstream(file) << "nameserver 127.0.0.2\nnameserver 127.0.0.3\n";
        QTest::qWait(1'500);
        QCOMPARE(reports.load(), 0);
        QVERIFY(QFile::remove(QString::fromStdString(file)));
        QTRY_VERIFY(reports > 0); // it stays with those that it has
        const int before = reports;
        QTest::qWait(2'500);
        QCOMPARE(reports.load(), before); // and says so once
    }

    void endsWhileLookUpsAreUnderWay()
    {
        const test::DnsServer server(zone);
        {
            Client client(server);
            for (int i = 0; i < 20; ++i)
                client.resolver().begin({"dead.example.org", Type::A}, [](const Answer&) {});
        }
        QVERIFY(true); // nothing to see but by the sanitizers
    }

    void takesAFloodOfQuestions()
    {
        const test::DnsServer server(zone);
        Client client(server);
        std::vector<Question> questions(3'000, {"mail.example.org", Type::A});
        for (std::size_t i = 0; i < questions.size(); ++i)
            questions[i].name = "n" + std::to_string(i) + ".example.org";
        int failed = 0;
        for (const Answer& answer : client.ask(questions, 20s))
            failed += answer.failed() ? 1 : 0;
        QCOMPARE(failed, 0);
    }
};

QTEST_GUILESS_MAIN(TestUnboundResolver)
#include "test_unbound_resolver.moc"
