// SPDX-License-Identifier: GPL-3.0-or-later
#include "delivery/smtp_reply.h"

#include "base/ascii.h"

#include <algorithm>
#include <utility>

namespace postern::delivery {

namespace {

// It goes into the queue, the log and reports, for each recipient; a server may say much more.
constexpr std::size_t longestText = 2000;

// The enhanced code at the beginning of a line, "" where there is none: class "." subject "." detail (RFC
// 3463 2).
std::string_view enhanced(std::string_view line, char kind)
{
    std::size_t dots = 0;
    std::size_t end = 0;
    while (end < line.size() && (isDigit(line[end]) || line[end] == '.')) {
        const bool dot = line[end] == '.';
        if (dot && (end == 0 || line[end - 1] == '.'))
            return {};
        dots += dot ? 1 : 0;
        ++end;
    }
    constexpr std::size_t longest = 9;
    const bool whole = end == line.size() || line[end] == ' ';
    const bool proper = dots == 2 && end <= longest && whole && end >= 5 && line[end - 1] != '.';
    return proper && line[0] == kind && line[1] == '.' ? line.substr(0, end) : std::string_view();
}

} // namespace

std::string SmtpReply::text() const
{
    std::string text = std::to_string(code);
    for (const std::string& line : lines) {
        text += (&line == lines.data() ? " " : "; ") + line;
        if (text.size() > longestText)
            break;
    }
    if (text.size() > longestText)
        text.replace(longestText, text.npos, " ...");
    return text;
}

std::string SmtpReply::status() const
{
    const char kind = char('0' + this->kind());
    if (!lines.empty()) {
        if (const auto found = enhanced(lines.front(), kind); !found.empty())
            return std::string(found);
    }
    return std::string(1, kind) + ".0.0";
}

std::optional<SmtpReply> ReplyReader::next()
{
    while (!m_broken) {
        const std::size_t lf = m_input.find('\n');
        if (lf == m_input.npos) {
            m_broken = m_input.size() > longestLine;
            return std::nullopt;
        }
        std::string line = m_input.substr(0, lf);
        m_input.erase(0, lf + 1);
        if (line.ends_with('\r'))
            line.pop_back();
        if (takeLine(line))
            return std::exchange(m_reply, {});
    }
    return std::nullopt;
}

bool ReplyReader::takeLine(std::string_view line)
{
    const bool coded = line.size() >= 3 && std::all_of(line.begin(), line.begin() + 3, isDigit);
    const bool separated = line.size() == 3 || (line.size() > 3 && (line[3] == ' ' || line[3] == '-'));
    const int code = coded ? (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0') : 0;
    const bool fits = m_reply.lines.empty() || code == m_reply.code;
    if (!coded || !separated || code < 200 || code > 599 || !fits || line.size() > longestLine ||
        m_reply.lines.size() >= mostLines) {
        m_broken = true;
        return false;
    }
    m_reply.code = code;
    m_reply.lines.emplace_back(line.size() > 4 ? line.substr(4) : std::string_view());
    return line.size() == 3 || line[3] == ' ';
}

} // namespace postern::delivery
