// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/authentication_page.h"

#include "ui/service/mechanisms_edit.h"

#include <QLabel>

#include <algorithm>

namespace postern::ui {

namespace {

// Who can log in, and whether everybody must.
QString summary(const model::Service& service, const model::Configuration& all)
{
    if (service.authentication.mechanisms.empty())
        return AuthenticationPage::tr("Nobody can log in.");
    const bool must = service.mode(model::Check::AuthRequired) == model::CheckMode::Enforce;
    const QString demand =
        must ? AuthenticationPage::tr("All mail needs a log-in here (Abuse › Not logged in).")
             : AuthenticationPage::tr("Mail is taken without a log-in, too (Abuse › Not logged in).");
    if (!service.authentication.backend.empty())
        return demand;
    const auto users =
        std::count_if(all.mailboxes.begin(), all.mailboxes.end(),
                      [](const model::Mailbox& mailbox) { return !mailbox.passwordHash.empty(); });
    const QString who = users == 0
                            ? AuthenticationPage::tr("No mailbox has a password yet, so nobody can log in.")
                            : AuthenticationPage::tr("%n mailbox(es) can log in.", nullptr, int(users));
    return who + QChar(u' ') + demand;
}

} // namespace

AuthenticationPage::AuthenticationPage()
    : ServicePage(QStringLiteral("authentication"), tr("Authentication"))
{
    using model::Authentication;
    using model::Service;
    auto* mechanisms = new MechanismsEdit;
    auto* withoutTls = new QCheckBox(tr("Also on connections &without TLS"));
    withoutTls->setToolTip(tr("Anybody on the way can read the passwords then."));
    auto* backend = new QLineEdit;
    backend->setPlaceholderText(tr("the mailboxes' own"));
    backend->setToolTip(tr("To ask a Dovecot server on this machine: dovecot:/run/dovecot/auth-client"));
    form().section(tr("How clients log in"));
    form().row(QStringLiteral("authentication.mechanisms"), tr("Offered:"), mechanisms);
    form().row(QStringLiteral("authentication.backend"), tr("Passwor&ds:"), backend);
    form().row(QStringLiteral("authentication.without_tls"), withoutTls);
    m_summary = form().note(QString());
    m_summary->setObjectName(QStringLiteral("authentication.summary"));
    form().note(tr("Clients that guess passwords are barred for a while: see Limits › Guessing passwords."));

    binder().bind(mechanisms, &Service::authentication, &Authentication::mechanisms);
    binder().bind(withoutTls, &Service::authentication, &Authentication::withoutTls);
    binder().bind(backend, &Service::authentication, &Authentication::backend);
}

void AuthenticationPage::follow(const model::Service& service, const model::Configuration& all)
{
    m_summary->setText(summary(service, all));
}

} // namespace postern::ui
