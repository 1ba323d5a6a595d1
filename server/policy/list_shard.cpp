// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/list_shard.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace postern::policy {

namespace {

constexpr std::size_t shardSize = 512; // entries; one edit costs one shard
constexpr std::size_t outgrown = 4;    // times the usual size: then there must be more shards

unsigned shardBits(std::size_t entries)
{
    return unsigned(std::bit_width(entries / shardSize));
}

void makeUnique(std::vector<std::uint32_t>& values)
{
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    values.shrink_to_fit();
}

// Which entries belong to which shard: the entries' numbers in the order of shards, and where each begins.
struct Deal {
    std::vector<std::uint32_t> order;
    std::vector<std::uint32_t> begin;
};

template <class ShardOf>
Deal deal(const std::vector<LooseEntry>& entries, std::size_t shards, ShardOf shardOf)
{
    Deal result;
    result.begin.resize(shards + 1);
    for (const LooseEntry& entry : entries)
        ++result.begin[shardOf(entry.filed.key) + 1];
    std::partial_sum(result.begin.begin(), result.begin.end(), result.begin.begin());
    result.order.resize(entries.size());
    std::vector<std::uint32_t> next = result.begin;
    for (std::size_t i = 0; i < entries.size(); ++i)
        result.order[next[shardOf(entries[i].filed.key)]++] = std::uint32_t(i);
    return result;
}

} // namespace

Shard::Shard(const std::vector<LooseEntry>& entries)
{
    std::size_t bytes = 0;
    for (const LooseEntry& entry : entries)
        bytes += entry.payload.size();
    m_bytes.reserve(bytes);
    m_entries.reserve(entries.size());
    for (const LooseEntry& entry : entries) {
        FiledEntry filed = entry.filed;
        filed.offset = std::uint32_t(m_bytes.size());
        filed.length = std::uint16_t(entry.payload.size());
        m_bytes += entry.payload;
        filed.limits = entry.limits == nullptr ? FiledEntry::always : std::uint32_t(m_limits.size());
        if (entry.limits != nullptr) {
            m_limits.push_back(*entry.limits);
            m_needsSpf |= entry.limits->condition == model::Condition::SpfPass;
        }
        m_entries.push_back(filed);
        m_ways.push_back(filed.way);
        m_size += filed.again ? 0 : 1;
    }
    makeUnique(m_ways);
    fillTable();
}

void Shard::fillTable()
{
    if (m_entries.empty())
        return;
    // A quarter of the slots stays empty at least, so that every search ends soon.
    const std::size_t capacity = std::bit_ceil(m_entries.size() * 4 / 3 + 1);
    m_tags.resize(capacity);
    m_slots.resize(capacity);
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        std::size_t slot = m_entries[i].key & (capacity - 1);
        while (m_tags[slot] != 0)
            slot = (slot + 1) & (capacity - 1);
        m_tags[slot] = tagOf(m_entries[i].key);
        m_slots[slot] = std::uint32_t(i);
    }
}

KeyFilter::KeyFilter(std::size_t keys)
    : m_words(std::bit_ceil(keys / 4 + 1))
{
}

ShardTable::ShardTable(const std::vector<LooseEntry>& entries)
{
    auto filter = std::make_shared<KeyFilter>(entries.size());
    for (const LooseEntry& entry : entries)
        filter->add(entry.filed.key);
    m_filter = std::move(filter);
    const unsigned bits = shardBits(entries.size());
    m_shift = 63 - bits;
    const std::size_t count = std::size_t(1) << bits;
    const Deal dealt = deal(entries, count, [this](std::uint64_t key) { return shardOf(key); });
    std::vector<LooseEntry> hand;
    m_shards.reserve(count);
    for (std::size_t shard = 0; shard < count; ++shard) {
        hand.clear();
        for (std::size_t i = dealt.begin[shard]; i < dealt.begin[shard + 1]; ++i)
            hand.push_back(entries[dealt.order[i]]);
        m_shards.push_back(std::make_shared<const Shard>(hand));
    }
    sumUp();
}

ShardTable ShardTable::changed(const std::unordered_set<model::Id>& leaving,
                               const std::vector<LooseEntry>& added) const
{
    if (m_shards.empty())
        return ShardTable(added);
    const auto leaves = [&](const FiledEntry& entry) { return leaving.contains(entry.id); };
    ShardTable result = *this;
    auto filter = std::make_shared<KeyFilter>(*m_filter);
    for (const LooseEntry& entry : added)
        filter->add(entry.filed.key);
    result.m_filter = std::move(filter);
    const Deal dealt =
        deal(added, result.m_shards.size(), [this](std::uint64_t key) { return shardOf(key); });
    std::vector<LooseEntry> hand;
    for (std::size_t i = 0; i < result.m_shards.size(); ++i) {
        const Shard& old = *result.m_shards[i];
        const bool grows = dealt.begin[i] != dealt.begin[i + 1];
        const bool shrinks =
            !leaving.empty() && std::any_of(old.entries().begin(), old.entries().end(), leaves);
        if (!grows && !shrinks)
            continue;
        hand.clear();
        for (const FiledEntry& entry : old.entries()) {
            if (!shrinks || !leaves(entry))
                hand.push_back(old.loosen(entry));
        }
        for (std::size_t k = dealt.begin[i]; k < dealt.begin[i + 1]; ++k)
            hand.push_back(added[dealt.order[k]]);
        result.m_shards[i] = std::make_shared<const Shard>(hand);
    }
    result.sumUp();
    if (result.m_filter->worn() || result.m_size > result.m_shards.size() * shardSize * outgrown)
        return ShardTable(result.allEntries());
    return result;
}

std::vector<LooseEntry> ShardTable::allEntries() const
{
    std::vector<LooseEntry> all;
    all.reserve(m_size);
    for (const auto& shard : m_shards) {
        for (const FiledEntry& entry : shard->entries())
            all.push_back(shard->loosen(entry));
    }
    return all;
}

void ShardTable::sumUp()
{
    m_ways.clear();
    m_size = 0;
    m_needsSpf = false;
    for (const auto& shard : m_shards) {
        m_ways.insert(m_ways.end(), shard->ways().begin(), shard->ways().end());
        m_size += shard->size();
        m_needsSpf |= shard->needsSpf();
    }
    makeUnique(m_ways);
}

} // namespace postern::policy
