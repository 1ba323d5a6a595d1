// SPDX-License-Identifier: GPL-3.0-or-later
// Milters within a session: what they are told, what they refuse, what they change, and what becomes of mail
// when they are dead.
#include "policy/explain.h"
#include "support/fake_milter.h"
#include "support/gatehouse.h"

#include <QTest>

using namespace postern;
using namespace postern::engine;
using model::Check;
using model::CheckMode;
using postern::testing::FakeMilter;
using postern::testing::Gatehouse;
using postern::testing::SmtpClient;

namespace {

const std::string mail = "From: Joe <joe@ex.org>\r\nSubject: Hello\r\n\r\nBody";

model::Scanner scannerAt(const std::string& address, int points = 100)
{
    model::Scanner scanner;
    scanner.kind = model::ScannerKind::Milter;
    scanner.address = address;
    scanner.points = points;
    scanner.timeoutSeconds = 1;
    return scanner;
}

// A gatehouse with one milter, or more.
struct House : Gatehouse {
    explicit House(const std::vector<model::Scanner>& scanners, CheckMode mode = CheckMode::Enforce)
        : Gatehouse({}, nullptr, 1)
    {
        scene.service.scanners = scanners;
        scene.setMode(Check::MessageSpam, mode);
        enforce();
    }
    explicit House(const FakeMilter& milter, CheckMode mode = CheckMode::Enforce)
        : House(std::vector<model::Scanner>{scannerAt(milter.address())}, mode)
    {
    }
    std::string deliver(const std::string& text = mail, const std::string& from = "127.0.0.1")
    {
        SmtpClient client(port, from);
        client.hello();
        return client.deliver("joe@ex.org", "jane@domain.com", text);
    }
    QByteArray delivered() { return waitForMail("jane", 1).value(0); }
};

FakeMilter::Mood saying(char command, const std::string& words)
{
    FakeMilter::Mood mood;
    mood.says[command] = words;
    return mood;
}

std::string field(const std::string& name, const std::string& value)
{
    return FakeMilter::text(name) + FakeMilter::text(value);
}

std::string traceOf(const model::Event& event)
{
    std::string words;
    const auto trace = policy::traceFromJson(event.trace);
    for (const policy::TraceRow& row : *trace) {
        if (row.check == Check::MessageSpam)
            words += inEnglish(row);
    }
    return words;
}

// As the log has it, decided again.
policy::Explanation again(const House& house, const model::Event& event)
{
    return policy::explain(*house.scene.compile(), *policy::factsFromJson(event.facts));
}

} // namespace

class TestSessionMilter : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theyHearOfEachStage()
    {
        FakeMilter milter;
        House house(milter);
        {
            SmtpClient client(house.port);
            client.hello();
            for (int i = 0; i < 2; ++i) {
                const std::string answer = client.deliver("joe@ex.org", "jane@domain.com", mail);
                QVERIFY2(answer.starts_with("250 2.0.0"), answer.c_str());
            }
            client.say("MAIL FROM:<joe@ex.org> SIZE=100 BODY=8BITMIME");
            client.say("RSET");
            client.say("QUIT");
        }
        QVERIFY(milter.waitFor("Q"));
        QCOMPARE(milter.heard(), std::string("OCHMRTLLNBEMRTLLNBEMAQ"));
        QCOMPARE(milter.dataOf('H'), std::string("client.example/|"));
        QCOMPARE(milter.dataOf('M'), std::string("<joe@ex.org>/|<joe@ex.org>/|"
                                                 "<joe@ex.org>/SIZE=100/BODY=8BITMIME/|"));
        QVERIFY(milter.dataOf('C').starts_with("[127.0.0.1]/4"));
        QCOMPARE(milter.dataOf('B'), std::string("Body\r\n|Body\r\n|"));
        const std::string macros = milter.dataOf('D');
        for (const char* macro : {"{client_addr}/127.0.0.1/", "j/mail.domain.com/", "{daemon_name}/SMTP/",
                                  "{mail_addr}/joe@ex.org/", "{rcpt_addr}/jane@domain.com/"})
            QVERIFY2(macros.find(macro) != std::string::npos, macros.c_str());
        // The queue id is what the client was told.
        const auto events = house.takeEvents(2);
        QVERIFY(macros.find("Mi/" + events.at(0).reference + '/') != std::string::npos);
    }
    void whatThePolicyRefusesTheyDoNotSee()
    {
        FakeMilter milter;
        House house(milter);
        SmtpClient client(house.port);
        client.hello();
        client.say("MAIL FROM:<joe@ex.org>");
        QVERIFY(client.say("RCPT TO:<nobody@domain.com>").starts_with("550"));
        QVERIFY(client.say("RCPT TO:<joe@far.example>").starts_with("554"));
        client.say("QUIT");
        QVERIFY(milter.waitFor("Q"));
        QCOMPARE(milter.heard(), std::string("OCHMAQ"));
    }
    void aLoopIsNotScanned()
    {
        FakeMilter milter;
        House house(milter);
        std::string text;
        for (int i = 0; i < 200; ++i)
            text += "Received: x\r\n";
        QVERIFY(house.deliver(text + mail).starts_with("554"));
        QVERIFY(milter.waitFor("Q"));
        QCOMPARE(milter.heard(), std::string("OCHMRAQ"));
    }

    void itsRefusalIsTheAnswer_data()
    {
        QTest::addColumn<char>("command");
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<QByteArray>("answer");
        for (const char command : std::string("CHMRTLNBE")) {
            QTest::addRow("reject at %c", command)
                << command << QByteArray::fromStdString(FakeMilter::packet('r'))
                << QByteArray("554 5.7.1 The message looks like spam ref ");
            QTest::addRow("tempfail at %c", command)
                << command << QByteArray::fromStdString(FakeMilter::packet('t')) << QByteArray("451 4.7.1 ");
            QTest::addRow("words at %c", command)
                << command << QByteArray::fromStdString(FakeMilter::packet('y', "550 5.7.9 Infected: X"))
                << QByteArray("550 5.7.9 Infected: X ref ");
            QTest::addRow("words for later at %c", command)
                << command << QByteArray::fromStdString(FakeMilter::packet('y', "452 4.2.2 Full"))
                << QByteArray("452 4.2.2 Full ref ");
        }
    }
    void itsRefusalIsTheAnswer()
    {
        QFETCH(char, command);
        QFETCH(QByteArray, words);
        QFETCH(QByteArray, answer);
        FakeMilter milter;
        milter.set(saying(command, words.toStdString()));
        House house(milter);
        SmtpClient client(house.port);
        std::string said = client.reply();
        if (said.starts_with('2'))
            said = client.say("EHLO client.example");
        if (said.starts_with('2'))
            said = client.deliver("joe@ex.org", "jane@domain.com", mail);
        QVERIFY2(said.starts_with(answer.toStdString()), said.c_str());
        if (command == 'C')
            QVERIFY(client.closedByServer());
        const auto events = house.takeEvents(1);
        QCOMPARE(events.size(), std::size_t(1));
        const model::Event& event = events.front();
        QCOMPARE(event.check, std::string("message.spam"));
        QCOMPARE(event.outcome, answer.startsWith('5') ? model::Outcome::Rejected : model::Outcome::Deferred);
        QVERIFY(said.ends_with(event.reference));
        QVERIFY2(traceOf(event).find(milter.address()) != std::string::npos, event.trace.c_str());
        if (words.contains("Infected"))
            QVERIFY2(traceOf(event).find("Infected: X") != std::string::npos, event.trace.c_str());
        // Its reply is the verdict of the facts, too.
        const policy::Explanation explained = again(house, event);
        QVERIFY(explained.verdict.check == Check::MessageSpam);
        QCOMPARE(int(explained.verdict.outcome), int(event.outcome));
        QCOMPARE(policy::withReference(explained.verdict.reply, event.reference).toString(), event.reply);
        QTest::qWait(50);
        QVERIFY(house.mailOf("jane").isEmpty());
    }
    void oneRecipientOfTwo()
    {
        FakeMilter milter;
        House house(milter);
        SmtpClient client(house.port);
        client.hello();
        client.say("MAIL FROM:<joe@ex.org>");
        milter.set(saying('R', FakeMilter::packet('y', "550 5.1.1 Not him")));
        QVERIFY(client.say("RCPT TO:<bob@domain.com>").starts_with("550 5.1.1 Not him ref "));
        milter.set({});
        QVERIFY(client.say("RCPT TO:<jane@domain.com>").starts_with("250"));
        client.say("DATA");
        QVERIFY(client.say(mail + "\r\n.").starts_with("250"));
        house.delivered();
        QVERIFY(house.mailOf("bob").isEmpty());
        const auto events = house.takeEvents(2);
        QCOMPARE(events.at(0).recipient, std::string("bob@domain.com"));
        QCOMPARE(events.at(0).check, std::string("message.spam"));
        QCOMPARE(events.at(1).recipient, std::string("jane@domain.com"));
        QCOMPARE(int(events.at(1).outcome), int(model::Outcome::Accepted));
        QCOMPARE(milter.heard(), std::string("OCHMRRTLLNBE"));
    }
    void pointsAddUp()
    {
        FakeMilter first;
        FakeMilter second;
        House house({scannerAt(first.address(), 50), scannerAt(second.address(), 50)});
        first.set(saying('M', FakeMilter::packet('r')));
        QVERIFY(house.deliver().starts_with("250"));
        second.set(saying('E', FakeMilter::packet('y', "550 5.7.1 I say no")));
        const std::string answer = house.deliver();
        QVERIFY2(answer.starts_with("55"), answer.c_str());
        const auto events = house.takeEvents(2);
        QCOMPARE(int(events.at(0).outcome), int(model::Outcome::Accepted));
        QVERIFY2(traceOf(events.at(0)).find("50 of the 100 points") != std::string::npos,
                 events.at(0).trace.c_str());
        QCOMPARE(events.at(1).check, std::string("message.spam"));
    }
    void itsTextCanBeReplaced()
    {
        FakeMilter milter;
        milter.set(saying('M', FakeMilter::packet('y', "550 5.7.9 Infected")));
        model::Scanner scanner = scannerAt(milter.address());
        scanner.rejectText = "Not wanted here";
        House house({scanner});
        const std::string answer = house.deliver();
        QVERIFY2(answer.starts_with("554 5.7.1 Not wanted here ref "), answer.c_str());
    }
    void aMonitorRefusesNothing_data()
    {
        QTest::addColumn<char>("command");
        for (const char command : std::string("CHMRTLNBE"))
            QTest::addRow("%c", command) << command;
    }
    void aMonitorRefusesNothing()
    {
        QFETCH(char, command);
        FakeMilter milter;
        milter.set(saying(command, FakeMilter::packet('r')));
        House house(milter, CheckMode::Monitor);
        QVERIFY(house.deliver().starts_with("250 2.0.0"));
        QVERIFY(!house.delivered().isEmpty());
        const auto events = house.takeEvents(1);
        QCOMPARE(events.front().monitored, std::string("message.spam"));
    }
    void aMonitorKeepsWhatWouldVanish()
    {
        FakeMilter milter;
        milter.set(saying('E', FakeMilter::packet('d')));
        House house(milter, CheckMode::Monitor);
        QVERIFY(house.deliver().starts_with("250"));
        QVERIFY(!house.delivered().isEmpty());
        milter.set(saying('E', FakeMilter::packet('q', FakeMilter::text("virus")) + FakeMilter::packet('c')));
        QVERIFY(house.deliver().starts_with("250"));
        QCOMPARE(house.waitForMail("jane", 2).size(), 2);
    }
    void offItHearsNothing()
    {
        FakeMilter milter;
        House house(milter, CheckMode::Off);
        QVERIFY(house.deliver().starts_with("250"));
        QCOMPARE(milter.connections(), 0);
    }

    void whoIsExemptIsNotShown()
    {
        FakeMilter milter;
        milter.set(saying('C', FakeMilter::packet('r')));
        House house(milter);
        QVERIFY(house.deliver(mail, "127.0.0.2").starts_with("250")); // the LAN
        QCOMPARE(milter.connections(), 0);
        house.scene.service.exemptLan = false;
        house.enforce();
        SmtpClient client(house.port, "127.0.0.2");
        QVERIFY(client.reply().starts_with("554"));
    }
    void senderExceptionsLeaveOneMilterOut()
    {
        FakeMilter first;
        FakeMilter second;
        model::Scanner scanner = scannerAt(first.address());
        scanner.senderExceptions = {"ex.org"};
        House house({scanner, scannerAt(second.address())});
        SmtpClient client(house.port);
        client.hello();
        QVERIFY(client.deliver("joe@ex.org", "jane@domain.com", mail).starts_with("250"));
        QVERIFY(client.deliver("joe@other.org", "jane@domain.com", mail).starts_with("250"));
        QCOMPARE(first.heard(), std::string("OCHMRTLLNBE"));
        QCOMPARE(second.heard(), std::string("OCHMRTLLNBEMRTLLNBE"));
    }
    void anExceptionLeavesAllOut()
    {
        FakeMilter milter;
        House house(milter);
        house.scene.white(model::ListKind::Recipient, "jane@domain.com");
        house.enforce();
        milter.set(saying('E', FakeMilter::packet('r')));
        QVERIFY(house.deliver().starts_with("250"));
        SmtpClient client(house.port);
        client.hello();
        client.say("MAIL FROM:<joe@ex.org>");
        client.say("RCPT TO:<jane@domain.com>");
        client.say("RCPT TO:<bob@domain.com>"); // for him there is none
        client.say("DATA");
        QVERIFY(client.say(mail + "\r\n.").starts_with("554"));
        QCOMPARE(milter.dataOf('R'), std::string("<bob@domain.com>/|<jane@domain.com>/|"));
    }
    void largeMessagesAreNotScanned()
    {
        FakeMilter milter;
        model::Scanner scanner = scannerAt(milter.address());
        scanner.sizeLimit = 1000;
        House house({scanner});
        QVERIFY(house.deliver(mail + std::string(2000, 'x')).starts_with("250"));
        QVERIFY(milter.waitFor("Q"));
        QCOMPARE(milter.heard(), std::string("OCHMRAQ"));
    }

    void itChangesTheHeader()
    {
        FakeMilter milter;
        FakeMilter second;
        milter.set(saying('E', FakeMilter::packet('h', field("X-Spam", "no")) +
                                   FakeMilter::packet('i', scan::milterNumber(0) + field("X-Top", "1\n 2")) +
                                   FakeMilter::packet('m', scan::milterNumber(1) + field("Subject", "Hi")) +
                                   FakeMilter::packet('c')));
        House house({scannerAt(milter.address()), scannerAt(second.address())});
        QVERIFY(house.deliver().starts_with("250"));
        const QByteArray text = house.delivered();
        const QByteArray expected = "X-Top: 1\n 2\nFrom: Joe <joe@ex.org>\nSubject: Hi\nX-Spam: no\n\nBody\n";
        QVERIFY2(QByteArray(text).replace("\r\n", "\n").endsWith(expected), text.constData());
        QVERIFY(text.indexOf("Received:") < text.indexOf("X-Top:"));
        // The next one sees it as it is now.
        QCOMPARE(second.dataOf('L'),
                 std::string("X-Top/1\n 2/|From/Joe <joe@ex.org>/|Subject/Hi/|X-Spam/no/|"));
    }
    void itChangesTheBodyOfALargeMessage()
    {
        FakeMilter milter;
        milter.set(saying('E', FakeMilter::packet('h', field("X-Spam", "no")) + FakeMilter::packet('c')));
        model::Scanner scanner = scannerAt(milter.address());
        scanner.sizeLimit = 0;
        scanner.timeoutSeconds = 10;
        House house({scanner});
        std::string line(78, 'x');
        line += "\r\n";
        std::string body;
        for (int i = 0; i < 10'000; ++i)
            body += line;
        QVERIFY(house.deliver(mail + "\r\n" + body + "end").starts_with("250"));
        QByteArray text = house.delivered().replace("\r\n", "\n");
        QVERIFY(text.contains("Subject: Hello\nX-Spam: no\n\nBody\nxxx"));
        QVERIFY(text.endsWith("xxx\nend\n"));
        QVERIFY(text.size() > 790'000);
        std::string made;
        for (int i = 0; i < 8; ++i)
            made += FakeMilter::packet('b', std::string(60'000, 'y'));
        milter.set(saying('E', made + FakeMilter::packet('b', "\nend\n") + FakeMilter::packet('c')));
        QVERIFY(house.deliver(mail + "\r\n" + body + "end").starts_with("250"));
        const auto mails = house.waitForMail("jane", 2);
        QCOMPARE(mails.size(), 2);
        for (QByteArray each : mails) {
            each.replace("\r\n", "\n");
            if (!each.contains("X-Spam"))
                QVERIFY(each.contains("Subject: Hello\n\nyyy") && each.endsWith("yyy\nend\n"));
        }
    }
    void itsFieldsArePutInFrontOfASubmission()
    {
        FakeMilter milter;
        milter.set(saying('E', FakeMilter::packet('h', field("X-Signed", "yes")) + FakeMilter::packet('c')));
        House house(milter);
        house.scene.service.preset = model::Preset::Submission;
        house.scene.setMode(Check::AuthRequired, CheckMode::Off);
        house.enforce();
        const std::string answer = house.deliver();
        QVERIFY2(answer.starts_with("250"), answer.c_str());
        // What it signs is what is stored: fields that are added here, too, and once.
        const QByteArray text = house.delivered();
        QCOMPARE(text.count("\nDate: "), 1);
        QCOMPARE(text.count("\nMessage-ID: <"), 1);
        QVERIFY(milter.dataOf('L').starts_with("Date/"));
        QVERIFY(milter.dataOf('L').find("|Message-ID/<") != std::string::npos);
    }
    void itHoldsAMessage()
    {
        FakeMilter milter;
        milter.set(saying('E', FakeMilter::packet('q', FakeMilter::text("virus \033[1m")) +
                                   FakeMilter::packet('c')));
        House house(milter);
        const std::string answer = house.deliver();
        QVERIFY2(answer.starts_with("250 2.0.0 Ok: queued as "), answer.c_str());
        const auto items = *house.queue->list(10);
        QCOMPARE(items.size(), std::size_t(1));
        const spool::Recipient& recipient = items.front().recipients.front();
        QCOMPARE(int(recipient.state), int(spool::State::Held));
        QCOMPARE(recipient.lastReply, "held by the milter " + milter.address() + ": virus  [1m");
        const auto events = house.takeEvents(1);
        QCOMPARE(int(events.front().outcome), int(model::Outcome::Accepted));
        QVERIFY2(events.front().reply.find("held by the milter") != std::string::npos,
                 events.front().reply.c_str());
        QTest::qWait(50);
        QVERIFY(house.mailOf("jane").isEmpty());
    }
    void itDiscardsAMessage_data()
    {
        QTest::addColumn<char>("command");
        for (const char command : std::string("MRTLNBE"))
            QTest::addRow("%c", command) << command;
    }
    void itDiscardsAMessage()
    {
        QFETCH(char, command);
        FakeMilter milter;
        milter.set(saying(command, FakeMilter::packet('d')));
        House house(milter);
        const std::string answer = house.deliver();
        QVERIFY2(answer.starts_with("250 2.0.0 Ok: queued as "), answer.c_str());
        const auto events = house.takeEvents(1);
        QCOMPARE(int(events.front().outcome), int(model::Outcome::Accepted));
        QVERIFY(events.front().reply.find("discarded by the milter " + milter.address()) !=
                std::string::npos);
        QVERIFY2(traceOf(events.front()).find("discard") != std::string::npos, events.front().trace.c_str());
        QVERIFY(house.queue->list(10)->empty());
        milter.set({});
        QVERIFY(house.deliver().starts_with("250"));
        QCOMPARE(house.waitForMail("jane", 1).size(), 1);
    }

    void aDeadMilter_data()
    {
        QTest::addColumn<QString>("mood");
        QTest::addColumn<bool>("defers");
        QTest::addColumn<QString>("problem");
        for (const bool defers : {false, true}) {
            const char* then = defers ? "defer" : "accept";
            QTest::addRow("nobody listens, %s", then) << "gone" << defers << "cannot be reached";
            for (const char command : std::string("OCRE"))
                QTest::addRow("silent at %c, %s", command, then)
                    << QString("silent ") + command << defers << "in time";
            for (const char command : std::string("OCHMRTLNBE"))
                QTest::addRow("hangs up at %c, %s", command, then)
                    << QString("hangs up ") + command << defers << "";
            QTest::addRow("lies, %s", then) << "lies" << defers << "no milter protocol";
            QTest::addRow("wants too much, %s", then) << "wants" << defers << "senders or recipients";
        }
    }
    void aDeadMilter()
    {
        QFETCH(QString, mood);
        QFETCH(bool, defers);
        QFETCH(QString, problem);
        auto milter = std::make_unique<FakeMilter>();
        model::Scanner scanner = scannerAt(milter->address());
        scanner.onFailure = defers ? model::ScannerFailure::Defer : model::ScannerFailure::Accept;
        const char command = mood.back().toLatin1();
        FakeMilter::Mood how;
        if (mood == "gone")
            milter.reset();
        else if (mood == "lies")
            how.says['E'] = std::string(100, '\xff');
        else if (mood == "wants")
            how.says['O'] = FakeMilter::negotiation(0x04);
        else if (mood.startsWith("silent"))
            how.says[command] = "";
        else
            how.hangsUpAt = std::string(1, command);
        if (milter)
            milter->set(how);
        House house({scanner});
        QElapsedTimer timer;
        timer.start();
        const std::string answer = house.deliver();
        QVERIFY2(answer.starts_with(defers ? "451 4.7.1 The message cannot be scanned now" : "250 2.0.0"),
                 answer.c_str());
        QVERIFY2(timer.elapsed() < 8000, qPrintable(QString::number(timer.elapsed())));
        const auto events = house.takeEvents(1);
        QCOMPARE(events.size(), std::size_t(1));
        QCOMPARE(events.front().check, std::string(defers ? "message.spam" : ""));
        QVERIFY2(traceOf(events.front()).find(problem.toStdString()) != std::string::npos,
                 traceOf(events.front()).c_str());
    }
    void aNewPolicyReachesARunningSession()
    {
        FakeMilter first;
        FakeMilter second;
        House house(first);
        SmtpClient client(house.port);
        client.hello();
        QVERIFY(client.deliver("joe@ex.org", "jane@domain.com", mail).starts_with("250"));
        house.scene.service.scanners = {scannerAt(second.address())};
        house.enforce();
        QVERIFY(client.deliver("joe@ex.org", "jane@domain.com", mail).starts_with("250"));
        QVERIFY(first.waitFor("Q"));
        QCOMPARE(second.heard(), std::string("OCHMRTLLNBE"));
        house.scene.service.scanners.clear();
        house.enforce();
        QVERIFY(client.deliver("joe@ex.org", "jane@domain.com", mail).starts_with("250"));
        QVERIFY(second.waitFor("Q"));
    }
    void theEndOfASessionDoesNotWaitForThem_data()
    {
        QTest::addColumn<char>("command");
        for (const char command : std::string("MRE"))
            QTest::addRow("%c", command) << command;
    }
    void theEndOfASessionDoesNotWaitForThem()
    {
        QFETCH(char, command);
        FakeMilter milter;
        milter.set(saying(command, ""));
        model::Scanner scanner = scannerAt(milter.address());
        scanner.timeoutSeconds = 600;
        House house({scanner});
        SmtpClient client(house.port);
        client.hello();
        client.send("MAIL FROM:<joe@ex.org>\r\n");
        QVERIFY(command == 'M' || client.reply().starts_with("250"));
        if (command != 'M')
            client.send("RCPT TO:<jane@domain.com>\r\n");
        if (command == 'E') {
            client.reply();
            client.say("DATA");
            client.send(mail + "\r\n.\r\n");
        }
        QVERIFY(milter.waitFor(std::string(1, command)));
        visitSessions(*house.reactors.front(), [](SessionDriver& session) { session.endNow(); });
        const std::string answer = client.reply(2000);
        QVERIFY2(answer.starts_with("421"), answer.c_str());
        QVERIFY(client.closedByServer());
        QTRY_COMPARE(int(house.environment.sessions), 0);
        QVERIFY(house.mailOf("jane").isEmpty());
    }
    void whoHangsUpIsForgotten()
    {
        FakeMilter milter;
        milter.set(saying('M', ""));
        House house(milter);
        {
            SmtpClient client(house.port);
            client.hello();
            client.send("MAIL FROM:<joe@ex.org>\r\n");
            QVERIFY(milter.waitFor("M"));
        }
        QTRY_COMPARE_WITH_TIMEOUT(int(house.environment.sessions), 0, 10'000);
    }
};

QTEST_GUILESS_MAIN(TestSessionMilter)
#include "test_session_milter.moc"
