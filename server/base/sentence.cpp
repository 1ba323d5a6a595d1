// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/sentence.h"

#include "base/error.h"

#include <string_view>

namespace postern {

bool Sentence::operator==(const Sentence& other) const
{
    return std::string_view(text) == other.text && args == other.args;
}

std::string fillIn(std::string_view text, const std::vector<std::string>& args)
{
    std::string out;
    out.reserve(text.size() + 32);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool marks = text[i] == '%' && i + 1 < text.size() && text[i + 1] >= '1' && text[i + 1] <= '9';
        const std::size_t number = marks ? std::size_t(text[i + 1] - '1') : 0;
        if (marks && number < args.size()) {
            out += args[number];
            ++i;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string toEnglish(const Sentence& sentence)
{
    return fillIn(sentence.text, sentence.args);
}

std::string whatIsWrong(const Error& error)
{
    return fillIn(error.what, error.args);
}

std::string whatToDo(const Error& error)
{
    return fillIn(error.hint, error.args);
}

std::string toString(const Error& error)
{
    std::string text;
    if (!error.where.empty())
        text = error.where + ": ";
    text += whatIsWrong(error);
    if (!error.hint.empty())
        text += ". " + whatToDo(error);
    return text;
}

} // namespace postern
