// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/service/certificates_edit.h"
#include "ui/text/translate.h"
#include "ui/wizard/steps.h"

#include <QLabel>
#include <QRadioButton>

namespace postern::ui {

CertificateStep::CertificateStep(WizardDraft& draft, StoreClient& store, Prompter& prompter)
    : WizardStep(draft, tr("Certificate"),
                 tr("By it the connections to this server are encrypted, and mail programs know that it is "
                    "the right server."))
    , m_files(new QRadioButton(tr("&Use a certificate of mine")))
    , m_own(new QRadioButton(tr("&Make one that nobody has signed")))
    , m_certificates(new CertificatesEdit(store, prompter))
{
    form().row(QStringLiteral("ownCertificate"), m_own);
    m_about = explain(QString());
    form().row(QStringLiteral("certificateFiles"), m_files);
    explain(tr("Its files in PEM form, as an authority gives them: the certificate with its chain, and the "
               "key. When they are renewed, the new ones are taken without a restart."));
    form().wide(QStringLiteral("tls.certificates"), QString(), m_certificates);
    nameForReaders(m_certificates, tr("Certificate files"));
    connect(m_files, &QRadioButton::toggled, this, &CertificateStep::follow);
    connect(m_certificates, &CertificatesEdit::edited, this, &CertificateStep::follow);
}

void CertificateStep::load()
{
    const std::string& host = draft().configuration.server.hostname;
    m_about->setText(tr("Made for %1, and renewed by itself. Good for trying Postern out: mail programs "
                        "encrypt, but warn of it. Another can be named later.")
                         .arg(qt(host)));
    m_certificates->setHostname(host);
    m_certificates->setValue(draft().certificates);
    (draft().certificates.empty() ? m_own : m_files)->setChecked(true);
    follow();
}

void CertificateStep::write()
{
    draft().certificates.clear();
    if (m_files->isChecked())
        draft().certificates = m_certificates->value();
}

bool CertificateStep::isComplete() const
{
    return m_own->isChecked() || !m_certificates->isReading();
}

// What files say of themselves comes in later than their names.
void CertificateStep::follow()
{
    m_certificates->setEnabled(m_files->isChecked());
    const bool shown = m_files->isChecked() && !m_certificates->value().empty();
    form().problems().show(shown ? m_certificates->problems() : std::vector<model::Problem>());
    Q_EMIT completeChanged();
}

std::vector<model::Problem> CertificateStep::findProblems() const
{
    if (m_own->isChecked())
        return {};
    if (m_certificates->value().empty())
        return {{"tls.certificates",
                 model::Severity::Error,
                 {QT_TRANSLATE_NOOP("server", "no files are chosen; add them, or let a certificate be made"),
                  {}}}};
    auto problems = m_certificates->problems();
    model::Service service;
    service.tls.certificates = m_certificates->value();
    for (model::Problem& each : model::validate(service)) {
        if (each.field == "tls.certificates")
            problems.push_back(std::move(each));
    }
    return problems;
}

} // namespace postern::ui
