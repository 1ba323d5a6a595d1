// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lists/list_text.h"

#include "base/domain_name.h"
#include "ui/text/translate.h"

#include <algorithm>
#include <unordered_set>

namespace postern::ui {

namespace {

constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";

// Cuts the comment off a line.
std::string_view takeComment(std::string_view& line)
{
    for (std::size_t at = line.find('#'); at != line.npos; at = line.find('#', at + 1)) {
        if (at != 0 && line[at - 1] != ' ' && line[at - 1] != '\t')
            continue;
        const std::string_view comment = trim(line.substr(at + 1));
        line = line.substr(0, at);
        return comment;
    }
    return {};
}

// What a line edit can hold: control characters and broken UTF-8 are no part of any pattern or comment.
std::string cleaned(std::string_view text)
{
    QString clean = QString::fromUtf8(text.data(), qsizetype(text.size()));
    for (QChar& c : clean) {
        if (c.category() == QChar::Other_Control)
            c = QChar::ReplacementCharacter;
    }
    return bytes(clean);
}

std::string identity(const SharedRow& row)
{
    std::string identity = std::to_string(row.service());
    identity += row.negated() && !row.invalid() ? '~' : ' ';
    return identity += row.typed();
}

} // namespace

TextLines readLines(std::string_view text, const model::ListEntry& like)
{
    TextLines result;
    if (text.starts_with(byteOrderMark))
        text.remove_prefix(byteOrderMark.size());
    for (int number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        std::string_view line = text.substr(0, end);
        const bool pair = text.substr(end, 2) == "\r\n";
        text.remove_prefix(std::min(text.size(), end + (pair ? 2 : 1)));
        const std::string_view comment = takeComment(line);
        line = trim(line);
        if (line.empty())
            continue;
        ListRow row = withText({.entry = like, .invalid = {}, .wrongExpiry = {}}, line);
        row.entry.comment = cleaned(comment);
        if (row.invalid) {
            row.invalid = cleaned(line);
            result.wrong.push_back({number, *row.invalid, meaningOf(like.kind, std::string(line))});
        }
        result.rows.push_back(std::move(row));
    }
    return result;
}

std::string writeLines(const SharedRows& rows)
{
    std::string text;
    for (const SharedRow& row : rows) {
        if (row.negated() && !row.invalid())
            text += '~';
        text += row.typed();
        if (!row.comment().empty())
            text.append(" # ").append(row.comment());
        text += '\n';
    }
    return text;
}

SharedRows newAmong(const SharedRows& offered, const SharedRows& present, model::Id firstId)
{
    std::unordered_set<std::string> known;
    known.reserve(present.size() + offered.size());
    for (const SharedRow& row : present)
        known.insert(identity(row));
    SharedRows::Builder rows;
    for (const SharedRow& row : offered) {
        if (known.insert(identity(row)).second)
            rows.add(row.withId(firstId--));
    }
    return rows.take();
}

} // namespace postern::ui
