// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/log_page.h"

#include "preview/pins.h"
#include "ui/data/live_status.h"
#include "ui/data/store_client.h"
#include "ui/forms/prompter.h"
#include "ui/log/event_detail.h"
#include "ui/log/event_model.h"
#include "ui/log/log_filter_bar.h"
#include "ui/pins/pin_dialog.h"
#include "ui/shell/console.h"
#include "ui/text/span_text.h"
#include "ui/text/translate.h"
#include "ui/widgets/row_table.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::ui {

namespace {

const auto columnsKey = QStringLiteral("log/columns");
const auto splitterKey = QStringLiteral("log/splitter");

QString periodText(const LogFilter& filter)
{
    if (filter.between)
        return LogPage::tr("in this time (%1)", "from one time to another")
            .arg(spanText(filter.between->from, filter.between->until));
    switch (filter.period) {
    case Period::Hour:
        return LogPage::tr("in the last hour");
    case Period::Day:
        return LogPage::tr("in the last 24 hours");
    case Period::Week:
        return LogPage::tr("in the last 7 days");
    case Period::Month:
        return LogPage::tr("in the last 30 days");
    case Period::All:
        break;
    }
    return LogPage::tr("since the log begins");
}

struct Decision {
    std::optional<model::Event> event;
    std::optional<model::Pin> pin;
};

Result<Decision> readDecision(store::Store& store, model::Id id)
{
    auto event = store.event(id);
    if (!event)
        return failFrom(event);
    Decision decision{std::move(*event), std::nullopt};
    if (!decision.event || decision.event->facts.empty())
        return decision;
    auto pins = store.pins();
    if (!pins)
        return failFrom(pins);
    // its facts say when it was, to the microsecond
    const auto pin = std::find_if(pins->begin(), pins->end(), [&](const model::Pin& each) {
        return each.facts == decision.event->facts;
    });
    if (pin != pins->end())
        decision.pin = std::move(*pin);
    return decision;
}

// In one line and not too long: it may be a whole bounce.
QString quoted(const QString& search)
{
    const QString line = search.simplified();
    return line.size() <= 60 ? line : line.left(60) + u'…';
}

} // namespace

LogPage::LogPage(Console& console, QWidget* parent)
    : ConsolePage(parent)
    , m_console(console)
    , m_model(new EventModel(console.store(), this))
    , m_bar(new LogFilterBar)
    , m_stack(new QStackedWidget)
    , m_table(new QTableView)
    , m_message(new QLabel)
    , m_messageButton(new QPushButton)
    , m_detail(new EventDetail(console))
    , m_splitter(new QSplitter(Qt::Vertical))
{
    setObjectName(QStringLiteral("logPage"));
    makeTable();
    m_stack->addWidget(m_table);
    m_stack->addWidget(makeMessage());
    m_splitter->addWidget(m_stack);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({240, 360});
    m_splitter->setChildrenCollapsible(false);
    m_splitter->restoreState(QSettings().value(splitterKey).toByteArray());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_bar);
    layout->addWidget(m_splitter, 1);
    makeCommands();

    connect(m_bar, &LogFilterBar::changed, this, [this] { m_model->search(m_bar->filter()); });
    connect(m_bar, &LogFilterBar::liveChanged, this, &LogPage::followLive);
    connect(m_bar, &LogFilterBar::leaveDown, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_model, &EventModel::stateChanged, this, &LogPage::refreshState);
    connect(m_model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex&, int first, int last) { holdPosition(first, last); });
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &LogPage::refreshState);
    connect(m_detail, &EventDetail::placeWanted, this, [this](const Place& place) { m_console.open(place); });
    connect(&console.store(), &StoreClient::changed, this, &LogPage::followLive);
    const auto followOverview = [this] {
        const Overview& overview = m_console.live().overview();
        std::vector<std::string> names;
        for (const model::Service& service : overview.configuration.services)
            names.push_back(service.name);
        m_bar->setServices(names);
        m_detail->setRevision(overview.revision);
    };
    connect(&console.live(), &LiveStatus::configurationChanged, this, followOverview);
    followOverview();
    m_model->search(m_bar->filter());
}

LogPage::~LogPage()
{
    QSettings settings;
    settings.setValue(columnsKey, m_table->horizontalHeader()->saveState());
    settings.setValue(splitterKey, m_splitter->saveState());
}

void LogPage::makeTable()
{
    m_table->setObjectName(QStringLiteral("events"));
    m_table->setAccessibleName(tr("Decisions, newest first"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    static constexpr int letters[] = {16, 9, 15, 13, 19, 17}; // the rest is for what they are about: why
    layOutRows(*m_table, letters);
    QHeaderView* header = m_table->horizontalHeader();
    header->restoreState(QSettings().value(columnsKey).toByteArray());
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &LogPage::showCurrent);
}

QWidget* LogPage::makeMessage()
{
    auto* widget = new QWidget;
    m_message->setObjectName(QStringLiteral("message"));
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_messageButton->setObjectName(QStringLiteral("messageButton"));
    connect(m_messageButton, &QPushButton::clicked, this, [this] { (this->*m_messageAction)(); });
    auto* layout = new QVBoxLayout(widget);
    layout->addStretch();
    layout->addWidget(m_message);
    layout->addWidget(m_messageButton, 0, Qt::AlignCenter);
    layout->addStretch();
    return widget;
}

QAction* LogPage::addCommand(const char* name, const QString& text, void (LogPage::*act)())
{
    auto* action = new QAction(text, this);
    action->setObjectName(QString::fromLatin1(name));
    connect(action, &QAction::triggered, this, act);
    m_commands << action;
    return action;
}

void LogPage::makeCommands()
{
    QAction* copy = addCommand("copyRow", tr("&Copy"), &LogPage::copyRow);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    addCommand("copyReference", tr("Copy &Reference"), &LogPage::copyReference);
    addCommand("explainSession", tr("&Explain This Session…"), &LogPage::explainSession);
    addCommand("pin", tr("P&in This Message…"), &LogPage::pin);
    addCommand("unpin", tr("&Unpin"), &LogPage::unpin);
    addCommand("narrowToClient", tr("Only This C&lient"), &LogPage::narrowToClient);
    addCommand("narrowToSender", tr("Only This &Sender"), &LogPage::narrowToSender);
    addCommand("narrowToRecipient", tr("Only This Reci&pient"), &LogPage::narrowToRecipient);
    m_table->addActions(m_commands);
    auto* find = new QAction(this);
    find->setShortcut(QKeySequence::Find);
    find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QAction::triggered, m_bar, &LogFilterBar::focusSearch);
    addAction(find);
    enableCommands();
}

QString LogPage::title() const
{
    return tr("Rejected mail");
}

void LogPage::activate()
{
    if (!std::exchange(m_active, true) && m_shown != 0)
        showCurrent();
    followLive();
}

void LogPage::deactivate()
{
    m_active = false;
    m_detail->rest();
}

void LogPage::followLive()
{
    if (m_active && m_bar->live())
        m_model->follow();
}

void LogPage::showRejections(const std::string& service)
{
    LogFilter filter;
    filter.service = service;
    m_bar->setFilter(filter);
}

void LogPage::ask(const LogFilter& filter)
{
    m_bar->setFilter(filter);
}

void LogPage::search(const QString& text)
{
    LogFilter filter;
    filter.search = text;
    filter.period = Period::All;
    filter.outcome = OutcomeFilter::All;
    m_bar->setFilter(filter);
}

void LogPage::searchEverything()
{
    search(m_bar->filter().search);
}

void LogPage::tryAgain()
{
    m_model->search(m_bar->filter());
}

void LogPage::refreshState()
{
    const auto state = m_model->state();
    m_bar->setBusy(state == EventModel::State::Loading);
    if (state == EventModel::State::Loading)
        return; // what was there stays until the answer comes
    if (state == EventModel::State::Failed) {
        showMessage(m_model->problem(), tr("&Try Again"), &LogPage::tryAgain);
        return;
    }
    if (m_model->rowCount() == 0) {
        showEmptyState();
        return;
    }
    showTable();
    if (!m_table->currentIndex().isValid())
        m_table->selectRow(0);
}

void LogPage::showMessage(const QString& text, const QString& button, void (LogPage::*act)())
{
    m_message->setText(text);
    m_messageButton->setText(button);
    m_messageAction = act;
    m_stack->setCurrentIndex(1);
    m_detail->hide();
    showCurrent();
}

void LogPage::showTable()
{
    m_stack->setCurrentIndex(0);
    m_detail->show();
}

void LogPage::showEmptyState()
{
    const LogFilter& filter = m_model->filter();
    const QString period = periodText(filter);
    LogFilter unfiltered = filter;
    unfiltered.period = Period();
    unfiltered.between.reset();
    const bool plain = unfiltered == LogFilter{{}, Period(), {}, {}, {}, OutcomeFilter::Refused};
    if (plain)
        showMessage(tr("Nothing was refused %1.\nExplain a session shows what would happen to a message.")
                        .arg(period),
                    tr("E&xplain a Session…"), &LogPage::explainSession);
    else if (filter.search.trimmed().isEmpty())
        showMessage(tr("Nothing of this kind %1.").arg(period), tr("Sho&w Everything"),
                    &LogPage::searchEverything);
    else
        showMessage(tr("Nothing found for “%1” %2.").arg(quoted(filter.search), period),
                    tr("Sea&rch Everything"), &LogPage::searchEverything);
}

void LogPage::showCurrent()
{
    enableCommands();
    const model::Event* current =
        m_stack->currentIndex() == 0 ? m_model->event(m_table->currentIndex()) : nullptr;
    if (current == nullptr) {
        m_shown = 0;
        m_pin = 0;
        m_detail->showNothing({});
        return;
    }
    m_shown = current->id;
    // Not on the log's lane, where a long search may be under way.
    m_console.store().run(
        this, [id = m_shown](store::Store& store) { return readDecision(store, id); },
        [this, id = m_shown](const Result<Decision>& decision) {
            if (id != m_shown)
                return;
            m_pin = decision && decision->pin ? decision->pin->id : 0;
            if (!decision)
                m_detail->showNothing(translate(decision.error()));
            else if (!decision->event)
                m_detail->showNothing(tr("The log does not hold this decision any more."));
            else
                m_detail->explain(*decision->event, decision->pin);
            enableCommands();
        });
}

void LogPage::holdPosition(int first, int last)
{
    showTable();
    if (!m_table->currentIndex().isValid()) // the list was empty
        m_table->selectRow(first);
    QScrollBar* bar = m_table->verticalScrollBar();
    if (first == 0 && bar->value() > 0) // who reads further down goes on reading
        bar->setValue(bar->value() + last - first + 1);
}

void LogPage::enableCommands()
{
    const model::Event* event = m_model->event(m_table->currentIndex());
    const auto enable = [this](const char* name, bool enabled) {
        findChild<QAction*>(QString::fromLatin1(name))->setEnabled(enabled);
    };
    enable("copyRow", event != nullptr);
    enable("copyReference", event != nullptr && !event->reference.empty());
    enable("explainSession", event != nullptr);
    const auto& decided = m_detail->event();
    enable("pin", m_pin == 0 && event != nullptr && decided && decided->id == event->id &&
                      preview::pinOf(*decided, m_console.live().overview().configuration));
    enable("unpin", event != nullptr && m_pin != 0);
    enable("narrowToClient", event != nullptr && !event->client.empty());
    enable("narrowToSender", event != nullptr && !event->sender.empty());
    enable("narrowToRecipient", event != nullptr && !event->recipient.empty());
}

void LogPage::copyRow()
{
    const QModelIndex current = m_table->currentIndex();
    QStringList cells;
    for (int column = 0; column < m_model->columnCount(); ++column)
        cells << current.siblingAtColumn(column).data().toString();
    if (const model::Event* event = m_model->event(current); event != nullptr && !event->reply.empty())
        cells << qt(event->reply);
    QApplication::clipboard()->setText(cells.join(u'\t'));
}

void LogPage::copyReference()
{
    if (const model::Event* event = m_model->event(m_table->currentIndex()))
        QApplication::clipboard()->setText(qt(event->reference));
}

void LogPage::explainSession()
{
    const model::Event* event =
        m_stack->currentIndex() == 0 ? m_model->event(m_table->currentIndex()) : nullptr;
    m_console.explain(event != nullptr ? event->service : m_bar->filter().service,
                      m_detail->facts().value_or(policy::Facts()));
}

void LogPage::pin()
{
    auto pin = preview::pinOf(*m_detail->event(), m_console.live().overview().configuration);
    if (!pin)
        return;
    auto* dialog = new PinDialog(*pin, qt(m_detail->event()->service), window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        model::Pin chosen = dialog->pin();
        chosen.author = bytes(m_console.store().author());
        chosen.created = SystemClock().now();
        m_console.store().run(
            this, [chosen](store::Store& store) { return store.addPin(chosen); },
            [this](const Result<model::Id>& added) {
                if (!added)
                    m_console.prompter().tell(this, tr("Pin This Message"), tr("The message is not pinned."),
                                              translate(added.error()));
                showCurrent();
            });
    });
    dialog->open();
}

void LogPage::unpin()
{
    m_console.store().run(
        this, [id = m_pin](store::Store& store) { return store.removePin(id); },
        [this](const Result<bool>& removed) {
            if (!removed)
                m_console.prompter().tell(this, tr("Unpin"), tr("The pin cannot be removed."),
                                          translate(removed.error()));
            showCurrent();
        });
}

void LogPage::narrowTo(const std::string& text)
{
    LogFilter filter = m_bar->filter();
    filter.search = qt(text);
    m_bar->setFilter(filter);
}

void LogPage::narrowToClient()
{
    if (const model::Event* event = m_model->event(m_table->currentIndex()))
        narrowTo(event->client);
}

void LogPage::narrowToSender()
{
    if (const model::Event* event = m_model->event(m_table->currentIndex()))
        narrowTo(event->sender);
}

void LogPage::narrowToRecipient()
{
    if (const model::Event* event = m_model->event(m_table->currentIndex()))
        narrowTo(event->recipient);
}

} // namespace postern::ui
