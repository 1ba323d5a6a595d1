// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <span>
#include <thread>
#include <vector>

namespace postern::net {

class Connection;

// One thread with one Asio context. What belongs to a reactor (connections, acceptors) is touched by its
// thread only; others reach it by post(). Nothing on it ever blocks: no SQL, no file.
class Reactor {
public:
    using Clock = std::chrono::steady_clock;
    using Connections = std::list<std::shared_ptr<Connection>>;

    Reactor();
    ~Reactor(); // stop()

    void start();
    // Ends the thread; connections that are still there are dropped without a word. Idempotent.
    void stop();

    // From any thread: runs `task` on the reactor's, later. After stop() it is thrown away.
    template <class Task>
    void post(Task&& task)
    {
        asio::post(m_context, std::forward<Task>(task));
    }
    // From any other thread: runs `task` on the reactor's and waits for its end.
    void runAndWait(const std::function<void()>& task);

    asio::io_context& context() { return m_context; }

    // --- on the reactor's thread
    // What connections read into: one buffer for all, valid until the next read.
    std::span<char> buffer() { return m_buffer; }
    void add(const std::shared_ptr<Connection>& connection);
    void remove(Connection& connection);
    void moveToEnd(Connection& connection); // it has just been active
    void forEachConnection(const std::function<void(Connection&)>& visit);
    // The `most` that were active last, the last of them first. None must come or go meanwhile.
    void forEachOfNewest(std::size_t most, const std::function<void(const Connection&)>& visit) const;
    std::size_t connectionCount() const { return m_connections.size(); }

private:
    void scheduleSweep();
    void sweep();

    asio::io_context m_context{1};
    asio::executor_work_guard<asio::io_context::executor_type> m_work{m_context.get_executor()};
    asio::steady_timer m_sweepTimer{m_context};
    std::vector<char> m_buffer;
    Connections m_connections; // the one that has been quiet longest comes first
    std::thread m_thread;
};

} // namespace postern::net
