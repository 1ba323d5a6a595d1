// SPDX-License-Identifier: GPL-3.0-or-later
#include "console/in_process_engine.h"

#include "ui/text/translate.h"

#include <QMetaObject>

#include <exception>

namespace postern::console {

using namespace std::chrono_literals;

namespace {

constexpr auto grace = 5s;

QStringList inQt(const std::vector<std::string>& texts)
{
    QStringList all;
    for (const std::string& text : texts)
        all.append(ui::qt(text));
    return all;
}

} // namespace

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
    if (!started && started.error().kind == ErrorKind::Busy) {
        // Another one serves the store: this is no failure, unless it is what we could not end.
        setState(m_left.isEmpty() ? State::Off : State::Failed, m_left);
        return;
    }
    if (!started) {
        setState(State::Failed, ui::translate(started.error()));
        return;
    }
    m_engine = std::move(*started);
    m_left.clear();
    setState(State::Running);
}

void InProcessEngine::stop()
{
    if (m_state != State::Running)
        return;
    setState(State::Stopping);
    work([this] {
        const QStringList hanging = inQt(m_engine->stop(grace));
        m_engine.reset();
        QMetaObject::invokeMethod(
            this, [this, hanging] { takeStopped(hanging); }, Qt::QueuedConnection);
    });
}

void InProcessEngine::takeStopped(const QStringList& hanging)
{
    if (hanging.isEmpty())
        return setState(State::Off);
    m_left = tr("The engine has stopped, but something of it hangs and keeps the store locked until it comes "
                "back: %1. Is a file server gone?")
                 .arg(hanging.join(QStringLiteral("; ")));
    setState(State::Failed, m_left);
}

bool InProcessEngine::end()
{
    if (m_thread.joinable())
        m_thread.join();
    const bool ended = m_engine == nullptr || m_engine->stop(grace).empty();
    m_engine.reset();
    return ended && m_left.isEmpty();
}

void InProcessEngine::setState(State state, const QString& problem)
{
    m_state = state;
    m_problem = problem;
    Q_EMIT changed();
}

} // namespace postern::console
