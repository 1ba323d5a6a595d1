// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/snapshot_loader.h"

#include <utility>

namespace postern::engine {

// What one look at the store finds.
struct SnapshotLoader::Read {
    std::int64_t revision = 0;
    model::Configuration configuration;
    std::vector<OwnAddress> addresses;
    policy::PlacedLists lists;
};

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
            read.lists = m_lists.withChanges((*changes)->removed, (*changes)->saved);
            return {};
        }
    }
    policy::PlacedListsCompiler compiler;
    if (auto scanned = store.scanLists([&](const model::ListEntryView& entry) { compiler.add(entry); });
        !scanned)
        return scanned;
    read.lists = compiler.finish();
    return {};
}

std::shared_ptr<const policy::Snapshot> SnapshotLoader::compile(const Read& read) const
{
    std::vector<IpAddress> own;
    for (const OwnAddress& address : read.addresses)
        own.push_back(address.address);
    return policy::compileSnapshot(read.revision, read.configuration, read.lists, m_files, own);
}

} // namespace postern::engine
