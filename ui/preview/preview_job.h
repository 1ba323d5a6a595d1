// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "preview/replay.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>

namespace postern::ui {

// What would be saved; called on another thread, for it may be long.
using EditMaker = std::function<store::Edit()>;

// Replays the log by an edit that nobody has saved, on a pool thread with a connection of its own to the
// store. The policies are compiled once, of what the first start() finds. GUI thread.
class PreviewJob : public QObject {
    Q_OBJECT

public:
    struct Answer {
        std::shared_ptr<const preview::Sides> sides;
        preview::Report report;
    };

    PreviewJob(const QString& where, EditMaker edit, QObject* parent = nullptr);
    ~PreviewJob() override; // what runs ends soon and is heard of no more

    // Drops what runs.
    void start(Time since);
    // What is found so far is told by finished().
    void stop();
    bool busy() const { return bool(m_state); }

Q_SIGNALS:
    void progressed(int percent);
    void finished(const postern::ui::PreviewJob::Answer& answer);
    void failed(const QString& why);

private:
    struct State {
        std::atomic<bool> stopped{false};
        std::atomic<int> percent{0};
    };
    static Result<Answer> run(const std::string& where, const EditMaker& edit,
                              std::shared_ptr<const preview::Sides> sides, Time since, State& state);
    void take(const std::shared_ptr<State>& state, Result<Answer> answer);

    std::string m_where;
    EditMaker m_edit;
    std::shared_ptr<const preview::Sides> m_sides;
    std::shared_ptr<State> m_state; // of what runs; nullptr: nothing
    QTimer m_clock;
};

} // namespace postern::ui
