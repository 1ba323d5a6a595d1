// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <asio/thread_pool.hpp>

#include <atomic>
#include <functional>
#include <mutex>
#include <string>

namespace postern::engine {

// Checks passwords, which takes a tenth of a second and 64 MiB each on purpose: on threads of its own, a
// bounded number at a time, and only so many in wait. Thread-safe.
class PasswordChecks {
public:
    explicit PasswordChecks(int mostWaiting = 64);

    // Calls `done` from one of its threads. An empty hash is that of a user who does not exist: it takes the
    // same time, and fails. False: too many are waiting, and `done` is not called.
    bool check(std::string password, std::string hash, std::function<void(bool right)> done);
    // Waits for what was begun; who still waits for his turn is told 'wrong'. Nothing may be begun
    // afterwards.
    void stop();

private:
    bool isRight(const std::string& password, const std::string& hash);

    const int m_mostWaiting;
    std::atomic<int> m_waiting{0};
    std::atomic<bool> m_ending{false};
    std::once_flag m_decoyMade;
    std::string m_decoy; // a hash of what nobody knows
    asio::thread_pool m_threads;
};

} // namespace postern::engine
