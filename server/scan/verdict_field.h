// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/scan_opinion.h"

#include <string>

namespace postern::scan {

// The field that tells readers what a scanner said, folded, with CR LF at its end:
//     X-Spam-Status: Yes, score=15.2 required=5
//         tests=GTUBE,NO_RECEIVED
// Printable ASCII throughout; "" where it said nothing.
std::string verdictField(const std::string& name, const ScanOpinion& opinion);

} // namespace postern::scan
