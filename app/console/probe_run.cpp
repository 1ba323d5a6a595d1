// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/probe_run.h"

#include "dns/unbound_resolver.h"

#include <exception>

namespace postern::console {

void ProbeRun::work(const Job& job, const Callbacks& callbacks)
{
    try {
        const auto tried = attempt(job, callbacks);
        if (!tried)
            callbacks.failed(tried.error());
    } catch (const std::exception& lost) { // the third lane: what is lost must not take the console along
        callbacks.failed({ErrorKind::Internal, lost.what(), {}, {}});
    }
    const std::lock_guard lock(m_mutex);
    m_ended = true;
}

Result<> ProbeRun::attempt(const Job& job, const Callbacks& callbacks)
{
    const SystemClock clock;
    auto authorities = net::TlsClientContext::load();
    if (!authorities)
        return failFrom(authorities);
    auto resolver = dns::UnboundResolver::start({.servers = job.dnsServers});
    if (!resolver)
        return failFrom(resolver);
    net::Reactor reactor;
    reactor.start();
    auto probe = delivery::RouteProbe::start(reactor, {.resolver = resolver->get(), .tls = *authorities},
                                             job.hop, {.hostname = job.hostname, .clock = &clock},
                                             {.step = callbacks.step, .done = [this, &callbacks](bool good) {
                                                  callbacks.done(good);
                                                  end();
                                              }});
    waitForEnd();
    probe->cancel();
    reactor.runAndWait([] {}); // it has been seen to
    probe.reset();             // before what it works with
    reactor.stop();
    return {};
}

void ProbeRun::waitForEnd()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_done || m_cancelled; });
}

void ProbeRun::end()
{
    const std::lock_guard lock(m_mutex);
    m_done = true;
    m_changed.notify_all();
}

void ProbeRun::cancel()
{
    const std::lock_guard lock(m_mutex);
    m_cancelled = true;
    m_changed.notify_all();
}

bool ProbeRun::ended() const
{
    const std::lock_guard lock(m_mutex);
    return m_ended;
}

} // namespace postern::console
