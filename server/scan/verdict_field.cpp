// SPDX-License-Identifier: GPL-3.0-or-later
#include "scan/verdict_field.h"

namespace postern::scan {

namespace {

constexpr std::size_t lineWidth = 76; // RFC 5322 2.1.1: should be no more than 78

// Words may be any bytes.
char printable(char c)
{
    return c >= ' ' && c < 0x7f ? c : '?';
}

// A new line behind a comma or a blank, where the line is full.
std::string folded(const std::string& text)
{
    std::string lines;
    std::size_t width = 0;
    for (const char c : text) {
        lines += printable(c);
        ++width;
        if ((c == ',' || c == ' ') && width > lineWidth - 20) {
            lines += "\r\n\t";
            width = 8;
        }
    }
    // No line of blanks only (RFC 5322 2.2.3), nor any at its end.
    while (!lines.empty() &&
           (lines.back() == ' ' || lines.back() == '\t' || lines.back() == '\r' || lines.back() == '\n'))
        lines.pop_back();
    return lines;
}

} // namespace

std::string verdictField(const std::string& name, const ScanOpinion& opinion)
{
    if (opinion.failed())
        return {};
    std::string field = name + (opinion.verdict == ScanVerdict::Spam ? ": Yes" : ": No");
    if (opinion.score)
        field += ", score=" + scoreText(*opinion.score);
    if (opinion.score && opinion.threshold)
        field += " required=" + scoreText(*opinion.threshold);
    if (!opinion.words.empty())
        field += "\r\n\ttests=" + folded(opinion.words);
    return field + "\r\n";
}

} // namespace postern::scan
