// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delivery/sts_policies.h"

#include <asio/thread_pool.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

namespace postern::delivery {

// Fetches by libcurl as RFC 8461 3.3 asks: a certificate that is good for the host, no redirection,
// text/plain, and within bounds of size and time. On threads of its own,
// which wait for the network.
class CurlFetcher final : public PolicyFetcher {
public:
    struct Options {
        std::string roots; // PEM file of authorities; "": those of the system
        std::uint16_t port = 443;
        std::chrono::seconds timeout{20};
    };
    static constexpr int mostWaiting = 100;
    // Mail waits meanwhile: whoever has not had his turn by then, since others keep the threads, is sent
    // away.
    static constexpr std::chrono::seconds longestQueue{20};

    CurlFetcher();
    explicit CurlFetcher(Options options);
    ~CurlFetcher() override; // what is under way is broken off, and its `done` called

    void fetch(const std::string& host, const std::vector<IpAddress>& addresses,
               std::function<void(Result<std::string>)> done) override;

private:
    Result<std::string> get(const std::string& host, const std::vector<IpAddress>& addresses) const;

    const Options m_options;
    std::atomic<int> m_waiting{0};
    std::atomic<bool> m_ending{false};
    asio::thread_pool m_threads{8};
};

} // namespace postern::delivery
