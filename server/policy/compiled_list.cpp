// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/compiled_list.h"

#include "policy/list_key.h"
#include "policy/list_shard.h"

#include <algorithm>
#include <deque>
#include <tuple>
#include <unordered_set>
#include <vector>

namespace postern::policy {

struct CompiledList::Data {
    model::ListKind kind = model::ListKind::Sender;
    std::vector<ShardTable> tables; // one, or one for each list that was joined
};

namespace {

using model::ListEntry;
using model::ListKind;
using model::ListPattern;

// Entries on their way into a table, with the bytes and limits that they point to.
class Gathering {
public:
    Gathering(ListKind kind, std::span<const ListEntry> entries)
    {
        m_entries.reserve(entries.size());
        for (const ListEntry& entry : entries) {
            if (entry.enabled)
                add(kind, entry);
        }
        for (LooseEntry& entry : m_entries)
            entry.payload =
                std::string_view(m_bytes).substr(m_offsets[entry.filed.offset], entry.filed.length);
    }

    const std::vector<LooseEntry>& entries() const { return m_entries; }

private:
    void add(ListKind kind, const ListEntry& entry)
    {
        const auto pattern = ListPattern::parse(kind, entry.pattern);
        if (!pattern)
            return;
        const std::string payload = payloadOf(*pattern);
        LooseEntry loose{.limits = limitsOf(entry)};
        loose.filed.id = entry.id;
        loose.filed.shape = pattern->shape;
        loose.filed.negated = entry.negated || pattern->negated;
        loose.filed.length = std::uint16_t(payload.size());
        loose.filed.offset = std::uint32_t(m_offsets.size());
        m_offsets.push_back(m_bytes.size());
        m_bytes += payload;
        for (const FilingPlace& place : filingPlaces(*pattern)) {
            loose.filed.key = place.key;
            loose.filed.way = place.way;
            m_entries.push_back(loose);
            loose.filed.again = true;
        }
    }

    const EntryLimits* limitsOf(const ListEntry& entry)
    {
        if (!entry.expires && entry.condition == model::Condition::Always)
            return nullptr;
        EntryLimits limits{.expires = entry.expires, .condition = entry.condition};
        if (entry.condition == model::Condition::FromRange) {
            if (const auto range = IpRange::parse(entry.onlyFrom))
                limits.onlyFrom = *range;
        }
        return &m_limits.emplace_back(limits);
    }

    std::vector<LooseEntry> m_entries;
    std::string m_bytes;
    std::vector<std::size_t> m_offsets; // of payloads in m_bytes; LooseEntry's offset is an index here
    std::deque<EntryLimits> m_limits;
};

bool holds(const EntryLimits& limits, const ListMoment& moment)
{
    if (limits.expires && moment.now >= *limits.expires)
        return false;
    switch (limits.condition) {
    case model::Condition::Always:
        return true;
    case model::Condition::SpfPass:
        return moment.spfPass;
    case model::Condition::FromRange:
        return moment.client && limits.onlyFrom && limits.onlyFrom->contains(*moment.client);
    }
    return false;
}

bool counts(const EntryLimits* limits, const ListMoment& moment)
{
    const bool conditional = limits != nullptr && limits->condition != model::Condition::Always;
    if (moment.conditionalOnly && !conditional)
        return false;
    return limits == nullptr || holds(*limits, moment);
}

// The most specific entry that counts, of those that it was shown.
class Best {
public:
    Best(ListKind kind, const ListMoment& moment)
        : m_kind(kind)
        , m_moment(moment)
    {
    }

    void consider(const Shard& shard, const FiledEntry& entry)
    {
        if (!counts(shard.limits(entry), m_moment))
            return;
        const model::Specificity specificity = entry.way == NameSubject::whole && m_kind != ListKind::Ip
                                                   ? ListPattern::exact
                                                   : patternOf(shard, entry).specificity();
        // The id makes the answer the same whatever the order of the entries.
        if (!m_entry || std::tuple(specificity, entry.negated, -entry.id) >
                            std::tuple(m_specificity, m_entry->negated, -m_entry->id)) {
            m_shard = &shard;
            m_entry = &entry;
            m_specificity = specificity;
        }
    }

    bool exact() const { return m_entry != nullptr && m_specificity == ListPattern::exact; }
    std::optional<ListMatch> match() const
    {
        if (m_entry == nullptr)
            return std::nullopt;
        const ListPattern pattern = patternOf(*m_shard, *m_entry);
        const std::string text = m_kind == ListKind::Ip ? pattern.range.toString() : pattern.text;
        return ListMatch{.entry = m_entry->id,
                         .negated = m_entry->negated,
                         .pattern = m_entry->negated ? '~' + text : text};
    }

private:
    ListPattern patternOf(const Shard& shard, const FiledEntry& entry) const
    {
        ListPattern pattern{.shape = entry.shape, .kind = m_kind};
        if (entry.shape == ListPattern::Shape::Range)
            pattern.range = rangeOf(shard.payload(entry));
        else
            pattern.text = shard.payload(entry);
        return pattern;
    }

    ListKind m_kind;
    const ListMoment& m_moment;
    const Shard* m_shard = nullptr;
    const FiledEntry* m_entry = nullptr;
    model::Specificity m_specificity;
};

std::optional<ListMatch> findName(const std::vector<ShardTable>& tables, ListKind kind, std::string_view text,
                                  const ListMoment& moment)
{
    NameSubject subject(text, kind != ListKind::Helo);
    Best best(kind, moment);
    for (const ShardTable& table : tables) {
        for (const Way way : table.ways()) {
            const auto key = subject.key(way);
            if (!key)
                continue;
            if (way != NameSubject::whole && best.exact())
                break;
            table.find(*key, [&](const Shard& shard, const FiledEntry& entry) {
                if (entry.way == way && subject.matches(entry.shape, shard.payload(entry), way))
                    best.consider(shard, entry);
            });
        }
    }
    return best.match();
}

} // namespace

CompiledList::CompiledList()
    : m_data(std::make_shared<const Data>())
{
}

CompiledList::CompiledList(std::shared_ptr<const Data> data)
    : m_data(std::move(data))
{
}

CompiledList CompiledList::compile(ListKind kind, std::span<const ListEntry> entries)
{
    const Gathering gathering(kind, entries);
    return CompiledList(
        std::make_shared<const Data>(Data{.kind = kind, .tables = {ShardTable(gathering.entries())}}));
}

CompiledList CompiledList::joined(std::span<const CompiledList> lists)
{
    Data data;
    for (const CompiledList& list : lists) {
        if (list.empty())
            continue;
        data.kind = list.m_data->kind;
        data.tables.insert(data.tables.end(), list.m_data->tables.begin(), list.m_data->tables.end());
    }
    return CompiledList(std::make_shared<const Data>(std::move(data)));
}

CompiledList CompiledList::withChanges(std::span<const model::Id> removed,
                                       std::span<const ListEntry> changed) const
{
    Data data = *m_data;
    if (data.tables.empty()) {
        data.kind = changed.empty() ? data.kind : changed.front().kind;
        data.tables.emplace_back();
    }
    std::unordered_set<model::Id> leaving(removed.begin(), removed.end());
    for (const ListEntry& entry : changed)
        leaving.insert(entry.id);
    const Gathering gathering(data.kind, changed);
    const std::vector<LooseEntry> nothing;
    for (ShardTable& table : data.tables)
        table = table.changed(leaving, &table == &data.tables.front() ? gathering.entries() : nothing);
    return CompiledList(std::make_shared<const Data>(std::move(data)));
}

std::optional<ListMatch> CompiledList::findIp(const IpAddress& client, const ListMoment& moment) const
{
    const IpSubject subject(client);
    Best best(ListKind::Ip, moment);
    for (const ShardTable& table : m_data->tables) {
        for (const Way way : table.ways()) {
            const auto key = subject.key(way);
            if (!key)
                continue;
            bool found = false;
            table.find(*key, [&](const Shard& shard, const FiledEntry& entry) {
                if (entry.way != way || !rangeOf(shard.payload(entry)).contains(client))
                    return;
                found |= counts(shard.limits(entry), moment);
                best.consider(shard, entry);
            });
            if (found)
                break; // what the wider ways hold is less specific
        }
    }
    return best.match();
}

std::optional<ListMatch> CompiledList::findAddress(const MailAddress& address, const ListMoment& moment) const
{
    if (empty())
        return std::nullopt;
    const std::string text = address.domain.starts_with('[')
                                 ? address.local + '@' + model::comparableLiteral(address.domain)
                                 : address.toString();
    return findName(m_data->tables, m_data->kind, text.empty() ? "<>" : std::string_view(text), moment);
}

std::optional<ListMatch> CompiledList::findHelo(std::string_view comparableHelo,
                                                const ListMoment& moment) const
{
    if (!comparableHelo.starts_with('['))
        return findName(m_data->tables, ListKind::Helo, comparableHelo, moment);
    const std::string literal = model::comparableLiteral(comparableHelo);
    return findName(m_data->tables, ListKind::Helo, literal, moment);
}

bool CompiledList::needsSpf() const
{
    return std::any_of(m_data->tables.begin(), m_data->tables.end(),
                       [](const ShardTable& table) { return table.needsSpf(); });
}

std::size_t CompiledList::size() const
{
    std::size_t size = 0;
    for (const ShardTable& table : m_data->tables)
        size += table.size();
    return size;
}

} // namespace postern::policy
