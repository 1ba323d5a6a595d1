// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "engine/event_queue.h"
#include "engine/hits.h"

#include <functional>
#include <span>
#include <vector>

namespace postern::engine {

// Takes events from the queue and writes them in batches; used on the store's thread. What the store does not
// take now is kept and offered again: in order, none lost, none twice. An event that the store will never
// take is looked for in its batch and set aside, so that the others need not wait for it.
class EventWriter {
public:
    using Append = std::function<Result<>(std::span<const model::Event>)>; // all or none
    using SetAside = std::function<Result<>(const model::Event&, const Error& why)>;

    static constexpr std::size_t batch = 500;

    // `append` says ErrorKind::Invalid of what it will never take.
    EventWriter(EventQueue& queue, Hits& hits, Append append, SetAside setAside);

    // Writes one batch, if there is anything.
    Result<> write();
    // Whether a batch is held back that the store did not take.
    bool holds() const { return !m_held.empty(); }
    // Writes until the queue is empty, or the store fails.
    Result<> writeAll();
    // What could not be written, at the end.
    std::vector<model::Event> takeUnwritten();

private:
    Result<> writeHeld();

    EventQueue& m_queue;
    Hits& m_hits;
    Append m_append;
    SetAside m_setAside;
    std::vector<model::Event> m_held;
    std::vector<HitOf> m_heldHits;
};

} // namespace postern::engine
