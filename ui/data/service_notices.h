// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"

#include <QString>

#include <vector>

namespace postern::ui {

struct Overview;

// Something about a service, or about all of them, that an administrator should see to.
struct ServiceNotice {
    model::Id service = 0; // 0: it is about what all of them refuse
    QString tab;           // of the service's properties, where it is seen to
    QString text;          // "Submission: port 587 is in use by another program"
    bool down = false;     // it serves nobody

    bool operator==(const ServiceNotice&) const = default;
};

// Services that are down, then certificates that end or have ended, in the order of the services; then a
// spike of refusals (spike.h).
std::vector<ServiceNotice> serviceNotices(const Overview& overview);

} // namespace postern::ui
