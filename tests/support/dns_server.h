// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/dns_zone.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <functional>
#include <mutex>
#include <thread>

namespace postern::test {

// A small authoritative DNS server on 127.0.0.1 (or ::1), UDP and TCP on the same port, that answers from a
// zone. Runs until it is destroyed.
class DnsServer {
public:
    explicit DnsServer(const std::string& zone, int family = AF_INET, std::uint16_t port = 0)
        : m_zone(zone)
        , m_family(family)
    {
        // The system may give a port whose other half is taken: try again then.
        for (int tries = 0; tries < 50 && m_tcp < 0; ++tries)
            bindBoth(port);
        if (m_tcp < 0)
            qFatal("a DNS server of a test cannot listen");
        m_thread = std::thread([this] { run(); });
    }
    DnsServer(const DnsServer&) = delete;
    ~DnsServer()
    {
        m_ending = true;
        const std::uint64_t one = 1;
        if (::write(m_wake, &one, sizeof(one)) < 0)
            qFatal("a DNS server of a test cannot be woken");
        m_thread.join();
        for (const Stream& stream : m_streams)
            ::close(stream.socket);
        for (const int descriptor : {m_udp, m_tcp, m_wake})
            ::close(descriptor);
    }

    std::uint16_t port() const { return m_port; }
    // As the configuration has it.
    std::string address() const
    {
        return (m_family == AF_INET ? "127.0.0.1@" : "::1@") + std::to_string(m_port);
    }
    // How often a name and type was asked for: "A mail.example.org".
    int asked(const std::string& question) const
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_asked.find(question);
        return found == m_asked.end() ? 0 : found->second;
    }
    void setZone(const std::string& zone)
    {
        const std::lock_guard lock(m_mutex);
        m_zone = DnsZone(zone);
    }

private:
    using Clock = std::chrono::steady_clock;
    struct Stream {
        int socket = -1;
        std::string input;
        bool gone = false;
    };
    struct Later {
        Clock::time_point due;
        std::function<void()> send;
    };

    void bindBoth(std::uint16_t port)
    {
        sockaddr_storage address{};
        socklen_t size = fill(address, port);
        m_udp = ::socket(m_family, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        const int tcp = ::socket(m_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        const int on = 1;
        ::setsockopt(tcp, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
        const bool udpBound = ::bind(m_udp, reinterpret_cast<sockaddr*>(&address), size) == 0;
        ::getsockname(m_udp, reinterpret_cast<sockaddr*>(&address), &size);
        const bool tcpBound = udpBound && ::bind(tcp, reinterpret_cast<sockaddr*>(&address), size) == 0;
        if (tcpBound && ::listen(tcp, 16) == 0) {
            m_tcp = tcp;
            m_port = ntohs(reinterpret_cast<sockaddr_in*>(&address)->sin_port); // the same place in IPv6
            return;
        }
        ::close(tcp);
        ::close(m_udp);
    }

    socklen_t fill(sockaddr_storage& address, std::uint16_t port) const
    {
        if (m_family == AF_INET) {
            auto& v4 = reinterpret_cast<sockaddr_in&>(address);
            v4.sin_family = AF_INET;
            v4.sin_port = htons(port);
            v4.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            return sizeof(v4);
        }
        auto& v6 = reinterpret_cast<sockaddr_in6&>(address);
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(port);
        v6.sin6_addr = in6addr_loopback;
        return sizeof(v6);
    }

    void run()
    {
        while (!m_ending) {
            std::vector<pollfd> waits{{m_wake, POLLIN, 0}, {m_udp, POLLIN, 0}, {m_tcp, POLLIN, 0}};
            for (const Stream& stream : m_streams)
                waits.push_back({stream.socket, POLLIN, 0});
            ::poll(waits.data(), waits.size(), m_later.empty() ? 1'000 : 5);
            sendDue();
            readDatagrams();
            for (int socket = 0;
                 (socket = ::accept4(m_tcp, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;)
                m_streams.push_back({socket, {}, false});
            for (std::size_t i = 0; i < m_streams.size(); ++i)
                readStream(m_streams[i]);
            std::erase_if(m_streams,
                          [](const Stream& stream) { return stream.gone && ::close(stream.socket) == 0; });
        }
    }

    void sendDue()
    {
        const auto now = Clock::now();
        for (auto it = m_later.begin(); it != m_later.end();) {
            if (it->due > now) {
                ++it;
                continue;
            }
            it->send();
            it = m_later.erase(it);
        }
    }

    void readDatagrams()
    {
        char buffer[4096];
        sockaddr_storage peer{};
        socklen_t size = sizeof(peer);
        for (ssize_t got = 0; (got = ::recvfrom(m_udp, buffer, sizeof(buffer), 0,
                                                reinterpret_cast<sockaddr*>(&peer), &size)) >= 0;
             size = sizeof(peer)) {
            answer({buffer, std::size_t(got)}, true, [this, peer, size](const std::string& reply) {
                ::sendto(m_udp, reply.data(), reply.size(), 0, reinterpret_cast<const sockaddr*>(&peer),
                         size);
            });
        }
    }

    void readStream(Stream& stream)
    {
        char buffer[4096];
        ssize_t got = 0;
        while ((got = ::recv(stream.socket, buffer, sizeof(buffer), 0)) > 0)
            stream.input.append(buffer, std::size_t(got));
        stream.gone = got == 0;
        while (stream.input.size() >= 2) {
            const std::size_t length = number(stream.input, 0);
            if (stream.input.size() < length + 2)
                return;
            const std::string query = stream.input.substr(2, length);
            stream.input.erase(0, length + 2);
            answer(query, false, [socket = stream.socket](const std::string& reply) {
                std::string framed;
                put(framed, reply.size());
                framed += reply;
                ::send(socket, framed.data(), framed.size(), MSG_NOSIGNAL);
            });
        }
    }

    static std::size_t number(const std::string& text, std::size_t at)
    {
        return std::size_t(std::uint8_t(text[at])) << 8 | std::uint8_t(text[at + 1]);
    }
    static void put(std::string& out, std::size_t value)
    {
        out += char(value >> 8);
        out += char(value);
    }

    void answer(const std::string& query, bool datagram, const std::function<void(const std::string&)>& send)
    {
        std::string name;
        std::size_t at = 12;
        while (at + 5 <= query.size() && query[at] != 0) {
            const std::size_t length = std::uint8_t(query[at]);
            name += (name.empty() ? "" : ".") + query.substr(at + 1, length);
            at += length + 1;
        }
        if (at + 5 > query.size())
            return;
        const std::size_t type = number(query, at + 1);
        const std::string question = query.substr(12, at + 5 - 12);
        const auto found = look(lowerAscii(name), std::uint16_t(type));
        if (found.dead)
            return;
        std::string reply = packet(query, found, question, false);
        if (datagram && (found.truncate || reply.size() > 1232))
            reply = packet(query, found, question, true);
        if (found.delay.count() == 0)
            send(reply);
        else
            m_later.push_back({Clock::now() + found.delay, [send, reply] { send(reply); }});
    }

    DnsZone::Reply look(const std::string& name, std::uint16_t type)
    {
        const std::lock_guard lock(m_mutex);
        ++m_asked[std::string(dns::toWord(dns::Type(type))) + ' ' + name];
        return m_zone.find(name, type);
    }

    static std::string packet(const std::string& query, const DnsZone::Reply& found,
                              const std::string& question, bool truncated)
    {
        constexpr std::size_t responseFlags = 0x8580; // answer, authoritative, recursion there
        constexpr std::size_t truncatedFlag = 0x0200;
        std::string reply;
        put(reply, number(query, 0) ^ (found.lie ? 0x5555U : 0U));
        put(reply, responseFlags | std::size_t(found.rcode) | (truncated ? truncatedFlag : 0U));
        const bool negative = found.records.empty() && found.rcode != 2 && found.rcode != 5;
        put(reply, 1);
        put(reply, truncated ? 0 : found.records.size());
        put(reply, negative && !truncated ? 1 : 0);
        put(reply, 0);
        reply += question;
        if (truncated)
            return reply;
        for (const auto& [name, record] : found.records) {
            std::string rdata = record.rdata;
            if (found.garbage)
                rdata.resize(rdata.size() / 2);
            append(reply, name, record.type, record.ttl, rdata);
        }
        if (negative)
            append(reply, "", 6, 60,
                   std::string(2, '\0') + std::string(16, '\0') + std::string("\0\0\0\x3c", 4));
        return reply;
    }

    static void append(std::string& reply, const std::string& name, std::uint16_t type, std::uint32_t ttl,
                       const std::string& rdata)
    {
        reply += DnsZone::wireName(name);
        put(reply, type);
        put(reply, 1);
        put(reply, ttl >> 16);
        put(reply, ttl & 0xffff);
        put(reply, rdata.size());
        reply += rdata;
    }

    mutable std::mutex m_mutex;
    DnsZone m_zone;
    std::map<std::string, int> m_asked;

    const int m_family;
    std::uint16_t m_port = 0;
    int m_udp = -1;
    int m_tcp = -1;
    const int m_wake = ::eventfd(0, EFD_CLOEXEC);
    std::atomic<bool> m_ending{false};
    std::vector<Stream> m_streams;
    std::vector<Later> m_later;
    std::thread m_thread;
};

} // namespace postern::test
