// SPDX-License-Identifier: GPL-3.0-or-later
// Files that lists subscribe to: how one is read, and what becomes of a policy.
#include "base/domain_name.h"
#include "model/list_file.h"
#include "model/list_import.h"
#include "policy/explain.h"
#include "policy/subscribed_lists.h"
#include "support/scene.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

using namespace postern;
using namespace postern::model;
using namespace postern::policy;

namespace {

void write(const QString& file, const QByteArray& text)
{
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(out.write(text), text.size());
}

std::string found(const ListFile& file, const char* address)
{
    const auto match = file.list.findIp(*IpAddress::parse(address), {});
    return match ? match->pattern : std::string();
}

} // namespace

class TestListFile : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::string path(const char* name) const { return m_folder.filePath(name).toStdString(); }

private Q_SLOTS:
    void linesAreNamedAfterTheirPlace()
    {
        const auto file = compileListFile(ListKind::Ip,
                                          "\xef\xbb\xbf# of today\r\n192.0.2.0/24  # a block\r\n\n"
                                          "~192.0.2.9\n192.0.2.9",
                                          "drop.txt");
        QVERIFY(file);
        QCOMPARE(file->lines, 3);
        QCOMPARE(file->refused, 0);
        QCOMPARE(found(*file, "192.0.2.1"), "192.0.2.0/24 (drop.txt:2)");
        QCOMPARE(found(*file, "192.0.2.9"), "~192.0.2.9 (drop.txt:4)"); // '~' wins on a tie
        QCOMPARE(found(*file, "192.0.3.1"), "");
        const auto match = file->list.findIp(*IpAddress::parse("192.0.2.1"), {});
        QCOMPARE(match->entry, Id(0)); // of no row of the store
    }

    void anEntryOfTheStoreComesFirstWhereBothAreAsSpecific()
    {
        ListEntry entry;
        entry.id = 900'000'000;
        entry.kind = ListKind::Ip;
        entry.pattern = "192.0.2.0/24";
        const auto stored = CompiledList::compile(ListKind::Ip, std::span(&entry, 1));
        const auto file = compileListFile(ListKind::Ip, "192.0.2.0/24\n192.0.2.7\n", "drop.txt");
        for (const std::array<CompiledList, 2>& both :
             {std::array{stored, file->list}, std::array{file->list, stored}}) {
            const auto list = CompiledList::joined(both);
            QCOMPARE(list.findIp(*IpAddress::parse("192.0.2.1"), {})->entry, entry.id);
            QCOMPARE(list.findIp(*IpAddress::parse("192.0.2.7"), {})->pattern, "192.0.2.7 (drop.txt:2)");
            // What is edited is never the file.
            const std::vector<Id> removed{entry.id};
            const auto without = list.withChanges(removed, {});
            QCOMPARE(without.findIp(*IpAddress::parse("192.0.2.1"), {})->pattern,
                     "192.0.2.0/24 (drop.txt:1)");
            QCOMPARE(without.withChanges({}, std::span(&entry, 1))
                         .findIp(*IpAddress::parse("192.0.2.1"), {})
                         ->entry,
                     entry.id);
        }
    }

    void wrongLinesAreCountedAndTheFirstNamed()
    {
        QByteArray text = "192.0.2.1\n";
        for (int i = 0; i < 20; ++i)
            text += "nonsense" + QByteArray::number(i) + "\n";
        text += QByteArray(maxListFileLine + 1, '1') + "\n192.0.2.2\n";
        const auto file = compileListFile(ListKind::Ip, text.toStdString(), "drop.txt");
        QVERIFY(file);
        QCOMPARE(file->lines, 2);
        QCOMPARE(file->refused, 21);
        QCOMPARE(file->first.size(), ListFile::mostNamed);
        QCOMPARE(file->first[0].line, 2);
        QVERIFY(toEnglish(firstRefused(*file)).starts_with("line 2, nonsense0: "));
        QVERIFY(!found(*file, "192.0.2.2").empty());
    }

    void aLineThatIsTooLongIsRefusedAndTheNextOneRead()
    {
        const std::string text =
            std::string(maxListFileLine, ' ') + "1\n" + std::string(maxListFileLine - 9, ' ') + "192.0.2.3\n";
        const auto file = compileListFile(ListKind::Ip, text, "drop.txt");
        QVERIFY(file);
        QCOMPARE(file->refused, 1);
        QVERIFY(toEnglish(firstRefused(*file)).find("longer than 1024") != std::string::npos);
        QCOMPARE(found(*file, "192.0.2.3"), "192.0.2.3 (drop.txt:2)");
    }

    void ofLinesThatSayTheSameTheFirstCounts()
    {
        const auto file =
            compileListFile(ListKind::Sender, "Spam.example\n@spam.example\n~spam.example\n", "drop.txt");
        QVERIFY(file);
        QCOMPARE(file->lines, 3);
        QCOMPARE(file->list.size(), 2U);
        QCOMPARE(file->list.findAddress({"joe", "spam.example"}, {})->pattern, "~spam.example (drop.txt:3)");
    }

    // All of them are filed at one place: none has a beginning or an end to go by.
    void manyPatternsOfOneKeyTakeNoLonger()
    {
        std::string text;
        for (int i = 0; i < 30'000; ++i)
            text += "*word" + std::to_string(i) + "x*\n";
        QElapsedTimer timer;
        timer.start();
        const auto file = compileListFile(ListKind::Sender, text, "words.txt");
        QVERIFY(timer.elapsed() < 20'000);
        QCOMPARE(file->list.findAddress({"aword29999x", "b.example"}, {})->pattern,
                 "*word29999x* (words.txt:30000)");
        QVERIFY(!file->list.findAddress({"word30000x", "b.example"}, {}));
    }

    void aFileOfAnotherKindIsRefused()
    {
        const auto page = compileListFile(ListKind::Ip, "<html>\n<body>not found</body>\n", "drop.txt");
        QVERIFY(!page);
        QVERIFY(toString(page.error()).find("no line of the file is an entry") != std::string::npos);
        QVERIFY(compileListFile(ListKind::Ip, "# nothing today\n", "drop.txt")); // said on purpose
    }

    void tooManyEntriesAreRefused()
    {
        std::string text;
        text.reserve(std::size_t(maxListFileLines + 1) * 5);
        for (std::int64_t i = 0; i <= maxListFileLines; ++i)
            text += "x.yz\n";
        const auto file = compileListFile(ListKind::Helo, text, "long.txt");
        QVERIFY(!file);
        QCOMPARE(file.error().kind, ErrorKind::Full);
        text.resize(text.size() - 5);
        QVERIFY(compileListFile(ListKind::Helo, text, "long.txt"));
    }

    void whatIsNoPlainFileIsRefused()
    {
        QCOMPARE(readListFile(path("missing.txt")).error().kind, ErrorKind::NotFound);
        QCOMPARE(readListFile(m_folder.path().toStdString()).error().kind, ErrorKind::Invalid);
        QVERIFY(::mkfifo(path("pipe").c_str(), 0600) == 0);
        QCOMPARE(readListFile(path("pipe")).error().kind, ErrorKind::Invalid); // and is not waited for
        write(m_folder.filePath("empty.txt"), "");
        QVERIFY(toString(readListFile(path("empty.txt")).error()).find("is empty") != std::string::npos);
        std::filesystem::resize_file(path("empty.txt"), maxListFile + 1); // a hole, which costs no room
        QCOMPARE(readListFile(path("empty.txt")).error().kind, ErrorKind::Full);
        if (::geteuid() != 0) {
            write(m_folder.filePath("closed.txt"), "192.0.2.1\n");
            QVERIFY(::chmod(path("closed.txt").c_str(), 0) == 0);
            QCOMPARE(readListFile(path("closed.txt")).error().kind, ErrorKind::Denied);
        }
    }

    void pathsBeginInTheFolderOfTheStore()
    {
        QCOMPARE(pathOf("lists/drop.txt", "/srv/postern/postern.db"), "/srv/postern/lists/drop.txt");
        QCOMPARE(pathOf("/etc/drop.txt", "/srv/postern/postern.db"), "/etc/drop.txt");
        QVERIFY(copyPath("/srv/postern.db", ListKind::Ip, "/etc/drop.txt") !=
                copyPath("/srv/postern.db", ListKind::Sender, "/etc/drop.txt"));
    }

    void theCopyCountsWhereTheFileIsNotWell()
    {
        const std::string store = path("postern.db");
        const std::string copy = copyPath(store, ListKind::Ip, path("gone.txt"));
        QVERIFY(writeCopy(copy, "192.0.2.1\n"));
        struct stat folder = {};
        QVERIFY(::stat(copiesFolder(store).c_str(), &folder) == 0);
        QCOMPARE(folder.st_mode & 0777U, 0700U);
        const auto reading = readSubscribedFile(store, ListKind::Ip, "gone.txt");
        QVERIFY(reading.error && reading.content);
        QCOMPARE(reading.error->kind, ErrorKind::NotFound);
        QCOMPARE(found(*reading.content, "192.0.2.1"), "192.0.2.1 (gone.txt:1)");
        QVERIFY(reading.copied != Time{});
        QVERIFY(!readSubscribedFile(store, ListKind::Ip, "gone.txt", Copy::Ignore).content);
        write(m_folder.filePath("gone.txt"), "192.0.2.2\n");
        const auto well = readSubscribedFile(store, ListKind::Ip, "gone.txt");
        QVERIFY(!well.error);
        QCOMPARE(well.text, "192.0.2.2\n");
        QCOMPARE(found(*well.content, "192.0.2.1"), "");
    }

    // What a preview shows is what the engine will count.
    void aPreviewCountsAsTheEngineDoes_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char* name, ListKind kind, const QByteArray& text) {
            QTest::newRow(name) << int(kind) << text;
        };
        row("addresses, comments, blanks", ListKind::Ip,
            "\xef\xbb\xbf# drop\n192.0.2.0/24 # spam\n\n  \n198.51.100.7\r\nnonsense\n");
        row("what stands there twice", ListKind::Sender, "a@b.example\nA@B.example\n~a@b.example\n");
        row("a carriage return alone", ListKind::Helo, "a.example\rb.example\nc.example\n");
        row("a line that is too long", ListKind::Ip,
            "192.0.2.1\n" + QByteArray(maxListFileLine + 1, ' ') + "192.0.2.2\n192.0.2.3");
        row("another format", ListKind::Sender, "spam.example REJECT no\nfriend.example OK\n");
        row("another kind", ListKind::Ip, "spam.example\n192.0.2.1\n@@\n");
        row("only comments", ListKind::Ip, "# nothing today\n");
        row("bytes that are no text", ListKind::Sender, QByteArray("a\0b.example\n\xff\xfe@x.example\n", 24));
    }
    void aPreviewCountsAsTheEngineDoes()
    {
        QFETCH(int, kind);
        QFETCH(QByteArray, text);
        const auto file = compileListFile(ListKind(kind), text.toStdString(), "x");
        const auto import = importListFile(ListColor::Black, ListKind(kind), text.toStdString());
        const auto entries = std::int64_t(import.entries.size() + import.repeated);
        if (!file) { // not one line is an entry
            QCOMPARE(entries, 0);
            QVERIFY(!import.refused.empty());
            return;
        }
        QCOMPARE(entries, file->lines);
        QCOMPARE(std::int64_t(import.refused.size()), file->refused);
        for (std::size_t i = 0; i < file->first.size(); ++i) {
            QCOMPARE(std::int64_t(import.refused[i].line), file->first[i].line);
            QCOMPARE(import.refused[i].reason.what, file->first[i].error.what);
        }
    }

    // Explain and the engine both make their policies this way.
    void aPolicyHasTheLinesOfItsOwnFilesAndOfThoseOfAll()
    {
        testing::Scene scene;
        const std::string store = path("postern.db");
        write(m_folder.filePath("own.txt"), "203.0.113.0/24\n");
        write(m_folder.filePath("shared.txt"), "spam.example\n");
        write(m_folder.filePath("white.txt"), "203.0.113.7\n");
        write(m_folder.filePath("off.txt"), "198.51.100.0/24\n");
        scene.service.id = 5;
        scene.service.subscriptions = {{ListColor::Black, ListKind::Ip, "own.txt", true},
                                       {ListColor::White, ListKind::Ip, "white.txt", true},
                                       {ListColor::Black, ListKind::Ip, "off.txt", false},
                                       {ListColor::Black, ListKind::Ip, "missing.txt", true}};
        scene.configuration.subscriptions = {{ListColor::Black, ListKind::Sender, "shared.txt", true}};
        scene.configuration.services = {scene.service};
        const auto files = readSubscribedFiles(store, scene.configuration);
        QCOMPARE(files.lists.size(), 3U);
        QCOMPARE(files.problems.size(), 1U);
        const auto policy = withFiles(*compilePolicy(1, scene.configuration, scene.service, {}),
                                      scene.configuration, files.lists);
        const auto verdict = [&](const char* client, const char* sender) {
            Facts facts;
            facts.client = *IpAddress::parse(client);
            facts.helo = "mail.far.example";
            facts.sender = sender;
            facts.recipient = "jane@domain.com";
            return explain(*policy, facts).verdict;
        };
        const Verdict listed = verdict("203.0.113.9", "joe@far.example");
        QCOMPARE(listed.check, Check::IpBlacklist);
        QCOMPARE(listed.entry, Id(0));
        const TraceRow* row = decidingRow(listed);
        QVERIFY(row != nullptr);
        QCOMPARE(row->pattern, "203.0.113.0/24 (own.txt:1)");
        QCOMPARE(inEnglish(*row),
                 "203.0.113.9 is in the Black List, by the entry 203.0.113.0/24 (own.txt:1)");
        QVERIFY(verdict("203.0.113.7", "joe@far.example").check != Check::IpBlacklist); // excepted
        QVERIFY(verdict("198.51.100.1", "joe@far.example").check != Check::IpBlacklist);
        QCOMPARE(verdict("198.51.100.1", "joe@spam.example").check, Check::SenderBlacklist);
        // What the service does not subscribe to any more does not count.
        scene.configuration.subscriptions.clear();
        const auto less = withFiles(*compilePolicy(2, scene.configuration, scene.service, {}),
                                    scene.configuration, files.lists);
        QVERIFY(less->black.of(ListKind::Sender).empty());
        QVERIFY(!less->black.of(ListKind::Ip).empty());
    }
};

QTEST_APPLESS_MAIN(TestListFile)
#include "test_list_file.moc"
