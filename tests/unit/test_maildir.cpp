// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/maildir.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#include <csignal>
#include <ctime>
#include <functional>
#include <set>
#include <thread>

using namespace postern;
using namespace postern::delivery;
using spool::Content;

namespace {

QStringList filesIn(const QString& folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("cannot open");
}

unsigned modeOf(const QString& path)
{
    struct stat info {};
    return ::stat(qPrintable(path), &info) == 0 ? info.st_mode & 07777 : 0;
}

Result<> deliver(MaildirNames& names, const Copy& copy, const Content& content)
{
    MaildirBatch batch(names);
    batch.add(copy, content);
    return batch.commit().front();
}

Result<> deliver(const Copy& copy, const Content& content)
{
    MaildirNames names("h");
    return deliver(names, copy, content);
}

std::vector<Result<>> deliverAll(const std::vector<Copy>& copies, const Content& content)
{
    MaildirNames names("h");
    MaildirBatch batch(names);
    for (const Copy& copy : copies)
        batch.add(copy, content);
    return batch.commit();
}

// Runs `task` in a process of its own; what it returns is the exit status.
int inChild(const std::function<int()>& task)
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(task());
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

class TestMaildir : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_number = 0;

    QString freshPath() { return m_folder.filePath(QStringLiteral("box%1").arg(++m_number)); }
    std::string spillFolder() const { return m_folder.path().toStdString(); }
    static Copy copyTo(const QString& folder, std::string header = "Delivered-To: x\r\n")
    {
        return {folder.toStdString(), std::move(header)};
    }

private Q_SLOTS:
    void aMessageLiesInNewWithItsOwnHeaderBeforeIt()
    {
        const QString box = freshPath();
        Content content(spillFolder());
        content.append("Subject: hello\r\n\r\nbody\r\n");
        MaildirNames names("mail.example.test");
        const Copy copy = copyTo(box, "Delivered-To: jane@example.test\r\n");
        QVERIFY(deliver(names, copy, content));

        QCOMPARE(filesIn(box + "/tmp").size(), 0);
        const QStringList files = filesIn(box + "/new");
        QCOMPARE(files.size(), 1);
        QVERIFY(files.first().endsWith(".mail.example.test"));
        QCOMPARE(contentOf(box + "/new/" + files.first()),
                 QByteArray("Delivered-To: jane@example.test\r\nSubject: hello\r\n\r\nbody\r\n"));
    }

    void whatIsMissingIsMadeForTheOwnerOnly()
    {
        const mode_t mask = ::umask(0);
        const QString box = freshPath() + "/deep/below";
        const Copy copy = copyTo(box);
        QVERIFY(deliver(copy, Content(spillFolder())));
        ::umask(mask);
        for (const char* part : {"", "/..", "/tmp", "/new", "/cur"})
            QCOMPARE(modeOf(box + part), 0700U);
        QCOMPARE(modeOf(box + "/new/" + filesIn(box + "/new").first()), 0600U);
    }

    void eachRecipientGetsAFileOfItsOwn()
    {
        const QString one = freshPath();
        const QString two = freshPath();
        Content content(spillFolder());
        content.append("text\r\n");
        for (const Result<>& result :
             deliverAll({copyTo(one, "A: 1\r\n"), copyTo(two, "A: 2\r\n"), copyTo(one, "A: 3\r\n")}, content))
            QVERIFY(result);
        QCOMPARE(filesIn(one + "/new").size(), 2);
        QCOMPARE(filesIn(two + "/new").size(), 1);
        QCOMPARE(contentOf(two + "/new/" + filesIn(two + "/new").first()), QByteArray("A: 2\r\ntext\r\n"));
    }

    void whatIsNotCommittedIsTakenAway()
    {
        const QString box = freshPath();
        MaildirNames names("h");
        {
            MaildirBatch batch(names);
            for (int i = 0; i < 5; ++i)
                batch.add(copyTo(box), Content(spillFolder()));
            QCOMPARE(filesIn(box + "/tmp").size(), 5);
            QCOMPARE(filesIn(box + "/new").size(), 0);
        }
        QCOMPARE(filesIn(box + "/tmp").size() + filesIn(box + "/new").size(), 0);
    }

    void charactersWithAMeaningInMaildirNamesAreWrittenOtherwise()
    {
        const QString box = freshPath();
        const Copy copy = copyTo(box);
        MaildirNames names("a/b:c");
        QVERIFY(deliver(names, copy, Content(spillFolder())));
        QVERIFY(filesIn(box + "/new").first().endsWith(QStringLiteral(".a\\057b\\072c")));
    }

    void oneCopyThatFailsLeavesNothingAndTheOthersGoOn_data()
    {
        QTest::addColumn<QString>("obstacle"); // where a file stands in the way
        QTest::addColumn<int>("others");
        for (const int others : {1, 8}) { // synced one by one, and all at once
            QTest::addRow("the folder cannot be made, %d others", others) << QString() << others;
            QTest::addRow("the file cannot be made, %d others", others) << QStringLiteral("/tmp") << others;
            QTest::addRow("the file cannot be moved, %d others", others) << QStringLiteral("/new") << others;
        }
    }
    void oneCopyThatFailsLeavesNothingAndTheOthersGoOn()
    {
        QFETCH(QString, obstacle);
        QFETCH(int, others);
        const QString good = freshPath();
        const QString bad = freshPath();
        if (!obstacle.isEmpty()) {
            QVERIFY(QDir().mkpath(bad));
            for (const char* part : {"/tmp", "/new", "/cur"}) {
                if (obstacle != QString::fromLatin1(part))
                    QVERIFY(QDir().mkdir(bad + part));
            }
        }
        QFile file(bad + obstacle);
        QVERIFY(file.open(QIODevice::WriteOnly));
        Content content(spillFolder());
        content.append("text\r\n");
        std::vector<Copy> copies{copyTo(bad)};
        copies.insert(copies.end(), std::size_t(others), copyTo(good));
        const auto results = deliverAll(copies, content);
        QCOMPARE(results.size(), copies.size());
        QVERIFY(!results.front());
        QVERIFY(results.front().error().kind != ErrorKind::Full);
        QVERIFY(!results.front().error().where.empty());
        for (int i = 1; i <= others; ++i)
            QVERIFY(results[std::size_t(i)]);
        QCOMPARE(filesIn(good + "/tmp").size(), 0);
        QCOMPARE(filesIn(good + "/new").size(), others);
        QCOMPARE(filesIn(bad + "/tmp").size() + filesIn(bad + "/new").size(), 0);
    }

    // A file that may not grow past a limit stands for a full disk: the same code path, for any user.
    void noRoomIsToldApartAndLeavesNothing_data()
    {
        QTest::addColumn<bool>("spilled");
        QTest::newRow("from memory") << false;
        QTest::newRow("from a file") << true;
    }
    void noRoomIsToldApartAndLeavesNothing()
    {
        QFETCH(bool, spilled);
        const QString good = freshPath();
        const QString full = freshPath();
        Content content(spillFolder());
        content.append(std::string(100'000, 'x'));
        if (spilled)
            QVERIFY(content.spill());
        const int kind = inChild([&] {
            ::signal(SIGXFSZ, SIG_IGN);
            const rlimit limit{100'010, 100'010};
            ::setrlimit(RLIMIT_FSIZE, &limit);
            const auto results =
                deliverAll({copyTo(good, "A: 1\r\n"), copyTo(full, std::string(100, 'h'))}, content);
            return !results[0] ? 98 : results[1] ? 99 : int(results[1].error().kind);
        });
        QCOMPARE(kind, int(ErrorKind::Full));
        QCOMPARE(filesIn(good + "/new").size(), 1);
        QCOMPARE(filesIn(good + "/tmp").size(), 0);
        QCOMPARE(filesIn(full + "/tmp").size() + filesIn(full + "/new").size(), 0);
    }

    void aFullDiskIsToldApartAndLeavesNothing()
    {
        const QString disk = freshPath();
        QVERIFY(QDir().mkpath(disk));
        if (::mount("none", qPrintable(disk), "tmpfs", 0, "size=64k") != 0)
            QSKIP("only root may mount a file system");
        Content content(spillFolder());
        content.append(std::string(40'000, 'x'));
        const auto results = deliverAll({copyTo(disk + "/a"), copyTo(disk + "/b")}, content);
        const qsizetype left = filesIn(disk + "/b/tmp").size() + filesIn(disk + "/b/new").size();
        QVERIFY(QDir(disk + "/a").removeRecursively());
        const auto again = deliver(copyTo(disk + "/b"), content);
        ::umount2(qPrintable(disk), MNT_DETACH);
        QVERIFY(results[0]);
        QVERIFY(!results[1]);
        QCOMPARE(results[1].error().kind, ErrorKind::Full);
        QCOMPARE(left, 0);
        QVERIFY(again); // the room is there again
    }

    void namesDifferAcrossThreads()
    {
        const QString box = freshPath();
        MaildirNames names("h");
        Content content(spillFolder());
        content.append("x\r\n");
        const Copy copy = copyTo(box);
        std::vector<std::thread> threads;
        std::atomic<int> failures{0};
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&] {
                for (int message = 0; message < 50; ++message)
                    failures += deliver(names, copy, content) ? 0 : 1;
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(failures.load(), 0);
        QCOMPARE(filesIn(box + "/new").size(), 200);
    }

    void onlyOldLeftoversInTmpAreCleared()
    {
        const QString box = freshPath();
        QVERIFY(QDir().mkpath(box + "/tmp"));
        for (const char* name : {"/tmp/old", "/tmp/young"}) {
            QFile file(box + name);
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        const std::time_t longAgo = std::time(nullptr) - 37 * 3600;
        const utimbuf times{longAgo, longAgo};
        QCOMPARE(::utime(qPrintable(box + "/tmp/old"), &times), 0);
        const Copy copy = copyTo(box);
        QVERIFY(deliver(copy, Content(spillFolder())));
        QCOMPARE(filesIn(box + "/tmp"), QStringList{"young"});
    }

    // What deliver() has promised is there whole, whenever the process dies.
    void whatWasPromisedSurvivesKill9_data()
    {
        QTest::addColumn<int>("together");
        QTest::newRow("one by one") << 1;
        QTest::newRow("by one sync") << 6;
    }
    void whatWasPromisedSurvivesKill9()
    {
        QFETCH(int, together);
        const QString box = freshPath();
        const std::string body(20'000, 'b');
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            MaildirNames names("h");
            Content content(spillFolder());
            content.append(body);
            for (int message = 0;; message += together) {
                MaildirBatch batch(names);
                for (int i = 0; i < together; ++i)
                    batch.add(copyTo(box, "Number: " + std::to_string(message + i) + "\r\n"), content);
                const std::vector<Result<>> results = batch.commit();
                for (int i = 0; i < together; ++i) {
                    const int number = message + i;
                    if (results[std::size_t(i)] && ::write(ends[1], &number, sizeof number) < 0)
                        ::_exit(1);
                }
            }
        }
        ::close(ends[1]);
        int promised = -1;
        while (promised < 20)
            QCOMPARE(::read(ends[0], &promised, sizeof promised), ssize_t(sizeof promised));
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        while (::read(ends[0], &promised, sizeof promised) == ssize_t(sizeof promised)) {
        }
        ::close(ends[0]);

        std::set<QByteArray> found;
        for (const QString& name : filesIn(box + "/new"))
            found.insert(contentOf(box + "/new/" + name));
        for (int message = 0; message <= promised; ++message)
            QVERIFY(
                found.contains(QByteArray("Number: " + QByteArray::number(message) + "\r\n" + body.c_str())));
    }

    void aLargeMessageComesBackWholeFromMemoryAndFile()
    {
        const QStringList before = filesIn(m_folder.path());
        Content content(spillFolder());
        std::string expected;
        for (int piece = 0; piece < 10; ++piece) {
            const std::string bytes(70'000, char('a' + piece));
            content.append(bytes);
            expected += bytes;
            if (piece % 3 == 2)
                QVERIFY(content.spill());
        }
        QCOMPARE(content.size(), std::int64_t(expected.size()));
        QCOMPARE(content.inMemory(), std::size_t(70'000)); // the piece after the last spill
        QCOMPARE(filesIn(m_folder.path()), before);        // the file has no name
        const QString box = freshPath();
        const Copy copy = copyTo(box, "");
        QVERIFY(deliver(copy, content));
        QCOMPARE(contentOf(box + "/new/" + filesIn(box + "/new").first()),
                 QByteArray::fromStdString(expected));
    }

    void aMessageThatCouldNotBeKeptIsNeverDelivered()
    {
        Content content("/nowhere/at/all");
        content.append("first part");
        QVERIFY(!content.spill());
        QCOMPARE(content.inMemory(), std::size_t(0)); // it does not grow while the rest comes in
        content.append("second part");
        QVERIFY(!content.spill());
        const QString box = freshPath();
        const Copy copy = copyTo(box);
        QVERIFY(!deliver(copy, content));
        QCOMPARE(filesIn(box + "/new").size() + filesIn(box + "/tmp").size(), 0);
    }

    void onlyAMaildirWithAWholePathIsAPlaceForMail_data()
    {
        QTest::addColumn<QString>("delivery");
        QTest::addColumn<QString>("folder");
        QTest::newRow("path") << "maildir:/srv/mail/jane"
                              << "/srv/mail/jane";
        QTest::newRow("relative") << "maildir:jane"
                                  << "";
        QTest::newRow("nothing behind") << "maildir:"
                                        << "";
        QTest::newRow("other scheme") << "mbox:/srv/mail/jane"
                                      << "";
        QTest::newRow("empty") << ""
                               << "";
    }
    void onlyAMaildirWithAWholePathIsAPlaceForMail()
    {
        QFETCH(QString, delivery);
        QTEST(QString::fromStdString(maildirOf(delivery.toStdString())), "folder");
    }
};

QTEST_GUILESS_MAIN(TestMaildir)
#include "test_maildir.moc"
