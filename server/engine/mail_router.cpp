// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/mail_router.h"

#include "base/domain_name.h"
#include "base/own_addresses.h"

#include <algorithm>

namespace postern::engine {

namespace {

delivery::NextHop nowhere(std::string why)
{
    delivery::NextHop hop;
    hop.why = std::move(why);
    return hop;
}

} // namespace

const model::Mailbox* mailboxFor(const policy::ServerPolicy& server, std::string_view address)
{
    const MailAddress comparable = comparableAddress(address);
    if (!comparable.domain.empty() && !server.isLocalDomain(comparable.domain))
        return nullptr;
    const model::Mailbox* mailbox = server.mailboxFor(comparable);
    return mailbox != nullptr ? mailbox : server.postmasterMailbox();
}

std::vector<Copy> withForwards(const policy::ServerPolicy& server, const std::string& address,
                               std::unordered_set<std::string>& seen)
{
    std::vector<Copy> copies;
    std::vector<Copy> open{{address, {}}};
    for (std::size_t i = 0; i < open.size(); ++i) {
        const Copy next = open[i];
        if (!seen.insert(comparableAddress(next.address).toString()).second)
            continue;
        const model::Mailbox* mailbox = mailboxFor(server, next.address);
        if (mailbox == nullptr)
            copies.push_back(next);
        else if (!mailbox->delivery.empty() || mailbox->forward.empty())
            copies.push_back({next.address, {}}); // nothing here asks for its SPF
        if (mailbox == nullptr)
            continue;
        const std::string& returnPath = mailbox->rewriteSender ? mailbox->address : next.returnPath;
        for (const std::string& forward : mailbox->forward)
            open.push_back({forward, returnPath});
    }
    return copies;
}

std::string destinationOf(const policy::ServerPolicy& server, const std::string& address)
{
    if (const model::Mailbox* mailbox = mailboxFor(server, address))
        return "mailbox:" + mailbox->address;
    return "domain:" + comparableAddress(address).domain;
}

delivery::NextHop MailRouter::nextHop(const std::string& recipient) const
{
    const auto server = m_inForce.server();
    if (!server)
        return nowhere("there is no configuration");
    if (const model::Mailbox* mailbox = mailboxFor(*server, recipient))
        return mailbox->delivery.empty() ? nowhere("the mailbox " + mailbox->address + " keeps no mail")
                                         : delivery::parseNextHop(mailbox->delivery);
    const std::string domain = comparableAddress(recipient).domain;
    if (domain.empty() || server->isLocalDomain(domain))
        return nowhere("there is no mailbox for " + recipient);
    const model::Route* route = server->routeFor(domain);
    return route != nullptr ? delivery::hopOf(*route) : delivery::hopByDns(domain, m_smtpPort);
}

std::string MailRouter::destination(const std::string& recipient) const
{
    const auto server = m_inForce.server();
    return server ? destinationOf(*server, recipient) : "domain:" + comparableAddress(recipient).domain;
}

delivery::Router::Settings MailRouter::settings() const
{
    Settings settings;
    const auto server = m_inForce.server();
    if (!server)
        return settings;
    settings.hostname = server->hostname();
    if (const model::Mailbox* postmaster = server->postmasterMailbox())
        settings.postmaster = postmaster->address;
    settings.giveUp = std::chrono::hours(server->settings().queueHours);
    settings.tellDelay = std::chrono::hours(server->settings().delayHours);
    return settings;
}

bool MailRouter::isSelf(const std::string& name, const std::vector<IpAddress>& addresses) const
{
    const auto server = m_inForce.server();
    if (server && comparableDomain(name) == comparableDomain(server->hostname()))
        return true;
    const auto own = ownAddresses();
    return std::any_of(own.begin(), own.end(), [&](const OwnAddress& ours) {
        return std::find(addresses.begin(), addresses.end(), ours.address) != addresses.end();
    });
}

} // namespace postern::engine
