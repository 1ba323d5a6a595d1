// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/security_page.h"

#include "ui/forms/range_list_edit.h"
#include "ui/service/certificates_edit.h"

#include <QPushButton>

namespace postern::ui {

SecurityPage::SecurityPage(StoreClient& client, Prompter& prompter)
    : ServicePage(QStringLiteral("security"), tr("Security"))
    , m_certificates(new CertificatesEdit(client, prompter))
{
    using model::Service;
    using model::Tls;
    using model::TlsMode;
    auto* mode = new QComboBox;
    addChoice(*mode, TlsMode::None, tr("None"));
    addChoice(*mode, TlsMode::StartTls, tr("STARTTLS, where the client wants it"));
    addChoice(*mode, TlsMode::Required, tr("STARTTLS, required"));
    addChoice(*mode, TlsMode::Implicit, tr("TLS from the beginning (465)"));
    mode->setToolTip(
        tr("Other servers deliver to port 25 without encryption, too: require it there only where "
           "you know them all."));
    auto* only13 = new QCheckBox(tr("TLS 1.&3 only"));
    only13->setToolTip(tr("Otherwise TLS 1.2, too, which older mail programs need."));
    auto* peers = new RangeListEdit;

    form().row(QStringLiteral("tls.mode"), tr("&Encryption:"), mode);
    form().row(QStringLiteral("tls.minimum"), only13);
    form().wide(QStringLiteral("tls.certificates"), tr("Certi&ficates:"), m_certificates);
    auto* test = new QPushButton(tr("&Test connection…"));
    test->setObjectName(QStringLiteral("testConnection"));
    test->setAutoDefault(false);
    form().plain(test);
    form().section(tr("Behind a proxy"));
    form().wide(QStringLiteral("proxy_peers"), tr("&Proxies that tell the client's address:"), peers);
    form().note(
        tr("They must begin each connection with a PROXY protocol header. From everybody else such a header "
           "is an error."));

    connect(test, &QPushButton::clicked, this, &SecurityPage::connectionTestWanted);
    binder().bind(mode, &Service::tls, &Tls::mode);
    binder().bind(only13, &Service::tls, &Tls::only13);
    binder().bind(m_certificates, &Service::tls, &Tls::certificates);
    binder().bind(peers, &Service::proxyPeers);
}

void SecurityPage::follow(const model::Service& /*service*/, const model::Configuration& all)
{
    m_certificates->setHostname(all.server.hostname);
}

std::vector<model::Problem> SecurityPage::ownProblems() const
{
    return m_certificates->problems();
}

} // namespace postern::ui
