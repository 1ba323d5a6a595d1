// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/scan_opinion.h"
#include "scan/answer_reader.h"

namespace postern::scan {

// What spamd says to SYMBOLS (SPAMC/1.5), without the name of the scanner:
//     SPAMD/1.1 0 EX_OK
//     Content-length: 24
//     Spam: True ; 1000.0 / 5.0
//
//     GTUBE,NO_RECEIVED
// The answer is over; whatever is not as it should be is a failure.
ScanOpinion spamdOpinion(const AnswerReader& answer);

} // namespace postern::scan
