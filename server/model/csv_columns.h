// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::model {

// The columns that an import understands, by the words that people and programs write into headers.
enum class CsvColumn { Pattern, Comment, Expires, Enabled, List, Kind, OnlyWhen, OnlyFrom };

// The header of a CSV file: which field is what.
struct CsvHeader {
    char separator = ',';
    std::vector<std::optional<CsvColumn>> columns; // by field; nullopt: not used here
    std::vector<std::string> unused;               // names of such columns

    const std::string* find(const std::vector<std::string>& fields, CsvColumn column) const;
};

// The text's first record as a header, with the separator that makes one of it: it names the patterns.
// nullopt: it is none.
std::optional<CsvHeader> readCsvHeader(std::string_view text);

} // namespace postern::model
