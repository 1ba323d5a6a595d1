// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/health_run.h"

#include "dns/unbound_resolver.h"
#include "health/dns_list_probe.h"

#include <exception>
#include <utility>

namespace postern::console {

HealthRun::HealthRun(std::string store)
    : m_check({.store = std::move(store), .spool = {}, .dnsServers = {}})
{
}

void HealthRun::work(const Callbacks& callbacks)
{
    try {
        const auto looked = m_check.run(callbacks.found);
        if (looked)
            callbacks.done();
        else
            callbacks.failed(looked.error());
    } catch (const std::exception& lost) { // the third lane: what is lost must not take the console along
        callbacks.failed({ErrorKind::Internal, lost.what(), {}, {}, {}});
    }
    m_ended = true;
}

DnsListRun::DnsListRun(model::DnsList list, std::string besides, std::vector<std::string> dnsServers)
    : m_list(std::move(list))
    , m_besides(std::move(besides))
    , m_dnsServers(std::move(dnsServers))
{
}

void DnsListRun::work(const Callbacks& callbacks)
{
    try {
        attempt(callbacks);
    } catch (const std::exception& lost) {
        callbacks.failed({ErrorKind::Internal, lost.what(), {}, {}, {}});
    }
    m_ended = true;
}

void DnsListRun::attempt(const Callbacks& callbacks) const
{
    std::optional<health::DnsListEntry> besides;
    if (!m_besides.empty()) {
        const auto entry = health::entryFor(m_list, m_besides);
        if (!entry)
            return callbacks.failed(entry.error());
        besides = *entry;
    }
    const std::function<bool()> cancelled = [this] { return m_cancelled.load(); };
    health::Questions questions(cancelled); // goes after the resolver
    auto resolver = dns::UnboundResolver::start({.servers = m_dnsServers});
    if (!resolver)
        return callbacks.failed(resolver.error());
    callbacks.done(health::probeDnsList(questions, **resolver, m_list, besides, cancelled, callbacks.step));
}

} // namespace postern::console
