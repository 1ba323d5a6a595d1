// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/list_entry.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::model {

// What files of list entries look like.
enum class ListFormat : std::uint8_t {
    Text,          // a pattern a line, "# comment" behind it
    Csv,           // RFC 4180 with a header; , ; or a tab between the fields
    PostfixAccess, // access(5): key and action; the most specific key decides
    PostfixCidr,   // cidr_table(5): network and action; the first that matches decides
    PostfixRegexp, // regexp_table(5), pcre_table(5): recognised, and refused line by line
    Mailtraq,      // a wildcard a line, '~' takes out; the last that matches decides
};

// "text", "csv", "postfix-access", "postfix-cidr", "postfix-regexp", "mailtraq"
std::string_view formatWord(ListFormat format);

// A longer line is refused; what comes after so many lines is not read, and that is one refusal.
inline constexpr std::size_t longestImportLine = 4096;
inline constexpr std::size_t mostImportLines = 4'000'000;
// Ordered lists are compared line with line.
inline constexpr std::size_t mostMailtraqLines = 100'000;

// What a file becomes as entries of one list, line by line. Nothing is left out without a word: each line
// that says something is an entry or several, or stands in one of the other lists.
struct ListImport {
    struct Note {
        std::size_t line = 0; // from 1
        std::string text;     // as it stood there, at most longestImportLine bytes; not safe to show
        Error reason;
    };

    std::vector<ListEntry> entries; // each pattern once
    std::vector<std::size_t> lines; // index as in `entries`: the line that it came from, ascending
    std::vector<Note> refused;      // in the order of lines
    std::vector<Note> inexact;      // is an entry, but does not mean just the same
    std::vector<Note> needless;     // no entry, and nothing is lost by that: it could never decide
    std::size_t repeated = 0;       // lines that mean the same as an earlier one
    bool cancelled = false;         // then the rest is incomplete
};

// Is told how many bytes have been read; false gives up.
using ImportProgress = std::function<bool(std::size_t bytes)>;

// What the text most likely is; looks at its beginning only. A list in the order of Mailtraq that uses none
// of its own wildcards looks like plain text and is called so.
ListFormat findListFormat(std::string_view text);

// Never fails: what cannot be read is refused. The entries have color, kind, pattern, and what the format
// says besides. Any thread.
ListImport importList(ListFormat format, ListColor color, ListKind kind, std::string_view text,
                      const ImportProgress& progress = {});

// A file that a list subscribes to (list_file.h), as the engine reads it: always plain text, whatever it
// looks like. What counts as an entry there is in `entries`, or `repeated`.
ListImport importListFile(ListColor color, ListKind kind, std::string_view text,
                          const ImportProgress& progress = {});

// The refused lines, each below its reason in English as a comment: to mend them and import them again.
std::string writeRefused(const ListImport& import);

} // namespace postern::model
