// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/decide.h"

#include <vector>

namespace postern::policy {

// What a session with these facts would meet. For Explain dialogs, the command line and previews.
struct Explanation {
    model::Stage stage = model::Stage::Connect; // that refused, else the last one reached
    Verdict verdict;                            // with its trace
    std::vector<FactId> missing; // were needed but are not given; taken as Unknown, which is never a hit
};

// Runs the stages as a session would: connect, helo, mail, rcpt, then data where the facts hold a received
// message. It stops at the first refusal, and where the facts end: no HELO, no sender, no recipient.
Explanation explain(const Policy& policy, const Facts& facts, Tracing tracing = Tracing::On);

// What the checks up to RCPT and those of the message say, as one. Of a check that was looked at twice (the
// size that was declared, and the one that came) the row of the message stays.
Verdict joined(Verdict before, const Verdict& message);

// The row of the check that decided; nullptr where the verdict is 'accepted' or was made without a trace.
const TraceRow* decidingRow(const Verdict& verdict);

// Why a check came out as it did, as a paragraph: the evidence, what is to be remarked, and what its mode
// makes of it. Each is a clause without a full stop; join them as is usual in the reader's language.
std::vector<Sentence> reasonInWords(const TraceRow& row);

} // namespace postern::policy
