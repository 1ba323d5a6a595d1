// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/domain_name.h"
#include "ui/text/translate.h"
#include "ui/wizard/steps.h"

#include <QLineEdit>

namespace postern::ui {

namespace {

std::vector<model::Problem> onlyFields(std::vector<model::Problem> problems, const std::string& field,
                                       const std::string& shownAt)
{
    std::erase_if(problems, [&](const model::Problem& each) { return each.field != field; });
    for (model::Problem& each : problems)
        each.field = shownAt;
    return problems;
}

} // namespace

ServerStep::ServerStep(WizardDraft& draft)
    : WizardStep(
          draft, tr("This server"),
          tr("The name by which other mail servers know this one, and the domain whose mail it takes in."))
    , m_hostname(new QLineEdit)
    , m_domain(new QLineEdit)
{
    m_hostname->setPlaceholderText(QStringLiteral("mail.example.com"));
    m_domain->setPlaceholderText(QStringLiteral("example.com"));
    form().row(QStringLiteral("hostname"), tr("&Host name:"), m_hostname);
    explain(
        tr("Write it in full, with its domain. Postern greets with this name, so it should be the one that "
           "the DNS gives for this computer's address."));
    form().row(QStringLiteral("domain"), tr("Mail &domain:"), m_domain);
    explain(tr("What stands behind the @ in your addresses. Further domains can be added later."));
}

void ServerStep::load()
{
    m_hostname->setText(qt(draft().configuration.server.hostname));
    m_domain->setText(qt(displayDomain(draft().configuration.domains.front().name)));
}

void ServerStep::write()
{
    draft().configuration.server.hostname = bytes(m_hostname->text().trimmed().toLower());
    draft().configuration.domains.front().name = comparableDomain(bytes(m_domain->text().trimmed()));
}

std::vector<model::Problem> ServerStep::findProblems() const
{
    const model::Configuration& configuration = draft().configuration;
    auto problems = onlyFields(model::validate(configuration.server), "hostname", "hostname");
    const auto domain = onlyFields(model::validateAmong(configuration.domains.front(), {}), "name", "domain");
    problems.insert(problems.end(), domain.begin(), domain.end());
    return problems;
}

} // namespace postern::ui
