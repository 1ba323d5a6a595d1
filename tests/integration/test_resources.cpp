// SPDX-License-Identifier: GPL-3.0-or-later
// Clients that are many, slow or endless: others are served at once, and memory stays within bounds. Client
// and server share this process, so what is measured is both; the clients here keep next to nothing.
#include "support/gatehouse.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <sys/resource.h>

#include <algorithm>

using namespace postern;
using postern::testing::Gatehouse;
using postern::testing::SmtpClient;

namespace {

#ifdef POSTERN_SANITIZED
constexpr bool memoryTells = false; // a sanitizer keeps far more than the program
#else
constexpr bool memoryTells = true;
#endif

// "VmRSS" or "VmHWM" of this process, in KiB.
long memory(const char* what)
{
    QFile status("/proc/self/status");
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith(what))
            return line.simplified().split(' ').value(1).toLong();
    }
    return 0;
}

// How much memory this process gains, at most, from here on.
class MemoryGain {
public:
    MemoryGain()
    {
        QFile reset("/proc/self/clear_refs"); // "5" makes the peak what is used now
        if (reset.open(QIODevice::WriteOnly))
            reset.write("5");
        m_before = memory("VmRSS");
    }
    long kibibytes() const { return memory("VmHWM") - m_before; }

private:
    long m_before;
};

// A whole message of another client, while something goes on.
void verifyOthersAreServed(Gatehouse& house)
{
    QElapsedTimer timer;
    timer.start();
    SmtpClient client(house.port, "127.0.0.9");
    client.hello();
    QVERIFY(client.deliver("joe@example.com", "jane@domain.com", "text").starts_with("250 "));
    QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
}

void sendMany(SmtpClient& client, std::size_t octets, const std::string& block)
{
    for (std::size_t sent = 0; sent < octets; sent += block.size())
        client.send(block);
}

const std::string longLine(1 << 16, 'x');
const std::string lines = [] {
    std::string text;
    while (text.size() < (1 << 16))
        text += "a line of seventy octets or so, as it stands in messages all the time\r\n";
    return text;
}();

} // namespace

class TestResources : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        rlimit files{};
        getrlimit(RLIMIT_NOFILE, &files);
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
        // Both ends of each connection are here.
        m_idleClients = int(std::min<rlim_t>(10'000, (files.rlim_cur - 200) / 2));
    }

    void tenThousandIdleClientsCostLittleAndDisturbNobody()
    {
        Gatehouse house;
        house.scene.service.connectionLimit = 20'000;
        house.scene.service.connectionLimitPerClient = 20'000;
        house.enforce();
        verifyOthersAreServed(house); // what is made once is there
        const long before = memory("VmRSS");
        std::vector<std::unique_ptr<SmtpClient>> clients;
        for (int i = 0; i < m_idleClients; ++i) {
            clients.push_back(
                std::make_unique<SmtpClient>(house.port, "127.0.1." + std::to_string(1 + i % 200)));
            QVERIFY2(clients.back()->reply().starts_with("220 "), qPrintable(QString::number(i)));
        }
        const double each = double(memory("VmRSS") - before) / m_idleClients;
        qInfo("%d idle clients, %.2f KiB each with the test's own part", m_idleClients, each);
        if (memoryTells)
            QVERIFY2(each <= 6, qPrintable(QString::number(each)));
        verifyOthersAreServed(house);
        QVERIFY(clients.front()->say("NOOP").starts_with("250 "));
        QVERIFY(clients.back()->say("NOOP").starts_with("250 "));
    }

    void twoHundredSlowSendersDisturbNobody()
    {
        constexpr int senders = 200;
        Gatehouse house;
        house.scene.service.connectionLimitPerClient = senders;
        house.enforce();
        verifyOthersAreServed(house);
        const MemoryGain gain;
        std::vector<std::unique_ptr<SmtpClient>> clients;
        for (int i = 0; i < senders; ++i) {
            clients.push_back(std::make_unique<SmtpClient>(house.port));
            clients.back()->hello();
            clients.back()->say("MAIL FROM:<joe@example.com>");
            clients.back()->say("RCPT TO:<bob@domain.com>");
            QVERIFY(clients.back()->say("DATA").starts_with("354 "));
        }
        const std::string message = "Subject: slow\r\n\r\nx\r\n.\r\n";
        for (std::size_t at = 0; at + 1 < message.size(); ++at) {
            for (const auto& client : clients)
                client->send(message.substr(at, 1));
            if (at % 8 == 0)
                verifyOthersAreServed(house);
        }
        if (memoryTells)
            QVERIFY2(gain.kibibytes() < 200L * 64, qPrintable(QString::number(gain.kibibytes())));
        for (const auto& client : clients)
            client->send("\n");
        for (const auto& client : clients)
            QVERIFY(client->reply().starts_with("250 2.0.0 Ok: queued as "));
    }

    // RFC 5321 4.5.3.1.4
    void anEndlessCommandLineIsNotKept()
    {
        Gatehouse house;
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        verifyOthersAreServed(house);
        const MemoryGain gain;
        sendMany(client, 100'000'000, longLine);
        verifyOthersAreServed(house);
        if (memoryTells)
            QVERIFY2(gain.kibibytes() < 4096, qPrintable(QString::number(gain.kibibytes())));
        QCOMPARE(client.say(""), std::string("500 5.5.2 Command line too long"));
        QVERIFY(client.say("NOOP").starts_with("250 ")); // one answer, and the session goes on
    }

    void anEndlessLineOfAMessageIsNotKeptInMemory()
    {
        Gatehouse house;
        house.scene.service.sizeLimit = 10'000'000;
        house.enforce();
        verifyOthersAreServed(house);
        const MemoryGain gain;
        const std::string answer = deliverLarge(house, 50'000'000, longLine, "");
        QVERIFY2(answer.starts_with("552 5.3.4 "), answer.c_str());
        if (memoryTells)
            QVERIFY2(gain.kibibytes() < 4096, qPrintable(QString::number(gain.kibibytes())));
    }

    void tenThousandRecipientsAreTakenUpToTheLimit()
    {
        Gatehouse house;
        house.enforce();
        const MemoryGain gain;
        const Counts counts = giveRecipients(house);
        QCOMPARE(counts.accepted, 1000);
        QCOMPARE(counts.tooMany, 9000);
        QVERIFY2(counts.end.starts_with("250 2.0.0 Ok: queued as "), counts.end.c_str());
        if (memoryTells)
            QVERIFY2(gain.kibibytes() < 16'384, qPrintable(QString::number(gain.kibibytes())));
    }

    // The work for a recipient does not grow with the number of those before it.
    void tenThousandRecipientsOfOneMessageAreNoMoreWorkEach()
    {
        Gatehouse house;
        house.scene.service.recipientLimit = 10'000;
        house.enforce();
        const MemoryGain gain;
        QElapsedTimer timer;
        timer.start();
        const Counts counts = giveRecipients(house);
        QCOMPARE(counts.accepted, 10'000);
        QVERIFY2(counts.end.starts_with("250 2.0.0 Ok: queued as "), counts.end.c_str());
        QVERIFY2(timer.elapsed() < 15'000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(house.queue->totals()->messages, 1);
        if (memoryTells)
            QVERIFY2(gain.kibibytes() < 131'072, qPrintable(QString::number(gain.kibibytes())));
    }

    // RFC 1870 6.1, 6.3
    void fiftyMegabytesAgainstALimitOfTen_data()
    {
        QTest::addColumn<bool>("declared");
        QTest::newRow("declared") << true;
        QTest::newRow("not declared") << false;
    }
    void fiftyMegabytesAgainstALimitOfTen()
    {
        QFETCH(bool, declared);
        Gatehouse house;
        house.scene.service.sizeLimit = 10'000'000;
        house.enforce();
        verifyOthersAreServed(house);
        const MemoryGain gain;
        const std::string answer = deliverLarge(house, 50'000'000, lines, declared ? " SIZE=50000000" : "");
        QVERIFY2(answer.starts_with("552 5.3.4 "), answer.c_str());
        QVERIFY(house.mailOf("bob").isEmpty());
        if (memoryTells)
            QVERIFY2(gain.kibibytes() < 4096, qPrintable(QString::number(gain.kibibytes())));
    }

    void fiftyMegabytesWithinTheLimitAreStreamed()
    {
        Gatehouse house;
        house.scene.service.sizeLimit = 60'000'000;
        house.enforce();
        verifyOthersAreServed(house);
        const MemoryGain gain;
        const std::string answer = deliverLarge(house, 50'000'000, lines, "");
        QVERIFY2(answer.starts_with("250 2.0.0 "), answer.c_str());
        if (memoryTells)
            QVERIFY2(gain.kibibytes() < 8192, qPrintable(QString::number(gain.kibibytes())));
        QTRY_VERIFY(house.queue->list(10)->empty()); // delivered
    }

private:
    static std::string deliverLarge(Gatehouse& house, std::size_t octets, const std::string& block,
                                    const std::string& parameters)
    {
        SmtpClient client(house.port);
        client.hello();
        const std::string sender = client.say("MAIL FROM:<joe@example.com>" + parameters);
        if (!sender.starts_with("250 "))
            return sender;
        client.say("RCPT TO:<bob@domain.com>");
        client.say("DATA");
        sendMany(client, octets, block);
        return client.say("\r\n.");
    }

    struct Counts {
        int accepted = 0;
        int tooMany = 0;
        std::string end; // the last reply
    };
    // Of a LAN client, to one domain, by a hundred at a time.
    static Counts giveRecipients(Gatehouse& house)
    {
        SmtpClient client(house.port, "127.0.0.2");
        client.hello();
        client.say("MAIL FROM:<jane@domain.com>");
        Counts counts;
        for (int i = 0; i < 10'000; i += 100) {
            std::string commands;
            for (int j = i; j < i + 100; ++j)
                commands += "RCPT TO:<user" + std::to_string(j) + "@far.example>\r\n";
            client.send(commands);
            for (int j = 0; j < 100; ++j) {
                const std::string answer = client.reply();
                counts.accepted += answer.starts_with("250 ");
                counts.tooMany += answer.starts_with("452 4.5.3 ");
            }
        }
        client.say("DATA");
        counts.end = client.say("text\r\n.");
        return counts;
    }

    int m_idleClients = 0;
};

QTEST_GUILESS_MAIN(TestResources)
#include "test_resources.moc"
