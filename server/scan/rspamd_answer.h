// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/scan_opinion.h"
#include "scan/answer_reader.h"

namespace postern::scan {

// What rspamd says to POST /checkv2, without the name of the scanner: its verdict is the action 'reject', and
// 'soft reject' asks for the message to come again. The other actions ('greylist', 'add header', 'rewrite
// subject') are left to the score, which counts in proportion. The answer is over; whatever is not as it
// should be is a failure.
ScanOpinion rspamdOpinion(const AnswerReader& answer);

} // namespace postern::scan
