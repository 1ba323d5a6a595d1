// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/event_writer.h"

#include <iterator>
#include <utility>

namespace postern::engine {

EventWriter::EventWriter(EventQueue& queue, Hits& hits, Append append)
    : m_queue(queue)
    , m_hits(hits)
    , m_append(std::move(append))
{
}

Result<> EventWriter::write()
{
    if (m_held.empty()) {
        for (LoggedEvent& item : m_queue.take(batch)) {
            for (const model::Id entry : item.hits)
                m_heldHits.push_back({entry, item.event.time});
            m_held.push_back(std::move(item.event));
        }
    }
    if (m_held.empty())
        return {};
    if (auto written = m_append(m_held); !written)
        return written;
    m_held.clear();
    m_hits.add(m_heldHits);
    m_heldHits.clear();
    return {};
}

Result<> EventWriter::writeAll()
{
    while (holds() || m_queue.size() > 0) {
        if (auto written = write(); !written)
            return written;
    }
    return {};
}

std::vector<model::Event> EventWriter::takeUnwritten()
{
    std::vector<model::Event> events = std::exchange(m_held, {});
    while (m_queue.size() > 0) {
        for (LoggedEvent& item : m_queue.take(batch))
            events.push_back(std::move(item.event));
    }
    return events;
}

} // namespace postern::engine
