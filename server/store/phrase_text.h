// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/phrase.h"

#include <string>
#include <string_view>

namespace postern::store {

// A Phrase in a column: a plain one as its words, any other as JSON, {"text": "port %1 is in use", "parts":
// ["25"]}, so that whoever reads it can say it in his own language; one of hundreds of parts in English. What
// is no such JSON is taken as plain words.
std::string toText(const Phrase& phrase);
Phrase phraseFrom(std::string_view text);

} // namespace postern::store
