// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explain/saved_policies.h"

#include "base/own_addresses.h"
#include "policy/placed_lists.h"
#include "ui/data/configuration_at.h"
#include "ui/data/store_client.h"
#include "ui/lists/background.h"
#include "ui/text/translate.h"

namespace postern::ui {

namespace {

using Compiled = std::shared_ptr<const policy::FlipSite>;

Result<Compiled> compile(store::Store& store)
{
    ConfigurationAt saved;
    policy::PlacedLists lists;
    const auto read = store.readTogether([&]() -> Result<> {
        auto configuration = readConfiguration(store);
        if (!configuration)
            return failFrom(configuration);
        saved = std::move(*configuration);
        policy::PlacedListsCompiler compiler;
        auto scanned = store.scanLists([&](const model::ListEntryView& entry) { compiler.add(entry); });
        lists = compiler.finish();
        return scanned;
    });
    if (!read)
        return failFrom(read);
    auto site = std::make_shared<policy::FlipSite>();
    for (const OwnAddress& address : ownAddresses())
        site->ownAddresses.push_back(address.address);
    site->snapshot =
        policy::compileSnapshot(saved.revision, saved.configuration, lists, {}, site->ownAddresses);
    site->configuration = std::make_shared<const model::Configuration>(std::move(saved.configuration));
    return Compiled(std::move(site));
}

Compiled withFiles(const policy::FlipSite& saved, const policy::SubscribedFiles& files)
{
    auto site = std::make_shared<policy::FlipSite>(saved);
    site->snapshot = policy::withFiles(*saved.snapshot, *saved.configuration, files.lists);
    return site;
}

} // namespace

SavedPolicies::SavedPolicies(StoreClient& store, QObject* parent)
    : QObject(parent)
    , m_store(store)
    , m_files(store.where())
{
    connect(&store, &StoreClient::revisionChanged, this, &SavedPolicies::read);
    connect(&m_files, &ListFileReader::changed, this, &SavedPolicies::addFiles);
    read();
}

SavedPolicies::~SavedPolicies()
{
    freeInBackground(std::pair(std::move(m_saved), std::move(m_site)));
}

void SavedPolicies::read()
{
    m_store.run(StoreClient::Lane::Log, this, compile, [this](Result<Compiled> compiled) {
        m_problem = compiled ? QString() : translate(compiled.error());
        if (!compiled) {
            Q_EMIT changed();
            return;
        }
        freeInBackground(std::exchange(m_saved, std::move(*compiled)));
        m_files.follow(*m_saved->configuration); // and addFiles()
    });
}

// What was decided with goes on to count until the new one is there whole.
void SavedPolicies::addFiles()
{
    if (!m_saved || !m_files.files())
        return;
    inBackground(
        this, [saved = m_saved, files = m_files.files()] { return withFiles(*saved, *files); },
        [this, saved = m_saved, files = m_files.files()](Compiled site) {
            if (saved != m_saved || files != m_files.files())
                return freeInBackground(std::move(site)); // a newer one comes
            freeInBackground(std::exchange(m_site, std::move(site)));
            Q_EMIT changed();
        });
}

} // namespace postern::ui
