// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/wizard_step.h"

#include <QLabel>
#include <QVBoxLayout>

namespace postern::ui {

WizardStep::WizardStep(WizardDraft& draft, const QString& title, const QString& explanation)
    : m_draft(draft)
    , m_form(new Form(this))
{
    setTitle(title);
    setSubTitle(explanation);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(m_form, 1);
}

QLabel* WizardStep::explain(const QString& text)
{
    QLabel* label = m_form->note(text);
    label->setContentsMargins(0, 0, 0, fontMetrics().height() / 2);
    return label;
}

bool WizardStep::validatePage()
{
    write();
    m_form->problems().show(findProblems());
    QWidget* field = m_form->problems().firstField(model::Severity::Error);
    if (field != nullptr)
        field->setFocus();
    return field == nullptr;
}

} // namespace postern::ui
