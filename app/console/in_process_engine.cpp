// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/in_process_engine.h"

#include "ui/text/translate.h"

#include <QMetaObject>

#include <exception>

namespace postern::console {

using namespace std::chrono_literals;

InProcessEngine::InProcessEngine(engine::EngineOptions options, QObject* parent)
    : LocalEngine(parent)
    , m_options(std::move(options))
{
}

InProcessEngine::~InProcessEngine()
{
    if (m_thread.joinable())
        m_thread.join();
}

// One job at a time: the states see to that; the one before has ended, or is about to.
void InProcessEngine::work(std::function<void()> job)
{
    if (m_thread.joinable())
        m_thread.join();
    m_thread = std::thread(std::move(job));
}

void InProcessEngine::start()
{
    if (m_state != State::Off && m_state != State::Failed)
        return;
    setState(State::Starting);
    work([this] {
        auto started = std::make_shared<Started>();
        try {
            *started = engine::Engine::start(m_options);
        } catch (const std::exception& lost) { // the third lane: what is lost must not take the console along
            *started = fail(ErrorKind::Internal, lost.what());
        }
        QMetaObject::invokeMethod(
            this, [this, started] { takeStarted(std::move(*started)); }, Qt::QueuedConnection);
    });
}

void InProcessEngine::takeStarted(Started started)
{
    if (!started &&
        started.error().kind == ErrorKind::Busy) { // another one serves the store: this is no failure
        setState(State::Off);
        return;
    }
    if (!started) {
        setState(State::Failed, ui::translate(started.error()));
        return;
    }
    m_engine = std::move(*started);
    setState(State::Running);
}

void InProcessEngine::stop()
{
    if (m_state != State::Running)
        return;
    setState(State::Stopping);
    work([this] {
        m_engine->stop(5s);
        m_engine.reset();
        QMetaObject::invokeMethod(
            this, [this] { setState(State::Off); }, Qt::QueuedConnection);
    });
}

void InProcessEngine::setState(State state, const QString& problem)
{
    m_state = state;
    m_problem = problem;
    Q_EMIT changed();
}

} // namespace postern::console
