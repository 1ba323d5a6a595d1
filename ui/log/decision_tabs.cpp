// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/decision_tabs.h"

#include "ui/log/facts_table.h"
#include "ui/log/trace_table.h"

namespace postern::ui {

DecisionTabs::DecisionTabs(QWidget* parent)
    : QTabWidget(parent)
    , m_trace(new TraceTable)
    , m_facts(new FactsTable)
{
    setObjectName(QStringLiteral("decisionTabs"));
    setDocumentMode(true);
    addTab(m_trace, tr("All checks, in order"));
    addTab(m_facts, tr("Facts used"));
    connect(m_trace, &TraceTable::placeWanted, this, &DecisionTabs::placeWanted);
}

void DecisionTabs::showDecision(const std::string& service, policy::Trace trace, const std::string& deciding,
                                const std::optional<policy::Facts>& facts)
{
    setVisible(!trace.empty() || facts);
    m_trace->showTrace(service, std::move(trace), deciding);
    setTabEnabled(1, facts.has_value());
    setTabToolTip(1, facts ? QString() : tr("The log does not hold what this was decided from."));
    if (facts)
        m_facts->showFacts(*facts);
    else
        m_facts->showNothing();
}

void DecisionTabs::showNothing()
{
    m_trace->showNothing();
    m_facts->showNothing();
    hide();
}

} // namespace postern::ui
