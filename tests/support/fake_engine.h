// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "model/status.h"
#include "store/store.h"
#include "ui/data/local_engine.h"

#include <QCoreApplication>

#include <string>

namespace postern::test {

// The engine in the console's process, without an engine: it only is in the state that the test wants.
class FakeEngine final : public ui::LocalEngine {
public:
    State state() const override { return m_state; }
    QString problem() const override { return m_problem; }
    void start() override { set(State::Running); }
    void stop() override { set(State::Off); }
    void set(State state, const QString& problem = {})
    {
        m_state = state;
        m_problem = problem;
        Q_EMIT changed();
    }

private:
    State m_state = State::Off;
    QString m_problem;
};

// What an engine that is alive now writes about itself: every service of the store in one state.
inline model::NodeStatus nodeStatus(store::Store& store, model::ListenerState state,
                                    const std::string& error = {})
{
    model::NodeStatus node;
    node.node = "main";
    node.version = "0.1.0";
    node.process = QCoreApplication::applicationPid();
    node.started = node.heartbeat = SystemClock().now();
    node.revision = store.revision().value_or(0);
    const auto configuration = store.configuration();
    for (const model::Service& service : configuration->services)
        node.listeners.push_back({service.id, service.name, state,
                                  error.empty() ? Phrase{} : Phrase::name(error),
                                  state == model::ListenerState::Running ? 3 : 0});
    return node;
}

} // namespace postern::test
