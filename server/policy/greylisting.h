// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ip_address.h"
#include "model/configuration.h"
#include "policy/facts.h"

#include <chrono>
#include <string>

namespace postern::policy {

// Mail servers of one house retry from neighbouring addresses: "203.0.113.0/24", "2001:db8:1:2::/64".
std::string greylistNetwork(const IpAddress& client);

// How long a retry must still wait, rounded up; 0: it may pass.
std::chrono::seconds greylistWait(const model::Greylisting& settings, const Greylisted& known, Time now);

} // namespace postern::policy
