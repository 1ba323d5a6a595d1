// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/saved_policies.h"

#include "base/own_addresses.h"
#include "ui/data/configuration_at.h"
#include "ui/data/store_client.h"
#include "ui/text/translate.h"

namespace postern::ui {

namespace {

using Compiled = std::shared_ptr<const policy::Snapshot>;

Result<Compiled> compile(store::Store& store)
{
    ConfigurationAt saved;
    std::vector<model::ListEntry> entries;
    const auto read = store.readTogether([&]() -> Result<> {
        auto configuration = readConfiguration(store);
        if (!configuration)
            return failFrom(configuration);
        auto lists = store.listEntries();
        if (!lists)
            return failFrom(lists);
        saved = std::move(*configuration);
        entries = std::move(*lists);
        return {};
    });
    if (!read)
        return failFrom(read);
    std::vector<IpAddress> own;
    for (const OwnAddress& address : ownAddresses())
        own.push_back(address.address);
    return policy::compileSnapshot(saved.revision, saved.configuration, entries, own);
}

} // namespace

SavedPolicies::SavedPolicies(StoreClient& store, QObject* parent)
    : QObject(parent)
    , m_store(store)
{
    connect(&store, &StoreClient::revisionChanged, this, &SavedPolicies::read);
    read();
}

void SavedPolicies::read()
{
    m_store.run(StoreClient::Lane::Log, this, compile, [this](Result<Compiled> compiled) {
        m_problem = compiled ? QString() : translate(compiled.error());
        if (compiled)
            m_snapshot = std::move(*compiled);
        Q_EMIT changed();
    });
}

} // namespace postern::ui
