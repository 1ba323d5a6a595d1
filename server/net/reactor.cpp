// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/reactor.h"

#include "net/connection.h"

#include <future>

namespace postern::net {

namespace {

constexpr std::size_t bufferSize = 65'536;
constexpr auto sweepInterval = std::chrono::seconds(1);

} // namespace

Reactor::Reactor()
    : m_buffer(bufferSize)
{
}

Reactor::~Reactor()
{
    stop();
}

void Reactor::start()
{
    scheduleSweep();
    m_thread = std::thread([this] { m_context.run(); });
}

void Reactor::stop()
{
    if (!m_thread.joinable())
        return;
    post([this] {
        m_sweepTimer.cancel();
        // Their destructors run while the context is still whole.
        forEachConnection([](Connection& connection) { connection.drop(); });
        m_context.stop();
    });
    m_thread.join();
}

void Reactor::runAndWait(const std::function<void()>& task)
{
    std::promise<void> done;
    post([&] {
        task();
        done.set_value();
    });
    done.get_future().wait();
}

void Reactor::add(const std::shared_ptr<Connection>& connection)
{
    connection->m_place = m_connections.insert(m_connections.end(), connection);
}

void Reactor::remove(Connection& connection)
{
    const std::shared_ptr<Connection> kept = *connection.m_place; // may be the last owner
    m_connections.erase(connection.m_place);
}

void Reactor::moveToEnd(Connection& connection)
{
    m_connections.splice(m_connections.end(), m_connections, connection.m_place);
}

void Reactor::forEachConnection(const std::function<void(Connection&)>& visit)
{
    // A visited connection may go, and take others with it: walk over a copy.
    const std::vector<std::shared_ptr<Connection>> all(m_connections.begin(), m_connections.end());
    for (const auto& connection : all)
        visit(*connection);
}

void Reactor::forEachOfNewest(std::size_t most, const std::function<void(const Connection&)>& visit) const
{
    for (auto each = m_connections.rbegin(); each != m_connections.rend() && most > 0; ++each, --most)
        visit(**each);
}

void Reactor::scheduleSweep()
{
    m_sweepTimer.expires_after(sweepInterval);
    m_sweepTimer.async_wait([this](const asio::error_code& error) {
        if (error)
            return;
        sweep();
        scheduleSweep();
    });
}

// Time-outs differ by service, so the walk goes on over quiet ones that may stay, up to the first connection
// that was active since the last sweep.
void Reactor::sweep()
{
    const auto now = Clock::now();
    std::vector<std::shared_ptr<Connection>> late;
    for (const auto& connection : m_connections) {
        if (now - connection->m_active < sweepInterval)
            break;
        if (connection->isLate(now))
            late.push_back(connection);
    }
    for (const auto& connection : late) {
        if (connection->isLate(now)) // another one's end may have moved it
            connection->onTimeout();
    }
}

} // namespace postern::net
