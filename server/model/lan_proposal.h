// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/own_addresses.h"
#include "base/sentence.h"

#include <string>
#include <vector>

namespace postern::model {

// A range that may belong to the LAN, and why.
struct LanProposal {
    std::string range; // an IpRange text
    Sentence from;     // "this computer", "network at eth0"
    // false: the administrator should decide. What runs behind the bridges of container and virtual machine
    // software is not always the administrator's own.
    bool recommended = true;

    bool operator==(const LanProposal&) const = default;
};

// This computer itself; the private networks that it is in (RFC 1918, RFC 4193); of a public network only
// this computer's own address, since the neighbours there are strangers. Addresses that computers give
// themselves (169.254.0.0/16, RFC 3927) change, and anyone on the cable may take one: they are not proposed.
std::vector<LanProposal> lanProposals(const std::vector<OwnAddress>& addresses);

// The ranges of those that are recommended: the LAN of a first configuration.
std::vector<std::string> proposedLan(const std::vector<OwnAddress>& addresses);

} // namespace postern::model
