// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/reply_texts.h"

#include <algorithm>

namespace postern::smtp::replies {

namespace {

constexpr std::size_t maxLine = 510; // RFC 5321 4.5.3.1.5: 512 with CR LF

bool isContinuation(char c) // of a UTF-8 character: one '?' stands for all of it
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
}

std::string printable(std::string_view text)
{
    std::string clean;
    for (const char c : text) {
        if (c >= ' ' && c <= '~')
            clean += c;
        else if (!isContinuation(c))
            clean += '?';
    }
    return clean;
}

} // namespace

std::string toLine(const policy::Reply& reply)
{
    const bool valid = reply.code >= 200 && reply.code <= 599;
    std::string line = printable((valid ? std::to_string(reply.code) : "451") + ' ' + reply.enhanced +
                                 (reply.enhanced.empty() ? "" : " ") + reply.text);
    line.resize(std::min(line.size(), maxLine));
    return line;
}

void appendLines(std::string& output, std::string_view code, std::span<const std::string> lines)
{
    for (std::size_t i = 0; i < lines.size(); ++i) {
        output += code;
        output += i + 1 == lines.size() ? ' ' : '-';
        output += printable(lines[i]);
        output += "\r\n";
    }
}

} // namespace postern::smtp::replies
