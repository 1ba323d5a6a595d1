// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connection.h"
#include "scan/milter_session.h"
#include "scan/scanner.h"

#include <functional>
#include <memory>
#include <string>

namespace postern::scan {

// Drives one connection to a milter: moves bytes between the socket and the protocol core, and reads the
// message piece by piece. On its reactor's thread; waits for one thing at a time.
class MilterLink final : public net::Connection {
public:
    // `socket` is being connected. `timeout` is how long it may be silent while it is waited for; `patience`
    // how long one question may take in all.
    MilterLink(net::Reactor& reactor, net::Descriptor socket, std::chrono::seconds timeout,
               std::chrono::seconds patience);

    // `done` may run before this returns.
    using Done = std::function<void(MilterVerdict)>;
    void ask(model::Stage stage, const MilterTalk& talk, std::shared_ptr<MessageSource> content, Done done);
    void abort();
    void quit(); // and nothing is said of what it was asked
    // It has said something since it was asked last.
    bool hasSpoken() const { return m_session.progress() != m_progressAtQuestion; }
    bool wasAskedBefore() const { return m_questions > 1; }
    bool timedOut() const { return m_timedOut; }

private:
    void onReady() override;
    void onTimeout() override;

    void run();
    bool step();
    void noteAnswers();
    bool isOverdue() const;
    enum class Sent : std::uint8_t { All, Waits, Gone };
    Sent flush();
    bool on(const MilterSession::Idle&);
    bool on(const MilterSession::Read&);
    bool on(const MilterSession::NeedContent&);
    bool on(const MilterSession::Answered& answer);
    bool on(const MilterSession::Closed&);
    void take(Result<std::string> piece);

    const std::chrono::seconds m_patience;
    MilterSession m_session;
    std::shared_ptr<MessageSource> m_source;
    std::int64_t m_offset = 0;
    Done m_done;
    std::string m_output;
    net::Reactor::Clock::time_point m_deadline;
    std::size_t m_progress = 0;
    std::size_t m_progressAtQuestion = 0;
    int m_questions = 0;
    bool m_connected = false;
    bool m_timedOut = false;
    bool m_reading = false; // a piece of the message
    bool m_running = false;
};

} // namespace postern::scan
