// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's reader of the files that lists subscribe to.
#include "engine/list_files.h"
#include "model/list_file.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace postern;
using namespace postern::model;
using namespace std::chrono_literals;
using engine::ListFiles;

namespace {

constexpr auto interval = 10ms;
constexpr auto patience = 10s;

// A folder with a store's name in it, and what an engine follows there.
class House {
public:
    House() { configuration.services.emplace_back().id = 1; }

    void subscribe(const char* file, ListColor color = ListColor::Black)
    {
        configuration.services[0].subscriptions.push_back({color, ListKind::Ip, file, true});
    }
    void write(const char* file, const QByteArray& text) const
    {
        const QString whole = m_folder.filePath(file);
        QFile out(whole + ".new"); // beside it, and renamed, as list providers should
        QVERIFY(out.open(QIODevice::WriteOnly));
        QCOMPARE(out.write(text), text.size());
        out.close();
        QVERIFY(std::rename(qPrintable(whole + ".new"), qPrintable(whole)) == 0);
    }
    void remove(const char* file) const { QVERIFY(QFile::remove(m_folder.filePath(file))); }
    std::string store() const { return m_folder.filePath("postern.db").toStdString(); }

    Configuration configuration;

private:
    QTemporaryDir m_folder;
};

// The reader, and what it last said.
class Reader {
public:
    explicit Reader(const House& house)
        : files(
              house.store(), m_clock, [this] { ++m_woken; }, interval)
    {
        files.follow(house.configuration);
    }

    // Waits until the list has this entry for the address; "" for none.
    bool comesTo(const char* address, const std::string& pattern)
    {
        return waitFor([&] { return match(address) == pattern; });
    }
    bool comesTo(ListFileState state)
    {
        return waitFor([&] { return !status.empty() && status[0].state == state; });
    }
    // A few looks later, nothing is different.
    bool staysAt(const char* address, const std::string& pattern)
    {
        QTest::qWait(100);
        look();
        return match(address) == pattern;
    }
    std::string match(const char* address) const
    {
        for (const policy::SubscribedList& each : lists) {
            if (const auto found = each.list.findIp(*IpAddress::parse(address), {}))
                return found->pattern;
        }
        return {};
    }
    void look()
    {
        if (auto taken = files.take())
            lists = std::move(*taken);
        if (auto taken = files.takeStatus())
            status = std::move(*taken);
    }
    int woken() const { return m_woken; }

private:
    SystemClock m_clock;
    std::atomic<int> m_woken{0};

    template <class Condition>
    bool waitFor(Condition condition)
    {
        QElapsedTimer timer;
        timer.start();
        while (true) {
            look();
            if (condition())
                return true;
            if (timer.elapsed() > std::chrono::milliseconds(patience).count())
                return false;
            QThread::msleep(5);
        }
    }

public:
    policy::SubscribedLists lists;
    std::vector<ListFileStatus> status;
    ListFiles files; // last: its thread uses the rest
};

} // namespace

class TestListFiles : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatIsThereAtTheStartIsReadAtOnce()
    {
        House house;
        house.write("drop.txt", "192.0.2.0/24\nnonsense\n");
        house.subscribe("drop.txt");
        Reader reader(house);
        QVERIFY(reader.files.waitForAll(patience));
        reader.look();
        QCOMPARE(reader.match("192.0.2.1"), "192.0.2.0/24 (drop.txt:1)");
        QCOMPARE(reader.status.size(), 1U);
        const ListFileStatus& status = reader.status[0];
        QCOMPARE(status.state, ListFileState::Current);
        QCOMPARE(status.service, Id(1));
        QCOMPARE(status.file, "drop.txt");
        QCOMPARE(status.lines, 1);
        QCOMPARE(status.refused, 1);
        QVERIFY(toEnglish(status.firstRefused).starts_with("line 2, nonsense: "));
        QVERIFY(status.error.empty());
        QVERIFY(SystemClock().now() - status.read < 60s);
        QVERIFY(reader.woken() > 0);
        QVERIFY(!reader.files.take()); // nothing new
        QVERIFY(!reader.files.takeStatus());
    }

    void aChangeIsReadAndAMissingOrBrokenFileKeepsWhatWasReadLast()
    {
        House house;
        house.write("drop.txt", "192.0.2.1\n");
        house.subscribe("drop.txt");
        Reader reader(house);
        QVERIFY(reader.comesTo("192.0.2.1", "192.0.2.1 (drop.txt:1)"));
        house.write("drop.txt", "192.0.2.2\n");
        QVERIFY(reader.comesTo("192.0.2.2", "192.0.2.2 (drop.txt:1)"));
        QCOMPARE(reader.match("192.0.2.1"), "");
        house.remove("drop.txt");
        QVERIFY(reader.comesTo(ListFileState::Kept));
        QCOMPARE(reader.match("192.0.2.2"), "192.0.2.2 (drop.txt:1)");
        QCOMPARE(reader.status[0].lines, 1);
        QVERIFY(toEnglish(reader.status[0].error).find("there is no such file") != std::string::npos);
        house.write("drop.txt", "<html>not found</html>\n");
        QVERIFY(reader.staysAt("192.0.2.2", "192.0.2.2 (drop.txt:1)"));
        QVERIFY(toEnglish(reader.status[0].error).find("no line of the file is an entry") !=
                std::string::npos);
        house.write("drop.txt", "");
        QVERIFY(reader.staysAt("192.0.2.2", "192.0.2.2 (drop.txt:1)"));
        QVERIFY(toEnglish(reader.status[0].error).find("is empty") != std::string::npos);
        house.write("drop.txt", "# nothing, on purpose\n");
        QVERIFY(reader.comesTo("192.0.2.2", ""));
        QCOMPARE(reader.status[0].state, ListFileState::Current);
        QVERIFY(reader.status[0].error.empty());
    }

    void anotherEngineKeepsWhatTheLastOneHad()
    {
        House house;
        house.write("drop.txt", "192.0.2.1\n");
        house.subscribe("drop.txt");
        {
            Reader reader(house);
            QVERIFY(reader.comesTo("192.0.2.1", "192.0.2.1 (drop.txt:1)"));
        }
        house.remove("drop.txt");
        Reader reader(house);
        QVERIFY(reader.files.waitForAll(patience));
        reader.look();
        QCOMPARE(reader.match("192.0.2.1"), "192.0.2.1 (drop.txt:1)");
        QCOMPARE(reader.status[0].state, ListFileState::Kept);
        QVERIFY(reader.status[0].read != Time{});
    }

    void aFileThatWasNeverThereIsAFailure()
    {
        House house;
        house.subscribe("drop.txt");
        Reader reader(house);
        QVERIFY(reader.comesTo(ListFileState::Failed));
        QCOMPARE(reader.match("192.0.2.1"), "");
        house.write("drop.txt", "192.0.2.1\n");
        QVERIFY(reader.comesTo("192.0.2.1", "192.0.2.1 (drop.txt:1)"));
        QCOMPARE(reader.status[0].state, ListFileState::Current);
    }

    void aFileThatIsStillBeingWrittenIsNotRead()
    {
        House house;
        house.write("drop.txt", "192.0.2.1\n");
        house.subscribe("drop.txt");
        Reader reader(house);
        QVERIFY(reader.comesTo("192.0.2.1", "192.0.2.1 (drop.txt:1)"));
        // Grows with each look: what is there is never the whole of it.
        QFile file(QString::fromStdString(pathOf("drop.txt", house.store())));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        for (int i = 0; i < 60; ++i) {
            file.write(QByteArray("192.0.2.") + QByteArray::number(100 + i) + "\n");
            file.flush();
            QThread::msleep(3);
            reader.look();
            QCOMPARE(reader.match("192.0.2.1"), "192.0.2.1 (drop.txt:1)");
        }
        file.close();
        QVERIFY(reader.comesTo("192.0.2.159", "192.0.2.159 (drop.txt:60)"));
    }

    void whatIsNotSubscribedToAnyMoreIsForgottenAndSoIsItsCopy()
    {
        House house;
        house.write("a.txt", "192.0.2.1\n");
        house.write("b.txt", "192.0.2.2\n");
        house.subscribe("a.txt");
        house.subscribe("b.txt");
        const std::string store = house.store();
        const std::string copyOfA = copyPath(store, ListKind::Ip, pathOf("a.txt", store));
        const std::string copyOfB = copyPath(store, ListKind::Ip, pathOf("b.txt", store));
        Reader reader(house);
        QVERIFY(reader.comesTo("192.0.2.2", "192.0.2.2 (b.txt:1)"));
        QTRY_VERIFY(std::filesystem::exists(copyOfA) && std::filesystem::exists(copyOfB));
        house.configuration.services[0].subscriptions.pop_back();
        reader.files.follow(house.configuration);
        QVERIFY(reader.comesTo("192.0.2.2", ""));
        QCOMPARE(reader.match("192.0.2.1"), "192.0.2.1 (a.txt:1)");
        QCOMPARE(reader.status.size(), 1U);
        QTRY_VERIFY(!std::filesystem::exists(copyOfB));
        QVERIFY(std::filesystem::exists(copyOfA));
    }

    void aReaderThatFollowsNothingYetDropsNoCopies()
    {
        House house;
        const std::string copy = copyPath(house.store(), ListKind::Ip, pathOf("a.txt", house.store()));
        QVERIFY(writeCopy(copy, "192.0.2.1\n"));
        const SystemClock clock;
        const ListFiles files(
            house.store(), clock, [] {}, interval);
        QTest::qWait(100);
        QVERIFY(std::filesystem::exists(copy));
    }

    void oneFileForSeveralListsIsReadForEach()
    {
        House house;
        house.write("both.txt", "192.0.2.1\n");
        house.subscribe("both.txt");
        house.configuration.subscriptions.push_back({ListColor::White, ListKind::Sender, "both.txt", true});
        Reader reader(house);
        QVERIFY(reader.files.waitForAll(patience));
        reader.look();
        QCOMPARE(reader.lists.size(), 2U);
        QCOMPARE(reader.status[0].service, Id(0));
        QCOMPARE(reader.status[0].state, ListFileState::Failed); // an IP address is no sender
        QCOMPARE(reader.status[1].state, ListFileState::Current);
    }
};

QTEST_GUILESS_MAIN(TestListFiles)
#include "test_list_files.moc"
