// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/listening_page.h"

#include "ui/service/addresses_edit.h"

namespace postern::ui {

ListeningPage::ListeningPage()
    : ServicePage(QStringLiteral("service"), tr("Service"))
    , m_addresses(new AddressesEdit)
{
    auto* name = new QLineEdit;
    auto* enabled = new QCheckBox(tr("Runs, and &starts with the engine"));
    enabled->setToolTip(
        tr("Without the tick the service stops as soon as you apply, and stays off when the engine "
           "starts. Start and Stop in the menu change only what is now."));
    auto* port = new QSpinBox;
    port->setRange(1, 65535);
    auto* greeting = new QLineEdit;
    greeting->setPlaceholderText(QStringLiteral("ESMTP Postern"));
    greeting->setToolTip(tr("What clients are told after 220 and the host name when they connect."));

    form().row(QStringLiteral("name"), tr("&Name:"), name);
    form().row(QStringLiteral("enabled"), enabled);
    form().row(QStringLiteral("addresses"), tr("Listens on:"), m_addresses);
    form().row(QStringLiteral("port"), tr("&Port:"), port);
    form().row(QStringLiteral("greeting"), tr("&Greeting:"), greeting);

    binder().bind(name, &model::Service::name);
    binder().bind(enabled, &model::Service::enabled);
    binder().bind(m_addresses, &model::Service::addresses);
    binder().bind(port, &model::Service::port);
    binder().bind(greeting, &model::Service::greeting);
}

std::vector<model::Problem> ListeningPage::ownProblems() const
{
    if (!m_addresses->lacksAddress())
        return {};
    return {{"addresses",
             model::Severity::Error,
             {POSTERN_TEXT("server", "no address is chosen; add one, or listen on all of them"), {}}}};
}

} // namespace postern::ui
