// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/own_addresses.h"

#include <string>
#include <vector>

namespace postern::ctl {

// This machine itself and the private networks that it is in (RFC 1918, RFC 4193). Of a public network
// nothing: the neighbours there are strangers.
std::vector<std::string> proposedLan(const std::vector<OwnAddress>& addresses);

} // namespace postern::ctl
