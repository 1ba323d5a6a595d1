// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/first_start_wizard.h"

#include "ui/wizard/final_steps.h"
#include "ui/wizard/steps.h"

namespace postern::ui {

FirstStartWizard::FirstStartWizard(StoreClient& store, LiveStatus& live, Prompter& prompter, PortProbe probe,
                                   QWidget* parent)
    : QWizard(parent)
    , m_draft(proposeDraft(probe))
{
    setObjectName(QStringLiteral("firstStart"));
    setWindowTitle(tr("Set up Postern"));
    setWizardStyle(QWizard::ModernStyle);
    setOption(QWizard::NoBackButtonOnStartPage);
    setOption(QWizard::NoBackButtonOnLastPage);
    setOption(QWizard::NoCancelButtonOnLastPage);
    setMinimumSize(620, 520);
    addPage(new ServerStep(m_draft));
    addPage(new LanStep(m_draft));
    addPage(new CertificateStep(m_draft, store, prompter));
    addPage(new ServicesStep(m_draft, std::move(probe)));
    addPage(new MailboxStep(m_draft, prompter));
    auto* summary = new SummaryStep(m_draft, store);
    addPage(summary);
    addPage(new ReadyStep(m_draft, live));
    connect(summary, &SummaryStep::saved, this, &FirstStartWizard::saved);
}

} // namespace postern::ui
