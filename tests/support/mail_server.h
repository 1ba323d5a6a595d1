// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/descriptor.h"
#include "net/endpoint.h"
#include "net/listening.h"

#include <poll.h>
#include <sys/socket.h>

#include <atomic>
#include <functional>
#include <list>
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

    // A line without CR LF; false at the end.
    bool readLine(int socket, std::string& input, std::string& line)
    {
        std::size_t end = 0;
        while ((end = input.find("\r\n")) == input.npos) {
            pollfd waiting{socket, POLLIN, 0};
            while (!m_ending && ::poll(&waiting, 1, 20) == 0) {
            }
            char buffer[65536];
            const ssize_t count = m_ending ? 0 : ::recv(socket, buffer, sizeof buffer, 0);
            if (count <= 0)
                return false;
            input.append(buffer, std::size_t(count));
        }
        line = input.substr(0, end);
        input.erase(0, end + 2);
        return true;
    }

    static void send(int socket, const std::string& text)
    {
        for (std::size_t sent = 0; sent < text.size();) {
            const ssize_t count = ::send(socket, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
            if (count <= 0)
                return;
            sent += std::size_t(count);
        }
    }

    std::string answer(const std::string& command, const std::string& usual)
    {
        std::string said = reply ? reply(command) : std::string();
        return said.empty() ? usual : said;
    }

    void serve(const net::Descriptor& socket, int number)
    {
        std::string input;
        std::string line;
        Message message;
        message.connection = number;
        const auto say = [&](const std::string& text) {
            if (text == "close")
                return false;
            send(socket.get(), text + "\r\n");
            return true;
        };
        if (!say(answer("", "220 there ESMTP")))
            return;
        while (readLine(socket.get(), input, line)) {
            {
                const std::lock_guard lock(m_mutex);
                m_commands.push_back(line);
            }
            const std::string verb = line.substr(0, 4);
            std::string usual = "250 2.0.0 Ok";
            if (verb == "EHLO" || verb == "LHLO") {
                usual = "250-there";
                for (const std::string& extension : extensions)
                    usual += "\r\n250-" + extension;
                usual += "\r\n250 HELP";
            } else if (verb == "DATA") {
                usual = message.rcpts.empty() ? "554 5.5.1 No valid recipients" : "354 Go on";
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
            if (verb == "DATA" && said.front() == '3' && !takeMessage(socket.get(), input, message))
                return;
        }
    }

    bool takeMessage(int socket, std::string& input, Message& message)
    {
        std::string line;
        message.data.clear();
        while (true) {
            if (!readLine(socket, input, line))
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
            send(socket, said + "\r\n");
        }
        return true;
    }

    const bool m_lmtp;
    net::Descriptor m_listener;
    std::atomic<bool> m_ending{false};
    std::atomic<int> m_connections{0};
    mutable std::mutex m_mutex;
    std::vector<Message> m_messages;
    std::vector<std::string> m_commands;
    std::list<std::thread> m_threads;
    std::thread m_acceptor;
};

} // namespace postern::testing
