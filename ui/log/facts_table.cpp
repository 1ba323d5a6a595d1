// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/facts_table.h"

#include "policy/fact_words.h"
#include "ui/text/translate.h"

#include <QHeaderView>

namespace postern::ui {

namespace {

QString valueText(const policy::FactLine& line)
{
    return line.value.empty() ? FactsTable::tr("not looked up: nothing depended on it")
                              : translate(line.value);
}

QString timeText(const policy::FactLine& line)
{
    if (!line.fetched || line.value.empty())
        return {};
    return line.lookedUp ? clockTime(*line.lookedUp) : FactsTable::tr("not recorded");
}

} // namespace

FactsTable::FactsTable(QWidget* parent)
    : QTableWidget(parent)
{
    setObjectName(QStringLiteral("facts"));
    setAccessibleName(tr("Facts used"));
    setColumnCount(LookedUp + 1);
    setHorizontalHeaderLabels({tr("Fact"), tr("Value"), tr("Looked up")});
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setWordWrap(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setSectionResizeMode(Value, QHeaderView::Stretch);
}

void FactsTable::showFacts(const policy::Facts& facts)
{
    const auto lines = policy::factLines(facts);
    setRowCount(0);
    setRowCount(int(lines.size()));
    for (int row = 0; row < rowCount(); ++row) {
        const policy::FactLine& line = lines[std::size_t(row)];
        const QString texts[] = {raised(translate(line.name)), valueText(line), timeText(line)};
        for (int column = Fact; column <= LookedUp; ++column) {
            auto* item = new QTableWidgetItem(texts[column]);
            item->setTextAlignment(Qt::AlignLeft | Qt::AlignVCenter);
            if (column == Value && line.value.empty())
                item->setForeground(palette().placeholderText());
            setItem(row, column, item);
        }
    }
}

} // namespace postern::ui
