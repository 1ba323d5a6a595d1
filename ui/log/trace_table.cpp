// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/trace_table.h"

#include "policy/explain.h"
#include "ui/log/event_words.h"
#include "ui/log/setting_place.h"
#include "ui/text/translate.h"

#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>
#include <array>
#include <numeric>

namespace postern::ui {

namespace {

QIcon resultIcon(const policy::TraceRow& row)
{
    if (row.result == policy::CheckResult::Hit)
        return outcomeIcon(row.mode == model::CheckMode::Enforce ? model::Outcome::Rejected
                                                                 : model::Outcome::Deferred);
    if (row.result == policy::CheckResult::Pass || row.result == policy::CheckResult::Exempt)
        return outcomeIcon(model::Outcome::Accepted);
    return {};
}

} // namespace

TraceTable::TraceTable(QWidget* parent)
    : QTableWidget(parent)
{
    setObjectName(QStringLiteral("trace"));
    setAccessibleName(tr("All checks, in order"));
    setColumnCount(Setting + 1);
    setHorizontalHeaderLabels({tr("Check"), tr("Result"), tr("Mode"), tr("Evidence"), tr("Setting")});
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setWordWrap(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff); // all columns fit, see fitColumns()
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed); // by fitColumns()
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    connect(this, &QTableWidget::cellClicked, this, [this](int row, int column) {
        if (column == Setting)
            openRow(row);
    });
    connect(this, &QTableWidget::cellDoubleClicked, this, [this](int row, int column) {
        if (column != Setting) // its first click did it
            openRow(row);
    });
}

void TraceTable::showTrace(const std::string& service, policy::Trace trace, const std::string& deciding)
{
    m_service = service;
    m_trace = std::move(trace);
    setRowCount(0);
    for (const policy::TraceRow& row : m_trace)
        addRow(row, model::info(row.check).id == deciding);
    fitColumns();
}

void TraceTable::addRow(const policy::TraceRow& row, bool deciding)
{
    const int number = rowCount();
    insertRow(number);
    const QString texts[] = {translate(model::info(row.check).title), resultText(row.result),
                             modeText(row.mode), plainParagraph(policy::reasonInWords(row)), placeText(row)};
    for (int column = Check; column <= Setting; ++column) {
        auto* item = new QTableWidgetItem(texts[column]);
        item->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        QFont font = item->font();
        font.setBold(deciding && column != Evidence);
        font.setUnderline(column == Setting);
        item->setFont(font);
        setItem(number, column, item);
    }
    item(number, Result)->setIcon(resultIcon(row));
    item(number, Check)->setToolTip(qt(std::string(model::info(row.check).id)));
    item(number, Setting)->setForeground(palette().link());
    item(number, Setting)
        ->setToolTip(row.pattern.empty() ? tr("Opens the setting")
                                         : tr("Opens the entry %1").arg(qt(row.pattern)));
    if (deciding)
        selectRow(number);
}

void TraceTable::openRow(int row)
{
    if (row >= 0 && row < int(m_trace.size()))
        Q_EMIT placeWanted(placeOf(m_service, m_trace[std::size_t(row)]));
}

// As wide as their contents; but the evidence is what is read, and gets what it needs of half the width:
// where the others are too wide, the words of Check and Setting take several lines.
void TraceTable::fitColumns()
{
    std::array<int, Setting + 1> widths{};
    for (int column = Check; column <= Setting; ++column)
        widths[std::size_t(column)] =
            std::max(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column));
    const int all = viewport()->width();
    const int others = std::accumulate(widths.begin(), widths.end(), 0) - widths[Evidence];
    const int evidence = std::max(std::min(widths[Evidence], all / 2), all - others);
    const int excess = std::max(others + evidence - all, 0);
    const int giving = std::max(widths[Check] + widths[Setting], 1);
    for (const Column column : {Check, Setting})
        widths[column] -= excess * widths[column] / giving;
    widths[Evidence] = evidence;
    for (int column = Check; column <= Setting; ++column)
        setColumnWidth(column, widths[std::size_t(column)]);
    fitRows();
}

void TraceTable::fitRows()
{
    constexpr int air = 6;
    for (int row = 0; row < rowCount(); ++row)
        setRowHeight(row, sizeHintForRow(row) + air);
    // Once the new heights count.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (currentItem() != nullptr)
                scrollToItem(currentItem());
        },
        Qt::QueuedConnection);
}

void TraceTable::resizeEvent(QResizeEvent* event)
{
    QTableWidget::resizeEvent(event);
    fitColumns();
}

void TraceTable::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        openRow(currentRow());
    else
        QTableWidget::keyPressEvent(event);
}

} // namespace postern::ui
