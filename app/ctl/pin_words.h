// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preview/pins.h"

#include <string>

namespace postern::ctl {

// "must be accepted: 203.0.113.9 from=joe@example.com to=jane@domain.com"
std::string mailInWords(const model::Pin& pin);

// "accepted", "BROKEN: rejected by sender.blacklist"
std::string stateInWords(const preview::PinCheck& check);

} // namespace postern::ctl
