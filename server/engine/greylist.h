// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "base/time.h"
#include "model/configuration.h"
#include "policy/facts.h"
#include "store/edit.h"

#include <array>
#include <cstdint>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace postern::engine {

// Who has tried to send to whom: what the check recipient.greylist judges by. Kept in memory, where sessions
// ask; the store's thread writes what has changed, and loads it at the start. Bounded, however many try: then
// those go whose time is over soonest, and who retried is known for longer than who did not. Thread-safe.
class Greylist {
public:
    explicit Greylist(std::size_t mostEntries = mostKept);
    static constexpr std::size_t mostKept = 200'000;

    // A network (policy/greylisting.h), a sender and a recipient, in the form in which they are compared.
    struct Try {
        Try(const IpAddress& client, std::string_view sender, std::string_view recipient);
        std::string network;
        std::string key; // of all three
    };

    policy::Greylisted known(const Try& about, Time now);
    // It has been tried, and nothing else was wrong with it.
    void note(const Try& about, const model::Greylisting& settings, Time now);

    void load(std::span<const store::GreylistRow> rows);
    // What is new or has changed since the last call, at most so many.
    std::vector<store::GreylistRow> takeChanged(std::size_t most);
    std::size_t size();

private:
    struct Entry {
        Time first{};
        Time until{};
        int passes = 0; // of a network: of all its tries
    };
    using Entries = std::unordered_map<std::string, Entry>;
    struct Shard {
        std::mutex mutex;
        Entries entries;
        std::unordered_set<std::string> changed; // keys
    };
    Shard& shardOf(const std::string& network); // all of a network are in one
    static Entry* find(Shard& shard, const std::string& key, Time now);
    Entry& make(Shard& shard, const std::string& key, Time now) const;
    void makeRoom(Shard& shard, Time now) const;

    static constexpr std::size_t shardCount = 16;
    const std::size_t m_mostInShard;
    std::array<Shard, shardCount> m_shards;
    std::size_t m_nextShard = 0; // of takeChanged()
};

} // namespace postern::engine
