// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/preview/refusal_job.h"

#include "ui/lists/background.h"
#include "ui/text/translate.h"

#include <chrono>

namespace postern::ui {

using preview::RefusalQuestion;
using preview::RefusalReport;
using namespace std::chrono_literals;

namespace {

// Stopped before anything was looked at.
RefusalReport nothingOf(const RefusalQuestion& question)
{
    RefusalReport report;
    for (const model::Check check : question.checks) {
        report.checks.emplace_back();
        report.checks.back().check = check;
    }
    return report;
}

} // namespace

RefusalJob::RefusalJob(const QString& where, QObject* parent)
    : QObject(parent)
    , m_where(bytes(where))
{
    m_clock.setInterval(100ms);
    connect(&m_clock, &QTimer::timeout, this, [this] { Q_EMIT progressed(m_state->percent); });
}

RefusalJob::~RefusalJob()
{
    stop();
}

void RefusalJob::stop()
{
    if (m_state)
        m_state->stopped = true;
}

void RefusalJob::start(const RefusalQuestion& question, std::shared_ptr<const policy::Snapshot> snapshot)
{
    stop();
    m_state = std::make_shared<State>();
    m_clock.start();
    Q_EMIT progressed(0);
    inBackground(
        this,
        [where = m_where, question, snapshot = std::move(snapshot), state = m_state]() mutable {
            return run(where, question, std::move(snapshot), *state);
        },
        [this, state = m_state](Result<RefusalReport> report) { take(state, std::move(report)); });
}

Result<RefusalReport> RefusalJob::run(const std::string& where, const RefusalQuestion& question,
                                      std::shared_ptr<const policy::Snapshot> snapshot, State& state)
{
    if (state.stopped)
        return nothingOf(question);
    const auto store = store::Store::open(where, store::OpenMode::Existing);
    if (!store)
        return failFrom(store);
    if (!snapshot) {
        auto compiled = preview::compileSaved(**store, question.service);
        if (!compiled)
            return failFrom(compiled);
        snapshot = std::move(*compiled);
        if (state.stopped)
            return nothingOf(question);
    }
    return preview::countRefusals(**store, *snapshot, question, [&](double share) {
        state.percent = int(share * 100);
        return !state.stopped;
    });
}

void RefusalJob::take(const std::shared_ptr<State>& state, Result<RefusalReport> report)
{
    if (state != m_state)
        return; // another one was asked for
    m_state.reset();
    m_clock.stop();
    if (report)
        Q_EMIT finished(*report);
    else
        Q_EMIT failed(translate(report.error()));
}

} // namespace postern::ui
