// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace postern::mailauth {

// One field of a message's header as it came: "Subject: Hello,\r\n world\r\n".
struct HeaderField {
    std::string text;

    std::string_view
    name() const; // without the blanks that may stand before the colon; "" where there is none
    std::string_view value() const; // all after the colon, without the CR LF at the end
    bool is(std::string_view lowerName) const;
};

// Watches a message go by in pieces of any size, and keeps the fields of its header: all of them up to a
// bound, or those of its authors only. From: fields are kept in either case, however large the rest is.
class HeaderFields {
public:
    enum class Keep : std::uint8_t { Authors, All };
    // Octets of all fields that are kept; more fields than that are no honest header.
    static constexpr std::size_t maxOctets = 256 * 1024;
    static constexpr std::size_t maxFields = 4'000;
    // Of one From: field, and so many of those are kept: more than one is an error anyway (RFC 5322 3.6).
    static constexpr std::size_t maxFrom = 16 * 1024;
    static constexpr std::size_t maxFromFields = 2;

    explicit HeaderFields(Keep keep)
        : m_keep(keep)
    {
    }

    // What of `content` lies behind the header.
    std::string_view scan(std::string_view content);
    void finish(); // the message ends
    bool isOver() const { return m_over; }

    const std::vector<HeaderField>& fields() const { return m_fields; }
    bool tooLarge() const { return m_tooLarge; }                    // not all fields are there
    const std::vector<HeaderField>& from() const { return m_from; } // From:, at most maxFromFields
    bool fromTooLarge() const { return m_fromTooLarge; }            // one of them is not whole

private:
    void takeLine();
    void append(std::string_view part);
    void endField();

    Keep m_keep;
    bool m_over = false;
    bool m_tooLarge = false;
    bool m_fromTooLarge = false;
    bool m_lineIsCut = false;
    bool m_fieldIsCut = false;
    std::size_t m_octets = 0; // of m_fields
    std::string m_line;       // that has not come whole
    std::string m_field;      // that may go on in the next line
    std::vector<HeaderField> m_fields;
    std::vector<HeaderField> m_from;
};

} // namespace postern::mailauth
