// SPDX-License-Identifier: GPL-3.0-or-later
// Any text as a file of list entries, in every format. Every line is accounted for, what is taken is right,
// and what is written again means the same.
#include "base/escape.h"
#include "model/list_export.h"
#include "model/list_import.h"
#include "model/list_pattern.h"
#include "require.h"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>

using namespace postern;
using namespace postern::model;

namespace {

void checkNotes(const std::vector<ListImport::Note>& notes)
{
    std::size_t line = 1;
    for (const auto& note : notes) {
        require(note.line >= line, "notes stand in the order of lines");
        line = note.line;
        require(!note.reason.what.empty() && note.text.size() <= longestImportLine,
                "a note says why, and is short");
        const std::string words = toString(note.reason);
        require(showable(words) == words, "a reason can be shown");
    }
}

void check(ListFormat format, ListColor color, ListKind kind, std::string_view text)
{
    const ListImport import = importList(format, color, kind, text);
    require(!import.cancelled && import.lines.size() == import.entries.size(), "every entry has a line");
    require(std::is_sorted(import.lines.begin(), import.lines.end()), "entries stand in the order of lines");
    std::set<std::string> seen;
    for (const ListEntry& entry : import.entries) {
        const auto pattern = ListPattern::parse(kind, entry.displayPattern());
        require(pattern && pattern->text == entry.pattern && pattern->negated == entry.negated,
                "an entry is a pattern");
        require(entry.color == color && entry.kind == kind, "an entry belongs to the list");
        require(seen.insert(entry.displayPattern()).second, "each pattern stands once");
        require(showable(entry.comment) == entry.comment, "a comment can be shown");
    }
    for (const auto* notes : {&import.refused, &import.inexact, &import.needless})
        checkNotes(*notes);
    (void)writeRefused(import);
    const ListExport csv = exportList(ListFormat::Csv, kind, import.entries);
    const ListImport again = importList(ListFormat::Csv, color, kind, csv.text);
    require(csv.omitted.empty() && again.refused.empty() && again.entries == import.entries,
            "a list is the same when it is written as CSV and read again");
    for (const ListFormat map : {ListFormat::PostfixAccess, ListFormat::PostfixCidr}) {
        const ListExport written = exportList(map, kind, import.entries);
        require(importList(map, color, kind, written.text).refused.empty() || color == ListColor::White,
                "a map that was written can be read");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char*>(data), std::min<std::size_t>(size, 4096));
    (void)findListFormat(text);
    const unsigned choice = size == 0 ? 0 : data[size - 1];
    const ListKind kind = allListKinds[choice % 4];
    const ListColor color = choice % 8 < 4 ? ListColor::Black : ListColor::White;
    for (const ListFormat format : {ListFormat::Text, ListFormat::Csv, ListFormat::PostfixAccess,
                                    ListFormat::PostfixCidr, ListFormat::PostfixRegexp, ListFormat::Mailtraq})
        check(format, color, kind, text);
    return 0;
}
