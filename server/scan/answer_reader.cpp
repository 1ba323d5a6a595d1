// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan/answer_reader.h"

#include "base/domain_name.h"

#include <algorithm>
#include <charconv>

namespace postern::scan {

namespace {

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == text.npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

} // namespace

void AnswerReader::take(std::string_view bytes)
{
    while (!bytes.empty() && !isOver()) {
        if (m_state == State::Body)
            return takeBody(bytes);
        const std::size_t lf = bytes.find('\n');
        const std::string_view part = bytes.substr(0, lf);
        if (m_line.size() + part.size() > maxLine + 1) { // and its CR
            m_problem = "it answers with a line that is too long";
            return;
        }
        m_line += part;
        if (lf == bytes.npos)
            return;
        bytes.remove_prefix(lf + 1);
        takeLine(std::exchange(m_line, {}));
    }
}

void AnswerReader::takeLine(std::string line)
{
    if (line.ends_with('\r'))
        line.pop_back();
    if (line.size() > maxLine) {
        m_problem = "it answers with a line that is too long";
    } else if (m_state == State::Status) {
        m_status = std::move(line);
        m_state = State::Fields;
    } else if (line.empty()) {
        beginBody();
    } else {
        takeField(line);
    }
}

void AnswerReader::takeField(std::string_view line)
{
    const std::size_t colon = line.find(':');
    if (colon == line.npos || colon == 0) {
        m_problem = "it answers with a field that has no name";
        return;
    }
    if (m_fields.size() == maxFields) {
        m_problem = "it answers with too many fields";
        return;
    }
    m_fields.emplace_back(lowerAscii(trimmed(line.substr(0, colon))),
                          std::string(trimmed(line.substr(colon + 1))));
}

void AnswerReader::beginBody()
{
    m_state = State::Body;
    if (!field("transfer-encoding").empty() || !field("content-encoding").empty()) {
        m_problem = "it answers in an encoding that was not asked for";
        return;
    }
    for (const auto& [name, value] : m_fields) {
        if (name != "content-length")
            continue;
        std::size_t length = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), length);
        const bool isNumber = error == std::errc() && end == value.data() + value.size();
        if (!isNumber || (m_length && *m_length != length))
            m_problem = "it does not say how long its answer is";
        else if (length > maxBody)
            m_problem = "its answer is too long";
        m_length = length;
    }
    if (m_problem.empty() && m_length == std::size_t(0))
        m_state = State::Whole;
}

void AnswerReader::takeBody(std::string_view bytes)
{
    const std::size_t most = m_length.value_or(maxBody);
    if (!m_length && bytes.size() > most - m_body.size()) {
        m_problem = "its answer is too long";
        return;
    }
    m_body += bytes.substr(0, most - m_body.size());
    if (m_length && m_body.size() == most)
        m_state = State::Whole;
}

void AnswerReader::close()
{
    if (isOver())
        return;
    if (m_state == State::Status && m_line.empty())
        m_problem = "it closed the connection without an answer";
    else if (m_state != State::Body || m_length)
        m_problem = "it broke off in the middle of its answer";
    else
        m_state = State::Whole;
}

std::string_view AnswerReader::field(std::string_view lowerName) const
{
    const auto found = std::find_if(m_fields.begin(), m_fields.end(),
                                    [lowerName](const auto& field) { return field.first == lowerName; });
    return found == m_fields.end() ? std::string_view() : std::string_view(found->second);
}

} // namespace postern::scan
