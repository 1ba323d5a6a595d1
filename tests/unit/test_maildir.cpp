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
        MaildirWriter writer("mail.example.test");
        const Copy copy = copyTo(box, "Delivered-To: jane@example.test\r\n");
        QVERIFY(writer.deliver({&copy, 1}, content));

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
        QVERIFY(MaildirWriter("h").deliver({&copy, 1}, Content(spillFolder())));
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
        const Copy copies[] = {copyTo(one, "A: 1\r\n"), copyTo(two, "A: 2\r\n"), copyTo(one, "A: 3\r\n")};
        QVERIFY(MaildirWriter("h").deliver(copies, content));
        QCOMPARE(filesIn(one + "/new").size(), 2);
        QCOMPARE(filesIn(two + "/new").size(), 1);
        QCOMPARE(contentOf(two + "/new/" + filesIn(two + "/new").first()), QByteArray("A: 2\r\ntext\r\n"));
    }

    void charactersWithAMeaningInMaildirNamesAreWrittenOtherwise()
    {
        const QString box = freshPath();
        const Copy copy = copyTo(box);
        QVERIFY(MaildirWriter("a/b:c").deliver({&copy, 1}, Content(spillFolder())));
        QVERIFY(filesIn(box + "/new").first().endsWith(QStringLiteral(".a\\057b\\072c")));
    }

    void oneRecipientThatFailsLeavesNothingWithTheOthers_data()
    {
        QTest::addColumn<QString>("obstacle"); // where a file stands in the way
        QTest::newRow("the folder cannot be made") << QString();
        QTest::newRow("the file cannot be made") << QStringLiteral("/tmp");
        QTest::newRow("the file cannot be moved") << QStringLiteral("/new");
    }
    void oneRecipientThatFailsLeavesNothingWithTheOthers()
    {
        QFETCH(QString, obstacle);
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
        const Copy copies[] = {copyTo(good), copyTo(bad)};
        const auto result = MaildirWriter("h").deliver(copies, content);
        QVERIFY(!result);
        QVERIFY(result.error().kind != ErrorKind::Full);
        QVERIFY(!result.error().where.empty());
        QCOMPARE(filesIn(good + "/tmp").size() + filesIn(good + "/new").size(), 0);
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
            const Copy copies[] = {copyTo(good, "A: 1\r\n"), copyTo(full, std::string(100, 'h'))};
            const auto result = MaildirWriter("h").deliver(copies, content);
            return result ? 99 : int(result.error().kind);
        });
        QCOMPARE(kind, int(ErrorKind::Full));
        for (const QString& box : {good, full})
            QCOMPARE(filesIn(box + "/tmp").size() + filesIn(box + "/new").size(), 0);
    }

    void aFullDiskIsToldApartAndLeavesNothing()
    {
        const QString disk = freshPath();
        QVERIFY(QDir().mkpath(disk));
        if (::mount("none", qPrintable(disk), "tmpfs", 0, "size=64k") != 0)
            QSKIP("only root may mount a file system");
        Content content(spillFolder());
        content.append(std::string(40'000, 'x'));
        const Copy copies[] = {copyTo(disk + "/a"), copyTo(disk + "/b")};
        const auto result = MaildirWriter("h").deliver(copies, content);
        const qsizetype left = filesIn(disk + "/a/tmp").size() + filesIn(disk + "/a/new").size() +
                               filesIn(disk + "/b/tmp").size() + filesIn(disk + "/b/new").size();
        const auto again = MaildirWriter("h").deliver({copies, 1}, content);
        ::umount2(qPrintable(disk), MNT_DETACH);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ErrorKind::Full);
        QCOMPARE(left, 0);
        QVERIFY(again); // the room is there again
    }

    void namesDifferAcrossThreads()
    {
        const QString box = freshPath();
        MaildirWriter writer("h");
        Content content(spillFolder());
        content.append("x\r\n");
        const Copy copy = copyTo(box);
        std::vector<std::thread> threads;
        std::atomic<int> failures{0};
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back([&] {
                for (int message = 0; message < 50; ++message)
                    failures += writer.deliver({&copy, 1}, content) ? 0 : 1;
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
        QVERIFY(MaildirWriter("h").deliver({&copy, 1}, Content(spillFolder())));
        QCOMPARE(filesIn(box + "/tmp"), QStringList{"young"});
    }

    // What deliver() has promised is there whole, whenever the process dies.
    void whatWasPromisedSurvivesKill9()
    {
        const QString box = freshPath();
        const std::string body(20'000, 'b');
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0) {
            MaildirWriter writer("h");
            Content content(spillFolder());
            content.append(body);
            for (int message = 0;; ++message) {
                const Copy copy = copyTo(box, "Number: " + std::to_string(message) + "\r\n");
                if (writer.deliver({&copy, 1}, content) && ::write(ends[1], &message, sizeof message) < 0)
                    ::_exit(1);
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
        QVERIFY(MaildirWriter("h").deliver({&copy, 1}, content));
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
        QVERIFY(!MaildirWriter("h").deliver({&copy, 1}, content));
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
