// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/wizard_step.h"

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
