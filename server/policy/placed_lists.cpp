// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/placed_lists.h"

#include <array>
#include <vector>

namespace postern::policy {

using model::ListColor;
using model::ListEntry;

PlacedLists PlacedLists::withChanges(std::span<const model::Id> removed,
                                     std::span<const ListEntry> saved) const
{
    PlacedLists result = *this;
    std::map<ListPlace, std::vector<ListEntry>> byPlace;
    std::vector<model::Id> leaving(removed.begin(), removed.end());
    for (const ListEntry& entry : saved) {
        const ListPlace place{entry.service, entry.color, entry.kind};
        byPlace[place].push_back(entry);
        result.m_lists.try_emplace(place);
        leaving.push_back(entry.id);
    }
    for (auto& [place, list] : result.m_lists)
        list = list.withChanges(leaving, byPlace[place]);
    return result;
}

ListSet PlacedLists::of(model::Id service, ListColor color) const
{
    const auto at = [this](const ListPlace& place) {
        const auto found = m_lists.find(place);
        return found == m_lists.end() ? CompiledList() : found->second;
    };
    ListSet set;
    for (const model::ListKind kind : model::allListKinds) {
        const std::array parts{at({service, color, kind}), at({0, color, kind})};
        set.byKind[std::size_t(kind)] = CompiledList::joined(parts);
    }
    return set;
}

void PlacedListsCompiler::add(const model::ListEntryView& entry)
{
    if (!entry.enabled)
        return;
    const ListPlace place{entry.service, entry.color, entry.kind};
    if (m_last == m_compilers.end() || m_last->first != place)
        m_last = m_compilers.try_emplace(place, place.kind).first;
    const bool always = !entry.expires && entry.condition == model::Condition::Always;
    m_last->second.add(entry.id, entry.pattern, entry.negated,
                       always ? EntryLimits() : limitsOf(entry.expires, entry.condition, entry.onlyFrom));
}

PlacedLists PlacedListsCompiler::finish()
{
    PlacedLists lists;
    for (auto& [place, compiler] : m_compilers)
        lists.m_lists.emplace(place, compiler.finish());
    m_compilers.clear();
    m_last = m_compilers.end();
    return lists;
}

std::shared_ptr<const Snapshot> compileSnapshot(std::int64_t revision,
                                                const model::Configuration& configuration,
                                                const PlacedLists& lists, const SubscribedLists& files,
                                                std::span<const IpAddress> ownAddresses)
{
    auto server = std::make_shared<ServerPolicy>(configuration);
    server->setOwnAddresses(ownAddresses);
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->revision = revision;
    snapshot->server = server;
    const auto setOf = [&](const model::Service& service, ListColor color) {
        return withFiles(lists.of(service.id, color), color, service, configuration.subscriptions, files);
    };
    for (const model::Service& service : configuration.services)
        snapshot->services.push_back(compilePolicy(
            revision, server, service, setOf(service, ListColor::Black), setOf(service, ListColor::White)));
    return snapshot;
}

} // namespace postern::policy
