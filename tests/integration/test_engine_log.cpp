// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/engine_site.h"

#include <QProcess>
#include <QTest>

using namespace postern;
using namespace std::chrono_literals;
using namespace postern::testing;

class TestEngineLog : public QObject {
    Q_OBJECT

    // Written before the engine is there.
    static void addOldEvents(Site& site, int count, std::chrono::hours age)
    {
        model::Event event;
        event.time = SystemClock().now() - age;
        event.node = "main";
        event.service = "SMTP";
        event.client = "192.0.2.1";
        event.outcome = model::Outcome::Rejected;
        event.check = "sender.blacklist";
        event.reply = std::string(200, 'x');
        const std::vector<model::Event> events(std::size_t(count), event);
        QVERIFY(site.db->appendEvents(events));
    }

private Q_SLOTS:
    void theLogIsIndexedMeanwhile()
    {
        Site site;
        addOldEvents(site, 10, 1h);
        // as if there had been more, which ended: the engine sees that a part is full
        site.runSql("UPDATE sqlite_sequence SET seq = 33000 WHERE name = 'event'");
        const auto engine = site.start();
        const auto indexed = [&] {
            QProcess shell;
            shell.start("sqlite3", site.patientShell() << "SELECT count(*) > 3 FROM event_letters");
            return shell.waitForFinished() && shell.readAllStandardOutput().trimmed() == "1";
        };
        QTRY_VERIFY_WITH_TIMEOUT(indexed(), 30'000);
    }

    void anEventThatTheStoreRefusesIsKeptAsideAndTheOthersGoOn()
    {
        Site site;
        site.runSql("CREATE TRIGGER picky BEFORE INSERT ON event WHEN NEW.recipient LIKE 'bad%'"
                    " BEGIN SELECT RAISE(ABORT, 'not this one'); END");
        const auto engine = site.start();
        QVERIFY((*engine)->status().error.empty());
        SmtpClient client(site.port, outside);
        client.hello();
        client.say("MAIL FROM:<joe@example.com>");
        for (int i = 0; i < 40; ++i) {
            const bool bad = i % 10 == 7;
            const std::string user = (bad ? "bad" : "good") + std::to_string(i);
            QVERIFY(client.say("RCPT TO:<" + user + "@domain.com>").starts_with("550 "));
        }
        QCOMPARE(site.events(36).size(), std::size_t(36));
        QTRY_COMPARE(site.keptEvents().size(), std::size_t(4));
        const auto kept = site.keptEvents();
        for (int i = 0; i < 4; ++i) {
            QCOMPARE(kept[i]["recipient"].toString(), QString("bad%1@domain.com").arg(i * 10 + 7));
            QVERIFY(kept[i]["why"].toString().contains("not this one"));
            QCOMPARE(kept[i]["outcome"].toString(), QString("rejected"));
            QVERIFY(!kept[i]["trace"].toString().isEmpty());
        }
        QTRY_VERIFY(toEnglish((*engine)->status().error).find(".refused-events.jsonl") != std::string::npos);
        QTRY_VERIFY(toEnglish(site.db->nodes()->front().error).find(".refused-events.jsonl") !=
                    std::string::npos);
        QVERIFY(site.lines->contain("some events are not in the log"));

        QVERIFY(QFile::rename(QString::fromStdString(site.where + ".refused-events.jsonl"),
                              site.folder.filePath("read.jsonl")));
        QTRY_VERIFY(site.db->nodes()->front().error.empty());
        client.say("RCPT TO:<good@domain.com>");
        QCOMPARE(site.events(37).front().recipient, std::string("good@domain.com"));
    }

    void theFileOfEventsThatAreKeptAsideIsItsOwnersOnly()
    {
        Site site;
        site.runSql("CREATE TRIGGER picky BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'none'); END");
        const auto engine = site.start();
        SmtpClient client(site.port, outside);
        client.hello();
        client.say("MAIL FROM:<joe@example.com>");
        client.say("RCPT TO:<nobody@domain.com>");
        QTRY_COMPARE(site.keptEvents().size(), std::size_t(1));
        const QFile file(QString::fromStdString(site.where + ".refused-events.jsonl"));
        QCOMPARE(int(file.permissions() & QFile::Permissions(0x00ff)), 0); // group and others
    }

    void oldEventsGoByAgeAndTheNewStay()
    {
        Site site;
        site.change([](model::Configuration& c) { c.server.eventDays = 10; });
        addOldEvents(site, 5000, 11 * 24h);
        addOldEvents(site, 100, 9 * 24h);
        const auto engine = site.start();
        QTRY_COMPARE_WITH_TIMEOUT(site.db->event(5000)->has_value(), false, 10'000);
        QVERIFY(site.db->event(5001)->has_value());
        QCOMPARE(site.db->events({})->size(), std::size_t(100));
    }

    void oldEventsGoBySizeWhileNewOnesComeIn()
    {
        Site site;
        site.change([](model::Configuration& c) { c.server.eventMegabytes = 1; });
        addOldEvents(site, 8192, 1h);
        const auto engine = site.start();
        SmtpClient client(site.port, outside);
        client.hello();
        client.say("MAIL FROM:<joe@example.com>");
        QVERIFY(client.say("RCPT TO:<nobody@domain.com>").starts_with("550 "));
        QTRY_COMPARE_WITH_TIMEOUT(site.db->event(1)->has_value(), false, 10'000);
        QTRY_COMPARE(site.events(1).front().recipient, std::string("nobody@domain.com"));
        store::EventQuery all;
        all.limit = 10'000;
        // Whole chunks of 1,024 go, the newest of them stays.
        QTRY_VERIFY_WITH_TIMEOUT(site.db->events(all)->size() < 4000, 10'000);
        QVERIFY(site.db->events(all)->size() > 1024);
    }

    void aLockedStoreLosesNoEventAndStopsNoMail()
    {
        Site site;
        const auto engine = site.start();
        QProcess shell;
        shell.start("sqlite3", site.patientShell());
        shell.write("BEGIN IMMEDIATE;\nSELECT 'locked';\n");
        QVERIFY(shell.waitForReadyRead());
        SmtpClient client(site.port, outside);
        client.hello();
        QVERIFY(client.deliver("joe@example.com", "jsmith@domain.com", "text").starts_with("250 "));
        client.say("MAIL FROM:<joe@example.com>");
        for (int i = 0; i < 20; ++i)
            QVERIFY(client.say("RCPT TO:<nobody@domain.com>").starts_with("550 "));
        shell.write("COMMIT;\n.quit\n");
        QVERIFY(shell.waitForFinished());
        QCOMPARE(site.events(21).size(), std::size_t(21));
    }
};

QTEST_GUILESS_MAIN(TestEngineLog)
#include "test_engine_log.moc"
