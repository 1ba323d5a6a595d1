// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/log/flip_finder.h"

#include "ui/lists/background.h"

#include <algorithm>

namespace postern::ui {

FlipFinder::Answer FlipFinder::answer(const Question& question)
{
    Answer answer;
    answer.revision = question.site->snapshot->revision;
    const auto& services = question.site->snapshot->services;
    const auto policy = std::find_if(services.begin(), services.end(), [&](const auto& each) {
        return each->service.name == question.service;
    });
    if (policy == services.end())
        return answer;
    answer.there = true;
    answer.explanation = policy::explain(**policy, question.facts, policy::Tracing::Off);
    answer.flips = policy::findFlips(*question.site, (*policy)->service.id, question.facts);
    return answer;
}

void FlipFinder::find(std::shared_ptr<const policy::FlipSite> site, const std::string& service,
                      const policy::Facts& facts)
{
    m_waiting = Question{std::move(site), service, facts};
    if (!m_busy)
        begin();
}

void FlipFinder::forget()
{
    m_waiting.reset();
    m_wanted = false;
}

void FlipFinder::begin()
{
    m_busy = true;
    m_wanted = true;
    inBackground(
        this, [question = *std::exchange(m_waiting, std::nullopt)] { return answer(question); },
        [this](const Answer& answer) {
            m_busy = false;
            if (m_waiting)
                begin();
            else if (m_wanted)
                Q_EMIT found(answer);
        });
}

} // namespace postern::ui
