// SPDX-License-Identifier: GPL-3.0-or-later
// A milter over a real socket: one connection for many messages, and milters that are dead, slow, cut off or
// started anew.
#include "scan/milter_client.h"
#include "support/fake_milter.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace postern;
using namespace postern::scan;
using model::Stage;
using postern::testing::FakeMilter;
using Kind = MilterVerdict::Kind;

namespace {

class Text final : public MessageSource {
public:
    explicit Text(std::string text)
        : m_text(std::move(text))
    {
    }
    std::int64_t size() const override { return std::int64_t(m_text.size()); }
    void read(std::int64_t offset, Taken taken) override
    {
        if (fails && offset > 0)
            return taken(fail(ErrorKind::Damaged, "gone"));
        taken(m_text.substr(std::size_t(offset), pieceSize));
    }
    bool fails = false;

private:
    std::string m_text;
};

MilterTalk talk()
{
    MilterTalk talk;
    talk.clientName = "[192.0.2.1]";
    talk.client = *IpAddress::parse("192.0.2.1");
    talk.helo = "client.example";
    talk.sender = "joe@ex.org";
    talk.recipient = "jane@domain.com";
    return talk;
}

const std::string mail = "Subject: Hello\r\n\r\nBody\r\n";

// A client on a reactor of its own.
struct Site {
    explicit Site(const std::string& address, int seconds = 2)
    {
        reactor.start();
        reactor.runAndWait([&] {
            client = std::make_unique<MilterClient>(reactor, address, std::chrono::seconds(seconds));
        });
    }
    ~Site()
    {
        reactor.runAndWait([this] { client.reset(); });
        reactor.stop();
    }
    MilterVerdict ask(Stage stage, std::shared_ptr<MessageSource> source = std::make_shared<Text>(mail))
    {
        const auto verdict = std::make_shared<std::promise<MilterVerdict>>();
        reactor.post([this, stage, source, verdict] {
            client->ask(stage, talk(), source,
                        [verdict](MilterVerdict said) { verdict->set_value(std::move(said)); });
        });
        auto future = verdict->get_future();
        if (future.wait_for(std::chrono::seconds(20)) != std::future_status::ready)
            return {Kind::Failed, {}, false, "it hangs", {}};
        return future.get();
    }
    MilterVerdict message(const std::string& text = mail)
    {
        for (const Stage stage : {Stage::Connect, Stage::Helo, Stage::Mail, Stage::Rcpt}) {
            MilterVerdict verdict = ask(stage);
            if (verdict.kind != Kind::Continue)
                return verdict;
        }
        return ask(Stage::Data, std::make_shared<Text>(text));
    }
    void abort()
    {
        reactor.runAndWait([this] { client->abort(); });
    }

    net::Reactor reactor;
    std::unique_ptr<MilterClient> client;
};

} // namespace

class TestMilterClient : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void oneConnectionForManyMessages()
    {
        FakeMilter milter;
        {
            Site site(milter.address());
            QCOMPARE(site.message().problem, std::string());
            for (const Stage stage : {Stage::Mail, Stage::Rcpt, Stage::Data})
                QCOMPARE(int(site.ask(stage).kind), int(Kind::Continue));
            QCOMPARE(int(site.ask(Stage::Mail).kind), int(Kind::Continue));
            site.abort();
            QVERIFY(milter.waitFor("MA"));
        }
        QVERIFY(milter.waitFor("MAQ"));
        QCOMPARE(milter.heard(), std::string("OCHMRTLNBEMRTLNBEMAQ"));
        QCOMPARE(milter.connections(), 1);
    }
    void aLargeMessageArrivesWhole()
    {
        FakeMilter milter;
        Site site(milter.address());
        const std::string body(5'000'000, 'x');
        QCOMPARE(site.message("Subject: Hello\r\n\r\n" + body).problem, std::string());
        std::string seen = milter.dataOf('B');
        std::erase(seen, '|');
        QCOMPARE(seen.size(), body.size());
    }
    void itsChangesArriveOctetByOctet()
    {
        FakeMilter milter;
        FakeMilter::Mood mood;
        mood.trickle = std::chrono::milliseconds(1);
        mood.says['E'] = FakeMilter::packet('h', FakeMilter::text("X-Spam") + FakeMilter::text("no")) +
                         FakeMilter::packet('c');
        milter.set(mood);
        Site site(milter.address(), 5);
        const MilterVerdict verdict = site.message();
        QCOMPARE(verdict.problem, std::string());
        QCOMPARE(verdict.changes.header.size(), std::size_t(1));
    }
    void aSocketOfThisMachineThatIsNotThere()
    {
        const QTemporaryDir folder;
        Site site(folder.filePath("no.sock").toStdString());
        QCOMPARE(site.ask(Stage::Connect).problem,
                 std::string("it cannot be reached: No such file or directory"));
        QCOMPARE(site.ask(Stage::Rcpt).problem, std::string("its connection has ended"));
    }
    void aPortThatNobodyListensAt()
    {
        int port = 0;
        {
            const FakeMilter gone;
            port = gone.port();
        }
        Site site("127.0.0.1:" + std::to_string(port));
        QCOMPARE(site.ask(Stage::Connect).problem, std::string("it cannot be reached: Connection refused"));
    }
    void silenceEndsInTime_data()
    {
        QTest::addColumn<char>("command");
        for (const char command : std::string("OCRBE"))
            QTest::addRow("%c", command) << command;
    }
    void silenceEndsInTime()
    {
        QFETCH(char, command);
        FakeMilter milter;
        FakeMilter::Mood mood;
        mood.says[command] = "";
        milter.set(mood);
        Site site(milter.address(), 1);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(site.message().problem, std::string("it does not answer in time"));
        QVERIFY2(timer.elapsed() < 6000, qPrintable(QString::number(timer.elapsed())));
    }
    void octetsThatMakeNoPacketAreNoProgress()
    {
        FakeMilter milter;
        FakeMilter::Mood mood;
        mood.trickle = std::chrono::milliseconds(100);
        mood.says['O'] = FakeMilter::packet('O', std::string(1000, '\0'));
        milter.set(mood);
        Site site(milter.address(), 1);
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(site.ask(Stage::Mail).problem, std::string("it does not answer in time"));
        QVERIFY2(timer.elapsed() < 6000, qPrintable(QString::number(timer.elapsed())));
    }
    void progressExtendsTheTime()
    {
        FakeMilter milter;
        FakeMilter::Mood mood;
        std::string working;
        for (int i = 0; i < 6; ++i)
            working += FakeMilter::packet('p');
        mood.says['E'] = working + FakeMilter::packet('c');
        mood.trickle = std::chrono::milliseconds(120); // 4 s in all
        milter.set(mood);
        Site site(milter.address(), 2);
        QElapsedTimer timer;
        timer.start();
        FakeMilter::Mood quick = mood;
        quick.trickle = std::chrono::milliseconds(0);
        quick.says['E'] = "";
        milter.set(quick);
        for (const Stage stage : {Stage::Mail, Stage::Rcpt})
            QCOMPARE(site.ask(stage).problem, std::string());
        milter.set(mood);
        timer.restart();
        QCOMPARE(site.ask(Stage::Data).problem, std::string());
        QVERIFY2(timer.elapsed() > 2000, qPrintable(QString::number(timer.elapsed())));
    }
    void oneThatHangsUpFails_data()
    {
        QTest::addColumn<QString>("command");
        for (const char command : std::string("OCHMRTLNBE"))
            QTest::addRow("%c", command) << QString(QChar(command));
    }
    void oneThatHangsUpFails()
    {
        QFETCH(QString, command);
        FakeMilter milter;
        FakeMilter::Mood mood;
        mood.hangsUpAt = command.toStdString();
        milter.set(mood);
        Site site(milter.address());
        const std::string problem = site.message().problem;
        QVERIFY2(problem == "it closed the connection" || problem == "it does not take what is sent",
                 problem.c_str());
        QVERIFY(milter.connections() <= 2);
    }
    void oneThatIsStartedAnewIsAskedAgain()
    {
        FakeMilter milter;
        Site site(milter.address());
        QCOMPARE(site.message().problem, std::string());
        FakeMilter::Mood mood;
        mood.hangsUpAt = "A";
        milter.set(mood);
        QCOMPARE(site.ask(Stage::Mail).problem, std::string());
        site.abort(); // it ends the connection now
        QVERIFY(milter.waitFor("MA"));
        QTest::qWait(50);
        QCOMPARE(site.ask(Stage::Mail).problem, std::string());
        QCOMPARE(milter.connections(), 2);
        QCOMPARE(milter.heard(), std::string("OCHMRTLNBEMAOCHM"));
        QCOMPARE(site.ask(Stage::Rcpt).problem, std::string());
    }
    void aMessageThatCannotBeReadFails()
    {
        FakeMilter milter;
        Site site(milter.address());
        QCOMPARE(site.ask(Stage::Mail).problem, std::string());
        const auto broken = std::make_shared<Text>(mail + std::string(200'000, 'x'));
        broken->fails = true;
        QCOMPARE(site.ask(Stage::Data, broken).problem, std::string("the message cannot be read: gone"));
        QCOMPARE(site.ask(Stage::Mail).problem, std::string()); // by another connection
    }
    void whoeverGoesMeanwhileIsNotAnswered()
    {
        FakeMilter milter;
        FakeMilter::Mood mood;
        mood.says['M'] = "";
        milter.set(mood);
        bool answered = false;
        {
            Site site(milter.address(), 1);
            site.reactor.runAndWait([&] {
                site.client->ask(Stage::Mail, talk(), nullptr,
                                 [&answered](const MilterVerdict&) { answered = true; });
            });
            QVERIFY(milter.waitFor("M"));
        }
        QVERIFY(!answered);
    }
};

QTEST_GUILESS_MAIN(TestMilterClient)
#include "test_milter_client.moc"
