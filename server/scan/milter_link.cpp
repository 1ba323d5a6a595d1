// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan/milter_link.h"

#include <exception>
#include <system_error>
#include <utility>

namespace postern::scan {

MilterLink::MilterLink(net::Reactor& reactor, net::Descriptor socket, std::chrono::seconds timeout,
                       std::chrono::seconds patience)
    : Connection(reactor, std::move(socket), timeout)
    , m_patience(patience)
{
}

void MilterLink::ask(model::Stage stage, const MilterTalk& talk, std::shared_ptr<MessageSource> content,
                     Done done)
{
    ++m_questions;
    m_done = std::move(done);
    m_source = std::move(content);
    m_offset = 0;
    m_progressAtQuestion = m_session.progress();
    m_deadline = net::Reactor::Clock::now() + m_patience;
    noteProgress();
    m_session.ask(stage, talk);
    if (m_connected)
        run();
    else
        waitToSend(); // until it is connected, or is not to be
}

void MilterLink::abort()
{
    m_done = nullptr;
    m_session.abort();
    if (m_connected)
        run();
}

void MilterLink::quit()
{
    if (!isOpen())
        return;
    m_done = nullptr;
    m_session.quit();
    m_output += m_session.takeOutput();
    if (m_connected)
        send(m_output); // what it does not take now it does not need
    close();
}

void MilterLink::onReady()
{
    if (!std::exchange(m_connected, true)) {
        noteProgress();
        if (const int error = connectError(); error != 0)
            m_session.lost("it cannot be reached: " + std::generic_category().message(error));
    }
    run();
}

void MilterLink::onTimeout()
{
    m_timedOut = true;
    m_session.lost(m_connected ? "it does not answer in time" : "it cannot be reached in time");
    run();
}

void MilterLink::run()
{
    if (std::exchange(m_running, true))
        return;
    const auto self = shared_from_this(); // the step may drop the last owner
    try {
        while (isOpen() && step()) {
        }
    } catch (const std::exception& broken) {
        m_session.lost(broken.what());
        while (isOpen() && step()) {
        }
    }
    m_running = false;
}

bool MilterLink::step()
{
    if (isOverdue())
        m_session.lost("it works on it and does not come to an end");
    const MilterSession::Step step = m_session.next();
    noteAnswers();
    return std::visit([this](const auto& what) { return on(what); }, step);
}

bool MilterLink::isOverdue() const
{
    return m_done != nullptr && net::Reactor::Clock::now() >= m_deadline;
}

// Bytes that trickle in and never make a packet are no progress.
void MilterLink::noteAnswers()
{
    if (std::exchange(m_progress, m_session.progress()) != m_session.progress())
        noteProgress();
}

MilterLink::Sent MilterLink::flush()
{
    m_output += m_session.takeOutput();
    if (m_output.empty())
        return Sent::All;
    switch (send(m_output)) {
    case Io::Done:
        noteProgress();
        return Sent::All;
    case Io::Blocked:
        waitToSend();
        return Sent::Waits;
    case Io::Closed:
        break;
    }
    m_output.clear();
    m_session.lost("it does not take what is sent");
    return Sent::Gone;
}

bool MilterLink::on(const MilterSession::Idle&)
{
    m_output += m_session.takeOutput(); // an abort
    if (!m_output.empty() && send(m_output) == Io::Closed)
        m_output.clear(); // the next question finds out
    return false;
}

bool MilterLink::on(const MilterSession::Read&)
{
    const Sent sent = flush();
    if (sent != Sent::All)
        return sent == Sent::Gone;
    const Received received = receive();
    switch (received.io) {
    case Io::Done:
        m_session.input(received.bytes);
        return true;
    case Io::Closed:
        m_session.lost("it closed the connection");
        return true;
    case Io::Blocked:
        waitToReceive();
        return false;
    }
    return false;
}

// The next piece only when the one before has gone out: memory does not grow with the message.
bool MilterLink::on(const MilterSession::NeedContent&)
{
    const Sent sent = flush();
    if (sent != Sent::All)
        return sent == Sent::Gone;
    if (m_reading)
        return false;
    if (!m_source) {
        m_session.lost("there is no message to show");
        return true;
    }
    m_reading = true;
    m_source->read(m_offset, [self = shared_from_this(), this](Result<std::string> piece) {
        take(std::move(piece));
        run();
    });
    return !m_reading; // it was there at once
}

void MilterLink::take(Result<std::string> piece)
{
    m_reading = false;
    noteProgress();
    if (!piece)
        return m_session.lost("the message cannot be read: " + toString(piece.error()));
    m_offset += std::int64_t(piece->size());
    if (piece->empty())
        m_session.contentEnd();
    else
        m_session.content(*piece);
}

bool MilterLink::on(const MilterSession::Answered& answer)
{
    m_source.reset();
    if (const Done done = std::exchange(m_done, nullptr))
        done(answer.verdict);
    return true;
}

bool MilterLink::on(const MilterSession::Closed&)
{
    drop();
    return false;
}

} // namespace postern::scan
