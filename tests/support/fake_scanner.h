// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/descriptor.h"
#include "net/endpoint.h"
#include "net/listening.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace postern::testing {

// Stands where spamd or rspamd would, keeps what it is asked, and answers as the test says. One thread a
// connection.
class FakeScanner {
public:
    enum class Manner {
        Answers,
        IsSilent,  // takes all of it and says nothing
        IsDeaf,    // reads nothing
        Trickles,  // an octet of its answer every 100 ms
        HangsUp,   // closes as soon as somebody has come
        BreaksOff, // in the middle of its answer
        IsEarly,   // answers before it has read anything, and closes
    };

    // On a free port, or on a UNIX socket at `path`.
    explicit FakeScanner(Manner how = Manner::Answers, const std::string& path = {})
        : manner(how)
    {
        if (path.empty()) {
            auto sockets = net::listenOn({*IpAddress::parse("127.0.0.78"), 0}, 1);
            if (!sockets)
                return;
            m_listener = std::move(sockets->front());
            address = net::boundTo(m_listener).toString();
        } else {
            sockaddr_un raw{};
            raw.sun_family = AF_UNIX;
            path.copy(raw.sun_path, sizeof raw.sun_path - 1);
            m_listener = net::Descriptor(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
            if (::bind(m_listener.get(), reinterpret_cast<const sockaddr*>(&raw), sizeof raw) != 0 ||
                ::listen(m_listener.get(), 16) != 0)
                return;
            address = path;
        }
        m_acceptor = std::thread([this] { accept(); });
    }
    ~FakeScanner()
    {
        m_ending = true;
        if (m_acceptor.joinable())
            m_acceptor.join();
        for (std::thread& thread : m_threads)
            thread.join();
    }
    FakeScanner(const FakeScanner&) = delete;
    FakeScanner& operator=(const FakeScanner&) = delete;

    std::atomic<Manner> manner;
    std::string address; // "": it could not be made
    std::atomic<int> asked{0};

    // Answers that a real one gives.
    static std::string spamd(bool spam, const std::string& score, const std::string& symbols = "")
    {
        return "SPAMD/1.1 0 EX_OK\r\nContent-length: " + std::to_string(symbols.size()) +
               "\r\nSpam: " + (spam ? "True" : "False") + " ; " + score + " / 5.0\r\n\r\n" + symbols;
    }
    static std::string rspamd(const std::string& json)
    {
        return "HTTP/1.1 200 OK\r\nConnection: close\r\nServer: rspamd/3.4\r\nContent-Type: "
               "application/json\r\n"
               "Content-Length: " +
               std::to_string(json.size()) + "\r\n\r\n" + json;
    }

    void say(const std::string& answer)
    {
        const std::lock_guard lock(m_mutex);
        m_answer = answer;
    }
    // All that was asked so far, octet by octet.
    std::vector<std::string> requests() const
    {
        const std::lock_guard lock(m_mutex);
        return m_requests;
    }

private:
    void accept()
    {
        while (!m_ending) {
            pollfd ready{m_listener.get(), POLLIN, 0};
            if (::poll(&ready, 1, 10) != 1)
                continue;
            const int socket = ::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC);
            if (socket < 0)
                continue;
            ++asked;
            m_threads.emplace_back([this, socket] { serve(net::Descriptor(socket)); });
        }
    }

    void serve(const net::Descriptor& socket)
    {
        const Manner how = manner;
        if (how == Manner::HangsUp)
            return;
        if (how == Manner::IsEarly) {
            send(socket, answer());
            return wait(socket, std::chrono::milliseconds(50));
        }
        if (how == Manner::IsDeaf)
            return wait(socket, std::chrono::seconds(60));
        const std::string request = receive(socket);
        {
            const std::lock_guard lock(m_mutex);
            m_requests.push_back(request);
        }
        const std::string text = answer();
        if (how == Manner::IsSilent)
            return wait(socket, std::chrono::seconds(60));
        if (how == Manner::BreaksOff)
            return send(socket, text.substr(0, text.size() / 2));
        if (how != Manner::Trickles)
            return send(socket, text);
        for (std::size_t i = 0; i < text.size() && !m_ending; ++i) {
            send(socket, text.substr(i, 1));
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
    }

    std::string answer() const
    {
        const std::lock_guard lock(m_mutex);
        return m_answer;
    }

    // Until as much has come as the request says, or the other side ends it.
    std::string receive(const net::Descriptor& socket)
    {
        std::string request;
        char buffer[8192];
        while (!m_ending && !isWhole(request)) {
            pollfd ready{socket.get(), POLLIN, 0};
            if (::poll(&ready, 1, 10) != 1)
                continue;
            const ssize_t count = ::recv(socket.get(), buffer, sizeof buffer, 0);
            if (count <= 0)
                break;
            request.append(buffer, std::size_t(count));
        }
        return request;
    }
    static bool isWhole(const std::string& request)
    {
        const std::size_t head = request.find("\r\n\r\n");
        if (head == request.npos)
            return false;
        for (const char* name : {"Content-length: ", "Content-Length: "}) {
            const std::size_t at = request.find(name);
            if (at < head)
                return request.size() >= head + 4 + std::strtoul(request.c_str() + at + 16, nullptr, 10);
        }
        return false;
    }
    static void send(const net::Descriptor& socket, const std::string& text)
    {
        (void)::send(socket.get(), text.data(), text.size(), MSG_NOSIGNAL);
    }
    // At most so long, and no longer than the other side stays.
    void wait(const net::Descriptor& socket, std::chrono::milliseconds longest) const
    {
        const auto end = std::chrono::steady_clock::now() + longest;
        while (!m_ending && std::chrono::steady_clock::now() < end) {
            pollfd gone{socket.get(), POLLRDHUP, 0};
            if (::poll(&gone, 1, 10) == 1 && (gone.revents & (POLLHUP | POLLERR)) != 0)
                return;
        }
    }

    net::Descriptor m_listener;
    std::atomic<bool> m_ending{false};
    std::thread m_acceptor;
    std::list<std::thread> m_threads;
    mutable std::mutex m_mutex;
    std::string m_answer;
    std::vector<std::string> m_requests;
};

} // namespace postern::testing
