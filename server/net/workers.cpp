// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/workers.h"

namespace postern::net {

Workers::Ticket::Ticket(Workers& workers, std::string what)
    : m_workers(&workers)
    , m_what(std::move(what))
{
    const std::lock_guard lock(workers.m_mutex);
    ++workers.m_open;
}

Workers::Ticket::Ticket(Ticket&& other) noexcept
    : m_workers(std::exchange(other.m_workers, nullptr))
    , m_what(std::move(other.m_what))
    , m_place(other.m_place)
    , m_begun(other.m_begun)
{
}

Workers::Ticket::~Ticket()
{
    if (m_workers == nullptr)
        return;
    const std::lock_guard lock(m_workers->m_mutex);
    if (m_begun)
        m_workers->m_running.erase(m_place);
    if (--m_workers->m_open == 0)
        m_workers->m_done.notify_all(); // with the lock: whoever waits may be about to go
}

void Workers::Ticket::begin()
{
    const std::lock_guard lock(m_workers->m_mutex);
    m_place = m_workers->m_running.insert(m_workers->m_running.end(), {std::move(m_what), Clock::now()});
    m_begun = true;
}

Workers::Workers(std::size_t threads)
    : m_threads(threads)
{
}

Workers::~Workers()
{
    join();
}

bool Workers::finish(std::chrono::milliseconds longest)
{
    std::unique_lock lock(m_mutex);
    return m_done.wait_for(lock, longest, [this] { return m_open == 0; });
}

std::vector<std::string> Workers::running() const
{
    const std::lock_guard lock(m_mutex);
    std::vector<std::string> all;
    for (const Running& job : m_running) {
        const auto time = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - job.since);
        all.push_back(job.what + " (for " + std::to_string(time.count()) + " s)");
    }
    return all;
}

} // namespace postern::net
