// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/engine.h"
#include "ui/data/local_engine.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <thread>

namespace postern::console {

// An engine in this process, for the console. Starting and stopping take their time on a thread of their own.
class InProcessEngine : public ui::LocalEngine {
    Q_OBJECT

public:
    explicit InProcessEngine(engine::EngineOptions options, QObject* parent = nullptr);
    ~InProcessEngine() override; // stops it, within its grace

    State state() const override { return m_state; }
    QString problem() const override { return m_problem; }
    void start() override;
    void stop() override;
    // For the end of the program: stops it, within its grace. False: something hangs, and the program must
    // end by std::_Exit() (engine.h).
    bool end();

private:
    using Started = Result<std::unique_ptr<engine::Engine>>;

    void work(std::function<void()> job);
    void takeStarted(Started started);
    void takeStopped(const QStringList& hanging);
    void setState(State state, const QString& problem = {});

    engine::EngineOptions m_options;
    State m_state = State::Off;
    QString m_problem;
    QString m_left;                           // what hangs of an engine that was stopped, in words
    std::unique_ptr<engine::Engine> m_engine; // touched by m_thread only while it runs
    std::thread m_thread;
};

} // namespace postern::console
