// SPDX-License-Identifier: GPL-3.0-or-later
// smtp_load: many SMTP sessions at once against one server, from one thread; says as JSON how many it got
// through. tools/bench runs it. It talks to loopback addresses only.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Options {
    std::string work = "refuse"; // refuse, connect, accept, starttls, none
    std::uint16_t port = 2525;
    int clients = 20;                 // at the same time
    double seconds = 5;               // of measuring
    double warmUp = 1;                // seconds before
    int messages = 1;                 // of one session, with accept
    int size = 4'096;                 // octets of a message
    int idle = 0;                     // further clients that said EHLO and are silent
    bool idleTls = false;             // and did so by TLS
    std::string source = "127.1.0.1"; // first client address; every session takes the next one
    int sources = 200;
    std::string sender = "spammer@listed.example";
    std::string recipient = "jane@example.test";
};

// One command (or nothing, or a message) and the reply that it must get.
struct Exchange {
    std::string send;
    char digit;        // the reply's first
    bool done = false; // a unit of the work: a refusal, a message, a session
    bool tls = false;  // a TLS handshake follows the reply
};

std::string message(int size)
{
    std::string text = "From: <joe@outside.example>\r\nTo: <jane@example.test>\r\nSubject: load\r\n\r\n";
    while (int(text.size()) < size)
        text += "All work and no play makes a dull line of exactly seventy-odd characters.\r\n";
    return text + ".\r\n";
}

std::vector<Exchange> plan(const Options& options)
{
    if (options.work == "connect")
        return {{"", '5', true}};
    std::vector<Exchange> exchanges{{"", '2'}, {"EHLO client.outside.example\r\n", '2'}};
    if (options.work == "starttls")
        return {exchanges[0],
                exchanges[1],
                {"STARTTLS\r\n", '2', false, true},
                exchanges[1],
                {"QUIT\r\n", '2', true}};
    const std::string mail = "MAIL FROM:<" + options.sender + ">\r\n";
    const std::string rcpt = "RCPT TO:<" + options.recipient + ">\r\n";
    if (options.work == "refuse") {
        exchanges.insert(exchanges.end(), {{mail, '2'}, {rcpt, '5', true}});
    } else {
        for (int i = 0; i < options.messages; ++i)
            exchanges.insert(
                exchanges.end(),
                {{mail, '2'}, {rcpt, '2'}, {"DATA\r\n", '3'}, {message(options.size), '2', true}});
    }
    exchanges.push_back({"QUIT\r\n", '2'});
    return exchanges;
}

// Whoever the server is: only its work counts here. Without tickets each handshake is a whole one.
SSL_CTX* tlsContext()
{
    static SSL_CTX* const context = [] {
        SSL_CTX* made = SSL_CTX_new(TLS_client_method());
        SSL_CTX_set_verify(made, SSL_VERIFY_NONE, nullptr);
        SSL_CTX_set_options(made, SSL_OP_NO_TICKET);
        return made;
    }();
    return context;
}

SSL* tlsOn(int fd)
{
    SSL* tls = SSL_new(tlsContext());
    SSL_set_fd(tls, fd);
    SSL_set_connect_state(tls);
    return tls;
}

[[noreturn]] void fail(const std::string& what)
{
    throw std::runtime_error(what + ": " + std::strerror(errno));
}

// A socket from the next source address, so that ports in TIME_WAIT never run out.
class Sources {
public:
    Sources(const Options& options, const std::string& first)
        : m_first(ntohl(inet_addr(first.c_str())))
        , m_count(std::uint32_t(options.sources))
        , m_port(options.port)
    {
    }

    int connect(int flags)
    {
        const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | flags, 0);
        if (fd < 0)
            fail("socket");
        const int on = 1;
        setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        sockaddr_in from = address(m_first + m_next++ % m_count, 0);
        if (bind(fd, reinterpret_cast<sockaddr*>(&from), sizeof from) != 0)
            fail("bind");
        sockaddr_in to = address(INADDR_LOOPBACK, m_port);
        if (::connect(fd, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0 && errno != EINPROGRESS)
            fail("connect");
        return fd;
    }

private:
    static sockaddr_in address(std::uint32_t ip, std::uint16_t port)
    {
        sockaddr_in result{};
        result.sin_family = AF_INET;
        result.sin_addr.s_addr = htonl(ip);
        result.sin_port = htons(port);
        return result;
    }

    std::uint32_t m_first;
    std::uint32_t m_count;
    std::uint32_t m_next = 0;
    std::uint16_t m_port;
};

// Whether `replies` ends with the last line of a reply.
bool isComplete(const std::string& replies)
{
    if (!replies.ends_with('\n'))
        return false;
    const std::size_t before =
        replies.size() < 2 ? std::string::npos : replies.rfind('\n', replies.size() - 2);
    const std::size_t line = before == std::string::npos ? 0 : before + 1;
    return replies.size() >= line + 4 && replies[line + 3] == ' ';
}

struct Client {
    int fd = -1;
    SSL* tls = nullptr;
    std::size_t at = 0;      // of the plan
    std::size_t written = 0; // of its text
    std::string reply;
    Clock::time_point start;
    bool waitsToWrite = false;
};

class Load {
public:
    explicit Load(const Options& options)
        : m_options(options)
        , m_plan(plan(options))
        , m_sources(options, options.source)
        , m_epoll(epoll_create1(EPOLL_CLOEXEC))
        , m_clients(std::size_t(options.clients))
    {
    }

    nlohmann::json run()
    {
        for (Client& client : m_clients)
            begin(client);
        turnUntil(Clock::now() + seconds(m_options.warmUp));
        m_sessions = m_done = 0;
        m_times.clear();
        const auto start = Clock::now();
        std::printf("start\n"); // the server's clock is read now
        std::fflush(stdout);
        turnUntil(start + seconds(m_options.seconds));
        return report(std::chrono::duration<double>(Clock::now() - start).count());
    }

private:
    static Clock::duration seconds(double count)
    {
        return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(count));
    }

    void turnUntil(Clock::time_point end)
    {
        epoll_event events[256];
        while (Clock::now() < end) {
            const int count = epoll_wait(m_epoll, events, 256, 10);
            for (int i = 0; i < count; ++i)
                advance(m_clients[events[i].data.u32], events[i].events);
        }
    }

    void begin(Client& client)
    {
        client = {};
        client.start = Clock::now();
        client.fd = m_sources.connect(SOCK_NONBLOCK);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u32 = std::uint32_t(&client - m_clients.data());
        epoll_ctl(m_epoll, EPOLL_CTL_ADD, client.fd, &event);
    }

    void again(Client& client)
    {
        SSL_free(client.tls);
        close(client.fd);
        begin(client);
    }

    void advance(Client& client, std::uint32_t events)
    {
        if ((events & EPOLLOUT) != 0)
            return write(client);
        if (client.tls != nullptr && !SSL_is_init_finished(client.tls))
            return handshake(client);
        char buffer[4096];
        const ssize_t got = client.tls != nullptr ? SSL_read(client.tls, buffer, sizeof buffer)
                                                  : read(client.fd, buffer, sizeof buffer);
        if (got <= 0) {
            const bool later = client.tls != nullptr
                                   ? SSL_get_error(client.tls, int(got)) == SSL_ERROR_WANT_READ
                                   : got < 0 && errno == EAGAIN;
            return later ? void() : error(client, "connection lost");
        }
        client.reply.append(buffer, std::size_t(got));
        if (isComplete(client.reply))
            answered(client);
    }

    void handshake(Client& client)
    {
        const int done = SSL_do_handshake(client.tls);
        if (done == 1)
            next(client);
        else if (SSL_get_error(client.tls, done) != SSL_ERROR_WANT_READ)
            error(client, "the TLS handshake failed");
    }

    void answered(Client& client)
    {
        if (client.reply[0] != m_plan[client.at].digit)
            return error(client, client.reply);
        client.reply.clear();
        m_done += m_plan[client.at].done;
        if (m_plan[client.at].tls) {
            client.tls = tlsOn(client.fd);
            return handshake(client);
        }
        next(client);
    }

    void next(Client& client)
    {
        if (++client.at < m_plan.size())
            return write(client);
        ++m_sessions;
        m_times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - client.start).count());
        again(client);
    }

    void write(Client& client)
    {
        const std::string& text = m_plan[client.at].send;
        const char* const rest = text.data() + client.written;
        const std::size_t left = text.size() - client.written;
        const ssize_t put = client.tls != nullptr ? SSL_write(client.tls, rest, int(left))
                                                  : send(client.fd, rest, left, MSG_NOSIGNAL);
        if (put < 0 && (client.tls != nullptr || errno != EAGAIN))
            return error(client, "cannot send");
        client.written += std::size_t(std::max<ssize_t>(put, 0));
        const bool more = client.written < text.size();
        if (more || client.waitsToWrite)
            watch(client, more);
        if (!more)
            client.written = 0;
    }

    void watch(Client& client, bool writing)
    {
        client.waitsToWrite = writing;
        epoll_event event{};
        event.events = writing ? EPOLLOUT : EPOLLIN;
        event.data.u32 = std::uint32_t(&client - m_clients.data());
        epoll_ctl(m_epoll, EPOLL_CTL_MOD, client.fd, &event);
    }

    void error(Client& client, const std::string& what)
    {
        if (m_errors++ == 0)
            m_firstError = what;
        if (m_errors > 1000)
            throw std::runtime_error("more than 1000 sessions failed, the first with: " + m_firstError);
        again(client);
    }

    nlohmann::json report(double elapsed)
    {
        std::sort(m_times.begin(), m_times.end());
        const auto quantile = [this](double q) {
            return m_times.empty() ? 0.0 : m_times[std::size_t(q * double(m_times.size() - 1))];
        };
        return {{"sessions", m_sessions},      {"done", m_done},
                {"seconds", elapsed},          {"errors", m_errors},
                {"first_error", m_firstError}, {"median_ms", quantile(0.5)},
                {"p99_ms", quantile(0.99)}};
    }

    const Options& m_options;
    std::vector<Exchange> m_plan;
    Sources m_sources;
    int m_epoll;
    std::vector<Client> m_clients;
    std::vector<double> m_times; // of sessions, in ms
    std::int64_t m_sessions = 0;
    std::int64_t m_done = 0; // refusals or messages
    std::int64_t m_errors = 0;
    std::string m_firstError;
};

// A client that waits for each answer.
class IdleClient {
public:
    explicit IdleClient(int fd)
        : m_fd(fd)
    {
    }

    void say(std::string_view command)
    {
        const bool sent = m_tls != nullptr ? SSL_write(m_tls, command.data(), int(command.size())) > 0
                                           : command.empty() ||
                                                 send(m_fd, command.data(), command.size(), MSG_NOSIGNAL) > 0;
        if (!sent)
            fail("send");
        std::string reply;
        char buffer[1024];
        while (!isComplete(reply)) {
            const ssize_t got =
                m_tls != nullptr ? SSL_read(m_tls, buffer, sizeof buffer) : read(m_fd, buffer, sizeof buffer);
            if (got <= 0)
                fail("an idle client lost its connection");
            reply.append(buffer, std::size_t(got));
        }
        if (reply[0] != '2')
            throw std::runtime_error("an idle client was refused: " + reply);
    }
    void beginTls()
    {
        m_tls = tlsOn(m_fd);
        if (SSL_do_handshake(m_tls) != 1)
            fail("an idle client's TLS handshake failed");
    }

private:
    const int m_fd;
    SSL* m_tls = nullptr;
};

// Clients that say EHLO and nothing more. They stay until the process ends.
void addIdle(const Options& options)
{
    constexpr std::string_view hello = "EHLO idle.outside.example\r\n";
    Sources sources(options, "127.2.0.1");
    for (int i = 0; i < options.idle; ++i) {
        IdleClient client(sources.connect(0));
        client.say("");
        client.say(hello);
        if (!options.idleTls)
            continue;
        client.say("STARTTLS\r\n");
        client.beginTls();
        client.say(hello);
    }
}

} // namespace

int main(int argc, char** argv)
{
    std::signal(SIGPIPE, SIG_IGN); // OpenSSL writes to servers that may have gone
    Options options;
    CLI::App app("SMTP sessions against a server on 127.0.0.1, and how many it serves");
    app.add_option("--work", options.work,
                   "refuse, connect, accept, starttls or none (idle clients until stdin ends)");
    app.add_option("--port", options.port);
    app.add_option("--clients", options.clients, "sessions at the same time")->check(CLI::Range(1, 10'000));
    app.add_option("--seconds", options.seconds);
    app.add_option("--warm-up", options.warmUp);
    app.add_option("--messages", options.messages, "messages of one session");
    app.add_option("--size", options.size, "octets of a message");
    app.add_option("--idle", options.idle, "further clients that stay silent");
    app.add_flag("--idle-tls", options.idleTls, "they do so after STARTTLS");
    app.add_option("--source", options.source, "first client address");
    app.add_option("--sources", options.sources, "how many client addresses");
    app.add_option("--sender", options.sender);
    app.add_option("--recipient", options.recipient);
    CLI11_PARSE(app, argc, argv);
    try {
        addIdle(options);
        std::printf("ready\n");
        std::fflush(stdout);
        if (options.work == "none") {
            while (std::getchar() != EOF) {
            }
            return 0;
        }
        std::printf("%s\n", Load(options).run().dump().c_str());
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "smtp_load: %s\n", problem.what());
        return 1;
    }
}
