// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/phrase.h"

#include <utility>

namespace postern {

Phrase joined(std::vector<Phrase> parts, const char* separator)
{
    Phrase all = Phrase::name({});
    for (Phrase& part : parts) {
        const bool first = all == Phrase::name({});
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

} // namespace postern
