// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>

namespace postern::smtp {

// Watches a message's header go by, in pieces of any size, and counts its Received: fields (RFC 5321 6.3).
// Keeps no bytes; looks at nothing after the empty line.
class HeaderScanner {
public:
    void start() { *this = {}; }
    void scan(std::string_view content);
    int receivedFields() const { return m_receivedFields; }

private:
    enum class State : std::uint8_t { Name, Rest, Body };
    void step(char c);

    State m_state = State::Name;
    std::uint8_t m_matched = 0; // octets of "received" at the beginning of the line
    int m_receivedFields = 0;
};

} // namespace postern::smtp
