// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_dialog.h"

#include "ui/data/store_client.h"
#include "ui/text/translate.h"
#include "ui/widgets/check_mode_box.h"

#include <QAction>
#include <QLabel>
#include <QUndoStack>

#include <algorithm>

namespace postern::ui {

using model::Check;
using model::CheckMode;
using model::ListColor;
using model::ListKind;
using policy::CompiledList;

// What is in the store, read in one go.
struct ListDialog::Loaded {
    std::int64_t revision = 0;
    model::Configuration configuration;
    std::array<std::vector<ListRow>, 4> rows;
    std::unordered_map<model::Id, store::ListHit> hits;
};

namespace {

Result<std::vector<model::ListEntry>> entriesOf(store::Store& store, model::Id service, ListColor color,
                                                ListKind kind)
{
    std::vector<model::ListEntry> all;
    for (const model::Id whose : {service, model::Id(0)}) {
        auto entries = store.listEntries({.service = whose, .color = color, .kind = kind});
        if (!entries)
            return failFrom(entries);
        all.insert(all.end(), std::make_move_iterator(entries->begin()),
                   std::make_move_iterator(entries->end()));
    }
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return all;
}

QString tabTitle(ListKind kind)
{
    switch (kind) {
    case ListKind::Ip:
        return ListDialog::tr("&IP Addresses");
    case ListKind::Sender:
        return ListDialog::tr("&Senders");
    case ListKind::Recipient:
        return ListDialog::tr("Reci&pients");
    case ListKind::Helo:
        return ListDialog::tr("&HELO Hosts");
    }
    return {};
}

QLabel* explanation(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setWordWrap(true);
    return label;
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

QString ListDialog::title(ListColor color)
{
    return color == ListColor::Black ? tr("Black List") : tr("Exceptions (White List)");
}

QString ListDialog::tabId(ListKind kind)
{
    static constexpr std::array ids{"ip", "sender", "recipient", "helo"};
    return QLatin1String(ids[std::size_t(kind)]);
}

ListDialog::ListDialog(StoreClient& store, Prompter& prompter, model::Id service, ListColor color,
                       QWidget* parent)
    : PropertiesDialog(prompter, parent)
    , m_store(store)
    , m_service(service)
    , m_color(color)
    , m_undo(new QUndoStack(this))
{
    setObjectName(color == ListColor::Black ? QStringLiteral("blackList") : QStringLiteral("exceptions"));
    setWindowTitle(title(color));
    addPages();
    if (color == ListColor::Black)
        addChecks();
    else
        addNotes();
    addUndo();
    resize(fontMetrics().averageCharWidth() * (color == ListColor::Black ? 165 : 190),
           fontMetrics().height() * 36);
    load([this] { setLoaded(); });
    connect(&store, &StoreClient::revisionChanged, this, [this](qint64 revision) {
        if (isLoaded() && !m_saving && revision != m_base && !isDirty())
            load([this] { setLoaded(); });
    });
}

ListDialog::~ListDialog()
{
    for (ListPage* each : m_pages)
        each->disconnect(this);
}

void ListDialog::addPages()
{
    for (const ListKind kind : model::allListKinds) {
        auto* page = new ListPage(m_color, kind, m_service, *m_undo, prompter(), bytes(m_store.author()));
        page->setObjectName(tabId(kind));
        m_pages[std::size_t(kind)] = page;
        addTab(tabId(kind), tabTitle(kind), page);
        connect(page, &ListPage::edited, this, &ListDialog::noteEdited);
        connect(page, &ListPage::revealed, this, [this, kind] { showTab(tabId(kind)); });
        page->tester().setOtherwise(
            [this, kind](const QString& subject) { return otherwise(kind, subject); });
    }
}

CheckModeBox* ListDialog::addCheck(Check check, const QString& text)
{
    auto* box = new CheckModeBox(check, text);
    connect(box, &CheckModeBox::edited, this, [this] {
        noteEdited();
        for (ListPage* each : m_pages)
            each->tester().refresh();
    });
    m_checks.push_back(box);
    return box;
}

void ListDialog::addChecks()
{
    page(ListKind::Sender)
        .addBelow(addCheck(Check::SenderClaimsLocal, tr("Reject &non-local senders claiming to be local")));
    page(ListKind::Helo)
        .addBelow(addCheck(Check::HeloLocal, tr("Reject remote clients using &local HELO arguments")));
    page(ListKind::Helo)
        .addBelow(addCheck(Check::HeloInvalid, tr("Reject clients with in&valid HELO arguments")));
}

void ListDialog::addNotes()
{
    page(ListKind::Ip)
        .addBelow(explanation(
            tr("Exceptions lift the black lists, whatever tab these stand in, and the checks of senders and "
               "HELO names. No "
               "exception lets anyone relay, use a mailbox that does not exist, or skip a log-in."),
            this));
    page(ListKind::Sender)
        .addBelow(explanation(
            tr("Anyone can claim to be any sender. So an exception here lifts the black lists, but not "
               "“Reject non-local senders claiming to be local”, unless it counts only from an IP range "
               "(Edit…)."),
            this));
    page(ListKind::Recipient)
        .addBelow(explanation(
            tr("Mail to these recipients passes the black lists, whoever sends it: for addresses such as "
               "postmaster that everybody must be able to reach."),
            this));
    page(ListKind::Helo)
        .addBelow(explanation(
            tr("Anyone can claim any HELO name. So an exception here lifts the black lists, but not "
               "“Reject remote clients using local HELO arguments”, unless it counts only from an IP "
               "range (Edit…)."),
            this));
}

void ListDialog::addUndo()
{
    QAction* undo = m_undo->createUndoAction(this, tr("Undo"));
    QAction* redo = m_undo->createRedoAction(this, tr("Redo"));
    undo->setShortcuts(QKeySequence::Undo);
    redo->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_Y), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)});
    addActions({undo, redo});
}

void ListDialog::showEntry(ListKind kind, model::Id entry)
{
    showTab(tabId(kind));
    if (!isLoaded()) {
        m_wanted = {kind, entry};
        return;
    }
    if (entry == 0)
        return;
    const int position = page(kind).list().draft().positionOf(entry);
    if (position >= 0)
        page(kind).show(position);
    else
        prompter().tell(this, windowTitle(), tr("That line is not in the list any more."), {},
                        Prompter::Tone::Information);
}

void ListDialog::load(std::function<void()> then)
{
    m_store.run(
        this,
        [service = m_service, color = m_color](store::Store& store) -> Result<Loaded> {
            Loaded loaded;
            const auto revision = store.revision();
            auto configuration = store.configuration();
            const auto hits = store.listHits();
            if (!revision)
                return failFrom(revision);
            if (!configuration)
                return failFrom(configuration);
            if (!hits)
                return failFrom(hits);
            loaded.revision = *revision;
            loaded.configuration = std::move(*configuration);
            for (const store::ListHit& hit : *hits)
                loaded.hits.emplace(hit.entry, hit);
            for (const ListKind kind : model::allListKinds) {
                auto entries = entriesOf(store, service, color, kind);
                if (!entries)
                    return failFrom(entries);
                for (model::ListEntry& entry : *entries)
                    loaded.rows[std::size_t(kind)].push_back(rowOf(std::move(entry)));
            }
            return loaded;
        },
        [this, then = std::move(then)](Result<Loaded> loaded) {
            if (!loaded) {
                m_saving = false;
                setUnavailable(translate(loaded.error()));
                return;
            }
            takeLoaded(std::move(*loaded));
            if (m_loadedService.id != 0)
                then();
        });
}

void ListDialog::takeLoaded(Loaded loaded)
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
    m_undo->clear();
    for (CheckModeBox* box : m_checks)
        box->load(m_loadedService);
    for (const ListKind kind : model::allListKinds) {
        page(kind).dropBlank();
        page(kind).list().load(std::move(loaded.rows[std::size_t(kind)]), loaded.hits);
    }
    compileSaved();
    if (m_wanted) {
        const auto wanted = *std::exchange(m_wanted, std::nullopt);
        QMetaObject::invokeMethod(
            this, [this, wanted] { showEntry(wanted.first, wanted.second); }, Qt::QueuedConnection);
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

model::Service ListDialog::edited() const
{
    model::Service service = m_loadedService;
    for (const CheckModeBox* box : m_checks) {
        if (box->value() != m_loadedService.mode(box->check()))
            box->write(service);
    }
    return service;
}

bool ListDialog::isDirty() const
{
    return edited() != m_loadedService ||
           std::any_of(m_pages.begin(), m_pages.end(),
                       [](const ListPage* each) { return each->list().draft().dirty(); });
}

std::vector<model::Problem> ListDialog::findProblems() const
{
    std::vector<model::Problem> problems;
    for (const ListKind kind : model::allListKinds) {
        const int count = page(kind).list().draft().invalidCount();
        if (count == 0)
            continue;
        const std::string tab = bytes(tabTitle(kind).remove(u'&'));
        const char* text =
            count == 1 ? POSTERN_TEXT("server",
                                      "%1: one line cannot be read. Correct it or remove it before you save.")
                       : POSTERN_TEXT("server",
                                      "%1: %2 lines cannot be read. Correct or remove them before you save.");
        problems.push_back({.field = bytes(tabId(kind)),
                            .severity = model::Severity::Error,
                            .text = {text, {tab, std::to_string(count)}}});
    }
    return problems;
}

void ListDialog::showUnplacedError()
{
    for (const ListKind kind : model::allListKinds) {
        const int position = page(kind).list().draft().firstInvalid();
        if (position < 0)
            continue;
        showTab(tabId(kind));
        page(kind).show(position);
        return;
    }
}

QString ListDialog::otherwise(ListKind kind, const QString& subject) const
{
    if (!m_server || m_color == ListColor::White)
        return {};
    const model::Service service = edited();
    if (kind == ListKind::Sender && service.mode(Check::SenderClaimsLocal) == CheckMode::Enforce) {
        const MailAddress address = comparableAddress(bytes(subject));
        if (!address.domain.empty() && m_server->isLocalDomain(address.domain))
            return tr("<b>refused</b> for clients outside the LAN: %1 is one of your domains")
                .arg(qt(address.domain).toHtmlEscaped());
    }
    if (kind == ListKind::Helo && service.mode(Check::HeloLocal) == CheckMode::Enforce) {
        if (const std::string local = m_server->localName(bytes(subject)); !local.empty())
            return tr("<b>refused</b> for clients outside the LAN: %1 is a name of yours")
                .arg(qt(local).toHtmlEscaped());
    }
    return {};
}

} // namespace postern::ui
