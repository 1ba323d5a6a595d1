// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/import_sink.h"

#include "base/domain_name.h"
#include "base/escape.h"
#include "base/utf8.h"

#include <algorithm>
#include <numeric>

namespace postern::model {

namespace {

constexpr std::size_t linesBetweenQuestions = 1024;
constexpr std::size_t longestComment = 1000;
constexpr std::size_t longestArgument = 400;

std::string kept(std::string_view text)
{
    return std::string(text.substr(0, longestImportLine));
}

// What stands in a reason came out of the file.
Error safe(Error reason)
{
    reason.where.clear(); // the line's text stands beside it
    reason.hint = showable(reason.hint);
    for (std::string& arg : reason.args)
        arg = showable(std::string_view(arg).substr(0, longestArgument));
    return reason;
}

bool earlier(const ListImport::Note& a, const ListImport::Note& b)
{
    return a.line < b.line;
}

} // namespace

Error importReason(const char* what, const char* hint, std::vector<std::string> args)
{
    return {ErrorKind::Invalid, what, {}, hint, std::move(args)};
}

bool ImportSink::take(std::size_t line, const ListPattern& pattern, ListEntry more)
{
    more.color = m_color;
    more.kind = m_kind;
    more.pattern = pattern.text;
    more.negated = pattern.negated;
    if (!m_seen.insert(more.displayPattern()).second)
        return false;
    m_import.entries.push_back(std::move(more));
    m_import.lines.push_back(line);
    return true;
}

void ImportSink::parse(std::size_t line, std::string_view typed, ListEntry more)
{
    const auto pattern = ListPattern::parse(m_kind, typed);
    if (!pattern)
        refuse(line, typed, pattern.error());
    else if (!take(line, *pattern, std::move(more)))
        repeat();
}

void ImportSink::refuse(std::size_t line, std::string_view text, Error reason)
{
    m_import.refused.push_back({line, kept(text), safe(std::move(reason))});
}

void ImportSink::warn(std::size_t line, std::string_view text, Error reason)
{
    m_import.inexact.push_back({line, kept(text), safe(std::move(reason))});
}

void ImportSink::drop(std::size_t line, std::string_view text, Error reason)
{
    m_import.needless.push_back({line, kept(text), safe(std::move(reason))});
}

bool ImportSink::goOn(std::size_t line, std::size_t bytes)
{
    m_bytes = bytes;
    return line % linesBetweenQuestions == 0 ? stillWanted() : !m_import.cancelled;
}

bool ImportSink::stillWanted()
{
    if (m_progress && !m_import.cancelled && !m_progress(m_bytes))
        m_import.cancelled = true;
    return !m_import.cancelled;
}

ListImport ImportSink::finish() &&
{
    ListImport& import = m_import;
    for (auto* notes : {&import.refused, &import.inexact, &import.needless})
        std::stable_sort(notes->begin(), notes->end(), earlier);
    if (std::is_sorted(import.lines.begin(), import.lines.end()))
        return std::move(import);
    std::vector<std::size_t> order(import.lines.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return import.lines[a] < import.lines[b]; });
    std::vector<ListEntry> entries;
    std::vector<std::size_t> lines;
    entries.reserve(order.size());
    lines.reserve(order.size());
    for (const std::size_t from : order) {
        entries.push_back(std::move(import.entries[from]));
        lines.push_back(import.lines[from]);
    }
    import.entries = std::move(entries);
    import.lines = std::move(lines);
    return std::move(import);
}

std::string importedComment(std::string_view comment)
{
    std::string clean;
    for (std::string_view left = trim(comment); !left.empty();) {
        const Utf8 character = decodeUtf8(left);
        const std::size_t length = std::max<std::size_t>(character.length, 1);
        if (clean.size() + length > longestComment)
            break;
        if (character.length != 0 && !isHarmfulInText(character.code))
            clean += left.substr(0, length);
        else
            clean += left.front() == '\t' || left.front() == '\n' || left.front() == '\r' ? ' ' : '?';
        left.remove_prefix(length);
    }
    return std::string(trim(clean)); // it may have been cut behind a blank
}

void forImportLines(ImportSink& sink, std::string_view text,
                    const std::function<bool(std::size_t number, std::string_view line)>& each,
                    std::size_t most)
{
    const std::size_t whole = text.size();
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3); // a byte order mark, as some editors write
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        const std::string_view line = text.substr(0, end);
        const bool pair = text.substr(end, 2) == "\r\n";
        if (number > most)
            return sink.refuse(
                number, line,
                importReason(POSTERN_TEXT("server", "the file has more than %1 lines; this line and all "
                                                    "after it were not read"),
                             POSTERN_TEXT("server", "cut the file into parts"), {std::to_string(most)}));
        text.remove_prefix(std::min(text.size(), end + (pair ? 2 : 1)));
        if (!sink.goOn(number, whole - text.size()))
            return;
        if (line.size() > longestImportLine)
            sink.refuse(number, line,
                        importReason(POSTERN_TEXT("server", "longer than %1 characters"), "",
                                     {std::to_string(longestImportLine)}));
        else if (!each(number, line))
            return;
    }
}

} // namespace postern::model
