// SPDX-License-Identifier: GPL-3.0-or-later
// How a list dialog loads, and follows what the engines count.
#include "ui/data/store_client.h"
#include "ui/lists/background.h"
#include "ui/lists/list_dialog.h"
#include "ui/text/translate.h"
#include "ui/widgets/check_mode_box.h"

#include <QTimer>
#include <QUndoStack>

#include <algorithm>

namespace postern::ui {

using model::ListColor;
using model::ListKind;
using policy::CompiledList;

// What is in the store, read in one go.
struct ListDialog::Loaded {
    std::int64_t revision = 0;
    model::Configuration configuration;
    std::array<ListDraft, 4> drafts;
    std::array<std::optional<ListDraft>, 4> saved; // what the drafts that the dialog has are in the store
};

namespace {

constexpr int hitsInterval = 3000; // ms

Result<std::vector<model::ListEntry>> entriesOf(store::Store& store, model::Id service, ListColor color,
                                                ListKind kind)
{
    auto own = store.listEntries({.service = service, .color = color, .kind = kind});
    if (!own)
        return failFrom(own);
    auto shared = store.listEntries({.service = 0, .color = color, .kind = kind});
    if (!shared || shared->empty())
        return shared ? std::move(own) : std::move(shared);
    std::vector<model::ListEntry> all;
    all.reserve(own->size() + shared->size());
    std::merge(std::make_move_iterator(own->begin()), std::make_move_iterator(own->end()),
               std::make_move_iterator(shared->begin()), std::make_move_iterator(shared->end()),
               std::back_inserter(all), [](const auto& a, const auto& b) { return a.id < b.id; });
    return all;
}

Result<ListDraft> draftOf(store::Store& store, model::Id service, ListColor color, ListKind kind)
{
    auto entries = entriesOf(store, service, color, kind);
    if (!entries)
        return failFrom(entries);
    SharedRows rows;
    rows.reserve(entries->size());
    for (model::ListEntry& entry : *entries)
        rows.push_back(std::make_shared<ListRow>(rowOf(std::move(entry))));
    return ListDraft(std::move(rows));
}

Result<std::shared_ptr<const ListHits>> readHits(store::Store& store)
{
    const auto read = store.listHits();
    if (!read)
        return failFrom(read);
    auto hits = std::make_shared<ListHits>();
    hits->reserve(read->size());
    for (const store::ListHit& hit : *read)
        hits->emplace(hit.entry, hit);
    return hits;
}

// Both colors of each kind, compiled: for the testers.
struct CompiledLists {
    std::array<CompiledList, 4> own;
    std::array<CompiledList, 4> other;
};

Result<CompiledLists> compileLists(store::Store& store, model::Id service, ListColor color)
{
    const ListColor opposite = color == ListColor::Black ? ListColor::White : ListColor::Black;
    CompiledLists lists;
    for (const ListKind kind : model::allListKinds) {
        const auto own = entriesOf(store, service, color, kind);
        if (!own)
            return failFrom(own);
        const auto other = entriesOf(store, service, opposite, kind);
        if (!other)
            return failFrom(other);
        lists.own[std::size_t(kind)] = CompiledList::compile(kind, *own);
        lists.other[std::size_t(kind)] = CompiledList::compile(kind, *other);
    }
    return lists;
}

} // namespace

ListDialog::Before ListDialog::drafts() const
{
    auto drafts = std::make_shared<Drafts>();
    for (const ListKind kind : model::allListKinds)
        (*drafts)[std::size_t(kind)] = page(kind).list().draft();
    return drafts;
}

void ListDialog::load(const Before& before, std::function<void()> then)
{
    m_store.run(
        this,
        [service = m_service, color = m_color, before](store::Store& store) -> Result<Loaded> {
            Loaded loaded;
            const auto revision = store.revision();
            auto configuration = store.configuration();
            if (!revision)
                return failFrom(revision);
            if (!configuration)
                return failFrom(configuration);
            loaded.revision = *revision;
            loaded.configuration = std::move(*configuration);
            for (const ListKind kind : model::allListKinds) {
                auto draft = draftOf(store, service, color, kind);
                if (!draft)
                    return failFrom(draft);
                if (before)
                    loaded.saved[std::size_t(kind)] = (*before)[std::size_t(kind)].savedAs(*draft);
                loaded.drafts[std::size_t(kind)] = std::move(*draft);
            }
            return loaded;
        },
        [this, before, then = std::move(then)](Result<Loaded> loaded) mutable {
            if (!loaded) {
                m_saving = false;
                setUnavailable(translate(loaded.error()));
                return;
            }
            takeLoaded(before, *loaded);
            freeInBackground(std::pair(std::move(before), std::move(*loaded)));
            if (m_loadedService.id != 0)
                then();
        });
}

void ListDialog::takeLoaded(const Before& before, Loaded& loaded)
{
    const auto& services = loaded.configuration.services;
    const auto service = std::find_if(services.begin(), services.end(),
                                      [this](const model::Service& each) { return each.id == m_service; });
    m_loadedService = service == services.end() ? model::Service() : *service;
    if (m_loadedService.id == 0) {
        m_saving = false;
        setUnavailable(tr("This service is not there any more: somebody has deleted it."));
        return;
    }
    m_base = loaded.revision;
    m_configuration = std::move(loaded.configuration);
    m_server = std::make_shared<policy::ServerPolicy>(m_configuration);
    setWindowTitle(tr("%1 — %2", "list, service").arg(title(m_color), qt(m_loadedService.name)));
    for (CheckModeBox* box : m_checks)
        box->load(m_loadedService);
    takeLines(before, loaded);
    readHitsAgain();
    compileSaved();
    if (m_wanted) {
        const auto wanted = *std::exchange(m_wanted, std::nullopt);
        QMetaObject::invokeMethod(
            this, [this, wanted] { showEntry(wanted.first, wanted.second); }, Qt::QueuedConnection);
    }
}

// Where the store has just what the lists had, they stay as they are, and what was done in them can still be
// undone. Otherwise steps of undo would not find their lines.
void ListDialog::takeLines(const Before& before, Loaded& loaded)
{
    const bool unchanged = std::all_of(loaded.saved.begin(), loaded.saved.end(),
                                       [](const auto& each) { return each.has_value(); });
    if (!unchanged)
        m_undo->clear();
    for (const ListKind kind : model::allListKinds) {
        const auto i = std::size_t(kind);
        if (loaded.saved[i]) {
            page(kind).list().takeSaved((*before)[i], *loaded.saved[i]);
            continue;
        }
        page(kind).dropBlank();
        page(kind).list().load(std::move(loaded.drafts[i]));
    }
}

// After the lines are there to be seen: the testers can wait.
void ListDialog::compileSaved()
{
    m_store.run(
        this,
        [service = m_service, color = m_color](store::Store& store) {
            return compileLists(store, service, color);
        },
        [this](Result<CompiledLists> lists) {
            if (!lists)
                return;
            for (const ListKind kind : model::allListKinds)
                page(kind).tester().setSaved(lists->own[std::size_t(kind)], lists->other[std::size_t(kind)]);
        });
}

// What the engines count is written beside the log: it is looked at where something was written at all.
void ListDialog::followHits()
{
    auto* timer = new QTimer(this);
    timer->setInterval(hitsInterval);
    timer->start();
    connect(&m_store, &StoreClient::changed, this, [this] { m_hitsMayDiffer = true; });
    connect(timer, &QTimer::timeout, this, [this] {
        if (isLoaded() && isVisible() && m_hitsMayDiffer)
            readHitsAgain();
    });
}

void ListDialog::readHitsAgain()
{
    m_hitsMayDiffer = false;
    m_store.run(StoreClient::Lane::Log, this, readHits,
                [this](const Result<std::shared_ptr<const ListHits>>& hits) {
                    if (!hits)
                        return;
                    for (ListPage* each : m_pages)
                        each->list().setHits(*hits);
                });
}

} // namespace postern::ui
