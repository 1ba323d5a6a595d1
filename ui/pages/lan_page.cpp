// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/lan_page.h"

#include "ui/forms/form.h"
#include "ui/forms/lan_edit.h"

namespace postern::ui {

LanPage::LanPage(Console& console, QWidget* parent)
    : DraftPage(console, parent)
    , m_form(new Form)
    , m_lan(new LanEdit)
{
    setObjectName(QStringLiteral("lanPage"));
    m_form->note(LanEdit::explanation());
    m_form->wide(QStringLiteral("lan"), tr("Addresses of the &LAN:"), m_lan, true);
    connect(m_lan, &LanEdit::edited, this, &LanPage::noteEdited);
    setBody(m_form);
    start();
}

QString LanPage::title() const
{
    return tr("LAN");
}

void LanPage::load(const model::Configuration& configuration)
{
    m_lan->setValue(configuration.server.lan);
}

void LanPage::write(model::Configuration& configuration) const
{
    configuration.server.lan = m_lan->value();
}

std::vector<model::Problem> LanPage::showProblems(const model::Configuration& draft, bool all)
{
    std::vector<model::Problem> problems = model::validate(draft.server);
    std::erase_if(problems, [](const model::Problem& each) { return !each.field.starts_with("lan"); });
    m_form->problems().show(problems);
    if (all && m_form->problems().worst() == model::Severity::Error)
        m_lan->setFocus();
    return {};
}

} // namespace postern::ui
