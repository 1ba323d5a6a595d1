// SPDX-License-Identifier: GPL-3.0-or-later
#include "crash/load.h"
#include "model/preset.h"
#include "spool/spool.h"
#include "store/store.h"
#include "support/free_port.h"
#include "support/smtp_client.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <map>
#include <random>
#include <set>

using namespace postern;
using namespace postern::testing;

namespace {

constexpr int clients = 6;
constexpr int patience = 30'000; // ms

using Place = std::pair<std::string, std::string>; // a parcel's name, a recipient

int numberFrom(const char* variable, int otherwise)
{
    bool given = false;
    const int number = qEnvironmentVariableIntValue(variable, &given);
    return given ? number : otherwise;
}

std::string bytesOf(const spool::Content& content)
{
    std::string bytes;
    std::string piece(65'536, '\0');
    while (true) {
        const auto count = content.read(std::int64_t(bytes.size()), piece);
        if (!count || *count == 0)
            return bytes;
        bytes.append(piece, 0, *count);
    }
}

} // namespace

// posternd is killed with -9 at random moments while clients send: every message that it has answered with
// 250 lies in a Maildir or in the queue afterwards, and whatever lies there is whole. POSTERN_KILLS says how
// often (10), POSTERN_SEED repeats a run as far as moments can be repeated.
class TestCrash : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_kills = numberFrom("POSTERN_KILLS", 10);
        m_seed = std::uint64_t(numberFrom("POSTERN_SEED", int(std::random_device{}() & 0x7fffffff)));
        m_random.seed(m_seed);
        m_port = freePort();
        makeStore();
    }

    void noMessageThatWasAnswered250IsLost()
    {
        qInfo("POSTERN_SEED=%llu, %d kills", static_cast<unsigned long long>(m_seed), m_kills);
        Load load(m_port, m_seed, clients);
        for (int i = 0; i < m_kills; ++i) {
            serveAndKill();
            if (QTest::currentTestFailed())
                return;
            emptyBoxes();
        }
        load.stop();
        const auto taken = load.taken();
        deliverTheRest(taken);
        const auto queued = readQueue();
        judge(taken, queued, load.begun());
    }

private:
    QString box(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    QString where() const { return m_folder.filePath(QStringLiteral("postern.db")); }

    void makeStore()
    {
        const auto db = store::Store::open(where().toStdString(), store::OpenMode::Create);
        QVERIFY(db);
        store::Edit edit;
        edit.author = "test";
        edit.before = *(*db)->configuration();
        edit.base = *(*db)->revision();
        edit.after = edit.before;
        edit.after->server.hostname = "mail.domain.com";
        edit.after->server.lan = {"127.0.0.1"}; // may relay
        edit.after->domains = {{0, domain, {}}};
        for (const char* name : boxes)
            edit.after->mailboxes.push_back(
                {0, std::string(name) + '@' + domain, "", "maildir:" + box(name).toStdString(), {}});
        edit.after->routes = {{0, "*", "smtp:127.0.0.77:1", "", "", {}}};
        model::Service service = model::makeService(model::Preset::Mx);
        service.name = "SMTP";
        service.addresses = {"127.0.0.1"};
        service.port = m_port;
        edit.after->services = {service};
        QVERIFY((*db)->commit(edit));
    }

    void start(QProcess& program) const
    {
        program.setProcessChannelMode(QProcess::MergedChannels);
        program.setStandardOutputFile(m_folder.filePath(QStringLiteral("posternd.log")), QIODevice::Append);
        program.start(POSTERND, {QStringLiteral("--store"), where()});
        QVERIFY(program.waitForStarted());
    }

    bool isThere() const { return SmtpClient(m_port).connected(); }

    // One time in five before it is ready: recovery is killed, too.
    void serveAndKill()
    {
        const bool early = m_random() % 5 == 0;
        QProcess program;
        start(program);
        if (!early)
            QTRY_VERIFY_WITH_TIMEOUT(isThere(), patience);
        const int longest = early ? 150 : 1200;
        QThread::msleep(std::uniform_int_distribution<unsigned long>(0, longest)(m_random));
        QCOMPARE(program.state(), QProcess::Running);
        program.kill();
        QVERIFY(program.waitForFinished(patience));
    }

    // As somebody who reads his mail does: what is delivered once more lies there a second time.
    void emptyBoxes()
    {
        for (const char* name : boxes) {
            QDir inbox(box(name) + QStringLiteral("/new"));
            for (const QString& entry : inbox.entryList(QDir::Files)) {
                QFile file(inbox.filePath(entry));
                QVERIFY(file.open(QIODevice::ReadOnly));
                note(file.readAll().toStdString(), std::string(name) + '@' + domain);
                QVERIFY(file.remove());
            }
        }
    }

    void note(const std::string& message, const std::string& recipient)
    {
        const std::string name = nameIn(message);
        if (name.empty() || !message.ends_with(Parcel(m_seed, name).body)) {
            ++m_torn;
            qWarning("torn: parcel '%s' for %s, %zu octets", name.c_str(), recipient.c_str(), message.size());
            return;
        }
        ++m_delivered[{name, recipient}];
    }

    void deliverTheRest(const std::map<std::string, std::vector<std::string>>& taken)
    {
        QProcess program;
        start(program);
        QTRY_VERIFY_WITH_TIMEOUT(isThere(), patience);
        const auto allThere = [&] {
            emptyBoxes();
            for (const auto& [name, recipients] : taken) {
                for (const std::string& recipient : recipients) {
                    if (recipient != farAway && !m_delivered.contains({name, recipient}))
                        return false;
                }
            }
            return true;
        };
        QElapsedTimer timer;
        timer.start();
        while (!allThere() && timer.elapsed() < 2 * patience)
            QThread::msleep(100);
        program.terminate();
        QVERIFY(program.waitForFinished(2 * patience));
        QCOMPARE(program.exitCode(), 0);
        emptyBoxes();
    }

    // What still waits, by the spool itself.
    std::set<Place> readQueue()
    {
        std::set<Place> places;
        const auto folder = m_folder.filePath(QStringLiteral("spool/postern.db/main")).toStdString();
        const auto queue =
            spool::Spool::open(folder, [](const std::string& line) { qWarning("%s", line.c_str()); });
        if (!queue)
            qWarning("%s", toString(queue.error()).c_str());
        const auto items = queue ? (*queue)->list(1'000'000) : failFrom(queue);
        if (!items)
            return places;
        for (const spool::Item& item : *items) {
            const auto content = (*queue)->content(item.message.id);
            const std::string bytes = content ? bytesOf(**content) : std::string();
            const std::string name = nameIn(bytes);
            if (name.empty() || bytes != Parcel(m_seed, name).body)
                ++m_torn;
            for (const spool::Recipient& recipient : item.recipients)
                places.emplace(name, recipient.address);
        }
        return places;
    }

    void judge(const std::map<std::string, std::vector<std::string>>& taken, const std::set<Place>& queued,
               int begun) const
    {
        int lost = 0;
        int recipients = 0;
        int inChunks = 0;
        int inFiles = 0;
        for (const auto& [name, all] : taken) {
            const Parcel parcel(m_seed, name);
            inChunks += parcel.inChunks ? 1 : 0;
            inFiles += parcel.body.size() > std::size_t(spool::Spool::largest) ? 1 : 0;
            for (const std::string& recipient : all) {
                ++recipients;
                if (m_delivered.contains({name, recipient}) || queued.contains({name, recipient}))
                    continue;
                ++lost;
                qWarning("lost: parcel %s for %s", name.c_str(), recipient.c_str());
            }
        }
        int twice = 0;
        for (const auto& [place, count] : m_delivered)
            twice += count - 1;
        qInfo(
            "%d kills: %d messages begun, %zu answered with 250 (%d by BDAT, %d in files) for %d recipients; "
            "%d lost, %d torn, %d delivered twice, %zu still queued",
            m_kills, begun, taken.size(), inChunks, inFiles, recipients, lost, m_torn, twice, queued.size());
        QCOMPARE(lost, 0);
        QCOMPARE(m_torn, 0);
        QVERIFY2(int(taken.size()) > m_kills, "too little was sent to say anything");
        QVERIFY(inChunks > 0 && inChunks < int(taken.size()));
        QVERIFY(inFiles > 0);
        QVERIFY(recipients > int(taken.size()));
    }

    QTemporaryDir m_folder;
    int m_kills = 0;
    std::uint64_t m_seed = 0;
    std::mt19937_64 m_random;
    int m_port = 0;
    std::map<Place, int> m_delivered;
    int m_torn = 0;
};

QTEST_GUILESS_MAIN(TestCrash)
#include "test_crash.moc"
