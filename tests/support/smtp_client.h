// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/descriptor.h"
#include "net/endpoint.h"

#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace postern::testing {

// A client as tests need it: says what it is told to, byte for byte, and waits up to 10 s for the answer.
// Connects from any loopback address, so that a test can be inside or outside the LAN.
class SmtpClient {
public:
    explicit SmtpClient(int port, const std::string& from = "127.0.0.1")
        : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        bindOrConnect(::bind, {*IpAddress::parse(from), 0});
        bindOrConnect(::connect, {*IpAddress::parse("127.0.0.1"), std::uint16_t(port)});
    }

    bool connected() const { return m_connected; }

    // The client's side of a handshake; all is encrypted afterwards. Takes any certificate, but for the test
    // to look at. `session` is one to resume.
    bool startTls(const char* serverName = nullptr, SSL_SESSION* session = nullptr, int newest = 0)
    {
        m_tlsContext.reset(SSL_CTX_new(TLS_client_method()));
        SSL_CTX_set_max_proto_version(m_tlsContext.get(), newest);
        m_tls.reset(SSL_new(m_tlsContext.get()));
        SSL_set_fd(m_tls.get(), m_socket.get());
        if (serverName != nullptr)
            SSL_set_tlsext_host_name(m_tls.get(), serverName);
        if (session != nullptr)
            SSL_set_session(m_tls.get(), session);
        return SSL_connect(m_tls.get()) == 1;
    }
    SSL* tls() const { return m_tls.get(); }

    void send(std::string_view bytes)
    {
        if (m_tls) {
            SSL_write(m_tls.get(), bytes.data(), int(bytes.size()));
            return;
        }
        while (!bytes.empty()) {
            const ssize_t count = ::send(m_socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0)
                return;
            bytes.remove_prefix(std::size_t(count));
        }
    }

    // The next reply, all of its lines, without the last CR LF; "closed" or "silence" where none comes.
    std::string reply(int milliseconds = 10'000)
    {
        std::size_t from = 0;
        while (true) {
            const std::size_t end = m_input.find("\r\n", from);
            if (end == m_input.npos) {
                if (const char* problem = readMore(milliseconds))
                    return problem;
                continue;
            }
            const bool last = end < from + 4 || m_input[from + 3] != '-';
            from = end + 2;
            if (last)
                return take(from);
        }
    }

    // Says one line; its reply.
    std::string say(std::string_view line)
    {
        send(std::string(line) + "\r\n");
        return reply();
    }

    // Greeting and EHLO, up to where MAIL can be said; the reply to EHLO.
    std::string hello(std::string_view name = "client.example")
    {
        reply();
        return say("EHLO " + std::string(name));
    }

    // One whole transaction; the reply that ended it.
    std::string deliver(const std::string& sender, const std::string& recipient, const std::string& body)
    {
        for (const std::string& line : {"MAIL FROM:<" + sender + ">", "RCPT TO:<" + recipient + ">"}) {
            const std::string answer = say(line);
            if (answer.front() != '2')
                return answer;
        }
        const std::string answer = say("DATA");
        return answer.front() == '3' ? say(body + "\r\n.") : answer;
    }

    bool closedByServer(int milliseconds = 10'000)
    {
        while (true) {
            const char* problem = readMore(milliseconds);
            if (problem != nullptr)
                return std::string_view(problem) == "closed";
        }
    }

    void close() { m_socket = net::Descriptor(); }
    int descriptor() const { return m_socket.get(); }

private:
    template <class Call>
    void bindOrConnect(Call call, const net::Endpoint& endpoint)
    {
        sockaddr_storage raw{};
        const unsigned length = net::toSockaddr(endpoint, raw);
        m_connected = call(m_socket.get(), reinterpret_cast<const sockaddr*>(&raw), length) == 0;
    }

    const char* readMore(int milliseconds)
    {
        pollfd waiting{m_socket.get(), POLLIN, 0};
        const bool buffered = m_tls && SSL_pending(m_tls.get()) > 0;
        if (!buffered && ::poll(&waiting, 1, milliseconds) <= 0)
            return "silence";
        char buffer[4096];
        const ssize_t count = m_tls ? SSL_read(m_tls.get(), buffer, sizeof buffer)
                                    : ::recv(m_socket.get(), buffer, sizeof buffer, 0);
        if (count <= 0)
            return "closed";
        m_input.append(buffer, std::size_t(count));
        return nullptr;
    }

    std::string take(std::size_t count)
    {
        std::string text = m_input.substr(0, count - 2);
        m_input.erase(0, count);
        return text;
    }

    struct FreeTls {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    };
    net::Descriptor m_socket;
    std::unique_ptr<SSL_CTX, FreeTls> m_tlsContext;
    std::unique_ptr<SSL, FreeTls> m_tls;
    std::string m_input;
    bool m_connected = false;
};

} // namespace postern::testing
