// SPDX-License-Identifier: GPL-3.0-or-later
#include "mailauth/tag_list.h"

#include "base/ascii.h"
#include "base/domain_name.h"
#include "base/escape.h"

#include <algorithm>

namespace postern::mailauth {

namespace {

bool isTagName(std::string_view name)
{
    return !name.empty() && isAlpha(name.front()) && std::all_of(name.begin(), name.end(), [](char c) {
        return isAlpha(c) || (c >= '0' && c <= '9') || c == '_';
    });
}

} // namespace

Result<TagList> TagList::parse(std::string_view text)
{
    if (text.size() > longestTagList)
        return fail(ErrorKind::Invalid, "it is too long");
    TagList list;
    while (!trim(text).empty()) {
        const std::string_view spec = text.substr(0, text.find(';'));
        text.remove_prefix(std::min(spec.size() + 1, text.size()));
        const std::size_t equals = spec.find('=');
        const std::string_view name = trim(spec.substr(0, equals));
        if (equals == spec.npos || !isTagName(name))
            return fail(ErrorKind::Invalid, "'" + escapeForDisplay(trim(spec), 40) + "' is no tag");
        if (list.find(name) != nullptr)
            return fail(ErrorKind::Invalid, "it has " + std::string(name) + "= twice");
        if (list.m_tags.size() == maxTags)
            return fail(ErrorKind::Invalid, "it has too many tags");
        const std::string_view whole = spec.substr(equals + 1);
        list.m_tags.push_back({name, trim(whole), whole});
    }
    return list;
}

const Tag* TagList::find(std::string_view name) const
{
    const auto found =
        std::find_if(m_tags.begin(), m_tags.end(), [name](const Tag& tag) { return tag.name == name; });
    return found == m_tags.end() ? nullptr : &*found;
}

std::optional<std::string_view> TagList::value(std::string_view name) const
{
    const Tag* tag = find(name);
    return tag == nullptr ? std::nullopt : std::optional(tag->value);
}

std::string unfolded(std::string_view value)
{
    std::string text(value);
    std::erase_if(text, isBlankOrLineEnd);
    return text;
}

std::optional<std::int64_t> tagNumber(std::string_view value)
{
    constexpr std::size_t mostDigits = 18;
    const bool number =
        !value.empty() && value.size() <= mostDigits && value.find_first_not_of("0123456789") == value.npos;
    return number ? std::optional<std::int64_t>(std::stoll(std::string(value))) : std::nullopt;
}

std::vector<std::string> tagParts(std::string_view value, char separator)
{
    std::vector<std::string> parts;
    while (true) {
        const std::size_t end = value.find(separator);
        parts.push_back(unfolded(value.substr(0, end)));
        if (end == value.npos)
            return parts;
        value.remove_prefix(end + 1);
    }
}

} // namespace postern::mailauth
