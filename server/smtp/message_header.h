// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/time.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace postern::smtp {

// What is known of a message's header.
struct HeaderFacts {
    int received = 0;       // Received: fields (RFC 5321 6.3)
    bool date = false;      // it has a Date:
    bool messageId = false; // and a Message-ID:
    bool eightBit = false;  // octets beyond ASCII, which need SMTPUTF8 (RFC 6532)

    bool operator==(const HeaderFacts&) const = default;
};

// Watches a message's header go by, in pieces of any size. Keeps no more of it than the beginning of a
// field's name; looks at nothing after the empty line.
class HeaderScanner {
public:
    void start() { *this = {}; }
    void scan(std::string_view content);
    const HeaderFacts& facts() const { return m_facts; }

private:
    enum class State : std::uint8_t { Name, Rest, Body };
    void step(char c);
    void noteField();

    static constexpr std::size_t longestName = 10; // of those that we look for

    HeaderFacts m_facts;
    std::array<char, longestName> m_name{};
    std::uint8_t m_length = 0; // of m_name
    bool m_blank = false;      // after the name
    State m_state = State::Name;
};

// The fields that a submission server adds where a client has left them out (RFC 6409 8.2, 8.3), each with CR
// LF.
std::string missingFields(const HeaderFacts& facts, Time time, const std::string& id,
                          const std::string& hostname);

} // namespace postern::smtp
