// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <array>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace postern::engine {

// Counts what clients and users do within a time that slides: what was done in the period before counts by as
// much of it as the time still covers. Bounded, however many there are: then those that did nothing in the
// last period are forgotten, and after them everybody. Thread-safe.
class RateLimits {
public:
    explicit RateLimits(std::size_t mostKeys = 200'000);

    // `key` says what is counted and of whom: "connections 192.0.2.1". 0: no limit.
    bool isReached(const std::string& key, std::int64_t limit, std::chrono::seconds period, Time now);
    void count(const std::string& key, std::chrono::seconds period, Time now, std::int64_t amount = 1);
    // Counts one more where the limit is not reached yet.
    bool take(const std::string& key, std::int64_t limit, std::chrono::seconds period, Time now);

private:
    struct Counter {
        std::int64_t period = 0; // number of it, since 1970
        std::int64_t before = 0; // in the one before
        std::int64_t within = 0; // in this one
        Time touched{};
    };
    struct Shard {
        std::mutex mutex;
        std::unordered_map<std::string, Counter> counters;
    };
    Shard& shardOf(const std::string& key);
    Counter& counterOf(Shard& shard, const std::string& key, std::chrono::seconds period, Time now);
    void makeRoom(Shard& shard, Time now) const;

    static constexpr std::size_t shardCount = 16;
    const std::size_t m_mostInShard;
    std::array<Shard, shardCount> m_shards;
};

} // namespace postern::engine
