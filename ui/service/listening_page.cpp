// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/listening_page.h"

#include "ui/service/addresses_edit.h"

namespace postern::ui {

namespace {

// The ranges that validate() demands; the defaults of these fields suit nearly everybody.
QSpinBox* numberBox(int least, int most, const QString& suffix = {})
{
    auto* box = new QSpinBox;
    box->setRange(least, most);
    box->setSuffix(suffix);
    box->setGroupSeparatorShown(true);
    return box;
}

} // namespace

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
    addLimits();
}

void ListeningPage::addLimits()
{
    form().section(tr("Limits"));
    auto* connections = numberBox(1, 1'000'000);
    auto* perClient = numberBox(1, 1'000'000);
    auto* recipients = numberBox(100, 1'000'000);
    recipients->setToolTip(tr("Every server must take at least 100 (RFC 5321)."));
    auto* timeout = numberBox(10, 3600, tr(" s"));
    timeout->setToolTip(
        tr("A client that says nothing for so long is disconnected. RFC 5321 asks for 5 minutes."));
    auto* errors = numberBox(1, 1000);
    errors->setToolTip(tr("After so many commands refused for their syntax or order the session ends."));

    form().row(QStringLiteral("connection_limit"), tr("&Connections at a time:"), connections);
    form().row(QStringLiteral("connection_limit_per_client"), tr("… from one &address:"), perClient);
    form().row(QStringLiteral("recipient_limit"), tr("&Recipients of a message:"), recipients);
    form().row(QStringLiteral("timeout_seconds"), tr("&Time-out for a command:"), timeout);
    form().row(QStringLiteral("error_limit"), tr("&Errors in a session:"), errors);

    binder().bind(connections, &model::Service::connectionLimit);
    binder().bind(perClient, &model::Service::connectionLimitPerClient);
    binder().bind(recipients, &model::Service::recipientLimit);
    binder().bind(timeout, &model::Service::timeoutSeconds);
    binder().bind(errors, &model::Service::errorLimit);
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
