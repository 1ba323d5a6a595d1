// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/connection_view.h"

#include "engine/session_driver.h"

#include <algorithm>
#include <mutex>
#include <unordered_set>
#include <utility>
#include <vector>

namespace postern::engine {

// Filled by the reactors' threads.
struct ConnectionView::Answer {
    std::mutex mutex;
    std::size_t missing = 0; // reactors
    std::vector<model::ConnectionEntry> entries;
};

ConnectionView::ConnectionView(Environment& environment, const Reactors& reactors)
    : m_environment(environment)
    , m_reactors(reactors)
    , m_epoch(environment.clock.now())
    , m_epochOfReactors(net::Reactor::Clock::now())
{
}

void ConnectionView::ask()
{
    if (m_answer)
        return;
    m_answer = std::make_shared<Answer>();
    m_answer->missing = m_reactors.size();
    for (const auto& each : m_reactors) {
        net::Reactor& reactor = *each;
        reactor.post([&reactor, answer = m_answer, epoch = m_epoch, epochOfReactors = m_epochOfReactors] {
            std::vector<model::ConnectionEntry> own;
            reactor.forEachOfNewest(shown, [&](const net::Connection& connection) {
                const auto* session = dynamic_cast<const SessionDriver*>(&connection);
                if (session == nullptr)
                    return; // a delivery
                own.push_back(session->shown());
                own.back().active = epoch + std::chrono::duration_cast<std::chrono::microseconds>(
                                                session->active() - epochOfReactors);
            });
            const std::lock_guard lock(answer->mutex);
            std::move(own.begin(), own.end(), std::back_inserter(answer->entries));
            --answer->missing;
        });
    }
}

// nullopt: there is none, or a part of it is missing.
std::optional<ConnectionView::Entries> ConnectionView::takeAnswer()
{
    const auto answer = m_answer;
    if (!answer)
        return std::nullopt;
    const std::lock_guard lock(answer->mutex);
    if (answer->missing > 0)
        return std::nullopt;
    m_answer.reset();
    auto& found = answer->entries;
    if (found.size() > shown) {
        const auto later = [](const auto& one, const auto& other) { return one.active > other.active; };
        std::nth_element(found.begin(), found.begin() + shown, found.end(), later);
        found.resize(shown);
    }
    Entries entries;
    for (model::ConnectionEntry& entry : found) {
        const std::int64_t id = entry.id;
        entries.emplace(id, std::move(entry));
    }
    return entries;
}

Result<> ConnectionView::write(store::Store& store)
{
    const auto entries = takeAnswer();
    if (!entries)
        return {};
    if (!m_cleared) {
        if (auto cleared = store.clearConnections(m_environment.node); !cleared)
            return cleared;
        m_cleared = true;
    }
    std::vector<model::ConnectionEntry> changed;
    std::vector<model::ConnectionEntry> gone;
    for (const auto& [id, entry] : *entries) {
        const auto known = m_written.find(id);
        if (known == m_written.end() || known->second != entry)
            changed.push_back(entry);
    }
    for (const auto& [id, entry] : m_written) {
        if (!entries->contains(id))
            gone.push_back(entry);
    }
    if (!changed.empty() || !gone.empty()) {
        if (auto written = store.writeConnections(changed, gone); !written)
            return written;
    }
    m_written = *entries;
    return {};
}

Result<> ConnectionView::clear(store::Store& store)
{
    m_written.clear();
    return store.clearConnections(m_environment.node);
}

Result<> ConnectionView::obey(const store::Command& command) const
{
    const auto order = model::disconnectionFromJson(command.argument);
    if (command.verb != model::disconnect || !order)
        return order ? fail(ErrorKind::Invalid, "there is no order '" + command.verb + "'") : failFrom(order);
    if (order->node != m_environment.node)
        return {};
    const auto ids =
        std::make_shared<const std::unordered_set<std::int64_t>>(order->ids.begin(), order->ids.end());
    for (const auto& reactor : m_reactors)
        visitSessions(*reactor, [ids](SessionDriver& session) {
            if (ids->contains(session.number()))
                session.endNow(smtp::Session::End::Disconnected);
        });
    return {};
}

} // namespace postern::engine
