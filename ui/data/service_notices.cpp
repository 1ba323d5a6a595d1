// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/service_notices.h"

#include "ui/data/live_status.h"
#include "ui/data/service_state.h"
#include "ui/text/translate.h"

#include <QCoreApplication>

namespace postern::ui {

namespace {

struct ServiceNotices {
    Q_DECLARE_TR_FUNCTIONS(ServiceNotices)
};

} // namespace

std::vector<ServiceNotice> serviceNotices(const Overview& overview)
{
    std::vector<ServiceNotice> down;
    std::vector<ServiceNotice> certificates;
    for (const model::Service& service : overview.configuration.services) {
        const ServiceState state = serviceState(overview, service);
        const QString name = qt(service.name);
        if (state.kind == ServiceState::Kind::Failed)
            down.push_back({service.id, QStringLiteral("service"),
                            ServiceNotices::tr("%1: %2", "service: why it is down").arg(name, state.text()),
                            true});
        if (!state.warning.isEmpty())
            certificates.push_back(
                {service.id, QStringLiteral("security"),
                 ServiceNotices::tr("%1: %2", "service: what is wrong with its certificate")
                     .arg(name, state.warning)});
    }
    down.insert(down.end(), certificates.begin(), certificates.end());
    if (overview.spike) // without a number, or it would be another notice with each mail
        down.push_back({0, {}, ServiceNotices::tr("Far more than usual is refused: see the statistics")});
    return down;
}

} // namespace postern::ui
