// SPDX-License-Identifier: GPL-3.0-or-later
// Fetching policies by HTTPS, from a server of the test's.
#include "delivery/curl_fetcher.h"

#include "net/descriptor.h"
#include "net/endpoint.h"
#include "net/listening.h"
#include "support/authority.h"

#include <QTemporaryDir>
#include <QTest>

#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>

#include <csignal>
#include <future>
#include <thread>

using namespace postern;
using delivery::CurlFetcher;

namespace {

const std::string ok =
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n";

// Answers each request with the same bytes; with none it keeps the client waiting.
class HttpsServer {
public:
    HttpsServer(const std::string& pem, std::string answer)
        : m_answer(std::move(answer))
        , m_context(SSL_CTX_new(TLS_server_method()))
    {
        SSL_CTX_use_certificate_chain_file(m_context.get(), pem.c_str());
        SSL_CTX_use_PrivateKey_file(m_context.get(), pem.c_str(), SSL_FILETYPE_PEM);
        auto sockets = net::listenOn({*IpAddress::parse("127.0.0.1"), 0}, 1);
        m_listener = std::move(sockets->front());
        port = net::boundTo(m_listener).port;
        m_thread = std::thread([this] { serve(); });
    }
    ~HttpsServer()
    {
        m_ending = true;
        m_thread.join();
    }
    std::string request() const { return m_request; } // once the client is done
    std::uint16_t port = 0;

private:
    struct Free {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    };

    void serve()
    {
        while (!m_ending) {
            pollfd waiting{m_listener.get(), POLLIN, 0};
            if (::poll(&waiting, 1, 20) <= 0)
                continue;
            const net::Descriptor client(::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
            const std::unique_ptr<SSL, Free> tls(SSL_new(m_context.get()));
            SSL_set_fd(tls.get(), client.get());
            char buffer[4096];
            const int count = SSL_accept(tls.get()) == 1 ? SSL_read(tls.get(), buffer, sizeof buffer) : 0;
            if (count <= 0)
                continue;
            m_request.assign(buffer, std::size_t(count));
            if (m_answer.empty())
                SSL_read(tls.get(), buffer, sizeof buffer); // until the client gives up
            else
                SSL_write(tls.get(), m_answer.data(), int(m_answer.size()));
            SSL_shutdown(tls.get());
        }
    }

    const std::string m_answer;
    std::string m_request;
    std::unique_ptr<SSL_CTX, Free> m_context;
    net::Descriptor m_listener;
    std::atomic<bool> m_ending{false};
    std::thread m_thread;
};

Result<std::string> get(CurlFetcher& fetcher, const std::string& host)
{
    std::promise<Result<std::string>> promise;
    fetcher.fetch(host, {*IpAddress::parse("127.0.0.1")},
                  [&](Result<std::string> text) { promise.set_value(std::move(text)); });
    return promise.get_future().get();
}

} // namespace

class TestCurlFetcher : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { ::signal(SIGPIPE, SIG_IGN); }

    void policiesAreFetchedWithinBounds_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QString>("result"); // the text, or "!" and a part of the error
        const QByteArray head = QByteArray::fromStdString(ok);
        QTest::newRow("good") << head + "version: STSv1\n"
                              << "version: STSv1\n";
        QTest::newRow("longest") << head + QByteArray(65'536, 'x') << QString(65'536, 'x');
        QTest::newRow("too long") << head + QByteArray(65'537, 'x') << "!";
        QTest::newRow("redirection")
            << QByteArray("HTTP/1.1 301 Moved\r\nLocation: https://mta-sts.far.example/other\r\n"
                          "Content-Length: 0\r\n\r\n")
            << "!status 301";
        QTest::newRow("not there") << QByteArray("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
                                   << "!status 404";
        QTest::newRow("markup") << QByteArray("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
                                              "Content-Length: 2\r\n\r\nxx")
                                << "!no plain text";
        QTest::newRow("no answer") << QByteArray() << "!imeout";
    }
    void policiesAreFetchedWithinBounds()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QString, result);
        QTemporaryDir folder;
        postern::testing::Authority authority;
        const std::string roots = folder.filePath("roots.pem").toStdString();
        const std::string pem = folder.filePath("server.pem").toStdString();
        authority.writeRoots(roots);
        authority.issue(pem, {"mta-sts.far.example"});
        const HttpsServer server(pem, answer.toStdString());
        CurlFetcher fetcher({.roots = roots, .port = server.port, .timeout = std::chrono::seconds(2)});
        const auto text = get(fetcher, "mta-sts.far.example");
        if (result.startsWith('!')) {
            QVERIFY(!text);
            const QString what = QString::fromStdString(toString(text.error()));
            QVERIFY2(what.contains(result.mid(1)), qPrintable(what));
        } else {
            QVERIFY2(text.has_value(), text ? "" : toString(text.error()).c_str());
            QCOMPARE(QString::fromStdString(*text), result);
            QVERIFY(QString::fromStdString(server.request())
                        .startsWith("GET /.well-known/mta-sts.txt HTTP/1.1\r\nHost: mta-sts.far.example"));
        }
    }

    // RFC 8461 3.3
    void theCertificateMustBeGood_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("known");
        QTest::newRow("another name") << "www.far.example" << true;
        QTest::newRow("unknown authority") << "mta-sts.far.example" << false;
    }
    void theCertificateMustBeGood()
    {
        QFETCH(QString, name);
        QFETCH(bool, known);
        QTemporaryDir folder;
        postern::testing::Authority authority;
        const postern::testing::Authority stranger;
        const std::string roots = folder.filePath("roots.pem").toStdString();
        const std::string pem = folder.filePath("server.pem").toStdString();
        (known ? authority : stranger).writeRoots(roots);
        authority.issue(pem, {name.toStdString()});
        const HttpsServer server(pem, ok + "version: STSv1\n");
        CurlFetcher fetcher({.roots = roots, .port = server.port, .timeout = std::chrono::seconds(5)});
        QVERIFY(!get(fetcher, "mta-sts.far.example"));
        QCOMPARE(server.request(), std::string());
    }

    void theEndBreaksOffWhatIsUnderWay()
    {
        QTemporaryDir folder;
        postern::testing::Authority authority;
        const std::string roots = folder.filePath("roots.pem").toStdString();
        const std::string pem = folder.filePath("server.pem").toStdString();
        authority.writeRoots(roots);
        authority.issue(pem, {"mta-sts.far.example"});
        const HttpsServer server(pem, "");
        std::atomic<int> answered{0};
        constexpr int wanted = CurlFetcher::mostWaiting + 10; // ten more than are taken
        QElapsedTimer timer;
        timer.start();
        {
            CurlFetcher fetcher({.roots = roots, .port = server.port});
            for (int i = 0; i < wanted; ++i)
                fetcher.fetch("mta-sts.far.example", {*IpAddress::parse("127.0.0.1")},
                              [&](const Result<std::string>& text) { answered += text ? 1000 : 1; });
            QCOMPARE(answered.load(), 10);
            QTest::qWait(200);
        }
        QCOMPARE(answered.load(), wanted);
        QVERIFY(timer.elapsed() < 20'000);
    }
};

QTEST_GUILESS_MAIN(TestCurlFetcher)
#include "test_curl_fetcher.moc"
