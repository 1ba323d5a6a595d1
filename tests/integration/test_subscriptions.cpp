// SPDX-License-Identifier: GPL-3.0-or-later
// Files that lists subscribe to, from the file to the reply, and as posternctl shows and explains it.
#include "policy/trace.h"
#include "support/engine_site.h"

#include <QJsonArray>
#include <QTest>

#include <filesystem>
#include <fstream>

using namespace postern;
using namespace std::chrono_literals;
using namespace postern::testing;
using model::ListColor;
using model::ListFileState;
using model::ListKind;

class TestSubscriptions : public QObject {
    Q_OBJECT

    static void write(const Site& site, const char* name, const std::string& text)
    {
        const std::string file = site.folder.filePath(name).toStdString();
        std::ofstream(file + ".new") << text;
        std::filesystem::rename(file + ".new", file);
    }

    static void subscribe(Site& site, const model::Subscription& subscription)
    {
        site.change([&](model::Configuration& configuration) {
            configuration.services.front().subscriptions.push_back(subscription);
        });
    }

    // The answer to RCPT.
    static std::string ask(const Site& site, const std::string& sender)
    {
        SmtpClient client(site.port, outside);
        client.hello("mail.far.example");
        client.say("MAIL FROM:<" + sender + ">");
        return client.say("RCPT TO:<jsmith@domain.com>");
    }

    static bool isRefused(const Site& site, const std::string& sender)
    {
        return ask(site, sender).starts_with("554 5.7.1 blacklisted");
    }

    static std::optional<model::ListFileStatus> status(const Site& site)
    {
        const auto files = site.db->listFiles();
        return files && files->size() == 1 ? std::optional(files->front()) : std::nullopt;
    }

    static QString ctl(const Site& site, QStringList arguments)
    {
        QProcess program;
        program.start(QStringLiteral(POSTERN_BIN "/posternctl"),
                      QStringList{"--store", QString::fromStdString(site.where)} + arguments);
        return program.waitForFinished() && program.exitCode() == 0
                   ? QString::fromUtf8(program.readAllStandardOutput())
                   : "failed: " + QString::fromUtf8(program.readAllStandardError());
    }

    static QString explain(const Site& site, const char* sender)
    {
        return ctl(site, {"explain", "--client", outside, "--helo", "mail.far.example", "--from", sender,
                          "--to", "jsmith@domain.com"});
    }

private Q_SLOTS:
    void aFileCountsFromTheFirstSessionAndFollowsItsChangesWithoutARestart()
    {
        Site site;
        write(site, "drop.txt", "spam.example\n");
        subscribe(site, {ListColor::Black, ListKind::Sender, "drop.txt", true});
        const auto engine = site.start();
        QVERIFY2(engine, engine ? "" : toString(engine.error()).c_str());
        QVERIFY(isRefused(site, "joe@spam.example")); // the very first
        const auto events = site.events(1);
        QCOMPARE(events[0].entry, model::Id(0));
        QCOMPARE(events[0].check, "sender.blacklist");
        QVERIFY(events[0].trace.find("spam.example (drop.txt:1)") != std::string::npos);

        QTRY_VERIFY(status(site) && status(site)->state == ListFileState::Current);
        QCOMPARE(status(site)->node, "main");
        QCOMPARE(status(site)->lines, 1);

        write(site, "drop.txt", "# new\nother.example\n");
        QTRY_VERIFY_WITH_TIMEOUT(isRefused(site, "joe@other.example"), 20'000);
        QVERIFY(!isRefused(site, "joe@spam.example"));

        std::filesystem::remove(site.folder.filePath("drop.txt").toStdString());
        QTRY_VERIFY_WITH_TIMEOUT(status(site) && status(site)->state == ListFileState::Kept, 20'000);
        QVERIFY(isRefused(site, "joe@other.example"));
        QTRY_VERIFY(!site.db->nodes()->front().error.empty()); // said where people look
        QVERIFY(toEnglish(site.db->nodes()->front().error).find("drop.txt") != std::string::npos);
        QTRY_VERIFY(site.lines->contain("the list file drop.txt is not well"));
    }

    void whatTheLastEngineHadSurvivesARestartWithoutTheFile()
    {
        Site site;
        write(site, "drop.txt", "spam.example\n");
        subscribe(site, {ListColor::Black, ListKind::Sender, "drop.txt", true});
        {
            const auto engine = site.start();
            QVERIFY(engine);
            QVERIFY(isRefused(site, "joe@spam.example"));
        }
        std::filesystem::remove(site.folder.filePath("drop.txt").toStdString());
        const auto engine = site.start();
        QVERIFY(engine);
        QVERIFY(isRefused(site, "joe@spam.example"));
        QTRY_VERIFY(status(site) && status(site)->state == ListFileState::Kept);
        // Whoever explains says the same as the engine.
        QVERIFY2(explain(site, "joe@spam.example").contains("by the entry spam.example (drop.txt:1)"),
                 qPrintable(explain(site, "joe@spam.example")));
    }

    void aSubscriptionThatIsMadeOrEndedCountsWithinSeconds()
    {
        Site site;
        write(site, "drop.txt", "spam.example\n");
        const auto engine = site.start();
        QVERIFY(engine);
        QVERIFY(!isRefused(site, "joe@spam.example"));
        subscribe(site, {ListColor::Black, ListKind::Sender, "drop.txt", true});
        QTRY_VERIFY_WITH_TIMEOUT(isRefused(site, "joe@spam.example"), 20'000);
        site.change([](model::Configuration& configuration) {
            configuration.services.front().subscriptions.front().enabled = false;
        });
        QTRY_VERIFY_WITH_TIMEOUT(!isRefused(site, "joe@spam.example"), 20'000);
        QTRY_VERIFY(site.db->listFiles()->empty());
    }

    void aFileOfExceptionsLetsIn()
    {
        Site site;
        site.list(ListColor::Black, ListKind::Sender, "spam.example");
        write(site, "white.txt", std::string(outside) + "\n");
        site.change([](model::Configuration& configuration) {
            configuration.subscriptions.push_back({ListColor::White, ListKind::Ip, "white.txt", true});
        });
        const auto engine = site.start();
        QVERIFY(engine);
        QVERIFY(!isRefused(site, "joe@spam.example"));
    }

    void explainAndStatusTellOfIt()
    {
        Site site;
        write(site, "drop.txt", "spam.example\nnot an entry\n");
        subscribe(site, {ListColor::Black, ListKind::Sender, "drop.txt", true});
        QVERIFY(explain(site, "joe@spam.example").contains("by the entry spam.example (drop.txt:1)"));
        QVERIFY(ctl(site, {"list", "test", "--service", "SMTP", "--list", "black", "--kind", "sender",
                           "joe@spam.example"})
                    .contains("listed by spam.example (drop.txt:1)"));
        {
            const auto engine = site.start();
            QVERIFY(engine);
            QTRY_VERIFY(status(site) && status(site)->state == ListFileState::Current);
            const QString said = ctl(site, {"status"});
            QVERIFY2(said.contains("list file drop.txt"), qPrintable(said));
            QVERIFY2(said.contains("current, 1 entry, 1 not readable (line 2, not an entry: "),
                     qPrintable(said));
            const auto json = QJsonDocument::fromJson(ctl(site, {"status", "--json"}).toUtf8()).object();
            const auto file = json["nodes"].toArray()[0].toObject()["list_files"].toArray()[0].toObject();
            QCOMPARE(file["state"].toString(), "current");
            QCOMPARE(file["refused"].toInt(), 1);
        }
        std::filesystem::remove_all(site.where + ".lists");
        std::filesystem::remove(site.folder.filePath("drop.txt").toStdString());
        QVERIFY(explain(site, "joe@spam.example").contains("a list file does not count here"));
    }
};

QTEST_GUILESS_MAIN(TestSubscriptions)
#include "test_subscriptions.moc"
