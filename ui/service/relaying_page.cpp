// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/relaying_page.h"

#include "ui/forms/range_list_edit.h"
#include "ui/service/relay_summary.h"

#include <QLabel>

namespace postern::ui {

RelayingPage::RelayingPage()
    : ServicePage(QStringLiteral("relaying"), tr("Relaying"))
{
    auto* lan = new QCheckBox(tr("Clients in the &LAN"));
    auto* authenticated = new QCheckBox(tr("Clients that have lo&gged in"));
    auto* ranges = new RangeListEdit;
    auto* local = new QCheckBox(tr("&Only with a sender in one of your domains (can be forged)"));
    local->setToolTip(
        tr("Applies to the LAN and to these addresses. A sender is only what the client says it is: this "
           "keeps out mistakes, not attackers."));
    auto* recipients = new RangeListEdit(LineGrammar::recipients());

    form().section(tr("Who may send to other domains than yours"));
    form().row(QStringLiteral("relay.lan"), lan);
    form().row(QStringLiteral("relay.authenticated"), authenticated);
    form().wide(QStringLiteral("relay.ranges"), tr("Clients at these add&resses:"), ranges);
    form().row(QStringLiteral("relay.sender_must_be_local"), local);
    form().wide(QStringLiteral("relay.recipients"), tr("Anybody, but only to t&hese recipients:"),
                recipients);
    form().section(tr("What this amounts to"));
    m_summary = form().note(QString());
    m_summary->setObjectName(QStringLiteral("relay.summary"));

    using model::Relay;
    using model::Service;
    binder().bind(lan, &Service::relay, &Relay::lan);
    binder().bind(authenticated, &Service::relay, &Relay::authenticated);
    binder().bind(ranges, &Service::relay, &Relay::ranges);
    binder().bind(local, &Service::relay, &Relay::senderMustBeLocal);
    binder().bind(recipients, &Service::relay, &Relay::recipients);
}

void RelayingPage::follow(const model::Service& service, const model::Configuration& all)
{
    m_summary->setText(relaySummary(service, all));
}

} // namespace postern::ui
