// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/descriptor.h"
#include "net/endpoint.h"
#include "net/listening.h"

#include <QtGlobal>

#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace postern::testing {

// A mail server that takes what comes, or answers as a test says, and keeps every byte. One thread a
// connection.
class MailServer {
public:
    struct Message {
        std::string mail;               // the whole command
        std::vector<std::string> rcpts; // that were accepted
        std::string data;               // as it came: with dots stuffed and without the end
        int connection = 0;
        bool encrypted = false;
    };

    explicit MailServer(const std::string& address = "127.0.0.77", int wanted = 0, bool lmtp = false)
        : m_lmtp(lmtp)
    {
        auto sockets = net::listenOn({*IpAddress::parse(address), std::uint16_t(wanted)}, 1);
        if (!sockets)
            return;
        m_listener = std::move(sockets->front());
        port = net::boundTo(m_listener).port;
        m_acceptor = std::thread([this] { accept(); });
    }
    ~MailServer() { stop(); }

    void stop()
    {
        m_ending = true;
        if (m_acceptor.joinable())
            m_acceptor.join();
        for (std::thread& thread : m_threads)
            thread.join();
        m_threads.clear();
        m_listener = net::Descriptor();
    }

    // Set before the first client comes. What `reply` says to a command (without CR LF), "" leaves it to
    // the server; "close" closes. The greeting is asked for as "", the end of a message as ".".
    std::function<std::string(const std::string& command)> reply;
    std::vector<std::string> extensions{"PIPELINING", "SIZE 10000000", "8BITMIME", "SMTPUTF8"};
    int port = 0;
    bool implicitTls = false;
    std::atomic<bool> deaf{false};            // reads nothing behind its 354 until it is stopped
    std::atomic<bool> trickles{false};        // an octet every 50 ms
    std::atomic<bool> silentHandshake{false}; // says 220 to STARTTLS, and then nothing
    std::string namedByClient() const         // of the newest handshake (RFC 6066 3)
    {
        const std::lock_guard lock(m_mutex);
        return m_named;
    }

    // Offers STARTTLS with the certificate and key of a PEM file.
    void encrypt(const std::string& pem, int newest = 0)
    {
        m_tls.reset(SSL_CTX_new(TLS_server_method()));
        SSL_CTX_set_max_proto_version(m_tls.get(), newest);
        if (SSL_CTX_use_certificate_chain_file(m_tls.get(), pem.c_str()) != 1 ||
            SSL_CTX_use_PrivateKey_file(m_tls.get(), pem.c_str(), SSL_FILETYPE_PEM) != 1)
            qFatal("the certificate of a test cannot be used");
        extensions.push_back("STARTTLS");
    }

    std::vector<Message> messages() const
    {
        const std::lock_guard lock(m_mutex);
        return m_messages;
    }
    std::vector<std::string> commands() const
    {
        const std::lock_guard lock(m_mutex);
        return m_commands;
    }
    int connections() const { return m_connections; }

private:
    void accept()
    {
        while (!m_ending) {
            pollfd waiting{m_listener.get(), POLLIN, 0};
            if (::poll(&waiting, 1, 20) <= 0)
                continue;
            const int client = ::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC);
            if (client >= 0)
                m_threads.emplace_back(
                    [this, client, number = ++m_connections] { serve(net::Descriptor(client), number); });
        }
    }

    struct Free {
        void operator()(SSL* ssl) const { SSL_free(ssl); }
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    };
    struct Wire {
        int socket;
        std::unique_ptr<SSL, Free> tls;
        std::string input;
    };

    // A line without CR LF; false at the end.
    bool readLine(Wire& wire, std::string& line)
    {
        std::size_t end = 0;
        while ((end = wire.input.find("\r\n")) == wire.input.npos) {
            pollfd waiting{wire.socket, POLLIN, 0};
            const bool buffered = wire.tls && SSL_pending(wire.tls.get()) > 0;
            while (!buffered && !m_ending && ::poll(&waiting, 1, 20) == 0) {
            }
            char buffer[65536];
            const auto count = m_ending   ? 0
                               : wire.tls ? SSL_read(wire.tls.get(), buffer, sizeof buffer)
                                          : ::recv(wire.socket, buffer, sizeof buffer, 0);
            if (count <= 0)
                return false;
            wire.input.append(buffer, std::size_t(count));
        }
        line = wire.input.substr(0, end);
        wire.input.erase(0, end + 2);
        return true;
    }

    void send(Wire& wire, const std::string& text) const
    {
        for (std::size_t i = 0; trickles && i < text.size() && !m_ending; ++i) {
            if (::send(wire.socket, &text[i], 1, MSG_NOSIGNAL) != 1)
                return;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        if (trickles)
            return;
        if (wire.tls) {
            SSL_write(wire.tls.get(), text.data(), int(text.size()));
            return;
        }
        for (std::size_t sent = 0; sent < text.size();) {
            const ssize_t count = ::send(wire.socket, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
            if (count <= 0)
                return;
            sent += std::size_t(count);
        }
    }

    bool startTls(Wire& wire)
    {
        wire.input.clear();
        wire.tls.reset(SSL_new(m_tls.get()));
        SSL_set_fd(wire.tls.get(), wire.socket);
        if (SSL_accept(wire.tls.get()) != 1)
            return false;
        const char* const name = SSL_get_servername(wire.tls.get(), TLSEXT_NAMETYPE_host_name);
        const std::lock_guard lock(m_mutex);
        m_named = name != nullptr ? name : "";
        return true;
    }

    std::string answer(const std::string& command, const std::string& usual)
    {
        std::string said = reply ? reply(command) : std::string();
        return said.empty() ? usual : said;
    }

    void serve(const net::Descriptor& socket, int number)
    {
        Wire wire{socket.get(), nullptr, {}};
        std::string line;
        Message message;
        message.connection = number;
        const auto say = [&](const std::string& text) {
            if (text == "close")
                return false;
            send(wire, text + "\r\n");
            return true;
        };
        if (implicitTls && !startTls(wire))
            return;
        if (!say(answer("", "220 there ESMTP")))
            return;
        while (readLine(wire, line)) {
            {
                const std::lock_guard lock(m_mutex);
                m_commands.push_back(line);
            }
            const std::string verb = line.substr(0, 4);
            std::string usual = "250 2.0.0 Ok";
            if (verb == "EHLO" || verb == "LHLO") {
                usual = "250-there";
                for (const std::string& extension : extensions) {
                    if (extension != "STARTTLS" || !wire.tls)
                        usual += "\r\n250-" + extension;
                }
                usual += "\r\n250 HELP";
            } else if (verb == "DATA") {
                usual = message.rcpts.empty() ? "554 5.5.1 No valid recipients" : "354 Go on";
            } else if (line == "STARTTLS") {
                usual = "220 2.0.0 Go on";
            } else if (verb == "QUIT") {
                usual = "221 2.0.0 Bye";
            }
            const std::string said = answer(line, usual);
            if (verb == "MAIL") {
                message.mail = line;
                message.rcpts.clear();
            } else if (verb == "RCPT" && said.front() == '2') {
                message.rcpts.push_back(line);
            }
            if (!say(said) || verb == "QUIT")
                return;
            if (line == "STARTTLS" && said.front() == '2') {
                if (silentHandshake)
                    readLine(wire, line); // until the client has gone
                if (!startTls(wire))
                    return;
            }
            message.encrypted = wire.tls != nullptr;
            if (verb == "DATA" && said.front() == '3' && !takeMessage(wire, message))
                return;
        }
    }

    bool takeMessage(Wire& wire, Message& message)
    {
        std::string line;
        message.data.clear();
        while (deaf && !m_ending)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        while (true) {
            if (!readLine(wire, line))
                return false;
            if (line == ".")
                break;
            message.data += line + "\r\n";
        }
        const std::size_t replies = m_lmtp ? message.rcpts.size() : 1;
        bool taken = false;
        for (std::size_t i = 0; i < replies; ++i) {
            const std::string said = answer(m_lmtp ? "." + message.rcpts[i] : ".", "250 2.0.0 Taken");
            if (said == "close")
                return false;
            taken |= said.front() == '2';
            if (taken && i + 1 == replies) {
                const std::lock_guard lock(m_mutex);
                m_messages.push_back(message);
            }
            send(wire, said + "\r\n");
        }
        return true;
    }

    const bool m_lmtp;
    net::Descriptor m_listener;
    std::atomic<bool> m_ending{false};
    std::atomic<int> m_connections{0};
    std::unique_ptr<SSL_CTX, Free> m_tls;
    mutable std::mutex m_mutex;
    std::string m_named;
    std::vector<Message> m_messages;
    std::vector<std::string> m_commands;
    std::list<std::thread> m_threads;
    std::thread m_acceptor;
};

} // namespace postern::testing
