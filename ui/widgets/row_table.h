// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

class QTableView;

namespace postern::ui {

// A table whose rows are records to choose from: whole rows are selected and all are as high, so that even
// many thousands need not be measured; Tab leaves it. `letters` are the widths of the first columns, the last
// has the rest. After its model is set.
void layOutRows(QTableView& table, std::span<const int> letters);

} // namespace postern::ui
