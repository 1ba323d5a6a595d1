// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/statistics/statistics_page.h"

#include "ui/data/store_client.h"
#include "ui/forms/prompter.h"
#include "ui/lists/background.h"
#include "ui/shell/console.h"
#include "ui/statistics/statistics_chart.h"
#include "ui/text/translate.h"
#include "ui/widgets/icons.h"

#include <QAction>
#include <QComboBox>
#include <QDate>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QSaveFile>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace postern::ui {

using namespace std::chrono_literals;

namespace {

constexpr auto pause = 5s; // between two readings while the log grows
constexpr int nameColumn = 0;
constexpr int refusedColumn = 1;
constexpr int acceptedColumn = 2;
const auto splitterKey = QStringLiteral("statistics/splitter");

template <class Enum>
Enum choiceOf(const QComboBox& box)
{
    return Enum(box.currentData().toInt());
}

// What a bar of this colour is.
QIcon square(const QColor& color)
{
    constexpr int side = 32;
    constexpr int margin = 7;
    QPixmap pixmap(side, side);
    pixmap.fill(Qt::transparent);
    QPainter(&pixmap).fillRect(QRect(0, 0, side, side).adjusted(margin, margin, -margin, -margin), color);
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected); // not tinted where it is selected
    return icon;
}

// Numbers are sorted as such.
class Row : public QTreeWidgetItem {
public:
    Row(QTreeWidget* table, const StatisticsRow& row, int index)
        : QTreeWidgetItem(table)
    {
        setText(nameColumn, row.name);
        setData(nameColumn, Qt::UserRole, index);
        setToolTip(nameColumn, row.name);
        setIcon(nameColumn, square(row.color));
        setNumber(refusedColumn, row.refused);
        setNumber(acceptedColumn, row.accepted);
    }
    bool operator<(const QTreeWidgetItem& other) const override
    {
        const int column = treeWidget()->sortColumn();
        if (column == nameColumn)
            return QString::localeAwareCompare(text(column), other.text(column)) < 0;
        return data(column, Qt::UserRole).toLongLong() < other.data(column, Qt::UserRole).toLongLong();
    }

private:
    void setNumber(int column, std::int64_t number)
    {
        setText(column, QLocale().toString(qlonglong(number)));
        setData(column, Qt::UserRole, qlonglong(number));
        setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
};

} // namespace

StatisticsPage::StatisticsPage(Console& console, QWidget* parent)
    : ConsolePage(parent)
    , m_console(console)
    , m_sum(new QLabel)
    , m_stack(new QStackedWidget)
    , m_splitter(new QSplitter(Qt::Horizontal))
    , m_chart(new StatisticsChart)
    , m_table(new QTreeWidget)
    , m_message(new QLabel)
    , m_messageButton(new QPushButton)
{
    setObjectName(QStringLiteral("statisticsPage"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    makeChoices();
    m_stack->addWidget(makeContent());
    m_stack->addWidget(makeMessage());
    layout->addWidget(m_stack, 1);
    auto* buttons = new QHBoxLayout;
    m_sum->setObjectName(QStringLiteral("sum"));
    m_sum->setTextFormat(Qt::PlainText);
    buttons->addWidget(m_sum, 1);
    layout->addLayout(buttons);
    makeCommands();
    for (QAction* action : m_commands) {
        auto* button = new QPushButton(action->icon(), action->text());
        button->setObjectName(action->objectName() + QStringLiteral("Button"));
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::changed, button,
                [action, button] { button->setEnabled(action->isEnabled()); });
        buttons->addWidget(button);
    }
    m_table->addActions(m_commands);
    enableCommands();
    m_pause.setSingleShot(true);
    connect(&m_pause, &QTimer::timeout, this, [this] {
        if (m_stale)
            readNow();
    });
    connect(&console.store(), &StoreClient::changed, this, &StatisticsPage::refresh);
    connect(m_chart, &StatisticsChart::barChosen, this, &StatisticsPage::openBar);
    connect(m_table, &QTreeWidget::itemActivated, this, &StatisticsPage::openRow);
    connect(m_table, &QTreeWidget::itemSelectionChanged, this, &StatisticsPage::enableCommands);
    showMessage(tr("Reading…"), {}, nullptr);
}

StatisticsPage::~StatisticsPage()
{
    QSettings().setValue(splitterKey, m_splitter->saveState());
}

QComboBox* StatisticsPage::addBox(const char* name, const QString& label)
{
    auto* box = new QComboBox;
    box->setObjectName(QString::fromLatin1(name));
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    auto* text = new QLabel(label);
    text->setBuddy(box);
    auto* row = static_cast<QHBoxLayout*>(static_cast<QVBoxLayout*>(layout())->itemAt(0)->layout());
    row->addWidget(text);
    row->addWidget(box);
    return box;
}

void StatisticsPage::makeChoices()
{
    auto* row = new QHBoxLayout;
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
    m_period = addBox("period", tr("&Period:"));
    m_period->addItem(tr("24 hours"), int(StatisticsPeriod::Day));
    m_period->addItem(tr("7 days"), int(StatisticsPeriod::Week));
    m_period->addItem(tr("30 days"), int(StatisticsPeriod::Month));
    m_period->addItem(tr("All"), int(StatisticsPeriod::All));
    m_group = addBox("group", tr("B&y:"));
    m_group->addItem(tr("Outcome"), int(StatisticsGroup::Outcome));
    m_group->addItem(tr("Check"), int(StatisticsGroup::Check));
    m_group->addItem(tr("Service"), int(StatisticsGroup::Service));
    m_group->addItem(tr("Client network"), int(StatisticsGroup::Network));
    m_group->addItem(tr("Sender's domain"), int(StatisticsGroup::SenderDomain));
    m_shown = addBox("shown", tr("Sho&w:"));
    m_shown->addItem(tr("Refused"), false);
    m_shown->addItem(tr("Accepted"), true);
    row->addStretch(1);
    for (QComboBox* box : {m_period, m_group, m_shown})
        connect(box, &QComboBox::currentIndexChanged, this, &StatisticsPage::choose);
    m_shown->setEnabled(false); // outcomes are all shown
}

QWidget* StatisticsPage::makeContent()
{
    m_table->setObjectName(QStringLiteral("top"));
    m_table->setAccessibleName(tr("Sums, the most first"));
    m_table->setHeaderLabels({tr("Name"), tr("Refused"), tr("Accepted")});
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAlternatingRowColors(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->setSortingEnabled(true);
    QHeaderView* header = m_table->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(nameColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(refusedColumn, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(acceptedColumn, QHeaderView::ResizeToContents);
    m_table->headerItem()->setTextAlignment(refusedColumn, Qt::AlignRight | Qt::AlignVCenter);
    m_table->headerItem()->setTextAlignment(acceptedColumn, Qt::AlignRight | Qt::AlignVCenter);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_chart);
    m_splitter->addWidget(m_table);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({460, 340});
    m_splitter->restoreState(QSettings().value(splitterKey).toByteArray());
    return m_splitter;
}

QWidget* StatisticsPage::makeMessage()
{
    auto* widget = new QWidget;
    m_message->setObjectName(QStringLiteral("message"));
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setWordWrap(true);
    m_message->setTextFormat(Qt::PlainText);
    m_messageButton->setObjectName(QStringLiteral("messageButton"));
    connect(m_messageButton, &QPushButton::clicked, this, [this] { (this->*m_messageAction)(); });
    auto* column = new QVBoxLayout(widget);
    column->addStretch();
    column->addWidget(m_message);
    column->addWidget(m_messageButton, 0, Qt::AlignCenter);
    column->addStretch();
    return widget;
}

QAction* StatisticsPage::addCommand(const char* name, const QString& text, const char* iconName,
                                    void (StatisticsPage::*act)())
{
    auto* action = new QAction(icon(iconName), text, this);
    action->setObjectName(QString::fromLatin1(name));
    connect(action, &QAction::triggered, this, act);
    m_commands << action;
    return action;
}

void StatisticsPage::makeCommands()
{
    addCommand("showInLog", tr("Show in the Lo&g"), "mail-mark-junk", &StatisticsPage::openRow);
    addCommand("exportPicture", tr("Export P&icture…"), "document-save-as", &StatisticsPage::exportPicture);
    addCommand("exportTable", tr("Export &CSV…"), "document-save-as", &StatisticsPage::exportTable);
}

QString StatisticsPage::title() const
{
    return tr("Statistics");
}

StatisticsChoice StatisticsPage::choice() const
{
    StatisticsChoice choice;
    choice.period = choiceOf<StatisticsPeriod>(*m_period);
    choice.group = choiceOf<StatisticsGroup>(*m_group);
    choice.accepted = choice.group != StatisticsGroup::Outcome && m_shown->currentData().toBool();
    return choice;
}

void StatisticsPage::activate()
{
    m_active = true;
    readNow();
}

void StatisticsPage::deactivate()
{
    m_active = false;
}

void StatisticsPage::choose()
{
    m_shown->setEnabled(choiceOf<StatisticsGroup>(*m_group) != StatisticsGroup::Outcome);
    if (m_active)
        readNow();
}

void StatisticsPage::refresh()
{
    m_stale = true;
    if (m_active && !m_busy && !m_pause.isActive())
        readNow();
}

// By the lane of the log: a search may be under way there, and sums may take their time.
void StatisticsPage::readNow()
{
    m_stale = false;
    m_busy = true;
    const auto read = [choice = choice()](store::Store& store) -> Result<StatisticsReading> {
        StatisticsReading reading;
        reading.choice = choice;
        const auto begin = store.countedSince();
        if (!begin)
            return failFrom(begin);
        reading.begin = *begin;
        reading.spans = spansOf(choice.period, SystemClock().now(), *begin);
        auto statistics = store.statistics(queryFor(choice, reading.spans));
        if (!statistics)
            return failFrom(statistics);
        reading.statistics = std::move(*statistics);
        return reading;
    };
    m_console.store().run(
        StoreClient::Lane::Log, this, read, [this, number = ++m_asked](Result<StatisticsReading> reading) {
            if (number != m_asked)
                return;
            m_busy = false;
            m_pause.start(pause);
            if (reading)
                take(std::move(*reading));
            else
                showMessage(translate(reading.error()), tr("&Try Again"), &StatisticsPage::readNow);
        });
}

void StatisticsPage::take(StatisticsReading reading)
{
    m_reading = std::move(reading);
    m_lines = linesOf(*m_reading);
    m_rows = rowsOf(*m_reading);
    showReading();
}

void StatisticsPage::showReading()
{
    const store::EventCounts& sum = m_reading->statistics.sum;
    const bool nothing = sum.accepted + store::refused(sum) == 0;
    const bool nothingSuch = m_reading->choice.accepted ? sum.accepted == 0 : store::refused(sum) == 0;
    const QLocale locale;
    m_sum->setText(nothing ? QString()
                           : tr("%1 accepted, %2 refused, %3 deferred")
                                 .arg(locale.toString(qlonglong(sum.accepted)),
                                      locale.toString(qlonglong(sum.rejected)),
                                      locale.toString(qlonglong(sum.deferred))));
    if (!m_reading->begin)
        showMessage(tr("Nothing has been counted yet.\nCounting begins with the first message that a service "
                       "decides about; see whether one runs."),
                    tr("Show the Se&rvices"), &StatisticsPage::openServices);
    else if (nothing && m_reading->choice.period != StatisticsPeriod::All)
        showMessage(tr("Nothing was decided in this time."), tr("Show A&ll"), &StatisticsPage::showAll);
    else if (m_reading->choice.group != StatisticsGroup::Outcome && (nothingSuch || m_lines.empty()))
        showMessage(m_reading->choice.accepted ? tr("Nothing was accepted in this time.")
                                               : tr("Nothing was refused in this time."),
                    {}, nullptr);
    else {
        std::vector<StatisticsChart::Bars> bars;
        for (const StatisticsLine& line : m_lines)
            bars.push_back({line.name, line.color, line.values});
        m_chart->showBars(bars, m_reading->spans);
        m_chart->setAccessibleDescription(m_sum->text());
        showTable();
        m_stack->setCurrentIndex(0);
    }
    enableCommands();
}

void StatisticsPage::showTable()
{
    const QTreeWidgetItem* current = m_table->selectedItems().value(0);
    const QString selected = current != nullptr ? current->text(nameColumn) : QString();
    const bool accepted = m_reading->choice.accepted;
    m_table->clear();
    m_table->setSortingEnabled(false);
    QTreeWidgetItem* again = nullptr;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        auto* row = new Row(m_table, m_rows[i], int(i));
        if (!selected.isEmpty() && row->text(nameColumn) == selected)
            again = row;
    }
    m_table->header()->setSortIndicator(accepted ? acceptedColumn : refusedColumn, Qt::DescendingOrder);
    m_table->setSortingEnabled(true);
    m_table->setCurrentItem(again);
}

void StatisticsPage::showMessage(const QString& text, const QString& button, void (StatisticsPage::*act)())
{
    m_message->setText(text);
    m_messageButton->setText(button);
    m_messageButton->setVisible(act != nullptr);
    m_messageAction = act;
    m_stack->setCurrentIndex(1);
}

void StatisticsPage::openBar(int series, int span)
{
    const auto at = std::size_t(span);
    if (!m_reading || std::size_t(series) >= m_lines.size() || at >= m_reading->spans.count())
        return;
    if (auto filter = m_lines[std::size_t(series)].filter) {
        filter->between = TimeSpan{m_reading->spans.edges[at], m_reading->spans.edges[at + 1]};
        m_console.showLog(*filter);
    }
}

void StatisticsPage::openRow()
{
    const QTreeWidgetItem* row = m_table->selectedItems().value(0);
    if (row == nullptr)
        return;
    const auto index = std::size_t(row->data(nameColumn, Qt::UserRole).toInt());
    if (index < m_rows.size() && m_rows[index].filter)
        m_console.showLog(*m_rows[index].filter);
}

void StatisticsPage::openServices()
{
    Place place;
    place.page = PageId::Services;
    m_console.open(place);
}

void StatisticsPage::showAll()
{
    m_period->setCurrentIndex(m_period->findData(int(StatisticsPeriod::All)));
}

void StatisticsPage::enableCommands()
{
    const bool shown = m_stack->currentIndex() == 0;
    m_commands[0]->setEnabled(shown && !m_table->selectedItems().isEmpty());
    m_commands[1]->setEnabled(shown);
    m_commands[2]->setEnabled(shown);
}

QString StatisticsPage::proposal(const char* suffix) const
{
    return tr("statistics", "name of a file") + u'-' + QDate::currentDate().toString(Qt::ISODate) +
           QLatin1String(suffix);
}

void StatisticsPage::exportPicture()
{
    const QString file =
        m_console.prompter().saveFile(this, tr("Export the Chart"), proposal(".png"), tr("Pictures (*.png)"));
    if (file.isEmpty())
        return;
    // With the table, which says what the colours are. A pixmap is the GUI thread's.
    const QImage image = m_splitter->grab().toImage();
    save(file, [image](const QString& name) {
        QSaveFile output(name);
        return output.open(QIODevice::WriteOnly) && image.save(&output, "PNG") && output.commit();
    });
}

void StatisticsPage::exportTable()
{
    if (!m_reading)
        return;
    const QString file =
        m_console.prompter().saveFile(this, tr("Export the Counts"), proposal(".csv"), tr("Tables (*.csv)"));
    if (file.isEmpty())
        return;
    save(file, [text = csvOf(*m_reading).toUtf8()](const QString& name) {
        QSaveFile output(name);
        return output.open(QIODevice::WriteOnly) && output.write(text) == text.size() && output.commit();
    });
}

void StatisticsPage::save(const QString& file, std::function<bool(const QString& file)> write)
{
    inBackground(
        this, [file, write = std::move(write)] { return write(file); },
        [this, file](bool written) {
            if (!written)
                m_console.prompter().tell(this, title(), tr("%1 cannot be written.").arg(file),
                                          tr("Check the folder, its permissions and the room on the disk."));
        });
}

} // namespace postern::ui
