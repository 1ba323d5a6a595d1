// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/outcome.h"

#include "delivery/retry.h"

namespace postern::delivery {

namespace {

// NOTIFY= of RFC 3461 4.1; where it was not given, failures and delays are told.
bool wants(const spool::Recipient& recipient, std::string_view what)
{
    if (recipient.notify.empty())
        return what != "SUCCESS";
    return recipient.notify.find(what) != std::string::npos;
}

// LMTP is a delivery, SMTP only hands on.
bool isRelay(const NextHop& hop)
{
    return hop.kind == NextHop::Kind::Smtp || hop.kind == NextHop::Kind::Mx;
}

bool isTime(Time now, Time arrival, std::chrono::hours after)
{
    return now - arrival >= after;
}

Answer givenUp(Answer answer, std::chrono::hours after)
{
    answer.fate = Answer::Fate::Failed;
    answer.status = "4.4.7"; // RFC 3463 3.5: delivery time expired
    answer.text =
        "given up after " + std::to_string(after.count()) + " hours; the last attempt: " + answer.text;
    return answer;
}

void fail(Outcome& outcome, const Job& job, const spool::Recipient& recipient, const Answer& answer)
{
    outcome.finished.push_back(recipient.id);
    if (!job.message.sender.empty()) {
        if (wants(recipient, "FAILURE"))
            outcome.failures.push_back({recipient, answer});
    } else if (job.message.kind != spool::Kind::DoubleBounce) {
        outcome.lost.push_back({recipient, answer});
    }
}

void deliver(Outcome& outcome, const Job& job, const spool::Recipient& recipient, const Answer& answer)
{
    outcome.finished.push_back(recipient.id);
    if (!job.message.sender.empty() && wants(recipient, "SUCCESS") && !answer.tellsSuccess)
        outcome.delivered.push_back({recipient, answer, isRelay(job.hop)});
}

void defer(Outcome& outcome, const Job& job, const spool::Recipient& recipient, const Answer& answer,
           Time now, const Router::Settings& settings, double random)
{
    const bool late = settings.tellDelay.count() > 0 && isTime(now, job.message.arrival, settings.tellDelay);
    const bool tell =
        late && !recipient.delayTold && !job.message.sender.empty() && wants(recipient, "DELAY");
    const int attempts = recipient.attempts + (answer.attempted ? 1 : 0);
    const Time end = job.message.arrival + settings.giveUp;
    const Time next = now + retryDelay(attempts, random);
    outcome.later.push_back({recipient.id, std::min(next, std::max(end, now + std::chrono::minutes(1))),
                             recipient.destination, answer.text, tell, answer.attempted});
    if (tell)
        outcome.delayed.push_back({recipient, answer});
}

} // namespace

Outcome decideOutcome(const Job& job, const std::vector<Answer>& answers, Time now,
                      const Router::Settings& settings, double random)
{
    Outcome outcome;
    for (std::size_t i = 0; i < job.recipients.size(); ++i) {
        const spool::Recipient& recipient = job.recipients[i];
        Answer answer = answers[i];
        if (answer.fate == Answer::Fate::Deferred && isTime(now, job.message.arrival, settings.giveUp))
            answer = givenUp(std::move(answer), settings.giveUp);
        switch (answer.fate) {
        case Answer::Fate::Delivered:
            deliver(outcome, job, recipient, answer);
            break;
        case Answer::Fate::Failed:
            fail(outcome, job, recipient, answer);
            break;
        case Answer::Fate::Deferred:
            defer(outcome, job, recipient, answer, now, settings, random);
            break;
        case Answer::Fate::Gone:
            outcome.finished.push_back(recipient.id);
            break;
        }
        outcome.answers.push_back(std::move(answer));
    }
    return outcome;
}

} // namespace postern::delivery
