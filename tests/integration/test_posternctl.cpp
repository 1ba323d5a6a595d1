// SPDX-License-Identifier: GPL-3.0-or-later
// The program itself, on real stores: a store, its document, decisions, history.
#include "base/password_hash.h"
#include "ctl_site.h"

#include <QFile>

using namespace postern;
using namespace postern::test;
using namespace std::chrono_literals;

class TestPosternctl : public QObject, private CtlSite {
    Q_OBJECT

private Q_SLOTS:
    void init() { renew(); }

    // --- init

    void initMakesAStoreThatIsReadyToReceive()
    {
        const Ran made = ctl({"init", "--hostname", "mail.domain.com", "--domain", "Domain.com", "--lan",
                              "192.168.1.0/24", "--port", "2526"});
        QCOMPARE(made.exit, 0);
        QVERIFY(made.out.contains("port 2526"));
        QVERIFY(made.out.contains("192.168.1.0/24"));
        const auto configuration = *opened(m_store)->configuration();
        QCOMPARE(configuration.server.hostname, "mail.domain.com");
        QCOMPARE(configuration.server.lan, std::vector<std::string>{"192.168.1.0/24"});
        QCOMPARE(configuration.domains.at(0).name, "domain.com");
        QCOMPARE(configuration.services.at(0).name, "SMTP");
        QCOMPARE(configuration.services.at(0).preset, model::Preset::Mx);
        QCOMPARE(configuration.services.at(0).port, 2526);
    }

    void initProposesThisMachineAsLan()
    {
        QCOMPARE(ctl({"init", "--hostname", "mail.domain.com", "--domain", "domain.com"}).exit, 0);
        const auto lan = opened(m_store)->configuration()->server.lan;
        QVERIFY(std::find(lan.begin(), lan.end(), "127.0.0.1") != lan.end());
        QVERIFY(std::find(lan.begin(), lan.end(), "::1") != lan.end());
    }

    void initNeverTouchesWhatIsConfigured()
    {
        make();
        const Ran again = ctl({"init", "--hostname", "other.domain.com", "--domain", "other.com"});
        QCOMPARE(again.exit, 1);
        QVERIFY(again.err.contains("configured already"));
        QCOMPARE(opened(m_store)->configuration()->server.hostname, "mail.domain.com");
    }

    void initLeavesNothingBehindWhenItRefuses()
    {
        const Ran refused = ctl({"init", "--hostname", "no host", "--domain", "domain.com"});
        QCOMPARE(refused.exit, 1);
        QVERIFY(refused.err.contains("hostname"));
        QVERIFY(!QFile::exists(m_store));
    }

    // --- apply and export

    void applyMakesOneRevisionAndSaysWhatChanged()
    {
        make();
        const Ran applied = ctl({"apply", "-", "--message", "open for business"}, document("2601"));
        QCOMPARE(applied.exit, 0);
        QVERIFY2(applied.out.contains("2601"), qPrintable(applied.out));
        QCOMPARE(*opened(m_store)->revision(), 2);
        QCOMPARE(opened(m_store)->history()->front().summary, "open for business");
        QCOMPARE(opened(m_store)->configuration()->services.at(0).port, 2601);
    }

    void applyingTheSameTwiceChangesNothingNotEvenPasswords()
    {
        make();
        QCOMPARE(ctl({"apply", "-"}, document("2601")).exit, 0);
        const Ran again = ctl({"apply", "-"}, document("2601"));
        QCOMPARE(again.exit, 0);
        QVERIFY2(again.out.contains("nothing to change"), qPrintable(again.out));
        QCOMPARE(*opened(m_store)->revision(), 2);
        const std::string hash = opened(m_store)->configuration()->mailboxes.at(0).passwordHash;
        QVERIFY(verifyPassword("s3cret", hash));
    }

    void aDryRunSaysTheSameAndWritesNothing()
    {
        make();
        const Ran dry = ctl({"apply", "-", "--dry-run"}, document("2601"));
        QCOMPARE(dry.exit, 0);
        QVERIFY(dry.out.startsWith("would change, as revision 2"));
        QCOMPARE(*opened(m_store)->revision(), 1);
        const Ran real = ctl({"apply", "-"}, document("2601"));
        // The same lines after the first.
        QCOMPARE(dry.out.section('\n', 1), real.out.section('\n', 1));
    }

    void aWrongDocumentIsToldWhollyAndChangesNothing()
    {
        make();
        const Ran wrong =
            ctl({"apply", "-"}, R"({"server":{"hostname":"a.example","lan":["x"]},"services":[{"prot":1}]})");
        QCOMPARE(wrong.exit, 1);
        QVERIFY(wrong.err.contains("standard input: server.lan[0]"));
        QVERIFY(wrong.err.contains("standard input: services[0].prot"));
        QCOMPARE(*opened(m_store)->revision(), 1);
    }

    void anExportAppliedChangesNothing()
    {
        make();
        QCOMPARE(ctl({"apply", "-"}, document("2601")).exit, 0);
        const Ran exported = ctl({"export"});
        QCOMPARE(exported.exit, 0);
        QVERIFY(!exported.out.contains("s3cret"));
        QFile file(m_folder->filePath("document.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(exported.out.toUtf8());
        file.close();
        QVERIFY(ctl({"apply", file.fileName()}).out.contains("nothing to change"));
    }

    void aFileThatCannotBeReadIsNamed()
    {
        make();
        const Ran missing = ctl({"apply", "/nowhere/at all.json"});
        QCOMPARE(missing.exit, 1);
        QVERIFY(missing.err.contains("/nowhere/at all.json"));
        QCOMPARE(ctl({"apply", "/"}).exit, 1);
    }

    // --- explain

    void explainAnswersAsTheEngineDoes_data()
    {
        QTest::addColumn<QStringList>("session");
        QTest::addColumn<QString>("verdict"); // begin of the first line
        const auto row = [](const char* name, const QString& session, const char* verdict) {
            QTest::newRow(name) << session.split(' ') << verdict;
        };
        row("own sender from outside",
            "--client 203.0.113.9 --helo laptop --from jsmith@domain.com --to jane@domain.com",
            "554 5.7.1 blacklisted (jsmith@domain.com)");
        row("own sender from the LAN",
            "--client 192.168.1.7 --helo laptop --from jsmith@domain.com --to jane@domain.com",
            "accepted: goes to jane@domain.com (maildir:");
        row("own HELO from outside",
            "--client 203.0.113.9 --helo domain.com --from a@b.example --to jane@domain.com",
            "554 5.7.1 blacklisted (domain.com)");
        row("relaying", "--client 203.0.113.9 --helo laptop --from a@b.example --to c@d.example",
            "554 5.7.1 Relay access denied");
        row("relaying from the LAN", "--client 192.168.1.7 --helo laptop --from a@b.example --to c@d.example",
            "accepted: relayed to d.example");
        row("unknown", "--client 203.0.113.9 --helo laptop --from a@b.example --to nobody@domain.com",
            "550 5.1.1 ");
        row("bounce", "--client 203.0.113.9 --helo laptop --from <> --to jane@domain.com",
            "accepted: goes to");
        row("only connected", "--client 203.0.113.9", "accepted so far");
    }
    void explainAnswersAsTheEngineDoes()
    {
        QFETCH(QStringList, session);
        QFETCH(QString, verdict);
        make();
        QCOMPARE(ctl({"mailbox", "add", "jane@domain.com", "--no-password"}).exit, 0);
        const Ran text = ctl(QStringList{"explain", "--service", "smtp"} + session);
        QCOMPARE(text.exit, 0);
        QVERIFY2(text.out.startsWith(verdict), qPrintable(text.out + text.err));
        QVERIFY(text.out.contains("access.client"));

        const QJsonObject json = ctl(QStringList{"explain", "--json"} + session).json();
        QCOMPARE(json["outcome"].toString(), verdict.startsWith("accepted") ? "accepted" : "rejected");
        QCOMPARE(json["reply"].toString().isEmpty(), verdict.startsWith("accepted"));
        QVERIFY(!json["trace"].toArray().isEmpty());
    }

    void explainSaysWhatWouldChangeIt()
    {
        make();
        QCOMPARE(ctl({"mailbox", "add", "jane@domain.com", "--no-password"}).exit, 0);
        const QStringList session =
            QString("--client 203.0.113.9 --helo laptop --from jsmith@domain.com --to jane@domain.com")
                .split(' ');
        const Ran refused = ctl(QStringList{"explain"} + session);
        QVERIFY2(refused.out.contains("what would let it in, safest first:\n"
                                      "  1. add an exception for the sender jsmith@domain.com, from "
                                      "203.0.113.9 only (lets in, too: "
                                      "whatever else 203.0.113.9 sends under that name)\n"),
                 qPrintable(refused.out));
        QJsonObject json = ctl(QStringList{"explain", "--json"} + session).json();
        const QJsonArray letsIn = json["lets_in"].toArray();
        QVERIFY(letsIn.size() > 2 && json["all_tried"].toBool());
        const QJsonObject step = letsIn[0].toObject()["steps"].toArray()[0].toObject();
        QVERIFY(step["what"].toString().startsWith("add an exception for the sender"));
        QCOMPARE(step["by"].toString(), "administrator");

        // Done as it says, it is let in, and the next question is what would refuse it.
        QCOMPARE(
            ctl({"list", "add", "--service", "SMTP", "--list", "white", "--kind", "ip", "203.0.113.9"}).exit,
            0);
        json = ctl(QStringList{"explain", "--json"} + session).json();
        QCOMPARE(json["outcome"].toString(), "accepted");
        QVERIFY(!json["refuses"].toArray().isEmpty());
        QVERIFY(!json.contains("lets_in"));
    }

    void explainSaysWhatIsWrongWithTheQuestion()
    {
        make();
        QVERIFY(ctl({"explain", "--client", "laptop"}).err.contains("--client"));
        QVERIFY(ctl({"explain", "--client", "10.0.0.1", "--to", "a@b.example"}).err.contains("--from"));
        const Ran noService = ctl({"explain", "--service", "POP", "--client", "10.0.0.1"});
        QCOMPARE(noService.exit, 1);
        QVERIFY(noService.err.contains("SMTP"));
    }

    // --- history

    void historyListsShowsAndRestores()
    {
        make();
        QCOMPARE(list("add", "black", "sender", {"a.example"}).exit, 0);
        QCOMPARE(ctl({"apply", "-"}, document("2601")).exit, 0);
        const QStringList lines = ctl({"history"}).out.split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 3);
        QVERIFY(lines[0].startsWith("3  "));
        QVERIFY(ctl({"history", "show", "2"}).out.contains("a.example"));
        QVERIFY(ctl({"history", "show", "3", "--json"}).out.contains("\"table\":\"service\""));
        QCOMPARE(ctl({"history", "restore", "2"}).exit, 0);
        const auto store = opened(m_store);
        QCOMPARE(*store->revision(), 4);
        QCOMPARE(store->history()->front().summary, "restored revision 2");
        QVERIFY(store->configuration()->services.at(0).port != 2601);
        QCOMPARE(store->listEntries()->size(), 1U);
        QCOMPARE(ctl({"history", "show", "9"}).exit, 1);
        QCOMPARE(ctl({"history", "restore", "9"}).exit, 1);
    }

    // --- backup

    void aBackupIsAWholeStoreAndNeverOverwrites()
    {
        make();
        const QString copy = m_folder->filePath("copy.db");
        QCOMPARE(ctl({"backup", copy}).exit, 0);
        QCOMPARE(opened(copy)->configuration()->server.hostname, "mail.domain.com");
        const Ran again = ctl({"backup", copy});
        QCOMPARE(again.exit, 1);
        QVERIFY(again.err.contains("copy.db"));
    }

    // --- the command line

    void wrongUsageIsExitCode2_data()
    {
        QTest::addColumn<QString>("line");
        for (const char* line :
             {"", "bogus", "init", "apply", "preview", "list", "list add x", "explain", "log --outcome some",
              "status --bogus", "history show x", "history show 0", "service", "mailbox add", "backup",
              "list add --service a --all --list black --kind ip 10.0.0.1",
              "list add --service a --list red --kind ip 10.0.0.1",
              "init --hostname a --domain b --port 70000"})
            QTest::newRow(*line == '\0' ? "nothing" : line) << line;
    }
    void wrongUsageIsExitCode2()
    {
        QFETCH(QString, line);
        const Ran ran = ctl(line.split(' ', Qt::SkipEmptyParts));
        QCOMPARE(ran.exit, 2);
        QVERIFY2(ran.err.startsWith("posternctl: ") && ran.err.contains("--help"), qPrintable(ran.err));
    }

    void everyCommandHasHelp_data()
    {
        QTest::addColumn<QString>("command");
        for (const char* command : {"",
                                    "init",
                                    "apply",
                                    "preview",
                                    "export",
                                    "explain",
                                    "list",
                                    "list add",
                                    "list remove",
                                    "list test",
                                    "list import",
                                    "list export",
                                    "log",
                                    "status",
                                    "history",
                                    "history show",
                                    "history restore",
                                    "service",
                                    "service start",
                                    "service stop",
                                    "mailbox",
                                    "mailbox add",
                                    "mailbox passwd",
                                    "mailbox remove",
                                    "backup"})
            QTest::newRow(*command == '\0' ? "all" : command) << command;
    }
    void everyCommandHasHelp()
    {
        QFETCH(QString, command);
        const Ran ran = ctl(command.split(' ', Qt::SkipEmptyParts) << "--help");
        QCOMPARE(ran.exit, 0);
        QVERIFY(ran.out.contains("Usage: posternctl"));
    }

    void withoutAStoreTheWayToOneIsTold()
    {
        const Ran ran = ctl({"status"});
        QCOMPARE(ran.exit, 1);
        QVERIFY(ran.err.contains(m_store));
        QVERIFY(ran.err.contains("init"));
        QVERIFY(!QFile::exists(m_store));
    }
};

QTEST_GUILESS_MAIN(TestPosternctl)
#include "test_posternctl.moc"
