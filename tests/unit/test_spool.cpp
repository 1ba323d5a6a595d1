// SPDX-License-Identifier: GPL-3.0-or-later
#include "spool/spool.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <future>
#include <set>
#include <thread>

using namespace postern;
using namespace postern::spool;
using namespace std::chrono_literals;

namespace {

const Time noon = fromMicros(1'790'000'000'000'000);

// A spool in a folder, as an engine has it.
class Queue {
public:
    explicit Queue(const QString& folder)
    {
        auto opened = Spool::open(folder.toStdString(), [](const std::string&) {});
        if (!opened)
            qFatal("%s", toString(opened.error()).c_str());
        m_spool = std::move(*opened);
    }
    Spool* operator->() { return m_spool.get(); }

    Result<> put(const std::string& name, const std::string& content,
                 const std::vector<std::string>& recipients = {"jane@domain.com"}, Time nextTry = noon)
    {
        NewMessage item;
        item.message.name = name;
        item.message.sender = "joe@example.com";
        item.message.arrival = nextTry;
        item.message.size = std::int64_t(content.size());
        item.message.header = "Received: here\r\n";
        for (const std::string& address : recipients) {
            Recipient recipient;
            recipient.address = address;
            recipient.destination = "domain:" + address.substr(address.find('@') + 1);
            recipient.nextTry = nextTry;
            item.recipients.push_back(recipient);
        }
        item.content = std::make_shared<Content>(m_spool->incomingFolder());
        item.content->append(content);
        item.message.eightBit = item.content->hasEightBit();
        const auto file = m_spool->prepare(item.message, *item.content);
        if (!file)
            return failFrom(file);
        std::promise<Result<>> done;
        m_spool->put(std::move(item), *file, [&](Result<> result) { done.set_value(std::move(result)); });
        return done.get_future().get();
    }

    std::vector<Item> due(Time now = noon, std::size_t limit = 1000)
    {
        return *m_spool->due(now, limit, {}, {});
    }
    void settle(Settlement settlement)
    {
        std::promise<void> done;
        m_spool->settle(std::move(settlement), [&] { done.set_value(); });
        done.get_future().wait();
    }
    int change(const Selection& selection, Action action, Time now = noon)
    {
        std::promise<Result<int>> done;
        m_spool->change(selection, action, now, [&](Result<int> count) { done.set_value(std::move(count)); });
        return *done.get_future().get();
    }
    std::string contentOf(Id message)
    {
        const auto content = m_spool->content(message);
        if (!content)
            return toString(content.error());
        std::string all;
        std::vector<char> buffer(10'000);
        for (auto count = (*content)->read(0, buffer); *count > 0;
             count = (*content)->read(std::int64_t(all.size()), buffer))
            all.append(buffer.data(), *count);
        return all;
    }

private:
    std::unique_ptr<Spool> m_spool;
};

} // namespace

class TestSpool : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_number = 0;

    QString freshPath() { return m_folder.filePath(QStringLiteral("spool%1").arg(++m_number)); }
    static QStringList filesOf(const QString& spool)
    {
        return QDir(spool + "/messages").entryList(QDir::Files | QDir::Hidden);
    }

private Q_SLOTS:
    void aMessageComesBackAsItWentIn_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("files");
        QTest::newRow("empty") << 0 << 0;
        QTest::newRow("small") << 4096 << 0;
        QTest::newRow("at the limit") << int(Spool::largest) << 0;
        QTest::newRow("over the limit") << int(Spool::largest) + 1 << 1;
        QTest::newRow("large") << 5'000'000 << 1;
    }
    void aMessageComesBackAsItWentIn()
    {
        QFETCH(int, size);
        QFETCH(int, files);
        const QString folder = freshPath();
        std::string content;
        for (int i = 0; i < size; ++i)
            content += char(i * 7 + i / 251);
        {
            Queue queue(folder);
            QVERIFY(queue.put("K7Q2M9XD", content, {"jane@domain.com", "bob@domain.com", "ann@far.example"}));
        }
        Queue queue(folder); // the next engine
        const auto items = queue.due();
        QCOMPARE(items.size(), std::size_t(1));
        const Message& message = items[0].message;
        QCOMPARE(message.name, std::string("K7Q2M9XD"));
        QCOMPARE(message.sender, std::string("joe@example.com"));
        QCOMPARE(message.header, std::string("Received: here\r\n"));
        QCOMPARE(message.size, std::int64_t(size));
        QCOMPARE(message.arrival, noon);
        QCOMPARE(message.eightBit, size > 0);
        QCOMPARE(items[0].recipients.size(), std::size_t(3));
        QCOMPARE(items[0].recipients[2].address, std::string("ann@far.example"));
        QCOMPARE(items[0].recipients[2].destination, std::string("domain:far.example"));
        QVERIFY(queue.contentOf(message.id) == content);
        QCOMPARE(filesOf(folder).size(), files);

        // With its last recipient the message goes, and its file with it.
        for (const Recipient& recipient : items[0].recipients) {
            QCOMPARE(queue->totals()->messages, 1);
            queue.settle({{recipient.id}, {}, {}});
        }
        QCOMPARE(queue->totals()->messages, 0);
        QCOMPARE(queue->content(message.id).error().kind, ErrorKind::NotFound);
        QTRY_COMPARE(filesOf(folder).size(), 0);
    }

    // A scanner that has answered early reads on while the message is stored.
    void whoReadsWhileItMovesToAFileReadsItWhole()
    {
        const std::string begin(300'000, 'b');
        const std::string end(50'000, 'e');
        for (int round = 0; round < 50; ++round) {
            Content content(m_folder.path().toStdString());
            content.append(begin);
            QVERIFY(content.spill());
            content.append(end);
            std::atomic<bool> started = false;
            auto reader = std::async(std::launch::async, [&] {
                bool whole = true;
                for (int turn = 0; turn < 20; ++turn) {
                    std::string piece(end.size(), '\0');
                    const auto count = content.read(std::int64_t(begin.size()), piece);
                    whole = whole && count && *count == end.size() && piece == end;
                    started = true;
                }
                return whole;
            });
            while (!started)
                std::this_thread::yield();
            QVERIFY(content.spill());
            QVERIFY(reader.get());
        }
    }

    void itIsItsOwnersOnly()
    {
        const QString folder = freshPath();
        Queue queue(folder);
        struct stat info {};
        QCOMPARE(::stat(qPrintable(folder), &info), 0);
        QCOMPARE(info.st_mode & 0777, 0700U);
    }

    void twoEnginesNeverHaveOneSpool()
    {
        const QString folder = freshPath();
        auto first = std::make_unique<Queue>(folder);
        const auto second = Spool::open(folder.toStdString(), [](const std::string&) {});
        QVERIFY(!second);
        QCOMPARE(second.error().kind, ErrorKind::Busy);
        QVERIFY(second.error().hint.find("--spool") != std::string::npos);
        first.reset();
        Queue next(folder);
    }

    void whatIsNoSpoolIsNotTouched_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("kind");
        QTest::newRow("no database") << QByteArray(5000, 'x') << int(ErrorKind::Damaged);
        QTest::newRow("cut off") << QByteArray("SQLite format 3\0garbage that is no header at all", 48)
                                 << int(ErrorKind::Damaged);
    }
    void whatIsNoSpoolIsNotTouched()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, kind);
        const QString folder = freshPath();
        QVERIFY(QDir().mkpath(folder));
        QFile file(folder + "/spool.db");
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        const auto opened = Spool::open(folder.toStdString(), [](const std::string&) {});
        QVERIFY(!opened);
        QCOMPARE(int(opened.error().kind), kind);
        QCOMPARE(opened.error().where, folder.toStdString());
        QVERIFY(!opened.error().hint.empty());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), bytes);
    }

    void aSpoolOfTheFirstVersionIsTakenOver()
    {
        const QString folder = freshPath();
        {
            Queue queue(folder);
            QVERIFY(queue.put("K7Q2M9XD", "text"));
        }
        const QString file = folder + "/spool.db";
        QProcess shell;
        shell.start("sqlite3",
                    {file, "ALTER TABLE recipient DROP COLUMN return_path; PRAGMA user_version = 1;"});
        QVERIFY(shell.waitForFinished() && shell.exitCode() == 0);
        Queue queue(folder);
        QCOMPARE(queue.due().front().recipients.front().address, std::string("jane@domain.com"));
        QVERIFY(queue.due().front().recipients.front().returnPath.empty());
        QVERIFY(queue.put("NEWNEW22", "text"));
        QCOMPARE(queue.due().size(), std::size_t(2));
    }

    void whatNoMessageNeedsIsRemovedAtTheStart()
    {
        const QString folder = freshPath();
        {
            Queue queue(folder);
            QVERIFY(queue.put("KEEPKEEP", std::string(100'000, 'k')));
        }
        QFile orphan(folder + "/messages/LOSTLOST-12345678");
        QVERIFY(orphan.open(QIODevice::WriteOnly));
        Queue queue(folder);
        QCOMPARE(filesOf(folder).size(), 1);
        QVERIFY(filesOf(folder).first().startsWith("KEEPKEEP"));
        QCOMPARE(queue.contentOf(queue.due().front().message.id), std::string(100'000, 'k'));
    }

    void onlyWhatIsDueIsHandedOutTheLongestDueFirst()
    {
        Queue queue(freshPath());
        QVERIFY(queue.put("LATER", "x", {"a@one.example"}, noon + 1s));
        QVERIFY(queue.put("FIRST", "x", {"a@one.example", "b@two.example"}, noon - 5s));
        QVERIFY(queue.put("SECOND", "x", {"a@one.example"}, noon));
        const auto items = queue.due();
        QCOMPARE(items.size(), std::size_t(2));
        QCOMPARE(items[0].message.name, std::string("FIRST"));
        QCOMPARE(items[1].message.name, std::string("SECOND"));
        QCOMPARE(*queue->nextDue(noon), std::optional(noon + 1s));
        QCOMPARE(*queue->nextDue(noon + 1s), std::optional<Time>());

        QCOMPARE(queue.due(noon, 1).size(), std::size_t(1)); // bounded
        QCOMPARE(queue.due(noon, 1)[0].recipients.size(), std::size_t(1));
        const Id leased = items[0].recipients[0].id;
        const auto others = *queue->due(noon, 100, {leased}, {"domain:two.example"});
        QCOMPARE(others.size(), std::size_t(1));
        QCOMPARE(others[0].message.name, std::string("SECOND"));
    }

    void whatIsTriedAgainWaitsAndSaysWhy()
    {
        Queue queue(freshPath());
        QVERIFY(queue.put("M", "x"));
        const Id recipient = queue.due()[0].recipients[0].id;
        queue.settle({{}, {{recipient, noon + 5min, "domain:else.example", "451 busy", true, true}}, {}});
        QVERIFY(queue.due().empty());
        const auto later = queue.due(noon + 5min);
        QCOMPARE(later.size(), std::size_t(1));
        const Recipient& waiting = later[0].recipients[0];
        QCOMPARE(waiting.attempts, 1);
        QCOMPARE(waiting.lastReply, std::string("451 busy"));
        QCOMPARE(waiting.destination, std::string("domain:else.example"));
        QVERIFY(waiting.delayTold);
        queue.settle({{}, {{recipient, noon, "domain:else.example", "not tried", false, false}}, {}});
        QCOMPARE(queue.due()[0].recipients[0].attempts, 1);
        QVERIFY(queue.due()[0].recipients[0].delayTold); // stays told
    }

    void aReportIsStoredInTheMomentInWhichItsCauseGoes()
    {
        Queue queue(freshPath());
        QVERIFY(queue.put("CAUSE", "x"));
        NewMessage report;
        report.message.name = "REPORT";
        report.message.kind = Kind::Report;
        report.recipients.resize(1);
        report.recipients[0].address = "joe@example.com";
        report.recipients[0].nextTry = noon;
        report.content = Content::ofBytes("it failed\r\n");
        queue.settle({{queue.due()[0].recipients[0].id}, {}, {report}});
        const auto items = queue.due();
        QCOMPARE(items.size(), std::size_t(1));
        QCOMPARE(items[0].message.name, std::string("REPORT"));
        QCOMPARE(items[0].message.kind, Kind::Report);
        QCOMPARE(queue.contentOf(items[0].message.id), std::string("it failed\r\n"));
    }

    void anAdministratorHoldsReleasesRetriesAndRemoves()
    {
        const QString folder = freshPath();
        Queue queue(folder);
        QVERIFY(queue.put("ONE", "x", {"ann@one.example", "ann@two.example"}));
        QVERIFY(queue.put("TWO", std::string(100'000, 'x'), {"bob@Two.example"}, noon + 1h));
        QCOMPARE(queue.change({"ONE", "", "", ""}, Action::Hold), 2);
        QVERIFY(queue.due(noon + 2h).size() == 1);
        QCOMPARE(queue->totals()->held, 2);
        QCOMPARE(queue.change({"ONE", "", "", ""}, Action::Retry), 0); // held is held
        QCOMPARE(queue.change({"", "", "TWO.EXAMPLE", ""}, Action::Release), 1);
        QCOMPARE(queue.due().size(), std::size_t(1));
        QCOMPARE(queue.due()[0].recipients[0].address, std::string("ann@two.example"));
        QCOMPARE(queue.change({"", "JOE@", "bob", "domain:"}, Action::Retry), 1);
        QCOMPARE(queue.due().size(), std::size_t(2));
        QCOMPARE(queue.change({"", "somebody else", "", ""}, Action::Remove), 0);
        QCOMPARE(queue.change({"TWO", "", "", ""}, Action::Remove), 1);
        QTRY_COMPARE(filesOf(folder).size(), 0);
        QCOMPARE(queue->totals()->messages, 1);
        QCOMPARE(queue.change({}, Action::Remove), 2);
        QCOMPARE(queue->totals()->messages, 0);
    }

    void rowsAreNamedOneByOneAndWhole()
    {
        Queue queue(freshPath());
        QVERIFY(queue.put("ONE", "x", {"ann@one.example", "joann@one.example"}));
        QVERIFY(queue.put("TWO", "x", {"ann@one.example"}));
        const auto rows = [](std::vector<Selection::Row> named) {
            return Selection{{}, {}, {}, {}, std::move(named)};
        };
        QCOMPARE(queue.change(rows({{"ONE", "ann@one.exampl"}, {"ONE", ""}, {"", "ann@one.example"}}),
                              Action::Remove),
                 0);
        QCOMPARE(queue.change(rows({{"ONE", "ann@one.example"}, {"TWO", "ann@one.example"}}), Action::Hold),
                 2);
        QCOMPARE(queue->totals()->held, 2);
        QCOMPARE(queue.change(rows({{"ONE", "ann@one.example"}}), Action::Retry), 0); // held is held
        QCOMPARE(queue.change(rows({{"ONE", "ann@one.example"}}), Action::Release), 1);
        QCOMPARE(
            queue.change(rows({{"ONE", "joann@one.example"}, {"TWO", "ann@one.example"}}), Action::Remove),
            2);
        QCOMPARE(queue->totals()->messages, 1); // TWO went with its last recipient
        QCOMPARE(queue.due().size(), std::size_t(1));
        QCOMPARE(queue.due()[0].recipients[0].address, std::string("ann@one.example"));
    }

    void theHeaderOfAMessageIsRead_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("header");
        const QByteArray fields = "Subject: one\r\n two\r\nFrom: joe@example.com\r\n";
        QTest::newRow("with a body") << fields + "\r\nbody\r\n\r\nmore\r\n" << fields;
        QTest::newRow("without a body") << fields << fields;
        QTest::newRow("a file of its own") << fields + "\r\n" + QByteArray(100'000, 'x') << fields;
        const QByteArray longest = QByteArray(5000, 'y');
        QTest::newRow("too long") << "X: " + longest + "\r\n\r\nbody" << ("X: " + longest).left(4000 - 16);
        QTest::newRow("nothing at all") << QByteArray() << QByteArray();
    }
    void theHeaderOfAMessageIsRead()
    {
        QFETCH(QByteArray, content);
        QFETCH(QByteArray, header);
        Queue queue(freshPath());
        QVERIFY(queue.put("ONE", content.toStdString(), {"ann@one.example"}));
        const auto read = queue->header("ONE", 4000);
        QVERIFY(read.has_value());
        QVERIFY2(read->starts_with("Received:"), read->c_str());
        QCOMPARE(QByteArray::fromStdString(read->substr(read->find("\r\n") + 2)), header);
        QCOMPARE(queue->header("TWO", 4000).error().kind, ErrorKind::NotFound);
    }

    void whoDeliversHearsOfWork()
    {
        Queue queue(freshPath());
        std::atomic<int> told{0};
        queue->onWork([&] { ++told; });
        QVERIFY(queue.put("M", "x"));
        QTRY_COMPARE(told.load(), 1);
        queue->onWork({});
        QVERIFY(queue.put("M", "x"));
        QTest::qWait(20);
        QCOMPARE(told.load(), 1);
    }

    void aFullDiskIsToldApartAndLeavesNothing()
    {
        const QString disk = freshPath();
        QVERIFY(QDir().mkpath(disk));
        if (::mount("none", qPrintable(disk), "tmpfs", 0, "size=160m") != 0)
            QSKIP("only root may mount a file system");
        {
            Queue queue(disk + "/spool");
            int small = 0;
            Result<> result;
            while ((result = queue.put("SMALL", std::string(60'000, 's'))))
                ++small;
            const auto large = queue.put("LARGE", std::string(150'000'000, 'l'));
            const int stored = int(queue.due(noon, 100'000).size());
            const auto files = filesOf(disk + "/spool").size();
            const int removed = queue.change({}, Action::Remove);
            QTRY_VERIFY(queue.put("AGAIN", std::string(1'000, 'a')));
            QVERIFY(small > 1000);
            QCOMPARE(result.error().kind, ErrorKind::Full);
            QVERIFY(!large);
            QCOMPARE(large.error().kind, ErrorKind::Full);
            QCOMPARE(stored, small);
            QCOMPARE(removed, small);
            QCOMPARE(files, 0);
        }
        ::umount2(qPrintable(disk), MNT_DETACH);
    }

    void manyAtOnceShareASyncAndAllAreThere()
    {
        Queue queue(freshPath());
        std::vector<std::thread> threads;
        std::atomic<int> failures{0};
        for (int thread = 0; thread < 20; ++thread) {
            threads.emplace_back([&, thread] {
                for (int message = 0; message < 20; ++message)
                    failures += queue.put(std::to_string(thread * 100 + message), "text") ? 0 : 1;
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(failures.load(), 0);
        std::set<std::string> names;
        for (const Item& item : queue.due())
            names.insert(item.message.name);
        QCOMPARE(names.size(), std::size_t(400));
    }

    // What put() has promised is there whole, whenever the process dies; what it has not is there whole or
    // not at all.
    void whatWasPromisedSurvivesKill9_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("in the row") << 5'000;
        QTest::newRow("in a file") << 100'000;
    }
    void whatWasPromisedSurvivesKill9()
    {
        QFETCH(int, size);
        const QString folder = freshPath();
        int promisedInAll = 0;
        for (int round = 0; round < 3; ++round) {
            int ends[2];
            QCOMPARE(::pipe(ends), 0);
            const pid_t child = ::fork();
            if (child == 0) {
                Queue queue(folder);
                for (int message = 0;; ++message) {
                    const std::string name = std::to_string(round) + '-' + std::to_string(message);
                    if (queue.put(name, name + std::string(std::size_t(size), 'b')) &&
                        ::write(ends[1], &message, sizeof message) < 0)
                        ::_exit(1);
                }
            }
            ::close(ends[1]);
            int promised = -1;
            while (promised < 20 + round * 7)
                QCOMPARE(::read(ends[0], &promised, sizeof promised), ssize_t(sizeof promised));
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
            while (::read(ends[0], &promised, sizeof promised) == ssize_t(sizeof promised)) {
            }
            ::close(ends[0]);
            promisedInAll += promised + 1;

            Queue queue(folder);
            std::set<std::string> found;
            for (const Item& item : queue.due()) {
                QCOMPARE(queue.contentOf(item.message.id),
                         item.message.name + std::string(std::size_t(size), 'b'));
                found.insert(item.message.name);
            }
            for (int message = 0; message <= promised; ++message)
                QVERIFY(found.contains(std::to_string(round) + '-' + std::to_string(message)));
            QVERIFY(int(found.size()) <= promisedInAll + round + 1); // one a round may be there unpromised
            QCOMPARE(filesOf(folder).size(), size > Spool::largest ? qsizetype(found.size()) : 0);
        }
    }
};

QTEST_GUILESS_MAIN(TestSpool)
#include "test_spool.moc"
