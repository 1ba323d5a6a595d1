// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/snapshot_loader.h"

#include <array>
#include <optional>
#include <utility>

namespace postern::engine {

// What one look at the store finds.
struct SnapshotLoader::Read {
    std::int64_t revision = 0;
    model::Configuration configuration;
    std::vector<OwnAddress> addresses;
    Lists lists;
};

namespace {

using model::ListColor;
using model::ListEntry;
using model::ListKind;

auto placeOf(const ListEntry& entry)
{
    return std::tuple(entry.service, entry.color, entry.kind);
}

template <class Lists>
Lists compileAll(std::vector<ListEntry> entries)
{
    std::map<typename Lists::key_type, std::vector<ListEntry>> byPlace;
    for (ListEntry& entry : entries)
        byPlace[placeOf(entry)].push_back(std::move(entry));
    Lists lists;
    for (const auto& [place, of] : byPlace)
        lists.emplace(place, policy::CompiledList::compile(std::get<ListKind>(place), of));
    return lists;
}

// An entry may have moved to another list: it leaves all but the one it is in now.
template <class Lists>
Lists changed(Lists lists, const store::ListChanges& changes)
{
    std::map<typename Lists::key_type, std::vector<ListEntry>> byPlace;
    for (const ListEntry& entry : changes.saved) {
        byPlace[placeOf(entry)].push_back(entry);
        lists.try_emplace(placeOf(entry));
    }
    std::vector<model::Id> leaving = changes.removed;
    for (const ListEntry& entry : changes.saved)
        leaving.push_back(entry.id);
    for (auto& [place, list] : lists)
        list = list.withChanges(leaving, byPlace[place]);
    return lists;
}

} // namespace

Result<std::shared_ptr<const policy::Snapshot>> SnapshotLoader::load(store::Store& store)
{
    Read found;
    if (auto done = store.readTogether([&] { return read(store, found); }); !done)
        return failFrom(done);
    const bool known = m_snapshot && m_snapshot->revision == found.revision && m_addresses == found.addresses;
    if (known)
        return m_snapshot;
    auto snapshot = compile(found);
    m_snapshot = snapshot;
    m_configuration = std::move(found.configuration);
    m_addresses = std::move(found.addresses);
    m_lists = std::move(found.lists);
    return snapshot;
}

Result<> SnapshotLoader::read(store::Store& store, Read& read) const
{
    const auto revision = store.revision();
    if (!revision)
        return failFrom(revision);
    read.revision = *revision;
    read.addresses = ownAddresses();
    if (m_snapshot && m_snapshot->revision == *revision) {
        read.configuration = m_configuration;
        read.lists = m_lists;
        return {};
    }
    auto configuration = store.configuration();
    if (!configuration)
        return failFrom(configuration);
    read.configuration = std::move(*configuration);
    return readLists(store, read);
}

Result<> SnapshotLoader::readLists(store::Store& store, Read& read) const
{
    if (m_snapshot) {
        const auto changes = store.listChangesSince(m_snapshot->revision);
        if (!changes)
            return failFrom(changes);
        if (*changes) {
            read.lists = changed(m_lists, **changes);
            return {};
        }
    }
    auto entries = store.listEntries();
    if (!entries)
        return failFrom(entries);
    read.lists = compileAll<Lists>(std::move(*entries));
    return {};
}

std::shared_ptr<const policy::Snapshot> SnapshotLoader::compile(const Read& read) const
{
    auto snapshot = std::make_shared<policy::Snapshot>();
    snapshot->revision = read.revision;
    auto server = std::make_shared<policy::ServerPolicy>(read.configuration);
    std::vector<IpAddress> own;
    for (const OwnAddress& address : read.addresses)
        own.push_back(address.address);
    server->setOwnAddresses(own);
    snapshot->server = server;

    const auto listOf = [&](model::Id service, ListColor color, ListKind kind) {
        const auto found = read.lists.find({service, color, kind});
        return found == read.lists.end() ? policy::CompiledList() : found->second;
    };
    const auto setOf = [&](model::Id service, ListColor color) {
        policy::ListSet set;
        for (const ListKind kind : model::allListKinds) {
            const std::array lists{listOf(service, color, kind), listOf(0, color, kind)};
            set.byKind[std::size_t(kind)] = policy::CompiledList::joined(lists);
        }
        return set;
    };
    for (const model::Service& service : read.configuration.services)
        snapshot->services.push_back(policy::compilePolicy(read.revision, server, service,
                                                           setOf(service.id, ListColor::Black),
                                                           setOf(service.id, ListColor::White)));
    return snapshot;
}

} // namespace postern::engine
