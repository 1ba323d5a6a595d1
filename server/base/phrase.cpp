// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/phrase.h"

#include <utility>

namespace postern {

Phrase joined(std::vector<Phrase> parts, const char* separator)
{
    Phrase all;
    for (Phrase& part : parts) {
        const bool first = all.empty();
        all = first ? std::move(part)
                    : Phrase{"%1" + std::string(separator) + "%2", false, {std::move(all), std::move(part)}};
    }
    return all;
}

std::string toEnglish(const Phrase& phrase)
{
    if (phrase.plain)
        return phrase.text;
    std::vector<std::string> parts;
    parts.reserve(phrase.parts.size());
    for (const Phrase& part : phrase.parts)
        parts.push_back(toEnglish(part));
    return fillIn(phrase.text, parts);
}

namespace {

Phrase withArguments(const std::string& text, const std::vector<std::string>& args)
{
    Phrase phrase{text, false, {}};
    for (const std::string& arg : args)
        phrase.parts.push_back(Phrase::name(arg));
    return phrase;
}

} // namespace

Phrase phraseOf(const Error& error)
{
    return withArguments(error.what, error.args);
}

Phrase placedPhraseOf(const Error& error)
{
    std::vector<Phrase> place;
    if (!error.where.empty())
        place.push_back(Phrase::name(error.where));
    place.push_back(phraseOf(error));
    std::vector<Phrase> all{joined(std::move(place), ": ")};
    if (!error.hint.empty())
        all.push_back(withArguments(error.hint, error.args));
    return joined(std::move(all), ". ");
}

} // namespace postern
