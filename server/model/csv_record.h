// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace postern::model {

// Reads CSV by RFC 4180, record by record: fields in quotes may hold separators, line ends and doubled
// quotes. Forgiving about line ends, and about blanks around fields without quotes.
class CsvReader {
public:
    // A record may have so many bytes; a quote that is never closed shall not swallow a file.
    static constexpr std::size_t longestRecord = 65'536;

    enum class Status { Record, End, OpenQuote };

    CsvReader(std::string_view text, char separator)
        : m_text(text)
        , m_left(text)
        , m_separator(separator)
    {
    }

    // After OpenQuote nothing can be read any more: what is a record behind it is anybody's guess.
    Status next();

    const std::vector<std::string>& fields() const { return m_fields; } // of the record, at least one
    std::size_t line() const { return m_line; }                         // where it began, from 1
    std::string_view record() const { return m_record; }                // as it stands there
    std::size_t offset() const { return m_text.size() - m_left.size(); }

private:
    bool readField(std::string& field); // false: the quote is not closed
    bool readQuoted(std::string& field);
    void endLine();

    std::string_view m_text;
    std::string_view m_left;
    std::string_view m_record;
    char m_separator;
    std::vector<std::string> m_fields;
    std::size_t m_line = 0;
    std::size_t m_nextLine = 1;
};

// A field as it is written: in quotes where it needs them.
std::string csvField(std::string_view field);

} // namespace postern::model
