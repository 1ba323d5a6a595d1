// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/validate.h"
#include "ui/forms/form.h"
#include "ui/wizard/wizard_draft.h"

#include <QWizardPage>

#include <vector>

class QLabel;

namespace postern::ui {

// One page of the wizard: shows its part of the draft, and lets the user go on once that part is in order.
class WizardStep : public QWizardPage {
    Q_OBJECT

public:
    WizardStep(WizardDraft& draft, const QString& title, const QString& explanation);

    void initializePage() override { load(); }
    bool validatePage() override;
    // Back keeps what was typed.
    void cleanupPage() override { write(); }

protected:
    virtual void load() {}
    virtual void write() {}
    // What is wrong with this step's part; fields as in the step's form.
    virtual std::vector<model::Problem> findProblems() const { return {}; }

    WizardDraft& draft() { return m_draft; }
    const WizardDraft& draft() const { return m_draft; }
    Form& form() { return *m_form; }
    // A sentence that belongs to the field above it.
    QLabel* explain(const QString& text);

private:
    WizardDraft& m_draft;
    Form* m_form;
};

} // namespace postern::ui
