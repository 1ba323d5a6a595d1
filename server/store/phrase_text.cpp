// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/phrase_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace postern::store {

namespace {

using OrderedJson = nlohmann::ordered_json;

constexpr int deepest = 300; // each of several items goes one level down (joined())

int depthOf(const Phrase& phrase)
{
    int depth = 0;
    for (const Phrase& part : phrase.parts)
        depth = std::max(depth, depthOf(part));
    return depth + 1;
}

OrderedJson toJson(const Phrase& phrase)
{
    if (phrase.plain)
        return phrase.text;
    OrderedJson parts = OrderedJson::array();
    for (const Phrase& part : phrase.parts)
        parts.push_back(toJson(part));
    return {{"text", phrase.text}, {"parts", std::move(parts)}};
}

// Throws what the library throws where it is no phrase.
Phrase fromJson(const OrderedJson& json, int level = 0)
{
    if (json.is_string() || level == deepest)
        return Phrase::name(json.get<std::string>());
    Phrase phrase{json.at("text").get<std::string>(), false, {}};
    for (const OrderedJson& part : json.at("parts"))
        phrase.parts.push_back(fromJson(part, level + 1));
    return phrase;
}

} // namespace

std::string toText(const Phrase& phrase)
{
    if (phrase.plain || phrase.empty())
        return phrase.text;
    if (depthOf(phrase) > deepest)
        return toEnglish(phrase);
    return toJson(phrase).dump(-1, ' ', false, OrderedJson::error_handler_t::replace);
}

Phrase phraseFrom(std::string_view text)
{
    try {
        if (text.starts_with('{'))
            return fromJson(OrderedJson::parse(text));
    } catch (const OrderedJson::exception&) {
        // words that happen to begin with a brace
    }
    return text.empty() ? Phrase{} : Phrase::name(std::string(text));
}

} // namespace postern::store
