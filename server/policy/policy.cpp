// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/policy.h"

#include "base/domain_name.h"
#include "model/dns_list.h"
#include "model/list_pattern.h"

namespace postern::policy {

namespace {

IpSet ipSet(const std::vector<std::string>& texts)
{
    std::vector<IpRange> ranges;
    for (const std::string& text : texts) {
        if (const auto range = IpRange::parse(text))
            ranges.push_back(*range);
    }
    return IpSet(std::move(ranges));
}

CompiledList listOf(model::ListKind kind, const std::vector<std::string>& patterns)
{
    std::vector<model::ListEntry> entries;
    for (const std::string& typed : patterns) {
        const auto pattern = model::ListPattern::parse(kind, typed);
        if (!pattern)
            continue;
        model::ListEntry entry;
        entry.kind = kind;
        entry.pattern = pattern->text;
        entry.negated = pattern->negated;
        entries.push_back(std::move(entry));
    }
    return CompiledList::compile(kind, entries);
}

std::vector<DnsListPolicy> dnsListsInUse(const model::Service& service)
{
    std::vector<DnsListPolicy> lists;
    for (const model::DnsList& list : service.dnsLists) {
        if (!list.enabled || list.zone.empty())
            continue;
        DnsListPolicy& compiled = lists.emplace_back();
        compiled.zone = list.zone;
        compiled.kind = list.kind;
        compiled.points = list.points;
        for (const model::DnsListResponse& response : list.responses) {
            auto answers = model::answersOf(response);
            compiled.responses.push_back({IpSet(answers ? std::move(*answers) : std::vector<IpRange>()),
                                          response.points, response.text});
        }
    }
    return lists;
}

std::vector<ScannerPolicy> scannersInUse(const model::Service& service)
{
    std::vector<ScannerPolicy> scanners;
    for (const model::Scanner& scanner : service.scanners) {
        if (scanner.enabled && !scanner.address.empty())
            scanners.push_back({scanner.kind, scanner.address, scanner.points, scanner.timeoutSeconds,
                                scanner.onFailure, scanner.sizeLimit, scanner.header, scanner.rejectText,
                                listOf(model::ListKind::Sender, scanner.senderExceptions)});
    }
    return scanners;
}

ListSet listSet(model::ListColor color, model::Id service, std::span<const model::ListEntry> entries)
{
    std::array<std::vector<model::ListEntry>, 4> byKind;
    for (const model::ListEntry& entry : entries) {
        const bool ours = entry.service == 0 || entry.service == service;
        if (ours && entry.color == color)
            byKind[std::size_t(entry.kind)].push_back(entry);
    }
    ListSet set;
    for (const model::ListKind kind : model::allListKinds)
        set.byKind[std::size_t(kind)] = CompiledList::compile(kind, byKind[std::size_t(kind)]);
    return set;
}

// The address that a HELO argument is, as literal or bare.
std::optional<IpAddress> addressInHelo(std::string_view helo)
{
    return helo.starts_with('[') ? parseAddressLiteral(helo) : IpAddress::parse(helo);
}

} // namespace

ServerPolicy::ServerPolicy(const model::Configuration& configuration)
    : m_settings(configuration.server)
    , m_routes(configuration.routes)
    , m_hostname(configuration.server.hostname)
    , m_comparableHostname(comparableDomain(configuration.server.hostname))
    , m_lan(ipSet(configuration.server.lan))
    , m_forwarders(ipSet(configuration.server.trustedForwarders))
{
    addDomains(configuration);
    addMailboxes(configuration);
    for (const model::Service& service : configuration.services) {
        for (const std::string& text : service.addresses) {
            const auto address = IpAddress::parse(text);
            if (address)
                m_ownAddresses.insert(*address);
        }
    }
}

void ServerPolicy::addDomains(const model::Configuration& configuration)
{
    for (const model::Domain& domain : configuration.domains) {
        const std::string name = comparableDomain(domain.name);
        m_domains.emplace(name, name);
        for (const std::string& alias : domain.aliases)
            m_domains.emplace(comparableDomain(alias), name);
    }
    m_domains.erase(std::string());
    for (const model::Route& route : configuration.routes) {
        if (route.domain != "*" && !route.domain.empty())
            m_routed.insert(comparableDomain(route.domain));
    }
}

void ServerPolicy::addMailboxes(const model::Configuration& configuration)
{
    m_mailboxes = configuration.mailboxes;
    // All addresses before all aliases: an alias never takes a mailbox's own address away.
    for (std::size_t i = 0; i < m_mailboxes.size(); ++i)
        m_addresses.emplace(canonical(comparableAddress(m_mailboxes[i].address)), i);
    for (std::size_t i = 0; i < m_mailboxes.size(); ++i) {
        for (const std::string& alias : m_mailboxes[i].aliases)
            m_addresses.emplace(canonical(comparableAddress(alias)), i);
    }
    m_addresses.erase(std::string());
    const auto postmaster = m_addresses.find(canonical(comparableAddress(configuration.server.postmaster)));
    if (postmaster != m_addresses.end())
        m_postmaster = postmaster->second;
}

std::string ServerPolicy::canonical(const MailAddress& address) const
{
    const auto domain = m_domains.find(address.domain);
    if (domain == m_domains.end() || address.local.empty())
        return {};
    std::string text;
    text.reserve(address.local.size() + 1 + domain->second.size());
    text.append(address.local).append(1, '@').append(domain->second);
    return text;
}

const model::Route* ServerPolicy::routeFor(std::string_view comparableDomain) const
{
    const model::Route* best = nullptr;
    for (const model::Route& route : m_routes) {
        if (route.domain == "*" && best == nullptr)
            best = &route;
        else if (route.domain != "*" && postern::comparableDomain(route.domain) == comparableDomain)
            return &route;
    }
    return best;
}

bool ServerPolicy::isLocalDomain(std::string_view comparable) const
{
    return m_domains.contains(comparable);
}

bool ServerPolicy::isRouted(std::string_view comparableDomain) const
{
    return m_routed.contains(comparableDomain);
}

std::string ServerPolicy::localName(std::string_view helo) const
{
    const auto address = addressInHelo(helo);
    if (address)
        return address->isLoopback() || m_ownAddresses.contains(*address) ? address->toString()
                                                                          : std::string();
    const std::string name = comparableDomain(helo);
    if (name.empty())
        return {};
    if (name == m_comparableHostname)
        return name;
    std::string_view rest = name;
    while (true) {
        // RFC 6761 6.3: names below localhost are the machine itself, too.
        if (rest == "localhost" || m_domains.contains(rest))
            return std::string(rest);
        const std::size_t dot = rest.find('.');
        if (dot == rest.npos)
            return {};
        rest.remove_prefix(dot + 1);
    }
}

const model::Mailbox* ServerPolicy::mailboxFor(const MailAddress& recipient) const
{
    const std::string address = canonical(recipient);
    const auto found = m_addresses.find(address);
    if (!address.empty() && found != m_addresses.end())
        return &m_mailboxes[found->second];
    const bool ours = !address.empty() || recipient.domain.empty();
    return ours && recipient.local == "postmaster" ? postmasterMailbox() : nullptr;
}

const model::Mailbox* ServerPolicy::loginMailbox(std::string_view name) const
{
    const auto found = m_addresses.find(canonical(comparableAddress(name)));
    return found == m_addresses.end() ? nullptr : &m_mailboxes[found->second];
}

const model::Mailbox* ServerPolicy::postmasterMailbox() const
{
    return m_postmaster < m_mailboxes.size() ? &m_mailboxes[m_postmaster] : nullptr;
}

void ServerPolicy::setOwnAddresses(std::span<const IpAddress> addresses)
{
    m_ownAddresses.insert(addresses.begin(), addresses.end());
}

std::shared_ptr<const Policy> compilePolicy(std::int64_t revision, std::shared_ptr<const ServerPolicy> server,
                                            const model::Service& service, ListSet black, ListSet white)
{
    auto policy = std::make_shared<Policy>();
    policy->revision = revision;
    policy->server = std::move(server);
    policy->service = service;
    for (const model::CheckInfo& info : model::checks())
        policy->modes[std::size_t(info.check)] = service.mode(info.check);
    policy->access = ipSet(service.accessRanges);
    policy->proxyPeers = ipSet(service.proxyPeers);
    policy->relayRanges = ipSet(service.relay.ranges);
    policy->relayRecipients = listOf(model::ListKind::Recipient, service.relay.recipients);
    policy->dnsLists = dnsListsInUse(service);
    if (policy->dnsLists.empty()) // off until a zone is added
        policy->modes[std::size_t(model::Check::IpDnsbl)] = model::CheckMode::Off;
    policy->scanners = scannersInUse(service);
    if (policy->scanners.empty()) // off until one is added
        policy->modes[std::size_t(model::Check::MessageSpam)] = model::CheckMode::Off;
    policy->black = std::move(black);
    policy->white = std::move(white);
    return policy;
}

std::shared_ptr<const Policy> compilePolicy(std::int64_t revision, std::shared_ptr<const ServerPolicy> server,
                                            const model::Service& service,
                                            std::span<const model::ListEntry> entries)
{
    return compilePolicy(revision, std::move(server), service,
                         listSet(model::ListColor::Black, service.id, entries),
                         listSet(model::ListColor::White, service.id, entries));
}

std::shared_ptr<const Policy> compilePolicy(std::int64_t revision, const model::Configuration& configuration,
                                            const model::Service& service,
                                            std::span<const model::ListEntry> entries)
{
    return compilePolicy(revision, std::make_shared<const ServerPolicy>(configuration), service, entries);
}

} // namespace postern::policy
