// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/find/find_field.h"

#include "base/time.h"
#include "store/search_term.h"
#include "ui/data/live_status.h"
#include "ui/find/find_popup.h"
#include "ui/forms/form.h"
#include "ui/lists/list_dialog.h"
#include "ui/shell/console.h"
#include "ui/text/translate.h"

#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QTimer>

namespace postern::ui {

namespace {

constexpr std::size_t mostHits = 60; // settings and names; who wants others types more
constexpr int entryDelay = 120;      // ms after the last key

struct LogTerms {
    QString reference; // "" where there is none
    QString subject;   // an address, a domain, an IP address
};

LogTerms logTermsOf(const QString& typed)
{
    LogTerms terms;
    for (const store::SearchTerm& term : store::searchTerms(bytes(typed))) {
        if (const auto* reference = std::get_if<store::ReferenceTerm>(&term))
            terms.reference = qt(reference->reference);
        else if (const auto* address = std::get_if<store::AddressTerm>(&term))
            terms.subject = address->address.empty() ? QStringLiteral("<>") : qt(address->address);
        else if (const auto* domain = std::get_if<store::DomainTerm>(&term))
            terms.subject = qt(domain->domain);
        else if (const auto* client = std::get_if<store::ClientTerm>(&term))
            terms.subject = qt(client->range.toString());
    }
    return terms;
}

// Eight letters are more often a word than a reference.
bool looksLikeReference(const QString& typed)
{
    return std::any_of(typed.begin(), typed.end(), [](QChar c) { return c.isDigit(); });
}

FindHit logHit(const QString& title, const QString& search)
{
    return {title, FindField::tr("Rejected mail"), "mail-mark-junk", LogSearch{bytes(search)}};
}

QString howText(EntryMatch::How how)
{
    switch (how) {
    case EntryMatch::How::Same:
        return {};
    case EntryMatch::How::Matches:
        return FindField::tr("matches", "a list entry, what was typed");
    case EntryMatch::How::Part:
        return {};
    }
    return {};
}

} // namespace

FindField::FindField(Console& console, QWidget* window)
    : QLineEdit(window)
    , m_console(console)
    , m_popup(new FindPopup(window))
    , m_places(console.store(), console.prompter())
    , m_entries(console.store())
    , m_delay(new QTimer(this))
{
    setObjectName(QStringLiteral("find"));
    setAccessibleName(tr("Find settings or addresses"));
    setToolTip(tr("A setting by what you call it (“greylisting”, “printer cannot send”), a list entry by an "
                  "address that it is about, a mailbox, or the reference of a reply."));
    setClearButtonEnabled(true);
    m_delay->setSingleShot(true);
    m_delay->setInterval(entryDelay);
    connect(m_delay, &QTimer::timeout, this, &FindField::lookForEntries);
    connect(this, &QLineEdit::textEdited, this, &FindField::typed);
    connect(this, &QLineEdit::textChanged, this, [this](const QString& text) {
        if (text.isEmpty()) // also by the clear button
            typed();
    });
    connect(&m_places, &FormPlaces::completed, this, &FindField::learn);
    connect(&m_entries, &EntryFinder::found, this, &FindField::takeEntries);
    connect(&console.live(), &LiveStatus::configurationChanged, this, &FindField::followConfiguration);
    connect(m_popup, &FindPopup::chosen, this, &FindField::goThere);
    connect(m_popup, &FindPopup::currentChanged, this, &FindField::tellReaders);
    window->installEventFilter(this);
    followConfiguration();
}

void FindField::setMenus(const std::vector<QMenu*>& menus)
{
    m_index.setCommands(commandsIn(menus));
}

void FindField::learn()
{
    m_index.setPlaces(m_places.service(), m_places.server());
    if (m_popup->isVisible())
        showHits();
}

void FindField::followConfiguration()
{
    m_index.setConfiguration(m_console.live().overview().configuration);
    if (m_popup->isVisible())
        showHits();
}

void FindField::begin()
{
    if (!hasFocus())
        m_before = QApplication::focusWidget();
    setFocus(Qt::ShortcutFocusReason);
    selectAll();
}

void FindField::focusInEvent(QFocusEvent* event)
{
    QLineEdit::focusInEvent(event);
    m_places.look();
    if (!text().trimmed().isEmpty())
        typed();
}

void FindField::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    m_popup->hide();
    m_delay->stop();
    m_entries.stop();
    m_pending = false;
}

// The list follows the field where the window gets another size.
bool FindField::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize && m_popup->isVisible())
        QTimer::singleShot(0, this, &FindField::showHits);
    return QLineEdit::eventFilter(watched, event);
}

void FindField::typed()
{
    m_entries.stop();
    m_matches.clear();
    m_trouble.clear();
    m_pending = EntrySearch(bytes(text())).wanted();
    if (m_pending)
        m_delay->start();
    else
        m_delay->stop();
    if (text().trimmed().isEmpty())
        m_popup->hide();
    else
        showHits();
}

void FindField::lookForEntries()
{
    m_pending = false;
    m_entries.find(text());
    showHits();
}

void FindField::takeEntries(const Result<std::vector<EntryMatch>>& matches)
{
    if (matches)
        m_matches = *matches;
    else
        m_trouble = translate(matches.error());
    showHits();
}

void FindField::showHits()
{
    if (!hasFocus() || text().trimmed().isEmpty())
        return;
    std::vector<FindHit> all = hits();
    const QString below = status(all.size());
    m_popup->show(std::move(all), below, this);
}

// What the log has of it stands last, but for a reference: that can be nothing else.
std::vector<FindHit> FindField::hits() const
{
    const LogTerms log = logTermsOf(text());
    const bool pasted = text().trimmed().contains(u' ');
    std::vector<FindHit> all;
    const auto addReference = [&all, &log] {
        all.push_back(
            logHit(tr("Show %1 in Rejected mail", "a reference").arg(log.reference), log.reference));
    };
    const bool surely = !log.reference.isEmpty() && (pasted || looksLikeReference(text()));
    if (surely)
        addReference();
    // What was pasted is looked up for what it is about; its words say nothing of settings.
    const bool aboutSubject = pasted && (!log.subject.isEmpty() || surely);
    if (!aboutSubject) {
        const std::vector<FindHit> named = m_index.find(text(), mostHits);
        all.insert(all.end(), named.begin(), named.end());
    }
    for (const EntryMatch& match : m_matches)
        all.push_back(hitOf(match));
    if (!log.reference.isEmpty() && !surely)
        addReference();
    if (!log.subject.isEmpty())
        all.push_back(logHit(tr("Search the log for %1").arg(log.subject), log.subject));
    return all;
}

// A line that all services share is opened in the lists of the first: every one of them shows it.
FindHit FindField::hitOf(const EntryMatch& match) const
{
    const model::ListEntry& entry = match.entry;
    const Overview& overview = m_console.live().overview();
    const auto& services = overview.configuration.services;
    const model::Service* owner = entry.service != 0 ? overview.service(entry.service)
                                  : services.empty() ? nullptr
                                                     : &services.front();
    const QString service = entry.service == 0 ? tr("all services")
                            : owner == nullptr ? QString()
                                               : qt(owner->name);
    QStringList remarks{howText(match.how)};
    if (!entry.enabled)
        remarks.append(tr("switched off", "a list entry"));
    else if (entry.expires && *entry.expires <= SystemClock().now())
        remarks.append(tr("expired", "a list entry"));
    remarks.removeAll(QString());
    const QString list =
        tr("%1 › %2 › %3", "service, list, its tab")
            .arg(service, ListDialog::title(entry.color), plainLabel(ListDialog::title(entry.kind)));
    Place place;
    place.service = owner == nullptr ? std::string() : owner->name;
    place.entry = entry.id;
    place.list = ListPlace{entry.color, entry.kind};
    return {qt(entry.displayPattern()),
            remarks.isEmpty()
                ? list
                : tr("%1: %2", "what of a list entry, its list").arg(remarks.join(tr(", ")), list),
            entry.color == model::ListColor::Black ? "dialog-cancel" : "dialog-ok-apply", place};
}

QString FindField::status(std::size_t count) const
{
    if (!m_places.complete())
        return tr("Looking at the settings…");
    if (m_pending || m_entries.busy())
        return tr("Looking through the lists…");
    if (!m_trouble.isEmpty())
        return tr("The lists cannot be read: %1").arg(m_trouble);
    if (count == 0)
        return tr(
            "Nothing is called that. Try another word for it, an address, or the reference of a reply.");
    if (m_matches.size() == EntrySearch::limit)
        return tr("There may be more list entries: type more of the address.");
    return {};
}

// The focus stays in the field; what is chosen in the list is told as what the field is about.
void FindField::tellReaders()
{
    const FindHit* hit = m_popup->current();
    const QString text =
        hit == nullptr ? m_popup->status()
                       : tr("%1, %2. %n found", "what is chosen, where it is", m_popup->model().rowCount())
                             .arg(hit->title, hit->where);
    if (text == accessibleDescription())
        return;
    setAccessibleDescription(text);
    QAccessibleEvent event(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

void FindField::keyPressEvent(QKeyEvent* event)
{
    const bool open = m_popup->isVisible();
    switch (event->key()) {
    case Qt::Key_Down:
    case Qt::Key_Up:
        if (open)
            m_popup->move(event->key() == Qt::Key_Down ? 1 : -1);
        else if (!text().trimmed().isEmpty())
            typed();
        return;
    case Qt::Key_PageDown:
    case Qt::Key_PageUp:
        if (open)
            m_popup->move(event->key() == Qt::Key_PageDown ? m_popup->page() : -m_popup->page());
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (open)
            goThere();
        else if (!text().trimmed().isEmpty())
            typed();
        return;
    case Qt::Key_Escape:
        if (open)
            m_popup->hide();
        else
            leave();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void FindField::goThere()
{
    if (m_popup->current() == nullptr)
        return;
    const auto target = m_popup->current()->target;
    m_popup->hide();
    leave();
    // Not from within this key: what opens may run an event loop of its own.
    QTimer::singleShot(0, this, [this, target] {
        if (const auto* place = std::get_if<Place>(&target))
            m_console.open(*place);
        else if (const auto* log = std::get_if<LogSearch>(&target))
            m_console.showInLog(log->text);
        else if (const auto& action = std::get<QPointer<QAction>>(target); action != nullptr)
            action->trigger();
    });
}

void FindField::leave()
{
    clear();
    if (m_before != nullptr && m_before->isVisible())
        m_before->setFocus(Qt::OtherFocusReason);
    else
        clearFocus();
}

} // namespace postern::ui
