// SPDX-License-Identifier: GPL-3.0-or-later
// What conversations (tests/session) cannot show: the steps themselves, bounds, and ends from this side.
#include "smtp/session.h"

#include <QTest>

using namespace postern;
using namespace postern::smtp;

namespace {

const Peer peer{*IpAddress::parse("192.0.2.1"), 40000};

std::shared_ptr<const SessionConfig> config(std::int64_t sizeLimit = 0)
{
    return std::make_shared<const SessionConfig>(
        SessionConfig{.hostname = "mx.example.test", .sizeLimit = sizeLimit});
}

// Answers every decision with yes, until another step comes.
Step advance(Session& session)
{
    while (true) {
        const Step step = session.next();
        if (!std::holds_alternative<Decide>(step))
            return step;
        session.decided(Answer::accept());
    }
}

Session greeted()
{
    Session session(config(), peer);
    advance(session);
    session.takeOutput();
    return session;
}

// Up to the step OpenMessage.
void openTransaction(Session& session)
{
    session.input("EHLO a\r\nMAIL FROM:<joe@example.net>\r\nRCPT TO:<jane@example.test>\r\nDATA\r\n");
    QVERIFY(std::holds_alternative<OpenMessage>(advance(session)));
}

} // namespace

class TestSmtpSession : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stepsStayUntilTheyAreAnswered()
    {
        Session session(config(), peer);
        for (int i = 0; i < 3; ++i)
            QCOMPARE(std::get<Decide>(session.next()).stage, model::Stage::Connect);
        session.decided(Answer::accept());
        session.input("HELO a\r\n");
        for (int i = 0; i < 3; ++i)
            QCOMPARE(std::get<Decide>(session.next()).argument, std::string_view("a"));
        session.decided(Answer::accept());
        session.decided(Answer::accept()); // answers nothing
        QVERIFY(std::holds_alternative<Read>(session.next()));
        QCOMPARE(session.takeOutput(),
                 std::string("220 mx.example.test ESMTP Postern\r\n250 mx.example.test\r\n"));
        QVERIFY(session.takeOutput().empty());
    }

    void factsAreThereWhenAPolicyAsks()
    {
        Session session = greeted();
        session.input("HELO a\r\nMAIL FROM:<joe@example.net> SIZE=17\r\nRCPT TO:<jane@example.test>\r\n");
        QCOMPARE(std::get<Decide>(session.next()).stage, model::Stage::Helo);
        QVERIFY(session.helo().empty());
        session.decided(Answer::accept());
        const Step mail = session.next();
        QCOMPARE(std::get<Decide>(mail).stage, model::Stage::Mail);
        QCOMPARE(std::get<Decide>(mail).argument, std::string_view("joe@example.net"));
        QCOMPARE(session.helo(), std::string("a"));
        QVERIFY(!session.esmtp());
        QCOMPARE(session.transaction()->declaredSize.value(), 17);
        session.decided(Answer::accept());
        const Step rcpt = session.next();
        QCOMPARE(std::get<Decide>(rcpt).stage, model::Stage::Rcpt);
        QCOMPARE(std::get<Decide>(rcpt).argument, std::string_view("jane@example.test"));
        session.decided(Answer::accept(policy::Destination::Route));
        QCOMPARE(session.transaction()->recipients.at(0).destination, policy::Destination::Route);
    }

    void aRefusedSenderLeavesNoTransaction()
    {
        Session session = greeted();
        session.input("HELO a\r\n");
        advance(session);
        session.input("MAIL FROM:<joe@example.net>\r\n");
        QVERIFY(std::holds_alternative<Decide>(session.next()));
        QVERIFY(session.transaction());
        session.decided(Answer::refuse({554, "5.7.1", "no"}));
        QVERIFY(!session.transaction());
    }

    void contentComesAsItArrives()
    {
        Session session = greeted();
        openTransaction(session);
        session.opened();
        QVERIFY(session.inMessage());
        QVERIFY(std::holds_alternative<Read>(session.next()));
        session.input("Received: x\r\none");
        QCOMPARE(std::get<Content>(session.next()).bytes, std::string_view("Received: x\r\none"));
        QVERIFY(std::holds_alternative<Read>(session.next()));
        session.input("\r\n..two\r\n.\r\nNOOP\r\n");
        QCOMPARE(std::get<Content>(session.next()).bytes, std::string_view("\r\n"));
        QCOMPARE(std::get<Content>(session.next()).bytes, std::string_view(".two\r\n"));
        QVERIFY(std::holds_alternative<CloseMessage>(session.next()));
        QCOMPARE(session.transaction()->size, 24);
        QCOMPARE(session.transaction()->header.received, 1);
        session.takeOutput();
        QVERIFY(std::holds_alternative<CloseMessage>(session.next())); // NOOP waits its turn
        QVERIFY(session.takeOutput().empty());
        session.delivered({250, "2.0.0", "Stored"});
        QVERIFY(!session.transaction());
        QVERIFY(std::holds_alternative<Read>(session.next()));
        QCOMPARE(session.takeOutput(), std::string("250 2.0.0 Stored\r\n250 2.0.0 Ok\r\n"));
    }

    void everyMessageIsCountedByItself()
    {
        Session session = greeted();
        for (const int received : {2, 1}) {
            openTransaction(session);
            session.opened();
            for (int i = 0; i < received; ++i)
                session.input("Received: x\r\n");
            session.input("\r\n.\r\n");
            while (!std::holds_alternative<CloseMessage>(session.next())) {
            }
            QCOMPARE(session.transaction()->header.received, received);
            QCOMPARE(session.transaction()->size, 13 * received + 2);
            session.delivered({250, "2.0.0", "Stored"});
        }
    }

    void whoseAMessageWasIsKnownWhenItIsDiscarded()
    {
        Session session = greeted();
        openTransaction(session);
        session.opened();
        session.input("one\n.\r\n\r\n.\r\n");
        const Step step = session.next();
        QCOMPARE(std::get<DiscardMessage>(step).reply.substr(0, 11), std::string_view("550 5.6.11 "));
        QCOMPARE(session.transaction()->sender, std::string("joe@example.net"));
        QVERIFY(std::holds_alternative<Read>(session.next()));
        QVERIFY(!session.transaction());
    }

    void contentPastTheLimitIsNotHandedOut()
    {
        Session session(config(1000), peer);
        advance(session);
        openTransaction(session);
        session.opened();
        std::size_t handedOut = 0;
        const std::string block(400, 'x');
        for (int i = 0; i < 1000; ++i) {
            session.input(block);
            while (true) {
                const Step step = session.next();
                if (!std::holds_alternative<Content>(step))
                    break;
                handedOut += std::get<Content>(step).bytes.size();
            }
        }
        QVERIFY(session.truncated());
        QCOMPARE(handedOut, 800U);
        QCOMPARE(session.transaction()->size, 400'000);
        session.input("\r\n.\r\n");
        QVERIFY(std::holds_alternative<CloseMessage>(session.next()));
        session.takeOutput();
        session.delivered({452, "4.3.1", "Full"}); // a refusal of the driver's own stands
        QCOMPARE(session.takeOutput(), std::string("452 4.3.1 Full\r\n"));
    }

    void aNewLimitCountsFromWhenItIsGiven()
    {
        Session session = greeted();
        session.reconfigure(config(10));
        session.input("EHLO a\r\n");
        advance(session);
        QVERIFY(session.takeOutput().find("SIZE 10\r\n") != std::string::npos);
    }

    void repliesToALongPipelineGoOutInPieces()
    {
        Session session = greeted();
        std::string pipeline;
        for (int i = 0; i < 20'000; ++i)
            pipeline += "HELP\r\n";
        session.input(pipeline);
        std::size_t total = 0;
        int pieces = 0;
        while (true) {
            const Step step = session.next();
            const std::string output = session.takeOutput();
            QVERIFY(output.size() < 20'000);
            total += output.size();
            ++pieces;
            if (std::holds_alternative<Read>(step))
                break;
            QVERIFY(std::holds_alternative<Write>(step));
        }
        QVERIFY(pieces > 10);
        QCOMPARE(total % 20'000, 0U);
    }

    void anEndlessLineIsAnsweredOnce()
    {
        Session session = greeted();
        const std::string block(65'536, 'x');
        for (int i = 0; i < 100; ++i) {
            session.input(block);
            QVERIFY(std::holds_alternative<Read>(session.next()));
            QVERIFY(session.takeOutput().empty());
        }
        session.input(block + '\r'); // the end of the line comes in two pieces
        QVERIFY(std::holds_alternative<Read>(session.next()));
        session.input("\nNOOP\r\n");
        advance(session);
        QCOMPARE(session.takeOutput(), std::string("500 5.5.2 Command line too long\r\n250 2.0.0 Ok\r\n"));
    }

    void earlyTalkersAreNoted()
    {
        QVERIFY(!greeted().talkedEarly());
        Session session(config(), peer);
        session.next();
        session.input("EHLO a\r\n");
        session.decided(Answer::accept());
        QVERIFY(session.talkedEarly());
        QVERIFY(std::holds_alternative<Decide>(session.next())); // and served all the same
    }

    void everyEndFromThisSideIsA421_data()
    {
        QTest::addColumn<int>("why");
        QTest::addColumn<QByteArray>("reply");
        QTest::newRow("timed out") << int(Session::End::TimedOut)
                                   << QByteArray("421 4.4.2 Timed out; closing connection\r\n");
        QTest::newRow("shutting down")
            << int(Session::End::ShuttingDown)
            << QByteArray("421 4.3.2 Service is shutting down; closing connection\r\n");
        QTest::newRow("too many") << int(Session::End::TooManyConnections)
                                  << QByteArray("421 4.7.0 Too many connections; try again later\r\n");
        QTest::newRow("failed") << int(Session::End::Failed)
                                << QByteArray("421 4.3.0 Internal error; closing connection\r\n");
    }
    void everyEndFromThisSideIsA421()
    {
        QFETCH(int, why);
        QFETCH(QByteArray, reply);
        Session session = greeted();
        session.input("HELO a\r\nMAIL FROM:<>\r\nNOOP\r\n");
        QVERIFY(std::holds_alternative<Decide>(session.next()));
        session.end(Session::End(why));
        session.end(Session::End(why)); // once is enough
        session.decided(Answer::accept());
        session.opened();
        session.delivered({250, "2.0.0", "late"});
        session.input("NOOP\r\n");
        QVERIFY(std::holds_alternative<Close>(session.next()));
        QCOMPARE(session.takeOutput(), reply.toStdString());
    }

    void theSizeLimitFollowsItsCheck()
    {
        model::Service service;
        service.sizeLimit = 77;
        QCOMPARE(SessionConfig::of("mx.example.test", service).sizeLimit, 77);
        service.checks[model::Check::MessageSize].mode = model::CheckMode::Monitor;
        QCOMPARE(SessionConfig::of("mx.example.test", service).sizeLimit, 0);
        service.greeting = "hello\r\nthere";
        Session session(std::make_shared<const SessionConfig>(SessionConfig::of("mx.example.test", service)),
                        peer);
        advance(session);
        QCOMPARE(session.takeOutput(), std::string("220 mx.example.test hello??there\r\n"));
    }
};

QTEST_APPLESS_MAIN(TestSmtpSession)
#include "test_smtp_session.moc"
