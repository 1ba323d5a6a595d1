// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/probe_run.h"

#include "dns/unbound_resolver.h"

#include <exception>
#include <memory>
#include <utility>

namespace postern::console {

namespace {

// Every name has the one address.
class FixedResolver final : public dns::Resolver {
public:
    explicit FixedResolver(const IpAddress& address)
        : m_address(address)
    {
    }

    void begin(const dns::Question& question, std::function<void(dns::Answer)> done) override
    {
        dns::Answer answer;
        answer.status = dns::Status::NoData;
        if (question.type == (m_address.isV4() ? dns::Type::A : dns::Type::Aaaa)) {
            answer.status = dns::Status::Found;
            answer.addresses = {m_address};
        }
        done(std::move(answer));
    }

private:
    const IpAddress m_address;
};

Result<std::unique_ptr<dns::Resolver>> resolverFor(const ProbeJob& job)
{
    if (job.at)
        return std::make_unique<FixedResolver>(*job.at);
    auto resolver = dns::UnboundResolver::start({.servers = job.dnsServers});
    if (!resolver)
        return failFrom(resolver);
    return std::unique_ptr<dns::Resolver>(std::move(*resolver));
}

} // namespace

void ProbeRun::work(const ProbeJob& job, const Callbacks& callbacks)
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

Result<> ProbeRun::attempt(const ProbeJob& job, const Callbacks& callbacks)
{
    const SystemClock clock;
    auto authorities = net::TlsClientContext::load();
    if (!authorities)
        return failFrom(authorities);
    const auto resolver = resolverFor(job);
    if (!resolver)
        return failFrom(resolver);
    net::Reactor reactor;
    reactor.start();
    auto probe =
        delivery::RouteProbe::start(reactor, {.resolver = resolver->get(), .tls = *authorities}, job.hop,
                                    {.hostname = job.hostname, .clock = &clock, .isSelf = {}},
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
