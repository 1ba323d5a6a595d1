// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/targets.h"

#include <algorithm>
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
    m_hosts = found.hosts;
    dns::keepBetterThanSelf(
        m_hosts, [&](const dns::MailHost& host) { return m_tools.isSelf(host.name, host.addresses); });
    if (m_hosts.empty())
        return giveUp(failed("5.4.6", "mail for " + m_hop.host +
                                          " comes back to this server, which does not serve it"));
    askDane(found.secure);
}

// RFC 7672 2.2: only where DNSSEC vouches for the way from the domain to the server's address. Of an alias
// the records of what it stands for count first (2.2.2).
void TargetFinder::askDane(bool secure)
{
    m_dane.resize(m_hosts.size());
    std::vector<Asked> asked;
    for (std::size_t i = 0; secure && i < m_hosts.size(); ++i) {
        const dns::MailHost& host = m_hosts[i];
        if (!host.secure || host.addresses.empty())
            continue;
        if (!host.canonical.empty())
            asked.push_back({i, host.canonical});
        asked.push_back({i, host.name});
    }
    std::vector<dns::Question> questions;
    for (const Asked& each : asked)
        questions.push_back({tlsaName(each.name, m_hop.port), dns::Type::Tlsa});
    m_tools.resolver->ask(m_tools.context, std::move(questions), lookUpTime,
                          [self = shared_from_this(), asked](const dns::Resolver::Answers& answers) {
                              self->onDane(asked, answers);
                          });
}

void TargetFinder::onDane(const std::vector<Asked>& asked, const dns::Resolver::Answers& answers)
{
    for (std::size_t i = 0; i < asked.size(); ++i) {
        DaneFinding& finding = m_dane[asked[i].host];
        if (finding.result != DaneFinding::Result::None)
            continue;
        finding = findDane(answers[i]);
        finding.base = asked[i].name;
    }
    const bool open = std::any_of(m_dane.begin(), m_dane.end(), [](const DaneFinding& dane) {
        return dane.result == DaneFinding::Result::None;
    });
    if (!open || m_tools.policies == nullptr)
        return onPolicy(std::nullopt);
    m_tools.policies->find(
        m_tools.context, m_hop.host,
        [self = shared_from_this()](const std::optional<StsPolicy>& policy) { self->onPolicy(policy); });
}

// DANE goes first (RFC 8461 2).
void TargetFinder::onPolicy(const std::optional<StsPolicy>& policy)
{
    for (std::size_t i = 0; i < m_hosts.size(); ++i) {
        const dns::MailHost& host = m_hosts[i];
        const bool byDns = m_dane[i].result != DaneFinding::Result::None;
        const auto protection = byDns    ? byDane(host, m_dane[i])
                                : policy ? byPolicy(host, *policy)
                                         : usualProtection(host.name);
        if (protection)
            add(host.name, host.addresses, *protection);
    }
    end();
}

std::optional<Protection> TargetFinder::byDane(const dns::MailHost& host, const DaneFinding& dane)
{
    if (dane.result == DaneFinding::Result::Unknown) {
        m_found.why = deferred("4.7.5", "the DNS does not say what certificate " + host.name +
                                            " must have (TLSA): " + dane.why);
        return std::nullopt;
    }
    Protection protection = usualProtection(host.name);
    protection.by = "DANE";
    protection.level = model::RouteTls::Required;
    if (dane.result == DaneFinding::Result::Unusable) {
        protection.note = "its TLSA records cannot be used";
        return protection;
    }
    protection.level = model::RouteTls::Verified;
    protection.peer.name = dane.base;                           // RFC 7672 8.1
    protection.peer.names = {dane.base, host.name, m_hop.host}; // 3.2.3
    protection.peer.pins = dane.pins;
    return protection;
}

std::optional<Protection> TargetFinder::byPolicy(const dns::MailHost& host, const StsPolicy& policy)
{
    Protection protection = usualProtection(host.name);
    const bool listed = policy.lists(host.name);
    if (policy.mode == StsPolicy::Mode::Testing)
        protection.note =
            listed ? "MTA-STS is only tested" : "MTA-STS is only tested, and does not list this server";
    if (policy.mode != StsPolicy::Mode::Enforce)
        return protection;
    if (!listed) {
        m_found.why = deferred("4.7.5", host.name + " is no server that the policy of " + m_hop.host +
                                            " (MTA-STS) lists");
        return std::nullopt;
    }
    protection.level = model::RouteTls::Verified;
    protection.by = "MTA-STS";
    return protection;
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
