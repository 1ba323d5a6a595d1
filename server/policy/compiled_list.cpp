// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/compiled_list.h"

#include "policy/list_compiler.h"
#include "policy/list_key.h"
#include "policy/list_shard.h"

#include <algorithm>
#include <bit>
#include <tuple>
#include <unordered_set>
#include <vector>

namespace postern::policy {

namespace {

// A list, or one of several that were joined.
struct Part : ShardTable {
    std::shared_ptr<const std::string> file; // whose lines these are; nullptr: entries of the store
};

} // namespace

struct CompiledList::Data {
    model::ListKind kind = model::ListKind::Sender;
    std::vector<Part> parts;
};

namespace {

using model::ListEntry;
using model::ListKind;
using model::ListPattern;

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

    void consider(const Part& part, const Shard& shard, const FiledEntry& entry)
    {
        if (!counts(shard.limits(entry), m_moment))
            return;
        const model::Specificity specificity = entry.way == NameSubject::whole && m_kind != ListKind::Ip
                                                   ? ListPattern::exact
                                                   : patternOf(shard, entry).specificity();
        // The id makes the answer the same whatever the order of the entries.
        if (!m_entry || std::tuple(specificity, entry.negated, -entry.id) >
                            std::tuple(m_specificity, m_entry->negated, -m_entry->id)) {
            m_part = &part;
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
        ListMatch match{.entry = m_entry->id, .negated = m_entry->negated, .pattern = {}};
        match.pattern = m_entry->negated ? "~" : "";
        match.pattern += m_kind == ListKind::Ip ? pattern.range.toString() : pattern.text;
        if (m_part->file) {
            match.entry = 0;
            match.pattern += " (" + *m_part->file + ':' + std::to_string(m_entry->id - firstLine) + ')';
        }
        return match;
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
    const Part* m_part = nullptr;
    const Shard* m_shard = nullptr;
    const FiledEntry* m_entry = nullptr;
    model::Specificity m_specificity;
};

std::optional<ListMatch> findName(const std::vector<Part>& parts, ListKind kind, std::string_view text,
                                  const ListMoment& moment)
{
    NameSubject subject(text, kind != ListKind::Helo);
    Best best(kind, moment);
    for (const Part& part : parts) {
        for (const Way way : part.ways()) {
            const auto key = subject.key(way);
            if (!key)
                continue;
            if (way != NameSubject::whole && best.exact())
                break;
            part.find(*key, [&](const Shard& shard, const FiledEntry& entry) {
                if (entry.way == way && subject.matches(entry.shape, shard.payload(entry), way))
                    best.consider(part, shard, entry);
            });
        }
    }
    return best.match();
}

// Looks up one address in one part, way by way from the narrowest on.
class IpLookup {
public:
    IpLookup(const Part& part, const IpAddress& client, const ListMoment& moment, Best& best)
        : m_part(part)
        , m_client(client)
        , m_moment(moment)
        , m_best(best)
    {
    }

    void run(const IpSubject& subject)
    {
        if (!subject.isV4())
            return runV6(subject);
        for (RangeIndex::Ways left = m_part.ranges().waysAt(subject.v4()); left != 0; left &= left - 1) {
            const auto way = Way(std::countr_zero(left));
            if (tries(subject, way) || (way == 31 && tries(subject, 32)))
                return;
        }
    }

private:
    auto visitor(Way way)
    {
        return [this, way](const Shard& shard, const FiledEntry& entry) {
            if (entry.way != way || !rangeOf(shard.payload(entry)).contains(m_client))
                return;
            m_found |= counts(shard.limits(entry), m_moment);
            m_best.consider(m_part, shard, entry);
        };
    }
    void runV6(const IpSubject& subject)
    {
        for (const Way way : m_part.ways()) {
            const auto key = subject.key(way);
            if (!key)
                continue;
            m_found = false;
            m_part.find(*key, visitor(way));
            if (m_found)
                return;
        }
    }
    // Whether there is one that counts: what the wider ways hold is less specific.
    bool tries(const IpSubject& subject, Way way)
    {
        m_found = false;
        m_part.look(*subject.key(way), visitor(way));
        return m_found;
    }
    const Part& m_part;
    const IpAddress& m_client;
    const ListMoment& m_moment;
    Best& m_best;
    bool m_found = false;
};

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
    ListCompiler compiler(kind);
    compiler.expect(entries.size());
    for (const ListEntry& entry : entries) {
        if (entry.enabled)
            compiler.add(entry.id, entry.pattern, entry.negated,
                         limitsOf(entry.expires, entry.condition, entry.onlyFrom));
    }
    return compiler.finish();
}

CompiledList ListCompiler::finish(const std::string& file)
{
    CompiledList::Data data{.kind = m_kind, .parts = {}};
    data.parts.push_back(
        {ShardTable(m_entries), file.empty() ? nullptr : std::make_shared<const std::string>(file)});
    *this = ListCompiler(m_kind);
    return CompiledList(std::make_shared<const CompiledList::Data>(std::move(data)));
}

CompiledList CompiledList::joined(std::span<const CompiledList> lists)
{
    Data data;
    for (const CompiledList& list : lists) {
        if (list.empty())
            continue;
        data.kind = list.m_data->kind;
        data.parts.insert(data.parts.end(), list.m_data->parts.begin(), list.m_data->parts.end());
    }
    return CompiledList(std::make_shared<const Data>(std::move(data)));
}

CompiledList CompiledList::withChanges(std::span<const model::Id> removed,
                                       std::span<const ListEntry> changed) const
{
    Data data = *m_data;
    if (data.parts.empty() && !changed.empty())
        data.kind = changed.front().kind;
    const auto isStored = [](const Part& part) { return part.file == nullptr; };
    auto stored = std::find_if(data.parts.begin(), data.parts.end(), isStored);
    if (stored == data.parts.end())
        stored = data.parts.emplace(stored);
    std::unordered_set<model::Id> leaving(removed.begin(), removed.end());
    ListCompiler compiler(data.kind);
    for (const ListEntry& entry : changed) {
        leaving.insert(entry.id);
        if (entry.enabled)
            compiler.add(entry.id, entry.pattern, entry.negated,
                         limitsOf(entry.expires, entry.condition, entry.onlyFrom));
    }
    for (Part& part : data.parts) {
        const std::span<const LooseEntry> added = compiler.m_entries;
        if (isStored(part))
            static_cast<ShardTable&>(part) =
                part.changed(leaving, &part == &*stored ? added : added.first(0));
    }
    return CompiledList(std::make_shared<const Data>(std::move(data)));
}

std::optional<ListMatch> CompiledList::findIp(const IpAddress& client, const ListMoment& moment) const
{
    const IpSubject subject(client);
    Best best(ListKind::Ip, moment);
    for (const Part& part : m_data->parts)
        IpLookup(part, client, moment, best).run(subject);
    return best.match();
}

std::optional<ListMatch> CompiledList::findAddress(const MailAddress& address, const ListMoment& moment) const
{
    if (empty())
        return std::nullopt;
    const std::string text = address.domain.starts_with('[')
                                 ? address.local + '@' + model::comparableLiteral(address.domain)
                                 : address.toString();
    return findName(m_data->parts, m_data->kind, text.empty() ? "<>" : std::string_view(text), moment);
}

std::optional<ListMatch> CompiledList::findHelo(std::string_view comparableHelo,
                                                const ListMoment& moment) const
{
    if (!comparableHelo.starts_with('['))
        return findName(m_data->parts, ListKind::Helo, comparableHelo, moment);
    const std::string literal = model::comparableLiteral(comparableHelo);
    return findName(m_data->parts, ListKind::Helo, literal, moment);
}

bool CompiledList::needsSpf() const
{
    return std::any_of(m_data->parts.begin(), m_data->parts.end(),
                       [](const Part& part) { return part.needsSpf(); });
}

std::size_t CompiledList::size() const
{
    std::size_t size = 0;
    for (const Part& part : m_data->parts)
        size += part.size();
    return size;
}

} // namespace postern::policy
