// SPDX-License-Identifier: GPL-3.0-or-later
// What a session decides by: the newest revision, and facts that are fetched.
#include "support/gatehouse.h"

#include <QTest>

using namespace postern;
using namespace postern::engine;
using postern::model::ListKind;
using postern::testing::FakeSpf;
using postern::testing::Gatehouse;
using postern::testing::SmtpClient;

class TestSessionFacts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aChangeCountsAtTheNextMailOfAnOpenSession()
    {
        Gatehouse house;
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        client.say("MAIL FROM:<joe@spam.example>");
        house.scene.black(ListKind::Sender, "spam.example");
        house.enforce();
        QVERIFY(
            client.say("RCPT TO:<jane@domain.com>").starts_with("250 ")); // its MAIL was before the change
        client.say("RSET");
        client.say("MAIL FROM:<joe@spam.example>");
        QVERIFY(client.say("RCPT TO:<jane@domain.com>").starts_with("554 "));
        const auto events = house.takeEvents(2);
        QCOMPARE(events[0].revision, std::int64_t(1));
        QCOMPARE(events[1].revision, std::int64_t(2));
    }

    void factsThatAreNeededAreFetchedOnce_data()
    {
        QTest::addColumn<bool>("answers");
        QTest::addColumn<int>("result");
        QTest::addColumn<QString>("code");
        QTest::newRow("pass") << true << int(policy::SpfResult::Pass) << "250";
        QTest::newRow("fail") << true << int(policy::SpfResult::Fail) << "554";
        QTest::newRow("no answer in time") << false << 0 << "554"; // unknown: the exception does not hold
    }
    void factsThatAreNeededAreFetchedOnce()
    {
        QFETCH(bool, answers);
        QFETCH(int, result);
        QFETCH(QString, code);
        FakeSpf spf;
        spf.answers = answers;
        spf.result = policy::SpfResult(result);
        Gatehouse house({}, &spf);
        // The sender claims to be local; an exception that holds when SPF passes would let it in.
        house.scene.white(ListKind::Sender, "jane@domain.com").condition = model::Condition::SpfPass;
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        client.say("MAIL FROM:<jane@domain.com>");
        QCOMPARE(QString::fromStdString(client.say("RCPT TO:<bob@domain.com>")).left(3), code);
        client.say("RCPT TO:<jane@domain.com>");
        QCOMPARE(spf.asked.load(), 1);
    }

    void factsForAHelloAreFetchedOnceEach()
    {
        FakeSpf spf;
        Gatehouse house({}, &spf);
        house.scene.service.answerAtRcpt = false;
        house.scene.black(ListKind::Helo, "*.bad.example");
        house.scene.white(ListKind::Helo, "*.bad.example").condition = model::Condition::SpfPass;
        house.enforce();
        SmtpClient client(house.port);
        const std::string first = client.hello("one.bad.example");
        const int asked = spf.asked;
        QVERIFY(asked <= 1);
        client.say("EHLO two.bad.example");
        QVERIFY(spf.asked <= 2 * asked);
        client.say("EHLO good.example");
        client.say("MAIL FROM:<joe@example.com>");
        QVERIFY(client.say("RCPT TO:<jane@domain.com>").starts_with("250 "));
        QVERIFY2(first.starts_with(asked == 1 ? "250" : "554"), first.c_str());
    }
};

QTEST_GUILESS_MAIN(TestSessionFacts)
#include "test_session_facts.moc"
