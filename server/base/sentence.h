// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

// Marks an English text for the translators without translating it: the server part knows no Qt. The
// console's translator finds these by the same context and text (see ui/text/translate.h); lupdate reads the
// macro by an alias of its name.
#define POSTERN_TEXT(context, text) text

namespace postern {

// A sentence for people: an English text with %1 … %9 and what goes in there. `text` is always one that was
// marked by POSTERN_TEXT("server", …), so that the console can show it in the administrator's language.
struct Sentence {
    const char* text = "";
    std::vector<std::string> args;

    bool operator==(const Sentence& other) const;
    bool empty() const { return *text == '\0'; }
};

// The English words, with the arguments in place.
std::string toEnglish(const Sentence& sentence);
std::string fillIn(std::string_view text, const std::vector<std::string>& args);

} // namespace postern
