// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/document.h"
#include "store/store.h"
#include "support/free_port.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace postern;

namespace {

const QString bin = QStringLiteral(POSTERN_BIN);

// One posternd on a store of its own, and what an administrator does to it.
class Server {
public:
    Server()
        : m_port(testing::freePort())
    {
        auto opened = store::Store::open(path("postern.db").toStdString(), store::OpenMode::Create);
        m_store = std::move(*opened);
    }
    ~Server()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(30000))
            m_process.kill();
        m_process.waitForFinished();
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    int port() const { return m_port; }
    QString path(const QString& name) const { return m_folder.filePath(name); }
    store::Store& store() { return *m_store; }
    qint64 processId() const { return m_process.processId(); }

    void start()
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(bin + "/posternd", {"--store", path("postern.db")});
        QVERIFY(m_process.waitForStarted());
        QVERIFY(inForce());
    }
    // As a power cut would.
    void killHard()
    {
        ::kill(pid_t(m_process.processId()), SIGKILL);
        m_process.waitForFinished();
    }

    // `service`: further members of the service in the document, as JSON.
    void configure(const QString& service)
    {
        const QString json =
            QString(R"({"server":{"hostname":"mail.domain.com","lan":["127.0.0.1"],
                         "dns_servers":["127.0.0.1@9"]},
            "domains":[{"name":"domain.com"}],
            "mailboxes":[{"address":"jane@domain.com","password":"secret","delivery":"maildir:%1"}],
            "services":[{"name":"SMTP","addresses":["127.0.0.1"],"port":%2 %3}]})")
                .arg(path("jane"), QString::number(m_port), service.isEmpty() ? service : ',' + service);
        const auto document = model::readDocument(json.toStdString());
        QVERIFY2(document, document ? "" : toString(document.error().front()).c_str());
        auto edit = m_store->editFor(*document);
        QVERIFY2(edit, edit ? "" : toString(edit.error()).c_str());
        QVERIFY(m_store->commit(*edit));
        if (m_process.state() != QProcess::NotRunning)
            QVERIFY(inForce());
    }

    // What every engine says of its one service now.
    std::optional<model::ListenerStatus> listener()
    {
        const auto nodes = m_store->nodes();
        if (!nodes || nodes->empty() || nodes->front().listeners.empty())
            return std::nullopt;
        return nodes->front().listeners.front();
    }

    std::vector<QByteArray> mail() const
    {
        std::vector<QByteArray> messages;
        QDirIterator files(path("jane/new"), QDir::Files);
        while (files.hasNext()) {
            QFile file(files.next());
            if (file.open(QIODevice::ReadOnly))
                messages.push_back(file.readAll());
        }
        return messages;
    }

private:
    bool inForce()
    {
        return QTest::qWaitFor(
            [this] {
                const auto nodes = m_store->nodes();
                return nodes && !nodes->empty() && nodes->front().revision == *m_store->revision() &&
                       nodes->front().process == m_process.processId();
            },
            30000);
    }

    QTemporaryDir m_folder;
    int m_port;
    std::unique_ptr<store::Store> m_store;
    QProcess m_process;
};

// The first refusal among a client's lines, else its last 250.
QString answerIn(const QString& transcript, const char* refusal, const char* success)
{
    const QRegularExpression refused(refusal, QRegularExpression::MultilineOption);
    const QRegularExpression accepted(success, QRegularExpression::MultilineOption);
    if (const auto match = refused.match(transcript); match.hasMatch())
        return match.captured(1);
    QString last = "no answer: " + transcript;
    for (auto each = accepted.globalMatch(transcript); each.hasNext();)
        last = each.next().captured(1);
    return last;
}

QString runClient(const QString& program, const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(60000);
    return QString::fromUtf8(process.readAll()).remove('\r');
}

struct Mail {
    QString source;
    QString helo;
    QString from;
    QString to;
};

QString bySwaks(int port, const Mail& mail)
{
    const QString transcript =
        runClient("swaks", {"--server", "127.0.0.1", "--port", QString::number(port), "--local-interface",
                            mail.source, "--helo", mail.helo, "--from", mail.from, "--to", mail.to,
                            "--timeout", "30", "--body", "hello"});
    return answerIn(transcript, "^<\\*\\* +(\\d.*)$", "^<-  +(250 .*)$");
}

QString byCurl(int port, const Mail& mail)
{
    const QString transcript = runClient("curl",
                                         {"-sSv", "--max-time", "30", "--interface", mail.source,
                                          "--mail-from", mail.from, "--mail-rcpt", mail.to, "--upload-file",
                                          "-", QString("smtp://127.0.0.1:%1/%2").arg(port).arg(mail.helo)},
                                         "Subject: hello\r\n\r\nhello\r\n");
    return answerIn(transcript, "^< ([45].*)$", "^< (250 .*)$");
}

// A session step by step.
class Session {
public:
    Session(int port, const QString& source)
    {
        m_socket.bind(QHostAddress(source));
        m_socket.connectToHost(QHostAddress::LocalHost, quint16(port));
        greeting = read();
    }
    QString say(const QByteArray& line)
    {
        m_socket.write(line + "\r\n");
        return read();
    }

    QString greeting;

private:
    QString read()
    {
        while (true) {
            while (!m_socket.canReadLine()) {
                if (!m_socket.waitForReadyRead(30000))
                    return "no answer";
            }
            const QByteArray line = m_socket.readLine();
            if (line.size() > 3 && line[3] == ' ')
                return QString::fromUtf8(line).trimmed();
        }
    }

    QTcpSocket m_socket;
};

const QString defaults;
const QString unticked = R"("checks":{"sender.claims-local":"off","helo.local":"off"})";
const QString monitoring = R"("checks":{"sender.claims-local":"monitor","helo.local":"monitor"})";
const QString exceptIp = R"("exceptions":{"ip":["127.0.0.2"]})";
const QString exceptSender = R"("exceptions":{"sender":["jsmith@domain.com"]})";
const QString exceptAll =
    R"("exceptions":{"ip":["127.0.0.2"],"sender":["jsmith@domain.com","ann@elsewhere.example"],"recipient":["bob@far.example"],"helo":["laptop"]})";

} // namespace

// The founding cases and the great failures, with real clients on a real engine. 127.0.0.1 is the LAN,
// 127.0.0.2 is outside.
class TestClients : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_server = std::make_unique<Server>();
        m_server->configure(defaults);
        m_server->start();
        QTRY_VERIFY_WITH_TIMEOUT(
            m_server->listener() && m_server->listener()->state == model::ListenerState::Running, 30000);
    }

    void cleanupTestCase() { m_server.reset(); }

    void theGateAnswersAsAsked_data()
    {
        QTest::addColumn<QString>("settings");
        QTest::addColumn<QStringList>("mail"); // source, HELO, from, to
        QTest::addColumn<QString>("answer");   // a regular expression for its begin
        QTest::addColumn<QString>("monitored");
        const auto row = [](const char* name, const QString& settings, const QString& mail,
                            const QString& answer, const QString& monitored = {}) {
            QTest::newRow(name) << settings << mail.split(' ') << answer << monitored;
        };
        const QString ownOutside = "127.0.0.2 laptop jsmith@domain.com jane@domain.com";
        const QString ownLan = "127.0.0.1 laptop jsmith@domain.com jane@domain.com";
        const QString heloOutside = "127.0.0.2 domain.com ann@elsewhere.example jane@domain.com";
        const QString relay = "127.0.0.2 laptop ann@elsewhere.example bob@far.example";
        const QString listed = "554 5\\.7\\.1 blacklisted \\(jsmith@domain\\.com\\) ref [0-9A-Z]{8}$";
        const QString noRelay = "554 5\\.7\\.1 Relay access denied";
        row("own sender from outside", defaults, ownOutside, listed);
        row("own sender from the LAN", defaults, ownLan, "250 ");
        row("own sender from outside, unticked", unticked, ownOutside, "250 ");
        row("own sender from outside, monitor", monitoring, ownOutside, "250 ", "sender.claims-local");
        row("own HELO from outside", defaults, heloOutside,
            "554 5\\.7\\.1 blacklisted \\(domain\\.com\\) ref ");
        row("own HELO from the LAN", defaults, "127.0.0.1 domain.com ann@elsewhere.example jane@domain.com",
            "250 ");
        row("own HELO from outside, monitor", monitoring, heloOutside, "250 ", "helo.local");
        row("exception by IP address", exceptIp, ownOutside, "250 ");
        row("exception by sender", exceptSender, ownOutside, listed);
        row("outside to outside", defaults, relay, noRelay);
        row("outside to outside, unticked", unticked, relay, noRelay);
        row("outside to outside, monitor", monitoring, relay, noRelay);
        row("outside to outside, every exception", exceptAll, relay, noRelay);
        row("outside to outside as own sender, every exception", exceptAll,
            "127.0.0.2 laptop jsmith@domain.com bob@far.example", noRelay);
        row("unknown recipient", defaults, "127.0.0.2 laptop ann@elsewhere.example nobody@domain.com",
            "550 5\\.1\\.1 ");
        row("the LAN may relay", defaults, "127.0.0.1 laptop jsmith@domain.com bob@far.example", "250 ");
    }
    void theGateAnswersAsAsked()
    {
        QFETCH(QString, settings);
        QFETCH(QStringList, mail);
        QFETCH(QString, answer);
        QFETCH(QString, monitored);
        m_server->configure(settings);
        const Mail sent{mail[0], mail[1], mail[2], mail[3]};
        const std::size_t before = m_server->mail().size();
        const QRegularExpression expected('^' + answer);
        const QString swaks = bySwaks(m_server->port(), sent);
        QVERIFY2(expected.match(swaks).hasMatch(), qPrintable("swaks: " + swaks));
        const QString curl = byCurl(m_server->port(), sent);
        QVERIFY2(expected.match(curl).hasMatch(), qPrintable("curl: " + curl));
        const bool local = answer == "250 " && sent.to.endsWith("@domain.com");
        QTRY_COMPARE_WITH_TIMEOUT(m_server->mail().size(), before + (local ? 2 : 0), 10000);
        QTRY_COMPARE_WITH_TIMEOUT(QString::fromStdString(newest().monitored), monitored, 10000);
    }

    // RFC 3207, RFC 4954, by programs that others wrote. No certificate is configured: the engine makes one.
    void realClientsEncryptAndLogIn_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("expected");
        const QStringList swaks{"--server",        "127.0.0.1", "--port",          "PORT",      "--from",
                                "jane@domain.com", "--to",      "jane@domain.com", "--timeout", "30",
                                "--body",          "hello"};
        const QStringList curl{"-sSvk",
                               "--max-time",
                               "30",
                               "--ssl-reqd",
                               "--mail-from",
                               "jane@domain.com",
                               "--mail-rcpt",
                               "jane@domain.com",
                               "--upload-file",
                               "-",
                               "smtp://127.0.0.1:PORT/client.example"};
        const QString queued = "250 2\\.0\\.0 Ok: queued as";
        QTest::newRow("swaks, TLS") << "swaks" << (QStringList(swaks) << "--tls") << queued;
        for (const char* mechanism : {"PLAIN", "LOGIN"})
            QTest::newRow(qPrintable(QString("swaks, ") + mechanism))
                << "swaks"
                << (QStringList(swaks) << "--tls"
                                       << "--auth" << mechanism << "--auth-user"
                                       << "jane@domain.com"
                                       << "--auth-password"
                                       << "secret")
                << "235 2\\.7\\.0 [^$]*" + queued;
        QTest::newRow("swaks, wrong password") << "swaks"
                                               << (QStringList(swaks) << "--tls"
                                                                      << "--auth"
                                                                      << "PLAIN"
                                                                      << "--auth-user"
                                                                      << "jane@domain.com"
                                                                      << "--auth-password"
                                                                      << "guess")
                                               << "535 5\\.7\\.8 ";
        QTest::newRow("curl, TLS") << "curl" << curl << queued;
        QTest::newRow("curl, PLAIN") << "curl"
                                     << (QStringList(curl) << "--user"
                                                           << "jane@domain.com:secret"
                                                           << "--login-options"
                                                           << "AUTH=PLAIN")
                                     << "235 2\\.7\\.0 [^$]*" + queued;
        QTest::newRow("openssl") << "openssl"
                                 << QStringList{"s_client", "-connect",    "127.0.0.1:PORT",  "-starttls",
                                                "smtp",     "-servername", "mail.domain.com", "-brief"}
                                 << "Protocol version: TLSv1.3";
    }
    void realClientsEncryptAndLogIn()
    {
        QFETCH(QString, program);
        QFETCH(QStringList, arguments);
        QFETCH(QString, expected);
        Server server;
        server.configure(R"("authentication":{"mechanisms":["PLAIN","LOGIN","SCRAM-SHA-256"]},
                            "checks":{"auth.required":"off"})");
        server.start();
        arguments.replaceInStrings("PORT", QString::number(server.port()));
        const QByteArray input = program == "openssl" ? "QUIT\n" : "Subject: hello\r\n\r\nhello\r\n";
        const QString transcript = runClient(program, arguments, input);
        QVERIFY2(QRegularExpression(expected).match(transcript).hasMatch(), qPrintable(transcript));
    }

    void aRefusalStandsInTheLogWithItsReason()
    {
        m_server->configure(exceptSender);
        const QString answer =
            bySwaks(m_server->port(), {"127.0.0.2", "laptop", "jsmith@domain.com", "jane@domain.com"});
        const QString reference = answer.right(8);
        const auto find = [&] {
            store::EventQuery query;
            query.search = reference.toStdString();
            return *m_server->store().events(query);
        };
        QTRY_COMPARE_WITH_TIMEOUT(find().size(), 1U, 10000);
        const QString log = runClient(bin + "/posternctl", {"--store", m_server->path("postern.db"), "log",
                                                            "--search", reference, "--json"});
        const QJsonObject event = QJsonDocument::fromJson(log.toUtf8()).object();
        QCOMPARE(event["outcome"].toString(), "rejected");
        QCOMPARE(event["check"].toString(), "sender.claims-local");
        QCOMPARE(event["client"].toString(), "127.0.0.2");
        QCOMPARE(event["reply"].toString(), answer);
        QVERIFY2(log.contains("does not lift this"), qPrintable(log));
    }

    void aChangeCountsInAnOpenSessionFromTheNextMessageOn()
    {
        m_server->configure(defaults);
        Session session(m_server->port(), "127.0.0.2");
        QVERIFY(session.greeting.startsWith("220 mail.domain.com "));
        QVERIFY(session.say("EHLO laptop").startsWith("250 "));
        QVERIFY(session.say("MAIL FROM:<jsmith@domain.com>").startsWith("250 "));
        QVERIFY(session.say("RCPT TO:<jane@domain.com>").startsWith("554 5.7.1 blacklisted"));
        m_server->configure(unticked);
        // The message that was begun is decided by the revision that it began with.
        QVERIFY(session.say("RCPT TO:<jane@domain.com>").startsWith("554 5.7.1 blacklisted"));
        QVERIFY(session.say("RSET").startsWith("250 "));
        QVERIFY(session.say("MAIL FROM:<jsmith@domain.com>").startsWith("250 "));
        QVERIFY(session.say("RCPT TO:<jane@domain.com>").startsWith("250 "));
        QVERIFY(session.say("DATA").startsWith("354 "));
        QVERIFY(session.say("Subject: after the change\r\n\r\nhello\r\n.").startsWith("250 "));
        QTRY_COMPARE_WITH_TIMEOUT(newest().revision, *m_server->store().revision(), 10000);
        QVERIFY(session.say("QUIT").startsWith("221 "));
    }

    void aPortInUseIsAStatusWithItsReasonAndIsTriedAgain()
    {
        Server server;
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost, quint16(server.port())));
        server.configure(defaults);
        server.start();
        QTRY_VERIFY_WITH_TIMEOUT(
            server.listener() && server.listener()->state == model::ListenerState::Failed, 30000);
        const std::string error = toEnglish(server.listener()->error);
        QVERIFY2(error.find("in use") != std::string::npos, error.c_str());
        other.close();
        QTRY_VERIFY_WITH_TIMEOUT(server.listener()->state == model::ListenerState::Running, 60000);
        QVERIFY(bySwaks(server.port(), {"127.0.0.2", "laptop", "ann@elsewhere.example", "jane@domain.com"})
                    .startsWith("250 "));
    }

    void anAcknowledgedMessageOutlivesAKilledEngine()
    {
        Server server;
        server.configure(defaults);
        server.start();
        QTRY_VERIFY_WITH_TIMEOUT(
            server.listener() && server.listener()->state == model::ListenerState::Running, 30000);
        Session session(server.port(), "127.0.0.2");
        session.say("EHLO laptop");
        session.say("MAIL FROM:<ann@elsewhere.example>");
        session.say("RCPT TO:<jane@domain.com>");
        QVERIFY(session.say("DATA").startsWith("354 "));
        QVERIFY(session.say("Subject: last words\r\n\r\nremember me\r\n.").startsWith("250 "));
        server.killHard();
        // Delivered already, or by the next engine.
        server.start();
        QTRY_COMPARE_WITH_TIMEOUT(server.mail().size(), 1U, 30000);
        const auto mail = server.mail();
        QVERIFY(mail[0].contains("remember me"));
        QVERIFY(mail[0].contains("Received: from laptop"));
        QVERIFY(mail[0].startsWith("Return-Path: <ann@elsewhere.example>"));
        // And the next engine goes on with the same store.
        QTRY_VERIFY_WITH_TIMEOUT(server.listener()->state == model::ListenerState::Running, 30000);
        QVERIFY(byCurl(server.port(), {"127.0.0.2", "laptop", "ann@elsewhere.example", "jane@domain.com"})
                    .startsWith("250 "));
    }

    void theDemoEndsAsItPromises()
    {
        QProcess demo;
        demo.setProcessChannelMode(QProcess::MergedChannels);
        demo.start(POSTERN_SOURCE "/tools/demo", {"--headless", "--bin", bin});
        QVERIFY(demo.waitForFinished(240000));
        const QByteArray out = demo.readAll();
        QVERIFY2(demo.exitCode() == 0, out.constData());
        QVERIFY(out.contains("own sender from outside → 554 5.7.1 blacklisted (jsmith@domain.com) ref"));
        QVERIFY(out.contains("rejected SMTP 127.0.0.2")); // the log
    }

private:
    model::Event newest()
    {
        store::EventQuery query;
        query.limit = 20;
        const auto events = m_server->store().events(query);
        if (events) {
            for (const model::Event& event : *events) {
                if (!event.facts.empty()) // of a session, and not of a delivery
                    return event;
            }
        }
        return {};
    }

    std::unique_ptr<Server> m_server;
};

QTEST_GUILESS_MAIN(TestClients)
#include "test_clients.moc"
