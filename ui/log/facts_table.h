// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/facts.h"

#include <QTableWidget>

namespace postern::ui {

// "Facts used": what a decision was made from, and when what was looked up came. Says of a look-up that
// nobody asked for it, and of a time that the log did not record it.
class FactsTable : public QTableWidget {
    Q_OBJECT

public:
    explicit FactsTable(QWidget* parent = nullptr);

    void showFacts(const policy::Facts& facts);
    void showNothing() { setRowCount(0); }

private:
    enum Column { Fact, Value, LookedUp };
};

} // namespace postern::ui
