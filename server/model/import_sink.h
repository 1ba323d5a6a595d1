// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/list_import.h"
#include "model/list_pattern.h"

#include <string>
#include <string_view>
#include <unordered_set>

namespace postern::model {

// Where the readers of the formats put what they find. Internal to the import.
class ImportSink {
public:
    ImportSink(ListColor color, ListKind kind, const ImportProgress& progress)
        : m_color(color)
        , m_kind(kind)
        , m_progress(progress)
    {
    }

    ListColor color() const { return m_color; }
    ListKind kind() const { return m_kind; }

    // An entry of the list with this pattern; `more` has comment, expiry and so on. False: it was there.
    bool take(std::size_t line, const ListPattern& pattern, ListEntry more = {});
    // What ListPattern::parse() makes of it, or a refusal.
    void parse(std::size_t line, std::string_view typed, ListEntry more = {});
    void refuse(std::size_t line, std::string_view text, Error reason);
    void warn(std::size_t line, std::string_view text, Error reason);
    void drop(std::size_t line, std::string_view text, Error reason);
    void repeat() { ++m_import.repeated; }

    // False: give up. Called for each line, asks now and then.
    bool goOn(std::size_t line, std::size_t bytes);
    // The same where no line is read: after them there may be much to compare.
    bool stillWanted();

    ListImport finish() &&; // in the order of lines

private:
    ListColor m_color;
    ListKind m_kind;
    const ImportProgress& m_progress;
    std::size_t m_bytes = 0; // read so far
    ListImport m_import;
    std::unordered_set<std::string> m_seen;
};

Error importReason(const char* what, const char* hint = "", std::vector<std::string> args = {});

// A comment is one line, in text that can be shown.
std::string importedComment(std::string_view comment);

// The lines of a text, whatever system they are from, without the byte order mark. Calls `each(number,
// line, bytes read)`; stops where that returns false. Lines that are too long, and those after the last that
// may be, are refused.
void forImportLines(ImportSink& sink, std::string_view text,
                    const std::function<bool(std::size_t number, std::string_view line)>& each,
                    std::size_t most = mostImportLines);

// The readers.
void importText(ImportSink& sink, std::string_view text);
void importCsv(ImportSink& sink, std::string_view text);
void importPostfixAccess(ImportSink& sink, std::string_view text);
void importPostfixCidr(ImportSink& sink, std::string_view text);
void importPostfixRegexp(ImportSink& sink, std::string_view text);
void importMailtraq(ImportSink& sink, std::string_view text);

} // namespace postern::model
