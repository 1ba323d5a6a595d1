// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/message_header.h"

#include "base/utf8.h"
#include "smtp/received_field.h"

#include <algorithm>

namespace postern::smtp {

void HeaderScanner::scan(std::string_view content)
{
    while (!content.empty() && m_state != State::Body) {
        if (m_state == State::Name) {
            step(content.front());
            content.remove_prefix(1);
            continue;
        }
        const std::size_t lf = content.find('\n');
        const std::string_view rest = content.substr(0, lf);
        m_facts.eightBit = m_facts.eightBit || !isAscii(rest);
        if (lf == content.npos)
            return;
        content.remove_prefix(lf + 1);
        m_state = State::Name;
        m_length = 0;
        m_blank = false;
    }
}

void HeaderScanner::step(char c)
{
    const bool blank = c == ' ' || c == '\t';
    m_facts.eightBit = m_facts.eightBit || static_cast<unsigned char>(c) >= 0x80;
    if (c == '\r' && m_length == 0) {
        m_state = State::Body;
    } else if (blank && m_length > 0) {
        m_blank = true; // RFC 5322 4.5.8 lets blanks stand before the colon
    } else if (!blank && c != ':' && c != '\r' && !m_blank && m_length < longestName) {
        m_name[m_length++] = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
    } else {
        if (c == ':')
            noteField();
        m_state = State::Rest;
    }
}

void HeaderScanner::noteField()
{
    const std::string_view name(m_name.data(), m_length);
    m_facts.received += name == "received";
    m_facts.date = m_facts.date || name == "date";
    m_facts.messageId = m_facts.messageId || name == "message-id";
}

std::string missingFields(const HeaderFacts& facts, Time time, const std::string& id,
                          const std::string& hostname)
{
    std::string fields;
    if (!facts.date)
        fields += "Date: " + messageDate(time) + "\r\n";
    if (!facts.messageId)
        fields += "Message-ID: <" + id + '@' + hostname + ">\r\n";
    return fields;
}

} // namespace postern::smtp
