// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preview/refusals.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <atomic>
#include <memory>
#include <string>

namespace postern::ui {

// Counts what checks would refuse, on a pool thread with a connection of its own to the store. GUI thread.
class RefusalJob : public QObject {
    Q_OBJECT

public:
    explicit RefusalJob(const QString& where, QObject* parent = nullptr);
    ~RefusalJob() override; // what runs ends soon and is heard of no more

    // Drops what runs. `snapshot`: by which it is counted; nullptr: what is saved then, compiled for this and
    // forgotten.
    void start(const preview::RefusalQuestion& question, std::shared_ptr<const policy::Snapshot> snapshot);
    // What is found so far is told by finished().
    void stop();
    bool busy() const { return bool(m_state); }

Q_SIGNALS:
    void progressed(int percent);
    void finished(const postern::preview::RefusalReport& report);
    void failed(const QString& why);

private:
    struct State {
        std::atomic<bool> stopped{false};
        std::atomic<int> percent{0};
    };
    static Result<preview::RefusalReport> run(const std::string& where,
                                              const preview::RefusalQuestion& question,
                                              std::shared_ptr<const policy::Snapshot> snapshot, State& state);
    void take(const std::shared_ptr<State>& state, Result<preview::RefusalReport> report);

    std::string m_where;
    std::shared_ptr<State> m_state; // of what runs; nullptr: nothing
    QTimer m_clock;
};

} // namespace postern::ui
