// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/preset.h"
#include "ui/text/translate.h"
#include "ui/wizard/steps.h"

#include <QCheckBox>
#include <QLabel>
#include <QSpinBox>

#include <algorithm>

namespace postern::ui {

ServicesStep::ServicesStep(WizardDraft& draft, PortProbe probe)
    : WizardStep(draft, tr("Services"),
                 tr("Each service listens on a port with rules of its own. More can be added later."))
    , m_probe(std::move(probe))
{
    addOffer({.preset = model::Preset::Mx, .otherPort = 2525}, tr("&Mail exchange, on port"),
             tr("Takes in mail for your domain, from other mail servers and from the LAN."));
    addOffer({.preset = model::Preset::Submission, .otherPort = 5870}, tr("S&ubmission, on port"),
             tr("For people who send mail from anywhere after they log in, by STARTTLS."));
    addOffer({.preset = model::Preset::SubmissionTls, .otherPort = 4650}, tr("Submission &TLS, on port"),
             tr("The same, encrypted from the start, as newer mail programs prefer it."));
}

void ServicesStep::addOffer(Offer offer, const QString& text, const QString& explanation)
{
    offer.box = new QCheckBox(text);
    offer.port = new QSpinBox;
    offer.port->setRange(1, 65535);
    const QString name = qt(std::string(model::toId(offer.preset)));
    form().row(name, offer.box, name + QStringLiteral(".port"), offer.port);
    explain(explanation);
    offer.note = explain(QString());
    offer.note->setObjectName(name + QStringLiteral(".note"));
    m_offers.push_back(offer);
    connect(offer.box, &QCheckBox::toggled, offer.port, &QWidget::setEnabled);
    connect(offer.box, &QCheckBox::toggled, this, [this, offer] { explainPort(offer); });
    connect(offer.port, &QSpinBox::valueChanged, this, [this, offer] { explainPort(offer); });
}

void ServicesStep::load()
{
    proposeSubmission();
    const auto& services = draft().configuration.services;
    for (const Offer& offer : m_offers) {
        const auto chosen = std::find_if(services.begin(), services.end(), [&](const model::Service& each) {
            return each.preset == offer.preset;
        });
        const int usual = model::makeService(offer.preset).port;
        const int proposed = m_probe(usual) == PortState::Free ? usual : offer.otherPort;
        offer.port->setValue(chosen == services.end() ? proposed : chosen->port);
        offer.box->setChecked(chosen != services.end());
        offer.port->setEnabled(offer.box->isChecked());
        explainPort(offer);
    }
}

// With a certificate that proves the server, mail programs can log in as they should. Once: whoever takes the
// ticks away means it.
void ServicesStep::proposeSubmission()
{
    if (m_proposed || draft().certificates.empty())
        return;
    m_proposed = true;
    auto& services = draft().configuration.services;
    for (const Offer& offer : m_offers) {
        const bool there = std::any_of(services.begin(), services.end(), [&](const model::Service& each) {
            return each.preset == offer.preset;
        });
        model::Service service = model::makeService(offer.preset);
        if (there || service.authentication.mechanisms.empty())
            continue;
        if (m_probe(service.port) != PortState::Free)
            service.port = offer.otherPort;
        services.push_back(std::move(service));
    }
}

void ServicesStep::write()
{
    auto& services = draft().configuration.services;
    services.clear();
    for (const Offer& offer : m_offers) {
        if (!offer.box->isChecked())
            continue;
        model::Service service = model::makeService(offer.preset);
        service.port = offer.port->value();
        service.tls.certificates = draft().certificates;
        services.push_back(std::move(service));
    }
}

// What keeps the usual port away, and what that means.
void ServicesStep::explainPort(const Offer& offer)
{
    const int usual = model::makeService(offer.preset).port;
    const int port = offer.port->value();
    QString text;
    if (offer.box->isChecked() && m_probe(port) == PortState::Taken)
        text =
            tr("Port %1 is in use by another program now. The service will wait until it is free.").arg(port);
    else if (offer.box->isChecked() && m_probe(port) == PortState::Denied)
        text =
            tr("Your user may not open port %1: ports below 1024 belong to the administrator. Choose another "
               "one here, or run the service posternd as root.")
                .arg(port);
    else if (offer.box->isChecked() && port != usual)
        text = otherPortText(offer);
    offer.note->setText(text);
    offer.note->setVisible(!text.isEmpty());
}

QString ServicesStep::otherPortText(const Offer& offer) const
{
    const int usual = model::makeService(offer.preset).port;
    if (offer.preset != model::Preset::Mx)
        return tr("Mail programs look for port %1. To use port %2, it must be set in each of them, or "
                  "something must forward to it.")
            .arg(usual)
            .arg(offer.port->value());
    return tr("Other mail servers deliver to port %1 only. Port %2 is good for trying Postern out, or behind "
              "something that forwards to it.")
        .arg(usual)
        .arg(offer.port->value());
}

std::vector<model::Problem> ServicesStep::findProblems() const
{
    const auto& services = draft().configuration.services;
    if (services.empty())
        return {
            {"mx",
             model::Severity::Error,
             {QT_TRANSLATE_NOOP("server", "without a service no mail comes in; choose at least one"), {}}}};
    std::vector<model::Problem> problems;
    for (const model::Service& service : services) {
        model::Configuration others;
        std::copy_if(services.begin(), services.end(), std::back_inserter(others.services),
                     [&](const model::Service& each) { return each.preset != service.preset; });
        const std::string place(model::toId(service.preset));
        for (model::Problem& each : model::validateAmong(service, others))
            problems.push_back({place + '.' + each.field, each.severity, std::move(each.text)});
    }
    return problems;
}

} // namespace postern::ui
