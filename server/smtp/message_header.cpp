// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/message_header.h"

namespace postern::smtp {

namespace {
constexpr std::string_view fieldName = "received";
}

void HeaderScanner::scan(std::string_view content)
{
    while (!content.empty() && m_state != State::Body) {
        if (m_state == State::Name) {
            step(content.front());
            content.remove_prefix(1);
            continue;
        }
        const std::size_t lf = content.find('\n');
        if (lf == content.npos)
            return;
        content.remove_prefix(lf + 1);
        m_state = State::Name;
        m_matched = 0;
    }
}

void HeaderScanner::step(char c)
{
    const char lower = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    if (c == '\r' && m_matched == 0)
        m_state = State::Body;
    else if (m_matched < fieldName.size() && lower == fieldName[m_matched])
        ++m_matched;
    else if (m_matched == fieldName.size() && (c == ' ' || c == '\t'))
        return; // RFC 5322 4.5.8 lets blanks stand before the colon
    else {
        m_receivedFields += m_matched == fieldName.size() && c == ':';
        m_state = State::Rest;
    }
}

} // namespace postern::smtp
