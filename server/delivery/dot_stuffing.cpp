// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/dot_stuffing.h"

namespace postern::delivery {

void DotStuffing::add(std::string_view bytes, std::string& output)
{
    output.reserve(output.size() + bytes.size());
    while (!bytes.empty()) {
        // Whole stretches of text at once.
        const std::size_t plain = bytes.find_first_of("\r\n");
        if (plain != 0 && !m_cr) {
            if (m_lineStart && bytes.front() == '.')
                output += '.';
            m_lineStart = false;
            output += bytes.substr(0, plain);
            if (plain == bytes.npos)
                return;
            bytes.remove_prefix(plain);
        }
        add(bytes.front(), output);
        bytes.remove_prefix(1);
    }
}

void DotStuffing::add(char byte, std::string& output)
{
    const bool afterCr = m_cr;
    m_cr = byte == '\r';
    if (byte == '\r' || (byte == '\n' && !afterCr)) {
        output += "\r\n";
        m_lineStart = true;
    } else if (byte != '\n') {
        if (m_lineStart && byte == '.')
            output += '.';
        m_lineStart = false;
        output += byte;
    }
}

void DotStuffing::end(std::string& output)
{
    output += m_lineStart ? ".\r\n" : "\r\n.\r\n";
}

} // namespace postern::delivery
