// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan/message_fields.h"

#include "base/ascii.h"

#include <algorithm>

namespace postern::scan {

namespace {

constexpr std::string_view lineEnd = "\r\n";

// RFC 5322 2.2, with the blanks before the colon of 4.5.8.
bool isField(std::string_view line)
{
    const std::string_view name = fieldName(line);
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

} // namespace

HeaderEnd headerEnd(std::string_view message)
{
    std::size_t at = 0;
    while (true) {
        const std::size_t end = message.find(lineEnd, at);
        if (end == message.npos)
            return {};
        if (end == at)
            return {at, at + lineEnd.size()};
        const bool folded = at > 0 && isBlank(message[at]);
        if (!folded && !isField(message.substr(at, end - at)))
            return {at, at};
        at = end + lineEnd.size();
    }
}

std::vector<std::string> fieldsOf(std::string_view header)
{
    std::vector<std::string> fields;
    while (!header.empty()) {
        const std::size_t end = header.find(lineEnd);
        const std::size_t size = end == header.npos ? header.size() : end + lineEnd.size();
        if (!fields.empty() && isBlank(header.front()))
            fields.back() += header.substr(0, size);
        else
            fields.emplace_back(header.substr(0, size));
        header.remove_prefix(size);
    }
    if (!fields.empty() && !fields.back().ends_with(lineEnd))
        fields.back() += lineEnd;
    return fields;
}

std::string_view fieldName(std::string_view field)
{
    const std::size_t colon = field.find(':');
    std::string_view name = field.substr(0, colon == field.npos ? 0 : colon);
    while (!name.empty() && isBlank(name.back()))
        name.remove_suffix(1);
    return name;
}

std::string_view fieldValue(std::string_view field)
{
    const std::size_t colon = field.find(':');
    std::string_view value = field.substr(colon == field.npos ? field.size() : colon + 1);
    if (value.ends_with(lineEnd))
        value.remove_suffix(lineEnd.size());
    return value;
}

} // namespace postern::scan
