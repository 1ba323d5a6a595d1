// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/health_check.h"

#include "base/domain_name.h"
#include "base/own_addresses.h"
#include "dns/mail_hosts.h"
#include "dns/unbound_resolver.h"
#include "health/dns_list_names.h"
#include "health/judge_machine.h"
#include "health/judge_names.h"
#include "health/judge_settings.h"
#include "health/questions.h"
#include "health/relay_test.h"
#include "store/store.h"

#include <sys/statvfs.h>
#include <sys/timex.h>

#include <algorithm>
#include <filesystem>
#include <set>

namespace postern::health {

namespace {

using dns::Question;
using dns::Type;

constexpr std::size_t domainsAtMost = 50;  // that are looked up, with their aliases
constexpr std::size_t addressesAtMost = 8; // of this server
constexpr std::int64_t checkedAtMost =
    1'073'741'824; // octets of a store that is read whole without being asked

std::vector<IpAddress> addressesOfThisComputer()
{
    std::vector<IpAddress> addresses;
    for (const OwnAddress& own : ownAddresses())
        addresses.push_back(own.address);
    return addresses;
}

void addOnce(std::vector<IpAddress>& addresses, const std::vector<IpAddress>& more)
{
    for (const IpAddress& each : more) {
        if (std::find(addresses.begin(), addresses.end(), each) == addresses.end())
            addresses.push_back(each);
    }
}

std::int64_t sizeOf(const std::string& file)
{
    std::error_code missing;
    const auto size = std::filesystem::file_size(file, missing);
    return missing ? 0 : std::int64_t(size);
}

DiskFacts diskAt(DiskFacts::What what, const std::string& folder)
{
    DiskFacts facts{what, folder, 0, 0};
    struct statvfs room {};
    if (::statvfs(folder.c_str(), &room) == 0) {
        facts.free = std::int64_t(room.f_bavail) * std::int64_t(room.f_frsize);
        facts.total = std::int64_t(room.f_blocks) * std::int64_t(room.f_frsize);
    }
    return facts;
}

// Where a folder will be: the next one above it that is there.
std::string nearestFolder(std::filesystem::path path)
{
    std::error_code unseen;
    while (!std::filesystem::is_directory(path, unseen) && path.has_relative_path())
        path = path.parent_path();
    return path.empty() ? "." : path.string();
}

ClockFacts clockFacts(const std::vector<model::NodeStatus>& nodes, Time now)
{
    ClockFacts facts{now, false, false, {}};
    timex state{};
    const int said = ::adjtimex(&state); // reads only: no mode is set
    facts.known = said >= 0;
    facts.synchronized = said >= 0 && said != TIME_ERROR && (state.status & STA_UNSYNC) == 0;
    for (const model::NodeStatus& node : nodes)
        facts.heartbeats.emplace_back(node.node, node.heartbeat);
    return facts;
}

std::vector<std::string> domainsOf(const model::Configuration& configuration)
{
    std::vector<std::string> names;
    for (const model::Domain& domain : configuration.domains) {
        names.push_back(domain.name);
        names.insert(names.end(), domain.aliases.begin(), domain.aliases.end());
    }
    names.resize(std::min(names.size(), domainsAtMost));
    return names;
}

} // namespace

struct HealthCheck::Look {
    const Found& found;
    store::Store& store;
    model::Configuration configuration;
    std::vector<model::NodeStatus> nodes;
    std::int64_t revision = 0;
    Time now{};
    std::vector<IpAddress> own;
    std::vector<std::string> servers; // of the DNS
    Questions questions;              // outlives the resolver
    std::unique_ptr<dns::UnboundResolver> resolver;
};

HealthCheck::HealthCheck(Options options)
    : m_options(std::move(options))
{
}

Result<> HealthCheck::run(const Found& found)
{
    auto opened = store::Store::open(m_options.store, store::OpenMode::Existing);
    if (!opened)
        return failFrom(opened);
    Look look{found,
              **opened,
              {},
              {},
              0,
              SystemClock().now(),
              addressesOfThisComputer(),
              {},
              Questions([this] { return m_cancelled.load(); }),
              nullptr};
    const auto read = look.store.readTogether([&]() -> Result<> {
        auto configuration = look.store.configuration();
        auto nodes = look.store.nodes();
        const auto revision = look.store.revision();
        if (!configuration || !nodes || !revision)
            return fail(ErrorKind::Unavailable, "the store cannot be read", m_options.store);
        look.configuration = std::move(*configuration);
        look.nodes = std::move(*nodes);
        look.revision = *revision;
        return {};
    });
    if (!read)
        return read;
    look.servers = m_options.dnsServers.empty() ? look.configuration.server.dnsServers : m_options.dnsServers;
    lookAtMachine(look);
    auto resolver = dns::UnboundResolver::start({.servers = look.servers});
    if (resolver) {
        look.resolver = std::move(*resolver);
        lookAtNames(look);
    } else {
        found({model::HealthTopic::Resolver,
               {},
               model::HealthState::Wrong,
               placedPhraseOf(resolver.error()),
               {},
               {}});
    }
    lookAtRelaying(look);
    lookAtStore(look);
    return {};
}

void HealthCheck::lookAtMachine(const Look& look) const
{
    for (const auto& finding : judgeServices(look.configuration, look.nodes, look.revision, look.now))
        look.found(finding);
    for (const auto& finding : judgeSettings(look.configuration))
        look.found(finding);
    const std::filesystem::path store = std::filesystem::absolute(m_options.store);
    for (const model::Service& service : look.configuration.services) {
        if (!service.enabled || service.tls.mode == model::TlsMode::None)
            continue;
        const bool own = service.tls.certificates.empty();
        const bool forPeople = !service.authentication.mechanisms.empty();
        const auto whole = [&](const std::string& path) { return (store.parent_path() / path).string(); };
        const std::string made = m_options.store + ".self-signed.pem";
        if (own)
            look.found(judgeCertificate({service.name, look.configuration.server.hostname, true, forPeople,
                                         readCertificate(made, made)},
                                        look.now));
        for (const model::Certificate& pair : service.tls.certificates)
            look.found(judgeCertificate(
                {service.name,
                 service.tls.certificates.size() == 1 ? look.configuration.server.hostname : std::string(),
                 false, forPeople, readCertificate(whole(pair.certificate), whole(pair.key))},
                look.now));
    }
    const std::string spool = m_options.spool.empty()
                                  ? (store.parent_path() / "spool" / store.filename()).string()
                                  : m_options.spool;
    look.found(judgeDisk(diskAt(DiskFacts::What::Store, store.parent_path().string())));
    look.found(judgeDisk(diskAt(DiskFacts::What::Queue, nearestFolder(spool))));
    look.found(judgeClock(clockFacts(look.nodes, look.now)));
}

void HealthCheck::lookAtNames(Look& look) const
{
    const std::string& host = look.configuration.server.hostname;
    const std::string asked = host.empty() ? "example.com" : comparableDomain(host);
    auto first = look.questions.ask(
        *look.resolver, {{asked, Type::A}, {asked, Type::Aaaa}, {"no-such-name.invalid", Type::A}});
    if (m_cancelled)
        return;
    const ResolverFacts answers{first.answers[0].failed() ? first.answers[1] : first.answers[0],
                                first.answers[2], first.took, look.servers};
    const model::HealthFinding resolver = judgeResolver(answers);
    look.found(resolver);
    if (resolver.state == model::HealthState::Wrong && answers.ordinary.failed())
        return; // nothing else could be said
    std::vector<IpAddress> ours = first.answers[0].addresses;
    addOnce(ours, first.answers[1].addresses);
    std::vector<IpAddress> sendsFrom = ours;
    addOnce(sendsFrom, look.own);
    addOnce(ours, look.own);
    std::erase_if(sendsFrom, [](const IpAddress& address) { return !isPublic(address); });
    sendsFrom.resize(std::min(sendsFrom.size(), addressesAtMost));
    std::vector<Question> questions;
    for (const IpAddress& address : sendsFrom)
        questions.push_back({dns::reverseName(address), Type::Ptr});
    const auto names = look.questions.ask(*look.resolver, questions);
    if (m_cancelled)
        return;
    HostFacts facts{host, first.answers[0], first.answers[1], {}};
    for (std::size_t i = 0; i < sendsFrom.size(); ++i)
        facts.reverse.push_back({sendsFrom[i], names.answers[i]});
    for (const auto& finding : judgeHost(facts))
        look.found(finding);
    lookAtDomains(look, ours, sendsFrom);
    lookAtDnsLists(look);
}

void HealthCheck::lookAtDomains(Look& look, const std::vector<IpAddress>& ours,
                                const std::vector<IpAddress>& sendsFrom) const
{
    const std::string& host = look.configuration.server.hostname;
    for (const std::string& domain : domainsOf(look.configuration)) {
        MxFacts facts{
            domain, look.questions.ask(*look.resolver, {{domain, Type::Mx}}).answers[0], {}, host, ours};
        std::vector<dns::MxRecord> records = dns::inOrder(facts.mx.mx);
        if (facts.mx.nothing())
            records = {{0, comparableDomain(domain)}};
        std::vector<Question> questions;
        for (const dns::MxRecord& record : records) {
            questions.push_back({record.host, Type::A});
            questions.push_back({record.host, Type::Aaaa});
        }
        if (dns::isNullMx(facts.mx))
            questions.clear();
        const auto found = look.questions.ask(*look.resolver, questions).answers;
        for (std::size_t i = 0; i < records.size(); ++i) {
            MxFacts::Host one{records[i].host, records[i].preference, {}, false};
            for (std::size_t k = 2 * i; k < std::min(2 * i + 2, found.size()); ++k) {
                addOnce(one.addresses, found[k].addresses);
                one.failed = one.failed || found[k].failed();
            }
            facts.hosts.push_back(std::move(one));
        }
        SpfFacts spf{domain, {}};
        for (const IpAddress& address : sendsFrom) {
            mailauth::SpfCheck check({address, host, "postmaster@" + domain, host, look.now});
            while (!check.done() && !m_cancelled)
                check.learn(look.questions.ask(*look.resolver, check.questions()).answers);
            if (check.done())
                spf.verdicts.push_back({address, check.verdict()});
        }
        if (m_cancelled)
            return;
        look.found(judgeMx(facts));
        look.found(judgeSpf(spf));
    }
}

void HealthCheck::lookAtDnsLists(Look& look) const
{
    std::set<std::string> seen;
    std::vector<std::pair<std::string, model::DnsList>> lists; // with the service that asks
    for (const model::Service& service : look.configuration.services) {
        for (const model::DnsList& list : service.dnsLists) {
            if (service.enabled && list.enabled && seen.insert(comparableDomain(list.zone)).second)
                lists.emplace_back(service.name, list);
        }
    }
    for (const auto& [service, list] : lists) {
        const DnsListEntry must = mustEntry(list);
        const DnsListEntry mustNot = mustNotEntry(list);
        auto asked = look.questions.ask(*look.resolver, {{must.name, Type::A}, {mustNot.name, Type::A}});
        if (m_cancelled)
            return;
        look.found(judgeDnsList({list.zone, service, std::move(asked.answers[0]), std::move(asked.answers[1]),
                                 asked.took, must.shown, mustNot.shown}));
    }
}

void HealthCheck::lookAtRelaying(const Look& look) const
{
    const bool alive = std::any_of(look.nodes.begin(), look.nodes.end(),
                                   [&](const model::NodeStatus& node) { return node.alive(look.now); });
    const auto tls = net::TlsClientContext::load();
    if (!alive || !tls)
        return; // that nobody is there has been said
    for (const model::Service& service : look.configuration.services) {
        if (m_cancelled)
            return;
        if (!service.enabled)
            continue;
        const RelayFacts facts =
            testRelay(look.configuration, service,
                      {.tls = *tls, .own = look.own, .cancelled = [this] { return m_cancelled.load(); }});
        if (!m_cancelled)
            look.found(judgeRelay(facts));
    }
}

void HealthCheck::lookAtStore(const Look& look) const
{
    if (m_cancelled)
        return;
    if (const auto last = look.store.lastBackup())
        look.found(judgeBackup(*last, look.now));
    StoreFacts facts{sizeOf(m_options.store) + sizeOf(m_options.store + "-wal"),
                     look.configuration.server.eventMegabytes, std::nullopt};
    if (m_options.full || facts.bytes <= checkedAtMost)
        facts.check = look.store.check();
    look.found(judgeStore(facts));
}

} // namespace postern::health
