// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/event_queue.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace postern::engine {

namespace {

// About what it takes in memory.
std::size_t weight(const LoggedEvent& item)
{
    const model::Event& event = item.event;
    return sizeof(LoggedEvent) + event.trace.size() + event.facts.size() + event.reply.size() +
           event.helo.size() + event.sender.size() + event.recipient.size();
}

} // namespace

EventQueue::EventQueue(Bound bound)
    : m_bound(bound)
{
}

bool EventQueue::push(std::vector<LoggedEvent>& events)
{
    const std::lock_guard lock(m_mutex);
    if (m_full.load(std::memory_order_relaxed))
        return false;
    for (LoggedEvent& event : events) {
        m_bytes += weight(event);
        m_events.push_back(std::move(event));
    }
    events.clear();
    noteFull();
    if (m_wanted > 0 && m_events.size() >= m_wanted)
        m_changed.notify_one();
    return true;
}

void EventQueue::whenRoom(std::function<void()> wake)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_full.load(std::memory_order_relaxed)) {
            m_waiters.push_back(std::move(wake));
            return;
        }
    }
    wake();
}

std::vector<LoggedEvent> EventQueue::take(std::size_t limit)
{
    std::vector<LoggedEvent> taken;
    std::vector<std::function<void()>> woken;
    {
        const std::lock_guard lock(m_mutex);
        const auto count = std::ptrdiff_t(std::min(limit, m_events.size()));
        taken.assign(std::make_move_iterator(m_events.begin()),
                     std::make_move_iterator(m_events.begin() + count));
        m_events.erase(m_events.begin(), m_events.begin() + count);
        for (const LoggedEvent& event : taken)
            m_bytes -= weight(event);
        noteFull();
        if (!m_full.load(std::memory_order_relaxed))
            woken.swap(m_waiters);
    }
    for (const auto& wake : woken)
        wake();
    return taken;
}

void EventQueue::waitFor(std::size_t count, std::chrono::milliseconds longest)
{
    std::unique_lock lock(m_mutex);
    m_wanted = count;
    m_changed.wait_for(lock, longest, [&] { return m_events.size() >= count || m_interrupted; });
    m_wanted = 0;
    m_interrupted = false;
}

void EventQueue::interrupt()
{
    const std::lock_guard lock(m_mutex);
    m_interrupted = true;
    m_changed.notify_one();
}

std::size_t EventQueue::size() const
{
    const std::lock_guard lock(m_mutex);
    return m_events.size();
}

void EventQueue::liftBound()
{
    {
        const std::lock_guard lock(m_mutex);
        m_bound = {std::numeric_limits<std::size_t>::max(), std::numeric_limits<std::size_t>::max()};
    }
    take(0); // wakes those who wait
}

void EventQueue::noteFull()
{
    m_full.store(m_events.size() >= m_bound.events || m_bytes >= m_bound.bytes, std::memory_order_relaxed);
}

} // namespace postern::engine
