// SPDX-License-Identifier: GPL-3.0-or-later
// How a list dialog loads, and follows what the engines count.
#include "ui/data/store_client.h"
#include "ui/lists/background.h"
#include "ui/lists/list_dialog.h"
#include "ui/preview/refusal_notes.h"
#include "ui/text/translate.h"
#include "ui/widgets/check_mode_box.h"

#include <QPointer>
#include <QTimer>
#include <QUndoStack>

#include <algorithm>
#include <atomic>
#include <optional>

namespace postern::ui {

using model::ListColor;
using model::ListKind;

// What is in the store, read in one go.
struct ListDialog::Loaded {
    std::int64_t revision = 0;
    model::Configuration configuration;
    std::array<ListDraft, 4> drafts;
    std::array<bool, 4> more{};                    // the draft is the beginning only
    std::array<std::optional<ListDraft>, 4> saved; // what the drafts that the dialog has are in the store
};

namespace {

constexpr int hitsInterval = 3000; // ms
// What is shown at once, and what comes then at a time: some milliseconds of work for the window.
constexpr int firstLines = 2000;
constexpr std::size_t linesAtOnce = 32'768;

SharedRow sharedOf(model::ListEntry&& entry)
{
    return SharedRow(rowOf(std::move(entry)));
}

// A service's own lines of one list, or with the service 0 those of all services; the first so many, or all.
Result<SharedRows> readOwned(store::Store& store, store::ListQuery query, std::optional<int> most)
{
    query.limit = most;
    SharedRows::Builder rows;
    const auto read = store.visitListEntries(
        query, [&](model::ListEntry&& entry) { rows.add(sharedOf(std::move(entry))); });
    if (!read)
        return failFrom(read);
    return rows.take();
}

// Lines of one owner as they come, and those of the other one, which are there already, in the order of ids.
class Merging {
public:
    Merging(SharedRows others, model::Id after)
        : m_others(std::move(others))
        , m_next(m_others.begin())
    {
        while (m_next != m_others.end() && m_next->id() <= after)
            ++m_next;
    }
    Merging(const Merging&) = delete;
    Merging& operator=(const Merging&) = delete;

    void add(SharedRow row, SharedRows::Builder& to)
    {
        while (m_next != m_others.end() && m_next->id() < row.id())
            to.add(*m_next++);
        to.add(std::move(row));
    }
    void finish(SharedRows::Builder& to)
    {
        while (m_next != m_others.end())
            to.add(*m_next++);
    }

private:
    SharedRows m_others;
    SharedRows::Iterator m_next;
};

SharedRows merged(const SharedRows& own, const SharedRows& shared)
{
    if (own.empty() || shared.empty())
        return own.empty() ? shared : own;
    SharedRows::Builder all;
    Merging merging(shared, 0);
    for (const SharedRow& row : own)
        merging.add(row, all);
    merging.finish(all);
    return all.take();
}

// All lines of one list.
Result<SharedRows> readRows(store::Store& store, model::Id service, ListColor color, ListKind kind)
{
    const auto own = readOwned(store, {.service = service, .color = color, .kind = kind}, {});
    if (!own)
        return failFrom(own);
    const auto shared = readOwned(store, {.service = 0, .color = color, .kind = kind}, {});
    if (!shared)
        return failFrom(shared);
    return merged(*own, *shared);
}

Result<std::shared_ptr<const ListHits>> readHits(store::Store& store)
{
    auto read = store.listHits();
    if (!read)
        return failFrom(read);
    return std::make_shared<const ListHits>(std::move(*read));
}

} // namespace

ListDialog::Before ListDialog::drafts() const
{
    auto drafts = std::make_shared<Drafts>();
    for (const ListKind kind : model::allListKinds)
        (*drafts)[std::size_t(kind)] = page(kind).list().draft();
    return drafts;
}

Result<> ListDialog::readSettings(store::Store& store, Loaded& loaded)
{
    const auto revision = store.revision();
    auto configuration = store.configuration();
    if (!revision)
        return failFrom(revision);
    if (!configuration)
        return failFrom(configuration);
    loaded.revision = *revision;
    loaded.configuration = std::move(*configuration);
    return {};
}

// All of it, to be compared with what the dialog has.
void ListDialog::load(const Before& before, std::function<void()> then)
{
    m_store.run(
        this,
        [service = m_service, color = m_color, before](store::Store& store) -> Result<Loaded> {
            Loaded loaded;
            const auto read = store.readTogether([&]() -> Result<> {
                if (const auto settings = readSettings(store, loaded); !settings)
                    return settings;
                for (const ListKind kind : model::allListKinds) {
                    auto rows = readRows(store, service, color, kind);
                    if (!rows)
                        return failFrom(rows);
                    ListDraft draft(*rows);
                    if (before)
                        loaded.saved[std::size_t(kind)] = (*before)[std::size_t(kind)].savedAs(draft);
                    loaded.drafts[std::size_t(kind)] = std::move(draft);
                }
                return {};
            });
            if (!read)
                return failFrom(read);
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

// A reading of the lists on the store's thread, which brings the dialog what it has read so far.
class ListDialog::Reading {
public:
    Reading(ListDialog& dialog, std::shared_ptr<std::atomic<bool>> cancelled)
        : m_dialog(&dialog)
        , m_cancelled(std::move(cancelled))
        , m_service(dialog.m_service)
        , m_color(dialog.m_color)
        , m_first(dialog.m_wanted ? dialog.m_wanted->first : ListKind::Ip)
    {
    }

    Result<> operator()(store::Store& store)
    {
        return store.readTogether([&]() -> Result<> {
            auto beginning = std::make_shared<Loaded>();
            std::array<Begun, 4> begun;
            if (const auto settings = readSettings(store, *beginning); !settings)
                return settings;
            for (const ListKind kind : model::allListKinds) {
                auto read = begin(store, kind);
                if (!read)
                    return failFrom(read);
                beginning->drafts[std::size_t(kind)] = ListDraft(read->lines);
                beginning->more[std::size_t(kind)] = read->more;
                begun[std::size_t(kind)] = std::move(*read);
            }
            post([beginning](ListDialog& dialog) { dialog.takeBeginning(*beginning); });
            auto order = model::allListKinds;
            std::stable_partition(order.begin(), order.end(),
                                  [this](ListKind kind) { return kind == m_first; });
            for (const ListKind kind : order) {
                if (const auto rest = readRest(store, kind, begun[std::size_t(kind)]); !rest)
                    return rest;
            }
            return {};
        });
    }

private:
    struct Begun {
        SharedRows lines; // the first of all
        bool more = false;
        std::optional<SharedRows> shared; // all of these
        std::optional<SharedRows> own;
    };

    store::ListQuery queryOf(ListKind kind, model::Id owner) const
    {
        return {.service = owner, .color = m_color, .kind = kind};
    }

    Result<Begun> begin(store::Store& store, ListKind kind) const
    {
        const auto own = readOwned(store, queryOf(kind, m_service), firstLines);
        if (!own)
            return failFrom(own);
        const auto shared = readOwned(store, queryOf(kind, 0), firstLines);
        if (!shared)
            return failFrom(shared);
        Begun begun;
        begun.lines = merged(*own, *shared);
        if (own->size() < std::size_t(firstLines))
            begun.own = *own;
        if (shared->size() < std::size_t(firstLines))
            begun.shared = *shared;
        begun.more = !begun.own || !begun.shared;
        if (begun.more) // behind them may come others
            begun.lines = begun.lines.part(0, firstLines);
        return begun;
    }

    // Reads what is longer, and puts the other lines between.
    Result<> readRest(store::Store& store, ListKind kind, Begun& begun)
    {
        if (!begun.more)
            return {};
        if (!begun.own && !begun.shared) {
            auto shared = readOwned(store, queryOf(kind, 0), {});
            if (!shared)
                return failFrom(shared);
            begun.shared = std::move(*shared);
        }
        const model::Id last = begun.lines[begun.lines.size() - 1].id();
        Merging merging(begun.own ? *begun.own : *begun.shared, last);
        SharedRows::Builder rows;
        const auto read =
            store.visitListEntries(queryOf(kind, begun.own ? 0 : m_service), [&](model::ListEntry&& entry) {
                if (*m_cancelled || entry.id <= last)
                    return;
                merging.add(sharedOf(std::move(entry)), rows);
                if (rows.size() >= linesAtOnce)
                    bring(kind, rows.take(), false);
            });
        if (!read)
            return failFrom(read);
        merging.finish(rows);
        bring(kind, rows.take(), true);
        return {};
    }
    void bring(ListKind kind, SharedRows rows, bool last)
    {
        post([kind, rows = std::move(rows), last](ListDialog& dialog) {
            dialog.page(kind).list().arrive(rows);
            if (last)
                dialog.page(kind).setArriving(false);
        });
    }
    template <class Function>
    void post(Function function)
    {
        onGuiThread([dialog = m_dialog, function = std::move(function)] {
            if (dialog)
                function(*dialog);
        });
    }

    QPointer<ListDialog> m_dialog;
    std::shared_ptr<std::atomic<bool>> m_cancelled;
    model::Id m_service;
    ListColor m_color;
    ListKind m_first; // what is looked at
};

// The first lines are there to be seen at once, whatever their number.
void ListDialog::loadFirst()
{
    m_store.run(this, Reading(*this, m_cancelled), [this](const Result<>& read) {
        m_arriving = false;
        if (!read) {
            setUnavailable(translate(read.error()));
            return;
        }
        if (m_loadedService.id == 0)
            return;
        readHitsAgain();
        m_marker.look();
        m_refusals->setService(m_service);
        showWanted();
        if (m_newest > m_base && !isDirty())
            load(drafts(), [this] { setLoaded(); });
    });
}

void ListDialog::takeBeginning(Loaded& beginning)
{
    m_arriving = true;
    takeLoaded({}, beginning);
    if (m_loadedService.id == 0)
        return;
    for (const ListKind kind : model::allListKinds)
        page(kind).setArriving(beginning.more[std::size_t(kind)]);
    setLoaded();
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
    for (ListPage* each : m_pages)
        each->tester().setStale();
    followFiles();
    if (m_arriving)
        return;
    readHitsAgain();
    m_marker.look();
    m_refusals->setService(m_service);
}

void ListDialog::showWanted()
{
    if (!m_wanted)
        return;
    const auto wanted = *std::exchange(m_wanted, std::nullopt);
    if (wanted.second == 0) // the tab is shown already
        return;
    QMetaObject::invokeMethod(
        this, [this, wanted] { showEntry(wanted.first, wanted.second); }, Qt::QueuedConnection);
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

// What the engines count is written beside the log: it is looked at where something was written at all.
void ListDialog::followHits()
{
    auto* timer = new QTimer(this);
    timer->setInterval(hitsInterval);
    timer->start();
    connect(&m_store, &StoreClient::changed, this, [this] { m_hitsMayDiffer = true; });
    connect(timer, &QTimer::timeout, this, [this] {
        if (isLoaded() && !m_arriving && isVisible() && m_hitsMayDiffer)
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
