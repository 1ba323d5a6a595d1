// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/list_shard.h"

#include "policy/list_key.h"
#include "policy/parallel.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <utility>

namespace postern::policy {

namespace {

constexpr std::size_t shardSize = 512;   // entries; one edit costs one shard
constexpr std::size_t outgrown = 4;      // times the usual size: then there must be more shards
constexpr std::size_t longList = 65'536; // entries that are worth more than one thread

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

// A range of IPv4 addresses is in the RangeIndex, and once there.
std::optional<RangeIndex::Cover> coverOf(const LooseEntry& entry)
{
    if (entry.filed.shape != model::ListPattern::Shape::Range)
        return std::nullopt;
    return policy::coverOf(entry.payload, entry.filed.way);
}

std::vector<RangeIndex::Cover> coversOf(std::span<const LooseEntry> entries)
{
    std::vector<RangeIndex::Cover> covers;
    for (const LooseEntry& entry : entries) {
        const auto cover = entry.filed.again ? std::nullopt : coverOf(entry);
        if (cover)
            covers.push_back(*cover);
    }
    return covers;
}

void addKeys(KeyFilter& filter, std::span<const LooseEntry> entries)
{
    for (const LooseEntry& entry : entries) {
        if (!coverOf(entry))
            filter.add(entry.filed.key);
    }
}

template <class ShardOf>
Deal deal(std::span<const LooseEntry> entries, std::size_t shards, ShardOf shardOf)
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

Shard::Shard(std::span<const LooseEntry> entries)
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
    // Patterns such as *word* share their key, whatever the words: one goes on where the last one was put,
    // or a million of them would take for ever.
    std::vector<std::uint32_t> order(m_entries.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
        return m_entries[a].key < m_entries[b].key;
    });
    std::size_t slot = 0;
    std::uint64_t last = 0;
    for (const std::uint32_t i : order) {
        const std::uint64_t key = m_entries[i].key;
        if (std::exchange(last, key) != key || i == order.front())
            slot = key & (capacity - 1);
        while (m_tags[slot] != 0)
            slot = (slot + 1) & (capacity - 1);
        m_tags[slot] = tagOf(key);
        m_slots[slot] = i;
    }
}

KeyFilter::KeyFilter(std::size_t keys)
    : m_words(std::bit_ceil(keys / 4 + 1))
{
}

ShardTable::ShardTable(std::span<const LooseEntry> entries)
    : m_ranges(coversOf(entries))
{
    const auto ranges = std::size_t(std::count_if(
        entries.begin(), entries.end(), [](const LooseEntry& entry) { return coverOf(entry).has_value(); }));
    // Room for others to come, so that they are not the reason to build all anew.
    auto filter = std::make_shared<KeyFilter>(std::max(entries.size() - ranges, entries.size() / 16));
    addKeys(*filter, entries);
    m_filter = std::move(filter);
    build(entries);
    sumUp();
}

void ShardTable::build(std::span<const LooseEntry> entries)
{
    const unsigned bits = shardBits(entries.size());
    m_shift = 63 - bits;
    const std::size_t count = std::size_t(1) << bits;
    const Deal dealt = deal(entries, count, [this](std::uint64_t key) { return shardOf(key); });
    m_shards.resize(count);
    inParallel(count, entries.size() < longList ? 1 : mostThreads, [&](std::size_t begin, std::size_t end) {
        std::vector<LooseEntry> hand;
        for (std::size_t shard = begin; shard < end; ++shard) {
            hand.clear();
            for (std::size_t i = dealt.begin[shard]; i < dealt.begin[shard + 1]; ++i)
                hand.push_back(entries[dealt.order[i]]);
            m_shards[shard] = std::make_shared<const Shard>(hand);
        }
    });
}

ShardTable ShardTable::changed(const std::unordered_set<model::Id>& leaving,
                               std::span<const LooseEntry> added) const
{
    if (m_shards.empty())
        return ShardTable(added);
    const auto leaves = [&](const FiledEntry& entry) { return leaving.contains(entry.id); };
    ShardTable result = *this;
    const auto covers = coversOf(added);
    if (!covers.empty())
        result.m_ranges = m_ranges.with(covers);
    if (covers.size() < added.size()) {
        auto filter = std::make_shared<KeyFilter>(*m_filter);
        addKeys(*filter, added);
        result.m_filter = std::move(filter);
    }
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
            else
                ++result.m_stale;
        }
        for (std::size_t k = dealt.begin[i]; k < dealt.begin[i + 1]; ++k)
            hand.push_back(added[dealt.order[k]]);
        result.m_shards[i] = std::make_shared<const Shard>(hand);
    }
    result.sumUp();
    if (result.m_filter->worn() || result.m_stale > result.m_size / 2 + shardSize ||
        result.m_size > result.m_shards.size() * shardSize * outgrown)
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
