// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace postern::delivery {

// A server's reply (RFC 5321 4.2), all of its lines.
struct SmtpReply {
    int code = 0;
    std::vector<std::string> lines; // without code and CR LF

    int kind() const { return code / 100; }
    std::string text() const;   // "250 2.1.5 Ok; more"
    std::string status() const; // RFC 3463: as it says, or made of its code: "5.0.0"
};

// Cuts replies out of what a server sends. Bounded: a line, and the lines of one reply.
class ReplyReader {
public:
    static constexpr std::size_t longestLine = 4096; // RFC 5321 4.5.3.1.5 has 512
    static constexpr std::size_t mostLines = 200;

    void input(std::string_view bytes) { m_input += bytes; }
    // The next reply that is complete.
    std::optional<SmtpReply> next();
    // What came is no reply, or has no end: nothing more will come out.
    bool broken() const { return m_broken; }
    bool hasInput() const { return !m_input.empty() || !m_reply.lines.empty(); }
    void clear() { *this = {}; } // what came before TLS does not count (RFC 3207 4.2)

private:
    bool takeLine(std::string_view line); // whether it was the last of its reply

    std::string m_input;
    SmtpReply m_reply;
    bool m_broken = false;
};

} // namespace postern::delivery
