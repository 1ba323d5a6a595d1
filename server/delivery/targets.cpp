// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/targets.h"

#include <utility>

namespace postern::delivery {

namespace {

constexpr auto lookUpTime = std::chrono::seconds(30);

// Permanent where the DNS says that there is nobody to take this mail.
Answer answerFor(const dns::MailHosts& found, const std::string& domain)
{
    switch (found.result) {
    case dns::MailHosts::Result::NullMx:
        return failed("5.1.10", domain + " takes no mail (it says so in the DNS)"); // RFC 7505 4.1
    case dns::MailHosts::Result::NoSuchDomain:
        return failed("5.1.2", "there is no domain " + domain);
    case dns::MailHosts::Result::NoHost:
        return failed("5.4.4", "no server takes mail for " + domain);
    default:
        return deferred("4.4.3", "the DNS does not say where mail for " + domain + " goes: " + found.why);
    }
}

} // namespace

TargetFinder::TargetFinder(Tools tools, NextHop hop)
    : m_tools(std::move(tools))
    , m_hop(std::move(hop))
{
}

void TargetFinder::start(Done done)
{
    m_done = std::move(done);
    if (m_hop.kind == NextHop::Kind::Mx)
        return lookUpHosts();
    if (const auto address = IpAddress::parse(m_hop.host)) {
        add(m_hop.host, {*address}, usualProtection(m_hop.host));
        return end();
    }
    lookUpAddresses();
}

void TargetFinder::cancel()
{
    m_done = nullptr;
}

Protection TargetFinder::usualProtection(const std::string& name) const
{
    return {m_hop.tls, {name, {name}, {}}, {}, {}};
}

void TargetFinder::lookUpHosts()
{
    if (m_tools.resolver == nullptr)
        return giveUp(deferred("4.4.3", "there is no DNS to ask where mail for " + m_hop.host + " goes"));
    dns::findMailHosts(
        *m_tools.resolver, m_tools.context, m_hop.host, lookUpTime,
        [self = shared_from_this()](const dns::MailHosts& found) { self->onMailHosts(found); });
}

void TargetFinder::onMailHosts(const dns::MailHosts& found)
{
    if (found.result != dns::MailHosts::Result::Found)
        return giveUp(answerFor(found, m_hop.host));
    std::vector<dns::MailHost> hosts = found.hosts;
    dns::keepBetterThanSelf(
        hosts, [&](const dns::MailHost& host) { return m_tools.isSelf(host.name, host.addresses); });
    if (hosts.empty())
        return giveUp(failed("5.4.6", "mail for " + m_hop.host +
                                          " comes back to this server, which does not serve it"));
    for (const dns::MailHost& host : hosts)
        add(host.name, host.addresses, usualProtection(host.name));
    end();
}

void TargetFinder::lookUpAddresses()
{
    if (m_tools.resolver == nullptr)
        return giveUp(deferred("4.4.3", "there is no DNS to ask for " + m_hop.host));
    std::vector<dns::Question> questions{{m_hop.host, dns::Type::Aaaa}, {m_hop.host, dns::Type::A}};
    m_tools.resolver->ask(
        m_tools.context, std::move(questions), lookUpTime,
        [self = shared_from_this()](const dns::Resolver::Answers& answers) {
            for (const dns::Answer& answer : answers)
                self->add(self->m_hop.host, answer.addresses, self->usualProtection(self->m_hop.host));
            self->m_found.why = deferred("4.4.3", "the DNS knows no address of " + self->m_hop.host);
            self->end();
        });
}

void TargetFinder::add(const std::string& name, const std::vector<IpAddress>& addresses,
                       const Protection& protection)
{
    for (const IpAddress& address : addresses) {
        if (m_found.targets.size() < mostTargets)
            m_found.targets.push_back({name, {address, m_hop.port}, protection});
    }
}

void TargetFinder::end()
{
    if (const Done done = std::exchange(m_done, nullptr))
        done(std::move(m_found));
}

void TargetFinder::giveUp(Answer why)
{
    m_found.targets.clear();
    m_found.why = std::move(why);
    end();
}

} // namespace postern::delivery
