// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/event_writer.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace postern::engine {

EventWriter::EventWriter(EventQueue& queue, Hits& hits, Append append, SetAside setAside)
    : m_queue(queue)
    , m_hits(hits)
    , m_append(std::move(append))
    , m_setAside(std::move(setAside))
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
    if (auto written = writeHeld(); !written)
        return written;
    m_hits.add(m_heldHits);
    m_heldHits.clear();
    return {};
}

// All at once, as a rule. Where one is refused for good, it is found by halving what is offered.
Result<> EventWriter::writeHeld()
{
    std::size_t count = m_held.size();
    while (!m_held.empty()) {
        const auto offered = std::span(m_held).first(std::min(count, m_held.size()));
        auto written = m_append(offered);
        const bool refused = !written && written.error().kind == ErrorKind::Invalid;
        if (refused && offered.size() > 1) {
            count = offered.size() / 2;
            continue;
        }
        if (refused)
            written = m_setAside(offered.front(), written.error());
        if (!written)
            return written;
        m_held.erase(m_held.begin(), m_held.begin() + std::ptrdiff_t(offered.size()));
        count *= 2;
    }
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
