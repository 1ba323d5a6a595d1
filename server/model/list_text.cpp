// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/list_text.h"

#include "base/domain_name.h"
#include "model/list_file.h"
#include "model/list_pattern.h"

#include <algorithm>
#include <unordered_set>

namespace postern::model {

namespace {

// A comment is one line; a line feed in it would be another pattern.
std::string oneLine(std::string_view comment)
{
    std::string line(comment);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return line;
}

Result<std::string_view> patternOf(std::string_view line)
{
    if (line.size() > maxListFileLine)
        return fail(ErrorKind::Invalid, POSTERN_TEXT("server", "the line is longer than %1 characters"), {},
                    {}, {std::to_string(maxListFileLine)});
    return splitListLine(line).pattern;
}

} // namespace

// A local part may hold '#' (RFC 5322 3.2.3), so a comment needs a blank before it.
ListLine splitListLine(std::string_view line)
{
    line = trim(line);
    if (line.starts_with('#'))
        return {};
    const std::size_t comment = std::min(line.find(" #"), line.find("\t#"));
    if (comment == line.npos)
        return {line, {}};
    return {trim(line.substr(0, comment)), trim(line.substr(comment + 2))};
}

void forListFileLines(std::string_view text, const ListFileLine& each)
{
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3); // a byte order mark, as some editors write
    for (std::int64_t number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        const auto pattern = patternOf(line);
        const bool says = !pattern || !pattern->empty();
        if (says && !each(number, line, pattern))
            return;
    }
}

ListText readListText(ListColor color, ListKind kind, std::string_view text)
{
    ListText result;
    std::unordered_set<std::string> seen;
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3); // a byte order mark, as some editors write
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        const ListLine line = splitListLine(text.substr(0, end));
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        if (line.pattern.empty())
            continue;
        const auto pattern = ListPattern::parse(kind, line.pattern);
        if (!pattern) {
            result.wrong.push_back({number, std::string(line.pattern), pattern.error()});
            continue;
        }
        ListEntry entry;
        entry.color = color;
        entry.kind = kind;
        entry.pattern = pattern->text;
        entry.negated = pattern->negated;
        entry.comment = oneLine(line.comment);
        if (seen.insert(entry.displayPattern()).second)
            result.entries.push_back(std::move(entry));
        else
            ++result.repeated;
    }
    return result;
}

std::string writeListText(std::span<const ListEntry> entries)
{
    std::string text;
    for (const ListEntry& entry : entries) {
        text += entry.displayPattern();
        if (!entry.comment.empty())
            text += "  # " + oneLine(entry.comment);
        text += '\n';
    }
    return text;
}

} // namespace postern::model
