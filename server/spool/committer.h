// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "spool/queue_writer.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace postern::spool {

// Group commit: one thread that makes whatever has been handed in meanwhile durable by one sync.
class Committer {
public:
    struct Job {
        std::function<void(QueueWriter&)> work; // within a transaction; may run again where that fails
        std::function<void(Result<>)> done;     // on the committer's thread
        bool hasFile = false; // a file was given its name, which must be durable before the row is
        bool insists = false; // what has happened must be written: tried again until it is
    };

    // `files` is the folder of large messages. `log` gets a line when something goes wrong, and when it is
    // over.
    Committer(const std::string& database, std::string files, std::function<void(const std::string&)> log);
    ~Committer(); // does what was handed in

    void add(Job job); // from any thread

private:
    void run();
    std::deque<Job> waitForJobs();
    void commit(std::deque<Job>& jobs);
    Result<> tryCommit(std::deque<Job>::iterator first, std::deque<Job>::iterator last);
    void finish(Job& job, Result<> result);
    void removeFiles();
    void shrink();
    void note(const Result<>& result);

    Database m_database;
    QueueWriter m_writer;
    Statement m_freePages;
    const std::string m_files;
    std::function<void(const std::string&)> m_log;
    std::string m_trouble;
    std::deque<Job> m_retries; // on the thread, as the next two
    std::chrono::steady_clock::time_point m_nextRetry{};
    bool m_shrinking = false;
    bool m_last = false; // nothing comes after this

    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<Job> m_jobs;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace postern::spool
