// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/preview_job.h"

#include "ui/lists/background.h"
#include "ui/text/translate.h"

#include <chrono>

namespace postern::ui {

using namespace std::chrono_literals;

PreviewJob::PreviewJob(const QString& where, EditMaker edit, QObject* parent)
    : QObject(parent)
    , m_where(bytes(where))
    , m_edit(std::move(edit))
{
    m_clock.setInterval(100ms);
    connect(&m_clock, &QTimer::timeout, this, [this] { Q_EMIT progressed(m_state->percent); });
}

PreviewJob::~PreviewJob()
{
    stop();
    freeInBackground(std::pair(std::move(m_sides), std::move(m_edit)));
}

void PreviewJob::stop()
{
    if (m_state)
        m_state->stopped = true;
}

void PreviewJob::start(Time since)
{
    stop();
    m_state = std::make_shared<State>();
    m_clock.start();
    Q_EMIT progressed(0);
    inBackground(
        this,
        [where = m_where, edit = m_edit, sides = m_sides, since, state = m_state]() mutable {
            return run(where, edit, std::move(sides), since, *state);
        },
        [this, state = m_state](Result<Answer> answer) { take(state, std::move(answer)); });
}

Result<PreviewJob::Answer> PreviewJob::run(const std::string& where, const EditMaker& edit,
                                           std::shared_ptr<const preview::Sides> sides, Time since,
                                           State& state)
{
    const auto store = store::Store::open(where, store::OpenMode::Existing);
    if (!store)
        return failFrom(store);
    if (!sides) {
        auto compiled = preview::compileSides(**store, edit());
        if (!compiled)
            return failFrom(compiled);
        sides = std::make_shared<const preview::Sides>(std::move(*compiled));
    }
    auto report = preview::replay(**store, *sides, since, [&](double share, const preview::Tally&) {
        state.percent = int(share * 100);
        return !state.stopped;
    });
    if (!report)
        return failFrom(report);
    return Answer{std::move(sides), std::move(*report)};
}

void PreviewJob::take(const std::shared_ptr<State>& state, Result<Answer> answer)
{
    if (answer && !m_sides)
        m_sides = answer->sides;
    if (state != m_state)
        return; // another one was asked for
    m_state.reset();
    m_clock.stop();
    if (answer)
        Q_EMIT finished(*answer);
    else
        Q_EMIT failed(translate(answer.error()));
}

} // namespace postern::ui
