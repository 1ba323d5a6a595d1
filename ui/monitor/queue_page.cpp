// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/monitor/queue_page.h"

#include "ui/data/live_status.h"
#include "ui/data/store_client.h"
#include "ui/forms/prompter.h"
#include "ui/monitor/queue_detail.h"
#include "ui/shell/console.h"
#include "ui/text/translate.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>

#include <algorithm>
#include <map>

namespace postern::ui {

namespace {

bool concerns(std::string_view verb, const model::QueueEntry& entry)
{
    if (verb == model::queueRetry)
        return entry.state == model::QueueState::Queued;
    if (verb == model::queueHold)
        return entry.state != model::QueueState::Held;
    if (verb == model::queueRelease)
        return entry.state == model::QueueState::Held;
    return true;
}

} // namespace

QueuePage::QueuePage(Console& console, QWidget* parent)
    : MonitorPage(console,
                  {.name = QStringLiteral("queue"),
                   .list = tr("Mail that waits, the next to be tried first"),
                   .filter = tr("Address, message, destination or answer")},
                  parent)
    , m_model(new LiveTableModel<QueueLine>("QueueWords", queueColumns(), this))
    , m_state(new QComboBox)
    , m_detail(new QueueDetail)
{
    makeFilter();
    addDetail(m_detail); // before the buttons, in the order of the Tab key
    makeCommands();
    connect(m_detail, &QueueDetail::headerWanted, this, [this] {
        const auto wanted = m_detail->awaited();
        order(model::queueHeader, {model::toJson({.node = wanted->node, .message = wanted->message})});
    });
    connect(&console.store(), &StoreClient::changed, this, &QueuePage::readHeader);
    static constexpr int letters[] = {12, 14, 24, 24, 7, 12, 9, 12, 24, 40};
    setList(m_model, m_model, letters, 5);
}

QString QueuePage::title() const
{
    return tr("Queue");
}

void QueuePage::makeFilter()
{
    m_state->setObjectName(QStringLiteral("state"));
    m_state->setAccessibleName(tr("State"));
    m_state->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    const std::pair<QueueFilter, QString> choices[] = {{QueueFilter::All, tr("All states")},
                                                       {QueueFilter::Waiting, tr("Waiting")},
                                                       {QueueFilter::Failed, tr("Tried in vain")},
                                                       {QueueFilter::Active, tr("Being delivered")},
                                                       {QueueFilter::Held, tr("Held")}};
    for (const auto& [filter, text] : choices)
        m_state->addItem(text, int(filter));
    filterBar().addWidget(m_state);
    connect(m_state, &QComboBox::currentIndexChanged, this, [this] { filterAgain(); });
}

QAction* QueuePage::addOrder(const char* name, const QString& text, const char* icon, const QString& hint,
                             void (QueuePage::*act)())
{
    QAction* action = addCommand(name, text, icon);
    action->setStatusTip(hint);
    connect(action, &QAction::triggered, this, act);
    return action;
}

void QueuePage::makeCommands()
{
    m_retry = addOrder("retry", tr("&Retry Now"), "view-refresh", tr("Select what waits"), &QueuePage::retry);
    m_hold = addOrder("hold", tr("Ho&ld"), "media-playback-pause", tr("Select what waits"), &QueuePage::hold);
    m_release = addOrder("release", tr("Relea&se"), "media-playback-start", tr("Select what is held"),
                         &QueuePage::release);
    m_remove =
        addOrder("remove", tr("Re&move…"), "edit-delete", tr("Select what is to go"), &QueuePage::remove);
    m_remove->setShortcut(QKeySequence::Delete);
    addSeparator();
    m_log = addCommand("showInLog", tr("Show in the Lo&g"), "mail-mark-junk", false);
    connect(m_log, &QAction::triggered, this,
            [this] { this->console().showInLog(entry(selected().front()).message); });
}

void QueuePage::read()
{
    const auto work = [](store::Store& store) -> Result<std::vector<QueueLine>> {
        auto entries = store.queue(mostShown + 1);
        if (!entries)
            return failFrom(entries);
        std::vector<QueueLine> lines;
        lines.reserve(entries->size());
        for (model::QueueEntry& entry : *entries)
            lines.push_back(queueLineOf(std::move(entry)));
        return lines;
    };
    console().store().run(this, work, [this](Result<std::vector<QueueLine>> lines) {
        if (!lines)
            return failed(lines.error());
        m_more = lines->size() >= std::size_t(mostShown); // an engine writes no more than that either
        if (lines->size() > std::size_t(mostShown))
            lines->resize(mostShown);
        take(*m_model, std::move(*lines));
    });
}

// The answer to who asked for it comes through the store.
void QueuePage::readHeader()
{
    const auto awaited = m_detail->awaited();
    if (!awaited)
        return;
    console().store().run(
        this,
        [node = awaited->node, message = awaited->message](store::Store& store) {
            return store.header(node, message);
        },
        [this, message = awaited->message](const Result<std::optional<model::MessageHeader>>& header) {
            const auto still = m_detail->awaited();
            if (header && *header && still && still->message == message)
                m_detail->showHeader(qt((**header).text));
        });
}

QueueFilter QueuePage::state() const
{
    return QueueFilter(m_state->currentData().toInt());
}

bool QueuePage::accepts(int row) const
{
    return isIn(entry(row), state());
}

bool QueuePage::filtered() const
{
    return state() != QueueFilter::All;
}

void QueuePage::clearFilter()
{
    m_state->setCurrentIndex(0);
    MonitorPage::clearFilter();
}

QString QueuePage::emptyText() const
{
    return tr("Nothing waits for delivery.\n\nMail that cannot be delivered at once is kept here and tried "
              "again, less "
              "often with time, until it arrives or its sender is told that it will not.");
}

QString QueuePage::countText(int shown) const
{
    const int all = m_model->rowCount();
    const Overview& overview = console().live().overview();
    QString text;
    if (overview.nodes.empty() && all > 0)
        text = tr("No engine is running: this is how it was left.") + u' ';
    std::int64_t messages = 0;
    for (const model::NodeStatus& node : overview.nodes)
        messages += node.queued + node.held;
    if (m_more)
        text += tr("The first %L1 recipients, those that are tried next, of %L2 messages that wait.")
                    .arg(all)
                    .arg(messages) +
                u' ';
    if (shown < all)
        text += tr("%L1 of %L2 recipients are shown").arg(shown).arg(all);
    else if (!m_more && all > 0)
        text += tr("%n recipient(s) wait", nullptr, all);
    return text.trimmed();
}

bool QueuePage::engineLives(const std::string& node) const
{
    const auto& nodes = console().live().overview().nodes;
    return std::any_of(nodes.begin(), nodes.end(), [&](const auto& each) { return each.node == node; });
}

bool QueuePage::isFor(std::string_view verb, int row) const
{
    return concerns(verb, entry(row)) && engineLives(entry(row).node);
}

void QueuePage::enableCommands()
{
    const std::vector<int> rows = selected();
    const std::pair<QAction*, std::string_view> orders[] = {{m_retry, model::queueRetry},
                                                            {m_hold, model::queueHold},
                                                            {m_release, model::queueRelease},
                                                            {m_remove, model::queueRemove}};
    for (const auto& [action, verb] : orders)
        action->setEnabled(
            std::any_of(rows.begin(), rows.end(), [this, verb = verb](int row) { return isFor(verb, row); }));
    m_log->setEnabled(rows.size() == 1);
    m_detail->setEngineLives(rows.size() == 1 && engineLives(entry(rows.front()).node));
    m_detail->show(rows.size() == 1 ? std::optional(entry(rows.front())) : std::nullopt, int(rows.size()));
}

// One order for each engine, or several where there are very many rows.
std::vector<std::string> QueuePage::argumentsOf(std::string_view verb, const std::vector<int>& rows) const
{
    std::map<std::string, std::vector<model::QueueSelection>> byNode;
    for (const int row : rows) {
        if (!isFor(verb, row))
            continue;
        auto& selections = byNode[entry(row).node];
        if (selections.empty() || selections.back().rows.size() == model::QueueSelection::mostRows)
            selections.push_back({.node = entry(row).node});
        selections.back().rows.push_back({entry(row).message, entry(row).recipient});
    }
    std::vector<std::string> arguments;
    for (const auto& [node, selections] : byNode) {
        for (const model::QueueSelection& selection : selections)
            arguments.push_back(model::toJson(selection));
    }
    return arguments;
}

void QueuePage::send(std::string_view verb)
{
    order(verb, argumentsOf(verb, selected()));
}

// The list goes on living behind the question: what goes is what the question was about.
void QueuePage::remove()
{
    const std::vector<int> rows = selected();
    const std::vector<std::string> arguments = argumentsOf(model::queueRemove, rows);
    const model::QueueEntry& first = entry(rows.front());
    const QString text =
        rows.size() == 1
            ? tr("Remove the message %1 to %2 from the queue?").arg(qt(first.message), qt(first.recipient))
            : tr("Remove what waits for %n recipients from the queue?", nullptr, int(rows.size()));
    const bool wanted = console().prompter().confirm(
        this, tr("Remove from the Queue"), text,
        tr("It is thrown away for good: it is not delivered, and its sender is not told."), tr("&Remove"));
    if (wanted)
        order(model::queueRemove, arguments);
}

} // namespace postern::ui
