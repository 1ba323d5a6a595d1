// SPDX-License-Identifier: GPL-3.0-or-later
#include "ctl/lan_proposal.h"

#include <algorithm>
#include <array>

namespace postern::ctl {

namespace {

bool isPrivate(const IpRange& network)
{
    constexpr std::array blocks{"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"};
    return std::any_of(blocks.begin(), blocks.end(), [&](const char* text) {
        const auto block = IpRange::parse(text);
        return block && block->contains(network.first) && block->contains(network.last);
    });
}

// The bridges of container and virtual machine software: what runs there is not always the administrator's
// own.
bool isVirtual(const std::string& interface)
{
    constexpr std::array prefixes{"docker",  "br-", "veth", "virbr", "vmnet",
                                  "vboxnet", "cni", "lxc",  "podman"};
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](const char* prefix) { return interface.starts_with(prefix); });
}

} // namespace

std::vector<std::string> proposedLan(const std::vector<OwnAddress>& addresses)
{
    std::vector<std::string> lan{"127.0.0.0/8", "::1"};
    for (const OwnAddress& own : addresses) {
        const IpRange network = own.network();
        const std::string text = network.toString();
        if (isPrivate(network) && !isVirtual(own.interface) &&
            std::find(lan.begin(), lan.end(), text) == lan.end())
            lan.push_back(text);
    }
    return lan;
}

} // namespace postern::ctl
