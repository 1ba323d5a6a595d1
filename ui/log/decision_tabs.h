// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/facts.h"
#include "policy/trace.h"
#include "ui/shell/place.h"

#include <QTabWidget>

#include <optional>
#include <string>

namespace postern::ui {

class FactsTable;
class TraceTable;

// A decision in detail: all checks, in order, and the facts that they used.
class DecisionTabs : public QTabWidget {
    Q_OBJECT

public:
    explicit DecisionTabs(QWidget* parent = nullptr);

    // As TraceTable::showTrace(). Without facts, the log does not hold them.
    void showDecision(const std::string& service, policy::Trace trace, const std::string& deciding,
                      const std::optional<policy::Facts>& facts);
    void showNothing();

Q_SIGNALS:
    void placeWanted(const postern::ui::Place& place);

private:
    TraceTable* m_trace;
    FactsTable* m_facts;
};

} // namespace postern::ui
