// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace postern::smtp {

// Why content is no proper SMTP. The first one found counts.
enum class ContentProblem : std::uint8_t {
    None,
    BareLf, // LF without CR before it
    BareCr, // CR without LF after it
    Nul,    // RFC 5321 2.3.1, 4.5.2: text is 7- or 8-bit octets without NUL
};

// Reads the content after DATA: finds its end, takes the dot-stuffing off (RFC 5321 4.5.2). The one and only
// end is CR LF . CR LF, the first CR LF being that of the DATA command or of a line; whatever resembles it is
// content and a problem, so that nothing can be smuggled in behind a line end that only some programs see.
// Keeps no bytes: what cannot be judged yet (at most ". CR") is left with the caller. Lines may be of any
// length: RFC 5321 4.5.3.1 asks for techniques without limits, and a cut or folded line is a changed message.
class DataReader {
public:
    struct Piece {
        std::string_view content; // to hand out; begins `input` but for a dot taken off
        std::size_t consumed = 0; // of `input`. 0: needs more
        bool end = false;         // the content is over; what follows `consumed` are commands
    };

    void start() { *this = {}; }
    Piece read(std::string_view input);
    ContentProblem problem() const { return m_problem; }

private:
    std::string_view takeLines(std::string_view input);
    bool scanLine(std::string_view line);
    void note(ContentProblem problem);

    bool m_lineStart = true;
    ContentProblem m_problem = ContentProblem::None;
};

// Looks at content that comes in chunks of a known length (RFC 3030): there is no end to be found and no dot
// to be taken off, but its lines must be as proper as those after DATA.
class ChunkReader {
public:
    void start() { *this = {}; }
    void scan(std::string_view content);
    // The last chunk is over.
    void finish();
    ContentProblem problem() const { return m_problem; }
    bool lineIsOpen() const { return m_lineIsOpen; } // the content does not end with CR LF

private:
    void note(ContentProblem problem);

    bool m_afterCr = false;
    bool m_lineIsOpen = false;
    ContentProblem m_problem = ContentProblem::None;
};

} // namespace postern::smtp
