// SPDX-License-Identifier: GPL-3.0-or-later
// Log-ins over real sockets (RFC 4954).
#include "base/base64.h"
#include "base/password_hash.h"
#include "support/gatehouse.h"

#include <QElapsedTimer>
#include <QTest>

#include <sys/un.h>

#include <future>

using namespace postern;
using postern::model::TlsMode;
using postern::testing::Gatehouse;
using postern::testing::SmtpClient;

namespace {

std::string plain(const std::string& user, const std::string& password)
{
    return toBase64(std::string(1, '\0') + user + std::string(1, '\0') + password);
}

// Jane and Bob have passwords, and may log in without TLS.
struct House : Gatehouse {
    explicit House(std::vector<std::string> mechanisms = {"PLAIN", "LOGIN", "SCRAM-SHA-256"})
    {
        static const KeptPassword kept = *keepPassword("secret");
        for (model::Mailbox& mailbox : scene.configuration.mailboxes) {
            mailbox.passwordHash = kept.hash;
            mailbox.scramKeys = kept.scramKeys;
        }
        scene.configuration.mailboxes.front().aliases = {"jd@domain.com"};
        scene.service.authentication = {std::move(mechanisms), true, ""};
        environment.loginDelay = std::chrono::milliseconds(20);
    }
};

std::string combined(std::string one, std::string_view other)
{
    for (std::size_t i = 0; i < one.size(); ++i)
        one[i] = char(one[i] ^ other[i]);
    return one;
}

// A whole log-in by SCRAM-SHA-256; the last reply.
std::string scram(SmtpClient& client, const std::string& user, const std::string& password,
                  const std::string& header = "n,,", const std::string& binding = "")
{
    const std::string bare = "n=" + user + ",r=abcdefgh";
    const std::string mechanism = header == "n,," ? "SCRAM-SHA-256" : "SCRAM-SHA-256-PLUS";
    const std::string answer = client.say("AUTH " + mechanism + ' ' + toBase64(header + bare));
    if (!answer.starts_with("334 "))
        return answer;
    const std::string first = *fromBase64(answer.substr(4));
    const std::size_t salt = first.find(",s=") + 3;
    const std::size_t count = first.find(",i=") + 3;
    const std::string salted = saltedPassword(password, *fromBase64(first.substr(salt, count - 3 - salt)),
                                              std::stoi(first.substr(count)));
    const std::string unproved = "c=" + toBase64(header + binding) + ',' + first.substr(0, salt - 3);
    const std::string key = hmacSha256(salted, "Client Key");
    const std::string proof = combined(key, hmacSha256(sha256(key), bare + ',' + first + ',' + unproved));
    const std::string last = client.say(toBase64(unproved + ",p=" + toBase64(proof)));
    return last.starts_with("334 ") ? client.say("") : last;
}

// A Dovecot that says what it is told to, once, to each client in turn.
class FakeDovecot {
public:
    explicit FakeDovecot(const std::string& path)
        : m_socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        if (::bind(m_socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
            ::listen(m_socket.get(), 5);
    }
    ~FakeDovecot()
    {
        ::shutdown(m_socket.get(), SHUT_RDWR);
        if (m_thread.joinable())
            m_thread.join();
    }

    // Answers each line "AUTH…" or "CONT…" with the next of these.
    void answer(std::vector<std::string> lines)
    {
        m_thread = std::thread([this, lines = std::move(lines)] {
            const net::Descriptor client(::accept(m_socket.get(), nullptr, nullptr));
            const std::string greeting = "VERSION\t1\t2\nMECH\tPLAIN\nSPID\t1\nDONE\n";
            (void)!::write(client.get(), greeting.data(), greeting.size());
            std::size_t next = 0;
            std::string input;
            char buffer[4096];
            ssize_t count = 0;
            while ((count = ::read(client.get(), buffer, sizeof buffer)) > 0) {
                input.append(buffer, std::size_t(count));
                for (std::size_t end = 0; (end = input.find('\n')) != input.npos; input.erase(0, end + 1)) {
                    const std::string line = input.substr(0, end);
                    heard += line + '\n';
                    const bool asks = line.starts_with("AUTH") || line.starts_with("CONT");
                    if (asks && next < lines.size()) {
                        (void)!::write(client.get(), lines[next].data(), lines[next].size());
                        ++next;
                    }
                }
            }
        });
    }
    std::string heard; // once the client has gone

private:
    net::Descriptor m_socket;
    std::thread m_thread;
};

} // namespace

class TestSessionAuth : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ::signal(SIGPIPE, SIG_IGN); }

    void aUserWhoLogsInIsKnownToThePolicyAndInTheTrace()
    {
        House house;
        house.scene.service.checks[model::Check::AuthRequired].mode = model::CheckMode::Enforce;
        house.enforce();
        SmtpClient client(house.port);
        QVERIFY(client.hello().find("250-AUTH PLAIN LOGIN SCRAM-SHA-256\r\n") != std::string::npos);
        QVERIFY(client.say("MAIL FROM:<joe@example.com>").starts_with("250 "));
        QVERIFY(client.say("RCPT TO:<bob@domain.com>").starts_with("530 5.7.0 "));
        client.say("RSET");
        QVERIFY(client.say("AUTH PLAIN " + plain("jane@domain.com", "secret")).starts_with("235 2.7.0 "));
        QVERIFY(client.deliver("jane@domain.com", "bob@domain.com", "x").starts_with("250 "));
        QVERIFY(house.waitForMail("bob", 1).first().contains(" with ESMTPA id "));
        const auto events = house.takeEvents(2);
        QCOMPARE(events[0].check, std::string("auth.required"));
        QCOMPARE(events[1].user, std::string("jane@domain.com"));
        QCOMPARE(policy::factsFromJson(events[1].facts)->user, std::string("jane@domain.com"));
    }

    void everyMechanismLogsIn_data()
    {
        QTest::addColumn<QByteArray>("mechanism");
        QTest::addColumn<QByteArray>("user");
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<bool>("works");
        for (const char* mechanism : {"PLAIN", "LOGIN", "SCRAM-SHA-256"}) {
            const auto row = [mechanism](const char* what) -> QTestData& {
                return QTest::newRow(qPrintable(QString("%1, %2").arg(mechanism, what)));
            };
            row("right") << QByteArray(mechanism) << QByteArray("jane@domain.com") << QByteArray("secret")
                         << true;
            row("by an alias") << QByteArray(mechanism) << QByteArray("JD@domain.com") << QByteArray("secret")
                               << true;
            row("wrong") << QByteArray(mechanism) << QByteArray("jane@domain.com") << QByteArray("Secret")
                         << false;
            row("no such user") << QByteArray(mechanism) << QByteArray("joe@domain.com")
                                << QByteArray("secret") << false;
            row("postmaster without a mailbox")
                << QByteArray(mechanism) << QByteArray("postmaster@domain.com") << QByteArray("secret")
                << false;
        }
    }
    void everyMechanismLogsIn()
    {
        QFETCH(QByteArray, mechanism);
        QFETCH(QByteArray, user);
        QFETCH(QByteArray, password);
        QFETCH(bool, works);
        House house;
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        std::string answer;
        if (mechanism == "PLAIN")
            answer = client.say("AUTH PLAIN " + plain(user.toStdString(), password.toStdString()));
        else if (mechanism == "LOGIN") {
            QVERIFY(client.say("AUTH LOGIN").starts_with("334 "));
            QVERIFY(client.say(toBase64(user.toStdString())).starts_with("334 "));
            answer = client.say(toBase64(password.toStdString()));
        } else
            answer = scram(client, user.toStdString(), password.toStdString());
        QVERIFY2(answer.starts_with(works ? "235 2.7.0 " : "535 5.7.8 "), answer.c_str());
        if (works)
            return;
        const auto events = house.takeEvents(1);
        QCOMPARE(events.front().check, std::string(model::checkAuthentication));
        QCOMPARE(events.front().outcome, model::Outcome::Rejected);
        QCOMPARE(events.front().user, user.toStdString());
        QCOMPARE(events.front().reply, answer);
    }

    void scramIsBoundToTheChannel_data()
    {
        QTest::addColumn<bool>("exporter");
        QTest::addColumn<bool>("honest");
        QTest::addColumn<int>("newest");
        QTest::newRow("exporter") << true << true << int(TLS1_3_VERSION);
        QTest::newRow("exporter, TLS 1.2") << true << true << int(TLS1_2_VERSION);
        QTest::newRow("end point") << false << true << int(TLS1_3_VERSION);
        QTest::newRow("another channel") << true << false << int(TLS1_3_VERSION);
    }
    void scramIsBoundToTheChannel()
    {
        QFETCH(bool, exporter);
        QFETCH(bool, honest);
        QFETCH(int, newest);
        House house;
        house.encrypt(TlsMode::StartTls);
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        client.say("STARTTLS");
        QVERIFY(client.startTls(nullptr, nullptr, newest));
        QVERIFY(client.say("EHLO client.example").find(" SCRAM-SHA-256-PLUS ") != std::string::npos);
        std::string binding(32, '\0');
        if (exporter)
            SSL_export_keying_material(client.tls(), reinterpret_cast<unsigned char*>(binding.data()), 32,
                                       "EXPORTER-Channel-Binding", 24,
                                       reinterpret_cast<const unsigned char*>(""), 0, 1);
        else {
            unsigned length = 0;
            X509_digest(SSL_get0_peer_certificate(client.tls()), EVP_sha256(),
                        reinterpret_cast<unsigned char*>(binding.data()), &length);
        }
        if (!honest)
            binding[0] = char(binding[0] ^ 1);
        const std::string header = exporter ? "p=tls-exporter,," : "p=tls-server-end-point,,";
        const std::string answer = scram(client, "jane@domain.com", "secret", header, binding);
        QVERIFY2(answer.starts_with(honest ? "235 " : "535 "), answer.c_str());
    }

    void aFailureIsAnsweredLateAndLaterEachTime()
    {
        House house;
        house.environment.loginDelay = std::chrono::milliseconds(400);
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        for (const int least : {400, 800}) {
            QElapsedTimer timer;
            timer.start();
            QVERIFY(client.say("AUTH PLAIN " + plain("jane@domain.com", "wrong")).starts_with("535 "));
            QVERIFY2(timer.elapsed() >= least, qPrintable(QString::number(timer.elapsed())));
        }
        SmtpClient other(house.port); // nobody else waits
        client.send("AUTH PLAIN " + plain("jane@domain.com", "wrong") + "\r\n");
        other.hello();
        QCOMPARE(client.reply(0), std::string("silence"));
    }

    void aClientThatFailsTooOftenIsBarred()
    {
        House house;
        house.scene.configuration.server.lan = {};
        house.scene.service.rates.loginFailures = 3;
        house.enforce();
        {
            SmtpClient client(house.port);
            client.hello();
            QVERIFY(client.say("AUTH PLAIN " + plain("jane@domain.com", "wrong")).starts_with("535 "));
            QVERIFY(client.say("AUTH PLAIN " + plain("joe@domain.com", "wrong")).starts_with("535 "));
        }
        SmtpClient client(house.port);
        client.hello();
        QVERIFY(client.say("AUTH PLAIN " + plain("jane@domain.com", "wrong")).starts_with("421 4.7.0 "));
        QVERIFY(client.closedByServer());
        SmtpClient barred(house.port);
        QVERIFY(barred.reply().starts_with("421 "));
        const auto bans = house.environment.loginGuard.takeBans();
        QCOMPARE(bans.size(), std::size_t(1));
        QCOMPARE(bans.front().client, std::string("127.0.0.1"));
        QVERIFY(SmtpClient(house.port, "127.0.0.3").reply().starts_with("220 "));
    }

    void whenTooManyWaitTheAnswerIsNotNow()
    {
        engine::PasswordChecks checks(1);
        std::promise<void> go;
        std::atomic<int> done{0};
        const std::shared_future<void> gate(go.get_future());
        const auto hold = [&done, gate](bool) {
            ++done;
            gate.wait();
        };
        QVERIFY(checks.check("a", "", hold));
        QTRY_COMPARE(done.load(), 1);
        QVERIFY(checks.check("b", "", hold));
        QTRY_COMPARE(done.load(), 2); // both threads are taken
        QVERIFY(checks.check("c", "", [&done](bool) { ++done; }));
        QVERIFY(!checks.check("d", "", [&done](bool) { ++done; }));
        go.set_value();
        checks.stop();
        QCOMPARE(done.load(), 3);
    }

    void nobodyWritesAsSomebodyElse_data()
    {
        QTest::addColumn<QByteArray>("sender");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("own address") << QByteArray("jane@domain.com") << true;
        QTest::newRow("own alias") << QByteArray("JD@domain.com") << true;
        QTest::newRow("nobody, a receipt") << QByteArray() << true;
        QTest::newRow("a colleague") << QByteArray("bob@domain.com") << false;
        QTest::newRow("nobody here") << QByteArray("joe@domain.com") << false;
        QTest::newRow("elsewhere") << QByteArray("jane@example.com") << false;
    }
    void nobodyWritesAsSomebodyElse()
    {
        QFETCH(QByteArray, sender);
        QFETCH(bool, accepted);
        House house;
        house.scene.service.checks[model::Check::SenderNotOwned].mode = model::CheckMode::Enforce;
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QVERIFY(client.say("AUTH PLAIN " + plain("jane@domain.com", "secret")).starts_with("235 "));
        client.say("MAIL FROM:<" + sender.toStdString() + ">");
        const std::string answer = client.say("RCPT TO:<bob@domain.com>");
        QVERIFY2(answer.starts_with(accepted ? "250 " : "553 5.7.1 "), answer.c_str());
    }

    void dovecotDecides_data()
    {
        QTest::addColumn<QStringList>("lines");
        QTest::addColumn<QByteArray>("reply");
        QTest::newRow("right") << QStringList{"OK\t1\tuser=jane\n"} << QByteArray("235 2.7.0 ");
        QTest::newRow("wrong") << QStringList{"FAIL\t1\tuser=jane\n"} << QByteArray("535 5.7.8 ");
        QTest::newRow("for another") << QStringList{"OK\t2\tuser=joe\nFAIL\t1\n"} << QByteArray("535 5.7.8 ");
        QTest::newRow("out of order")
            << QStringList{"FAIL\t1\tuser=jane\ttemp\n"} << QByteArray("454 4.7.0 ");
        QTest::newRow("nobody") << QStringList{"OK\t1\n"} << QByteArray("454 4.7.0 ");
        QTest::newRow("endless") << QStringList{QString(70'000, 'x')} << QByteArray("454 4.7.0 ");
    }
    void dovecotDecides()
    {
        QFETCH(QStringList, lines);
        QFETCH(QByteArray, reply);
        House house;
        FakeDovecot dovecot(house.box("auth"));
        std::vector<std::string> answers;
        for (const QString& line : lines)
            answers.push_back(line.toStdString());
        dovecot.answer(answers);
        house.scene.service.authentication.backend = "dovecot:" + house.box("auth");
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        const std::string answer = client.say("AUTH PLAIN " + plain("jane", "secret"));
        QVERIFY2(answer.starts_with(reply.toStdString()), answer.c_str());
    }

    void dovecotAsksOn()
    {
        House house;
        FakeDovecot dovecot(house.box("auth"));
        dovecot.answer({"CONT\t1\tVXNlcm5hbWU6\n", "CONT\t1\tUGFzc3dvcmQ6\n", "OK\t1\tuser=jane\n"});
        house.scene.service.authentication.backend = "dovecot:" + house.box("auth");
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QCOMPARE(client.say("AUTH LOGIN"), std::string("334 VXNlcm5hbWU6"));
        QCOMPARE(client.say(toBase64("jane")), std::string("334 UGFzc3dvcmQ6"));
        QVERIFY(client.say(toBase64("secret")).starts_with("235 "));
    }

    void withoutDovecotNobodyCanTell()
    {
        House house;
        house.scene.service.authentication.backend = "dovecot:" + house.box("nothing");
        house.enforce();
        SmtpClient client(house.port);
        client.hello();
        QVERIFY(client.say("AUTH PLAIN " + plain("jane", "secret")).starts_with("454 4.7.0 "));
        QCOMPARE(house.takeEvents(1).front().outcome, model::Outcome::Deferred);
    }
};

QTEST_GUILESS_MAIN(TestSessionAuth)
#include "test_session_auth.moc"
