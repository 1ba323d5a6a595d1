// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/event.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <vector>

namespace postern::engine {

// An event, and the list entries that had a part in the decision.
struct LoggedEvent {
    model::Event event;
    std::vector<model::Id> hits;
};

// Events on their way from the sessions to the store. Bounded by number and by bytes: past the bound, push()
// refuses and the session waits, so that nothing is dropped and nothing grows. Thread-safe.
class EventQueue {
public:
    struct Bound {
        std::size_t events = 10'000;
        std::size_t bytes = 32 << 20;
    };

    explicit EventQueue(Bound bound);
    EventQueue()
        : EventQueue(Bound{})
    {
    }

    // Takes all of `events`, and leaves the vector empty; false, and nothing taken, where the queue is full.
    // The last one to come in may go past the bound by what it brings.
    bool push(std::vector<LoggedEvent>& events);
    bool full() const { return m_full.load(std::memory_order_relaxed); }
    // Calls `wake` once when there is room, from the taking thread; at once where there is room now.
    void whenRoom(std::function<void()> wake);

    // At most `limit` of the oldest.
    std::vector<LoggedEvent> take(std::size_t limit);
    // Until `count` events are there, `longest` has passed or somebody interrupts.
    void waitFor(std::size_t count, std::chrono::milliseconds longest);
    void interrupt();
    std::size_t size() const;
    // At the very end, when the store takes nothing any more: takes whatever comes.
    void liftBound();

private:
    void noteFull();

    Bound m_bound;
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<LoggedEvent> m_events;
    std::size_t m_bytes = 0;
    std::size_t m_wanted = 0; // by waitFor()
    bool m_interrupted = false;
    std::atomic<bool> m_full{false};
    std::vector<std::function<void()>> m_waiters;
};

} // namespace postern::engine
