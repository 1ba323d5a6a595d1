// SPDX-License-Identifier: GPL-3.0-or-later
#include "spool/committer.h"

#include "spool/schema.h"

#include <unistd.h>

#include <iterator>
#include <utility>

namespace postern::spool {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t batch = 512; // a transaction of more keeps the first ones waiting
constexpr auto retryInterval = 1s;
// Of 4 KiB. A queue that comes and goes needs some of them again soon.
constexpr std::int64_t keptFreePages = 16'384;
constexpr auto shrinkInterval = 20ms;

} // namespace

Committer::Committer(const std::string& database, std::string files,
                     std::function<void(const std::string&)> log)
    : m_database(database)
    , m_writer(prepared(m_database))
    , m_freePages(m_database, "PRAGMA freelist_count")
    , m_files(std::move(files))
    , m_log(std::move(log))
    , m_thread([this] { run(); })
{
}

Committer::~Committer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void Committer::add(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_changed.notify_one();
}

void Committer::run()
{
    while (!m_last) {
        auto jobs = waitForJobs();
        if (!jobs.empty())
            commit(jobs);
        shrink();
    }
}

// At the end m_last, with whatever is left.
std::deque<Committer::Job> Committer::waitForJobs()
{
    std::unique_lock lock(m_mutex);
    const auto ready = [this] { return m_ending || !m_jobs.empty(); };
    if (m_shrinking)
        m_changed.wait_for(lock, shrinkInterval, ready);
    else if (!m_retries.empty())
        m_changed.wait_until(lock, m_nextRetry, ready);
    else
        m_changed.wait(lock, ready);
    m_last = m_ending && m_jobs.size() <= batch;
    std::deque<Job> jobs;
    if (m_last || std::chrono::steady_clock::now() >= m_nextRetry)
        jobs.swap(m_retries);
    while (!m_jobs.empty() && jobs.size() < batch) {
        jobs.push_back(std::move(m_jobs.front()));
        m_jobs.pop_front();
    }
    return jobs;
}

// All together; where that fails, one by one, so that none suffers for another.
void Committer::commit(std::deque<Job>& jobs)
{
    const Result<> result = tryCommit(jobs.begin(), jobs.end());
    for (auto job = jobs.begin(); job != jobs.end(); ++job) {
        if (result || jobs.size() == 1)
            finish(*job, result);
        else
            finish(*job, tryCommit(job, std::next(job)));
    }
    removeFiles();
}

Result<> Committer::tryCommit(std::deque<Job>::iterator first, std::deque<Job>::iterator last)
{
    const std::size_t removed = m_writer.removedFiles();
    try {
        Transaction transaction(m_database);
        bool hasFile = false;
        for (auto job = first; job != last; ++job) {
            job->work(m_writer);
            hasFile = hasFile || job->hasFile;
        }
        if (hasFile) {
            if (auto synced = syncFolder(m_files); !synced)
                throw SqlFailure(synced.error());
        }
        transaction.commit();
    } catch (const SqlFailure& failure) {
        m_writer.forgetFilesAfter(removed);
        return tl::unexpected<Error>(failure.error());
    }
    return {};
}

void Committer::finish(Job& job, Result<> result)
{
    note(result);
    if (!result && job.insists && !m_last) {
        if (m_retries.empty())
            m_nextRetry = std::chrono::steady_clock::now() + retryInterval;
        m_retries.push_back(std::move(job));
        return;
    }
    if (job.done)
        job.done(std::move(result));
}

void Committer::removeFiles()
{
    for (const std::string& file : m_writer.takeRemovedFiles())
        ::unlink((m_files + '/' + file).c_str()); // what stays is removed at the next start
}

// Gives the disk back what a long queue needed, a little at a time, so that nobody waits for it.
void Committer::shrink()
{
    try {
        const bool much = m_freePages.run().integer(0) > keptFreePages;
        m_freePages.reset();
        if (much && !m_last)
            m_database.run("PRAGMA incremental_vacuum(1024)");
        else if (m_shrinking)
            m_database.run("PRAGMA wal_checkpoint(PASSIVE)"); // not before that does the file become smaller
        m_shrinking = much;
    } catch (const SqlFailure&) {
        m_shrinking = false; // no room for that now either; the next commit tries again
    }
}

void Committer::note(const Result<>& result)
{
    const std::string why = result ? std::string() : toString(result.error());
    if (why == m_trouble)
        return;
    m_trouble = why;
    m_log(why.empty() ? "over: the spool could not be written" : "the spool cannot be written: " + why);
}

} // namespace postern::spool
