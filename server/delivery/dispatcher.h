// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "delivery/job.h"
#include "delivery/maildir.h"
#include "delivery/outcome.h"
#include "delivery/report_budget.h"
#include "net/workers.h"
#include "spool/spool.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace postern::delivery {

class Dispatcher;

// Makes connections to next hops. Each asks the dispatcher for job after job by take(), and says what became
// of them by finish(); at its end it says leave().
class Carrier {
public:
    Carrier() = default;
    Carrier(const Carrier&) = delete;
    Carrier& operator=(const Carrier&) = delete;
    virtual ~Carrier() = default;
    // Begins one connection; returns at once.
    virtual void connect(const NextHop& hop, Dispatcher& dispatcher) = 0;
};

// Takes what is due out of the spool and sees to it that it is delivered: which message next, over how many
// connections, again when. Holds a bounded part of the queue in memory, however long that is. A thread of its
// own; the functions are thread-safe.
class Dispatcher {
public:
    struct Tools {
        const Clock& clock;
        spool::Spool& spool;
        const Router* router;
        MaildirNames& maildirs;
        net::Workers& workers;
        Carrier* carrier = nullptr; // nullptr: Maildirs only
        // What became of a recipient; on the dispatcher's thread, may wait.
        std::function<void(const Job&, const spool::Recipient&, const Answer&)> log;
        std::function<void(const std::string&)> complain; // one line about what goes wrong here
    };

    explicit Dispatcher(Tools tools);
    ~Dispatcher(); // stop() at once

    void start();
    // Begins nothing more and waits for what is under way, at most so long; what is not done then stays in
    // the queue.
    void stop(std::chrono::milliseconds grace);
    // An administrator wants something tried now, whatever was known of its next hop. Or the routes changed.
    void forgetFailures();
    // Recipients that are being delivered now.
    std::unordered_set<spool::Id> active() const;

    // --- for connections and workers
    JobPtr take(const std::string& hop); // nullptr: nothing to do there
    void finish(const JobPtr& job, std::vector<Answer> answers);
    // A connection has ended. `failure`: it never came so far as to take a job, and why.
    void leave(const std::string& hop, const Answer* failure);
    // It has got so far: the next hop is there.
    void reached(const std::string& hop);
    Tools& tools() { return m_tools; }

    static constexpr std::size_t window = 2000;      // recipients in memory
    static constexpr std::size_t windowPerHop = 500; // of one destination
    static constexpr int connectionsPerHop = 20;     // at most; begins with 2
    static constexpr int connections = 200;          // in all

private:
    using Steady = std::chrono::steady_clock;
    struct Hop {
        NextHop to;
        std::deque<JobPtr> waiting;
        int active = 0;   // connections; of a Maildir, batches of a worker
        double limit = 2; // of connections
        int failures = 0; // one after the other
        Steady::time_point blockedUntil{};
        Answer why; // of the newest failure
    };
    struct Finished {
        JobPtr job;
        std::vector<Answer> answers;
    };

    void run();
    void wait();
    void fill();
    void lease(std::vector<spool::Item> items);
    void enqueue(spool::Message message, const NextHop& hop, std::vector<spool::Recipient> recipients);
    std::unordered_set<std::string> busyDestinations() const;
    void startHops();
    void startHop(const std::string& key, Hop& hop);
    void refuseAll(Hop& hop);
    void deliverToMaildirs(const std::string& key);
    void deliverBatch(const std::string& key, std::vector<Finished>& jobs);
    std::vector<Answer> addTo(MaildirBatch& batch, const Job& job);
    void settle(std::deque<Finished> finished);
    void settle(Finished& finished, spool::Settlement& settlement);
    void addReports(const Job& job, const Outcome& outcome, spool::Settlement& settlement);
    void release(const std::vector<spool::Id>& ids);

    Tools m_tools;
    std::mt19937_64 m_random{std::random_device{}()}; // on the thread
    ReportBudget m_reports;                           // on the thread

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<std::string, Hop> m_hops;
    std::unordered_map<spool::Id, std::string> m_leased; // → destination
    std::unordered_map<std::string, std::size_t> m_perDestination;
    std::deque<Finished> m_finished;
    int m_active = 0;
    std::size_t m_settling = 0; // handed to the spool and not written yet
    bool m_work = true;         // there may be something due
    bool m_start = false;       // there may be something to begin
    bool m_draining = false;
    bool m_ending = false;
    std::optional<Time> m_nextDue;
    std::thread m_thread;
};

} // namespace postern::delivery
