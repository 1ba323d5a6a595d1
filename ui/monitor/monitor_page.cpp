// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/monitor/monitor_page.h"

#include "ui/data/live_status.h"
#include "ui/data/store_client.h"
#include "ui/forms/prompter.h"
#include "ui/monitor/live_table_model.h"
#include "ui/shell/console.h"
#include "ui/text/translate.h"
#include "ui/widgets/icons.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::ui {

using namespace std::chrono_literals;

namespace {

constexpr auto pause = 500ms; // an engine writes every second; a flood of changes must not keep us reading

} // namespace

// What the user typed, and what the page accepts.
class MonitorPage::Filter : public QSortFilterProxyModel {
public:
    explicit Filter(MonitorPage& page)
        : QSortFilterProxyModel(&page)
        , m_page(page)
    {
        setSortRole(RecordTableModel<LiveRow>::SortRole);
        setSortCaseSensitivity(Qt::CaseInsensitive);
    }

    void setWords(const QString& typed)
    {
        m_words = typed.toLower().split(u' ', Qt::SkipEmptyParts);
        invalidateFilter();
    }
    bool hasWords() const { return !m_words.isEmpty(); }
    void filterAgain() { invalidateFilter(); }

protected:
    bool filterAcceptsRow(int row, const QModelIndex&) const override
    {
        const QString& words = m_page.m_rows->liveRow(row).words;
        return m_page.accepts(row) && std::all_of(m_words.begin(), m_words.end(),
                                                  [&](const QString& each) { return words.contains(each); });
    }

private:
    MonitorPage& m_page;
    QStringList m_words;
};

MonitorPage::MonitorPage(Console& console, const Texts& texts, QWidget* parent)
    : ConsolePage(parent)
    , m_console(console)
    , m_name(texts.name)
    , m_filtered(new Filter(*this))
    , m_words(new QLineEdit)
    , m_bar(new QHBoxLayout)
    , m_stack(new QStackedWidget)
    , m_table(new QTreeView)
    , m_message(new QLabel)
    , m_clear(new QPushButton(tr("Clear the F&ilter")))
    , m_splitter(new QSplitter(Qt::Vertical))
    , m_count(new QLabel)
    , m_buttons(new QHBoxLayout)
{
    setObjectName(m_name + QStringLiteral("Page"));
    m_words->setObjectName(QStringLiteral("filter"));
    m_words->setAccessibleName(tr("Filter"));
    m_words->setPlaceholderText(texts.filter);
    m_words->setClearButtonEnabled(true);
    m_bar->addWidget(m_words, 1);
    makeTable(texts);
    m_stack->addWidget(m_table);
    m_stack->addWidget(makeMessage());
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_stack);
    m_count->setObjectName(QStringLiteral("count"));
    m_count->setWordWrap(true);
    m_count->setTextFormat(Qt::PlainText);
    m_buttons->addWidget(m_count, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(m_bar);
    layout->addWidget(m_splitter, 1);
    layout->addLayout(m_buttons);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    m_clock.setInterval(1s);
    connect(m_words, &QLineEdit::textChanged, this, [this](const QString& typed) {
        m_filtered->setWords(typed);
        update();
    });
    connect(&m_pause, &QTimer::timeout, this, &MonitorPage::readNow);
    connect(&m_clock, &QTimer::timeout, this, [this] { tick(); });
    connect(&console.store(), &StoreClient::changed, this, &MonitorPage::refresh);
    connect(&console.live(), &LiveStatus::changed, this, &MonitorPage::update);
}

MonitorPage::~MonitorPage()
{
    QSettings settings;
    settings.setValue(m_name + QStringLiteral("/columns"), m_table->header()->saveState());
    if (m_splitter->count() > 1)
        settings.setValue(m_name + QStringLiteral("/splitter"), m_splitter->saveState());
    m_table->setModel(nullptr); // nothing is filtered any more by what goes first
}

void MonitorPage::makeTable(const Texts& texts)
{
    m_table->setObjectName(QStringLiteral("list"));
    m_table->setAccessibleName(texts.list);
    m_table->setRootIsDecorated(false);
    m_table->setAlternatingRowColors(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setUniformRowHeights(true);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->setSortingEnabled(true);
    auto* find = new QAction(this);
    find->setShortcut(QKeySequence::Find);
    find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QAction::triggered, this, [this] {
        m_words->setFocus(Qt::ShortcutFocusReason);
        m_words->selectAll();
    });
    addAction(find);
}

QWidget* MonitorPage::makeMessage()
{
    auto* widget = new QWidget;
    m_message->setObjectName(QStringLiteral("message"));
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_message->setText(tr("Reading…"));
    m_clear->setObjectName(QStringLiteral("clearFilter"));
    m_clear->hide();
    connect(m_clear, &QPushButton::clicked, this, [this] { clearFilter(); });
    auto* layout = new QVBoxLayout(widget);
    layout->addStretch();
    layout->addWidget(m_message);
    layout->addWidget(m_clear, 0, Qt::AlignCenter);
    layout->addStretch();
    m_stack->setCurrentIndex(0);
    return widget;
}

void MonitorPage::setList(QAbstractItemModel* model, const LiveRows* rows, std::span<const int> letters,
                          int sortedBy)
{
    m_rows = rows;
    m_filtered->setSourceModel(model);
    m_table->setModel(m_filtered);
    QHeaderView* header = m_table->header();
    const int letter = m_table->fontMetrics().averageCharWidth();
    for (int column = 0; column < int(letters.size()); ++column)
        header->resizeSection(
            column, std::max(letters[std::size_t(column)] * letter, header->sectionSizeHint(column)));
    m_table->sortByColumn(sortedBy, Qt::AscendingOrder);
    header->restoreState(QSettings().value(m_name + QStringLiteral("/columns")).toByteArray());
    m_splitter->restoreState(QSettings().value(m_name + QStringLiteral("/splitter")).toByteArray());
    makeCommonCommands();
    m_table->addActions(m_commands);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { enableCommands(); });
    update();
}

void MonitorPage::makeCommonCommands()
{
    addSeparator();
    QAction* all = addCommand("selectAll", tr("Select &All"), "edit-select-all", false);
    all->setShortcut(QKeySequence::SelectAll);
    connect(all, &QAction::triggered, m_table, &QAbstractItemView::selectAll);
    QAction* copy = addCommand("copyRows", tr("&Copy"), "edit-copy", false);
    copy->setShortcut(QKeySequence::Copy);
    connect(copy, &QAction::triggered, this, &MonitorPage::copyRows);
}

QAction* MonitorPage::addCommand(const char* name, const QString& text, const char* iconName, bool button)
{
    auto* action = new QAction(icon(iconName), text, this);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcutContext(Qt::WidgetShortcut); // of the table
    m_commands << action;
    if (!button)
        return action;
    auto* widget = new QPushButton(action->icon(), text);
    widget->setObjectName(action->objectName() + QStringLiteral("Button"));
    const auto follow = [action, widget] {
        widget->setEnabled(action->isEnabled());
        widget->setToolTip(action->isEnabled() ? QString() : action->statusTip());
    };
    follow();
    connect(action, &QAction::changed, widget, follow);
    connect(widget, &QPushButton::clicked, action, &QAction::trigger);
    m_buttons->addWidget(widget);
    return action;
}

void MonitorPage::addSeparator()
{
    auto* line = new QAction(this);
    line->setSeparator(true);
    m_commands << line;
}

void MonitorPage::addDetail(QWidget* detail)
{
    m_splitter->addWidget(detail);
    m_splitter->setStretchFactor(0, 1);
}

void MonitorPage::activate()
{
    m_active = true;
    m_clock.start();
    refresh();
}

void MonitorPage::deactivate()
{
    m_active = false;
    m_clock.stop();
}

void MonitorPage::refresh()
{
    m_stale = true;
    if (m_active && !m_reading && !m_pause.isActive())
        readNow();
}

void MonitorPage::readNow()
{
    if (!m_active || !m_stale)
        return;
    m_stale = false;
    m_reading = true;
    read();
}

void MonitorPage::taken()
{
    m_problem.clear();
    m_read = true;
    m_reading = false;
    m_pause.start();
    update();
}

void MonitorPage::failed(const Error& error)
{
    m_problem = translate(error);
    m_reading = false;
    m_pause.start();
    update();
}

void MonitorPage::tick()
{
    m_table->viewport()->update(); // "in 5 min"
}

bool MonitorPage::accepts(int /*row*/) const
{
    return true;
}

bool MonitorPage::filtered() const
{
    return false;
}

void MonitorPage::clearFilter()
{
    m_words->clear();
}

void MonitorPage::filterAgain()
{
    m_filtered->filterAgain();
    update();
}

void MonitorPage::update()
{
    if (m_rows == nullptr)
        return;
    const int shown = m_filtered->rowCount();
    if (!m_problem.isEmpty())
        showMessage(m_problem, false);
    else if (!m_read)
        showMessage(tr("Reading…"), false);
    else if (m_filtered->sourceModel()->rowCount() == 0)
        showMessage(emptyText(), false);
    else if (shown == 0)
        showMessage(tr("Nothing here is like the filter."), m_filtered->hasWords() || filtered());
    else
        m_stack->setCurrentIndex(0);
    m_count->setText(m_read && m_problem.isEmpty() ? countText(shown) : QString());
    enableCommands();
}

void MonitorPage::showMessage(const QString& text, bool mayClear)
{
    m_message->setText(text);
    m_clear->setVisible(mayClear);
    m_stack->setCurrentIndex(1);
}

// What the filter hides is not selected, whatever was before.
std::vector<int> MonitorPage::selected() const
{
    std::vector<int> rows;
    if (m_table->selectionModel() == nullptr || m_stack->currentIndex() != 0)
        return rows;
    for (const QModelIndex& index : m_table->selectionModel()->selectedRows()) {
        if (const int row = m_filtered->mapToSource(index).row(); row >= 0)
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
}

MonitorPage::Position MonitorPage::position() const
{
    Position position;
    for (const int row : selected())
        position.selected.insert(m_rows->liveRow(row).key);
    position.scrolled = m_table->verticalScrollBar()->value();
    return position;
}

void MonitorPage::restore(const Position& position)
{
    QItemSelection selection;
    for (int row = 0; row < m_filtered->rowCount(); ++row) {
        const QModelIndex index = m_filtered->index(row, 0);
        if (position.selected.contains(m_rows->liveRow(m_filtered->mapToSource(index).row()).key))
            selection.select(index, index);
    }
    m_table->selectionModel()->select(selection,
                                      QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    m_table->verticalScrollBar()->setValue(position.scrolled);
}

void MonitorPage::order(std::string_view verb, const std::vector<std::string>& arguments)
{
    std::vector<store::Command> commands;
    for (const std::string& argument : arguments)
        commands.push_back(
            {0, std::string(verb), argument, bytes(m_console.store().author()), SystemClock().now()});
    const auto send = [commands = std::move(commands)](store::Store& store) -> Result<> {
        for (const store::Command& command : commands) {
            if (auto sent = store.sendCommand(command); !sent)
                return sent;
        }
        return {};
    };
    m_console.store().run(this, send, [this](const Result<>& sent) {
        if (!sent)
            m_console.prompter().tell(this, title(), tr("The engine cannot be told."),
                                      translate(sent.error()));
    });
}

void MonitorPage::copyRows()
{
    QStringList lines;
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end());
    for (const QModelIndex& row : rows) {
        QStringList cells;
        for (int column = 0; column < m_filtered->columnCount(); ++column)
            cells << row.siblingAtColumn(column).data().toString();
        lines << cells.join(u'\t');
    }
    QApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace postern::ui
