// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace postern::delivery {

// Writes a message as DATA wants it (RFC 5321 4.5.2), piece by piece: a dot before each line that begins with
// one, and the end after the last. A CR or LF by itself becomes a line end: whatever another server takes for
// one, there is never more than the one end of data.
class DotStuffing {
public:
    void add(std::string_view bytes, std::string& output);
    void end(std::string& output); // CR LF where the last line has none, then ".CR LF"

private:
    void add(char byte, std::string& output);

    bool m_lineStart = true;
    bool m_cr = false; // a CR has been seen, and its LF not yet
};

} // namespace postern::delivery
