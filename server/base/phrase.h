// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/sentence.h"

#include <string>
#include <vector>

namespace postern {

// What is put together from parts that are words themselves: "service %1: %2" with "SMTP" and "port %1 → %2".
// A Sentence takes plain texts only; the parts of this one are translated, too.
struct Phrase {
    std::string text; // one marked by POSTERN_TEXT("server", …), or a plain one, that is nobody's language
    bool plain = false;        // a name, a number: taken as it is
    std::vector<Phrase> parts; // for %1 … %9

    static Phrase name(std::string text) { return {std::move(text), true, {}}; }
    bool empty() const { return text.empty(); }
    bool operator==(const Phrase&) const = default;
};

// `parts` one after the other; nothing of none.
Phrase joined(std::vector<Phrase> parts, const char* separator);

std::string toEnglish(const Phrase& phrase);

// What the Error says is wrong, without the place and the hint; and with both.
Phrase phraseOf(const Error& error);
Phrase placedPhraseOf(const Error& error);

} // namespace postern
