// SPDX-License-Identifier: GPL-3.0-or-later
#include "smtp/data_reader.h"

#include <algorithm>

namespace postern::smtp {

DataReader::Piece DataReader::read(std::string_view input)
{
    std::size_t dot = 0;
    if (m_lineStart && input.starts_with('.')) {
        if (input.size() < 2 || (input[1] == '\r' && input.size() < 3))
            return {};
        if (input.starts_with(".\r\n"))
            return {{}, 3, true};
        m_lineStart = false;
        dot = 1;
    }
    const std::string_view content = takeLines(input.substr(dot));
    return {content, dot + content.size(), false};
}

// As much of `input` as can be judged, up to the next line that begins with a dot.
std::string_view DataReader::takeLines(std::string_view input)
{
    std::size_t taken = 0;
    while (taken < input.size() && !(m_lineStart && input[taken] == '.')) {
        const std::size_t lf = input.find('\n', taken);
        std::string_view line = input.substr(taken, lf == input.npos ? lf : lf + 1 - taken);
        if (lf == input.npos && line.ends_with('\r'))
            line.remove_suffix(1); // what comes next says what it is
        if (line.empty())
            break;
        m_lineStart = scanLine(line);
        taken += line.size();
    }
    return input.substr(0, taken);
}

// A line, or a part of one that ends with no CR. Whether it ends with CR LF.
bool DataReader::scanLine(std::string_view line)
{
    const bool proper = line.ends_with("\r\n");
    const std::string_view text = line.substr(0, line.size() - (proper ? 2 : line.ends_with('\n') ? 1 : 0));
    const std::size_t cr = text.find('\r');
    const std::size_t nul = text.find('\0');
    if (cr != nul) // one of them is there, or both
        note(cr < nul ? ContentProblem::BareCr : ContentProblem::Nul);
    else if (!proper && text.size() < line.size())
        note(ContentProblem::BareLf);
    return proper;
}

void DataReader::note(ContentProblem problem)
{
    if (m_problem == ContentProblem::None)
        m_problem = problem;
}

void ChunkReader::scan(std::string_view content)
{
    for (const char c : content) {
        if (m_afterCr && c != '\n')
            note(ContentProblem::BareCr);
        if (!m_afterCr && c == '\n')
            note(ContentProblem::BareLf);
        if (c == '\0')
            note(ContentProblem::Nul);
        m_lineIsOpen = c != '\n';
        m_afterCr = c == '\r';
    }
}

void ChunkReader::finish()
{
    if (m_afterCr)
        note(ContentProblem::BareCr);
}

void ChunkReader::note(ContentProblem problem)
{
    if (m_problem == ContentProblem::None)
        m_problem = problem;
}

} // namespace postern::smtp
