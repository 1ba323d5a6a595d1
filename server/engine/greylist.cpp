// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/greylist.h"

#include "base/escape.h"
#include "base/mail_address.h"
#include "policy/greylisting.h"

#include <algorithm>
#include <functional>

namespace postern::engine {

namespace {

constexpr char between = '\n'; // stands in no part of a key

std::string shownAddress(std::string_view address)
{
    return escapeForDisplay(comparableAddress(address).toString(), 320);
}

std::string keyOf(std::string_view network, std::string_view sender, std::string_view recipient)
{
    std::string key(network);
    key.append(1, between).append(sender).append(1, between).append(recipient);
    return key;
}

// The entry that counts for the whole network: nobody has an empty address of a recipient.
std::string networkKey(std::string_view network)
{
    return keyOf(network, {}, {});
}

} // namespace

Greylist::Try::Try(const IpAddress& client, std::string_view sender, std::string_view recipient)
    : network(policy::greylistNetwork(client))
    , key(keyOf(network, shownAddress(sender), shownAddress(recipient)))
{
}

Greylist::Greylist(std::size_t mostEntries)
    : m_mostInShard(std::max<std::size_t>(2, mostEntries / shardCount))
{
}

policy::Greylisted Greylist::known(const Try& about, Time now)
{
    Shard& shard = shardOf(about.network);
    const std::lock_guard lock(shard.mutex);
    policy::Greylisted known;
    if (const Entry* entry = find(shard, about.key, now)) {
        known.first = entry->first;
        known.passed = entry->passes > 0;
    }
    if (const Entry* network = find(shard, networkKey(about.network), now))
        known.networkPasses = network->passes;
    return known;
}

void Greylist::note(const Try& about, const model::Greylisting& settings, Time now)
{
    Shard& shard = shardOf(about.network);
    const std::lock_guard lock(shard.mutex);
    const std::string ofNetwork = networkKey(about.network);
    const Time kept = now + std::chrono::days(settings.keepDays);
    Entry* network = find(shard, ofNetwork, now);
    Entry* entry = find(shard, about.key, now);
    if (entry == nullptr && network != nullptr && settings.passes > 0 && network->passes >= settings.passes) {
        network->until = kept; // of a trusted network the single tries need not be known
        shard.changed.insert(ofNetwork);
        return;
    }
    if (entry == nullptr) {
        make(shard, about.key, now) = {now, now + std::chrono::hours(settings.retryHours), 0};
        shard.changed.insert(about.key);
        return;
    }
    const policy::Greylisted known{entry->first, entry->passes > 0, 0};
    if (!known.passed && policy::greylistWait(settings, known, now).count() > 0)
        return; // too soon
    entry->until = kept;
    shard.changed.insert(about.key);
    if (known.passed)
        return;
    entry->passes = 1;
    Entry& all = network != nullptr ? *network : make(shard, ofNetwork, now);
    all.first = network != nullptr ? all.first : now;
    all.until = kept;
    ++all.passes;
    shard.changed.insert(ofNetwork);
}

void Greylist::load(std::span<const store::GreylistRow> rows)
{
    for (const store::GreylistRow& row : rows) {
        Shard& shard = shardOf(row.network);
        const std::lock_guard lock(shard.mutex);
        if (shard.entries.size() < m_mostInShard)
            shard.entries.insert_or_assign(keyOf(row.network, row.sender, row.recipient),
                                           Entry{row.first, row.until, row.passes});
    }
}

std::vector<store::GreylistRow> Greylist::takeChanged(std::size_t most)
{
    std::vector<store::GreylistRow> rows;
    for (std::size_t turn = 0; turn < shardCount && rows.size() < most; ++turn) {
        Shard& shard = m_shards[m_nextShard];
        const std::lock_guard lock(shard.mutex);
        while (!shard.changed.empty() && rows.size() < most) {
            const std::string key = std::move(shard.changed.extract(shard.changed.begin()).value());
            const auto entry = shard.entries.find(key);
            if (entry == shard.entries.end())
                continue;
            const std::size_t sender = key.find(between);
            const std::size_t recipient = key.find(between, sender + 1);
            rows.push_back({key.substr(0, sender), key.substr(sender + 1, recipient - sender - 1),
                            key.substr(recipient + 1), entry->second.first, entry->second.until,
                            entry->second.passes});
        }
        if (shard.changed.empty())
            m_nextShard = (m_nextShard + 1) % shardCount;
    }
    return rows;
}

std::size_t Greylist::size()
{
    std::size_t size = 0;
    for (Shard& shard : m_shards) {
        const std::lock_guard lock(shard.mutex);
        size += shard.entries.size();
    }
    return size;
}

Greylist::Shard& Greylist::shardOf(const std::string& network)
{
    return m_shards[std::hash<std::string>()(network) % shardCount];
}

Greylist::Entry* Greylist::find(Shard& shard, const std::string& key, Time now)
{
    const auto entry = shard.entries.find(key);
    return entry == shard.entries.end() || entry->second.until <= now ? nullptr : &entry->second;
}

// Leaves the pointers to other entries valid, but not those to entries that had to go.
Greylist::Entry& Greylist::make(Shard& shard, const std::string& key, Time now) const
{
    if (shard.entries.size() >= m_mostInShard && !shard.entries.contains(key))
        makeRoom(shard, now);
    return shard.entries[key];
}

// An eighth at once, so that a flood does not pay for it with each try.
void Greylist::makeRoom(Shard& shard, Time now) const
{
    const auto forget = [&shard](Time last) {
        std::erase_if(shard.entries, [&](const auto& entry) {
            const bool goes = entry.second.until <= last;
            if (goes)
                shard.changed.erase(entry.first);
            return goes;
        });
    };
    forget(now);
    const std::size_t room = std::max<std::size_t>(1, m_mostInShard / 8);
    if (shard.entries.size() + room <= m_mostInShard)
        return;
    std::vector<Time> ends;
    ends.reserve(shard.entries.size());
    for (const auto& [key, entry] : shard.entries)
        ends.push_back(entry.until);
    const auto last = ends.begin() + std::ptrdiff_t(shard.entries.size() + room - m_mostInShard - 1);
    std::nth_element(ends.begin(), last, ends.end());
    forget(*last);
}

} // namespace postern::engine
