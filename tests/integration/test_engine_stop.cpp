// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/engine_site.h"

#include <QTest>

#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <condition_variable>
#include <thread>

using namespace postern;
using namespace std::chrono_literals;
using namespace postern::testing;

namespace {

// A file server that is gone: whoever syncs a file below its folder hangs there until it is back.
class FileServer {
public:
    void go(const std::string& folder)
    {
        const std::lock_guard lock(m_mutex);
        m_gone = folder;
    }
    void comeBack()
    {
        const std::lock_guard lock(m_mutex);
        m_gone.clear();
        m_changed.notify_all();
    }
    int hanging() const
    {
        const std::lock_guard lock(m_mutex);
        return m_hanging;
    }
    void visit(const std::string& file)
    {
        std::unique_lock lock(m_mutex);
        const auto isGone = [&] { return !m_gone.empty() && file.starts_with(m_gone); };
        if (!isGone())
            return;
        ++m_hanging;
        m_changed.wait(lock, [&] { return !isGone(); });
        --m_hanging;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::string m_gone;
    int m_hanging = 0;
};

FileServer fileServer; // the system's calls below reach nothing else

} // namespace

// In the place of the C library's.
extern "C" int fdatasync(int file)
{
    std::array<char, 4096> path{};
    const std::string link = "/proc/self/fd/" + std::to_string(file);
    const ssize_t length = ::readlink(link.c_str(), path.data(), path.size());
    if (length > 0)
        fileServer.visit({path.data(), std::size_t(length)});
    return int(::syscall(SYS_fdatasync, file));
}

class TestEngineStop : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatGreylistingKnowsOutlivesTheEngine()
    {
        Site site;
        site.change([](model::Configuration& c) {
            c.services[0].checks[model::Check::RecipientGreylist].mode = model::CheckMode::Enforce;
            c.services[0].greylisting.delaySeconds = 1;
        });
        const auto rcpt = [&](const char* sender) {
            SmtpClient client(site.port, outside);
            client.hello();
            client.say("MAIL FROM:<" + std::string(sender) + ">");
            return client.say("RCPT TO:<jsmith@domain.com>");
        };
        const auto rows = [&] { return site.db->greylist(SystemClock().now(), 10)->size(); };
        {
            const auto engine = site.start();
            QVERIFY(rcpt("early@example.com").starts_with("451 4.7.1 Greylisted"));
            // At once, so that an engine that is killed loses next to nothing …
            QTRY_COMPARE_WITH_TIMEOUT(rows(), std::size_t(1), 2'500);
            QVERIFY(rcpt("late@example.com").starts_with("451 "));
        }
        QCOMPARE(rows(), std::size_t(2)); // … and one that ends loses nothing.
        QThread::msleep(1'050);
        const auto engine = site.start();
        QVERIFY(rcpt("early@example.com").starts_with("250 "));
        QVERIFY(rcpt("late@example.com").starts_with("250 "));
        QVERIFY(rcpt("other@example.com").starts_with("451 "));
    }

    void theHeartGoesOnAndStopsWithTheEngine()
    {
        Site site;
        auto engine = site.start();
        const Time first = site.db->nodes()->front().heartbeat;
        QTRY_VERIFY_WITH_TIMEOUT(site.db->nodes()->front().heartbeat > first, 2500);
        QVERIFY(site.db->nodes()->front().alive(SystemClock().now()));
        engine->reset();
        QVERIFY(!site.db->nodes()->front().alive(SystemClock().now()));
        QCOMPARE(site.listener()->state, model::ListenerState::Stopped);
    }

    void stopLetsMessagesFinishAndWritesEveryEvent()
    {
        Site site;
        auto engine = site.start();
        SmtpClient idle(site.port, outside);
        idle.hello();
        SmtpClient busy(site.port, outside);
        busy.hello();
        busy.say("MAIL FROM:<joe@example.com>");
        busy.say("RCPT TO:<jsmith@domain.com>");
        busy.say("DATA");
        SmtpClient stuck(site.port, outside);
        stuck.hello();
        stuck.say("MAIL FROM:<stuck@example.com>");
        stuck.say("RCPT TO:<jsmith@domain.com>");
        std::thread stopping([&] { (*engine)->stop(1s); });
        const std::string idleAnswer = idle.reply();
        const std::string busyAnswer = busy.say("text\r\n.");
        const std::string stuckAnswer = stuck.reply();
        stopping.join();
        QVERIFY2(idleAnswer.starts_with("421 4.3.2 "), idleAnswer.c_str());
        QVERIFY2(busyAnswer.starts_with("250 "), busyAnswer.c_str());
        QVERIFY2(stuckAnswer.starts_with("421 4.3.2 "), stuckAnswer.c_str());
        const auto events = site.events(2); // newest first
        QCOMPARE(events.size(), std::size_t(2));
        QCOMPARE(events[1].outcome, model::Outcome::Accepted);
        QCOMPARE(events[0].check, std::string(model::checkAbandoned));
        QVERIFY(events[0].reply.starts_with("421 4.3.2 "));
        QTRY_COMPARE(site.mails(), 1);
    }

    void aDeliveryThatHangsIsNamedAndLeftBehind()
    {
        Site site;
        auto engine = site.start();
        fileServer.go(site.box());
        SmtpClient client(site.port, outside);
        client.hello();
        QVERIFY(client.deliver("joe@example.com", "jsmith@domain.com", "text").starts_with("250 "));
        QTRY_COMPARE(fileServer.hanging(), 1);

        QElapsedTimer timer;
        timer.start();
        const auto hanging = (*engine)->stop(100ms);
        QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(hanging.size(), std::size_t(1));
        QVERIFY2(hanging.front().starts_with("delivering to " + site.box() + " (for "),
                 hanging.front().c_str());
        QVERIFY(site.lines->contain("stopping: left behind, since it hangs: delivering to " + site.box()));
        QCOMPARE(site.events(1).front().outcome, model::Outcome::Accepted);
        QVERIFY(!site.db->nodes()->front().alive(SystemClock().now()));
        engine->reset(); // does not wait either
        QCOMPARE(site.start().error().kind, ErrorKind::Busy);

        fileServer.comeBack();
        QTRY_VERIFY(engine = site.start());
        QTRY_VERIFY(site.db->nodes()->front().alive(SystemClock().now()));
        QTRY_COMPARE(site.mails(), 1); // the queue's, under the name of the one that came late
        (*engine)->stop(5s);
        QCOMPARE(site.mails(), 1);
    }

    void aStoreThatIsLockedAtTheEndHoldsNothingUp()
    {
        Site site;
        auto engine = site.start();
        SmtpClient client(site.port, outside);
        client.hello();
        client.say("MAIL FROM:<joe@example.com>");
        QProcess shell;
        shell.start("sqlite3", site.patientShell());
        shell.write("BEGIN IMMEDIATE;\nSELECT 'locked';\n");
        QVERIFY(shell.waitForReadyRead());
        QVERIFY(client.say("RCPT TO:<nobody@domain.com>").starts_with("550 "));
        QElapsedTimer timer;
        timer.start();
        QVERIFY((*engine)->stop(0ms).empty());
        QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
        const auto kept = site.keptEvents();
        QCOMPARE(kept.size(), std::size_t(1));
        QCOMPARE(kept[0]["recipient"].toString(), QString("nobody@domain.com"));
        QVERIFY(kept[0]["why"].toString().contains("locked by another program"));
        shell.write(".quit\n");
        QVERIFY(shell.waitForFinished());
    }

    void aStoreThatIsBrokenAtTheEndEndsNothingElse()
    {
        Site site;
        auto engine = site.start();
        SmtpClient client(site.port, outside);
        client.hello();
        client.say("MAIL FROM:<joe@example.com>");
        site.runSql("DROP TABLE event; DROP TABLE listener; DROP TABLE node; DROP TABLE list_hit");
        QVERIFY(client.say("RCPT TO:<nobody@domain.com>").starts_with("550 "));
        QVERIFY((*engine)->stop(0ms).empty());
        QCOMPARE(site.keptEvents().size(), std::size_t(1));
        QVERIFY(site.lines->contain("no such table: node"));
    }
};

QTEST_GUILESS_MAIN(TestEngineStop)
#include "test_engine_stop.moc"
