// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_dialog.h"

#include "ui/data/store_client.h"
#include "ui/lists/background.h"
#include "ui/preview/refusal_notes.h"
#include "ui/shell/place_route.h"
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

namespace {

QLabel* explanation(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

QString ListDialog::title(ListColor color)
{
    return color == ListColor::Black ? tr("Black List") : tr("Exceptions (White List)");
}

QString ListDialog::title(ListKind kind)
{
    switch (kind) {
    case ListKind::Ip:
        return tr("&IP Addresses");
    case ListKind::Sender:
        return tr("&Senders");
    case ListKind::Recipient:
        return tr("Reci&pients");
    case ListKind::Helo:
        return tr("&HELO Hosts");
    }
    return {};
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
    , m_refusals(new RefusalNotes(store, this))
    , m_files(store.where())
    , m_marker(store)
    , m_cancelled(std::make_shared<std::atomic<bool>>(false))
{
    setObjectName(color == ListColor::Black ? QStringLiteral("blackList") : QStringLiteral("exceptions"));
    setWindowTitle(title(color));
    addPages();
    if (color == ListColor::Black)
        addChecks();
    else
        addNotes();
    addUndo();
    offerPreview();
    resize(fontMetrics().averageCharWidth() * (color == ListColor::Black ? 165 : 190),
           fontMetrics().height() * 36);
    connect(&m_files, &ListFileReader::changed, this, &ListDialog::takeFiles);
    connect(m_refusals, &RefusalNotes::whoWanted, this,
            [this](Check check) { Q_EMIT whoWanted(check, m_loadedService.name); });
    connect(&m_marker, &ListMarker::found, this, [this](const SharedMarks& marks) {
        for (ListPage* each : m_pages)
            each->list().setMarks(marks);
    });
    // Not before it is known what is looked at: showEntry() is called after this.
    QMetaObject::invokeMethod(this, &ListDialog::loadFirst, Qt::QueuedConnection);
    followHits();
    connect(&store, &StoreClient::revisionChanged, this, [this](qint64 revision) {
        m_newest = revision;
        if (isLoaded() && !m_arriving && !m_saving && revision != m_base && !isDirty())
            load(drafts(), [this] { setLoaded(); });
    });
}

ListDialog::~ListDialog()
{
    *m_cancelled = true;
    for (ListPage* each : m_pages)
        each->disconnect(this);
    freeInBackground(std::move(m_compiled));
}

void ListDialog::addPages()
{
    for (const ListKind kind : model::allListKinds) {
        auto* page = new ListPage(m_color, kind, m_service, *m_undo, prompter(), bytes(m_store.author()));
        page->setObjectName(tabId(kind));
        m_pages[std::size_t(kind)] = page;
        addTab(tabId(kind), title(kind), page);
        connect(page, &ListPage::edited, this, &ListDialog::noteEdited);
        connect(page, &ListPage::filesWanted, this, &ListDialog::filesWanted);
        connect(page, &ListPage::revealed, this, [this, kind] { showTab(tabId(kind)); });
        connect(&page->tester(), &ListTester::savedWanted, this, [this, kind] { compileSaved(kind); });
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
    m_refusals->add(box);
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
    page(ListKind::Helo)
        .addBelow(addCheck(Check::HeloUnresolvable, tr("Reject clients with &unresolvable HELO arguments")));
    page(ListKind::Ip)
        .addBelow(addCheck(Check::IpReverseDns, tr("Reject clients without a re&verse DNS that leads back")));
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
    if (!isLoaded() || m_arriving) { // it may be among what is still to come
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

void ListDialog::showCheck(Check check)
{
    const auto kind = listOf(check);
    if (!kind)
        return;
    showTab(tabId(*kind));
    const auto box = std::find_if(m_checks.begin(), m_checks.end(),
                                  [check](const CheckModeBox* each) { return each->check() == check; });
    if (box == m_checks.end())
        return;
    if (isLoaded())
        return (*box)->setFocus();
    connect(
        this, &PropertiesDialog::loaded, *box, [box = *box] { box->setFocus(); },
        Qt::ConnectionType(Qt::SingleShotConnection | Qt::QueuedConnection));
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
           std::any_of(m_pages.begin(), m_pages.end(), [](const ListPage* each) {
               return each->list().draft().dirty() || each->isReading();
           });
}

std::vector<model::Problem> ListDialog::findProblems() const
{
    std::vector<model::Problem> problems;
    for (const ListKind kind : model::allListKinds) {
        const std::string tab = bytes(title(kind).remove(u'&'));
        if (page(kind).isReading() || (page(kind).isArriving() && edited() != m_loadedService))
            problems.push_back(
                {.field = bytes(tabId(kind)),
                 .severity = model::Severity::Error,
                 .text = {POSTERN_TEXT("server", "%1: lines are still being read. Wait a moment."), {tab}}});
        const int count = page(kind).list().draft().wrongCount();
        if (count == 0)
            continue;
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
        const int position = page(kind).list().draft().firstWrong();
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
