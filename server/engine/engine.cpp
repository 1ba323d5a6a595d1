// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/engine.h"

#include "base/sentence.h"
#include "delivery/curl_fetcher.h"
#include "delivery/smtp_carrier.h"
#include "engine/deliveries.h"
#include "engine/dns_facts.h"
#include "engine/node_lock.h"
#include "engine/session_driver.h"
#include "engine/watch.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>

namespace postern::engine {

namespace {

using namespace std::chrono_literals;

// Workers wait for disks most of the time, and share the syncs of the file system's journal.
constexpr std::size_t workerCount = 16;
constexpr auto factsDeadline = 10s;
constexpr auto afterGrace = 5s; // for what is still being written then
constexpr std::chrono::milliseconds lastDeliveries = 3s;
constexpr auto lastWork = 3s; // of the workers, whom nobody has given anything to do since

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

// How far the end has come, told by the thread that ends everything to the one that waits for it.
class Ending {
public:
    void begin(std::string step)
    {
        const std::lock_guard lock(m_mutex);
        m_step = std::move(step);
    }
    // Goes on, and leaves behind what hangs here.
    void leave(std::vector<std::string> hanging)
    {
        const std::lock_guard lock(m_mutex);
        m_hanging = std::move(hanging);
    }
    void finish()
    {
        const std::lock_guard lock(m_mutex);
        m_step.clear();
        m_finished = true;
        m_changed.notify_all();
    }
    // What hangs; empty where all has ended.
    std::vector<std::string> waitUntil(std::chrono::steady_clock::time_point end)
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_until(lock, end, [this] { return m_finished; });
        std::vector<std::string> hanging = m_hanging;
        if (!m_finished)
            hanging.push_back(m_step);
        return hanging;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::string m_step;
    std::vector<std::string> m_hanging;
    bool m_finished = false;
};

} // namespace

struct Engine::Parts {
    Parts(const EngineOptions& options, NodeLock taken, std::unique_ptr<spool::Spool> opened,
          std::unique_ptr<dns::UnboundResolver> asked,
          std::shared_ptr<const net::TlsClientContext> authorities)
        : storeFile(options.store)
        , spoolFolder(spoolOf(options))
        , lock(std::move(taken))
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
                      .resolver = resolver.get(),
                      .dnsLists = &dnsLists,
                      .messages = {resolver.get(), factsDeadline, &suffixes}}
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
        environment.lastSession = toMicros(environment.clock.now());
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

    // On a thread of its own, since each step waits for threads that may hang.
    void end(std::chrono::milliseconds grace, Ending& ending)
    {
        ending.begin("ending the sessions");
        watch.stopServices();
        if (!waitForSessions(grace)) {
            endSessions();
            if (!waitForSessions(afterGrace)) {
                // The store takes no events: what the last sessions say goes where it finds room.
                events.liftBound();
                waitForSessions(1s);
            }
        }
        ending.begin("reading or writing the queue in " + spoolFolder);
        deliveries.stop(std::min<std::chrono::milliseconds>(grace, lastDeliveries));
        ending.begin("checking a password");
        environment.passwordChecks.stop();
        const bool worked = workers.finish(lastWork);
        if (!worked)
            ending.leave(workers.running());
        ending.begin("writing to the store " + storeFile);
        watch.stop();
        ending.begin("ending the connections");
        for (const auto& reactor : reactors)
            reactor->stop();
        ending.begin("asking the DNS");
        resolver.reset(); // its answers go to reactors that are still there
        ending.begin("writing the queue in " + spoolFolder);
        if (worked) // else a worker may come back to it
            spool.reset();
        ending.finish();
    }

    const std::string storeFile;
    const std::string spoolFolder;
    NodeLock lock;
    std::unique_ptr<spool::Spool> spool;
    DnsListWatch dnsLists; // outlives the resolver
    std::unique_ptr<dns::UnboundResolver> resolver;
    SystemClock systemClock;
    InForce inForce;
    EventQueue events;
    const mailauth::PublicSuffixes suffixes;
    DnsFacts dnsFacts{*resolver, factsDeadline, &dnsLists};
    Gather gather{dnsFacts.sources(), factsDeadline};
    delivery::MaildirNames maildirs;
    net::Workers workers;
    Environment environment;
    Reactors reactors;
    delivery::CurlFetcher fetcher; // goes after the policies, whose reactors are there till the end
    delivery::StsPolicies policies{*resolver, fetcher, delivery::StsFolder(spoolFolder + "/mta-sts")};
    delivery::SmtpCarrier carrier;
    Deliveries deliveries;
    Services services;
    Watch watch;
    bool stopped = false;
};

Engine::Engine(std::shared_ptr<Parts> parts)
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
        return fail(ErrorKind::NotFound, POSTERN_TEXT("server", "there is no store"), options.store,
                    POSTERN_TEXT("server", "make one: posternctl --store %1 init"), {options.store});
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
    std::unique_ptr<Engine> engine(new Engine(std::make_shared<Parts>(
        options, std::move(*lock), std::move(*spool), std::move(*resolver), std::move(*authorities))));
    for (const auto& reactor : engine->m_parts->reactors)
        reactor->start();
    if (auto started = engine->m_parts->watch.start(); !started)
        return failFrom(started);
    engine->m_parts->deliveries.start();
    return engine;
}

std::vector<std::string> Engine::stop(std::chrono::milliseconds grace)
{
    if (std::exchange(m_parts->stopped, true))
        return {};
    const auto latest = std::chrono::steady_clock::now() + grace + stopAllowance;
    const auto ending = std::make_shared<Ending>();
    std::thread thread([parts = m_parts, ending, grace]() mutable {
        try {
            parts->end(grace, *ending);
        } catch (const std::exception& broken) {
            ending->leave({broken.what()});
            ending->finish();
        }
        parts->workers.join(); // or one that hangs would keep whoever lets go of the parts last
    });
    auto hanging = ending->waitUntil(latest);
    if (hanging.empty())
        thread.join();
    else
        thread.detach();
    for (const std::string& what : hanging)
        m_parts->environment.log("stopping: left behind, since it hangs: " + what);
    return hanging;
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
