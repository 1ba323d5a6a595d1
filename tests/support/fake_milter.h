// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/descriptor.h"
#include "net/endpoint.h"
#include "net/listening.h"
#include "scan/milter_packet.h"

#include <poll.h>
#include <sys/socket.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace postern::testing {

// A milter in any mood: what it says to each command is what the test gives it, byte for byte. Listens at
// 127.0.0.1; one thread for each connection.
class FakeMilter {
public:
    struct Mood {
        // To a command's letter, in place of "continue" (and of a negotiation that wants to change what it
        // may); "": nothing at all.
        std::map<char, std::string> says;
        std::map<char, std::chrono::milliseconds> delay; // before that
        std::string hangsUpAt;                           // letters of commands that it ends the connection at
        std::chrono::milliseconds trickle{0};            // between the octets of what it says
    };

    FakeMilter()
        : m_listener(std::move(net::listenOn({*IpAddress::parse("127.0.0.1"), 0}, 1)->front()))
        , m_port(net::boundTo(m_listener).port)
        , m_acceptor([this] { accept(); })
    {
    }
    ~FakeMilter()
    {
        m_stops = true;
        m_acceptor.join();
        for (std::thread& thread : m_threads)
            thread.join();
    }
    FakeMilter(const FakeMilter&) = delete;
    FakeMilter& operator=(const FakeMilter&) = delete;

    int port() const { return m_port; }
    std::string address() const { return "127.0.0.1:" + std::to_string(m_port); }
    void set(const Mood& mood)
    {
        const std::lock_guard lock(m_mutex);
        m_mood = mood;
    }
    // Letters of what it heard, without macros; a connection begins with O.
    std::string heard() const
    {
        const std::lock_guard lock(m_mutex);
        std::string letters;
        for (const scan::MilterPacket& packet : m_packets)
            letters += packet.name == 'D' ? std::string() : std::string(1, packet.name);
        return letters;
    }
    bool waitFor(const std::string& letters) const // to be heard at the end
    {
        for (int i = 0; i < 5000 && !heard().ends_with(letters); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return heard().ends_with(letters);
    }
    // What came with all commands of this letter; NUL is shown as '/'.
    std::string dataOf(char name) const
    {
        const std::lock_guard lock(m_mutex);
        std::string all;
        for (const scan::MilterPacket& packet : m_packets) {
            for (const char c : packet.name == name ? packet.data + '|' : std::string())
                all += c == '\0' ? '/' : c;
        }
        return all;
    }
    int connections() const { return m_connections; }

    static std::string packet(char name, const std::string& data = {})
    {
        return scan::milterPacket(scan::milter::Command(name), data);
    }
    static std::string text(const std::string& text) { return scan::milterText(text); }
    static std::string negotiation(std::uint32_t actions, std::uint32_t steps = 0)
    {
        return packet('O', scan::milterNumber(6) + scan::milterNumber(actions) + scan::milterNumber(steps));
    }
    // All that may be done here.
    static constexpr std::uint32_t everything = 0x01 | 0x02 | 0x10 | 0x20;

private:
    static bool readable(int socket)
    {
        pollfd waiting{socket, POLLIN, 0};
        return ::poll(&waiting, 1, 10) > 0;
    }

    void accept()
    {
        while (!m_stops) {
            if (!readable(m_listener.get()))
                continue;
            const int socket = ::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC);
            if (socket < 0)
                continue;
            ++m_connections;
            m_threads.emplace_back([this, socket] { serve(net::Descriptor(socket)); });
        }
    }

    void serve(const net::Descriptor& socket)
    {
        scan::MilterPacketReader reader;
        while (!m_stops) {
            if (!readable(socket.get()))
                continue;
            char buffer[16'384];
            const ssize_t count = ::recv(socket.get(), buffer, sizeof buffer, 0);
            if (count <= 0)
                return;
            reader.input({buffer, std::size_t(count)});
            while (const auto packet = reader.next()) {
                if (!answer(socket.get(), *packet))
                    return;
            }
        }
    }

    bool answer(int socket, const scan::MilterPacket& packet)
    {
        Mood mood;
        {
            const std::lock_guard lock(m_mutex);
            m_packets.push_back(packet);
            mood = m_mood;
        }
        if (mood.hangsUpAt.find(packet.name) != std::string::npos)
            return false;
        if (packet.name == 'D' || packet.name == 'A')
            return true;
        if (packet.name == 'Q')
            return false;
        wait(mood.delay[packet.name]);
        const auto found = mood.says.find(packet.name);
        const std::string usual = packet.name == 'O' ? negotiation(everything) : this->packet('c');
        return say(socket, found != mood.says.end() ? found->second : usual, mood.trickle);
    }

    bool say(int socket, const std::string& bytes, std::chrono::milliseconds trickle) const
    {
        if (trickle.count() == 0)
            return bytes.empty() || ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) > 0;
        for (const char octet : bytes) {
            if (m_stops || ::send(socket, &octet, 1, MSG_NOSIGNAL) != 1)
                return false;
            wait(trickle);
        }
        return true;
    }

    void wait(std::chrono::milliseconds time) const
    {
        const auto end = std::chrono::steady_clock::now() + time;
        while (!m_stops && std::chrono::steady_clock::now() < end)
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }

    net::Descriptor m_listener;
    int m_port;
    mutable std::mutex m_mutex;
    Mood m_mood;
    std::vector<scan::MilterPacket> m_packets;
    std::atomic<int> m_connections{0};
    std::atomic<bool> m_stops{false};
    std::list<std::thread> m_threads; // of the acceptor's
    std::thread m_acceptor;
};

} // namespace postern::testing
