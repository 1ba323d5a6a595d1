// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/reason.h"
#include "policy/subject.h"

#include <string>
#include <vector>

namespace postern::policy {

// The words that fill a reason's sentence, safe to show (base/escape.h). `pattern` is that of the list entry
// that the sentence speaks of.
std::vector<std::string> words(Reason reason, model::Check check, const Subject& subject,
                               const std::string& pattern);

// What a check looks at, safe to show: the client for connect, the HELO argument, the sender or the
// recipient. "<>" for the null sender.
std::string subjectOf(model::Check check, const Facts& facts);

// Text from the wire for a trace or a reply: at most an address of RFC 5321 4.5.3.1, then "…".
std::string shown(std::string_view wire);

} // namespace postern::policy
