// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/trace.h"
#include "support/engine_site.h"

#include <QElapsedTimer>
#include <QTest>

using namespace postern;
using namespace std::chrono_literals;
using namespace postern::testing;

class TestEngine : public QObject {
    Q_OBJECT

    // The answer to RCPT, or what came before it.
    static std::string ask(int port, const char* from, const std::string& helo, const std::string& sender,
                           const std::string& recipient)
    {
        SmtpClient client(port, from);
        const std::string hello = client.hello(helo);
        if (hello.front() != '2')
            return hello;
        const std::string mail = client.say("MAIL FROM:<" + sender + ">");
        return mail.front() == '2' ? client.say("RCPT TO:<" + recipient + ">") : mail;
    }

private Q_SLOTS:
    void theFoundingCases_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("helo");
        QTest::addColumn<QString>("sender");
        QTest::addColumn<QString>("recipient");
        QTest::addColumn<QString>("setting"); // what the administrator has done before
        QTest::addColumn<QString>("answer");  // how it begins
        QTest::addColumn<QString>("check");   // in the event
        const QString js = "jsmith@domain.com";
        QTest::newRow("a stranger claims a local sender") << outside << "x.example" << js << js << ""
                                                          << "554 5.7.1 blacklisted (jsmith@domain.com) ref "
                                                          << "sender.claims-local";
        QTest::newRow("the LAN may") << lan << "x.example" << js << js << ""
                                     << "250 "
                                     << "";
        QTest::newRow("the box is not ticked") << outside << "x.example" << js << js << "claims-local off"
                                               << "250 "
                                               << "";
        QTest::newRow("a stranger says our name") << outside << "domain.com"
                                                  << "joe@example.com" << js << ""
                                                  << "554 5.7.1 blacklisted (domain.com) ref "
                                                  << "helo.local";
        QTest::newRow("the LAN may say our name") << lan << "domain.com"
                                                  << "joe@example.com" << js << ""
                                                  << "250 "
                                                  << "";
        QTest::newRow("an exception by IP address") << outside << "x.example" << js << js << "exception ip"
                                                    << "250 "
                                                    << "";
        QTest::newRow("an exception by sender is forgeable")
            << outside << "x.example" << js << js << "exception sender"
            << "554 5.7.1 blacklisted (jsmith@domain.com) ref "
            << "sender.claims-local";
        QTest::newRow("outside to outside") << outside << "x.example"
                                            << "joe@example.com"
                                            << "ann@far.example"
                                            << "exception ip"
                                            << "554 5.7.1 Relay access denied ref "
                                            << "recipient.relay";
        QTest::newRow("only monitored") << outside << "x.example" << js << js << "claims-local monitor"
                                        << "250 "
                                        << "";
    }
    void theFoundingCases()
    {
        QFETCH(QString, from);
        QFETCH(QString, helo);
        QFETCH(QString, sender);
        QFETCH(QString, recipient);
        QFETCH(QString, setting);
        QFETCH(QString, answer);
        QFETCH(QString, check);
        Site site;
        const auto setMode = [&](model::CheckMode mode) {
            site.change([mode](model::Configuration& c) {
                c.services.front().checks[model::Check::SenderClaimsLocal].mode = mode;
            });
        };
        if (setting == "claims-local off")
            setMode(model::CheckMode::Off);
        else if (setting == "claims-local monitor")
            setMode(model::CheckMode::Monitor);
        else if (setting == "exception ip")
            site.list(model::ListColor::White, model::ListKind::Ip, outside);
        else if (setting == "exception sender")
            site.list(model::ListColor::White, model::ListKind::Sender, "jsmith@domain.com");

        const auto engine = site.start();
        QVERIFY2(engine, engine ? "" : toString(engine.error()).c_str());
        SmtpClient client(site.port, from.toStdString());
        client.hello(helo.toStdString());
        const std::string said =
            client.deliver(sender.toStdString(), recipient.toStdString(), "Subject: case\r\n\r\ntext");
        QVERIFY2(said.starts_with(answer.toStdString()), said.c_str());

        const auto events = site.events(1);
        QCOMPARE(events.size(), std::size_t(1));
        const model::Event& event = events.front();
        QCOMPARE(QString::fromStdString(event.check), check);
        QCOMPARE(event.reply, said);
        QCOMPARE(event.revision, *site.db->revision());
        QVERIFY(said.ends_with(event.reference) && event.reference.size() == 8);
        QCOMPARE(event.monitored,
                 setting == "claims-local monitor" ? std::string("sender.claims-local") : "");
        QVERIFY(!policy::traceFromJson(event.trace)->empty());
        QTRY_COMPARE(site.mails(), check.isEmpty() ? 1 : 0);
        if (setting == "exception sender") {
            bool explained = false;
            const auto trace = policy::traceFromJson(event.trace);
            for (const policy::TraceRow& row : *trace)
                explained |= row.check == model::Check::SenderClaimsLocal && !policy::remark(row).empty();
            QVERIFY(explained);
        }
    }

    void aCommitCountsWithinAQuarterOfASecondInOpenSessions()
    {
        Site site;
        const auto engine = site.start();
        SmtpClient client(site.port, outside);
        client.hello();
        QVERIFY(client.say("MAIL FROM:<joe@spam.example>").starts_with("250 "));
        QVERIFY(client.say("RCPT TO:<jsmith@domain.com>").starts_with("250 "));

        // Half of five commits, as the machine of a test may be busy with others.
        std::vector<qint64> took;
        std::int64_t revision = 0;
        for (int i = 0; i < 5; ++i) {
            const std::string domain = "spam" + std::to_string(i) + ".example";
            revision = site.list(model::ListColor::Black, model::ListKind::Sender, domain);
            QElapsedTimer timer;
            timer.start();
            std::string answer;
            do {
                client.say("RSET");
                client.say("MAIL FROM:<joe@" + domain + ">");
                answer = client.say("RCPT TO:<jsmith@domain.com>");
            } while (answer.starts_with("250 ") && timer.elapsed() < 5000);
            took.push_back(timer.elapsed());
            QVERIFY2(answer.starts_with("554 5.7.1 blacklisted"), answer.c_str());
        }
        std::sort(took.begin(), took.end());
        QVERIFY2(took[2] <= 250, qPrintable(QString::number(took[2])));
        QTRY_COMPARE((*engine)->status().revision, revision);
        QTRY_COMPARE(site.db->nodes()->front().revision, revision);
    }

    void whatAnySqliteShellChangesCounts()
    {
        Site site;
        const auto engine = site.start();
        QVERIFY(ask(site.port, outside, "x.example", "jsmith@domain.com", "jsmith@domain.com")
                    .starts_with("554 "));
        site.runSql("UPDATE lan_range SET range = '127.0.0.9'");
        QTRY_VERIFY(ask(site.port, outside, "x.example", "jsmith@domain.com", "jsmith@domain.com")
                        .starts_with("250 "));
    }

    void listsOfManyEntriesAreChangedRowByRow()
    {
        Site site;
        store::ListChanges many;
        for (int i = 0; i < 5000; ++i) {
            model::ListEntry entry;
            entry.pattern = "user" + std::to_string(i) + "@spam.example";
            many.saved.push_back(entry);
        }
        site.change(many);
        const auto engine = site.start();
        const auto answerTo = [&](int user) {
            return ask(site.port, outside, "x.example", "user" + std::to_string(user) + "@spam.example",
                       "jsmith@domain.com")
                .substr(0, 3);
        };
        QCOMPARE(answerTo(17), std::string("554"));
        QCOMPARE(answerTo(18), std::string("554"));

        const auto entries = *site.db->listEntries();
        model::ListEntry moved = entries[18];
        moved.color = model::ListColor::White; // from the one list to the other
        model::ListEntry renamed = entries[19];
        renamed.pattern = "someone@else.example";
        site.change(store::ListChanges{{moved, renamed}, {entries[17].id}});
        QTRY_COMPARE(answerTo(17), std::string("250"));
        QCOMPARE(answerTo(18), std::string("250"));
        QCOMPARE(answerTo(19), std::string("250"));
        QCOMPARE(answerTo(20), std::string("554"));
    }

    void hitsOfListEntriesAreCounted()
    {
        Site site;
        site.list(model::ListColor::Black, model::ListKind::Sender, "spam.example");
        const auto engine = site.start();
        for (int i = 0; i < 3; ++i)
            ask(site.port, outside, "x.example", "joe@spam.example", "jsmith@domain.com");
        QTRY_VERIFY(!site.db->listHits()->empty());
        QTRY_COMPARE(site.db->listHits()->front().hits, 3);
        QVERIFY(site.db->listHits()->front().lastHit);
    }

    void aBarredClientIsTurnedAwayUntilItsBanIsLiftedOrOver()
    {
        Site site;
        const auto engine = site.start();
        const Time now = SystemClock().now();
        QVERIFY(site.db->putBan({outside, now + std::chrono::hours(1), "it guessed passwords"}));
        QTRY_COMPARE(SmtpClient(site.port, outside).reply().substr(0, 9), std::string("421 4.7.0"));
        QCOMPARE(SmtpClient(site.port, "127.0.0.1").reply().substr(0, 3), std::string("220"));
        const auto events = site.events(1);
        QCOMPARE(events.front().check, std::string("access.banned"));
        QVERIFY(!events.front().reference.empty());

        QVERIFY(site.db->liftBan(outside));
        QTRY_COMPARE(SmtpClient(site.port, outside).reply().substr(0, 3), std::string("220"));

        QVERIFY(site.db->putBan({outside, SystemClock().now() + std::chrono::milliseconds(500), "briefly"}));
        QTRY_COMPARE(SmtpClient(site.port, outside).reply().substr(0, 3), std::string("421"));
        QTRY_COMPARE(SmtpClient(site.port, outside).reply().substr(0, 3), std::string("220"));
    }
};

QTEST_GUILESS_MAIN(TestEngine)
#include "test_engine.moc"
