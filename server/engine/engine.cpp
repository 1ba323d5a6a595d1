// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"

#include "delivery/curl_fetcher.h"
#include "delivery/smtp_carrier.h"
#include "engine/deliveries.h"
#include "engine/dns_facts.h"
#include "engine/node_lock.h"
#include "engine/session_driver.h"
#include "engine/watch.h"

#include <algorithm>
#include <filesystem>
#include <thread>

namespace postern::engine {

namespace {

using namespace std::chrono_literals;

// Workers wait for disks most of the time, and share the syncs of the file system's journal.
constexpr std::size_t workerCount = 16;
constexpr auto factsDeadline = 10s;
constexpr auto afterGrace = 5s; // for what is still being written then
constexpr std::chrono::milliseconds lastDeliveries = 3s;

// Beside the store, one for each store and node: what one of them queues no other may deliver.
std::string spoolOf(const EngineOptions& options)
{
    if (!options.spool.empty())
        return options.spool;
    const std::filesystem::path store = std::filesystem::absolute(options.store);
    return store.parent_path() / "spool" / store.filename() / options.node;
}

LogSink logOf(const EngineOptions& options)
{
    return options.log ? options.log : [](const std::string&) {};
}

std::string machineName()
{
    char name[256] = {};
    ::gethostname(name, sizeof name - 1);
    return name;
}

} // namespace

struct Engine::Parts {
    Parts(const EngineOptions& options, NodeLock taken, std::unique_ptr<spool::Spool> opened,
          std::unique_ptr<dns::UnboundResolver> asked,
          std::shared_ptr<const net::TlsClientContext> authorities)
        : lock(std::move(taken))
        , spool(std::move(opened))
        , resolver(std::move(asked))
        , maildirs(machineName())
        , workers(workerCount)
        , environment{.clock = options.clock != nullptr ? *options.clock : systemClock,
                      .inForce = inForce,
                      .events = events,
                      .gather = gather,
                      .spool = *spool,
                      .workers = workers,
                      .node = options.node,
                      .log = logOf(options),
                      .resolver = resolver.get()}
        , carrier(reactors,
                  {.resolver = resolver.get(), .tls = std::move(authorities), .policies = &policies})
        , deliveries(environment, maildirs, &carrier)
        , services(reactors, environment)
        , watch(options.store, environment, services)
    {
        const int cores = std::max(1, int(std::thread::hardware_concurrency()));
        for (int i = 0; i < (options.reactors > 0 ? options.reactors : cores); ++i)
            reactors.push_back(std::make_unique<net::Reactor>());
        environment.dispatcher = &deliveries.dispatcher();
    }

    bool waitForSessions(std::chrono::milliseconds longest) const
    {
        const auto until = std::chrono::steady_clock::now() + longest;
        while (environment.sessions > 0) {
            if (std::chrono::steady_clock::now() >= until)
                return false;
            std::this_thread::sleep_for(5ms);
        }
        return true;
    }

    void endSessions() const
    {
        for (const auto& reactor : reactors)
            visitSessions(*reactor, [](SessionDriver& session) { session.endNow(); });
    }

    NodeLock lock;
    std::unique_ptr<spool::Spool> spool;
    std::unique_ptr<dns::UnboundResolver> resolver;
    SystemClock systemClock;
    InForce inForce;
    EventQueue events;
    DnsFacts dnsFacts{*resolver, factsDeadline};
    Gather gather{dnsFacts.sources(), factsDeadline};
    delivery::MaildirNames maildirs;
    asio::thread_pool workers;
    Environment environment;
    Reactors reactors;
    delivery::CurlFetcher fetcher; // goes after the policies, whose reactors are there till the end
    delivery::StsPolicies policies{*resolver, fetcher};
    delivery::SmtpCarrier carrier;
    Deliveries deliveries;
    Services services;
    Watch watch;
    bool stopped = false;
};

Engine::Engine(std::unique_ptr<Parts> parts)
    : m_parts(std::move(parts))
{
}

Engine::~Engine()
{
    stop(5s);
}

Result<std::unique_ptr<Engine>> Engine::start(const EngineOptions& options)
{
    if (!std::filesystem::exists(options.store))
        return fail(ErrorKind::NotFound, "there is no store", options.store,
                    "make one: posternctl --store " + options.store + " init");
    auto lock = NodeLock::take(options.store, options.node);
    if (!lock)
        return failFrom(lock);
    auto spool = spool::Spool::open(spoolOf(options), logOf(options));
    if (!spool)
        return failFrom(spool);
    auto resolver = dns::UnboundResolver::start({.log = logOf(options)});
    if (!resolver)
        return failFrom(resolver);
    auto authorities = net::TlsClientContext::load();
    if (!authorities)
        return failFrom(authorities);
    std::unique_ptr<Engine> engine(new Engine(std::make_unique<Parts>(
        options, std::move(*lock), std::move(*spool), std::move(*resolver), std::move(*authorities))));
    for (const auto& reactor : engine->m_parts->reactors)
        reactor->start();
    if (auto started = engine->m_parts->watch.start(); !started)
        return failFrom(started);
    engine->m_parts->deliveries.start();
    return engine;
}

void Engine::stop(std::chrono::milliseconds grace)
{
    Parts& parts = *m_parts;
    if (std::exchange(parts.stopped, true))
        return;
    parts.watch.stopServices();
    if (!parts.waitForSessions(grace)) {
        parts.endSessions();
        if (!parts.waitForSessions(afterGrace)) {
            // The store takes no events: what the last sessions say goes where it finds room.
            parts.events.liftBound();
            parts.waitForSessions(1s);
        }
    }
    parts.deliveries.stop(std::min<std::chrono::milliseconds>(grace, lastDeliveries));
    parts.environment.passwordChecks.join();
    parts.workers.join();
    parts.watch.stop();
    for (const auto& reactor : parts.reactors)
        reactor->stop();
    parts.resolver.reset(); // its answers go to reactors that are still there
}

void Engine::reloadCertificates()
{
    m_parts->watch.reloadCertificates();
}

model::NodeStatus Engine::status() const
{
    return m_parts->watch.status();
}

} // namespace postern::engine
