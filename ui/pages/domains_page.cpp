// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/domains_page.h"

#include "base/domain_name.h"
#include "ui/forms/range_list_edit.h"
#include "ui/text/translate.h"

#include <QLineEdit>

namespace postern::ui {

namespace {

QString joined(const std::vector<std::string>& lines)
{
    QStringList texts;
    for (const std::string& each : lines)
        texts += qt(each);
    return texts.join(QStringLiteral(", "));
}

constexpr Column<model::Domain> domainColumns[] = {
    {.title = QT_TRANSLATE_NOOP("DomainTable", "Domain"),
     .text = [](const model::Domain& domain) { return qt(domain.name); }},
    {.title = QT_TRANSLATE_NOOP("DomainTable", "Also known as"),
     .text = [](const model::Domain& domain) { return joined(domain.aliases); }},
};

LineGrammar domainNames()
{
    LineGrammar grammar;
    grammar.parse = [](const std::string& typed) -> Result<LineGrammar::Line> {
        auto name = normalizeDomain(typed);
        if (!name)
            return failFrom(name);
        const std::string shown = displayDomain(*name);
        return LineGrammar::Line{shown, DomainsPage::tr("every address at %1").arg(qt(shown))};
    };
    grammar.column = DomainsPage::tr("Name");
    grammar.example = QStringLiteral("example.net");
    return grammar;
}

} // namespace

DomainsPage::DomainsPage(Console& console)
    : RecordPage(
          console, &model::Configuration::domains, "DomainTable", domainColumns,
          {.field = "domains",
           .listName = tr("Domains"),
           .add = tr("&New domain"),
           .remove = tr("Re&move domain"),
           .empty = tr("There is no domain yet, so no mail is taken in. Add the domain of your addresses.")})
    , m_name(new QLineEdit)
    , m_aliases(new RangeListEdit(domainNames()))
{
    setObjectName(QStringLiteral("domainsPage"));
    m_name->setPlaceholderText(QStringLiteral("example.com"));
    form().row(QStringLiteral("name"), tr("&Domain:"), m_name);
    form().wide(QStringLiteral("aliases"), tr("Also &known as:"), m_aliases);
    form().note(tr("An address at one of the other names means the same mailbox as at the domain itself."));
    binder().bind(m_name, &model::Domain::name);
    binder().bind(m_aliases, &model::Domain::aliases);
    start();
}

QString DomainsPage::title() const
{
    return tr("Domains");
}

model::Domain DomainsPage::shown(const model::Domain& stored) const
{
    model::Domain domain = stored;
    domain.name = displayDomain(domain.name);
    for (std::string& each : domain.aliases)
        each = displayDomain(each);
    return domain;
}

model::Domain DomainsPage::stored(const model::Domain& shown) const
{
    model::Domain domain = shown;
    domain.name = comparableDomain(domain.name);
    for (std::string& each : domain.aliases)
        each = comparableDomain(each);
    return domain;
}

std::vector<model::Problem> DomainsPage::problemsOf(const model::Domain& domain,
                                                    const model::Configuration& others) const
{
    return model::validateAmong(domain, others);
}

} // namespace postern::ui
