// SPDX-License-Identifier: GPL-3.0-or-later
#include "health/questions.h"

namespace postern::health {

Questions::Asked Questions::ask(dns::Resolver& resolver, const std::vector<dns::Question>& questions)
{
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::milliseconds slice{100}; // between two looks whether it is cancelled
    const auto begin = Clock::now();
    Asked asked;
    asked.answers.assign(questions.size(), dns::failedAnswer(dns::Failure::TimeOut, "cancelled"));
    if (questions.empty() || m_cancelled())
        return asked;
    bool done = false;
    m_context.restart();
    dns::Lookup lookup = resolver.ask(m_context, questions, patience, [&](dns::Resolver::Answers answers) {
        asked.answers = std::move(answers);
        done = true;
    });
    while (!done && !m_cancelled())
        m_context.run_for(slice);
    lookup.cancel();
    asked.took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin);
    return asked;
}

} // namespace postern::health
