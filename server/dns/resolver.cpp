// SPDX-License-Identifier: GPL-3.0-or-later
#include "dns/resolver.h"

#include "dns/round.h"

#include <asio/post.hpp>

#include <utility>

namespace postern::dns {

Round::Round(asio::io_context& context, std::size_t questions, Done done)
    : m_context(context)
    , m_timer(context)
    , m_done(std::move(done))
    , m_answers(questions, failedAnswer(Failure::TimeOut, "time-out"))
    , m_missing(questions)
{
}

void Round::start(std::chrono::milliseconds deadline)
{
    if (m_missing == 0)
        deadline = {};
    m_timer.expires_after(deadline);
    m_timer.async_wait([self = shared_from_this()](const asio::error_code& error) {
        if (!error)
            self->end();
    });
}

void Round::answer(std::size_t question, Answer answer)
{
    asio::post(m_context, [self = shared_from_this(), question, answer = std::move(answer)]() mutable {
        self->take(question, std::move(answer));
    });
}

void Round::take(std::size_t question, Answer answer)
{
    if (!m_done)
        return; // too late
    m_answers[question] = std::move(answer);
    if (--m_missing == 0)
        end();
}

void Round::end()
{
    m_timer.cancel();
    if (const Done done = std::exchange(m_done, nullptr))
        done(std::move(m_answers));
}

void Round::cancel()
{
    m_timer.cancel();
    m_done = nullptr;
}

Lookup::Lookup(std::weak_ptr<Round> round)
    : m_round(std::move(round))
{
}

void Lookup::cancel()
{
    if (const auto round = m_round.lock())
        round->cancel();
    m_round.reset();
}

Lookup Resolver::ask(asio::io_context& context, std::vector<Question> questions,
                     std::chrono::milliseconds deadline, std::function<void(Answers)> done)
{
    const auto round = std::make_shared<Round>(context, questions.size(), std::move(done));
    round->start(deadline);
    for (std::size_t i = 0; i < questions.size(); ++i)
        begin(questions[i], [round, i](Answer answer) { round->answer(i, std::move(answer)); });
    return Lookup(round);
}

} // namespace postern::dns
