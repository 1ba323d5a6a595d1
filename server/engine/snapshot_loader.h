// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/own_addresses.h"
#include "base/result.h"
#include "policy/placed_lists.h"
#include "store/store.h"

#include <memory>
#include <vector>

namespace postern::engine {

// Makes policy snapshots from the store. Keeps what it has compiled, so that a change costs what has changed:
// list entries are read again only where the store cannot tell which ones are different. Used on the store's
// thread.
class SnapshotLoader {
public:
    // The store's newest revision, or the one that was loaded last where nothing has changed. After a failure
    // the loader is as it was.
    Result<std::shared_ptr<const policy::Snapshot>> load(store::Store& store);

    // Whether this machine's addresses, which helo.local knows, differ from those in the last snapshot:
    // load() then makes a new one of the same revision.
    bool machineChanged() const { return ownAddresses() != m_addresses; }

    // What the files hold that lists subscribe to: load() then makes a new snapshot.
    void setFiles(policy::SubscribedLists files);
    // That of the last snapshot.
    const model::Configuration& configuration() const { return m_configuration; }

private:
    struct Read;

    Result<> read(store::Store& store, Read& read) const;
    Result<> readLists(store::Store& store, Read& read) const;
    std::shared_ptr<const policy::Snapshot> compile(const Read& read) const;

    std::shared_ptr<const policy::Snapshot> m_snapshot;
    model::Configuration m_configuration;
    std::vector<OwnAddress> m_addresses;
    policy::PlacedLists m_lists;
    policy::SubscribedLists m_files;
    bool m_filesChanged = false;
};

} // namespace postern::engine
