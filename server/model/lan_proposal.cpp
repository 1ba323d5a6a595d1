// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/lan_proposal.h"

#include <algorithm>
#include <array>

namespace postern::model {

namespace {

bool isWithin(const IpRange& range, const char* text)
{
    const auto block = IpRange::parse(text);
    return block && block->contains(range.first) && block->contains(range.last);
}

bool isPrivate(const IpRange& network)
{
    constexpr std::array blocks{"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"};
    return std::any_of(blocks.begin(), blocks.end(),
                       [&](const char* text) { return isWithin(network, text); });
}

bool isVirtual(const std::string& interface)
{
    constexpr std::array prefixes{"docker",  "br-", "veth", "virbr", "vmnet",
                                  "vboxnet", "cni", "lxc",  "podman"};
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](const char* prefix) { return interface.starts_with(prefix); });
}

LanProposal proposalOf(const OwnAddress& own)
{
    if (isPrivate(own.network()))
        return {own.network().toString(),
                {POSTERN_TEXT("server", "network at %1"), {own.interface}},
                !isVirtual(own.interface)};
    return {own.address.toString(), {POSTERN_TEXT("server", "this computer's public address"), {}}};
}

} // namespace

std::vector<LanProposal> lanProposals(const std::vector<OwnAddress>& addresses)
{
    const Sentence self{POSTERN_TEXT("server", "this computer"), {}};
    std::vector<LanProposal> proposals{{"127.0.0.1", self}, {"::1", self}};
    for (const OwnAddress& own : addresses) {
        if (own.address.isLoopback() || isWithin({own.address, own.address}, "169.254.0.0/16"))
            continue;
        LanProposal proposal = proposalOf(own);
        const bool known = std::any_of(proposals.begin(), proposals.end(),
                                       [&](const LanProposal& each) { return each.range == proposal.range; });
        if (!known)
            proposals.push_back(std::move(proposal));
    }
    return proposals;
}

std::vector<std::string> proposedLan(const std::vector<OwnAddress>& addresses)
{
    std::vector<std::string> lan;
    for (LanProposal& each : lanProposals(addresses)) {
        if (each.recommended)
            lan.push_back(std::move(each.range));
    }
    return lan;
}

} // namespace postern::model
