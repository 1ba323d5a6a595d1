// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/data/lan_proposal.h"

#include "base/ip_address.h"
#include "ui/text/translate.h"

#include <QCoreApplication>
#include <QNetworkInterface>

#include <algorithm>
#include <array>

namespace postern::ui {

namespace {

// The bridges of container and virtual machine software: what runs there is often not the administrator's
// own.
bool isVirtual(const QString& interface)
{
    constexpr std::array prefixes{"docker",  "br-", "veth", "virbr", "vmnet",
                                  "vboxnet", "cni", "lxc",  "podman"};
    return std::any_of(prefixes.begin(), prefixes.end(),
                       [&](const char* prefix) { return interface.startsWith(QLatin1StringView(prefix)); });
}

bool isPrivate(const QHostAddress& address)
{
    const auto in = [&](const char* subnet) {
        return address.isInSubnet(QHostAddress::parseSubnet(QString::fromLatin1(subnet)));
    };
    return in("10.0.0.0/8") || in("172.16.0.0/12") || in("192.168.0.0/16") || in("fc00::/7");
}

// The address with all bits behind the prefix cleared: "192.168.1.0/24". RFC 4632 3.1.
std::string blockOf(const QHostAddress& address, int prefixLength)
{
    const auto own = IpAddress::parse(bytes(address.toString()));
    if (!own || prefixLength < 0 || prefixLength > own->bits())
        return {};
    IpAddress::Bytes block = own->bytes();
    const int keep = own->isV4() ? prefixLength + 96 : prefixLength;
    for (int bit = keep; bit < 128; ++bit)
        block[std::size_t(bit / 8)] &= std::uint8_t(~(0x80 >> (bit % 8)));
    return IpAddress::fromBytes(block).toString() + '/' + std::to_string(prefixLength);
}

void add(std::vector<LanProposal>& proposals, LanProposal proposal)
{
    const auto range = IpRange::parse(proposal.range);
    if (!range)
        return;
    proposal.range = range->toString();
    const bool known = std::any_of(proposals.begin(), proposals.end(),
                                   [&](const LanProposal& each) { return each.range == proposal.range; });
    if (!known)
        proposals.push_back(std::move(proposal));
}

} // namespace

std::vector<LanProposal> lanProposals(const std::vector<InterfaceAddress>& addresses)
{
    const auto words = [](const char* text) { return QCoreApplication::translate("LanProposal", text); };
    const QString self = words(QT_TRANSLATE_NOOP("LanProposal", "this computer"));
    std::vector<LanProposal> proposals{{"127.0.0.1", self}, {"::1", self}};
    for (const InterfaceAddress& each : addresses) {
        QHostAddress address = each.address;
        address.setScopeId({});
        if (address.isLoopback() || address.isLinkLocal())
            continue;
        if (isPrivate(address))
            add(proposals, {blockOf(address, each.prefixLength),
                            words(QT_TRANSLATE_NOOP("LanProposal", "network at %1")).arg(each.interface),
                            !isVirtual(each.interface)});
        else
            add(proposals, {bytes(address.toString()),
                            words(QT_TRANSLATE_NOOP("LanProposal", "this computer's public address"))});
    }
    return proposals;
}

std::vector<InterfaceAddress> interfaceAddresses()
{
    std::vector<InterfaceAddress> addresses;
    for (const QNetworkInterface& interface : QNetworkInterface::allInterfaces()) {
        if (!interface.flags().testFlag(QNetworkInterface::IsUp))
            continue;
        for (const QNetworkAddressEntry& entry : interface.addressEntries())
            addresses.push_back({interface.name(), entry.ip(), entry.prefixLength()});
    }
    return addresses;
}

} // namespace postern::ui
