// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/configuration.h"

#include <QString>

namespace postern::ui {

// What the settings of a service amount to for who may send where, in plain sentences: "Outside clients can
// send only to example.com. Clients in the LAN can send anywhere." Says what decide() does, exceptions
// included: no exception ever relays.
QString relaySummary(const model::Service& service, const model::Configuration& all);

} // namespace postern::ui
