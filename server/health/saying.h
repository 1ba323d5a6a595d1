// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/health.h"

#include <string>
#include <utility>
#include <vector>

namespace postern::health {

// A sentence of a finding: `text` is marked by POSTERN_TEXT; what goes in is names and numbers.
inline Phrase say(const char* text, const std::vector<std::string>& names = {})
{
    Phrase phrase{text, false, {}};
    for (const std::string& name : names)
        phrase.parts.push_back(Phrase::name(name));
    return phrase;
}

// "a, b, c"
inline std::string listed(const std::vector<std::string>& names)
{
    std::string text;
    for (const std::string& name : names)
        text += (text.empty() ? "" : ", ") + name;
    return text;
}

inline model::HealthPlace serverTab(std::string tab)
{
    return {model::HealthPlace::View::None, {}, std::move(tab)};
}

inline model::HealthPlace serviceTab(std::string service, std::string tab)
{
    return {model::HealthPlace::View::None, std::move(service), std::move(tab)};
}

inline model::HealthPlace view(model::HealthPlace::View which)
{
    return {which, {}, {}};
}

} // namespace postern::health
