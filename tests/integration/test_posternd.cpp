// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/preset.h"
#include "store/store.h"
#include "support/free_port.h"
#include "support/smtp_client.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <csignal>
#include <functional>

using namespace postern;
using postern::testing::freePort;
using postern::testing::SmtpClient;
using store::Store;

class TestPosternd : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    int m_port = 0;
    int m_number = 0;

    QString box() const { return m_folder.filePath(QStringLiteral("box%1").arg(m_number)); }

    QString freshStore(const std::function<void(model::Service&)>& change = {})
    {
        const QString where = m_folder.filePath(QStringLiteral("store%1.db").arg(++m_number));
        const auto db = Store::open(where.toStdString(), store::OpenMode::Create);
        m_port = freePort();
        store::Edit edit;
        edit.author = "test";
        edit.before = *(*db)->configuration();
        edit.base = *(*db)->revision();
        edit.after = edit.before;
        edit.after->server.hostname = "mail.domain.com";
        edit.after->domains = {{0, "domain.com", {}}};
        edit.after->mailboxes = {{0, "jane@domain.com", "", "maildir:" + box().toStdString(), {}}};
        model::Service service = model::makeService(model::Preset::Mx);
        service.name = "SMTP";
        service.addresses = {"127.0.0.1"};
        service.port = m_port;
        if (change)
            change(service);
        edit.after->services = {service};
        return (*db)->commit(edit) ? where : QString();
    }

    static void start(QProcess& program, const QStringList& arguments)
    {
        program.setProcessChannelMode(QProcess::MergedChannels);
        program.start(POSTERND, arguments);
        QVERIFY(program.waitForStarted());
    }

    // Until it says so in its log.
    static bool waitFor(QProcess& program, const QByteArray& words)
    {
        QByteArray said;
        while (!said.contains(words)) {
            if (!program.waitForReadyRead(10'000))
                return false;
            said += program.readAll();
        }
        return true;
    }

private Q_SLOTS:
    void itServesUntilItIsAskedToStop_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }
    void itServesUntilItIsAskedToStop()
    {
        QFETCH(int, signal);
        const QString where = freshStore();
        QProcess program;
        start(program, {"--store", where});
        QVERIFY(waitFor(program, "serving"));
        SmtpClient client(m_port);
        client.hello();
        ::kill(pid_t(program.processId()), SIGHUP); // is no reason to end
        QVERIFY(client.deliver("joe@example.com", "jane@domain.com", "text").starts_with("250 "));
        ::kill(pid_t(program.processId()), signal);
        QVERIFY(program.waitForFinished(10'000));
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 0);
        QVERIFY(client.reply().starts_with("421 4.3.2 "));
    }

    void whatGreylistingKnowsOutlivesAKill()
    {
        const QString where = freshStore([](model::Service& service) {
            service.checks[model::Check::RecipientGreylist].mode = model::CheckMode::Enforce;
            service.greylisting.delaySeconds = 1;
        });
        const auto rcpt = [this] {
            SmtpClient client(m_port, "127.0.0.9"); // outside the LAN
            client.hello();
            client.say("MAIL FROM:<joe@example.com>");
            return client.say("RCPT TO:<jane@domain.com>");
        };
        const auto db = Store::open(where.toStdString(), store::OpenMode::Existing);
        const auto rows = [&db] { return (*db)->greylist(SystemClock().now(), 10)->size(); };
        for (int i = 0; i < 2; ++i) { // known after the first, passed after the second
            QProcess program;
            start(program, {"--store", where});
            QVERIFY(waitFor(program, "serving"));
            const std::string answer = rcpt();
            QVERIFY2(answer.starts_with(i == 0 ? "451 4.7.1 Greylisted" : "250 "), answer.c_str());
            QTRY_COMPARE_WITH_TIMEOUT(rows(), std::size_t(1), 5'000);
            ::kill(pid_t(program.processId()), SIGKILL);
            QVERIFY(program.waitForFinished(10'000));
            QCOMPARE(program.exitStatus(), QProcess::CrashExit);
            QThread::msleep(1'050);
        }
    }

    void itEndsThoughADeliveryHangsAndItsMailComesLater()
    {
        const QString where = freshStore();
        {
            QProcess program;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert("LD_PRELOAD", GONE_DISK);
            environment.insert("POSTERN_TEST_GONE", box());
            program.setProcessEnvironment(environment);
            start(program, {"--store", where});
            QVERIFY(waitFor(program, "serving"));
            {
                SmtpClient client(m_port);
                client.hello();
                QVERIFY(client.deliver("joe@example.com", "jane@domain.com", "text").starts_with("250 "));
            }
            QTRY_COMPARE(QDir(box() + "/tmp").entryList(QDir::Files).size(), 1); // and there it hangs
            program.terminate();
            QVERIFY(program.waitForFinished(30'000));
            QCOMPARE(program.exitStatus(), QProcess::NormalExit);
            QCOMPARE(program.exitCode(), 0);
            const QByteArray said = program.readAll();
            QVERIFY2(said.contains("left behind, since it hangs: delivering to " + box().toUtf8()), said);
        }
        QCOMPARE(QDir(box() + "/new").entryList(QDir::Files).size(), 0);
        QProcess program;
        start(program, {"--store", where});
        QTRY_COMPARE_WITH_TIMEOUT(QDir(box() + "/new").entryList(QDir::Files).size(), 1, 10'000);
        QCOMPARE(QDir(box() + "/tmp").entryList(QDir::Files).size(), 0); // the file took its old name
        program.terminate();
        QVERIFY(program.waitForFinished(10'000));
    }

    void whatCannotWorkIsSaidAndHasItsStatus_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("words");
        QTest::newRow("no store") << QStringList{"--store", "/nowhere/p.db"} << 1
                                  << "posternctl --store /nowhere/p.db init";
        QTest::newRow("no store named") << QStringList{} << 2 << "--store";
        QTest::newRow("unknown option") << QStringList{"--store", "x", "--pool", "y"} << 2 << "--pool";
        QTest::newRow("no name for a node")
            << QStringList{"--store", "/dev/null", "--node", "a/b"} << 1 << "node";
        QTest::newRow("help") << QStringList{"--help"} << 0 << "--node";
        QTest::newRow("version") << QStringList{"--version"} << 0 << "posternd " POSTERN_VERSION;
    }
    void whatCannotWorkIsSaidAndHasItsStatus()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QString, words);
        QProcess program;
        start(program, arguments);
        QVERIFY(program.waitForFinished(10'000));
        QCOMPARE(program.exitCode(), status);
        const QString said = program.readAll();
        QVERIFY2(said.contains(words), qPrintable(said));
    }
};

QTEST_GUILESS_MAIN(TestPosternd)
#include "test_posternd.moc"
