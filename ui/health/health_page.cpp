// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/health/health_page.h"

#include "ui/data/connection_tester.h"
#include "ui/shell/console.h"
#include "ui/text/phrase.h"
#include "ui/text/translate.h"
#include "ui/widgets/icons.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace postern::ui {

namespace {

using model::HealthState;

constexpr int stateColumn = 0;
constexpr int whatColumn = 1;
constexpr int findingColumn = 2;
constexpr int wayColumn = 3;

QString stateText(HealthState state)
{
    switch (state) {
    case HealthState::Ok:
        return HealthPage::tr("well");
    case HealthState::Warning:
        return HealthPage::tr("look at it");
    case HealthState::Wrong:
        return HealthPage::tr("wrong");
    case HealthState::Unknown:
        return HealthPage::tr("not known");
    }
    return {};
}

ServiceState::Kind markOf(HealthState state)
{
    switch (state) {
    case HealthState::Ok:
        return ServiceState::Kind::Running;
    case HealthState::Warning:
        return ServiceState::Kind::NoEngine;
    case HealthState::Wrong:
        return ServiceState::Kind::Failed;
    case HealthState::Unknown:
        break;
    }
    return ServiceState::Kind::Stopped;
}

QString whatText(const model::HealthFinding& finding)
{
    const QString topic = translate(titleOf(finding.topic));
    return finding.subject.empty()
               ? topic
               : HealthPage::tr("%1: %2", "what is looked at, which one").arg(topic, qt(finding.subject));
}

QString foundText(const model::HealthFinding& finding)
{
    const QString text = translate(finding.text);
    return finding.advice.empty() ? text : text + u'\n' + translate(finding.advice);
}

} // namespace

HealthPage::HealthPage(Console& console, QWidget* parent)
    : ConsolePage(parent)
    , m_console(console)
    , m_mark(new QLabel)
    , m_summary(new QLabel)
    , m_onlyIll(new QCheckBox(tr("O&nly what is not well")))
    , m_busy(new QProgressBar)
    , m_table(new QTableWidget)
{
    setObjectName(QStringLiteral("healthPage"));
    m_summary->setObjectName(QStringLiteral("summary"));
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setWordWrap(true);
    m_onlyIll->setObjectName(QStringLiteral("onlyIll"));
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_busy->setAccessibleName(tr("The check runs"));
    QSizePolicy kept = m_busy->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    m_busy->setSizePolicy(kept);
    m_busy->hide();
    makeTable();
    makeCommands();
    auto* top = new QHBoxLayout;
    top->addWidget(m_mark);
    top->addWidget(m_summary, 1);
    top->addWidget(m_onlyIll);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_busy, 1);
    for (QAction* action : m_commands) {
        auto* button = new QPushButton(action->icon(), action->text());
        button->setObjectName(action->objectName() + QStringLiteral("Button"));
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::changed, button,
                [action, button] { button->setEnabled(action->isEnabled()); });
        buttons->addWidget(button);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(top);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    connect(m_onlyIll, &QCheckBox::toggled, this, &HealthPage::hideWell);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &HealthPage::enableCommands);
    connect(m_table, &QTableWidget::itemActivated, this, &HealthPage::openCurrent);
    enableCommands();
}

void HealthPage::makeTable()
{
    m_table->setObjectName(QStringLiteral("findings"));
    m_table->setAccessibleName(tr("What was looked at"));
    m_table->setColumnCount(4);
    m_table->setHorizontalHeaderLabels({tr("State"), tr("What"), tr("What was found"), QString()});
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setShowGrid(false);
    m_table->setWordWrap(true);
    m_table->setAlternatingRowColors(true);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->verticalHeader()->hide();
    QHeaderView* header = m_table->horizontalHeader();
    header->setHighlightSections(false);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(whatColumn, QHeaderView::Interactive);
    header->resizeSection(whatColumn, fontMetrics().averageCharWidth() * 32);
    header->setSectionResizeMode(findingColumn, QHeaderView::Stretch);
    connect(header, &QHeaderView::sectionResized, this, &HealthPage::fitRows);
}

QAction* HealthPage::addCommand(const char* name, const QString& text, const char* iconName,
                                void (HealthPage::*act)())
{
    auto* action = new QAction(icon(iconName), text, this);
    action->setObjectName(QString::fromLatin1(name));
    connect(action, &QAction::triggered, this, act);
    m_commands << action;
    m_table->addAction(action);
    return action;
}

void HealthPage::makeCommands()
{
    addCommand("openSetting", tr("Go to the Settin&g"), "configure", &HealthPage::openCurrent);
    QAction* copied = addCommand("copyReport", tr("Cop&y"), "edit-copy", &HealthPage::copy);
    copied->setShortcut(QKeySequence::Copy);
    copied->setShortcutContext(Qt::WidgetShortcut);
    addCommand("stopLook", tr("Sto&p"), "media-playback-stop", &HealthPage::stop);
    addCommand("checkAgain", tr("Chec&k Again"), "view-refresh", &HealthPage::start);
}

QString HealthPage::title() const
{
    return tr("Health check");
}

void HealthPage::activate()
{
    if (!m_begun)
        start();
}

void HealthPage::start()
{
    m_begun = true;
    m_trouble.clear();
    m_findings.clear();
    m_table->setRowCount(0);
    delete m_look;
    m_look = m_console.tester().lookAtHealth(this);
    connect(m_look, &HealthLook::found, this, &HealthPage::take);
    connect(m_look, &HealthLook::done, this, [this] { end({}); });
    connect(m_look, &HealthLook::failed, this, [this](const Error& why) { end(translate(why)); });
    m_busy->show();
    showSummary();
    enableCommands();
}

void HealthPage::stop()
{
    end(tr("The check was stopped."));
}

void HealthPage::end(const QString& trouble)
{
    if (m_look != nullptr) {
        m_look->disconnect(this);
        m_look->deleteLater(); // it may be what tells this
        m_look = nullptr;
    }
    m_trouble = trouble;
    m_busy->hide();
    showSummary();
    enableCommands();
}

// In the order of the topics, whatever comes first.
void HealthPage::take(const model::HealthFinding& finding)
{
    const auto place = std::upper_bound(m_findings.begin(), m_findings.end(), finding,
                                        [](const auto& a, const auto& b) { return a.topic < b.topic; });
    const int row = int(place - m_findings.begin());
    m_findings.insert(place, finding);
    m_table->insertRow(row);
    showRow(row);
    m_table->setRowHidden(row, m_onlyIll->isChecked() && finding.state == HealthState::Ok);
    fitRows();
    showSummary();
    enableCommands();
}

void HealthPage::showRow(int row)
{
    const model::HealthFinding& finding = m_findings[std::size_t(row)];
    const QString texts[] = {stateText(finding.state), whatText(finding), foundText(finding)};
    for (int column = stateColumn; column < wayColumn; ++column) {
        auto* item = new QTableWidgetItem(texts[column]);
        item->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        m_table->setItem(row, column, item);
    }
    m_table->item(row, stateColumn)->setIcon(stateIcon(markOf(finding.state)));
    m_table->setItem(row, wayColumn, new QTableWidgetItem);
    if (finding.place.empty())
        return;
    auto* way = new QPushButton(tr("Open…"));
    way->setObjectName(QStringLiteral("way"));
    way->setAccessibleName(tr("Open: %1", "where it is put right").arg(texts[whatColumn]));
    connect(way, &QPushButton::clicked, this,
            [this, place = finding.place] { m_console.open(placeOf(place)); });
    auto* cell = new QWidget; // a button as high as the row would be a slab
    auto* layout = new QHBoxLayout(cell);
    layout->setContentsMargins(4, 2, 4, 2);
    layout->addWidget(way);
    m_table->setCellWidget(row, wayColumn, cell);
}

void HealthPage::showSummary()
{
    const auto count = [this](HealthState state) {
        return int(std::count_if(m_findings.begin(), m_findings.end(),
                                 [state](const auto& each) { return each.state == state; }));
    };
    const int wrong = count(HealthState::Wrong);
    const int warnings = count(HealthState::Warning);
    QStringList parts;
    if (m_look != nullptr)
        parts << tr("The check runs …");
    if (!m_trouble.isEmpty())
        parts << m_trouble;
    if (wrong > 0)
        parts << tr("%n thing(s) are wrong.", nullptr, wrong);
    if (warnings > 0)
        parts << tr("%n thing(s) should be looked at.", nullptr, warnings);
    if (m_look == nullptr && wrong + warnings == 0 && !m_findings.empty() && m_trouble.isEmpty())
        parts << tr("Everything is well, as far as can be seen from here.");
    m_summary->setText(parts.join(u' '));
    const HealthState worst = wrong > 0                                  ? HealthState::Wrong
                              : warnings > 0                             ? HealthState::Warning
                              : m_look == nullptr && m_trouble.isEmpty() ? HealthState::Ok
                                                                         : HealthState::Unknown;
    const int size = style()->pixelMetric(QStyle::PM_SmallIconSize);
    m_mark->setPixmap(stateIcon(markOf(worst)).pixmap(QSize(size, size), devicePixelRatioF()));
}

void HealthPage::hideWell()
{
    for (int row = 0; row < m_table->rowCount(); ++row)
        m_table->setRowHidden(row, m_onlyIll->isChecked() &&
                                       m_findings[std::size_t(row)].state == HealthState::Ok);
    fitRows();
}

void HealthPage::fitRows()
{
    constexpr int air = 6;
    m_table->resizeRowsToContents();
    for (int row = 0; row < m_table->rowCount(); ++row)
        m_table->setRowHeight(row, m_table->rowHeight(row) + air);
}

void HealthPage::resizeEvent(QResizeEvent* event)
{
    ConsolePage::resizeEvent(event);
    fitRows();
}

void HealthPage::openCurrent()
{
    const int row = m_table->currentRow();
    if (row >= 0 && row < int(m_findings.size()) && !m_findings[std::size_t(row)].place.empty())
        m_console.open(placeOf(m_findings[std::size_t(row)].place));
}

QString HealthPage::report() const
{
    QStringList lines{m_summary->text()};
    for (const model::HealthFinding& finding : m_findings)
        lines << QStringList{stateText(finding.state), whatText(finding),
                             foundText(finding).replace(u'\n', u' ')}
                     .join(u'\t');
    return lines.join(u'\n');
}

void HealthPage::copy()
{
    QGuiApplication::clipboard()->setText(report());
}

void HealthPage::enableCommands()
{
    const int row = m_table->selectedItems().isEmpty() ? -1 : m_table->currentRow();
    const bool leads =
        row >= 0 && row < int(m_findings.size()) && !m_findings[std::size_t(row)].place.empty();
    m_commands[0]->setEnabled(leads);
    m_commands[1]->setEnabled(!m_findings.empty());
    m_commands[2]->setEnabled(m_look != nullptr);
    m_commands[3]->setEnabled(m_look == nullptr);
}

Place placeOf(const model::HealthPlace& from)
{
    using View = model::HealthPlace::View;
    Place place;
    place.service = from.service;
    place.tab = from.tab;
    switch (from.view) {
    case View::Services:
        place.page = PageId::Services;
        break;
    case View::Domains:
        place.page = PageId::Domains;
        break;
    case View::Mailboxes:
        place.page = PageId::Mailboxes;
        break;
    case View::Backup:
        place.backUp = true;
        break;
    case View::None:
        break;
    }
    return place;
}

} // namespace postern::ui
