// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QString>

#include <string>
#include <vector>

namespace postern::ui {

// A range that may belong to the LAN, and why.
struct LanProposal {
    std::string range;       // an IpRange text
    QString from;            // "this computer", "network eth0"
    bool recommended = true; // false: the administrator should decide (containers, virtual machines)

    bool operator==(const LanProposal&) const = default;
};

// One address of a network interface of this computer.
struct InterfaceAddress {
    QString interface;
    QHostAddress address;
    int prefixLength = 0;
};

// This computer itself; the private networks that it is in (RFC 1918, RFC 4193); of a public network only
// this computer's own address, since the neighbours there are strangers. Link-local addresses come to no mail
// server but from the same cable, and change: not proposed.
std::vector<LanProposal> lanProposals(const std::vector<InterfaceAddress>& addresses);

// Of the interfaces that are up now.
std::vector<InterfaceAddress> interfaceAddresses();

} // namespace postern::ui
