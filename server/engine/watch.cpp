// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/watch.h"

#include <unistd.h>

#include <array>
#include <exception>
#include <utility>

namespace postern::engine {

namespace {

using namespace std::chrono_literals;

constexpr auto pollInterval = 20ms;
constexpr auto beatInterval = 1800ms; // NodeStatus promises 2 s
constexpr auto hitsInterval = 1s;
constexpr std::size_t hitsBatch = 5'000; // a flood on a long list must not keep events and changes waiting
constexpr auto queueInterval = 1s;
constexpr auto connectionsInterval = 2s;
constexpr auto greylistInterval = 1s; // at most so much of it is lost when the process is killed
constexpr std::size_t greylistBatch = 2'000;
constexpr auto dnsListsInterval = 3s;
constexpr std::chrono::milliseconds indexInterval = 5s;
constexpr std::chrono::milliseconds indexPause = 200ms; // between two pieces, of some 100 ms each
constexpr auto tidyInterval = 30s;
constexpr auto machineInterval = 10s;
constexpr auto certificatesInterval = 2s;
constexpr auto afterFailure = 500ms;
constexpr auto firstFiles = 10s; // at the start, the files of lists are waited for so long
constexpr auto lastWrites = 5s;  // at the end, a store that fails is tried for so long

Result<> errorOf(const model::ListFileStatus& file)
{
    return file.error.empty() ? Result<>() : fail(ErrorKind::Invalid, toEnglish(file.error));
}

// What makes a status worth writing at once.
bool differ(const model::NodeStatus& one, const model::NodeStatus& other)
{
    const auto quiet = [](model::NodeStatus status) {
        status.heartbeat = {};
        status.queued = status.held = 0; // with the next beat
        for (model::ListenerStatus& listener : status.listeners)
            listener.connections = 0;
        return status;
    };
    return quiet(one) != quiet(other);
}

} // namespace

Watch::Watch(std::string store, Environment& environment, Services& services)
    : m_where(std::move(store))
    , m_environment(environment)
    , m_services(services)
    , m_files(m_where, environment.clock, [&environment] { environment.events.interrupt(); })
    , m_certificates(m_where)
    , m_quarantine(m_where)
    , m_writer(
          environment.events, m_hits,
          [this](std::span<const model::Event> events) { return m_store->appendEvents(events); },
          [this](const model::Event& event, const Error& why) {
              return m_quarantine.keep({&event, 1}, toString(why), m_environment.clock.now());
          })
    , m_queue(environment)
    , m_connections(environment, services.reactors())
{
}

Watch::~Watch()
{
    stop();
}

Result<> Watch::start()
{
    std::promise<Result<>> started;
    auto result = started.get_future();
    m_thread = std::thread([this, promise = std::move(started)]() mutable { run(std::move(promise)); });
    return result.get();
}

void Watch::reloadCertificates()
{
    m_certificatesAsked = true;
    m_environment.events.interrupt();
}

void Watch::stopServices()
{
    m_phase = Phase::Draining;
    m_environment.events.interrupt();
}

void Watch::stop()
{
    if (!m_thread.joinable())
        return;
    m_phase = Phase::Ending;
    m_environment.events.interrupt();
    m_thread.join();
}

model::NodeStatus Watch::status() const
{
    const std::lock_guard lock(m_statusMutex);
    return m_status;
}

void Watch::run(std::promise<Result<>> started)
{
    Result<> opened;
    try {
        opened = open();
    } catch (const std::exception& broken) {
        opened = fail(ErrorKind::Internal, broken.what(), m_where);
    }
    const bool serves = opened.has_value();
    started.set_value(std::move(opened));
    while (serves && m_phase != Phase::Ending) {
        try {
            turn();
        } catch (const std::exception& broken) {
            report("the store's thread", fail(ErrorKind::Internal, broken.what()));
            std::this_thread::sleep_for(pollInterval);
        }
    }
    try {
        serves ? finish() : m_services.stopAll();
    } catch (const std::exception& broken) {
        report("the store's thread", fail(ErrorKind::Internal, broken.what()));
    }
    m_store.reset();
}

Result<> Watch::open()
{
    auto store = store::Store::open(m_where, store::OpenMode::Existing);
    if (!store)
        return failFrom(store);
    m_store = std::move(*store);
    m_started = m_environment.clock.now();
    const auto greylist = m_store->greylist(m_started, int(Greylist::mostKept));
    if (!greylist)
        return failFrom(greylist);
    m_environment.greylist.load(*greylist); // before a session asks
    if (auto read = readFirstFiles(); !read)
        return read;
    if (auto loaded = reload(); !loaded)
        return loaded;
    // Orders from before the start are about an engine that is no more.
    if (const auto old = m_store->takeCommands(m_environment.node); !old)
        return failFrom(old);
    return writeStatus(m_environment.clock.now());
}

void Watch::turn()
{
    m_environment.events.waitFor(EventWriter::batch, std::chrono::milliseconds(pollInterval));
    const auto now = Clock::now();
    static constexpr std::array steps{
        &Watch::listen,    &Watch::writeEvents,     &Watch::writeBans,      &Watch::look,
        &Watch::writeHits, &Watch::writeGreylist,   &Watch::writeListFiles, &Watch::writeDnsLists,
        &Watch::showQueue, &Watch::showConnections, &Watch::indexLog,       &Watch::tidy,
        &Watch::beat};
    for (const auto step : steps) {
        if (m_phase == Phase::Ending) // each of them may wait for a locked store
            return;
        (this->*step)(now);
    }
}

void Watch::listen(Clock::time_point /*now*/)
{
    if (m_phase != Phase::Serving && std::exchange(m_listening, false))
        m_services.stopAll();
}

void Watch::look(Clock::time_point now)
{
    if (m_phase != Phase::Serving)
        return;
    takeListFiles();
    m_changed = m_store->changedByOthers() || m_changed;
    if (now >= m_nextMachine) {
        m_nextMachine = now + machineInterval;
        m_changed = m_loader.machineChanged() || m_changed;
    }
    if (m_changed && now >= m_nextLook) {
        obeyCommands();
        const auto reloaded = reload();
        report("the newest revision cannot be put in force", reloaded);
        m_reloadError = reloaded ? std::nullopt : std::optional(reloaded.error());
        m_changed = !reloaded;
        m_nextLook = reloaded ? now : now + afterFailure;
    }
    if (m_certificatesAsked.exchange(false)) {
        m_certificates.forget();
        m_nextCertificates = now;
    }
    if (now >= m_nextCertificates) {
        m_nextCertificates = now + certificatesInterval;
        lookAtCertificates();
    }
    m_services.retry(now);
}

// Before the first session: what a file keeps out must not come in while the file is being read.
Result<> Watch::readFirstFiles()
{
    const auto configuration = m_store->configuration();
    if (!configuration)
        return failFrom(configuration);
    m_files.follow(*configuration);
    if (!m_files.waitForAll(firstFiles))
        m_environment.log("files of lists take long to be read; serving begins without them");
    takeListFiles();
    return {};
}

void Watch::takeListFiles()
{
    auto files = m_files.take();
    if (!files)
        return;
    m_loader.setFiles(std::move(*files));
    m_changed = true;
}

void Watch::writeListFiles(Clock::time_point now)
{
    if (auto status = m_files.takeStatus()) {
        m_fileStatus = std::move(*status);
        m_fileStatusWritten = false;
        for (const model::ListFileStatus& file : m_fileStatus)
            report("the list file " + file.file + " is not well", errorOf(file));
    }
    if (m_fileStatusWritten || now < m_nextFiles)
        return;
    const auto written = m_store->writeListFiles(m_environment.node, m_fileStatus);
    report("what is known of the files of lists cannot be written", written);
    m_fileStatusWritten = written.has_value();
    m_nextFiles = written ? now : now + afterFailure;
}

// Sessions that are encrypted already keep what they have.
void Watch::lookAtCertificates()
{
    if (m_snapshot && m_certificates.update(*m_snapshot, m_environment.clock.now()))
        m_environment.inForce.setTls(m_certificates.contexts());
}

Result<> Watch::reload()
{
    if (const auto adopted = m_store->adoptForeignChanges(); !adopted)
        return failFrom(adopted);
    const auto snapshot = m_loader.load(*m_store);
    if (!snapshot)
        return failFrom(snapshot);
    const auto bans = m_store->bans(m_environment.clock.now());
    if (!bans)
        return failFrom(bans);
    m_environment.inForce.setBans(*bans);
    m_snapshot = *snapshot;
    m_files.follow(m_loader.configuration());
    lookAtCertificates(); // before a session that needs them
    if (m_environment.resolver != nullptr)
        m_environment.resolver->setServers((*snapshot)->server->settings().dnsServers);
    m_environment.inForce.set(**snapshot);
    m_revision = (*snapshot)->revision;
    m_services.apply(**snapshot);
    return {};
}

void Watch::obeyCommands()
{
    const auto commands = m_store->takeCommands(m_environment.node);
    if (!commands)
        return report("commands cannot be read", failFrom(commands));
    for (const store::Command& command : *commands) {
        const model::Id service = std::atoll(command.argument.c_str());
        if (command.verb == "service.start")
            m_services.start(service);
        else if (command.verb == "service.stop")
            m_services.stop(service);
        else if (command.verb.starts_with("queue."))
            reportOrder(m_queue.obey(*m_store, command));
        else if (command.verb.starts_with("connection."))
            reportOrder(m_connections.obey(command));
    }
}

void Watch::reportOrder(const Result<>& obeyed)
{
    if (!obeyed)
        m_environment.log("an order was not obeyed: " + toString(obeyed.error()));
}

void Watch::showQueue(Clock::time_point now)
{
    if (now < m_nextQueue)
        return;
    m_nextQueue = now + queueInterval;
    report("the queue cannot be shown", m_queue.write(*m_store));
}

// Asked in one turn, written in one of the next.
void Watch::showConnections(Clock::time_point now)
{
    report("the open sessions cannot be shown", m_connections.write(*m_store));
    if (now < m_nextConnections)
        return;
    m_nextConnections = now + connectionsInterval;
    m_connections.ask();
}

void Watch::writeEvents(Clock::time_point now)
{
    if (now < m_nextWrite)
        return;
    const auto written = m_writer.write();
    report("events cannot be written, and wait", written);
    report("some events are not in the log",
           m_quarantine.warning().empty() ? Result<>()
                                          : fail(ErrorKind::Invalid, toEnglish(m_quarantine.warning())));
    if (!written)
        m_nextWrite = now + afterFailure;
}

// In force already; in the store they are seen, can be lifted, and outlive this engine.
void Watch::writeBans(Clock::time_point /*now*/)
{
    for (store::BanRow& ban : m_environment.loginGuard.takeBans())
        m_bans.push_back(std::move(ban));
    while (!m_bans.empty()) {
        const auto written = m_store->putBan(m_bans.back());
        report("bans cannot be written, and wait", written);
        if (!written)
            return;
        m_environment.inForce.addBan(m_bans.back()); // a reload in between may not have known it
        m_bans.pop_back();
    }
}

void Watch::writeHits(Clock::time_point now)
{
    if (now < m_nextHits || m_hits.counts().empty())
        return;
    const std::vector<store::ListHit> hits = m_hits.some(hitsBatch);
    const auto written = m_store->addHits(hits);
    report("hits of list entries cannot be written, and wait", written);
    if (written)
        m_hits.written(hits);
    if (!written || m_hits.counts().empty()) // else there is more
        m_nextHits = now + hitsInterval;
}

void Watch::writeGreylist(Clock::time_point now)
{
    if (now < m_nextGreylist)
        return;
    const bool written = writeGreylistBatch();
    if (!written || m_greylist.size() < greylistBatch) // else there is more
        m_nextGreylist = now + greylistInterval;
    if (written)
        m_greylist.clear();
}

// One batch, which stays where the store does not take it.
bool Watch::writeGreylistBatch()
{
    if (m_greylist.empty())
        m_greylist = m_environment.greylist.takeChanged(greylistBatch);
    const auto written = m_greylist.empty() ? Result<>() : m_store->putGreylist(m_greylist);
    report("what greylisting knows cannot be written, and waits", written);
    return written.has_value();
}

void Watch::writeDnsLists(Clock::time_point now)
{
    if (now < m_nextDnsLists || m_environment.dnsLists == nullptr)
        return;
    m_nextDnsLists = now + dnsListsInterval;
    if (m_dnsLists.empty())
        m_dnsLists = m_environment.dnsLists->takeChanged();
    if (m_dnsLists.empty())
        return;
    for (model::DnsListState& state : m_dnsLists)
        state.node = m_environment.node;
    const auto written = m_store->writeDnsLists(m_dnsLists);
    report("how the DNS lists fare cannot be written, and waits", written);
    if (written)
        m_dnsLists.clear();
}

// A piece at a time, with pauses: what is not indexed yet is found all the same.
void Watch::indexLog(Clock::time_point now)
{
    if (now < m_nextIndex)
        return;
    const auto more = m_store->indexLog();
    report("the log cannot be indexed", more ? Result<>() : failFrom(more));
    m_nextIndex = Clock::now() + (more && *more ? indexPause : indexInterval);
}

// The store removes a bounded number at a time, so that nothing waits for long: go on at once while there is
// more.
void Watch::tidy(Clock::time_point now)
{
    if (now < m_nextTidy)
        return;
    const auto removed = m_store->applyRetention(m_environment.clock.now());
    report("old events cannot be removed", removed ? Result<>() : failFrom(removed));
    if (now >= m_nextGreylistTidy) {
        m_nextGreylistTidy = now + tidyInterval;
        report("what greylisting need not know any more cannot be removed",
               m_store->tidyGreylist(m_environment.clock.now(), int(Greylist::mostKept)));
    }
    m_nextTidy = removed && *removed > 0 ? now + pollInterval : now + tidyInterval;
}

void Watch::beat(Clock::time_point now)
{
    const Time heartbeat = m_environment.clock.now();
    if (now < m_nextBeat && !differ(currentStatus(heartbeat), m_status))
        return;
    const auto written = writeStatus(heartbeat);
    report("the status cannot be written", written);
    m_nextBeat = now + (written ? std::chrono::milliseconds(beatInterval) : afterFailure);
}

Result<> Watch::writeStatus(Time heartbeat)
{
    model::NodeStatus status = currentStatus(heartbeat);
    auto written = m_store->writeNode(status);
    const std::lock_guard lock(m_statusMutex);
    m_status = std::move(status);
    return written;
}

model::NodeStatus Watch::currentStatus(Time heartbeat) const
{
    model::NodeStatus status;
    status.node = m_environment.node;
    status.version = POSTERN_VERSION;
    status.process = ::getpid();
    status.started = m_started;
    status.heartbeat = heartbeat;
    status.revision = m_revision;
    std::vector<Phrase> wrong;
    if (m_reloadError)
        wrong.push_back({POSTERN_TEXT("server", "a newer revision is not in force: %1"),
                         false,
                         {placedPhraseOf(*m_reloadError)}});
    if (Phrase warning = m_quarantine.warning(); !warning.empty())
        wrong.push_back(std::move(warning));
    for (const model::ListFileStatus& file : m_fileStatus) {
        if (!file.error.empty())
            wrong.push_back({POSTERN_TEXT("server", "the list file %1 is not well: %2"),
                             false,
                             {Phrase::name(file.file), file.error}});
    }
    status.error = joined(std::move(wrong), "; ");
    status.queued = m_queue.queued();
    status.held = m_queue.held();
    status.listeners = m_services.status();
    for (model::ListenerStatus& listener : status.listeners) {
        if (listener.state == model::ListenerState::Running)
            listener.error = m_certificates.problemOf(listener.service, heartbeat);
    }
    return status;
}

// Once when it begins to fail, and once when it is over.
void Watch::report(const std::string& what, const Result<>& result)
{
    const std::string why = result ? std::string() : toString(result.error());
    std::string& known = m_troubles[what];
    if (known == why)
        return;
    known = why;
    m_environment.log(why.empty() ? "over: " + what : what + ": " + why);
}

// The sessions are gone. Their events must not go with them; and whatever fails here, the rest is done.
void Watch::finish()
{
    const auto step = [this](const char* what, const auto& act) {
        try {
            act();
        } catch (const std::exception& broken) {
            report(what, fail(ErrorKind::Internal, broken.what()));
        }
    };
    step("the services cannot be stopped", [this] {
        if (std::exchange(m_listening, false))
            m_services.stopAll();
    });
    bool works = false; // a store that does not must not be waited for by each step
    step("the last events cannot be written", [&] { works = writeLastEvents(); });
    step("what greylisting knows cannot be written", [&] {
        while (works && writeGreylistBatch() && !m_greylist.empty())
            m_greylist.clear();
    });
    step("hits of list entries cannot be written", [this] {
        for (std::size_t left = m_hits.counts().size() + 1; left > m_hits.counts().size();) {
            left = m_hits.counts().size();
            writeHits(m_nextHits);
        }
    });
    step("the open sessions cannot be cleared",
         [this] { report("the open sessions cannot be cleared", m_connections.clear(*m_store)); });
    step("headers cannot be forgotten", [this] {
        report("headers cannot be forgotten",
               m_store->forgetHeaders(m_environment.node, m_environment.clock.now() + 1s));
    });
    // Whoever looks shall see at once that nobody is here any more, not after 10 s of silence.
    step("the status cannot be written",
         [this] { report("the status cannot be written", writeStatus(m_environment.clock.now() - 10s)); });
}

bool Watch::writeLastEvents()
{
    const auto until = Clock::now() + lastWrites;
    // A store that is not what it was may make any statement throw; the events are kept all the same.
    const auto write = [this]() -> Result<> {
        try {
            return m_writer.writeAll();
        } catch (const std::exception& broken) {
            return fail(ErrorKind::Internal, broken.what());
        }
    };
    auto written = write();
    for (; !written && Clock::now() < until; written = write())
        std::this_thread::sleep_for(afterFailure);
    if (!written)
        keepUnwritten(written.error());
    return written.has_value();
}

void Watch::keepUnwritten(const Error& why)
{
    const auto events = m_writer.takeUnwritten();
    const auto kept = m_quarantine.keep(events, toString(why), m_environment.clock.now());
    m_environment.log(std::to_string(events.size()) + " events could not be written: " + toString(why) +
                      (kept ? "; " + toEnglish(m_quarantine.warning()) : "; " + toString(kept.error())));
    if (kept)
        return;
    for (const model::Event& event : events)
        m_environment.log("event that could not be written: client " + event.client + " from " +
                          event.sender + " to " + event.recipient + ": " + event.reply);
}

} // namespace postern::engine
