// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/row_table.h"

#include <QHeaderView>
#include <QTableView>

namespace postern::ui {

void layOutRows(QTableView& table, std::span<const int> letters)
{
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setTabKeyNavigation(false);
    table.setShowGrid(false);
    table.setWordWrap(false);
    table.verticalHeader()->hide();
    table.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table.verticalHeader()->setDefaultSectionSize(table.fontMetrics().height() + 8);
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setStretchLastSection(true);
    const int letter = table.fontMetrics().averageCharWidth();
    for (int column = 0; column < int(letters.size()); ++column)
        table.setColumnWidth(column, letters[std::size_t(column)] * letter);
}

} // namespace postern::ui
