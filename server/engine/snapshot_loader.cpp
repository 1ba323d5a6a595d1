// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/snapshot_loader.h"

#include "policy/list_compiler.h"

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

// Takes entries one by one and compiles each list; entries of one list mostly come one after the other.
template <class Lists>
class Compilers {
public:
    void add(const store::ScannedEntry& entry)
    {
        if (!entry.enabled)
            return;
        const typename Lists::key_type place(entry.service, entry.color, entry.kind);
        if (m_last == m_compilers.end() || m_last->first != place)
            m_last = m_compilers.try_emplace(place, entry.kind).first;
        const bool always = !entry.expires && entry.condition == model::Condition::Always;
        m_last->second.add(entry.id, entry.pattern, entry.negated,
                           always ? policy::EntryLimits()
                                  : policy::limitsOf(entry.expires, entry.condition, entry.onlyFrom));
    }
    Lists finish()
    {
        Lists lists;
        for (auto& [place, compiler] : m_compilers)
            lists.emplace(place, compiler.finish());
        return lists;
    }

private:
    using Map = std::map<typename Lists::key_type, policy::ListCompiler>;
    Map m_compilers;
    typename Map::iterator m_last = m_compilers.end();
};

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
    const bool known = m_snapshot && m_snapshot->revision == found.revision &&
                       m_addresses == found.addresses && !m_filesChanged;
    if (known)
        return m_snapshot;
    auto snapshot = compile(found);
    m_snapshot = snapshot;
    m_configuration = std::move(found.configuration);
    m_addresses = std::move(found.addresses);
    m_lists = std::move(found.lists);
    m_filesChanged = false;
    return snapshot;
}

void SnapshotLoader::setFiles(policy::SubscribedLists files)
{
    m_files = std::move(files);
    m_filesChanged = true;
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
    Compilers<Lists> compilers;
    const auto scanned = store.scanLists([&](const store::ScannedEntry& entry) { compilers.add(entry); });
    if (!scanned)
        return failFrom(scanned);
    read.lists = compilers.finish();
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
    const auto setOf = [&](const model::Service& service, ListColor color) {
        policy::ListSet set;
        for (const ListKind kind : model::allListKinds) {
            const std::array lists{listOf(service.id, color, kind), listOf(0, color, kind)};
            set.byKind[std::size_t(kind)] = policy::CompiledList::joined(lists);
        }
        return policy::withFiles(std::move(set), color, service, read.configuration.subscriptions, m_files);
    };
    for (const model::Service& service : read.configuration.services)
        snapshot->services.push_back(policy::compilePolicy(read.revision, server, service,
                                                           setOf(service, ListColor::Black),
                                                           setOf(service, ListColor::White)));
    return snapshot;
}

} // namespace postern::engine
