// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/access_page.h"

#include "ui/forms/range_list_edit.h"

#include <QLabel>
#include <QRadioButton>

namespace postern::ui {

namespace {

QString lanText(const std::vector<std::string>& lan)
{
    if (lan.empty())
        return AccessPage::tr("The LAN is empty: define it in Options › Server… › LAN.");
    constexpr std::size_t shown = 4;
    QStringList ranges;
    for (std::size_t i = 0; i < lan.size() && i < shown; ++i)
        ranges.append(qt(lan[i]));
    if (lan.size() > shown)
        ranges.append(AccessPage::tr("%n more", nullptr, int(lan.size() - shown)));
    return AccessPage::tr(
               "The LAN is: %1. Whoever may not use the service is turned away when it connects, with the "
               "reply 554.")
        .arg(ranges.join(AccessPage::tr(", ")));
}

} // namespace

AccessPage::AccessPage()
    : ServicePage(QStringLiteral("access"), tr("Access Control"))
    , m_access(new QButtonGroup(this))
    , m_ranges(new RangeListEdit)
{
    form().section(tr("Who may use this service"));
    addChoice(model::Access::Any, "access.any", tr("&Any client"));
    addChoice(model::Access::Lan, "access.lan", tr("Clients in the &LAN only"));
    addChoice(model::Access::Listed, "access.listed", tr("Li&sted clients only"));
    addChoice(model::Access::LanAndListed, "access.lan-and-listed",
              tr("&Clients in the LAN, and listed clients"));
    form().wide(QStringLiteral("access_ranges"), tr("Listed clien&ts:"), m_ranges);
    m_lan = form().note(QString());

    binder().bind(m_access, &model::Service::access);
    binder().bind(m_ranges, &model::Service::accessRanges);
    connect(m_access, &QButtonGroup::idToggled, this, &AccessPage::enableList);
    enableList();
}

void AccessPage::addChoice(model::Access access, const char* name, const QString& text)
{
    auto* button = new QRadioButton(text);
    m_access->addButton(button, int(access));
    form().row(QString::fromLatin1(name), button);
}

void AccessPage::load(const model::Service& service)
{
    ServicePage::load(service);
    enableList();
}

void AccessPage::enableList()
{
    const int chosen = m_access->checkedId();
    m_ranges->setEnabled(chosen == int(model::Access::Listed) || chosen == int(model::Access::LanAndListed));
}

void AccessPage::follow(const model::Service&, const model::Configuration& all)
{
    m_lan->setText(lanText(all.server.lan));
}

} // namespace postern::ui
