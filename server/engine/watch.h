// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/certificates.h"
#include "engine/connection_view.h"
#include "engine/event_writer.h"
#include "engine/hits.h"
#include "engine/list_files.h"
#include "engine/quarantine.h"
#include "engine/queue_view.h"
#include "engine/services.h"
#include "engine/snapshot_loader.h"
#include "model/status.h"
#include "store/store.h"

#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace postern::engine {

// The thread of the store, with the one connection that an engine has: notices what anybody commits, puts new
// snapshots in force, obeys commands, writes events, hits and the node's status. A store that fails leaves
// the last good snapshot in force; what could not be written is kept and offered again.
class Watch {
public:
    Watch(std::string store, Environment& environment, Services& services);
    ~Watch();

    // Opens the store, puts the newest revision in force and starts its services; returns when that is done.
    Result<> start();
    // Reads the certificates' files again, soon; from any thread.
    void reloadCertificates();
    // Stops listening, and goes on writing events. Returns at once.
    void stopServices();
    // Writes what is left and the last status; ends the thread.
    void stop();

    model::NodeStatus status() const; // thread-safe

private:
    using Clock = std::chrono::steady_clock;
    enum class Phase : std::uint8_t { Serving, Draining, Ending };

    void run(std::promise<Result<>> started);
    Result<> open();
    void turn(); // of the loop
    void finish();
    bool writeLastEvents(); // whether the store took them
    void keepUnwritten(const Error& why);

    Result<> reload();
    void listen(Clock::time_point now);
    void look(Clock::time_point now);
    Result<> readFirstFiles();
    void takeListFiles();
    void writeListFiles(Clock::time_point now);
    void obeyCommands();
    void reportOrder(const Result<>& obeyed);
    void showQueue(Clock::time_point now);
    void showConnections(Clock::time_point now);
    void writeEvents(Clock::time_point now);
    void writeHits(Clock::time_point now);
    void writeGreylist(Clock::time_point now);
    bool writeGreylistBatch();
    void writeDnsLists(Clock::time_point now);
    void indexLog(Clock::time_point now);
    void tidy(Clock::time_point now);
    void lookAtCertificates();
    void writeBans(Clock::time_point now);
    void beat(Clock::time_point now);
    Result<> writeStatus(Time heartbeat);
    model::NodeStatus currentStatus(Time heartbeat) const;
    void report(const std::string& what, const Result<>& result);

    const std::string m_where;
    Environment& m_environment;
    Services& m_services;
    std::atomic<Phase> m_phase{Phase::Serving};
    std::atomic<bool> m_certificatesAsked{false};
    std::thread m_thread;

    // --- on the thread
    std::unique_ptr<store::Store> m_store;
    SnapshotLoader m_loader;
    ListFiles m_files;
    std::vector<model::ListFileStatus> m_fileStatus;
    bool m_fileStatusWritten = true;
    Certificates m_certificates;
    std::shared_ptr<const policy::Snapshot> m_snapshot; // in force
    Hits m_hits;
    Quarantine m_quarantine;
    EventWriter m_writer;
    QueueView m_queue;
    ConnectionView m_connections;
    Time m_started{};
    std::int64_t m_revision = 0; // in force
    std::optional<Error> m_reloadError;
    std::map<std::string, std::string> m_troubles; // what fails → why, so that each is reported once
    std::vector<store::BanRow> m_bans;             // to be written
    std::vector<store::GreylistRow> m_greylist;    // to be written
    std::vector<model::DnsListState> m_dnsLists;   // to be written
    bool m_changed = false;                        // the store, and it has not been looked at yet
    bool m_listening = true;
    Clock::time_point m_nextLook{};
    Clock::time_point m_nextWrite{};
    Clock::time_point m_nextFiles{};
    Clock::time_point m_nextHits{};
    Clock::time_point m_nextGreylist{};
    Clock::time_point m_nextGreylistTidy{};
    Clock::time_point m_nextDnsLists{};
    Clock::time_point m_nextIndex = Clock::now() + std::chrono::seconds(5); // not while the engine starts
    Clock::time_point m_nextTidy{};
    Clock::time_point m_nextBeat{};
    Clock::time_point m_nextQueue{};
    Clock::time_point m_nextConnections{};
    Clock::time_point m_nextMachine{};
    Clock::time_point m_nextCertificates{};

    mutable std::mutex m_statusMutex;
    model::NodeStatus m_status; // as written last
};

} // namespace postern::engine
