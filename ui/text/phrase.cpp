// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/phrase.h"

#include "ui/text/translate.h"

namespace postern::ui {

QString translate(const Phrase& phrase)
{
    if (phrase.plain)
        return qt(phrase.text);
    std::vector<std::string> parts;
    parts.reserve(phrase.parts.size());
    for (const Phrase& part : phrase.parts)
        parts.push_back(bytes(translate(part)));
    return qt(fillIn(bytes(translate(phrase.text.c_str())), parts));
}

} // namespace postern::ui
