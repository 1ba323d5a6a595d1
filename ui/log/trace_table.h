// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/decide.h"
#include "ui/shell/place.h"

#include <QTableWidget>

#include <string>

namespace postern::ui {

// "All checks, in order": one row per check that was looked at, the one that decided in bold. The last column
// leads to the setting or list entry that made it so, by click or Enter.
class TraceTable : public QTableWidget {
    Q_OBJECT

public:
    explicit TraceTable(QWidget* parent = nullptr);

    // `deciding`: id of the check that decided; "" where accepted.
    void showTrace(const std::string& service, policy::Trace trace, const std::string& deciding);
    void showNothing() { showTrace({}, {}, {}); }

Q_SIGNALS:
    void placeWanted(const postern::ui::Place& place);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    enum Column { Check, Result, Mode, Evidence, Setting };

    void addRow(const policy::TraceRow& row, bool deciding);
    void openRow(int row);
    void fitColumns();
    void fitRows();

    std::string m_service;
    policy::Trace m_trace;
};

} // namespace postern::ui
