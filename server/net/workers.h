// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <asio/post.hpp>
#include <asio/thread_pool.hpp>

#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace postern::net {

// Threads for whatever blocks: files, folders, disks that may be far away. A job says what it does, so that
// one that hangs has a name: a system call on a file server that is gone comes back after hours, or never,
// and nothing can end its thread but the end of the process. Thread-safe.
class Workers {
public:
    explicit Workers(std::size_t threads);
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    ~Workers(); // join()

    // `what` is a phrase for the log: "delivering to /srv/mail/jane".
    template <class Job>
    void post(std::string what, Job job)
    {
        asio::post(m_threads, [ticket = Ticket(*this, std::move(what)), job = std::move(job)]() mutable {
            ticket.begin();
            job();
        });
    }

    // Waits until all that was posted is done, at most so long; whether it is.
    bool finish(std::chrono::milliseconds longest);
    // Waits for all that was posted, however long. Nothing may be posted afterwards.
    void join() { m_threads.join(); }
    // "delivering to /srv/mail/jane (for 12 s)": what runs now, the oldest first.
    std::vector<std::string> running() const;

private:
    using Clock = std::chrono::steady_clock;
    struct Running {
        std::string what;
        Clock::time_point since;
    };

    // One job: counted from post() to its end, and listed while it runs.
    class Ticket {
    public:
        Ticket(Workers& workers, std::string what);
        Ticket(Ticket&& other) noexcept;
        Ticket& operator=(Ticket&&) = delete;
        ~Ticket();
        void begin();

    private:
        Workers* m_workers;
        std::string m_what;
        std::list<Running>::iterator m_place;
        bool m_begun = false;
    };

    mutable std::mutex m_mutex;
    std::condition_variable m_done;
    std::size_t m_open = 0;
    std::list<Running> m_running;
    asio::thread_pool m_threads; // ends first
};

} // namespace postern::net
