// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/csv_record.h"

#include "base/domain_name.h"

#include <algorithm>

namespace postern::model {

CsvReader::Status CsvReader::next()
{
    m_fields.clear();
    m_line = m_nextLine;
    if (m_left.empty())
        return Status::End;
    const std::string_view begin = m_left;
    while (true) {
        if (!readField(m_fields.emplace_back())) {
            m_record = begin.substr(0, begin.find_first_of("\r\n"));
            m_left = {};
            return Status::OpenQuote;
        }
        if (m_left.empty() || m_left.front() != m_separator)
            break;
        m_left.remove_prefix(1);
    }
    m_record = begin.substr(0, begin.size() - m_left.size());
    endLine();
    return Status::Record;
}

void CsvReader::endLine()
{
    if (m_left.empty())
        return;
    m_left.remove_prefix(m_left.substr(0, 2) == "\r\n" ? 2 : 1);
    ++m_nextLine;
}

bool CsvReader::readField(std::string& field)
{
    const std::size_t start = m_left.find_first_not_of(m_separator == '\t' ? " " : " \t");
    if (start != m_left.npos && m_left[start] == '"') {
        m_left.remove_prefix(start + 1);
        return readQuoted(field);
    }
    const char ends[] = {m_separator, '\r', '\n', '\0'};
    const std::size_t end = std::min(m_left.find_first_of(ends), m_left.size());
    field = trim(m_left.substr(0, end));
    m_left.remove_prefix(end);
    return true;
}

// What stands between the closing quote and the next separator is kept, as spreadsheets do.
bool CsvReader::readQuoted(std::string& field)
{
    std::size_t at = 0;
    for (;; ++at) {
        if (at >= m_left.size() || at > longestRecord)
            return false;
        const char c = m_left[at];
        if (c == '\n' || (c == '\r' && m_left.substr(at, 2) != "\r\n"))
            ++m_nextLine;
        if (c != '"') {
            field += c;
        } else if (m_left.substr(at, 2) == "\"\"") {
            field += c;
            ++at;
        } else {
            break;
        }
    }
    m_left.remove_prefix(at + 1);
    const char ends[] = {m_separator, '\r', '\n', '\0'};
    const std::size_t end = std::min(m_left.find_first_of(ends), m_left.size());
    field += trim(m_left.substr(0, end));
    m_left.remove_prefix(end);
    return true;
}

std::string csvField(std::string_view field)
{
    const bool plain = field.find_first_of(",;\t\"\r\n") == field.npos && trim(field) == field;
    if (plain)
        return std::string(field);
    std::string quoted = "\"";
    for (const char c : field) {
        if (c == '"')
            quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

} // namespace postern::model
