// SPDX-License-Identifier: GPL-3.0-or-later
// fixed_answers: the least that a server can do. It says the same to everybody, from one thread, and looks at
// nothing but where a line ends. What a real server needs beyond it is its own. tools/bench runs it; loopback
// addresses only.
//
// Messages are kept as a server must that may not lose them: in a file of their own each (--files), or at the
// end of one journal, with one sync for all that wait (--journal), by a second thread.
#include <CLI/CLI.hpp>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace {

struct Options {
    std::uint16_t port = 2525;
    bool refuseAtConnect = false;
    bool refuseRecipients = false;
    std::string journal;
    std::string files;
    std::string certificate; // with its key; STARTTLS is offered
};

[[noreturn]] void fail(const std::string& what)
{
    throw std::runtime_error(what + ": " + std::strerror(errno));
}

int checked(int result, const char* what)
{
    if (result < 0)
        fail(what);
    return result;
}

struct Client {
    explicit Client(int descriptor)
        : fd(descriptor)
    {
    }
    ~Client()
    {
        SSL_free(tls);
        close(fd);
    }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    const int fd;
    SSL* tls = nullptr;
    bool handshaken = false;
    bool inMessage = false;
    bool waiting = false; // for the disk
    std::string input;
};

// Makes messages durable: each batch is what came while the one before was synced.
class Keeper {
public:
    Keeper(const Options& options, int wake)
        : m_files(options.files)
        , m_journal(options.journal.empty() ? -1
                                            : checked(open(options.journal.c_str(),
                                                           O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600),
                                                      "journal"))
        , m_wake(wake)
        , m_thread([this] { work(); })
    {
    }
    ~Keeper()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_ending = true;
        }
        m_more.notify_one();
        m_thread.join();
    }

    bool keeps() const { return m_journal >= 0 || !m_files.empty(); }
    void keep(int client, std::string message)
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back({client, std::move(message)});
        m_more.notify_one();
    }
    std::vector<int> takeKept()
    {
        const std::lock_guard lock(m_mutex);
        return std::exchange(m_kept, {});
    }

private:
    struct Message {
        int client;
        std::string text;
    };

    void work()
    {
        std::unique_lock lock(m_mutex);
        while (true) {
            m_more.wait(lock, [this] { return m_ending || !m_waiting.empty(); });
            if (m_ending)
                return;
            const std::vector<Message> batch = std::exchange(m_waiting, {});
            lock.unlock();
            if (m_journal >= 0)
                append(batch);
            else
                writeFiles(batch);
            lock.lock();
            for (const Message& message : batch)
                m_kept.push_back(message.client);
            const std::uint64_t one = 1;
            checked(int(::write(m_wake, &one, sizeof one)), "eventfd");
        }
    }
    void append(const std::vector<Message>& batch) const
    {
        std::string all;
        for (const Message& message : batch)
            all += message.text;
        writeAll(m_journal, all);
        checked(fdatasync(m_journal), "sync");
    }
    void writeFiles(const std::vector<Message>& batch)
    {
        for (const Message& message : batch) {
            const std::string name = m_files + '/' + std::to_string(++m_count);
            const int fd = checked(open(name.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600), "file");
            writeAll(fd, message.text);
            checked(fdatasync(fd), "sync");
            close(fd);
        }
    }
    static void writeAll(int fd, const std::string& text)
    {
        for (std::size_t done = 0; done < text.size();)
            done += std::size_t(checked(int(::write(fd, text.data() + done, text.size() - done)), "write"));
    }

    const std::string m_files;
    const int m_journal;
    const int m_wake;
    std::mutex m_mutex;
    std::condition_variable m_more;
    std::vector<Message> m_waiting;
    std::vector<int> m_kept;
    bool m_ending = false;
    std::int64_t m_count = 0;
    std::thread m_thread; // last: it uses all of the above
};

class FixedAnswers {
public:
    explicit FixedAnswers(const Options& options)
        : m_options(options)
        , m_epoll(checked(epoll_create1(EPOLL_CLOEXEC), "epoll"))
        , m_wake(checked(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd"))
        , m_keeper(options, m_wake)
    {
        if (!options.certificate.empty())
            readCertificate();
        listen();
        watch(m_listener);
        watch(m_wake);
    }

    [[noreturn]] void run()
    {
        epoll_event events[256];
        while (true) {
            const int count = epoll_wait(m_epoll, events, 256, -1);
            for (int i = 0; i < count; ++i) {
                const int fd = events[i].data.fd;
                if (fd == m_listener)
                    acceptAll();
                else if (fd == m_wake)
                    answerKept();
                else if (const auto found = m_clients.find(fd);
                         found != m_clients.end() && !serve(*found->second))
                    m_clients.erase(found);
            }
        }
    }

private:
    void readCertificate()
    {
        m_tls = SSL_CTX_new(TLS_server_method());
        if (SSL_CTX_use_certificate_chain_file(m_tls, m_options.certificate.c_str()) != 1 ||
            SSL_CTX_use_PrivateKey_file(m_tls, m_options.certificate.c_str(), SSL_FILETYPE_PEM) != 1)
            throw std::runtime_error("no certificate with its key in " + m_options.certificate);
    }

    void listen()
    {
        m_listener = checked(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0), "socket");
        const int on = 1;
        setsockopt(m_listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        sockaddr_in at{};
        at.sin_family = AF_INET;
        at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        at.sin_port = htons(m_options.port);
        checked(bind(m_listener, reinterpret_cast<sockaddr*>(&at), sizeof at), "bind");
        checked(::listen(m_listener, 4096), "listen");
    }

    void watch(int fd) const
    {
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.fd = fd;
        checked(epoll_ctl(m_epoll, EPOLL_CTL_ADD, fd, &event), "epoll");
    }

    void acceptAll()
    {
        while (true) {
            const int fd = accept4(m_listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
            if (fd < 0)
                return;
            const int on = 1;
            setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            auto client = std::make_unique<Client>(fd);
            if (m_options.refuseAtConnect) {
                say(*client, "554 5.7.1 blacklisted\r\n");
                continue;
            }
            say(*client, "220 fixed.example.test ESMTP\r\n");
            watch(fd);
            m_clients[fd] = std::move(client);
        }
    }

    static void say(Client& client, std::string_view text)
    {
        if (client.tls != nullptr)
            SSL_write(client.tls, text.data(), int(text.size()));
        else
            static_cast<void>(send(client.fd, text.data(), text.size(), MSG_NOSIGNAL));
    }

    // Whether the client stays.
    bool serve(Client& client)
    {
        if (client.tls != nullptr && !client.handshaken) {
            const int done = SSL_accept(client.tls);
            if (done != 1)
                return SSL_get_error(client.tls, done) == SSL_ERROR_WANT_READ;
            client.handshaken = true;
        }
        char buffer[16'384];
        while (true) {
            const ssize_t got = client.tls != nullptr ? SSL_read(client.tls, buffer, sizeof buffer)
                                                      : recv(client.fd, buffer, sizeof buffer, 0);
            if (got <= 0) {
                const bool later = client.tls != nullptr
                                       ? SSL_get_error(client.tls, int(got)) == SSL_ERROR_WANT_READ
                                       : got < 0 && errno == EAGAIN;
                return later;
            }
            client.input.append(buffer, std::size_t(got));
            if (!answer(client))
                return false;
            const bool beginsTls = client.tls != nullptr && !client.handshaken;
            if (beginsTls || (client.tls == nullptr && std::size_t(got) < sizeof buffer))
                return true;
        }
    }

    bool answer(Client& client)
    {
        while (!client.waiting) {
            if (client.inMessage) {
                const std::size_t end = client.input.find("\r\n.\r\n");
                if (end == std::string::npos)
                    return true;
                client.inMessage = false;
                keep(client, client.input.substr(0, end + 2));
                client.input.erase(0, end + 5);
                continue;
            }
            const std::size_t end = client.input.find('\n');
            if (end == std::string::npos)
                return true;
            const char verb = client.input.front();
            const bool startTls = client.input.starts_with("STARTTLS");
            client.input.erase(0, end + 1);
            if (!command(client, verb, startTls))
                return false;
        }
        return true;
    }

    bool command(Client& client, char verb, bool startTls)
    {
        if (startTls) {
            say(client, "220 2.0.0 Go ahead\r\n");
            client.tls = SSL_new(m_tls);
            SSL_set_fd(client.tls, client.fd);
        } else if (verb == 'E') {
            say(client, m_tls != nullptr && client.tls == nullptr
                            ? "250-fixed.example.test\r\n250 STARTTLS\r\n"
                            : "250 fixed.example.test\r\n");
        } else if (verb == 'R' && m_options.refuseRecipients) {
            say(client, "554 5.7.1 blacklisted (spammer@listed.example)\r\n");
        } else if (verb == 'D') {
            say(client, "354 Go ahead\r\n");
            client.inMessage = true;
        } else if (verb == 'Q') {
            say(client, "221 2.0.0 Bye\r\n");
            return false;
        } else {
            say(client, "250 2.0.0 Ok\r\n");
        }
        return true;
    }

    void keep(Client& client, std::string message)
    {
        if (!m_keeper.keeps())
            return say(client, "250 2.0.0 Taken\r\n");
        client.waiting = true;
        m_keeper.keep(client.fd, std::move(message));
    }

    // One that went away meanwhile has made room for another on its descriptor, which is not waiting.
    void answerKept()
    {
        std::uint64_t count = 0;
        static_cast<void>(::read(m_wake, &count, sizeof count));
        for (const int fd : m_keeper.takeKept()) {
            const auto found = m_clients.find(fd);
            if (found == m_clients.end() || !std::exchange(found->second->waiting, false))
                continue;
            say(*found->second, "250 2.0.0 Taken\r\n");
            if (!answer(*found->second))
                m_clients.erase(found);
        }
    }

    const Options& m_options;
    const int m_epoll;
    const int m_wake;
    int m_listener = -1;
    SSL_CTX* m_tls = nullptr;
    std::unordered_map<int, std::unique_ptr<Client>> m_clients;
    Keeper m_keeper;
};

} // namespace

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_IGN); // OpenSSL writes to clients that may have gone
    Options options;
    CLI::App app("A server on 127.0.0.1 that says the same to everybody");
    app.add_option("--port", options.port);
    app.add_flag("--refuse-at-connect", options.refuseAtConnect);
    app.add_flag("--refuse-recipients", options.refuseRecipients);
    auto* journal = app.add_option("--journal", options.journal, "file at whose end messages are kept");
    app.add_option("--files", options.files, "folder where each message is a file")->excludes(journal);
    app.add_option("--certificate", options.certificate, "PEM file with certificate and key, for STARTTLS");
    CLI11_PARSE(app, argc, argv);
    try {
        FixedAnswers(options).run();
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "fixed_answers: %s\n", problem.what());
        return 1;
    }
}
