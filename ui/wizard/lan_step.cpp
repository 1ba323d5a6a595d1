// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/lan_edit.h"
#include "ui/text/translate.h"
#include "ui/wizard/steps.h"

namespace postern::ui {

LanStep::LanStep(WizardDraft& draft)
    : WizardStep(
          draft, tr("Local network (LAN)"),
          tr("Computers in here are trusted: they may send mail to anywhere through this server, and the "
             "checks against forged senders leave them alone."))
    , m_lan(new LanEdit)
{
    form().wide(QStringLiteral("lan"), tr("&Addresses of the LAN:"), m_lan, true);
    form().note(
        tr("Proposed from the network interfaces of this computer. Leave out networks that hold computers "
           "that are not yours: whoever is in here may relay."));
}

void LanStep::load()
{
    m_lan->setValue(draft().configuration.server.lan);
}

void LanStep::write()
{
    draft().configuration.server.lan = m_lan->value();
}

std::vector<model::Problem> LanStep::findProblems() const
{
    auto problems = model::validate(draft().configuration.server);
    std::erase_if(problems, [](const model::Problem& each) { return !each.field.starts_with("lan"); });
    return problems;
}

} // namespace postern::ui
