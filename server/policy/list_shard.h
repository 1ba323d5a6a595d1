// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "base/time.h"
#include "model/list_entry.h"
#include "model/list_pattern.h"
#include "policy/range_index.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace postern::policy {

// Ids of the lines of a file, in their own list: behind all that the store will ever give, so that an entry
// of the store comes first where both are as specific.
inline constexpr model::Id firstLine = model::Id(1) << 62;

// What makes an entry count only now and then.
struct EntryLimits {
    std::optional<Time> expires;
    model::Condition condition = model::Condition::Always;
    std::optional<IpRange>
        onlyFrom; // empty with Condition::FromRange: the text is no range, so it never holds

    bool operator==(const EntryLimits&) const = default;
};

// One entry as it lies in a shard. `key` is what it is found by; `way` says which part of a subject the key
// was made of (list_key.h), so that a look-up knows which parts are worth a try.
struct FiledEntry {
    static constexpr std::uint32_t always = 0xffffffff;

    std::uint64_t key = 0;
    model::Id id = 0;
    std::uint32_t way = 0;
    std::uint32_t offset = 0; // of the payload in the shard's bytes
    std::uint32_t limits = always;
    std::uint16_t length = 0;
    model::ListPattern::Shape shape{};
    bool negated = false;
    bool again = false; // the second place of an entry that lies in two
};

// An entry with what belongs to it, while shards are built.
struct LooseEntry {
    FiledEntry filed;
    std::string_view payload; // the pattern's text, or its packed range
    const EntryLimits* limits = nullptr;
};

// A part of a list, some hundred entries: an open hash table over entries that lie in a row. Never changes.
class Shard {
public:
    explicit Shard(std::span<const LooseEntry> entries);

    // Calls `visit(entry)` for every entry with this key.
    template <class Visit>
    void find(std::uint64_t key, Visit visit) const
    {
        if (m_tags.empty())
            return;
        const std::size_t mask = m_tags.size() - 1;
        const std::uint16_t tag = tagOf(key);
        for (std::size_t slot = key & mask; m_tags[slot] != 0; slot = (slot + 1) & mask) {
            if (m_tags[slot] == tag && m_entries[m_slots[slot]].key == key)
                visit(m_entries[m_slots[slot]]);
        }
    }

    const std::vector<FiledEntry>& entries() const { return m_entries; }
    std::string_view payload(const FiledEntry& entry) const
    {
        return std::string_view(m_bytes).substr(entry.offset, entry.length);
    }
    const EntryLimits* limits(const FiledEntry& entry) const
    {
        return entry.limits == FiledEntry::always ? nullptr : &m_limits[entry.limits];
    }
    LooseEntry loosen(const FiledEntry& entry) const { return {entry, payload(entry), limits(entry)}; }
    const std::vector<std::uint32_t>& ways() const { return m_ways; } // sorted, each once
    bool needsSpf() const { return m_needsSpf; }
    std::size_t size() const { return m_size; } // an entry that lies in two places counts once

private:
    static std::uint16_t tagOf(std::uint64_t key) { return std::uint16_t((key >> 24 & 0xffff) | 1); }
    void fillTable();

    std::vector<FiledEntry> m_entries;
    std::string m_bytes;
    std::vector<EntryLimits> m_limits;
    // Apart from the slots, so that a look-up of what is not in the list touches these few bytes only. 0 is
    // an empty slot.
    std::vector<std::uint16_t> m_tags;
    std::vector<std::uint32_t> m_slots; // index into m_entries
    std::vector<std::uint32_t> m_ways;
    std::size_t m_size = 0;
    bool m_needsSpf = false;
};

// Which keys may be in a table: a Bloom filter of two to four bytes an entry. Most look-ups are for what no
// list holds, and end here, in memory that stays in the processor's cache.
class KeyFilter {
public:
    explicit KeyFilter(std::size_t keys);

    void add(std::uint64_t key)
    {
        m_words[wordOf(key)] |= bitsOf(key);
        ++m_added;
    }
    bool mayHold(std::uint64_t key) const { return (m_words[wordOf(key)] & bitsOf(key)) == bitsOf(key); }
    // So many keys were added, and not taken away with their entries, that it lets too many pass.
    bool worn() const { return m_added > m_words.size() * 12; }

private:
    std::size_t wordOf(std::uint64_t key) const { return (key >> 18) & (m_words.size() - 1); }
    static std::uint64_t bitsOf(std::uint64_t key)
    {
        return std::uint64_t(1) << (key & 63) | std::uint64_t(1) << (key >> 6 & 63) |
               std::uint64_t(1) << (key >> 12 & 63);
    }

    std::vector<std::uint64_t> m_words; // a power of two of them
    std::size_t m_added = 0;
};

// Shards by the upper bits of the key; a power of two of them. A value that shares its shards with its
// copies. Ranges of IPv4 addresses are told by a RangeIndex, all else by a KeyFilter.
class ShardTable {
public:
    ShardTable() = default;
    // Builds a long list on several threads.
    explicit ShardTable(std::span<const LooseEntry> entries);
    // Without the entries of `leaving`, with `added`. Shards that neither touches are shared.
    ShardTable changed(const std::unordered_set<model::Id>& leaving, std::span<const LooseEntry> added) const;

    // Of what is no range of IPv4 addresses.
    template <class Visit>
    void find(std::uint64_t key, Visit visit) const
    {
        if (m_filter->mayHold(key))
            look(key, visit);
    }
    // Whatever it is: where ranges() says that it is worth a look.
    template <class Visit>
    void look(std::uint64_t key, Visit visit) const
    {
        const Shard& shard = *m_shards[shardOf(key)];
        shard.find(key, [&](const FiledEntry& entry) { visit(shard, entry); });
    }

    const RangeIndex& ranges() const { return m_ranges; }
    const std::vector<std::uint32_t>& ways() const { return m_ways; } // of all shards; empty: no entries
    std::size_t size() const { return m_size; }
    bool needsSpf() const { return m_needsSpf; }

private:
    std::size_t shardOf(std::uint64_t key) const { return key >> 1 >> m_shift; }
    void build(std::span<const LooseEntry> entries);
    std::vector<LooseEntry> allEntries() const;
    void sumUp();

    std::vector<std::shared_ptr<const Shard>> m_shards;
    std::shared_ptr<const KeyFilter> m_filter;
    RangeIndex m_ranges;
    std::size_t m_stale = 0; // entries that are gone and may be in m_ranges yet
    unsigned m_shift = 63;
    std::vector<std::uint32_t> m_ways;
    std::size_t m_size = 0;
    bool m_needsSpf = false;
};

} // namespace postern::policy
