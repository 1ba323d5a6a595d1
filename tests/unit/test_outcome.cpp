// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/outcome.h"

#include <QTest>

using namespace postern;
using namespace postern::delivery;
using namespace std::chrono_literals;

class TestOutcome : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // RFC 3461 4.1: of a message that waits for the time that the administrator set.
    void aDelayIsToldOnceToWhoWantsToKnow_data()
    {
        QTest::addColumn<QString>("notify");
        QTest::addColumn<int>("hours"); // the message is old
        QTest::addColumn<bool>("toldBefore");
        QTest::addColumn<bool>("told");
        QTest::newRow("nothing said") << "" << 5 << false << true;
        QTest::newRow("delay") << "SUCCESS,DELAY" << 5 << false << true;
        QTest::newRow("failure only") << "FAILURE" << 5 << false << false;
        QTest::newRow("never") << "NEVER" << 5 << false << false;
        QTest::newRow("not late yet") << "DELAY" << 3 << false << false;
        QTest::newRow("told already") << "DELAY" << 5 << true << false;
    }
    void aDelayIsToldOnceToWhoWantsToKnow()
    {
        QFETCH(QString, notify);
        QFETCH(int, hours);
        QFETCH(bool, toldBefore);
        Job job = jobOf(notify);
        job.recipients.front().delayTold = toldBefore;
        const Outcome outcome =
            decideOutcome(job, {deferred("4.4.1", "later")}, job.message.arrival + hours * 1h, settings(), 0);
        QTEST(!outcome.delayed.empty(), "told");
        QCOMPARE(outcome.later.size(), std::size_t(1));
        QVERIFY(outcome.finished.empty());
    }

    void whatIsGivenUpIsAFailure_data()
    {
        QTest::addColumn<QString>("notify");
        QTest::addColumn<bool>("told");
        QTest::newRow("nothing said") << "" << true;
        QTest::newRow("failure") << "FAILURE" << true;
        QTest::newRow("delay only") << "DELAY" << false;
        QTest::newRow("never") << "NEVER" << false;
    }
    void whatIsGivenUpIsAFailure()
    {
        QFETCH(QString, notify);
        const Job job = jobOf(notify);
        const Outcome outcome =
            decideOutcome(job, {deferred("4.4.1", "later")}, job.message.arrival + 120h, settings(), 0);
        QTEST(!outcome.failures.empty(), "told");
        QVERIFY(outcome.delayed.empty() && outcome.later.empty());
        QCOMPARE(outcome.finished.size(), std::size_t(1));
        QCOMPARE(outcome.answers.front().status, std::string("4.4.7"));
    }

    void ofTheNullSendersMailOnlyThePostmasterHears()
    {
        Job job = jobOf("SUCCESS,FAILURE,DELAY");
        job.message.sender.clear();
        const Time late = job.message.arrival + 5h;
        QVERIFY(decideOutcome(job, {deferred("4.4.1", "later")}, late, settings(), 0).delayed.empty());
        QVERIFY(decideOutcome(job, {{Answer::Fate::Delivered, "2.0.0", "ok", {}}}, late, settings(), 0)
                    .delivered.empty());
        const Outcome outcome = decideOutcome(job, {failed("5.1.1", "no")}, late, settings(), 0);
        QVERIFY(outcome.failures.empty());
        QCOMPARE(outcome.lost.size(), std::size_t(1));
    }

private:
    static Job jobOf(const QString& notify)
    {
        Job job;
        job.message.sender = "joe@example.com";
        job.message.arrival = Time(std::chrono::hours(1'000'000));
        spool::Recipient& recipient = job.recipients.emplace_back();
        recipient.id = 7;
        recipient.notify = notify.toStdString();
        return job;
    }
    static Router::Settings settings()
    {
        Router::Settings settings;
        settings.giveUp = 120h;
        settings.tellDelay = 4h;
        return settings;
    }
};

QTEST_APPLESS_MAIN(TestOutcome)
#include "test_outcome.moc"
