// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"
#include "delivery/job.h"
#include "spool/queue_writer.h"

#include <string>
#include <vector>

namespace postern::delivery {

// One recipient of which a report tells.
struct Reported {
    spool::Recipient recipient;
    Answer answer;
    bool relayed = false; // handed on to a server from which nothing more will be heard
};

// What an attempt comes to.
struct Outcome {
    std::vector<spool::Id> finished;
    std::vector<spool::Settlement::Later> later;
    std::vector<Answer>
        answers; // for the log, as decided: one for each recipient; given up where time is over
    // For the sender (RFC 3461 4.1, 5.2, 6.2); empty where nothing is to be told.
    std::vector<Reported> delivered;
    std::vector<Reported> delayed;
    std::vector<Reported> failures;
    // Nobody else can be told (RFC 5321 6.1): for the postmaster.
    std::vector<Reported> lost;
};

// Pure. `answers`: one for each of the job's recipients. `random` in [0, 1) spreads the next attempts.
Outcome decideOutcome(const Job& job, const std::vector<Answer>& answers, Time now,
                      const Router::Settings& settings, double random);

} // namespace postern::delivery
