// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/rate_limits.h"

#include <algorithm>
#include <functional>

namespace postern::engine {

namespace {

using Seconds = std::chrono::duration<double>;

std::int64_t numberOf(std::chrono::seconds period, Time now)
{
    return now.time_since_epoch() / period;
}

// How much of the period before the sliding time still covers.
double restOf(std::chrono::seconds period, Time now)
{
    const auto within = now.time_since_epoch() % period;
    return 1.0 - Seconds(within) / Seconds(period);
}

} // namespace

RateLimits::RateLimits(std::size_t mostKeys)
    : m_mostInShard(std::max<std::size_t>(1, mostKeys / shardCount))
{
}

bool RateLimits::isReached(const std::string& key, std::int64_t limit, std::chrono::seconds period, Time now)
{
    if (limit <= 0)
        return false;
    Shard& shard = shardOf(key);
    const std::lock_guard lock(shard.mutex);
    if (!shard.counters.contains(key))
        return false;
    const Counter& counter = counterOf(shard, key, period, now);
    return double(counter.within) + double(counter.before) * restOf(period, now) >= double(limit);
}

void RateLimits::count(const std::string& key, std::chrono::seconds period, Time now, std::int64_t amount)
{
    Shard& shard = shardOf(key);
    const std::lock_guard lock(shard.mutex);
    counterOf(shard, key, period, now).within += amount;
}

bool RateLimits::take(const std::string& key, std::int64_t limit, std::chrono::seconds period, Time now)
{
    if (limit <= 0)
        return true;
    Shard& shard = shardOf(key);
    const std::lock_guard lock(shard.mutex);
    Counter& counter = counterOf(shard, key, period, now);
    if (double(counter.within) + double(counter.before) * restOf(period, now) >= double(limit))
        return false;
    ++counter.within;
    return true;
}

RateLimits::Shard& RateLimits::shardOf(const std::string& key)
{
    return m_shards[std::hash<std::string>()(key) % shardCount];
}

RateLimits::Counter& RateLimits::counterOf(Shard& shard, const std::string& key, std::chrono::seconds period,
                                           Time now)
{
    const std::int64_t number = numberOf(period, now);
    if (shard.counters.size() >= m_mostInShard && !shard.counters.contains(key))
        makeRoom(shard, now);
    Counter& counter = shard.counters.try_emplace(key, Counter{number, 0, 0, now}).first->second;
    counter.touched = now;
    if (number > counter.period) {
        counter.before = number == counter.period + 1 ? counter.within : 0;
        counter.within = 0;
        counter.period = number;
    }
    return counter;
}

void RateLimits::makeRoom(Shard& shard, Time now) const
{
    static constexpr auto kept = std::chrono::hours(2); // the longest period, twice
    std::erase_if(shard.counters, [now](const auto& entry) { return entry.second.touched + kept < now; });
    if (shard.counters.size() >= m_mostInShard)
        shard.counters.clear();
}

} // namespace postern::engine
