// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/lists/list_cells.h"
#include "ui/lists/shared_rows.h"

#include <QString>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace postern::ui {

// Which lines of a list are shown, and in which order.
struct ListOrder {
    QString filter;  // "": all; otherwise those whose pattern or comment contains it, in either case
    int column = -1; // of ListColumn; -1: the list's own order
    Qt::SortOrder direction = Qt::AscendingOrder;

    bool plain() const { return filter.isEmpty() && column < 0; }
    bool operator==(const ListOrder&) const = default;
};

// Positions of the lines to show. Takes its time for many lines and may run on any thread; stops early, with
// any result, once `*cancelled`. Lines in their own order are handed to `some` as they are found, where it is
// given, and the result is what comes behind these.
using SomeArranged = std::function<void(std::vector<int>)>;
std::vector<int> arranged(const SharedRows& rows, const ListCells& cells, const ListOrder& order,
                          const std::atomic<bool>& cancelled, const SomeArranged& some = {});

} // namespace postern::ui
