// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crash/parcel.h"

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace postern::testing {

// Clients that send one message after the other, whatever becomes of their connections, and remember for
// which they were told 250. None is sent again: what comes twice, the server has made two of.
class Load {
public:
    Load(int port, std::uint64_t seed, int clients);
    ~Load(); // stop()
    Load(const Load&) = delete;
    Load& operator=(const Load&) = delete;

    void stop();
    // By name: what the server has answered for.
    std::map<std::string, std::vector<std::string>> taken() const;
    int begun() const { return m_begun; }

private:
    void run(int client);

    const int m_port;
    const std::uint64_t m_seed;
    std::atomic<bool> m_ending{false};
    std::atomic<int> m_begun{0};
    mutable std::mutex m_mutex;
    std::map<std::string, std::vector<std::string>> m_taken;
    std::vector<std::thread> m_threads;
};

} // namespace postern::testing
