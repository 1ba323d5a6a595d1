// SPDX-License-Identifier: GPL-3.0-or-later
// Lists and mailboxes, as posternctl changes them.
#include "base/password_hash.h"
#include "ctl_site.h"

#include <QFile>

using namespace postern;
using namespace postern::test;
using namespace std::chrono_literals;

class TestPosternctlLists : public QObject, private CtlSite {
    Q_OBJECT

private Q_SLOTS:
    void init() { renew(); }

    // --- list

    void entriesAreAddedTestedAndRemoved()
    {
        make();
        QCOMPARE(
            list("add", "black", "sender", {"*@spam.example", "~info@spam.example", "--comment", "ü"}).exit,
            0);
        QVERIFY(
            list("test", "black", "sender", {"joe@spam.example"}).out.contains("listed by *@spam.example"));
        QVERIFY(list("test", "black", "sender", {"info@spam.example"})
                    .out.contains("taken out by ~info@spam.example"));
        QVERIFY(list("test", "black", "sender", {"joe@ham.example"}).out.contains("not listed"));
        QCOMPARE(list("test", "black", "sender", {"joe@spam.example", "--json"}).json()["listed"].toBool(),
                 true);
        QCOMPARE(list("export", "black", "sender", {}).out, "*@spam.example  # ü\n~info@spam.example  # ü\n");
        QCOMPARE(list("remove", "black", "sender", {"*@SPAM.example"}).exit, 0);
        QCOMPARE(list("export", "black", "sender", {}).out, "~info@spam.example  # ü\n");
        QCOMPARE(opened(m_store)->listEntries()->front().author, currentUser());
    }

    void anEntryThatIsThereIsChangedNotDoubled()
    {
        make();
        QCOMPARE(list("add", "white", "sender", {"news@partner.example"}).exit, 0);
        QVERIFY(list("add", "white", "sender", {"news@partner.example"}).out.contains("there already"));
        QCOMPARE(*opened(m_store)->revision(), 2);
        QCOMPARE(list("add", "white", "sender",
                      {"news@partner.example", "--only-from", "203.0.113.0/24", "--expires", "2030-01-31"})
                     .exit,
                 0);
        const auto entries = *opened(m_store)->listEntries();
        QCOMPARE(entries.size(), 1U);
        QCOMPARE(entries[0].onlyFrom, "203.0.113.0/24");
        QCOMPARE(toIso8601(*entries[0].expires), "2030-01-31T00:00:00Z");
        QVERIFY(list("test", "white", "sender", {"news@partner.example", "--client", "203.0.113.9"})
                    .out.contains("listed by"));
        QVERIFY(list("test", "white", "sender", {"news@partner.example", "--client", "10.0.0.1"})
                    .out.contains("not listed"));
    }

    void anAddressLiteralKeepsItsBrackets()
    {
        make();
        QCOMPARE(list("add", "black", "helo", {"[192.0.2.1]"}).exit, 0);
        QCOMPARE(list("export", "black", "helo", {}).out, "[192.0.2.1]\n");
        QVERIFY(list("test", "black", "helo", {"[192.0.2.1]"}).out.startsWith("[192.0.2.1]: listed by"));
        QVERIFY(ctl({"explain", "--client", "203.0.113.9", "--helo", "[192.0.2.1]", "--from", "", "--to",
                     "a@domain.com"})
                    .out.startsWith("554 5.7.1 blacklisted ([192.0.2.1])"));
    }

    void sharedListsCountForEveryService()
    {
        make();
        QCOMPARE(ctl({"list", "add", "--all", "--list", "black", "--kind", "ip", "203.0.113.0/24"}).exit, 0);
        QVERIFY(list("test", "black", "ip", {"203.0.113.9"}).out.contains("listed by 203.0.113.0/24"));
        QCOMPARE(list("export", "black", "ip", {}).out, QString());
    }

    void wrongEntriesAreRefusedWithTheReason_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::newRow("pattern") << QStringList{"add", "black", "ip", "joe@example.com"};
        QTest::newRow("condition on a black list")
            << QStringList{"add", "black", "sender", "a@b.example", "--only-from", "10.0.0.1"};
        QTest::newRow("range") << QStringList{"add", "white", "sender", "a@b.example", "--only-from", "x"};
        QTest::newRow("expiry") << QStringList{"add", "white", "sender", "a@b.example", "--expires", "soon"};
        QTest::newRow("remove what is not there") << QStringList{"remove", "black", "sender", "a@b.example"};
        QTest::newRow("test no address") << QStringList{"test", "black", "ip", "laptop"};
    }
    void wrongEntriesAreRefusedWithTheReason()
    {
        QFETCH(QStringList, arguments);
        make();
        const Ran refused = list(arguments[0], arguments[1], arguments[2], arguments.mid(3));
        QCOMPARE(refused.exit, 1);
        QVERIFY(refused.err.startsWith("posternctl: "));
        QCOMPARE(*opened(m_store)->revision(), 1);
    }

    void anImportTakesAllOrSaysWhichLinesAreWrong()
    {
        make();
        const QByteArray text = "# bad ones\na.example\nno good\nb.example # noted\na.example\n";
        const Ran refused = list("import", "black", "sender", {"-"}, text);
        QCOMPARE(refused.exit, 1);
        QVERIFY2(refused.err.contains("standard input: line 3: no good"), qPrintable(refused.err));
        QCOMPARE(opened(m_store)->listEntries()->size(), 0U);
        const Ran taken = list("import", "black", "sender", {"-", "--skip-wrong"}, text);
        QCOMPARE(taken.exit, 0);
        QVERIFY(taken.out.contains("2 entries added, 1 there already, 1 wrong"));
        QCOMPARE(list("export", "black", "sender", {}).out, "a.example\nb.example  # noted\n");
        const QString file = m_folder->filePath("list.txt");
        QCOMPARE(list("export", "black", "sender", {file}).exit, 0);
        QVERIFY(list("import", "black", "sender", {file}).out.contains("0 entries added, 2 there already"));
        QCOMPARE(list("export", "black", "sender", {file}).exit, 1); // never over a file
    }

    void everyFormatIsImportedAndADryRunSavesNothing()
    {
        make();
        const QByteArray map = "spam.example REJECT\njoe@spam.example OK\nlate.example 450 later\n";
        const Ran dry = list("import", "black", "sender", {"-", "--dry-run", "--skip-wrong"}, map);
        QCOMPARE(dry.exit, 0);
        QVERIFY2(
            dry.out.startsWith("standard input: postfix-access\nline 1: spam.example: every address at "),
            qPrintable(dry.out));
        QVERIFY(dry.out.endsWith("3 entries would be added, 0 there already, 1 wrong\n"));
        QVERIFY2(dry.err.contains("line 3: late.example 450 later: it asks the client"), qPrintable(dry.err));
        QCOMPARE(list("import", "black", "sender", {"-", "--dry-run"}, map).exit, 1);
        QCOMPARE(*opened(m_store)->revision(), 1);
        QCOMPARE(list("import", "black", "sender", {"-", "--skip-wrong"}, map).exit, 0);
        QCOMPARE(list("export", "black", "sender", {}).out,
                 "spam.example\n.spam.example\n~joe@spam.example\n");
        QCOMPARE(
            list("import", "black", "ip", {"-", "--format", "postfix-cidr"}, "192.0.2.0/24 REJECT\n").exit,
            0);
        const Ran ordered =
            list("import", "white", "sender", {"-", "--format", "mailtraq"}, "~joe@*.example\n*@a.*\n");
        QVERIFY2(ordered.err.contains("line 2: *@a.*: not exactly the same: for joe@a.example"),
                 qPrintable(ordered.err));
        QCOMPARE(list("import", "white", "sender", {"-", "--format", "excel"}, "x").exit, 2);
    }

    void listsAreExportedForOthers()
    {
        make();
        QCOMPARE(list("add", "black", "ip", {"192.0.2.0/24", "~192.0.2.9", "198.51.100.7-198.51.100.8"}).exit,
                 0);
        QCOMPARE(list("export", "black", "ip", {"--format", "postfix-cidr"}).out,
                 "192.0.2.9 DUNNO\n198.51.100.7 REJECT\n198.51.100.8 REJECT\n192.0.2.0/24 REJECT\n");
        const Ran access = list("export", "black", "ip", {"--format", "postfix-access"});
        QCOMPARE(access.exit, 1); // not all could be said
        QVERIFY(access.out.contains("\n192.0.2 REJECT\n192.0.2.9 DUNNO\n"));
        QVERIFY2(access.err.contains("198.51.100.7-198.51.100.8: left out"), qPrintable(access.err));
        const Ran csv = list("export", "black", "ip", {"--format", "csv"});
        QCOMPARE(csv.exit, 0);
        QVERIFY(csv.out.startsWith("pattern,comment,expires,"));
        QCOMPARE(list("export", "black", "sender", {"--format", "postfix-cidr"}).exit, 1);
    }

    void theHealthOfAllListsIsTold()
    {
        make();
        QCOMPARE(ctl({"list", "health"}).exit, 0);
        QCOMPARE(list("add", "black", "sender", {"spam.example", "joe@spam.example"}).exit, 0);
        QCOMPARE(ctl({"list", "add", "--all", "--list", "white", "--kind", "sender", "spam.example"}).exit,
                 0);
        const Ran told = ctl({"list", "health"});
        QCOMPARE(told.exit, 1);
        QVERIFY2(
            told.out.contains("contradictory: SMTP, black sender: spam.example: spam.example is an exception "
                              "for all services"),
            qPrintable(told.out));
        QVERIFY(
            told.out.contains("shadowed: SMTP, black sender: joe@spam.example: spam.example says the same"));
        QVERIFY(told.out.contains("forgeable: all services, white sender: spam.example"));
        QVERIFY(told.out.endsWith("3 entries, 1 shadowed, 1 contradictory, 1 forgeable\n"));
        const QString json = ctl({"list", "health", "--json"}).out;
        const QJsonObject first = QJsonDocument::fromJson(json.section('\n', 0, 0).toUtf8()).object();
        QCOMPARE(first["finding"].toString(), "shadowed");
        QCOMPARE(first["harmless"].toBool(), true);
        QCOMPARE(ctl({"list", "health", "--never-hit", "0"}).exit, 2);
    }

    // --- mailbox

    void aMailboxIsAddedChangedAndRemoved()
    {
        make();
        QCOMPARE(ctl({"mailbox", "add", "Jane@Domain.com", "--delivery", "maildir:/srv/jane", "--alias",
                      "j@domain.com"},
                     "first \xc3\xbc\n")
                     .exit,
                 0);
        const auto jane = [&] { return opened(m_store)->configuration()->mailboxes.at(0); };
        QCOMPARE(jane().address, "jane@domain.com");
        QCOMPARE(jane().delivery, "maildir:/srv/jane");
        QCOMPARE(jane().aliases, std::vector<std::string>{"j@domain.com"});
        QVERIFY(verifyPassword("first ü", jane().passwordHash));
        QCOMPARE(ctl({"mailbox", "passwd", "jane@domain.com"}, "second\r\n").exit, 0);
        QVERIFY(verifyPassword("second", jane().passwordHash));
        QCOMPARE(ctl({"mailbox", "passwd", "jane@domain.com", "--no-password"}).exit, 0);
        QCOMPARE(jane().passwordHash, "");
        QCOMPARE(ctl({"mailbox", "remove", "jane@domain.com"}).exit, 0);
        QVERIFY(opened(m_store)->configuration()->mailboxes.empty());
    }

    void aMailboxIsDeliveredBesideTheStoreByDefault()
    {
        make();
        QCOMPARE(ctl({"mailbox", "add", "jane@domain.com", "--no-password"}).exit, 0);
        QCOMPARE(QString::fromStdString(opened(m_store)->configuration()->mailboxes.at(0).delivery),
                 "maildir:" + m_folder->filePath("a folder/mail/jane@domain.com"));
    }

    void wrongMailboxesAreRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("input");
        QTest::newRow("twice") << QStringList{"add", "joe@domain.com", "--no-password"} << QByteArray();
        QTest::newRow("foreign domain")
            << QStringList{"add", "joe@other.com", "--no-password"} << QByteArray();
        QTest::newRow("no address") << QStringList{"add", "joe", "--no-password"} << QByteArray();
        QTest::newRow("no password") << QStringList{"add", "jane@domain.com"} << QByteArray();
        QTest::newRow("empty password") << QStringList{"add", "jane@domain.com"} << QByteArray("\n");
        QTest::newRow("delivery") << QStringList{"add", "jane@domain.com", "--no-password", "--delivery",
                                                 "mbox:/x"}
                                  << QByteArray();
        QTest::newRow("unknown, passwd") << QStringList{"passwd", "jane@domain.com"} << QByteArray("x\n");
        QTest::newRow("unknown, remove") << QStringList{"remove", "jane@domain.com"} << QByteArray();
    }
    void wrongMailboxesAreRefused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, input);
        make();
        QCOMPARE(ctl({"mailbox", "add", "joe@domain.com", "--no-password"}).exit, 0);
        const Ran refused = ctl(QStringList{"mailbox"} + arguments, input);
        QCOMPARE(refused.exit, 1);
        QVERIFY(refused.err.contains("posternctl: "));
        QCOMPARE(*opened(m_store)->revision(), 2);
    }

    void aPasswordTypedAtATerminalDoesNotShow()
    {
        make();
        // script(1) gives the program a terminal.
        QProcess process;
        process.start("script",
                      {"-qec", QString("'%1' --store '%2' mailbox add jane@domain.com").arg(program, m_store),
                       "/dev/null"});
        QByteArray shown;
        const auto answer = [&](const char* question) {
            QElapsedTimer timer;
            timer.start();
            while (!shown.contains(question) && timer.elapsed() < 30000 &&
                   process.state() != QProcess::NotRunning) {
                process.waitForReadyRead(100);
                shown += process.readAllStandardOutput();
            }
            process.write("s3cret\n");
        };
        answer("Password of jane@domain.com");
        answer("Once more");
        process.waitForFinished();
        shown += process.readAllStandardOutput();
        QVERIFY2(!shown.contains("s3cret"), shown.constData());
        const auto mailboxes = opened(m_store)->configuration()->mailboxes;
        QCOMPARE(mailboxes.size(), 1U);
        QVERIFY(verifyPassword("s3cret", mailboxes[0].passwordHash));
    }
};

QTEST_GUILESS_MAIN(TestPosternctlLists)
#include "test_posternctl_lists.moc"
