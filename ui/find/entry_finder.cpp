// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/find/entry_finder.h"

#include "ui/data/store_client.h"
#include "ui/text/translate.h"

namespace postern::ui {

namespace {

using EntryMatches = std::vector<EntryMatch>;

Result<EntryMatches> searchStore(store::Store& store, EntrySearch search, const std::atomic<bool>& stopped)
{
    const auto read = store.searchLists([&](const model::ListEntryView& entry) {
        search.look(entry);
        return !search.satisfied() && !stopped;
    });
    if (!read)
        return failFrom(read);
    return search.take();
}

} // namespace

EntryFinder::EntryFinder(StoreClient& store, QObject* parent)
    : QObject(parent)
    , m_store(store)
{
}

EntryFinder::~EntryFinder()
{
    stop();
}

void EntryFinder::stop()
{
    if (m_stopped)
        *m_stopped = true;
    m_stopped.reset();
}

void EntryFinder::find(const QString& typed)
{
    stop();
    const EntrySearch search(bytes(typed));
    if (!search.wanted())
        return;
    m_stopped = std::make_shared<std::atomic<bool>>(false);
    m_store.run(
        StoreClient::Lane::Log, this,
        [search, stopped = m_stopped](store::Store& store) { return searchStore(store, search, *stopped); },
        [this, stopped = m_stopped](const Result<EntryMatches>& matches) {
            if (stopped != m_stopped)
                return; // another one was asked for
            m_stopped.reset();
            Q_EMIT found(matches);
        });
}

} // namespace postern::ui
