// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/wizard_draft.h"

#include "model/lan_proposal.h"
#include "model/preset.h"
#include "ui/text/translate.h"

#include <QDir>
#include <QHostInfo>

namespace postern::ui {

namespace {

QString ownHostname()
{
    const QString host = QHostInfo::localHostName().toLower();
    const QString domain = QHostInfo::localDomainName().toLower();
    if (host.contains(u'.') || host.isEmpty() || domain.isEmpty() || domain == QLatin1StringView("(none)"))
        return host;
    return host + u'.' + domain;
}

QString userName()
{
    const QString name = qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME"));
    return name.isEmpty() || name == QLatin1StringView("root") ? QStringLiteral("postmaster")
                                                               : name.toLower();
}

} // namespace

QString domainOfHost(const QString& hostname)
{
    return hostname.count(u'.') >= 2 ? hostname.section(u'.', 1) : hostname;
}

QString proposedMaildir(const QString& address)
{
    const QString name = address.section(u'@', 0, 0).trimmed().toLower().replace(u'/', u'_');
    return QDir::home().filePath(QStringLiteral("Maildir/") +
                                 (name.isEmpty() ? QStringLiteral("inbox") : name));
}

WizardDraft proposeDraft(const PortProbe& probe)
{
    WizardDraft draft;
    model::Configuration& configuration = draft.configuration;
    const QString host = ownHostname();
    configuration.server.hostname = bytes(host);
    configuration.server.lan = model::proposedLan(ownAddresses());
    const QString domain = host.contains(u'.') ? domainOfHost(host) : QString();
    configuration.domains.push_back({.name = bytes(domain)});
    const QString address = domain.isEmpty() ? QString() : userName() + u'@' + domain;
    configuration.mailboxes.push_back(
        {.address = bytes(address), .delivery = "maildir:" + bytes(proposedMaildir(address))});
    model::Service smtp = model::makeService(model::Preset::Mx);
    if (probe(smtp.port) != PortState::Free)
        smtp.port = 2525;
    configuration.services.push_back(smtp);
    return draft;
}

} // namespace postern::ui
